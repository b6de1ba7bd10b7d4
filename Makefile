# `make run` and `make test` need Python 3.11 or later and nothing else. What they make is kept in
# .venv, where an empty file `.done-…` says what need not be done again.

PYTHON ?= python3
export PORT ?= 8000

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
NEW_SECRET := $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))'

.PHONY: run demo test lint format bench score torture lock messages screenshots audit

run: .venv/.done-run .env .venv/.done-catalogues .venv/.done-static
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo --if-empty
	@exec $(BIN)/gunicorn tripbook.wsgi --bind 127.0.0.1:$(PORT) --no-control-socket \
		--worker-class gthread --threads 16

demo: .venv/.done-run .env
	@$(MANAGE) load_demo

# On SQLite, then on PostgreSQL. What only a browser shows does not depend on the database.
# Migrations make the tables of the site that browsers see and of PostgreSQL; models the others.
test: lint .venv/.done-catalogues
	env -u TEST_DATABASE_URL $(BIN)/pytest -q -n auto --nomigrations
	$(BIN)/python tests/with_postgres.py $(BIN)/pytest -q -n auto --ignore=tests/browser

# The settings of production, as far as they can be checked without one.
PRODUCTION := env DEBUG=false ALLOWED_HOSTS=trips.example.org SITE_URL= SECURE_SSL_REDIRECT=true \
	DATABASE_URL=sqlite://:memory: SECRET_KEY=$$($(NEW_SECRET))

lint: .venv/.done-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo
	@$(PRODUCTION) $(MANAGE) makemigrations --check --dry-run
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

format: .venv/.done-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

score: .venv/.done-dev
	$(BIN)/python -m bench.score_notes

# What `make test` tries with some hundred notes, with 10,000.
torture: .venv/.done-dev
	$(BIN)/python -m bench.torture
	env KILLS=50 REQUIRE_BROWSER=1 $(BIN)/pytest -q -n 0 tests/browser/test_writing.py -k killed

bench: .venv/.done-dev .venv/.done-catalogues
	$(BIN)/python -m bench

# Every page as people see it, into screenshots/; the README's pictures are taken anew.
screenshots: .venv/.done-dev .venv/.done-catalogues
	$(BIN)/python -m bench.screenshots

# Not in the tests: it takes minutes, and Node and npm.
audit: .venv/.done-dev .venv/.done-catalogues .venv/.done-lighthouse
	$(BIN)/python -m bench.audit .venv/lighthouse/node_modules/.bin/lighthouse

# Brings the catalogues up to date with the code; then translate what is empty in them.
messages: .venv/.done-dev .env
	$(MANAGE) makemessages

# The locks name no index, so that they serve with any.
UV_COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock" pyproject.toml

lock: $(BIN)/python
	$(BIN)/pip install --quiet uv
	$(UV_COMPILE) --output-file requirements/run.txt
	$(UV_COMPILE) --extra dev --constraints requirements/run.txt --output-file requirements/dev.txt

$(BIN)/python:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'This needs Python 3.11 or later; name one with PYTHON=')"
	$(PYTHON) -m venv .venv

INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r

.venv/.done-run: requirements/run.txt | $(BIN)/python
	$(INSTALL) $<
	@touch $@

.venv/.done-dev: requirements/dev.txt .venv/.done-run
	$(INSTALL) $<
	@touch $@

.venv/.done-lighthouse: | $(BIN)/python
	npm install --silent --no-audit --no-fund --no-save --prefix .venv/lighthouse lighthouse@12.8.2
	@touch $@

.env:
	@umask 077 && printf 'DEBUG=true\nSECRET_KEY=%s\n' "$$($(NEW_SECRET))" > $@

.venv/.done-catalogues: $(wildcard locale/*/LC_MESSAGES/django.po) | .venv/.done-run
	@$(PRODUCTION) $(MANAGE) compilemessages
	@touch $@

.venv/.done-static: .venv/.done-run .env $(shell find static -type f)
	@$(MANAGE) collectstatic --no-input --clear --verbosity 0
	@touch $@
