#!/bin/sh
# Fetch the JSON schema of Open Badges 3.0 for the tests: it stands in the sources, pinned by their hash, of a library
# that we use, and in no package of its own.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
sed -n '/^openbadgeslib==/,/# via/p' requirements/dev.txt >"$folder/openbadgeslib.txt"
.venv/bin/pip download -qq --disable-pip-version-check --no-deps --no-binary openbadgeslib --no-build-isolation \
    --require-hashes -r "$folder/openbadgeslib.txt" -d "$folder"
tar --extract --to-stdout --wildcards --file "$folder"/openbadgeslib-*.tar.gz '*/ob_v3p0_achievementcredential_schema.json' \
    >"$folder/schema"
mv "$folder/schema" .venv/open-badge.schema.json
