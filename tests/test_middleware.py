"""What every answer gets: a language, a caching rule, and a strong ETag."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import path, reverse
from django.utils.translation import get_language

from tripbook.urls import urlpatterns as site

AUTUMN = "Sun, 01 Sep 2024 12:00:00 GMT"
WINTER = "Sun, 01 Dec 2024 12:00:00 GMT"

pytestmark = pytest.mark.urls(__name__)


def page(request):
    response = HttpResponse(f"{get_language()} {request.GET.get('text', '')}")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def dated(request):
    return HttpResponse("dated", headers={"Last-Modified": AUTUMN})


def empty(request):
    return HttpResponse(b"")


def streamed(request):
    return StreamingHttpResponse(["a", "b"])


def missing(request):
    return HttpResponse("missing", status=404)


def secret(request):
    return HttpResponse("secret", headers={"Cache-Control": "no-store"})


def long(request):
    return HttpResponse("The same again. " * 100)


def photograph(request):
    return HttpResponse(bytes(2000), content_type="image/png")


def signing_in(request):
    response = HttpResponse("hello")
    response.set_cookie("anything", "1")
    return response


urlpatterns = [
    path(f"{view.__name__}/", view)
    for view in (page, dated, empty, streamed, missing, secret, long, photograph, signing_in)
] + site


# ETags


def test_a_page_has_a_strong_etag_that_stays_while_its_bytes_do(client):
    first, again, other = (client.get("/page/", {"text": text}) for text in ("a", "a", "b"))
    assert first["ETag"].startswith('"')
    assert first["ETag"] == again["ETag"] != other["ETag"]


def test_head_gives_the_etag_of_get_and_no_body(client):
    head = client.head("/page/")
    assert head["ETag"] == client.get("/page/")["ETag"]
    assert head.content == b""


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_known_etag_is_answered_with_304(client, method):
    etag = client.get("/page/")["ETag"]
    response = getattr(client, method)("/page/", headers={"If-None-Match": etag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)


def test_a_304_keeps_the_headers_that_protect_the_reader(client):
    full = client.get("/page/")
    short = client.get("/page/", headers={"If-None-Match": full["ETag"]})
    about_the_body = {"Content-Type", "Content-Length", "Content-Language"}
    assert dict(short.items()) == {
        name: value for name, value in full.items() if name not in about_the_body
    }


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If-Modified-Since": AUTUMN}, 304),
        ({"If-Modified-Since": WINTER}, 304),
        ({"If-Modified-Since": "yesterday"}, 200),
        ({"If-Modified-Since": WINTER, "If-None-Match": '"other"'}, 200),
    ],
)
def test_dates_count_only_where_there_is_no_etag_to_compare(client, headers, status):
    assert client.get("/dated/", headers=headers).status_code == status


@pytest.mark.parametrize("date", [AUTUMN, WINTER, "yesterday"])
def test_a_page_without_a_date_is_always_sent_to_who_knows_only_a_date(client, date):
    assert client.get("/page/", headers={"If-Modified-Since": date}).status_code == 200


@pytest.mark.parametrize(
    ("method", "address"), [("get", "/streamed/"), ("get", "/missing/"), ("post", "/page/")]
)
def test_only_whole_successful_answers_have_an_etag(client, method, address):
    assert "ETag" not in getattr(client, method)(address)


# Caching


def test_an_answer_without_a_byte_is_an_answer(client):
    response = client.get("/empty/")
    assert (response.status_code, response.content) == (200, b"")


def test_what_visitors_see_may_be_cached_and_is_asked_for_again(client):
    response = client.get("/page/")
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["Vary"] == "Accept-Language, Cookie"


@pytest.mark.django_db
def test_what_somebody_signed_in_sees_is_private(client, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "anything"
    assert client.get("/page/")["Cache-Control"] == "private, no-cache"


def test_an_answer_that_sets_a_cookie_is_private(client):
    assert client.get("/signing_in/")["Cache-Control"] == "private, no-cache"


def test_what_a_view_says_about_caching_stands(client):
    assert client.get("/secret/")["Cache-Control"] == "no-store"


# Languages


@pytest.mark.parametrize(
    ("wanted", "cookie", "browser", "language"),
    [
        ("", "", "", "en"),
        ("", "", "ko", "ko"),
        ("", "", "zh-TW,en;q=0.5", "zh-hant"),
        ("", "", "zh-HK", "zh-hant"),
        ("", "", "tlh", "en"),
        ("", "ja", "ko", "ja"),
        ("zh-hant", "ja", "ko", "zh-hant"),
        ("zh-Hant", "", "", "zh-hant"),
        ("tlh", "ja", "ko", "ja"),
    ],
)
def test_the_language_is_that_of_the_address_then_the_cookie_then_the_browser(
    client, settings, wanted, cookie, browser, language
):
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    response = client.get("/page/", {"lang": wanted}, headers={"Accept-Language": browser})
    assert response["Content-Language"] == language
    assert response.text == f"{language} "


def test_a_visit_sets_no_cookie(client):
    assert client.get("/page/", {"lang": "ja"}).cookies == {}


def test_the_language_switch_works_from_a_page_without_csrf_field(settings):
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("set-language"), {"language": "ko", "next": "/page/"})
    assert response["Location"] == "/page/"
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ko"
    assert client.get("/page/")["Content-Language"] == "ko"


def test_the_language_switch_leads_nowhere_else(client):
    response = client.post(
        reverse("set-language"), {"language": "ko", "next": "https://elsewhere.example/"}
    )
    assert response["Location"] == "/"


def test_reading_an_address_switches_no_language(client):
    assert client.get(reverse("set-language"), {"language": "ko"}).status_code == 405


# Compression


def test_a_long_text_is_compressed_for_who_can_read_it(client):
    plain = client.get("/long/")
    packed = client.get("/long/", headers={"Accept-Encoding": "br, gzip"})
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Content-Encoding"] == "gzip"
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 10
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in plain["Vary"]
    assert "Accept-Encoding" in packed["Vary"]


def test_what_is_compressed_has_a_strong_etag_of_its_own(client):
    plain, packed, again = (
        client.get("/long/", headers={"Accept-Encoding": encoding})
        for encoding in ("identity", "gzip", "gzip")
    )
    assert plain["ETag"] != packed["ETag"] == again["ETag"]
    known = {"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}
    assert client.get("/long/", headers=known).status_code == 304


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip; q=0.0, br", "x-gzipped"])
def test_who_cannot_read_it_gets_the_text_itself(client, accepted):
    response = client.get("/long/", headers={"Accept-Encoding": accepted})
    assert not response.has_header("Content-Encoding")


@pytest.mark.parametrize("address", ["/page/", "/photograph/", "/streamed/", "/admin/login/"])
def test_what_gains_nothing_or_must_not_be_is_not_compressed(db, client, address):
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200
    assert not response.has_header("Content-Encoding")
