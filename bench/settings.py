"""Production settings, with a constant view beside the real pages to compare them with."""

import os

os.environ.setdefault("SECRET_KEY", "bench-only")
os.environ |= {"ALLOWED_HOSTS": "127.0.0.1", "SITE_URL": "", "SECURE_SSL_REDIRECT": "false"}

from tripbook.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
