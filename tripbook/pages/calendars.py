"""Where the address of a calendar leads in the programs that people have."""

from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from django.utils.translation import gettext as _

from tripbook.interchange.dump import absolute_url


class CalendarLink(NamedTuple):
    """A program, and the address that subscribes to a calendar in it."""

    name: str
    url: str


class Subscription(NamedTuple):
    """A calendar that can be subscribed to."""

    url: str
    links: list[CalendarLink]


def subscription(path: str, title: str) -> Subscription:
    """Return how to subscribe to the calendar at a path of this site."""
    url = absolute_url(path)
    # Programs that open this scheme ask for the same address, by https where http leads to it.
    webcal = urlsplit(url)._replace(scheme="webcal").geturl()
    named = urlencode({"url": url, "name": title})
    google = urlencode({"cid": webcal})
    links = [
        CalendarLink(_("iPhone, iPad, Mac"), webcal),
        CalendarLink("Google Calendar", f"https://calendar.google.com/calendar/r?{google}"),
        CalendarLink("Outlook.com", f"https://outlook.live.com/calendar/0/addfromweb?{named}"),
        CalendarLink("Microsoft 365", f"https://outlook.office.com/calendar/0/addfromweb?{named}"),
    ]
    return Subscription(url, links)
