"""What scripts of other sites may read (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol).

Browsers send no cookies with such a request, so it is never answered as a member's.
"""

from functools import wraps

from django.http import HttpResponse

from events.models import Trip

FOR_EVERYONE = {
    "Access-Control-Allow-Origin": "*",
    # What scripts need to ask again for what is new, and to save a file by its name.
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Last-Modified",
}
PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


def open_to_scripts(response, trip: Trip):
    """Let scripts of other sites read what is public about the trip anyway."""
    return open_to_all(response) if trip.visibility == Trip.Visibility.PUBLIC else response


def open_to_all(response):
    for name, value in FOR_EVERYONE.items():
        response[name] = value
    return response


def answering_preflights(view):
    """Tell browsers that scripts may ask with the ETag or the date of last time.

    The answer is the same whether or not there is something to read: that says the request itself.
    """

    @wraps(view)
    def answering(request, *args, **captured):
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return HttpResponse(status=204, headers=PREFLIGHT)
        return view(request, *args, **captured)

    return answering
