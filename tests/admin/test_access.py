"""Every address of the admin against every kind of viewer, with one exact status each."""

import pytest
from django.contrib import admin
from django.urls import URLPattern, reverse

from notes.models import Import
from tests import factories as make
from tests.markup import parsed

from .conftest import PRIVATE, VIEWERS

MODELS = {
    "events_trip": "trip",
    "events_day": "day",
    "events_session": "session",
    "events_place": "place",
    "events_membership": "membership",
    "people_participant": "participant",
    "people_organization": "organization",
    "people_user": "user",
    "notes_linkeddoc": "linkeddoc",
    "notes_note": "note",
    "notes_revision": "revision",
    "notes_import": "source",
}
READ_ONLY = {"notes_revision", "notes_import"}
WITHOUT_A_ROW = (
    "changelist",
    "add",
    "import",
    "preview",
    "upload",
    "template",
    "picking",
    "merge",
)
LOGIN = 302  # to the login page
ELSEWHERE = 302  # to the admin's home, with a message that there is no such row


def row_of(viewers, *statuses):
    return dict(zip(viewers, statuses, strict=True))


# Statuses of GET on our trip's rows: anonymous, visitor (an account without staff status),
# stranger (staff without trips), other (owner of another trip), reader, editor, owner, superuser.
LISTS = row_of(VIEWERS, LOGIN, LOGIN, 200, 200, 200, 200, 200, 200)
ADDS = row_of(VIEWERS, LOGIN, LOGIN, 403, 200, 403, 200, 200, 200)
NEVER = row_of(VIEWERS, LOGIN, LOGIN, 403, 403, 403, 403, 403, 403)
SEES = row_of(VIEWERS, LOGIN, LOGIN, ELSEWHERE, ELSEWHERE, 200, 200, 200, 200)
DELETES = row_of(VIEWERS, LOGIN, LOGIN, 403, ELSEWHERE, 403, 200, 200, 200)
RESTORES = row_of(VIEWERS, LOGIN, LOGIN, ELSEWHERE, ELSEWHERE, 403, 200, 200, 200)
SUPERUSERS = row_of(VIEWERS, LOGIN, LOGIN, 403, 403, 403, 403, 403, 200)
TABLE = {
    f"{model}_{page}": statuses
    for model in MODELS
    for page, statuses in {
        "changelist": LISTS,
        "add": ADDS,
        "change": SEES,
        "history": SEES,
        "delete": DELETES,
        "restore": RESTORES,
    }.items()
    if page != "restore" or model not in READ_ONLY
}
TABLE |= {f"{model}_{page}": NEVER for model in READ_ONLY for page in ("add", "delete")}
TABLE |= {name: SUPERUSERS for name in TABLE if name.startswith("people_user_")}
TABLE |= {
    # Any staff user may add a trip; owners alone delete it.
    "events_trip_add": LISTS,
    "events_trip_delete": row_of(VIEWERS, LOGIN, LOGIN, 403, ELSEWHERE, 403, 403, 200, 200),
    # Whose people they are, they know.
    "people_participant_history": {**SEES, "reader": 403},
    "people_organization_history": {**SEES, "reader": 403},
    "people_user_history": row_of(VIEWERS, LOGIN, LOGIN, *[ELSEWHERE] * 5, 200),
    "people_user_restore": row_of(VIEWERS, LOGIN, LOGIN, *[ELSEWHERE] * 5, 200),
    # Who may add a trip may import one; into a trip, only who changes it.
    "events_trip_import": LISTS,
    "events_trip_preview": dict.fromkeys(VIEWERS, 302),
    "events_trip_reimport": row_of(VIEWERS, LOGIN, LOGIN, ELSEWHERE, ELSEWHERE, 403, 200, 200, 200),
    "events_trip_upload": LISTS,
    "events_trip_template": LISTS,
    "events_trip_picking": dict.fromkeys(VIEWERS, 302),
    "events_trip_intake": row_of(VIEWERS, LOGIN, LOGIN, ELSEWHERE, ELSEWHERE, 403, 200, 200, 200),
    # An import that made its trip is undone by deleting it: on another page, by its owners.
    "events_trip_undo": row_of(VIEWERS, LOGIN, LOGIN, ELSEWHERE, ELSEWHERE, 403, 302, 302, 302),
    "events_trip_invite": row_of(VIEWERS, LOGIN, LOGIN, ELSEWHERE, ELSEWHERE, 403, 200, 200, 200),
    # Private fields are for owners and editors.
    **{
        f"events_trip_{sheet}": row_of(
            VIEWERS, LOGIN, LOGIN, ELSEWHERE, ELSEWHERE, 403, 200, 200, 200
        )
        for sheet in ("rooms", "diets", "contacts", "emergency", "fill")
    },
    "events_trip_overview": SEES,
    "events_trip_checks": SEES,
    # Who changes a trip plans its days, copies it and moves it.
    "events_trip_plan": row_of(VIEWERS, LOGIN, LOGIN, ELSEWHERE, ELSEWHERE, 403, 302, 302, 302),
    **{
        f"events_trip_{page}": row_of(
            VIEWERS, LOGIN, LOGIN, ELSEWHERE, ELSEWHERE, 403, 200, 200, 200
        )
        for page in ("copy", "move")
    },
    "events_day_plan": row_of(VIEWERS, LOGIN, LOGIN, ELSEWHERE, ELSEWHERE, 403, 200, 200, 200),
    "events_trip_publish": row_of(VIEWERS, LOGIN, LOGIN, ELSEWHERE, ELSEWHERE, 403, 200, 200, 200),
    # It begins to look with other eyes, by POST alone.
    "events_trip_viewas": row_of(VIEWERS, LOGIN, LOGIN, *[405] * 6),
    # It begins with a choice of people, in the list.
    "people_participant_merge": row_of(VIEWERS, LOGIN, LOGIN, 403, 302, 403, 302, 302, 302),
    "auth_user_password_change": SUPERUSERS,
    "notes_import_source": SEES,
    # Who has not given a password is led to the page that asks for it.
    "login_code": dict.fromkeys(VIEWERS, 302),
    "second_factor": LISTS,
    "index": LISTS,
    "app_list": LISTS,
    "autocomplete": LISTS,
    "jsi18n": LISTS,
    "password_change": LISTS,
    "password_change_done": LISTS,
    "login": row_of(VIEWERS, 200, 200, 302, 302, 302, 302, 302, 302),
    # It ends a session by POST alone.
    "logout": row_of(VIEWERS, LOGIN, LOGIN, 405, 405, 405, 405, 405, 405),
    # Adds the slash or says that there is nothing.
    "catch-all": row_of(VIEWERS, LOGIN, LOGIN, 404, 404, 404, 404, 404, 404),
    # Addresses of Django before 1.9, which lead to the change page.
    **{f"{model}_old": dict.fromkeys(VIEWERS, 302) for model in MODELS},
}


def admin_addresses(patterns=None, inside=""):
    """Yield a name for each address of the admin; those without a name get one from the place."""
    for pattern in patterns if patterns is not None else admin.site.get_urls():
        if not isinstance(pattern, URLPattern):
            prefix = str(pattern.pattern)
            if prefix.startswith("^(?P<app_label>"):
                yield "app_list"
                continue
            yield from admin_addresses(pattern.url_patterns, prefix.replace("/", "_").strip("_"))
        elif pattern.name:
            yield pattern.name
        elif inside:
            yield f"{inside}_old"
        else:
            yield "catch-all"


def address_of(name, world):
    if name in ("index", "autocomplete", "jsi18n", "password_change", "password_change_done"):
        query = "?app_label=events&model_name=session&field_name=place"
        return reverse(f"admin:{name}") + (query if name == "autocomplete" else "")
    if name in ("login", "login_code", "logout", "second_factor"):
        return reverse(f"admin:{name}")
    if name == "app_list":
        return reverse("admin:app_list", args=["events"])
    if name == "catch-all":
        return "/admin/no-such-page/"
    if name == "auth_user_password_change":
        return reverse("admin:auth_user_password_change", args=[world.user.pk])
    model, _underscore, page = name.rpartition("_")
    row = getattr(world, MODELS[model])
    if page == "old":
        return reverse(f"admin:{model}_changelist") + f"{row.pk}/"
    if page == "restore":
        return reverse(f"admin:{name}", args=[row.pk, row.history.first().history_id])
    return reverse(f"admin:{name}", args=[] if page in WITHOUT_A_ROW else [row.pk])


def test_every_address_is_in_the_table():
    assert set(admin_addresses()) == set(TABLE)


def test_every_admin_is_in_the_table():
    registered = {m._meta.label_lower.replace(".", "_") for m in admin.site._registry}
    assert registered == set(MODELS)


@pytest.mark.parametrize("viewer", VIEWERS)
def test_who_may_open_what(browser, ours, theirs, viewer):
    client = browser(viewer)
    answers = {}
    for name in TABLE:
        response = client.get(address_of(name, ours))
        answers[name] = response.status_code
        text = response.content.decode(errors="replace")
        if viewer not in ("other", "superuser"):
            assert "theirs" not in text.replace("notes_theirs", ""), name
        if viewer in ("anonymous", "visitor", "stranger", "other"):
            assert "ours" not in text.replace("hours", "").replace("yours", ""), name
        if viewer not in ("editor", "owner", "superuser"):
            assert not [value for value in PRIVATE.values() if value in text], name
    assert answers == {name: statuses[viewer] for name, statuses in TABLE.items()}


@pytest.mark.parametrize("viewer", VIEWERS)
def test_unseen_rows_lead_where_rows_that_do_not_exist_lead(browser, ours, theirs, viewer):
    """Nothing tells whether another trip's row exists."""
    client = browser(viewer)
    if viewer == "superuser":
        return
    world = theirs if viewer != "other" else ours
    for model, attribute in MODELS.items():
        row = getattr(world, attribute)
        for page in ("change", "history", "delete"):
            seen = client.get(reverse(f"admin:{model}_{page}", args=[row.pk]))
            missing = client.get(reverse(f"admin:{model}_{page}", args=[987654]))
            same = seen.content.decode().replace(f"/{row.pk}/", "/987654/")
            assert (seen.status_code, same) == (
                missing.status_code,
                missing.content.decode(),
            ), (model, page)
            if seen.status_code == 302 and viewer not in ("anonymous", "visitor"):
                assert seen["Location"] == reverse("admin:index")


@pytest.mark.parametrize("viewer", ["reader", "stranger", "other", "visitor", "anonymous"])
def test_posts_without_the_right_change_nothing(browser, ours, theirs, viewer):
    client = browser(viewer)
    before = snapshot(ours)
    statuses = {}
    for model, attribute in MODELS.items():
        row = getattr(ours, attribute)
        for page in ("change", "delete"):
            response = client.post(
                reverse(f"admin:{model}_{page}", args=[row.pk]),
                {"title": "Changed", "name": "Changed", "username": "changed", "post": "yes"},
            )
            statuses[model, page] = response.status_code
        response = client.post(
            reverse(f"admin:{model}_changelist"),
            {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"},
        )
        statuses[model, "changelist"] = response.status_code
    assert snapshot(ours) == before
    allowed = {"anonymous": 302, "visitor": 302}.get(viewer, 403)
    expected = dict.fromkeys(statuses, allowed)
    if allowed == 403:
        # Without a single action there is nothing to post to.
        expected |= {key: 200 for key in expected if key[1] == "changelist"}
        expected["people_user", "changelist"] = 403
    if viewer == "other":
        # May change rows of another trip: these rows don't exist.
        own = set(MODELS) - READ_ONLY - {"people_user"}
        expected |= {key: 302 for key in expected if key[0] in own}
    assert statuses == expected


def snapshot(world):
    """What the rows of a world hold now."""
    return {
        name: type(row).objects.filter(pk=row.pk).values().get()
        for name, row in vars(world).items()
    }


def test_lists_and_filters_hold_ones_own_trips_alone(browser, ours, theirs):
    for viewer, own, foreign in (("reader", "ours", "theirs"), ("other", "theirs", "ours ")):
        client = browser(viewer)
        for model in set(MODELS) - {"people_user"}:
            text = client.get(reverse(f"admin:{model}_changelist")).content.decode()
            assert own in text, model
            assert foreign not in text, model


def test_a_filter_typed_by_hand_shows_no_other_trip(browser, ours, theirs):
    client = browser("owner")
    for model in set(MODELS) - {"people_user"}:
        address = reverse(f"admin:{model}_changelist")
        for query in (f"?trip={theirs.trip.pk}", f"?trip__id__exact={theirs.trip.pk}", "?q=theirs"):
            response = client.get(address + query, follow=True)
            assert "theirs " not in response.content.decode(), (model, query)


@pytest.mark.parametrize("field", [*PRIVATE, "token_version"])
def test_private_fields_cannot_be_found_out_by_filters(browser, ours, field):
    value = PRIVATE.get(field, "1")
    for address in (
        f"{reverse('admin:events_membership_changelist')}?{field}={value}",
        f"{reverse('admin:events_membership_changelist')}?{field}__startswith={value[:3]}",
        f"{reverse('admin:people_participant_changelist')}?memberships__{field}={value}",
        f"{reverse('admin:events_trip_changelist')}?memberships__{field}={value}",
        f"{reverse('admin:events_session_changelist')}?members__{field}={value}",
        f"{reverse('admin:people_participant_changelist')}?memberships__trip__slug=theirs",
    ):
        assert browser("reader").get(address).status_code == 400, address


def test_searches_do_not_look_into_private_fields(browser, ours):
    def found(words):
        address = reverse("admin:events_membership_changelist")
        return parsed(browser("owner").get(address, {"q": words})).select("#result_list tbody tr")

    assert len(found(ours.participant.name)) == 1
    assert [value for value in PRIVATE.values() if found(value)] == []


@pytest.mark.parametrize("viewer", ["editor", "owner", "superuser"])
def test_private_fields_and_join_link_for_those_who_may_edit(browser, ours, viewer):
    address = reverse("admin:events_membership_change", args=[ours.membership.pk])
    text = browser(viewer).get(address).content.decode()
    assert [value for value in PRIVATE.values() if value not in text] == []
    assert f"https://trips.example.org{make.join_path(ours.membership)}" in text


def test_readers_see_no_join_link(browser, ours):
    address = reverse("admin:events_membership_change", args=[ours.membership.pk])
    text = browser("reader").get(address).content.decode()
    assert "ours person" in text
    assert "/join/" not in text


def test_readers_see_their_own_private_fields(browser, ours):
    client = browser("reader")
    session = client.session
    session["memberships"] = {ours.membership.uid: ours.membership.token_version}
    session.save()
    address = reverse("admin:events_membership_change", args=[ours.membership.pk])
    assert PRIVATE["room"] in client.get(address).content.decode()


AUTOCOMPLETES = {
    ("events", "session", "day"): "day",
    ("events", "session", "place"): "place",
    ("events", "session", "hosts"): "host",
    ("events", "attendance", "membership"): "person",
    ("events", "attendance", "session"): "session",
    ("events", "membership", "participant"): "person",
    ("people", "participant", "organization"): "home",
    ("notes", "note", "trip"): "trip",
    ("notes", "note", "day"): "day",
    ("notes", "linkeddoc", "session"): "session",
}


def results(client, source, **query):
    app_label, model_name, field_name = source
    response = client.get(
        reverse("admin:autocomplete"),
        {"app_label": app_label, "model_name": model_name, "field_name": field_name, **query},
    )
    assert response.status_code == 200
    return [row["text"] for row in response.json()["results"]]


@pytest.mark.parametrize("source", AUTOCOMPLETES)
def test_searches_of_forms_find_ones_own_rows(browser, ours, theirs, source):
    for viewer, world in (("owner", ours), ("editor", ours), ("other", theirs)):
        found = results(browser(viewer), source)
        assert found
        assert all(world.trip.slug in text for text in found)
        assert results(browser(viewer), source, term="ours" if world is theirs else "theirs") == []
    everything = " ".join(results(browser("superuser"), source))
    assert "ours" in everything
    assert "theirs" in everything
    assert results(browser("stranger"), source) == []


def test_searches_of_forms_can_be_kept_to_one_trip(browser, ours, theirs):
    place = ("events", "session", "place")
    root = browser("superuser")
    assert results(root, place, trip=ours.trip.pk) == ["ours place"]
    assert results(root, place, trip=10**30) == []
    assert results(root, place, trip="x") == ["ours place", "theirs place"]
    assert results(browser("owner"), place, trip=theirs.trip.pk) == []


def test_readers_find_no_choices(browser, ours):
    """A form would refuse them anyway."""
    assert results(browser("reader"), ("events", "session", "place")) == []


def test_accounts_cannot_be_searched_by_organizers(browser, ours):
    query = {"app_label": "events", "model_name": "organizer", "field_name": "user"}
    address = reverse("admin:autocomplete")
    assert browser("owner").get(address, query).status_code == 403
    assert browser("superuser").get(address, query).status_code == 200


def test_nobody_learns_an_address_from_a_type_and_an_id(browser, ours, theirs):
    """Django's own redirect from ids to pages is not there."""
    for viewer in ("owner", "superuser"):
        response = browser(viewer).get(f"/admin/r/1/{theirs.session.pk}/")
        assert response.status_code == 404


def test_view_on_site_leads_to_the_page(browser, ours):
    for name in ("trip", "day", "session", "membership", "note"):
        row = getattr(ours, name)
        model = row._meta.label_lower.replace(".", "_")
        response = browser("owner").get(reverse(f"admin:{model}_change", args=[row.pk]))
        assert f'href="{row.get_absolute_url()}"' in response.content.decode(), name


@pytest.mark.parametrize("viewer", ["reader", "editor", "owner", "superuser"])
def test_organizers_download_the_source_unchanged(browser, ours, viewer):
    response = browser(viewer).get(f"/admin/notes/import/{ours.source.pk}/source/")
    assert response.content == "# ours\r\n\xff".encode("latin-1")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''ours%20%E7%AD%86%E8%A8%98.md"
    )
    assert browser(viewer).post(f"/admin/notes/import/{ours.source.pk}/source/").status_code == 405


def test_a_source_from_an_address_gets_a_file_name(browser, ours):
    Import.objects.filter(pk=ours.source.pk).update(source_name='https://x.example/a/"b".md/')
    response = browser("owner").get(f"/admin/notes/import/{ours.source.pk}/source/")
    assert response["Content-Disposition"] == r'attachment; filename="\"b\".md"'


def test_home_and_history_tell_of_nobody_elses_doings(browser, ours, theirs):
    theirs_client = browser("other")
    theirs_client.post(
        reverse("admin:events_place_change", args=[theirs.place.pk]), {"name": "theirs renamed"}
    )
    for viewer in ("reader", "editor", "owner", "stranger"):
        assert "theirs" not in browser(viewer).get(reverse("admin:index")).content.decode()
