"""What tests of every part share."""

import pytest
from django.conf import settings
from django.utils import translation


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
