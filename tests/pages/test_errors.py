"""What somebody gets at an address where there is nothing."""

import pytest

from tests.factories import make_day, make_membership, make_trip, member_client
from tests.markup import parsed
from tests.pages.texts import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def missing(client):
    """Return a function that opens an address where there is nothing and returns the page."""

    def open_page(address, browser=client):
        response = browser.get(address)
        assert response.status_code == 404
        return parsed(response)

    return open_page


@pytest.mark.parametrize(
    "address", ["sessions/nothing-here/", "2026-11-30/", "sessions/AAAAAAAAAAAA/", "x", ".xyz"]
)
def test_inside_a_trip_the_way_leads_back_to_the_trip(missing, address):
    trip = make_trip(slug="tallinn", title="Harbour")
    make_day(trip)
    base = "/trips/tallinn" if address.startswith(".") else "/trips/tallinn/"
    page = missing(base + address)
    assert [link["href"] for link in page.select(".masthead .button")] == [
        "/trips/tallinn/",
        "/trips/tallinn/search/",
        "/",
    ]
    assert "Harbour" in page.select_one(".masthead").text


def test_a_trip_that_the_viewer_may_not_see_is_not_named(missing):
    trip = make_trip(slug="tallinn", title="Harbour", visibility="members")
    address = "/trips/tallinn/nothing/"
    assert "Harbour" not in missing(address).text
    assert "Harbour" in missing(address, member_client(make_membership(trip))).text


@pytest.mark.parametrize("address", ["/nothing", "/trips/unknown/", "/trips/tallinnX/y"])
def test_elsewhere_it_leads_to_all_trips(missing, address):
    make_trip(slug="tallinn")
    assert texts(missing(address), ".masthead .button") == ["All trips"]


def test_a_request_that_can_t_be_read_is_answered_in_words(client):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    page = parsed(response)
    assert texts(page, "h1") == ["The site could not understand this request"]
