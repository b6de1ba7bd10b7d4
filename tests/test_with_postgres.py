"""The suite runs on a PostgreSQL server of its own, and says so where it can't."""

import sys
from pathlib import Path

import psycopg2
import pytest

from tests import with_postgres


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch):
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.delenv("REQUIRE_POSTGRES", raising=False)


@pytest.fixture
def not_installed(monkeypatch):
    def find_binaries():
        raise with_postgres.NoPostgres("it is not installed")

    monkeypatch.setattr(with_postgres, "find_binaries", find_binaries)


def test_the_server_answers_and_is_gone_afterwards():
    try:
        with with_postgres.postgres_server() as url:
            folder = Path(url.partition("host=")[2])
            connection = psycopg2.connect(host=str(folder), user="postgres", dbname="postgres")
            assert connection.server_version >= 140_000
            connection.close()
    except with_postgres.NoPostgres as reason:
        pytest.skip(f"PostgreSQL: {reason}")
    assert not folder.exists()


def test_a_server_that_is_given_is_used(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://elsewhere/")
    check = "import os, sys; sys.exit(os.environ['TEST_DATABASE_URL'] != 'postgres://elsewhere/')"
    assert with_postgres.main([sys.executable, "-c", check]) == 0


def test_without_a_server_the_run_is_skipped_aloud(not_installed, capsys):
    assert with_postgres.main(["false"]) == 0
    assert "SKIPPED: the tests on PostgreSQL, because it is not" in capsys.readouterr().err


def test_without_a_server_the_run_fails_where_one_is_required(not_installed, monkeypatch):
    monkeypatch.setenv("REQUIRE_POSTGRES", "1")
    assert with_postgres.main(["false"]) == 1
