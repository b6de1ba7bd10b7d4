"""Sheets of sessions to trip documents."""

import dataclasses

import pytest

from tests.interchange.programmes import TRIP, plan, starts
from tripbook.interchange.document import DocumentError, check_importable
from tripbook.interchange.readers.sheets import read_sheet, template

SHEET = """date,start,end,title,place
2026-11-24,09:30,10:15,Opening,Great hall
2026-11-25,,,Free day,
"""
CHINESE = """標題,日期,開始,地點
開幕式,2026-11-24,09:30,市政廳
晚宴（自由參加）,2026年11月24日,下午6點半,圓山飯店
"""


def refused(data, target=TRIP):
    data = data.encode() if isinstance(data, str) else data
    with pytest.raises(DocumentError) as caught:
        read_sheet(data, target)
    return [str(problem) for problem in caught.value.problems]


def row(**cells):
    """Return a sheet of one row."""
    cells = {"date": "2026-11-24", "title": "Opening"} | cells
    quoted = (f'"{value}"' for value in cells.values())
    return f"{','.join(cells)}\n{','.join(quoted)}\n"


def read(text, target=TRIP):
    return read_sheet(text.encode(), target)


def test_a_sheet_becomes_days_sessions_and_places():
    reading = read(SHEET)
    check_importable(reading.document)
    assert plan(reading) == [
        ("2026-11-24", "09:30", "10:15", "Opening"),
        ("2026-11-25", None, None, "Free day"),
    ]
    assert [place.name for place in reading.document.places] == ["Great hall"]


def test_the_template_is_a_sheet_that_can_be_read():
    reading = read_sheet(template(), TRIP)
    assert plan(reading) == [
        ("2026-11-24", "09:30", "10:30", "Opening ceremony"),
        ("2026-11-24", "22:00", "00:30", "Night train"),
    ]
    document = reading.document
    assert reading.warnings == []
    assert [(p.name, p.role) for p in document.participants] == [
        ("Mei-Lin", "delegate"),
        ("Arno", "speaker"),
    ]
    assert [going.role for going in document.sessions[0].participants] == ["attendee", "speaker"]
    assert [organization.name for organization in document.organizations] == ["Harbour office"]
    assert document.places[0].address == "1 Harbour street"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "big5", "gb18030"],
)
def test_encodings_and_separators(encoding, separator):
    reading = read_sheet(CHINESE.replace(",", separator).encode(encoding), TRIP)
    assert plan(reading) == [
        ("2026-11-24", "09:30", None, "開幕式"),
        ("2026-11-24", "18:30", None, "晚宴（自由參加）"),
    ]


def test_an_encoding_that_was_guessed_is_told():
    told = [str(warning) for warning in read_sheet(CHINESE.encode("big5"), TRIP).warnings]
    assert told == ["The file is not Unicode; it was read as Big5."]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-11-24", "2026-11-24"),
        ("2026/11/24", "2026-11-24"),
        ("2026/1/4", "2026-01-04"),
        ("24.11.2026", "2026-11-24"),
        ("2026年1月4日", "2026-01-04"),
        ("2026년 1월 4일", "2026-01-04"),
    ],
)
def test_dates_as_people_write_them(text, date):
    assert plan(read(row(date=text)))[0][0] == date


@pytest.mark.parametrize(
    ("text", "time"),
    [("9:30", "09:30"), ("09:30:00", "09:30"), ("2pm", "14:00"), ("下午2點半", "14:30")],
)
def test_times_as_people_write_them(text, time):
    assert plan(read(row(start=text)))[0][1] == time


@pytest.mark.parametrize("text", ["11/24/2026", "24/11/2026", "Tuesday", "46350", "11-24"])
def test_a_date_that_could_be_another_is_refused_with_line_and_column(text):
    assert refused(row(date=text)) == [
        f"line 2, column A (date): “{text}” is no date like 2026-11-05"
    ]


def test_every_wrong_cell_is_told_with_line_and_column():
    sheet = (
        "date,title,start,end,kind,links\n"
        "2026-02-30,Opening,9 o'clock,,party time,ftp://x\n"
        ",Closing,,,,\n"
        "2026-11-24,,,,,\n"
        "2026-11-24,Dinner,20:00,19:00,,\n"
        "2026-11-24,Walk,,,,,left over\n"
    )
    later = "a column “end date” says that it is on a later day"
    kinds = "talk, meeting, visit, workshop, networking, ceremony, meal, travel, lodging, free"
    assert refused(sheet) == [
        "line 2, column A (date): “2026-02-30” is a date that does not exist",
        "line 2, column C (start): “9 o'clock” is no time like 09:30",
        f"line 2, column E (kind): “party time” is none of {kinds}, other",
        "line 2, column F (links): “ftp://x” is no address that starts with http:// or https://",
        "line 3, column A (date): is empty",
        "line 4, column B (title): is empty",
        f"line 5, column D (end): is before the start; {later}",
        "line 6, column G: stands under no column: is a separator too much in this line?",
    ]


def test_missing_columns_are_named():
    (told,) = refused("start,session\n9:30,Opening\n")
    assert told == (
        "line 1: There is no column called “date”. The first line of the sheet names its "
        "columns; it has: start, session."
    )


def test_columns_that_are_not_known_are_left_out_and_told():
    (warning,) = read(row(Budget="100", title="Opening")).warnings
    assert "Budget" in str(warning)


def test_a_column_that_is_there_twice_is_refused():
    assert refused("date,title,Title\n2026-11-24,a,b\n") == [
        "line 1, column C (Title): names a column that is there already"
    ]


def test_the_line_of_a_row_counts_the_lines_within_cells():
    (told,) = refused('date,title\n2026-11-24,"two\nlines"\nsoon,x\n')
    assert told.startswith("line 4, column A (date)")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "line 1: There is no column"),
        (b"date,title\n", "There is no event in this file."),
        (b'date,title\n2026-11-24,"open\n', "line 2: The sheet can't be read from here"),
        (b"date,title\n2026-11-24,\x00\x01x\n", "line 2: The file holds a NUL byte"),
        (b"\xff\xfed\x00a\x00t", "The file begins as UTF-16-LE and is not"),
    ],
)
def test_a_broken_sheet_is_refused_in_words(data, told):
    (problem,) = refused(data)
    assert problem.startswith(told)


def test_a_time_that_the_clocks_skip_is_refused_with_its_line():
    (told,) = refused(row(date="2026-03-29", start="03:30"))
    assert told.startswith("line 2: 03:30 does not exist on 2026-03-29 in Europe/Tallinn")
    (told,) = refused(row(date="2026-03-08", start="02:30", timezone="America/New_York"))
    assert told.startswith("line 2, column C (start): 02:30 does not exist on 2026-03-08")


def test_a_session_over_midnight_needs_its_end_date():
    text = row(start="22:00", end="00:30", **{"end date": "2026-11-25"})
    session = read(text).document.sessions[0]
    assert (str(session.end), str(session.end_date)) == ("00:30:00", "2026-11-25")


def test_a_row_in_another_zone_gives_its_day_that_zone():
    reading = read(row(start="09:30", timezone="Asia/Kathmandu"))
    assert starts(reading) == ["2026-11-24T03:45Z"]
    assert reading.document.days[0].timezone == "Asia/Kathmandu"


def test_what_keeps_a_text_from_being_a_formula_is_taken_off():
    session = read(row(title="'=1+1", description="'- a list")).document.sessions[0]
    assert (session.title, session.description) == ("=1+1", "- a list")


def test_a_row_keeps_its_uid_when_its_time_changes():
    before = read(row(start="09:30")).document.sessions[0]
    after = read(row(start="10:30")).document.sessions[0]
    assert before.uid == after.uid


def test_uids_of_the_trip_are_kept_and_others_are_not():
    own = dataclasses.replace(TRIP, known=frozenset(["sessionOWN01"]))
    text = row(uid="sessionOWN01")
    assert read(text, own).document.sessions[0].uid == "sessionOWN01"
    assert read(text).document.sessions[0].uid != "sessionOWN01"


def test_two_rows_of_the_same_title_on_a_day_are_two_sessions():
    document = read("date,title\n2026-11-24,Coffee\n2026-11-24,Coffee\n").document
    assert len({session.uid for session in document.sessions}) == 2


def test_two_thousand_rows_are_read():
    rows = "".join(f"2026-11-{i % 20 + 1:02},Talk {i},{i % 24:02}:00\n" for i in range(2000))
    assert len(read("date,title,start\n" + rows).document.sessions) == 2000
