"""What is backed up comes back whole; what is no whole backup touches nothing."""

import io
import json

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from elearning.accounts.models import User
from elearning.ops.schedule import HEARTBEAT
from tests.factories import UserFactory

# Copies a database as it is on the disk, so nothing may be left in a transaction.
pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("_first_rows"),
]


@pytest.fixture
def files(tmp_path, settings):
    """A picture of a person and a key of certificates, where the settings say."""
    settings.MEDIA_ROOT, settings.CERTIFICATE_KEYS = tmp_path / "media", tmp_path / "keys"
    for folder, name in ((settings.MEDIA_ROOT, "photo.webp"), (settings.CERTIFICATE_KEYS, "key")):
        folder.mkdir()
        (folder / name).write_bytes(b"une image, ou une cle")
    return settings


def backup(folder):
    output = io.StringIO()
    call_command("backup", folder, stdout=output)
    (made,) = folder.glob("sauvegarde-*")
    assert str(made) in output.getvalue()
    return made


def restore(folder, **options):
    call_command("restore", folder, stdout=io.StringIO(), **options)


def test_everything_comes_back_and_nothing_else(files, tmp_path):
    UserFactory(email="alice@mairie.example")
    made = backup(tmp_path / "ailleurs")
    User.objects.all().delete()
    UserFactory(email="apres@mairie.example")
    (files.MEDIA_ROOT / "photo.webp").unlink()
    (files.CERTIFICATE_KEYS / "key").write_bytes(b"une autre")

    restore(made, replace=True)

    assert list(User.objects.values_list("email", flat=True)) == ["alice@mairie.example"]
    assert (files.MEDIA_ROOT / "photo.webp").read_bytes() == b"une image, ou une cle"
    assert (files.CERTIFICATE_KEYS / "key").read_bytes() == b"une image, ou une cle"


def test_what_is_refused_touches_nothing(files, tmp_path):
    UserFactory(email="alice@mairie.example")
    made = backup(tmp_path / "ailleurs")
    assert made.stat().st_mode & 0o077 == 0
    UserFactory(email="apres@mairie.example")

    restore(made, dry_run=True)
    with pytest.raises(CommandError, match="--replace"):
        restore(made)
    with pytest.raises(CommandError, match=r"manifest\.json"):
        restore(tmp_path, replace=True)
    cache.set(HEARTBEAT, timezone.now())
    with pytest.raises(CommandError, match="the service runs"):
        restore(made, replace=True)
    cache.clear()
    manifest = json.loads((made / "manifest.json").read_text())
    (made / "manifest.json").write_text(json.dumps(manifest | {"database": "another"}))
    with pytest.raises(CommandError, match="a backup of another"):
        restore(made, replace=True)
    (made / "media.tar").write_bytes(b"altered")
    with pytest.raises(CommandError, match=r"media\.tar changed"):
        restore(made, replace=True)

    assert User.objects.count() == 2
