"""What people do on the pages, on a phone."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, SMALL

ONE_DAY = dt.timedelta(days=1)


@pytest.fixture
def itinerary(visit, site):
    page = visit()
    page.goto(site.trip())
    return page


def row(page, title):
    return page.locator("article.session", has_text=title)


def test_now_and_next_update_themselves(visit, site):
    site.stop_clock("09:15")
    page = visit()
    page.clock.install()
    page.goto(site.trip())
    card = page.locator(".now")
    assert "Now · until 12:30" in card.inner_text()
    assert "Roundtable" in card.locator("> div").nth(0).inner_text()
    site.stop_clock("10:31")
    page.clock.run_for(61_000)
    card.get_by_text("Now · until 12:30").wait_for(state="detached")
    assert card.locator("h2").all_inner_texts() == ["Next · 12:45"]


def test_a_link_of_the_card_keeps_the_focus_when_the_card_changes(visit, site):
    site.stop_clock("09:15")
    page = visit()
    page.clock.install()
    page.goto(site.trip())
    lunch = page.locator(".now").get_by_role("link", name="Lunch with the harbour office")
    lunch.focus()
    site.stop_clock("10:46")
    page.clock.run_for(61_000)
    page.locator(".now").get_by_text("Now · until 14:00").wait_for()
    assert lunch.evaluate("link => link === document.activeElement")


def test_a_star_is_kept_and_shows_only_what_is_starred(itinerary):
    page = itinerary
    star = row(page, "Roundtable").get_by_role("button", name="Star: Roundtable")
    star.click()
    assert star.get_attribute("aria-pressed") == "true"
    page.reload()
    assert star.get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Starred only").click()
    assert page.locator("article.session:visible h3").all_inner_texts() == [
        "Roundtable: identity for everyone 人人可用的數位身分"
    ]
    assert page.context.cookies() == []
    star.click()
    assert page.get_by_text("Nothing is starred yet.").is_visible()
    page.get_by_role("button", name="Starred only").click()
    assert row(page, "Opening").is_visible()


def test_a_star_given_on_the_page_of_a_session_is_on_the_itinerary(itinerary):
    page = itinerary
    page.get_by_role("link", name="Lunch with the harbour office").last.click()
    page.get_by_role("button", name="Star: Lunch with the harbour office").click()
    page.go_back()
    pressed = page.locator(".star[aria-pressed=true]")
    pressed.wait_for()
    assert pressed.get_attribute("aria-label") == "Star: Lunch with the harbour office"


def test_times_of_the_place_can_be_read_in_ones_own_zone_too(visit, site):
    page = visit(timezone_id="Asia/Taipei")
    page.goto(site.trip())
    page.get_by_role("button", name="Also in my time").click()
    opening = row(page, "Opening: a register").locator(".when")
    assert opening.inner_text().split("\n") == ["09:30", "10:15", "your time:", "15:30–16:15"]
    evening = row(page, "Evening of short talks").locator(".own")
    assert evening.inner_text().split()[-1] == "01:00–04:00"
    assert evening.inner_text().split()[-2] == f"{site.busy_day + ONE_DAY:%a}"
    page.get_by_role("link", name="Opening: a register").first.click()
    assert page.get_by_text("your time: 15:30–16:15").is_visible()
    page.get_by_role("button", name="Also in my time").click()
    assert not page.get_by_text("your time: 15:30–16:15").is_visible()


def test_who_is_in_the_zone_of_the_trip_is_not_offered_it(visit, site):
    page = visit(timezone_id="Europe/Tallinn")
    page.goto(site.trip("sessions/demoSession08/"))
    assert page.get_by_role("button", name="Star").is_visible()
    assert page.get_by_role("button", name="Also in my time").count() == 0


def test_an_image_of_a_note_is_asked_for_when_it_is_clicked(browser, site):
    context = browser.new_context(service_workers="block")
    image = (ROOT / "static/icon-192.png").read_bytes()
    asked = []

    def answer(route):
        asked.append(route.request)
        route.fulfill(body=image, content_type="image/png")

    context.route("https://images.example.org/**", answer)
    page = context.new_page()
    page.goto(f"{site.url}/trips/extremes/notes/extremeNote1/")
    assert asked == []
    page.get_by_role("link", name="A map").click()
    shown = page.get_by_role("img", name="A map")
    shown.wait_for()
    assert shown.evaluate("image => image.naturalWidth") == 192
    assert ["referer" in request.headers for request in asked] == [False]
    context.close()


def test_typing_filters_the_documents(visit, site):
    page = visit()
    page.goto(site.trip("docs/"))
    box = page.get_by_role("searchbox", name="Filter the documents")
    shown = page.locator(".docs a:visible")
    everything = shown.count()
    box.press_sequentially("清單")
    assert shown.all_inner_texts() == ["Packing list 行李清單"]
    assert page.locator("section.day:visible").count() == 1
    box.fill("roundtable")
    assert shown.all_inner_texts() == ["Questions we bring 我們帶去的問題"]
    box.fill("nothing like it")
    assert page.get_by_text("No document matches.").is_visible()
    box.fill("")
    assert shown.count() == everything


def test_one_tap_copies_a_session_for_the_chat(visit, site):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site.trip("sessions/demoSession08/"))
    page.get_by_role("button", name="Copy for the chat").click()
    page.get_by_role("status").get_by_text("Copied").wait_for()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0] == "Opening: a register is a promise"
    assert site.trip("sessions/demoSession08/") in lines


def test_where_the_clipboard_is_closed_the_text_is_selected(visit, site):
    page = visit()
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(site.trip(f"{site.busy_day}/"))
    page.get_by_role("button", name="Copy for the chat").click()
    text = page.get_by_role("textbox", name="As text for the chat")
    assert text.is_visible()
    selected = text.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    assert selected == text.input_value()


def test_the_way_from_now_to_the_address_for_the_driver(visit, site):
    site.stop_clock("10:50")
    page = visit()
    page.goto(site.trip())
    page.get_by_role("link", name="Show to the driver").click()
    sign = page.locator(".sign")
    assert "Noblessneri 4, 10415 Tallinn" in sign.inner_text()
    assert sign.is_visible()


def test_the_grid_scrolls_in_its_own_box(visit, site):
    page = visit(member=True)
    page.goto(site.trip("coverage/"))
    grid = page.get_by_role("region", name="Sessions and people")
    grid.evaluate("box => box.scrollBy(300, 0)")
    assert grid.evaluate("box => box.scrollLeft") > 100
    session = grid.get_by_role("rowheader").filter(has_text="Roundtable")
    assert session.bounding_box()["x"] < SMALL["width"] / 4


def test_everything_can_be_read_without_script(visit, site):
    site.stop_clock("09:15")
    page = visit(java_script_enabled=False)
    page.goto(site.trip())
    assert "Now · until 12:30" in page.locator(".now").inner_text()
    assert page.locator("article.session").count() > 10
    assert page.locator(".star, .star-bar button, .chat button").count() == 0
    page.goto(site.trip("sessions/demoSession11/"))
    page.locator("summary", has_text="Show to the driver").click()
    assert page.locator(".sign").is_visible()
    page.locator("summary", has_text="As text for the chat").click()
    assert "Visit: School of Services" in page.locator(".chat textarea").input_value()
    page.goto(site.trip("docs/"))
    page.get_by_role("link", name="YouTube").click()
    expect(page.locator(".docs a")).to_have_text(["Live stream"])
    page.goto(site.trip("docs/"))
    page.get_by_role("searchbox", name="Filter the documents").fill("roundtable")
    page.get_by_role("button", name="Filter", exact=True).click()
    assert page.locator(".docs a").all_inner_texts() == ["Questions we bring 我們帶去的問題"]
