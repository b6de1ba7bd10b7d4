"""The pages of the site that are looked at: what each address shows, and for whom."""

from typing import NamedTuple
from urllib.parse import urljoin

from tests.browser.site import Site


class Page(NamedTuple):
    """A page by its path.

    `{day}` in it is the busy day of the demo trip, `{join}` the link of a member, `{host}` that of
    the hosts of a session.
    """

    path: str
    viewer: str = "visitor"
    status: int = 200

    def address(self, site: Site) -> str:
        path = self.path.format(
            day=site.busy_day, join=site.join_links["arno"], host=site.host_link
        )
        return urljoin(site.url, path)


PAGES = {
    "trips": Page("/"),
    "nothing": Page("/trips/harbour-week/nothing/", status=404),
    "not-allowed": Page("/errors/403/", status=403),
    "too-many-wrong-links": Page("/errors/429/", status=429),
    "something-went-wrong": Page("/errors/500/", status=500),
    "offline": Page("/offline/"),
    "itinerary": Page("/trips/harbour-week/"),
    "itinerary-of-a-member": Page("/trips/harbour-week/", "member"),
    "day": Page("/trips/harbour-week/{day}/"),
    "session": Page("/trips/harbour-week/sessions/demoSession11/"),
    "session-of-a-member": Page("/trips/harbour-week/sessions/demoSession01/", "member"),
    "people": Page("/trips/harbour-week/people/"),
    "person": Page("/trips/harbour-week/people/demoPerson01/"),
    "my-schedule": Page("/trips/harbour-week/people/demoPerson05/", "member"),
    "coverage": Page("/trips/harbour-week/coverage/", "member"),
    "documents": Page("/trips/harbour-week/docs/", "member"),
    "documents-of-a-kind": Page("/trips/harbour-week/docs/?kind=pdf&q=nothing", "member"),
    "notes": Page("/trips/harbour-week/notes/", "member"),
    "note": Page("/trips/harbour-week/notes/demoNote01/"),
    "history": Page("/trips/harbour-week/notes/demoNote01/history/"),
    "history-of-a-member": Page("/trips/harbour-week/notes/demoNote01/history/", "member"),
    "lines-and-authors": Page("/trips/harbour-week/notes/demoNote01/blame/"),
    "writing": Page("/trips/harbour-week/sessions/demoSession08/minutes/", "member"),
    "follow-ups": Page("/trips/harbour-week/notes/tasks/", "member"),
    "about-me": Page("/trips/harbour-week/me/", "member"),
    "search": Page("/trips/harbour-week/search/?q=a"),
    "changes": Page("/trips/harbour-week/changes/"),
    "subscribing": Page("/trips/harbour-week/subscribe/", "member"),
    "joining": Page("{join}"),
    "hosting": Page("{host}"),
    "one-file": Page("/trips/harbour-week.html"),
}
# What no well-kept trip looks like: the longest, the shortest, the most, and nothing at all.
EXTREMES = {
    "long": Page("/trips/extremes/"),
    "long-day": Page("/trips/extremes/2026-11-23/"),
    "long-title": Page("/trips/extremes/sessions/extremeTitle1/"),
    "letters-without-a-space": Page("/trips/extremes/sessions/extremeTitle2/"),
    "right-to-left": Page("/trips/extremes/sessions/extremeTitle4/"),
    "emoji": Page("/trips/extremes/sessions/extremeTitle5/", "organizer"),
    "many-people": Page("/trips/extremes/sessions/extremeCrowd1/"),
    "people-with-long-names": Page("/trips/extremes/people/"),
    "long-addresses": Page("/trips/extremes/docs/"),
    "long-note": Page("/trips/extremes/notes/extremeNote1/"),
    "empty-trip": Page("/trips/empty/"),
    "people-of-an-empty-trip": Page("/trips/empty/people/"),
}
