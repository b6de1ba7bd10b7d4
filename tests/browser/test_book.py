"""The single file: opened from a disk in flight mode, and printed."""

import re
import urllib.request

import pytest
from playwright.sync_api import expect


@pytest.fixture
def book(site, tmp_path):
    """The address of the file as it was saved."""
    path = tmp_path / "harbour-week.html"
    with urllib.request.urlopen(site.trip()[:-1] + ".html") as answer:
        path.write_bytes(answer.read())
    return path.as_uri()


def test_the_file_opens_without_network_and_script(visit, book):
    page = visit(java_script_enabled=False, offline=True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(book)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Open Harbour Week")
    # Its style is there: the bar of the days is one row, and the codes are for paper only.
    assert page.locator(".days").bounding_box()["height"] < 100
    expect(page.locator(".qr").first).to_be_hidden()
    page.locator(".parts").get_by_role("link", name="People").click()
    expect(page).to_have_url(f"{book}#people")
    assert {url for url in asked if not url.startswith(("data:", "file:"))} == set()


def test_a_session_leads_to_its_note_and_its_place_within_the_file(visit, book):
    page = visit(offline=True)
    page.goto(book)
    session = page.locator("article.session", has_text="Roundtable")
    for name, target in (("Minutes", "article.note"), ("Old Customs House", "#places li")):
        session.get_by_role("link", name=name).click()
        expect(page.locator(f"{target}:target")).to_be_visible()


@pytest.mark.parametrize(("paper", "width", "pages"), [("A4", 794, 14), ("A5", 559, 17)])
def test_on_paper_it_is_a_book_whose_parts_begin_on_pages_of_their_own(
    visit, book, paper, width, pages
):
    page = visit()
    page.goto(book)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": width - 113, "height": 1000})
    parts = page.locator(".cover, .about, .day, .group")
    breaks = parts.evaluate_all(
        "parts => parts.map(p => [getComputedStyle(p).breakBefore, getComputedStyle(p).breakAfter])"
    )
    assert [found for found in breaks if "page" not in found] == [["auto", "auto"]]
    assert page.evaluate("document.documentElement.scrollWidth") <= width - 113
    expect(page.locator("nav").filter(visible=True)).to_have_count(0)
    assert page.locator(".session .qr").first.bounding_box()["width"] > 60
    pdf = page.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == pages
