"""What was opened can be read without a network, by who may read it, and says how old it is."""

import re

import pytest
from playwright.sync_api import expect

KEPT = "No network. This is the page as it was kept here:"


@pytest.fixture
def keeping(visit, site):
    """Return a function that opens an address and waits until the browser keeps the trip."""

    def open_page(address, **options):
        page = visit(**options)
        page.goto(address)
        wait_until(page, f"caches.match({site.trip()[:-1] + '.html'!r})")
        return page

    return open_page


def wait_until(page, promise):
    page.evaluate(
        f"""async () => {{
            for (const end = Date.now() + 15_000; !(await {promise}); )
                await new Promise((go, fail) => setTimeout(Date.now() < end ? go : fail, 50));
        }}"""
    )


def kept(page):
    """Return the paths of the pages that the browser keeps."""
    return page.evaluate(
        """async () => {
            const found = [];
            for (const name of await caches.keys()) {
                for (const { url } of await (await caches.open(name)).keys()) {
                    found.push(new URL(url).pathname);
                }
            }
            return found;
        }"""
    )


def test_an_opened_trip_can_be_read_without_a_network(keeping, site):
    page = keeping(site.trip())
    page.context.set_offline(True)
    page.reload()
    line = page.locator(".offline")
    expect(line).to_contain_text(KEPT)
    expect(line.locator("time")).to_have_text(re.compile(r"^\d\d:\d\d"))
    expect(page.locator("article.session").nth(10)).to_be_visible()
    # What is now, is told by a page of now only.
    expect(page.locator(".now")).to_be_hidden()
    assert page.locator(".days").bounding_box()["height"] < 100
    # A session and a note that were not opened are read in the file of the whole trip.
    page.locator("article.session").get_by_role("link", name="Roundtable").click()
    page.wait_for_url(site.trip()[:-1] + ".html#s-demoSession09")
    expect(page.locator(".offline")).to_be_visible()
    page.goto(site.trip("notes/demoNote01/"))
    expect(page.locator("article.note:target")).to_be_visible()
    page.goto(site.trip("search/?q=a"))
    page.context.set_offline(False)
    page.goto(site.trip())
    expect(page.locator(".offline")).to_have_count(0)
    expect(page.locator(".now")).to_be_visible()


def test_a_first_page_is_kept_though_the_worker_takes_it_over_at_once(visit, site):
    page = visit()
    page.add_init_script(
        """
        const { ready } = navigator.serviceWorker;
        const late = new Promise((go) =>
            navigator.serviceWorker.addEventListener("controllerchange", () => go(ready)));
        Object.defineProperty(navigator.serviceWorker, "ready", { value: late });
        """
    )
    page.goto(site.trip())
    wait_until(page, f"caches.match({site.trip()!r})")


def test_a_page_is_kept_that_a_worker_took_over_while_it_was_opened(visit, site):
    page = visit()
    page.add_init_script(
        """
        const { serviceWorker } = navigator;
        Object.defineProperty(serviceWorker, "controller", { value: { postMessage() {} } });
        """
    )
    page.goto(site.trip())
    wait_until(page, f"caches.match({site.trip()!r})")


def test_what_was_never_opened_is_said_to_be_missing(keeping, site):
    page = keeping(site.trip())
    page.context.set_offline(True)
    page.goto(f"{site.url}/trips/another/")
    expect(page.get_by_role("heading", name="No network")).to_be_visible()


def test_a_new_deploy_takes_over_only_when_all_of_it_has_come(keeping, site):
    page = keeping(site.trip())
    before = kept(page)
    site.deploy("new1", "/trips/no-such-file/")
    assert update(page) == "redundant"
    assert set(before) <= set(kept(page))
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".offline")).to_be_visible()
    assert page.locator(".days").bounding_box()["height"] < 100
    page.context.set_offline(False)
    site.deploy("new2")
    assert update(page) == "activated"
    shells = "caches.keys().then((names) => names.filter((name) => name.includes('shell')))"
    wait_until(page, f"{shells}.then((names) => names.length === 1)")
    assert page.evaluate(shells)[0].startswith("tripbook-shell-new2")
    assert set(before) <= set(kept(page))


def update(page):
    """Let the browser look for a new deploy, and return what becomes of it."""
    return page.evaluate(
        """async () => {
            const registration = await navigator.serviceWorker.ready;
            const worker = (await registration.update()).installing;
            const end = Date.now() + 15_000;
            while (!["redundant", "activated"].includes(worker.state) && Date.now() < end)
                await new Promise((r) => setTimeout(r, 50));
            return worker.state;
        }"""
    )


@pytest.mark.parametrize("way_out", ["leaving", "a link that no longer holds"])
def test_who_has_left_finds_no_page_of_members(keeping, site, way_out):
    page = keeping(site.trip("coverage/"), member=True)
    assert "/trips/harbour-week/coverage/" in kept(page)
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="Who goes where")).to_be_visible()
    page.context.set_offline(False)
    if way_out == "leaving":
        page.goto(site.trip())
        page.get_by_role("button", name="Leave").click()
        expect(page.get_by_role("button", name="Leave")).to_have_count(0)
    else:
        page.context.clear_cookies()
    page.goto(site.trip())
    wait_until(page, "caches.keys().then((names) => names.every((n) => !n.includes('-of-')))")
    # Leaving clears the worker, too: this waits for the new one.
    wait_until(page, f"caches.match({site.trip()[:-1] + '.html'!r})")
    assert "/trips/harbour-week/coverage/" not in kept(page)
    page.context.set_offline(True)
    page.goto(site.trip("coverage/"))
    expect(page.get_by_role("heading", name="Who goes where")).to_have_count(0)
    expect(page.get_by_text("as a member")).to_have_count(0)
