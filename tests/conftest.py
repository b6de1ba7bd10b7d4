"""What tests of every part share."""

import gc
import os

import pytest
from django.conf import settings
from django.utils import translation

from tests.history import unrecorded
from tests.servers import foreign_server

# What is imported and collected stays to the end: looking through it again and again for garbage
# would take a fifth of the time.
gc.set_threshold(100_000, 50, 100)


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL run what uses a database: the rest ran on SQLite and would say the same."""
    if not os.environ.get("TEST_DATABASE_URL"):
        return
    chosen = [item for item in items if _uses_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _uses_database(item)])
    items[:] = chosen


def _uses_database(item) -> bool:
    return item.get_closest_marker("django_db") is not None or "db" in item.fixturenames


@pytest.fixture(scope="session")
def shared():
    """The folder of real notes beside the checkout; without it, what reads them is skipped."""
    folder = settings.BASE_DIR.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared/ is not there")
    return folder


@pytest.fixture(autouse=True)
def english():
    """Begin in English, whatever language the request of another test left behind."""
    with translation.override("en"):
        yield


@pytest.fixture
def recorded(db):
    """Hold a test to this: whatever it wrote is in the history as it is in the end."""
    yield
    assert unrecorded() == []


@pytest.fixture
def foreign(settings):
    """The address of a server on this machine that the settings allow to be asked."""
    settings.FETCH_PRIVATE_HOSTS = ["localhost"]
    with foreign_server() as address:
        yield address
