"""A trip as sheets: what spreadsheets show, and what is read back from them."""

import csv
import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command

from events.access import ANONYMOUS, SUPERUSER
from events.models import Session
from tests.factories import (
    make_attendance,
    make_day,
    make_doc,
    make_membership,
    make_organization,
    make_participant,
    make_place,
    make_session,
    make_trip,
)
from tripbook.interchange import sheet
from tripbook.interchange.readers.programme import Target
from tripbook.interchange.readers.sheets import read_sheet
from tripbook.loading import load_trip

pytestmark = pytest.mark.django_db


@pytest.fixture
def trip():
    return make_trip(slug="seoul", title="首爾考察", timezone="Asia/Seoul")


@pytest.fixture
def session(trip):
    session = make_session(
        make_day(trip, dt.date(2026, 11, 24)),
        "圓桌, “open”",
        start="22:00",
        end="00:30",
        end_date=dt.date(2026, 11, 25),
        kind="meeting",
        status="tentative",
        place=make_place(trip, "시청", address="Sejong-daero 110"),
        hosts=[make_organization("Port"), make_organization("City")],
        description="One\ntwo",
    )
    person = make_participant(
        "Mei-Lin",
        handle="mei",
        organization=make_organization("Tide"),
        position="Engineer",
        links=["https://example.org/mei"],
    )
    make_attendance(session, make_membership(trip, person, role="lead"), role="speaker")
    make_attendance(session, "Arno")
    make_doc(session, "https://example.org/a?b=1#", title="Plan")
    return session


def table(trip, name="sessions", viewer=ANONYMOUS):
    text = sheet.write(load_trip(trip, viewer), table=name).decode()
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_sheet_is_utf_8_with_a_byte_order_mark_and_crlf(trip, session):
    data = sheet.write(load_trip(trip, ANONYMOUS), table="docs")
    assert data.startswith(b"\xef\xbb\xbfuid,date,session")
    assert data.count(b"\r\n") == 2
    assert data.endswith(b"\r\n")


def test_the_sheet_of_sessions(trip, session):
    assert table(trip) == [
        {
            "uid": session.uid,
            "date": "2026-11-24",
            "start": "22:00",
            "end": "00:30",
            "end date": "2026-11-25",
            "timezone": "Asia/Seoul",
            "end timezone": "",
            "title": "圓桌, “open”",
            "kind": "meeting",
            "status": "tentative",
            "place": "시청",
            "address": "Sejong-daero 110",
            "hosts": "Port; City",
            "people": "Mei-Lin (speaker); Arno",
            "links": "https://example.org/a?b=1#",
            "description": "One\ntwo",
            "visibility": "inherit",
        }
    ]


def test_the_sheet_of_people(trip, session):
    assert [tuple(row.values())[1:] for row in table(trip, "people")] == [
        ("Mei-Lin", "mei", "lead", "Tide", "Engineer", "", "", "https://example.org/mei"),
        ("Arno", "", "delegate", "", "", "", "", ""),
    ]


def test_the_sheet_of_documents(trip, session):
    make_doc(trip, "https://example.org/trip")
    assert [tuple(row.values())[1:6] for row in table(trip, "docs")] == [
        ("", "", "", "website", "https://example.org/trip"),
        ("2026-11-24", "圓桌, “open”", "Plan", "website", "https://example.org/a?b=1#"),
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_text_that_looks_like_a_formula_is_guarded(trip, sign):
    make_session(make_day(trip), f"{sign}HYPERLINK(1)")
    (row,) = table(trip)
    assert row["title"] == f"'{sign}HYPERLINK(1)"


@pytest.mark.parametrize("sign", ["\t", "\r", "\n"])
def test_so_is_one_that_begins_with_white_space_that_spreadsheets_drop(trip, sign):
    make_session(make_day(trip), description=f"{sign}=1+1")
    (row,) = table(trip)
    assert row["description"].startswith("'")


def test_control_characters_do_not_reach_a_sheet(trip):
    make_session(make_day(trip))
    Session.objects.update(title="a\x07b")
    (row,) = table(trip)
    assert row["title"] == "ab"


def test_what_is_written_is_read_back(trip, session):
    make_session(session.day, "-dash", status="cancelled", visibility="members")
    data = sheet.write(load_trip(trip, SUPERUSER), table="sessions")
    other = session.day.sessions.get(title="-dash")
    known = frozenset({session.uid, other.uid})
    target = Target(uid=trip.uid, timezone="Asia/Seoul", known=known)
    document = read_sheet(data, target).document
    found = {
        record.uid: (
            record.date.isoformat(),
            record.title,
            str(record.start or ""),
            str(record.end or ""),
            record.kind,
            record.status,
            record.visibility,
            record.description,
            [document_name(document, person.uid) for person in record.participants],
        )
        for record in document.sessions
    }
    assert found == {
        session.uid: (
            *("2026-11-24", "圓桌, “open”", "22:00:00", "00:30:00", "meeting", "tentative"),
            *("inherit", "One\ntwo", ["Mei-Lin", "Arno"]),
        ),
        other.uid: (
            *("2026-11-24", "-dash", "", "", "other", "cancelled"),
            *("members", "", []),
        ),
    }
    assert [doc.url for doc in document.linked_docs] == ["https://example.org/a?b=1#"]


def document_name(document, uid):
    return next(person.name for person in document.participants if person.uid == uid)


# On the web and on the command line


def test_each_table_has_its_address_and_its_name(client, trip, session):
    for address, name in (
        ("/trips/seoul.csv", "%E9%A6%96%E7%88%BE%E8%80%83%E5%AF%9F.csv"),
        ("/trips/seoul.csv?table=sessions", "%E9%A6%96%E7%88%BE%E8%80%83%E5%AF%9F.csv"),
        (
            "/trips/seoul.csv?table=people",
            "%E9%A6%96%E7%88%BE%E8%80%83%E5%AF%9F%20%E2%80%93%20people.csv",
        ),
    ):
        response = client.get(address)
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Content-Disposition"] == (
            f"attachment; filename=\"seoul.csv\"; filename*=UTF-8''{name}"
        )


def test_a_table_that_there_is_not_is_told(client, trip):
    response = client.get("/trips/seoul.csv?table=notes")
    assert response.status_code == 400
    assert response.text == ("There is no table “notes”; there are: sessions, people, docs.")
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_the_command_prints_a_table(trip, session, capsys):
    call_command("export_trip", "seoul", format="csv", table="people")
    assert "Mei-Lin,mei,lead" in capsys.readouterr().out


def test_the_command_knows_which_format_has_tables(trip):
    with pytest.raises(CommandError, match="--table goes with --format csv") as refused:
        call_command("export_trip", "seoul", table="people")
    assert refused.value.returncode == 2
