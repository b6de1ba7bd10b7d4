"""The whole trip in one file, which needs no network and no script."""

import base64
import hashlib
import re

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

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
    organizer_client,
)
from tests.markup import parsed
from tests.pages.texts import text_of, texts
from tripbook.pages.codes import qr_code, qr_code_of_many

ADDRESS = "/trips/tallinn.html"
EVIL = '"></style><script>alert(1)</script><img src="https://example.org/x.png">/* style */'


@pytest.fixture
def trip(db):
    return make_trip(slug="tallinn", title="Harbour week", description="# Why\n\nTo learn.\n")


@pytest.fixture
def session(trip):
    """A session with something of each kind."""
    day = make_day(trip, title="Arrival")
    session = make_session(
        day,
        "Roundtable",
        start="09:30",
        status="tentative",
        place=make_place(trip, "Customs House", local_address="Sadama 1"),
        hosts=[make_organization("Port")],
        description="# Agenda\n\n- tea\n",
    )
    person = make_participant("Mei-Lin", bio="# Work\n\nShips.")
    make_attendance(session, make_membership(trip, person), role="speaker")
    make_doc(session, "https://example.org/plan?a=1&both#", title="Plan")
    make_note(session, "# Agenda\n\nWe met. [Up](#agenda)\n\n![map](https://example.org/m.png)\n")
    return session


def test_everything_of_the_trip_is_in_the_file(read, trip, session):
    page = read(ADDRESS)
    assert text_of(page.h1) == "Harbour week"
    assert texts(page, ".day > header") == ["Monday 23 November Arrival"]
    assert texts(page, ".session .when") == ["09:30"]
    assert texts(page, ".session .what") == [
        (
            "Roundtable tentative Customs House Hosts: Port Who: Mei-Lin (Speaker) "
            "Minutes Plan example.org Agenda tea"
        )
    ]
    assert texts(page, "#people li") == ["Mei-Lin Work Ships."]
    assert texts(page, "#places li") == ["Customs House Sadama 1 Roundtable"]
    assert texts(page, "#docs li") == ["Plan Website · https://example.org/plan?a=1&both#"]
    assert texts(page, "#notes .prose") == ["Agenda We met. Up map"]
    assert texts(page, "#about .prose") == ["Why To learn."]


def test_links_inside_lead_to_something_in_the_file(read, session):
    page = read(ADDRESS)
    ids = [element["id"] for element in page.select("[id]")]
    inside = [a["href"] for a in page.select("a[href]") if not a["href"].startswith("http")]
    assert len(ids) == len(set(ids))
    assert {href[0] for href in inside} == {"#"}
    assert {href[1:] for href in inside} - set(ids) == set()
    note = page.select_one("article.note")
    assert f"#{note.h4['id']}" == note.select_one('.prose a[href^="#"]')["href"]


def test_links_to_outside_are_documents_and_the_page_itself(read, session):
    outside = {a["href"] for a in read(ADDRESS).select('a[href^="http"]')}
    assert outside == {
        "https://trips.example.org/trips/tallinn/",
        "https://example.org/plan?a=1&both#",
        "https://example.org/m.png",
    }


def test_nothing_is_loaded_and_nothing_runs(client, session):
    session.title = EVIL
    session.save()
    html = client.get(ADDRESS).text
    page = BeautifulSoup(html, "html.parser")
    assert not page.select("script, img, iframe, object, embed, form, [src], [srcset], [style]")
    assert [link["href"][:5] for link in page.select("link")] == ["data:"]
    assert len(page.select("style")) == 1
    assert not re.search(r"url\(|@import|@font-face", page.style.string)
    assert not re.search(r"""(?:src|href)=["']?(?:/|//|\.)""", html)


def test_its_style_is_the_only_one_that_browsers_accept(client, session):
    response = client.get(ADDRESS)
    (style,) = re.findall("<style>(.*?)</style>", response.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert response["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    assert (
        f"style-src 'sha256-{digest}'"
        in BeautifulSoup(response.text, "html.parser").find(
            "meta", {"http-equiv": "Content-Security-Policy"}
        )["content"]
    )
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Content-Type"] == "text/html; charset=utf-8"


def test_the_file_is_for_who_opened_it_and_says_so(client, trip):
    day = make_day(trip)
    make_session(day, "Dinner", visibility="members")
    make_membership(trip, "Nobody", listed_for="organizers", phone="+886-private")
    found = {}
    for name, browser in {
        "anyone": client,
        "member": member_client(make_membership(trip)),
        "organizer": organizer_client(trip),
    }.items():
        page = parsed(browser.get(ADDRESS))
        found[name] = [texts(page, s) for s in (".imprint b", ".session h3", "#people h3")]
        assert "private" not in page.text
    assert found == {
        "anyone": [[], [], ["Mei-Lin"]],
        "member": [
            ["For members of the trip only"],
            ["Dinner members only"],
            ["Mei-Lin"],
        ],
        "organizer": [
            ["For the organizers only"],
            ["Dinner members only"],
            ["Nobody organizers only", "Mei-Lin"],
        ],
    }


def test_the_file_is_the_same_on_every_day(client, at, session):
    before = client.get(ADDRESS)["ETag"]
    at("2026-11-23T10:00Z")
    assert client.get(ADDRESS)["ETag"] == before


def test_an_empty_trip_is_a_whole_file_too(read, db):
    make_trip(slug="tallinn", title="Empty")
    page = read(ADDRESS)
    assert texts(page, ".empty") == ["This trip has no days yet."]
    assert not page.select("section, .parts a")


def test_each_session_has_its_code(read, session):
    page = read(ADDRESS)
    code = qr_code(f"https://trips.example.org{session.get_absolute_url()}")
    svg = page.select_one(".session svg.qr")
    assert svg["viewbox"] == f"0 0 {code.size} {code.size}"
    assert svg.path["d"] == code.path
    assert svg["role"] == "img"


def test_a_code_is_drawn_module_by_module():
    code = qr_code("https://trips.example.org/")
    drawn = set()
    for x, y, lines in re.findall(r"M(\d+) (\d+)\.5([^M]*)", code.path):
        at = int(x)
        for line, gap in re.findall(r"h(\d+)|m(\d+) 0", lines):
            drawn |= {(at + i, int(y)) for i in range(int(line or 0))}
            at += int(line or gap)
    # The three corners by which a camera finds it, each seven modules wide.
    last = code.size - 5
    for x, y in ((4, 4), (last - 6, 4), (4, last - 6)):
        assert {(x + i, y) for i in range(7)} <= drawn
    assert min(x for x, _y in drawn) == min(y for _x, y in drawn) == 4


@given(head=st.text("abc/:.", max_size=40), tail=st.text("abcXYZ019/", min_size=1, max_size=20))
def test_codes_of_many_addresses_are_the_codes_of_each(head, tail):
    assert qr_code_of_many(head + tail) == qr_code(head + tail)


def test_the_command_prints_the_organizers_file_in_the_trips_language(capsys, trip):
    trip.language = "zh-Hant-TW"
    trip.save()
    make_session(make_day(trip), "Dinner", visibility="members")
    call_command("export_trip", "tallinn", format="html")
    page = BeautifulSoup(capsys.readouterr().out, "html.parser")
    assert page.html["lang"] == "zh-hant"
    assert [span.text for span in page.select(".session h3 > span:not(.tag)")] == ["Dinner"]


def test_the_trip_page_says_what_can_be_taken_along(read, trip):
    page = read(trip)
    links = {text_of(a): a["href"] for a in page.select(".take a")}
    assert links["One file"] == "/trips/tallinn.html"
    assert [text_of(a) for a in page.select(".foot > a")] == ["Print"]
    assert page.select_one(".foot > a")["href"] == "/trips/tallinn.html"
