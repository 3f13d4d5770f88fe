"""The demonstration, served for as long as a `with` block lasts."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
START_TIMEOUT = 300  # seconds


class NotStarted(Exception):
    """The demonstration did not answer in time; the message is its log."""


@contextmanager
def served_demo(folder: Path, **variables: str):
    """Run what `make demo` runs, on a free port, with its data in a folder; give its address.

    `variables` are more of its environment. Raises NotStarted when it does not answer in time.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = (
        os.environ
        | variables
        | {
            "DJANGO_SETTINGS_MODULE": "elearning.settings.demo",
            "DATA": str(folder),
            "PORT": str(port),
            "BASE_URL": url,
        }
    )
    log = folder / "log.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait_for(f"{url}/readyz", process, log)
            yield url
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


def _wait_for(url: str, process, log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise NotStarted(log.read_text())
        time.sleep(0.5)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status == 200
    except OSError:
        return False
