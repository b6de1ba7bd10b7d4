"""A day or a session as plain text, to be pasted into LINE, Telegram, Signal or Slack."""

from django.utils.translation import gettext as _

from events.models import Day, Session, Trip
from people.punctuation import in_brackets
from tripbook.interchange.dump import absolute_url

from . import words
from .changes import Sitting
from .programme import DayPlan, Item, Ongoing, crosses_zones, item_of


def day_text(shown: DayPlan) -> str:
    """Return a day as text: its sessions in order, and where to read more."""
    head = [" · ".join(filter(None, [words.chat_date(shown.day.date), shown.day.title]))]
    head += [shown.day.summary, zone_line(shown.day), absolute(shown.day)]
    parts = [head, *(_goes_on(ongoing) for ongoing in shown.ongoing)]
    parts += [_row(item) for block in shown.blocks for item in block]
    if not (shown.ongoing or shown.blocks):
        parts.append([_("Nothing planned on this day yet.")])
    return joined(parts)


def session_text(session: Session, people: int) -> str:
    """Return a session as text, with its address, its notes and its documents.

    `people` is how many of the trip the viewer may see.
    """
    item = item_of(session, people)
    date = words.chat_date(session.day.date)
    times = _times(item)
    head = [_title(item), " ".join(filter(None, [date, times]))]
    head += [item.when.sentence, zone_line(session.day) if times else ""]
    head += [_facts(item)]
    if session.place:
        addresses = [session.place.address, session.place.local_address]
        head += [address for address in dict.fromkeys(addresses) if address]
    head.append(absolute(session))
    return joined([head, *_links(session)])


def changes_text(trip: Trip, sitting: Sitting, address: str) -> str:
    """Return what changed in a sitting as text; `address` is where more of it is to be read."""
    when = words.moment(sitting.ended_at, trip.timezone)
    head = [_("Changed: %(trip)s") % {"trip": trip.title}, when, absolute_url(address)]
    items = [
        [item.title, *(fact.text for fact in item.facts), absolute_url(item.url)]
        for item in sitting.items
    ]
    return joined([head, *items])


def joined(parts: list[list[str]]) -> str:
    """Put lines together, with an empty one between the parts."""
    return "\n\n".join(filter(None, ("\n".join(filter(None, part)) for part in parts)))


def absolute(thing) -> str:
    return absolute_url(thing.get_absolute_url())


def zone_line(day: Day) -> str:
    return _("Times are %(zone)s.") % {"zone": words.zone_time(day.zone)}


def _row(item: Item) -> list[str]:
    first = " ".join(filter(None, [_times(item), _title(item)]))
    return [first, item.when.sentence, _facts(item), absolute(item.session)]


def _goes_on(ongoing: Ongoing) -> list[str]:
    title = _with_tags(ongoing.session.title, ongoing.tags)
    return [f"{title} · {ongoing.until}"]


def _times(item: Item) -> str:
    when = item.when
    if not when.start:
        return "" if item.session.end is None else when.label
    if not when.end or crosses_zones(item.session):
        return when.start
    later = in_brackets(when.later) if when.later else ""
    return f"{when.start}–{when.end}{later}"


def _title(item: Item) -> str:
    return _with_tags(item.session.title, item.tags)


def _with_tags(title: str, tags: list[str]) -> str:
    return "".join([title, *map(in_brackets, tags)])


def _facts(item: Item) -> str:
    return " · ".join(fact.text for fact in item.facts)


def _links(session: Session) -> list[list[str]]:
    notes = [
        [_("Note: %(title)s") % {"title": note.title} if note.title else _("Note"), absolute(note)]
        for note in session.shared_notes
    ]
    return notes + [[doc.title, doc.url] for doc in session.docs]
