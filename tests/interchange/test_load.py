"""From the document to the database and back."""

import copy
import json

import pytest

from events.access import ANONYMOUS, SUPERUSER, Viewer
from events.models import FormerSlug, Session, Trip
from notes.models import LinkedDoc, Note
from people.models import Participant
from tripbook.interchange.document import DocumentError, json_schema, read_document
from tripbook.interchange.dump import dump_trip, to_json
from tripbook.interchange.load import copy_of, load_document

from .test_document import WHOLE, document_with

pytestmark = pytest.mark.usefixtures("recorded")


def load(raw=WHOLE, **options):
    return load_document(read_document(json.dumps(raw)), **options)


def exported(trip):
    """Return the organizers' document of a trip, as it is stored."""
    return dump_trip(Trip.objects.get(pk=trip.pk), SUPERUSER)


def problems(raw, **options):
    with pytest.raises(DocumentError) as caught:
        load(raw, **options)
    return [problem.path for problem in caught.value.problems]


def test_a_document_comes_back_as_it_was_written():
    out = exported(load().trip)
    for name in ("organizations", "places", "days", "sessions", "linked_docs", "notes"):
        assert [record["uid"] for record in out[name]] == [r["uid"] for r in WHOLE[name]]
        for given, written in zip(WHOLE[name], out[name], strict=True):
            assert given.items() <= written.items()
    assert out["sessions"][0]["starts_at"] == "2026-10-24T06:30:00Z"
    assert out["trip"]["starts_on"] == "2026-10-24"
    assert out["trip"]["ends_on"] == "2026-10-25"


def test_a_new_trip_is_a_draft():
    assert load().trip.visibility == "draft"


def test_an_export_follows_the_published_schema():
    import jsonschema

    schema = json_schema("https://trips.example.org/schema/trip.json")
    validator = jsonschema.Draft202012Validator(schema)
    assert list(validator.iter_errors(exported(load().trip))) == []


def test_loading_an_export_again_changes_nothing():
    trip = load().trip
    before = exported(trip)
    changes = load(before)
    assert not changes
    assert exported(trip) == before


def test_a_changed_document_changes_just_that():
    trip = load().trip
    note = Note.objects.get()
    changes = load(
        document_with(**{"sessions.0.title": "Grand opening", "notes.0.body": "All came twice."})
    )
    assert dict(changes.changed) == {"sessions": 1, "notes": 1}
    out = exported(trip)
    assert out["sessions"][0]["title"] == "Grand opening"
    assert out["sessions"][0]["sequence"] == 0
    assert out["notes"][0]["revision"] == 2
    assert list(note.revisions.values_list("number", "body")) == [
        (2, "All came twice."),
        (1, "All came."),
    ]


def test_a_retimed_session_raises_its_sequence():
    trip = load().trip
    load(document_with(**{"sessions.0.start": "09:00"}))
    assert exported(trip)["sessions"][0]["sequence"] == 1


def test_what_the_document_lacks_stays():
    trip = load().trip
    changes = load(
        document_with(
            sessions=WHOLE["sessions"][:1], notes=[], participants=[WHOLE["participants"][0]]
        )
    )
    assert not changes
    assert len(exported(trip)["sessions"]) == 2


def test_replacing_deletes_what_the_document_lacks():
    trip = load().trip
    raw = document_with(
        days=WHOLE["days"][:1],
        sessions=[{**WHOLE["sessions"][0], "participants": [], "hosts": [], "place": None}],
        notes=[],
        linked_docs=[],
        places=[],
        participants=WHOLE["participants"][:1],
    )
    load(raw, replace=True)
    out = exported(trip)
    assert [len(out[name]) for name in ("days", "sessions", "notes", "linked_docs", "places")] == [
        1,
        1,
        0,
        0,
        0,
    ]
    assert out["sessions"][0]["participants"] == []
    assert list(Participant.objects.values_list("name", flat=True)) == ["Mei-Lin"]


@pytest.mark.parametrize("audience", ["public", "members"])
def test_a_document_that_may_lack_something_replaces_nothing(audience):
    trip = load().trip
    assert problems(document_with(audience=audience), replace=True) == ["audience"]
    assert len(exported(trip)["sessions"]) == 2


def test_a_failed_load_writes_nothing():
    load()
    other = document_with(**{"trip.uid": "tripTRIP0002", "trip.slug": "other"})
    assert problems(other) == [
        "days[0].uid",
        "days[1].uid",
        "places[0].uid",
        "sessions[0].uid",
        "sessions[1].uid",
        "linked_docs[0].uid",
        "notes[0].uid",
    ]
    assert list(Trip.objects.values_list("slug", flat=True)) == ["harbour-week"]


def test_a_slug_of_another_trip_is_refused():
    load()
    assert problems({**WHOLE, "trip": {**WHOLE["trip"], "uid": "tripTRIP0002"}}) == ["trip.slug"]


def test_a_former_slug_of_another_trip_is_refused():
    load()
    load(document_with(**{"trip.slug": "renamed"}))
    assert FormerSlug.objects.get().slug == "harbour-week"
    assert problems({**WHOLE, "trip": {**WHOLE["trip"], "uid": "tripTRIP0002"}}) == ["trip.slug"]


def test_a_trip_may_take_its_former_slug_back():
    load()
    load(document_with(**{"trip.slug": "renamed"}))
    load()
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["renamed"]


def test_a_copy_has_new_uids_throughout():
    load()
    copied = copy_of(read_document(json.dumps(WHOLE)), "second")
    trip = load_document(copied).trip
    out = exported(trip)
    assert out["trip"]["slug"] == "second"
    assert out["sessions"][0]["title"] == "Opening"
    assert out["sessions"][0]["participants"][0]["uid"] == out["participants"][0]["uid"]
    uids = {r["uid"] for name in out if isinstance(out[name], list) for r in out[name]}
    old = {r["uid"] for name in WHOLE if isinstance(WHOLE[name], list) for r in WHOLE[name]}
    assert uids.isdisjoint(old)


def test_days_may_change_places():
    trip = load().trip
    load(document_with(**{"days.0.date": "2026-10-25", "days.1.date": "2026-10-24"}))
    out = exported(trip)
    assert [day["uid"] for day in out["days"]] == ["day000000002", "day000000001"]
    assert out["sessions"][1]["starts_at"] == "2026-10-25T07:30:00Z"


def test_sessions_that_the_document_does_not_name_move_with_their_day():
    trip = load().trip
    load(
        document_with(
            **{
                "days.0.date": "2026-10-20",
                "trip.timezone": "Asia/Seoul",
                "sessions": [],
                "linked_docs": [],
            }
        )
    )
    session = exported(trip)["sessions"][0]
    assert (session["start"], session["starts_at"]) == ("09:30", "2026-10-20T00:30:00Z")


def test_what_stands_there_under_another_uid_is_named():
    load()
    raw = copy.deepcopy(WHOLE)
    raw["days"][0]["uid"] = raw["sessions"][0]["day"] = raw["notes"][0]["day"] = "day00000000X"
    raw["linked_docs"][0]["uid"] = "linked00000X"
    assert problems(raw) == ["days[0].date", "linked_docs[0].url"]


def test_someone_elses_people_can_not_be_named():
    trip = load().trip
    raw = document_with(
        **{"trip.uid": "tripTRIP0002", "trip.slug": "other"},
        days=[],
        sessions=[],
        linked_docs=[],
        notes=[],
        places=[],
    )
    assert problems(raw, viewer=ANONYMOUS) == [
        "participants[0].uid",
        "participants[1].uid",
        "organizations[0].uid",
    ]
    assert load(raw, viewer=Viewer(roles={trip.pk: "editor"})).trip.slug == "other"


def test_a_trip_that_one_only_reads_can_not_be_changed():
    trip = load().trip
    assert problems(WHOLE, viewer=Viewer(roles={trip.pk: "reader"})) == ["trip.uid"]


def test_a_thousand_sessions_take_as_many_queries_as_ten(django_assert_max_num_queries):
    def with_sessions(number):
        return document_with(
            sessions=[
                {"uid": f"session{i:05d}", "day": "day000000001", "title": f"Number {i}"}
                for i in range(number)
            ],
            linked_docs=[],
        )

    with django_assert_max_num_queries(90):
        load(with_sessions(1000))
    assert Session.objects.count() == 1000


def test_a_link_keeps_every_byte_of_its_address():
    url = "https://g0v.hackmd.io/Q-kv_vquTsKr2I23LLTq8Q?both#"
    load(document_with(**{"linked_docs.0.url": url}))
    assert LinkedDoc.objects.get().url == url


def test_json_is_written_as_it_is_read():
    text = to_json({"title": "塔林 🚢"})
    assert text == '{"title":"塔林 🚢"}\n'


def test_a_new_day_may_take_the_date_of_one_that_is_replaced():
    trip = load().trip
    raw = copy.deepcopy(WHOLE)
    raw["days"][0]["uid"] = raw["sessions"][0]["day"] = raw["notes"][0]["day"] = "day00000000X"
    load(raw, replace=True)
    assert [day["uid"] for day in exported(trip)["days"]] == ["day00000000X", "day000000002"]


def test_links_may_change_places():
    first = {"uid": "linked000001", "url": "https://example.org/a", "session": "session00001"}
    second = {"uid": "linked000002", "url": "https://example.org/b", "session": "session00001"}
    trip = load(document_with(linked_docs=[first, second])).trip
    load(
        document_with(
            linked_docs=[{**first, "url": second["url"]}, {**second, "url": first["url"]}]
        )
    )
    found = {doc["uid"]: doc["url"] for doc in exported(trip)["linked_docs"]}
    assert found == {"linked000001": second["url"], "linked000002": first["url"]}


def test_what_is_named_for_removal_is_deleted_and_nothing_else():
    trip = load().trip
    changes = load(document_with(sessions=WHOLE["sessions"][:1]), remove={"session00002"})
    assert +changes.removed == {"sessions": 1}
    assert [s["uid"] for s in exported(trip)["sessions"]] == ["session00001"]
    assert not load(document_with(notes=[]), remove={"session00002"}).removed.total()
