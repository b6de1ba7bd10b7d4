"""Notes of a known trip, each part of which is written in one of the habits that people have.

A habit is a function that writes one part of a note: its head, the people, the days, the sessions,
or what is beside them and must not be read as either. A pen chooses among habits and words, so that
any may meet any other: it draws from hypothesis, which finds the simplest note that is read wrong,
or is known by a number.
"""

import datetime as dt
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hypothesis import strategies as st

from tests.interchange.lines import lost_lines
from tests.interchange.outlines import outline
from tripbook.interchange.note import read_note


class Person(NamedTuple):
    name: str
    handle: str
    organization: str


class Session(NamedTuple):
    date: dt.date
    start: dt.time
    end: dt.time | None
    title: str


@dataclass(frozen=True)
class Trip:
    """What a note says, however it is written."""

    title: str
    place: str
    days: list[dt.date]
    people: list[Person]
    sessions: list[Session]

    def on(self, day: dt.date) -> list[Session]:
        return [session for session in self.sessions if session.date == day]


# By language: titles, names, organizations, things to do, places, words for parts and labels.
LANGUAGES = {
    "zh": {
        "title": ("港口參訪", "開放資料小聚", "第 12 次大松籌備"),
        "names": ("王小明", "mei", "林阿海", "Chen Yu", "kuan77", "張雅婷", "小樹", "佐藤花子"),
        "organizations": ("港務局", "OCF", "綠洲基金會", "海洋公民基金會"),
        "sessions": ("開場", "報到", "誰來維護地圖？", "分組實作", "午餐", "Q&A", "拜會市政府"),
        "place": ("圖書館", "A301", "港區會議室"),
        "weekdays": "一二三四五六日",
        "who": ("與會者", "參加者", "出席人員", "簽到", "報到", "誰來了", "出席 Attendees"),
        "plan": ("議程", "流程", "活動流程", "時程", "今日議題", "行程 Schedule"),
        "when": ("時間", "日期", "活動時間", "日期 Date"),
        "where": ("地點", "場地"),
        "columns": ("時間", "內容", "姓名", "單位", "日期", "簽到"),
        "sides": ("現場", "線上"),
        "said": ("第一次來", "關心港口資料"),
    },
    "en": {
        "title": ("Harbour visit", "Community meetup", "Water maps workshop"),
        "names": ("Ann Lee", "jonas7", "Mei-Lin Wu", "oak", "Ben Ray", "Nora Tamm", "小樹", "Tina"),
        "organizations": ("Harbour Lab", "Code for Tallinn", "City Hall", "Port Office"),
        "sessions": ("Opening", "Registration", "Who keeps the map?", "Lunch", "Q&A", "Group work"),
        "place": ("Harbour Hall", "Room 2"),
        "weekdays": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        "who": ("Participants", "Attendees", "Who's here", "Sign-in", "Present"),
        "plan": ("Agenda", "Schedule", "Programme", "Timetable"),
        "when": ("Date", "When", "Date & time"),
        "where": ("Venue", "Location"),
        "columns": ("Time", "Session", "Name", "Organization", "Day", "Present"),
        "sides": ("On-site", "Online"),
        "said": ("first time here", "works on maps"),
    },
    "ja": {
        "title": ("港の視察", "オープンデータ勉強会"),
        "names": ("佐藤花子", "yuki", "高橋", "中野佑", "Mori", "みさき", "田中 健", "鈴木一郎"),
        "organizations": ("港湾局", "青空NPO", "東湾大学"),
        "sessions": ("開会", "受付", "自己紹介", "昼食", "市役所訪問", "懇親会"),
        "place": ("市民会館", "会議室A"),
        "weekdays": "月火水木金土日",
        "who": ("参加者", "出席者", "メンバー"),
        "plan": ("アジェンダ", "スケジュール", "議題", "タイムテーブル"),
        "when": ("日時", "日付", "開催日時"),
        "where": ("場所", "会場"),
        "columns": ("時間", "内容", "名前", "所属", "日付", "出席"),
        "sides": ("現地", "オンライン"),
        "said": ("初参加", "地図が好き"),
    },
    "ko": {
        "title": ("항구 방문", "오픈데이터 모임"),
        "names": ("김민준", "이서연", "박지호", "hyun", "민지", "하늘", "최유진", "Seo Yuna"),
        "organizations": ("항만청", "코드포항구", "바다연구소"),
        "sessions": ("개회", "접수", "점심", "조별 작업", "결과 발표", "뒤풀이"),
        "place": ("시청", "회의실 A"),
        "weekdays": "월화수목금토일",
        "who": ("참석자", "참가자", "함께하는 사람들"),
        "plan": ("일정", "프로그램", "시간표", "안건"),
        "when": ("일시", "날짜"),
        "where": ("장소", "위치"),
        "columns": ("시간", "내용", "이름", "소속", "날짜", "출석"),
        "sides": ("현장", "온라인"),
        "said": ("처음 참가", "지도를 좋아함"),
    },
}
HANDLES = ("aki7", "tofu-b", "nn_lee", "oakie", "sunny", "pxr", "dodo9", "mm4")
FIRST_DAYS = (dt.date(2026, 11, 24), dt.date(2026, 5, 9), dt.date(2026, 3, 14))


class Pen:
    """Writes in one language, and chooses among habits and words."""

    def __init__(self, pick: Callable[[Sequence], object], language: str):
        self._pick = pick
        self.words = LANGUAGES[language]

    def pick(self, options: Sequence):
        return self._pick(options)

    def word(self, kind: str) -> str:
        return self.pick(self.words[kind])

    def write(self, habits: Sequence[Callable], *about) -> list[str]:
        """Return the lines of one of the habits."""
        return self.pick(habits)(self, *about)


# Dates, times, people and titles in a line


def short_date(pen: Pen, day: dt.date) -> str:
    """`11/24`, `11/24（二）`, `11/24 (Tue)`."""
    brackets = pen.pick(("", "（{}）", " ({})"))
    return f"{day.month}/{day.day}" + brackets.format(pen.words["weekdays"][day.weekday()])


def full_date(pen: Pen, days: list[dt.date]) -> str:
    """`2026/11/24`, `2026.11.24`, `2026-11-24`; of several days `2026/11/24-26`."""
    first, last = days[0], days[-1]
    text = first.strftime(pen.pick(("%Y/%m/%d", "%Y.%m.%d", "%Y-%m-%d")))
    if first == last:
        return text
    mark = text[4]
    return pen.pick((f"{text} ~ {last:%Y{mark}%m{mark}%d}", f"{first:%Y/%m/%d}-{last.day}"))


def clock(pen: Pen, session: Session) -> str:
    """`10:00`, `9:30-10:00`, `10:00 ~ 10:30`."""
    dash = pen.pick(("-", " - ", "~", " ~ ", "–"))
    return f"{session.start:%H:%M}" + (f"{dash}{session.end:%H:%M}" if session.end else "")


def person_habits() -> Sequence[Callable[[Pen, Person], str]]:
    """Return how somebody is written on a line."""
    return (
        lambda _pen, who: who.name,
        lambda _pen, who: f"{who.name} (@{who.handle})",
        lambda _pen, who: f"{who.name} @{who.handle}",
        lambda _pen, who: f"{who.name}（{who.organization}）",
        lambda _pen, who: f"{who.name} / {who.organization}",
        lambda _pen, who: f"{who.name} <member, {who.organization}>",
        lambda _pen, who: f"**{who.name}**",
        lambda _pen, who: f"{who.name} ✅",
        lambda _pen, who: f"{who.name} #maps #data",
    )


# The head


def date_in_title(pen: Pen, trip: Trip) -> list[str]:
    """`# 2026/11/24 TITLE`, or with setext: the date is nowhere else."""
    text = f"{full_date(pen, trip.days)} {trip.title}"
    return [*pen.pick(((f"# {text}",), (text, "==="))), "", *place(pen, trip)]


def date_after_title(pen: Pen, trip: Trip) -> list[str]:
    """`# TITLE（2026/11/24）`."""
    return [f"# {trip.title}（{full_date(pen, trip.days)}）", "", *place(pen, trip)]


def date_labelled(pen: Pen, trip: Trip) -> list[str]:
    """A title, and labels in a list, in lines, bold, quoted, in a box or in headings."""
    head = pen.pick(((f"# {trip.title}",), ("---", f"title: {trip.title}", "tags: maps", "---")))
    pairs = [(pen.word("when"), full_date(pen, trip.days)), (pen.word("where"), trip.place)]
    form = pen.pick(("- {}：{}", "{}: {}", "**{}：** {}", "> {}: {}", "### {}：{}"))
    lines = [form.format(*pair) for pair in pairs]
    boxed = [":::info", *lines, ":::"] if form.startswith(("-", "{")) else lines
    return [*head, "", *pen.pick((lines, boxed)), ""]


def date_under_heading(pen: Pen, trip: Trip) -> list[str]:
    """`## Date` over the date."""
    date = full_date(pen, trip.days)
    return [f"# {trip.title}", "", f"## {pen.word('when')}", pen.pick((date, f"- {date}")), ""]


def year_in_title(pen: Pen, trip: Trip) -> list[str]:
    """`# 2026 TITLE`, and the date of an event of one day without its year."""
    if len(trip.days) > 1:
        return date_in_title(pen, trip)
    when = f"{trip.days[0].month}/{trip.days[0].day}"
    times = [f"{session:%H:%M}" for session in (trip.sessions[0].start, dt.time(21))]
    when += pen.pick(("", f" {times[0]}-{times[1]}", f"，{times[0]} - {times[1]}"))
    return [f"# 2026 {trip.title}", "", f"- {pen.word('when')}：{when}", ""]


def place(pen: Pen, trip: Trip) -> list[str]:
    return pen.pick(([], [f"{pen.word('where')}：{trip.place}", ""]))


HEADS = (date_in_title, date_after_title, date_labelled, date_under_heading, year_in_title)


# The people


def heading(pen: Pen, kind: str) -> list[str]:
    """`## Participants`, with a colon or a sign; in bold."""
    form = pen.pick(("## {}", "## {}：", "## 🙋 {}", "**{}**"))
    return [form.format(pen.word(kind)), *([""] if form.startswith("**") else [])]


def people_listed(pen: Pen, trip: Trip) -> list[str]:
    """One item for each: bullets, numbers, boxes to tick, and one that waits for a name."""
    mark, write = pen.pick(("-", "*", "1.", "- [x]")), pen.pick(person_habits())
    lines = [f"{mark} {write(pen, who)}" for who in trip.people]
    return [*heading(pen, "who"), *lines, *pen.pick(([], ["- "] if mark == "-" else []))]


def people_in_lines(pen: Pen, trip: Trip) -> list[str]:
    """One line for each."""
    write = pen.pick(person_habits()[:3])
    return [*heading(pen, "who"), *(write(pen, who) for who in trip.people)]


def people_on_one_line(pen: Pen, trip: Trip) -> list[str]:
    """`與會者：甲、乙`, or under the heading."""
    write, comma = pen.pick(person_habits()[:4]), pen.pick(("、", ", "))
    names = comma.join(write(pen, who) for who in trip.people)
    label = pen.pick(("## {}：{}", "- {}：{}", "**{}**：{}"))
    return pen.pick(([label.format(pen.word("who"), names)], [*heading(pen, "who"), names]))


def people_in_table(pen: Pen, trip: Trip) -> list[str]:
    """A column for names and another for what is known of them, or for a tick."""
    _time, _what, name, unit, _day, present = pen.words["columns"]
    ticked = pen.pick((True, False))
    rows = [f"| {who.name} | {'✅' if ticked else who.organization} |" for who in trip.people]
    return [*heading(pen, "who"), "", f"| {name} | {present if ticked else unit} |", "|-|-|", *rows]


def people_on_sides(pen: Pen, trip: Trip) -> list[str]:
    """Those in the room and those on the call, in lists of lists, under headings or in lines."""
    sides = zip(pen.words["sides"], (trip.people[:2], trip.people[2:]), strict=True)
    form = pen.pick(("nested", "headings", "lines"))
    found = [f"## {pen.word('who')}"]
    for side, people in sides:
        if form == "lines":
            found.append(f"- {side}：{'、'.join(who.name for who in people)}")
        elif form == "nested":
            found += [f"- {side}", *(f"    - {who.name}" for who in people)]
        else:
            found += [f"### {side}", *(f"- {who.name}" for who in people), ""]
    return found


def people_who_said(pen: Pen, trip: Trip) -> list[str]:
    """What each said, under their names."""
    form = pen.pick(("- {}", "#### {}"))
    indent = "    " if form == "- {}" else ""
    said = [(form.format(who.name), f"{indent}- {pen.word('said')}") for who in trip.people]
    return [f"## {pen.word('who')}", *(line for pair in said for line in pair)]


ROSTERS = (
    people_listed,
    people_in_lines,
    people_on_one_line,
    people_in_table,
    people_on_sides,
    people_who_said,
)


# The sessions of a day


def sessions_in_lines(pen: Pen, sessions: list[Session]) -> list[str]:
    """`10:00 Opening`, in lines, bullets, with boxes, in bold, after a colon or a bar."""
    mark = pen.pick(("", "- ", "* ", "- [ ] "))
    form = pen.pick(("{} {}", "{}: {}", "**{}** {}", "{} | {}", "[{}] {}")[: 5 if mark else 3])
    return [mark + form.format(clock(pen, each), each.title) for each in sessions]


def times_after_titles(pen: Pen, sessions: list[Session]) -> list[str]:
    """`- Opening (10:00–10:30)`."""
    return [f"- {each.title}（{clock(pen, each)}）" for each in sessions]


def times_over_titles(pen: Pen, sessions: list[Session]) -> list[str]:
    """A time on a line of its own, and the title below it."""
    form = pen.pick(("{}\n{}\n", "**{}**\n{}\n", "- {}\n    - {}"))
    return [form.format(clock(pen, each), each.title) for each in sessions]


def sessions_in_table(pen: Pen, sessions: list[Session]) -> list[str]:
    """A column for times and one for titles."""
    time, what, *_others = pen.words["columns"]
    rows = [f"| {clock(pen, each)} | {each.title} |" for each in sessions]
    return ["", f"| {time} | {what} |", "|-|-|", *rows]


def sessions_with_links(pen: Pen, sessions: list[Session]) -> list[str]:
    """Titles that are links to the pad of each."""
    linked = [
        each._replace(title=f"[{each.title}](https://pad.example/{each.date:%d}-{number})")
        for number, each in enumerate(sessions)
    ]
    return pen.write((sessions_in_lines, sessions_in_table), linked)


SESSIONS = (
    sessions_in_lines,
    times_after_titles,
    times_over_titles,
    sessions_in_table,
    sessions_with_links,
)


def headings_for_sessions(pen: Pen, sessions: list[Session]) -> list[str]:
    """`#### 10:00 Opening`, `#### Opening (10:00)`."""
    form = pen.pick(("#### {0} {1}\n", "#### {1} ({0})\n"))
    return [form.format(clock(pen, each), each.title) for each in sessions]


# The plan of all days


def plan_of_one_day(pen: Pen, trip: Trip) -> list[str]:
    return [*heading(pen, "plan"), *pen.write(SESSIONS, trip.sessions)]


def plan_by_headings(pen: Pen, trip: Trip) -> list[str]:
    """A heading for each day, its date or number, perhaps with a title."""
    write = pen.pick((*SESSIONS, headings_for_sessions))
    form = pen.pick(("{date}", "{date} {place}", "Day {n} ({date})", "Day {n}", "Day {n}: {place}"))
    found = [f"## {pen.word('plan')}"]
    for number, day in enumerate(trip.days, start=1):
        title = form.format(date=short_date(pen, day), n=number, place=trip.place)
        found += ["", f"### {title}", *write(pen, trip.on(day))]
    return found


def plan_by_lines(pen: Pen, trip: Trip) -> list[str]:
    """A line for each day, perhaps in bold, right over the times of that day."""
    form = pen.pick(("**{}**", "{}", "**Day {n}** {}", "{} Day {n}"))
    found = [f"## {pen.word('plan')}"]
    for number, day in enumerate(trip.days, start=1):
        title = form.format(f"{day.month}/{day.day}", n=number)
        found += ["", title, "", *sessions_in_lines(pen, trip.on(day))]
    return found


def plan_by_items(pen: Pen, trip: Trip) -> list[str]:
    """An item for each day, over the list of its sessions."""
    found = heading(pen, "plan")
    for day in trip.days:
        found.append(f"- {short_date(pen, day)}")
        found += [f"    - {clock(pen, each)} {each.title}" for each in trip.on(day)]
    return found


def plan_in_table(pen: Pen, trip: Trip) -> list[str]:
    """One table with a column for the day, which is said once or in each row."""
    time, what, _name, _unit, date, _present = pen.words["columns"]
    said_once = pen.pick((True, False))
    found = [*heading(pen, "plan"), "", f"| {date} | {time} | {what} |", "|-|-|-|"]
    for day in trip.days:
        for number, each in enumerate(trip.on(day)):
            said = "" if number and said_once else short_date(pen, day)
            found.append(f"| {said} | {clock(pen, each)} | {each.title} |")
    return found


PLANS = (plan_by_headings, plan_by_lines, plan_by_items, plan_in_table)


# What is beside them: nobody, no day and no session

NOISE = (
    ["> Could we start earlier? [name=roro]", "> [name=Fay] I am away on 11/2"],
    ["## TODO", "- [ ] roro: clean the data by 12/15", "- [x] order lunch"],
    ["## 會議記錄", "- 去年做了三個月的資料，缺 2019 年", "    - 需要有人去問"],
    ["## Minutes", "- 1/3 of them read it on phones, 24/7", "- data of 2012-2015 is in v1.2"],
    ["## Decisions", "- We keep the old format", "- Money is for next time"],
    ["## 上次會議", "- [2025/4/19](https://old.example/1)", "- 2025/6/17 https://old.example/2"],
    ["## References", "- [Open maps](https://maps.example/a?b=c)", "- https://data.example/set"],
    ["## 費用", "", "| 項目 | 金額 |", "|-|-|", "| 便當 | 1200 |"],
    ["```", "start = '10:00 Opening'", "```"],
    ["<!-- 10:00 old plan, 12/24 -->"],
    ["[TOC]"],
    ["---"],
)


def some_trip(pen: Pen) -> Trip:
    """Return a trip of one to three days."""
    words = pen.words
    first, length = pen.pick(FIRST_DAYS), pen.pick((1, 2, 3))
    days = [first + dt.timedelta(days=number) for number in range(length)]
    begin = pen.pick(range(len(words["names"]) - 4))
    names = words["names"][begin : begin + pen.pick((3, 4))]
    people = [
        Person(name, HANDLES[number], words["organizations"][number % len(words["organizations"])])
        for number, name in enumerate(names)
    ]
    has_ends = pen.pick((True, False))
    sessions = []
    for number in range(2 * length):
        hour = 10 + number % 2
        end = dt.time(hour, 30) if has_ends else None
        titles = words["sessions"]
        sessions.append(
            Session(days[number // 2], dt.time(hour), end, titles[number % len(titles)])
        )
    return Trip(pen.word("title"), pen.word("place"), days, people, sessions)


def note_of(pen: Pen, trip: Trip) -> str:
    """Write a note of a trip: its head, people and plan in any order, and noise between them."""
    plans = (plan_of_one_day,) if len(trip.days) == 1 else PLANS
    plan = pen.write(plans, trip)
    roster = pen.write(ROSTERS, trip)
    parts = pen.pick(([roster, plan], [plan, roster]))
    if parts[0] is plan and any(line.startswith("###") for line in plan):
        # After headings a line in bold or a list would be of the last session.
        parts = [plan, people_in_table(pen, trip) if roster[0][0] != "#" else roster]
    before, after = pen.pick((None, *NOISE[-5:])), pen.pick((None, *NOISE))
    found = [pen.write(HEADS, trip), before, *parts, after if after is not before else None]
    return "\n\n".join("\n".join(part) for part in found if part) + "\n"


@st.composite
def written_trips(draw) -> tuple[Trip, str]:
    """Draw a trip and a note of it."""
    pen = Pen(
        lambda options: draw(st.sampled_from(options)), draw(st.sampled_from(list(LANGUAGES)))
    )
    trip = some_trip(pen)
    return trip, note_of(pen, trip)


def written(number: int) -> tuple[Trip, str]:
    """Return the trip of this number and a note of it, the same ones each time."""
    chance = random.Random(number)
    pen = Pen(chance.choice, chance.choice(list(LANGUAGES)))
    trip = some_trip(pen)
    return trip, note_of(pen, trip)


def misread(trip: Trip, note: str) -> dict[str, tuple]:
    """Return what was read otherwise than it was written: of each kind, what was and what is."""
    reading = read_note(note)
    found = outline(reading.document)
    said = {
        "title": trip.title,
        "people": [who.name for who in trip.people],
        "days": [day.isoformat() for day in trip.days],
        "sessions": [
            (
                each.date.isoformat(),
                f"{each.start:%H:%M}",
                f"{each.end:%H:%M}" if each.end else None,
                each.title,
            )
            for each in trip.sessions
        ],
        "addresses": sorted(set(re.findall(r"https://[^\s)]+", note))),
        "lost": [],
    }
    read = {
        "title": trip.title if trip.title in found.title else found.title,
        "people": [name for name, _handle, _organization in found.people],
        "days": [date for date, _title in found.days],
        "sessions": found.sessions,
        "addresses": sorted(url for _target, _title, _kind, url in found.docs),
        "lost": lost_lines(note, reading),
    }
    return {kind: (said[kind], read[kind]) for kind in said if said[kind] != read[kind]}
