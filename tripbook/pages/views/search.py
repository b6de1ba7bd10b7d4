"""One box over everything of the trip that the viewer may see."""

from django.shortcuts import render

from tripbook.loading import load_trip
from tripbook.pages.frame import frame
from tripbook.pages.opening import trip_page
from tripbook.pages.search import MAX_QUERY, search, words_of


@trip_page
def search_trip(request, trip):
    query = request.GET.get("q", "").replace("\0", "").strip()[:MAX_QUERY]
    loaded = load_trip(trip, request.viewer, bodies=bool(words_of(query)))
    context = {
        **frame(request, loaded, "search"),
        "query": query,
        "groups": search(loaded, query),
    }
    return render(request, "pages/search.html", context)
