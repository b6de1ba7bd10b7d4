"""What browsers keep of the site itself, to show pages without a network."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse

WORKER = "service-worker.js"
FILES = ("tripbook.css", "tripbook.js", "favicon.svg", "icon-192.png")


def worker() -> str:
    """Return the script at /sw.js: which files to keep, and the rest of it from a static file.

    It has other bytes exactly when one of these files has: that is how browsers see a new one.
    """
    offline = reverse("pages:offline")
    shell = {
        "version": version(),
        "offline": offline,
        "static": settings.STATIC_URL,
        "files": [offline, *(static(name) for name in FILES)],
    }
    return f"const SHELL = {json.dumps(shell)};\nimportScripts({json.dumps(static(WORKER))});\n"


def version() -> str:
    """Return a name for the files as they are now."""
    digest = hashlib.sha256()
    for name in (*FILES, WORKER):
        digest.update(static(name).encode())
        if settings.DEBUG and (path := finders.find(name)):
            # In development a file keeps its address when it changes.
            digest.update(Path(path).read_bytes())
    return digest.hexdigest()[:12]
