"""The canonical note: what is written is read back, and written again as it was."""

import datetime as dt
import re

import pytest
from hypothesis import HealthCheck, given, settings

from tripbook.interchange.document import (
    DayRecord,
    Document,
    LinkedDocRecord,
    NoteRecord,
    OrganizationRecord,
    ParticipantRecord,
    PlaceRecord,
    SessionRecord,
    TripRecord,
    derive,
)
from tripbook.interchange.merge.fields import NOT_IN_A_NOTE
from tripbook.interchange.note import read_note, write_note

from .lines import lost_lines
from .strategies import documents, in_trip_order, made_hostile

PROPERTY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TRIP = Document(
    format="tripbook",
    version=1,
    trip=TripRecord(
        uid="trip12345678",
        slug="harbour-week",
        title="港灣週 #1",
        summary="Eight of us: a week by the sea",
        description="Meet **early**.",
        timezone="Asia/Taipei",
        language="zh-Hant",
        tags=["summit", "開放政府"],
    ),
    organizations=[
        OrganizationRecord(
            uid="orgport12345",
            name="Port office",
            local_name="港務局",
            links=["https://p.example/"],
        )
    ],
    participants=[
        ParticipantRecord(
            uid="mei123456789",
            name="Mei-Lin",
            handle="mei",
            organization="orgport12345",
            position="Head of Data",
            role="lead",
            bio="Keeps the plan.",
        ),
        ParticipantRecord(uid="arno12345678", name="Arno"),
    ],
    places=[
        PlaceRecord(
            uid="hall12345678",
            name="City Hall",
            address="1 Harbour Road",
            local_address="港口路1號",
        )
    ],
    days=[
        DayRecord(
            uid="dayone123456",
            date=dt.date(2026, 11, 24),
            title="Arrival",
            summary="We land",
            timezone="Asia/Seoul",
        )
    ],
    sessions=[
        SessionRecord(
            uid="flight123456",
            day="dayone123456",
            title="Night flight",
            kind="travel",
            start=dt.time(23, 10),
            end=dt.time(5, 35),
            end_date=dt.date(2026, 11, 25),
            end_timezone="Europe/Helsinki",
        ),
        SessionRecord(
            uid="opening12345",
            day="dayone123456",
            title="Opening",
            kind="ceremony",
            status="tentative",
            start=dt.time(9),
            place="hall12345678",
            hosts=["orgport12345"],
            participants=[
                {"uid": "mei123456789", "role": "speaker"},
                {"uid": "arno12345678", "role": "attendee"},
            ],
            description="By the door.",
        ),
        SessionRecord(uid="boats1234567", day="dayone123456", title="Boats", status="cancelled"),
    ],
    linked_docs=[
        LinkedDocRecord(uid="photos123456", url="https://a.example/photos?both#"),
        LinkedDocRecord(
            uid="slides123456",
            title="Slides",
            url="https://a.example/（s）",
            kind="pdf",
            session="opening12345",
        ),
    ],
    notes=[
        NoteRecord(
            uid="questions123", purpose="preparation", body="Who pays?", session="opening12345"
        ),
        NoteRecord(uid="minutes12345", purpose="minutes", title="Record", body="## We met\n"),
    ],
)
WHOLE = derive(in_trip_order(TRIP))
NOTE = """\
---
tripbook: trip12345678
slug: harbour-week
description: 'Eight of us: a week by the sea'
timezone: Asia/Taipei
lang: zh-Hant
tags: [summit, 開放政府]
---

# 港灣週 #1

<!-- text -->
Meet **early**.
<!-- /text -->

## 參加者 <!-- participants -->

- Mei-Lin @mei (Port office), Head of Data, *團長* \
<!-- participant:mei123456789 organization:orgport12345 -->
<!-- text -->
Keeps the plan.
<!-- /text -->
- Arno <!-- participant:arno12345678 -->

## 2026-11-24 (二) Arrival <!-- day:dayone123456 -->

We land <!-- summary -->

- 時區: Asia/Seoul <!-- zone -->

### 23:10–2026-11-25 05:35 (Europe/Helsinki) Night flight <!-- session:flight123456 kind:travel -->

### 09:00 Opening (暫定) @ City Hall <!-- session:opening12345 kind:ceremony place:hall12345678 -->

- 參加者: Mei-Lin (講者), Arno <!-- people:mei123456789,arno12345678 -->
- 主辦單位: Port office <!-- hosts:orgport12345 -->
- [Slides](https://a.example/（s）) <!-- doc:slides123456 kind:pdf -->

<!-- text -->
By the door.
<!-- /text -->

### ~~Boats~~ <!-- session:boats1234567 kind:other -->

## 連結 <!-- links -->

- <https://a.example/photos?both#> <!-- doc:photos123456 -->

## 地點 <!-- places -->

- City Hall: 1 Harbour Road; 港口路1號 <!-- place:hall12345678 -->

## 單位 <!-- organizations -->

- Port office (港務局) <https://p.example/> <!-- organization:orgport12345 -->
"""
NOTES = """
## 行前準備 <!-- preparation -->

### Opening <!-- preparation:questions123 session:opening12345 words:DIGEST -->

<!-- text -->
Who pays?
<!-- /text -->

## 會議記錄 <!-- minutes -->

### Record <!-- minutes:minutes12345 titled -->

<!-- text -->
## We met

<!-- /text -->
"""


def visible(text):
    """A note without what follows from the rest: digests of what was written."""
    text = re.sub(r"words:\w+", "words:DIGEST", text)
    return re.sub(r"\n(<!-- written .* -->\n)+$", "", text)


def said(document):
    """Return all that a note says of a document."""
    raw = document.model_dump(mode="json")
    for name, fields in NOT_IN_A_NOTE.items():
        for record in raw[name]:
            for field in fields:
                del record[field]
    return raw


def in_minutes(body):
    """A trip that has nothing but minutes, and a place after them in the note's list of digests."""
    trip = TripRecord(uid="trip12345678", slug="a", title="A", timezone="Asia/Taipei")
    note = NoteRecord(uid="minutes12345", purpose="minutes", body=body)
    return Document(format="tripbook", version=1, trip=trip, notes=[note])


def test_a_note_reads_well_as_it_stands():
    assert visible(write_note(WHOLE)) == NOTE + NOTES


def test_the_agenda_leaves_the_notes_out():
    front = NOTE.replace("\n---\n\n#", "\npart: agenda\n---\n\n#")
    text = write_note(WHOLE, part="agenda")
    assert visible(text) == front
    assert "minutes12345" not in text


def test_a_whole_trip_is_read_back_from_its_note():
    text = write_note(WHOLE)
    reading = read_note(text)
    assert said(reading.document) == said(WHOLE)
    assert lost_lines(text, reading) == []


@PROPERTY
@given(documents().map(in_trip_order).map(made_hostile))
def test_what_is_written_is_read_back(document):
    text = write_note(document)
    reading = read_note(text)
    assert said(reading.document) == said(document)
    assert reading.warnings == []
    assert write_note(reading.document) == text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\n",
        "\n\nspace\n\n",
        "trailing  \n\ttab\r\nand\rreturns\r",
        "<!-- /text -->",
        "<!-- text -->\n<!-- /text -->\n<!-- /text 2 -->",
        "  <!-- /text -->  \nmore",
        "```\nopen",
        "~~~~ python\n~~~\n# open",
        "- item\n  ```\n  closed by the end of the list",
        "<!-- never closed",
        "---\ntripbook: trip12345678\n---\n# Another\n## Minutes <!-- minutes -->",
        "### 10:00 Talk <!-- session:minutes12345 kind:talk -->",
        "\u202eright to left\u2028line\u0085\x0b\x0c\ufeff",
        "👩‍👩‍👧 e\u0301 \\ \\\\ &#32; &amp;",
    ],
)
def test_a_text_survives_byte_for_byte(body):
    document = in_minutes(body)
    text = write_note(document)
    reading = read_note(text)
    assert [note.body for note in reading.document.notes] == [body]
    assert said(reading.document) == said(document)
    assert write_note(reading.document) == text


def test_a_whole_note_pasted_into_the_minutes_stays_in_them():
    document = in_minutes(write_note(in_minutes(write_note(WHOLE))))
    assert said(read_note(write_note(document)).document) == said(document)


@pytest.mark.parametrize(
    ("body", "closing"),
    [
        ("```\nopen", "```"),
        ("````py\n```\nopen", "````"),
        ("~~~\n```", "~~~"),
        ("```\nclosed\n```", ""),
        ("    ```\nindented", ""),
        ("``` not `a fence", ""),
    ],
)
def test_a_code_block_that_a_text_leaves_open_is_closed_after_it(body, closing):
    after = write_note(in_minutes(body)).partition("<!-- /text -->\n")[2]
    assert after.partition("\n")[0] == closing


def test_the_words_of_the_notation_are_in_the_language_of_the_trip():
    headings = []
    for language in ("en", "zh-Hant", "ja", "ko", "et"):
        trip = WHOLE.trip.model_copy(update={"language": language})
        text = write_note(WHOLE.model_copy(update={"trip": trip}))
        headings.append(re.search("## (.*) <!-- participants -->", text)[1])
        assert said(read_note(text).document)["sessions"] == said(WHOLE)["sessions"]
    assert headings == ["Participants", "參加者", "参加者", "참가자", "Participants"]


def test_who_the_note_was_written_for_stands_in_it():
    text = write_note(WHOLE.model_copy(update={"audience": "public"}))
    assert "\naudience: public\n" in text
    assert read_note(text).document.audience == "public"
