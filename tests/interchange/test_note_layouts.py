"""Whole layouts of notes: how a day, a programme, a roster and its talks stand together."""

import pytest

from tests.interchange.outlines import read
from tripbook.interchange.note import read_note


def names(text):
    return [name for name, _handle, _organization in read(f"# Port week 2027\n\n{text}").people]


def sessions(text):
    """Return the sessions of a day, 9 March 2027, that are read under its heading."""
    return [
        (start, title)
        for _date, start, _end, title in read(f"# 海港 2027\n\n## 3/9\n\n{text}\n").sessions
    ]


def dates(text):
    return [date for date, _title in read(text).days]


@pytest.mark.parametrize(
    "line",
    [
        "- 9 + 10 March",
        "### March 9 + 10",
        "### 3/9+10",
        "- 3/9（二）～3/10（三），老城各處\n- 官網 https://port.example/2027",
        "3/9（二）～3/10（三）　9:00 報到",
        "3/9(二) 3/10(三)\n地點 港口大學",
        "- 3/9-10 兩天 in Tallinn，Day 0 是 3/8",
        ":snowflake: 3/9（二）～3/10（三）",
        "- 主辦來信了\n- 3/9（二）～3/10（三）在老城區辦\n- 官網 https://port.example",
    ],
)
def test_two_days_may_be_joined_in_many_ways(line):
    assert dates(f"# 海港年會 2027\n\n## 活動資訊\n{line}\n") == ["2027-03-09", "2027-03-10"]


@pytest.mark.parametrize(
    "line",
    [
        "- 3/9（二）～3/10（三）小安請假\n- 其他",
        "3/9 12 票\n3/10 3 票",
        "3/9 3/10 3/16",
        "- 3/9-3/12 徵稿\n- 3/13-3/20 審稿",
    ],
)
def test_votes_choices_and_phases_are_no_days(line):
    assert dates(f"# 海港年會 2027\n\n## 候選日期\n{line}\n") == []


def test_a_date_between_bars_is_that_of_its_heading():
    text = "# 翻譯組\n\n## 第 9 次｜20270309 (二) 21:00｜線上\n\n與會：小安\n"
    assert read(text).sessions == [("2027-03-09", "21:00", None, "第 9 次｜線上")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- Port summit all day\n- 18:00 Dinner", [("", "Port summit"), ("18:00", "Dinner")]),
        ("Port summit (all day)\n18:00 Dinner", [("", "Port summit"), ("18:00", "Dinner")]),
        ("- all day: hackathon\n- 18:00 晚餐", [("", "hackathon"), ("18:00", "晚餐")]),
        (
            "9:00 開幕\n晚上 closing party，要換鞋",
            [("09:00", "開幕"), ("", "closing party，要換鞋")],
        ),
        ("- 9:00 개막\n- 저녁 야시장", [("09:00", "개막"), ("", "야시장")]),
    ],
)
def test_what_lasts_all_day_or_a_part_of_it_is_a_session(text, found):
    assert [(start or "", title) for start, title in sessions(text)] == found


def test_that_it_rained_all_day_is_no_session():
    assert sessions("9:00 開幕\nIt rained all day") == [("09:00", "開幕")]


@pytest.mark.parametrize(
    ("line", "title", "status"),
    [
        ("~~尋寶~~ 改成桌遊（下雨）", "桌遊（下雨）", "confirmed"),
        ("~~Boats~~ → Maps", "Maps", "confirmed"),
        ("~~尋寶~~ 改成線上", "尋寶", "cancelled"),
        ("~~尋寶~~ 改為下午", "尋寶", "cancelled"),
        ("~~尋寶~~ 講者身體不適取消", "尋寶", "cancelled"),
    ],
)
def test_what_stands_behind_a_struck_title_is_instead_of_it_or_says_why(line, title, status):
    text = f"# 海港 2027\n\n## 3/9\n\n- 13:00 {line}\n- 14:00 導覽\n"
    session = read_note(text).document.sessions[0]
    assert (session.title, session.status) == (title, status)


def test_a_title_over_an_address_that_says_what_is_done_is_a_session():
    text = "### 3/9 (二) 抵達\nCI761 13:25 到\n\n晚餐跟港務局的人\nhttps://port.example/\n\n大會手冊\nhttps://port.example/book.pdf\n"
    assert read(f"# 出訪 2027\n\n{text}").sessions == [
        ("2027-03-09", None, None, "晚餐跟港務局的人")
    ]


def test_lines_that_begin_with_pictures_are_what_is_done():
    lines = "🍊 4 pm orange farm\n☕ meet at Port café, 11:30\n🍖 Dinner with Mei\n✍️ Decide!!\n"
    text = f"# Trip 2027\n\n#### Tuesday March 9\n\n{lines}"
    assert [(start, title) for _date, start, _end, title in read(text).sessions] == [
        ("16:00", "🍊 orange farm"),
        ("11:30", "☕ meet at Port café"),
        (None, "🍖 Dinner with Mei"),
    ]


def test_when_somebody_travels_tells_no_afternoon():
    people = "- **Ann** lands Mar 10, 10:15, leaves Mar 11, 18:30\n"
    days = "#### Wed March 10\n\n1:30 pm Old mill\n\n#### Thu March 11\n\n8:30 walk\n10:30 Port\n"
    text = f"# Trip (Mar 10-11, 2027)\n\nPeople:\n{people}\n---\n{days}"
    assert [start for _date, start, _end, _title in read(text).sessions] == [
        "13:30",
        "08:30",
        "10:30",
    ]


def test_minutes_may_hold_the_plan_of_days():
    text = (
        "# 海の夜 10/2\n\n## 日本チーム メモ\n参加者\n・さき（佐渡）\n・Toshi（東京）\n\n"
        "### 合宿プログラム（案）\n**11月14日（土）**\n- 島あるき\n- 夕食\n\n"
        "**11月15日（日）**\n- 発表会\n"
    )
    assert [title for _date, _start, _end, title in read(text).sessions] == [
        "島あるき",
        "夕食",
        "発表会",
    ]


def test_an_evening_before_may_stand_in_a_list_or_a_quote():
    text = (
        "# 海港營 2027\n\n## 前一晚的暖身\n- 10/13（三）20:00~21:00\n- 連結會寄到信箱\n"
        "\n## 其他\n\n> 彩排：10/12（二）18:30－20:00，每組都要到\n"
    )
    assert read(text).sessions == [
        ("2027-10-12", "18:30", "20:00", "彩排，每組都要到"),
        ("2027-10-13", "20:00", "21:00", "前一晚的暖身"),
    ]


def test_a_programme_goes_on_after_a_quote():
    lines = "**09:30** 報到\n**10:15** 題目說明\n> 資料在 https://port.example/data\n"
    text = f"# Hack Day 2027-03-09\n\n## Rundown\n\n{lines}**10:45** 組隊\n**11:15** 開工\n"
    assert [start for _date, start, _end, _title in read(text).sessions] == [
        "09:30",
        "10:15",
        "10:45",
        "11:15",
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| min | what |\n|--|--|\n| 10:00-10:20 | Opening |\n| 10:20-11:00 | Maps |",
        "| 時間 | 內容 |\n|--|--|\n| 1000-1020 | Opening |\n| 1020- | Maps |",
    ],
)
def test_times_may_stand_under_minutes_or_be_open_in_four_digits(table):
    found = read(f"# Workshop 2027-03-09\n\n{table}\n").sessions
    assert [(start, title) for _d, start, _e, title in found] == [
        ("10:00", "Opening"),
        ("10:20", "Maps"),
    ]


def test_when_each_member_arrives_is_no_programme():
    rows = "| 采真 | 帶隊 | 6/12 07:35 |\n| Ivan Chou | 攝影 | 6/12 07:35 |"
    outline = read(f"# 柏林 2027\n\n## 成員\n| 名字 | 負責 | 抵達 |\n|--|--|--|\n{rows}\n")
    assert [person[0] for person in outline.people] == ["采真", "Ivan Chou"]
    assert (outline.sessions, outline.days) == ([], [])


def test_what_they_want_to_know_is_no_programme():
    text = "### 5/23 參訪編輯室\n\n對方 4/29 回信說再約\n\n想問的\n- 假訊息怎麼查\n- 選舉的經驗\n"
    assert [title for *_when, title in read(f"# 參訪 2027\n\n{text}").sessions] == ["參訪編輯室"]


def test_our_sessions_may_be_lines_with_their_day_time_and_place():
    lines = "海圖怎麼畫 5/25 15:30～16:15 ＠Room C\n漁網（工作坊） 5/26 10:00～12:00 ＠學生會館\n"
    for heading in ("我們有兩場", "二、我方場次"):
        assert [row[:3] for row in read(f"# 祭 2027\n\n## {heading}\n{lines}").sessions] == [
            ("2027-05-25", "15:30", "16:15"),
            ("2027-05-26", "10:00", "12:00"),
        ]


# Talks.


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            (
                "### 第二場　海圖\n講者：王小明\n### 第三場　圓桌：預算之外還能做什麼\n"
                "主持：吳念真\n與談：莊凱文、Ann Lee"
            ),
            ["第二場 海圖", "第三場 圓桌：預算之外還能做什麼"],
        ),
        (
            "## 第一段：海圖\n講者：小安\n## 第二段：漁網\n講者：大雄\n## 最後：一起聊（Q&A）",
            ["第一段：海圖", "第二段：漁網", "最後：一起聊（Q&A）"],
        ),
        (
            (
                "## 短講 1 / 海圖\n講者：小安\n## 短講 2 / 漁網\n講者：大雄\n## 圓桌\n大家一起\n"
                "## 當天筆記\nhttps://a.example/1"
            ),
            ["短講 1 / 海圖", "短講 2 / 漁網", "圓桌"],
        ),
        (
            (
                "## 第一場｜海圖\n三個人去了港口。\n分享人\n* 葉子晴\n* Rafa\n"
                "## 第二場｜漁網\n\n分享人\n* 金敏智（研究者，前館員）\n## Q&A 與自由交流\n"
                "想問的："
            ),
            ["第一場｜海圖", "第二場｜漁網", "Q&A 與自由交流"],
        ),
        (
            (
                "#### 費用｜免費，自由捐款\n\n---\n\n**一、海圖**\n\n七月去了港口。\n\n分享人\n"
                "* 林可人\n* Bo-Yu\n\n"
                "**二、漁網**\n\n分享人\n* 奈奈（學生）\n\n**三、回來以後（討論）**\n\n"
                "主持：林可人"
            ),
            ["一、海圖", "二、漁網", "三、回來以後（討論）"],
        ),
    ],
)
def test_talks_are_counted_and_closed_in_many_ways(text, titles):
    found = read(f"# 分享會 2027-03-09\n\n{text}\n").sessions
    assert [title for _date, _start, _end, title in found] == titles


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("### 海図の話\n\n> 登壇者\n> Yiching\n\n嘉義の出身。", ["Yiching"]),
        ("### ◯ 海図のあとに\n\n発表：リン・カイティン", ["リン・カイティン"]),
        ("### ◯ 議事録を読む\n\n発表：mogu、阿哲", ["mogu", "阿哲"]),
        ("### Part 3 海圖\n講者：\n曾柏瑜\n前立委助理，2019-2021 追海圖案", ["曾柏瑜"]),
        (
            "## Led by\n**Noor Aisyah** — researcher, Port\n**Teo Ray** — Iloilo",
            ["Noor Aisyah", "Teo Ray"],
        ),
        (
            "## ゲスト・進行\n### 河原 みさき（NPO）\n### グエン・ティ・ラン（支援）",
            ["河原 みさき", "グエン・ティ・ラン"],
        ),
        (
            (
                "## Who's on the panel\n* Moderator: Prakriti Shah (Lab)\n"
                "* Panelist 1: Ngozi Eze, Data4Ports"
            ),
            ["Prakriti Shah", "Ngozi Eze"],
        ),
    ],
)
def test_who_speaks_may_be_told_in_many_ways(text, found):
    assert names(text) == found


# Rosters.


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "## Participants\n\n- Ann Lee + Mei\n- Bo Chen\n- Ben + laptop",
            ["Ann Lee", "Mei", "Bo Chen", "Ben"],
        ),
        ("參加者：小安 + 阿寬、大雄 +1", ["小安", "阿寬", "大雄"]),
        (
            (
                "## 要來的請留名\n場地小，先寫先贏\n- 小芸（台中）\n- 阿哲（都去）\n- Vincent\n"
                "- （名字）"
            ),
            ["小芸", "阿哲", "Vincent"],
        ),
        (
            "## 要來的在這邊簽名\n* 佳穎\n* Ricky\n* 阿光 @lightman\n* (名字 or slack id)",
            ["佳穎", "Ricky", "阿光"],
        ),
        (
            "### RSVP here pls!!\n- [ ] Weiwei (Paper Club)\n- [ ] hyunji\n- [ ] your name",
            ["Weiwei", "hyunji"],
        ),
        (
            "## +1 here if u come\nyoyo (port)\n지현 (seoul)\n阿布拉\n...",
            ["yoyo", "지현", "阿布拉"],
        ),
        ("- 參加：fifi / 國霖 / 新朋友 Yumi", ["fifi", "國霖", "Yumi"]),
        (
            "對方兩位：河野さん、田口さん\n我們：阿濱、Vicky、立文",
            ["河野さん", "田口さん", "阿濱", "Vicky", "立文"],
        ),
        (
            "## 台灣\n小米、Aaron、阿樂、kuan\n\n阿樂：我可能沒網路",
            ["小米", "Aaron", "阿樂", "kuan"],
        ),
        (
            (
                "## Attendance\n- Lin Shu-hui (@shuhui)\n\n## Introductions\n- Shu-hui\n"
                "    - came in 2021\n- Ann Lee\n"
            ),
            ["Lin Shu-hui", "Ann Lee"],
        ),
    ],
)
def test_more_ways_to_sign_and_to_list_who_comes(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Who: 福岡市 保健医療局",
        (
            "* 其他委員的單位\n    - [Harbour4All](https://a.example)\n"
            "    - [Sinar Data](https://b.example/)"
        ),
        (
            "### 時間：3/9 19:00\n### [線上報名](https://a.example/1)\n\n"
            "**※ 因應防疫，請戴口罩，不供餐。**"
        ),
        "## How to join\n\n**第一步** 填報名表\n**Step 1** Register by Sep 8",
        "◆ Day 1\n\n主持：大阪方\n\n10:00 – 10:15　開場",
    ],
)
def test_cities_units_notes_steps_and_sides_are_nobody(text):
    assert names(text) == []


def test_what_is_struck_or_said_after_a_roster_is_nobody():
    text = "## 出席\n- 宗翰\n- 阿泰（遲到）\n\n~~語言：台語\n工具：jitsi~~\n\n### 想聊的\n- 預算"
    assert names(text) == ["宗翰", "阿泰"]


def test_what_comes_next_time_is_no_session():
    text = "# 營隊 2027-02-04\n\n### 下次上課\n2/11（四）田野課，課表另外公告。\n"
    assert read(text).sessions == []


def test_a_part_of_the_day_may_be_glued_to_a_date():
    text = "# 岡山 2027\n\n- 6/2下午2點車站集合\n- 6/3晚上8:30 聚餐\n- 6/4早上9點 參訪\n"
    assert [(row[0], row[1]) for row in read(text).sessions] == [
        ("2027-06-02", "14:00"),
        ("2027-06-03", "20:30"),
        ("2027-06-04", "09:00"),
    ]


def test_what_was_said_in_a_pasted_chat_is_no_programme():
    chat = "14:02 淑芬姐：便當確認了\n14:05 阿國：要轉接頭喔\n14:06 淑芬姐：好，我帶\n"
    assert read(f"# 黑客日 2027-03-09\n\n以下是群組：\n\n{chat}").sessions == []
    programme = "14:00 小明：海圖\n14:30 阿海：漁網\n15:00 Ann：船\n"
    assert len(read(f"# 黑客日 2027-03-09\n\n{programme}").sessions) == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Attendance:\nSoo-jin\nPei\nKenji\nMrs. Hwang\nthe two interns of the lab too", 4),
        ("分享人：\n林惠玲　本會副秘書長\n曾志豪　社區協會總幹事\nNancy", 3),
        ("Group: Ana Beltrán, Wen-Chi, Dr. Osei, Tomo (interpreter, only Friday)", 4),
        ("講者：\n許筱綾\n2009 年到比利時，曾任研究員\n\n與談：\n- 雨柔（防災組）\n- bob", 3),
    ],
)
def test_one_line_among_names_that_is_none_loses_nobody(text, found):
    assert len(names(text)) == found


def test_what_stands_behind_a_wide_space_is_no_part_of_the_name():
    assert names("講者：\n王小明　港務局秘書\n陳大文　船長\nMei") == ["王小明", "陳大文", "Mei"]


def test_who_speaks_below_a_talk_makes_no_part_of_its_own():
    text = (
        "# 座談\n## 時間：2027年3月9日 14:00-17:30\n## 地點：會館\n\n### 第一場：海圖\n"
        "講者：小安\n\n"
        "### 第二場：漁網\n\n講者：\nAnn Lee\nPort Lab，2010 年起參與\n\n與談：\n"
        "- 雨柔（防災組）\n\n"
        "### 第三場：船怎麼沉的\n\n講者：\nBudi\n\n### 相關文章\n- https://port.example/1\n"
    )
    outline = read(text)
    assert [title for *_when, title in outline.sessions] == [
        "第一場：海圖",
        "第二場：漁網",
        "第三場：船怎麼沉的",
    ]
    assert [person[0] for person in outline.people] == ["小安", "Ann Lee", "雨柔", "Budi"]


def test_titles_in_bold_and_quotes_with_a_name_behind_are_talks():
    items = (
        "1. **「雨の日のバス」** — 游子晴 (Rainy, 基隆)\n   基隆生まれ。\n"
        '2. **"Boats and codes"** — Ho Siu Man (Lab)\n3. **「図書館で」** — 呂學文\n'
    )
    outline = read(f"# 海の夜\n\n三名の方が話します。\n\n{items}")
    assert [row[3] for row in outline.sessions] == ["雨の日のバス", "Boats and codes", "図書館で"]
    assert [person[0] for person in outline.people] == ["游子晴", "Ho Siu Man", "呂學文"]


def test_a_table_of_facts_tells_the_year_of_the_days():
    text = (
        "# 行前會\n\n| | |\n|--|--|\n| 時間 | 2024/9/12（四）20:30 |\n"
        "| 出席 | 小安、阿海、Mei |\n\n"
        "## 大會\n- 大會日期 10/1（二）~10/3（四），10/1 只有工作坊\n\n- 2019 年第一次去\n"
    )
    assert dates(text) == ["2024-09-12", "2024-10-01", "2024-10-02", "2024-10-03"]


@pytest.mark.parametrize(
    "text",
    [
        "## 提醒\n- 停車請早（9:10 有接駁車）\n- 13:00 之後後門會鎖",
        "## 成果放這裡（3/9 晚上 12 點前）\n連結",
        "## 3/9 (Tue) 取消 :x:\n大家都在實習",
        "9월 3일 저녁, 먼저 만나요! 3월 9-10일에 열리는 모임에 앞서 인사합니다.",
    ],
)
def test_reminders_limits_and_what_is_called_off_are_no_sessions(text):
    assert read(f"# 黑客日 2027-03-09\n\n{text}\n").sessions == []


def test_a_timeline_in_two_languages_and_a_noon_with_one_entry_are_programmes():
    text = (
        "# 黑客日 2027-03-09\n\n## 時間軸 Timeline\n\n- `08:40` 報到\n- `09:10` 開場\n\n"
        "## 中午\n* 12:00~13:00 吃飯\n\n## 前一晚的破冰\n"
        "3/8 (一) 20:00 – 21:30 在 Gather，帶耳機\n"
        "\n## 行前線上說明會\n日期：3/1（一）晚上7:30～8:30\n"
    )
    assert sorted((row[0], row[1], row[3]) for row in read(text).sessions) == [
        ("2027-03-01", "19:30", "行前線上說明會"),
        ("2027-03-08", "20:00", "前一晚的破冰"),
        ("2027-03-09", "08:40", "報到"),
        ("2027-03-09", "09:10", "開場"),
        ("2027-03-09", "12:00", "吃飯"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("參加者：王小明、陳大方", ["王小明", "陳大方"]),
        ("參加者：小明、愛吃的", ["小明", "愛吃的"]),
        ("Attendees: Ann, Ben, Level42", ["Ann", "Ben", "Level42"]),
        ("Speaker: Ann Lee, Suresh", ["Ann Lee", "Suresh"]),
        ("參加者：\n※小明\n※阿海", ["小明", "阿海"]),
        ("參加者：小明 + 小孩、阿海 + 阿姨", ["小明", "阿海"]),
        ("## 3/9\n\n🙋 Ann Lee, Ben Ray\n🙋 Cho Kim", ["Ann Lee", "Ben Ray", "Cho Kim"]),
        ("### RSVP form\n- Name\n- Phone\n- Diet", []),
        ("### +1\n- Apple pie\n- Boat trip", []),
        ("Hosted by: GitHub Pages", []),
    ],
)
def test_people_are_neither_lost_nor_made_of_what_looks_like_a_label(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "🎒 Passport\n☂️ Umbrella\n💰 500 TWD",
        "Dinner menu\nhttps://port.example/1",
        "| No | Title | Length |\n|--|--|--|\n| 1 | Maps | 12:20 |\n| 2 | Boats | 14:10 |",
        "| Since | Position |\n|--|--|\n| 2019- | Chair |\n| 2021- | Treasurer |",
    ],
)
def test_things_menus_lengths_and_years_are_nothing_to_do(text):
    assert sessions(text) == []
