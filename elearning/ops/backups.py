"""A copy of everything that the service keeps, and the way back from it.

A backup is a folder: the database, the files of people and the keys of certificates, and a
manifest that says how many rows there were and what each file's digest is.
"""

import datetime
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from contextlib import closing
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection

MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
# What the database does not hold; DATA_DIR's cache and static files are made again.
FOLDERS = {"media.tar": lambda: settings.MEDIA_ROOT, "keys.tar": lambda: settings.CERTIFICATE_KEYS}


class BadBackup(Exception):
    """This folder is no backup that can be trusted here; the message says why."""


def make(folder: Path, now: datetime.datetime) -> Path:
    """Write a backup below a folder; return its own folder, which appears once it is whole.

    The service may go on: the database is copied as it was at one moment. Raises OSError and
    subprocess.CalledProcessError.
    """
    final = folder / now.strftime("sauvegarde-%Y%m%d-%H%M%S")
    unfinished = final.with_suffix(".partial")
    unfinished.mkdir(parents=True, mode=0o700)
    rows = _count_rows()
    _copy_database(unfinished / DATABASES[connection.vendor])
    for name, source in FOLDERS.items():
        with tarfile.open(unfinished / name, "w") as archive:
            if Path(source()).exists():
                archive.add(source(), arcname=".")
    manifest = {
        "made_at": now.isoformat(),
        "database": connection.vendor,
        "rows": rows,
        "digests": {path.name: _digest(path) for path in sorted(unfinished.iterdir())},
    }
    (unfinished / MANIFEST).write_text(json.dumps(manifest, indent=1))
    for path in unfinished.iterdir():
        path.chmod(0o600)
    unfinished.rename(final)
    return final


def check(folder: Path) -> dict:
    """Return the manifest of a backup whose files are all there, unchanged. Raises BadBackup."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        digests = {name: _digest(folder / name) for name in manifest["digests"]}
    except (OSError, ValueError, KeyError) as fault:
        raise BadBackup(f"{folder}: {fault}") from fault
    changed = [name for name, digest in manifest["digests"].items() if digest != digests[name]]
    if changed:
        raise BadBackup(f"{folder}: {', '.join(changed)} changed since the backup")
    if manifest["database"] != connection.vendor:
        raise BadBackup(f"{folder}: a backup of {manifest['database']}, here {connection.vendor}")
    return manifest


def restore(folder: Path) -> dict[str, int]:
    """Put a backup in the place of everything there is; return how many rows there are now.

    Raises BadBackup, before anything is touched where the backup is at fault.
    """
    manifest = check(folder)
    _load_database(folder / DATABASES[connection.vendor])
    for name, target in FOLDERS.items():
        shutil.rmtree(target(), ignore_errors=True)
        Path(target()).mkdir(parents=True, mode=0o700)
        with tarfile.open(folder / name) as archive:
            archive.extractall(target(), filter="data")
    cache.clear()
    rows = _count_rows()
    if rows != manifest["rows"]:
        raise BadBackup(f"{folder}: restored, but not with as many rows as the manifest says")
    return rows


def _count_rows() -> dict[str, int]:
    """Count what people would miss; a session or a job is none of it."""
    models = apps.get_models(include_auto_created=True)
    passing = ("sessions", "django_tasks_database", "usersessions", "contenttypes")
    kept = [model for model in models if model._meta.app_label not in passing]
    return {model._meta.label: model._base_manager.count() for model in kept if model._meta.managed}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_database(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
    else:
        _run("pg_dump", "--format=custom", f"--file={target}", "--dbname")


def _load_database(source: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(source)) as copy:
            copy.backup(connection.connection)
    else:
        connection.close()
        whole = ["--clean", "--if-exists", "--no-owner", "--single-transaction"]
        _run("pg_restore", *whole, str(source), "--dbname")


def _run(program: str, *arguments: str) -> None:
    """Run a tool of PostgreSQL on the database of the settings, whose name ends the line."""
    client = connection.client
    line, secrets = client.settings_to_cmd_args_env(connection.settings_dict, list(arguments))
    environment = os.environ | (secrets or {})
    subprocess.run([program, *line[1:]], env=environment, check=True)  # noqa: S603
