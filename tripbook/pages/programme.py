"""The programme as it is read on a page: what stands beside, under and after each session.

Pure functions of what `load_trip` loaded. Templates print what they return.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Attendance, Day, Membership, Session, Trip
from people.punctuation import joined
from tripbook.loading import VisibleTrip

from . import words

# What ends before this hour is of the night before: the next day does not tell of it again.
MORNING = dt.time(6)
# What lasts longer is the frame of other sessions, not one beside them.
LONG = dt.timedelta(hours=4)
# So long nothing is planned that people ask whether something is.
GAP = dt.timedelta(minutes=90)
IDEA, CANCELLED = Session.Status.IDEA, Session.Status.CANCELLED
NAMES_SHOWN = 6
# A row of the programme names a place and the hosts; the session's page has the whole of them.
LONGEST_FACT = 120
# More of it a chat cuts off.
DESCRIPTION_LENGTH = 200


@dataclass(frozen=True)
class When:
    """What stands in a session's time column, and the sentence about it where one is needed."""

    start: str = ""
    end: str = ""
    days_later: int = 0
    label: str = ""
    sentence: str = ""
    starts_at: str = ""
    ends_at: str = ""
    """The instants, as RFC 3339 has them."""

    @property
    def later(self) -> str:
        """How much later than its day a session ends: +1 day."""
        if not self.days_later:
            return ""
        return ngettext("+%(days)d day", "+%(days)d days", self.days_later) % {
            "days": self.days_later
        }


class Fact(NamedTuple):
    """One of the things said on the quiet line under a title."""

    text: str
    is_own: bool = False
    """Are these the trip's own words, in its language?"""


@dataclass(frozen=True)
class Item:
    """A session as one row of the programme."""

    session: Session
    when: When
    tags: list[str]
    people: int
    """How many of the trip the viewer may see."""
    me: Membership | None = None
    """To whom the row speaks of what they do themself."""
    gap: str = ""
    """How long nothing is planned before it, where that is long enough to go somewhere."""

    @cached_property
    def facts(self) -> list[Fact]:
        """What kind of session it is, where, with which hosts, and who goes."""
        return list(_facts_of(self.session, self.people, self.me))


@dataclass(frozen=True)
class Ongoing:
    """A session of an earlier day that still goes on."""

    session: Session
    until: str
    tags: list[str]


@dataclass
class DayPlan:
    """A day as it is read: its rows, side by side where sessions are parallel."""

    day: Day
    number: int
    is_today: bool
    zone: str
    missing: str = ""
    """The dates since the day before it that the trip has no days for."""
    ongoing: list[Ongoing] = field(default_factory=list)
    blocks: list[list[Item]] = field(default_factory=list)


def plan(loaded: VisibleTrip, now: dt.datetime, me: Membership | None = None) -> list[DayPlan]:
    """Return every day of the trip as it is read at the instant `now`, by `me` if that is given."""
    people = len(loaded.memberships)
    cancelled = Session.Status.CANCELLED
    spanning = [s for s in loaded.sessions if s.end_date and s.status != cancelled]
    return [
        DayPlan(
            day=day,
            number=number,
            is_today=is_today(day, now),
            zone=words.zone_time(day.zone) if day.zone != loaded.trip.timezone else "",
            missing=missing(before, day) if before else "",
            ongoing=[ongoing(s, day.date) for s in spanning if goes_on(s, day.date)],
            blocks=with_gaps(blocks([item_of(session, people, me) for session in day.programme])),
        )
        for number, (before, day) in enumerate(pairwise([None, *loaded.days]), start=1)
    ]


def missing(before: Day, day: Day) -> str:
    """Return the dates between two days of a trip, if there are any."""
    first, last = before.date + dt.timedelta(1), day.date - dt.timedelta(1)
    if first > last:
        return ""
    return words.short_date(first) if first == last else words.days_range(first, last)


def is_today(day: Day, now: dt.datetime) -> bool:
    """Is it this date now, where the day takes place?"""
    return now.astimezone(ZoneInfo(day.zone)).date() == day.date


def item_of(session: Session, people: int, me: Membership | None = None) -> Item:
    """Return the row of a session; `people` is how many of the trip the viewer may see.

    It speaks to `me` of what they do themself.
    """
    return Item(session, when_of(session), tags_of(session), people, me)


def _facts_of(session: Session, people: int, me: Membership | None) -> Iterator[Fact]:
    if session.kind != Session.Kind.OTHER:
        yield Fact(session.get_kind_display())
    if session.place:
        yield Fact(Truncator(session.place.name).chars(LONGEST_FACT), is_own=True)
    if session.host_organizations:
        hosts = joined([host.name for host in session.host_organizations])
        names = Truncator(hosts).chars(LONGEST_FACT)
        yield Fact(_("Hosts: %(names)s") % {"names": names})
    if going := people_of(session, people, me):
        yield Fact(going)


def tags_of(session: Session) -> list[str]:
    """The words that say how certain a session is, and that not everyone sees it."""
    tags = []
    if session.status != Session.Status.CONFIRMED:
        tags.append(session.get_status_display().lower())
    if session.visibility == Session.Visibility.MEMBERS or session.status == Session.Status.IDEA:
        tags.append(_("members only"))
    return tags


# Time


def when_of(session: Session) -> When:
    """Return what stands in the time column of a session."""
    days_later = (session.end_date - session.day.date).days if session.end_date else 0
    if session.start is None and session.end is None:
        return When(label=_label(session, days_later), sentence=until(session))
    sentence = both_zones(session) if crosses_zones(session) else until(session)
    end = words.clock(session.end) if session.end else ""
    if session.start is None:
        label = _("until %(date)s") % {"date": end}
        return When(label=label, days_later=days_later, sentence=sentence)
    return When(
        start=words.clock(session.start),
        end=end,
        days_later=days_later if end else 0,
        sentence=sentence,
        starts_at=session.starts_at.isoformat(),
        ends_at=session.ends_at.isoformat() if session.ends_at else "",
    )


def _label(session: Session, days_later: int) -> str:
    takes_the_day = session.kind in (Session.Kind.FREE, Session.Kind.LODGING)
    return _("all day") if days_later or takes_the_day else _("no time")


def until(session: Session) -> str:
    """Say to which day a session of several days lasts; nothing for one that ends overnight."""
    if not session.end_date or session.end_date <= session.day.date:
        return ""
    if session.end is None:
        return _("until %(date)s") % {"date": words.short_date(session.end_date)}
    if (session.end_date - session.day.date).days == 1:
        return ""
    return _("until %(date)s") % {"date": moment(session.end_date, session.end)}


def crosses_zones(session: Session) -> bool:
    """Does it end by another clock than it started? A flight does."""
    return bool(session.end and session.end_timezone and session.end_timezone != session.day.zone)


def both_zones(session: Session) -> str:
    """Say when a flight leaves and arrives, by which clock, and how long it is on its way."""
    end = words.clock(session.end)
    if session.end_date and session.end_date != session.day.date:
        end = f"{words.long_weekday(session.end_date)} {end}"
    values = {
        "start": session.start and words.clock(session.start),
        "start_zone": words.zone_time(session.day.zone),
        "end": end,
        "end_zone": words.zone_time(session.end_timezone),
    }
    if session.start is None:
        return _("arrives %(end)s %(end_zone)s") % values
    values["duration"] = words.duration(session.ends_at - session.starts_at)
    if session.kind == Session.Kind.TRAVEL:
        text = _(
            "leaves %(start)s %(start_zone)s, arrives %(end)s %(end_zone)s, %(duration)s on the way"
        )
    else:
        text = _("from %(start)s %(start_zone)s to %(end)s %(end_zone)s, %(duration)s")
    return text % values


def moment(date: dt.date, time: dt.time) -> str:
    """Return a date and a clock time: Wednesday 25 November, 01:00."""
    return _("%(date)s, %(time)s") % {"date": words.long_date(date), "time": words.clock(time)}


def when_in_full(session: Session) -> list[str]:
    """Say when a session is, for who sees nothing else: its date, times, and whose clock."""
    date = session.day.date
    last = session.end_date or date
    zone = words.zone_time(session.day.zone)
    if session.start is None and session.end is None:
        return [words.full_date(date) if last == date else words.date_range(date, last)]
    start = words.clock(session.start) if session.start else ""
    end = words.clock(session.end) if session.end else ""
    if crosses_zones(session):
        start = f"{start} {zone}".strip()
        end = f"{end} {words.zone_time(session.end_timezone)}"
        zone = words.duration(session.ends_at - session.starts_at) if session.start else ""
    if last != date:
        end = f"{words.long_date(last)} {end}".strip()
    if not start:
        times = _("until %(date)s") % {"date": end}
    else:
        dash = "–" if last == date and not crosses_zones(session) else " – "
        times = f"{start}{dash}{end}" if end else start
    return [part for part in (words.full_date(date), times, zone) if part]


def in_short(session: Session) -> str:
    """Say when and where a session is, as a chat shows it under a shared link."""
    place = [session.place.name] if session.place else []
    return " · ".join(when_in_full(session) + place)


def goes_on(session: Session, date: dt.date) -> bool:
    """Does a session of an earlier day still go on in the morning of this one?"""
    if not session.end_date or not session.day.date < date <= session.end_date:
        return False
    return date < session.end_date or session.end is None or session.end > MORNING


def ongoing(session: Session, date: dt.date) -> Ongoing:
    """Return the row of a session on a later day than its own."""
    ends_today = session.end_date == date
    if session.end is None:
        end = words.short_date(session.end_date)
    else:
        end = words.clock(session.end) if ends_today else moment(session.end_date, session.end)
    if crosses_zones(session):
        end = f"{end} {words.zone_time(session.end_timezone)}"
    sentence = _("until %(date)s") % {"date": end}
    if ends_today and session.end is None:
        sentence = _("last day")
    return Ongoing(session=session, until=sentence, tags=tags_of(session))


def day_heading(day: Day) -> str:
    """Return a day's date, and its title if it has one."""
    return " · ".join(part for part in (words.long_date(day.date), day.title) if part)


def title_of(target: Trip | Day | Session) -> str:
    """Return what a trip, a day or a session is called in the reader's language."""
    return day_heading(target) if isinstance(target, Day) else target.title


def day_in_short(shown: DayPlan) -> str:
    """Say what a day is about, as a chat shows it under a shared link."""
    if shown.day.summary:
        return shown.day.summary
    titles = [item.session.title for block in shown.blocks for item in block]
    return Truncator(joined(titles)).chars(DESCRIPTION_LENGTH)


def trip_in_short(loaded: VisibleTrip) -> str:
    """Say what a trip is about, as a chat shows it under a shared link."""
    if loaded.trip.summary or not loaded.days:
        return loaded.trip.summary
    return words.date_range(loaded.days[0].date, loaded.days[-1].date)


# Side by side


def blocks(items: Iterable[Item]) -> list[list[Item]]:
    """Group the items of a day: those of one block go on at the same time."""
    found: list[list[Item]] = []
    for item in items:
        if found and all(parallel(other.session, item.session) for other in found[-1]):
            found[-1].append(item)
        else:
            found.append([item])
    return found


def with_gaps(found: list[list[Item]]) -> list[list[Item]]:
    """Say between the blocks of a day where long nothing is planned.

    That is known only where all before it have an end, and where nothing of the day is without
    a time.
    """
    planned = [
        [item.session for item in block if item.session.status not in (IDEA, CANCELLED)]
        for block in found
    ]
    if any(
        session.start is None and _takes_time(session) for block in planned for session in block
    ):
        return found
    told, end = [], None
    for block, sessions in zip(found, planned, strict=True):
        timed = [session for session in sessions if session.starts_at]
        if timed and end and timed[0].starts_at - end >= GAP:
            length = words.duration(timed[0].starts_at - end)
            text = _("Nothing planned for %(duration)s") % {"duration": length}
            block = [replace(block[0], gap=text), *block[1:]]
        told.append(block)
        if any(session.ends_at is None for session in timed):
            return told + found[len(told) :]
        end = max([*filter(None, [end]), *(session.ends_at for session in timed)], default=None)
    return told


def _takes_time(session: Session) -> bool:
    return session.kind not in (Session.Kind.FREE, Session.Kind.LODGING) and not session.end_date


def parallel(earlier: Session, later: Session) -> bool:
    """Do two sessions go on at the same time, neither of them as the frame of the other?"""
    if earlier.starts_at is None or later.starts_at is None:
        return False
    if any(_is_long(session) for session in (earlier, later)):
        return False
    if earlier.starts_at == later.starts_at:
        return True
    return earlier.ends_at is not None and later.starts_at < earlier.ends_at


def _is_long(session: Session) -> bool:
    return session.ends_at is not None and session.ends_at - session.starts_at > LONG


# People


def people_of(session: Session, people: int, me: Membership | None = None) -> str:
    """Say who of the trip goes to a session, and as what; `me` is "you"."""
    by_role: dict[str, list[str]] = {}
    for attendance in session.going:
        if me and attendance.membership.pk == me.pk:
            continue
        by_role.setdefault(attendance.role, []).append(attendance.membership.participant.name)
    attendees = by_role.pop(Attendance.Role.ATTENDEE, [])
    parts = [
        _acting(role, joined(by_role[role]), len(by_role[role]))
        for role in Attendance.Role.values
        if role in by_role
    ]
    everyone = len(session.going) == people > 1
    own = own_role(session, me)
    if own and not (everyone and own == Attendance.Role.ATTENDEE):
        parts.insert(0, you(own))
    if everyone:
        parts.append(_("everyone"))
    elif len(attendees) > NAMES_SHOWN:
        more = len(attendees) - NAMES_SHOWN + 1
        parts += attendees[: NAMES_SHOWN - 1]
        parts.append(ngettext("%(count)d more", "%(count)d more", more) % {"count": more})
    else:
        parts += attendees
    return joined(parts)


def own_role(session: Session, me: Membership | None) -> str | None:
    """Return as what a member goes to a session, None if they don't."""
    roles = (a.role for a in session.going if me and a.membership.pk == me.pk)
    return next(roles, None)


def you(role: str) -> str:
    """Say to a member what they do in a session."""
    texts = {
        Attendance.Role.ATTENDEE: _("you go"),
        Attendance.Role.SPEAKER: _("you speak"),
        Attendance.Role.HOST: _("you host"),
        Attendance.Role.MODERATOR: _("you moderate"),
        Attendance.Role.INTERPRETER: _("you interpret"),
        Attendance.Role.NOTE_TAKER: _("you take notes"),
    }
    return texts[role]


def facts_of_person(membership: Membership) -> list[str]:
    """Return what there is to say about a person of the trip on one line."""
    person = membership.participant
    facts = []
    if membership.role != Membership.Role.DELEGATE:
        facts.append(membership.get_role_display())
    if person.position not in facts:
        facts.append(person.position)
    facts.append(str(person.organization or ""))
    if person.handle not in ("", person.name):
        facts.append("@" + person.handle.lstrip("@"))
    joins_on, leaves_on = membership.joins_on, membership.leaves_on
    if joins_on and leaves_on:
        facts.append(words.days_range(joins_on, leaves_on))
    elif joins_on:
        facts.append(_("from %(date)s") % {"date": words.short_date(joins_on)})
    elif leaves_on:
        facts.append(_("until %(date)s") % {"date": words.short_date(leaves_on)})
    return [fact for fact in facts if fact]


def _acting(role: str, names: str, count: int) -> str:
    texts = {
        Attendance.Role.SPEAKER: ngettext("%(names)s speaks", "%(names)s speak", count),
        Attendance.Role.HOST: ngettext("%(names)s hosts", "%(names)s host", count),
        Attendance.Role.MODERATOR: ngettext("%(names)s moderates", "%(names)s moderate", count),
        Attendance.Role.INTERPRETER: ngettext("%(names)s interprets", "%(names)s interpret", count),
        Attendance.Role.NOTE_TAKER: ngettext(
            "%(names)s takes notes", "%(names)s take notes", count
        ),
    }
    return texts[role] % {"names": names}


# Documents and notes


@dataclass(frozen=True)
class Shelf:
    """What hangs on the trip (`day` is None) or on a day: its own, then its sessions'."""

    day: Day | None
    own: list
    sessions: list[tuple[Session, list]]


def shelves(loaded: VisibleTrip, name: str) -> list[Shelf]:
    """Return the `docs` or the `shared_notes` of a trip in its order, without empty shelves."""
    found = [Shelf(None, getattr(loaded.trip, name), [])]
    for day in loaded.days:
        of_sessions = [(session, getattr(session, name)) for session in day.programme]
        found.append(Shelf(day, getattr(day, name), [pair for pair in of_sessions if pair[1]]))
    return [shelf for shelf in found if shelf.own or shelf.sessions]
