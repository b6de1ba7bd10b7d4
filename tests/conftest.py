"""What tests of every part share."""

import pytest
from django.conf import settings


@pytest.fixture(scope="session")
def shared():
    """The folder of real notes beside the checkout; without it, what reads them is skipped."""
    folder = settings.BASE_DIR.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared/ is not there")
    return folder
