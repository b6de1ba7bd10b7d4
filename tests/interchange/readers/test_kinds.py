"""What kind of file something is."""

import json

import pytest

from tests.interchange.programmes import calendar, schedule_json, schedule_xml
from tests.interchange.test_document import WHOLE
from tripbook.interchange.document import DocumentError
from tripbook.interchange.readers import kind_of_file

SHEET = "date,title\n2026-11-24,開幕式\n"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (schedule_json(), "", "schedule"),
        (b"\xef\xbb\xbf" + schedule_json(), "upload.txt", "schedule"),
        (schedule_xml(), "schedule.json", "schedule"),
        (calendar("UID:1"), "summit", "calendar"),
        (b"begin:vcalendar\r\n", "", "calendar"),
        (b"broken", "summit.ics", "calendar"),
        (json.dumps(WHOLE).encode(), "", "document"),
        (b'{"trip": {}}', "", "document"),
        (SHEET.encode(), "", "sheet"),
        (SHEET.encode("utf-16"), "", "sheet"),
        (SHEET.encode("big5"), "", "sheet"),
        (SHEET.replace(",", ";").encode(), "", "sheet"),
        (b"a,b\n1,2\n", "plan.csv", "sheet"),
    ],
)
def test_a_file_is_known_by_its_content_then_by_its_name(data, name, kind):
    assert kind_of_file(data, name) == kind


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The file is empty."),
        (b" \r\n", "The file is empty."),
        (b"PK\x03\x04xlsx", "Save the sheet as CSV"),
        (b"<!DOCTYPE html><html>", "This is a web page"),
        (b"# Harbour visit\n\n- 9:30 Opening\n", "A note in Markdown"),
        (b'{"name": "x"}', "neither a trip document nor a conference schedule"),
        (b'{"name": \n}', "line 2, column 1"),
        (b"\x00\x01\x02\x03binary", "NUL byte"),
    ],
)
def test_what_is_no_such_file_is_refused_with_what_to_do(data, told):
    with pytest.raises(DocumentError, match=told):
        kind_of_file(data, "upload")


def test_a_file_that_is_too_large_is_refused(settings):
    settings.IMPORT_MAX_BYTES = 10
    with pytest.raises(DocumentError, match="larger than 10 bytes"):
        kind_of_file(SHEET.encode())
