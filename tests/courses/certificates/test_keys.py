import stat

import pytest
from django.core.management import call_command

from courses.certificates import issuer, keys
from courses.certificates.checks import a_key_signs


@pytest.fixture
def no_key(settings, tmp_path):
    settings.CERTIFICATE_KEYS = tmp_path / "keys"
    return settings.CERTIFICATE_KEYS


def test_only_their_owner_reads_the_keys(no_key):
    keys.make()
    modes = {stat.S_IMODE(file.stat().st_mode) for file in no_key.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(no_key.stat().st_mode) == 0o700


def test_without_key_nothing_is_signed_and_the_operator_is_told(no_key):
    with pytest.raises(keys.NoKey, match="make_certificate_key"):
        issuer.sign({"iss": issuer.did()})
    assert [warning.id for warning in a_key_signs(None)] == ["certificates.W001"]


def test_the_command_makes_one_key_and_no_second(no_key, capsys):
    call_command("make_certificate_key")
    call_command("make_certificate_key")
    assert len(keys.public_keys()) == 1
    assert a_key_signs(None) == []


def test_the_command_writes_nothing_when_dry(no_key):
    call_command("make_certificate_key", dry_run=True)
    assert not no_key.exists()


def test_what_a_replaced_key_signed_stays_good(no_key):
    keys.make()
    before = issuer.sign({"iss": issuer.did(), "n": 1})
    call_command("make_certificate_key", rotate=True)
    after = issuer.sign({"iss": issuer.did(), "n": 2})
    assert [issuer.read(token)["n"] for token in (before, after)] == [1, 2]
    assert len(list(no_key.glob("*.private.pem"))) == 1
    assert len(issuer.did_document()["verificationMethod"]) == 2


def test_another_key_of_the_same_name_is_refused(no_key, tmp_path, settings):
    keys.make()
    name = keys.signing_key().id
    settings.CERTIFICATE_KEYS = tmp_path / "forger"
    keys.make()
    forged = keys.SigningKey(name, keys.signing_key().private)
    settings.CERTIFICATE_KEYS = no_key
    token = keys.jwt.encode(
        {"iss": issuer.did()}, forged.private, algorithm="EdDSA", headers={"kid": f"x#{name}"}
    )
    with pytest.raises(issuer.NotOurs):
        issuer.read(token)


@pytest.mark.parametrize("token", ["", "a.b.c", "no token", "é.é.é", "{}", "e30.e30.e30"])
def test_what_is_no_token_is_refused(token):
    with pytest.raises(issuer.NotOurs):
        issuer.read(token)


def test_a_token_of_another_site_is_refused(settings):
    token = issuer.sign({"iss": issuer.did()})
    settings.WAGTAILADMIN_BASE_URL = "https://ailleurs.example"
    with pytest.raises(issuer.NotOurs):
        issuer.read(token)
