"""The settings of the site that the browser tests look at, in a process of its own."""

import datetime as dt
import os
from pathlib import Path

from django.utils import timezone

from tests.settings import *  # noqa: F403

SITE_URL = os.environ["TESTED_SITE"]
ALLOWED_HOSTS = ["127.0.0.1"]
# It is spoken to without TLS.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = False
CSRF_TRUSTED_ORIGINS = []

CLOCK = Path(os.environ["TESTED_CLOCK"])
real_now = timezone.now


def stopped_now():
    """Return the instant at which a test has stopped the clock, else the real one."""
    instant = CLOCK.read_text() if CLOCK.exists() else ""
    return dt.datetime.fromisoformat(instant) if instant else real_now()


timezone.now = stopped_now
