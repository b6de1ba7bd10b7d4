"""docs/recipes.md: each recipe is run against a server, as it is written."""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings
from icalendar import Calendar

from events.models import Session
from tests.factories import make_day, make_place, make_session, make_trip

RECIPE = re.compile(r"^```(sh|python|js)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGE = settings.BASE_DIR / "docs" / "recipes.md"
DATE = dt.date(2026, 11, 24)


def recipe(containing):
    """Return the one recipe in which a text stands, with its language."""
    found = [
        (language, code)
        for language, code in RECIPE.findall(PAGE.read_text(encoding="utf-8"))
        if containing in code
    ]
    assert len(found) == 1
    return found[0]


@pytest.fixture
def trip(transactional_db):
    trip = make_trip(slug="seoul", title="首爾考察", timezone="Asia/Seoul")
    day = make_day(trip, DATE)
    make_session(day, "開幕", start="09:30", place=make_place(trip, "City hall"))
    make_session(day, "Free")
    make_session(make_day(trip), "Tomorrow", start="10:00")
    return trip


@pytest.fixture
def run(trip, live_server, tmp_path):
    """Return a function that runs the recipe in which a text stands, and returns what it prints."""
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(tmp_path),
        "SITE": live_server.url,
        "TRIP": "seoul",
        "TODAY": DATE.isoformat(),
    }
    programs = {"sh": ["sh", "-ec"], "python": [sys.executable, "-c"]}
    programs["js"] = ["node", "--input-type=module", "-e"]

    def run(containing):
        language, code = recipe(containing)
        for program in (programs[language][0], *(p for p in ("curl", "jq") if f"{p} -" in code)):
            if not shutil.which(program):
                pytest.skip(f"{program} is not on this machine")
        done = subprocess.run(
            [*programs[language], code],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run


def test_todays_sessions_with_curl_and_jq(run):
    assert run("jq -r") == "       Free\n09:30  開幕\n"


def test_todays_sessions_with_python(run):
    assert run("# today.py") == "       Free  \n09:30  開幕  City hall\n"


def test_todays_sessions_with_javascript(run):
    assert run("// today.mjs") == "      Free\n09:30 開幕\n"


def test_a_static_site(run, tmp_path):
    run("site/index.html")
    run("# pages.py")
    site = tmp_path / "site"
    assert "首爾考察" in (site / "index.html").read_text(encoding="utf-8")
    assert len(Calendar.from_ical((site / "trip.ics").read_bytes()).walk("VEVENT")) == 3
    assert (site / "2026-11-24.html").read_text(encoding="utf-8") == (
        "<!doctype html><meta charset=utf-8><h1>2026-11-24</h1><ul><li> Free<li>09:30 開幕</ul>\n"
    )


def test_a_subscription_fetches_only_what_changed(run, trip, tmp_path):
    assert [run("--etag-save"), run("--etag-save")] == ["200\n", "304\n"]
    kept = (tmp_path / "trip.ics").read_bytes()
    Session.objects.filter(title="Free").update(title="Not free")
    assert run("--etag-save") == "200\n"
    assert (tmp_path / "trip.ics").read_bytes() != kept


def test_a_sync_says_what_changed(run, trip):
    assert run("# sync.py").splitlines() == [
        "seoul new or changed: Free",
        "seoul new or changed: 開幕",
        "seoul new or changed: Tomorrow",
    ]
    assert run("# sync.py") == "seoul unchanged\n"
    Session.objects.get(title="Free").delete()
    Session.objects.filter(title="Tomorrow").update(title="Later")
    assert run("# sync.py").splitlines() == [
        "seoul new or changed: Later",
        "seoul gone: Free",
    ]


def test_every_recipe_is_run():
    names = ("jq -r", "# today.py", "// today.mjs", "site/index.html")
    names += ("# pages.py", "--etag-save", "# sync.py")
    assert {recipe(name) for name in names} == set(RECIPE.findall(PAGE.read_text(encoding="utf-8")))
