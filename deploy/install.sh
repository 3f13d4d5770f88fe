#!/bin/sh
# Make .venv and install requirements/$1.txt in it; says what is missing and how to get it.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Il faut Python 3.11 ou plus récent. Indiquez-le ainsi : make PYTHON=/chemin/python3.11 …" >&2
    exit 1
fi
if [ ! -x .venv/bin/pip ]; then
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        line="apt-get install -y python3-venv"
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            echo "… $line"
            apt-get update -qq && DEBIAN_FRONTEND=noninteractive $line -qq >/dev/null
        else
            echo "Python n'a pas de quoi créer un environnement. Installez-le : sudo $line" >&2
            exit 1
        fi
    fi
    echo "… Environnement Python (.venv)"
    "$python" -m venv --clear .venv
fi
echo "… Bibliothèques (requirements/$1.txt), une à deux minutes la première fois"
.venv/bin/pip install -qq --disable-pip-version-check --no-deps --require-hashes -r "requirements/$1.txt"
touch ".venv/$1"
