"""How a file is answered: under which name, and since when it is what it is."""

import hashlib
import math
import time
from urllib.parse import quote

from django.core.cache import cache
from django.http import HttpResponse
from django.utils.http import http_date

# What RFC 8187 lets stand as itself in a name; `quote` adds letters and digits.
AS_THEMSELVES = "!#$&+-.^_`|~"


def file_response(
    request, data: bytes, *, media_type: str, name: str, plain_name: str, is_download: bool
) -> HttpResponse:
    """Return an answer that is a file: for keeping, or to be read where it is linked.

    `plain_name` is for programs that know no names beyond ASCII.
    """
    return HttpResponse(
        data,
        content_type=media_type,
        headers={
            "Content-Disposition": content_disposition(
                name, plain_name=plain_name, is_download=is_download
            ),
            "Last-Modified": http_date(last_modified(request, data)),
            # Search engines have the pages themselves.
            "X-Robots-Tag": "noindex",
        },
    )


def content_disposition(name: str, *, plain_name: str, is_download: bool) -> str:
    """Return the header that names a file (RFC 6266), in any script."""
    kind = "attachment" if is_download else "inline"
    if name.isascii():
        return f'{kind}; filename="{name}"'
    coded = quote(name, safe=AS_THEMSELVES)
    return f"{kind}; filename=\"{plain_name}\"; filename*=UTF-8''{coded}"


def last_modified(request, data: bytes) -> int:
    """Return when the file became what it is, as far as this site knows, in seconds since 1970.

    No date in the database tells it: what is deleted, hidden or renamed leaves none on the rows
    that are left. So it is remembered since when the answer to a request has the same bytes. The
    date is rounded up; within the second of a change it would be the same before and after it.
    """
    now = time.time()
    is_now = hashlib.sha256(data).hexdigest()
    asked = f"{request.get_full_path()}\n{request.LANGUAGE_CODE}\n{request.viewer}"
    key = f"file-{hashlib.sha256(asked.encode()).hexdigest()}"
    was, since = cache.get(key, ("", 0))
    if was != is_now:
        since = math.ceil(now)
        cache.set(key, (is_now, since), timeout=None)
    return min(since, int(now))
