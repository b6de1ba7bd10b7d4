"""What people do on the pages, on a phone."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SMALL
from tests.browser.site import ROOT

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
    expect(card).to_contain_text("Now · until 12:30")
    expect(card.locator("> div").nth(0)).to_contain_text("Roundtable")
    site.stop_clock("10:31")
    page.clock.run_for(61_000)
    card.get_by_text("Now · until 12:30").wait_for(state="detached")
    expect(card.locator("h2")).to_have_text(["Next · 12:45"])


def test_a_member_sees_their_own_schedule_first_and_it_updates_itself(visit, site):
    site.stop_clock("09:15")
    page = visit(member=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("Arno Kask")
    page.clock.install()
    page.reload()
    card = page.locator(".now")
    expect(card).to_contain_text("you take notes")
    site.stop_clock("10:46")
    page.clock.run_for(61_000)
    card.get_by_text("Now · until 14:00").wait_for()
    last = site.busy_day + 3 * ONE_DAY
    page.locator(".days").get_by_role("link", name=f"{last:%a} {last.day} {last:%b}").click()
    heading = page.get_by_role("heading", name=f"{last:%A} {last.day} {last:%B}")
    expect(heading).to_be_in_viewport()


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
    expect(lunch).to_be_focused()


def test_a_star_is_kept_and_shows_only_what_is_starred(itinerary):
    page = itinerary
    star = row(page, "Roundtable").get_by_role("button", name="Star: Roundtable")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(star).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Starred only").click()
    expect(page.locator("article.session:visible h3")).to_have_text(
        ["Roundtable: identity for everyone 人人可用的數位身分"]
    )
    assert page.context.cookies() == []
    star.click()
    expect(page.get_by_text("Nothing is starred yet.")).to_be_visible()
    page.get_by_role("button", name="Starred only").click()
    expect(row(page, "Opening")).to_be_visible()


def test_a_star_given_on_the_page_of_a_session_is_on_the_itinerary(itinerary):
    page = itinerary
    page.get_by_role("link", name="Lunch with the harbour office").last.click()
    page.get_by_role("button", name="Star: Lunch with the harbour office").click()
    page.go_back()
    pressed = page.locator(".star[aria-pressed=true]")
    pressed.wait_for()
    expect(pressed).to_have_attribute("aria-label", "Star: Lunch with the harbour office")


def test_times_of_the_place_can_be_read_in_ones_own_zone_too(visit, site):
    page = visit(timezone_id="Asia/Taipei")
    page.goto(site.trip())
    page.get_by_role("button", name="Also in my time").click()
    opening = row(page, "Opening: a register").locator(".when")
    expect(opening.locator(".own")).to_be_visible()
    assert opening.inner_text().split("\n") == ["09:30", "10:15", "your time:", "15:30–16:15"]
    evening = row(page, "Evening of short talks").locator(".own")
    expect(evening).to_have_text(re.compile(f"{site.busy_day + ONE_DAY:%a} 01:00–04:00$"))
    page.get_by_role("link", name="Opening: a register").first.click()
    expect(page.get_by_text("your time: 15:30–16:15")).to_be_visible()
    page.get_by_role("button", name="Also in my time").click()
    expect(page.get_by_text("your time: 15:30–16:15")).to_be_hidden()


def test_who_is_in_the_zone_of_the_trip_is_not_offered_it(visit, site):
    page = visit(timezone_id="Europe/Tallinn")
    page.goto(site.trip("sessions/demoSession08/"))
    expect(page.get_by_role("button", name="Star")).to_be_visible()
    expect(page.get_by_role("button", name="Also in my time")).to_have_count(0)


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
    expect(shown).to_have_js_property("naturalWidth", 192)
    assert ["referer" in request.headers for request in asked] == [False]
    context.close()


def test_typing_filters_the_documents(visit, site):
    page = visit()
    page.goto(site.trip("docs/"))
    box = page.get_by_role("searchbox", name="Filter the documents")
    shown = page.locator(".docs a:visible")
    everything = shown.count()
    box.press_sequentially("清單")
    expect(shown).to_have_text(["Packing list 行李清單"])
    expect(page.locator("section.day:visible")).to_have_count(1)
    box.fill("roundtable")
    expect(shown).to_have_text(["Questions we bring 我們帶去的問題"])
    box.fill("nothing like it")
    expect(page.get_by_text("No document matches.")).to_be_visible()
    box.fill("")
    expect(shown).to_have_count(everything)


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
    expect(text).to_be_visible()
    expect(text).to_have_js_property("selectionStart", 0)
    expect(text).to_have_js_property("selectionEnd", len(text.input_value()))


def test_the_way_from_now_to_the_address_for_the_driver(visit, site):
    site.stop_clock("10:50")
    page = visit()
    page.goto(site.trip())
    page.get_by_role("link", name="Show to the driver").click()
    sign = page.locator(".sign")
    expect(sign).to_be_visible()
    expect(sign).to_contain_text("Noblessneri 4, 10415 Tallinn")
    # It is held up through a window: as dark as the text of the page.
    expect(sign.locator("p")).to_have_css("color", "rgb(29, 28, 26)")


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
    expect(page.locator(".now")).to_contain_text("Now · until 12:30")
    expect(page.locator("article.session").nth(10)).to_be_visible()
    expect(page.locator(".star, .star-bar button, .chat button")).to_have_count(0)
    page.goto(site.trip("sessions/demoSession11/"))
    page.locator("summary", has_text="Show to the driver").click()
    expect(page.locator(".sign")).to_be_visible()
    page.locator("summary", has_text="As text for the chat").click()
    expect(page.locator(".chat textarea")).to_have_value(re.compile("Visit: School of Services"))
    page.goto(site.trip("docs/"))
    page.get_by_role("link", name="YouTube").click()
    expect(page.locator(".docs a")).to_have_text(["Live stream"])
    page.goto(site.trip("docs/"))
    page.get_by_role("searchbox", name="Filter the documents").fill("roundtable")
    page.get_by_role("button", name="Filter", exact=True).click()
    expect(page.locator(".docs a")).to_have_text(["Questions we bring 我們帶去的問題"])
