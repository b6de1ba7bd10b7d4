"""One-line values: text without markup, and what the words of a title say besides.

Status marks, the place after an `@`, the kind of a session.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from markdown_it import MarkdownIt

from people.limits import MAX_LINE

from .dates import CACHED_LINES

# A one-line value with markup is read up to here.
MAX_READ = 8 * MAX_LINE
MAX_TITLE = 200
INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")
MARKED = re.compile(r"==(?=\S)(.{1,500}?)==|\*\*(.{1,500}?)\*\*|~~(.{1,500}?)~~")
LEFT_MARKS = re.compile(r"\*\*|~~|^==|==$")
MARKUP = re.compile(r"[\\`*\[]|~~|==|(?<!\w)_|_(?!\w)|<[A-Za-z/!?]|&#?\w")
CHECK_BOX = re.compile(r"^\[[ xX]\]\s+")

STATUS_MARKS = {
    "tentative": (
        "tentative|tentatively|tbc|tbd|tba|to be confirmed|to be decided|unconfirmed|not confirmed|provisional"
        "|暫定|待確認|待定|未定|未確認|預定|仮|仮定|予定|調整中|미정|예정|잠정|확인 중|가안"
    ),
    "cancelled": ("cancell?ed|called off|取消|已取消|停辦|中止|キャンセル|취소|취소됨"),
    "requested": "requested|詢問中|洽詢中|邀請中|依頼中|요청 중|요청중",
}
OPEN, CLOSE = "[(（\\[【<＜〈]", "[)）\\]】>＞〉]"
STATUS_IN_BRACKETS = {
    status: re.compile(
        rf"\s*{OPEN}\s*(?:{words}|{'[?？]{1,3}' if status == 'tentative' else words})\s*[?？!！]?\s*{CLOSE}\s*",
        re.I,
    )
    for status, words in STATUS_MARKS.items()
}
STATUS_BESIDE = {
    status: re.compile(
        rf"(?:^(?:{words})\s*[:：\-–—]\s*|\s*[:：\-–—,，]\s*(?:{words})\s*$|\s(?:{words})$)", re.I
    )
    for status, words in STATUS_MARKS.items()
}
STRUCK = re.compile(r"^\W{0,4}(?:~~.+~~|<(del|s|strike)>.+</\1>)\W{0,4}$", re.I)
QUESTION = re.compile(
    r"\b(?:what|how|why|who|where|when|which|is|are|do|does|can|should|could|would|will)\b"
    "|什麼|怎麼|如何|為何|為什麼|誰|嗎|呢|哪|是否|何|なに|なぜ|どう|誰|か[?？]$|무엇|어떻게|왜|누가|까[?？]$|나요",
    re.IGNORECASE,
)

KIND_WORDS = {
    "talk": (
        "talks?|keynotes?|lectures?|speech|speeches|panels?|presentations?|present|sharing|lightning"
        "|演講|講座|專題|分享|短講|閃電講|座談|論壇|簡報|報告|発表|講演|基調|トーク|パネル|발표|강연|토크|강의|포럼"
    ),
    "meeting": (
        "meetings?|meet|discussions?|discuss|round ?tables?|hearing|interviews?|briefing|call"
        "|會議|會談|拜會|討論|諮詢|訪談|會面|打ち合わせ|打合せ|会議|面談|会談|회의|간담회|미팅|면담|토론"
    ),
    "visit": (
        "visits?|visiting|tours?|site visit|參訪|參觀|拜訪|訪問|導覽|見学|視察|訪れる|ツアー|방문|견학|투어|답사"
    ),
    "workshop": (
        "workshops?|hackathon|hacking|training|tutorial|course|exercise|unconference"
        "|工作坊|黑客松|大松|小松|實作|培訓|課程|開工|ワークショップ|ハッカソン|研修|演習|워크숍|워크샵|해커톤|교육"
    ),
    "networking": (
        "networking|mixer|social|reception|meet-?up|get-?together|party|hangout|ice ?breaker"
        "|交流|聯誼|聚會|酒會|派對|破冰|懇親|飲み会|네트워킹|교류|모임|파티|뒤풀이"
    ),
    "ceremony": (
        "opening|closing|ceremony|awards?|inauguration|welcome|farewell"
        "|開幕|閉幕|典禮|頒獎|開場|結業|歡迎|開会|閉会|式典|授賞|개회|폐회|개막|폐막|시상|환영"
    ),
    "meal": (
        "breakfast|brunch|lunch|dinner|supper|banquet|coffee|tea|meal"
        "|早餐|午餐|晚餐|晚宴|午宴|餐敘|聚餐|用餐|便當|宵夜|茶會|朝食|昼食|夕食|ランチ|ディナー|食事|점심|저녁 식사|아침 식사|식사|만찬|오찬|조찬"
    ),
    "travel": (
        "flights?|fly|airport|trains?|bus|shuttle|ferry|transfers?|departures?|arrivals?|depart|arrive|travel|drive"
        "|機場|出發|抵達|搭乘|航班|飛往|起飛|降落|高鐵|火車|巴士|前往|轉乘|移動|出発|到着|空港|飛行機|新幹線|バス|공항|이동|출발|도착|비행기|기차|버스"
    ),
    "lodging": (
        "hotel|hostel|accommodation|lodging|stay|check ?out|飯店|旅館|住宿|入住|退房|宿泊|ホテル|旅館|チェックイン|숙소|호텔|체크인|체크아웃"
    ),
    "free": (
        "free (?:day|time|activity|afternoon|morning|evening)|break|rest|自由活動|自由時間|自由|休息|休憩|자유 시간|자유시간|자유|휴식"
    ),
}
KINDS = re.compile(
    "|".join(
        f"(?P<{kind}>"
        + "|".join(rf"\b(?:{w})\b" if w[0].isascii() else w for w in words.split("|"))
        + ")"
        for kind, words in KIND_WORDS.items()
    ),
    re.IGNORECASE,
)
# ` @ City Hall`: the spaces tell a place from somebody's handle.
PLACE_AFTER = re.compile(r"\s+[@＠]\s+(?P<place>[^@＠]{2,120}?)\s*$")
PLACE_GLUED = re.compile(
    r"(?:\s[@＠]|＠)(?P<place>(?=[^\s@＠]*\s\S|[^@＠\s]*[^\x00-\x7f])[^@＠]{2,120}?)[.。]?\s*$"
)


@dataclass(frozen=True)
class Title:
    """A session's title and what its words say."""

    text: str
    kind: str = "other"
    status: str = "confirmed"
    place: str = ""


def read_title(raw: str) -> Title:
    """Read the title of a session from Markdown."""
    status = "cancelled" if STRUCK.match(raw) else "confirmed"
    text = plain(raw)
    text, marked = without_status(text)
    if marked != "confirmed":
        status = marked
    text, place = without_place(text)
    return Title(text, guess_kind(text), status, place)


@lru_cache(maxsize=CACHED_LINES)
def plain(markdown: str) -> str:
    """Return one line of Markdown as the words that a reader sees, in one line.

    `**Opening** [talk](https://…)` is `Opening talk`; `snake_case` and `5 * 3` stay.
    """
    text = INVISIBLE.sub("", CONTROL.sub(" ", markdown[:MAX_READ]))
    if MARKUP.search(text):
        text = _inline_text(text)
        text = MARKED.sub(lambda match: match[match.lastindex], text)
        text = LEFT_MARKS.sub("", text)
    return " ".join(text.split())


def without_status(text: str) -> tuple[str, str]:
    """Take the mark of a status out of a title.

    `參訪市府（暫定）`, `Dinner (TBC)`, `[仮] 会議`, `取消：晚宴`, `Boat trip - cancelled`, `Free day?`.
    """
    for status in STATUS_MARKS:
        for pattern in (STATUS_IN_BRACKETS[status], STATUS_BESIDE[status]):
            if pattern.search(text):
                shorter = " ".join(pattern.sub(" ", text, count=1).split())
                return (shorter or text), status
    unsure = text.rstrip("?？ ")
    if unsure != text.rstrip() and 0 < len(unsure) <= 30 and not QUESTION.search(text):
        return unsure, "tentative"
    return text, "confirmed"


def without_place(text: str) -> tuple[str, str]:
    """Find the place after an `@`, and take it out of the title where spaces set it off.

    `Meeting @ City Hall` has the title `Meeting`; in `Talk ＠Hall 8` the place stays in it too.
    """
    if match := PLACE_AFTER.search(text):
        head = text[: match.start()].strip()
        if head:
            return head, match["place"]
    if match := PLACE_GLUED.search(text):
        return text, match["place"].strip()
    return text, ""


def guess_kind(title: str) -> str:
    """Guess what kind of session a title names, from the first word that says it."""
    match = KINDS.search(title)
    return match.lastgroup if match else "other"


def may_be_title(words: str) -> bool:
    """Tell if words may be the title of a session: some words, and no whole sentence of CJK."""
    return (
        len(words) <= MAX_TITLE
        and any(c.isalpha() for c in words)
        and not words.endswith(("。", "！", "？"))
    )


def same_title(title: str) -> str:
    """Return what two ways of writing one title share."""
    return "".join(c for c in title.casefold() if c.isalnum())


@cache
def _inline_parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("strikethrough")


def _inline_text(markdown: str) -> str:
    parts: list[str] = []
    for block in _inline_parser().parseInline(markdown):
        stack = list(reversed(block.children or []))
        while stack:
            token = stack.pop()
            if token.type in ("text", "code_inline", "text_special"):
                parts.append(token.content)
            elif token.type in ("softbreak", "hardbreak") or token.content.startswith("<br"):
                parts.append(" ")
            elif token.type == "image":
                stack.extend(reversed(token.children or []))
    return "".join(parts)
