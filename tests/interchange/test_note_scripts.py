"""Notes in simplified Chinese are read by the same words as those in traditional Chinese."""

import re

import pytest

from tests.interchange.lines import lost_lines
from tests.interchange.outlines import outline
from tripbook.interchange.note import read_note
from tripbook.interchange.note.line.people import read_person
from tripbook.interchange.note.line.scripts import (
    PAIRS,
    both_scripts,
    in_both_scripts,
    simplified,
    words_in_both_scripts,
)


def test_each_pair_is_of_two_characters_and_no_character_has_two():
    assert all(len(pair) == 2 and pair[0] != pair[1] for pair in PAIRS)
    assert len({pair[0] for pair in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize(
    ("pattern", "both"),
    [
        ("時間", "[時时][間间]"),
        ("海[會員]", "海[會員会员]"),
        ("[會-]", "[會会-]"),
        (r"\[時\]", r"\[[時时]\]"),
        ("[^書]", "[^書书]"),
        ("port", "port"),
        ("[時时]", "[時时]"),
    ],
)
def test_a_pattern_matches_both_scripts(pattern, both):
    assert in_both_scripts(pattern) == both


def test_words_stand_beside_those_of_the_other_script():
    assert words_in_both_scripts("時間|day|海") == "時間|day|海|时间"
    assert simplified("參會人員 Ann") == "参会人员 Ann"
    assert both_scripts("(?:會議|trip)", re.IGNORECASE).fullmatch("会议")


@pytest.mark.parametrize(
    "note",
    [
        "# 海港例会\n\n时间：2027年3月9号\n地点：图书馆\n参会人员：刘小明、陈海、张美\n",
        "# 海港例会\n\n### 时间：2027年3月9日\n\n### 参会人员：刘小明 陈海 张美\n\n### 内容：\n",
        "# 海港例会\n\n- 时间：2027-03-09\n- 参会成员：@刘小明@陈海@张美\n- 请假成员：@赵一\n",
        "# 海港例会\n\n2027/3/9\n\n## 与会人员\n- 刘小明\n- 陈海\n- 张美\n\n## 请假\n- 赵一\n",
        "# 海港例会\n\n## 20270309\n与会人员：刘小明 陈海 张美 及三年级同学\n会议内容：\n1. 分工\n",
        "# 海港例会\n\n日期：2027/3/9\n出席：刘小明、陈海、张美、赵一（请假）\n",
    ],
)
def test_a_meeting_in_simplified_chinese(note):
    reading = read_note(note)
    assert lost_lines(note, reading) == []
    found = outline(reading.document)
    assert [name for name, _handle, _organization in found.people] == ["刘小明", "陈海", "张美"]
    assert [date for date, _title in found.days] == ["2027-03-09"]
    assert found.sessions == []


@pytest.mark.parametrize(
    ("entry", "name", "position"),
    [
        ("刘秘书长小明", "刘小明", "秘书长"),
        ("林活動部長小明", "林小明", "活動部長"),
        ("巴社團次長小海", "巴小海", "社團次長"),
        ("陳公關部長于美", "陳于美", "公關部長"),
        ("活動部長林小明", "林小明", "活動部長"),
    ],
)
def test_an_office_of_a_team_may_stand_inside_a_name(entry, name, position):
    person = read_person(entry)
    assert (person.name, person.position) == (name, position)


@pytest.mark.parametrize("heading", ["上次会议", "上次会议记录", "下次会议时间"])
def test_another_meeting_in_simplified_chinese_is_no_day_of_this_one(heading):
    note = f"# 海港例会\n\n日期：2027/3/9\n\n## {heading}\n2027/3/16 20:00\n"
    days = outline(read_note(note).document).days
    assert [date for date, _title in days] == ["2027-03-09"]
