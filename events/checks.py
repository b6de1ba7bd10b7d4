"""What an organizer should look at before a trip: each check is a small function of its plan.

A check only reports. A half-made plan is often inconsistent, so nothing here keeps anybody from
saving; and what is as it should be, an organizer dismisses, with a reason (`Dismissal`). What
needs more than this app knows, such as notes, is checked in `tripbook.checks`.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from .models import Attendance, Day, Membership, Place, Session, Trip

# Where coordinates don't tell how far two places are apart, so much is taken to be needed.
MINUTES_BETWEEN_PLACES = 15
# Out of one door and in at another, and then as fast as a city lets one.
MINUTES_AT_DOORS = 5
MINUTES_PER_KILOMETRE = 3
KILOMETRES_OF_RADIUS = 6371
SOON = dt.timedelta(days=7)
# A day so far from the one before is rather a wrong month or year.
LONELY = dt.timedelta(days=30)
# What lasts longer is the frame of other sessions: a conference, a hotel.
LONGEST = dt.timedelta(hours=12)

UNSURE = (Session.Status.REQUESTED, Session.Status.TENTATIVE)
NOT_PLANNED = (Session.Status.IDEA, Session.Status.CANCELLED)
# These go on beside whatever else somebody does.
FRAMES = (Session.Kind.LODGING, Session.Kind.FREE)
ANYWHERE = (*FRAMES, Session.Kind.TRAVEL)


@dataclass
class Plan:
    """A trip as its checks see it: all of it, read in a fixed number of queries.

    The rows know each other: reading a session's day, place or people asks nothing more.
    """

    trip: Trip
    today: dt.date
    """The date where the trip takes place."""
    days: list[Day] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    going: dict[int, list[Attendance]] = field(default_factory=lambda: defaultdict(list))
    """The attendances of each session, by its id."""
    written: set[int] = field(default_factory=set)
    """The ids of the sessions that have a note, here or elsewhere. Only `tripbook.checks` knows."""

    @property
    def planned(self) -> list[Session]:
        """The sessions that are to take place, as far as one knows."""
        return [session for session in self.sessions if session.status not in NOT_PLANNED]

    @cached_property
    def schedules(self) -> list[tuple[Membership, list[Session]]]:
        """Each person with the sessions that they can be in one at a time, by their start."""
        found = defaultdict(list)
        for session in self.planned:
            if session.starts_at and not is_frame(session):
                for attendance in self.going[session.pk]:
                    found[attendance.membership_id].append(session)
        return [
            (member, sorted(found[member.pk], key=lambda session: session.starts_at))
            for member in self.memberships
        ]


@dataclass(frozen=True)
class Finding:
    """Something that a check found: about which rows, and in words."""

    about: tuple[Any, ...]
    """The rows, from which it is known again."""
    text: str
    to_open: tuple[Any, ...] = ()
    """The rows to be changed, if not those that it is about."""

    @property
    def subject(self) -> str:
        """Name what was found, however it is put into words."""
        return " ".join(row.uid for row in self.about)

    @property
    def rows(self) -> tuple[Any, ...]:
        return self.to_open or self.about


@dataclass(frozen=True)
class Check:
    """A kind of findings: its name in the database, and what it says of itself."""

    name: str
    title: str
    advice: str
    find: Callable[[Plan], Iterable[Finding]]


def read_plan(trip: Trip, now: dt.datetime) -> Plan:
    return read_plans([trip], now)[trip.pk]


def read_plans(trips: Collection[Trip], now: dt.datetime) -> dict[int, Plan]:
    """Read several trips at once: trip id to its plan. It takes five queries."""
    plans = {trip.pk: Plan(trip, now.astimezone(ZoneInfo(trip.timezone)).date()) for trip in trips}
    days, places = {}, {}
    for day in Day.objects.filter(trip__in=plans).order_by("date"):
        days[day.pk] = day
        day.trip = plans[day.trip_id].trip
        plans[day.trip_id].days.append(day)
    for place in Place.objects.filter(trip__in=plans).order_by("pk"):
        places[place.pk] = place
        plans[place.trip_id].places.append(place)
    sessions = Session.objects.filter(day__trip__in=plans).defer("description")
    for session in sessions.order_by("day__date", F("start").asc(nulls_first=True), "order", "pk"):
        session.day = days[session.day_id]
        session.place = places.get(session.place_id)
        plans[session.day.trip_id].sessions.append(session)
    people = Membership.objects.filter(trip__in=plans).defer("remarks").order_by("pk")
    for membership in people.select_related("participant"):
        plans[membership.trip_id].memberships.append(membership)
    going = Attendance.objects.filter(membership__trip__in=plans).order_by("pk")
    for attendance in going.annotate(of_trip=F("membership__trip")):
        plans[attendance.of_trip].going[attendance.session_id].append(attendance)
    return plans


def in_two_places(plan: Plan) -> Iterator[Finding]:
    """Somebody takes part in two sessions at the same time that are not at one place."""
    for member, schedule in plan.schedules:
        for index, first in enumerate(schedule):
            for second in schedule[index + 1 :]:
                if second.starts_at >= end_of(first) and second.starts_at > first.starts_at:
                    break
                if first.place_id and first.place_id == second.place_id:
                    continue
                yield Finding(
                    (member, first, second),
                    _("%(who)s is in %(first)s and in %(second)s on %(date)s.")
                    % {
                        "who": member,
                        "first": name_of(first),
                        "second": name_of(second),
                        "date": date_of(first),
                    },
                    to_open=(first, second),
                )


def too_little_time(plan: Plan) -> Iterator[Finding]:
    """Somebody comes from one place to another, and less time than that takes is between."""
    pairs = defaultdict(list)
    for member, schedule in plan.schedules:
        for first, second in pairwise(schedule):
            if is_too_close(first, second):
                pairs[first, second].append(member)
    for (first, second), members in pairs.items():
        minutes = (second.starts_at - first.ends_at) // dt.timedelta(minutes=1)
        text = ngettext(
            "%(who)s: %(minutes)d minute from %(first)s to %(second)s on %(date)s.",
            "%(who)s: %(minutes)d minutes from %(first)s to %(second)s on %(date)s.",
            minutes,
        ) % {
            "who": get_text_list([str(member) for member in members], _("and")),
            "minutes": minutes,
            "first": name_of(first),
            "second": name_of(second),
            "date": date_of(first),
        }
        yield Finding((first, second), f"{text} {way_between(first.place, second.place)}")


def without_time(plan: Plan) -> Iterator[Finding]:
    for session in plan.planned:
        if session.start is None and session.kind not in FRAMES:
            yield of_session(session)


def without_place(plan: Plan) -> Iterator[Finding]:
    for session in plan.planned:
        if session.place is None and session.kind not in ANYWHERE:
            yield of_session(session)


def without_note_taker(plan: Plan) -> Iterator[Finding]:
    for session in plan.planned:
        roles = {attendance.role for attendance in plan.going[session.pk]}
        if session.is_worth_notes and Attendance.Role.NOTE_TAKER not in roles:
            yield of_session(session)


def unsure_and_soon(plan: Plan) -> Iterator[Finding]:
    """A session within a week that nobody has confirmed."""
    for session in plan.sessions:
        is_soon = plan.today <= session.day.date <= plan.today + SOON
        if is_soon and session.status in UNSURE:
            yield of_session(session, session.get_status_display())


def without_sessions(plan: Plan) -> Iterator[Finding]:
    """Somebody of the trip takes part in nothing, where anything is planned."""
    busy = {a.membership_id for session in plan.planned for a in plan.going[session.pk]}
    for member in plan.memberships:
        if plan.planned and member.pk not in busy:
            yield Finding((member,), str(member))


def outside_the_trip(plan: Plan) -> Iterator[Finding]:
    """A date that does not fit to the days of the trip, or to those that somebody is there."""
    if not plan.days:
        return
    first, last = plan.days[0].date, plan.days[-1].date
    for before, day in pairwise(plan.days):
        if day.date - before.date > LONELY:
            gap = _("%(date)s is %(number)d days after the day before it.")
            number = (day.date - before.date).days
            yield Finding((day,), gap % {"date": long_date(day.date), "number": number})
    for session in plan.planned:
        if session.kind != Session.Kind.TRAVEL and session.end_date and session.end_date > last:
            text = _("%(what)s ends on %(date)s, after the trip's last day.")
            told = {"what": name_of(session), "date": long_date(session.end_date)}
            yield Finding((session,), text % told)
    for member in plan.memberships:
        given = [date for date in (member.joins_on, member.leaves_on) if date]
        if odd := [date for date in given if not first <= date <= last]:
            text = _("%(who)s is noted from or until %(date)s, outside the trip's days.")
            yield Finding((member,), text % {"who": member, "date": long_date(odd[0])})
    members = {member.pk: member for member in plan.memberships}
    for session in plan.planned:
        for attendance in plan.going[session.pk]:
            member = members[attendance.membership_id]
            if is_away(member, session.day.date):
                text = _("%(who)s is in %(what)s on %(date)s, but is not on the trip that day.")
                told = {"who": member, "what": name_of(session), "date": date_of(session)}
                yield Finding((member, session), text % told)


def without_address(plan: Plan) -> Iterator[Finding]:
    """A place where something takes place, and that no driver could be shown."""
    named = {session.place_id for session in plan.planned}
    for place in plan.places:
        if place.pk not in named or (place.address and place.local_address):
            continue
        if place.address:
            text = _("%(place)s has no address in the local script.")
        elif place.local_address:
            text = _("%(place)s has an address in the local script only.")
        else:
            text = _("%(place)s has no address.")
        yield Finding((place,), text % {"place": place})


def asked_to_be_removed(plan: Plan) -> Iterator[Finding]:
    """A member who wants to be taken off the trip."""
    for member in plan.memberships:
        if member.removal_asked_at:
            yield Finding((member,), str(member))


def without_link(plan: Plan) -> Iterator[Finding]:
    """A member who was not sent their join link, and has not used it. Hosts need none."""
    for member in plan.memberships:
        is_host = member.role == Membership.Role.HOST
        if not (is_host or member.invited_at or member.joined_at):
            yield Finding((member,), str(member))


CHECKS = [
    Check(
        "removal",
        gettext_lazy("Asked to be removed"),
        gettext_lazy("Talk to them, or delete the member: they are in no list any more then."),
        asked_to_be_removed,
    ),
    Check(
        "two-places",
        gettext_lazy("In two places at once"),
        gettext_lazy("Take the person out of one of the two sessions, or move one of them."),
        in_two_places,
    ),
    Check(
        "too-close",
        gettext_lazy("Too little time on the way"),
        gettext_lazy("Move one of the two, or let the first end earlier."),
        too_little_time,
    ),
    Check(
        "outside",
        gettext_lazy("Dates that do not fit"),
        gettext_lazy("Correct the date, or add the day to the trip."),
        outside_the_trip,
    ),
    Check(
        "unsure",
        gettext_lazy("Not confirmed, within 7 days"),
        gettext_lazy("Ask the hosts, and set the status to confirmed or cancelled."),
        unsure_and_soon,
    ),
    Check(
        "no-time",
        gettext_lazy("Sessions without a time"),
        gettext_lazy("Write when it starts. Until then it stands before the others of its day."),
        without_time,
    ),
    Check(
        "no-place",
        gettext_lazy("Sessions without a place"),
        gettext_lazy("Choose the place, or add a new one in its field."),
        without_place,
    ),
    Check(
        "no-address",
        gettext_lazy("Places without an address"),
        gettext_lazy(
            "Write the street address, and the one in the local script for the taxi driver."
        ),
        without_address,
    ),
    Check(
        "no-sessions",
        gettext_lazy("People without sessions"),
        gettext_lazy("Add the sessions that they take part in. Their own schedule is empty."),
        without_sessions,
    ),
    Check(
        "no-note-taker",
        gettext_lazy("Sessions without a note-taker"),
        gettext_lazy("Add somebody with the role note-taker, or let members say so themselves."),
        without_note_taker,
    ),
    Check(
        "no-link",
        gettext_lazy("Members without their join link"),
        gettext_lazy("Send them their links, or hand them over from the person's page."),
        without_link,
    ),
]


def of_session(session: Session, more: str = "") -> Finding:
    text = _("%(date)s: %(what)s") % {"date": date_of(session), "what": name_of(session)}
    return Finding((session,), f"{text} · {more}" if more else text)


def is_frame(session: Session) -> bool:
    """Does it go on beside others?"""
    lasts = session.ends_at - session.starts_at if session.starts_at and session.ends_at else None
    is_long = lasts is not None and lasts > LONGEST and session.kind != Session.Kind.TRAVEL
    return session.kind in FRAMES or is_long


def is_away(member: Membership, date: dt.date) -> bool:
    """Is somebody not on the trip yet on this date, or no more?"""
    not_yet = member.joins_on and date < member.joins_on
    no_more = member.leaves_on and member.leaves_on < date
    return bool(not_yet or no_more)


def is_too_close(first: Session, second: Session) -> bool:
    is_on_the_way = Session.Kind.TRAVEL in (first.kind, second.kind)
    if is_on_the_way or not (first.ends_at and first.place and second.place):
        return False
    between = second.starts_at - first.ends_at
    is_after = between >= dt.timedelta()
    is_elsewhere = first.place_id != second.place_id
    return is_after and is_elsewhere and between < time_between(first.place, second.place)


def time_between(here: Place, there: Place) -> dt.timedelta:
    """Return how long it takes from one place to another, as far as one can tell."""
    kilometres = distance(here, there)
    if kilometres is None:
        return dt.timedelta(minutes=MINUTES_BETWEEN_PLACES)
    return dt.timedelta(minutes=ceil(MINUTES_AT_DOORS + MINUTES_PER_KILOMETRE * kilometres))


def way_between(here: Place, there: Place) -> str:
    """Say how long it takes, and how that is known."""
    minutes = time_between(here, there) // dt.timedelta(minutes=1)
    kilometres = distance(here, there)
    if kilometres is None:
        text = _("%(minutes)d minutes are taken to be needed, as not both places have coordinates.")
        return text % {"minutes": minutes}
    text = _("By their coordinates it is %(kilometres)s km, about %(minutes)d minutes.")
    return text % {"kilometres": f"{kilometres:.1f}", "minutes": minutes}


def distance(here: Place, there: Place) -> float | None:
    """Return the kilometres between two places as the crow flies; None if it is not known."""
    if not (here.has_coordinates and there.has_coordinates):
        return None
    south, north = radians(here.latitude), radians(there.latitude)
    east = radians(there.longitude - here.longitude)
    # The haversine formula.
    part = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * KILOMETRES_OF_RADIUS * asin(sqrt(min(1, part)))


def end_of(session: Session) -> dt.datetime:
    """Return when a session ends; of one without an end it is only known when it starts."""
    return session.ends_at or session.starts_at


def name_of(session: Session) -> str:
    clocks = "–".join(f"{clock:%H:%M}" for clock in (session.start, session.end) if clock)
    title = _("“%(title)s”") % {"title": session.title}
    return f"{title} ({clocks})" if session.start else title


def date_of(session: Session) -> str:
    return _date_in(session.day.date, get_language())


@lru_cache(maxsize=1024)
def _date_in(date: dt.date, language: str) -> str:
    """Return a date in the language that is spoken: of a thousand sessions, few have their own."""
    return date_format(date, "MONTH_DAY_FORMAT")


def long_date(date: dt.date) -> str:
    return date_format(date, "DATE_FORMAT")
