"""Writing in one note from several browsers at once: no line that somebody wrote is ever lost.

`make torture` kills the server more often than the usual run does.
"""

import os
import re
import signal

import pytest
from playwright.sync_api import expect

# How often the server is killed while somebody types.
KILLS = int(os.environ.get("KILLS", "5"))
SESSIONS = {"together": "09", "offline": "10", "killed": "12", "stale": "13", "words": "14"}


@pytest.fixture
def write(visit, site):
    """Return a function that opens the note of a session for writing, as one of the members."""

    def open_note(which, member="arno", **options):
        page = visit(member=member, may_fail=True, **options)
        page.goto(site.trip(f"sessions/demoSession{SESSIONS[which]}/minutes/"))
        return page

    return open_note


def area(page):
    return page.get_by_role("textbox", name="Text of the note")


def state(page):
    return page.locator(".state")


def is_saved(page):
    expect(state(page)).to_contain_text(re.compile("Saved|is saved now"), timeout=20_000)


def add(page, line):
    """Write a line at the end, key by key."""
    area(page).press("Control+End")
    area(page).press_sequentially(f"\n{line}")


def lines(page):
    return area(page).input_value().split("\n")


def test_three_write_at_once_and_each_finds_everything(write):
    pages = [write("together", member) for member in ("arno", "meilin", "hana")]
    written = []
    for number in range(3):
        for page in pages:
            written.append(f"Line {number} of {pages.index(page)} 議事錄")
            add(page, written[-1])
    for page in pages:
        for line in written:
            expect(area(page)).to_have_value(re.compile(re.escape(line)), timeout=20_000)
    texts = {area(page).input_value() for page in pages}
    assert len(texts) == 1
    assert sorted(set(written) & set(lines(pages[0]))) == sorted(written)
    assert "⟪" not in texts.pop()


def test_what_others_save_appears_and_leaves_the_cursor_where_it_is(write):
    arno, meilin = write("together", "arno"), write("together", "meilin")
    add(arno, "Here I am")
    is_saved(arno)
    expect(area(meilin)).to_have_value(re.compile("Here I am"), timeout=10_000)
    area(arno).press("ArrowLeft")
    area(arno).press("ArrowLeft")
    area(meilin).press("Control+Home")
    area(meilin).press_sequentially("On top\n")
    expect(area(arno)).to_have_value(re.compile("^On top\n"), timeout=10_000)
    expect(arno.locator(".others")).to_have_text(re.compile("Also writing: .*Chen Mei-Lin"))
    area(arno).press_sequentially("*")
    expect(area(arno)).to_have_value(re.compile(r"\nHere I \*am$"))


def test_ten_minutes_offline_lose_nothing_on_either_side(write):
    arno, meilin = write("offline", "arno"), write("offline", "meilin")
    arno.clock.install()
    arno.context.set_offline(True)
    add(arno, "Written in the tunnel")
    arno.clock.run_for(600_000)
    expect(state(arno)).to_contain_text("Not saved: no connection.")
    add(meilin, "Written meanwhile")
    is_saved(meilin)
    arno.context.set_offline(False)
    arno.clock.resume()
    is_saved(arno)
    for page in (arno, meilin):
        expect(area(page)).to_have_value(re.compile("Written in the tunnel"), timeout=20_000)
        expect(area(page)).to_have_value(re.compile("Written meanwhile"), timeout=20_000)


def test_a_tab_that_was_closed_offline_brings_its_text_back(write, site):
    page = write("offline", "hana")
    page.context.set_offline(True)
    add(page, "Nobody has read this")
    page.close()
    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(site.trip(f"sessions/demoSession{SESSIONS['offline']}/minutes/"))
    expect(area(again)).to_have_value(re.compile("Nobody has read this"), timeout=20_000)
    is_saved(again)
    assert again.evaluate("Object.keys(localStorage).filter((key) => key.includes('draft'))") == []


def test_a_server_that_is_killed_while_somebody_types_takes_no_word_along(write, site):
    page = write("killed")
    written = [f"Stroke {number} 打字" for number in range(KILLS)]
    for line in written:
        add(page, line[: len(line) // 2])
        site.server.stop(signal.SIGKILL)
        area(page).press_sequentially(line[len(line) // 2 :])
        expect(state(page)).not_to_contain_text(re.compile("^Saved"))
        site.server.start()
    is_saved(page)
    page.reload()
    expect(area(page)).not_to_have_value("")
    text = area(page).input_value()
    assert [text.count(line) for line in written] == [1] * KILLS
    assert "⟪" not in text


def test_a_tab_that_slept_for_long_merges_what_it_has(write):
    stale = write("stale", "arno")
    stale.clock.install()
    stale.clock.pause_at("2100-01-01")
    fresh = write("stale", "meilin")
    add(fresh, "Of the one who was awake")
    is_saved(fresh)
    add(stale, "Of the one who slept")
    stale.get_by_role("button", name="Save").click()
    is_saved(stale)
    assert lines(stale)[-2:] == ["Of the one who was awake", "Of the one who slept"]


def test_the_form_without_script_and_the_page_with_it_meet(write):
    plain = write("stale", "hana", java_script_enabled=False)
    live = write("stale", "arno")
    before = area(plain).input_value()
    add(live, "With script")
    is_saved(live)
    area(plain).fill(f"{before}\nWithout script")
    plain.get_by_role("button", name="Save").click()
    expect(plain.locator(".prose")).to_contain_text("With script")
    expect(plain.locator(".prose")).to_contain_text("Without script")
    expect(area(live)).to_have_value(re.compile("Without script"), timeout=10_000)


def test_while_an_input_method_composes_nothing_is_sent_and_nothing_moves(write):
    page = write("words", "arno")
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    area(page).press("Control+End")
    page.clock.install()
    session = page.context.new_cdp_session(page)
    session.send(
        "Input.imeSetComposition", {"text": "ㄊㄞˊ", "selectionStart": 3, "selectionEnd": 3}
    )
    page.clock.run_for(20_000)
    assert sent == []
    expect(area(page)).to_have_value(re.compile("ㄊㄞˊ"))
    session.send("Input.insertText", {"text": "台北"})
    page.clock.run_for(3_000)
    is_saved(page)
    expect(area(page)).to_have_value(re.compile("台北$"))


def test_a_link_that_is_revoked_while_somebody_writes_leaves_the_text_and_takes_it_later(
    write, site
):
    page = write("words", "hana")
    add(page, "While the link holds")
    is_saved(page)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    add(page, "After the link was gone")
    expect(state(page)).to_contain_text(
        "Not saved: you may not write here any more", timeout=20_000
    )
    expect(area(page)).to_have_value(re.compile("After the link was gone"))
    page.context.add_cookies(cookies)
    is_saved(page)


def test_a_text_that_was_emptied_is_not_saved_before_somebody_says_so(write):
    page = write("words", "arno")
    area(page).fill("Something")
    is_saved(page)
    area(page).fill("")
    expect(state(page)).to_contain_text("The text is empty, so it is not saved by itself.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Yes, empty the note").click()
    is_saved(page)


def test_the_toolbar_writes_and_the_preview_shows(write):
    page = write("words", "meilin")
    area(page).fill("First\nSecond")
    page.get_by_role("button", name="List").click()
    expect(area(page)).to_have_value("First\n- Second")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview li")).to_have_text("Second")
    page.get_by_role("button", name="Write on").click()
    expect(area(page)).to_be_visible()


def test_leaving_forgets_what_was_kept_on_the_device(write, site):
    page = write("words", "hana")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.route(re.compile("/(write|minutes)/$"), lambda route: route.abort())
    add(page, "Not for the next who holds this phone")
    expect(state(page)).to_contain_text("Not saved: no connection.")
    page.get_by_role("button", name="Leave").click()
    page.wait_for_url(f"{site.url}/")
    assert asked == ["There is text on this device that is not saved. Leave and forget it?"]
    assert page.evaluate("Object.keys(localStorage)") == []
