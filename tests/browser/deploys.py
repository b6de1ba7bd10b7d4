"""New deploys of the site before the browser: what a test writes is in `/sw.js` at once."""

import json

from django.conf import settings


def deployed(get_response):
    """Serve the service worker with the version and the files that a test has written down."""

    def middleware(request):
        response = get_response(request)
        if request.path == "/sw.js" and settings.DEPLOY.exists():
            new = json.loads(settings.DEPLOY.read_text())
            script = response.text.replace('"version": "', f'"version": "{new["version"]}')
            for name in new["files"]:
                script = script.replace('"files": [', f'"files": ["{name}", ')
            response.content = script
        return response

    return middleware
