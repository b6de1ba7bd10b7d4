"""The second factor on a phone: set up with an app, and asked for at the next sign-in."""

from base64 import b32decode

from django_otp.oath import totp
from playwright.sync_api import expect

from .barriers import barriers
from .filling import ORGANIZER


def code_for(key, steps):
    """Return the code that an app shows, some half-minutes from now."""
    return f"{totp(b32decode(key), t0=-30 * steps):06}"


def test_a_second_factor_is_set_up_and_asked_for(visit, site):
    page = visit(organizer=True)
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Second factor").click()
    key = page.locator("code.key").inner_text().replace(" ", "")
    expect(page.get_by_role("img", name="QR code for the app")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("textbox", name="Code").fill("123")
    page.get_by_role("button", name="Turn it on").click()
    # After a slip the app need not scan another.
    page.get_by_text("The code does not fit.").wait_for()
    assert page.locator("code.key").inner_text().replace(" ", "") == key
    page.get_by_role("textbox", name="Code").fill(code_for(key, -1))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator(".backup-codes code")).to_have_count(10)
    codes = page.locator(".backup-codes code").all_inner_texts()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("heading", name="Logged out").wait_for()

    for code in (code_for(key, 0), codes[0]):
        page.goto(f"{site.url}/admin/")
        page.get_by_label("Username").fill(ORGANIZER)
        page.get_by_label("Password").fill(site.password)
        page.get_by_role("button", name="Log in").click()
        assert barriers(page) == []
        page.get_by_role("textbox", name="Code").fill(code)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("link", name="Second factor").wait_for()
        page.get_by_role("button", name="Log out").click()
        page.get_by_role("heading", name="Logged out").wait_for()

    page.goto(f"{site.url}/admin/")
    page.get_by_label("Username").fill(ORGANIZER)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("textbox", name="Code").fill(codes[1])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Second factor").click()
    page.get_by_text("8 backup codes are left.").wait_for()
    # The other tests sign in with the password alone.
    page.get_by_role("textbox", name="Code").fill(codes[2])
    page.get_by_role("button", name="Turn it off").click()
    page.get_by_text("From now on your password alone signs you in.").wait_for()
