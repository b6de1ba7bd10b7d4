"""Talks without a time that say who gives them."""

import re

import pytest

from tests.interchange.outlines import read
from tripbook.interchange.note import read_note
from tripbook.interchange.note.rules.talks import talk_of


def talks(text):
    return [title for _date, _start, _end, title in read(text).sessions]


def names(text):
    return [name for name, _handle, _organization in read(text).people]


@pytest.mark.parametrize(
    ("entry", "talk"),
    [
        ("Open maps - Ann Lee", ("Open maps", ["Ann Lee"])),
        ("Open maps by Ann Lee", ("Open maps", ["Ann Lee"])),
        ("地圖（阿海）", ("地圖", ["阿海"])),
        ("Boats by night (Ben Ray, 20 min)", ("Boats by night", ["Ben Ray"])),
        ("Boats - and nets - by [Ann Lee](https://a.example/)", ("Boats - and nets", ["Ann Lee"])),
        ("Boats = nets by @ann https://a.example/", ("Boats = nets", ["@ann"])),
        ("Boats by [ann](https://a.example/)", ("Boats", ["ann"])),
        ("海港 by 陳小安", ("海港", ["陳小安"])),
        ("「開放海圖」王小明", ("開放海圖", ["王小明"])),
        ("山田花子『海の地図』", ("海の地図", ["山田花子"])),
        ("[돛과 밧줄] 김하나", ("돛과 밧줄", ["김하나"])),
        ("“Boats and nets” – Ann Lee", ("Boats and nets", ["Ann Lee"])),
        ("[x] Ann Lee", None),
        ("[Slides](https://a.example/) Ann Lee", None),
        ("「漁網」工作坊", None),
        ("「開放海圖」", None),
        ("A walk by the harbour", None),
        ("To be handed in by 9 March", None),
        ("Boats", None),
    ],
)
def test_an_entry_may_say_of_a_talk_who_gives_it(entry, talk):
    assert talk_of(entry) == talk


@pytest.mark.parametrize("label", ["**Topics:**", "主題：", "本期主題", "会议主题：", "Talks"])
def test_a_line_may_stand_over_talks(label):
    text = (
        f"# Port evening 2027/3/9\n\n{label}\n\n- Boats by [ann](https://a.example/)\n"
        "- Nets and ropes by Ben Ray\n- (please add yours)\n"
    )
    assert talks(text) == ["Boats", "Nets and ropes"]
    assert names(text) == ["ann", "Ben Ray"]


@pytest.mark.parametrize("label", ["To do:", "**Topics:**"])
def test_items_without_who_gives_them_are_no_talks(label):
    assert talks(f"# Port evening 2027/3/9\n\n{label}\n\n- Boats by night\n- Nets\n") == []


@pytest.mark.parametrize(
    ("topic", "speaker"), [("Topic", "Speaker"), ("主題", "講者"), ("題目", "分享講師")]
)
def test_items_may_hold_topics_over_who_speaks(topic, speaker):
    text = (
        "# Port evenings\n\n## Boats and nets\n\nDate: 2027/3/9\n"
        f"- {topic}: Old boats\n   - {speaker}: Ann Lee\n   - Slides: https://a.example/1\n"
        f"- {topic}: New nets\n   - {speaker}: Ben Ray\n"
    )
    assert talks(text) == ["Old boats", "New nets"]
    assert names(text) == ["Ann Lee", "Ben Ray"]


def test_topics_that_nobody_speaks_about_are_no_talks():
    text = (
        "# Port evening\n\nDate: 2027/3/9\n\n- Topic: Old boats\n   - Slides: https://a.example/\n"
    )
    assert talks(text) == []


def test_numbered_topics_over_who_speaks_are_talks():
    text = (
        "# 海港小聚\n\n時間：2027/3/9 13:00\n\n主題一：**老船**\n分享講師：陳小安\n"
        "簡介：船的故事\n\n主題二：新網\n分享講師：Mei Lin\n簡介：網的故事\n"
    )
    assert talks(text) == ["主題一：老船", "主題二：新網"]
    assert names(text) == ["陳小安", "Mei Lin"]


@pytest.mark.parametrize(
    ("heading", "head"),
    [
        ("講演", "講演タイトル | 講演者 | 資料"),
        ("短講「海港」", "主題 | 講者 | 簡報"),
        ("발표", "제목 | 발표자 | 자료"),
        ("Lightning talks (5 min each)", "Title | Speaker | Slides"),
    ],
)
def test_a_table_under_a_heading_of_talks_has_those_of_the_day_of_its_part(heading, head):
    table = f"| {head} |\n|--|--|--|\n"
    text = (
        f"# Port 2027\n\n## A\n\n### 日期\n\n2027/3/9\n\n### {heading}\n\n{table}"
        f"| 老船 | 陳小安 | |\n\n## B\n\n### 日期\n\n2027/9/9\n\n### {heading}\n\n{table}"
        "| 新網 | 林大海 | |\n"
    )
    found = [(date, title) for date, _start, _end, title in read(text).sessions]
    assert found == [("2027-03-09", "老船"), ("2027-09-09", "新網")]


@pytest.mark.parametrize(
    ("heading", "head"), [("Results", "Title | Speaker"), ("Lightning talks", "Title | Votes")]
)
def test_other_tables_have_no_talks(heading, head):
    text = f"# Port 2027/3/9\n\n## {heading}\n\n| {head} |\n|--|--|\n| Boats | Ann Lee |\n"
    assert talks(text) == []


@pytest.mark.parametrize(
    "parts",
    [
        ("Harbour workshop", "Old boats - Ann Lee", "New nets – Ben Ray", "Ropes"),
        ("1. 研討會", "老船 - 陳小安", "新網 - 林大海", "繩子"),
        ("항구 세미나", "배 이야기 - 김바다", "그물 이야기 - 이하늘", "밧줄"),
    ],
)
def test_headings_under_an_event_may_say_who_gives_each_talk(parts):
    event, first, second, third = parts
    text = (
        f"---\ntitle: Port\ndate: 2027-03-09\n---\n\n## {event}\n\n### {first}\nhttps://a.example/\n"
        f"\n#### Wood\n\n### {second}\n\n- hemp\n\n### {third} - 未定\n\n## End\n\nTea.\n"
    )
    assert read(text).days == [("2027-03-09", "")]
    assert talks(text) == [re.split(" [-–] ", first)[0], re.split(" [-–] ", second)[0], third]
    assert len(names(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "# Weekly meeting 2027/3/9\n\n## Seminar\n\n### Nets - Ann Lee\n\n### Boats - Ben Ray\n",
        "# Port camp 2027/3/9\n\n## Reports\n\n### Nets - Ann Lee\n\n### Boats - Ben Ray\n",
        "# Port camp 2027/3/9\n\n## Seminar\n\n### Nets - red\n\n### Boats - Ben Ray\n\n### Tea\n",
    ],
)
def test_headings_with_who_did_something_else_are_no_talks(text):
    assert talks(text) == []


def test_a_numbered_heading_of_an_agenda_is_a_talk():
    text = "# 海港小聚 2027/3/9\n\n### 議程一：老船\n\n1. 木頭\n\n### 議程二：新網\n\n1. 尼龍\n"
    assert talks(text) == ["議程一：老船", "議程二：新網"]


@pytest.mark.parametrize("label", ["影片回放：", "Slides:", "视频回放地址："])
def test_links_to_what_was_recorded_are_no_sessions(label):
    text = (
        "# 海港小聚\n\n## 2027/3/9\n\n主題：\n\n- 老船 by 陳小安\n\n"
        f"{label}\n\n- [Part 1](https://a.example/1)\n- [Part 2](https://a.example/2)\n"
    )
    assert talks(text) == ["老船"]


def test_an_agenda_of_titles_in_bold_and_who_speaks_is_one_of_talks():
    text = (
        "# Port forum\n\n### November 2027 forum\n\n* Tuesday, November 30 / 3:00 - 4:30 pm\n\n"
        "### Agenda\n\n* **Welcome & news** - Ann Lee, Port Office; Ben Ray, City\n* **Q&A**\n"
        "* **Nets: a case study**: Dan Kim, Net Lab with Eva Moe, Chair\n"
    )
    assert read(text).days == [("2027-11-30", "")]
    assert [session[0] for session in read(text).sessions] == ["2027-11-30"] * 3
    assert talks(text) == ["Welcome & news", "Q&A", "Nets: a case study"]
    assert names(text) == ["Ann Lee", "Ben Ray", "Dan Kim", "Eva Moe"]


def test_points_in_bold_that_nobody_speaks_about_are_no_talks():
    text = (
        "# Board call 2027/3/9\n\n## Agenda\n\n* **Budget**: see the sheet\n* **Boats** - later\n"
    )
    assert talks(text) == []


@pytest.mark.parametrize(
    ("count", "topic", "speaker", "when"),
    [
        (
            "**第 1 期 ：**<br>",
            "**主題**：海圖。<br>",
            "**講者**：王小明",
            "**時間**：3/9 19:00",
        ),
        ("**#1**", "**Topic**: 海圖", "**Speaker**: Ann Lee", "**When**: 9 March, 19:00"),
        ("**第1回**", "**テーマ**：海圖", "**講師**：佐藤花子", "**日時**：3月9日 19:00"),
        ("**제1회**", "**주제**: 海圖", "**발표자**: 김철수", "**일시**: 3월 9일 19:00"),
        ("", "**主題**：海圖", "**講者**：王小明", "**時間**：3/9 19:00"),
        ("## 第 1 期\n", "- 主題：海圖", "- 講者：王小明", "- 時間：3/9 19:00"),
        ("## Session 3\n", "Topic: 海圖", "Speaker: Ann Lee", "Date: 9 March, 19:00"),
    ],
)
def test_where_a_talk_is_only_counted_its_title_is_the_topic_below(count, topic, speaker, when):
    block = "\n".join(filter(None, (count, topic, speaker, when)))
    assert read(f"# Port talks 2027\n\n{block}\n").sessions == [
        ("2027-03-09", "19:00", None, "海圖")
    ]


@pytest.mark.parametrize("title", ["**Sea evening**\n", "## Sea evening\n\nSpeaker: Ann Lee\n"])
def test_a_talk_with_a_title_keeps_it_whatever_its_topic(title):
    block = f"{title}**Topic**: what we want\n**When**: 9 March, 19:00\n"
    assert read(f"# Port talks 2027\n\n{block}").sessions == [
        ("2027-03-09", "19:00", None, "Sea evening")
    ]


def test_speakers_may_stand_before_their_talks():
    text = (
        "# Port evening 2027/3/9\n\n### Talks - Slides\n\n"
        "- [Ann Lee](https://a.example/): [Using boats](https://a.example/1)\n    - About boats.\n"
        "- [Hawk](https://a.example/2): [Nets + ropes](https://a.example/3)\n\n"
        "### Lightning talks\n\n- [Ben Ray: Use a net](https://a.example/4)\n- 阿海 - 珊瑚\n"
    )
    assert talks(text) == ["Using boats", "Nets + ropes", "Use a net", "珊瑚"]
    assert names(text) == ["Ann Lee", "Hawk", "Ben Ray", "阿海"]


def test_headings_may_say_who_gives_which_talk():
    text = (
        "# Port evening 2027/3/9\n\n## 主題\n\n"
        "### Ann Lee -- Using boats [[slides](https://a.example/1)] [[video](https://a.example/2)]\n\n"
        "All about boats.\n\n### hawk-- Nets and ropes\n\n1. Nets\n2. Ropes\n"
    )
    assert talks(text) == ["Using boats", "Nets and ropes"]
    assert names(text) == ["Ann Lee", "hawk"]


def test_who_said_what_is_no_talk():
    text = "# 海港會議 2027/3/9\n\n## 內容\n\n- 林小安：地圖很重要\n- 陳大海：同意\n"
    assert talks(text) == []


def test_talks_are_of_the_only_day_that_was_told_above_them():
    text = (
        "# Port evening\n\n### Time\n\n#### 2027/03/09(Tue) 19:30 ~ 21:30\n\n"
        "### Talks\n\n- Boats by Ann Lee\n- Nets by Ben Ray\n"
    )
    sessions = [(day, title) for day, start, _end, title in read(text).sessions if start is None]
    assert sessions == [("2027-03-09", "Boats"), ("2027-03-09", "Nets")]


def test_a_heading_over_talks_says_nothing_of_its_day():
    text = "# Port week\n\n## 2027/3/9\n\n### 主題\n- Boats by Ann Lee\n- 珊瑚 by 陳小安\n"
    assert talks(text) == ["Boats", "珊瑚"]
    assert (read(text).notes, read(text).description) == ([], "")


def test_a_picture_by_its_name_may_stand_after_the_time():
    assert talks("# Port week\n\n## 2027/3/9\n\n- 09:00 :boat: Walk\n- 10:00 Nets\n") == [
        "Walk",
        "Nets",
    ]


def test_pictures_that_link_somewhere_are_no_words_of_a_title():
    picture = '[![](/images/ann.png "ann")](https://a.example/ann)'
    items = f"- 09:00 Boats ({picture}{picture})\n- 10:00 {picture} Nets\n"
    assert talks(f"# Port week\n\n## 2027/3/9\n\n{items}") == ["Boats", "Nets"]


def test_pictures_by_name_and_the_looks_of_a_heading_are_no_words_of_a_title():
    text = (
        "# Port evening\n\n## 2027/3/9 {#first .wide}\n\n| 時間 | 議程 |\n|--|--|\n"
        "| 13:00<br>30 分鐘 | :memo: **Boats**<br>All of them |\n| 14:00 | :fish: Nets |\n\n"
        "## :material-text: 議程介紹 { #intro }\n\nText.\n"
    )
    assert talks(text) == ["Boats", "Nets"]


def test_talks_without_a_date_are_of_the_day_in_the_row_above():
    text = (
        "# Boat club\n\n| Date | Topic | Speaker |\n|-|-|-|\n| 2027/03/09 | Boats | Ann |\n"
        "| | Nets | Ben |\n| 2027/04/?? | Ropes | Cho |\n| | Knots | Dee |\n"
        "| 2027/05/04 | Oars | |\n"
    )
    assert [(date, title) for date, _start, _end, title in read(text).sessions] == [
        ("2027-03-09", "Boats"),
        ("2027-03-09", "Nets"),
        ("2027-05-04", "Oars"),
    ]


TALKS_OF_TWO = "{}- Open maps - Ann Lee\n{}- Nets and ropes - Ben Ray\n"


@pytest.mark.parametrize(
    "slot",
    [
        "### 14:00-15:00 Lightning talks\n\n" + TALKS_OF_TWO.format("", ""),
        "### 短講（14:00-15:00）\n\n" + TALKS_OF_TWO.format("", ""),
        "- 14:00-15:00 LT\n" + TALKS_OF_TWO.format("  ", "  "),
        "14:00-15:00 발표\n" + TALKS_OF_TWO.format("", "") + "\n15:00 Soup\n",
    ],
)
def test_talks_may_stand_in_their_slot(slot):
    text = f"# Port evening 2027/3/9\n\n## Programme\n\n{slot}"
    assert talks(text)[1:3] == ["Open maps", "Nets and ropes"]
    assert names(text) == ["Ann Lee", "Ben Ray"]


@pytest.mark.parametrize(
    ("title", "slot"),
    [
        ("Port evening", "### 14:00-15:00 Clean the hall"),
        ("Port board meeting", "### 14:00-15:00 Topics"),
    ],
)
def test_who_does_what_in_another_slot_is_no_talk(title, slot):
    text = f"# {title} 2027/3/9\n\n## Programme\n\n{slot}\n\n{TALKS_OF_TWO.format('', '')}"
    assert len(talks(text)) == 1
    assert names(text) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Led by: Ann Lee", "Ann Lee"),
        ("Lead: Ann Lee (Port Office)", "Ann Lee"),
        ("負責人：王小明（港務局）", "王小明"),
        ("担当：山田 花子(港湾局)", "山田 花子"),
        ("진행: 김하나", "김하나"),
    ],
)
@pytest.mark.parametrize(
    "slot",
    [
        "- 10:00-11:00 海圖\n  - {}\n",
        "10:00-11:00 海圖\n- {}\n- 海圖很多\n\n11:00 漁網\n",
        "### 10:00-11:00 海圖\n{}\n",
    ],
)
def test_a_line_under_a_slot_may_say_who_gives_it(line, name, slot):
    assert names(f"# 海港 2027/3/9\n\n## 議程\n\n{slot.format(line)}") == [name]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("海港", "- 10:00-11:00 海圖\n  - 担当：運営チーム\n"),
        ("海港", "- 10:00-11:00 海圖\n  - Lead: Port Office\n"),
        ("海港", "### 海圖\n- 負責人：王小明\n"),
        ("海港定例會", "- 10:00-11:00 海圖\n  - 負責人：王小明\n"),
    ],
)
def test_who_has_work_to_do_speaks_nowhere(title, text):
    assert names(f"# {title} 2027/3/9\n\n## 議程\n\n{text}") == []


PADS = "Opening\nhttps://hackmd.io/a\n\nOpen nets\nhttps://hackmd.io/b\n筆記：\n\n船廠的一天\nhttps://hackmd.io/c\n"


@pytest.mark.parametrize(
    "text",
    [
        f"# 港口論壇 2027 共筆\n\n- 日期：2027/3/9\n\n{PADS}",
        f"# Notes of the harbour forum\n\n9 March 2027\n\n## Morning\n\n{PADS}",
        f"# Harbour forum 2027/3/9\n\n## 上午\n\n{PADS}",
        f"# Harbour forum 2027/3/9\n\n## 議程\n\n{PADS}",
        f"# Harbour forum 2027/3/9\n\n## 오후\n\n{PADS}",
    ],
)
def test_titles_over_pads_paragraph_after_paragraph_are_the_sessions_of_an_event(text):
    found = read(text).sessions
    assert [title for *_when, title in found] == ["Opening", "Open nets", "船廠的一天"]
    assert {date for date, *_rest in found} == {"2027-03-09"}


@pytest.mark.parametrize(
    "text",
    [
        f"# Port call 2027/3/9\n\n{PADS}",
        "# Port call 2027/3/9\n\n## Morning\nWe talked.\n- ropes\n- nets\n",
        "# Harbour forum 2027/3/9 共筆\n\nOpening\nhttps://hackmd.io/a\n\nMany boats.\n",
    ],
)
def test_links_in_the_notes_of_a_call_are_no_sessions(text):
    assert read(text).sessions == []


@pytest.mark.parametrize("who", ["報告：西岡あかね", "佐藤さん"])
def test_who_speaks_may_stand_behind_a_gap(who):
    text = f"# 報告会 2027/3/9\n\n14:10 漁網の話　　{who}\n15:00 海図\n"
    document = read_note(text).document
    assert document.sessions[0].title == "漁網の話"
    assert [person.name for person in document.participants] == [who.removeprefix("報告：")]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            (
                "## 一、五個港口的預算\n分享人：王小明\n小明 2019 年起住在港口。\n"
                "## 二、40 人的船員小組\n分享人：\n* 李大海\n* 陳小安\n"
                "## 三、交流、喝茶\n請先寫下問題：\n- 誰來？\n## 共筆\nhttps://hackmd.io/a"
            ),
            ["一、五個港口的預算", "二、40 人的船員小組", "三、交流、喝茶"],
        ),
        (
            "### ❶ Budgets of a port\nSpeaker: Ann Lee\n### ❷ Nets\nSpeaker: Ben Ray\n### ❸ Tea",
            ["❶ Budgets of a port", "❷ Nets", "❸ Tea"],
        ),
        (
            "**「夜の海図」**\n登壇者：佐藤花子\n\n船の話。\n\n**漁網と予算**\n登壇者：Ben Ray\n",
            ["「夜の海図」", "漁網と予算"],
        ),
        (
            (
                "### 第一段 五個港口\n去年的事。\n分享人\n- 曾小瑜\n"
                "### 第二段 漁網\n\n分享人\n阿寶\n### 第三段 QA ＆ 閒聊\n問題"
            ),
            ["第一段 五個港口", "第二段 漁網", "第三段 QA ＆ 閒聊"],
        ),
        (
            "#### ① 지도, 사흘의 기록\n발표: Ann Lee\n#### ② 배와 그물\n발표: Rangi Tama\n",
            ["① 지도, 사흘의 기록", "② 배와 그물"],
        ),
        (
            "**1. 《夜海圖》**\n講者：王小明\n\n**2. 《漁網》**\n講者：李大海\n\n**3. 交流時間**",
            ["1. 《夜海圖》", "2. 《漁網》", "3. 交流時間"],
        ),
        (
            (
                "## Talks\n### 1. Maps\nSpeaker: Ann Lee\n### 2. Boats\nSpeaker: Ben Ray\n"
                "## Practical\n### 3. Getting around\n### 4. Wifi\n"
            ),
            ["1. Maps", "2. Boats"],
        ),
        ("## A. Food\nSpeaker: Ann Lee\n## B. Costs\nall paid", ["A. Food"]),
        ("## 籌備會議紀錄\n主持：阿海\n記錄：小明", []),
        ("## 去年的活動\n講者：大明", []),
        ("## Sponsors\nPresented by: City Hall", []),
        ("出席：王小明、李大海\n### 1. 漁網\n報告：王小明", []),
        ("**Opening 10:00**\nHello\n\n**Wishes**\nWe wish for boats.", []),
        ("## 2. 預算\n報告在附件\n## 3. 交通\n搭船", []),
    ],
)
def test_what_stands_over_its_speaker_is_a_talk_and_so_is_what_goes_on_counting(text, titles):
    assert talks(f"# 港口之夜 2027/3/9\n\n{text}\n") == titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            (
                "## 1. Captioning the port\nby **Peishan Lo**\nA stenographer.\n\n"
                "## 2. An open map\nby **Annie**\n"
            ),
            ["1. Captioning the port", "2. An open map"],
        ),
        (
            (
                "**1. 夜市を描く**\n\n登壇：小樹\n\n港のエンジニア。\n\n**2. 山の水場**\n\n"
                "登壇：Ann Lee\n"
            ),
            ["1. 夜市を描く", "2. 山の水場"],
        ),
        (
            (
                "## Part 1　船塢\n前年去三個月。\n\n> 分享人：\n> 施小儒 ｜ 獨立研究者\n\n"
                "## Part 2　首爾\n> 分享人：\n> yuki_m\n\n## Part 3　Open mic\n現場登記"
            ),
            ["Part 1 船塢", "Part 2 首爾", "Part 3 Open mic"],
        ),
        (
            (
                "**【第一場】柏林：修理咖啡館**（40 分鐘）\n講者 | 顏小涵、Moritz K.\n\n"
                "2009 年開始。\n\n**【第二場】清邁**（40 分鐘）\n講者 | 葉大雄"
            ),
            ["【第一場】柏林：修理咖啡館（40 分鐘）", "【第二場】清邁（40 分鐘）"],
        ),
        (
            "## 一、港口的參與式預算\n講者：\n* 林阿妙\n* Pipi\n\n2013 年開始。",
            ["一、港口的參與式預算"],
        ),
        (
            "## 一、赫港的參與式預算\n三個人去了十天。\n\n分享人\n簡大海、Hanna、小龜",
            ["一、赫港的參與式預算"],
        ),
        (
            "## 발표 목록\n\n**1. 지도**\n발표자: 류하늘\n\n**2. 그물**\n발표자: Ann Lee",
            ["1. 지도", "2. 그물"],
        ),
        ("## Our session\n### Who does what\n- [x] Ann: bios\n### Format\n- 75 min", []),
        ("## Notes\nby the river\n\n## Costs\nby train 40 EUR", []),
    ],
)
def test_who_gives_a_talk_may_stand_in_a_quote_a_by_line_or_the_next_paragraph(text, titles):
    assert talks(f"# 港口之夜 2027/3/9\n\n{text}\n") == titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "## Proposal\n### Title: Who feeds the map? Boats and data\n### Abstract\nWe began.",
            ["Who feeds the map? Boats and data"],
        ),
        (
            "**Session title**\nWho reads the map of the port?\n\nAbstract: maps.",
            ["Who reads the map of the port?"],
        ),
        (
            "## Text we sent\n\n**Title**: Who owns the tide table?\n\nSince 2017 …",
            ["Who owns the tide table?"],
        ),
        (
            "#### Name of session\nCaptions for everyone: three ports\n\n#### Type\nPanel",
            ["Captions for everyone: three ports"],
        ),
        ("Title: Maps\n", []),
        ("Title: Senior policy officer at Port\nOrganisation: Port Lab", []),
        ("Title: The old man and the sea\nAuthor: E. Hemingway", []),
        ("## Job titles\nTitle and name are needed for the badge.", []),
    ],
)
def test_the_session_that_is_handed_in_goes_by_its_title(text, titles):
    assert talks(f"# Our panel at Port Fest 2027\n\n{text}\n") == titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            (
                "與談：小嵐、Jarvis\n\n## 1. 居留證 (小嵐)\n花 120 歐元\n\n## 2. 村長？ (Jarvis)\n"
                "\n## 3. 一起聊"
            ),
            ["1. 居留證 (小嵐)", "2. 村長？ (Jarvis)", "3. 一起聊"],
        ),
        (
            (
                "#### 📌 港口 2F\n#### 🎟 https://a.example/1 （免費，要報名）\n\n"
                "**第一場　數位身分證**\n主講｜許小瑜\n愛沙尼亞。\n\n**第二場　桌遊**\n主講｜Mulan"
            ),
            ["第一場 數位身分證", "第二場 桌遊"],
        ),
        ("## 1. Maps (free)\n## 2. Boats (tbc)", []),
    ],
)
def test_counted_talks_may_end_with_who_gives_them(text, titles):
    assert talks(f"# 港口之夜 2027/3/9\n\n{text}\n") == titles
