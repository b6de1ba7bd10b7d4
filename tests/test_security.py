"""What holds on every page, the admin's included: the headers that browsers obey."""

import pytest
from django.urls import reverse

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.fixture
def production(settings):
    settings.SECURE_SSL_REDIRECT = True


@pytest.mark.parametrize("address", ["/healthz", "/admin/login/", "/no-such-page/"])
def test_every_answer_is_protected(db, client, address):
    response = client.get(address)
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_site_binds_browsers_to_https_for_its_own_host_only(db, client):
    response = client.get("/healthz", secure=True)
    assert response["Strict-Transport-Security"] == "max-age=31536000"


def test_production_leads_from_http_to_https(db, client, production):
    response = client.get("/admin/login/")
    assert (response.status_code, response["Location"]) == (
        301,
        "https://testserver/admin/login/",
    )


def test_a_load_balancer_asks_without_https(db, client, production):
    response = client.get(reverse("healthz"))
    assert (response.status_code, response.content) == (200, b"ok")


def test_cookies_of_the_admin_are_secure(db, client):
    cookie = client.get("/admin/login/").cookies["csrftoken"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
