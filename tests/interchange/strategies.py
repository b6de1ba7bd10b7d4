"""Generated trip documents with hostile text, and random edits of them.

They are made by a random number generator from a drawn seed: many times as fast as drawing each
value, and every part of a document is as likely to be edited. Smaller documents and fewer edits
are simpler examples.
"""

import datetime as dt
from itertools import cycle
from random import Random

from hypothesis import strategies as st

from events.models import Attendance, Membership, Session
from events.schedule import NonexistentTimeError, span
from people.uids import new_uid
from tripbook.interchange.document import (
    LISTS,
    AttendanceRecord,
    DayRecord,
    Document,
    LinkedDocRecord,
    NoteRecord,
    OrganizationRecord,
    ParticipantRecord,
    PlaceRecord,
    SessionRecord,
    TripRecord,
    check_importable,
    derive,
)

TITLES = (
    "Opening",
    "Lunch",
    "Visit to the harbour office",
    "開幕式",
    "拜會市政府 | 會議室",
    "昼食（自由）",
    "시청 방문",
    "# not a heading",
    "**bold** `code` <b>tag</b> & [link](x)",
    "שלום עולם",
    "👩‍👩‍👧 team photo",
    "~~gone~~ - [ ] * 1. > :::info",
    "e\u0301t\u00e9",
)
LINES = (
    *TITLES,
    "",
    "",
    "## heading in the minutes",
    "```",
    ":::",
    "| a | b |",
    "|---|---|",
    "---",
    "- bullet",
    "trailing spaces  ",
    "\ttab",
    "https://hackmd.io/@team/notes?both#a，然後",
    "carriage return\r",
    "議事録：次回は未定。",
    "회의록 초안",
)
HOSTILE_TITLES = (
    "10:30 – a title like a time @ noon",
    "Boat trip (tentative)",
    "參訪（暫定）",
    "  snake_case & \\escaped\\ &#32; https://a.example <!-- text -->  ",
    "\u202etfel ot thgir\u202c; left, (right): \u200b",
)
HOSTILE_LINES = (
    "<!-- text -->",
    "<!-- /text -->",
    "### Lunch <!-- session:abcdefgh12345678 kind:meal -->",
    "<!-- an open comment",
)
NAMED = {"sessions": "title", "days": "title", "places": "name", "organizations": "name"}
NAMED |= {"participants": "name", "linked_docs": "title", "notes": "title"}
NAMES = ("Mei-Lin", "王小明", "佐藤 花子", "김민준", "Arno <b>", "Nora | Tamm", "🦊", "O'Neil")
URLS = (
    "https://hackmd.io/opening?both#",
    "https://example.org/路徑?q=1&b=[x]",
    "http://example.org/a(b)",
    "HTTPS://Example.org/",
    "https://docs.google.com/document/d/1",
)
# Zones with and without summer time, and dates at which it begins and ends there.
ZONES = ("Europe/Tallinn", "Asia/Taipei", "America/New_York", "Asia/Seoul")
DATES = tuple(
    dt.date(2026, month, day)
    for month, day in ((3, 8), (3, 28), (3, 29), (10, 24), (10, 25), (11, 5))
)
CLOCKS = tuple(
    dt.time(h, m) for h, m in ((0, 0), (2, 30), (3, 15), (9, 0), (10, 30), (14, 0), (23, 59))
)

# A seed as bytes is drawn evenly; small numbers would be drawn again and again.
generators = st.binary(min_size=8, max_size=8).map(Random)


@st.composite
def documents(draw, most=3):
    """A trip document that can be imported."""
    size = draw(st.sampled_from(range(most + 1)))
    return document_of(draw(generators), size)


@st.composite
def edited(draw, document, *, most=12):
    """The document after some edits: fields changed, items added, deleted and moved."""
    edits = draw(st.sampled_from(range(most + 1)))
    return edit(draw(generators), document, edits)


def document_of(rng, size):
    """Return a document with up to `size` times two items in each list."""
    trip = TripRecord(
        uid=new_uid(),
        slug="harbour-week",
        title=rng.choice(TITLES),
        summary=maybe(rng, TITLES, ""),
        description=text(rng),
        timezone=rng.choice(ZONES),
        language=rng.choice(("", "zh-Hant", "ja")),
        tags=some(rng, TITLES),
    )
    document = Document(format="tripbook", version=1, trip=trip)
    for name in LISTS:
        for _i in range(rng.randint(size // 2, size * 2)):
            getattr(document, name).append(record_of(rng, name, document))
    return settled(document)


def maybe(rng, values, nothing):
    """Return nothing or one of the values, as often."""
    return rng.choice(values) if values and rng.random() < 0.5 else nothing


def some(rng, values):
    return rng.sample(values, rng.randint(0, min(3, len(values))))


def text(rng):
    return "\n".join(rng.choices(LINES, k=rng.randint(0, 6)))


def record_of(rng, name, document):
    """Return a new record of a list, which may refer to others of the document."""
    uids = {each: [record.uid for record in getattr(document, each)] for each in LISTS}
    match name:
        case "organizations":
            return OrganizationRecord(
                uid=new_uid(),
                name=rng.choice(TITLES),
                local_name=maybe(rng, TITLES, ""),
                links=some(rng, URLS),
            )
        case "participants":
            joins = maybe(rng, DATES, None)
            return ParticipantRecord(
                uid=new_uid(),
                name=rng.choice(NAMES),
                handle=maybe(rng, ("", "", "mei", "arno"), ""),
                organization=maybe(rng, uids["organizations"], None),
                position=maybe(rng, TITLES, ""),
                bio=text(rng),
                links=some(rng, URLS),
                role=rng.choice(("delegate", "lead", "host")),
                **{"from": joins, "until": joins and DATES[-1]},
            )
        case "places":
            return PlaceRecord(
                uid=new_uid(),
                name=rng.choice(TITLES),
                address=maybe(rng, TITLES, ""),
                local_address=maybe(rng, TITLES, ""),
            )
        case "days":
            return DayRecord(
                uid=new_uid(),
                date=rng.choice(DATES),
                title=maybe(rng, TITLES, ""),
                summary=maybe(rng, TITLES, ""),
                timezone=maybe(rng, ("", *ZONES), ""),
            )
        case "sessions":
            role = rng.choice(("attendee", "speaker"))
            return SessionRecord(
                uid=new_uid(),
                day=maybe(rng, uids["days"], None) or maybe(rng, uids["days"], None),
                title=rng.choice(TITLES),
                kind=rng.choice(("other", "meeting", "visit")),
                status=rng.choice(("confirmed", "tentative")),
                start=maybe(rng, CLOCKS, None),
                end=maybe(rng, CLOCKS, None),
                end_date=maybe(rng, (None, *DATES), None),
                end_timezone=maybe(rng, ("", *ZONES), ""),
                place=maybe(rng, uids["places"], None),
                hosts=some(rng, uids["organizations"]),
                participants=[
                    AttendanceRecord(uid=person, role=role)
                    for person in some(rng, uids["participants"])
                ],
                description=text(rng),
            )
    under = rng.choice(
        (
            {},
            {"day": maybe(rng, uids["days"], None)},
            {"session": maybe(rng, uids["sessions"], None)},
        )
    )
    if name == "linked_docs":
        title = maybe(rng, TITLES, "")
        return LinkedDocRecord(uid=new_uid(), url=rng.choice(URLS), title=title, **under)
    purpose = rng.choice(("minutes", "preparation"))
    return NoteRecord(uid=new_uid(), purpose=purpose, body=text(rng), **under)


def edit(rng, document, edits):
    """Return a document after so many random edits; what follows from them is put right."""
    changed = document.model_copy(deep=True)
    for _i in range(edits):
        name = rng.choice(("trip", *LISTS, "sessions", "sessions", "days"))
        if name == "trip":
            other = document_of(rng, 0).trip
            _edit_field(rng, changed.trip, other, ("slug", "url"))
            continue
        records = getattr(changed, name)
        if name == "days" and rng.random() < 0.2:
            later = dt.timedelta(days=rng.choice((-1, 1, 21)))
            for day in records:
                day.date += later
            continue
        what = rng.choice(("add", "delete", "edit", "edit", "edit", "move"))
        if what == "add" or not records:
            records.insert(rng.randint(0, len(records)), record_of(rng, name, changed))
            continue
        record = rng.choice(records)
        if what == "delete":
            records.remove(record)
        elif what == "move":
            records.remove(record)
            records.insert(rng.randint(0, len(records)), record)
        else:
            for _n in range(rng.randint(1, 3)):
                _edit_field(rng, record, record_of(rng, name, changed))
    return settled(changed)


def edited_text(rng, text):
    lines = text.split("\n")
    for _i in range(rng.randint(1, 2)):
        at = rng.randint(0, len(lines))
        lines[at : at + rng.randint(0, 1)] = rng.choices(LINES, k=rng.randint(0, 2))
    return "\n".join(lines)


def _edit_field(rng, record, other, fixed=()):
    names = type(record).model_fields.keys() - {"uid", "visibility", "purpose", *fixed}
    field = rng.choice(sorted(names))
    value = getattr(other, field)
    if field in ("description", "bio", "body"):
        value = edited_text(rng, getattr(record, field))
    setattr(record, field, value)


def settled(document):
    """Return the document without what can't stand in one: it can be imported."""
    trip = document.trip
    known = {name: {record.uid for record in getattr(document, name)} for name in LISTS}
    dates, kept = set(), []
    for day in document.days:
        if day.date not in dates:
            kept.append(day)
            dates.add(day.date)
    document.days = kept
    days = {day.uid: day for day in kept}
    for person in document.participants:
        if person.organization not in known["organizations"]:
            person.organization = None
        if person.joins_on and person.leaves_on and person.leaves_on < person.joins_on:
            person.leaves_on = None
    document.sessions = [session for session in document.sessions if session.day in days]
    for session in document.sessions:
        if session.place not in known["places"]:
            session.place = None
        session.hosts = [uid for uid in session.hosts if uid in known["organizations"]]
        session.participants = [p for p in session.participants if p.uid in known["participants"]]
        _settle_times(session, days[session.day], trip)
    sessions = {session.uid for session in document.sessions}
    for name, key in (("linked_docs", "url"), ("notes", "purpose")):
        seen, found = set(), []
        for record in getattr(document, name):
            if record.day and record.session:
                record.day = None
            place = (record.day, record.session, getattr(record, key))
            gone = (record.day and record.day not in days) or (
                record.session and record.session not in sessions
            )
            if place not in seen and not gone:
                seen.add(place)
                found.append(record)
        setattr(document, name, found)
    document = derive(document)
    check_importable(document)
    return document


def made_hostile(document):
    """Return a document with every role and status in turn, and with text that looks like more.

    Not every format can hold all of that.
    """
    changed = document.model_copy(deep=True)
    titles, lines = cycle(HOSTILE_TITLES), cycle(HOSTILE_LINES)
    for name, key in NAMED.items():
        for record in getattr(changed, name)[::2]:
            setattr(record, key, next(titles))
    for text in (*changed.notes, *(s for s in changed.sessions if s.description)):
        key = "description" if hasattr(text, "description") else "body"
        setattr(text, key, f"{next(lines)}\n{getattr(text, key)}\n{next(lines)}")
    for person, role in zip(changed.participants, cycle(Membership.Role.values), strict=False):
        person.role = role
    tasks = cycle(Attendance.Role.values)
    for session, status in zip(changed.sessions, cycle(Session.Status.values), strict=False):
        session.status = status
        for going in session.participants:
            going.role = next(tasks)
    return changed


def in_trip_order(document):
    """Return a document whose lists are in the order of the trip, as an export has them."""
    days = sorted(document.days, key=lambda day: day.date)
    place = {None: -1} | {day.uid: i for i, day in enumerate(days)}
    sessions = sorted(document.sessions, key=lambda session: place[session.day])
    order = {session.uid: i for i, session in enumerate(sessions)}
    of_session = {session.uid: session.day for session in sessions}

    def under(record):
        day = of_session.get(record.session, record.day)
        return place[day], order.get(record.session, -1)

    return document.model_copy(
        update={
            "days": days,
            "sessions": sessions,
            "linked_docs": sorted(document.linked_docs, key=under),
            "notes": sorted(document.notes, key=lambda n: (*under(n), n.purpose == "minutes")),
        }
    )


def _settle_times(session, day, trip):
    if session.end_date and session.end_date < day.date:
        session.end_date = None
    try:
        starts_at, ends_at = span(
            date=day.date,
            start=session.start,
            end=session.end,
            timezone=day.timezone or trip.timezone,
            end_date=session.end_date,
            end_timezone=session.end_timezone,
        )
    except NonexistentTimeError:
        session.start = session.end = None
    else:
        if starts_at and ends_at and ends_at < starts_at:
            session.end = None
