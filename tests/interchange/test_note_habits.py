"""What becomes of habits of writing where they meet: examples, and any combination of them.

`make torture` tries many more combinations.
"""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.interchange.habits import misread, written_trips
from tests.interchange.lines import lost_lines
from tests.interchange.outlines import outline
from tripbook.interchange.note import read_note

HEAD = "# Port week 2027\n\n日期：3/9（二）\n\n"
D9, D10 = "2027-03-09", "2027-03-10"
WALK = (D9, "10:00", None, "Walk")
LUNCH = (D9, "12:00", None, "Lunch")


def read(text):
    """Return the outline of a note under a title with its year; nothing of it may be lost."""
    reading = read_note(HEAD + text)
    assert lost_lines(HEAD + text, reading) == []
    return outline(reading.document)


def names(text):
    return [name for name, _handle, _organization in read(text).people]


@settings(
    derandomize=True, deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow]
)
@given(written_trips())
def test_a_trip_written_in_any_combination_of_habits_is_read_back_whole(written):
    trip, note = written
    assert misread(trip, note) == {}


# Headings of several shapes


@pytest.mark.parametrize(
    "text",
    [
        "## Participants\n- Ann Lee\n- Ben Ray\n\n**Schedule**\n\n- 10:00 Walk\n- 12:00 Lunch\n",
        "## 出席\nAnn Lee, Ben Ray\n\n**行程**\n\n|時間|\n|-|-|\n|10:00|Walk|\n|12:00|Lunch|\n",
        "## 誰來了\n#### Ann Lee\n- maps\n#### Ben Ray\n\n**流程**\n10:00 Walk\n12:00 Lunch\n",
        "## 預算\n- 便當\n\n**出席**：Ann Lee、Ben Ray\n\n**時程**\n10:00 Walk\n12:00 Lunch\n",
        "## 日付\n- 3月9日\n\n参加者：\n- Ann Lee\n- Ben Ray\n\n## 議題\n10:00 Walk\n12:00 Lunch\n",
        "## People: Ann Lee, Ben Ray\n\n**今日議題**\n**10:00**\nWalk\n\n**12:00**\nLunch\n",
        "## Our crew\n- Ann Lee\n- Ben Ray\n\n**What we do**\n\n- 10:00 Walk\n- 12:00 Lunch\n",
    ],
)
def test_a_part_ends_where_the_next_begins_however_it_is_headed(text):
    found = read(text)
    assert [name for name, _handle, _organization in found.people] == ["Ann Lee", "Ben Ray"]
    assert found.sessions == [WALK, LUNCH]


def test_a_table_of_contents_is_nobody():
    assert names("## 出席\n- Ann Lee\n- \n\n[TOC]\n") == ["Ann Lee"]


def test_a_label_in_bold_inside_a_day_stays_there():
    text = "## 3/9\n**Schedule**\n- 10:00 Walk\n\n## 3/10\n**Schedule**\n- 12:00 Lunch\n"
    assert read(text).sessions == [WALK, (D10, "12:00", None, "Lunch")]


# Times and titles


@pytest.mark.parametrize(
    "text",
    [
        "## Schedule\n10:00\nWalk\n\n12:00\nLunch\n",
        "## Schedule\n**10:00**\nWalk\nBring shoes.\n**12:00**\nLunch\n",
        "## Schedule\n- 10:00\n    - Walk\n- 12:00\n    - Lunch\n",
        "## 3/9 Old town\n10:00\nWalk\n\n12:00\nLunch\n",
        "**Schedule**\n\n**3/9**\n10:00\nWalk\n\n12:00\nLunch\n",
    ],
)
def test_a_time_over_its_title_is_a_session(text):
    assert read(text).sessions == [WALK, LUNCH]


@pytest.mark.parametrize("title", ["報到", "誰來畫地圖？", "Q&A", "참석"])
def test_a_title_may_be_a_question_or_a_word_for_a_part(title):
    expected = [(D9, "10:00", None, title), LUNCH]
    assert read(f"## Schedule\n- 10:00 {title}\n    - 3 分鐘\n- 12:00 Lunch\n").sessions == expected
    assert read(f"## Schedule\n10:00\n{title}\n\n12:00\nLunch\n").sessions == expected
    assert read(f"## Schedule\n### {title} (10:00)\n### Lunch (12:00)\n").sessions == expected


def test_names_under_the_last_session_are_a_roster():
    text = "## Schedule\n10:00 Walk\n12:00 Lunch\n\n- Participants: Ann Lee, Ben Ray\n"
    assert names(text) == ["Ann Lee", "Ben Ray"]


# Days with titles


@pytest.mark.parametrize(
    "text",
    [
        "3/9 Old town\n- 10:00 Walk\n- 12:00 Lunch\n\n3/10 Mill\n- 10:00 Tour\n- 11:00 Tea\n",
        "- 3/9 Sea\n  - 10:00 Walk\n  - 12:00 Lunch\n- 3/10 Mill\n  - 10:00 Tour\n  - 11:00 Tea\n",
        "Day 1: Sea\n\n10:00 Walk\n12:00 Lunch\n\nDay 2 (3/10): Mill\n\n10:00 Tour\n11:00 Tea\n",
        "|日期|時間||\n|-|-|-|\n|3/9 A|10:00|Walk|\n||12:00|Lunch|\n|3/10|10:00|Tour|\n||11:00|Tea",
    ],
)
def test_a_day_with_a_title_over_its_times_is_no_session(text):
    tour, tea = (D10, "10:00", None, "Tour"), (D10, "11:00", None, "Tea")
    assert read(f"## Plan\n{text}").sessions == [WALK, LUNCH, tour, tea]


@pytest.mark.parametrize("heading", ["上次會議", "Previous meetings", "前回の議事録", "지난 회의"])
def test_past_meetings_say_nothing_of_the_year(heading):
    found = read(f"## {heading}\n- [2025/3/9](https://a.example/)\n- 2025/4/6 https://b.example/\n")
    assert found.days == [(D9, "")]


@pytest.mark.parametrize(
    "text",
    [
        "## 日期 Date\n- 3/10\n",
        "## 時間\n3/10\n\n報名截止：2/1 23:59\n",
        "- 時間：3/10，19:00 - 21:00\n- 連結：https://a.example/\n參加者：小明、阿海\n",
    ],
)
def test_the_date_is_found_beside_other_labels(text):
    reading = read_note(f"# Port week 2027\n\n{text}")
    assert outline(reading.document).days == [(D10, "")]


def test_a_deadline_in_a_plan_is_no_session():
    text = "## Schedule\n### 3/9\n- 10:00 Walk\n- 12:00 Lunch\n\n報名截止：3/1 23:59\n"
    assert read(text).sessions == [WALK, LUNCH]
    assert read(text).days == [(D9, "")]


def test_labels_in_one_box_may_be_in_a_list_and_out_of_it():
    text = ":::info\n- 連結：https://a.example/\n參加者：小明、阿海\n:::\n"
    assert names(text) == ["小明", "阿海"]


# Rosters


@pytest.mark.parametrize(
    "text",
    [
        "- Ann Lee\n    - first time here\n- Ben Ray\n    - maps\n",
        "- Ann Lee #maps #boats\n- Ben Ray #design\n",
        "Ann Lee: Port Lab\nBen Ray: Mill\n",
        "Ann Lee：港務局\nBen Ray：社群\n",
        "- On-site: Ann Lee\n- Online: Ben Ray\n",
        "### 台灣\n- Ann Lee\n\n### 日本\n- Ben Ray\n",
        "Ann Lee / Port Lab\nBen Ray\n",
        "|姓名|簽到|\n|-|-|\n|Ann Lee|✅|\n|Ben Ray|v|\n",
        "|Name|Present|\n|-|-|\n|Ann Lee|✅|\n|Ben Ray|O|\n|Cho Kim||\n",
        "[Ann Lee](https://a.example/)\n[Ben Ray](https://b.example/)\n",
    ],
)
@pytest.mark.parametrize("heading", ["Participants", "報到"])
def test_what_stands_beside_or_under_a_name_is_about_the_person(heading, text):
    assert names(f"## {heading}\n{text}") == ["Ann Lee", "Ben Ray"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("- Port office\n    - Ann Lee\n- Mill team\n    - Ben Ray\n", ["Ann Lee", "Ben Ray"]),
        ("港務局：林阿海\n社群：王小明\n", ["林阿海", "王小明"]),
    ],
)
def test_what_stands_over_or_before_names_is_a_group(text, people):
    assert names(f"## Participants\n{text}") == people


@pytest.mark.parametrize("after", ["後", " 以後", "之後", " 以降", " 이후"])
def test_after_a_time_a_word_may_say_that_it_only_begins_then(after):
    text = f"## 流程\n- 17 : 00 開場\n- 18 : 00{after} 交流\n- 19:00 後勤\n"
    assert read(text).sessions == [
        (D9, "17:00", None, "開場"),
        (D9, "18:00", None, "交流"),
        (D9, "19:00", None, "後勤"),
    ]


def test_the_mark_that_breaks_a_line_is_none_of_its_words():
    text = "## Schedule\n10:00 Walk\\\n12:00 Lunch\\\n"
    assert read(text).sessions == [WALK, LUNCH]


@pytest.mark.parametrize(
    "entries",
    [
        "* 15 王O明\n* 101\t林O海\n* 102 Mei\n",
        "- 7. 王O明\n- 12. 林O海\n- 120. Mei\n",
        "15 王O明\n101　林O海\n102 Mei\n",
    ],
)
def test_names_may_stand_after_the_numbers_that_people_registered_with(entries):
    assert names(f"## 學員名單\n\n{entries}") == ["王O明", "林O海", "Mei"]


@pytest.mark.parametrize("entries", ["- 3 位老師\n- 5 位同學\n- 8 位家長\n"])
def test_how_many_come_of_each_kind_is_no_roster(entries):
    assert names(f"## 參與者\n\n{entries}") == []


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("請回信確認 3/9（二）、3/10（三）兩日皆可到場。", ["3/9", "3/10"]),
        ("Be sure to come on both days, Tuesday 9 March and Wednesday 10 March.", ["3/9", "3/10"]),
        ("3月9日(火)、10日(水)の両日とも来てください。", ["3/9", "3/10"]),
        ("3/9(화), 3/10(수) 양일 모두 와 주세요.", ["3/9", "3/10"]),
        ("學員於 3/9-3/11 三天都要到場。", ["3/9", "3/10", "3/11"]),
        ("請於 3/9（二）、3/10（三）兩日內完成報名。", []),
        ("3/9（二）公布名單，請在兩天內回信。", []),
        ("上次在 3/9（二）、3/10（三）兩日見到大家。", []),
    ],
)
def test_a_sentence_may_name_the_days_of_an_event_and_count_them(sentence, days):
    document = read_note(f"# 海港營\n\n名單如下。\n\n{sentence}\n").document
    assert [day.title for day in document.days] == days


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("步行至<br>海港飯店", "步行至 海港飯店"),
        ("走到<br />碼頭<br>約十分鐘", "走到 碼頭"),
        ("Walk to<br>the mill<br>10 minutes", "Walk to the mill"),
        ("Boats and<br>nets", "Boats and nets"),
        ("報到<br>地點：大廳", "報到"),
        ("Sign in<br>Main hall", "Sign in"),
        ("Opening<br>Ann Lee", "Opening"),
    ],
)
def test_a_title_goes_on_after_a_line_break_in_its_cell_where_it_is_not_whole(cell, title):
    text = f"| Time | Activity |\n|---|---|\n| 10:00 | {cell} |\n| 12:00 | Lunch |\n"
    assert read(text).sessions == [(D9, "10:00", None, title), LUNCH]


@pytest.mark.parametrize(
    ("first", "second", "titles"),
    [
        ("mira", "kai_0x4", []),
        ("阿海", "王小明", []),
        ("Ann Lee", "ben", []),
        ("김철수", "이영희", []),
        ("高雄", "金山", ["高雄", "金山"]),
        ("lunch", "harbour", ["lunch", "harbour"]),
        ("Boat tour", "Ann Lee", ["Boat tour", "Ann Lee"]),
    ],
)
def test_headings_of_nothing_but_people_under_a_day_are_no_sessions(first, second, titles):
    text = f"## 2027-03-09\n\n### {first}\n\nnets\n\n### {second}\n\n- ropes\n"
    assert [title for _date, _start, _end, title in read(text).sessions] == titles


@pytest.mark.parametrize("under", ["- 10:00 Walk\n- 12:00 Lunch\n", "10:00 Walk\n12:00 Lunch\n"])
@pytest.mark.parametrize("place", ["Harbour airport", "海港機場", "港空港", "항구 공항"])
def test_a_heading_over_a_programme_of_its_day_is_no_session(place, under):
    assert read(f"## 3/9\n\n### {place}\n{under}").sessions == [WALK, LUNCH]


def test_a_heading_over_what_is_to_be_known_of_it_is_a_session():
    text = "## 3/9\n\n### Harbour walk\n- bring shoes\n- 2 hours\n"
    assert read(text).sessions == [(D9, None, None, "Harbour walk")]
