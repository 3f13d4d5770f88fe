#!/bin/sh
# The bill of materials (var/sbom.json, CycloneDX) and the known faults of what the service installs. Offline, it says that the
# second half was skipped; it fails on a known fault only. Its tools are in a folder of their own, away from the product's.
set -eu
cd "$(dirname "$0")/.."
tools=var/audit
if [ ! -x "$tools/bin/pip-audit" ]; then
    "${PYTHON:-python3}" -m venv --clear "$tools"
    "$tools/bin/pip" install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements/audit.txt || {
        rm -rf "$tools"
        echo "audit skipped: its tools cannot be installed (offline?)"
        exit 0
    }
fi
mkdir -p var
"$tools/bin/cyclonedx-py" requirements requirements/base.txt --output-reproducible --output-file var/sbom.json
"$tools/bin/python" - <<'PYTHON'
import json
parts = json.load(open("var/sbom.json"))["components"]
print(f"var/sbom.json: {len(parts)} components")
assert len(parts) > 50 and all(part["purl"] for part in parts)
PYTHON

report=$(mktemp)
status=0
"$tools/bin/pip-audit" --disable-pip --require-hashes --requirement requirements/base.txt --progress-spinner off \
    --timeout 10 --format json --output "$report" 2>"$report.log" || status=$?
if [ -s "$report" ]; then
    cat "$report.log" >&2
    "$tools/bin/python" - "$report" <<'PYTHON'
import json, sys
parts = json.load(open(sys.argv[1]))["dependencies"]
for part in parts:
    for fault in part.get("vulns", []):
        print(part["name"], part["version"], fault["id"], "mended in", ", ".join(fault["fix_versions"]) or "no version yet")
unknown = [part["name"] for part in parts if "skip_reason" in part]
if len(unknown) == len(parts):
    print("pip-audit skipped: this index of packages tells no known faults")
elif unknown:
    print("not audited:", ", ".join(unknown))
PYTHON
    exit "$status"
fi
echo "pip-audit skipped: the database of known faults does not answer ($(tail -n 1 "$report.log" | cut -c1-200))"
