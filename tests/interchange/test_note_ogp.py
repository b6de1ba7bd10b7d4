"""The note that this project began with reads exactly as a careful person reads it."""

import json
import re

import pytest

from tests.interchange.lines import lost_lines
from tests.interchange.outlines import outline
from tripbook.interchange.note import decode, read_note

PROGRAMME = "OGP Korea 大會公開行程"
NETWORKING = (
    "Networking event with Korean civil society groups + summit & jothon presentation by pm5"
)
VISIT = "參訪首爾創新中心"
PADS = {
    "2018-11-05": [
        "Back to the basics",
        "Bringing in new voices",
        "Shrinking of civic spaces",
        "ttcat 閃電講",
    ],
    "2018-11-06": [
        "Citizen feedback in practice",
        "Parliaments as partners for og reform",
        "Open election & improve quality of participatory democracy",
    ],
}


@pytest.fixture(scope="module")
def text(shared):
    return decode((shared / "notes" / "ogp-korea-2018.md").read_bytes())


@pytest.fixture(scope="module")
def reading(text):
    return read_note(text, name="ogp-korea-2018.md", timezone="Asia/Seoul")


@pytest.fixture(scope="module")
def found(reading):
    return outline(reading.document)


@pytest.fixture(scope="module")
def sessions(reading):
    return {session.title: session for session in reading.document.sessions}


def test_trip(reading, found):
    assert found.title == "OGP Korea 2018 及首爾參訪共筆"
    assert found.tags == ["g0v-intl"]
    assert found.description == ""
    trip = reading.document.trip
    assert (str(trip.starts_on), str(trip.ends_on)) == ("2018-11-05", "2018-11-07")
    assert reading.warnings == []


def test_participants(found):
    assert found.people == [
        (name, "", "") for name in ["Ttcat", "YuTin", "pm5", "chihao", "isabel"]
    ]


def test_days(found):
    assert found.days == [
        ("2018-11-05", "Day 1 Civil Society Day"),
        ("2018-11-06", "Day 2"),
        ("2018-11-07", ""),
    ]


def test_thirteen_sessions(found):
    expected = [
        ("2018-11-05", None, None, PROGRAMME),
        ("2018-11-05", None, None, NETWORKING),
        ("2018-11-07", None, None, VISIT),
        *((day, None, None, title) for day, titles in PADS.items() for title in titles),
        ("2018-11-05", None, None, "Oepning"),
        ("2018-11-05", None, None, "Open Con"),
        ("2018-11-06", "11:00", "12:30", "Civic tech in Asia"),
    ]
    assert sorted(found.sessions, key=str) == sorted(expected, key=str)


def test_programme_spans_two_days_and_visit_is_tentative(sessions):
    assert str(sessions[PROGRAMME].end_date) == "2018-11-06"
    assert {title for title, s in sessions.items() if s.status == "tentative"} == {VISIT}
    assert {title for title, s in sessions.items() if s.end_date} == {PROGRAMME}


def test_each_pad_is_the_document_of_its_session(found):
    pads = [doc for doc in found.docs if doc[0] in sum(PADS.values(), [])]
    assert [(target, kind) for target, _title, kind, _url in pads] == [
        (title, "hackmd") for titles in PADS.values() for title in titles
    ]


def test_documents_and_notes_are_no_sessions(found):
    assert [doc[:3] for doc in found.docs if doc[1]] == [
        (PROGRAMME, "Civil Society Day", "google-docs"),
        (PROGRAMME, "Logistics", "google-docs"),
        (NETWORKING, "Livestreaming", "facebook"),
        (VISIT, "已開共筆，讓對方能偷跑提問", "hackmd"),
        (VISIT, "參訪會議共筆", "hackmd"),
    ]


def test_all_urls_byte_for_byte(found, shared):
    label = json.loads((shared / "notes" / "labels" / "ogp-korea-2018.json").read_text("utf-8"))
    urls = [url for _target, _title, _kind, url in found.docs]
    assert sorted(urls) == sorted(label["urls"])
    assert len(urls) == 22


def test_kinds_of_documents(found):
    kinds = {url: kind for _target, _title, kind, url in found.docs}
    for url, kind in kinds.items():
        if "hackmd.io" in url:
            assert kind == "hackmd"
        elif "docs.google.com" in url:
            assert kind == "google-docs"
        elif "facebook.com" in url:
            assert kind == "facebook"
        elif url.endswith(".pdf"):
            assert kind == "pdf"
        else:
            assert kind == "website"


def test_wishes_of_the_hosts_are_the_preparation_note(found, text):
    [(target, _purpose, body)] = [note for note in found.notes if note[1] == "preparation"]
    assert target == VISIT
    assert body == _lines(text, "對方希望了解", "- g0v Summit (2018)")


def test_minutes_are_whole_and_in_order(found, text):
    minutes = {target: body for target, purpose, body in found.notes if purpose == "minutes"}
    assert minutes == {
        "Oepning": _lines(text, "- Ji-hwan PARK", "PollEx.com/openg0v"),
        "Civic tech in Asia": _lines(text, "### Fishbowl", "privcy issues"),
        "2018-11-06": _lines(text, "## ref", "https://www.opengovpartnership.org/ogp-parti"),
    }


def test_nothing_is_lost(reading, text):
    assert lost_lines(text, reading) == []


def _lines(text: str, first: str, last: str) -> str:
    """Return the text from the line that begins with `first` to the one that does with `last`."""
    match = re.search(f"^{re.escape(first)}.*^{re.escape(last)}[^\n]*", text, re.S | re.M)
    return match[0]
