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

# Static files are collected, hashed and compressed, as in production.
FOLDER = Path(os.environ["TESTED_FOLDER"])
STATIC_ROOT = FOLDER / "static"
STORAGES["staticfiles"]["BACKEND"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"  # noqa: F405
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = False

ROOT_URLCONF = "tests.browser.urls"

DEPLOY = FOLDER / "deploy"
MIDDLEWARE = [*MIDDLEWARE, "tests.browser.deploys.deployed"]  # noqa: F405

CLOCK = FOLDER / "clock"
real_now = timezone.now


def stopped_now():
    """Return the instant at which a test has stopped the clock, else the real one."""
    instant = CLOCK.read_text() if CLOCK.exists() else ""
    return dt.datetime.fromisoformat(instant) if instant else real_now()


timezone.now = stopped_now
