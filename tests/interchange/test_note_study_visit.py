"""A whole note worded by us, in the forms of the note that this project began with."""

from pathlib import Path

import pytest

from tests.interchange.lines import lost_lines
from tests.interchange.outlines import Outline, outline
from tripbook.interchange.note import decode, read_note

NOTE = Path(__file__).parent.parent / "fixtures" / "study-visit.md"
PROGRAMME = "Open Harbour 公開議程"
EVENING = "Evening with the harbour societies + talk by jonas7"
VISIT = "參觀檔案大樓"


@pytest.fixture(scope="module")
def text():
    return decode(NOTE.read_bytes())


@pytest.fixture(scope="module")
def reading(text):
    return read_note(text, name=NOTE.name, timezone="Europe/Tallinn")


def _text(*lines):
    return "\n".join(lines)


def test_whole_document(reading):
    assert outline(reading.document) == Outline(
        title="Open Harbour 2026 與塔林參訪共筆",
        tags=["open-harbour"],
        people=[("Mira", "", ""), ("阿海", "", ""), ("jonas7", "", ""), ("Ülle Saar", "", "")],
        days=[("2026-10-12", "Day 1 Harbour Day"), ("2026-10-13", "Day 2"), ("2026-10-14", "")],
        sessions=[
            ("2026-10-12", None, None, PROGRAMME),
            ("2026-10-12", None, None, "Who keeps the register"),
            ("2026-10-12", None, None, "Mira 閃電講"),
            ("2026-10-12", None, None, EVENING),
            ("2026-10-12", None, None, "Opening"),
            ("2026-10-12", None, None, "Open Deck"),
            ("2026-10-13", None, None, "Boats and budgets"),
            ("2026-10-13", "10:30", "12:00", "Registers at sea"),
            ("2026-10-14", None, None, VISIT),
        ],
        docs=[
            (PROGRAMME, "", "website", "https://harbour.example/programme"),
            (
                PROGRAMME,
                "Harbour Day",
                "google-docs",
                "https://docs.google.com/document/d/Harbour-Day_01/edit",
            ),
            (
                PROGRAMME,
                "Travel papers",
                "google-docs",
                "https://docs.google.com/document/d/travelPapers/edit",
            ),
            ("Who keeps the register", "", "hackmd", "https://hackmd.io/keepRegister01?both"),
            ("Mira 閃電講", "", "hackmd", "https://hackmd.io/miraTalk#"),
            (EVENING, "", "hackmd", "https://hackmd.io/eveningPad?both#"),
            (EVENING, "", "facebook", "https://www.facebook.com/harbour/posts/12"),
            (
                EVENING,
                "Livestream",
                "facebook",
                "https://www.facebook.com/groups/harbour/permalink/34/",
            ),
            (EVENING, "", "website", "https://boat-club.example/"),
            (EVENING, "", "website", "https://archive.example/2026?tab=a&b=c"),
            ("2026-10-13", "", "pdf", "https://harbour.example/files/toolkit_2026.pdf"),
            ("Boats and budgets", "", "hackmd", "https://hackmd.io/boatsBudgets#"),
            ("Registers at sea", "", "website", "http://ships.example/list"),
            (VISIT, "", "website", "http://archive-house.example/"),
            (VISIT, "提問共筆", "hackmd", "https://hackmd.io/askTheArchive"),
        ],
        notes=[
            (
                "Opening",
                "minutes",
                _text(
                    "- Tiina Kask <Director, Harbour Office>",
                    "- Peeter @peeter Boat Club",
                    "    - 三年的碼頭資料",
                    "",
                    "HarbourPoll.example/live",
                ),
            ),
            (
                "2026-10-13",
                "minutes",
                "## ref\n\nhttps://harbour.example/files/toolkit_2026.pdf",
            ),
            (
                "Registers at sea",
                "minutes",
                _text(
                    "### Fishbowl",
                    "",
                    "水手 keep their own lists",
                    "the harbour pays for paper",
                    "",
                    "---",
                    "",
                    "*誰來維護？*",
                    "",
                    "http://ships.example/list",
                ),
            ),
            (
                VISIT,
                "preparation",
                "對方想了解\n- 我們怎麼把會議錄成文字\n- Open Harbour (2026)",
            ),
        ],
    )


def test_what_the_outline_leaves_out(reading):
    sessions = {session.title: session for session in reading.document.sessions}
    assert sessions[PROGRAMME].end_date.isoformat() == "2026-10-13"
    assert sessions[EVENING].description == "The boat club became a cooperative\n12 people"
    assert sessions[VISIT].status == "tentative"
    assert sessions[VISIT].kind == "visit"
    assert sessions[VISIT].description == "館方在 9/30 回信，說下午比較方便，最多 12 個人。"
    assert [note.visibility for note in reading.document.notes] == [
        "inherit",
        "inherit",
        "inherit",
        "members",
    ]
    assert reading.warnings == []


def test_account_says_what_became_of_each_line(reading, text):
    account = dict(zip(text.splitlines(), reading.account, strict=True))
    assert account["---"] == ("notes[2].body",)
    assert account["# Open Harbour 2026 與塔林參訪共筆"] == (
        "trip.title",
        "trip.language",
    )
    assert account["tags: open-harbour"] == ("trip.tags",)
    assert account["## 參與者"] == ("markup",)
    assert account["- 阿海"] == ("participants[1].name",)
    assert account["Mira 閃電講"] == ("sessions[2].title",)
    assert account["### 10/14 參觀檔案大樓（暫定）"] == (
        "sessions[8].title",
        "sessions[8].status",
        "days[2].date",
    )
    assert account["- 我們怎麼把會議錄成文字"] == ("notes[3].body",)
    assert account["http://ships.example/list"] == ("linked_docs[12].url", "notes[2].body")
    assert account[""] == ("blank",)


def test_no_line_is_lost(reading, text):
    assert lost_lines(text, reading) == []
