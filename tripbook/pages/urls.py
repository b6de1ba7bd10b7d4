"""The addresses of the public pages."""

import datetime as dt

from django.urls import path, register_converter
from django.views.generic import RedirectView

from notes.models import Note
from people.uids import UID_PATTERN

from .formats import FORMATS
from .views import (
    calendars,
    changes,
    data,
    exports,
    hosting,
    joining,
    notes,
    own,
    people,
    programme,
    search,
    site,
    tasks,
    trips,
    writing,
)


class DateConverter:
    """A date in an address: 2026-11-24."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value):
        return dt.date.fromisoformat(value)

    def to_url(self, value):
        return value.isoformat()


class UidConverter:
    regex = UID_PATTERN.strip("^$")

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class PurposeConverter(UidConverter):
    """What a note is for, in the address of a session's note."""

    regex = "|".join(Note.Purpose.values)


register_converter(DateConverter, "date")
register_converter(UidConverter, "uid")
register_converter(PurposeConverter, "purpose")

app_name = "pages"
urlpatterns = [
    path("", trips.trip_list, name="trip-list"),
    path(
        "trips/",
        RedirectView.as_view(pattern_name="pages:trip-list", permanent=True, query_string=True),
        name="trips",
    ),
    path("trips.json", data.trips_json, name="trips-json"),
    path("trips/<slug:slug>/", programme.trip_detail, name="trip-detail"),
    path("trips/<slug:slug>/<date:date>/", programme.day_detail, name="day-detail"),
    path("trips/<slug:slug>/sessions/<uid:uid>/", programme.session_detail, name="session-detail"),
    path(
        "trips/<slug:slug>/sessions/<uid:uid>/<purpose:purpose>/",
        writing.session_write,
        name="session-write",
    ),
    path("trips/<slug:slug>/people/", people.person_list, name="person-list"),
    path("trips/<slug:slug>/people/<uid:uid>/", people.person_detail, name="person-detail"),
    path("trips/<slug:slug>/coverage/", people.coverage, name="coverage"),
    path("trips/<slug:slug>/docs/", notes.doc_list, name="doc-list"),
    path("trips/<slug:slug>/notes/", notes.note_list, name="note-list"),
    path("trips/<slug:slug>/notes/<uid:uid>/", notes.note_detail, name="note-detail"),
    path(
        "trips/<slug:slug>/notes/<uid:uid>/history/",
        notes.note_history,
        name="note-history",
    ),
    path("trips/<slug:slug>/subscribe/", calendars.subscribe, name="subscribe"),
    path("trips/<slug:slug>/notes/<uid:uid>/blame/", notes.note_blame, name="note-blame"),
    path("trips/<slug:slug>/me/", own.own, name="own"),
    path("trips/<slug:slug>/me.json", own.own_file, name="own-file"),
    path("trips/<slug:slug>/notes/tasks/", tasks.task_list, name="task-list"),
    path(
        "trips/<slug:slug>/sessions/<uid:uid>/note-taker/",
        writing.note_taker,
        name="note-taker",
    ),
    path("trips/<slug:slug>/notes/<uid:uid>/write/", writing.note_write, name="note-write"),
    path("trips/<slug:slug>/search/", search.search_trip, name="search"),
    *(
        path(f"trips/<slug:slug>{each.path}", exports.view_of(each), name=f"trip-{each.name}")
        for each in FORMATS
    ),
    path("trips/<slug:slug>/changes/", changes.change_list, name="change-list"),
    path("trips/<slug:slug>/changes.atom", changes.change_feed, name="change-feed"),
    path("schema/trip.json", data.trip_schema, name="trip-schema"),
    path("join/<str:token>/", joining.join, name="join"),
    path("feeds/<str:token>.ics", calendars.feed, name="feed"),
    path("host/<str:token>/", hosting.host, name="host"),
    path("leave/", joining.leave, name="leave"),
    path("robots.txt", site.robots, name="robots"),
    path("sitemap.xml", site.sitemap, name="sitemap"),
    path("manifest.webmanifest", site.manifest, name="manifest"),
    path("sw.js", site.service_worker, name="service-worker"),
    path("offline/", site.offline, name="offline"),
]
