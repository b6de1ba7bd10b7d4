"""Notes in other styles, worded by us: a TripMD file, and a programme pasted from an e-mail."""

import pytest

from tests.interchange.fuzzing import FIXTURES
from tests.interchange.lines import lost_lines
from tests.interchange.outlines import outline
from tripbook.interchange.note import read_note
from tripbook.interchange.note.rules.tripmd import event_of


def read(name):
    text = (FIXTURES / name).read_text("utf-8")
    reading = read_note(text, name=name)
    assert lost_lines(text, reading) == []
    return reading.document


def test_a_tripmd_file():
    document = read("tripmd.md")
    found = outline(document)
    assert found.sessions == [
        ("2027-03-09", "23:20", "07:35", "flight BR87 from TPE to CDG"),
        ("2027-03-10", "09:00", None, "breakfast"),
        ("2027-03-10", "10:30", "13:00", "museum"),
        ("2027-03-10", None, None, "meeting Port office"),
        ("2027-03-10", None, None, "hotel Rope Inn"),
        ("2027-03-11", "08:00", None, "train TGV 9: Paris - Marseille"),
        ("2027-03-11", "20:30", None, "dinner at Chez Corde"),
    ]
    kinds = [session.kind for session in document.sessions]
    assert kinds == ["travel", "meal", "visit", "meeting", "lodging", "travel", "meal"]
    assert [place.name for place in document.places] == [
        "Quay Café",
        "Museum of Ropes",
        "12 Rue du Quai",
        "3 Rue du Port, Paris",
    ]
    assert [(target, url) for target, _title, _kind, url in found.docs] == [
        ("breakfast", "https://quay.example/menu"),
        ("museum", "https://ropes.example/"),
    ]
    assert (document.trip.timezone, found.tags) == ("Asia/Taipei", ["harbours", "boats"])
    assert [day.timezone for day in document.days] == ["", "Europe/Paris", "Europe/Paris"]
    flight, train = document.sessions[0], document.sessions[5]
    assert (str(flight.end_date), flight.end_timezone) == ("2027-03-10", "Europe/Paris")
    assert flight.description == "> - price: TWD 28000\n> - seat: 32A"
    assert train.description == "- price: EUR 45\n- seat: 12"


def day_with(event, zone="Asia/Taipei"):
    text = f"# T\ntime zone: {zone}\n## 2027-03-09\n{event}\n"
    reading = read_note(text)
    assert lost_lines(text, reading) == []
    return reading


@pytest.mark.parametrize(
    ("event", "start", "end", "end_date", "zone"),
    [
        ("[17:00] - [13:00@America/Los_Angeles] flight", "17:00", "13:00", None, True),
        ("[22:00] - [06:30] train", "22:00", "06:30", "2027-03-10", False),
        ("[22:00] - [09:30+1] train", "22:00", "09:30", "2027-03-10", False),
        ("[10:00@Asia/Taipei] - [11:00@Asia/Taipei] walk", "10:00", "11:00", None, False),
        ("[pm] walk", None, None, None, False),
        ("[] hotel Anchor", None, None, None, False),
    ],
)
def test_the_times_of_an_event(event, start, end, end_date, zone):
    (session,) = day_with(event).document.sessions
    shown = [clock and f"{clock:%H:%M}" for clock in (session.start, session.end)]
    assert shown == [start, end]
    assert session.end_date == (end_date and session.end_date)
    assert str(session.end_date) == str(end_date)
    assert session.end_timezone == ("America/Los_Angeles" if zone else "")


def test_a_time_of_another_zone_than_the_day_s_stays_text_with_a_warning():
    reading = day_with("> [18:30@Europe/Paris] train RER B")
    (session,) = reading.document.sessions
    assert (session.start, "18:30" in session.description) == (None, True)
    assert [line for line, _message in reading.warnings] == [4]


@pytest.mark.parametrize(
    "text",
    [
        "[x] Book the hotel",
        "[ ] hotel",
        "[] a thing",
        "[!NOTE] hotel",
        "[10:00](https://a.example/) hotel",
        "[25:00] hotel",
        "[10:00@Nowhere/Town] hotel",
        "10:00 hotel",
    ],
)
def test_what_is_no_event(text):
    assert event_of(text) is None


def test_events_in_minutes_stay_minutes():
    text = "# T\n## 2027-03-09\n- 9:00 Walk\n# Minutes\n## 2027-03-09\n### Walk\n[10:00] walk on\n"
    document = read_note(text).document
    assert [session.title for session in document.sessions] == ["Walk"]


def test_a_programme_pasted_from_an_e_mail():
    document = read("email.txt")
    found = outline(document)
    assert found.title == "Visit to Tallinn, 9-10 March 2027"
    assert found.days == [("2027-03-09", ""), ("2027-03-10", "")]
    assert found.sessions == [
        ("2027-03-09", "09:00", "09:30", "Registration and coffee"),
        ("2027-03-09", "09:30", "11:00", "Opening session"),
        ("2027-03-09", "11:00", None, "Walk to the old port"),
        ("2027-03-09", "12:30", "13:30", "Lunch (Restaurant Anchor)"),
        ("2027-03-10", "10:00", "11:30", "Meeting with the port registrar, Room 204"),
        ("2027-03-10", "14:00", None, "Visit to the rope museum"),
        ("2027-03-10", "16:00", None, "Farewell"),
    ]
    assert found.people == [
        ("Peeter Tamm", "", ""),
        ("Mei-Lin Chen", "", "Open Boats Association"),
        ("Arno Kask", "", "Harbour Office"),
    ]
    assert document.sessions[0].description == "Foyer of the Harbour Office"
    assert [link[0] for link in found.docs] == ["Visit to the rope museum"]
    for part in ("From: Tiina", "Dear all,", "Bring a coat", "+372 555 0100"):
        assert part in found.description


@pytest.mark.parametrize(
    "subject", ["Subject: Boats", "主旨：Boats", "件名: Re: Boats", "Betreff: Boats", "標題：Boats"]
)
def test_the_subject_of_an_e_mail_is_the_title(subject):
    assert read_note(f"From: a\n{subject}\n\nHello\n").document.trip.title == "Boats"
