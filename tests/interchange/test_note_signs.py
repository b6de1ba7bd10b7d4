"""What signs and shapes alone tell: emoji, squares before days, numbers, the heads of e-mails."""

import pytest

from tests.interchange.lines import lost_lines
from tests.interchange.outlines import outline, read
from tripbook.interchange.note import read_note

D9, D10 = "2027-03-09", "2027-03-10"


def names(text):
    return [name for name, _handle, _organization in read(f"# Visit 2027\n\n{text}").people]


def days(text):
    return read(f"# Visit 2027\n\n{text}").days


def sessions(text):
    return [(date, title) for date, _start, _end, title in read(f"# Visit 2027\n\n{text}").sessions]


def positions(text):
    document = read_note(f"# Visit 2027\n\n{text}").document
    return [(person.name, person.position) for person in document.participants]


# Signs for labels


def test_a_sign_is_the_only_label_of_names_date_and_place():
    text = "# Port night\n\n👥 Ann, Ben, Mei\n📅 2027/3/9 19:00\n📍 City Hall\n"
    found = read(text)
    assert [name for name, *_rest in found.people] == ["Ann", "Ben", "Mei"]
    assert (found.days, found.sessions) == ([(D9, "")], [])


@pytest.mark.parametrize("sign", ["## 👥\n", "👥\n", "- 🙋\n    "])
def test_a_sign_alone_stands_over_names(sign):
    indent = " " * (len(sign) - len(sign.rstrip(" ")))
    assert names(f"{sign}- Ann\n{indent}- Ben\n") == ["Ann", "Ben"]


def test_signs_under_a_session():
    text = "# Visit 2027\n\n## 3/9\n### Port office\n⏰ 10:00-11:00\n📍 Quay 2\n🎤 Ann Lee\n"
    reading = read_note(text)
    [session] = reading.document.sessions
    assert outline(reading.document).sessions == [(D9, "10:00", "11:00", "Port office")]
    assert [place.name for place in reading.document.places] == ["Quay 2"]
    assert [(p.name, p.role) for p in reading.document.participants] == [("Ann Lee", "speaker")]
    assert session.place == reading.document.places[0].uid


@pytest.mark.parametrize(
    "text", ["👥 12 people\n", "🙋 Questions? Ask Ann\n", "👥 Port office team\n"]
)
def test_a_sign_of_people_before_other_words_names_nobody(text):
    assert names(text) == []


def test_a_sign_before_a_time_and_a_title_is_part_of_the_programme():
    text = "## 3/9\n- ⏰ 19:00 Dinner\n- 📍 20:00 Harbour walk\n"
    assert [date for date, _title in sessions(text)] == [D9, D9]
    assert sessions("## 3/9\n- 📍 Museum\n- 📍 Harbour\n") == [
        (D9, "📍 Museum"),
        (D9, "📍 Harbour"),
    ]


def test_what_stands_under_the_date_of_an_event_is_no_programme():
    assert sessions("📅 3/9\n📍 City Hall\n\n- Bring a laptop\n- Sign up first\n") == []
    programme = "📅 3/9\n10:00 walk\n11:00 boat\n📅 3/10\n10:00 mill\n"
    assert sessions(programme) == [(D9, "walk"), (D9, "boat"), (D10, "mill")]


# Days


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("■3月9日（火）", "■3月10日（水）"),
        ("◆3/9", "◆3/10"),
        ("【3/9】", "【3/10】"),
        ("▍3/9", "▍3/10"),
        ("● 3/9 (二)", "● 3/10 (三)"),
        ("3/9", "3/10"),
    ],
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_sign_or_nothing_before_a_day_line(first, second, gap):
    text = f"{first}\n- 10:00 walk\n- 11:00 boat\n{gap}{second}\n{gap}- 10:00 mill\n- 11:00 tea\n"
    found = [(D9, "walk"), (D9, "boat"), (D10, "mill"), (D10, "tea")]
    assert (sessions(text), days(text)) == (found, [(D9, ""), (D10, "")])


@pytest.mark.parametrize(
    ("first", "second"), [("◆3/9 Port", "◆3/10 Mill"), ("【3/9】Port", "【3/10】Mill")]
)
def test_a_day_under_a_sign_has_its_title(first, second):
    text = f"{first}\n10:00 walk\n11:00 boat\n\n{second}\n10:00 tea\n"
    assert days(text) == [(D9, "Port"), (D10, "Mill")]
    assert sessions(text) == [(D9, "walk"), (D9, "boat"), (D10, "tea")]


def test_a_day_under_a_sign_right_after_a_list():
    text = "## 3/9\n- 10:00 walk\n■3/10 Mill\n- 10:00 tea\n- 11:00 tour\n"
    assert sessions(text) == [(D9, "walk"), (D10, "tea"), (D10, "tour")]


def test_a_sign_before_what_is_done_on_a_day_is_none_of_its_title():
    assert sessions("## Plan\n● 3/9 參訪港務局\n● 3/10 搭船\n") == [
        (D9, "參訪港務局"),
        (D10, "搭船"),
    ]


def test_a_sentence_that_goes_on_with_a_date_begins_no_day():
    text = "## 3/9\n- 10:00 walk, and the bus of\n3/10 is late\n- 11:00 boat\n"
    assert days(text) == [(D9, "")]


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        ("## 0304\n## 0309 Port\n", [("2027-03-04", ""), (D9, "")]),
        ("## 0309\n## 0304\n", [("2027-03-04", ""), (D9, "")]),
        ("## 0309\n", [(D9, "")]),
        ("## 0910 check-in\n## 0930 opening\n", []),
        ("## 0309 Room\n", []),
        ("## 1001\n## 0999\n", []),
        ("## 0309\n## 0304\n## 0310\n", []),
    ],
)
def test_month_and_day_of_headings(headings, found):
    assert days(headings) == found


def test_month_and_day_of_headings_need_a_year():
    assert read("# Port\n\n## 0304\n## 0309\n").days == []


# Tables


def test_a_date_beside_a_time_holds_for_the_rows_below():
    text = (
        "| Time | Title |\n|---|---|\n| 3/9 09:00 | Check-in |\n| 10:00 | Opening |\n"
        "| 3/10 09:00 | Tour |\n| 14:00 | Walk |\n"
    )
    found = [(D9, "Check-in"), (D9, "Opening"), (D10, "Tour"), (D10, "Walk")]
    assert (sessions(text), days(text)) == (found, [(D9, ""), (D10, "")])


def test_the_number_of_a_day_beside_a_time():
    text = (
        "Date: 2027/3/9-10\n\n| Time | Title |\n|---|---|\n| Day 1 09:00 | Check-in |\n"
        "| 10:00 | Opening |\n| Day 2 09:00 | Tour |\n"
    )
    assert sessions(text) == [(D9, "Check-in"), (D9, "Opening"), (D10, "Tour")]


def test_a_row_with_only_a_date_heads_the_rows_below():
    text = (
        "| Time | Title |\n|---|---|\n| 3/9 | |\n| 09:00 | Check-in |\n| 10:00 | Opening |\n"
        "| 3/10 (Wed) | |\n| 09:00 | Tour |\n"
    )
    assert sessions(text) == [(D9, "Check-in"), (D9, "Opening"), (D10, "Tour")]


def test_a_table_of_what_happened_is_no_programme():
    text = "| Time | Event |\n|---|---|\n| 2014/3/18 21:00 | Strike |\n| 2014/5/10 18:00 | Vote |\n"
    assert (sessions(text), days(text)) == ([], [])


# Places beside a title


@pytest.mark.parametrize(
    ("line", "title", "place"),
    [
        ("10:00 開幕 、地點：大會堂", "開幕", "大會堂"),
        ("10:00 參訪、地點：港務局", "參訪", "港務局"),
        ("10:00 Lunch, venue: Café Anchor", "Lunch", "Café Anchor"),
        ("10:00 Budget, room: how much do we need?", "Budget, room: how much do we need?", None),
        ("10:00 Place: why it matters", "Place: why it matters", None),
    ],
)
def test_a_place_with_its_label_after_a_title(line, title, place):
    text = f"# Visit 2027\n\n## 3/9\n- {line}\n"
    reading = read_note(text)
    assert lost_lines(text, reading) == []
    assert [session.title for session in reading.document.sessions] == [title]
    assert [p.name for p in reading.document.places] == ([place] if place else [])


# People


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("- Ann Lee, Ben Ray\n- Cho Kim\n", ["Ann Lee", "Ben Ray", "Cho Kim"]),
        ("- Ann Lee, Open Data\n- Ben Ray, Code Lab\n", ["Ann Lee", "Ben Ray"]),
        ("- Tamm, Nora\n- Kask, Arno\n- Lee, Ann\n", ["Tamm, Nora", "Kask, Arno", "Lee, Ann"]),
        ("- Tamm, Nora (Port)\n- Lee, Ann\n", ["Tamm, Nora", "Lee, Ann"]),
        ("- Nora, Acme\n- Arno, Mozilla\n- Ann, Port\n", ["Nora", "Arno", "Ann"]),
    ],
)
def test_a_comma_between_people_or_inside_a_name(text, people):
    assert names(f"## Participants\n{text}") == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Speaker: Nora Tamm, Head of Data\n", [("Nora Tamm", "Head of Data")]),
        ("講者：王小明，資料長\n", [("王小明", "資料長")]),
        ("Speakers: Nora Tamm, Ann Lee\n", [("Nora Tamm", ""), ("Ann Lee", "")]),
        ("Speaker: Nora Tamm, Ministry of Data\n", [("Nora Tamm", "")]),
        (
            "Participants: Nora Tamm, Mayor, Ann Lee, Port Office\n",
            [("Nora Tamm", "Mayor"), ("Ann Lee", "")],
        ),
        ("講者：小美、海寧老師\n", [("小美", ""), ("海寧老師", "")]),
        (
            "## Participants\n- Ben Ray (editor, Acme)\n- Mei\n",
            [("Ben Ray", "editor"), ("Mei", "")],
        ),
        ("## Participants\n- mei7 (lead)\n- Ben (Acme)\n", [("mei7", "lead"), ("Ben", "")]),
        ("## 與會者\n- 小美（協會理事）\n- 阿海（港務局）\n", [("小美", "協會理事"), ("阿海", "")]),
    ],
)
def test_what_somebody_is_stands_after_the_name(text, people):
    assert positions(text) == people


# What nobody sees


def test_characters_that_nobody_sees_inside_dates_times_and_names():
    programme = "## 3\u200b/9\n- 10:\u200b00 Opening\n- 11:00\u200b-12:00 Tour\n"
    found = read(f"# Visit 2027\n\n{programme}## Participants\n- Ann\u2060 Lee\n")
    assert found.days == [(D9, "")]
    assert found.sessions == [(D9, "10:00", None, "Opening"), (D9, "11:00", "12:00", "Tour")]
    assert [name for name, *_rest in found.people] == ["Ann Lee"]


# E-mails

BODY = "\n\nDear all,\n\n9 March 2027\n10:00 Opening\n11:00 Tour\n"


ENGLISH = """\
From: Ann Lee <ann@port.example>
To: Ben Ray, Mei Tamm
Cc: Cho Kim
Date: Tue, 2 Feb 2027 09:12:33 +0200
Subject: Fwd: Port visit"""
CHINESE = """\
寄件者：王小明 <a@port.example>
日期：2027年2月2日 週二 上午9:12
主旨：Port visit
收件者：陳大文、林小美"""
FORWARDED = """\
---------- Forwarded message ---------
From: *Ann Lee* <ann@port.example>
Date: Tue, Feb 2, 2027 at 9:12 AM
Subject: Port visit
To: Ben Ray, Mei Tamm"""


@pytest.mark.parametrize("head", [ENGLISH, CHINESE, FORWARDED])
def test_the_head_of_an_e_mail_is_no_day_and_no_roster(head):
    found = read(head + BODY)
    assert (found.title, found.people, found.days) == ("Port visit", [], [(D9, "")])
    assert found.sessions == [(D9, "10:00", None, "Opening"), (D9, "11:00", None, "Tour")]
    assert found.description.startswith(head)


def test_the_year_of_a_programme_is_the_one_in_which_its_e_mail_was_sent():
    head = "From: ann@port.example\nTo: Ben\nDate: 2 Feb 2027 09:12\nSubject: Port visit"
    assert read(f"{head}\n\n3/9\n10:00 Opening\n11:00 Tour\n").days == [(D9, "")]


def test_from_where_to_where_is_no_e_mail():
    assert days("From: Tallinn\nTo: Tartu\nDate: 2027/3/9\n") == [(D9, "")]


# Quotes


def test_parts_in_a_quote_are_read_as_if_they_were_not_quoted():
    quote = "> ## 與會者\n> - 阿海\n> - 王小明\n>\n> ## 3/9\n> - 10:00 walk\n> - 11:00 boat\n"
    assert names(quote) == ["阿海", "王小明"]
    assert sessions(quote) == [(D9, "walk"), (D9, "boat")]


def test_a_part_in_a_quote_ends_with_it():
    quote = "> ## 交通\n> by bus, not on 3/10\n"
    text = f"## 3/9\n- 10:00 walk\n\n{quote}\n- 11:00 boat\n- 12:00 tea\n"
    assert (sessions(text), days(text)) == ([(D9, "walk"), (D9, "boat"), (D9, "tea")], [(D9, "")])


def test_a_table_in_a_quote():
    text = "> ## 3/9\n> | Time | Title |\n> |---|---|\n> | 10:00 | walk |\n> | 11:00 | boat |\n"
    assert sessions(text) == [(D9, "walk"), (D9, "boat")]


def test_a_thread_that_is_signed_stays_text():
    assert names("> ## 與會者\n> - 阿海\n> - 王小明\n> [name=Ann]\n") == []


def test_a_heading_that_is_quoted_is_no_title_and_no_session():
    assert read("> # What they wrote\n\n# Visit 2027\n").title == "Visit 2027"
    assert sessions("## 3/9\n- 10:00 walk\n\n> ### What they wrote\n> Nice.\n") == [(D9, "walk")]


# Names without a label

HEADS = [
    "## 3/9 小聚\n",
    "## 2027/3/9 19:00 @ City Hall\n",
    "2027/3/9 19:00 市政廳\n",
    "時間：3/9\n地點：港口\n\n",
    "## 時間：3/9 19:00\n## 地點：港口\n",
    "## 3/9\n### 19:00 Dinner\n",
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize("crew", ["- 阿明\n- mei\n- 林小美\n", "阿明、mei、林小美\n"])
def test_who_met_stands_under_when_that_was(head, gap, crew):
    assert names(head + gap + crew) == ["阿明", "mei", "林小美"]
    assert [date for date, _title in days(head + gap + crew)] == [D9]


@pytest.mark.parametrize(
    "text",
    [
        "## 3/9 Walk\n- Museum\n- Harbour\n- Mill\n",
        "## 3/9\n- 金瓜石老街\n- 高美館\n- 林口市場\n",
        "## 3/9\n- 阿明\n    - books the boat\n- mei\n- 林小美\n",
        "## 3/9\n- Ann\n- Ben\n",
        "## 3/9\nMill, Museum, Harbour\n",
        "## To do\n- 阿明\n- mei\n- 林小美\n",
    ],
)
def test_what_else_is_listed_under_a_day_names_nobody(text):
    assert names(text) == []


# Talks


@pytest.mark.parametrize("heading", ["Talks", "分享主題", "內容", "發表"])
def test_talks_that_say_who_gives_them(heading):
    talks = "1. Open maps - Ann Lee\n2. 港口資料（阿海）\n3. Lights\n"
    found = read(f"# Port night\n\nDate: 2027/3/9\n\n## {heading}\n{talks}")
    assert [title for *_when, title in found.sessions] == ["Open maps", "港口資料", "Lights"]
    assert [name for name, *_rest in found.people] == ["Ann Lee", "阿海"]


@pytest.mark.parametrize(
    "text",
    [
        "## 內容\n1. 開放地圖\n2. 港口資料\n",
        "## 內容\n- 阿明：地圖很重要\n- 林小美：同意\n",
        "## Talks\n- Budget - Port office\n- Plan - next week\n",
        "## Ideas\n1. Open maps - Ann Lee\n2. Lights - Ben Ray\n",
    ],
)
def test_points_without_speakers_are_no_talks(text):
    assert sessions(f"Date: 2027/3/9\n\n{text}") == []


def test_an_e_mail_in_a_quote_tells_the_year_and_no_day():
    note = (
        "# Visit of the port\n\n> From: Ann <ann@port.example>\n> Date: Tue, 9 Feb 2027 09:41\n"
        "> Could we come between 8 and 12 March?\n\n## 3/9\n- 10:00 Walk\n"
    )
    assert read(note).days == [("2027-03-09", "")]
