"""The page of a trip's checks: what it finds, where it leads, and what is dismissed."""

import datetime as dt
import time

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import Attendance, Membership, Session
from notes.models import Note
from people.history import bulk_create
from tests import factories as make
from tests.markup import parsed
from tripbook.checks import CHECKS, check_trip

from .forms import add_row, send


def address(trip, check=""):
    page = reverse("admin:events_trip_checks", args=[trip.pk])
    return f"{page}?check={check}" if check else page


@pytest.fixture
def trip(ours):
    """Our trip, with one session of which everything is missing, and one that is complete."""
    ours.trip.dismissals.all().delete()
    ours.open = make.make_session(ours.day, "Nothing known")
    return ours.trip


def soup(response):
    assert response.status_code == 200
    return parsed(response)


def findings(client, trip, check):
    section = soup(client.get(address(trip))).find(id=check)
    return (
        [item.get_text(strip=True) for item in section.select(".findings label")] if section else []
    )


def dismiss(client, trip, check, *subjects, reason="The hosts know", **more):
    fields = {
        "check": check,
        f"{check}-subject": subjects,
        f"{check}-reason": reason,
        **more,
    }
    return client.post(address(trip), fields)


def test_sessions_without_a_note_here_or_elsewhere_are_found(ours, trip):
    elsewhere = make.make_session(ours.day, "Written elsewhere")
    make.make_doc(elsewhere, "https://hackmd.io/abc", kind="hackmd")
    only_slides = make.make_session(ours.day, "Slides only")
    make.make_doc(only_slides, "https://example.org/slides", kind="website")
    make.make_session(ours.day, "Lunch", kind="meal")
    report = check_trip(trip, timezone.now())
    assert [finding.rows for finding in report.of("no-note").open] == [(ours.open,), (only_slides,)]


def test_the_page_tells_what_was_found_and_leads_to_what_is_to_be_changed(browser, ours, trip):
    page = soup(browser("editor").get(address(trip)))
    section = page.find(id="no-place")
    assert (
        section.select(".findings label")[0].get_text(strip=True) == "November 23: “Nothing known”"
    )
    assert [link["href"] for link in section.select(".to-open a")] == [
        reverse("admin:events_session_change", args=[ours.open.pk]) + "?from=checks"
    ]


def test_who_saves_what_was_found_is_led_back_to_the_checks(browser, ours, trip):
    page = reverse("admin:events_session_change", args=[ours.open.pk])
    response = send(browser("editor"), f"{page}?from=checks", start="9:30")
    assert (response.status_code, response["Location"]) == (302, address(trip))
    assert findings(browser("editor"), trip, "no-time") == []
    assert send(browser("editor"), page)["Location"] == reverse("admin:events_session_changelist")


def test_sessions_are_given_to_somebody_who_has_none(browser, ours, theirs, trip, recorded):
    member = make.make_membership(trip, "Idle")
    page = reverse("admin:events_membership_change", args=[member.pk])
    client = browser("editor")
    assert findings(client, trip, "no-sessions") == ["Idle"]
    for session, status in ((theirs.session, 200), (ours.session, 302)):
        response = add_row(client, page, "attendances", session=session.pk, role="speaker")
        assert response.status_code == status
    assert list(member.attendances.values_list("session", "role")) == [(ours.session.pk, "speaker")]
    assert findings(client, trip, "no-sessions") == []


def test_what_is_put_right_is_found_no_more(browser, ours, trip):
    ours.open.place = ours.place
    ours.open.save()
    assert findings(browser("editor"), trip, "no-place") == []


def test_a_finding_is_dismissed_with_who_when_and_why_and_comes_back(browser, ours, trip, recorded):
    client = browser("editor")
    response = dismiss(client, trip, "no-place", ours.open.uid, reason="  Told on the day ")
    assert response.status_code == 302
    row = trip.dismissals.get()
    assert (row.trip, row.check_name, row.subject, row.reason, row.user.username) == (
        trip,
        "no-place",
        ours.open.uid,
        "Told on the day",
        "editor",
    )
    assert timezone.now() - row.dismissed_at < dt.timedelta(minutes=1)
    page = soup(client.get(address(trip)))
    assert page.find(id="no-place") is None
    told = page.find(id="dismissed").get_text(" ", strip=True)
    assert "Sessions without a place · November 23: “Nothing known”" in told
    assert "“Told on the day” · editor" in told
    client.post(address(trip), {"back": row.pk})
    assert not trip.dismissals.exists()
    assert findings(client, trip, "no-place") == ["November 23: “Nothing known”"]


def test_all_findings_of_a_check_are_dismissed_at_once(browser, ours, trip, recorded):
    for number in range(12):
        make.make_session(ours.day, f"Open {number}")
    client = browser("owner")
    assert len(findings(client, trip, "no-time")) == 10
    page = soup(client.get(address(trip, "no-time")))
    assert len(page.select("#no-time .findings input")) == 13
    assert page.find(id="no-place") is None
    dismiss(client, trip, "no-time", **{"no-time-all": "yes"})
    assert trip.dismissals.filter(check_name="no-time").count() == 13
    assert findings(client, trip, "no-time") == []
    assert len(findings(client, trip, "no-place")) == 10


def test_without_a_reason_nothing_is_dismissed_and_the_ticks_stay(browser, ours, trip):
    response = dismiss(browser("editor"), trip, "no-time", ours.open.uid, reason=" ")
    section = soup(response).find(id="no-time")
    assert section.select_one(".errornote").get_text(strip=True) == (
        "Write why this is fine as it is."
    )
    assert section.find("details").has_attr("open")
    assert section.select_one(".findings input").has_attr("checked")
    assert not trip.dismissals.exists()


def test_without_a_tick_nothing_is_dismissed_and_the_reason_stays(browser, trip):
    section = soup(dismiss(browser("editor"), trip, "no-time")).find(id="no-time")
    assert section.select_one(".errornote").get_text(strip=True) == "Tick what you want to dismiss."
    assert section.find("input", id="id_no-time-reason")["value"] == "The hosts know"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"check": "no-such-check"},
        {"back": "x"},
        {"back": "987654"},
        {"check": "no-time", "no-time-subject": "someOtherUid", "no-time-reason": "y"},
        {"check": "no-time", "no-time-all": "yes", "no-time-reason": "y" * 501},
    ],
)
def test_forms_typed_by_hand_change_nothing(browser, trip, fields):
    response = browser("editor").post(address(trip), fields)
    assert response.status_code in (200, 302)
    assert not trip.dismissals.exists()


def test_a_form_that_is_sent_twice_dismisses_once(browser, ours, trip):
    for _time in range(2):
        dismiss(browser("editor"), trip, "no-time", ours.open.uid)
    assert trip.dismissals.count() == 1


def test_the_database_holds_one_dismissal_of_a_finding(ours):
    [row] = ours.trip.dismissals.all()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_dismissal_of_another_trip_is_not_brought_back(browser, ours, theirs):
    [row] = theirs.trip.dismissals.all()
    browser("owner").post(address(ours.trip), {"back": row.pk})
    assert theirs.trip.dismissals.get() == row


def test_readers_see_the_findings_and_change_nothing(browser, ours, trip):
    page = soup(browser("reader").get(address(trip)))
    assert "“Nothing known”" in page.find(id="no-time").get_text()
    assert page.select("#content-main form") == []
    assert dismiss(browser("reader"), trip, "no-time", ours.open.uid).status_code == 403
    assert not trip.dismissals.exists()


def test_every_check_has_a_name_that_fits_and_is_its_own():
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert [name for name in names if len(name) > 20] == []


def test_dismissals_are_in_the_history_of_the_trip(browser, ours, trip):
    dismiss(browser("editor"), trip, "no-time", ours.open.uid, reason="Told on the day")
    page = browser("owner").get(reverse("admin:events_trip_history", args=[trip.pk]))
    assert "Told on the day" in page.content.decode()


def fill(world, sessions):
    """Make a trip as large as asked, in which each check finds a lot."""
    days = [world.day, *(make.make_day(world.trip) for _i in range(9))]
    members = [make.make_membership(world.trip, f"Person {i}") for i in range(20)]
    rows = []
    for i in range(sessions):
        session = Session(
            day=days[i % 10],
            title=f"Session {i}",
            start=dt.time(8 + i // 10 % 10, i % 60) if i % 5 else None,
            end=None,
            place=world.place if i % 3 else None,
        )
        session.set_instants()
        rows.append(session)
    bulk_create(rows)
    bulk_create([Attendance(session=row, membership=members[i % 20]) for i, row in enumerate(rows)])


@pytest.mark.parametrize("page", ["overview", "checks"])
def test_pages_of_a_trip_ask_as_often_for_1000_sessions_as_for_20(browser, ours, page):
    numbers = []
    url = reverse(f"admin:events_trip_{page}", args=[ours.trip.pk])
    client = browser("owner")
    for sessions in (20, 980):
        fill(ours, sessions)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        numbers.append(len(queries))
        begun = time.process_time()
        client.get(url)
        assert time.process_time() - begun < 1
    assert numbers == {"overview": [16, 16], "checks": [12, 12]}[page]
    assert Membership.objects.filter(trip=ours.trip).count() == 41
    assert Note.objects.of_trip(ours.trip).count() == 2
