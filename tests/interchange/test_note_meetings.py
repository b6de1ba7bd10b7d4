"""What notes of meetings, sprints and working groups become: rosters, points, programmes."""

import re

import pytest

from tests.interchange.outlines import read
from tripbook.interchange.note import read_note
from tripbook.interchange.note.line.keys import label_of


def names(text):
    return [name for name, _handle, _organization in read(f"# Port week 2027\n\n{text}").people]


def titles(text):
    return [title for _date, _start, _end, title in read(text).sessions]


def dated_titles(text):
    return [(date, title) for date, _start, _end, title in read(text).sessions]


def starts(text):
    return [(start, title) for _date, start, _end, title in read(text).sessions]


def dates(text):
    return [date for date, _title in read(text).days]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Boats 2027 回顧\n2027/3/9 @ City hall\n\n## good\n- maps\n\n## bad\n- wifi\n",
            "Boats 2027 回顧",
        ),
        ("**Calls of the mill, #4**\n\n9 March 2027\n", "Calls of the mill, #4"),
        ("海港聯席會議\n時間：2027/3/9 14:00\n地點：港務大樓\n", "海港聯席會議"),
        ("Harbour sync\n\nDate: 9 March 2027\nAttendees: Mira, Jonas\n", "Harbour sync"),
        ("港の定例会\n日時：2027/3/9 14:00\n", "港の定例会"),
        ("**會議主題** ：海港會議\n\n**參會人** ：阿海、Mei\n\n### 資料\n\n1. 圖\n", "海港會議"),
        ("Calls of the mill\n\n## 2027-03-09 21:00\nPresent: Ann, Ben\n", "Calls of the mill"),
        ("Present: Ann, Ben\n\n## Maps\n- one\n\n## Boats\n- two\n", "Maps"),
        ("Please write here.\n\n## Maps\n- one\n\n## Boats\n- two\n", "Maps"),
    ],
)
def test_the_first_line_is_the_title_of_a_note_whose_headings_are_its_parts(text, title):
    assert read(text).title == title


@pytest.mark.parametrize(
    "heading", ["下次會議", "下次聚會時間", "Next meeting", "次回", "다음 회의"]
)
def test_the_date_of_the_next_meeting_is_no_day_of_this_one(heading):
    note = f"# 20270310 Port meeting\n\n## Points\n- ropes\n\n## {heading}\n2027/3/17 20:00\n"
    assert dates(note) == ["2027-03-10"]


def test_a_column_of_nicknames_beside_one_of_names_holds_handles():
    note = (
        "# Port week 2027\n\n## 團員\n| 姓名 | 暱稱 |\n|-|-|\n| 王小明 | ming |\n| 李大文 | dw |\n"
    )
    assert read(note).people == [("王小明", "ming", ""), ("李大文", "dw", "")]


def test_a_numbered_point_of_a_meeting_with_a_later_date_is_no_day_of_it():
    note = "# 3/9 港口會議記錄\n時間 | 2027/3/9\n\n## 1. 現況\n\n## 2. 夏日活動（8/24）\n- 碼頭\n"
    assert dates(note) == ["2027-03-09"]


def test_the_programme_under_an_event_with_its_own_date_is_of_that_day():
    note = (
        "# 籌備小聚\n\n時間：2027/2/13 20:00\n\n## 三月船聚\n\n日期 3/14（日），8:30 開門\n\n"
        "### 流程\n\n| 時間 | 內容 |\n|-|-|\n| 09:00 | 報到 |\n| 10:00 | 出港 |\n"
    )
    assert [(date, start, title) for date, start, _end, title in read(note).sessions] == [
        ("2027-03-14", "09:00", "報到"),
        ("2027-03-14", "10:00", "出港"),
    ]


def test_a_timeline_of_clock_times_is_the_programme_of_the_day():
    listed = "# 船聚 2027-03-09\n\n## Timeline\n- 10:00 集合\n- 12:30 午餐\n"
    assert titles(listed) == ["集合", "午餐"]
    milestones = "# 船聚 2027-03-09\n\n## Timeline\n- 2/1 10:00 開放報名\n- 3/1 截止\n"
    assert titles(milestones) == []


def test_parts_of_the_day_in_a_table_hold_times_of_their_own():
    note = (
        "# Port week 2027\n\n| 日期 | 上午 | 下午 |\n|-|-|-|\n"
        "| 3/9 | 抵達 | 14:00 市政廳<br>16:00 碼頭 |\n| 3/10 | 10:00 船塢 | 自由 |\n"
    )
    assert [(date, start, title) for date, start, _end, title in read(note).sessions] == [
        ("2027-03-09", None, "抵達"),
        ("2027-03-09", "14:00", "市政廳"),
        ("2027-03-09", "16:00", "碼頭"),
        ("2027-03-10", "10:00", "船塢"),
        ("2027-03-10", None, "自由"),
    ]


@pytest.mark.parametrize("label", ["會議名稱", "活動主題", "イベント名"])
def test_a_label_in_the_first_lines_gives_the_title(label):
    assert (
        read(f"{label}：港口教育 第二次會議\n時間：2027/3/9 14:00\n").title == "港口教育 第二次會議"
    )


# Times of twelve hours


@pytest.mark.parametrize(
    ("lines", "times"),
    [
        ("10:30 Doors|12:00 Lunch|1:30 Talks|3:00-4:30 Boats", "10:30 12:00 13:30 15:00-16:30"),
        ("9:00 Doors|11:30-1:00 Lunch|5:00 Boats", "09:00 11:30-13:00 17:00"),
        ("20:00 Concert|23:30-1:00 Dance", "20:00 23:30-01:00"),
        ("10:00 Doors|01:30 Night walk", "10:00 01:30"),
        ("22:00 Concert|1:30 Taxi home", "22:00 01:30"),
        ("12:00 Lunch|8:00 Breakfast of the others", "12:00 08:00"),
    ],
)
def test_what_would_begin_before_the_line_above_is_in_the_afternoon(lines, times):
    listed = "".join(f"- {line}\n" for line in lines.split("|"))
    sessions = read(f"# Camp 2027-03-09\n\n## Agenda\n{listed}").sessions
    said = [f"{start[:5]}-{end[:5]}" if end else start[:5] for _d, start, end, _t in sessions]
    assert " ".join(said) == times


def test_the_rows_of_a_table_in_html_go_on_in_the_afternoon():
    times = ["9:00", "12:30", "1:30", "3:00"]
    rows = "".join(f"<tr>\n<td>{time}</td>\n<td>Boats {time}</td>\n</tr>\n" for time in times)
    head = "<tr>\n<th>Time</th>\n<th>Activity</th>\n</tr>\n"
    text = f"# Camp\n\n## 2027-03-09\n\n<table>\n{head}{rows}</table>\n"
    assert [start[:5] for start, _title in starts(text)] == ["09:00", "12:30", "13:30", "15:00"]


@pytest.mark.parametrize(
    ("when", "first"),
    [
        ("7:00–9:30 PM", "19:00"),
        ("19:00-21:30", "19:00"),
        ("19:00", "19:00"),
        ("all day", "07:00"),
        ("13:00", "07:00"),
    ],
)
def test_the_head_puts_all_times_of_an_evening_after_noon(when, first):
    note = f"# Meetup\n\n**When:** 9 March 2027, {when}\n\n## Agenda\n* 7:00 Doors\n* 8:30 Boats\n"
    assert read(note).sessions[0][1][:5] == first


# Rosters


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "## Attendees\n- Ann Lee 9-11\n- Ben Ray - 9,10\n- Cho Kim 10 only\n",
            "Ann Lee, Ben Ray, Cho Kim",
        ),
        ("## Present\n- AL: Ann Lee\n- BR: Ben Ray\n", "Ann Lee, Ben Ray"),
        ("## 報到（請簽到）\n1. 王小明 / 海洋學院\n2. 李大文 / 記者\n3.\n", "王小明, 李大文"),
        ("- 出席：\n  - 港務局：張科長、李專員\n  - 海巡署：王視察\n", "張科長, 李專員, 王視察"),
        ("Participants: ann pm5 cho_k dee\n", "ann, pm5, cho_k, dee"),
        ("Participants: open to everyone who likes boats\n", ""),
        ("簽到: ann|pm5|dee\n", "ann, pm5, dee"),
        ("出席：小明 Ann 阿海\n", "小明, Ann, 阿海"),
        ("## 參加者\n* 小明 工程師\n* Ann 設計師\n* 阿海 公務員\n", "小明, Ann, 阿海"),
        ("## 參加者\n- @小明\n- 阿海 <hai@port.example>\n", "小明, 阿海"),
        ("參加者：小明、Ann、阿海等 12 人\n", "小明, Ann, 阿海"),
        (
            "## 出席名單\n### 政府\n王小明、李大文\n### 社群\n阿海、Ann\n",
            "王小明, 李大文, 阿海, Ann",
        ),
        ("#### 現場\n小明、Ann\n#### 線上\n阿海、Ben\n", "小明, Ann, 阿海, Ben"),
        ("Present: Ann, Ben\nRemote: 阿海\n", "Ann, Ben, 阿海"),
        ("Present: Ann, Ben\nRemote: Jitsi\n", "Ann, Ben"),
        ("Attendees:\nTaiwan - ann, pm5\nKorea - Cho\n", "ann, pm5, Cho"),
        ("Attending: Ann, Ben & Cho. Regrets: Dee\n", "Ann, Ben, Cho"),
        ("## 簽到（暱稱／關鍵字）\n- 阿海／設計、貓\n- ann／python、單車\n", "阿海, ann"),
        ("## 我們這邊\n* 阿海\n* ann\n* Ben Lo\n", "阿海, ann, Ben Lo"),
        ("### 自我介紹\n- 小明：工程師，想畫地圖\n- Ann：在港務局上班\n", "小明, Ann"),
        ("講者\n小明 / 港務局 工程師\nAnn Lee / 獨立記者\n", "小明, Ann Lee"),
        ("## :memo: 簽到 Check-in\n- [x] 阿海 @hai\n- [ ] 小美 (下午到)\n", "阿海, 小美"),
        ("Attendees: Ann Lee, Ben Ray (Port Office), Cho from Port Lab\n", "Ann Lee, Ben Ray, Cho"),
        ("## Check-in\n- Ann\n- Ben\n", "Ann, Ben"),
        (
            "### People\n- **TW**: ann lo, Ben, 小美\n- **JP**: Cho Kim, Dee Ray\n",
            "ann lo, Ben, 小美, Cho Kim, Dee Ray",
        ),
        ("## 與會人\n- Ann\n- 阿海\n- 歡迎加上自己\n", "Ann, 阿海"),
        ("## 9/3\n- 09:00 潮汐（講者：王小明、李大文）\n- 10:00 茶（自備）\n", "王小明, 李大文"),
        ("## 報到\n- 09:00 開門\n- 領名牌\n", ""),
        ("## 参加者\n- B4 中野佑（議事録）\n- M1 佐々木拓真\n", "中野佑, 佐々木拓真"),
        (
            "### 参加者：\n- リアル：林、王小明、佐藤\n- オンライン：高橋、中野\n",
            "林, 王小明, 佐藤, 高橋, 中野",
        ),
        (
            "Everyone is welcome. Roll call:\n\n- Ann / Port Lab / @ann\n- Ben / Mill / @ben\n",
            "Ann, Ben",
        ),
        (
            "**In attendance:** Ann, Ben, Cecilia.\n\n**Facilitator:** **CECILIA**\n",
            "Ann, Ben, Cecilia",
        ),
        ("## 스터디 구성원\n- 김민준\n- 이서연\n", "김민준, 이서연"),
        ("## 참여 기업\n- 항구은행\n- 등대전자\n- 바다물산\n", ""),
        (
            "## Roll call\n### Attending\n- Ann Lee\n- Ben Ray\n\nQuorum reached.\n",
            "Ann Lee, Ben Ray",
        ),
        (
            "Attendees\n* Ann Lee - Port\n* Ben Ray - Mill\nNot attending\n* Cho\n",
            "Ann Lee, Ben Ray",
        ),
        ("Participants: Ann Lee, Harbour Office team\n", "Ann Lee"),
        (
            "| Name | Lab | Present |\n|---|---|---|\n| Ann Lee | Sea | x |\n| Ben | Mill | |\n",
            "Ann Lee",
        ),
        (
            "| Car | Driver | Passengers |\n|---|---|---|\n| 1 | Ann Lee | Ben Ray, Cho Kim |\n",
            "Ann Lee, Ben Ray, Cho Kim",
        ),
        (
            "| Room | Who |\n|---|---|\n| 101 | Ann Lee, Ben Ray |\n| 102 | Cho Kim |\n",
            "Ann Lee, Ben Ray, Cho Kim",
        ),
        ("Who was here: ann, ben & cho\n", "ann, ben, cho"),
        ("## Delegation\n- H.E. Ann Lee, Minister\n- Ms. Ben Ray, Port\n", "Ann Lee, Ben Ray"),
        ("Participants: Ann, Ben, and Cho\n", "Ann, Ben, Cho"),
        ("Present: Ann (Port),\n  Ben (Mill),\n  Cho\nScribe: Ben\n", "Ann, Ben, Cho"),
        (
            "Speakers: Ann Lee (Port),\nBen Ray, and\nCho Kim\n\nBoats, maps\n",
            "Ann Lee, Ben Ray, Cho Kim",
        ),
        ("- Attendees: Ann, Ben,\n  Cho, Dee\n- Notes: see below\n", "Ann, Ben, Cho, Dee"),
        ("Present: Ann, Ben\nTopics, boats\n", "Ann, Ben"),
        ("## Partecipanti\n1. @ann\n2. @ben\n", "ann, ben"),
        ("**Aanwezig:** Ann, Ben\n\n**Afwezig:** Cho\n", "Ann, Ben"),
        ("Peserta: Ani, Budi, Citra\n", "Ani, Budi, Citra"),
        ("Presentes: Ana, João\n\nAusentes: Rui\n", "Ana, João"),
        ("## Présences\n- [x] Ann Lee\n- [x] Ben Ray\n\nExcusés : Cho\n", "Ann Lee, Ben Ray"),
        (
            "## Present\nAnn Lee     Harbour Lab\nBen         Mill, Port\nCho Kim     Mill\n",
            "Ann Lee, Ben, Cho Kim",
        ),
        ("Attendees:\nAnn Lee\tHarbour Lab\nBen Ray\tMill\n", "Ann Lee, Ben Ray"),
        (
            "## Participants\nYou make a page to share your plans, maps, boats.\n- Ann\n- Ben\n",
            "Ann, Ben",
        ),
        ("Speaker: Ann Lee from the Harbour Lab and Open Boats TO\n", "Ann Lee"),
        ("Speakers: Ann Lee from Harbour Lab and Ben Ray\n", "Ann Lee, Ben Ray"),
        ("Speaker: Ann Lee from Harbour Lab and Ben Ray from Mill\n", "Ann Lee, Ben Ray"),
        ("Participants: The Harbour Lab, Ann Lee, The Anh Nguyen\n", "Ann Lee, The Anh Nguyen"),
        (
            "團員\n丁小文　王大明　李阿美\n林玉玲　鄭重山\n",
            "丁小文, 王大明, 李阿美, 林玉玲, 鄭重山",
        ),
        ("## 團員\n丁小文 王大明 李阿美\n林玉玲\n", "丁小文, 王大明, 李阿美, 林玉玲"),
        ("出席：小明、阿海\n　　　小玉、Mei\n", "小明, 阿海, 小玉, Mei"),
        ("學員　　第一組：小明、阿海\n　　　　第二組：小玉、Mei\n", "小明, 阿海, 小玉, Mei"),
        ("出席：小明、Mei、志工三位\n", "小明, Mei"),
        (
            "## 出席\n- 港務局 林專門委員\n- 城市會 廖檢察官\n- 水利署 王科長小花\n",
            "林專門委員, 廖檢察官, 王小花",
        ),
        ("**出席**\n執行長 王小婷\n專案 阿圓、Kiki\n財務 美娟\n", "王小婷, 阿圓, Kiki, 美娟"),
        ("## 參加者自介：暱稱 / 三個 tag\n* mei / 地圖, 船\n* Ann / 新手\n", "mei, Ann"),
        (
            "|| Team | Members |\n|-|-|-|\n|1| Maps | Ann, Ben, Cho |\n|2| Boats | dee, Eva |\n",
            "Ann, Ben, Cho, dee, Eva",
        ),
        ("| 隊名 | 隊員 |\n|-|-|\n| 地圖 | 小明<br>阿海 |\n| 船 | Mei |\n", "小明, 阿海, Mei"),
        ("| Name | Team |\n|-|-|\n| Ann, Port Lab | Maps |\n| Ben Ray | Boats |\n", "Ann, Ben Ray"),
        ("報名：小佳✅ 阿弘✅ Mei✅\n", "小佳, 阿弘, Mei"),
        ("講者：引導師 小安、分享人 阿海\n", "小安, 阿海"),
        (
            "分為 2 組\n1. JavaScript 組：Ann、小明、Cho\n2. Swift 組： Ben、Dee\n",
            "Ann, 小明, Cho, Ben, Dee",
        ),
        ("導讀\n1. p.12-30\n2. 2012 年智利\n", ""),
        ("Speakers\n- Ann & Ben：Boats by the mill\n- Cho: Maps\n", "Ann, Ben, Cho"),
    ],
)
def test_rosters_of_meetings(text, people):
    assert ", ".join(names(text)) == people


@pytest.mark.parametrize(
    ("label", "people"),
    [
        ("参加者（3/9）3名\n  * 佐藤, 鈴木, 高橋", "佐藤, 鈴木, 高橋"),
        ("與會者（港務局）共 3 位\n  * 小明、阿海、Mei", "小明, 阿海, Mei"),
        ("참석자(3/9) 3명\n  * 김민준, 이서연, 박지훈", "김민준, 이서연, 박지훈"),
        ("主辦者 3 名\n  * 小明、阿海、Mei", ""),
        ("徵求參加者 3 名\n  * 司機、攝影、紀錄", ""),
    ],
)
def test_how_many_came_may_stand_after_the_label_of_their_names(label, people):
    assert ", ".join(names(f"* 時間\n  * 2027/3/9\n* {label}\n")) == people


@pytest.mark.parametrize(
    ("label", "people"),
    [
        ("Présents :", "Ann Lee, Cho Kim"),
        ("## Attendance", "Ann Lee, Cho Kim"),
        ("出席：", "Ann Lee, Cho Kim"),
        ("### 참석자", "Ann Lee, Cho Kim"),
        ("## Participants", "Ann Lee, Ben Ray, Cho Kim"),
        ("## 簽到", "Ann Lee, Ben Ray, Cho Kim"),
    ],
)
def test_who_has_an_empty_box_where_the_roll_is_called_was_not_there(label, people):
    roll = f"{label}\n\n- [x] Ann Lee\n- [ ] Ben Ray\n- [x] Cho Kim\n"
    assert ", ".join(names(roll)) == people


def test_where_all_boxes_of_a_roll_are_empty_nobody_is_away():
    assert names("Present:\n\n- [ ] Ann Lee\n- [ ] Ben Ray\n") == ["Ann Lee", "Ben Ray"]


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        (
            "| Role | Contact |\n|-|-|\n| Chair | Ann Lee |\n| Secretary | Ben Ray |\n",
            "Ann Lee, Ben Ray",
        ),
        ("| 職位 | 聯絡人 |\n|-|-|\n| 主席 | 王小明 |\n| 組員 | 林小美 |\n", "王小明, 林小美"),
        (
            "| 役職 | 担当 |\n|-|-|\n| 会長 | 佐藤花子 |\n| 書記 | 鈴木一郎 |\n",
            "佐藤花子, 鈴木一郎",
        ),
        ("| Role | Duty |\n|-|-|\n| Chair | Opens the call |\n| Secretary | Minutes |\n", ""),
    ],
)
def test_names_stand_after_what_people_are_in_a_table_of_those_who_came(rows, people):
    assert ", ".join(names(f"## Participants\n\n{rows}")) == people


# Days and times


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("The camp runs for two days, March 9 and 10.", ["3/9 Day 1", "3/10 Day 2"]),
        ("We meet online on 9 and 10 March 2027, 15:00 UTC.", ["2027-03-09", "2027-03-10"]),
        ("營隊將於 2027 年 3 月 9 日至 10 日舉行。", ["2027-03-09", "2027-03-10"]),
        ("캠프는 2027년 3월 9일~10일에 열립니다.", ["2027-03-09", "2027-03-10"]),
        ("Talks are due from 9 to 10 March 2027.", ["Day 1", "Day 2"]),
        ("Last year we met on 9 and 10 March 2026.", ["Day 1", "Day 2"]),
        ("The hall is ours from 9 to 11 March 2027.", ["Day 1", "Day 2"]),
        ("9-10 March 2027 or 16-17 March 2027 would do.", ["Day 1", "Day 2"]),
    ],
)
def test_counted_days_are_those_that_a_sentence_above_them_names(sentence, days):
    parts = "## Day 1\n- 9:30 Boats\n\n## Day 2\n- 9:30 Maps\n"
    found = read(f"# Port camp\n\n{sentence}\n\n## Place\n\nOld mill\n\n{parts}").days
    assert [date or title for date, title in found] == days


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("9 - 9:20", "09:00", "09:20"),
        ("**9:30–12**", "09:30", "12:00"),
        ("9〜9:30", "09:00", "09:30"),
        ("4:30-5", "16:30", "17:00"),
    ],
)
def test_an_hour_in_a_cell_of_times_needs_no_minutes(cell, start, end):
    text = f"# Camp 2027/3/9\n\n| Time | Title |\n|-|-|\n| 9:00 | Tea |\n| {cell} | Boats |\n"
    assert ("2027-03-09", start, end, "Boats") in read(text).sessions


def test_numbers_in_cells_are_no_times():
    assert titles("# Cup 2027/3/9\n\n| Time | Title |\n|-|-|\n| 2 - 3 | Boats |\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 9:00 - 9:15 PDT Tea\n- 9:15 - 10:00 PDT [Nets](https://a.example)\n", "Tea, Nets"),
        ("- 19:00 UTC：開場\n- 20:00 UTC 地圖\n", "開場, 地圖"),
        ("- 19:00 (JST) 開会\n- 20:00 (JST) 地図\n", "開会, 地図"),
        ("- 19:00-20:00 KST 개회\n- 20:00-21:00 KST 지도\n", "개회, 지도"),
        ("- 9:00 CET exam\n- 10:00 Tea\n", "CET exam, Tea"),
        (
            "| Time | Topic |\n|-|-|\n| 9:00 CET | CET for all |\n| 10:00 CET | Tea |\n",
            "CET for all, Tea",
        ),
    ],
)
def test_the_zone_of_the_times_is_no_word_of_the_titles(text, expected):
    assert ", ".join(titles(f"# Port call 2027/3/9\n\n{text}")) == expected


@pytest.mark.parametrize("remark", ["", " (bring a cup)", "（請帶杯子）", "(컵 지참)"])
def test_a_remark_may_follow_the_time_under_a_title(remark):
    parts = f"### Breakfast\n*8:30 - 9:30*{remark}\n\n### Lunch\n*12:30 - 13:30*\n"
    assert read(f"# Port camp\n\n## 9 March 2027\n\n{parts}").sessions == [
        ("2027-03-09", "08:30", "09:30", "Breakfast"),
        ("2027-03-09", "12:30", "13:30", "Lunch"),
    ]


def test_titles_in_brackets_after_several_times_stay():
    parts = "### Tracks\n9:30-10:00 (Boats)\n10:00-11:00 (Nets)\n"
    assert titles(f"# Port camp\n\n## 9 March 2027\n\n{parts}") == ["(Boats)", "(Nets)"]


# Points of meetings


@pytest.mark.parametrize(
    "time",
    [
        "21:00 (Taipei) / 22:00 (Tokyo)",
        "9pm Taipei time, 10pm Japan time",
        "21:00 TPE | 14:00 CET",
        "21:00",
    ],
)
def test_the_time_of_a_call_is_no_session_nor_are_its_points(time):
    result = read(f"# Calls\n\n## 2027-03-09 {time}\n- boats of the mill\n- a new map\n")
    assert (result.days, result.sessions) == ([("2027-03-09", "")], [])


@pytest.mark.parametrize(
    "text",
    [
        "# Meeting minutes\n\n## 9 March 2027\n- Account info\n- Round of ideas\n",
        "# 港口協會會議記錄\n\n## 2027/3/9\n- 網站\n- 參訪計畫\n",
        "# 運営定例\n\n## 2027/3/9\n- 予算の話\n- 訪問の準備\n",
    ],
)
def test_what_a_note_of_meetings_lists_under_its_days_is_no_session(text):
    assert read(text).sessions == []


def test_a_time_among_entries_is_of_the_title_on_the_next_line():
    text = "# Visit 2027\n\n## 3/9\n9:00 Maps\n10:00 – 11:00\nBoats / Ann\nin the mill\n17:00 Tea\n"
    assert titles(text) == ["Maps", "Boats / Ann", "Tea"]


def test_a_limit_in_an_entry_is_not_its_day():
    text = "# Visit 2027\n\n## 3/9\n- 18:00 Dinner (reserve by 3/2!)\n"
    assert dated_titles(text) == [("2027-03-09", "Dinner (reserve by 3/2!)")]


def test_who_proposes_is_no_room_of_a_table():
    rows = "| 地圖 | Ann | 10:30 |\n| 船 | 小明、Mei | 10:40 |\n"
    text = f"# Night 2027-03-09\n\n| 提案 | 提案人 | 時間 |\n|-|-|-|\n{rows}"
    assert titles(text) == ["地圖", "船"]


def test_a_row_of_a_table_may_say_the_day_of_the_rows_below_it():
    text = (
        "# Talks 2027\n\n| | |\n|-|-|\n| **3/9** | |\n| 9:00-10:00 | Boats |\n| 10:00- | Maps |\n"
    )
    assert dated_titles(text) == [("2027-03-09", "Boats"), ("2027-03-09", "Maps")]


def test_a_table_of_talks_may_stand_in_a_quote_with_short_dates():
    text = (
        "# Camp\n\nDate: 2027/3/9-10\n\n## Classes\n> |日期|講師|課程|\n> |-|-|-|\n"
        "> |0309|Ann|[Boats<br>1](https://example.org)|\n> |0310|Ben|Maps|\n"
    )
    assert dated_titles(text) == [("2027-03-09", "Boats 1"), ("2027-03-10", "Maps")]


def test_who_leads_which_week_is_a_programme_of_talks():
    text = (
        "# Club\n\n## 分工\n|日期|主題|導讀人|\n|-|-|-|\n|2027/3/9|Boats|Ann|\n|2027/3/16|Maps||\n"
    )
    assert dated_titles(text) == [("2027-03-09", "Boats"), ("2027-03-16", "Maps")]


def test_who_came_is_told_by_the_headings_over_what_they_brought():
    result = read(
        "# 2027-03-09 Night\n\n- jonne\n- Flypie\n- Ted Lo\n\n## Jonne\nboats\n\n## FlyPie\nmaps\n"
    )
    assert [person[0] for person in result.people] == ["jonne", "Flypie", "Ted Lo"]
    assert result.sessions == []


@pytest.mark.parametrize(
    "heading",
    [
        "現有參會人員(陸續更新)",
        "現有參加者",
        "目前參加者",
        "參加者（持續更新）",
        "Participants so far",
    ],
)
def test_the_heading_of_a_roster_may_say_that_more_will_come(heading):
    text = f"{heading}\n\n### 阿海\n\n- 愛海的人\n\n### Mei (小梅)\n\n- 寫程式\n"
    assert names(f"## {text}") == ["阿海", "Mei"]


@pytest.mark.parametrize(
    ("roster", "people"),
    [
        ("- 王小明 處長 港務局\n- 林大海 主任 海洋學會\n", "王小明, 林大海"),
        ("- 港務局 王小明 處長\n- 港務局 科長 林大海\n", "王小明, 林大海"),
        ("- 海洋大學 船舶系 王小明 副教授\n- 林大海 特聘教授兼系主任 海洋大學\n", "王小明, 林大海"),
        ("- Ann Lee 教授 海洋大學 船舶系\n- Cho 助理研究員\n", "Ann Lee, Cho"),
        ("港務局王小明處長、林大海理事長、陳主任秘書\n", "王小明, 林大海, 陳主任秘書"),
        ("- 港務局：王小明、林大海\n- 海洋學會：阿海、Mei\n", "王小明, 林大海, 阿海, Mei"),
        ("* 港務局 - 王小明、林大海\n* 海洋學會 - 阿海、Mei\n", "王小明, 林大海, 阿海, Mei"),
        ("* 前端 - YT、Zi\n* 後端 - Rita、Ruby\n", "YT, Zi, Rita, Ruby"),
        ("* Design - Ann, Ben\n* Backend - Cho, Dee\n", "Ann, Ben, Cho, Dee"),
    ],
)
def test_people_stand_among_their_offices_and_units(roster, people):
    assert ", ".join(names(f"## 與會人員\n\n{roster}")) == people


def test_links_of_a_roster_may_have_their_addresses_below():
    text = "## 参加者\n\n- [@ann][] (主催)\n- [Ben][ben]\n\n[@ann]: https://a.example/1\n"
    assert names(f"{text}[ben]: https://a.example/2\n") == ["ann", "Ben"]


def test_a_name_may_stand_there_in_both_languages():
    text = "## Attendees\n1. Hax（開發者） Hax (developer)\n2. 林小安（港務局） Ann Lin (Port)\n"
    assert names(text) == ["Hax", "林小安 Ann Lin"]


@pytest.mark.parametrize(
    "text", ["# 2027 03 09 第四次聚會\n", "# 談話 2027\n- 主持人 小明\n- 節目時間: 3/9 22:00\n"]
)
def test_when_a_meeting_is_may_be_said_with_spaces_or_as_the_time_of_a_show(text):
    assert dates(text) == ["2027-03-09"]


def test_days_of_minutes_may_be_six_digits():
    text = "# Minutes\n\n## 270309\n- [name=Ann] maps\n\n### Next time\n\n## 270302 會議\n- x\n"
    assert (dates(text), titles(text)) == (["2027-03-02", "2027-03-09"], [])


@pytest.mark.parametrize("heading", ["## 3. 下次時間", "## 七、下次會議", "## 4. Next meeting"])
def test_a_counted_part_about_the_next_time_has_no_day(heading):
    assert dates(f"# Mill 2027-03-09\n\n{heading}\n3/23 14:00\n") == ["2027-03-09"]


def test_a_day_that_waits_for_its_plan_has_no_session():
    assert read("# Visit 2027\n\n## 3/9\n- TBD\n\n## 3/10\n- 待定\n").sessions == []


def test_what_a_note_of_a_trip_lists_under_its_days_is():
    assert titles("# Port week\n\n## 9 March 2027\n- Account info\n- Round of ideas\n") == [
        "Account info",
        "Round of ideas",
    ]


# Programmes


def test_a_line_in_italics_over_a_list_is_a_session_of_its_day():
    text = (
        "# Retreat, 9-10 March 2027\n\n## Tuesday, March 9th\n\n"
        "*Reports from the ports (2 hours)*\n"
        "- What was built\n- What went well\n\n*6:30 PM -- Dinner*\n\n"
        "## Wednesday, March 10th (optional)\n"
    )
    assert titles(text) == ["Reports from the ports (2 hours)", "Dinner"]


def test_what_is_in_brackets_does_not_make_an_item_too_long_for_a_session():
    title = "Next big steps for the harbour map (one to two hours in the morning)"
    text = f"# Retreat\n\n## 9 March 2027\n- {title}\n- 11:15 Photo\n"
    assert titles(text) == [title, "Photo"]


@pytest.mark.parametrize("heading", ["Program", "프로그램", "プログラム", "節目"])
def test_a_programme_without_times_lists_the_sessions_of_its_only_day(heading):
    head = "# Evening\n\n- Date: 9 March 2027, 19:00-21:00\n\n"
    text = f"{head}## {heading}\n1. Photo\n2. Names\n3. Maps — Ann\n"
    assert titles(text) == ["Photo", "Names", "Maps — Ann"]


def test_an_agenda_without_times_lists_points_where_its_items_are_nothing_to_do():
    head = "# Web team\n\n- Date: 9 March 2027\n\n## Agenda\n"
    assert titles(f"{head}1. Budget\n2. New logo\n3. Hosting\n") == []
    assert titles(f"{head}1. Welcome\n2. Lunch\n3. Harbour tour\n") == [
        "Welcome",
        "Lunch",
        "Harbour tour",
    ]


def test_a_table_of_talks_has_sessions_though_it_says_no_times():
    table = (
        "| No | Topic | Speaker |\n|---|---|---|\n"
        "| 1 | Open ports | Ann Lee |\n| 2 | Networking | all |\n"
    )
    head = "# 17th meeting\n\n- Date: 2027-03-09 14:00-16:00\n\n"
    assert titles(f"{head}## Agenda\n{table}") == ["Open ports", "Networking"]
    assert titles(f"{head}## Proposals\n{table}") == []


def test_days_with_weekdays_set_off_by_a_dash_head_their_lists():
    text = (
        "# Group meeting\n\n## Agenda items\n* Tuesday - March 9, 2027\n    1. Opening\n"
        "* Wednesday - March 10\n    1. Closure\n"
    )
    assert dated_titles(text) == [
        ("2027-03-09", "Opening"),
        ("2027-03-10", "Closure"),
    ]


def test_work_on_a_task_is_a_session_where_it_has_a_time():
    text = (
        "# Lab day 2027-03-09\n\n## Points\n- 14:00 Opening\n"
        "- 14:20-14:40 Work on task 1\n    - Feedback\n"
    )
    assert titles(text) == ["Opening", "Work on task 1"]


def test_rooms_under_a_time_have_a_session_each():
    text = (
        "# Camp 2027-03-09\n\n## Agenda\n- 10:00 Opening\n- 11:00-12:00\n    - Room A: Ropes\n"
        "    - Room B: Sails\n"
    )
    assert read(text).sessions == [
        ("2027-03-09", "10:00", None, "Opening"),
        ("2027-03-09", "11:00", "12:00", "Ropes"),
        ("2027-03-09", "11:00", "12:00", "Sails"),
    ]


def test_a_title_may_stand_over_the_line_of_its_times():
    text = (
        "# 港の夜 2027-03-09\n\n## タイムテーブル\n18:30〜19:00 開場\n19:00〜19:15 挨拶\n\n"
        "▽2部「交流会」\n19:15〜20:00\n楽しく話しましょう。\n"
    )
    assert read(text).sessions[-1] == ("2027-03-09", "19:15", "20:00", "▽2部「交流会」")


def test_headings_beside_the_table_of_several_days_are_no_sessions():
    text = (
        "# Port F2F\n## 2027 March 9 - 10\n### Hosts and hotels\nA hotel is near.\n"
        "### Agenda\nTime | Topic\n--- | ---\n| **Day 1 - 9 March** |\n| 9:00 - 9:30 | Review\n"
        "| **Day 2 - 10 March** |\n| 9:00 - 10:00 | Talk\n"
    )
    assert dated_titles(text) == [("2027-03-09", "Review"), ("2027-03-10", "Talk")]


def test_empty_rows_of_a_timetable_do_not_hide_its_times():
    text = (
        "# Hackathon 2027-03-09\n\n| Timing UTC/PT | Activity |\n|---|---|\n"
        "| 18:30-18:45 / 11:30am-11:45am | Welcome |\n| 18:45-19:05 / 11:45am-12:05pm | Git |\n"
        "|  /  | |\n|  /  | |\n"
    )
    assert titles(text) == ["Welcome", "Git"]


def test_a_time_by_which_something_is_done_is_no_session():
    head = "# Camp 2027-03-09\n\n## Agenda\n"
    text = f"{head}- 10:00 Walk\n- 11:00 Lunch\n- We leave the hall by 13:30\n"
    assert titles(text) == ["Walk", "Lunch"]


# Dates


def test_about_may_stand_before_a_dotted_time():
    text = "# Lab day 2027-03-09\n\n## Schedule\n\n**12.30** Wrap-up\n\n**ca. 12.45** End\n"
    assert read(text).sessions[-1] == ("2027-03-09", "12:45", None, "End")


def test_deadlines_in_a_table_of_dates_are_no_days():
    text = (
        "# Summit 2027\n\n## Calendar\n| Date | What |\n|---|---|\n"
        "| 1 Feb | Call for talks closes |\n| 9 March | Summit |\n"
    )
    assert dates(text) == ["2027-03-09"]


@pytest.mark.parametrize(
    "text",
    [
        "## Date and location of the workshop\nFrom Tuesday 9 March to Wednesday 10 March.\n",
        "- 해커톤 기간: 2027년 3월 9일 - 10일\n",
        "- 合宿期間：3月9日〜10日\n",
    ],
)
def test_labels_of_dates_may_name_what_takes_place(text):
    assert dates(f"# Port 2027\n\n{text}") == ["2027-03-09", "2027-03-10"]


def test_the_weekdays_of_a_table_are_those_of_the_dates_under_a_heading():
    text = (
        "# Event\n\n## Dates\n\nThe hackathon is on 9-10 March 2027.\n\n## Timetable\n\n"
        "| Day | Start | End | Item |\n|---|---|---|---|\n| Tue | 09:00 | 09:30 | Welcome |\n"
        "| | 12:00 | 13:00 | Lunch |\n| Wed | 12:00 | 13:00 | Lunch |\n"
    )
    assert dated_titles(text) == [
        ("2027-03-09", "Welcome"),
        ("2027-03-09", "Lunch"),
        ("2027-03-10", "Lunch"),
    ]


def test_a_heading_over_dates_may_ask_where_as_well():
    assert dates("# Sprint 2027\n\n## When and where\n- March 9 - March 10\n- Port hall\n") == [
        "2027-03-09",
        "2027-03-10",
    ]


@pytest.mark.parametrize("between", ["Ideas for it:", "各組的想法：", "내용:"])
def test_a_list_in_a_day_of_timed_paragraphs_has_points(between):
    text = (
        "# Port week 2027\n\n## 3/9\n\n**10:00 - 13:00 Boats**\n\nAll of them.\n\n"
        f"**14:30 - 17:30 Nets**\n\nBy hand. {between}\n\n- knots of the north\n- ropes\n\n"
        "**18h00 - Walk**\n\nMeet at the pier.\n"
    )
    assert titles(text) == ["Boats", "Nets", "Walk"]


def test_a_list_on_the_day_after_has_its_things_to_do():
    text = (
        "# Port week 2027\n\n## 3/9\n\n**10:00 Boats**\n\nAll.\n\n**14:30 Nets**\n\n"
        "By hand.\n\n## 3/10\n\n- Visit the mill\n- Lunch\n"
    )
    assert titles(text) == ["Boats", "Nets", "Visit the mill", "Lunch"]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Hans (Mill), Eva (Dock), Tomas (Pier) Rita (Quay)", ["Hans", "Eva", "Tomas", "Rita"]),
        ("Hans (Mill) Jean-Luc (Dock) Petra (Sea)", ["Hans", "Jean-Luc", "Petra"]),
        ("小明（港務局） 阿海（海洋大學），大文（漁會）", ["小明", "阿海", "大文"]),
        (
            "Anna (Nan) Lee (Port), Ben Ray (Mill), Cho Min (Sea)",
            ["Anna Lee", "Ben Ray", "Cho Min"],
        ),
        ("Ana Ruiz y José Gil", ["Ana Ruiz", "José Gil"]),
    ],
)
def test_between_names_a_comma_may_be_missing(line, people):
    assert names(f"Present: {line}\n") == people


@pytest.mark.parametrize(
    "line",
    [
        "**Participantes**: Mentores y mentees pre-registrados",
        "**Participantes**: [Por definir]",
        "Speakers: [TBA]",
        "Intervenants : à confirmer",
        "講者：【未定】",
    ],
)
def test_who_is_not_named_yet_is_nobody(line):
    assert names(f"## 3/9\n\n### 10:00 - 11:00 Boats\n\n- {line}\n") == []


def test_an_office_may_follow_a_name_without_a_comma():
    text = (
        "## Attendees\n\n* Nicholas Reed Boats and Port Care Centre (chair)\n* Colin Hand, Mill\n"
        "* Magnus Hill Government Boat Services\n"
    )
    assert names(text) == ["Nicholas Reed", "Colin Hand", "Magnus Hill"]


@pytest.mark.parametrize(
    "entry", ["Charles Reed University Press Office", "Max Hill Institute Services", "Port Council"]
)
def test_what_is_called_after_somebody_is_nobody(entry):
    assert names(f"## Attendees\n\n* {entry}\n* Colin Hand, Mill\n") in ([], ["Colin Hand"])


@pytest.mark.parametrize(
    "heading", ["Notas logísticas", "Contactos del día", "Logistics", "Contacts", "聯絡方式"]
)
def test_what_to_know_beside_the_plan_is_no_session(heading):
    text = (
        "# Viaje\n\n## 2027/3/9\n\n### 10:00 - 11:00 | Barcos\n\nTodos.\n\n"
        f"### {heading}\n\n- **Ana**: 08:00 pier\n"
    )
    assert titles(text) == ["Barcos"]


@pytest.mark.parametrize("heading", ["All days", "Every day", "每天", "毎日", "매일", "Cada día"])
def test_what_is_on_all_days_is_no_session_but_holds_some(heading):
    text = (
        f"# Port week\n\n## Schedule\n\n### {heading}\n\n- 08:00-09:00 breakfast\n- 12:00 lunch\n\n"
        "### 2027/3/9\n\n- 10:00 boats\n- 11:00 nets\n"
    )
    assert titles(text) == ["breakfast", "lunch", "boats", "nets"]


@pytest.mark.parametrize(
    "rows",
    [
        (
            "Part | Time | Title | Who\n-----|------|-------|----\n"
            "         |13:30~14:00 (30m) | Boats |\nDay one  |14:00 | Nets | Ann Lee\n"
            "         |      | | \n         |  19:10  | Tea | Ben Ray\n"
        ),
        "區 | 時間 | 內容\n--- | --- | ---\n  | 13:30 | Boats\n甲 | 14:00 | Nets\n | 19:10 | Tea\n",
        "| Time | Title |\n|--|--|\n    | 10:00 | no row |\n",
    ],
)
def test_rows_of_a_table_without_outer_bars_may_begin_with_an_empty_cell(rows):
    found = titles(f"# Port day 2027/3/9\n\n## Schedule\n\n{rows}\nEnd.\n")
    assert found == (["Boats", "Nets", "Tea"] if "Boats" in rows else [])


def test_rows_with_bars_on_both_sides_keep_their_cells():
    text = (
        "# Port day 2027/3/9\n\n## Schedule\n\nTime | Title | Who\n--- | --- | ---\n"
        "| 10:00 | Boats | Ann |\n| 11:00 | Nets |\n"
    )
    assert titles(text) == ["Boats", "Nets"]


@pytest.mark.parametrize(
    ("heading", "when"),
    [
        ("행사 일정", "2027년 3월 9일(화) 14:00 ~ 3월 11일(목) 16:20"),
        ("日程", "2027年3月9日（火） 14:00 〜 3月11日（木） 16:20"),
        ("大會日程", "2027/3/9 14:00 ~ 3/11 16:20"),
    ],
)
def test_a_word_for_plans_and_dates_may_stand_over_when_an_event_is(heading, when):
    text = f"# Port\n\n## {heading}\n\n* {when}\n\n## Guide\n\n* Talks of all (3/11 14:00~15:00)\n"
    assert dates(text) == ["2027-03-09", "2027-03-10", "2027-03-11"]
    assert titles(text) == ["Talks of all"]


def test_a_date_written_out_tells_that_the_other_has_its_day_first():
    assert dates("# Group meeting 03/09/2027\n\n- Date: Fr 3rd Sept 2027\n") == ["2027-09-03"]


def test_the_first_heading_is_the_title_though_its_days_stand_in_it():
    head = "## Visit to the port, March 9th-10th 2027\n\n"
    text = f"{head}## Who comes\n- Ann Lee\n- Ben Ray\n\n## Notes\n"
    outlined = read(text)
    assert outlined.title == "Visit to the port, March 9th-10th 2027"
    assert outlined.sessions == []


def test_a_date_in_italics_with_its_weekday_is_no_title():
    assert (
        titles("# Port night 2027\n\n**Meetup**\n\n_Tuesday, March 9, 2027 - 6:45 PM to 8:45 PM_\n")
        == []
    )


def test_the_number_of_a_day_before_its_title_is_no_label():
    text = (
        "# Port visit 2027\n\nMarch 9-10, 2027\n\n## Itinerary\n\n### Day 1: Arrival\n"
        "- Boat to the hotel\n\n### Day 2: Meetings\n- Visit the mayor\n"
    )
    assert dated_titles(text) == [
        ("2027-03-09", "Boat to the hotel"),
        ("2027-03-10", "Visit the mayor"),
    ]


@pytest.mark.parametrize("day", ["2) DAY 1", "2. March 9", "2. 3/9（二）", "2. 第一天"])
def test_the_heading_of_a_day_may_be_counted(day):
    text = f"# Port 2027\n\nMarch 9-10, 2027\n\n## {day}\n\n| Time | What |\n|---|---|\n"
    assert read(f"{text}| 14:00 | Registration |\n").sessions == [
        ("2027-03-09", "14:00", None, "Registration")
    ]


def test_a_cell_of_a_date_may_say_the_time_as_well():
    text = (
        "# 모임\n\n| No | Subject | 날짜 | 장소 |\n|---|---|---|---|\n"
        "| 1 | 제1차 회의 | 2027.2.9. | 항구 |\n"
        "| 2 | 제2차 회의 | 2027.3.9.(화) 16:30~18:00 | 항구 |\n"
    )
    assert ("2027-03-09", "16:30", "18:00", "제2차 회의") in read(text).sessions


@pytest.mark.parametrize("date", ["", "March 9, 2027\n\n"])
def test_people_sign_up_with_a_talk_and_how_long_it_takes(date):
    text = (
        f"# Port night\n\n{date}## Agenda\n\n| Name | Title | Links | Duration (min) |\n"
        "|---|---|---|---|\n| Ann Lee | Open maps | | 10 |\n| Ben Ray | Old boats | | 20 |\n"
    )
    outlined = read(text)
    assert titles(text) == ["Open maps", "Old boats"]
    assert [name for name, *_rest in outlined.people] == ["Ann Lee", "Ben Ray"]


def test_a_heading_may_tell_more_of_a_session_in_the_timetable():
    text = (
        "# 航海の会\n\n日時：2027年3月9日\n\n## プログラム\n\n| 時間 | 内容 |\n|---|---|\n"
        "| 18:00 - 18:10 | 開会式 |\n| 18:10 - 18:20 | 閉会式 |\n\n"
        "## 閉会式\n\n- 司会: 大野 周平\n- 概要: 次の会に向けて\n"
    )
    assert titles(text) == ["開会式", "閉会式"]


def test_when_somebody_came_may_stand_in_brackets():
    assert names("## Attendees\n\n1. Paula\n2. Ben Ray\n3. Fran (joined at 18:30)\n") == [
        "Paula",
        "Ben Ray",
        "Fran",
    ]


@pytest.mark.parametrize("label", ["下次會議", "下次會議時間", "上次會議", "Next meeting"])
def test_another_meeting_on_a_line_of_its_own_is_no_day_of_this_one(label):
    note = f"# Port meeting\n\n時間：2027/3/9 14:00\n{label}：2027/3/23 14:00\n"
    assert dates(note) == ["2027-03-09"]


@pytest.mark.parametrize("head", ["# Port call 2027-03-16\n", "# Port call\n\nDate: 03-16-2027\n"])
def test_what_a_meeting_says_of_an_earlier_day_makes_no_day(head):
    assert dates(f"{head}\n## Discussion points\n\n### 3/9 walk\n- Rain\n") == ["2027-03-16"]
    # A day by itself has minutes.
    text = f"{head}\n## Minutes\n\n### 2027-03-09\n- Rain\n"
    assert sorted(dates(text)) == ["2027-03-09", "2027-03-16"]


def test_a_list_of_titles_with_times_after_them_is_a_programme():
    assert read("# 船聚 2027-03-09\n\n- 集合 9:30\n- 船塢 10:00\n- 午餐 12:30\n").sessions == [
        ("2027-03-09", "09:30", None, "集合"),
        ("2027-03-09", "10:00", None, "船塢"),
        ("2027-03-09", "12:30", None, "午餐"),
    ]
    # Two are no programme, and what does not go on in time is none either.
    assert titles("# 船聚 2027-03-09\n\n- 開門 9:00\n- 關門 17:00\n") == []
    assert titles("# 船聚 2027-03-09\n\n- 甲碼頭 9:00\n- 乙碼頭 8:00\n- 丙碼頭 9:00\n") == []


def test_four_digits_in_the_evening_are_times_and_those_of_a_career_are_years():
    evening = "# 船聚 2027-03-09\n\n## 議程\n1900-1910 集合\n1910-2000 船塢\n"
    assert [(start, end) for _date, start, end, _title in read(evening).sessions] == [
        ("19:00", "19:10"),
        ("19:10", "20:00"),
    ]
    assert titles("# 船聚 2027-03-09\n\n## 議程\n2005-2010 港務局\n2010-2015 碼頭\n") == []


def test_ranges_over_titles_paragraph_after_paragraph_are_a_programme():
    note = "# 船聚 2027-03-09\n\n10:00 - 10:10\n集合\n\n10:10 - 11:00\n船塢\n\n11:00-12:00\n茶\n"
    assert titles(note) == ["集合", "船塢", "茶"]
    assert titles("# 船聚 2027-03-09\n\n10:00 - 16:00\n港邊咖啡\n\n船很多。\n") == []


def test_an_arrow_between_two_times_is_a_range():
    note = "# 船聚 2027-03-09\n\n- 10:00 → 10:30 集合\n- 10:30 → 12:00 船塢\n"
    assert read(note).sessions == [
        ("2027-03-09", "10:00", "10:30", "集合"),
        ("2027-03-09", "10:30", "12:00", "船塢"),
    ]


def test_a_flight_or_a_remark_may_stand_before_the_time():
    note = (
        "# Port week 2027\n\n## 3/9\n- BR192 09:00-12:30 松山→釜山\n- (TBC) 15:00 船塢\n"
        "- Ann Lee 17:00-18:00 可以\n"
    )
    assert read(note).sessions == [
        ("2027-03-09", "09:00", "12:30", "BR192 松山→釜山"),
        ("2027-03-09", "15:00", None, "船塢"),
    ]


def test_a_quote_of_timed_lines_is_a_programme_and_what_somebody_said_is_none():
    assert titles("# 船聚 2027-03-09\n\n> 14:00 集合\n> 15:00 船塢\n") == ["集合", "船塢"]
    assert titles("# 船聚 2027-03-09\n\n> 14:00 集合\n> 大家說好不好？\n") == []


def test_a_list_of_days_in_a_row_is_the_plan_of_a_trip():
    note = "# 2027 釜山參訪\n\n- 3/9 出發\n- 3/10 參訪港務局\n- 3/11 回台灣\n"
    assert read(note).sessions == [
        ("2027-03-09", None, None, "出發"),
        ("2027-03-10", None, None, "參訪港務局"),
        ("2027-03-11", None, None, "回台灣"),
    ]


@pytest.mark.parametrize(
    "steps",
    [
        "- 3/1 海報\n- 3/5 訂船\n- 3/6 買茶\n",
        "- 3/1 報名\n- 3/2 海報\n- 3/3 訂船\n",
        "- 3/1 海報\n- 3/2 訂船\n",
    ],
)
def test_steps_of_work_with_dates_are_no_plan_of_a_trip(steps):
    assert dates(f"# 船聚 2027-03-09\n\n{steps}") == ["2027-03-09"]


@pytest.mark.parametrize(
    "heading",
    ["下次會議 2027/3/23 20:00", "Next meeting: Mar 23, 8pm", "Last week (3/2)", "上次會議（3/2）"],
)
def test_a_heading_of_another_meeting_with_its_date_is_no_day(heading):
    note = f"# 港口會議 2027/3/9\n\n時間：2027/3/9 14:00\n\n## {heading}\n- 碼頭\n"
    assert read(note).days == read(note.split("##")[0]).days
    assert titles(note) == []


def test_headings_of_a_plan_may_end_with_their_time():
    note = "# 船聚 2027-03-09\n\n## 議程\n### 1. 集合 19:00\n茶\n### 2. 船塢 19:10\n小明\n"
    assert [start for _date, start, _end, _title in read(note).sessions] == ["19:00", "19:10"]
    assert titles("# 船聚 2027-03-09\n\n## 交通\n### 末班船 19:00\n茶\n") == []


def test_parts_of_the_day_beside_columns_of_days_are_a_plan():
    note = (
        "# 2027 釜山參訪\n\n| | 3/9 | 3/10 |\n|-|-|-|\n| 上午 | 搭船 | 港務局 |\n"
        "| 下午 | 市政府 | 搭船 |\n"
    )
    assert dated_titles(note) == [
        ("2027-03-09", "搭船"),
        ("2027-03-09", "市政府"),
        ("2027-03-10", "港務局"),
        ("2027-03-10", "搭船"),
    ]


def test_milestones_in_the_plan_of_a_meeting_are_no_days_of_it():
    milestones = "## 時程\n- 3/12 寄信\n- 3/15 訂場地\n- 4/10 工作坊\n"
    assert dates(f"# 港口會議 20270309\n{milestones}") == ["2027-03-09"]
    # With the known day among them they are the plan of several days.
    several = "## 時程\n- 3/9 寄信\n- 3/15 訂場地\n- 4/10 工作坊\n"
    assert dates(f"# 港口會議 20270309\n{several}") == ["2027-03-09", "2027-03-15", "2027-04-10"]


def test_work_on_what_happens_on_another_day_is_a_point_of_the_meeting():
    note = "# 港口會議\n\n時間：2027/3/9 14:00\n\n## 4/10 工作坊籌備\n- 場地\n- 講師\n"
    assert (dates(note), titles(note)) == (["2027-03-09"], [])
    trip = "# 2027 釜山參訪\n\n## 4/9 行前準備\n- 14:00 集合\n\n## 4/10 工作坊\n- 14:00 碼頭\n"
    assert dates(trip) == ["2027-04-09", "2027-04-10"]


@pytest.mark.parametrize(
    "text",
    [
        "# 會議記錄\n\n## 會議一\n日期：{}\n- 繩子\n\n## 會議二\n日期：{}\n- 船\n",
        "# 會議紀錄\n\n### 第一次會議\n\n- 日期：{}\n- 繩子\n\n### 第二次會議\n\n- 日期：{}\n",
        "# Minutes\n\n## Kick-off\n**Date: {}**\n**Topic: ropes**\n\n## Second\n**Date: {}**\n",
        "# 共學記錄\n\n## 討論一\n**時間：{} 19:00**\n\n## 討論二\n**時間：{} 19:00**\n",
    ],
)
def test_each_meeting_of_a_note_of_minutes_has_the_day_under_its_heading(text):
    assert dates(text.format("2027/3/9", "2027/3/16")) == ["2027-03-09", "2027-03-16"]


def test_what_a_meeting_of_a_trip_says_of_another_event_is_no_day():
    note = "# 港口週\n日期：2027/3/9\n\n## 會議紀錄\n### 工作坊\n日期：2027/4/5\n要找場地\n"
    assert dates(note) == ["2027-03-09"]


@pytest.mark.parametrize("text", ["出席者；小明、阿海、Mei", "- 出席者; 小明、阿海、Mei"])
def test_a_semicolon_may_be_a_slip_of_the_colon(text):
    assert names(text) == ["小明", "阿海", "Mei"]


@pytest.mark.parametrize("spoken", ["佐藤さん", "佐藤 様", "佐藤氏", "花ちゃん"])
def test_somebody_named_with_and_without_an_address_is_one(spoken):
    bare = spoken[:2].strip() if spoken.startswith("佐藤") else "花"
    text = f"# 港 2027/3/9\n\n## 参加者\n- {spoken}\n- 鈴木さん\n\n## 発表者\n- {bare}\n- 鈴木\n"
    people = read_note(text).document.participants
    assert [person.name for person in people] == [bare, "鈴木"]


@pytest.mark.parametrize(
    "text",
    [
        "# 會議記錄\n\n## 2027/3/9\n\n### 參與者\n- 小明\n- 阿海\n\n### 討論\n- 繩子\n",
        "# 會議紀錄\n\n## 2027/3/9 籌備會議\n\n### 出席\n小明、阿海\n\n### 缺席\n大文\n",
        "#會議記錄\n\n##**2027年3月9日**\n\n###參與者\n+ 小明\n+ 阿海\n\n###地點\n+ 圖書館\n",
    ],
)
def test_under_a_day_of_the_minutes_a_heading_may_stand_over_those_who_came(text):
    outlined = read(text)
    assert [name for name, _handle, _organization in outlined.people] == ["小明", "阿海"]
    assert (dates(text), outlined.sessions) == (["2027-03-09"], [])


def test_headings_may_be_written_without_their_space():
    text = "#Port walk\n\n##9 March 2027\n\n- 10:00 Walk\n\n###Attendees\n- Ann\n- Ben\n"
    assert read(text) == read(re.sub(r"(?m)^(#+)", r"\1 ", text))
    assert read_note(text).document.trip.title == "Port walk"


def test_a_tag_at_the_top_is_no_title_where_headings_have_their_space():
    assert read_note("#port\n\n# Port walk\n\n## 9 March 2027\n").document.trip.title == "Port walk"


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("時段 | 行程", ["上午 | 參觀港口", "下午 | 散步"]),
        ("時段 | 行程", ["上午 | 參觀港口", "中午前 | 散步"]),
        ("Time | Activity", ["Morning | 參觀港口", "Evening | 散步"]),
    ],
)
def test_a_table_of_parts_of_the_day_is_the_plan_of_its_day(head, rows):
    table = "\n".join(f"| {row} |" for row in [head, "--|--", *rows])
    assert dated_titles(f"# 行程\n\n## 2027/3/9\n\n{table}\n") == [
        ("2027-03-09", "參觀港口"),
        ("2027-03-09", "散步"),
    ]


def test_a_table_of_parts_of_the_day_and_places_is_no_plan():
    assert (
        titles("# 行程\n\n## 2027/3/9\n\n| 時段 | 地點 |\n|-|-|\n| 上午 | 港口 |\n| 下午 | 館 |\n")
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "【出席】小明、阿海、Mei",
        "［出席者］小明、阿海、Mei",
        "〈與會〉 小明、阿海、Mei",
        "出席 - 小明、阿海、Mei",
        "出席->小明、阿海、Mei",
        "與會者=小明、阿海、Mei",
        "出席 小明、阿海、Mei",
        "出席：小明 + 阿海 + Mei",
        "出席：小明、阿海、Mei…",
        "出席：議程組全員、小明、阿海、Mei",
    ],
)
def test_names_after_a_label_that_brackets_arrows_or_dashes_set_off(text):
    note = f"# 港口例會\n\n日期：2027/3/9\n\n{text}\n\n## 討論\n- 船\n"
    people = [name for name, _handle, _organization in read(note).people]
    assert people == ["小明", "阿海", "Mei"]


@pytest.mark.parametrize("text", ["【活動】小明、阿海", "Walk - Ann, Ben", "港口=船、繩子、網"])
def test_other_words_set_off_so_are_no_label(text):
    assert label_of(text) is None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "出席者：\n　東港市 港湾課　山田課長、佐藤主査\n　港大学　鈴木教授\n欠席者：小林\n",
            ["山田課長", "佐藤主査", "鈴木教授"],
        ),
        (
            "Present:\nAnn Lee, Ben Moor\nCarl Ode\nRegrets: Dora\n",
            ["Ann Lee", "Ben Moor", "Carl Ode"],
        ),
        ("出席：\n小明、阿海\n王小華\n請假：林大文\n", ["小明", "阿海", "王小華"]),
    ],
)
def test_lines_under_a_label_hold_one_name_or_several_up_to_who_is_away(text, people):
    assert names(text) == people


@pytest.mark.parametrize("heading", ["やったこと", "話したこと", "決まったこと"])
def test_what_was_done_at_a_meeting_is_no_session(heading):
    assert titles(f"# 港会\n\n## 2027/3/9 20:00〜\n\n### {heading}\n- 海図\n") == []


def test_the_morning_and_noon_are_parts_of_the_day_in_japanese_tables():
    note = "# 港会\n\n## 2027/3/9\n\n|時間|内容|\n|-|-|\n|朝|散歩|\n|10:00|海図|\n|昼|弁当|\n"
    assert titles(note) == ["散歩", "海図", "弁当"]


def test_lines_in_bold_under_who_met_are_points():
    text = (
        "**Port crew call - 2027-3-9**\n\n**Attendees**\n\n* Ann Lee\n* Ben Ray\n\n"
        "**Introductions**\n\n*\n\n**Map tiles**\n\n* New tiles\n* Crew call at 1:00\n"
    )
    assert [name for name, _handle, _organization in read(text).people] == ["Ann Lee", "Ben Ray"]
    assert [date for date, _title in read(text).days] == ["2027-03-09"]
    assert titles(text) == []


@pytest.mark.parametrize("heading", ["Last hackathon in Tainan", "Previous summit", "上次黑客松"])
def test_what_was_before_is_no_day(heading):
    text = f"## Port hackathon crew\n\n2027/3/9 at City hall\n\n### {heading}\n\n2026/3/8 at Port\n"
    assert [date for date, _title in read(text).days] == ["2027-03-09"]


@pytest.mark.parametrize("heading", ["Roles", "役割分担", "역할"])
def test_who_does_what_is_no_talk(heading):
    assert titles(f"# Port week 2027/3/9\n\n## {heading}\n\n- 司会: Mira\n- 受付: Ben\n") == []


@pytest.mark.parametrize("which", ["第1回", "Meetup 3", "#3"])
def test_talks_with_speakers_are_sessions_of_a_day_that_is_only_counted(which):
    text = (
        f"# Map club\n\n# 予定\n\n## {which} (2027/03/09)\n\n"
        "- 港の話をします。(鈴木さん、10-15分)\n- Boats by night (Ben Ray, 20 min)\n- Ports\n"
    )
    talks = ["港の話をします。", "Boats by night", "Ports"]
    assert dated_titles(text) == [("2027-03-09", title) for title in talks]
    assert read(text).days == [("2027-03-09", which)]


@pytest.mark.parametrize(
    "text",
    [
        "海港研討會將於 **2027年3月9日** 舉行，請於 **3月1日（週一）** 前報名。",
        "研讨会将于2027年3月9日举行；请于2月22日（周一）前注册。",
        "This is the page of the port forum in Kobe on 9 March 2027. Please register by 1 March.",
        "Welcome to the port forum on 9 March 2027! Talks are due by 1 March 2027.",
    ],
)
def test_a_sentence_may_say_when_an_event_is_and_until_when_to_register(text):
    assert [date for date, _title in read(f"# Port forum\n\n{text}\n").days] == ["2027-03-09"]
    twice = f"# 海港研討會 2027年3月\n# Port forum, March 2027\n\n{text}\n"
    assert [date for date, _title in read(twice).days] == ["2027-03-09"]


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("There will also be a **map day** on 8-9 March (Monday and Tuesday).", ["08", "09", "10"]),
        ("A workshop will be held on Tuesday, 9 March.", ["09", "10"]),
        ("Please arrive on Tuesday, 9 March.", ["10"]),
        ("There will be a party on Tuesday, 16 March.", ["10"]),
        ("There will be a party on Friday, 9 March.", ["10"]),
    ],
)
def test_what_is_held_right_before_or_after_an_event_has_its_days(sentence, days):
    text = f"# Port group meeting\n\nWe meet on Wednesday, 10 March 2027, at 9:30.\n\n{sentence}\n"
    assert [date for date, _title in read(text).days] == [f"2027-03-{day}" for day in days]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("# 회의록\n\n일시: 27.03.25(목) 20:00\n참석자: 김민준, 이서연\n", "2027-03-25"),
        ("# 회의록\n\n## 27.03.25\n\n- 지도\n", "2027-03-25"),
        ("# 會議紀錄 27.03.25\n\n出席：小明、阿海\n", "2027-03-25"),
        ("# 會議紀錄\n\n## 27/03/09\n\n出席：小明、阿海\n", "2027-03-09"),
        ("# 會議紀錄\n\n## 27/03/25\n\n出席：小明、阿海\n", "2027-03-25"),
        ("# Crew notes\n\nDate: 15.04.25\nPresent: Ann, Ben\n", "2025-04-15"),
        ("# Crew notes\n\nDate: 15/04/25\nPresent: Ann, Ben\n", "2025-04-15"),
    ],
)
def test_a_short_year_is_first_in_notes_of_east_asia(text, day):
    assert [date for date, _title in read(text).days] == [day]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("**Membres du bureau :**\nAnna Tamm,\nBen Ray\n", "Anna Tamm, Ben Ray"),
        ("**Invités :**\nAnna Tamm,\nBen Ray\n", "Anna Tamm, Ben Ray"),
        ("Mitglieder des Vorstands: Anna Tamm, Ben Ray\n", "Anna Tamm, Ben Ray"),
        ("**Invitadas:**\nAnna Tamm\nCho Kim\n", "Anna Tamm, Cho Kim"),
    ],
)
def test_members_and_guests_are_people_in_other_languages_of_europe(text, people):
    assert ", ".join(names(text)) == people


@pytest.mark.parametrize(
    ("group", "more"),
    [
        ("**Treasurers:**\nCho Kim, Dee Fox\n", ["Cho Kim", "Dee Fox"]),
        ("**Chargés de mission** :\nCho Kim,\nDee Fox\n", ["Cho Kim", "Dee Fox"]),
        ("**學生代表：**\n林小玉、周小美\n", ["林小玉", "周小美"]),
        ("**書記：**\n佐藤花子、鈴木一郎\n", ["佐藤花子", "鈴木一郎"]),
        ("**Absent:**\nCho Kim, Dee Fox\n", []),
        ("**Sponsors:**\nCho Kim, Dee Fox\n", []),
        ("**Topics:**\nHarbour Maps, Mill Data\n", []),
        ("**Copie à :**\nCho Kim, Dee Fox\n", []),
    ],
)
def test_groups_right_under_a_roster_are_of_those_who_came_too(group, more):
    assert names(f"**Present:**\nAnna Tamm, Ben Ray\n\n{group}") == ["Anna Tamm", "Ben Ray", *more]


@pytest.mark.parametrize(
    ("entry", "people"),
    [
        ("Andrew Port and Cho Kim", ["Andrew Port", "Cho Kim"]),
        ("Anna Tamm et Ben Ray", ["Anna Tamm", "Ben Ray"]),
        ("王小明 和 陳大文", ["王小明", "陳大文"]),
        ("Anna and Ben", ["Anna", "Ben"]),
        ("Open Data and Open Maps", ["Open Data and Open Maps"]),
    ],
)
def test_two_people_may_stand_in_one_item_with_a_word_between(entry, people):
    assert names(f"## Attendees\n\n- Dee Fox\n- {entry}\n") == ["Dee Fox", *people]


def test_entries_of_a_roster_may_end_with_a_full_stop():
    text = "## Attendees\n\n- Dee Fox (Tue-Fri).\n- Anna Tammet.\n- Max Moor Jr.\n- Ann L.\n"
    assert names(text) == ["Dee Fox", "Anna Tammet", "Max Moor Jr.", "Ann L."]


def test_links_of_a_book_to_the_pages_of_people_are_their_names():
    text = "## Presentes\n\n{doc}`@kai <people/kai>`, {doc}`Mei Sol <people/mei>`\n"
    assert names(text) == ["kai", "Mei Sol"]


def test_parts_about_how_to_join_are_nobody():
    parts = "### In-Person\n\nBring a map.\n\n### Online Resources\n\nNone yet.\n"
    assert names(f"## Joining Information\n\n{parts}") == []
    assert names("## Attendees\n\n### Anna Tamm\n\nMaps.\n\n### Online Resources\n\nNone.\n") == [
        "Anna Tamm"
    ]


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011", "\u2012", "\u2212", "－"])
@pytest.mark.parametrize(
    "text", ["Date: {}\n", "## Cuando\n\nSerá el {}.\n", "## ¿Cúando?\n\n`{}T10:30:00Z`\n"]
)
def test_dates_may_have_rare_hyphens(hyphen, text):
    written = text.format(f"2027{hyphen}03{hyphen}09")
    assert [date for date, _title in read(f"# Port party\n\n{written}").days] == ["2027-03-09"]


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Our crew meets the week of March 8th, 2027 in the port.", ["2027-03-08", "2027-03-09"]),
        ("We meet in the week of 10 March 2027.", ["2027-03-08", "2027-03-09"]),
        ("We meet in the week of Sunday 7 March 2027.", ["2027-03-08", "2027-03-09"]),
        ("Treffen in der Woche vom 8. März 2027.", ["2027-03-08", "2027-03-09"]),
        ("我們 2027/3/8 那週在港口見面。", ["2027-03-08", "2027-03-09"]),
        ("2027年3月8日の週に港で集まります。", ["2027-03-08", "2027-03-09"]),
        ("2027년 3월 8일 주에 만납니다.", ["2027-03-08", "2027-03-09"]),
        ("The next meeting is in the week of 8 March 2027.", []),
        ("Registration closes in the week of 8 March 2027.", []),
        ("We talked on 8 March 2027 about the week before.", []),
    ],
)
def test_a_week_that_is_named_by_a_day_dates_its_weekdays(sentence, days):
    plan = "# Schedule\n\nMonday\n\n- 10:00 Maps\n- 11:00 Boats\n\nTuesday\n\n- 10:00 Mills\n"
    found = read(f"{sentence}\n\n{plan}").days
    assert [date for date, _title in found if date] == days


@pytest.mark.parametrize(
    ("event", "days"),
    [
        ("February 5-6, 2027", ["2027-02-05", "2027-02-06"]),
        ("5.–6. Februar 2027", ["2027-02-05", "2027-02-06"]),
        ("2027年2月5日-6日", ["2027-02-05", "2027-02-06"]),
        ("5 February and 2 May 2027", ["2027-02-05", "2027-05-02", "2027-06-02"]),
    ],
)
def test_columns_of_days_have_the_day_first_where_the_event_says_so(event, days):
    table = "| | 5/2 | 6/2 |\n|---|---|---|\n| 9.00 | Doors | Doors |\n| 10.00 | Maps | Mills |\n"
    found = read(f"# Mill group\n\nDate: {event}\n\n## Schedule\n\n{table}").days
    assert [date for date, _title in found] == days


@pytest.mark.parametrize("mark", ["**", "_", "*"])
def test_days_in_a_row_that_are_emphasized_after_a_day_are_days(mark):
    days = [
        "{m}8 March 2027{m}\n\n- 9:30 Doors\n- 10:00 Maps\n",
        "{m}9-10 March 2027{m}\n\n- 9:30 Doors\n- 10:00 Mills\n",
    ]
    found = read("# Mill group\n\n## Schedule\n\n" + "\n".join(days).format(m=mark))
    assert [date for date, _title in found.days] == ["2027-03-08", "2027-03-09", "2027-03-10"]
    assert ("2027-03-09", "Mills") in [(date, title) for date, _a, _b, title in found.sessions]


@pytest.mark.parametrize(
    ("title", "hour"),
    [
        ("Map night 2027-03-09", 18),
        ("9 March 2027 #boatnight", 18),
        ("Evening of maps 2027-03-09", 18),
        ("地圖之夜 2027/3/9", 18),
        ("地図ナイト 2027/3/9", 18),
        ("지도의 밤 2027/3/9", 18),
        ("Night bus to the port 2027-03-09", 6),
        ("Overnight camp 2027-03-09", 6),
        ("Map day 2027-03-09", 6),
    ],
)
def test_times_of_an_evening_may_lack_their_half_of_the_day(title, hour):
    text = f"# {title}\n\n## Agenda\n\n- 6:30 Soup\n- 7:00 Maps\n"
    assert starts(text) == [(f"{hour:02}:30", "Soup"), (f"{hour + 1:02}:00", "Maps")]
    assert starts(text.replace("Soup", "Breakfast"))[0] == ("06:30", "Breakfast")


@pytest.mark.parametrize(
    ("rows", "sessions"),
    [
        ("| 02:00 | Vancouver |\n| 10:00 | London |\n| 05:00 | Mill bay |\n", 0),
        ("| 09:00 | 台北 |\n| 10:00 | 東京 |\n", 0),
        ("| 10:00 | 서울 |\n| 01:00 | UTC |\n", 0),
        ("| 09:00 | Paris |\n| 12:00 | Brussels |\n", 2),
        ("| 09:00 | 台北 |\n| 12:00 | 台中 |\n", 2),
        ("| 09:00 | Old mill |\n| 17:00 | Port |\n", 2),
    ],
)
def test_a_table_of_one_moment_in_several_places_is_no_programme(rows, sessions):
    text = f"# Call 2027-03-09\n\n## Schedule\n\n| Time | Location |\n|---|---|\n{rows}"
    assert len(read(text).sessions) == sessions


def test_halves_of_a_day_before_what_is_done_are_no_part_of_it():
    plan = "- AM: Old maps\n- AM/PM: Boats\n- 4-6pm: Tea\n"
    assert starts(f"# Maps\n\n## Schedule\n\n### 9 March 2027\n\n{plan}") == [
        (None, "Old maps"),
        (None, "Boats"),
        ("16:00", "Tea"),
    ]


@pytest.mark.parametrize(
    ("front", "days"),
    [
        ("date: 2027-02-02\nstart_time: 2027-03-12 13:00:00 +0900", ["2027-03-12"]),
        (
            "date: 2027-02-02\nstart: 12.03.2027\nend: 14.03.2027",
            [f"2027-03-{n}" for n in (12, 13, 14)],
        ),
        ("date: 2027-03-12\nstart: 10:00\nplace: Port", ["2027-03-12"]),
        ("date: 2027-02-02", []),
        ("start: 2027-03-12\nend: 2029-03-12", []),
    ],
)
def test_the_front_matter_may_say_when_an_event_begins_and_ends(front, days):
    assert dates(f"---\ntitle: Port party\n{front}\n---\n\n## Hello\n\nHi.\n") == days


def test_weekdays_are_those_after_the_start_in_the_front_matter():
    front = "---\ntitle: Camp\nstart: 12.03.2027\n---\n"
    text = f"{front}\n## Freitag\n- 18:00 Boot\n\n## Samstag\n- 9:00 See\n"
    assert dates(text) == ["2027-03-12", "2027-03-13"]


def test_the_front_matter_may_say_the_year():
    assert dates("---\ntitle: Agenda\nyear: 2027\n---\n\n## Tuesday March 9\n- 10:00 Walk\n") == [
        "2027-03-09"
    ]


@pytest.mark.parametrize(
    "remark", ["all times are local to Kobe: JST, UTC+0900", "times in UTC+09:00"]
)
def test_a_remark_on_times_after_a_day_is_no_session(remark):
    text = f"# Camp\n\n## Monday ({remark})\n\n### Morning\n\n9:00-10:00 Boats\n"
    assert titles(text) == ["Boats"]


@pytest.mark.parametrize(
    "item",
    [
        "Visit (https://a.example/)",
        "Visit（https://a.example/）",
        "Visit, https://a.example/",
        "Visit [https://a.example/]",
    ],
)
def test_nothing_of_what_stood_around_an_address_is_left_in_a_title(item):
    assert titles(f"# Port week\n\n## 2027/3/9\n- 10:00 {item}\n- 11:00 Walk\n") == [
        "Visit",
        "Walk",
    ]


@pytest.mark.parametrize("word", ["Meet up ", "聚會 ", "會議：", "모임 "])
def test_a_line_may_say_that_there_was_a_meeting_on_a_day(word):
    text = f"# Boat club\n\n{word}20270309\n\n* boats\n\n{word}2027/4/12\n\n* nets\n"
    assert (dates(text), titles(text)) == (["2027-03-09", "2027-04-12"], [])


def test_points_about_what_is_on_another_day_are_no_day():
    text = "# 小組會議\n\n時間：2027/3/9 20:00~21:40\n\n## 3/10(三) 導師會議討論事項\n\n* 資料\n"
    assert (dates(text), titles(text)) == (["2027-03-09"], [])


@pytest.mark.parametrize("gap", ["\t", "\t\t", "  ", "\u3000"])
def test_a_gap_may_stand_after_a_label(gap):
    text = (
        f"學生會例會\n===\n\n會議時間{gap}116年3月9日 (星期二) 下午二時\n\n"
        f"會議主持人{gap}王會長大明\n\n出席人員{gap}林副會長小安、陳大海\n\n"
        f"未到人員{gap}李小美\n\n### 活動部\n\n"
        "- 3/10(三)17:30召開行前會議。\n- 3/14(日)17:30也召開行前會議。\n- 宣傳\n"
    )
    assert (dates(text), titles(text)) == (["2027-03-09"], [])
    assert [person[0] for person in read(text).people][-2:] == ["林小安", "陳大海"]


def test_points_of_those_who_work_together_are_no_sessions():
    text = "## 2027.03.09(二)\n\n1. 我們做了什麼?\n    - 海圖\n2. 接下來要做的事情\n3. 其他\n"
    assert (dates(text), titles(text)) == (["2027-03-09"], [])


def test_days_may_be_written_in_chinese_numerals():
    text = "# 參訪 2027\n\n三月九日（二）\n\n- 09:00 集合\n\n三月十日\n\n- 09:00 博物館\n"
    assert dated_titles(text) == [("2027-03-09", "集合"), ("2027-03-10", "博物館")]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("參與者：小安 (@an) | 阿海（港務局）| Mei", "小安, 阿海, Mei"),
        ("參與者：[name=小安] [name=阿海]", "小安, 阿海"),
        ("參與者：小安@海洋學會、Bess@OCF、Ann@Harbour Lab", "小安, Bess, Ann"),
    ],
)
def test_people_may_stand_between_bars_after_signs_or_before_where_they_are_from(line, people):
    assert ", ".join(names(f"{line}\n")) == people


@pytest.mark.parametrize("title", ["# 海洋營 3/9-3/10", "# 海洋營\n\n日期：3/9-3/10", "# 3/9-3/10"])
@pytest.mark.parametrize("year", ["", "2027/"])
def test_counted_days_are_those_in_a_row_above_them(title, year):
    text = f"{title}\n\n# 第一天\n- 09:00 報到\n\n# 第二天\n- 09:00 出海\n".replace(
        "3/9", f"{year}3/9"
    )
    found = read(text)
    dates = ["2027-03-09", "2027-03-10"] if year else [None, None]
    assert [date for date, _title in found.days] == dates
    assert [(day, title) for day, _start, _end, title in found.sessions] == [
        (dates[0], "報到"),
        (dates[1], "出海"),
    ]


def test_the_first_heading_of_equals_is_the_title_though_it_says_the_days():
    text = (
        "# Boats, Kobe, March 9 - 10 2027\n\nParticipants\n====\nAnn Lee, Port\nBen Ray, City\n\n"
        "Day 1\n====\n9:00 am: Keynote\n1:00 pm: Lunch\n\nDay 2\n====\n9:00 am: Demos\n"
    )
    found = read(text)
    assert found.title == "Boats, Kobe, March 9 - 10 2027"
    assert found.days == [("2027-03-09", "Day 1"), ("2027-03-10", "Day 2")]
    assert [name for name, *_rest in found.people] == ["Ann Lee", "Ben Ray"]
    assert titles(text) == ["Keynote", "Lunch", "Demos"]


@pytest.mark.parametrize(
    "text",
    [
        "10:00-10:30 大會議室\nBoats\n\n11:00 Room 2\nNets\n",
        "### 10:00-10:30 大會議室\nBoats\n\n### 11:00 Room 2\nNets\nhttps://a.example/\n",
        "- 10:00-10:30 R2\n  Boats\n- 11:00 Room 2\n  Nets\n",
    ],
)
def test_a_room_may_stand_beside_the_time_over_a_title(text):
    assert titles(f"# Port week\n\n## 2027/3/9\n\n{text}") == ["Boats", "Nets"]


@pytest.mark.parametrize(
    "below", ["", "這裡會先說明今天要做什麼，然後大家再分組討論。\n", "講者：阿海\n"]
)
def test_a_room_is_the_title_where_none_stands_below(below):
    text = f"# 年會\n\n## 2027/3/9\n\n### 10:00 大會議室\n{below}\n### 11:00 午餐\n"
    assert titles(text) == ["大會議室", "午餐"]


def test_pads_right_under_the_title_of_the_notes_of_an_event_are_sessions():
    pads = {"珊瑚怎麼養": "https://hackmd.io/1", "Open the boats": "https://hackmd.io/2"}
    pads["資料怎麼開"] = "https://hackmd.io/3"
    lines = "".join(f"{title}\n{url}\n" for title, url in pads.items())
    items = "".join(f"- [{title}]({url})\n" for title, url in pads.items())
    for text in (lines, items):
        assert titles(f"# 海洋年會共筆 2027/3/9\n\n{text}") == list(pads)
        assert titles(f"# 海洋會議 2027/3/9\n\n{text}") == []


def test_counted_points_of_a_meeting_that_name_a_day_are_none():
    text = (
        "# 0309 海洋小組例會 2027\n\n出席：小安、阿海\n\n### 1. 網站\n- 改版\n\n"
        "### 2. 4/10 小聚\n- 14:00-17:00 場地\n\n### 3. 參訪 5/6-5/9\n- 機票\n"
    )
    assert (dates(text), titles(text)) == (["2027-03-09"], [])


def test_counted_headings_that_all_name_a_day_are_days():
    text = "# 例會 2027\n\n### 1. 3/9 例會\n- 網站\n\n### 2. 3/16 例會\n- 場地\n"
    assert dates(text) == ["2027-03-09", "2027-03-16"]


def test_the_head_of_an_event_may_be_indented_as_code_is():
    text = (
        "# Agenda of the port crew\n\n    on: 04 - 06 June 2027\n"
        "    Time: 10:00 till 17:00 on 4 June\n    Location:\n        Old mill\n\n"
        "1. Opening\n\nRun it:\n\n    date: 2027-07-01\n    boats = 3\n"
    )
    assert dates(text) == ["2027-06-04", "2027-06-05", "2027-06-06"]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        (
            "Asisten a la reunión: [Ana Ruiz](https://a.example/), Nala y Eva",
            "Ana Ruiz, Nala, Eva",
        ),
        ("Referentinnen: Anna Berg, Eva Moe", "Anna Berg, Eva Moe"),
        (
            "Asisten: Ana Ruiz, Eva Moe, y [Nala](https://a.example/).",
            "Ana Ruiz, Eva Moe, Nala",
        ),
        ("Anwesend: Ana Ruiz, Eva Moe, und Nala", "Ana Ruiz, Eva Moe, Nala"),
        ("In: Menlo Park, California, USA", ""),
        ("参加者：神谷先生、山田、鈴木", "神谷, 山田, 鈴木"),
        ("出席：王小明先生、陳先生、歐陽先生、林大海女士", "王小明, 陳先生, 歐陽先生, 林大海"),
    ],
)
def test_people_stand_after_these_labels_and_before_how_they_are_called(line, people):
    assert ", ".join(names(f"{line}\n")) == people


@pytest.mark.parametrize(
    "roster",
    [
        "- 港務局：王小明、林大海\n- 海洋學會：阿海、Mei\n",
        "港務局：王小明、林大海\n海洋學會：阿海、Mei\n",
    ],
)
def test_people_after_their_unit_are_from_there(roster):
    found = read(f"# 論壇 2027\n\n## 與會人員\n\n{roster}")
    assert [(name, unit) for name, _handle, unit in found.people] == [
        ("王小明", "港務局"),
        ("林大海", "港務局"),
        ("阿海", "海洋學會"),
        ("Mei", "海洋學會"),
    ]
    assert found.description == ""


def test_what_stands_under_those_who_came_on_a_day_was_talked_about():
    came = "- jonne\n- Flypie\n- Ted Lo\n"
    text = f"# 2027-03-09 Boat night\n\n{came}\n##\n\n- Compile the `.sea` files\n"
    assert (dates(text), titles(text)) == (["2027-03-09"], [])


def test_headings_of_a_date_alone_may_be_those_who_brought_something():
    heads = ["tsaid", "WillyLo", "philz", "Carl"]
    text = "# 2027-03-09\n\n" + "".join(
        f"## {head}\n\n- https://a.example/{head}\n\n" for head in heads
    )
    assert (dates(text), titles(text)) == (["2027-03-09"], [])
    trip = text.replace("philz", "Lunch").replace("Carl", "Dinner")
    assert len(titles(trip)) == 4


@pytest.mark.parametrize(
    "title",
    ["專案筆記 2027", "開發日誌", "工作日誌", "開発日誌", "개발 일지", "Dev log", "海洋小組週報"],
)
def test_what_a_log_of_work_lists_under_its_days_are_no_sessions(title):
    text = f"# {title}\n\n## 2027/3/9\n- 完成文件\n- 海圖\n\n## 2027/3/10\n- 更新海圖\n"
    assert (dates(text), titles(text)) == (["2027-03-09", "2027-03-10"], [])


@pytest.mark.parametrize("title", ["首爾旅行日誌", "Trip 2027"])
def test_what_a_travel_diary_lists_under_its_days_are_sessions(title):
    text = f"# {title}\n\n## 2027/3/9\n- 博物館\n- 河岸散步\n"
    assert titles(text) == ["博物館", "河岸散步"]


@pytest.mark.parametrize(
    "line",
    [
        "今天討論了三件事：",
        "We talked about:",
        "Today we discussed three things:",
        "話したこと：港",
    ],
)
def test_what_was_talked_about_on_a_day_are_no_sessions(line):
    text = f"# Boats\n\n## 2027/3/9\n\n{line}\n\n1. 資料格式\n2. 授權方式\n"
    assert (titles(text) == []) is (line != "話したこと：港")


def test_what_is_or_was_on_another_day_is_no_session_of_a_meeting():
    points = "- 3/5 14:00-15:00 當機\n- 3/20 19:00-21:00 小聚 @ 港口\n"
    workshop = "### 工作坊\n- 時間：3/27 13:00-17:00\n- 講師：王小安\n"
    outline = read(f"# 2027-03-09 港口例會\n\n## 討論\n\n{points}\n{workshop}")
    assert (outline.sessions, [date for date, _title in outline.days]) == ([], ["2027-03-09"])
    assert outline.people == []


def test_dates_to_prepare_an_event_are_no_days_of_the_meeting_that_prepares_it():
    dates = "- 1/15 簽約\n- 2/1 開放報名\n- 3/6-3/7 活動\n"
    text = f"# 港口黑客松籌備 第三次會議 2027/1/9\n\n出席：陳小安、林大海\n\n## 時程\n\n{dates}"
    assert [date for date, _title in read(text).days] == ["2027-01-09"]


def test_what_a_moderator_said_is_nobody():
    text = (
        "# 港口論壇\n\n2027/3/9\n\n**主持人**：大家好\n**林大海**：海圖很重要\n**主持人**：謝謝\n"
    )
    assert read(text).people == []


@pytest.mark.parametrize("heading", ["服務時間", "Opening hours", "營業時間"])
def test_when_something_is_open_is_no_programme(heading):
    text = f"# 海港館 2027/3/9\n\n## {heading}\n\n- 平日 9:00-17:00\n- 假日 10:00-16:00\n"
    assert read(text).sessions == []


@pytest.mark.parametrize("group", ["第一組", "Group 1", "A 桌"])
def test_a_group_that_talked_together_is_no_session(group):
    text = (
        "# 海港會議 2027-03-09\n\n## 議程\n\n1. 13:30 開場\n2. 14:00 分組討論\n\n## 分組討論\n\n"
        f"### {group}\n\n桌長：陳小安\n\n- 海圖\n"
    )
    assert [title for *_when, title in read(text).sessions] == ["開場", "分組討論"]


def test_times_in_what_was_wrong_are_no_programme():
    rows = "| 報到 | 9:00 太早 | 改 9:30 |\n| 午餐 | 12:00 不夠 | 多訂 |\n"
    text = f"# 海港檢討 2027/3/9\n\n| 項目 | 說明 | 改善 |\n|--|--|--|\n{rows}"
    assert read(text).sessions == []


def test_a_day_may_stand_in_four_digits_behind_the_name_of_a_meeting():
    groups = "## 議程組\n\n- 3/15 徵稿\n- 講者 12 人確認\n\n## 場務組\n\n- 場地 5/8-5/9 訂好\n"
    outline = read(f"# 2027 海港年會 總籌週會 0309\n\n出席：總召小安、議程 阿海\n\n{groups}")
    assert ([date for date, _title in outline.days], outline.sessions) == (["2027-03-09"], [])
    assert [name for name, _handle, _unit in outline.people] == ["小安", "阿海"]


def test_meetings_that_are_counted_may_stand_in_lines_with_their_dates():
    text = (
        "# 海港讀書會\n\n第 1 次 2027/3/9 海圖 第一章\n第 2 次 2027/3/23 海圖 第二章\n"
        "第 3 次 2027/4/6 漁網\n"
    )
    assert read(text).sessions == [
        ("2027-03-09", None, None, "海圖 第一章"),
        ("2027-03-23", None, None, "海圖 第二章"),
        ("2027-04-06", None, None, "漁網"),
    ]


@pytest.mark.parametrize(
    "first", ["大家好", "Hi all,", "請先看這份文件。", "皆さん、お世話になります"]
)
def test_what_a_letter_begins_with_is_no_title(first):
    document = read_note(f"{first}\n時間：2027/3/9 14:00\n", name="port.md").document
    assert document.trip.title == "port"


@pytest.mark.parametrize(
    "text",
    [
        "準備\n- 場地：阿海\n- 器材：小明\n流程\n13:00 報到\n13:30 海圖\n",
        "- Bring a cup\n\t- a big one\nSchedule:\n13:00-13:30 報到\n13:30-14:00 海圖\n",
        "- 定員：20名\n- 港ホール\n13:00〜13:30 報到\n13:30〜14:00 海圖\n",
        "- 컵을 가져오세요\n진행 순서\n13:00 報到\n13:30 海圖\n",
        "- 場地：阿海\n流程如下：\n13:00-13:30 | 報到 | |\n13:30-14:00 | 海圖 | |\n",
    ],
)
def test_a_programme_may_follow_a_list_without_a_blank_line(text):
    assert starts(f"# Boats 2027-03-09\n\n{text}") == [("13:00", "報到"), ("13:30", "海圖")]


@pytest.mark.parametrize(
    "text",
    [
        "## Notes\n\n- We talked about ships\n13:00 was too early\n14:00 is better\n",
        "## Agenda\n\n- 13:00 海圖\n13:10 keys, 13:20 lights\n13:25 doors\n",
        "- Bring a cup\nthe boat leaves\n13:00 sharp\n",
    ],
)
def test_times_after_the_item_of_a_list_may_tell_of_it(text):
    assert titles(f"# Boats 2027-03-09\n\n{text}") in ([], ["海圖"])


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("- 林大海 總召、主持\n- LAG 主持\n- 阿海 攝影", ["林大海", "LAG", "阿海"]),
        ("陳大文 主持、Mira 紀錄、小明 場控", ["陳大文", "Mira", "小明"]),
        ("鈴木 司会、田中 書記、Mira", ["鈴木", "田中", "Mira"]),
        ("小明，素食、晚到；Mira，remote", ["小明", "Mira"]),
        ("陳小文〈晚到〉、吳阿港〈早上缺席〉、Mira", ["陳小文", "吳阿港", "Mira"]),
        (
            "會長王小明、副會長陳大文、活動李大海、修繕林阿港",
            ["王小明", "陳大文", "李大海", "林阿港"],
        ),
        ("- 與會者\n- 林大海\n- 陳小文", ["林大海", "陳小文"]),
    ],
)
def test_what_people_do_at_a_meeting_is_none_of_their_names(text, people):
    assert names(f"## 出席\n\n{text}\n") == people


def test_a_topic_among_names_keeps_its_words():
    assert names("出席：王小明、陳大文、活動中心、資訊安全\n")[2:] == ["活動中心", "資訊安全"]
    assert names("到席：小明 攝影展、Mira\n") == ["小明 攝影展", "Mira"]


@pytest.mark.parametrize(
    "value",
    [
        "港務局，林小海、陳大文；海洋大學，周亭、吳阿港。\n出席者共 4 人。",
        "港務局,林小海、陳大文;理學院,周亭;法學院,吳阿港",
    ],
)
def test_units_may_stand_before_their_people_with_a_comma(value):
    outline = read(f"# Port week 2027\n\n出席者：{value}\n")
    assert [name for name, *_ in outline.people] == ["林小海", "陳大文", "周亭", "吳阿港"]
    assert [unit for *_, unit in outline.people][:2] == ["港務局", "港務局"]


@pytest.mark.parametrize("mark", ["[編輯]", "[edit]", "[編集]"])
def test_the_link_of_a_wiki_to_edit_a_part_is_nobody(mark):
    assert names(f"與會者\n\n{mark}\n\n- 林大海\n- Mira\n- 阿海\n") == ["林大海", "Mira", "阿海"]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("王小明 / 海洋大學", ["王小明"]),
        ("陳大文, 海洋部", ["陳大文"]),
        ("Mira Kask, director, Port Office", ["Mira Kask"]),
        ("Mira Kask / Port University", ["Mira Kask"]),
        ("主持：周小亭<br>與談：吳小安、鄭小福", ["周小亭", "吳小安", "鄭小福"]),
        ("Moderator: Mira Kask<br>Jonas Tamm", ["Mira Kask", "Jonas Tamm"]),
        ("全體", []),
        ("各組組長", []),
        ("all", []),
    ],
)
def test_speakers_in_a_table_may_have_their_office_and_home_beside_them(cell, people):
    rows = f"| Time | Title | Speaker |\n|--|--|--|\n| 10:00 | Nets | {cell} |\n| 11:00 | Tea | |\n"
    outline = read(f"# Port day 2027-03-09\n\n{rows}")
    assert [name for name, *_ in outline.people] == people
    assert [title for *_, title in outline.sessions] == ["Nets", "Tea"]


@pytest.mark.parametrize(
    "rows",
    [
        "項目 | 內容,時間 | 2027/3/9 20:00,台灣方 | 阿海、小安,日本方 | Mira、田中さん",
        "日時 | 2027/3/9 20:00,台湾側 | 阿海、小安,日本側 | Mira、田中さん",
        "일시 | 2027/3/9 20:00,한국 측 | 阿海、小安,일본 측 | Mira、田中さん",
        "日期 | 2027/3/9 | 地點 | 港口,主席 | 小玉 | 出席 | 阿海、小安、Mira、田中さん",
    ],
)
def test_a_table_of_facts_may_hold_the_sides_that_met(rows):
    head, *others = rows.split(",")
    table = "\n".join([head, "|".join(["---"] * (head.count("|") + 1)), *others])
    outline = read(f"# 海圖會議\n\n{table}\n")
    assert [name for name, *_ in outline.people] == ["阿海", "小安", "Mira", "田中さん"]
    assert [date for date, _title in outline.days] == ["2027-03-09"]


def test_a_table_of_nothing_but_groups_is_no_list_of_facts():
    rows = "| 議程組 | 阿海、小安 |\n|--|--|\n| 場務組 | Mira、阿福 |\n"
    assert read(f"# 海圖年會 2027/3/9\n\n{rows}").people == []


@pytest.mark.parametrize(
    "roster",
    [
        "**出席者**\n台灣\n- 阿海（海圖協會）\n- 小安\n日本\n- Mira (Port)",
        "**出席者**\n\n台灣\n\n- 阿海（海圖協會）\n- 小安\n\n日本\n\n- Mira (Port)",
        "出席者：\n海洋大學\n- 阿海\n- 小安\n\n港務局\n- Mira",
        "Attendees:\nTaiwan\n- 阿海\n- 小安\nEstonia\n- Mira",
        "참석자:\n대만\n- 阿海\n- 小安\n한국\n- Mira",
        "- 出席者：\n  - 台灣\n    - 阿海（海圖協會）\n    - 小安\n  - 日本\n    - Mira (Port)",
    ],
)
def test_names_under_a_label_may_stand_under_where_they_are_from(roster):
    outline = read(f"# 海圖會議\n\n{roster}\n\n議程\n- 海圖\n")
    assert [name for name, *_ in outline.people] == ["阿海", "小安", "Mira"]


@pytest.mark.parametrize(
    "text",
    [
        "出席：台灣、日本、韓國\n",
        "出席者：\n台灣\n日本\n",
        "天氣\n\n台灣\n- 阿海\n- 小安\n",
        "出席者：\n海洋大學\n- 審查海圖的新版本\n- 確認下次的時間\n",
    ],
)
def test_where_people_are_from_is_nobody(text):
    assert names(f"# 海圖會議\n\n{text}") == []


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("小安 阿海(線上) Mei", ["小安", "阿海", "Mei"]),
        ("小安（主席） 阿海（紀錄） Mei（晚到）", ["小安", "阿海", "Mei"]),
        ("ann (remote) bo mira (late)", ["ann", "bo", "mira"]),
        ("김민수(온라인) 이지은 박서준", ["김민수", "이지은", "박서준"]),
        ("小安 阿海 Mei ((x))", []),
    ],
)
def test_names_with_spaces_between_may_have_brackets_after_them(value, people):
    assert names(f"出席：{value}\n") == people


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("晚到：阿海", ["小安", "Mei", "阿海"]),
        ("遲到：阿海、Mira", ["小安", "Mei", "阿海", "Mira"]),
        ("遅刻：阿海、Mira", ["小安", "Mei", "阿海", "Mira"]),
        ("Late: Ann Lee", ["小安", "Mei", "Ann Lee"]),
        ("遲到：每人罰五十元", ["小安", "Mei"]),
        ("Late: fees for members", ["小安", "Mei"]),
    ],
)
def test_who_came_late_took_part(line, people):
    assert names(f"# 海圖會議\n\n出席：小安、Mei\n{line}\n") == people


@pytest.mark.parametrize(
    "roster",
    [
        "出席：社長 小安、副社 阿海、教學 Mei",
        "出席：社长 小安、副社长 阿海、活动 Mei",
        "出席：\n- 社長-小安\n- 副社-阿海\n- 教學-Mei",
        "出席：\n- 社長：小安\n- 副社長：阿海\n- 外務：Mei",
        "出席人員：\n班長 小安\n學術 阿海\n活動 Mei",
        "参加者：\n- 部長：小安\n- 会長：阿海\n- 書記：Mei",
    ],
)
def test_offices_of_a_club_may_stand_before_its_people(roster):
    assert names(f"# 海圖社例會\n\n{roster}\n") == ["小安", "阿海", "Mei"]


@pytest.mark.parametrize(
    "text",
    [
        "出席：教學 公關 活動\n",
        "## 待辦\n- 設計：阿海\n- 活動：小安\n- 社長：Mei\n",
        "## 各組報告\n- 教學：下週開始\n- 活動：迎新\n- 社長：贊助\n",
    ],
)
def test_what_the_officers_of_a_club_do_is_no_roster(text):
    assert names(f"# 海圖社例會\n\n{text}") == []


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("阿海 小安 Mei Lin", ["阿海", "小安", "Mei Lin"]),
        ("Arno Kask 田中 鈴木 Mira", ["Arno Kask", "田中", "鈴木", "Mira"]),
        ("阿海 小安 Open Data Lab", []),
        ("阿海 小安 Mei Ann", []),
        ("周亭監事、林海理事長、高級顧問", ["周亭", "林海", "高級顧問"]),
    ],
)
def test_names_with_nothing_but_spaces_between_may_have_two_words(value, people):
    assert names(f"出席：{value}\n") == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("講師群\n- 林大海，船長\n- 王議員\n", ["林大海", "王議員"]),
        ("自我介紹：Ann、阿海、mei-mei", ["Ann", "阿海", "mei-mei"]),
        (
            "## 評審\n#### 林大海 (@hai)\n船長\n#### Ann Lee\n10 years at sea\n",
            ["林大海", "Ann Lee"],
        ),
        ("## Judges\n### Ann Lee\n- port\n### Ben Ray\n- mill\n", ["Ann Lee", "Ben Ray"]),
        ("## 共筆志工（中文）\n* 阿海\n* 小美 (@mei)\n", ["阿海", "小美"]),
        ("## ボランティア\n- 佐藤花子\n- 林さん\n", ["佐藤花子", "林さん"]),
        ("## 我方\n接待：小美、阿海；口譯：Ann 林\n", ["小美", "阿海", "Ann 林"]),
        ("## 與會者\n主持：小美、阿海\n口譯：Ann 林\n", ["小美", "阿海", "Ann 林"]),
        ("## 誰去\n- [x] 小美\n- [x] Ann\n- 可能找：阿海、船廠的大學生\n", ["小美", "Ann"]),
        ("## 評審標準\n- 林大海\n- 王小明\n", []),
        ("## 評審\n- 創意 40%\n- 可行性 60%\n", []),
        ("## Judging\n- Impact\n- Novelty\n", []),
        ("志工需求：司機、攝影", []),
    ],
)
def test_those_who_speak_judge_or_help_are_people(text, people):
    assert names(text) == people


@pytest.mark.parametrize("remark", ["", "線上\n從 10:30 開始\n\n"])
def test_who_was_on_a_call_may_stand_after_a_remark_under_the_title(remark):
    found = read(f"3/9 跟港市開會\n=====\n\n{remark}我, 阿海, 小美, 港市的林大哥\n\n船很多。\n")
    assert [name for name, *_about in found.people] == ["阿海", "小美", "林大哥"]


@pytest.mark.parametrize(
    "heading",
    [
        "一、通過上次會議紀錄（2027年2月9日）",
        "上次籌備 call（2/9）",
        "Last planning call (2/9)",
        "2. Minutes of the last meeting (9 February)",
        "Approval of the minutes of 9 February",
        "前回のミーティング（2/9）",
    ],
)
def test_the_date_of_the_meeting_before_is_no_day_of_this_one(heading):
    note = f"# 20270310 Port minutes\n\n## {heading}\nAs written.\n\n## 討論\n- ropes\n"
    assert dates(note) == ["2027-03-10"]
    assert titles(note) == []


@pytest.mark.parametrize("title", ["上次沒去成的碼頭", "晚上回港口吃飯", "Last day"])
def test_a_day_may_say_that_something_is_the_last(title):
    note = f"# Port week 2027\n\n## 3/9 {title}\n- 10:00 Walk\n- 11:00 Boats\n"
    assert dates(note) == ["2027-03-09"]


@pytest.mark.parametrize("label", ["Agenda", "議程", "次第"])
def test_what_somebody_says_in_an_agenda_of_another_day_is_no_session(label):
    note = (
        f"# Port call 2027-03-10\n\n## Participants\n- Mira\n- 阿海\n\n## {label}\n"
        "- Mira\n    - from Tallinn\n    - 3/30 back home\n- 阿海\n    - 4/8 投票\n"
    )
    assert dates(note) == ["2027-03-10"]
    assert titles(note) == []


@pytest.mark.parametrize("heading", ["相關", "相關報導", "記帳", "메모", "관련 자료", "精算"])
def test_what_stands_beside_the_sessions_of_the_last_day_is_none(heading):
    note = f"# Port week 2027\n\n## 3/9\n- 10:00 Walk\n\n### {heading}\n- 船票 260\n"
    assert titles(note) == ["Walk"]


@pytest.mark.parametrize(
    "plan",
    [
        "저녁 7시, 항구\n\n7시 Walk\n8시 반 Tea\n10시 Home\n",
        "晚上七點，港口\n\n7點 Walk\n8點半 Tea\n10點 Home\n",
        "夜7時、港\n\n7時 Walk\n8時半 Tea\n10時 Home\n",
        "7pm, port\n\n7:00 Walk\n8:30 Tea\n10:00 Home\n",
    ],
)
def test_spoken_hours_are_of_the_evening_that_the_head_tells(plan):
    assert starts(f"# Port\n\n2027/3/9 {plan}") == [
        ("19:00", "Walk"),
        ("20:30", "Tea"),
        ("22:00", "Home"),
    ]


def test_spoken_hours_are_of_the_morning_where_the_head_tells_no_evening():
    assert starts("# Port\n\n2027/3/9\n\n9時 Walk\n10時半 Tea\n") == [
        ("09:00", "Walk"),
        ("10:30", "Tea"),
    ]


@pytest.mark.parametrize("line", ["2027년 첫 모임!", "2027年最初の会！", "2027 年第一次聚會"])
def test_a_line_that_says_which_time_of_a_year_this_is_tells_the_year(line):
    assert dates(f"3/9 19:00, 港口\n{line}\n\n19:00 Walk\n20:00 Tea\n") == ["2027-03-09"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Port night of the mill\n\n2027/3/9 19:00\n", "Port night of the mill"),
        ("#항구의 밤 3월편\n\n3/9 금\n\n지도\n", "항구의 밤 3월편"),
        ("Hello everybody\n\n2027/3/9 19:00\n", "file"),
        ("各位夥伴好\n\n2027/3/9 19:00\n", "file"),
        ("Ann, Ben, Cho\n\n2027/3/9 19:00\n", "file"),
    ],
)
def test_a_first_line_that_stands_apart_is_the_title_of_a_note_without_headings(text, title):
    assert read_note(text, name="file.md").document.trip.title == title


@pytest.mark.parametrize(
    "roster",
    [
        "【1班】北の道\n佐藤、mira、Ben Ray\n【2班】水路\n林、Cho（小5）\n",
        "Teams\nTeam 1: 佐藤, mira, Ben Ray\nTeam 2: 林, Cho\n",
        "수강생\n1조\t佐藤, mira, Ben Ray\n2조\t林, Cho\n3조\t추후 편성\n",
        "第一組 海圖\n佐藤、mira、Ben Ray\n第二組 漁網\n林、Cho\n",
    ],
)
def test_counted_groups_have_their_people_beside_or_below_them(roster):
    assert names(f"2027/3/9\n\n{roster}") == ["佐藤", "mira", "Ben Ray", "林", "Cho"]


@pytest.mark.parametrize("text", ["1班 発表\n2班 発表\n", "第一組 海圖\n10 分鐘\n第二組 漁網\n"])
def test_counted_groups_without_people_are_no_roster(text):
    assert names(f"2027/3/9\n\n{text}") == []


@pytest.mark.parametrize(
    "roster",
    [
        "５．参加者\n　第一町内会　佐藤（班長）、林\n　第二町内会　木戸\n　社協　　　　飛田\n",
        "參加者\n港務局\t佐藤、林\n漁會\t木戸\n船協會\t飛田\n",
        (
            "참석대상 : 위원 2명, 간사 2명\n ◦ 위    원 : 佐藤, 林\n"
            " ◦ 간    사 : 木戸, 飛田\n 라. 진행순서\n"
        ),
        "Attendees: 4 people\n佐藤, 林, 木戸, 飛田\n",
        "## だれが行く\n- 佐藤 ✅\n- 林 ✅\n- 木戸\n- 飛田\n",
        (
            "## 自己紹介 (名前 / 好きな船)\n- (なまえ) / (  )\n- 佐藤 / 帆船\n"
            "- 林 / 曳船\n- 木戸 / 筏\n- 飛田 / 帆\n"
        ),
        (
            "## 簽到 / サインイン / Sign-in\n（暱稱／城市）\n"
            "- 佐藤 / 港\n- 林 / 港\n- 木戸 / 山\n- 飛田 / 山\n"
        ),
    ],
)
def test_sides_counts_and_templates_stand_around_the_names_of_a_roster(roster):
    assert names(f"2027/3/9\n\n{roster}") == ["佐藤", "林", "木戸", "飛田"]


@pytest.mark.parametrize(
    "text",
    [
        "## 강사 소개\n- 항구에서 10년 일했고 지도를 만든다\n",
        "## 참가 안내\n- 무료\n- 온라인\n",
        "## 參加方式 / How to join\n- 線上\n- 現場\n",
        "함께 가는 사람\n· 20일부터 합류\n",
    ],
)
def test_what_is_told_about_people_names_nobody(text):
    assert names(f"2027/3/9\n\n{text}") == []


@pytest.mark.parametrize(
    "points",
    [
        "## 안건\n1. 지난 회의 결과 공유\n2. 여름 캠프\n3. 점심 모임\n4. 기타\n",
        "## 議題\n1. 前回の振り返り\n2. 夏合宿\n3. 懇親会\n4. その他\n",
        "## Agenda\n1. Camp\n2. Lunch\n3. Workshop\n4. Any other business\n",
    ],
)
def test_an_agenda_that_ends_with_other_business_lists_points_and_no_programme(points):
    assert titles(f"# Port\nDate: 2027/3/9 19:30-21:30\n\n{points}") == []


@pytest.mark.parametrize(
    "text",
    [
        "いつ：2027/3/9(火) 19:00\nどこで：港ホール\n誰が：佐藤、林、Ann\n何を：海図\n",
        "- 언제: 2027/3/9(화) 19:00\n- 어디서: 항구\n- 누가: 佐藤, 林, Ann\n- 무엇을: 지도\n",
        "## いつ\n~~2027/2/9~~ 早い\n2027/3/9(火)\n## どこ\n港\n## だれ\n- 佐藤\n- 林\n- Ann\n",
        "## 誰\n- 佐藤\n- 林\n- Ann\n## 언제\n- <del>2027/3/2</del>\n- 2027/3/9\n",
    ],
)
def test_a_plan_may_ask_when_where_and_who(text):
    found = read(f"# Port\n\n{text}")
    assert [date for date, _title in found.days] == ["2027-03-09"]
    assert [name for name, *_about in found.people] == ["佐藤", "林", "Ann"]


@pytest.mark.parametrize("cell", ["모둠별", "各組", "班ごと"])
def test_each_group_of_a_programme_is_nobody(cell):
    rows = (
        f"| 시간 | 내용 | 강사 |\n|-|-|-|\n| 10:00 | 지도 | 林さん |\n| 11:00 | 발표 | {cell} |\n"
    )
    assert names(f"2027/3/9\n\n{rows}") == ["林さん"]


def test_days_of_a_log_that_say_who_came_have_no_sessions_whatever_is_listed():
    days = "".join(
        f"## {day} June 2027\n\nAttending: Ann, Ben, Cho\n\n- short one\n- boats\n- nets\n\n"
        for day in (3, 10, 17)
    )
    document = read_note(f"# Rolling notes\n\n{days}").document
    assert [day.date.day for day in document.days] == [3, 10, 17]
    assert document.sessions == []
