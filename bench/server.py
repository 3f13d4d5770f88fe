"""The web server as it runs in service, and the processor time that it and its database use."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from tests.browser.site import ROOT, free_port

START_TIMEOUT = 60  # seconds
DATABASE = "postgres"  # the name of PostgreSQL's processes; SQLite runs in the server's own


class Server:
    """One worker of gunicorn, whose `cpu` is that of all its processes and of PostgreSQL's."""

    def __init__(self, pid: int, url: str) -> None:
        self.pid = pid
        self.url = url

    def cpu(self, action) -> float:
        """Return the processor's time of what is asked of the server, in milliseconds."""
        before = self._used()
        action()
        after = self._used()
        return sum(used - before.get(pid, 0) for pid, used in after.items()) / 1_000_000

    def _used(self) -> dict[int, int]:
        """Return the time of each process so far, in nanoseconds: Linux's /proc/…/schedstat."""
        return {pid: _nanoseconds(pid) for pid in [*self._workers(), *_processes_of(DATABASE)]}

    def _workers(self) -> list[int]:
        return [int(pid) for pid in _read(self.pid, f"task/{self.pid}/children").split()]


@contextmanager
def served() -> Iterator[Server]:
    """Run the site with this process's settings and data, on a free port."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
    # A worker that ended would take its time with it.
    options = ["--workers", "1", "--max-requests", "0", "--log-level", "warning"]
    process = subprocess.Popen(  # noqa: S603
        [*command, *options, "elearning.wsgi"], cwd=ROOT, env=os.environ | {"PORT": str(port)}
    )
    server = Server(process.pid, f"http://127.0.0.1:{port}")
    try:
        _wait_for(f"{server.url}/healthz", process)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(url: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the server did not start")
        time.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=5).ok
    except requests.ConnectionError:
        return False


def _processes_of(name: str) -> list[int]:
    pids = [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]
    return [pid for pid in pids if _read(pid, "comm").strip() == name]


def _nanoseconds(pid: int) -> int:
    return int((_read(pid, "schedstat") or "0").split()[0])


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
