"""The provider of provider.mjs, served for as long as a `with` block lasts."""

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def served_provider(port: int, *sites: str):
    """Run the provider on a port, with these sites as its clients; give its address."""
    if not (shutil.which("node") and (ROOT / "node_modules" / "oidc-provider").exists()):
        pytest.fail("oidc-provider is missing: run `npm ci --ignore-scripts` (Node is needed)")
    process = subprocess.Popen(
        ["node", "--no-warnings", "tests/oidc/provider.mjs", str(port), *sites],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout.readline().startswith("ready"), "the provider did not start"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()
