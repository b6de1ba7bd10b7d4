"""What every answer gets: a language, a caching rule, and a strong ETag."""

import re
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.http import parse_http_date_safe
from django.utils.text import compress_string

GetResponse = Callable[[HttpRequest], HttpResponse]

ACCEPTS_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
TEXT = re.compile(r"text/|application/([\w.-]+\+)?(json|xml)\b|image/svg")
# In bytes. Less than this is one packet on its way, whatever it holds.
WORTH_COMPRESSING = 1000

DESCRIBES_THE_BODY = {
    "Content-Disposition",
    "Content-Encoding",
    "Content-Language",
    "Content-Length",
    "Content-Type",
}


def conditional_get(get_response: GetResponse) -> GetResponse:
    """Give each successful answer the hash of its bytes as ETag, and say 304 where it is known.

    Unlike Django's own middleware it treats HEAD as GET, and a 304 keeps the other headers of
    the full answer (who may read it, what it may load).
    """

    def middleware(request):
        response = get_response(request)
        if (
            request.method not in ("GET", "HEAD")
            or response.status_code != 200
            or response.streaming
        ):
            return response
        if not response.has_header("ETag"):
            set_response_etag(response)
        last_modified = parse_http_date_safe(response.get("Last-Modified", ""))
        # Within a second, the date is the same before and after a change: it proves nothing yet.
        if last_modified is not None and last_modified >= int(time.time()):
            last_modified = None
        # Django gives none to an answer without a byte, such as the address cards of nobody.
        etag = response.get("ETag")
        answer = get_conditional_response(
            request, etag=etag, last_modified=last_modified, response=response
        )
        if answer.status_code == 304:
            for name, value in response.items():
                if name not in DESCRIBES_THE_BODY:
                    answer.headers.setdefault(name, value)
        return answer

    return middleware


def compress(get_response: GetResponse) -> GetResponse:
    """Send text compressed to browsers that can read it so: on a phone, bytes are time.

    The same text is always the same bytes, as ETags need it. Pages of the admin stay as they are:
    they show what a request says beside personal links, and sizes would give those away.
    """

    def middleware(request):
        response = get_response(request)
        if response.streaming or not is_compressible(request, response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")):
            response.content = compress_string(response.content)
            response["Content-Encoding"] = "gzip"
            response["Content-Length"] = str(len(response.content))
        return response

    return middleware


def is_compressible(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        len(response.content) >= WORTH_COMPRESSING
        and TEXT.match(response.get("Content-Type", "")) is not None
        and not response.has_header("Content-Encoding")
        and not request.path_info.startswith(reverse("admin:index"))
    )


def cache_control(get_response: GetResponse) -> GetResponse:
    """Let any cache keep what visitors see, and none but the browser what is personal.

    Both ask again before each use: the ETag makes that cheap. What a view said itself stands.
    """

    def middleware(request):
        response = get_response(request)
        is_personal = settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies
        response.headers.setdefault(
            "Cache-Control",
            "private, no-cache" if is_personal else "public, max-age=0, must-revalidate",
        )
        patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


class LanguageMiddleware(LocaleMiddleware):
    """Answer in the language of `?lang=`, else of the language cookie, else of the browser."""

    def process_request(self, request):
        super().process_request(request)
        wanted = request.GET.get("lang", "").lower()
        if wanted in dict(settings.LANGUAGES):
            translation.activate(wanted)
            request.LANGUAGE_CODE = wanted
