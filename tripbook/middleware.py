"""What every answer gets: a language, a caching rule, and a strong ETag."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.http import parse_http_date_safe

GetResponse = Callable[[HttpRequest], HttpResponse]

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
        last_modified = response.get("Last-Modified")
        answer = get_conditional_response(
            request,
            etag=response["ETag"],
            last_modified=last_modified and parse_http_date_safe(last_modified),
            response=response,
        )
        if answer.status_code == 304:
            for name, value in response.items():
                if name not in DESCRIBES_THE_BODY:
                    answer.headers.setdefault(name, value)
        return answer

    return middleware


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
