"""The entry point for a web server: `gunicorn tripbook.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tripbook.settings")

application = get_wsgi_application()
