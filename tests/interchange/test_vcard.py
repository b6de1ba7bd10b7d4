"""The people of a trip as address cards, as a phone reads them."""

import datetime as dt

import pytest
import vobject

from events.access import ANONYMOUS, SUPERUSER, Viewer
from people.models import Participant
from tests.factories import make_membership, make_organization, make_participant, make_trip
from tripbook.interchange import vcard
from tripbook.loading import load_trip

pytestmark = pytest.mark.django_db


@pytest.fixture
def trip():
    return make_trip(slug="seoul", title="Seoul; a visit", timezone="Asia/Seoul")


def written(trip, viewer=ANONYMOUS):
    return vcard.write(load_trip(trip, viewer))


def cards(trip, viewer=ANONYMOUS):
    return list(vobject.readComponents(written(trip, viewer).decode()))


def test_a_card_says_who_somebody_is(trip):
    person = make_participant(
        "王小明; Wang, Xiao\\Ming",
        handle="ming",
        organization=make_organization("Tide; Co, Ltd"),
        position="Engineer, lead",
        bio="Ships.\nBoats.",
        links=["https://example.org/ming?a=1,2"],
    )
    make_membership(trip, person, role="lead")
    (card,) = cards(trip)
    assert card.version.value == "3.0"
    assert card.fn.value == person.name
    assert (card.n.value.given, card.n.value.family) == (person.name, "")
    assert card.nickname.value == "ming"
    assert card.org.value == ["Tide; Co, Ltd"]
    assert card.title.value == "Engineer, lead"
    assert card.uid.value == f"{person.uid}@tripbook"
    # An address is no text: nothing in it is escaped. (vobject cuts it at the comma.)
    lines = written(trip).decode().replace("\r\n ", "").split("\r\n")
    assert [line for line in lines if line.startswith("URL")] == [
        f"URL:https://trips.example.org/trips/seoul/people/{person.uid}/",
        "URL:https://example.org/ming?a=1,2",
    ]
    assert card.note.value == "Seoul; a visit · Lead\nShips.\nBoats."


def test_a_name_is_not_taken_apart(trip):
    make_membership(trip, "陳美琳")
    assert (
        b"FN:\xe9\x99\xb3\xe7\xbe\x8e\xe7\x90\xb3\r\nN:;\xe9\x99\xb3\xe7\xbe\x8e\xe7\x90\xb3;;;\r\n"
        in written(trip)
    )


def test_where_only_a_handle_is_known_it_is_the_name(trip):
    make_membership(trip, make_participant("ocean42", handle="ocean42"))
    (card,) = cards(trip)
    assert (card.fn.value, card.n.value.given) == ("ocean42", "ocean42")
    assert "nickname" not in card.contents


def test_lines_end_with_crlf_and_are_folded_and_name_no_charset(trip):
    make_membership(trip, "首爾創新中心" * 20)
    data = written(trip)
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) == 75
    assert b"CHARSET" not in data
    (card,) = cards(trip)
    assert card.fn.value == "首爾創新中心" * 20


def test_everyone_has_a_card_whom_the_viewer_sees_and_nobody_else(trip):
    for listed_for in ("public", "members", "organizers"):
        member = make_membership(trip, listed_for, listed_for=listed_for)
    members = Viewer(memberships={trip.pk: make_membership(trip, "me").pk})
    found = [[card.fn.value for card in cards(trip, v)] for v in (ANONYMOUS, members, SUPERUSER)]
    assert found == [
        ["public", "me"],
        ["public", "members", "me"],
        ["public", "members", "organizers", "me"],
    ]
    assert member.listed_for == "organizers"


def test_no_card_has_a_private_field(trip):
    make_membership(trip, email="mei@example.org", phone="+886 912 345", room="12")
    (card,) = cards(trip, SUPERUSER)
    assert not {"email", "tel", "adr"} & set(card.contents)
    assert b"+886" not in written(trip, SUPERUSER)


def test_a_bad_link_breaks_no_card(trip):
    make_membership(trip)
    Participant.objects.update(links=["https://x.example/\r\nTEL:1", "javascript:alert(1)"])
    (card,) = cards(trip)
    assert len(card.contents["url"]) == 1
    assert "tel" not in card.contents


def test_the_date_of_a_card_is_that_of_the_last_change(trip):
    make_membership(trip)
    Participant.objects.update(updated_at=dt.datetime(2030, 1, 2, 3, 4, 5, tzinfo=dt.UTC))
    (card,) = cards(trip)
    assert card.rev.value == "2030-01-02T03:04:05Z"


def test_a_trip_without_people_has_no_cards(trip):
    assert written(trip) == b""
