"""The slots of a programme: when each is, what counts it, and where its title stands."""

import time

import pytest

from tests.interchange.lines import lost_lines
from tests.interchange.outlines import read
from tripbook.interchange.note import read_note
from tripbook.interchange.note.tree.blocks import parse

BOATS_AND_NETS = [
    ("2027-03-09", "10:00", "10:50", "開放海圖"),
    ("2027-03-09", "11:00", "11:50", "漁網"),
]
OARS = {14: "Oars", 15: "Nets", 16: "Ropes"}


@pytest.mark.parametrize("day", ["2027/3/9\n", "日期：2027/3/9\n", ""])
@pytest.mark.parametrize("mark", ["", "- "])
def test_a_heading_over_its_time_is_of_the_day_told_above_it(day, mark):
    title = "港口參訪紀錄" if day else "港口參訪紀錄 2027/3/9"
    text = (
        f"# {title}\n{day}\n## 開放海圖\n{mark}時間：10:00-10:50\n{mark}很多船\n\n"
        f"## 漁網\n{mark}時間：11:00-11:50\n"
    )
    assert read(text).sessions == BOATS_AND_NETS


@pytest.mark.parametrize(
    "slot",
    [
        "第一場 10:00-10:50 開放海圖",
        "- **第一場** 10:00-10:50 開放海圖",
        "- 場次一：10:00-10:50 開放海圖",
        "- Session 1: 10:00-10:50 開放海圖",
        "### 第 1 節 10:00-10:50 開放海圖",
        "### 第一場（10:00-10:50）\n開放海圖",
        "### Talk 1 (10:00-10:50)\n**開放海圖**",
        "### 第一場（10:00-10:50）\n主題：開放海圖\n講者：陳小安",
    ],
)
def test_a_slot_that_is_counted_has_the_title_beside_or_below_its_time(slot):
    more = slot.replace("10:", "11:").replace("開放海圖", "漁網").replace("陳小安", "林大海")
    assert read(f"# 海港工作坊 2027/3/9\n\n{slot}\n\n{more}\n").sessions == BOATS_AND_NETS


def test_a_slot_that_is_only_counted_goes_by_its_number():
    text = "# 海港工作坊 2027/3/9\n\n### 第一場 10:00-10:50\n\n### 第二場 11:00-11:50\n"
    assert [title for *_when, title in read(text).sessions] == ["第一場", "第二場"]


@pytest.mark.parametrize("word", ["全天", "整天", "全日", "終日", "종일"])
def test_something_may_take_a_whole_day(word):
    text = f"# 海港週\n\n## 2027/3/9\n\n- 09:00 集合\n\n## 2027/3/10\n\n- {word}：漁網\n"
    assert read(text).sessions == [
        ("2027-03-09", "09:00", None, "集合"),
        ("2027-03-10", None, None, "漁網"),
    ]


def test_how_a_cell_of_a_table_in_html_looks_is_none_of_its_words():
    row = '<tr><td><span style="font-weight: bold">{}</span></td><td>{}</td></tr>\n'
    rows = row.format("10:00am", "<b>Boats</b><br>All of them") + row.format("11:00am", "Nets")
    head = "<tr><th>Time</th><th>Programme</th></tr>"
    text = f"# Port day 9 March 2027\n\n<table>\n{head}\n{rows}</table>\n"
    assert [(start, title) for _day, start, _end, title in read(text).sessions] == [
        ("10:00", "Boats"),
        ("11:00", "Nets"),
    ]


def test_a_column_of_dates_needs_no_head():
    text = "# Boat club\n\n| | 內容 |\n|--|--|\n| 2027/3/9 | 海圖 |\n| 2027/3/16 | 漁網 |\n"
    assert [(day, title) for day, _start, _end, title in read(text).sessions] == [
        ("2027-03-09", "海圖"),
        ("2027-03-16", "漁網"),
    ]
    other = text.replace("2027/3/9", "甲").replace("2027/3/16", "乙")
    assert read(other).sessions == []


@pytest.mark.parametrize("said", ["討論：", "開會:", "meeting:"])
def test_a_meeting_in_a_log_without_headings_is_on_the_day_before_its_colon(said):
    text = f"3/9 {said}\n看了海圖\n\n3/16 {said}\n補了漁網\n"
    days = [day.date or day.title for day in read_note(text).document.days]
    assert days == [f"3/9 {said}", f"3/16 {said}"]
    text = "# 海港會議 2027/3/2\n\n小安說 3/9 討論過海圖\n"
    assert [date for date, _title in read(text).days] == ["2027-03-02"]


def test_an_address_among_guests_is_nobody():
    text = "# 海港聊天\n\n## 來賓介紹\n\n* 陳小安: 海港公司 船長\n* https://a.example/ann\n"
    assert [name for name, _handle, _unit in read(text).people] == ["陳小安"]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("參訪行程 2027/3/9", "參訪行程 2027/3/9"),
        ("海港年會 Day 1 (3/9)", "海港年會 Day 1 (3/9)"),
        ("行程", "harbour"),
        ("Day 1 (3/9)", "harbour"),
    ],
)
def test_the_only_heading_over_a_note_is_its_title_unless_it_names_a_part_alone(heading, title):
    text = f"# {heading}\n\n- 09:00 集合\n- 10:00 海圖\n"
    document = read_note(text, name="harbour.md").document
    assert document.trip.title == title
    assert [session.title for session in document.sessions] == ["集合", "海圖"]
    assert read_note(text).document.trip.title == heading


def test_a_time_that_says_its_half_of_the_day_is_not_moved_to_the_evening():
    text = "# Port evening 9 March 2027\n\n- 10:00am Boats\n- 11:00am Nets\n"
    assert [start for _day, start, _end, _title in read(text).sessions] == ["10:00", "11:00"]


def test_two_ways_of_writing_a_date_give_a_day_one_name():
    text = "# 海港の予定\n\n## 3月9日\n\n- 10:00 海図\n\n## 議事録\n\n### 3/9\n\n船の話。\n"
    assert [title for _date, title in read(text).days] == ["3月9日"]


def test_a_column_that_says_of_what_kind_each_entry_is_has_no_titles():
    text = (
        "# 港口之旅\n\n## 2027/3/9\n\n| 時間 | | |\n|--|--|--|\n| 07:00 | 🚗 交通 | 機場接送 |\n"
        "| 12:30 | 🍽 用餐 🛍 購物 | **港口市場**　★ 必訪 —— 早點去 |\n"
        "| 13:30 | 📍 景點 | **燈塔** —— 走路 10 分 |\n"
    )
    outline = read(text)
    assert [title for *_when, title in outline.sessions] == ["機場接送", "港口市場", "燈塔"]
    only = (
        "# Port day 2027-03-09\n\n| Time | |\n|--|--|\n| 10:00 | Breakfast |\n| 11:00 | Visit |\n"
    )
    assert [title for *_when, title in read(only).sessions] == ["Breakfast", "Visit"]


@pytest.mark.parametrize(
    ("table", "day", "row"),
    [
        ("{}|--|--|\n{}{}{}", "| {} | |\n", "| {} | {} |\n"),
        (
            "<table>\n{}{}{}{}</table>\n",
            '<tr><th colspan="2">{}</th></tr>\n',
            "<tr><td>{}</td><td>{}</td></tr>\n",
        ),
    ],
)
def test_the_head_of_a_table_may_be_its_first_day(table, day, row):
    rows = (row.format("16:00", "報到"), row.format("08:00", "散步"))
    text = table.format(day.format("2027/3/9 Tue"), rows[0], day.format("2027/3/10 Wed"), rows[1])
    assert read(f"# 港口營隊\n\n{text}").sessions == [
        ("2027-03-09", "16:00", None, "報到"),
        ("2027-03-10", "08:00", None, "散步"),
    ]


def test_hints_for_who_leads_are_nobody():
    text = "# 船會 2027/3/9\n\n* 主持人六小招\n    * Gestures\n    * Mirror\n    * Recap\n"
    assert read(text).people == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("D1 3/9 (二)", "D2 3/10 (三)"),
        ("Tuesday 9 March", "Wednesday 10 March"),
        ("2027/3/9", "2027/3/10 (三)"),
    ],
)
def test_the_line_of_a_day_ends_the_list_above_it(first, second):
    programme = f"{first}\n- 08:00 報到\n- 09:00 海圖\n{second}\n- 08:00 散步\n- 10:00 漁網\n"
    text = f"# 船會 2027\n\n{programme}"
    sessions = [(day, title) for day, _start, _end, title in read(text).sessions]
    assert [title for _day, title in sessions] == ["報到", "海圖", "散步", "漁網"]
    assert len({day for day, _title in sessions}) == 2


def test_the_line_of_a_part_ends_the_list_above_it():
    text = (
        "# 船會會議 2027/3/9\n出席：\n- 陳小安\n- 林大海\n缺席者\n- 王小玉\n地點：舊倉庫\n議程：\n"
        "- 19:00 海圖\n- 20:00 漁網\n結論：\n- 下次再說\n"
    )
    outline = read(text)
    assert [name for name, _handle, _unit in outline.people] == ["陳小安", "林大海"]
    assert [title for *_when, title in outline.sessions] == ["海圖", "漁網"]
    assert "下次再說" in outline.description + str(outline.notes)


def test_who_speaks_and_where_at_the_margin_between_items_is_of_the_item_above():
    text = (
        "# 海港日 2027/3/9\n\n## 議程\n\n- 10:00 海圖\n講者：陳小安\n- 11:00 漁網\n地點：舊倉庫\n"
        "- 12:00 午餐\n"
    )
    document = read_note(text).document
    nets = document.sessions[1]
    assert [bool(session.participants) for session in document.sessions] == [True, False, False]
    assert [place.name for place in document.places if place.uid == nets.place] == ["舊倉庫"]


def test_a_line_at_the_margin_that_goes_on_in_a_sentence_is_the_item_s():
    text = "# Boats 2027-03-09\n\n- 10:00 Nets and\nropes, and how they are made\n- 11:00 Oars\n"
    assert [title for *_when, title in read(text).sessions] == ["Nets and", "Oars"]


@pytest.mark.parametrize(
    "talks",
    [
        "1. 開放海圖\n講者：陳小安\n2. 漁網\n講者：林大海\n",
        "1. 開放海圖\n   講者：陳小安\n2. 漁網\n   講者：林大海\n",
        "- 開放海圖\n  - 講者：陳小安\n- 漁網\n  - 講者：林大海\n",
        "## 議程\n\n- 開放海圖\n  - Speaker: 陳小安\n- 漁網\n  - Speaker: 林大海\n",
    ],
)
def test_titles_in_a_list_may_stand_over_who_speaks(talks):
    outline = read(f"# 海港講座 2027/3/9\n\n{talks}")
    assert [title for *_when, title in outline.sessions] == ["開放海圖", "漁網"]
    assert [name for name, _handle, _unit in outline.people] == ["陳小安", "林大海"]
    assert read(f"# 海港週會 2027/3/9\n\n{talks}").sessions == []


def test_what_goes_to_a_hall_is_no_room():
    text = "# 海港週\n\n## 2027/3/9\n\n- 參訪市政廳 9:30\n- 午餐 12:30\n"
    assert read(text).sessions == [
        ("2027-03-09", "09:30", None, "參訪市政廳"),
        ("2027-03-09", "12:30", None, "午餐"),
    ]


def test_a_part_of_a_day_in_a_table_may_end_with_its_time():
    head = "| Day | Morning | Evening |\n|--|--|--|\n"
    text = f"# Boats 2027\n\n{head}| 9 March | Ministry 9:30 | Dinner 19:00 |\n"
    assert read(text).sessions == [
        ("2027-03-09", "09:30", None, "Ministry"),
        ("2027-03-09", "19:00", None, "Dinner"),
    ]


def test_an_explanation_behind_a_title_in_bold_is_none_of_it():
    text = (
        "# Boats\n\n#### Tuesday (9 March 2027):\n\n"
        "- 9:30am, **Kick-off!**: We say who we are, and what each of us hopes for.\n"
        "- 1:30pm, *Nets*: All who came mend the nets that were torn in the storm of last week.\n"
        "- 2:00pm, **Ropes: how they were made in the old harbour of the town**\n"
    )
    outline = read(text)
    assert [title for *_when, title in outline.sessions] == [
        "Kick-off!",
        "Nets",
        "Ropes: how they were made in the old harbour of the town",
    ]
    assert outline.days == [("2027-03-09", "")]


@pytest.mark.parametrize(
    "days",
    ["Tuesday, Wednesday (03/09-10):", "3/9-10 Tuesday and Wednesday", "3/9-10 週二到週三"],
)
def test_a_heading_over_days_in_a_row_may_name_their_weekdays(days):
    text = f"# Boats 2027\n\n## {days}\n\n- 9:00 Nets\n- 10:00 Ropes\n"
    outline = read(text)
    assert outline.days == [("2027-03-09", ""), ("2027-03-10", "")]
    assert [title for *_when, title in outline.sessions] == ["Nets", "Ropes"]


@pytest.mark.parametrize(
    "heading", ["Main talk {}", "メイントーク{}", "第{}場", "Session {}", "演講 {}"]
)
def test_a_heading_that_counts_a_talk_takes_the_title_from_its_label(heading):
    talk = "- 演者: {} {}（港大学）\n- 題目: {}\n"
    first = f"### {heading.format(1)}\n\n{talk.format('清水', '海', '海図')}\n"
    second = f"### {heading.format(2)}\n\n{talk.format('森', '船子', '漁網')}\n"
    outline = read(f"# 船の会 2027年3月9日\n\n{first}{second}")
    assert [title for *_when, title in outline.sessions] == ["海図", "漁網"]
    assert [name for name, _handle, _unit in outline.people] == ["清水 海", "森 船子"]


def test_speakers_in_a_table_may_have_degrees_before_their_names():
    rows = "| 9:00 | Boats | Dr. Mira Kask |\n| 10:00 | Nets | Drs. Jonas Tamm, Ann Lee |\n"
    text = f"# Port day 2027-03-09\n\n| Time | Track | Speaker |\n|--|--|--|\n{rows}"
    assert [name for name, _handle, _unit in read(text).people] == [
        "Dr. Mira Kask",
        "Jonas Tamm",
        "Ann Lee",
    ]


def test_a_table_may_have_nothing_but_parts_of_the_day():
    rows = "| 清晨 | 散步 |\n| 上午 | 海圖 |\n| 日落 | 燈塔 |\n"
    text = f"# 船旅\n\n## 2027/3/9\n\n| 時間 | 行程 |\n|--|--|\n{rows}"
    assert [title for *_when, title in read(text).sessions] == ["散步", "海圖", "燈塔"]


def test_parts_of_the_day_among_times_make_a_programme():
    text = (
        "# 船旅 2027\n\n## 3月9日，週二：港口整日\n\n- 08:00：早餐（單上寫 3 月 9 日含 2 人）\n"
        "- 上午：海圖與燈塔一帶，慢慢走過去。\n- 12:00：午餐\n- 晚上：自由活動，也可以休息。\n"
    )
    outline = read(text)
    assert outline.days == [("2027-03-09", "港口整日")]
    assert [s for s in outline.sessions if s[1]] == [
        ("2027-03-09", "08:00", None, "早餐（單上寫 3 月 9 日含 2 人）"),
        ("2027-03-09", "12:00", None, "午餐"),
    ]


def test_hours_counted_to_24_are_not_moved_by_a_wrong_half():
    text = "# Port day 2027-03-09\n\n- 12:50-13:00 AM Closing\n- 1:00-1:30 PM Walk\n"
    assert [(start, end) for _day, start, end, _title in read(text).sessions] == [
        ("12:50", "13:00"),
        ("13:00", "13:30"),
    ]


def test_a_list_of_places_with_dates_and_times_is_no_roster():
    text = (
        "# 海圖講座 2027\n\n## 報名\n\n- [海港高中](https://a.example/1)-3/9(二) 12:30-15:30\n"
        "- 燈塔高中-3/16(二)13:00-16:00\n"
    )
    outline = read(text)
    assert outline.people == []
    assert outline.sessions == [
        ("2027-03-09", "12:30", "15:30", "海港高中"),
        ("2027-03-16", "13:00", "16:00", "燈塔高中"),
    ]


def test_how_to_sign_up_names_nobody():
    text = "# 船會 2027/3/9\n\n- 報名：**boats.example**，2027年1月3日–2月3日，早鳥最好。\n"
    assert read(text).people == []


@pytest.mark.parametrize("day", ["2027 / 3 / 9", "116 / 3 / 9", "116年3月9日(二)"])
def test_dates_may_have_gaps_or_count_from_the_republic_s_first_year(day):
    assert [date for date, _t in read(f"# 海圖課\n\n### {day}\n\n看海圖。\n").days] == [
        "2027-03-09"
    ]


def test_a_heading_may_stand_over_the_dates_of_several_places():
    places = "- 北港：116年3月9日(二)（單位：港大）\n- 南港：116年3月16日\n"
    text = f"# 論壇\n\n## 場次日期及單位：\n\n{places}"
    assert [date for date, _title in read(text).days] == ["2027-03-09", "2027-03-16"]


def test_a_day_told_in_passing_has_its_programme_under_its_heading():
    text = (
        "# 港口之旅 2027\n\n## 已訂\n\n- 3/9 中午 11:25 落地，住港口\n\n"
        "## Day 1｜3/9（二）海圖\n\n"
        "| 時段 | 行程 |\n|--|--|\n| 11:25 | 落地 |\n| 13:00–16:30 | 海圖館 |\n"
    )
    titles = [title for *_when, title in read(text).sessions]
    assert titles[-2:] == ["落地", "海圖館"]


@pytest.mark.parametrize("item", ["(TBC) 2027-03-09", "2027/3/9（暫定）"])
def test_a_date_alone_is_nothing_to_do(item):
    assert read(f"# Port week\n\n## Day 2\n\n1. {item}\n2. Walk\n").sessions[-1][-1] == "Walk"
    assert len(read(f"# Port week\n\n## Day 2\n\n1. {item}\n2. Walk\n").sessions) == 1


@pytest.mark.parametrize(
    ("slot", "place"),
    [
        ("10:00-10:40", None),
        ("10:00-10:40 @ 大廳", "大廳"),
        ("*10:00–10:40, Room 2*", "Room 2"),
        ("- 10:00-10:40", None),
        ("> 10:00-10:40｜大廳", "大廳"),
        ("10:00 - 10:40 (in time)", None),
    ],
)
@pytest.mark.parametrize("day", ["# 海港高峰會 2027/3/9\n", "# 海港高峰會\n\n## 2027/3/9\n"])
def test_the_line_under_a_heading_may_say_when_and_where(slot, place, day):
    text = f"{day}\n### 開放海圖\n\n{slot}\n\n很多船。\n\n### 漁網\n\n11:00-11:40 @ 船屋\n"
    document = read_note(text).document
    places = {record.uid: record.name for record in document.places}
    sessions = [
        (s.title, s.start.isoformat("minutes"), s.end.isoformat("minutes"), places.get(s.place))
        for s in document.sessions
    ]
    assert sessions == [
        ("開放海圖", "10:00", "10:40", place),
        ("漁網", "11:00", "11:40", "船屋"),
    ]


def test_titles_in_a_paragraph_may_stand_over_when_and_where():
    text = (
        "# 海港高峰會\n\n## 2027/3/9\n\n**開放海圖**\n10:00-10:40 大廳\n很多船。\n**漁網**\n"
        "11:00-11:40 @ 船屋\n"
    )
    assert read(text).sessions == [
        ("2027-03-09", "10:00", "10:40", "開放海圖"),
        ("2027-03-09", "11:00", "11:40", "漁網"),
    ]


@pytest.mark.parametrize("below", ["10:00 there was noise", "9:30-10:00 Boats\n10:00-11:00 Nets"])
def test_a_line_under_a_heading_that_says_more_than_when_is_not_its_time(below):
    text = f"# Port camp\n\n## 2027-03-09\n\n### Tracks\n\n{below}\n"
    tracks = [start for _d, start, _e, title in read(text).sessions if title == "Tracks"]
    assert tracks in ([None], [])


@pytest.mark.parametrize("key", ["**Expected:**", "Planned:", "預計："])
def test_the_line_under_a_heading_may_say_how_sure_its_time_is(key):
    text = (
        f"# Boats 2027\n\n## Tuesday, March 9th\n\n### Nets\n{key} 9:30 AM - 10:30 AM ET\n\nText.\n"
    )
    assert read(text).sessions == [("2027-03-09", "09:30", "10:30", "Nets")]


def test_who_speaks_may_stand_under_a_heading_of_its_own():
    talk = "## {}\n\n#### 講者\n{}\n\n#### 投影片\nhttps://a.example/{}\n\n"
    text = (
        f"# 2027.03.09 船會\n\n{talk.format('海圖', 'Ann Lee', 1)}{talk.format('漁網', 'Luke', 2)}"
    )
    outline = read(text)
    assert [title for *_when, title in outline.sessions] == ["海圖", "漁網"]
    assert [name for name, _handle, _unit in outline.people] == ["Ann Lee", "Luke"]
    plan = "### 議程\n\n- 10:00 海圖\n- 11:00 漁網\n"
    both = f"# 船會 2027/3/9\n\n## 工作坊\n\n### 講者\n陳小安\n\n{plan}"
    assert [title for *_when, title in read(both).sessions] == ["海圖", "漁網"]


def test_days_with_their_year_last_are_read_alike():
    text = (
        "# Port log\n\n## 18/09/2027\n\nText.\n\n## 11/09/2027\n\nText.\n\n## 24/07/2027\n\nText.\n"
    )
    assert sorted(date for date, _title in read(text).days) == [
        "2027-07-24",
        "2027-09-11",
        "2027-09-18",
    ]


def test_the_front_matter_may_tell_the_year_with_a_month():
    front = '---\ntitle: "Boats"\ndate: "March 2027"\n---\n\n'
    text = f"{front}### Tuesday, March 9th\n\n- 9:00 Nets\n- 10:00 Oars\n"
    assert [date for date, _title in read(text).days] == ["2027-03-09"]


def test_one_row_of_a_table_may_name_those_who_came():
    head = "| **Members** | **Ann Lee, Ben Ray, Cho Kim** |\n|--|--|\n"
    text = f"# Port meeting 2027-03-09\n\n{head}| Late | 0 |\n| Absent | 0 |\n"
    assert [name for name, _handle, _unit in read(text).people] == ["Ann Lee", "Ben Ray", "Cho Kim"]


@pytest.mark.parametrize("value", ["free, half price, all days", "10, 20, 30"])
def test_one_row_of_a_table_of_prices_names_nobody(value):
    assert (
        read(f"# Port boats\n\n| Members | {value} |\n|--|--|\n| Guests, too | 10 |\n").people == []
    )


@pytest.mark.parametrize(
    ("entry", "start", "end", "title", "place", "names"),
    [
        ("### 開放海圖｜10:00–10:40｜大廳", "10:00", "10:40", "開放海圖", "大廳", []),
        ("### 10:00｜開放海圖｜Ann Lee", "10:00", None, "開放海圖", None, ["Ann Lee"]),
        ("- 10:00 – 10:40 | Nets | Room 2", "10:00", "10:40", "Nets", "Room 2", []),
        ("- 10:00 | Nets | with a film", "10:00", None, "Nets｜with a film", None, []),
        ("- 漁網 10:00~10:40 @大廳 (Ann Lee)", "10:00", "10:40", "漁網 @大廳", "大廳", ["Ann Lee"]),
        ("- **開放海圖** (10:00 – 10:40, 大廳)", "10:00", "10:40", "開放海圖", "大廳", []),
        ("- 10:00-10:40（40min）開放海圖", "10:00", "10:40", "開放海圖", None, []),
        ("- 10:00 (about 40 minutes) Nets", "10:00", None, "Nets", None, []),
        ("- ⏰ 10:00-10:40 開放海圖", "10:00", "10:40", "開放海圖", None, []),
        ("10:00–10:40\n: 開放海圖", "10:00", "10:40", "開放海圖", None, []),
        ("10:00\n- 開放海圖\n- 請帶筆電", "10:00", None, "開放海圖", None, []),
    ],
)
def test_a_title_is_parted_from_what_stands_beside_it(entry, start, end, title, place, names):
    text = f"# 海港高峰會\n\n## 2027/3/9\n\n{entry}\n\n### 14:00 漁網\n"
    assert [t for *_when, t in read(text).sessions] == [title, "漁網"]
    document = read_note(text).document
    session = document.sessions[0]
    times = [time and time.isoformat("minutes") for time in (session.start, session.end)]
    assert times == [start, end]
    assert [record.name for record in document.places] == ([place] if place else [])
    assert [person.name for person in document.participants] == names


@pytest.mark.parametrize("day", ["# 海港高峰會 2027/3/9\n", "# 海港高峰會\n\n## 2027/3/9\n"])
@pytest.mark.parametrize(
    "programme",
    [
        "- 海圖\n  - 時間：10:00-10:40\n  - 地點：大廳\n- 漁網\n  - 時間：11:00-11:40\n",
        "- 海圖\n  - 10:00-10:40\n- 漁網\n  - 11:00-11:40\n",
        "> 10:00-10:40 海圖\n> 11:00-11:40 漁網\n",
        "```\n10:00-10:40 海圖\n\n11:00-11:40 漁網\n```\n",
        "~~~text\n10:00-10:40 海圖\n11:00-11:40 漁網\n~~~\n",
        "**10:00-10:40**\n海圖\n\n**11:00-11:40**\n漁網\n",
    ],
)
def test_a_programme_may_be_laid_out_in_many_ways(day, programme):
    assert read(f"{day}\n{programme}").sessions == [
        ("2027-03-09", "10:00", "10:40", "海圖"),
        ("2027-03-09", "11:00", "11:40", "漁網"),
    ]


def test_starts_in_bold_over_titles_are_a_programme():
    text = "# 海港高峰會 2027/3/9\n\n**10:00**\n海圖\n\n**11:00**\n漁網\n"
    assert [(start, title) for _d, start, _e, title in read(text).sessions] == [
        ("10:00", "海圖"),
        ("11:00", "漁網"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "```python\n10:00 = 1\n11:00 = 2\n```\n",
        "```\n10:00 connected\nerror: no route\n```\n",
        "> 10:00 海圖\n> 那天很冷。\n",
    ],
)
def test_code_and_quotes_with_other_lines_are_no_programme(text):
    assert read(f"# 海港高峰會 2027/3/9\n\n{text}").sessions == []


def test_times_at_the_margin_end_the_list_above_them():
    text = "# 海港高峰會\n\n## 2027/3/9\n\n10:00\n- 海圖\n11:00\n- 漁網\n"
    assert [(start, title) for _d, start, _e, title in read(text).sessions] == [
        ("10:00", "海圖"),
        ("11:00", "漁網"),
    ]


def test_signs_may_be_written_by_their_names():
    text = (
        "# 海港小聚\n:calendar: 2027/3/9 19:00-21:00\n:round_pushpin: 港口\n"
        ":busts_in_silhouette: 陳小安、林大海\n"
    )
    outline = read(text)
    assert [date for date, _title in outline.days] == ["2027-03-09"]
    assert [name for name, _handle, _unit in outline.people] == ["陳小安", "林大海"]
    assert outline.sessions == []


@pytest.mark.parametrize(
    "when", ["2027/3/9 (二) 19:00", "**2027/3/9 (二) 19:00**", "1. 2027/3/9 (二) 19:00"]
)
def test_a_heading_of_when_and_where_names_no_session(when):
    text = f"# 海港小聚\n\n### {when} @ 港口\n\n#### 出席：陳小安、林大海\n"
    outline = read(text)
    assert ([date for date, _t in outline.days], outline.sessions) == (["2027-03-09"], [])


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("港務局代表：王小明科長、林大海股長", ["王小明", "林大海"]),
        (
            "參加人員：公部門（王小明、林大海）、社群（陳小安、Ann Lee）",
            ["王小明", "林大海", "陳小安", "Ann Lee"],
        ),
        ("出 席｜王小明、林大海", ["王小明", "林大海"]),
        ("與會人員：王小明老師、陳小安同學、Ann 同學", ["王小明", "陳小安", "Ann 同學"]),
        ("In attendance: Ann Lee; Ben Ray; two guests", ["Ann Lee", "Ben Ray"]),
    ],
)
def test_people_of_units_and_with_what_they_are(line, names):
    found = [name for name, _handle, _unit in read(f"# 海港會 2027/3/9\n\n{line}\n").people]
    assert found == names


@pytest.mark.parametrize("mark", ["", "- "])
@pytest.mark.parametrize(
    ("sides", "names"),
    [
        ("韓國：김하나、박세나|台灣：小明、阿海", ["김하나", "박세나", "小明", "阿海"]),
        ("韓国：キム・ハナ、イ・ドゥリ|日本：佐藤花子", ["キム・ハナ", "イ・ドゥリ", "佐藤花子"]),
        ("한국: 김하나, 박세나|대만: 小明, Mei", ["김하나", "박세나", "小明", "Mei"]),
    ],
)
def test_those_who_came_may_stand_by_their_countries(sides, names, mark):
    lines = "".join(f"{mark}{side}\n" for side in sides.split("|"))
    assert [p[0] for p in read(f"# Exchange 2027/3/9\n\n## 參加者\n\n{lines}").people] == names


def test_people_with_where_they_are_from_are_no_countries():
    text = "# Exchange 2027/3/9\n\n## 參加者\n\n韓小安：港務局\n王小明：台灣海圖社\n"
    assert [p[0] for p in read(text).people] == ["韓小安", "王小明"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Facilitator: Mei / Note taker: Isa", ["Mei"]),
        ("Speakers: Ann Lee | Live stream: later", ["Ann Lee"]),
        ("Speakers: Ann Lee / Ben Ray", ["Ann Lee", "Ben Ray"]),
    ],
)
def test_labels_of_two_words_may_share_a_line(line, names):
    assert [p[0] for p in read(f"# Port talk 2027/3/9\n\n{line}\n").people] == names


@pytest.mark.parametrize(
    "head", ["Visit | Contact", "Stop | Transport", "Visit | Contact person", "行程 | Contacts"]
)
def test_whom_to_ask_and_how_to_go_are_no_sessions(head):
    table = f"| Time | {head} |\n|-|-|-|\n| 10:00 | Port | Ann Lee |\n| 14:00 | Mill | Bus |\n"
    found = read(f"# Study visit 2027/3/9\n\n{table}")
    assert [title for *_when, title in found.sessions] == ["Port", "Mill"]


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        ("山田 花子（港湾局）|佐藤さん", ["山田 花子", "佐藤さん"]),
        ("山田花子さん（港湾局）|オードリー・タン氏", ["山田花子さん", "オードリー・タン氏"]),
        ("김하나님|박세나", ["김하나님", "박세나"]),
        ("皆さん|主催者様", []),
        ("선생님|손님", []),
    ],
)
def test_those_who_speak_may_be_named_as_one_speaks_of_them(cells, names):
    first, last = cells.split("|")
    table = (
        f"| 時間 | 内容 | 発表者 |\n|-|-|-|\n| 10:00 | 網 | {first} |\n| 11:00 | 帆 | {last} |\n"
    )
    assert [p[0] for p in read(f"# 港の会 2027/3/9\n\n{table}").people] == names


@pytest.mark.parametrize("label", ["From us", "On our side", "From our side"])
def test_those_of_us_who_came(label):
    text = f"# Visit 2027/3/9\n\n{label}:\n- Mei\n- 小明\n- Isa (remote)\n"
    assert [p[0] for p in read(text).people] == ["Mei", "小明", "Isa"]


def test_what_is_from_us_is_nobody():
    assert read("# Visit 2027/3/9\n\nFrom us: a map of the harbour\n").people == []


@pytest.mark.parametrize(
    ("heading", "titles"), [("当日の流れ", ["開会", "講義（30分）", "発表"]), ("申込の流れ", [])]
)
def test_what_a_day_brings_is_its_programme(heading, titles):
    text = f"# 港の会 2027/3/9\n\n## {heading}\n1. 開会\n2. 講義（30分）\n3. 発表\n"
    assert [title for *_when, title in read(text).sessions] == titles


def test_a_roster_may_be_a_table_without_rows():
    assert read("# Visit 2027/3/9\n\n## Participants\n\n| Name | From |\n|-|-|\n").people == []


@pytest.mark.parametrize(
    "line",
    ["Room 302, 15:30-16:10, Mar 9", "Mar 9, 15:30-16:10, Room 302", "大會議室 3/9 15:30-16:10"],
)
def test_when_an_event_is_and_in_which_room_names_no_session(line):
    found = read(f"# How we work, Port days 2027\n\n{line}\n\nWe met.\n")
    assert ([date for date, _title in found.days], found.sessions) == (["2027-03-09"], [])


@pytest.mark.parametrize("mark", ["", "- "])
@pytest.mark.parametrize("us", ["Us", "Mill", "我們"])
def test_the_sides_that_met_may_stand_under_when_that_was(us, mark):
    text = f"{mark}2027/3/9 20:00-21:00\n{mark}Port: Ann, Ben\n{mark}{us}: 小明, Mei\n"
    assert [p[0] for p in read(f"# Port call\n\n{text}").people] == ["Ann", "Ben", "小明", "Mei"]


@pytest.mark.parametrize("mark", ["", "- "])
def test_what_to_bring_is_no_side(mark):
    text = f"{mark}2027/3/9 20:00-21:00\n{mark}Bring: Cups, Plates\n{mark}Soup: Beans, Bread\n"
    assert read(f"# Port call\n\n{text}").people == []


@pytest.mark.parametrize(
    "line",
    [
        "Participants: Ann, 小明, Mei + 5 more",
        "Participants: Ann, 小明, Mei and 5 others",
        "参加者：Ann、小明、Mei 他5名",
        "참석자: Ann, 小明, Mei 외 5명",
    ],
)
def test_how_many_others_came_is_no_part_of_a_name(line):
    assert [p[0] for p in read(f"# Port call 2027/3/9\n\n{line}\n").people] == [
        "Ann",
        "小明",
        "Mei",
    ]


def test_a_table_of_halls_has_the_sessions_of_each():
    table = "| Time | Hall | Garden |\n|-|-|-|\n| 10:00 | Oars | Ropes |\n| 14:00 | Nets | Soup |\n"
    found = read(f"# Port day 2027/3/9\n\n{table}")
    assert [title for *_when, title in found.sessions] == ["Oars", "Ropes", "Nets", "Soup"]


def test_when_a_place_is_confirmed_is_no_day_of_a_meeting():
    text = "# 2027/3/9 會前會\n\n1. 場地：港口 3/15 確認\n2. 分工\n"
    assert [date for date, _title in read(text).days] == ["2027-03-09"]


@pytest.mark.parametrize(
    "line",
    [
        "- 10:00 x{}x\n",
        "### 10:00 x{}x\n",
        "| 10:00 | x{}x |\n",
        "## 參加者\n\n- x{}x\n",
        "**I come**\n[x] Ann {}x\n[x] Ben\n[x] Al\n",
    ],
)
def test_a_line_of_gaps_takes_linear_time(line):
    head = "| 時間 | 內容 |\n|--|--|\n" if line[0] == "|" else ""

    def seconds(count):
        started = time.process_time()
        read_note(f"# 海港週\n\n## 2027/3/9\n\n{head}{line.format(' ' * count)}")
        return time.process_time() - started

    seconds(1_000)
    assert seconds(40_000) < 20 * seconds(8_000) + 0.5


def test_names_and_fields_may_stand_between_empty_ones():
    outline = read("# 海港會 2027/3/9\n\n與會者：陳小安， ，林大海 、 、 Ann Lee\n")
    assert [name for name, _handle, _unit in outline.people] == ["陳小安", "林大海", "Ann Lee"]


@pytest.mark.parametrize("words", ["Opening hours", "開放時間", "Tickets", "住宿", "Venue"])
@pytest.mark.parametrize("form", ["### {}\n\n{}\n\n", "- {}\n    - {}\n"])
@pytest.mark.parametrize("day", ["# Port week\n\n## 2027/3/9\n", "# Port week 2027/3/9\n"])
def test_hours_under_words_for_no_session_make_none(day, words, form):
    others = form.format("Oars", "18:00-19:00") + form.format("Nets", "19:00-20:00")
    outline = read(f"{day}\n{form.format(words, '9:00-17:00')}{others}")
    assert [title for _d, start, _e, title in outline.sessions if start] == ["Oars", "Nets"]


def test_many_lines_at_the_margin_of_an_item_take_linear_time():
    def seconds(count):
        started = time.process_time()
        parse(["- Ann", *["boat is here"] * count])
        return time.process_time() - started

    seconds(100)
    assert seconds(8_000) < 8 * seconds(2_000) + 0.5


@pytest.mark.parametrize(
    "programme",
    [
        "> 2/30 10:00 海圖\n> 3/1 11:00 漁網\n",
        "```\n2/30 10:00 海圖\n3/1 11:00 漁網\n```\n",
        "D1（2/30）：北港\nD2（3/1）：南港\n",
        "- D1（2/30）：北港\n- D2（3/1）：南港\n",
        "- D1 2/30 北港\n  - 10:00 海圖\n- D2 3/1 南港\n  - 11:00 漁網\n",
    ],
)
def test_a_date_that_does_not_exist_in_a_programme_is_told_and_its_lines_stay(programme):
    text = f"# 港口之旅 2027\n\n{programme}\nWe bring cups.\n"
    reading = read_note(text)
    [(line, _message)] = reading.warnings
    assert "2/30" in text.splitlines()[line - 1]
    assert "We bring cups." in read(text).description


def test_a_line_of_white_space_of_any_kind_leaves_the_lines_below_where_they_are():
    text = "# 港口之旅\n\n\u2028\n\t10:00 第一天 2/30\nAgenda\n"
    assert read(text).title == "港口之旅"
    assert "第一天" in read(text).description


def test_a_row_of_who_speaks_is_none_of_the_times_of_a_table():
    rows = "| 9:00-12:00 | 海圖 | 漁網 |\n| 13:00-16:00 | 船 | 港口 |\n| 講師 | 陳小安 | 林大海 |\n"
    text = f"# 海港營 2027\n\n| | 7/1 | 7/2 |\n|--|--|--|\n{rows}"
    assert sorted(read(text).sessions) == [
        ("2027-07-01", "09:00", "12:00", "海圖"),
        ("2027-07-01", "13:00", "16:00", "船"),
        ("2027-07-02", "09:00", "12:00", "漁網"),
        ("2027-07-02", "13:00", "16:00", "港口"),
    ]


def test_numbers_between_bars_are_no_words_of_a_title():
    text = "# 海港遊戲 2027/3/9\n\n1｜14:00｜暖身\n2｜14:30｜海圖\n"
    assert [title for *_when, title in read(text).sessions] == ["暖身", "海圖"]


def test_the_name_of_a_day_without_a_year_is_cut_where_it_is_too_long():
    days = f"## Day 1 {'x' * 494}\n- 9:30 Boats\n\n## Day 2\n- 9:30 Maps\n"
    text = f"# Port camp\n\nThe camp runs for two days, March 9 and 10.\n\n{days}"
    titles = [title for _date, title in read(text).days]
    assert [title[:9] for title in titles] == ["3/9 Day 1", "3/10 Day "]
    assert len(titles[0]) == 500


@pytest.mark.parametrize(
    ("before", "after", "times"),
    [
        ("10시 30분 - 11시 30분", "1시 - 2시 30분", ("13:00", "14:30")),
        ("10點半-11點半", "1點半-3點", ("13:30", "15:00")),
        ("11時〜12時", "1時30分〜2時", ("13:30", "14:00")),
        ("10시", "11시 30분 - 1시", ("11:30", "13:00")),
        ("오전 10시", "오전 9시", ("09:00", None)),
        ("23시", "1시", ("01:00", None)),
        ("11時", "07時30分", ("07:30", None)),
    ],
)
@pytest.mark.parametrize("mark", ["## ", "- ", ""])
def test_hours_in_words_go_on_in_the_afternoon(before, after, times, mark):
    text = f"# 海港 2027/3/9\n\n{mark}{before} 海圖\n\n{mark}{after} 漁網\n"
    assert read(text).sessions[1:] == [("2027-03-09", *times, "漁網")]


def test_a_heading_that_only_says_when_is_no_title():
    text = (
        "# Day 1\n\n# 9:30 - 10:30\nCharts\nHow to draw them\nHow to read them\n\n"
        "# 10:30 - 11:30\nNets\nRopes\n"
    )
    document = read_note(text, name="Port school.md").document
    assert document.trip.title == "Port school"
    assert [(s.title, s.start.hour, s.description) for s in document.sessions] == [
        ("Charts", 9, "How to draw them\nHow to read them"),
        ("Nets", 10, "Ropes"),
    ]


@pytest.mark.parametrize(
    "below",
    ["One.\n" * 7, "The ferry leaves at noon, and we all go there.\nBring a cup.\nNets\n"],
)
def test_a_heading_that_only_says_when_over_a_text_names_nothing(below):
    assert read(f"# Port day 2027-03-09\n\n## 9:30 - 10:30\n{below}").sessions == []


@pytest.mark.parametrize("mark", ["", "- ", "### "])
def test_a_heading_with_a_time_may_stand_over_all_that_is_done_in_it(mark):
    entries = "".join(f"{mark}{hour}:00-{hour}:50 {what}\n" for hour, what in OARS.items())
    found = read(f"# Port day\n\nDate: 2027-03-09\n\n## Circles (14:00-17:00)\n\n{entries}")
    assert found.sessions == [
        ("2027-03-09", "14:00", "17:00", "Circles"),
        *(("2027-03-09", f"{hour}:00", f"{hour}:50", what) for hour, what in OARS.items()),
    ]


@pytest.mark.parametrize(
    ("heading", "block"),
    [
        ("Circles (14:00-17:00)", [("2027-03-09", "14:00", "17:00", "Circles")]),
        ("Circles", []),
        ("分科会", []),
        ("分組討論 14:00-17:00", [("2027-03-09", "14:00", "17:00", "分組討論")]),
    ],
)
@pytest.mark.parametrize("box", ["", "[ ] "])
def test_ranges_over_lists_may_follow_one_another_outside_a_plan(heading, block, box):
    entries = "".join(
        f"{hour}.00-{hour}.50\n- {box}{what}\n- {box}and how to use them\n\n"
        for hour, what in OARS.items()
    )
    found = read(f"# Port day\n\nDate: 2027-03-09\n\n## {heading}\n\n{entries}")
    slots = [("2027-03-09", f"{hour}:00", f"{hour}:50", what) for hour, what in OARS.items()]
    assert found.sessions == block + slots


@pytest.mark.parametrize(
    "below",
    [
        "18:00-18:50\n- Nets\n\n19:00-19:50\n- Oars\n",
        "14:00\n- Nets\n\n15:00\n- Oars\n",
        "14:00-14:50\n- Place: the hall\n\n15:00-15:50\n- Place: the boat house\n",
    ],
)
def test_other_times_over_lists_are_about_the_heading_with_a_time(below):
    text = f"# Port day\n\nDate: 2027-03-09\n\n## Circles (14:00-17:00)\n\n{below}"
    assert [title for *_when, title in read(text).sessions] == ["Circles"]


def test_what_counts_a_slot_is_told_in_its_description():
    slots = "### 第一場 10:00-10:50 開放海圖\n\n### 第二場（11:00-11:40）\n漁網\n"
    document = read_note(f"# 海港工作坊\n\n## 2027/3/9\n\n{slots}").document
    assert [(s.title, s.description) for s in document.sessions] == [
        ("開放海圖", "第一場"),
        ("漁網", "第二場"),
    ]
    assert (document.trip.description, document.days[0].summary) == ("", "")


def test_a_day_that_ends_in_the_afternoon_is_not_moved_to_the_evening_of_its_call():
    text = "# Port call 2027-03-09\n\n- Time: 8-10pm\n\n- 9:30-17:30 Nets\n- 10:00-11:00 Oars\n"
    assert [(start, end) for _day, start, end, _title in read(text).sessions] == [
        ("09:30", "17:30"),
        ("10:00", "11:00"),
    ]


@pytest.mark.parametrize(
    ("line", "title", "status"),
    [
        ("~~16:00 Boat trip~~ too much wind", "Boat trip", "cancelled"),
        ("16:00 ~~Boat trip~~ (rain)", "Boat trip", "cancelled"),
        ("16:00 ~~海圖~~ 改到明天", "海圖", "cancelled"),
        ("~~16:00 漁網~~（講者生病）", "漁網", "cancelled"),
        ("16:00 ~~Lunch~~ Dinner", "Dinner", "confirmed"),
        ("16:00 ~~短講~~ 座談", "座談", "confirmed"),
        ("16:00 Maps by ~~Ann~~ Ben", "Maps by Ben", "confirmed"),
        ("~~15:30~~ 16:00 Party", "Party", "confirmed"),
    ],
)
def test_what_is_struck_out_is_off_or_something_else_stands_for_it(line, title, status):
    text = f"# Port days\n\n## 2027-03-09\n\n- 9:00 Boats\n- {line}\n"
    reading = read_note(text)
    session = reading.document.sessions[-1]
    assert (session.title, session.status) == (title, status)
    assert lost_lines(text, reading) == []


@pytest.mark.parametrize("mark", [" - ", " – ", " "])
def test_the_dash_before_a_handle_is_no_part_of_a_name(mark):
    text = f"# Port days\n\n## Participants\n- Ann Lee{mark}@ann\n- 小明{mark}@ming\n"
    assert [name for name, _handle, _org in read(text).people] == ["Ann Lee", "小明"]


@pytest.mark.parametrize("label", ["**Here:**", "Taking part:", "Those present -", "Visitors:"])
def test_other_words_for_those_who_come(label):
    assert [p[0] for p in read(f"# Port days\n\n{label} Ann Lee, Ben Ray\n").people] == [
        "Ann Lee",
        "Ben Ray",
    ]


@pytest.mark.parametrize("line", ["Here: the slides", "Here: https://a.example", "Visitors: 200"])
def test_what_is_here_may_be_no_person(line):
    assert read(f"# Port days\n\n{line}\n").people == []


@pytest.mark.parametrize("gap", ["", "https://a.example/map\n"])
def test_a_paragraph_of_which_most_lines_end_with_a_time_is_a_programme(gap):
    lines = f"Hello (hi!) 09：20\n{gap}Nets 10:00–10:40\n見学 12:00\nOars 15:00\n"
    assert read(f"# Port days 2027/3/9\n\n{lines}").sessions == [
        ("2027-03-09", "09:20", None, "Hello (hi!)"),
        ("2027-03-09", "10:00", "10:40", "Nets"),
        ("2027-03-09", "12:00", None, "見学"),
        ("2027-03-09", "15:00", None, "Oars"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "Mon 9:00\nTue 10:00\nWed 11:00\n",
        "Bus 9:20\nFerry 8:00\nTrain 12:00\n",
        "The bus leaves at 9:00\nThe ferry is at 10:00\nWe are back by 11:00\n",
    ],
)
def test_times_that_are_of_no_programme_make_none_of_their_lines(lines):
    assert read(f"# Port days 2027/3/9\n\n{lines}").sessions == []


@pytest.mark.parametrize("mark", ["", "- ", "    "])
def test_hours_of_the_afternoon_may_have_a_dot(mark):
    lines = ("10.00 Boats", "12.30 Lunch", "1.30 Nets", "2.10  海圖", "3.00 Oars")
    text = "# Port days 2027/3/9\n\n" + "".join(f"{mark}{line}\n" for line in lines)
    assert [(start, title) for _day, start, _end, title in read(text).sessions] == [
        ("10:00", "Boats"),
        ("12:30", "Lunch"),
        ("13:30", "Nets"),
        ("14:10", "海圖"),
        ("15:00", "Oars"),
    ]


@pytest.mark.parametrize(
    "lines", ["1.30 GB\n1.45 EUR\n", "1.10 Scope\n1.20 Terms\n", "2.15 tons\n"]
)
def test_other_numbers_with_a_dot_are_no_hours(lines):
    assert read(f"# Port days 2027/3/9\n\n{lines}").sessions == []


@pytest.mark.parametrize(
    "again",
    ["Every other Wednesday, 7PM", "每週三晚上 7 點", "毎週水曜 午後7時", "매주 수요일 오후 7시"],
)
def test_meetings_that_are_held_again_and_again_are_at_the_time_of_the_head(again):
    days = "## 2027/3/17\n- 7:00 Nets\n- 8:20 Oars\n\n## 2027/3/3\n- 7pm Boats\n- 7:30pm Maps\n"
    starts = [s[1] for s in read(f"# Port club\n\n{again}\n\n{days}").sessions]
    assert sorted(starts) == ["19:00", "19:00", "19:30", "20:20"]


@pytest.mark.parametrize("head", ["Doors at 7pm", "Every day, dinner 7pm"])
def test_days_that_begin_in_the_morning_are_not_moved_to_the_evening(head):
    days = (
        "## 2027/3/9\n- 7:00 Breakfast\n- 8:20 Boats\n\n## 2027/3/10\n- 9:00 Nets\n- 11:10 Oars\n"
    )
    starts = [s[1] for s in read(f"# Port camp\n\n{head}\n\n{days}").sessions]
    assert starts == ["07:00", "08:20", "09:00", "11:10"]


def test_who_would_have_spoken_of_what_is_cancelled_does_not_come():
    rows = "| 10:00 | ~~Nets~~ ill | Cho Kim |\n| 11:00 | Oars | Ben Ray |\n"
    found = read(f"# Port days 2027/3/9\n\n| Time | Title | Speaker |\n|--|--|--|\n{rows}")
    assert [p[0] for p in found.people] == ["Ben Ray"]


def test_who_does_what_until_when_is_no_roster():
    rows = "| Ann Lee | call the port | 14 May |\n| Ben Ray | list of nets | 21 May |\n"
    text = f"# Port call 2027/3/9\n\n| who | what | until |\n|--|--|--|\n{rows}"
    assert read(text).people == []


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ("Abebe W/Mariam", "Abebe W/Mariam"),
        ("Ann Lee/Acme", "Ann Lee"),
        ("Ing. Tamm", "Ing. Tamm"),
        ("Bro. Emmanuel Okello (Kampala node)", "Bro. Emmanuel Okello"),
    ],
)
def test_short_words_of_names(entry, name):
    text = f"# Port days\n\n## Participants\n- Ben Ray\n- {entry}\n"
    assert [p[0] for p in read(text).people] == ["Ben Ray", name]


def test_long_lines_about_speakers_begin_with_their_names_in_bold():
    about = (
        "hydrologist, born in 1971, twenty years at the port office. She wrote a book about nets"
    )
    text = f"# Port days\n\n## Speakers\n**Ann Lee** — {about} and oars.\n**Ben Ray** — Port Lab.\n"
    assert [p[0] for p in read(text).people] == ["Ann Lee", "Ben Ray"]


@pytest.mark.parametrize("head", ["How to arrive", "Cómo llegar", "Notas", "Tareas"])
def test_parts_beside_the_plan_are_none_of_it(head):
    text = f"# Port days 2027/3/9\n\n## Agenda\n- 10:00 Nets\n\n### {head}\n- Bus 4:30 a.m.\n"
    assert read(text).sessions == [("2027-03-09", "10:00", None, "Nets")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Port club, spring call\n\nAnn opened.\n\n- nets\n", "Port club, spring call"),
        ("Map café #9: rivers\nSat, 6 March 2027\nHall A\n", "Map café #9: rivers"),
        ("港口讀書會第三次\n時間：2027/3/6 19:00\n\n- 漁網\n", "港口讀書會第三次"),
        ("Ann: hello\n\nBen: hi\n\nbye\n", "Trip"),
        ("Place: Hall A\n\nWe met.\n\nbye\n", "Trip"),
        ("We met today.\n\nIt rained.\n\nbye\n", "Trip"),
        ("Port club\nmet today and all of us were there\n", "Trip"),
    ],
)
def test_a_first_line_by_itself_is_the_title_where_there_are_no_headings(text, title):
    assert read(text).title == title


def statuses(text):
    """Return when, title and status of each session of a note of one day."""
    reading = read_note(f"# Port week 3/9/2027\n\n{text}")
    assert not lost_lines(f"# Port week 3/9/2027\n\n{text}", reading)
    sessions = reading.document.model_dump(mode="json")["sessions"]
    return [(s["start"], s["title"], s["status"]) for s in sessions]


@pytest.mark.parametrize(
    ("entry", "session"),
    [
        ("~~11:00 Boats~~ the wind is up", ("11:00", "Boats", "cancelled")),
        ("~~11:00 船塢~~ 阿海說不要", ("11:00", "船塢", "cancelled")),
        ("11:00 ~~Boats~~", ("11:00", "Boats", "cancelled")),
        ("11:00 ~~Boats~~ (Ann is away)", ("11:00", "Boats", "cancelled")),
        ("11:00-12:00 ~~船塢~~（講者請假）", ("11:00", "船塢", "cancelled")),
        ("11:00 <del>Boats</del> postponed", ("11:00", "Boats", "cancelled")),
        ("11:00 ~~船塢~~ 講者生病", ("11:00", "船塢", "cancelled")),
        ("11:00 ~~Boats~~ Nets", ("11:00", "Nets", "confirmed")),
        ("11:00 ~~漁船~~ 為什麼不補網", ("11:00", "為什麼不補網", "confirmed")),
        ("11:00 ~~배~~ 그물", ("11:00", "그물", "confirmed")),
        ("~~10:30~~ 11:00 Nets", ("11:00", "Nets", "confirmed")),
        ("<s>10:30</s> → 11:00 漁網", ("11:00", "漁網", "confirmed")),
    ],
)
@pytest.mark.parametrize("mark", ["- ", "", "### "])
def test_what_is_struck_out_of_an_entry_is_called_off_or_holds_no_more(entry, session, mark):
    text = f"{mark}10:00 Walk\n{mark}{entry}\n{mark}13:00 Lunch\n"
    assert statuses(text)[1] == session


@pytest.mark.parametrize(
    "date",
    [
        "Date: ~~2/9/2027~~ 3/9/2027",
        "日期：<del>2027年2月9日</del> 2027年3月9日",
        "## 時間\n- ~~2/9-11~~ 大家沒空\n- 2027/3/9\n- 2/20 前填表",
        "## When\n- ~~2/9~~ too cold\n- 9 March 2027\n- sign up by 2/20",
    ],
)
def test_a_date_that_is_struck_out_or_a_limit_is_no_day(date):
    assert read(f"# Port week 2027\n\n{date}\n").days == [("2027-03-09", "")]


@pytest.mark.parametrize("at", ["@ Old mill", "@碼頭 B 棟", "＠ 市場", "@ 부두 2F"])
@pytest.mark.parametrize(
    "text",
    [
        "### 10:00-10:50 {}\n開放海圖\n\n### 11:00-11:50 {}\n漁網\n",
        "- 10:00-10:50 {}\n  開放海圖\n- 11:00-11:50 {}\n  漁網\n",
        "10:00-10:50 {}\n開放海圖\n11:00-11:50 {}\n漁網\n",
    ],
)
def test_behind_a_time_and_a_place_the_title_is_on_the_next_line(at, text):
    assert read(f"# Port week\n\n## 2027/3/9\n\n{text.format(at, at)}").sessions == BOATS_AND_NETS


def test_who_is_named_behind_a_time_is_no_place():
    text = "## 2027/3/9\n\n### 10:00-10:50 @ann shows boats\nBring a cup.\n"
    assert [title for *_when, title in read(f"# Port week\n\n{text}").sessions] == [
        "ann shows boats"
    ]


def test_times_at_the_margin_under_titles_in_a_list_are_those_of_the_titles():
    text = "- 開放海圖\n10:00-10:50 大廳\n- 漁網\n11:00-11:50 大廳\n"
    assert read(f"# Port week\n\n## 2027/3/9\n\n{text}").sessions == BOATS_AND_NETS


def test_paragraphs_that_begin_with_timed_lines_make_their_heading_a_day():
    text = (
        "# 港口考察報告 2027\n\n### 3/9（二）港市\n開放海圖（10:00-10:50）\n看了三張圖。\n\n"
        "漁網（11:00-11:50）\n由阿海說明。\n"
    )
    found = read(text)
    assert found.sessions == BOATS_AND_NETS
    assert found.days == [("2027-03-09", "港市")]


@pytest.mark.parametrize(
    "head", ["時間\t內容\t講師", "Time\tTitle\tSpeaker", "時間\tタイトル\t講師", "시간\t제목\t강사"]
)
def test_a_table_with_tabs_is_one(head):
    text = (
        f"# 港口研習 2027/3/9\n\n從網站貼來的：\n{head}\n10:00-10:50\t開放海圖\t王小明\n"
        "11:00-11:50\t漁網\t\n\n停車請早。\n"
    )
    found = read(text)
    assert found.sessions == BOATS_AND_NETS
    assert [name for name, *_about in found.people] == ["王小明"]


def test_tabs_may_part_time_title_and_room_without_a_head():
    text = "10:00-10:50\t開放海圖\tRoom 2\n11:00-11:50\t漁網\tRoom 3\n"
    assert read(f"# 港口研習 2027/3/9\n\n{text}").sessions == BOATS_AND_NETS


@pytest.mark.parametrize(
    "rows", ["Tool\tPrice\tSince\nMaps\t8\t2014\nNets\t0\t2021\n", "地圖\t10:00\n漁網\t12\n"]
)
def test_other_lines_with_tabs_are_no_programme(rows):
    assert read(f"# 港口研習 2027/3/9\n\n{rows}").sessions == []


@pytest.mark.parametrize(
    "label",
    ["時間：2027/3/9\n地點：碼頭", "\n- 日期：2027/3/9", "日時：2027年3月9日", "일시: 2027/3/9"],
)
def test_a_line_over_when_an_event_is_is_its_title(label):
    assert read(f"海港之夜\n{label}\n\n很多船。\n").title == "海港之夜"


def test_a_greeting_over_when_an_event_is_is_no_title():
    assert read("各位好，\n時間：2027/3/9\n").title != "各位好，"


@pytest.mark.parametrize("item", ["1994 年開館的船廠", "since 1999 a mill", "2015년 개관"])
def test_what_was_in_another_year_is_nothing_to_do(item):
    text = f"# Port week 2027\n\n## 3/9\n- 吃午餐\n- {item}\n- 2028 年度計畫討論\n"
    assert [title for *_when, title in read(text).sessions] == ["吃午餐", "2028 年度計畫討論"]


@pytest.mark.parametrize(
    ("entry", "title", "people"),
    [
        ("Open ropes　講者：阿海", "Open ropes", ["阿海"]),
        ("漁網的一天　帶路：阿福伯", "漁網的一天", ["阿福伯"]),
        ("Boats, led by: Ann Lee", "Boats", ["Ann Lee"]),
        ("海図の話　登壇：佐藤花子", "海図の話", ["佐藤花子"]),
        ("배 이야기  발표: 김민준", "배 이야기", ["김민준"]),
        ("線上｜海圖", "海圖", []),
        ("Room 2｜Nets｜Ann Lee", "Nets", ["Ann Lee"]),
        ("Ropes　主題：海", "Ropes 主題：海", []),
        ("Talk: host and guests", "Talk: host and guests", []),
    ],
)
def test_who_speaks_and_where_may_stand_around_a_title(entry, title, people):
    found = read(f"# Port week\n\n## 2027/3/9\n- 9:00 Walk\n- 10:00 {entry}\n")
    assert found.sessions[-1] == ("2027-03-09", "10:00", None, title)
    assert [name for name, *_about in found.people] == people


def test_how_long_a_point_takes_is_no_part_of_its_title():
    text = (
        "# 海港工作坊 2027/3/9\n\n## 流程\n1. （10 min）暖身\n2. （30分）海圖\n3. (20 min) Nets\n"
    )
    assert [title for *_when, title in read(text).sessions] == ["暖身", "海圖", "Nets"]


@pytest.mark.parametrize(
    "head",
    [
        "9:30-12:00 | 13:30-16:30",
        "上午 9:30-12:00 | 下午 13:30-16:30",
        "9:30–12:00 | 1:30pm–4:30pm",
    ],
)
def test_columns_may_be_times_of_the_days_in_the_rows(head):
    text = f"| 日期 | {head} |\n|--|--|--|\n| 3/9 | 海圖 | 漁網 |\n| 3/10 | Nets | |\n"
    assert read(f"# 港口課 2027\n\n{text}").sessions == [
        ("2027-03-09", "09:30", "12:00", "海圖"),
        ("2027-03-09", "13:30", "16:30", "漁網"),
        ("2027-03-10", "09:30", "12:00", "Nets"),
    ]


@pytest.mark.parametrize("label", ["**When** ", "**時間** ", "**日時** "])
def test_a_label_in_bold_over_a_programme_is_no_session(label):
    text = f"{label}2027/3/9 14:00-17:00\n\n- 14:00 Walk\n- 15:00 Tea\n"
    assert [title for *_when, title in read(f"# Port day\n\n{text}").sessions] == ["Walk", "Tea"]


@pytest.mark.parametrize("number", ["　1. |　2. ", "　1、 |　2、 ", "(1) |(2) ", "　1) |　2) "])
def test_entries_counted_in_a_paragraph_begin_with_their_times(number):
    first, second = number.split("|")
    text = f"一、當日時程\n{first}10:00-10:50 開放海圖\n{second}11:00-11:50 漁網\n"
    assert read(f"# 港口工作坊 2027/3/9\n\n{text}").sessions == BOATS_AND_NETS


@pytest.mark.parametrize(
    "fact",
    [
        "住：港口民宿（17:00 後入住）",
        "Hotel: Harbour Inn (check-in 15:00)",
        "宿泊：港ホテル（15:00 から）",
    ],
)
def test_where_one_sleeps_is_no_session_though_it_tells_a_time(fact):
    text = f"# Port week\n\n## 2027/3/9\n10:00 Walk\n{fact}\n12:00 Lunch\n"
    assert [title for *_when, title in read(text).sessions] == ["Walk", "Lunch"]


@pytest.mark.parametrize("label", ["日期：3/9", "Date: 9 March", "日時：3月9日", "일시: 3/9"])
def test_what_is_ticked_may_be_a_label(label):
    found = read(f"# Port night 2027\n\n- [x] {label}\n- [ ] drinks\n")
    assert found.days == [("2027-03-09", "")]


@pytest.mark.parametrize("when", ["Tue 9 March 2027, 1pm", "2027/3/9（二）下午 1 點"])
def test_hours_of_a_day_are_those_that_the_line_with_its_date_tells(when):
    text = f"# Port call\n\n{when}\n\n- 1:00 Hello\n- 1:10 Nets\n\n## 2027/3/12\n- 14:00 Visit\n"
    assert [s[1] for s in read(text).sessions] == ["13:00", "13:10", "14:00"]


def test_a_day_with_a_breakfast_is_none_of_the_afternoon():
    days = "## 3/9\n- 7:00 Breakfast\n- 8:20 Boats\n\n## 3/10\n- 9:00 Nets\n"
    found = read(f"# Trip\n\nTue 9 March 2027, 7pm, Harbour Hall\n\n{days}")
    assert [s[1] for s in found.sessions] == ["07:00", "08:20", "09:00"]


@pytest.mark.parametrize(
    ("line", "title", "speakers"),
    [
        ("10:00 to 11:00 — Boats — Ann Lee — Room 2", "Boats", ["Ann Lee"]),
        ("10:00 Boats – past and future – Ann Lee", "Boats – past and future", ["Ann Lee"]),
        ("10:00 Boats – a history – of ropes", "Boats – a history – of ropes", []),
        ("10:00 Boats — and more", "Boats — and more", []),
    ],
)
def test_dashes_may_part_title_speaker_and_place(line, title, speakers):
    found = read(f"# Port days\n\n## 2027-03-09\n{line}\n12:00 Lunch\n")
    assert [p[0] for p in found.people] == speakers
    assert found.sessions[0][3] == title


@pytest.mark.parametrize("mark", ["", "- ", "1. "])
def test_lines_that_say_two_things_of_each_person(mark):
    lines = ("Ann Lee, Port Lab, Accra", "Tendai Moyo, Net House, Harare")
    text = "# Port days\n\n## Participants\n" + "".join(f"{mark}{line}\n" for line in lines)
    assert [p[0] for p in read(text).people] == ["Ann Lee", "Tendai Moyo"]


@pytest.mark.parametrize(
    ("roster", "names"),
    [
        ("Present: AL (Ann Lee), BR (Ben Ray)", ["Ann Lee", "Ben Ray"]),
        ("Present: Ann Lee, Ben Ray and two drivers", ["Ann Lee", "Ben Ray"]),
        ("Present:\n- Ann Lee\n- Ben Ray\n- _add yourself_", ["Ann Lee", "Ben Ray"]),
        ('Speakers:\nAnn Lee, "Nets"\nBen Ray, "Oars of glass"', ["Ann Lee", "Ben Ray"]),
        ("Present:\nAnn Lee, Ben Ray, Cho Kim\nDee Fox, Ed Gil, Fay Orr", None),
    ],
)
def test_what_stands_beside_names_is_no_person(roster, names):
    names = names or ["Ann Lee", "Ben Ray", "Cho Kim", "Dee Fox", "Ed Gil", "Fay Orr"]
    assert [p[0] for p in read(f"# Port days\n\n{roster}\n").people] == names


@pytest.mark.parametrize(
    "title",
    [
        "Boats [notes](https://a.example/1)",
        "Boats [slides](https://a.example/1) [video](https://a.example/2)",
        "Boats (notes: https://a.example/1)",
        "Boats, pad: https://a.example/1",
        "Boats【共筆：https://a.example/1】",
        "Boats [簡報](https://a.example/1)",
        "Boats [スライド](https://a.example/1)",
        "Boats https://a.example/1",
    ],
)
def test_a_link_to_what_was_noted_or_shown_is_no_part_of_a_title(title):
    text = f"# Port days\n\n## 2027-03-09\n- 10:00 {title}\n- 11:00 Nets\n"
    reading = read_note(text)
    assert reading.document.sessions[0].title == "Boats"
    assert lost_lines(text, reading) == []


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Taking [notes](https://a.example/1) together", "Taking notes together"),
        ("[Notes](https://a.example/1)", "Notes"),
        ("Visit to [Port Lab](https://a.example/1)", "Visit to Port Lab"),
    ],
)
def test_the_words_of_other_links_stay_in_the_title(words, title):
    found = read(f"# Port days\n\n## 2027-03-09\n- 10:00 {words}\n- 11:00 Nets\n")
    assert found.sessions[0][3] == title


@pytest.mark.parametrize(
    "heads",
    [
        ("Sat: 10:00–12:00 Nets", "Sun: 14:00–15:00 Oars"),
        ("Sat 10:00–12:00 Nets", "Sun 14:00–15:00 Oars"),
        ("週六：10:00–12:00 Nets", "週日：14:00–15:00 Oars"),
        ("토요일 10:00–12:00 Nets", "일요일 14:00–15:00 Oars"),
    ],
)
def test_a_heading_of_a_session_may_begin_with_its_weekday(heads):
    text = "# Port days 1-2 May 2027\n\n" + "".join(f"## {head}\nBring cups.\n\n" for head in heads)
    assert read(text).sessions == [
        ("2027-05-01", "10:00", "12:00", "Nets"),
        ("2027-05-02", "14:00", "15:00", "Oars"),
    ]


@pytest.mark.parametrize(
    ("line", "title", "place"),
    [
        ("- **Boats** (10:00–11:00, Hall) – Ann Lee", "Boats", "Hall"),
        ("- Boats (10:00–11:00 / Room 2)", "Boats", "Room 2"),
    ],
)
def test_a_place_may_share_the_brackets_of_a_time(line, title, place):
    document = read_note(f"# Port days 9 March 2027\n\n## Sessions\n{line}\n").document
    assert document.sessions[0].title == title
    assert [each.name for each in document.places] == [place]


@pytest.mark.parametrize("mark", ["", "- "])
@pytest.mark.parametrize("start", ["0:00", "00:00", "[00:00](https://a.example/?t=0)", "00:00:00"])
def test_where_things_are_in_a_recording_is_no_programme(mark, start):
    lines = (f"{start} Hello", "03:12 Nets", "15:40 Oars")
    text = "# Port call 2027-03-09\n\n" + "".join(f"{mark}{line}\n" for line in lines)
    assert read(text).sessions == []


def test_a_programme_may_begin_at_midnight():
    text = "# Port night 2027-03-09\n\n- 00:00–01:00 Boats\n- 01:00–02:00 Nets\n"
    assert [s[3] for s in read(text).sessions] == ["Boats", "Nets"]


@pytest.mark.parametrize("head", ["## Actions", "## Changelog", "## 更新紀錄", "## 変更履歴"])
def test_what_is_to_do_and_what_was_changed_is_no_programme(head):
    lines = "- 2027-03-01 14:00 Ann: draft\n- Ben: book a room (10:00–12:00, 9 April)\n"
    found = read(f"# Port call 2027-03-09\n\n{head}\n{lines}")
    assert (found.sessions, [day for day, _title in found.days]) == ([], ["2027-03-09"])


@pytest.mark.parametrize("days", [("Day 1", "Day 2"), ("Mon 3", "Tue 4"), ("5/3", "5/4")])
@pytest.mark.parametrize(
    "parts", ["Morning | Afternoon", "上午 | 下午", "午前 | 午後", "오전 | 오후"]
)
def test_a_table_of_the_parts_of_days_has_a_session_in_each(days, parts):
    rows = f"| {days[0]} | Boats | Nets |\n| {days[1]} | Oars | – |\n"
    text = f"# Port trip 3-4 May 2027\n\n| Day | {parts} |\n|--|--|--|\n{rows}"
    assert read(text).sessions == [
        ("2027-05-03", None, None, "Boats"),
        ("2027-05-03", None, None, "Nets"),
        ("2027-05-04", None, None, "Oars"),
    ]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Present were Ann Lee, Ben Ray and Cho Fox.", ["Ann Lee", "Ben Ray", "Cho Fox"]),
        ("In attendance were: Ann Lee, Ben Ray", ["Ann Lee", "Ben Ray"]),
        ("Those attending: Ann Lee, Ben Ray.", ["Ann Lee", "Ben Ray"]),
        ("Present were only boats and nets.", []),
        ("Present are 3 boats, 2 nets", []),
    ],
)
def test_a_sentence_may_say_who_was_there(line, names):
    assert [p[0] for p in read(f"# Port call 2027-03-09\n\n{line}\n").people] == names


def test_what_is_in_each_room_may_be_explained_below_it():
    rooms = "Old mill\n: Boats\n\nHarbour hall\n: Nets\n"
    found = read(f"# Port days 2027-03-09\n\n### 10:00–11:00\n\n{rooms}\n### 12:00\nLunch\n")
    assert found.sessions == [
        ("2027-03-09", "10:00", "11:00", "Boats"),
        ("2027-03-09", "10:00", "11:00", "Nets"),
        ("2027-03-09", "12:00", None, "Lunch"),
    ]


def test_a_day_of_a_series_has_its_title_and_who_speaks_under_it():
    found = read(
        "# 連続講座\n\n## 第1回　2027年3月9日\n「海図の話」\nゲスト：佐藤花子（港の会）\n\n"
        "## 第2回　2027年3月16日\n「網の話」\nゲスト：鈴木一郎\n"
    )
    assert [title for *_when, title in found.sessions] == ["「海図の話」", "「網の話」"]
    assert [p[0] for p in found.people] == ["佐藤花子", "鈴木一郎"]


def test_bold_words_under_a_counted_meeting_are_no_session():
    found = read(
        "# 例會\n\n## 第3回 2027/3/9\n**決議**\n- 買船\n\n## 第4回 2027/3/16\n**討論**\n- 買網\n"
    )
    assert "決議" not in [title for *_when, title in found.sessions]


@pytest.mark.parametrize(
    "form",
    [
        "**{} {}**\n{}",
        "*{} {}*\n{}",
        "**{} | {}**\n{}",
        "【{}】{}\n{}",
        "{} {}\n{}",
        "**{} {}**\n\n{}",
        "**{} {}**\nSpeaker: Ann Lee\n- {}",
    ],
)
def test_a_slot_may_stand_over_what_is_told_of_it(form):
    told = "They showed how the bay was drawn in 1890, and again in 2010."
    slots = [form.format(time, title, told) for time, title in SLOTS_OVER_WORDS]
    found = read("# Forum 9 March 2027\n\n" + "\n\n".join(slots) + "\n")
    assert [title for *_when, title in found.sessions] == ["Maps", "Nets", "Sails"]


SLOTS_OVER_WORDS = [("10:00-10:30", "Maps"), ("10:30-11:00", "Nets"), ("11:00-11:30", "Sails")]


def test_one_time_in_bold_among_words_is_no_session():
    found = read("# Call 9 March 2027\n\nPresent: Ann, Ben\n\n**10:40 Ann dropped**\nWe went on.\n")
    assert found.sessions == []


@pytest.mark.parametrize("label", ["在：小明、阿海、Mei", "here: ann, ben, cho"])
def test_points_under_who_was_there_are_no_sessions(label):
    note = f"# 雙週會\n\n## 2027/3/9\n{label}\n- 海圖畫好了，網還沒\n- 新人試畫 5 份\n"
    assert read(note).sessions == []


def test_a_day_in_a_log_of_meetings_is_one_though_nobody_is_named():
    found = read(
        "# Rolling notes\n\n## 2 July 2027\nAttending: Losa, Sefa\n- paper came back\n\n"
        "## 18 June 2027\n- short one\n- draft of the letter\n\n"
        "## 4 June 2027\nAttending: Losa, Graham\n- 12k left\n"
    )
    assert found.sessions == []


def test_days_that_list_what_is_done_are_no_log():
    found = read(
        "# Trip 2027\n\n## 9 March\n- Old mill\n- Harbour\n\n## 10 March\nPresent: Losa, Sefa\n"
        "- Market\n- Port\n\n## 11 March\n- Boat tour\n- Dinner\n"
    )
    titles = [title for *_when, title in found.sessions]
    assert {"Old mill", "Harbour", "Boat tour", "Dinner"} <= set(titles)


def test_a_slot_over_a_list_of_rooms_has_a_session_in_each():
    text = (
        "# Boat day 2027-03-09\n\n### Slot 1 (11:00–11:45)\n"
        "* Raum Saale: **Maps** → https://a.example/1\n"
        "* Room B: Nets\n\n12:00-13:00 Lunch\n"
    )
    document = read_note(text).document
    places = {place.uid: place.name for place in document.places}
    assert [(s.start.hour, s.title, places.get(s.place)) for s in document.sessions] == [
        (11, "Maps", "Raum Saale"),
        (11, "Nets", "Room B"),
        (12, "Lunch", None),
    ]


def test_where_a_slot_is_may_stand_in_brackets_over_its_title():
    slots = "* 10:00 - 10:50 (Sala chica)\n  開放海圖\n* 11:00 - 11:50 (Galpón)\n  漁網\n"
    assert read(f"# 9 March 2027\n\n{slots}").sessions == BOATS_AND_NETS


def test_what_was_done_on_the_days_of_a_record_is_a_programme():
    days = "### 【DAY 1 @ 港口】\n1. 開放海圖（10:00-10:50）\n   有船\n2. 漁網（11:00-11:50）\n\n"
    text = (
        f"# 港口參訪報告 2027/3/9-3/10\n\n## 參訪紀錄\n\n{days}### 【DAY 2 @ 老街】\n我們散步。\n"
    )
    assert read(text).sessions == BOATS_AND_NETS


def test_the_evening_of_a_day_may_have_a_heading_of_its_own():
    text = (
        "# 港口週 2027\n\n## 3/9\n| 時間 | 內容 |\n|-|-|\n| 10:00-10:50 | 開放海圖 |\n\n"
        "## 3/9 晚上\n11:00-11:50 漁網\n"
    )
    assert read(text).sessions == BOATS_AND_NETS


@pytest.mark.parametrize(
    "table",
    [
        "時間 | 主題 | 說明 |\n10:00-10:50 | 開放海圖 | |\n11:00-11:50 | 漁網 | 很多 | 再說 |",
        "| 時間 | 做啥 | 註 |\n|-|-|-|\n| 10:00-10:50 | 開放海圖 | 慢 |\n| 11:00-11:50 | 漁網 | |",
    ],
)
def test_what_is_said_beside_the_entries_of_a_table_is_no_title(table):
    assert read(f"# 港口參訪 2027/3/9\n\n{table}\n").sessions == BOATS_AND_NETS


@pytest.mark.parametrize("mark", ["", "> "])
@pytest.mark.parametrize(
    "day",
    [
        "**Tue 9 March** — 10:00-10:50 開放海圖 / 11:00-11:50 漁網",
        "=== Tue 9 March ===\n開放海圖\n10:00–10:50\n\n漁網\n11:00–11:50",
    ],
)
def test_the_programme_of_a_day_may_be_quoted_or_stand_on_one_line(mark, day):
    lines = f"{day}\n\n=== Wed 10 March ===\n岸邊散步\n09:00–10:00".split("\n")
    text = "\n".join(f"{mark}{line}".rstrip() for line in lines)
    found = read(f"# Port visit 9-10 March 2027\n\n{text}\n").sessions
    assert found == [*BOATS_AND_NETS, ("2027-03-10", "09:00", "10:00", "岸邊散步")]


@pytest.mark.parametrize(
    "programme",
    [
        "◆ 第一段　10:00 - 10:50\n開放海圖\n　　講的人：陳小彤\n\n◆ 第二段　11:00 - 11:50\n漁網",
        "* **開放海圖** (10:00–10:50): 有很多圖。很舊。\n* *漁網* (11:00 to 11:50), by Ann Lee",
        "#### 10:00~10:50 開放海圖\n共筆：https://a.example/1\n\n11:00 – 11:50\n漁網",
        "Uhrzeit\tRaum 101\n10:00-10:50\t開放海圖\n11:00-11:50\t漁網",
        "開放海圖: 10:00 - 10:50, Harbour Hall\n漁網: 11:00 - 11:50",
        "**10am–10:50** 開放海圖 **11:00–11:50** 漁網",
    ],
)
def test_more_ways_in_which_time_and_title_stand_together(programme):
    text = f"# 海港工作坊\n\n## 2027/3/9\n\n{programme}\n"
    assert read(text).sessions == BOATS_AND_NETS


@pytest.mark.parametrize(
    ("line", "slot"),
    [
        ("Registration from 08:00", ("2027-03-09", "08:00", None, "Registration")),
        ("⏰ 全天 漁網", ("2027-03-09", None, None, "漁網")),
        ("11–14 Uhr: Netze", ("2027-03-09", "11:00", "14:00", "Netze")),
    ],
)
def test_when_an_entry_begins_or_how_long_it_takes_is_told_in_words(line, slot):
    assert slot in read(f"# Hafen\n\n## 2027-03-09\n\n10:00 海圖\n{line}\n").sessions


def test_a_room_over_its_sessions_is_none_itself():
    text = (
        "# 海港論壇\n\n# 2027/3/9\n\n## 小教室 A\n### 開放海圖（10:00–10:50）\n\n"
        "### 漁網（11:00–11:50）\n"
    )
    assert read(text).sessions == BOATS_AND_NETS


def test_past_meetings_in_a_part_with_a_sign_are_no_days():
    text = "# 海の会 2027/3/9\n\n■ 過去回\n#11 2024/8/10 https://a.example/11\n#10 2024/5/5 海図\n"
    assert [date for date, _title in read(text).days] == ["2027-03-09"]


@pytest.mark.parametrize(
    ("lists", "titles"),
    [
        ("## Sessions\n- Maps of the bay @ james\n- Nets @mei", ["Maps of the bay", "Nets"]),
        (
            "## Sessions\n- Maps of the bay by Ann Lee\n- Nets by Ben Ray",
            ["Maps of the bay", "Nets"],
        ),
        ("## 講題\n- 開放海圖\n- 漁網與船", ["開放海圖", "漁網與船"]),
    ],
)
def test_sessions_may_only_be_listed(lists, titles):
    found = read(f"# Meetup 2027-03-09\n\n{lists}\n").sessions
    assert [title for *_when, title in found] == titles


@pytest.mark.parametrize("first", ["8/21 老街", "老街（8/21）"])
def test_days_in_a_row_may_be_lines_over_lists(first):
    second = first.replace("21", "22")
    text = f"# 訪問 2027\n\n{first}\n- 拜會港務局\n- 參觀碼頭\n\n{second}\n- 拜會市府\n"
    days = [(day, title) for day, _start, _end, title in read(text).sessions]
    assert days == [
        ("2027-08-21", "拜會港務局"),
        ("2027-08-21", "參觀碼頭"),
        ("2027-08-22", "拜會市府"),
    ]


def test_the_cell_of_a_day_and_its_part_may_begin_with_a_time():
    text = (
        "# 港口週 2027\n\n| | 3/9 (二) | 3/10 (三) |\n|-|-|-|\n"
        "| 上午 | 集合 | 10:00 開放海圖<br>11:00 漁網 |\n| 下午 | 14:00 岸邊 | |\n"
    )
    assert read(text).sessions == [
        ("2027-03-09", None, None, "集合"),
        ("2027-03-09", "14:00", None, "岸邊"),
        ("2027-03-10", "10:00", None, "開放海圖"),
        ("2027-03-10", "11:00", None, "漁網"),
    ]


def test_a_mark_of_a_list_is_none_of_the_title_behind_its_time():
    text = "# 港口\n\n2027/3/9\n▪ 10:00-10:50 開放海圖\n▪ 11:00-11:50 漁網\n"
    assert read(text).sessions == BOATS_AND_NETS


def test_a_day_in_bold_may_tell_when_it_ends():
    text = "# Trip 2027\n\n**Tue 9 March** Boats\n- 10:00 Nets\n\n**Wed 10 March** home 20:10\n"
    assert [date for date, _title in read(text).days] == ["2027-03-09", "2027-03-10"]


@pytest.mark.parametrize(
    "text",
    [
        "# Club 9 March 2027\n\n## Sessions\n- Sessions expire in an hour\n- Cookies are kept\n",
        "# Club 9 March 2027\n\n## Topics\n- Talked to the city\n- The boats are late\n",
        "# Stand-up\n\n8/21 Old town\n- fix map\n- call Ben\n\n8/28 Port\n- fix net\n",
        "# Chat\n\n> 9 March 2027\n> 10:00 ann: hi\n> 10 March 2027\n> 11:00 mei: oh\n",
        (
            "# Club 9 March 2027\n\n## Minutes\n\n### 9 March\n- oars 10:00-11:00\n"
            "- net 11:00-12:00\n"
        ),
    ],
)
def test_points_of_talk_are_no_sessions(text):
    assert read(text).sessions == []


@pytest.mark.parametrize(
    "text",
    [
        "## 團員\n- 阿玟\n- 林可小\n\n【DAY 1】3/9（二）\n10:00-10:50 開放海圖\n11:00-11:50 漁網",
        "**開放海圖** 3/9 10:00 - 10:50 Room Ping\n\n**漁網** 3/9 11:00 - 11:50 Room 2",
    ],
)
def test_what_stands_around_a_programme_is_no_part_of_its_titles(text):
    assert read(f"# 港口參訪團 2027\n\n{text}\n").sessions == BOATS_AND_NETS


def test_the_parts_of_a_day_in_a_list_are_what_is_done_on_it():
    text = "# 釜山 2027\n\n### 3/9 拜會\n- 上午：開放海圖\n- 下午：漁網\n"
    assert [title for *_when, title in read(text).sessions] == ["開放海圖", "漁網"]


@pytest.mark.parametrize(
    "text",
    [
        "== Log ==\n17:04 <debo> hi all\n17:05 <mei> can you hear me",
        "## Tue 9 March / 3月9日（火）\nFree.",
        "報名 3/1 截止，早鳥 USD 120，之後 180",
    ],
)
def test_logs_of_chats_and_dates_said_twice_are_no_sessions(text):
    outline = read(f"# Delegation 2027-03-09\n\n{text}\n")
    assert (outline.sessions, outline.people) == ([], [])


def test_a_label_of_another_language_tells_the_date_where_one_follows():
    document = read_note(
        "# Reunião\n\n**Data:** 18/03/2027 (quinta), 9h\n\nPrazo: 10/02/2027\n"
    ).document
    assert [day.date.isoformat() for day in document.days] == ["2027-03-18"]


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        # A title over when it is.
        (
            "## 前一晚的暖身\n3/8（一）晚上 20:30～21:30，線上\n主題：海圖",
            [("2027-03-08", "20:30", "21:30", "前一晚的暖身")],
        ),
        (
            "## 家長說明會\n3/8（一）14:00-15:00，線上",
            [("2027-03-08", "14:00", "15:00", "家長說明會")],
        ),
        # Times with dots in brackets.
        (
            "## 3/9\n#### Small groups (14.50–15.40)\n- nets\n#### Promises (15.40–16.00)\n",
            [
                ("2027-03-09", "14:50", "15:40", "Small groups"),
                ("2027-03-09", "15:40", "16:00", "Promises"),
            ],
        ),
        # Pads among lines with times.
        (
            (
                "## 3/9 Harbour day\n\nOld port\n→ https://a.example/port\n"
                "Nets\n→ https://hackmd.io/n\nDinner 19:00"
            ),
            [
                ("2027-03-09", None, None, "Old port"),
                ("2027-03-09", None, None, "Nets"),
                ("2027-03-09", "19:00", None, "Dinner"),
            ],
        ),
        # A place is what is visited where nothing else stands there.
        (
            "## 3/9\n- 09:00 Coffee\n- 10:00-12:00 City Hall",
            [
                ("2027-03-09", "09:00", None, "Coffee"),
                ("2027-03-09", "10:00", "12:00", "City Hall"),
            ],
        ),
        # What hosts wish stands beside a time.
        (
            "**3/9 Port**\n9:30 Net lab, they want to hear of maps\n13:00 Lunch",
            [
                ("2027-03-09", "09:30", None, "Net lab, they want to hear of maps"),
                ("2027-03-09", "13:00", None, "Lunch"),
            ],
        ),
        # A remark behind the day, a discussion of the plan in quotes, an address behind a title.
        (
            (
                "**Tue 9 March** (rental boat, 4 seats!)\n> I'd rather walk\n> [name=Ann]\n\n"
                "+ City hall, port section\n+ Net museum https://nets.example/\n+ walk to the pier"
            ),
            [
                ("2027-03-09", None, None, "City hall, port section"),
                ("2027-03-09", None, None, "Net museum"),
                ("2027-03-09", None, None, "walk to the pier"),
            ],
        ),
        # Columns for the two ends.
        (
            (
                "日期：2027/3/9\n\n| 起 | 迄 | 做什麼 |\n|--|--|--|\n"
                "| 10:00 | 10:20 | 海圖 |\n| 10:20 | 11:00 | 漁網 |"
            ),
            [
                ("2027-03-09", "10:00", "10:20", "海圖"),
                ("2027-03-09", "10:20", "11:00", "漁網"),
            ],
        ),
        # The head tells that the hours are those of the evening.
        (
            (
                "* **什麼時候** 3/9(二) 19:00~21:00\n* **帶什麼** 茶\n\n"
                "流程：\n* 7:00 開始\n* 8:30 散會"
            ),
            [("2027-03-09", "19:00", None, "開始"), ("2027-03-09", "20:30", None, "散會")],
        ),
        # No title over when it is.
        ("## Farewell of the previous group\n3/8 10:00-12:00, hall", []),
        (
            "## Volunteers\n3/8 19:00-21:00 help to set up",
            [("2027-03-08", "19:00", "21:00", "help to set up")],
        ),
        ("## 活動資訊\n3/8（一）14:00-15:00，線上", []),
        ("## 報名截止\n3/8（一）14:00-15:00，線上", []),
    ],
)
def test_sessions_are_read_where_people_write_them_in_passing(text, sessions):
    assert read(f"# Harbour visit 2027\n\n{text}\n").sessions == sessions


@pytest.mark.parametrize(
    "lines",
    [
        "## 兩場\n台中場：6/12 晚上 7:30\n花蓮場：6/16 下午 2:00",
        "## 日期地點\n高雄 6/12 7pm 三餘書店\n台北 6/16 10:30am 還在找",
        "**預計**\n高雄｜6/12 10AM｜老屋\n新竹｜6/16 晚上 7:00｜藝改所\n（一場兩小時）",
        "### When / where\nPort: 6/12 6:30PM @ Old mill\nMill: 6/16 2PM @ to be decided",
    ],
)
def test_what_is_held_in_several_places_has_a_day_in_each(lines):
    note = read_note(f"# 2027 港口現況\n\n{lines}\n").document
    assert [day.title or f"{day.date:%-m/%-d}" for day in note.days] == ["6/12", "6/16"]


@pytest.mark.parametrize(
    "line", ["下次會議 3/23 20:00", "Last time 3/2 19:00", "報名截止 3/1 12:00"]
)
def test_other_times_are_no_places(line):
    note = read_note(f"# 港口會議\n\n時間 2027/3/9 19:00\n{line}\n").document
    assert [day.date.isoformat() for day in note.days] == ["2027-03-09"]


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        (
            (
                "日期：2027/3/9\n\n## 當天 Timeline\n10:00　開門 Doors\n10:30　自介 Intro\n"
                "（中間自由 hack）\n"
                "17:00　成果 Demo"
            ),
            [("10:00", "開門 Doors"), ("10:30", "自介 Intro"), ("17:00", "成果 Demo")],
        ),
        (
            "### 3/9（二）南港\n老海開車載\n\n* 8點半 漁港集合\n* 拜訪縣政府 行政處\n* 看藍眼淚",
            [("08:30", "漁港集合"), (None, "拜訪縣政府 行政處"), (None, "看藍眼淚")],
        ),
        (
            (
                "### March 9 (Tue) Port\n#### am\n* Port castle\n#### pm\n* Mill houses\n"
                "* 15:00 Mill town hall\n   * bring cards"
            ),
            [(None, "Port castle"), (None, "Mill houses"), ("15:00", "Mill town hall")],
        ),
        (
            "### March 9 (Tue) Mill\n* leave early\n* 9:30 Mill museum\n* Walk with Mr. Sugi",
            [(None, "leave early"), ("09:30", "Mill museum"), (None, "Walk with Mr. Sugi")],
        ),
        (
            "Date: 2027/3/9\n\n## Plan\n#### 10:00 – 10:20 Who is in the room\nshort round",
            [("10:00", "Who is in the room")],
        ),
        (
            (
                "## 行程\n#### 3/9（二）第二天\nFeedback apps\nhttps://hackmd.io/a1\n\n"
                "Village funds\nhttps://hackmd.io/a2\n\n# 3/9 筆記\n\n"
                "## 09:00~10:30 Feedback apps\n### Q&A\n一天 400 件"
            ),
            [(None, "Village funds"), ("09:00", "Feedback apps")],
        ),
        (
            (
                "## 行程\n#### 3/9-10 Open week\nFeedback apps\nhttps://hackmd.io/a1\n\n"
                "# Notes day 2\n## 9:45-10:30 Feedback apps\nmany"
            ),
            [("09:45", "Feedback apps"), (None, "Open week")],
        ),
        (
            (
                "## OSC 資訊\n- 3/9（二）12:30 佈展\n- 3/9（二）16:00 收攤\n\n## 講題\n"
                "「港口社群」3/9 14:00~14:45 201 室\n講者 → 阿嘉"
            ),
            [("12:30", "佈展"), ("16:00", "收攤"), ("14:00", "「港口社群」 201 室")],
        ),
        ("**3/9（二）拜訪社團 (未定)**\n地址在信裡\n想了解：\n- Mood meter 怎麼做的\n- 假消息", []),
        (
            (
                "**紀錄**\n+ 2026/10/5 (提案) https://a.example/1\n"
                "+ 2026/11/2 會議 https://a.example/2"
            ),
            [],
        ),
    ],
)
def test_a_plan_may_be_written_in_haste(text, sessions):
    note = read_note(f"# Harbour week 2027\n\n{text}\n").document
    found = [(f"{s.start:%H:%M}" if s.start else None, s.title) for s in note.sessions]
    assert sorted(found, key=str) == sorted(sessions, key=str)


@pytest.mark.parametrize(
    ("heading", "day", "title"),
    [
        ("### 20270308（一）2000 線上", "2027-03-08", "線上"),
        ("#### 2027年3月8日（一）晚上 7:00–9:30，6:30 開放入場", "2027-03-08", ""),
        ("### 2027/3/8 19:00-21:00, doors open 18:30", "2027-03-08", ""),
    ],
)
def test_a_heading_of_when_people_meet_online_or_may_come_in_is_no_session(heading, day, title):
    note = read_note(f"# 港口雙週會\n\n{heading}\n與會：小魚、Kevin\n- 回顧\n").document
    assert [(d.date.isoformat(), d.title) for d in note.days] == [(day, title)]
    assert note.sessions == []


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        (
            (
                "## Déroulé\n### Café · 9h30\n### Ce que disent 14 communes · 9h45 → 10h30\n"
                "### Restitution · 11h40 → 12h"
            ),
            [
                ("09:30", None, "Café"),
                ("09:45", "10:30", "Ce que disent 14 communes"),
                ("11:40", "12:00", "Restitution"),
            ],
        ),
        (
            (
                "# 3/9 現場筆記\n### 9:30-10:45 Election tech\n系統 4/17 當天掛掉\n"
                "### 11:00-12:00 What journalists need\n沒人寫"
            ),
            [("09:30", "10:45", "Election tech"), ("11:00", "12:00", "What journalists need")],
        ),
        (
            "**第一天（3/9）**\n1400 集合\n1430～1600 走一圈\n2000 看藍眼淚",
            [("14:00", None, "集合"), ("14:30", "16:00", "走一圈"), ("20:00", None, "看藍眼淚")],
        ),
        (
            (
                "## 3/9\n10:00–11:30　【課程一】資料長什麼樣子？\n"
                "13:00–14:30　【課程二】地圖上的學校\n\n## 筆記\n\n### 地圖上的學校\n一起打"
            ),
            [
                ("10:00", "11:30", "【課程一】資料長什麼樣子？"),
                ("13:00", "14:30", "【課程二】地圖上的學校"),
            ],
        ),
    ],
)
def test_hours_are_written_in_many_ways(text, sessions):
    note = read_note(f"# Port lab 2027\n\nDate: 9 March 2027\n\n{text}\n").document
    found = [
        (f"{s.start:%H:%M}", f"{s.end:%H:%M}" if s.end else None, s.title) for s in note.sessions
    ]
    assert sorted(found) == sorted(sessions)


def test_days_in_brackets_over_their_programmes_are_two():
    note = read_note(
        "# Policy lab (2027.1.18~19)\n\n(Day 1: Civic centre)\nTopic: rules\n\n"
        "- 10:00-10:20 Hello\n"
        "- 10:20-11:40 How to\n\n(Day 2: Office)\n\n- 10:00-10:20 Hello\n- 10:20-11:40 How to\n"
    ).document
    assert [sum(s.day == day.uid for s in note.sessions) for day in note.days] == [2, 2]


@pytest.mark.parametrize(
    "lines",
    [
        "- Ghent: Tue 6 June, 19h\n- Port: Fri 9 June, 6.30pm",
        "Ghent｜6 June 19:00\nPort｜9 June 18:30",
    ],
)
def test_dates_of_places_may_stand_in_a_list_with_their_weekdays(lines):
    note = read_note(f"# Priya in Europe\n\n**When?**\n{lines}\n").document
    assert len(note.days) == 2


def test_days_in_catalan_are_read():
    note = read_note(
        "# Festa 2027\n\n## 26 de maig de 2027\n* Mostra\n\n## Dijous 27 de maig\n* Comiat\n"
    )
    assert [day.date.isoformat() for day in note.document.days] == ["2027-05-26", "2027-05-27"]


@pytest.mark.parametrize(
    "lines",
    [
        "- Bring back: 3/9 10:00 books\n- Ask Ben: 3/11 12:00 visa\n- Call hotel: 3/12 9:00",
        "- Ann: 3/9 10:00 arrives\n- Ben: 3/10 12:00 arrives",
    ],
)
def test_things_to_do_and_arrivals_are_held_nowhere(lines):
    assert read_note(f"# Plans\n\n{lines}\n").document.days == []


def test_what_is_counted_behind_a_weekday_is_no_time():
    note = read_note("# Minutes 2027\n\n## 3/10 (Wed) 1500 people came\n").document
    assert [session.start for session in note.sessions] in ([], [None])
