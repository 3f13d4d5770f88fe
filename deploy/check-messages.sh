#!/bin/sh
# Every message of the sources is in the French catalogue, translated, with no-break spaces. Needs gettext for the first half.
set -eu
cd "$(dirname "$0")/.."
po=locale/fr/LC_MESSAGES/django.po
before=$(mktemp)
cp "$po" "$before"
if command -v xgettext >/dev/null; then
    make --no-print-directory messages >/dev/null
    missing=$(git diff --no-index --unified=0 "$before" "$po" | grep -E '^[-+]msg' || true)
    cp "$before" "$po"
    if [ -n "$missing" ]; then
        echo "The catalogue lags behind the sources (make messages):" >&2
        echo "$missing" >&2
        exit 1
    fi
elif [ "${CI:-}" = true ]; then
    echo "gettext is missing: apt-get install gettext" >&2
    exit 1
fi
.venv/bin/python - "$po" <<'PYTHON'
import re
import sys
from babel.messages.pofile import read_po
with open(sys.argv[1], "rb") as file:
    faulty = [m.id for m in read_po(file) if m.id and (m.fuzzy or not m.string or not all(m.string if isinstance(m.string, tuple) else (m.string,)))]
for message in faulty:
    print(f"not translated: {message}", file=sys.stderr)
with open(sys.argv[1], "rb") as file:
    said = [text for m in read_po(file) if m.id for text in (m.string if isinstance(m.string, tuple) else (m.string,))]
breaking = [text for text in said if re.search(r"\S [:;!?»]|« ", text)]
for text in breaking:
    print(f"a space that may break a line before or after a sign: {text}", file=sys.stderr)
sys.exit(bool(faulty or breaking))
PYTHON
