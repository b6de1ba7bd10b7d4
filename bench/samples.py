"""Trips and notes of any size, for measuring. Their words mean nothing."""

import datetime as dt
import json

FIRST_DAY = dt.date(2026, 11, 23)
# Far ahead: pages of a trip that is under way tell more, the long one for longer.
TRIP_BEGINS = dt.date(2035, 11, 26)
SESSIONS_A_DAY = 12


def trip_document(*, sessions: int, people: int, slug: str = "bench") -> bytes:
    """Return a trip document with that many sessions and people, each session with its links."""
    days = max(1, -(-sessions // SESSIONS_A_DAY))
    tag = slug.replace("-", "").ljust(8, "x")[:12]
    document = {
        "format": "tripbook",
        "version": 1,
        "trip": {
            "uid": f"{tag}Trip",
            "slug": slug,
            "title": "A week of many sessions 很多場次的一週",
            "timezone": "Europe/Tallinn",
            "language": "en",
        },
        "participants": [
            {"uid": f"{tag}P{i:05d}", "name": f"Person {i} 第{i}人", "listed_for": "public"}
            for i in range(people)
        ],
        "places": [{"uid": f"{tag}L{i:05d}", "name": f"Hall {i}"} for i in range(8)],
        "days": [
            {"uid": f"{tag}D{i:05d}", "date": (TRIP_BEGINS + dt.timedelta(i)).isoformat()}
            for i in range(days)
        ],
        "sessions": [
            {
                "uid": f"{tag}S{i:05d}",
                "day": f"{tag}D{i // SESSIONS_A_DAY:05d}",
                "title": f"Session {i}: who keeps the register? 誰來維護？",
                "kind": "talk",
                "start": f"{8 + i % SESSIONS_A_DAY:02d}:00",
                "end": f"{8 + i % SESSIONS_A_DAY:02d}:45",
                "place": f"{tag}L{i % 8:05d}",
                "participants": [
                    {"uid": f"{tag}P{(i + k) % people:05d}"} for k in range(min(5, people))
                ],
                "description": "What is written **here** holds. 寫在這裡的就算數。",
            }
            for i in range(sessions)
        ],
        "linked_docs": [
            {
                "uid": f"{tag}K{i:05d}",
                "url": f"https://hackmd.io/bench-{i}?both",
                "title": "Shared note",
                "session": f"{tag}S{i:05d}",
            }
            for i in range(sessions)
        ],
        "notes": [
            {
                "uid": f"{tag}N{i:05d}",
                "purpose": "minutes",
                "body": f"- line of session {i}\n" * 5,
                "session": f"{tag}S{i:05d}",
            }
            for i in range(0, sessions, 2)
        ],
    }
    return json.dumps(document).encode()


def minutes(size: int) -> str:
    """Return a note of about `size` bytes as a trip of a week leaves it: minutes, no line twice."""
    days, sessions_a_day = 7, 6
    line = (
        "- {n}. Ana asked what register {n} holds, 小明 answered for the city: it is open data.\n"
    )
    room = size // (days * sessions_a_day * len(line.format(n=10_000).encode()))
    plan = ["# A week 2026\n\n## Participants\n- Ana (@ana)\n- 小明\n\n"]
    said = ["## Minutes\n\n"]
    for number in range(days * sessions_a_day):
        day = FIRST_DAY + dt.timedelta(number // sessions_a_day)
        if number % sessions_a_day == 0:
            plan.append(f"\n## {day.month}/{day.day}\n\n")
        title = f"Visit {number}"
        plan.append(f"- {9 + number % sessions_a_day}:00 {title} @ Hall {number % 9}\n")
        said.append(f"### {title}\nhttps://hackmd.io/bench-{number}\n\n")
        said += [*(line.format(n=number * room + i) for i in range(room)), "\n"]
    return "".join([*plan, "\n", *said])


def note(size: int) -> str:
    """Return a note of about `size` bytes with a plan, links and minutes."""
    parts = [
        "---\ntags: bench\n---\n# Bench week 2026\n\n",
        "## Participants\n- Ana (@ana)\n- 小明\n\n## Plan\n",
    ]
    length = sum(map(len, parts))
    number = 0
    while length < size:
        day = FIRST_DAY + dt.timedelta(number % 300)
        part = (
            f"### {day.month}/{day.day} Day {number + 1}\n\n"
            f"Topic number {number} 主題\nhttps://hackmd.io/bench-{number}?both\n\n"
            f"- 09:00-10:00 Opening {number} @ Hall {number % 9}\n"
            f"- 10:30~12:00 Roundtable {number} 圓桌\n\n"
            "We wrote down what everybody said, **line by line**. 大家一起寫共筆。\n\n"
        )
        parts.append(part)
        length += len(part.encode())
        number += 1
    return "".join(parts)


LONG = "Who keeps the register of registers when nobody else does? 誰來維護所有登記簿的登記簿？ "
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ARABIC = "ورشة عمل حول البيانات المفتوحة في المدينة القديمة"
EMOJI = "👩‍👩‍👧‍👦🏳️‍🌈🇹🇼 Lunch 🍜🍜🍜"


def extreme_trip() -> dict:
    """Return a trip document of what breaks pages: the longest, the shortest, the most.

    It has three days: one of 40 sessions, one of odd titles and a crowd, one of nothing.
    """
    titles = [(LONG * 4)[:300], (UNBROKEN * 4)[:300], "A", ARABIC, EMOJI, "開放" * 150]
    statuses = ["idea", "requested", "tentative", "confirmed", "cancelled"]
    names = ["X", ARABIC, (UNBROKEN * 2)[:120], *(f"Person {i} 第{i}人" for i in range(3, 60))]
    sessions = [
        {
            "uid": f"extremeBusy{i:02d}",
            "day": "extremeDay1",
            "title": f"{i + 1}. {titles[i % 6] if i % 8 == 0 else 'A talk like the others'}",
            "kind": "talk",
            "status": statuses[i % 5],
            "start": f"{8 + i // 4:02d}:00",
            "end": f"{8 + i // 4:02d}:50",
            "place": "extremePlace1",
        }
        for i in range(40)
    ]
    sessions += [
        {
            "uid": f"extremeTitle{i}",
            "day": "extremeDay2",
            "title": title,
            "kind": "meeting",
            "status": statuses[i % 5],
            "start": f"{8 + i:02d}:00",
            "end": f"{8 + i:02d}:45",
            "place": "extremePlace1",
            "hosts": ["extremeHost1"],
        }
        for i, title in enumerate(titles, start=1)
    ]
    sessions.append(
        {
            "uid": "extremeCrowd1",
            "day": "extremeDay2",
            "title": "Everybody at one table",
            "start": "18:00",
            "participants": [
                {"uid": f"extremePerson{i:02d}", "role": "speaker" if i < 30 else "attendee"}
                for i in range(59)
            ],
        }
    )
    body = (
        f"# {titles[0]}\n\n"
        "![A map](https://images.example.org/map.png?size=large)\n\n"
        f"{ARABIC}\n\n{UNBROKEN * 5}\n\n"
        f"| {' | '.join(['A wide table'] * 12)} |\n|{'---|' * 12}\n"
        f"| {' | '.join(['cell 格子'] * 12)} |\n\n"
        "```\n" + "code without a break " * 20 + "\n```\n\n"
    )
    body += "".join(
        f"## Part {i}\n\n" + "We wrote down what everybody said. 大家一起寫共筆。\n" * 40
        for i in range((400_000 - len(body.encode())) // (40 * 62))
    )
    return {
        "format": "tripbook",
        "version": 1,
        "trip": {
            "uid": "extremeTrip",
            "slug": "extremes",
            "title": titles[0],
            "summary": (LONG * 6)[:500],
            "timezone": "America/Argentina/ComodRivadavia",
            "language": "en",
            "tags": ["A", UNBROKEN, "開放政府"],
        },
        "organizations": [{"uid": "extremeHost1", "name": titles[1], "local_name": ARABIC}],
        "participants": [
            {
                "uid": f"extremePerson{i:02d}",
                "name": name,
                "position": titles[i % 2] if i < 3 else "",
                "listed_for": "public",
            }
            for i, name in enumerate(names)
        ],
        "places": [
            {
                "uid": "extremePlace1",
                "name": titles[0],
                "address": UNBROKEN * 3,
                "local_address": titles[5],
            }
        ],
        "days": [
            {"uid": "extremeDay1", "date": "2026-11-23", "title": titles[0]},
            {"uid": "extremeDay2", "date": "2026-11-24", "title": "A"},
            {"uid": "extremeDay3", "date": "2026-11-27", "title": ARABIC},
        ],
        "sessions": sessions,
        "linked_docs": [
            {"uid": f"extremeDoc{i}", "url": url, "title": title, "session": "extremeTitle1"}
            for i, (url, title) in enumerate(
                [
                    ("https://docs.example.org/" + "a" * 1900, ""),
                    (f"https://{'long-label.' * 15}example.org/", titles[1]),
                    ("https://例子.測試/文件", titles[0]),
                    ("https://a.example/", "A"),
                ],
                start=1,
            )
        ],
        "notes": [
            {
                "uid": "extremeNote1",
                "purpose": "minutes",
                "title": titles[0],
                "body": body,
                "session": "extremeTitle1",
            }
        ],
    }


def empty_trip() -> dict:
    """Return a trip document with nothing in it."""
    trip = {"uid": "emptyTrip", "slug": "empty", "title": "Nothing yet", "timezone": "Asia/Taipei"}
    return {"format": "tripbook", "version": 1, "trip": trip}
