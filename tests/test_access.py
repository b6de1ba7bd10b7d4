"""Every address of the site against every kind of viewer.

The table names each address once; a new one that is not in it fails a test. The data holds
something of each kind that could leak: a draft, members-only items, unlisted people, private
fields.
"""

import json
import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from events.tokens import FEED, HOST, JOIN, token_of
from notes.models import Revision
from notes.revisions import save_text
from tests.factories import (
    make_attendance,
    make_day,
    make_doc,
    make_membership,
    make_note,
    make_organization,
    make_participant,
    make_place,
    make_session,
    make_trip,
    member_client,
    organizer_client,
)

pytestmark = pytest.mark.django_db

VIEWERS = ("anonymous", "outsider", "member", "reader", "owner")
VISIBILITIES = ("draft", "members", "public")

EVERYONE = dict.fromkeys(VISIBILITIES, VIEWERS)
WHO_SEES_THE_TRIP = {
    "draft": ("reader", "owner"),
    "members": ("member", "reader", "owner"),
    "public": VIEWERS,
}
INSIDERS = {**WHO_SEES_THE_TRIP, "public": ("member", "reader", "owner")}
# Readers organize the trip, too, but write nothing.
WRITERS = {
    "draft": ("owner",),
    "members": ("member", "owner"),
    "public": ("member", "owner"),
}
MEMBERS = {"draft": (), "members": ("member",), "public": ("member",)}
ORGANIZERS = dict.fromkeys(VISIBILITIES, ("reader", "owner"))
NOBODY = dict.fromkeys(VISIBILITIES, ())

# Address (with what it is of, where the same address has things of several kinds): who gets it.
TABLE = {
    "healthz": EVERYONE,
    "set-language": NOBODY,  # POST only
    # Nobody learns there which accounts there are.
    "admin_password_reset": EVERYONE,
    "password_reset_done": EVERYONE,
    "password_reset_confirm": EVERYONE,
    "password_reset_complete": EVERYONE,
    "pages:trip-list": EVERYONE,
    "pages:trips": EVERYONE,
    "pages:trips-json": EVERYONE,
    "pages:trip-schema": EVERYONE,
    "pages:robots": EVERYONE,
    "pages:sitemap": EVERYONE,
    "pages:sitemap of sessions": EVERYONE,
    "pages:sitemap of notes": EVERYONE,
    "pages:manifest": EVERYONE,
    "pages:service-worker": EVERYONE,
    "pages:offline": EVERYONE,
    "pages:leave": NOBODY,  # POST only
    # Who holds the link is let in; what they see then is the trip's to say.
    "pages:join": EVERYONE,
    "pages:host": EVERYONE,
    "pages:trip-detail": WHO_SEES_THE_TRIP,
    "pages:trip-json": WHO_SEES_THE_TRIP,
    "pages:trip-html": WHO_SEES_THE_TRIP,
    "pages:trip-schedule-json": WHO_SEES_THE_TRIP,
    "pages:trip-schedule-xml": WHO_SEES_THE_TRIP,
    "pages:trip-csv": WHO_SEES_THE_TRIP,
    "pages:trip-csv of people": WHO_SEES_THE_TRIP,
    "pages:trip-csv of docs": WHO_SEES_THE_TRIP,
    "pages:trip-vcf": WHO_SEES_THE_TRIP,
    "pages:trip-geojson": WHO_SEES_THE_TRIP,
    "pages:trip-ics": WHO_SEES_THE_TRIP,
    "pages:trip-day-ics": WHO_SEES_THE_TRIP,
    "pages:trip-session-ics": WHO_SEES_THE_TRIP,
    "pages:trip-session-ics of members": INSIDERS,
    "pages:trip-session-ics of an idea": INSIDERS,
    "pages:trip-person-ics": WHO_SEES_THE_TRIP,
    "pages:trip-person-ics of members": INSIDERS,
    "pages:trip-person-ics of organizers": ORGANIZERS,
    "pages:subscribe": WHO_SEES_THE_TRIP,
    # Calendars send no cookies: who asks makes no difference.
    "pages:feed": {"draft": (), "members": VIEWERS, "public": VIEWERS},
    "pages:trip-md": WHO_SEES_THE_TRIP,
    "pages:day-detail": WHO_SEES_THE_TRIP,
    "pages:person-list": WHO_SEES_THE_TRIP,
    "pages:coverage": INSIDERS,
    "pages:doc-list": WHO_SEES_THE_TRIP,
    "pages:note-list": WHO_SEES_THE_TRIP,
    "pages:search": WHO_SEES_THE_TRIP,
    "pages:change-list": WHO_SEES_THE_TRIP,
    "pages:change-feed": WHO_SEES_THE_TRIP,
    "pages:session-detail": WHO_SEES_THE_TRIP,
    "pages:session-detail of members": INSIDERS,
    "pages:session-detail of an idea": INSIDERS,
    "pages:person-detail": WHO_SEES_THE_TRIP,
    "pages:person-detail of members": INSIDERS,
    "pages:person-detail of organizers": ORGANIZERS,
    "pages:note-detail": WHO_SEES_THE_TRIP,
    "pages:note-detail of members": INSIDERS,
    "pages:note-history": WHO_SEES_THE_TRIP,
    "pages:note-history of one revision": WHO_SEES_THE_TRIP,
    "pages:note-history of members": INSIDERS,
    "pages:note-detail of a members' session": INSIDERS,
    "pages:note-detail of organizers": ORGANIZERS,
    "pages:note-write": WRITERS,
    "pages:note-write of members": WRITERS,
    "pages:session-write": WRITERS,
    "pages:note-taker": NOBODY,  # POST only
    "pages:note-blame": WHO_SEES_THE_TRIP,
    "pages:note-blame of members": INSIDERS,
    "pages:task-list": WHO_SEES_THE_TRIP,
    "pages:own": MEMBERS,
    "pages:own-file": MEMBERS,
}

# What an address is asked for. One letter finds everything that could leak.
QUERIES = {
    "pages:search": "?q=e",
    "pages:trip-csv of people": "?table=people",
    "pages:trip-csv of docs": "?table=docs",
    "pages:note-history of one revision": "?revision=4",
    "pages:sitemap of sessions": "?section=sessions",
    "pages:sitemap of notes": "?section=notes",
}

# Words that only insiders, only organizers, or only owners and editors may read anywhere.
OF_MEMBERS = (
    "Secret-session",
    "Secret-idea",
    "Secret-doc",
    "Secret-note",
    "Secret-place",
    "Secret-host",
    "Listed-for-members",
)
AUTHOR_OF_MEMBERS = "Secret-author"
OF_ORGANIZERS = ("Listed-for-organizers", "Unnamed-place", "Hidden-note")
PRIVATE = (
    "private@example.org",
    "+886-private",
    "private-arrival",
    "private-departure",
    "private-diet",
    "private-room",
    "private-emergency",
    "private-remarks",
)


def addresses(resolver, namespace=""):
    """Yield the name of each pattern of the URLconf; the admin has a table of its own."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = pattern.namespace or ""
            if inner != "admin":
                yield from addresses(pattern, f"{inner}:" if inner else namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


@pytest.fixture
def site():
    """Return a function that makes a trip of one visibility, with all that could leak in it."""

    def make(visibility):
        trip = make_trip(slug="harbour", title="The-trip", visibility=visibility)
        day = make_day(trip)
        hidden_place = make_place(trip, "Secret-place", latitude=1, longitude=2)
        make_place(trip, "Unnamed-place", latitude=1, longitude=2)
        session = make_session(day, "Open-session", place=make_place(trip, "Open-place"))
        secret = make_session(
            day,
            "Secret-session",
            visibility="members",
            place=hidden_place,
            hosts=[make_organization("Secret-host")],
        )
        idea = make_session(day, "Secret-idea", status="idea")
        people = {
            listed_for: make_membership(
                trip,
                make_participant(f"Listed-for-{listed_for}"),
                listed_for=listed_for,
                email="private@example.org",
                phone="+886-private",
                arrival="private-arrival",
                departure="private-departure",
                diet="private-diet",
                room="private-room",
                emergency_contact="private-emergency",
                remarks="private-remarks",
            )
            for listed_for in ("public", "members", "organizers")
        }
        for membership in people.values():
            make_attendance(session, membership)
        make_doc(session, "https://example.org/1", title="Open-doc")
        make_doc(session, "https://example.org/2", title="Secret-doc", visibility="members")
        make_doc(secret, "https://example.org/3", title="Secret-doc-of-session")
        note = make_note(session, "Open-note")
        for listed_for, person in people.items():
            name = f"Listed-for-{listed_for}"
            body = f"Open-note {listed_for}"
            save_text(note=note, body=body, participant=person.participant, author_name=name)
        save_text(note=note, body="Open-note", author_name=AUTHOR_OF_MEMBERS)
        members_note = make_note(
            session, "Secret-note", purpose="preparation", visibility="members"
        )
        secret_note = make_note(secret, "Secret-note-of-session")
        hosts_note = make_note(day, "For-hosts", purpose="preparation")
        hidden_note = make_note(day, "Hidden-note", is_hidden=True)
        member = make_membership(trip, "The-member")
        args = {
            "password_reset_confirm": ["MQ", "no-token"],
            "pages:join": [token_of(member, JOIN)],
            "pages:host": [token_of(hosts_note, HOST)],
            "pages:trip-detail": [trip.slug],
            "pages:trip-json": [trip.slug],
            "pages:trip-html": [trip.slug],
            "pages:trip-schedule-json": [trip.slug],
            "pages:trip-schedule-xml": [trip.slug],
            "pages:trip-csv": [trip.slug],
            "pages:trip-csv of people": [trip.slug],
            "pages:trip-csv of docs": [trip.slug],
            "pages:trip-vcf": [trip.slug],
            "pages:trip-geojson": [trip.slug],
            "pages:trip-ics": [trip.slug],
            "pages:trip-day-ics": [trip.slug, day.date],
            "pages:trip-session-ics": [trip.slug, session.uid],
            "pages:trip-session-ics of members": [trip.slug, secret.uid],
            "pages:trip-session-ics of an idea": [trip.slug, idea.uid],
            "pages:trip-person-ics": [trip.slug, people["public"].participant.uid],
            "pages:trip-person-ics of members": [trip.slug, people["members"].participant.uid],
            "pages:trip-person-ics of organizers": [
                trip.slug,
                people["organizers"].participant.uid,
            ],
            "pages:subscribe": [trip.slug],
            "pages:feed": [token_of(member, FEED)],
            "pages:trip-md": [trip.slug],
            "pages:day-detail": [trip.slug, day.date],
            "pages:person-list": [trip.slug],
            "pages:coverage": [trip.slug],
            "pages:doc-list": [trip.slug],
            "pages:note-list": [trip.slug],
            "pages:search": [trip.slug],
            "pages:change-list": [trip.slug],
            "pages:change-feed": [trip.slug],
            "pages:session-detail": [trip.slug, session.uid],
            "pages:session-detail of members": [trip.slug, secret.uid],
            "pages:session-detail of an idea": [trip.slug, idea.uid],
            "pages:person-detail": [trip.slug, people["public"].participant.uid],
            "pages:person-detail of members": [trip.slug, people["members"].participant.uid],
            "pages:person-detail of organizers": [
                trip.slug,
                people["organizers"].participant.uid,
            ],
            "pages:note-detail": [trip.slug, note.uid],
            "pages:note-detail of members": [trip.slug, members_note.uid],
            "pages:note-history": [trip.slug, note.uid],
            "pages:note-history of one revision": [trip.slug, note.uid],
            "pages:note-history of members": [trip.slug, members_note.uid],
            "pages:note-detail of a members' session": [trip.slug, secret_note.uid],
            "pages:note-detail of organizers": [trip.slug, hidden_note.uid],
            "pages:note-write": [trip.slug, note.uid],
            "pages:note-write of members": [trip.slug, members_note.uid],
            "pages:session-write": [trip.slug, idea.uid, "minutes"],
            "pages:note-taker": [trip.slug, session.uid],
            "pages:note-blame": [trip.slug, note.uid],
            "pages:note-blame of members": [trip.slug, members_note.uid],
            "pages:task-list": [trip.slug],
            "pages:own": [trip.slug],
            "pages:own-file": [trip.slug],
        }
        return (
            trip,
            member,
            {
                name: reverse(name.split(" ")[0], args=args.get(name)) + QUERIES.get(name, "")
                for name in TABLE
            },
        )

    return make


@pytest.fixture
def browser_of(client):
    """Return a function from a kind of viewer to their browser."""

    def browser(viewer, trip, member):
        match viewer:
            case "anonymous":
                return client
            case "member":
                return member_client(member)
            case "outsider":
                return organizer_client(make_trip(slug="outsiders-own"))
            case role:
                return organizer_client(trip, role=role)

    return browser


def test_every_address_is_in_the_table():
    names = {name.split(" ")[0] for name in TABLE}
    assert set(addresses(get_resolver())) == names


@pytest.mark.parametrize("visibility", VISIBILITIES)
@pytest.mark.parametrize("viewer", VIEWERS)
def test_each_viewer_gets_what_the_table_says_and_reads_nothing_else(
    site, browser_of, visibility, viewer
):
    trip, member, paths = site(visibility)
    browser = browser_of(viewer, trip, member)
    responses = {name: browser.get(path) for name, path in paths.items()}
    expected = {}
    for name, seen_by in TABLE.items():
        seen = viewer in seen_by[visibility]
        refused = 405 if seen_by is NOBODY else 404
        expected[name] = 200 if seen else refused
    got = {name: response.status_code for name, response in responses.items()}
    assert got == {**expected, "pages:trips": 301}

    # What is found is marked in the middle of words, which must not hide them from this test.
    answers = {
        name: re.sub("</?mark>", "", response.content.decode())
        for name, response in responses.items()
    }
    # What the feed tells, its holder may know, whoever they are here.
    feed = answers.pop("pages:feed")
    assert not [word for word in (*PRIVATE, *OF_ORGANIZERS) if word in feed]
    hidden = [*PRIVATE, token_of(member, JOIN), token_of(member, FEED)]
    if viewer not in ("reader", "owner"):
        hidden += OF_ORGANIZERS
    if viewer not in INSIDERS[visibility]:
        hidden += [*OF_MEMBERS, AUTHOR_OF_MEMBERS]
    if viewer not in WHO_SEES_THE_TRIP[visibility]:
        hidden += ["The-trip", "Open-session", "Open-place", "Open-doc", "Open-note"]
        hidden += ["Listed-for-public"]
        # Its holder reads on the join page which trip the link is for.
        del answers["pages:join"]
    leaks = {(name, word) for name, text in answers.items() for word in hidden if word in text}
    # The join page repeats its own token in the address that its form is sent to.
    shown = {("pages:join", token_of(member, JOIN))}
    if viewer == "member":
        shown.add(("pages:subscribe", token_of(member, FEED)))
    assert leaks - shown == set()


@pytest.mark.parametrize("name", ["pages:trip-json", "pages:trip-html", "pages:trip-md"])
def test_insiders_read_what_is_for_them(site, browser_of, name):
    trip, member, paths = site("public")
    text = browser_of("member", trip, member).get(paths[name]).content.decode()
    for word in OF_MEMBERS:
        assert word in text


@pytest.mark.parametrize(("viewer", "finds"), [("anonymous", []), ("member", list(OF_MEMBERS))])
def test_only_insiders_find_what_is_for_them(site, browser_of, viewer, finds):
    trip, member, _paths = site("public")
    browser = browser_of(viewer, trip, member)
    address = reverse("pages:search", args=[trip.slug])
    answers = {word: browser.get(address, {"q": word}) for word in (*OF_MEMBERS, *PRIVATE)}
    assert [word for word, answer in answers.items() if answer.context["groups"]] == finds


def test_people_who_are_not_listed_are_not_counted(site, client):
    _trip, _member, paths = site("public")
    document = json.loads(client.get(paths["pages:trip-json"]).content)
    assert [person["name"] for person in document["participants"]] == [
        "Listed-for-public",
        "The-member",
    ]
    (session,) = document["sessions"]
    assert len(session["participants"]) == 1


@pytest.mark.parametrize("visibility", VISIBILITIES)
@pytest.mark.parametrize("viewer", VIEWERS)
def test_no_export_has_a_dangling_uid(site, browser_of, visibility, viewer):
    trip, member, paths = site(visibility)
    if viewer not in WHO_SEES_THE_TRIP[visibility]:
        return
    answer = browser_of(viewer, trip, member).get(paths["pages:trip-json"])
    document = json.loads(answer.content)
    uids = {
        record["uid"] for part in document.values() if isinstance(part, list) for record in part
    }
    for session in document["sessions"]:
        named = {session["day"], session["place"], *session["hosts"]}
        assert named | {p["uid"] for p in session["participants"]} <= uids | {None}
    for record in document["linked_docs"] + document["notes"]:
        assert {record["day"], record["session"]} <= uids | {None}
    for person in document["participants"]:
        assert person["organization"] in uids | {None}


# They depend on what the trip is, whoever asks.
OF_NO_EYES = {
    "pages:sitemap",
    "pages:sitemap of sessions",
    "pages:sitemap of notes",
    "pages:join",
    "pages:feed",
    "pages:host",
}


# Pages to get back into an account are of no trip.
OF_ACCOUNTS = {
    "admin_password_reset",
    "password_reset_done",
    "password_reset_confirm",
    "password_reset_complete",
}


def as_read(response):
    """Return what is read in an answer, but for who is told to be signed in, and form tokens."""
    text = response.content.decode()
    text = re.sub(r'<aside class="(eyes|seen-as)".*?</aside>', "", text, flags=re.DOTALL)
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text).split()


@pytest.mark.parametrize("visibility", VISIBILITIES)
@pytest.mark.parametrize("eyes", ["public", "member"])
def test_organizers_see_through_other_eyes_exactly_what_these_see(site, client, eyes, visibility):
    trip, member, paths = site(visibility)
    paths = {name: path for name, path in paths.items() if name not in OF_ACCOUNTS}
    # Nobody joins a draft.
    type(trip).objects.update(visibility="members")
    joined = member_client(member)
    type(trip).objects.update(visibility=visibility)
    organizer = organizer_client(trip)
    wanted = member.uid if eyes == "member" else eyes
    organizer.post(reverse("admin:events_trip_viewas", args=[trip.pk]), {"as": wanted})
    seen = {name: organizer.get(path) for name, path in paths.items()}
    # Who may not see the trip yet, will when it is published.
    then = {"public": "public", "member": "members" if visibility == "draft" else visibility}
    type(trip).objects.update(visibility=then[eyes])
    browser = joined if eyes == "member" else client
    theirs = {name: browser.get(path) for name, path in paths.items()}
    differing = {
        name
        for name, answer in theirs.items()
        if (answer.status_code, as_read(answer)) != (seen[name].status_code, as_read(seen[name]))
    }
    assert differing - OF_NO_EYES == set()
    pages = [answer for answer in seen.values() if b"</html>" in answer.content]
    files = ("pages:trip-html", "pages:service-worker")
    without_a_bar = {
        name
        for name, answer in seen.items()
        if b"</html>" in answer.content and b'class="eyes"' not in answer.content
    }
    assert len(pages) > 20
    assert without_a_bar - set(files) == set()
    assert {answer["Cache-Control"] for answer in seen.values()} == {"no-store"}


def test_a_draft_is_as_unknown_as_a_trip_that_never_was(client):
    make_trip(slug="draft", visibility="draft")
    hidden = client.get("/trips/draft/")
    unknown = client.get("/trips/drafX/")
    assert (hidden.status_code, hidden.content.replace(b"draft", b"")) == (
        unknown.status_code,
        unknown.content.replace(b"drafX", b""),
    )


# What is sent to an address, and by whom it is taken; in a draft, a member is nobody.
SENT = {
    "pages:note-write": {"body": "Changed", "revision": "5"},
    "pages:note-write of members": {"body": "Changed", "revision": "1"},
    "pages:session-write": {"body": "Changed", "revision": "0"},
    "pages:note-history": {"revision": "1"},
    "pages:task-list": {"revision": "1", "line": "0", "done": "yes"},
    "pages:note-taker": {},
    "pages:own": {"removal": "ask"},
}
ONLY_MEMBERS = ("pages:note-taker", "pages:own")


@pytest.mark.parametrize("visibility", VISIBILITIES)
@pytest.mark.parametrize("viewer", VIEWERS)
def test_each_viewer_changes_what_is_theirs_to_change(site, browser_of, visibility, viewer):
    trip, member, paths = site(visibility)
    note = make_note(trip, "- [ ] A task\n")
    browser = browser_of(viewer, trip, member)
    before = Revision.objects.count()
    answers = {
        name: browser.post(paths[name], fields | {"note": note.uid}).status_code
        for name, fields in SENT.items()
    }
    sees = viewer in WHO_SEES_THE_TRIP[visibility]
    writes = viewer in WRITERS[visibility]
    expected = {}
    for name in SENT:
        if viewer in (MEMBERS if name in ONLY_MEMBERS else WRITERS)[visibility]:
            expected[name] = 302
        else:
            # What they see and may not change is refused; all else does not exist for them.
            hidden = name in ("pages:own", "pages:session-write")
            inside = viewer in INSIDERS[visibility]
            seen = inside if name == "pages:note-write of members" else sees
            expected[name] = 404 if hidden or not seen else 403
    assert answers == expected
    assert Revision.objects.count() == before + (5 if writes else 0)
