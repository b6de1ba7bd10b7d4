"""What an itinerary becomes: things to do on its days, and what stands beside them."""

import pytest

from tests.interchange.outlines import read
from tripbook.interchange.note import read_note

DAY = "# Port trip 2027\n\n## 3/9\n"


def titles(text):
    return [title for _date, _start, _end, title in read(DAY + text).sessions]


def dates(text):
    return [date or title for date, title in read(text).days]


def starts(text):
    return [(start, title) for _date, start, _end, title in read(DAY + text).sessions]


@pytest.mark.parametrize(
    "label",
    [
        *("住宿", "今晚住宿：", "回程交通", "推薦景點及交通：", "重點", "推荐活动地："),
        *("Hotel", ":hotel:", "🏨", "Tonight's hotel", "Hotel & transport", "Good to know:"),
        *("ホテル", "おすすめスポット", "注意点", "숙소", "추천 맛집", "주의 사항"),
    ],
)
def test_a_list_of_what_stands_beside_the_programme_is_nothing_to_do(label):
    note = f"- 燈塔散步\n- {label}\n    - 海濱小屋\n    - Mill House, Ann: upstairs\n- Boat tour\n"
    assert titles(note) == ["燈塔散步", "Boat tour"]


@pytest.mark.parametrize("label", ["建議行程", "下午", "Old town"])
def test_a_list_under_another_label_is_read_as_before(label):
    assert titles(f"- {label}\n    - 燈塔\n") in (["燈塔"], [label])


@pytest.mark.parametrize("text", ["- 宿泊\n    {}\n", "**重點**\n{}\n", "民宿：\n{}\n"])
def test_what_has_its_time_beside_the_programme_is_done_at_it(text):
    assert starts(text.format("- 15:00 入住海濱小屋")) == [("15:00", "入住海濱小屋")]


@pytest.mark.parametrize("label", ["重點", "Good to know", "ポイント", "주의 사항"])
@pytest.mark.parametrize("mark", ["**{}**", "### {}"])
def test_a_label_beside_the_programme_is_no_activity_over_its_list(label, mark):
    note = f"{mark.format(label)}\n- 記得帶傘到燈塔\n- Tickets are sold at the pier\n"
    assert titles(note) == []


@pytest.mark.parametrize("mark", ["**{}**", "### {}"])
def test_other_words_are_an_activity_over_their_list(mark):
    assert titles(f"{mark.format('燈塔散步')}\n- 看日落\n- 拍照\n") == ["燈塔散步"]


@pytest.mark.parametrize(
    "item",
    [
        *("三餐：自行解決", "門票：200 元", "🏨 Harbour Inn", ":hotel: 海濱小屋"),
        *("2 rooms | Ann, Ben", "3 間雙人房", "2部屋", "港口塔 目前不開放", "Mill museum (closed)"),
        *("12 Mill Road, Harbour, HB 12345", "〒123-4567 港区", "港口市中區海濱路 12 號"),
        *("![map](https://pad.example/map.png)", ":boat:", "부산시 항구로 12"),
        *("Please be early.", "P.S. no dogs", "請帶傘", "2 double rooms (Ann, Ben)"),
        "Be there at nine sharp. The boat leaves on time.",
    ],
)
def test_an_item_that_tells_no_activity_is_no_session(item):
    assert titles(f"- 燈塔散步\n- {item}\n") == ["燈塔散步"]


@pytest.mark.parametrize(
    "item",
    [
        *("Hotel breakfast", "推薦信工作坊", "Rooms and boats", "12 Mill Road picnic"),
        "交通博物館",
        *("Noteworthy houses", "Bring-and-share supper", "Tipping of boats", "NBA 球賽"),
        *("請客吃飯", "2 rooms escape game", "2部屋めぐり"),
        *("Closed-door meeting", "🏨 回飯店休息", "Optional walk", ":boat: Boat tour", "用餐"),
    ],
)
def test_an_item_that_only_looks_like_it_is_a_session(item):
    assert len(titles(f"- {item}\n")) == 1


def test_an_item_with_a_colon_over_its_own_next_line_is_no_session():
    assert titles("- 燈塔散步\n- Where to get off:\nMill bridge\n") == ["燈塔散步"]


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("11:30-12;30 午餐", "11:30", "12:30"),
        ("11：30～12；30 午餐", "11:30", "12:30"),
        ("11;30-12:30 Lunch", "11:30", "12:30"),
        ("11;30 - 12;30 점심", "11:30", "12:30"),
        ("11；30 昼食", "11:30", None),
    ],
)
def test_a_semicolon_that_slipped_into_a_time_is_its_colon(line, start, end):
    found = read(f"{DAY}9:00 Boat tour\n{line}\n14:00 Walk\n").sessions
    assert [(s, e) for _date, s, e, _title in found] == [
        ("09:00", None),
        (start, end),
        ("14:00", None),
    ]


@pytest.mark.parametrize("line", ["Compare 3;10 with 4;20", "Rooms 10;30 seats", "12;305 boats"])
def test_other_numbers_with_a_semicolon_are_no_times(line):
    assert starts(f"9:00 Boat tour\n{line}\n") == [("09:00", "Boat tour")]


@pytest.mark.parametrize(
    "item",
    [
        "Supper 19:00 @ Mill House",
        "晚餐 19:00 ＠ 海濱小館",
        "夕食 19:00 @ 港の店",
        "Supper (19:00) @ Mill",
    ],
)
def test_a_place_may_stand_behind_the_time_of_an_item(item):
    (found,) = read(f"{DAY}- {item}\n").sessions
    assert found[1] == "19:00"
    assert "19" not in found[3]


def test_a_talk_at_a_time_is_none_that_is_counted():
    assert starts("- Talk 19:00 @ann\n") == [("19:00", "Talk @ann")]


@pytest.mark.parametrize("label", ["Trip", "觀光", "活動", "観光", "활동", "Things to do"])
def test_a_word_for_what_is_done_heads_the_things_of_its_list(label):
    assert titles(f"- {label}\n    - Old mill\n    - 燈塔\n- Walk\n") == [
        "Old mill",
        "燈塔",
        "Walk",
    ]


def test_what_is_done_may_have_its_times_under_such_a_word():
    note = "- Activities\n    - 10:00 Old mill\n    - 11:00 燈塔\n- Walk\n"
    assert starts(note) == [("10:00", "Old mill"), ("11:00", "燈塔"), (None, "Walk")]


@pytest.mark.parametrize(
    "below", ["Please be early: we leave at once.", "Old mill\n        - maps"]
)
def test_the_same_word_over_longer_words_is_itself_what_is_done(below):
    assert titles(f"- Trip\n    - {below}\n- Walk\n") == ["Trip", "Walk"]


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        ("港口行程 2027", ["8.29", "8.30 & 8.31", "9.1"]),
        ("Port trip 2027", ["8.29 Old town", "8.30~8.31 Mill", "9.1 Home"]),
        ("港の旅 2027", ["8.29", "8.30（月）灯台", "8.31", "9.1"]),
        ("항구 여행 2027", ["8.29-31: 항구", "9.1"]),
    ],
)
def test_headings_with_a_dot_are_days_where_they_follow_each_other_on_a_journey(title, headings):
    note = f"# {title}\n\n" + "".join(f"## {text}\n- Walk\n\n" for text in headings)
    assert dates(note) == ["2027-08-29", "2027-08-30", "2027-08-31", "2027-09-01"]


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        ("Trip guide 2027", ["5.1 Boats", "5.2 Food", "5.3 Maps"]),
        ("Changes of 2027", ["3.9", "3.10", "3.11"]),
        ("Port trip 2027", ["8.24", "8.30"]),
        ("Port trip 2027", ["3.12", "4.12", "5.12"]),
        ("Changes of 2027", ["3.9 Fixes", "3.10 Trip planner", "3.11 Home"]),
    ],
)
def test_other_headings_with_a_dot_are_no_days(title, headings):
    note = f"# {title}\n\n" + "".join(f"## {text}\n- Walk\n\n" for text in headings)
    assert dates(note) == []


@pytest.mark.parametrize(
    "text",
    [
        "D1（3/9）：北港－南港（住南港）\nD2（3/10）：南港－北港\n",
        "- D1（3/9）：北港－南港（住南港）\n- D2（3/10）：南港－北港\n",
        "第一天 3/9 北港、南港\n第二天 3/10 北港\n",
    ],
)
def test_days_that_are_counted_may_stand_in_lines_with_their_titles(text):
    outline = read(f"# 港口之旅 2027\n\n{text}")
    assert [date for date, _title in outline.days] == ["2027-03-09", "2027-03-10"]
    assert all("北港" in title for _date, title in outline.days)
    assert outline.sessions == []


@pytest.mark.parametrize("mark", ["-", "1."])
def test_days_in_a_row_may_be_items_over_their_programme(mark):
    pad = " " * (len(mark) + 1)
    text = (
        f"# 港口之旅 2027\n\n{mark} 3/9（二）北港→南港\n{pad}- 08:00 集合\n{pad}- 10:00 港務局\n"
        f"{mark} 3/10（三）南港\n{pad}- 09:00 大學\n"
    )
    assert [(day, title) for day, _start, _end, title in read(text).sessions] == [
        ("2027-03-09", "集合"),
        ("2027-03-09", "港務局"),
        ("2027-03-10", "大學"),
    ]


def test_things_to_do_by_dates_are_no_days_in_a_row():
    text = (
        "# 港口會議 2027/3/1\n\n## 待辦\n\n- 3/9 小安寫文件\n  - 細節\n- 3/15 大海訂票\n  - 兩張\n"
    )
    assert [date for date, _title in read(text).days] == ["2027-03-01"]


def test_parts_of_a_day_may_stand_between_lists_without_blank_lines():
    text = (
        "# 港口之旅 2027\n\nDay1 3/9(二)\n上午\n- 集合出發\n下午\n- 14:00 港務局\n- 16:00 舊倉庫\n"
        "晚上\n- 晚餐\n\nDay2 3/10(三)\n上午\n- 大學\n"
    )
    assert [(day, start, title) for day, start, _end, title in read(text).sessions] == [
        ("2027-03-09", None, "集合出發"),
        ("2027-03-09", "14:00", "港務局"),
        ("2027-03-09", "16:00", "舊倉庫"),
        ("2027-03-09", None, "晚餐"),
        ("2027-03-10", None, "大學"),
    ]


def test_the_cell_of_a_day_may_hold_its_programme():
    rows = (
        "| 3/9（二） | 08:00 集合<br>10:00 港務局<br>請帶證件<br>14:00 舊倉庫 |\n"
        "| 3/10（三） | 09:00 大學<br>12:00 回程 |\n"
    )
    document = read_note(f"# 港口之旅 2027\n\n| 日期 | 行程 |\n|--|--|\n{rows}").document
    assert [(str(s.date), s.start.hour, s.title) for s in document.sessions] == [
        ("2027-03-09", 8, "集合"),
        ("2027-03-09", 10, "港務局"),
        ("2027-03-09", 14, "舊倉庫"),
        ("2027-03-10", 9, "大學"),
        ("2027-03-10", 12, "回程"),
    ]
    assert document.sessions[1].description == "請帶證件"


def test_a_column_may_count_the_days_with_their_dates():
    rows = (
        "| Day 1<br>3/9 | 08:00 | 集合 |\n| | 10:00 | 港務局 |\n| Day 2<br>3/10 | 09:00 | 大學 |\n"
    )
    text = f"# 港口之旅 2027\n\n| 天數 | 時間 | 行程 |\n|--|--|--|\n{rows}"
    assert [(day, title) for day, _start, _end, title in read(text).sessions] == [
        ("2027-03-09", "集合"),
        ("2027-03-09", "港務局"),
        ("2027-03-10", "大學"),
    ]


def test_a_mark_before_a_time_is_none_of_the_title():
    text = "# 港口之旅\n\n## 2027/3/9\n\n▸ 08:00 集合\n▸ 10:00 港務局\n"
    assert [title for *_when, title in read(text).sessions] == ["集合", "港務局"]


@pytest.mark.parametrize("mark", ["", "- "])
def test_the_days_of_a_week_that_is_known_may_stand_in_lines(mark):
    lines = "".join(f"{mark}{line}\n" for line in ("週一：海圖", "週二：漁網", "週三：自由活動"))
    text = f"# 海港週\n\n日期：2027/3/8-12\n\n{lines}"
    assert read(text).sessions == [
        ("2027-03-08", None, None, "海圖"),
        ("2027-03-09", None, None, "漁網"),
        ("2027-03-10", None, None, "自由活動"),
    ]
    assert read(f"# 海港筆記\n\n{lines}").sessions == []


def test_each_column_may_be_a_day_without_times_beside():
    rows = "| 集合 | 大學 |\n| 14:00 港務局 | 10:00 倉庫<br>12:00 午餐 |\n"
    table = f"| 3/9（二） | 3/10（三） |\n|--|--|\n{rows}"
    assert sorted(read(f"# 海港之旅 2027\n\n{table}").sessions, key=str) == [
        ("2027-03-09", "14:00", None, "港務局"),
        ("2027-03-09", None, None, "集合"),
        ("2027-03-10", "10:00", None, "倉庫"),
        ("2027-03-10", "12:00", None, "午餐"),
        ("2027-03-10", None, None, "大學"),
    ]
    numbers = "# 船的統計\n\n| 3/9 | 3/10 |\n|--|--|\n| 12 | 15 |\n"
    assert read(numbers).sessions == []
    present = "# 出席表\n\n| 姓名 | 3/9 | 3/10 |\n|--|--|--|\n| 陳小安 | v | |\n"
    assert read(present).sessions == []


def test_a_slot_over_rooms_has_a_session_in_each():
    rooms = "### Room A: Maps\n\nText.\n\n### Room B: Nets\n"
    text = f"# Boat day 2027-03-09\n\n## Session 1 (10:00)\n\n{rooms}\n## Closing (16:00)\n"
    document = read_note(text).document
    places = {place.uid: place.name for place in document.places}
    assert [(s.start.hour, s.title, places.get(s.place)) for s in document.sessions] == [
        (10, "Maps", "Room A"),
        (10, "Nets", "Room B"),
        (16, "Closing", None),
    ]


def test_a_part_with_its_times_over_a_table_is_no_entry_itself():
    table = "| 時刻 | 内容 |\n|--|--|\n| 14:00 | 海図 |\n| 14:20 | 漁網 |\n"
    text = f"# 船の会\n\n## 2027-03-09\n\n### 第一部 14:00–14:50\n\n{table}"
    document = read_note(text).document
    assert [session.title for session in document.sessions] == ["海図", "漁網"]
    assert document.days[0].summary == ""


def test_a_list_of_definitions_names_who_is_under_its_first_word():
    text = "# WG call 2027-03-09\n\nPresent\n: Ann Lee, Ben Ray\nScribe\n: Cho Kim\n"
    assert [name for name, _handle, _unit in read(text).people] == ["Ann Lee", "Ben Ray"]


def test_one_item_of_a_roster_may_hold_several_people():
    text = "# Port call 2027-03-09\n\n## Attending\n\n- Ann Lee (Port) | notes\n"
    text += "- Ben Ray (Mill), Cho Kim (Lab), Dee Fox (Port)\n"
    assert [name for name, _handle, _unit in read(text).people] == [
        "Ann Lee",
        "Ben Ray",
        "Cho Kim",
        "Dee Fox",
    ]


def test_what_each_said_at_a_stand_up_is_no_session():
    text = "# Standup notes\n\n## 2027-03-09\n\n- Ann: boats done\n- Ben: nets\n"
    assert read(text).sessions == []


def test_programmes_of_days_may_stand_beside_each_other():
    head = "| 第一天 | 時間 | 地點 | | 第二天 | 時間 | 地點 |\n|--|--|--|--|--|--|--|\n"
    rows = "| | 7:00 | 北港 | | | 11:00 | 南港 |\n| | 8:00 | 舊倉庫 | | | | |\n"
    document = read_note(f"# 港口之旅 2027/3/9-10\n\n{head}{rows}").document
    assert [(str(s.date), s.start.hour, s.title) for s in document.sessions] == [
        ("2027-03-09", 7, "北港"),
        ("2027-03-09", 8, "舊倉庫"),
        ("2027-03-10", 11, "南港"),
    ]


@pytest.mark.parametrize("heading", ["當日大綱", "今日行程", "每日"])
def test_a_heading_of_what_a_day_is_about_is_no_session(heading):
    text = f"# 港口之旅\n\n## 2027/3/9\n\n### {heading}\n\n- 早上：海圖\n- 晚上：漁網\n"
    assert [title for *_when, title in read(text).sessions] == ["海圖", "漁網"]


@pytest.mark.parametrize("line", ["Note：預約11:00", "Note: last bus 23:10", "備註：集合 9:30"])
def test_a_note_under_a_day_that_ends_with_a_time_is_no_session(line):
    text = f"# 港口之旅\n\n## 2027/3/9\n\n- 10:00 海圖\n- 11:00 漁網\n\n{line}\n"
    assert [title for *_when, title in read(text).sessions] == ["海圖", "漁網"]


def test_when_a_house_is_shut_is_no_session():
    text = "# Port week\n\n## 2027-03-09\n\n- 10:00 Maps\n- 16:00-18:00 (whole hall unavailable)\n"
    assert [title for *_when, title in read(text).sessions] == ["Maps"]


def test_the_dates_of_several_minutes_are_days():
    part = "### 時間: {}\n**地點**：港口\n**內容**\n\n- 海圖\n\n"
    text = f"# 會議記錄\n\n{part.format('2027年3月9日')}{part.format('2027年3月2日')}"
    assert sorted(date for date, _title in read(text).days) == ["2027-03-02", "2027-03-09"]


def test_people_with_offices_and_how_they_take_part():
    line = "出席：王小安律師、孫斌律師、林大海法官、劉小玉律師（視訊）、陳港生執行秘書、高大文"
    outline = read(f"# 港口會議紀錄\n\n> 時間：2027年3月9日（二）19:00-21:00\n\n> {line}\n")
    assert [name for name, _handle, _unit in outline.people] == [
        "王小安",
        "孫斌",
        "林大海",
        "劉小玉",
        "陳港生",
        "高大文",
    ]


def test_where_to_sleep_ends_the_list_of_what_is_done_on_a_day():
    text = "# 港口之旅\n\n## 2027/3/9\n\n- 14:00 港務局\n- 16:00 舊倉庫\n住宿：海岸飯店\n"
    document = read_note(text).document
    assert [session.description for session in document.sessions] == ["", ""]
    assert document.days[0].summary == "住宿：海岸飯店"


def test_a_slot_over_a_table_of_other_times_is_a_session():
    table = "| 時間 | 內容 |\n|--|--|\n| 15:00 | 往飯店 |\n| 18:00 | 晚餐 |\n"
    text = f"# 港口之旅\n\n## 2027/3/9\n\n### 11:00-11:40 漁網\n\n{table}"
    assert [title for *_when, title in read(text).sessions] == ["漁網", "往飯店", "晚餐"]


@pytest.mark.parametrize(
    "table",
    [
        "時刻 | やること | メモ\n--- | --- | ---\n9:45 | 受付 | 入口\n10:20 | 帆船 | カレー\n",
        "| 시간 | 프로그램 | 메모 |\n|-|-|-|\n| 9:45 | 受付 | 로비 |\n| 10:20 | 帆船 | 시트 |\n",
    ],
)
def test_a_column_of_memos_is_about_the_entries_of_a_table(table):
    assert starts(table) == [("09:45", "受付"), ("10:20", "帆船")]


def test_a_column_of_months_and_days_dates_the_rows_below_it():
    rows = "| 3/9(火) | 9:25 | 出発 |\n| | 15:30 | 港 |\n| 3/10(水) | 10:00 | 帆船 |\n"
    note = f"# 報告 2027\n\n| 月日 | 時刻 | 内容 |\n|-|-|-|\n{rows}"
    assert [(date, start) for date, start, _end, _title in read(note).sessions] == [
        ("2027-03-09", "09:25"),
        ("2027-03-09", "15:30"),
        ("2027-03-10", "10:00"),
    ]


@pytest.mark.parametrize("entry", ["~~15:00 Boat ride~~ no wind", "- ~~15:00 Boat ride~~ 工事中"])
def test_what_stands_behind_an_entry_that_is_struck_out_says_why(entry):
    found = read_note(DAY + entry).document.sessions
    assert [(s.title, s.status) for s in found] == [("Boat ride", "cancelled")]


def test_a_hall_over_nothing_but_entries_with_times_is_none_itself():
    text = "## Main hall of boats\n### Maps (9:30–9:50)\n### Nets (9:50–10:40)\n"
    assert starts(text) == [("09:30", "Maps"), ("09:50", "Nets")]


@pytest.mark.parametrize(
    "line",
    [
        "お問い合わせ：港の会（平日10:00〜16:00）",
        "문의: 항구 (10:00~17:00)",
        "오시는길\t버스 1시간 40분 (06:30 첫차)",
        "聯絡方式：港口社（10:00-17:00）",
    ],
)
def test_the_hours_of_whom_to_ask_and_how_to_come_are_nothing_to_do(line):
    assert starts(f"10:00 Walk\n11:00 Tea\n\n{line}\n") == [("10:00", "Walk"), ("11:00", "Tea")]


@pytest.mark.parametrize(
    "lines",
    [
        "3/9 Leave\n3/10 Walk\n3/11 Home\n",
        "参加：佐藤、林\n3/9　Leave\n3/10　Walk\n3/11　Home\n",
    ],
)
def test_lines_of_days_in_a_row_are_a_plan(lines):
    found = read(f"# Port trip 2027\n\n{lines}")
    assert [(date, title) for date, _start, _end, title in found.sessions] == [
        ("2027-03-09", "Leave"),
        ("2027-03-10", "Walk"),
        ("2027-03-11", "Home"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "3/9 寫了信。\n3/10 收到回信。\n3/11 決定了。\n",
        "3/9 Sign up\n3/12 Pay\n3/20 Send the talk\n",
        "3/9 Leave\n3/10 Walk\n",
    ],
)
def test_lines_of_work_or_with_gaps_are_no_plan(lines):
    assert read(f"# Port trip 2027\n\n{lines}").sessions == []
