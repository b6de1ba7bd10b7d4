import pytest

from tripbook.interchange.note.line.times import find_times
from tripbook.interchange.note.rules.programme import (
    entries_in,
    is_one_line_session,
    is_room,
    is_timed,
    read_entry,
)


def written(text):
    return [(t.opens.text, t.closes.text if t.closes else None) for t in find_times(text)]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("10:00-11:30", [("10:00", "11:30")]),
        ("9:30 – 10:00", [("09:30", "10:00")]),
        ("9:30 -- 10:00", [("09:30", "10:00")]),
        ("9:30 --", [("09:30", None)]),
        ("13：00～14：30", [("13:00", "14:30")]),
        ("13:00\\~14:30", [("13:00", "14:30")]),
        ("１３：００", [("13:00", None)]),
        ("10:00~", [("10:00", None)]),
        ("17 : 00 ~ 18 : 00 Doors open", [("17:00", "18:00")]),
        ("3/9 09 : 30 開場", [("09:30", None)]),
        ("１７ ： ００ 受付", [("17:00", None)]),
        ("17:00 - ", [("17:00", None)]),
        ("12:30-13:00: Lunch", [("12:30", "13:00")]),
        ("10:00 to 11:00", [("10:00", "11:00")]),
        ("13:00から14:00", [("13:00", "14:00")]),
        ("22:00-24:00", [("22:00", "00:00")]),
        ("2pm", [("14:00", None)]),
        ("1:30 PM", [("13:30", None)]),
        ("8-10pm", [("20:00", "22:00")]),
        ("11am – 1pm", [("11:00", "13:00")]),
        ("11-1pm", [("11:00", "13:00")]),
        ("2pm-4", [("14:00", "16:00")]),
        ("230pm", [("14:30", None)]),
        ("9-930am", [("09:00", "09:30")]),
        ("1030am-12pm", [("10:30", "12:00")]),
        ("1530pm", []),
        ("AM9：30", [("09:30", None)]),
        ("下午2點半", [("14:30", None)]),
        ("上午9:00-12:00", [("09:00", "12:00")]),
        ("午後2時〜午後4時", [("14:00", "16:00")]),
        ("오후 2시 30분", [("14:30", None)]),
        ("14時30分", [("14:30", None)]),
        ("08:30 前往碼頭", [("08:30", None)]),
        ("9點半前往機場", [("09:30", None)]),
        ("20:00 前夜祭", [("20:00", None)]),
        ("17:00 前要還場地", []),
        ("十點半前到", []),
        ("9點-10點半", [("09:00", "10:30")]),
        ("14h30", [("14:30", None)]),
        ("14h : visite", [("14:00", None)]),
        ("2000 dinner", [("20:00", None)]),
        ("9h – 11h workshop", [("09:00", "11:00")]),
        ("9h30–12h atelier", [("09:30", "12:00")]),
        ("16 Uhr Hafen", [("16:00", None)]),
        ("1000–1130 Walk", [("10:00", "11:30")]),
        ("9.45 Walk", [("09:45", None)]),
        ("11.45–13.00 Harbour office", [("11:45", "13:00")]),
        ("0930 check-in", [("09:30", None)]),
        ("0900 meeting", [("09:00", None)]),
        ("1730", [("17:30", None)]),
        ("上午十點半至十二點", [("10:30", "12:00")]),
        ("晚上七點到九點", [("19:00", "21:00")]),
        ("中午 11:30", [("11:30", None)]),
        ("中午1點", [("13:00", None)]),
        ("中午11:30-1:30", [("11:30", "13:30")]),
        ("早上八點四十五分", [("08:45", None)]),
        ("二十一點整", [("21:00", None)]),
        ("十點半集合", [("10:30", None)]),
        ("上午9:30", [("09:30", None)]),
        ("12.00 am - 11.59 pm", [("00:00", "23:59")]),
        ("凌晨12:30", [("00:30", None)]),
        ("晚 8 點", [("20:00", None)]),
        ("第三次 3/9 (二) 1900-2030", [("19:00", "20:30")]),
        ("3/9 二　1330 - 1730", [("13:30", "17:30")]),
        (": 0930 ~ 1000　報到", [("09:30", "10:00")]),
        ("晚 7-9 點", [("19:00", "21:00")]),
        ("早9:30-12:00", [("09:30", "12:00")]),
        ("晚八點", [("20:00", None)]),
        ("晚間 7 點", [("19:00", None)]),
        ("朝9時〜夜6時", [("09:00", "18:00")]),
        ("밤 9시", [("21:00", None)]),
        ("最晚 8 點", [("08:00", None)]),
        ("noon", [("12:00", None)]),
        ("正午 解散", [("12:00", None)]),
        ("10:30am–12nn Maps", [("10:30", "12:00")]),
        ("12nn–1:30pm Lunch", [("12:00", "13:30")]),
        ("10:00-11:00, 13:00-14:00", [("10:00", "11:00"), ("13:00", "14:00")]),
    ],
)
def test_times(text, times):
    assert written(text) == times


@pytest.mark.parametrize(
    "text",
    [
        "pm5",
        "2015 - 2018",
        "00:05:10 Ann speaks",
        "25 mins",
        "2時間",
        "11點半前到",
        "17:00 前要還場地",
        "17:00まで",
        "2 - 3 people",
        "2 - 3 Days in the port",
        "10 - 12人",
        "1-2 Sentences each",
        "1 - intro",
        "16:9",
        "3:2",
        "10 ppl",
        "rooms 8-111",
        "exam 10",
        "1200 people came",
        "1500 元",
        "2030 sprint",
        "1999",
        "version 9.45.1",
        "3.14 is enough",
        "Hall 12 : 30 seats",
        "Team 2 : 15 boats",
        "比數 10 : 20",
        "Part 2: 30 ports",
        "兩點建議",
        "有一點累",
        "3/9 (二) 2019-2021",
        "晚一點到",
        "提早30分鐘",
        "三點：第一",
        "第十點半成品",
    ],
)
def test_no_times(text):
    assert written(text) == []


def test_the_end_at_midnight_is_the_next_day():
    [span] = find_times("22:00-24:00")
    assert span.closes.next_day
    assert not span.opens.next_day


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("10:00-11:30 Opening", "Opening"),
        ("12:30-13:00: Lunch in groups", "Lunch in groups"),
        ("9am: Walk", "Walk"),
        ("Opening (10:00–11:00)", "Opening"),
        ("**10:00** Opening", "Opening"),
        ("**10:00-11:00：開幕**", "**開幕**"),
        ("3/9（二）10:00 參訪", "參訪"),
        ("13:30 開始 報到", "報到"),
        ("Panel 9/29 12:00-13:00 ＠Hall 8", "Panel     ＠Hall 8"),
        ("[ ] 10:00 Walk", "Walk"),
        ("from 10:00 Walk", "Walk"),
        ("ab 10:00 Hafen", "Hafen"),
        ("10:00 [Walk](https://a.example/2027/3/9)", "[Walk](https://a.example/2027/3/9)"),
    ],
)
def test_entries(text, title):
    assert read_entry(text).title == title


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("10:00 Walk, 11:00 Boat", ["10:00 Walk", "11:00 Boat"]),
        ("10:00 報到；11:00-12:00 開幕", ["10:00 報到", "11:00-12:00 開幕"]),
        ("3/9 10:00 Walk, 14:00 Boat, 19:00 Dinner", 3),
        ("10:00 Walk, boat and lunch", 1),
        ("10:00, 11:00 Walk", 1),
        ("Lunch, 12:30-13:30 (hall)", 1),
        ("10:00 Walk (bus, 10:15 at the port)", 1),
        ("5 March: port office, 10:00; train 15:12", 1),
    ],
)
def test_lines_with_several_entries(text, entries):
    found = entries_in(text)
    assert (list(found) if isinstance(entries, list) else len(found)) == entries


@pytest.mark.parametrize(
    "text",
    [
        "from 10:00 Walk",
        "10:00 Walk",
        "9am: Walk",
        "Walk (10:00–11:00)",
        "Walk 10:00-11:00",
        "3/9 10:00 Walk",
    ],
)
def test_lines_of_a_timetable(text):
    assert is_timed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Walk",
        "10:00",
        "9:15, 9:20, 10:40",
        "maybe at 4pm a bus leaves",
        "Shuttle: 8：00～11：40（10:00外，每20分一班）",
    ],
)
def test_lines_of_no_timetable(text):
    assert not is_timed(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Panel 9/29 12:00-13:00 ＠Hall 8", True),
        ("9/29 12:00-13:00 Panel", True),
        ("9/29 8-10pm Japan time", False),
        ("9/29 8-10pm (日本時間)", False),
        ("9/29 7-9pm，來吧！大家一起聊天！", False),
        ("9/29 at noon", False),
    ],
)
def test_sessions_on_one_line(text, expected):
    assert is_one_line_session(text) is expected


@pytest.mark.parametrize(
    "text", ["Room A", "Hall 8", "Meeting Room", "大會議室", "三樓教室", "301", "2F", "ホール"]
)
def test_rooms(text):
    assert is_room(text)


@pytest.mark.parametrize(
    "text",
    [
        "Opening",
        "開幕",
        "Roomy boats for everybody in the harbour town",
        "Opening @ City Hall",
        "Visit City Hall",
        "Lunch, Main Hall",
    ],
)
def test_no_rooms(text):
    assert not is_room(text)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("0830hrs Boats", "08:30"),
        ("1400 hrs - Boats", "14:00"),
        ("2030hrs Boats", "20:30"),
        ("1430H Boats", "14:30"),
        ("(2) 11.10 Boats", "11:10"),
        ("(12) 14h30 Boats", "14:30"),
        ("1200 hrs of sound", None),
        ("(2) 11 boats", None),
    ],
)
def test_hours_may_have_their_unit_and_a_number_in_brackets_before_them(text, start):
    entry = read_entry(text)
    assert (entry.time and entry.time.opens.text) == start
    assert start is None or entry.title == "Boats"


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("7시 반 수다", [("07:30", None)]),
        ("오후 2시 반", [("14:30", None)]),
        ("10시 반장 회의", []),
        ("7시반 수다", [("07:30", None)]),
    ],
)
def test_half_past_may_stand_apart_from_its_hour(text, times):
    assert written(text) == times


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9:30 hs. Boats", "09:30", None),
        ("14 hs Boats", "14:00", None),
        ("14:00h Boats", "14:00", None),
        ("18.30 Uhr Boats", "18:30", None),
        ("kl. 18.30 Boats", "18:30", None),
        ("klo 18:30 Boats", "18:30", None),
        ("09h00 às 10h00 – Boats", "09:00", "10:00"),
        ("9:00 a 10:30 Boats", "09:00", "10:30"),
        ("9h à 10h30 : Boats", "09:00", "10:30"),
        ("9:00 bis 10:30 Boats", "09:00", "10:30"),
        ("9:00 until 10:30 Boats", "09:00", "10:30"),
        ("12 midday Boats", "12:00", None),
    ],
)
def test_what_belongs_to_a_time_is_no_part_of_the_title(text, start, end):
    entry = read_entry(text)
    closes = entry.time.closes and entry.time.closes.text
    assert (entry.title, entry.time.opens.text, closes) == ("Boats", start, end)


@pytest.mark.parametrize("text", ["10:00 Hsinchu walk", "10:00 A walk", "10:00 Huts"])
def test_a_title_may_begin_like_a_unit(text):
    assert read_entry(text).title == text.removeprefix("10:00 ")
