"""What each habit of writing becomes, where it stands in a note."""

import datetime as dt

import pytest

from tests.interchange.lines import lost_lines
from tests.interchange.outlines import outline
from tripbook.interchange.note import read_note

HEAD = "# Visit 2027\n\n"


def read(text, **options):
    """Return the outline of a note under a title; nothing of it may be lost."""
    reading = read_note(HEAD + text, **options)
    assert lost_lines(HEAD + text, reading) == []
    return outline(reading.document)


def sessions(text, **options):
    return read(text, **options).sessions


def names(text):
    return [name for name, _handle, _organization in read(text).people]


D9, D10, D11 = "2027-03-09", "2027-03-10", "2027-03-11"


# Days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("## 3/9（二）\n", [(D9, "")]),
        ("## 3/9 Day 1\n", [(D9, "Day 1")]),
        ("## 港口營隊第1天(3/9)\n", [(D9, "港口營隊第1天")]),
        ("## Day 1 - 9th March\n## Day 2 - 10th March\n", [(D9, "Day 1"), (D10, "Day 2")]),
        ("## 3/9 Old town\n- Visit the mill\n- Lunch\n", [(D9, "Old town")]),
        ("## 3/9\n## 3/10\n# Day 1 Harbour\n", [(D9, "Day 1 Harbour"), (D10, "")]),
        ("## Day 2 (3/10)\n## Day 1\n", [(D9, "Day 1"), (D10, "Day 2")]),
        ("Date: 2027/3/9-10\n\n**Day 1**\n\n**Day 2**\n", [(D9, "Day 1"), (D10, "Day 2")]),
        ("日期：2027/3/9-11\n\n## 第三天\n", [(D9, ""), (D10, ""), (D11, "第三天")]),
        ("- 時間：3/9（二） 09:30 - 17:00\n- 地點：港口\n", [(D9, "")]),
        ("### 時間：2027.3.9(二) 19:00-21:00\n", [(D9, "")]),
        ("## 時間\n\nIn Tallinn, 3/9 7PM\nIn Tartu, 3/10 1:30PM\n", [(D9, ""), (D10, "")]),
        ("地點：3月9日(二) 報到、3月10日(三)\n", [(D9, ""), (D10, "")]),
        ("## About\nMar 9-10 2027, Harbour Hall\n", [(D9, ""), (D10, "")]),
        ("- March 9 (Tue)\n    * Walk\n", [(D9, "")]),
        ("【DAY 1 @ Port 】\nDate: 2027/3/9\n", [(D9, "DAY 1 @ Port")]),
        ("## 3/10\n## 3/9\n## 3/10\n", [(D9, ""), (D10, "")]),
        ("## 3/9-11 Harbour week\n### 3/9\n### 3/11\n", [(D9, ""), (D10, ""), (D11, "")]),
        ("## 3월 9일\n## 둘째 날\n", [(D9, ""), (D10, "둘째 날")]),
        ("期間：2027/3/9(火)～3/10(水)\n\n## 9日（火）\n- 10:00 散歩\n", [(D9, ""), (D10, "")]),
        ("2027/3/9-10\n\n## Wed 10\n- 10:00 Walk\n", [(D9, ""), (D10, "")]),
        ("**3/9（二）19:00–21:30**\n**港口**\n", [(D9, "")]),
        ("> 3/9（二）14:00，市政廳 12F\n", [(D9, "")]),
        ("Mar 9–10, 2027 · Harbour Hall\n\n## wednesday\n- 10:00 walk\n", [(D9, ""), (D10, "")]),
        ("## Tuesday 9. 3.\n10.00 walk\n", [(D9, "")]),
        (
            "## Wed 31/3\n- 10:00 walk\n## Thu 1/4\n- 10:00 boat\n",
            [("2027-03-31", ""), ("2027-04-01", "")],
        ),
        (
            "**Tue 9 March – Port**\n- 10:00 walk\n\n**Wed 10–Thu 11 March: Sea**\n- 10:00 sail\n",
            [(D9, "Port"), (D10, "Sea"), (D11, "")],
        ),
        ("## Plan\n3/9 Port office\n3/10 Boats\n", [(D9, ""), (D10, "")]),
        ("## Plan\n9 March: Maps day one\n10 March: Maps day two\n", [(D9, ""), (D10, "")]),
        ("## D1 3/9 二\n## D2 3/10 三\n", [(D9, "D1"), (D10, "D2")]),
        ("Tue 9 March 2027, 08:00 UTC (16:00 Taipei)\n", [(D9, "")]),
        ("*Tallinn, 9-10 March 2027*\n\n## Wed 10\n- 10:00 Walk\n", [(D9, ""), (D10, "")]),
        ("## Dienstag, 09.03.\n- 10:00 Hafen\n", [(D9, "")]),
        ("## 進行（案）\n3/9 火\n10:00 walk\n3/10 水\n10:00 boat\n", [(D9, ""), (D10, "")]),
        ("## 行程\n**3/9（二）** 看港口一整天 https://a.example/\n", [(D9, "看港口一整天")]),
        ("> 日期：2027/3/9\n> 地點：市政廳\n", [(D9, "")]),
        ("9-10 March, Harbour Hall\n", [(D9, ""), (D10, "")]),
        ("Summit: 9 – 10 March 2027, Harbour Hall\n", [(D9, ""), (D10, "")]),
        ("## Talk with the port 2027/03/09\nhello\n", [(D9, "")]),
        ("## Day 1 (Tue) @ Port\n09:00 – boats\n\nDate: 3/9\n", [(D9, "Day 1 (Tue) @ Port")]),
        ("*A part of Open Port, 9 March*\n", [(D9, "")]),
        ("## 春季場時間\n- [ ] 3/9\n- [x] 3/10\n- [ ] 3/11\n", [(D10, "")]),
        ("* Date 日期: 09:30 ~ 17:00, 9th, Mar. (TST)\n", [(D9, "")]),
        ("Come and see us on March 9th, 2027 from 7pm to 9pm at the port.\n", [(D9, "")]),
        ("# Boat dinner - 2027-03-09, 7pm\nBring money.\n", [(D9, "")]),
        ("@Harbour Hall 2027/3/9\n", [(D9, "")]),
        ("## 日程\n3/9 12:00（現地集合） ~ 3/10 15:00 (1泊2日)\n", [(D9, ""), (D10, "")]),
        ("## 2027 March 9 - 10 (Tuesday-Wednesday)\n* [Plan](plan.md)\n", [(D9, ""), (D10, "")]),
        (
            "그날 3월 9일 화요일 저녁 7시부터 9시까지 했습니다. 신청은 나중에.\n\n2027\n",
            [(D9, "")],
        ),
        ("日期：D1 3/9（二）～ D2 3/10（三）\n", [(D9, ""), (D10, "")]),
        ("## 3月9日(火) と3月10日(水)\n- 10:00 散歩\n", [(D9, ""), (D10, "")]),
        ("## 9/3 (Tue)\n- 10:00 Walk\n## 10/3 (Wed)\n- 10:00 Boat\n", [(D9, ""), (D10, "")]),
        ("| Date: | 9.3.2027 |\n|---|---|\n| Attendees | Ann, Ben |\n", [(D9, "")]),
        (
            "| | Tue | Wed |\n|-|-|-|\n| 9:00 | Walk | Boat |\n\n2027/3/9-10\n",
            [(D9, ""), (D10, "")],
        ),
        ("## 3/9, 11\ntalk\n", [(D9, ""), (D11, "")]),
        ("## 3/9、3/11\ntalk\n", [(D9, ""), (D11, "")]),
        ("## Tue 9 March and 11 March\ntalk\n", [(D9, ""), (D11, "")]),
        ("日程：3月9日（火）、11日（木）\n", [(D9, ""), (D11, "")]),
        ("### Week 1\n- 2027.03.09\n- Attendees : Ann Lee, Ben Moor\n", [(D9, "")]),
        ("### 1주차\n- 3/9\n- 참석자: 김하나, 박둘리\n- 1장\n", [(D9, "")]),
    ],
)
def test_days(text, days):
    assert read(text).days == days


@pytest.mark.parametrize(
    "text",
    [
        "## Timeline\n- Jan 7: Proposal sent\n- 2/27: accepted\n",
        "## Action items\n- [ ] book before 3/1\n",
        "## 過往紀錄\n- [2/13 籌備會](https://a.example/)\n",
        "- 報名截止：3/1\n",
        "The hall was built on 3/9 by the town.\n",
        "> Ann: better on 3/11?\n",
        "```\n## 3/9\n```\n",
        "## 預算\n- 機票（3/1 前報帳）\n",
        "We met on 9 March 2027 and on 2 May 2027 at 9:00.\n",
        "> 3/9 10:00 works for me [name=Ann]\n",
        "Register here (closes March 4)\n",
        ":::spoiler before\n- 2026: 2026/3/9-10, Ann\n:::\n",
        "- 去年怎麼辦的？\n    - 時間：3/9 13:30\n",
        "## Last year\n- Date: 3/9\n",
        "## Boats so far\n@2027-3-9\n- 12 boats\n",
        "## Releases\n- 2027-03-09\n- sails\n",
        "We keep a log.\n\n" * 6 + "Camp by the port, 9-10 March 2026\n",
    ],
)
def test_dates_that_are_no_days(text):
    assert read(text).days == []


def test_days_without_a_date_wait_for_the_start_date():
    text = "## Day 1\n- Walk\n## Day 2\n## Friday\n"
    assert read(text).days == [(None, "Day 1"), (None, "Day 2"), (None, "Friday")]
    assert read(text, start_date=dt.date(2027, 3, 9)).days == [
        (D9, "Day 1"),
        (D10, "Day 2"),
        ("2027-03-12", ""),
    ]


def test_a_date_without_a_year_is_no_date():
    text = "# Visit\n## 3/9 Day 1\n- Walk\n"
    assert outline(read_note(text).document).days == [(None, "3/9 Day 1")]
    dated = read_note(text, start_date=dt.date(2027, 3, 1)).document
    assert outline(dated).days == [(D9, "Day 1")]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("# Visit\nDate: 2027/3/9\n## 3/10\n", 2027),
        ("# Visit\n## Port 2027\n### 3/9\n", 2027),
        ("---\ntags: boats, 2027\n---\n# Visit\n## 3/9\n", 2027),
        ("---\ntags: 2027-boats, ports\n---\n# Visit\n## 3/9\n", 2027),
        ("# Visit\nWe come on 9 March 2027.\n## 3/9\n", 2027),
        ("# Visit 2026\n## 3/9 (Tue)\n", 2027),
        ("# Visit\n\nMarch 2027\n\n## 3/9\n", 2027),
        ("# Visit\n## 3/9\n- 10:00 Walk\n\nYear: 2027\n", 2027),
        ("# Meetings 2026\n## 1/23\nDate: Jan 23, 2027\n## 9/12\nDate: Sep 12, 2027\n", 2027),
        ("# Visit\n## 3/9\n- 9:00 Walk\n###### tags: `boats` `2027`\n", 2027),
        ("# Visit\n## 3/9\n\n> good! [name=Ann]\n> [time=Tue, Mar 2, 2027 9:12 PM]\n", 2027),
        ("# Visit\n2027年 3/9\n", 2027),
        ("# Visit\nOpen Port 2027, 9-11 March\n\n## 3/9\n", 2027),
        ("# 會議\n時間：民國 116 年 3 月 9 日\n", 2027),
        ("# Visit\n## 9 March\n- 9:00 Walk\n- [log](https://pad.example/p/2027-03-09)\n", 2027),
    ],
)
def test_year(text, year):
    assert {day.date.year for day in read_note(text).document.days} == {year}


def test_a_date_that_does_not_exist_stays_text_of_the_trip():
    text = "## 2/30 Ghosts\n- 10:00 Boo https://boo.example/\n## 3/9\n- 10:00 Walk\n"
    reading = read_note(HEAD + text)
    found = outline(reading.document)
    assert found.days == [(D9, "")]
    assert found.sessions == [(D9, "10:00", None, "Walk")]
    assert found.description == "## 2/30 Ghosts\n- 10:00 Boo https://boo.example/"
    assert found.docs == [("", "", "website", "https://boo.example/")]
    assert [line for line, _message in reading.warnings] == [3]


# Sessions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Agenda\n- 9:00 Check-in\n- ⋯\n", [("09:00", None, "Check-in")]),
        ("## Agenda\n* 13:00-14:00 Open maps\n", [("13:00", "14:00", "Open maps")]),
        ("Time table\n* 9:00-9:10 opening\n", [("09:00", "09:10", "opening")]),
        (
            "**Schedule**\n12:30-13:00: Lunch\n13:00-13:05: Hello\n",
            [("12:30", "13:00", "Lunch"), ("13:00", "13:05", "Hello")],
        ),
        ("## Agenda\n### Boats 19:00–21:00（港口）\n", [("19:00", "21:00", "Boats （港口）")]),
        ("## Agenda\n### Warm-up (12:30–13:00)\n", [("12:30", "13:00", "Warm-up")]),
        ("## 11:00~12:30 公民科技\n", [("11:00", "12:30", "公民科技")]),
        ("### 10:00-11:00\n開幕\n", [("10:00", "11:00", "開幕")]),
        ("## Schedule\n- 10:00-11:00 Room A\n  Opening\n", [("10:00", "11:00", "Opening")]),
        ("## Schedule\n- 10:00-11:00\n  - Opening\n", [("10:00", "11:00", "Opening")]),
        ("### 主題一：開放資料\n", [(None, None, "主題一：開放資料")]),
        ("### Topic 2: Open maps\n", [(None, None, "Topic 2: Open maps")]),
        ("### Open maps\n\nSpeaker: Ann\n", [(None, None, "Open maps")]),
        ("## Talk\nMaps 3/9 12:00-13:00 ＠Hall 8\n", [("12:00", "13:00", "Maps")]),
        ("## 日程\n### 市役所訪問\n14:00〜15:30\n", [("14:00", "15:30", "市役所訪問")]),
        ("## 일정\n- 오후 2시 시청 방문\n", [("14:00", None, "시청 방문")]),
        ("## 3/9 Visit the mill\n", [(None, None, "Visit the mill")]),
        ("## 3/9 10:00 Visit the mill\n", [("10:00", None, "Visit the mill")]),
        (
            "## 3/9\n- 9.30 Walk\n- 11.45–13.00 Port office\n- lunch\n",
            [("09:30", None, "Walk"), ("11:45", "13:00", "Port office"), (None, None, "lunch")],
        ),
        (
            "## 3/9\n- 10:00 Walk\n- flight home 22:10\n",
            [("10:00", None, "Walk"), ("22:10", None, "flight home")],
        ),
        (
            "## 3/9\n- land in port 14:35 (PX 63)\n- 18:00 walk\n（17:00 前要還場地）\n",
            [("14:35", None, "land in port (PX 63)"), ("18:00", None, "walk")],
        ),
        (
            "## 3/9\n* 10 - 10:30 Intro\n* 10:30 - 12 User tests\n* 1 - 5 Hack\n* 9:30-12 工作坊\n",
            [
                ("10:00", "10:30", "Intro"),
                ("10:30", "12:00", "User tests"),
                ("13:00", "17:00", "Hack"),
                ("09:30", "12:00", "工作坊"),
            ],
        ),
        ("## 3/9\n- 19:00 Opening → https://hackmd.io/a\n", [("19:00", None, "Opening")]),
        ("## 3/9\n- 12:30 🍜 午餐：港口餐廳\n", [("12:30", None, "🍜 午餐：港口餐廳")]),
        (
            "## 3/9\n### Track A\n- [Maps](https://hackmd.io/a)\n- [Boats](https://hackmd.io/b)\n",
            [(None, None, "Maps"), (None, None, "Boats")],
        ),
        (
            "## 3/9\n- ~~16:00 Boat ride~~\n- 17:00 Walk\n",
            [("16:00", None, "Boat ride"), ("17:00", None, "Walk")],
        ),
        (
            "## 3/9\n14:00–16:00 Port office\n- ask about boats\n- ask about 2014\n",
            [("14:00", "16:00", "Port office")],
        ),
        (
            "## 3/9\n- 10:00 Opening, 11:00 Tour\n    - bring a hat\n",
            [("10:00", None, "Opening"), ("11:00", None, "Tour")],
        ),
        (
            "## 3/9\n夕方　ホテル到着、19:00 歓迎会\n",
            [(None, None, "ホテル到着"), ("19:00", None, "歓迎会")],
        ),
        (
            "## 3/9\nafternoon: Island (ferry 14:00)\n",
            [(None, None, "Island (ferry 14:00)")],
        ),
        ("## 3/9\nFlight home 23h50\n", [("23:50", None, "Flight home")]),
        ("## 3/9\nThe ferry leaves at noon.\n", []),
        ("## 3/9\nWe meet at 10:00\n", []),
        (
            "## 3/9\n- 10:00 Walk\n- 11:00 Boat\n- 送機（陪同：小明）\n",
            [
                ("10:00", None, "Walk"),
                ("11:00", None, "Boat"),
                (None, None, "送機（陪同：小明）"),
            ],
        ),
        (
            "## 3/9\n- 10:00 Walk\n\nPacking list\n- adapters\n- name cards\n",
            [("10:00", None, "Walk")],
        ),
    ],
)
def test_sessions(text, expected):
    assert [session[1:] for session in sessions(text)] == expected


def test_items_without_a_time_under_a_day():
    text = (
        "## 3/9\n- Visit the mill\n    - its owner is 90\n- Lunch\n- 注意：帶護照\n"
        "## 3/10\n- 10:00 Walk\n- Lunch\n- more in the [sheet](https://a.example/)\n"
        "- [ ] book a boat\n"
    )
    assert sessions(text) == [
        (D9, None, None, "Visit the mill"),
        (D9, None, None, "Lunch"),
        (D10, "10:00", None, "Walk"),
        (D10, None, None, "Lunch"),
    ]


def test_topics_of_an_agenda_are_no_sessions():
    assert sessions("Date: 2027/3/9\n## Agenda\n### Introductions\n- Ann\n- budget\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "## 交通\n- 9:15 bus\n- 9:40 bus\n",
        "- shuttle：8:00～11:40（每20分一班）\n",
        "- TPE-OKA\n    - 9:15, 9:20, 10:40\n",
        "| Route | Price |\n|---|---|\n| 9:00 A-B | 20 |\n| 10:00 B-C | 30 |\n",
        "> 10:00-11:00 maybe\n",
        "Be there before 11點半.\n",
        "3/9 8-10pm (Japan time)\n",
        "모임은 3월 9일 저녁 7시부터 9시까지 진행했습니다.\n",
        "## 3/9-10\n* [Plan](plan.md)\n* Boat minutes\n",
        "## When\n3/9 14:00\n\n| Start | City |\n|-|-|\n| 9:00 | Tartu |\n| 21:00 | Tokyo |\n",
    ],
)
def test_times_that_are_no_sessions(text):
    assert sessions(text) == []


def test_a_numbered_day_on_a_line_with_more_of_it_may_stand_over_its_times():
    text = (
        "Day 1 2027/3/9\n\nDay 2 2027/3/10\n\n"
        "Day 1 (boats)\nPlace: Hall A\n\n| Time | Talk |\n|---|---|\n| 10:00 | Sails |\n\n"
        "Day 2 (maps)\n会場：港\n11:00 Tides\n12:00 Lunch\n"
    )
    assert [(s[0], s[1], s[3]) for s in sessions(text)] == [
        (D9, "10:00", "Sails"),
        (D10, "11:00", "Tides"),
        (D10, "12:00", "Lunch"),
    ]


def test_a_row_without_a_title_is_named_by_its_only_words():
    text = (
        "## 3/9\n\n| Time | Format | Title | Speaker |\n|---|---|---|---|\n"
        "| 10:00 | talk | Sails | Ann Lee |\n| 11:00 | lunch | | |\n| 12:00 | | | Ben Moor |\n"
    )
    assert [(s[1], s[3]) for s in sessions(text)] == [("10:00", "Sails"), ("11:00", "lunch")]


def test_a_whole_day_in_a_table():
    text = (
        "## 3/9\n| 時間 | 活動 | 場地 | 講者 |\n|---|---|---|---|\n"
        "| 09:00-09:30 | 報到 | 大廳 | |\n| 10:00 | **開幕** | | 小明 |\n| 17:00 - | ~~散步~~ |\n"
    )
    reading = read_note(HEAD + text)
    places = {place.uid: place.name for place in reading.document.places}
    assert [
        (str(s.start), s.title, places.get(s.place), s.status, s.description)
        for s in reading.document.sessions
    ] == [
        ("09:00:00", "報到", "大廳", "confirmed", ""),
        ("10:00:00", "開幕", None, "confirmed", "講者: 小明"),
        ("17:00:00", "散步", None, "cancelled", ""),
    ]


def test_a_column_for_each_day():
    text = "| Time | Tue 3/9 | Day 2 |\n|-|-|-|\n| 9:00 | Walk | Boat |\n| 10:00 | | Talk |\n"
    assert sessions("Date: 2027/3/9-10\n\n" + text) == [
        (D9, "09:00", None, "Walk"),
        (D10, "09:00", None, "Boat"),
        (D10, "10:00", None, "Talk"),
    ]


def test_weekdays_tell_whether_the_day_is_first_without_a_year():
    text = "# Visit\n| | 4/6 <br> Tue | 5/6 <br> Wed |\n|-|-|-|\n| 9:00 | Walk | Boat |\n"
    assert [day.title for day in read_note(text).document.days] == ["6/4", "6/5"]


def test_a_column_for_the_end():
    text = "## 3/9\n| Start | End | Topic |\n|-|-|-|\n| 9:00 | 9:30 | Walk |\n| 10:00 | | Boat |\n"
    assert sessions(text) == [(D9, "09:00", "09:30", "Walk"), (D9, "10:00", None, "Boat")]
    table = "## 3/9\n| 開始 | 結束 | 大廳 | R1 |\n|-|-|-|-|\n| 9:00 | 9:30 | 地圖 | 船 |\n"
    assert sessions(table) == [(D9, "09:00", "09:30", "地圖"), (D9, "09:00", "09:30", "船")]


def test_a_weekday_with_one_time_under_it():
    text = "2027/3/9-10\n\n## Tuesday: Boat day\n- **8pm** Port dinner\n"
    assert sessions(text) == [(D9, "20:00", None, "Port dinner")]


def test_a_table_in_html():
    text = (
        "## 3/9\n<table>\n <tr>\n  <th>Time</th>\n  <th>Topic</th><th>Speaker</th>\n </tr>\n"
        " <tr><td>9:00<td>Walk <b>on</b> the pier<td>Ann Lee</tr>\n"
        " <tr>\n  <td>10:00 - 11:00</td>\n"
        '  <td><a href="https://a.example/x">Boats</a></td>\n  <td></td>\n </tr>\n</table>\n'
    )
    reading = read_note(HEAD + text)
    found = outline(reading.document)
    assert found.sessions == [
        (D9, "09:00", None, "Walk on the pier"),
        (D9, "10:00", "11:00", "Boats"),
    ]
    assert [person[0] for person in found.people] == ["Ann Lee"]
    assert found.docs == [("Boats", "", "website", "https://a.example/x")]
    assert found.description == ""
    assert lost_lines(HEAD + text, reading) == []


def test_cells_of_html_that_span_rows_and_columns():
    text = (
        "<table>\n<tr><td><td>Tue 3/9<td>Wed 3/10\n"
        "<tr><td>9:00<td rowspan=2>Walk<td>Boat\n<tr><td>10:00<td>Port\n"
        '<tr><td>11:00<td colspan="2">Lunch\n</table>\n'
    )
    assert sessions(text) == [
        (D9, "09:00", None, "Walk"),
        (D9, "11:00", None, "Lunch"),
        (D10, "09:00", None, "Boat"),
        (D10, "10:00", None, "Port"),
    ]


def test_a_table_in_html_with_blank_lines_between_its_rows():
    text = (
        "## 3/9\n<table>\n<tr>\n<td>10.00</td>\n<td>Maps<br>\n<i>Ann Lee</i></td>\n</tr>\n\n"
        "<tr>\n<td>10.30</td>\n<td>Boats</td>\n</tr>\n\n</table>\n\nSee you!\n"
    )
    assert sessions(text) == [(D9, "10:00", None, "Maps"), (D9, "10:30", None, "Boats")]


def test_names_under_a_title_about_people():
    text = "# Members of the port\n- Ann Lee\n- Ben Ray\n"
    assert [person.name for person in read_note(text).document.participants] == [
        "Ann Lee",
        "Ben Ray",
    ]


def test_an_arrow_between_time_and_title_and_an_open_end():
    text = "## 3/9\n10:00-11:00 -> Walk\n11:00 → Boat\n12:00-? Port\n13:00- TBC -> Sea\n"
    assert sessions(text) == [
        (D9, "10:00", "11:00", "Walk"),
        (D9, "11:00", None, "Boat"),
        (D9, "12:00", None, "Port"),
        (D9, "13:00", None, "Sea"),
    ]


def test_a_list_of_labels_under_a_day_is_one_talk():
    text = (
        "## 3/9\n* 講者：Ann\n* 主題：開放地圖\n* 須參加人員：全部\n\n"
        "## 3/10\n* 講者：Ben\n* 主題：\n* 事前準備：\n"
    )
    found = read(text)
    assert found.sessions == [(D9, None, None, "開放地圖")]
    assert [name for name, _handle, _organization in found.people] == ["Ann", "Ben"]


def test_a_title_in_bold_over_labels_says_again_what_its_heading_says():
    text = (
        "## 3/9 港口分享會\n\n**港口分享會**\n\n時間：2027年3月9日（二）19:00-21:30\n地點：市政廳\n"
    )
    assert sessions(text) == [(D9, "19:00", "21:30", "港口分享會")]


def test_the_points_of_a_meeting_that_are_counted_as_documents_are():
    text = (
        "**時間：** 2027/3/9 19:30\n\n## 貳、議題討論\n### 議題 1. 門鎖\n換新。\n## 參、臨時動議\n"
    )
    assert sessions(text) == []


def test_the_points_that_a_meeting_approves_are_no_programme():
    text = "日期：2027/3/9\n\n## 會議議程\n1. 通過會議議程\n2. 報告事項\n3. 下次會議日期\n"
    assert sessions(text) == []


def test_the_plan_is_of_the_day_of_the_event_and_not_of_the_meeting_that_plans_it():
    text = "- 會議時間：3/9 20:00\n\n- 活動日期：3/11\n\n## 流程\n- 13:00 報到\n- 14:00 散步\n"
    assert sessions(text) == [(D11, "13:00", None, "報到"), (D11, "14:00", None, "散步")]


def test_points_to_talk_about_that_name_a_day_make_none():
    text = "2027/3/9（二）19:00-22:00 @ 港口協會\n\n## 今日議程\n1. 新朋友\n2. 預算\n3. 3/24 選後\n"
    assert read(text).days == [(D9, "")]
    text = "Date: 2027/3/9\n\n## Agenda\n### 1. Next year (20 min)\n- 5/9 Boat day\n- 8/3 Camp\n"
    assert read(text).days == [(D9, "")]
    assert sessions(text) == []


def test_until_when_to_do_something_is_no_day():
    assert read("## 3/9\n10:00 Walk\n11:00 Lunch\n\n※ 3/8 前請看完手冊\n").days == [(D9, "")]


@pytest.mark.parametrize("limit", ["3/8（暫定）前交稿", "3/8 (noon) 以前", "3/8（週一中午）まで"])
def test_brackets_may_stand_between_a_date_and_what_makes_it_a_limit(limit):
    assert read(f"## 3/9\n10:00 Walk\n11:00 Lunch\n\n## {limit}\n- ropes\n").days == [(D9, "")]


def test_when_and_where_the_event_is_makes_no_session():
    found = read("2027/3/9（二）19:00-22:00 @ 港口協會\n")
    assert (found.days, found.sessions) == ([(D9, "")], [])


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_list_that_is_indented_under_a_line_of_text(gap):
    text = f"Date: 3/9\n\n流程\n{gap}    * 10:00 散步\n        * 帶水\n    * 12:00 午餐\n\nBye\n"
    assert sessions(text) == [(D9, "10:00", None, "散步"), (D9, "12:00", None, "午餐")]


def test_entries_that_are_counted_before_their_times():
    text = "一、時間：2027/3/9\n二、流程：\n（一）13:30 報到\n（二）13:45 致詞\n"
    assert sessions(text) == [(D9, "13:30", None, "報到"), (D9, "13:45", None, "致詞")]


def test_the_title_of_a_row_is_in_the_column_that_has_words():
    text = (
        "| 場次 | 日期 | 時間 | 主題 |\n|---|---|---|---|\n"
        "| 1 | 3/9 | 19:00 | 釣魚信 |\n| 2 | 3/10 | 19:00 | 備份 |\n"
    )
    assert sessions(text) == [(D9, "19:00", None, "釣魚信"), (D10, "19:00", None, "備份")]


def test_a_heading_names_the_session_of_its_minutes():
    text = "## 3/9\n### 行程\n11:00-12:00 港口市役所\n\n### 紀錄：市役所\n* 目錄 150 件\n"
    found = read(text)
    assert found.sessions == [(D9, "11:00", "12:00", "港口市役所")]
    assert found.notes == [("港口市役所", "minutes", "### 紀錄：市役所\n* 目錄 150 件")]


def test_a_word_for_the_day_stands_before_its_date():
    assert read("## 3/9\n## 隔天 3/10（三）\n- 9:00 收場\n").days == [(D9, ""), (D10, "")]


def test_a_plan_by_days_in_lines_with_lists_between_them():
    text = (
        "3/9 Tue ferry 9:30\n3/10 Wed\n- 10:00 Opening\n- 16:00 Assembly\n3/11 Thu\n- 9:00 Walk\n"
    )
    assert sessions(text) == [
        (D9, "09:30", None, "ferry"),
        (D10, "10:00", None, "Opening"),
        (D10, "16:00", None, "Assembly"),
        (D11, "09:00", None, "Walk"),
    ]


def test_dates_to_know_are_no_days():
    text = "## 3/9 Walk\n\n## 重要日期\n| 日期 | 事項 |\n|---|---|\n| 2/1 | 投稿截止 |\n"
    assert read(text).days == [(D9, "")]


def test_what_a_meeting_talked_about_is_no_session():
    assert sessions("## 0309 會議討論\n- 討論事項\n    - 題目\n- 試跑整體流程\n") == []


def test_a_heading_over_who_does_what_is_no_talk():
    assert sessions("日期：3/9\n\n## 協辦人員\n* 主持：Ann\n* 攝影：Ben\n") == []


def test_a_year_in_the_text_goes_before_that_of_the_title():
    assert read("## 1/31 Walk\n\nIt was on 2028年1月31日.\n").days == [("2028-01-31", "")]


def test_a_session_over_midnight_names_both_days():
    text = "## Agenda\n- 3/9 18:00~3/10 16:00 Coding\n"
    assert sessions(text) == [(D9, "18:00", "16:00", "Coding")]


def test_appointments_each_a_title_over_labels():
    text = (
        "**Open maps**\nWho: Ann Lee, Ben Ray\n\n**When:** 9 March, 10:00-11:00\n"
        "**Where:** Hall 2\n\nAll welcome.\n\n**Sea walk**\n\n**When:** 10 March, 14:00\n\n"
        "**Why**\n\nWe like the sea.\n"
    )
    found = read(text)
    assert found.sessions == [
        (D9, "10:00", "11:00", "Open maps"),
        (D10, "14:00", None, "Sea walk"),
    ]
    assert names(text) == ["Ann Lee", "Ben Ray"]


@pytest.mark.parametrize(
    "text",
    [
        "**Open maps**\n\n**Where:** Hall 2\n\nWe met when it rained.\n",
        "**Open maps**\n\n**When:** 9 March\n",
        "**Open maps**\n\n**When:** 9 March or 10 March, 10:00\n",
    ],
)
def test_titles_over_labels_that_are_no_appointment(text):
    assert sessions(text) == []


def test_a_programme_of_one_line_in_each_paragraph():
    text = "## 3/9\n\n10:00 Walk\n\nto the pier\n\n11:00 Boat\n\n12:00 Lunch\n"
    assert sessions(text) == [
        (D9, "10:00", None, "Walk"),
        (D9, "11:00", None, "Boat"),
        (D9, "12:00", None, "Lunch"),
    ]


def test_lines_below_a_line_of_a_day_are_of_that_day():
    text = "3/9(二) Harbour inn\n10:00 Walk\n3/10(三) 15:00 Sea inn\n18:00 Boat\n"
    assert sessions(text) == [
        (D9, None, None, "Harbour inn"),
        (D9, "10:00", None, "Walk"),
        (D10, "15:00", None, "Sea inn"),
        (D10, "18:00", None, "Boat"),
    ]


def test_the_year_of_a_date_in_a_quote():
    text = "# Camp\n\n> Sent: 5 March 2027\n\n## 3/9\n- 10:00 Walk\n"
    assert [str(day.date) for day in read_note(text).document.days] == [D9]


def test_a_table_in_html_that_is_no_schedule_stays_text():
    text = "<table><tr><td>Boat<td>Price\n<tr><td>Mira<td>20\n</table>\n"
    found = read(text)
    assert (found.sessions, found.description) == ([], text.strip())


def test_a_table_whose_head_is_its_first_row():
    text = "Date: 2027/3/9\n\n| 9.00 – 9.30 | Welcome |\n|-|-|\n| 9.30 – 10.45 | Port office |\n"
    assert sessions(text) == [
        (D9, "09:00", "09:30", "Welcome"),
        (D9, "09:30", "10:45", "Port office"),
    ]


def test_a_part_of_a_day_among_the_times_of_a_table():
    table = "|  | 3/9 (二) |\n|-|-|\n| 9:00 | Walk |\n| 10:00 | Boat |\n| 晚上 | Fire |\n"
    text = f"2027 年，港口\n\n{table}"
    assert sessions(text) == [
        (D9, "09:00", None, "Walk"),
        (D9, "10:00", None, "Boat"),
        (D9, None, None, "Fire"),
    ]


def test_short_names_of_days_as_columns():
    text = (
        "It starts on Tuesday 9 March 2027.\n\n| | Tue | Wed |\n|-|-|-|\n| 9:00 | Walk | Boat |\n"
    )
    assert sessions(text) == [(D9, "09:00", None, "Walk"), (D10, "09:00", None, "Boat")]


def test_a_column_for_each_room():
    text = (
        "## 3/9\n| | Hall | R1 | Balcony |\n|-|-|-|-|\n| 9:00 | Maps | Boats | - |\n"
        "| 10:00 | break | break | break |\n| 11:00 | | Ports<br>bring pens | |\n"
    )
    document = read_note(HEAD + text).document
    places = {place.uid: place.name for place in document.places}
    assert [
        (str(s.start)[:5], s.title, places.get(s.place), s.description) for s in document.sessions
    ] == [
        ("09:00", "Maps", "Hall", ""),
        ("09:00", "Boats", "R1", ""),
        ("10:00", "break", None, ""),
        ("11:00", "Ports", "R1", "bring pens"),
    ]


def test_a_room_that_is_empty():
    text = "## 3/9\n| | Hall | R1 |\n|-|-|-|\n| 9:00 | Maps | 空 |\n| 10:00 | Boats | Port |\n"
    assert [title for *_when, title in sessions(text)] == ["Maps", "Boats", "Port"]


def test_parts_of_a_day_and_about_when_in_a_table():
    text = (
        "## 2027-03-09\n| 時段 | 行程 | 交通方式 |\n|-|-|-|\n| 上午 | 老街散步 | 步行 |\n"
        "| 約 14:30 | 參觀燈塔 | 公車 |\n| 傍晚 | 看夕陽 | |\n| 晚上 | 夜市 | 步行 |\n"
    )
    found = read(text)
    assert [(s[1], s[3]) for s in found.sessions] == [
        (None, "老街散步"),
        ("14:30", "參觀燈塔"),
        (None, "看夕陽"),
        (None, "夜市"),
    ]
    assert "傍晚" in read_note(text).document.sessions[2].description


def test_a_table_of_fares_is_no_schedule():
    text = "## 2027-03-09\n| 時間 | 路線 | 票價 |\n|-|-|-|\n| 9:00 | 港口線 | 30 |\n"
    assert read(text).sessions == []


def test_a_heading_beside_a_table_of_the_day_is_no_session():
    text = (
        "## 3/9（二）\n| 時間 | 行程 |\n|-|-|\n| 10:00 | 燈塔 |\n| 12:00 | 午餐 |\n\n"
        "### 燈塔\n- 開放時間：9:00-17:00\n\n### 港口小史\n- 1890 年建\n- 1920 年擴建\n"
    )
    assert [s[3] for s in read(text).sessions] == ["燈塔", "午餐"]
    first, _second = read_note(text).document.sessions
    assert "9:00-17:00" in first.description


@pytest.mark.parametrize("heading", ["出發前要買", "燈塔注意事項", "Before we go", "Port info"])
def test_headings_of_advice_under_a_day_are_no_sessions(heading):
    text = f"## 3/9（二）\n### 燈塔\n### {heading}\n- 帶水\n- 帶傘\n"
    assert [s[3] for s in read(text).sessions] == ["燈塔"]


def test_the_year_of_a_quote_in_the_head():
    text = "# 港口行\n\n> 出發日期：2027/3/9（二）- 3/10（三）\n\n## Day 1：3/9（二）港口\n"
    assert outline(read_note(text).document).days == [(D9, "Day 1： 港口"), (D10, "")]


def test_the_dates_of_a_plan_are_its_title():
    text = "# 3/9 - 3/10 行程表\n\n## 3/9（二）\n- 9:00 燈塔\n\n## 3/10（三）\n- 9:00 港口\n"
    document = read_note(text).document
    assert document.trip.title == "3/9 - 3/10 行程表"
    assert [s.title for s in document.sessions] == ["燈塔", "港口"]


def test_points_of_a_formal_meeting_with_a_time_are_no_sessions():
    text = (
        "日期：2027/3/9\n出席人員：小明、阿海\n其他列席人員：秘書 王大文\n\n"
        "## 壹、主席致詞(12:31)\n## 貳、散會(12:50)\n"
    )
    assert sessions(text) == []
    assert names(text) == ["小明", "阿海", "王大文"]


def test_a_note_that_looks_back_lists_no_sessions_under_its_days():
    text = "# Port camp retro\n\n## Day 1\n- Too few lamps\n- Boats were late\n"
    assert read_note(text).document.sessions == []


def test_opening_hours_in_a_table_are_no_sessions():
    text = (
        "| 餐廳 | 風格 | 營業時間 |\n|-|-|-|\n"
        "| 海港 | 魚 | 10:00-20:00 |\n| 燈塔 | 麵 | 11:00-21:00 |\n"
    )
    assert sessions("Date: 2027/3/9\n\n" + text) == []


def test_a_table_of_contents_is_no_session():
    assert sessions("## 3/9\n### TOC\n1. Boats\n### 燈塔\n")[0][3] == "燈塔"


def test_a_flight_by_its_times_under_a_day():
    text = "## 3/9\n- **AB12 TPE 08:15 → SEL 11:40** (direct)\n- Dinner\n- 🏨 住宿：港口飯店\n"
    assert [(s[1], s[3]) for s in sessions(text)] == [
        ("08:15", "AB12 TPE → SEL 11:40 (direct)"),
        (None, "Dinner"),
    ]


def test_hours_when_a_place_is_open_are_no_session():
    text = "## 3/9\n- 9:30 燈塔\n- 11:00 散步\n- **晚餐：** 海港餐廳。*必須預約 (17:00-23:00)*\n"
    assert [s[3] for s in sessions(text)] == ["燈塔", "散步"]
    assert sessions("## 3/9\n- Office hours (10:00–11:00)\n- Walk\n")[0][1] == "10:00"


def test_a_table_in_simplified_characters():
    text = "## 3/9\n| 时间 | 类型 | 事项 | 详情 |\n|-|-|-|-|\n| 9:00 | 火车 | 去港口 | 1h |\n"
    assert [(s[1], s[3]) for s in sessions(text)] == [("09:00", "去港口")]


def test_days_in_the_rows_of_a_table():
    text = (
        "2027/3/9-10\n\n| Date | Time | Talk |\n|-|-|-|\n| 3/9 | 9:00 | Maps |\n"
        "| | 10:00 | Boats |\n"
        "| 3/10 | | Booth |\n"
    )
    assert sessions(text) == [
        (D9, "09:00", None, "Maps"),
        (D9, "10:00", None, "Boats"),
        (D10, None, None, "Booth"),
    ]
    text = (
        "| Time | Talk |\n|-|-|\n| **3/9** | |\n| 9:00 | Maps |\n| **3/10** | |\n| 9:00 | Port |\n"
    )
    assert sessions(text) == [(D9, "09:00", None, "Maps"), (D10, "09:00", None, "Port")]


def test_days_in_bold_right_after_the_items_of_a_list():
    text = "**Tue March 9**\n- 10:00 Walk\n- Lunch\n**Wed March 10**\n- 9h – 11h Boat\n- Tea\n"
    assert sessions(text) == [
        (D9, "10:00", None, "Walk"),
        (D9, None, None, "Lunch"),
        (D10, "09:00", "11:00", "Boat"),
        (D10, None, None, "Tea"),
    ]


def test_a_line_in_bold_after_a_list_in_a_list_ends_both():
    text = "**3/9**\n- Walk\n    - bring a hat\n**3/10**\n10:00 Boat\n11:00 Tea\n"
    assert sessions(text) == [
        (D9, None, None, "Walk"),
        (D10, "10:00", None, "Boat"),
        (D10, "11:00", None, "Tea"),
    ]


def test_a_column_for_each_part_of_a_day():
    text = (
        "2027/3/9-10\n\n| 日付 | 午前 | 午後 |\n|-|-|-|\n| 3/9（火） | 移動 | 港口着 |\n"
        "| 3/10（水） | 市役所 | |\n"
    )
    assert sessions(text) == [
        (D9, None, None, "移動"),
        (D9, None, None, "港口着"),
        (D10, None, None, "市役所"),
    ]


def test_a_column_for_each_language():
    text = (
        "## 3/9\n| 時間 | 中文 | 日本語 | 擔當 |\n|-|-|-|-|\n| 9:30 | 破冰 | 紹介 | 小明 |\n"
        "| 10:00 | 介紹 | 紹介 | |\n"
    )
    assert sessions(text) == [(D9, "09:30", None, "破冰"), (D9, "10:00", None, "介紹")]


def test_when_and_where_under_a_heading_of_information_are_no_session():
    text = "日期：2027/3/9\n\n## 資訊\n+ 時間 20:00–21:30\n+ 地點 港口\n+ 主持 小明，紀錄輪流\n"
    assert (sessions(text), names(text)) == ([], [])


def test_a_table_in_german():
    text = (
        "## Di, 9.3.\n| Zeit | Titel | Vortragende |\n|-|-|-|\n| 9:30 – 10:15 | Hafen | Ann |\n"
        "| 10:30 | Boote | Ben |\n"
    )
    assert sessions(text) == [(D9, "09:30", "10:15", "Hafen"), (D9, "10:30", None, "Boote")]


def test_speakers_in_a_table_of_talks():
    text = (
        "Participants: Ann, Ben Lee\n\n## 3/9\n| Time | Talk | Speaker |\n|-|-|-|\n"
        "| 9:00 | Maps | Ann |\n| 10:00 | Boats | 王小明 |\n| 11:00 | Ropes | panel |\n"
    )
    document = read_note(HEAD + text).document
    people = {person.uid: person.name for person in document.participants}
    assert list(people.values()) == ["Ann", "Ben Lee", "王小明"]
    spoke = [[people[a.uid] for a in session.participants] for session in document.sessions]
    assert spoke == [["Ann"], ["王小明"], []]
    assert names(text) == list(people.values())


def test_weekdays_beside_the_times_of_a_table():
    text = (
        "2027/3/9-10\n\n| When | Talk | Speaker |\n|-|-|-|\n| Tue 10:30 | Maps | Ann |\n"
        "| Wed 14:00 | Boats | Ben |\n"
    )
    assert sessions(text) == [(D9, "10:30", None, "Maps"), (D10, "14:00", None, "Boats")]


def test_points_of_a_meeting_are_no_sessions():
    text = (
        "## 2027-03-09\nPresent: Ann, Ben\n\n- boats\n    - they float\n- money\n"
        "### Discussion\n- more boats\n"
        "## 2027-03-10\nPresent: Ann, Cho\n\n- 14:00 Walk\n- 15:00 Lunch\n"
    )
    found = read(text)
    assert found.sessions == [(D10, "14:00", None, "Walk"), (D10, "15:00", None, "Lunch")]
    assert found.notes == [(D9, "minutes", "### Discussion\n- more boats")]


def test_headings_of_signed_minutes_are_no_sessions():
    text = "# Minutes\n## 3/9\n### Boats\n- [name=Ann] they float\n### Ports\n- [name=Ben] no\n"
    assert sessions(text) == []


def test_headings_under_what_met_are_no_sessions():
    text = "# Minutes\n\n## 3/9 Kick-off\n### Money\nNone.\n\n## 3/10 籌備會議\n### 分組\n三組。\n"
    assert sessions(text) == []
    assert sessions("# Minutes\n\n## 3/9 Harbour day\n### Boats\nTwo.\n") == [
        (D9, None, None, "Boats")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## 3/9\n:::info\n- **Minutes Taker:** Ann\n:::\n- Boats\n- 港口導覽\n- 拜訪的討論\n",
        "## 3/9\n- Location: Online Meeting\n- Participants: Ann, Ben\n- Old boats\n- New ones\n",
        "## 3/9\n- a\n# Notes\n## 3/9\n- Participants: Ann, Ben\n- Scribe: Cho\n- Old boats\n",
        "## 3/9 今年的船\n- 作者：王小明分享 https://a.example/\n- 船東：[網站](https://b.example/)\n",
    ],
)
def test_points_under_the_date_of_a_meeting_are_no_sessions(text):
    assert {title for *_when, title in sessions(text)} <= {"今年的船", "a"}


def test_a_deadline_is_no_session():
    text = "## 3/9\n- 10:00 Walk\n- Deadline: 3/7 23:00\n- Registration: 11:00-12:00\n"
    assert [title for *_when, title in sessions(text)] == ["Walk", "Registration"]


def test_each_heading_over_when_it_is_names_a_session():
    text = (
        "## 猜船名\n:::info\nTime: 2027-03-09 12:45–13:05\n:::\n"
        "## 划船\n:::info\nTime: 2027-03-10 15:00–15:20\n:::\n"
    )
    assert sessions(text) == [(D9, "12:45", "13:05", "猜船名"), (D10, "15:00", "15:20", "划船")]


def test_a_programme_under_a_heading_over_dates():
    text = "## 時間規劃\n\n2027/03/09 下午\n\n* 13:40 ~ 16:40\n  * 13:40 介紹\n  * 13:50 港口\n"
    assert sessions(text) == [(D9, "13:40", None, "介紹"), (D9, "13:50", None, "港口")]


def test_two_headings_with_one_date_name_two_activities():
    text = "## 市政廳 (3/9)\n### 費用\n免費\n\n---\n\n## 港務局 (3/9)\n### 費用\n每人一百\n"
    assert sessions(text) == [(D9, None, None, "市政廳"), (D9, None, None, "港務局")]


def test_a_talk_that_only_the_minutes_name():
    text = "## 共筆\n\n### 1. 讀懂港口\n\n講者： 王小明\n\n> 從這裡開始\n\n### 緣起\n講者：阿海\n"
    read_ = read(text)
    assert read_.sessions == [(None, None, None, "1. 讀懂港口")]
    assert read_.people == [("王小明", "", "")]
    assert [(target, purpose) for target, purpose, _body in read_.notes] == [
        ("", "minutes"),
        ("1. 讀懂港口", "minutes"),
    ]


def test_parts_of_a_day_with_what_is_done_in_them():
    text = "## 3/9\n- 上午：參觀港口\n- 14:00 Walk\n\n夕方　自由時間\n"
    document = read_note(HEAD + text).document
    assert [(s.title, s.description) for s in document.sessions] == [
        ("參觀港口", "上午"),
        ("Walk", ""),
        ("自由時間", "夕方"),
    ]


def test_timed_lines_right_after_a_list():
    text = "## 3/9\n19:00 Boats\n- they float\n20:00 Ports\n21:00 End\n"
    assert [s[1:] for s in sessions(text)] == [
        ("19:00", None, "Boats"),
        ("20:00", None, "Ports"),
        ("21:00", None, "End"),
    ]


def test_a_line_with_a_day_makes_no_sessions_of_the_headings_after_it():
    assert sessions("3/9\n\n## Sponsors\n- Acme\n\n## Rules\n- be kind\n") == []


def test_a_column_of_dates_and_ragged_rows():
    text = "| Date | Program |\n|---|---|---|\n| 3/9 | Walk | x |\n| 3/10 | Boat\n"
    assert sessions(text) == [(D9, None, None, "Walk"), (D10, None, None, "Boat")]


def test_titled_links_to_pads_under_a_day():
    text = "## 3/9 Day 1\n\nMaps\nhttps://hackmd.io/a\n\nMap notes\nhttps://hackmd.io/b\n"
    found = read(text)
    assert found.sessions == [(D9, None, None, "Maps")]
    assert found.docs == [
        (D9, "Map notes", "hackmd", "https://hackmd.io/b"),
        ("Maps", "", "hackmd", "https://hackmd.io/a"),
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("## 場次\n- [港口](https://hackmd.io/a)\n- 船 https://port.example/b\n", ["港口", "船"]),
        (
            "## Sessions\nBoats\nhttps://hackmd.io/a\n\nPorts: https://hackmd.io/b\n",
            ["Boats", "Ports"],
        ),
        ("## Talks\n### Old boats\nThey float.\n### Ports\n", ["Old boats", "Ports"]),
        (
            "## Agenda\n- [Boats](https://hackmd.io/a)\n- [Ports](https://hackmd.io/b)\n",
            ["Boats", "Ports"],
        ),
        ("## Agenda\n- [Details](https://hackmd.io/a)\n", []),
        (
            "## Sessions\n- [Livestream](https://port.example/live)\n- [共筆](https://hackmd.io/a)\n",
            [],
        ),
        ("## Links\n- [Boats](https://hackmd.io/a)\n- [Ports](https://hackmd.io/b)\n", []),
    ],
)
def test_lists_of_sessions_without_a_day(text, titles):
    assert sessions(text) == [(None, None, None, title) for title in titles]


def test_a_session_over_several_days():
    [session] = read_note(HEAD + "## 3/9-11 Harbour week\n").document.sessions
    assert str(session.end_date) == D11


def test_a_session_from_a_time_of_one_day_to_one_of_another():
    text = "## Plan\n3/9 10:00 - 3/10 15:00 Hackathon\n3/11 12:00 Lunch\n"
    first, _lunch = read_note(HEAD + text).document.sessions
    assert (str(first.start), str(first.end), str(first.end_date), first.title) == (
        "10:00:00",
        "15:00:00",
        D10,
        "Hackathon",
    )


def test_an_end_before_the_start_is_the_next_day_until_six():
    text = "## 3/9\n- 22:00-01:00 Party\n- 23:00-24:00 Walk\n- 14:00-12:00 Odd\n"
    reading = read_note(HEAD + text)
    party, walk, odd = reading.document.sessions
    assert (str(party.end), str(party.end_date)) == ("01:00:00", D10)
    assert (str(walk.end), str(walk.end_date)) == ("00:00:00", D10)
    assert (odd.end, odd.end_date) == (None, None)
    assert odd.description == "- 14:00-12:00 Odd"
    assert [line for line, _message in reading.warnings] == [6]


def test_place_speakers_and_time_under_a_session():
    text = "## 3/9\n### Maps\n時間：10:00-11:00\n地點：港口\n講者：Ann、Ben\nOn paper.\n"
    reading = read_note(HEAD + text)
    [session] = reading.document.sessions
    assert (str(session.start), str(session.end)) == ("10:00:00", "11:00:00")
    assert [place.name for place in reading.document.places] == ["港口"]
    assert [record.role for record in session.participants] == ["speaker", "speaker"]
    assert session.description == "On paper."


def test_places_are_shared_by_name():
    document = read_note(HEAD + "## 3/9\n- 9:00 Walk @ Port\n- 10:00 Talk @ Port\n").document
    assert [place.name for place in document.places] == ["Port"]
    assert {session.place for session in document.sessions} == {document.places[0].uid}


def test_parts_of_a_day():
    text = "## 3/9\n### 上午\n- 9:00 Walk\n### 下午\n- Boat trip\n"
    document = read_note(HEAD + text).document
    assert [(s.title, s.description) for s in document.sessions] == [
        ("Walk", ""),
        ("Boat trip", "下午"),
    ]


def test_a_single_day_has_the_agenda_without_a_day():
    text = "## Agenda\n- 9:00 Walk\n\n## When\n2027/3/9\n"
    assert sessions(text) == [(D9, "09:00", None, "Walk")]


# People


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 參與者\n- 小明\n- 阿海\n- ...\n", ["小明", "阿海"]),
        ("## Participants\n1. Ann (Lab)\n2. Ben\n", ["Ann", "Ben"]),
        ("## Speakers\n#### Ann\n\n#### Ben Lee (@ben)\n", ["Ann", "Ben Lee"]),
        ("與會者：小明, Ann、阿海\n", ["小明", "Ann", "阿海"]),
        ("**Participants**\n- Ann\n- Ben\n", ["Ann", "Ben"]),
        ("- 講者：\n    - Ann\n", ["Ann"]),
        ("### Maps\n講者：\nAnn Lee\nLab director, before: port office\n", ["Ann Lee"]),
        ("* Ann: #lab #maps\n* Ben: #port\n", ["Ann", "Ben"]),
        ("ann, ben, cho, dee\n\nann: hello\n\nBen: hi\n", ["ann", "ben", "cho", "dee"]),
        ("## 報名\n請在這裡簽到。\n\n- ann\n- ben\n- (name or id)\n", ["ann", "ben"]),
        ("## 名單\n| 姓名 | 單位 |\n|---|---|\n| 小明 | Lab |\n| Ann | |\n", ["小明", "Ann"]),
        (
            "## Members\n- Tallinn\n    - Ann\n    - Ben\n- Tartu\n    - Cho\n",
            ["Ann", "Ben", "Cho"],
        ),
        ("## 参加者\n- 田中、高橋\n", ["田中", "高橋"]),
        (
            "## 出席者\n| 社員 | 工作 |\n|---|---|\n| Ann | 主持 |\n| 小明 | 秘書 |\n",
            ["Ann", "小明"],
        ),
        (
            "## 參與人數\n4人\n\n| Ann | 小明 | Dee |\n|---|---|---|\n| Cho | | |\n",
            ["Ann", "小明", "Dee", "Cho"],
        ),
        (
            "## 出席\n- 參與者\n    1. 大港（講師）\n    2. user:ann_k\n- 以上共2人\n",
            ["大港", "ann_k"],
        ),
        (
            "**出席委員：** 主委王小明、監委林阿海<br>\n**列席住戶：** 陳先生\n",
            ["王小明", "林阿海"],
        ),
        ("出席：\n港務局：陳大文、吳專員\n社群：小明、Mei\n", ["陳大文", "吳專員", "小明", "Mei"]),
        (
            "## 出席\n- 總召：Denken\n- 議程：HrJasn、阿蟬\n- 場務：（請假）\n",
            ["Denken", "HrJasn", "阿蟬"],
        ),
        (
            "> 3/9 15:00\n> 與會：\n> 港務局 - 小明、Mei\n> 社群 - Ann / Ben\n",
            ["小明", "Mei", "Ann", "Ben"],
        ),
        ("Speakers:\nAnn Lee - Port office\nBen Ray - Boat lab\n", ["Ann Lee", "Ben Ray"]),
        ("時間｜2027/3/9\n講師｜王大文\n桌長｜小嘉、阿佑\n", ["王大文", "小嘉", "阿佑"]),
        (
            "### Attendance\nTallinn: Jo H., Curtis\nTaipei: 小明, Mei Hou\n",
            ["Jo H.", "Curtis", "小明", "Mei Hou"],
        ),
        (
            "## 各組名單\n- 場務：Ann、Ben\n- NOC：阿土\n- 紀錄：Cho、Dee\n",
            ["Ann", "Ben", "阿土", "Cho", "Dee"],
        ),
        (
            "來簽到喔！\n    * au (遠端)\n    * 阿川 14:00 到\n    * KJ + 女兒\n",
            ["au", "阿川", "KJ"],
        ),
        ("## RSVP\n- TW: chihao, 小茉\n- JP: Hal, Mami\n", ["chihao", "小茉", "Hal", "Mami"]),
        (
            "## 出席\n|組|員|師|\n|-|-|-|\n|第一組|阿瑄、Bo|Al|\n|第二組|小安、Cy|Eve|\n",
            ["阿瑄", "Bo", "Al", "小安", "Cy", "Eve"],
        ),
        ("## 講師與助教\n- 講師：蘇老師、Jay Wu\n- 助教：小綠\n", ["蘇老師", "Jay Wu", "小綠"]),
        (":::info\n**Where** Jitsi\n**Who** chia, 小明\n:::\n", ["chia", "小明"]),
        ("## 來賓\n- Ann\n- Ben\n\n#### 主辦人\n- Cho\n- Dee\n", ["Ann", "Ben", "Cho", "Dee"]),
        (
            "## 會議記錄\n港口協會\n第二次會議\n\n出席者：小明（主席）、阿海\n\n缺席者：Ann\n",
            ["小明", "阿海"],
        ),
        ("## 會議記錄\n### 會議摘要\n* 出席者\n  1. Ann\n  2. Ben\n* 地點：港口\n", ["Ann", "Ben"]),
        ("## 참가자\n- 김철수 (항구)\n", ["김철수"]),
        ("## Participants\n- ann\n- Ann (@ann)\n", ["ann"]),
        ("## Who we are\n- Ann\n- Ben\n", ["Ann", "Ben"]),
        ("Present: Ann, Ben (chair)\nRegrets: Cho, Dee\n", ["Ann", "Ben"]),
        ("## Campers\nAnn (they) · 小明 · Nils\n", ["Ann", "小明", "Nils"]),
        ("### Coming\nAnn / Harbour Lab / boats\n小明 / 港口 / 地圖\n", ["Ann", "小明"]),
        ("來的人請簽名：\n小明、Ann、阿海（遲到）\n", ["小明", "Ann", "阿海"]),
        ("出席：小明、阿海／請假：王大文\n", ["小明", "阿海"]),
        ("到場：Ann、路人 x 2、Ben\n", ["Ann", "路人", "Ben"]),
        (
            "- 誰會去\n    - 認真組\n        - ann (lab)\n    - 聊天組\n        - ben (1430 - )\n",
            ["ann", "ben"],
        ),
        ("**Who's in?** (add +1s!)\n+ Ann\n+ Ben + 1\n", ["Ann", "Ben"]),
        (
            "Sign up here 👇 (name – org)\n\n- Ann – Lab\n- 小明 – 港口\n- [ ] your name\n",
            ["Ann", "小明"],
        ),
        ("## 行く人\n\n・志明（リーダー）\n・Stella Wang\n", ["志明", "Stella Wang"]),
        ("## 오는 사람들\n* 김하늘 (항구)\n* Naoko\n", ["김하늘", "Naoko"]),
        ("參加者：\n　台湾側　林（通訳）、Zoe\n　日本側　関、Hiro\n", ["林", "Zoe", "関", "Hiro"]),
        (
            "## 團員\n- Group B (late): Ann, Ben\n- 司機：阿海\n- ~~Cho~~（生病）\n",
            ["Ann", "Ben", "阿海"],
        ),
        (
            "| Who | Role | Arrives |\n|---|---|---|\n| Ann | lead | 9:20 |\n| Ben | | late |\n",
            ["Ann", "Ben"],
        ),
        ("|名字|從哪來|\n|--|--|\n|小明|港城|\n|Ann|Tartu|\n| | |\n", ["小明", "Ann"]),
        (
            "| Key | Value |\n|---|---|\n| Date | 2027/3/9 |\n| Attendees : | Ann Lee, Ben Ng |\n",
            ["Ann Lee", "Ben Ng"],
        ),
        (
            "## Meeting minutes\n- **Date:** 3/9\n- **Participants:**\n    1. Ann\n    2. ✅ Ben\n",
            ["Ann", "Ben"],
        ),
        ("> 參加者：小明、阿海\n", ["小明", "阿海"]),
        ("## 想一起聽的人\n- ann：3/9 全程\n- 大福 (可以翻譯)\n", ["ann", "大福"]),
        ("與會 港口：小明、Ann；社群：Ben、阿海\n", ["小明", "Ann", "Ben", "阿海"]),
        ("- 團員：共 2 位\n    1. 小明 / 團長\n    2. Ann / 翻譯\n", ["小明", "Ann"]),
        (
            "**参加者（3名）**\n1 陳さん（団長）\n2 ポール\n3 通訳：呉さん\n",
            ["陳さん", "ポール", "呉さん"],
        ),
        (
            "### Who is here\n(add yourself!)\nAnn\n石頭\nJoy from the port\n",
            ["Ann", "石頭", "Joy"],
        ),
        ("與會：小明、Ann\n遠端：Ben、阿海\n", ["小明", "Ann", "Ben", "阿海"]),
        ("## Participants\n- Ann\n\nSpeakers: Ben, Cho\n", ["Ann", "Ben", "Cho"]),
        ("## 참가자\n김하늘 / 항구\n박바다 / 지도\n이하늘\n", ["김하늘", "박바다", "이하늘"]),
        ("## 名單\n- 現場\n    - 小明, 阿海, ann\n- 線上 3 人\n", ["小明", "阿海", "ann"]),
        ("People: @ann, @ben (joins late), 小明\n", ["ann", "ben", "小明"]),
        ("## crew\n\n`@ann` `@ben` (remote)\n", ["ann", "ben"]),
        ("成員\n: 小明\n: 阿海\n", ["小明", "阿海"]),
        ("참석자\n- 시민: 김하늘(항구), 박바다\n- 항구: 이하늘\n", ["김하늘", "박바다", "이하늘"]),
        (
            "| 部會 | 姓名 |\n|-|-|\n| 港口部 | 王小明、林小花 |\n| 海部 | Ann |\n",
            ["王小明", "林小花", "Ann"],
        ),
        ("**In the call:** Ann, Ben, 小明\n", ["Ann", "Ben", "小明"]),
        ("參與者:\n小明(學生),\nAnn (PM), 阿海,\nBen Lin\n", ["小明", "Ann", "阿海", "Ben Lin"]),
        ("Estonia:\n- Ann (Lab)\n- Ben\n\nJapan:\n- Cho\n", ["Ann", "Ben", "Cho"]),
        ("## Guests\n**From Finland**\nAnn Lee, Port Lab\nBen\n", ["Ann Lee", "Ben"]),
        (
            "- 學員\n    - 第一桌 — 小明, 阿海\n    - 第二桌 — Ann, Ben\n",
            ["小明", "阿海", "Ann", "Ben"],
        ),
        ("出席監事：王小明\n", ["王小明"]),
        ("Confirmed (2)\nAnn Lee – Port\nBen – Lab\n\nDeclined\nCho\n", ["Ann Lee", "Ben"]),
        ("講者：\n**王大文** 工程師、港口社\n**林小花** 記者\n", ["王大文", "林小花"]),
        ("## 隊輔\n第 1 小隊：小明、Ann\n第 2 小隊：Ben、阿海\n", ["小明", "Ann", "Ben", "阿海"]),
        (
            "## 各桌\n- A桌　桌長 小明｜Ann、Cho\n- B桌　桌長 阿海｜Ben、Dee\n",
            ["小明", "Ann", "Cho", "阿海", "Ben", "Dee"],
        ),
        ("### 3/9 例會\n到：小明、Ann、阿海\n沒到：Ben\n", ["小明", "Ann", "阿海"]),
        ("在線：小明、Ann\n連線：Ben、Cho\n", ["小明", "Ann", "Ben", "Cho"]),
        (
            "🎤 與談人｜\n　王大文 律師\n　Mira Kask / Port\n　周海（港局）\n🖊 共筆：Ann、Ben\n",
            ["王大文", "Mira Kask", "周海"],
        ),
        ("團長：小明　副團：Ann\n團員：Ben、阿海\n", ["小明", "Ann", "Ben", "阿海"]),
        ("團長：小明　副團：Ann\n", []),
        (
            "## 團員分工\n|名|屬於|工作|\n|-|-|-|\n|陳大文|港務局|記錄|\n|Ann|港社|翻譯|\n",
            ["陳大文", "Ann"],
        ),
        (
            "**Teams 小隊**\n1 🐟 Cod: Ann, 小安, 유진\n2 🦀 Crab: Ben, さくら\n",
            ["Ann", "小安", "유진", "Ben", "さくら"],
        ),
        ("A組：地圖、授權\nB組：網站、美編\n", []),
        ("Team: frontend, backend, data\n", []),
        ("1 🐟 Cod: Ann, Ben, Cho\n2 🦀 Crab: Dee, Eve\n", []),
        ("時間：14:00　地點：港口　出席：Ann、Ben\n", ["Ann", "Ben"]),
        ("> PO: Ann Lee\n> Team: Ben, Cho, 小明\n", ["Ben", "Cho", "小明"]),
        ("온 사람들 ｜ 박바다, 씨앗, 조 아라\n", ["박바다", "씨앗", "조 아라"]),
        ("Participants | Ann, Ben, Cho\n", ["Ann", "Ben", "Cho"]),
        ("## 攤友名冊\n* 小明 0912（私訊）\n* Ann Lee / 港社\n* Ben\n", ["小明", "Ann Lee", "Ben"]),
        ("訪談者：小明、Ann、Ben\n", ["小明", "Ann", "Ben"]),
        ("- 訪談者 [name=Ann]\n    - candidates\n        - Ben\n", []),
        ("列席：港口協會 Mira Kask\n", ["Mira Kask"]),
        (
            "出席：（公民代表）陳大文、Ann Lee；（機關代表）王小明\n",
            ["陳大文", "Ann Lee", "王小明"],
        ),
        ("## 名單\n01 小明\n02 Ann\n03 ~~Ben~~（臨時有事）\n", ["小明", "Ann"]),
        ("（主講 小明、Ann）\n", ["小明", "Ann"]),
        ("司会: 佐藤さん\n参加者: 田中、佐藤、鈴木\n", ["田中", "佐藤", "鈴木"]),
        ("**Participants:** 1) Ann Lee 2) Ben 3) 小明\n", ["Ann Lee", "Ben", "小明"]),
        ("+ 2027-03-09\n+ Port: Ann T., Ben\n+ Lab: 小明, Cho\n", ["Ann T.", "Ben", "小明", "Cho"]),
        ("Joined by: Ann T., Ben, 小明\n", ["Ann T.", "Ben", "小明"]),
        ("Put your name + what you bring:\n- Ann: chocolate\n- Ben W: a map\n", ["Ann", "Ben W"]),
        ("## 參與夥伴\n- [x] Ann 已訂機票\n- [ ] 小明（看狀況）\n", ["Ann", "小明"]),
        ("參加：小明・通訳、PORT 阿海\n", ["小明", "阿海"]),
        ("Participants\nAnn Lee, Port Office\nBen, City Lab\n", ["Ann Lee", "Ben"]),
        (
            "**Present**\nAnn (EE), Prof. Ben (TW), 小明\n**Regrets**\nCho\n",
            ["Ann", "Prof. Ben", "小明"],
        ),
        (
            "## 参加メンバー\n- 団長　佐藤花子（港）\n- Wang, Mei-ling\n- 通訳：李さん\n",
            ["佐藤花子", "Wang, Mei-ling", "李さん"],
        ),
        (
            "| Nom | Rôle | Arrivée |\n|-|-|-|\n| Ann Lee | cheffe | 3/8 |\n| Noé | dév | 3/9 |\n",
            ["Ann Lee", "Noé"],
        ),
        ("講　者：\n- 小明\n- 阿海\n", ["小明", "阿海"]),
        (
            "## 講者\n條件\n- 語言程度\n- 年齡限制\n\n已確認\n- 王小明（港）\n- Ann Lee\n",
            ["王小明", "Ann Lee"],
        ),
        (
            "- 出席名單\n  - 範例：[name=某]\n  1. [name=小明] `9:00`\n  2. [name=Ann]\n",
            ["小明", "Ann"],
        ),
        ("Teilnehmende: Ann Krüger, Ben Weiß\n", ["Ann Krüger", "Ben Weiß"]),
        (
            "## Present\n### In person\n- Ann\n- Ben\n### Remote\n- Cho\n### Regrets\n- Dee\n",
            ["Ann", "Ben", "Cho"],
        ),
        (
            "## Present\n- Remote\n  - Ann\n- Apologies\n  - Ben\n  - Cho\n- Dee\n- Regrets: Eve\n",
            ["Ann", "Dee"],
        ),
        ("*Present:* Ann (late), Ben\n\n*Guests:* Fay Orr (Lab)\n", ["Ann", "Ben", "Fay Orr"]),
        (
            "## Participants\n### North\nWho | Town\n---|---\nAnn Lee | Tartu\nBen Ray | Narva\n",
            ["Ann Lee", "Ben Ray"],
        ),
        (
            "## Members\nAnn Lee, Port, Lab, ann@a.example, @ann\nBen Ray, Sea Office, @ben\n",
            ["Ann Lee", "Ben Ray"],
        ),
        ("### Guests\n1. Ann - no fish\n1. Ben - ?\n", ["Ann", "Ben"]),
        ("**Attendees:**\n\n@ann\n@ben-l\n\n## Agenda\n- boats\n", ["ann", "ben-l"]),
        ("Participants:\n\nAnn Lee, Ben Ray\n\nHello\n", ["Ann Lee", "Ben Ray"]),
        (
            "Present: Ann Lee (Port Office), Ben Ray (Sea Lab), Dee\nFox (Lab), Eve Ito\nBoats.\n",
            ["Ann Lee", "Ben Ray", "Dee Fox", "Eve Ito"],
        ),
        (
            "## Participants\n\nAnn Lee, Ben Ray\n\nMost came by boat, some rode. Others hid.\n",
            ["Ann Lee", "Ben Ray"],
        ),
        ("## Attendance\n1. Ann\n2. Ben\n\n***Late Arrivals***\n\nNone.\n", ["Ann", "Ben"]),
        (
            "| 項目 | 内容 |\n|-|-|\n| 日時 | 2027/3/9 |\n| 参加者 | 港：佐藤、林<br>海：高橋 |\n",
            ["佐藤", "林", "高橋"],
        ),
    ],
)
def test_rosters(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "- Participants: Students (others in [room 2](/x))\n",
        "- Participants: Everyone at the port\n",
        "Participating members:\nCitizens, Companies, Port Office\n",
        "## 擬邀請名單\n- 小明\n- 阿海\n",
        "## Todo list for speakers\n- [ ] Ann\n- [ ] Ben\n",
        "Ann: hello\n\nBen: hi\n",
        "> [name=ann] hi\n",
        "maps, boats, ports, towns\n",
        "預定參加人數：1,000名\n",
        "受訪者：小明、阿海\n",
        "## Not coming\n- Ann\n- Ben\n",
        "## Sponsors\n- Acme\n- Port Office\n",
        "## 對方的人\n- 小明\n- 阿海\n",
        "## 需要的人\n- 設計師\n- 前端\n",
        "- Photos: Ann, Ben\n- Boats: Cho, Dee\n",
        "Tools:\n- Slack\n- Django\n",
        "講者：,\n",
        "新人可以：\n- 認識港口\n- 面試技巧\n",
        "| Name | Description |\n|---|---|\n| Boat map | a map |\n| Port log | a log |\n",
        "| 坑名 | 坑主 | 進度 |\n|---|---|---|\n| 地圖 | 小明 | 50% |\n| 船班 | 阿海 | 0% |\n",
        "年輕人在想什麼\n- 小草\n- 喵喵\n",
        "## 참여 방법\n1. **자료 정리**\n2. **자료 올리기**\n",
        "## Participation rules\n- Be Kind\n- Be Brave\n",
        "Participants:\n\nWe meet at the port\nand walk\n",
    ],
)
def test_no_rosters(text):
    assert names(text) == []


def test_names_under_a_title_that_asks_to_sign_in():
    text = (
        "# Port night sign in\n\nAnn / maps / first time\n小明 / 地圖 / 新手\n\n## Ideas\n- boats\n"
    )
    reading = read_note(text)
    assert [name for name, *_rest in outline(reading.document).people] == ["Ann", "小明"]
    assert lost_lines(text, reading) == []


def test_what_stands_under_a_name_is_about_the_person():
    text = "## Attendees\n- Ann (ee)\n    - Arrival: 3/9 9:20\n- Ben\n"
    [ann, _ben] = read_note(HEAD + text).document.participants
    assert ann.bio == "ee\n- Arrival: 3/9 9:20"
    assert read(text).days == []


def test_addresses_of_people_are_theirs_and_documents_of_the_trip():
    text = "## Sign-up\n- Ann (Lab, [site](https://ann.example/))\n"
    reading = read_note(HEAD + text)
    assert reading.document.participants[0].links == ["https://ann.example/"]
    assert [doc.url for doc in reading.document.linked_docs] == ["https://ann.example/"]


# Notes and texts


def test_minutes_stand_under_their_session_day_or_trip():
    text = (
        "## 行程\n### 3/9\n- 10:00 Boat talk\n- 12:00 Lunch\n\n"
        "# 3/9\nhello\n## Boat talk\n- they float\n## Harbour walk\nit rained\n## ref\nx\n"
        "# Minutes\nwe all met\n"
    )
    found = read(text)
    assert found.sessions == [
        (D9, "10:00", None, "Boat talk"),
        (D9, "12:00", None, "Lunch"),
        (D9, None, None, "Harbour walk"),
    ]
    assert found.notes == [
        ("", "minutes", "we all met"),
        (D9, "minutes", "hello\n## ref\nx"),
        ("Boat talk", "minutes", "- they float"),
        ("Harbour walk", "minutes", "it rained"),
    ]


def test_minutes_find_their_session_by_its_title_where_no_day_is_named():
    found = read(
        "## 3/9\n- 9:00 Boat talk\n- Lunch\n## 3/10\n- 9:00 Harbour walk\n- Lunch\n"
        "# Minutes\n## Boat talk – notes\nthey float\n## Harbour walk (in the rain)\nit rained\n"
        "## Lunch\nsoup\n"
    )
    # Which of the two lunches it was, the note does not say.
    assert found.notes == [
        ("", "minutes", "## Lunch\nsoup"),
        ("Boat talk", "minutes", "## Boat talk – notes\nthey float"),
        ("Harbour walk", "minutes", "## Harbour walk (in the rain)\nit rained"),
    ]


def test_minutes_before_the_plan_find_their_session():
    found = read("# 會議記錄\n## 港務局\n有紙本\n## 其他\n無\n# 行程\n## 3/9\n### 10:00 港務局\n")
    assert found.sessions == [(D9, "10:00", None, "港務局")]
    assert found.notes == [
        ("", "minutes", "## 其他\n無"),
        ("港務局", "minutes", "有紙本"),
    ]


def test_a_label_of_minutes_under_a_session():
    text = (
        "## 3/9\n### 10:00 Port office\nBring cups.\nNotes:\n- old boats\n\nand new ones\n\n"
        "Venue: Pier 2\n### 11:00 Museum\n**筆記**\n很大\n"
    )
    found = read(text)
    assert found.notes == [
        ("Port office", "minutes", "Notes:\n- old boats\n\nand new ones"),
        ("Museum", "minutes", "**筆記**\n很大"),
    ]


def test_notes_that_are_named_by_their_day():
    found = read("## Notes from 9 March\nold boats\n\n## 3/10 會議紀錄\n新船\n")
    assert (found.days, found.sessions) == ([(D9, ""), (D10, "")], [])
    assert found.notes == [
        (D9, "minutes", "## Notes from 9 March\nold boats"),
        (D10, "minutes", "## 3/10 會議紀錄\n新船"),
    ]


def test_minutes_under_their_session():
    found = read("## 3/9\n### 10:00 Talk\nabout boats\n#### 紀錄\n- a\n\n---\n\n- b\n")
    assert found.notes == [("Talk", "minutes", "- a\n\n---\n\n- b")]


@pytest.mark.parametrize(
    "text",
    [
        "## 3/9 Visit the mill\n對方希望了解\n- boats\n- ports\n",
        "## 3/9 Visit the mill\n### Questions from the hosts\n- boats\n",
        "## 3/9 Visit the mill\n- 對方想了解：\n  - boats\n",
    ],
)
def test_wishes_of_the_hosts(text):
    [(target, purpose, body)] = read(text).notes
    assert (target, purpose) == ("Visit the mill", "preparation")
    assert "boats" in body


def test_questions_of_the_trip():
    text = "## 提問\n\n- why boats?\n"
    assert read(text).notes == [("", "preparation", "## 提問\n\n- why boats?")]


def test_one_note_of_each_purpose():
    found = read("# Minutes\na\n# 會議記錄\nb\n")
    assert found.notes == [("", "minutes", "a\nb")]


def test_other_text_is_the_description_in_order():
    text = "hello\n\n## Hotel\n- near the port\n\n## Money\n> ask Ann\n"
    assert read(text).description == text.strip()


def test_one_line_under_a_day_is_its_summary():
    [day] = read_note(HEAD + "## 3/9\nBring boots.\n- 10:00 Walk\n").document.days
    assert day.summary == "Bring boots."
    document = read_note(HEAD + "## 3/9\nBring boots.\n\nAnd hats.\n\n- 10:00 Walk\n").document
    assert document.days[0].summary == ""
    assert document.trip.description == "## 3/9\nBring boots.\n\nAnd hats."


# Links


def test_an_address_is_one_document_for_each_target():
    text = "https://a.example/\n\n## 3/9\n### Walk\nsee https://a.example/ or https://a.example/\n"
    found = read(text)
    assert found.docs == [
        ("", "", "website", "https://a.example/"),
        ("Walk", "", "website", "https://a.example/"),
    ]


def test_every_form_of_address():
    text = (
        "- [one](https://one.example/)\n\n> <https://two.example/>\n\n"
        "```\nhttps://three.example/\n```\n\n[4]: https://four.example/\n\n"
        '![](https://five.example/i.png)\n\n<iframe src="https://six.example/"></iframe>\n\n'
        "| a | b |\n|-|-|\n| https://7.example/ | |\n"
    )
    assert [url for *_rest, url in read(text).docs] == [
        "https://one.example/",
        "https://two.example/",
        "https://three.example/",
        "https://four.example/",
        "https://five.example/i.png",
        "https://six.example/",
        "https://7.example/",
    ]


def test_a_too_long_address_stays_text():
    text = f"see https://a.example/{'x' * 2000}\n"
    reading = read_note(HEAD + text)
    assert reading.document.linked_docs == []
    assert reading.document.trip.description == text.strip()
    assert [line for line, _message in reading.warnings] == [3]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("# Booth\n\n## 3/9\nBring stickers: #openport2027\n", "2027-03-09"),
        ("# 2027-03 study visit\n\n## 3/9\n", "2027-03-09"),
        ("# Visit\n\n## 3/9\nissue #2027\n", None),
    ],
)
def test_years_in_hashtags_and_beside_a_month(text, day):
    assert [date for date, _title in outline(read_note(text).document).days] == [day]


def test_the_date_of_the_front_matter_dates_a_programme_that_has_no_other():
    programme = "6:30-7: Welcome\n7-7:30: Talk on boats\n7:30-9: Groups\n"
    reading = read_note(f"---\ntitle: Boat night\ndate: 2027-03-09\n---\nAgenda:\n\n{programme}")
    assert outline(reading.document).days == [(D9, "")]
    assert outline(reading.document).sessions == [
        (D9, "18:30", "19:00", "Welcome"),
        (D9, "19:00", "19:30", "Talk on boats"),
        (D9, "19:30", "21:00", "Groups"),
    ]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ('time: "3:30pm-5:30pm"\n', "Come and map the port.\n"),
        ("location: Port hall\n", "Come and map the port.\n"),
        ("", "## Attendees\n\n- Ann Lee\n- Ben Ray\n"),
    ],
)
def test_the_date_of_the_front_matter_is_that_of_an_event(key, text):
    reading = read_note(f"---\ntitle: Boat night\ndate: 2027-03-09\n{key}---\n{text}")
    assert outline(reading.document).days == [(D9, "")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The camp will be held on **9 March** 2027 at the port.", [D9]),
        ("It takes place from 9 through 10 March 2027 in Tallinn. Bring boats.", [D9, D10]),
        ("We meet in Tallinn on 9-10 March 2027.", [D9, D10]),
        ("本營隊將於 2027/3/9-10 在台南舉辦。", [D9, D10]),
        ("The last camp was held on 9 March 2026 in Tartu.", []),
        ("Elections were held on 9 March 2027.", []),
        ("The port was built for 9 March 2027.", []),
    ],
)
def test_a_sentence_at_the_top_may_say_when_the_event_is(text, days):
    reading = read_note(f"# Port camp\n\n{text}\n")
    assert [date for date, _title in outline(reading.document).days] == days


def test_what_stands_under_a_thing_to_do_is_no_session():
    text = "Date\n9 March 2027\n\nChecklist\n- [x] Food (dinner)\n   - Mill Street shop\n"
    assert outline(read_note(f"# Port camp\n\n{text}").document).sessions == []


def test_the_date_of_the_front_matter_alone_is_no_day():
    reading = read_note("---\ntitle: Boats\ndate: 2027-03-09\n---\nThey float.\n")
    assert outline(reading.document).days == []


def test_columns_of_short_parts_of_the_day():
    text = "|日期|早|午|晚|\n|-|-|-|-|\n|3/9 二|參訪港口|午餐會|—|\n|3/10 三|自由|回家||\n"
    assert [(day, title) for day, _start, _end, title in sessions(text)] == [
        (D9, "參訪港口"),
        (D9, "午餐會"),
        (D10, "自由"),
        (D10, "回家"),
    ]


def test_a_session_named_like_a_roster_is_one():
    text = "## 3/9\n### 14:30~15:20｜第二場：參與\n與談　陳大文、Ann Lee\n\n- 陳：三場\n"
    assert sessions(text) == [(D9, "14:30", "15:20", "第二場：參與")]
    assert names(text) == ["陳大文", "Ann Lee"]


def test_duties_at_a_booth_are_no_sessions():
    text = "## 顧攤班表\n| 時段 | 3/9 二 |\n|-|-|\n| 09:00-10:30 | 小明 |\n| 10:30-12:00 | Ann |\n"
    assert sessions(text) == []


def test_days_before_a_title_are_none_of_it():
    assert [s[3] for s in sessions("## 時程\n- 3/8、3/10、3/11 站立會議 10:00\n")] == ["站立會議"]


# Hostile forms


def test_a_too_long_title_is_cut_and_its_line_kept():
    title = "boat " * 200
    reading = read_note(f"# {title}\n")
    assert reading.document.trip.title == title[:500].strip()
    assert reading.document.trip.description == f"# {title}"
    assert [line for line, _message in reading.warnings] == [1]


def test_control_characters_stay_in_the_text_only():
    reading = read_note("# Boat\x1b trip\n## 3/9\n- 10:00 Wa\x0clk\n")
    assert reading.document.trip.title == "Boat trip"
    assert reading.document.sessions[0].title == "Wa lk"
    assert "Boat\x1b trip" in reading.document.trip.description


@pytest.mark.parametrize(
    "text",
    [
        "```\n## 3/9\n- 10:00 never closed\n",
        "<html><body><form>Sign in https://a.example/</form>\n<p>10:00\n",
        "\u202e## 3/9 Walk\u202c\n- 10:00 b\u200bo\u200ba\u200bt\n",
        "- a\n" * 3 + "  " * 50 + "- deep\n",
        "".join("  " * n + f"- level {n}\n" for n in range(60)),
        ">" * 200 + " deep\n",
        "##\n\n- \n\n:::info\n\n***\n\n[TOC]\n",
        "| a | b |\n|---|\n| 10:00 | x | y |\n",
        ":::spoiler Menu\nsoup\n:::\n",
        "a\r\n## 3/9\rb\nc\r\n",
        "\t- tab\n\t\t- more\n",
    ],
)
def test_hostile_forms_lose_nothing(text):
    reading = read_note(HEAD + text)
    assert lost_lines(HEAD + text, reading) == []


def test_line_numbers_with_mixed_line_ends():
    reading = read_note("# T\r\n\r## 3/9\n- 10:00 Walk\r\n", start_date=dt.date(2027, 3, 1))
    assert reading.account == [
        ("trip.title",),
        ("blank",),
        ("days[0].date", "days[0].title"),
        ("sessions[0].title", "sessions[0].start"),
    ]


def test_time_zone():
    assert read_note("# T\n").document.trip.timezone is None
    assert read_note("# T\ntime zone: Asia/Tokyo\n").document.trip.timezone == "Asia/Tokyo"
    given = read_note("# T\ntime zone: Asia/Tokyo\n", timezone="Asia/Seoul")
    assert given.document.trip.timezone == "Asia/Seoul"


def test_tags_heading():
    assert read("###### tags: `boats` `ports`\n").tags == ["boats", "ports"]
