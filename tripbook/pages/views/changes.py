"""What changed in a trip: as a page for people, and as a feed for their readers."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tripbook.interchange.dump import absolute_url
from tripbook.interchange.exporting import readable
from tripbook.loading import load_trip
from tripbook.pages.changes import Sitting, Told, entries
from tripbook.pages.chat import changes_text
from tripbook.pages.files import file_response
from tripbook.pages.frame import frame
from tripbook.pages.opening import trip_page
from tripbook.pages.scripts import answering_preflights, open_to_scripts

ENTRIES_PER_PAGE = 20
ENTRIES = 50
# What XML can't hold.
CONTROL_CHARACTERS = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


@trip_page
def change_list(request, trip):
    shared = frame(request, load_trip(trip, request.viewer))
    found = entries(shared["loaded"], request.viewer, shared["me"])
    page = Paginator(found, ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    address = reverse("pages:change-list", args=[trip.slug])
    newest = next((entry for entry in found if isinstance(entry, Sitting)), None)
    chat = changes_text(trip, newest, address) if newest else ""
    context = {**shared, "page": page, "newest": newest, "chat": chat}
    return render(request, "pages/change_list.html", context)


@answering_preflights
@trip_page
def change_feed(request, trip):
    shared = frame(request, load_trip(trip, request.viewer))
    found = entries(shared["loaded"], request.viewer, shared["me"])[:ENTRIES]
    page = absolute_url(reverse("pages:change-list", args=[trip.slug]))
    feed = Feed(
        title=_clean(_("What changed: %(trip)s") % {"trip": trip.title}),
        link=page,
        description=None,
        subtitle=_clean(trip.summary),
        language=get_language(),
        author_name=_clean(trip.title),
        feed_url=absolute_url(request.path),
        feed_guid=_tag(trip, trip.created_at, "changes"),
        updated_at=found[0].ended_at if found else trip.created_at,
    )
    for entry in found:
        feed.add_item(
            title=_clean(entry.titles),
            link=f"{page}#{entry.key}",
            description=_clean(_content_of(entry, trip)),
            unique_id=_tag(trip, entry.began_at, f"changes/{entry.key}"),
            pubdate=entry.began_at,
            updateddate=entry.ended_at,
        )
    data = feed.writeString("utf-8").encode()
    response = file_response(
        request,
        data,
        media_type="application/atom+xml; charset=utf-8",
        name=f"{readable(trip.title) or trip.slug} – changes.atom",
        plain_name=f"{trip.slug}-changes.atom",
        is_download=False,
    )
    return open_to_scripts(response, trip)


def _content_of(entry: Sitting | Told, trip) -> str:
    if isinstance(entry, Told):
        return format_html("<p>{}</p>", entry.text)
    context = {"sitting": entry, "trip": trip, "base": settings.SITE_URL}
    return render_to_string("pages/_sitting.html", context)


class Feed(Atom1Feed):
    """A feed that says by itself when it changed last; without entries, it would say now."""

    def latest_post_date(self):
        return self.feed["updated_at"]


def _tag(trip, instant, name: str) -> str:
    """Return an identifier that nothing else has, whatever the trip is called (RFC 4151)."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{instant:%Y-%m-%d}:{trip.uid}/{name}"


def _clean(text: str) -> str:
    return text.translate(CONTROL_CHARACTERS)
