"""What tests of the pages share."""

import datetime as dt

import pytest

from tests.markup import parsed


@pytest.fixture
def at(monkeypatch):
    """Return a function that stops the clock at an instant, such as "2026-11-24T10:00Z"."""

    def stop(instant):
        now = dt.datetime.fromisoformat(instant)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    return stop


@pytest.fixture(autouse=True)
def long_before(at):
    """Let no trip be under way, unless a test says what time it is."""
    at("2026-01-01T00:00Z")


@pytest.fixture
def read(db, client):
    """Return a function that opens an address, as anyone or in a browser, and returns the page."""

    def open_page(address, browser=client, **query):
        if hasattr(address, "get_absolute_url"):
            address = address.get_absolute_url()
        response = browser.get(address, query)
        assert response.status_code == 200
        return parsed(response)

    return open_page
