"""What holds for a trip in every format: how it is answered, and who finds it where."""

import datetime as dt
import gzip
import re
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.factories import (
    make_attendance,
    make_day,
    make_membership,
    make_participant,
    make_place,
    make_session,
    make_trip,
    member_client,
    organizer_client,
)
from tests.markup import parsed
from tripbook.interchange.exporting import readable
from tripbook.pages.files import content_disposition
from tripbook.pages.formats import FORMATS, OF_THE_WHOLE_TRIP

pytestmark = pytest.mark.django_db

TITLE = "首爾考察：開放政府 / Seoul"
MINUTE = 60


@pytest.fixture
def trip():
    """A public trip with something of each kind in it, and a long text."""
    trip = make_trip(slug="seoul", title=TITLE, timezone="Asia/Seoul", language="zh-Hant")
    place = make_place(
        trip, "시청", address="세종대로 110 " * 40, latitude=37.5663, longitude=126.9779
    )
    session = make_session(
        make_day(trip, dt.date(2026, 11, 24)),
        "圓桌",
        start="10:00",
        end="11:30",
        place=place,
        description="We talk. " * 200,
    )
    make_attendance(
        session, make_membership(trip, make_participant("Mei-Lin", bio="Ships. " * 200))
    )
    return trip


@pytest.fixture
def clock(monkeypatch):
    """Return a function that says which second it is."""
    cache.clear()

    def stop(second):
        monkeypatch.setattr("time.time", lambda: float(second))

    stop(1_790_000_000.5)
    return stop


@pytest.fixture(params=FORMATS, ids=lambda each: each.name)
def each(request):
    return request.param


@pytest.fixture
def address(trip, each):
    """The address of the trip, or of a part of it, in a format."""
    session = trip.days.get().sessions.get()
    return address_of(each, trip, session)


def address_of(each, trip, session):
    person = session.attendances.get().membership.participant
    uid = person.uid if "people" in each.path else session.uid
    captured = {"date": session.day.date, "uid": uid}
    part = {name: captured[name] for name in re.findall(r":(\w+)>", each.path)}
    return each.address(trip, **part)


# How it is answered


def test_a_file_has_its_media_type_and_search_engines_leave_it(client, address, each):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == each.media_type
    assert response["X-Robots-Tag"] == "noindex"


def test_a_file_has_a_name_in_the_trips_own_script(client, address, each):
    header = client.get(address)["Content-Disposition"]
    kind, plain, name = header.split("; ")
    assert kind == ("attachment" if each.is_download else "inline")
    assert re.fullmatch(r'filename="seoul[-\w.]+"', plain)
    name = unquote(name.removeprefix("filename*=UTF-8''"))
    assert name.endswith(each.suffix)
    assert re.search("[首圓]", name)
    assert not re.search(r'[\\/:*?"<>|]', name)


def test_a_known_etag_is_answered_with_304_also_to_head(client, clock, address):
    full, head = client.get(address), client.head(address)
    known = {"If-None-Match": full["ETag"]}
    assert full["ETag"].startswith('"')
    assert (head["ETag"], head["Content-Length"], head.content) == (
        full["ETag"],
        str(len(full.content)),
        b"",
    )
    for response in (client.get(address, headers=known), client.head(address, headers=known)):
        assert (response.status_code, response.content) == (304, b"")
        assert response["Last-Modified"] == full["Last-Modified"]


def test_the_date_alone_is_answered_with_304_while_nothing_changes(client, clock, address):
    client.get(address)
    clock(1_790_000_060)
    date = client.get(address)["Last-Modified"]
    assert date == "Mon, 21 Sep 2026 14:13:21 GMT"
    clock(1_790_000_120)
    assert client.get(address, headers={"If-Modified-Since": date}).status_code == 304
    later = {"If-Modified-Since": "Mon, 21 Sep 2026 14:14:00 GMT"}
    assert client.get(address, headers=later).status_code == 304


@pytest.mark.parametrize("date", ["yesterday", "", "Thu, 01 Jan 2015 00:00:00 GMT"])
def test_a_bad_or_an_old_date_gets_the_whole_file(client, clock, address, date):
    client.get(address)
    clock(1_790_000_060)
    assert client.get(address, headers={"If-Modified-Since": date}).status_code == 200


def test_an_etag_counts_for_more_than_a_date(client, clock, address):
    client.get(address)
    clock(1_790_000_060)
    headers = {
        "If-None-Match": '"other"',
        "If-Modified-Since": client.get(address)["Last-Modified"],
    }
    assert client.get(address, headers=headers).status_code == 200


def test_a_change_within_the_second_of_the_date_is_not_missed(client, clock, trip):
    early = client.get("/trips/seoul.json")
    clock(1_790_000_000.9)
    trip.days.get().sessions.all().delete()
    for second in (1_790_000_000.9, 1_790_000_060):
        clock(second)
        response = client.get(
            "/trips/seoul.json", headers={"If-Modified-Since": early["Last-Modified"]}
        )
        assert response.status_code == 200


CHANGES = {
    "the session is deleted": lambda session: session.delete(),
    "the session is hidden": lambda session: type(session).objects.update(visibility="members"),
    "the place has another name": lambda session: type(session.place).objects.update(name="X"),
    "a person leaves it": lambda session: session.attendances.all().delete(),
    "a person has another name": lambda session: type(
        session.attendances.get().membership.participant
    ).objects.update(name="X"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_changes_etag_and_date(client, clock, trip, change):
    session = trip.days.get().sessions.get()
    client.get("/trips/seoul.json")
    clock(1_790_000_060)
    before = client.get("/trips/seoul.json")
    CHANGES[change](session)
    clock(1_790_000_120)
    after = client.get("/trips/seoul.json", headers={"If-Modified-Since": before["Last-Modified"]})
    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]
    assert after["Last-Modified"] == "Mon, 21 Sep 2026 14:15:20 GMT"


def test_a_file_is_compressed_to_the_same_bytes_with_an_etag_of_their_own(client, address):
    plain = client.get(address)
    packed, again = (client.get(address, headers={"Accept-Encoding": "gzip"}) for _i in "ab")
    assert packed["Content-Encoding"] == "gzip"
    assert packed["Content-Length"] == str(len(packed.content))
    assert "Accept-Encoding" in packed["Vary"]
    assert "Accept-Encoding" in plain["Vary"]
    assert gzip.decompress(packed.content) == plain.content
    assert packed.content == again.content
    assert packed["ETag"] == again["ETag"] != plain["ETag"]
    assert packed["ETag"].startswith('"')


def test_scripts_of_other_sites_read_what_is_public_and_nothing_else(client, trip, each, address):
    assert client.get(address)["Access-Control-Allow-Origin"] == "*"
    trip.visibility = "members"
    trip.save()
    response = member_client(make_membership(trip)).get(address)
    assert response.status_code == 200
    assert "Access-Control-Allow-Origin" not in response
    assert client.get(address).status_code == 404


@pytest.fixture(
    params=[*(each.name for each in FORMATS), "change-feed", "trips-json", "trip-schema"]
)
def open_address(request, trip):
    """The address of each file that scripts of other sites may read."""
    found = {each.name: each for each in FORMATS}.get(request.param)
    if found:
        return address_of(found, trip, trip.days.get().sessions.get())
    captured = {"slug": trip.slug} if request.param == "change-feed" else {}
    return reverse(f"pages:{request.param}", kwargs=captured)


def test_scripts_of_other_sites_may_ask_with_the_etag_of_last_time(client, open_address):
    asked = {
        "Origin": "https://other.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    response = client.options(open_address, headers=asked)
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]
    full = client.get(open_address)
    again = client.get(open_address, headers={"If-None-Match": full["ETag"]})
    assert again.status_code == 304
    for response in (full, again):
        assert "ETag" in response["Access-Control-Expose-Headers"]
    assert client.options(open_address).status_code == 405


def test_every_open_file_has_a_date_and_a_name(client, open_address):
    response = client.get(open_address)
    assert response["Last-Modified"]
    assert "filename=" in response["Content-Disposition"]


def test_the_answer_to_scripts_does_not_tell_which_trips_there_are(client, trip):
    trip.visibility = "draft"
    trip.save()
    asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    answers = [
        client.options(f"/trips/{slug}.json", headers=asked) for slug in ("seoul", "nowhere")
    ]
    assert [answer.status_code for answer in answers] == [204, 204]
    assert answers[0].headers == answers[1].headers


def test_files_are_only_read(client, address):
    assert client.post(address).status_code == 405


def test_a_former_address_leads_to_the_file(client, trip, each):
    session = trip.days.get().sessions.get()
    old = address_of(each, trip, session)
    trip.slug = "korea"
    trip.save()
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, address_of(each, trip, session))


# Where it is found


def test_the_feed_of_changes_is_in_the_menu_after_the_formats(client, trip):
    last = parsed(client.get("/trips/seoul/")).select(".take a")[-1]
    assert (last["href"], last.get_text()) == ("/trips/seoul/changes.atom", "What changed")


def test_every_format_of_the_whole_trip_is_in_the_menu_and_in_the_admin(client, trip):
    pages = [
        (client.get("/trips/seoul/"), ".take li:not(:last-child) a"),
        (
            organizer_client(trip).get(reverse("admin:events_trip_change", args=[trip.pk])),
            ".field-files a",
        ),
    ]
    for response, selector in pages:
        page = parsed(response)
        assert [(a["href"], a.get_text()) for a in page.select(selector)] == [
            (each.entrance(trip), str(each.label)) for each in OF_THE_WHOLE_TRIP
        ]


@pytest.mark.parametrize("name", [each.name for each in OF_THE_WHOLE_TRIP])
def test_the_command_prints_every_format_of_the_whole_trip(trip, capsys, name):
    call_command("export_trip", "seoul", format=name)
    assert capsys.readouterr().out


def test_the_command_knows_no_other_format(trip):
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("export_trip", "seoul", "--format", "pdf")


def test_every_format_is_in_the_readme(each):
    readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    path = re.sub(r"<\w+:(\w+)>", r"<\1>", each.path)
    assert f"`/trips/<slug>{path}`" in readme
    assert f"`{each.name}`" in readme or not each.is_of_whole_trip


# Names of files


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harbour week", "Harbour week"),
        ("首爾考察：開放政府", "首爾考察：開放政府"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("  .hidden. ", "hidden"),
        ("abc\u202etxt.exe\x00\x07", "abctxt.exe"),
        ("港" * 200, "港" * 60),
        ("///", ""),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title, name):
    assert readable(title) == name


def test_a_name_of_ascii_letters_needs_no_second_one():
    header = content_disposition("Harbour week.ics", plain_name="tallinn.ics", is_download=True)
    assert header == 'attachment; filename="Harbour week.ics"'


def test_a_name_in_another_script_is_coded_beside_a_plain_one():
    header = content_disposition("港 (1).ics", plain_name="tallinn.ics", is_download=False)
    assert header == "inline; filename=\"tallinn.ics\"; filename*=UTF-8''%E6%B8%AF%20%281%29.ics"
