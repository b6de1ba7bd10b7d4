"""The settings: what the environment may say, and what holds where it says nothing."""

import os
import re
import runpy
import subprocess
import sys

import environ
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SETTINGS_FILE = settings.BASE_DIR / "tripbook" / "settings.py"
EXAMPLE_FILE = settings.BASE_DIR / ".env.example"

READ_FROM_ENVIRONMENT = set(re.findall(r"""env\.\w+\(["']([A-Z_]+)""", SETTINGS_FILE.read_text()))
EXAMPLE = re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE_FILE.read_text(), flags=re.MULTILINE)


@pytest.fixture
def load(monkeypatch):
    """Return a function that runs the settings file in an environment and returns its values."""
    monkeypatch.setattr(environ.Env, "read_env", lambda *_: None)

    def load(**values):
        monkeypatch.setattr(environ.Env, "ENVIRON", {"SECRET_KEY": "secret"} | values)
        return runpy.run_path(SETTINGS_FILE)

    return load


def test_production_refuses_to_start_without_a_secret_key():
    started = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        # Empty rather than absent: a `.env` of this checkout must not help.
        env=os.environ | {"SECRET_KEY": "", "DJANGO_SETTINGS_MODULE": "tripbook.settings"},
        capture_output=True,
        text=True,
    )
    assert started.returncode == 1
    assert "ImproperlyConfigured: SECRET_KEY is not set." in started.stderr


def test_the_example_names_every_setting_once_and_no_other():
    assert sorted(name for name, _ in EXAMPLE) == sorted(READ_FROM_ENVIRONMENT)


def test_the_example_is_a_production_that_lacks_only_the_secret_key(load):
    example = dict(EXAMPLE)
    assert example.pop("SECRET_KEY") == ""
    values = load(**example)
    assert (values["DEBUG"], values["SITE_URL"]) == (False, "https://trips.example.org")


def test_without_a_word_the_settings_are_those_of_production(load):
    values = load(ALLOWED_HOSTS="trips.example.org")
    assert values["DEBUG"] is False
    assert values["SECURE_SSL_REDIRECT"] is True
    assert values["SECURE_HSTS_SECONDS"] == 31_536_000
    assert values["SESSION_COOKIE_SECURE"] is True
    assert values["CSRF_COOKIE_SECURE"] is True
    assert values["CSRF_TRUSTED_ORIGINS"] == ["https://trips.example.org"]
    assert "SECURE_PROXY_SSL_HEADER" not in values


def test_development_needs_no_https(load):
    values = load(DEBUG="true")
    assert values["SECURE_SSL_REDIRECT"] is False
    assert values["SECURE_HSTS_SECONDS"] == 0
    assert values["SESSION_COOKIE_SECURE"] is False


@pytest.mark.parametrize(
    ("environment", "site_url"),
    [
        ({"ALLOWED_HOSTS": "a.example,b.example"}, "https://a.example"),
        ({"ALLOWED_HOSTS": ".example.org"}, "https://example.org"),
        ({"ALLOWED_HOSTS": "*", "SITE_URL": "https://b.example/"}, "https://b.example"),
        ({"ALLOWED_HOSTS": "a.example", "DEBUG": "true"}, "http://127.0.0.1:8000"),
        ({"DEBUG": "true", "PORT": "9000"}, "http://127.0.0.1:9000"),
        ({}, "http://127.0.0.1:8000"),
    ],
)
def test_the_site_url_has_a_sensible_default(load, environment, site_url):
    assert load(**environment)["SITE_URL"] == site_url


@pytest.mark.parametrize("environment", [{"ALLOWED_HOSTS": "*"}, {"SITE_URL": "trips.example.org"}])
def test_a_site_url_that_is_no_address_is_refused(load, environment):
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        load(**environment)


def test_sqlite_lets_readers_and_a_writer_work_at_once(load):
    database = load()["DATABASES"]["default"]
    assert database["NAME"] == str(settings.BASE_DIR / "db.sqlite3")
    assert database["OPTIONS"] == {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }


def test_postgresql_connections_are_kept_and_checked(load):
    database = load(DATABASE_URL="postgres://u:p@db.example:5433/trips")["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "trips")
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (60, True)


def test_a_proxy_is_believed_only_when_told_to(load):
    values = load(TRUST_X_FORWARDED_PROTO="true")
    assert values["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
