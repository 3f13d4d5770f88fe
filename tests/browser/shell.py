"""What a journey needs and no page does, written in the demonstration's own data."""

import os
import subprocess
import sys
from pathlib import Path

from tests.browser.site import ROOT


def run_in_demo(data_folder: Path, script: str) -> str:
    """Run a script in the shell of the demonstration; return the last line that it prints."""
    environment = {"DJANGO_SETTINGS_MODULE": "elearning.settings.demo", "DATA": str(data_folder)}
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", script],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.strip().splitlines()[-1]
