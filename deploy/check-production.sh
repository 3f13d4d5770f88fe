#!/bin/sh
# Django's own checks, with the settings of production and throw-away values.
set -eu
cd "$(dirname "$0")/.."
DATA=$(mktemp -d)
export DATA DJANGO_SETTINGS_MODULE=elearning.settings.production \
    SECRET_KEY="$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
    ALLOWED_HOSTS=formation.example BASE_URL=https://formation.example \
    EMAIL_HOST=smtp.example DEFAULT_FROM_EMAIL=formation@formation.example
.venv/bin/python manage.py make_certificate_key >/dev/null
.venv/bin/python manage.py check --deploy --fail-level WARNING
