import datetime as dt

import pytest

from tripbook.interchange.note import read_note
from tripbook.interchange.note.line.dates import day_number, day_of_month, find_dates
from tripbook.interchange.note.rules.days import event_dates, is_only_day, read_day_mark
from tripbook.interchange.note.rules.years import Years, years_in


def written(text):
    """Return each date of a line as (year, month, day), a range with its last month and day."""
    return [
        (s.year, s.month, s.day) + ((s.last_month or s.month, s.last_day) if s.is_range else ())
        for s in find_dates(text)
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2027-03-09", [(2027, 3, 9)]),
        ("#15 March 9, 2027", [(2027, 3, 9)]),
        ("Day 2 - 9th March", [(None, 3, 9)]),
        ("2027/3/9", [(2027, 3, 9)]),
        ("2027.3.9（二）", [(2027, 3, 9)]),
        ("(’27.03.09) 20:00~21:00", [(2027, 3, 9)]),
        ("'27/3/9-11", [(2027, 3, 9, 3, 11)]),
        ("'27년 3월 9일", [(2027, 3, 9)]),
        ("'96.03.09", []),
        ("회의 27.03.15 ~ 03.17", [(2027, 3, 15, 3, 17)]),
        ("27.03.09", [(2027, 3, 9)]),
        ("27/03/09", [(2027, 3, 9)]),
        ("回數 27/13/09", []),
        ("회의 27.13.09", []),
        ("판 27.03.09.2", []),
        ("2027/3/9-11 港城", [(2027, 3, 9, 3, 11)]),
        ("2027/3/30-4/2", [(2027, 3, 30, 4, 2)]),
        ("20270309", [(2027, 3, 9)]),
        ("日期：２０２７／３／９", [(2027, 3, 9)]),
        ("2027年3月9日", [(2027, 3, 9)]),
        ("3月9日（火）", [(None, 3, 9)]),
        ("3月9號", [(None, 3, 9)]),
        ("二〇二七年三月九日（二）", [(2027, 3, 9)]),
        ("民國一百一十六年十二月二十五日", [(2027, 12, 25)]),
        ("三月十日至城裡", [(None, 3, 10)]),
        ("3/9, 10 [投票結果]", [(None, 3, 9, 3, 10)]),
        ("3/9、10 兩天", [(None, 3, 9, 3, 10)]),
        ("3/9, 10 people", [(None, 3, 9)]),
        ("0309會議紀錄", [(None, 3, 9)]),
        ("0309 第二次籌備會議", [(None, 3, 9)]),
        ("3월 9일(화)", [(None, 3, 9)]),
        ("3월 9-11일", [(None, 3, 9, 3, 11)]),
        ("3月9日〜11日", [(None, 3, 9, 3, 11)]),
        ("3/9", [(None, 3, 9)]),
        ("3/9-11", [(None, 3, 9, 3, 11)]),
        ("3.9(화)", [(None, 3, 9)]),
        ("3. 9.(화)", [(None, 3, 9)]),
        ("3.9（二）", [(None, 3, 9)]),
        ("3.9(화) – 3.11(목) 2027", [(2027, 3, 9, 3, 11)]),
        ("3/9-11, 2027", [(2027, 3, 9, 3, 11)]),
        ("9. 3. 2027", [(2027, 3, 9)]),
        ("9.–11. 3. 2027", [(2027, 3, 9, 3, 11)]),
        ("Tuesday 9. 3.", [(None, 3, 9)]),
        ("Dienstag, 09.03.", [(None, 3, 9)]),
        ("Di, 9.3.", [(None, 3, 9)]),
        ("9. März 2027", [(2027, 3, 9)]),
        ("9th, Mar.", [(None, 3, 9)]),
        ("9, March", []),
        ("9.–11. März 2027", [(2027, 3, 9, 3, 11)]),
        ("9. April", [(None, 4, 9)]),
        ("du 9 au 11 mars 2027", [(2027, 3, 9, 3, 11)]),
        ("le 1er août", [(None, 8, 1)]),
        ("9 de mayo de 2027", [(2027, 5, 9)]),
        ("9 maggio 2027", [(2027, 5, 9)]),
        ("9 e 10 de março de 2027", [(2027, 3, 9, 3, 10)]),
        ("9 maart 2027", [(2027, 3, 9)]),
        ("9-11 Agustus 2027", [(2027, 8, 9, 8, 11)]),
        ("03-09-2027", [(2027, 9, 3)]),
        ("03-19-2027", [(2027, 3, 19)]),
        ("19/3/27", [(2027, 3, 19)]),
        ("3/19/27", [(2027, 3, 19)]),
        ("19.03.27", [(2027, 3, 19)]),
        ("March 9, 10 and 12, 2027", [(2027, 3, 9), (2027, 3, 10), (2027, 3, 12)]),
        ("9th, 10th & 12th of March", [(None, 3, 9), (None, 3, 10), (None, 3, 12)]),
        ("9/Mar/2027", [(2027, 3, 9)]),
        ("9/Mar: Arrival", [(None, 3, 9)]),
        ("Tue 23/3", [(None, 3, 23)]),
        ("23/3 Arrival", [(None, 3, 23)]),
        ("3/9 火", [(None, 3, 9)]),
        ("2027-03-09 → 2027-03-11", [(2027, 3, 9, 3, 11)]),
        ("Tue 9–Thu 11 March", [(None, 3, 9, 3, 11)]),
        ("Tue 9 → Thu 11 March 2027", [(2027, 3, 9, 3, 11)]),
        ("3/30-4/2", [(None, 3, 30, 4, 2)]),
        ("3/9（二）~3/11（四）", [(None, 3, 9, 3, 11)]),
        ("3/9 12:00 (port) ~ 3/11 15:00", [(None, 3, 9, 3, 11)]),
        ("9 March and 10 March", [(None, 3, 9, 3, 10)]),
        ("2027 March 9 - 11", [(2027, 3, 9, 3, 11)]),
        ("2027-Mar-09", [(2027, 3, 9)]),
        ("09-Mar-2027", [(2027, 3, 9)]),
        ("3/31、4/1", [(None, 3, 31, 4, 1)]),
        ("3/9, 3/11", [(None, 3, 9), (None, 3, 11)]),
        ("3/9 8-10pm", [(None, 3, 9)]),
        ("Mar 9", [(None, 3, 9)]),
        ("March 9th, 2027", [(2027, 3, 9)]),
        ("Mar 9-11 2027, Town Hall", [(2027, 3, 9, 3, 11)]),
        ("Mar 30 – Apr 2", [(None, 3, 30, 4, 2)]),
        ("9 March 2027", [(2027, 3, 9)]),
        ("9-11 March", [(None, 3, 9, 3, 11)]),
        ("9th of March", [(None, 3, 9)]),
        ("Febuary 9", [(None, 2, 9)]),
        ("Tuesday, 9 March", [(None, 3, 9)]),
        ("2027. 3. 9. (화)", [(2027, 3, 9)]),
        ("2027. 3. 9. ~ 3. 11.", [(2027, 3, 9, 3, 11)]),
        ("9.3.2027", [(2027, 3, 9)]),
        ("03/29/2027", [(2027, 3, 29)]),
        ("29/3/2027", [(2027, 3, 29)]),
        ("民國 116 年 3 月 9 日", [(2027, 3, 9)]),
        ("116年3月9、10日（二、三）", [(2027, 3, 9, 3, 10)]),
        ("116/3/9-11", [(2027, 3, 9, 3, 11)]),
        ("令和9年3月9日（火）", [(2027, 3, 9)]),
        ("令和元年5月1日", [(2019, 5, 1)]),
        ("9 to 11 March", [(None, 3, 9, 3, 11)]),
        ("9 March - 11 March 2027", [(2027, 3, 9, 3, 11)]),
        ("Tuesday, March 9 – Thursday, March 11, 2027", [(2027, 3, 9, 3, 11)]),
        ("2027.03.09 (Tue) - 03.11 (Thu)", [(2027, 3, 9, 3, 11)]),
        ("3월 9일(화) ~ 11일(목)", [(None, 3, 9, 3, 11)]),
        ("3/9 to 4/1 and 5/2", [(None, 3, 9), (None, 4, 1), (None, 5, 2)]),
        ("3月9日、16日", [(None, 3, 9), (None, 3, 16)]),
        ("3月9日（火）、16日（火）、23日", [(None, 3, 9), (None, 3, 16), (None, 3, 23)]),
        ("3월 9일, 16일", [(None, 3, 9), (None, 3, 16)]),
        ("3月31日、2日目", [(None, 3, 31)]),
        ("3月9日，5日前請報名", [(None, 3, 9)]),
    ],
)
def test_dates(text, dates):
    assert written(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "24/7",
        "0930 報到",
        "三月一次",
        "13/13",
        "1/2.5",
        "rooms 8-111, 8-110",
        "2027/3",
        "2025/8-2027/8",
        "2027/6-8",
        "50%",
        "version 1.2.3",
        "127.0.0.1",
        "第110屆",
        "110/220",
        "Match 3",
        "mei2",
        "3/4/5",
        "version v12.10.27",
        "會議 27/3/19",
        "3.9 km",
        "open 24/7",
        "rooms 23/3",
        "1. 2. and so on",
        "chapters 3. 9.",
        "version 3.9. of it",
        "pm5",
        "from 2014 to 2018",
        "10:30",
        "第 3 場",
    ],
)
def test_no_dates(text):
    assert written(text) == []


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("3/9（二）", 1),
        ("3/9 (Tue)", 1),
        ("2027/3/9 拜二 Tuesday", 1),
        ("Tuesday, 9 March", 1),
        ("3月9日（火）", 1),
        ("3월 9일(화)", 1),
        ("Dienstag, 09.03.", 1),
        ("mardi 9 mars", 1),
        ("martedì 9 marzo", 1),
        ("terça-feira, 9 de março", 1),
        ("dinsdag 9 maart", 1),
        ("Selasa, 9 Maret", 1),
        ("3/9 二 19:30", 1),
        ("3/9 二 參訪", 1),
        ("3/9二", 1),
        ("3/9二19:30", 1),
        ("2027.3.9 二　1330 - 1730", 1),
        ("3/9 二晚上", 1),
        ("（3/9 二）", 1),
        ("3/8 一下午", None),
        ("3/8 一起出發", None),
        ("3/9（名單）", None),
        ("3/9", None),
    ],
)
def test_weekdays(text, weekday):
    assert [span.weekday for span in find_dates(text)] == [weekday]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Day 2", 2),
        ("DAY2: Old town", 2),
        ("day two", 2),
        ("第二天", 2),
        ("第 2 天", 2),
        ("第2日目", 2),
        ("2日目", 2),
        ("2일차", 2),
        ("둘째 날", 2),
    ],
)
def test_day_numbers(text, number):
    assert day_number(text)[0] == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9日（火）", (9, 1)),
        ("9일(화) 항구", (9, 1)),
        ("Tue 9", (9, 1)),
        ("Tuesday 9th: boats", (9, 1)),
        ("9日", (9, None)),
        ("9日目", None),
        ("9日間", None),
        ("9日（名單）", None),
        ("Tue 9:30", None),
        ("Tue 9 boats", None),
    ],
)
def test_days_of_a_month_that_is_said_elsewhere(text, found):
    day = day_of_month(text)
    assert (day and day[:2]) == found


@pytest.mark.parametrize("text", ["Holiday 2", "Day 1:30", "days", "第二場"])
def test_no_day_numbers(text):
    assert day_number(text) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("3/9（二）", ""),
        ("3/9（二）抵達", "抵達"),
        ("Mar 9: Arrival", "Arrival"),
        ("Day 2 (3/10): Old town", "Day 2: Old town"),
        ("3/10 Day 2", "Day 2"),
        ("Day 2：3/10（三）老街", "Day 2： 老街"),
        ("【DAY 1 @ Harbour】", "DAY 1 @ Harbour"),
        ("第一天 港城", "第一天 港城"),
        ("Old town (3/10)", "Old town"),
        ("Schedule 3/10", ""),
        ("第二次會議（3/10 三 20:00 線上）", "第二次會議（線上）"),
        ("第二次會議（3/10 三）", "第二次會議"),
        ("第二次 3/10 (三) 1900-2030", "第二次"),
        ("Second call (3/10 Wed, 20:00)", "Second call"),
        ("週五：自由活動", "自由活動"),
        ("Friday", ""),
    ],
)
def test_texts_about_a_day(text, title):
    assert read_day_mark(text).title == title


@pytest.mark.parametrize(
    "text",
    [
        "Deadline 3/10",
        "報名截止 3/10",
        "What we learned on 3/10 in the old town",
        "Opening",
        "Sunday schools of the harbour",
        "10:00 Opening",
        "Today 1:30/2",
        "提案（3/10 20:00 更新）",
        "Proposals (3/10 20:00 by Ann)",
    ],
)
def test_texts_about_no_day(text):
    assert read_day_mark(text) is None


@pytest.mark.parametrize(
    "text", ["June 8 (Sat)", "**Day 1**", "第二天：", "【DAY 1 @ Harbour】", "**3/9 Arrival**"]
)
def test_lines_that_are_a_day(text):
    assert is_only_day(text)


@pytest.mark.parametrize("text", ["3/9 Arrival", "第一天在港口，第二天在山上。", "3/9 10:00 Walk"])
def test_lines_that_are_more_than_a_day(text):
    assert is_only_day(text) is None


def test_lines_that_begin_with_the_dates_of_the_event():
    assert event_dates("Mar 9-11 2027, Harbour Hall (HH)").last_day == 11
    assert event_dates("2027/3/9 at the harbour")
    assert event_dates("2027/3/9 we met them for the first time.") is None
    assert event_dates("Mar 9, Harbour Hall") is None


@pytest.mark.parametrize(
    ("years", "text", "year"),
    [
        (Years(full_dates=[dt.date(2027, 3, 9)]), "4/1", 2027),
        (Years(full_dates=[dt.date(2027, 12, 30)]), "1/2", 2028),
        (Years(full_dates=[dt.date(2027, 1, 2)]), "12/30", 2026),
        (Years(bare={2027}), "4/1", 2027),
        (Years(bare={2026}), "1/2 (Sat)", 2027),
        (Years(bare={2026, 2027}), "4/1", None),
        (Years(start_date=dt.date(2027, 3, 9)), "4/1", 2027),
        (Years(bare={2027}), "2031/4/1", 2031),
        (Years(), "4/1", None),
    ],
)
def test_years(years, text, year):
    assert years.year_of(find_dates(text)[0]) == year


def test_year_of_the_heading_above_goes_before_the_title():
    assert Years(bare={2026}).year_of(find_dates("4/1")[0], near=2027) == 2027


def test_years_that_stand_by_themselves():
    assert years_in("Visit 2027 to the 2nd harbour, 2027/3/9, ２０２６年") == {2027, 2026}


@pytest.mark.parametrize("text", ["2/30", "4/31", "2027-02-29", "3/9-2/1"])
def test_dates_that_do_not_exist(text):
    [span] = find_dates(text)[:1]
    if span.is_range or text != "3/9-2/1":
        with pytest.raises(ValueError, match="day|range"):
            span.dates_in(2027)


def test_a_range_over_new_year():
    [span] = find_dates("12/30-1/2")
    assert [str(date) for date in span.dates_in(2026)] == [
        "2026-12-30",
        "2026-12-31",
        "2027-01-01",
        "2027-01-02",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "12/30, 2026 ~ 01/02, 2027",
        "12/30 ~ 1/2, 2027",
        "12/30/2026 - 01/02/2027",
        "2026/12/30 ~ 2027/1/2",
        "Dec 30, 2026 - Jan 2, 2027",
        "30 Dec – 2 Jan 2027",
        "Dec 30 – Jan 2, 2027",
        "2026年12月30日～2027年1月2日",
        "2026년 12월 30일 ~ 2027년 1월 2일",
    ],
)
def test_a_range_over_new_year_begins_in_the_year_before(text):
    assert written(text) == [(2026, 12, 30, 1, 2)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("3/9, 2027 ~ 3/11, 2027", [(2027, 3, 9, 3, 11)]),
        ("Nov 5, 2026 - Feb 20, 2027", [(2026, 11, 5), (2027, 2, 20)]),
        ("Dec 30, 2026 - Jan 2, 2028", [(2026, 12, 30), (2028, 1, 2)]),
        ("2026/12/30, 2027/1/2", [(2026, 12, 30), (2027, 1, 2)]),
    ],
)
def test_other_dates_in_a_row_keep_their_years(text, dates):
    assert written(text) == dates


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("# Port days\n\nPlan of the days in the old mill (May 2027).\n", "Monday 3"),
        ("# 2027年5月 港の合宿\n", "3日（月）"),
        ("# 항구 캠프 2027년 5월\n", "3일(월)"),
        ("# Jours du port, mai 2027\n", "Monday 3rd"),
    ],
)
def test_the_only_month_in_the_head_is_that_of_days_that_have_none(head, day):
    document = read_note(f"{head}\n## {day}\n\n- 10:00 boats\n").document
    assert [str(each.date) for each in document.days] == ["2027-05-03"]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Since March 2019, and again in May 2027.", "Monday 3"),
        ("First held in March 2019.", "Monday 3"),
        ("In February 2027.", "30日"),
        ("Register until 3 May 2027.", "Monday 3"),
    ],
)
def test_a_month_that_may_be_another_dates_no_day(head, day):
    document = read_note(f"# Port days\n\n{head}\n\n## {day}\n\n- 10:00 boats\n").document
    assert [each.date for each in document.days] == [None]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("5th May '27", [(2027, 5, 5)]),
        ("Wed 5 May ’27, 1pm", [(2027, 5, 5)]),
        ("Pátek / Friday 7. 5.", [(None, 5, 7)]),
        ("Samedi / Saturday 8. 5.", [(None, 5, 8)]),
        ("sobota 8. 5.", [(None, 5, 8)]),
        ("lørdag 8. 5.", [(None, 5, 8)]),
        ("5 May '27er wine", [(None, 5, 5)]),
        ("Versions / 7. 5.", []),
    ],
)
def test_weekdays_of_many_languages_stand_before_a_date_and_a_short_year_behind(text, dates):
    assert written(text) == dates


@pytest.mark.parametrize(
    "weekday", ["6ª feira", "6ª-feira / Friday", "Friday / vendredi", "fredag"]
)
def test_a_weekday_in_brackets_tells_that_the_day_is_first(weekday):
    document = read_note(f"# Port days\n\n## 07/05/2027 ({weekday})\n\n- 14h30 Boats\n").document
    assert [str(day.date) for day in document.days] == ["2027-05-07"]


@pytest.mark.parametrize(
    "heads",
    [
        ("Schedule – Day One", "Schedule – Day Two"),
        ("Agenda: Day 1", "Agenda: Day 2"),
        ("Draft programme, day 1", "Draft programme, day 2"),
        ("議程（第一天）", "議程（第二天）"),
        ("大會流程｜Day 1", "大會流程｜Day 2"),
        ("プログラム 1日目", "プログラム 2日目"),
        ("일정 – 1일차", "일정 – 2일차"),
    ],
)
def test_the_plan_of_a_day_may_say_its_number_behind(heads):
    parts = "\n".join(f"## {head}\n\n- 10:00 Boats\n" for head in heads)
    document = read_note(f"# Port days 3-4 May 2027\n\n{parts}").document
    days = {day.uid: str(day.date) for day in document.days}
    assert [days[session.day] for session in document.sessions] == ["2027-05-03", "2027-05-04"]


@pytest.mark.parametrize("head", ["Lessons from Day 1", "Not in Day 2", "Dinner after day 1"])
def test_other_headings_that_end_with_the_number_of_a_day_are_none(head):
    assert read_day_mark(head) is None


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("10:00 Where we stopped on 2027-02-08", "Where we stopped on 2027-02-08"),
        ("10:00 Budget, due 3/31", "Budget, due 3/31"),
        ("10:00 回顧 2/8 的會議", "回顧 2/8 的會議"),
        ("10:00 지난 2/8 모임", "지난 2/8 모임"),
    ],
)
def test_a_title_may_speak_of_another_day(line, title):
    document = read_note(f"# Port call 2027-03-09\n\n{line}\n11:00 Boats\n").document
    assert [str(day.date) for day in document.days] == ["2027-03-09"]
    assert document.sessions[0].title == title


@pytest.mark.parametrize("line", ["10:00 Opening (3/10)", "10:00 Opening, 3/10", "10:00 開幕 3/10"])
def test_a_date_that_nothing_leads_to_is_the_day_of_its_line(line):
    document = read_note(f"# Port camp 2027\n\n{line}\n").document
    assert [str(day.date) for day in document.days] == ["2027-03-10"]


@pytest.mark.parametrize(
    "lines",
    [
        "Held on Tuesday, 9 March 2027.\n\nNext meeting: Tuesday 6 April 2027, 3.00 pm",
        "我們在 2027/3/9（二）談了海圖。\n\n下次聚會：2027/4/6（二）19:00",
        "2027年3月9日（火）に集まりました。\n\nNext - 2027/4/6 (Tue) 19:00",
    ],
)
def test_when_the_next_meeting_is_is_no_day_of_this_one(lines):
    document = read_note(f"# Port club\n\n{lines}\n").document
    assert [str(day.date) for day in document.days] == ["2027-03-09"]


@pytest.mark.parametrize(
    "line", ["Our next meeting is on Tuesday 9 March 2027 at 7pm.", "Next: Tue 9 March 2027, 7pm"]
)
def test_a_note_may_invite_to_the_next_meeting(line):
    document = read_note(f"# Port club\n\n{line}\n").document
    assert [str(day.date) for day in document.days] == ["2027-03-09"]


@pytest.mark.parametrize(
    "line",
    [
        "線上會議，2027/3/9（二）19:00 台北",
        "說好了，3/9（二）19:00 見",
        "Quarterly call, Tue 9th March '27, 1pm Leith / 12 noon Accra",
        "Travel window: 9 March 2027",
    ],
)
def test_words_and_a_comma_may_stand_before_when_it_is(line):
    document = read_note(f"# Port club 2027\n\n{line}\n\n- Tue 9 March, 2pm: Nets\n").document
    assert [str(day.date) for day in document.days] == ["2027-03-09"]


@pytest.mark.parametrize("text", ["1,3/9", "2,2027/3/9", "$3,3/9"])
def test_a_number_before_a_comma_makes_no_date_of_what_follows(text):
    assert written(text) == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2027.3.8.(월) - 3.10.(수)", [(2027, 3, 8, 3, 10)]),
        ("2027. 3. 8. 월", [(2027, 3, 8)]),
        ("2027/3/8.(月) ~ 10.(水)", [(2027, 3, 8, 3, 10)]),
    ],
)
def test_a_dot_may_stand_between_a_date_and_its_weekday(text, dates):
    assert written(text) == dates


@pytest.mark.parametrize(
    "above",
    [
        "去年（2026/8/6-8）的手冊在群組",
        "昨年のしおり：2026/8/6",
        "작년 캠프 2026.8.6",
        "The last camp was on 6 August 2026",
    ],
)
def test_the_year_of_another_time_is_not_lent_to_the_same_day_of_this_one(above):
    note = f"# Camp 2027\n\n{above}\n\n## 8/6\n- 10:00 Walk\n"
    assert [day.date for day in read_note(note).document.days] == [dt.date(2027, 8, 6)]


def test_a_day_that_the_text_dates_in_full_is_of_that_year():
    note = "# Camp 2026\n\nWe go home on 2 January 2027.\n\n## 1/2\n- 10:00 Walk\n"
    assert [day.date for day in read_note(note).document.days] == [dt.date(2027, 1, 2)]


@pytest.mark.parametrize(
    "mark",
    [
        "【DAY 1 @ 港口】3/9（二）",
        "〔第一天 抵達〕3/9（二）",
        "[1일차 항구] 3/9 화",
        "【1日目 港】3/9",
    ],
)
def test_a_counted_day_in_brackets_has_its_date_beside_it(mark):
    note = f"# Port 2027\n\n{mark}\nfree morning\n13:30 Walk\n\n【DAY 2】3/10\n10:00 Tour\n"
    found = read_note(note).document
    days = {day.uid: day.date for day in found.days}
    assert [(days[s.day], s.title) for s in found.sessions] == [
        (dt.date(2027, 3, 9), "Walk"),
        (dt.date(2027, 3, 10), "Tour"),
    ]


@pytest.mark.parametrize(
    "label",
    ["연수 기간 {}", "연수기간\t{}", "기간 {}", "研修期間　{}", "視察期間 {}", "실시 기간: {}"],
)
def test_a_gap_stands_for_the_colon_of_a_label_of_dates(label):
    note = f"# 港 2027\n\n{label.format('2027.3.9 ~ 3.10')}\n\n[1일차]\n10:00 Walk\n11:00 Tour\n"
    dates = [day.date for day in read_note(note).document.days]
    assert dates == [dt.date(2027, 3, 9), dt.date(2027, 3, 10)]


@pytest.mark.parametrize("indent", ["\t\t", "        "])
def test_a_counted_day_in_the_middle_of_the_page_is_no_code(indent):
    note = (
        f"# Port\nDate: 2027/3/9-10\n\n{indent}[Day 1]\n10:00 Walk\n11:00 Tour\n\n"
        f"{indent}[Day 2]\n10:00 Lunch\n11:00 Nap\n"
    )
    found = read_note(note).document
    days = {day.uid: day.date for day in found.days}
    assert [days[s.day].day for s in found.sessions] == [9, 9, 10, 10]


@pytest.mark.parametrize(
    "title", ["0309 例會紀錄", "【會議記錄】0309 海圖小組", "Port stand-up 0309"]
)
def test_four_digits_in_the_title_of_a_meeting_are_its_day(title):
    days = read_note(f"# {title}\n\n- ropes in 2027\n").document.days
    assert [day.title or str(day.date) for day in days] in (["3/9"], ["2027-03-09"])


@pytest.mark.parametrize(
    "title",
    ["港口會議 0910-1020", "0309 海圖", "例會紀錄 #0309", "例會紀錄 2009", "例會紀錄 v0309"],
)
def test_other_digits_in_a_title_are_no_day(title):
    assert read_note(f"# {title}\n\n- ropes\n").document.days == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "# 考察\n\n出國期間：116年3月9日至3月11日\n報告：117年1月2日\n\n## 3/10（三）\n",
            ["2027-03-09", "2027-03-10", "2027-03-11"],
        ),
        (
            "# 116 年度 港口旅行\n\n## 3/9（二）\n10:00 港口\n\n## 3/10（三）\n10:00 燈塔\n",
            ["2027-03-09", "2027-03-10"],
        ),
        (
            "# Harbour 2027\n\n## Fair 9-10 March\n\nTue 9\n10:00 Maps\n\nWed 10\n10:00 Boats\n",
            ["2027-03-09", "2027-03-10"],
        ),
        (
            "| Day | AM | PM |\n|-|-|-|\n| Tue 9 March 2027 | Inn | A |\n| Wed 10 | B | C |\n",
            ["2027-03-09", "2027-03-10"],
        ),
        (
            "# 市集 2027\n\n**3.13 六**\n13:30 海圖\n15:00 講座\n\n**3.14 日**\n15:00 船\n",
            ["2027-03-13", "2027-03-14"],
        ),
        (
            "# 항구 방문\n\n방문 기간: 2027. 3. 9.(화) ~ 3. 10.(수)\n",
            ["2027-03-09", "2027-03-10"],
        ),
        ("# Harbour\n\nTravel dates: 9-10 March 2027\n", ["2027-03-09", "2027-03-10"]),
        (
            "# P\n\n9, 10 et 11 mars 2027 – Cité\n\n### Mardi 9\n* 9h30 Baie\n\n### Mercredi 10\n",
            ["2027-03-09", "2027-03-10", "2027-03-11"],
        ),
        (
            "# 港\n**2027.3.9(화) - 3.10(수) / 항구**\n\n## 9일 (화)\n10:00 배\n\n## 10일 (수)\n",
            ["2027-03-09", "2027-03-10"],
        ),
    ],
)
def test_the_year_and_month_of_a_day_may_stand_elsewhere(text, days):
    found = read_note(text).document.days
    assert [day.date and day.date.isoformat() for day in found] == days


@pytest.mark.parametrize("text", ["3.13 元", "第 3.13 日圓", "v3.13 Satellite", "3.9 Sat"])
def test_numbers_with_a_dot_are_no_dates_without_a_weekday(text):
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("heads", "title"),
    [
        (("First day", "Second day"), "First day"),
        (("1st day", "2nd day"), "1st day"),
        (("Jour 1", "Jour 2"), "Jour 1"),
        (("Día 1: Museo", "Día 2"), "Día 1: Museo"),
        (("Tag 1", "2. Tag"), "Tag 1"),
        (("Primeiro dia", "Segundo dia"), "Primeiro dia"),
        (("Giorno 1", "Giorno 2"), "Giorno 1"),
        (("Dia 3 de maio", "Dia 4 de maio"), ""),
    ],
)
def test_days_are_counted_in_many_languages(heads, title):
    parts = "".join(f"## {head}\n- 10:00 Boats\n\n" for head in heads)
    document = read_note(f"# Port days 3-4 May 2027\n\n{parts}").document
    days = {day.uid: str(day.date) for day in document.days}
    assert [days[s.day] for s in document.sessions] == ["2027-05-03", "2027-05-04"]
    assert document.days[0].title == title


@pytest.mark.parametrize("text", ["dia 5 de maio", "Tag 24", "on the first days", "jour 1.5"])
def test_other_words_for_days_count_none(text):
    assert day_number(text) is None


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("5.–7.05.2027", [(2027, 5, 5, 5, 7)]),
        ("05-07.05.2027", [(2027, 5, 5, 5, 7)]),
        ("7.05.2027", [(2027, 5, 7)]),
        ("11.15.2027", [(2027, 11, 15)]),
    ],
)
def test_days_with_dots_before_their_year(text, dates):
    assert written(text) == dates


@pytest.mark.parametrize(
    "heads", [("24.8. Ferry", "25.8. Mill", "26.8."), ("5.05", "6.05", "7.05")]
)
def test_days_of_a_journey_have_the_day_first_in_europe(heads):
    day, month = heads[0].split(" ")[0].split(".")[:2]
    parts = "".join(f"## {head}\n- 10:00 boats\n- 12:00 nets\n\n" for head in heads)
    document = read_note(f"# Trip 2027\n\n{parts}").document
    assert str(document.days[0].date) == f"2027-{int(month):02}-{int(day):02}"
    assert len(document.days) == 3


def test_a_year_in_a_table_holds_for_the_rows_without_one():
    rows = "| Mon 3 May 2027 | Boats |\n| Tue 4 May | Nets |\n"
    document = read_note(f"# Port days\n\n| Date | Event |\n|--|--|\n{rows}").document
    assert [str(day.date) for day in document.days] == ["2027-05-03", "2027-05-04"]


@pytest.mark.parametrize("line", ["Tue May 4 - Mill", "Tuesday, 4 May Old town", "週二 5/4：老街"])
def test_the_line_of_a_day_with_its_weekday_ends_the_list_above_it(line):
    plan = (
        f"Mon May 3 - Port\n - 10:00 boats\n - 12:00 lunch\n{line}\n - 10:00 nets\n - 11:00 oars\n"
    )
    document = read_note(f"# Trip 2027\n\n{plan}").document
    assert [str(day.date) for day in document.days] == ["2027-05-03", "2027-05-04"]


@pytest.mark.parametrize(
    "head",
    [
        "# Friday 7 May 2027\n**Day 2 - Nets and oars**\n",
        "# 港口大會 2027/5/7\n## 第二天\n",
        "# Port days 7 May 2027\n\nDay 2\n",
    ],
)
def test_a_note_with_one_date_and_the_number_of_one_day_is_about_that_day(head):
    document = read_note(f"{head}\n- 10:00 Boats\n- 11:00 Maps\n").document
    assert [str(day.date) for day in document.days] == ["2027-05-07"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Week 1 – 5 May 2027", [(2027, 5, 5)]),
        ("LESSON 2 - 5 May", [(None, 5, 5)]),
        ("Meeting 9-10 May", [(None, 5, 9, 5, 10)]),
        ("3 – 5 May 2027", [(2027, 5, 3, 5, 5)]),
        ("5 maj 2027", [(2027, 5, 5)]),
        ("5-7 maja 2027", [(2027, 5, 5, 5, 7)]),
        ("5. května", [(None, 5, 5)]),
        ("5. toukokuuta 2027", [(2027, 5, 5)]),
        ("5 Mayıs 2027", [(2027, 5, 5)]),
        ("5 Mei, Ann", []),
    ],
)
def test_numbers_before_dates_and_months_of_more_languages(text, dates):
    assert written(text) == dates


@pytest.mark.parametrize(
    ("heads", "dates"),
    [
        (("Segunda, 5/4", "Terça, 6/4"), ["2027-04-05", "2027-04-06"]),
        (("5. května", "6. května"), ["2027-05-05", "2027-05-06"]),
        (("2. Mai", "3. Mai"), ["2027-05-02", "2027-05-03"]),
        (("Ngày 5/5", "Ngày 6/5"), ["2027-05-05", "2027-06-05"]),
    ],
)
def test_headings_of_days_in_more_languages(heads, dates):
    parts = "".join(f"## {head}\n- 10:00 Boats\n\n" for head in heads)
    document = read_note(f"# Port days 2027\n\n{parts}").document
    assert [str(day.date) for day in document.days] == dates


def test_a_number_may_count_a_heading_over_a_day():
    document = read_note("# Port days 2027\n\n## 1. Day 1 (5 May)\n- 10:00 Boats\n").document
    assert [str(day.date) for day in document.days] == ["2027-05-05"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("16.6. (Mon) Port", [(None, 6, 16)]),
        ("7.6. (Montag)", [(None, 6, 7)]),
        ("6. 16.(월) 항구", [(None, 6, 16)]),
        ("7.6. (3 boats)", []),
    ],
)
def test_a_weekday_in_brackets_behind_a_day_with_dots(text, dates):
    assert written(text) == dates


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        (":::spoiler {}\n", ":::\n"),
        ("<details><summary>{}</summary>\n\n", "\n</details>\n"),
        ("<details>\n<summary><b>{}</b></summary>\n\n", "\n</details>\n"),
    ],
)
@pytest.mark.parametrize("days", [("Mon 3 May", "Tue 4 May"), ("第一天 5/3", "第二天 5/4")])
def test_a_part_of_a_note_that_is_folded_may_be_a_day(opens, closes, days):
    plan = "- 10:00 Boats\n- 11:00 Nets\n"
    text = "# Trip 2027\n\n" + "".join(f"{opens.format(day)}{plan}{closes}" for day in days)
    reading = read_note(text)
    assert [str(day.date) for day in reading.document.days] == ["2027-05-03", "2027-05-04"]
    assert [s.day for s in reading.document.sessions].count(reading.document.days[0].uid) == 2


def test_other_folded_parts_are_no_days():
    text = "# Trip 2027\n\n<details><summary>Photos</summary>\n\n- 10:00 Boats\n</details>\n"
    assert read_note(text).document.days == []


DATES_OF_EVENT = (
    "8, 9 y 10 de marzo de 2027",
    "8, 9 and 10 March 2027",
    "Du lundi 8 au mercredi 10 mars 2027",
    "del lunes 8 al miércoles 10 de marzo de 2027, Valdivia",
    "8-10 March 2027 – Old mill",
)


@pytest.mark.parametrize(
    "line",
    [
        *DATES_OF_EVENT,
        *(f"## {dates}" for dates in DATES_OF_EVENT),
        "**2027/3/8-10** 港口 · 老倉庫",
    ],
)
def test_the_days_of_an_event_are_told_in_a_line_or_heading_under_its_title(line):
    document = read_note(f"# Harbour days\n{line}\n\nCome all.\n").document
    assert [day.date.day for day in document.days] == [8, 9, 10]
    assert document.sessions == []


@pytest.mark.parametrize(
    "line",
    [
        "2027/3/1-9 報名與繳費",
        "1-9 March 2027 register here",
    ],
)
def test_other_ranges_are_no_days_of_the_event(line):
    assert read_note(f"# Harbour days\n{line}\n\nCome all.\n").document.days == []


@pytest.mark.parametrize(
    "days",
    [
        ("Mon 22.03", "Tue 23.03"),
        ("Mo, 22.03", "Di, 23.03"),
        ("22.03 (Mon)", "23.03 (Tue)"),
        ("22.03", "23.03"),
    ],
)
def test_headings_with_a_dot_are_days_that_the_title_dates(days):
    first, second = days
    text = (
        f"# Visit 21.03.2027 - 23.03.2027\n\n## {first}\n11:00 Boats\n\n## {second}\n12:00 Nets\n"
    )
    document = read_note(text).document
    dates = {day.uid: day.date.day for day in document.days}
    assert [(dates[s.day], s.title) for s in document.sessions] == [(22, "Boats"), (23, "Nets")]


@pytest.mark.parametrize("heading", ["2.3 Boats", "22.03", "Fri 10.30 Boats"])
def test_other_numbers_with_a_dot_stay_what_they_are(heading):
    document = read_note(f"# Board 2027-03-09\n\n## {heading}\n\nText.\n").document
    assert [day.date.day for day in document.days] == [9]


@pytest.mark.parametrize(
    "when",
    [
        "## 現況（2026/12/30 更新）\n\n官網見下。",
        "Last updated: 30 Dec 2026",
        "最後更新：2026.12.30",
    ],
)
def test_when_a_note_was_updated_tells_the_year_of_its_days(when):
    days = read_note(f"# 港口行\n\n{when}\n\n## 1/16 六\n10:00 海圖\n\n## 1/17 日\n").document.days
    assert [day.date.isoformat() for day in days] == ["2027-01-16", "2027-01-17"]


def test_a_range_in_a_sentence_dates_the_weekdays_that_are_in_it():
    days = "### Tuesday\nBoats.\n\n### Wednesday\nNets.\n"
    text = f"# What we saw\n\nFrom 9 to 11 March 2027 two of us were in Oslo.\n\n{days}"
    assert [day.date.day for day in read_note(text).document.days] == [9, 10]
    other = text.replace("From 9 to 11", "From 11 to 13")
    assert [day.date for day in read_note(other).document.days] == [None, None]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("## What\n- 2027/3/9-11, Tallinn\n- first held in 2013", [9, 10, 11]),
        ("## 是什麼\n- 2027 年 3 月 9 日至 10 日，塔林（9 號報到）\n- 第一屆 2018", [9, 10]),
        ("- 2027. 3. 9. (화) 10:00 - 11:40\n- 2층 큰 방", [9]),
        ("> Port Forum 2027, March 9th to 10th, Dock 3. Our slot: not announced yet!!", [9, 10]),
        ("## To do\n- 2027/3/9 write to the port\n- 2027/3/11 book the boat", []),
        ("Summer holidays of the office, 9 to 10 March 2027. Write soon!", []),
        ("## Rules\n- sign up by 2027/3/9-10\n- bring a cup", []),
    ],
)
def test_the_only_dates_in_the_first_list_or_quote_are_those_of_the_event(text, days):
    document = read_note(f"# Port forum\n\n{text}\n").document
    assert [day.date for day in document.days] == [dt.date(2027, 3, day) for day in days]


def test_a_day_under_two_signs_is_one_though_labels_stand_between_it_and_its_times():
    text = (
        "# Open nets in Port Town\n> 2027/3/9-10\n\n"
        "■ 第一日（Hall 2）\n主題：海圖\n10:00~10:20　開場\n\n"
        "■ 第二日（Pier 3）\n主題：漁網\n10:00~10:20　開場\n"
    )
    document = read_note(text).document
    assert [day.date.day for day in document.days] == [9, 10]
    assert [session.day for session in document.sessions] == [day.uid for day in document.days]
