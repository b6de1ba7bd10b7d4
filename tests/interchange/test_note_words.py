import pytest

from tripbook.interchange.note.line.keys import (
    asks_of_hosts,
    ends_with,
    is_label,
    label_of,
    may_head_names,
)
from tripbook.interchange.note.line.titles import Title, guess_kind, plain, read_title
from tripbook.interchange.note.line.words import Part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Participants", Part.ROSTER),
        ("與會者", Part.ROSTER),
        ("自由簽到區", Part.ROSTER),
        ("出席與會人士", Part.ROSTER),
        ("列席同仁", Part.ROSTER),
        ("二、參加人員", Part.ROSTER),
        ("(一) 活動日期", Part.DATE),
        ("貳、議題討論", Part.DISCUSSION),
        ("引導者", Part.SPEAKERS),
        ("四、講師與助教", Part.SPEAKERS),
        ("籌備時程", Part.NO_PLAN),
        ("活動規則", Part.NO_PLAN),
        ("参加者一覧", Part.ROSTER),
        ("참가자 명단", Part.ROSTER),
        ("Attendees (12)", Part.ROSTER),
        ("👥 Members", Part.ROSTER),
        ("Speakers", Part.SPEAKERS),
        ("Spekaer", Part.SPEAKERS),
        ("講者", Part.SPEAKERS),
        ("活動流程 Agenda", Part.PLAN),
        ("行程", Part.PLAN),
        ("スケジュール", Part.PLAN),
        ("일정", Part.PLAN),
        ("Time table", Part.PLAN),
        ("場次列表", Part.SESSIONS),
        ("All sessions", Part.SESSIONS),
        ("Meeting Minutes", Part.MINUTES),
        ("會議記錄", Part.MINUTES),
        ("議事録", Part.MINUTES),
        ("회의록", Part.MINUTES),
        ("提問", Part.QUESTIONS),
        ("질문", Part.QUESTIONS),
        ("ref", Part.REFERENCES),
        ("參考資料", Part.REFERENCES),
        ("Todo list", Part.NO_PLAN),
        ("交通", Part.NO_PLAN),
        ("日期 Date", Part.DATE),
        ("出發日期", Part.DATE),
        ("參訪行程", Part.PLAN),
        ("Travel dates", Part.DATE),
        ("日時", Part.DATE),
        ("地點", Part.PLACE),
        ("Venue", Part.PLACE),
        ("下午", Part.DAYTIME),
        ("Teilnehmer*innen", Part.ROSTER),
        ("Teilnehmende", Part.ROSTER),
        ("Intervenants", Part.SPEAKERS),
        ("行程草案", Part.PLAN),
        ("Draft schedule", Part.PLAN),
        ("Packing list", Part.NO_PLAN),
        ("Ablauf", Part.PLAN),
        ("Ordre du jour", Part.PLAN),
        ("Fecha", Part.DATE),
        ("Lieu", Part.PLACE),
        ("Compte-rendu", Part.MINUTES),
    ],
)
def test_labels(text, part):
    assert is_label(text, part)


@pytest.mark.parametrize(
    ("text", "value"),
    [("時間 20:00–21:30", "20:00–21:30"), ("Time: 20:00", "20:00"), ("時間20：00", None)],
)
def test_the_colon_of_a_clock_ends_no_label(text, value):
    label = label_of(text)
    assert (label and label.value) == value


@pytest.mark.parametrize(
    "text",
    [
        "How will participants work on?",
        "參加者行程表",
        "擬邀請名單",
        "Topics & Speakers",
        "Opening",
        "Trip of the harbour members to Tallinn",
    ],
)
def test_no_labels(text):
    assert not any(is_label(text, part) for part in (Part.ROSTER, Part.SPEAKERS, Part.MINUTES))


@pytest.mark.parametrize("text", ["Who's in? (+1s)", "來的夥伴", "People in the room", "오는 멤버"])
def test_words_that_may_head_names(text):
    assert may_head_names(text)


@pytest.mark.parametrize(
    "text",
    [
        "受訪者",
        "邀請名單",
        "Not coming",
        "Sponsors and people",
        "對方的人",
        "我們想問誰",
        "Everyone, please sign. Thanks",
    ],
)
def test_words_that_head_other_names(text):
    assert not may_head_names(text)


def test_a_title_with_a_year_or_fillers_is_no_bare_label():
    assert is_label("Trip notes 2026", Part.MINUTES)
    assert not is_label("Trip notes 2026", Part.MINUTES, bare=True)
    assert not is_label("Team trip", Part.ROSTER)


def test_texts_that_end_with_a_word_of_the_plan():
    assert ends_with("開幕流程", Part.PLAN)
    assert ends_with("Anna’s schedule:", Part.PLAN)
    assert not ends_with("Schedule of fees for boats", Part.PLAN)


@pytest.mark.parametrize(
    ("line", "part", "value"),
    [
        ("Date: 2027/3/9", Part.DATE, "2027/3/9"),
        ("時間 2027/3/9", Part.DATE, "2027/3/9"),
        ("日　時：2027/3/9", Part.DATE, "2027/3/9"),
        ("與會　小明、阿海", Part.ROSTER, "小明、阿海"),
        ("日期 Date：2027/3/9", Part.DATE, "2027/3/9"),
        ("∙ 일시: 3/9(화)", Part.DATE, "3/9(화)"),
        ("地點：市政廳", Part.PLACE, "市政廳"),
        ("會議時間 : 20:00", Part.DATE, "20:00"),
        ("講者：", Part.SPEAKERS, ""),
        ("Time zone: Asia/Tokyo", Part.ZONE, "Asia/Tokyo"),
    ],
)
def test_labelled_lines(line, part, value):
    label = label_of(line)
    assert (label.part, label.value) == (part, value)


@pytest.mark.parametrize(
    "line",
    [
        "https://a.example/",
        "10:00: Walk",
        "報名時間：3/9",
        "Registration date: 3/9",
        "結案時間：3/9",
        "Ann: hello",
        "Dates are fine",
    ],
)
def test_lines_without_a_label(line):
    assert label_of(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "對方希望了解",
        "主辦單位想問：",
        "Questions from the hosts",
        "What the hosts want to know",
        "They would like to hear about",
        "先方が聞きたいこと",
        "상대 기관이 궁금해하는 것",
    ],
)
def test_wishes_of_hosts(line):
    assert asks_of_hosts(line)


@pytest.mark.parametrize("line", ["對方亦於 9/30 來信", "We want lunch", "Hosts", "希望天氣好"])
def test_no_wishes_of_hosts(line):
    assert not asks_of_hosts(line)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**Opening** talk", "Opening talk"),
        ("**【必看】開場**", "【必看】開場"),
        ("*Boats* in `port`", "Boats in port"),
        ("[Talk](https://a.example/)", "Talk"),
        ("![港](https://a.example/i.png)圖", "港圖"),
        ("==marked== ~~struck~~", "marked struck"),
        ("<span>a</span><br>b", "a b"),
        ("Talk <Open data>", "Talk <Open data>"),
        ("snake_case 5 * 3", "snake_case 5 * 3"),
        (r"\$1 \_x\_", "$1 _x_"),
        ("a&amp;b", "a&b"),
        ("zero\u200bwidth\u202e and\ttab", "zerowidth and tab"),
        ("  many   spaces ", "many spaces"),
    ],
)
def test_plain_words(markdown, words):
    assert plain(markdown) == words


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Dinner (TBC)", Title("Dinner", "meal", "tentative")),
        ("參訪市府（暫定）", Title("參訪市府", "visit", "tentative")),
        ("[仮] 会議", Title("会議", "meeting", "tentative")),
        ("만찬 (미정)", Title("만찬", "meal", "tentative")),
        ("Walk - tbd", Title("Walk", "other", "tentative")),
        ("Free day?", Title("Free day", "free", "tentative")),
        ("Boat trip (?)", Title("Boat trip", "other", "tentative")),
        ("What is a register?", Title("What is a register?")),
        ("取消：晚宴", Title("晚宴", "meal", "cancelled")),
        ("~~Walk~~", Title("Walk", "other", "cancelled")),
        ("<del>Walk</del>", Title("Walk", "other", "cancelled")),
        ("Meeting @ City Hall", Title("Meeting", "meeting", "confirmed", "City Hall")),
        ("Talk ＠Hall 8 North", Title("Talk ＠Hall 8 North", "talk", "confirmed", "Hall 8 North")),
        ("Talk by @mira", Title("Talk by @mira", "talk")),
        ("午餐（供餐）", Title("午餐（供餐）", "meal")),
    ],
)
def test_titles(raw, title):
    assert read_title(raw) == title


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Keynote on boats", "talk"),
        ("座談：港口", "talk"),
        ("拜會數位部", "meeting"),
        ("市役所訪問", "visit"),
        ("해커톤", "workshop"),
        ("Networking event with a talk", "networking"),
        ("開幕", "ceremony"),
        ("昼食", "meal"),
        ("Flight to Tallinn", "travel"),
        ("Hotel", "lodging"),
        ("自由活動", "free"),
        ("Registers at sea", "other"),
        ("Talkative boats", "other"),
    ],
)
def test_kinds(title, kind):
    assert guess_kind(title) == kind
