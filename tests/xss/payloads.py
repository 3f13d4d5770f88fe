"""What people try to slip into a page, each of which calls `fired()` where it runs."""

import json
from pathlib import Path

PAYLOADS: list[str] = json.loads(Path(__file__).with_name("payloads.json").read_text())
# One of each family, for the places where trying them all would take too long.
STRONG = PAYLOADS[::12]
