"""One box over everything of a trip."""

import pytest
from django.urls import reverse

from tests.factories import (
    make_attendance,
    make_day,
    make_doc,
    make_membership,
    make_note,
    make_organization,
    make_participant,
    make_place,
    make_session,
    make_trip,
    member_client,
)
from tests.pages.texts import text_of, texts
from tripbook.pages.search import Piece, excerpt, fold, marked, words_of


def marks(text, query):
    """Return a text with what a query finds in it between [ and ]."""
    pieces = marked(text, words_of(query))
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Open Harbour", "harbour OPEN", "[Open] [Harbour]"),
        ("數位發展部", "數", "[數]位發展部"),
        ("수도권 방문", "방문", "수도권 [방문]"),
        ("東京タワー", "ﾀﾜｰ", "東京[タワー]"),
        ("ｶﾞｲﾄﾞﾌﾞｯｸ", "ガイド", "[ｶﾞｲﾄﾞ]ﾌﾞｯｸ"),
        ("ＯＰＥＮ day", "open", "[ＯＰＥＮ] day"),
        ("Café", "CAFE\u0301", "[Café]"),
        ("Cafe\u0301 Noir", "café", "[Cafe\u0301] Noir"),
        ("서울", "서울", "[서울]"),
        ("Straße", "STRASSE", "[Straße]"),
        ("Kõneleja ÕHTU", "õhtu", "Kõneleja [ÕHTU]"),
        ("ﬁle", "i", "[ﬁ]le"),
        ("aaa", "aa a", "[aaa]"),
        ("<b>b", "b", "<[b]>[b]"),
        ("nothing", "x", "nothing"),
    ],
)
def test_words_are_found_in_any_case_width_and_composition(text, query, found):
    assert marks(text, query) == found


def test_a_query_is_words_once_each_and_not_without_end():
    assert words_of("  Open　open ＯＰＥＮ day ") == ["open", "day"]
    assert words_of(" 　\n") == []
    assert len(words_of("a" * 10_000)[0]) == 200
    assert len(words_of(" ".join(map(str, range(50))))) == 8


def test_a_long_line_is_cut_around_what_was_found():
    line = "> " + "before " * 40 + "NEEDLE " + "after " * 60
    before, text, after = excerpt(line, fold("needle"))
    assert (before, after) == ("…", "…")
    assert text.startswith("before before before ")
    assert "NEEDLE after" in text
    assert len(text) < 150


def test_a_short_line_stays_whole_but_for_its_list_mark():
    assert excerpt("  - [ ] ask Kati", "kati") == ("", "[ ] ask Kati", "")


def test_a_line_without_words_in_it_is_one_piece():
    assert marked("plain", []) == [Piece("plain", False)]


@pytest.fixture
def trip(db):
    return make_trip(slug="tallinn", title="Harbour week")


def found(read, trip, query, *browser):
    page = read(reverse("pages:search", args=[trip.slug]), *browser, q=query)
    return {
        text_of(group.h2): texts(group, "li") for group in page.select("section.found")
    } or texts(page, ".empty")


def test_everything_of_the_trip_is_found_kind_by_kind_in_its_order(read, trip):
    later = make_session(make_day(trip, summary="By zebra bus"), "Zebra talk", start="10:00")
    make_session(later.day, "First", start="09:00", description="one\n\n- the zebra's line\n")
    make_attendance(later, make_membership(trip, make_participant("Zebedee Zebra", handle="zz")))
    later.place = make_place(trip, "Zebra house", local_address="斑馬街 1")
    later.save()
    make_doc(later, "https://example.org/zebra", title="Slides")
    make_doc(trip, "https://example.org/zebra/plan")
    make_note(later, "# Talk\n\nWhat the **zebra** said.")
    assert found(read, trip, "zebra") == {
        "Days 1": ["Monday, 23 November 2026 By zebra bus"],
        "Sessions 2": [
            "First Monday, 23 November 2026 · 09:00 the zebra 's line",
            "Zebra talk Monday, 23 November 2026 · 10:00 Zebra house",
        ],
        "People 1": ["Zebedee Zebra @zz"],
        "Places 1": ["Zebra house Zebra talk"],
        "Documents 2": [
            "https://example.org/ zebra /plan Website · example.org",
            "Slides Website · example.org · Zebra talk https://example.org/ zebra",
        ],
        "Notes 1": ["Zebra talk Minutes What the ** zebra ** said."],
    }


def test_all_words_have_to_be_there_wherever_they_stand(read, trip):
    day = make_day(trip)
    make_session(day, "Dinner", description="At the harbour", hosts=[make_organization("Port")])
    make_session(day, "Lunch", description="In town")
    assert found(read, trip, "port dinner harbour") == {
        "Sessions 1": ["Dinner Monday, 23 November 2026 Port At the harbour"]
    }
    assert found(read, trip, "dinner town") == [
        "Nothing here has “dinner town” in it. Try fewer words, or a part of a word."
    ]


@pytest.mark.parametrize("query", ["會", "会議", "회의", "ＭＥＥＴＩＮＧ"])
def test_one_character_of_any_script_is_enough(read, trip, query):
    make_session(make_day(trip), "開會 会議 회의 meeting")
    assert list(found(read, trip, query)) == ["Sessions 1"]


def test_a_day_is_found_by_its_date(read, trip):
    make_day(trip)
    assert list(found(read, trip, "2026-11-23")) == ["Days 1"]
    assert list(found(read, trip, "23 november")) == ["Days 1"]


def test_what_is_not_for_the_viewer_is_not_found(read, trip):
    day = make_day(trip)
    secret = make_session(day, "Secret", visibility="members")
    make_note(secret, "Secret words")
    make_doc(day, "https://example.org/secret", visibility="members")
    make_membership(trip, "Secret person", listed_for="members")
    assert found(read, trip, "secret") == [
        "Nothing here has “secret” in it. Try fewer words, or a part of a word."
    ]
    member = member_client(make_membership(trip, "Arno"))
    assert list(found(read, trip, "secret", member)) == [
        "Sessions 1",
        "People 1",
        "Documents 1",
        "Notes 1",
    ]


@pytest.mark.parametrize("query", ["", "  ", "　"])
def test_without_words_the_page_says_what_it_is_for(read, trip, query):
    (sentence,) = found(read, trip, query)
    assert sentence.startswith("Sessions, people, places, documents and notes of this trip")


def test_a_kind_with_too_many_hits_says_how_many_there_are(read, trip):
    day = make_day(trip)
    for number in range(23):
        make_session(day, f"Talk {number}")
    page = read(reverse("pages:search", args=[trip.slug]), q="talk")
    assert len(page.select("#sessions li")) == 20
    assert texts(page, "#sessions h2") == ["Sessions 23"]
    assert texts(page, "#sessions .aside") == ["3 more are not shown. Another word finds less."]


def test_hits_are_marked_and_nothing_of_a_text_is_active(read, client, trip):
    make_session(make_day(trip), "<script>alert(1)</script> & co", description="<img src=x>")
    page = read(reverse("pages:search", args=[trip.slug]), q="<script> src")
    assert texts(page, "#sessions h3 mark") == ["<script>"]
    assert texts(page, "#sessions .snippet") == ["<img src =x>"]
    assert not page.select("#sessions script, #sessions img")


def test_the_query_stays_in_its_box_and_no_robot_follows(read, trip):
    page = read(reverse("pages:search", args=[trip.slug]), q='"zebra">')
    assert [box["value"] for box in page.select("input[name=q]")] == ['"zebra">']
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert text_of(page.title) == '"zebra"> · Search · Harbour week'


def test_every_page_of_the_trip_has_the_box(read, trip):
    for address in (trip, make_day(trip), reverse("pages:person-list", args=["tallinn"])):
        (form,) = read(address).select("form[role=search]")
        assert form["action"] == "/trips/tallinn/search/"


def test_a_nul_byte_breaks_nothing(read, trip):
    assert list(found(read, trip, "\0harbour")) == ["Trip 1"]
