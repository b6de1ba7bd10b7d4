"""The site's own settings, read from a fixed environment: no `.env` changes a test."""

import os

os.environ |= {
    "SECRET_KEY": "tests-only",
    "DEBUG": "false",
    "ALLOWED_HOSTS": "trips.example.org,testserver,localhost",
    "SITE_URL": "",
    "SECURE_SSL_REDIRECT": "false",
    "TRUST_X_FORWARDED_PROTO": "false",
    "TRUSTED_PROXIES": "0",
    "NOTE_MAX_BYTES": "5000000",
    "IMPORT_MAX_BYTES": "20000000",
    "FETCH_PRIVATE_HOSTS": "",
    "LINKS_EXPIRE_DAYS": "36500",
    "PRIVATE_FIELDS_EXPIRE_DAYS": "30",
    "EMAIL_URL": "",
    "DEFAULT_FROM_EMAIL": "",
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL") or "sqlite://:memory:",
}

from tripbook.settings import *  # noqa: F403

# Hashing a password well takes longer than most tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Static files come from where they are written, not from what was collected last.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
