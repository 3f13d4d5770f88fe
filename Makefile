# make demo · make test · make lint · make manage ARGS="…" · make measure pictures
# PORT= and DATA= choose the demo's port and folder.

PORT ?= 8000
DATA ?= var
BIN = .venv/bin
DEMO = DATA="$(abspath $(DATA))" PORT="$(PORT)" BASE_URL="http://127.0.0.1:$(PORT)" DJANGO_SETTINGS_MODULE=elearning.settings.demo PYTHONUNBUFFERED=1
PO = locale/fr/LC_MESSAGES/django.po
MO = $(PO:.po=.mo)

.PHONY: demo manage test lint format messages locks measure audit

demo: .venv/base $(MO)
	@$(DEMO) $(BIN)/python manage.py demo

manage: .venv/base $(MO)
	@$(DEMO) $(BIN)/python manage.py $(ARGS)

test: .venv/dev .venv/open-badge.schema.json $(MO) node_modules
	@deploy/browser.sh
	$(BIN)/python -m pytest -n auto $(ARGS)

lint: .venv/dev $(MO)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	DATA="$$(mktemp -d)" DJANGO_SETTINGS_MODULE=elearning.settings.demo $(BIN)/python manage.py makemigrations --check --dry-run
	deploy/check-production.sh
	deploy/check-messages.sh

measure: .venv/dev $(MO)
	$(BIN)/python -m bench.measure

pictures: .venv/dev $(MO)
	$(BIN)/python -m bench.pictures

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Needs gettext; writes what is to translate into locale/.
messages: .venv/dev
	DATA="$$(mktemp -d)" DJANGO_SETTINGS_MODULE=elearning.settings.demo $(BIN)/python manage.py makemessages -l fr --no-wrap --no-location --no-obsolete -i '.venv/*' -i 'var/*' -i 'tests/*'

# The bill of materials and the known faults of what is installed.
audit:
	deploy/audit.sh

# Needs uv; lock files hold hashes and no index address.
locks:
	cd requirements && uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links base.in -o base.txt
	cd requirements && uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links -c base.txt dev.in -o dev.txt
	cd requirements && uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links audit.in -o audit.txt

# axe-core and an identity provider, for the tests; without Node the tests that need it say so.
node_modules: package-lock.json
	@if command -v npm >/dev/null; then npm ci --ignore-scripts --silent; touch node_modules; fi

.venv/base: requirements/base.txt
	@deploy/install.sh base

.venv/dev: requirements/dev.txt
	@deploy/install.sh dev

.venv/open-badge.schema.json: requirements/dev.txt | .venv/dev
	@deploy/badge-schema.sh

%.mo: %.po | .venv/base
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale fr
