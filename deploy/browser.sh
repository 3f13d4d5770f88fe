#!/bin/sh
# Find or install the Chromium that the tests drive.
set -eu
cd "$(dirname "$0")/.."

if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then
    exit 0
fi
if ls "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}"/chromium-* >/dev/null 2>&1; then
    exit 0
fi
echo "… Chromium"
if .venv/bin/playwright install chromium >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
    exit 0
fi
echo "Les tests pilotent Chromium, qui n'a pas pu être installé. Sous Debian : sudo apt-get install -y chromium" >&2
exit 1
