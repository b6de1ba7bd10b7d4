"""Trips and notes of any size, for measuring. Their words mean nothing."""

import datetime as dt
import json

FIRST_DAY = dt.date(2026, 11, 23)
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
            {"uid": f"{tag}D{i:05d}", "date": (FIRST_DAY + dt.timedelta(i)).isoformat()}
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
