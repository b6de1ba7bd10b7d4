"""The words by which a note says what a part of it is: labels and headings in four languages.

One table. A text is a label when it holds nothing but words of one kind (and fillers).
"""

import re
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache

from .dates import CACHED_LINES, DIGIT, folded, one_slip


class Part(IntEnum):
    """What a heading or a label says about what stands under it or beside it."""

    ROSTER = auto()
    SPEAKERS = auto()
    PLAN = auto()
    MINUTES = auto()
    QUESTIONS = auto()
    REFERENCES = auto()
    NO_PLAN = auto()
    DATE = auto()
    PLACE = auto()
    DAYTIME = auto()
    ZONE = auto()


WORDS = {
    Part.ROSTER: """
        participant|participants|participating members|attendee|attendees|attendance|member
        |members
        |delegation|delegates|delegate|roster|sign-?\\s?up|sign-?\\s?in|who goes|who is going
        |與會者|與會人員|與會人|與會|參與者|參與人員|參加者|參加人員|參加人|出席者|出席人員|出席
        |成員|團員|隊員|代表團|名單|簽到表|簽到區|簽到|報名表|報名|人員|参加者|出席者
        |参加メンバー|メンバー
        |참가자|참석자|참여자|참가|참석|멤버|명단""",
    Part.SPEAKERS: """
        speaker|speakers|presenter|presenters|lecturer|lecturers|panelist|panelists|moderator
        |moderators
        |講者|主講人|主講|講師|與談人|與談|主持人|主持|分享者|分享人|引言人|講員
        |登壇者|登壇|スピーカー|講演者|発表者|司会|발표자|발제자|연사|강사|토론자|사회자""",
    Part.PLAN: """
        schedule|schedules|agenda|itinerary|program(?:me)?|timetable|time table|run-?\\s?down
        |run of show|plan
        |行程表|行程|議程表|議程|流程表|流程|日程表|日程|時間表|節目表|節目|課表|旅程
        |プログラム|スケジュール|タイムテーブル|進行|일정표|일정|시간표|프로그램|진행 순서|순서""",
    Part.MINUTES: """
        minutes|meeting notes|notes|meeting record|會議記錄|會議紀錄|会議記録|會議筆記|記錄
        |紀錄|逐字稿|筆記
        |共筆紀錄|共筆記錄|共筆|議事録|議事錄|会議録|メモ|記録|회의록|기록|회의 기록""",
    Part.QUESTIONS: """
        question|questions|q&a|q ?& ?a|questions for the hosts|questions from the hosts
        |questions to ask
        |提問|提問區|想問的問題|想問|問題|想討論的問題|事前提問|質問|質問事項|事前質問
        |질문|사전 질문""",
    Part.REFERENCES: """
        ref|refs|reference|references|link|links|resource|resources|further reading|see also
        |appendix
        |參考資料|參考連結|參考|相關連結|相關資料|連結|資源|附錄|資料|参考資料|参考|リンク
        |関連リンク
        |참고 자료|참고자료|참고|링크|자료""",
    Part.NO_PLAN: """
        timeline|milestones?|deadlines?|due dates?|to-?\\s?dos?|to-?\\s?do lists?
        |action items?|tasks?
        |history|past|budget|funding|reimbursement|transport|transportation|getting there|flights?
        |accommodation|hotels?|lodging|待辦|待辦事項|截止|過往|歷史|歷屆|過去|經費|預算|報帳
        |里程碑|進度
        |工作分配|分工|交通|住宿|飯店|航班|機票|過去の|締切|締め切り|交通アクセス|アクセス
        |宿泊|タスク|予算
        |할 일|할일|마감|예산|교통|숙소|항공""",
    Part.DATE: """
        date|dates|time|when|date and time|day|日期|時間|日時|開催日時|開催日|期間|會期|会期|日程
        |일시|날짜|일자|시간|기간|일정""",
    Part.PLACE: """
        place|venue|location|where|address|room|地點|場地|地址|會場|会場|場所|集合地點|教室|장소|주소|위치""",
    Part.DAYTIME: """
        morning|noon|afternoon|evening|night|上午|早上|中午|下午|傍晚|晚上|晚間|午前|午後|夜|夕方
        |오전|오후|저녁|점심|아침""",
    Part.ZONE: "time ?zone|timezone|tz|時區|时区|タイムゾーン|표준시|시간대",
}
FILLERS = """
    team|the|of|and|for|our|all|list|event|events|activity|meeting|trip|tour|confirmed|info
    |information|on|at
    |活動|會議|會議|本次|全體|一覽|一覧|列表|列表|表|區|確定|資訊|訊息|舉辦|開催|行사|행사
    |목록|自由|実施|및
"""
# A word that makes a date label one of something else.
OTHER_DATE = re.compile(
    "deadline|due|register|registration|early bird|submit|報名|截止|投稿|申請|結案|早鳥|繳|開放"
    "|締切|〆切|締め切り|申込|受付|마감|신청|접수",
    re.IGNORECASE,
)
# What hosts ask or wish: a person or side that is not the writer, and a verb of wanting.
HOSTS_WISH = re.compile(
    r"(?:對方|主辦|主人|接待|先方|ホスト|主催|상대|주최|hosts?\b|they\b|our partners?\b)"
    r".{0,12}?"
    r"(?:希望|想要?(?:了解|知道|問|聽)|好奇|知りたい|聞きたい|関心|궁금|알고 싶|원하"
    r"|ask|wish|want|would like|hope to|are interested)",
    re.IGNORECASE,
)
QUESTIONS_OF_HOSTS = re.compile(
    r"questions? (?:from|of|by) (?:the |our )?(?:hosts?|partners?|organi[sz]ers?)"
    r"|what (?:the |our )?hosts? (?:ask|wish|want|would like)",
    re.IGNORECASE,
)
# A link whose title says so is somebody's notes of the item above it, no item of the plan.
NOTES_TITLE = re.compile(
    r"\b(?:notes?|minutes|pad|memo)\b|共筆|筆記|紀錄|記錄|議事録|記録|共有ノート|メモ|회의록"
    r"|노트|기록",
    re.IGNORECASE,
)
# A heading that numbers the talks of an event.
NUMBERED_TALK = re.compile(
    r"(?:(?:主題|議題|場次|講題|セッション|テーマ|세션|주제|발표)\s?[一二三四五六七八九十\d]{1,3}"
    r"|(?:topic|talk|session|panel|track)\s?#?\d{1,2})\s?[:：.、\-–—]",
    re.IGNORECASE,
)


def _pattern(words: str) -> re.Pattern:
    """Return what matches any of the words: Latin ones as whole words, others anywhere."""
    parts = sorted((part.strip() for part in words.split("|")), key=len, reverse=True)
    latin = "|".join(part for part in parts if part[0].isascii())
    others = [part for part in parts if not part[0].isascii()]
    firsts = "".join(sorted({part[0] for part in others}))
    return re.compile(
        rf"(?<![A-Za-z])(?:{latin})(?![A-Za-z])|(?=[{firsts}])(?:{'|'.join(others)})",
        re.IGNORECASE,
    )


PATTERNS = {part: _pattern(words) for part, words in WORDS.items()}
FILLER = _pattern(FILLERS)
# Words that a letter slip may hit: `Spekaer`.
LONG_WORDS = {
    part: [w.strip() for w in words.split("|") if re.fullmatch("[a-z]{6,}", w.strip())]
    for part, words in WORDS.items()
}
KEY = re.compile(r"\W{0,6}([^:：]{1,40}?)\s{0,3}[:：](?!//)\s*")
BRACKETED = re.compile(r"[(（\[【][^()（）\[\]【】]{0,200}[)）\]】]")


@dataclass(frozen=True)
class Label:
    """`KEY: value` of a line: what kind of label it is, and where its value begins."""

    part: Part
    key: str
    value: str


@lru_cache(maxsize=8 * CACHED_LINES)
def is_label(text: str, part: Part, *, bare: bool = False) -> bool:
    """Tell if a text is words of this kind and nothing else: `與會者`, `Agenda 議程`, `Team list`.

    A bare label has no fillers and no digits either: `Trip notes 2026` is somebody's title.
    """
    if len(text) > 80 or (bare and DIGIT.search(text)):
        return False
    text = BRACKETED.sub("", folded(text)) or text
    rest, found = PATTERNS[part].subn(" ", text)
    if not found:
        word = text.strip(" :").lower()
        return any(one_slip(word, known) for known in LONG_WORDS[part])
    if not bare:
        rest = FILLER.sub(" ", rest)
    return not any(c.isalpha() for c in rest)


def mentions(text: str, part: Part) -> bool:
    """Tell if a short text holds a word of this kind among others: `Anna's schedule`."""
    return len(text) <= 80 and PATTERNS[part].search(folded(text)) is not None


def ends_with(text: str, part: Part) -> bool:
    """Tell if a short text ends with a word of this kind: `開幕式流程`, `Our schedule:`."""
    text = BRACKETED.sub("", folded(text)).rstrip(" :：\u3000").rstrip()
    if len(text) > 80:
        return False
    return any(match.end() == len(text) for match in PATTERNS[part].finditer(text))


@lru_cache(maxsize=CACHED_LINES)
def label_of(text: str) -> Label | None:
    """Return the label that a plain line begins with.

    `Date: 2026/11/5`, `地點：市政廳`, `일시: 11/5`, `講者：`, misspelt `Spekaer: Ann`.
    """
    match = KEY.match(text)
    if not match:
        return None
    key = match[1].strip()
    for part in (Part.DATE, Part.PLACE, Part.ROSTER, Part.SPEAKERS, Part.ZONE):
        if is_label(key, part) and not (part is Part.DATE and OTHER_DATE.search(key)):
            return Label(part, key, text[match.end() :].strip())
    return None


def bare_label(text: str) -> Label | None:
    """Return the label of a roster that stands alone on its line: `**Participants**`, `講者`."""
    for part in (Part.ROSTER, Part.SPEAKERS):
        if len(text) <= 40 and is_label(text, part, bare=True):
            return Label(part, text, "")
    return None


def asks_of_hosts(text: str) -> bool:
    """Tell if a line says that hosts ask or wish: `對方希望了解`, `Questions from the hosts`."""
    text = text[:200]
    return bool(QUESTIONS_OF_HOSTS.search(text) or (len(text) <= 60 and HOSTS_WISH.search(text)))
