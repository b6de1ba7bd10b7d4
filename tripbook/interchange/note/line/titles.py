"""One-line values: text without markup, and what the words of a title say besides.

Status marks, the place after an `@`, the kind of a session.
"""

import re
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt

from people.limits import INVISIBLE, MAX_LINE

from .links import find_links
from .memory import remember_lines
from .patterns import any_of
from .scripts import both_scripts

# A one-line value with markup is read up to here.
MAX_READ = 8 * MAX_LINE
MAX_TITLE = 200
# An address keeps every character.
# Separators of lines and paragraphs stay: they end an address.
ADDRESS_OR_INVISIBLE = re.compile(
    rf"(?P<address>https?://\S*)|(?![\u2028\u2029]){INVISIBLE.pattern}", re.IGNORECASE
)
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")
# `<Open data>` is no tag but somebody's words.
HTML_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|body|br|center|cite|code|dd|del|details|div|dl|dt|em|figure"
    r"|font|form|h[1-6]|head|hr|html|i|iframe|img|input|ins|kbd|li|link|mark|meta|ol|p|pre|q|rp"
    r"|rt|ruby|s|script|small|span|strike|strong|style|sub|summary|sup|table|tbody|td|tfoot|th"
    r"|thead|tr|tt|u|ul|video|wbr)\b[^<>]{0,1000}>|<!--.{0,1000}?-->",
    re.IGNORECASE,
)
# One of these stands in every line that differs from the words that a reader sees in it.
NOT_PLAIN = re.compile(rf"{INVISIBLE.pattern}|{CONTROL.pattern}|[^\S ]|  |[\\`*\[_<&{{]|~~|==")
# `{#agenda}`, `{: .wide }` at the end of a line: its address on the page, and how it looks.
ATTRIBUTES = re.compile(r"\s{0,3}\{\s?:?\s?[#.][\w.#\s-]{0,80}\}\s{0,3}$")
# A picture by its name, as pads write it: `:memo: Sign-in`.
SHORTCODE = re.compile(r"(?<![\w:]):(?:[a-z][a-z0-9_+-]{1,40}|[xov]):(?![\w/])")
MARKED = re.compile(r"==(?=\S)(.{1,500}?)==|\*\*(.{1,500}?)\*\*|~~(.{1,500}?)~~")
LEFT_MARKS = re.compile(r"\*\*|~~|^==|==$")
MARKUP = re.compile(r"[\\`*\[]|~~|==|(?<!\w)_|_(?!\w)|<[A-Za-z/!?]|&#?\w")
NO_WORD = re.compile(r"[\W_]+")
CHECK_BOX = re.compile(r"^\[[ xX]\]\s+")

STATUS_MARKS = {
    "tentative": (
        "tentative|tentatively|tbc|tbd|tba|to be confirmed|to be decided|unconfirmed"
        "|not confirmed|provisional"
        "|暫定|待確認|待定|未定|未確認|預定|仮|仮定|予定|調整中|미정|예정|잠정|확인 중|가안"
    ),
    "cancelled": ("cancell?ed|called off|取消|已取消|停辦|中止|キャンセル|취소|취소됨"),
    "requested": "requested|詢問中|洽詢中|邀請中|依頼中|요청 중|요청중",
}
OPEN, CLOSE = "[(（\\[【<＜〈]", "[)）\\]】>＞〉]"
ANY_STATUS = re.compile("|".join([any_of("|".join(STATUS_MARKS.values())), "[?？]"]))


def _status_patterns(words: str, in_brackets: str) -> tuple[re.Pattern, re.Pattern]:
    """Return what matches a status in brackets, and one set off at either end of a title."""
    return (
        re.compile(rf"\s*{OPEN}\s*(?:{in_brackets})\s*[?？!！]?\s*{CLOSE}\s*", re.IGNORECASE),
        re.compile(
            rf"^(?:{words})\s*(?:[:：\-–—]>?|→)\s*|\s*[:：\-–—,，]\s*(?:{words})\s*$|\s(?:{words})$",
            re.IGNORECASE,
        ),
    )


STATUS_PATTERNS = {
    status: _status_patterns(words, words + "|[?？]{1,3}" if status == "tentative" else words)
    for status, words in STATUS_MARKS.items()
}
# `~~Boat trip~~ too much wind`: a few words that begin small, or a word like `moved`, say why.
STRUCK_WHY = re.compile(
    r"^(?P<title>\W{0,4}(?:~~[^~]+~~|<(?P<tag>del|s|strike)>[^<>]+</(?P=tag)>))\s*(?P<why>.{1,60})$",
    re.IGNORECASE,
)
WHY = re.compile(
    r"^[-–—:：,，→>\s]*(?:[(（].*[)）]$|[a-z]|(?:Moved|Cancell?ed|No|Not)\b|[因取改延停沒無已中취없]"
    r"|[^。，,]{0,6}(?:生病|請假|[說想要]不[要去來]|不[能克])|[^。，,]{1,20}(?:取消|停辦|中止)[。!！]?$)"
)
# `~~Boats~~ → Maps`, `~~海圖~~ 改成桌遊`: what is done instead; `改成線上`, `改為下午` say how
# and when.
INSTEAD = both_scripts(
    r"^\s{0,3}(?:(?:→|[-=]>|➡\ufe0f?)(?!\s{0,3}(?:[a-z]|Moved|Cancell?ed|No\b|See\b|[因取改延停沒無已中취없見]))"
    r"|[改換]成|改為)\s{0,3}(?P<title>(?!線上|實體|室[內外]|戶外|週|星期|禮拜|[\d明隔下上早晚中])\S.{1,58})"
    r"(?<!主持)(?<!主講)$"
)
# `~~3/9~~ 3/16`, `<s>10:00</s> → 11:00`: a date or a time that is said no more.
STRUCK_FIGURES = re.compile(
    r"(?:~~|<(?:del|s|strike)>)[\d年月日號時时點点分:：./\s–-]{1,24}(?:~~|</(?:del|s|strike)>)"
    r"(?:\s{0,3}(?:→|[-=]>))?(?=\s{0,3}[^\s~<])",
    re.IGNORECASE,
)
# `Talk by ~~Ann~~ Ben`: words that others stand for now.
REPLACED = re.compile(r"~~[^~]{1,200}~~|<(del|s|strike)>[^<>]{1,200}</\1>", re.IGNORECASE)
STRUCK = re.compile(r"^\W{0,4}(?:~~.+~~|<(del|s|strike)>.+</\1>)\W{0,4}$", re.I)
QUESTION = re.compile(
    r"\b(?:what|how|why|who|where|when|which|is|are|do|does|can|should|could|would|will)\b"
    "|什麼|怎麼|如何|為何|為什麼|誰|嗎|呢|哪|是否|何|なに|なぜ|どう|誰|か[?？]$|무엇|어떻게|왜"
    "|누가|까[?？]$|나요",
    re.IGNORECASE,
)

KIND_WORDS = {
    "talk": (
        "talks?|keynotes?|lectures?|speech|speeches|panels?|presentations?|present|sharing"
        "|lightning"
        "|演講|講座|專題|分享|短講|閃電講|座談|論壇|簡報|報告|発表|講演|基調|トーク|パネル"
        "|발표|강연|토크|강의|포럼"
    ),
    "meeting": (
        "meetings?|meet|discussions?|discuss|round ?tables?|hearing|interviews?|briefing|call"
        "|會議|會談|拜會|討論|諮詢|訪談|會面|打ち合わせ|打合せ|会議|面談|会談|회의|간담회|미팅"
        "|면담|토론"
    ),
    "visit": (
        "visits?|visiting|tours?|site visit|參訪|參觀|拜訪|訪問|導覽|見学|視察|訪れる|ツアー"
        "|방문|견학|투어|답사"
    ),
    "workshop": (
        "workshops?|hackathon|hacking|training|tutorial|course|exercise|unconference"
        "|工作坊|黑客松|大松|小松|實作|培訓|課程|開工|ワークショップ|ハッカソン|研修|演習"
        "|워크숍|워크샵|해커톤|교육"
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
        "|早餐|午餐|晚餐|晚宴|午宴|餐敘|聚餐|用餐|便當|宵夜|茶會|朝食|昼食|夕食|ランチ"
        "|ディナー|食事|점심|저녁 식사|아침 식사|식사|만찬|오찬|조찬"
    ),
    "travel": (
        "flights?|fly|airport|trains?|bus|shuttle|ferry|transfers?|departures?|arrivals?"
        "|depart|arrive|travel|drive"
        "|機場|出發|抵達|搭乘|航班|飛往|起飛|降落|高鐵|火車|巴士|前往|轉乘|移動|出発|到着|空港"
        "|飛行機|新幹線|バス|공항|이동|출발|도착|비행기|기차|버스"
    ),
    "lodging": (
        "hotel|hostel|accommodation|lodging|stay|check ?out|飯店|旅館|住宿|入住|退房|宿泊"
        "|ホテル|旅館|チェックイン|숙소|호텔|체크인|체크아웃"
    ),
    "free": (
        "free (?:day|time|activity|afternoon|morning|evening)|break|rest|自由活動|自由時間"
        "|自由|休息|休憩|자유 시간|자유시간|자유|휴식"
    ),
}


def _kinds_pattern() -> re.Pattern:
    """Return what matches any word of a kind, in a group of the kind's name.

    Latin words stand by themselves.
    """
    latin, others = [], []
    for kind, words in KIND_WORDS.items():
        parts = words.split("|")
        latin.append(f"(?P<{kind}>{'|'.join(w for w in parts if w[0].isascii())})")
        others.append(f"(?P<{kind}_>{'|'.join(w for w in parts if not w[0].isascii())})")
    return re.compile(rf"\b{any_of('|'.join(latin))}\b|{any_of('|'.join(others))}")


KINDS = _kinds_pattern()
# ` @ City Hall`: the spaces tell a place from somebody's handle.
PLACE_AFTER = re.compile(r"\s+[@＠]\s+(?P<place>[^@＠]{2,120}?)\s*$")
PLACE_GLUED = re.compile(
    r"(?:\s[@＠]|＠)(?P<place>(?=[^\s@＠]*\s\S|[^@＠\s]*[^\x00-\x7f])[^@＠]{2,120}?)[.。]?\s*$"
)
# `Opening、地點：City Hall`, `Opening, venue: City Hall`: the place has its label.
PLACE_LABELLED = re.compile(
    r"\s*[,，、;；|｜]\s*(?:地點|場地|地点|会場|會場|場所|장소|venue|place|location|room)\s?[:：]\s?"
    r"(?P<place>[^,，、;；:：。?？!！]{2,80})$",
    re.IGNORECASE,
)


class Title(NamedTuple):
    """A session's title and what its words say."""

    text: str
    kind: str = "other"
    status: str = "confirmed"
    place: str = ""


def read_title(raw: str) -> Title:
    """Read the title of a session from Markdown; an address beside its words is none of them.

    Nor is what is struck out beside other words, `~~Ann~~ Ben on maps`, nor why something that is
    struck out does not take place, nor a link to its notes: `Opening [notes](https://…)`.
    """
    raw = _without_links_beside(_without_struck(raw))
    pictured = "![" in raw
    words = NOTHING_IN_BRACKETS.sub("", plain(raw)) if pictured else plain(without_addresses(raw))
    text, status = without_status(BULLET.sub("", without_shortcodes(words)))
    text, place = without_place(text)
    return Title(text, guess_kind(text), "cancelled" if is_struck(raw) else status, place)


# `▪ Open maps`: a mark of a list that Markdown does not know.
BULLET = re.compile(r"^\s*[▪▫◆◇●○■□▸▹►▶➤✦★☆◎•‣]\s+(?=[^\W_])")
# What links behind a title are called that are none of its words.
BESIDE = (
    r"(?:(?:meeting |session )?notes?|slides?|deck|pads?|videos?|recordings?|links?|docs?|hackmd"
    r"|etherpad|details|more|info|sign-?up|web ?site"
    r"|共筆|筆記|簡報|投影片|錄影|影片|連結|直播|報名|資料|スライド|録画|動画|メモ|ノート|申込"
    r"|노트|슬라이드|영상|자료|링크|신청)"
)
LINK_IN_BRACKETS = re.compile(
    rf"(?<=[^\]\s])\s*[(（【]\s?(?:{BESIDE}\s?[:：]?)?\s?<?https?://[^\s()（）<>]{{1,500}}>?\s?[)）】]",
    re.IGNORECASE,
)
NAMED_BESIDE = re.compile(rf"\W*{BESIDE}\W*", re.IGNORECASE)
# `Opening, notes: https://…`: such a word before a bare address.
WORD_BEFORE_ADDRESS = re.compile(rf"[\s,，、;；–—(（|｜-]+{BESIDE}\s?[:：]?$", re.IGNORECASE)


def _without_links_beside(raw: str) -> str:
    """Take links to notes, slides and the like off the end of a title that has other words."""
    if "://" not in raw:
        return raw
    rest = LINK_IN_BRACKETS.sub("", raw[:MAX_READ])
    for link in reversed(find_links(rest)):
        if any(map(str.isalnum, rest[link.end :])) or link.image:
            break
        before = rest[: link.start].rstrip(BEFORE_ADDRESS)
        shorter = before if link.title else WORD_BEFORE_ADDRESS.sub("", before)
        named = NAMED_BESIDE.fullmatch(plain(link.title)) if link.title else shorter != before
        if not named:
            break
        rest = shorter
    return rest if any(map(str.isalpha, plain(rest))) else raw


def _without_struck(raw: str) -> str:
    """Return what holds of a title of which a part is struck out: why, or instead of what."""
    if "~~" not in raw and not HTML_TAG.search(raw):
        return raw
    told = STRUCK_WHY.match(raw)
    if told and (instead := INSTEAD.match(told["why"])):
        return instead["title"]
    if told and WHY.match(told["why"]):
        return told["title"]
    rest = REPLACED.sub(" ", raw)
    return rest if any(map(str.isalpha, plain(rest))) else raw


# What is left of `(https://…)`; not of a link's or a check box's marks.
NOTHING_IN_BRACKETS = re.compile(r"(?<=\S)\s{0,2}(?:[(（【]\s{0,2}[)）】]|\[ \])")
BEFORE_ADDRESS = " \t→➡>👉:：-–—|｜,，、;；"


def without_addresses(raw: str) -> str:
    """Take bare addresses out of a line that has other words: `Opening https://…` is `Opening`."""
    if "://" not in raw:
        return raw
    rest = raw
    for link in reversed(find_links(raw[:MAX_READ])):
        if not link.title and not link.image:
            rest = f"{rest[: link.start].rstrip(BEFORE_ADDRESS)} {rest[link.end :]}"
    rest = NOTHING_IN_BRACKETS.sub("", rest)
    return rest.strip() if any(map(str.isalpha, rest)) else raw


def without_shortcodes(text: str) -> str:
    """Return a title without pictures by their names: `:boat: Walk` is `Walk`."""
    rest = " ".join(SHORTCODE.sub(" ", text).split()) if ":" in text else text
    return rest if any(map(str.isalnum, rest)) else text


def is_struck(raw: str) -> bool:
    """Recognise what is struck out as a whole: `~~Boat trip~~`, `<del>Boat trip</del>`."""
    return STRUCK.match(raw[:MAX_READ]) is not None


def visible(line: str) -> str:
    """Return a line without what nobody sees, as editors paste it: `10:<U+200B>00`."""
    if line.isascii() or not INVISIBLE.search(line):
        return line
    return ADDRESS_OR_INVISIBLE.sub(lambda match: match["address"] or "", line)


@remember_lines
def plain(markdown: str) -> str:
    """Return one line of Markdown as the words that a reader sees, in one line.

    `**Opening** [talk](https://…)` is `Opening talk`; `snake_case` and `5 * 3` stay.
    """
    if not NOT_PLAIN.search(markdown):
        return markdown[:MAX_READ].strip()
    text = INVISIBLE.sub("", CONTROL.sub(" ", ATTRIBUTES.sub("", markdown[:MAX_READ])))
    if MARKUP.search(text):
        text = _inline_text(STRUCK_FIGURES.sub(" ", text))
        text = MARKED.sub(lambda match: match[match.lastindex], text)
        text = LEFT_MARKS.sub("", text)
    return " ".join(text.split())


def without_status(text: str) -> tuple[str, str]:
    """Take the mark of a status out of a title.

    `參訪市府（暫定）`, `Dinner (TBC)`, `[仮] 会議`, `取消：晚宴`, `Boat trip - cancelled`,
    `Free day?`.
    """
    if not ANY_STATUS.search(text.lower()):
        return text, "confirmed"
    for status, patterns in STATUS_PATTERNS.items():
        for pattern in patterns:
            if pattern.search(text):
                shorter = " ".join(pattern.sub(" ", text, count=1).split())
                return (shorter or text), status
    unsure = text.rstrip("?？ ")
    if unsure != text.rstrip() and 0 < len(unsure) <= 30 and not QUESTION.search(text):
        return unsure, "tentative"
    return text, "confirmed"


def without_place(text: str) -> tuple[str, str]:
    """Find the place after an `@` or a label, and take it out of the title where it is set off.

    `Meeting @ City Hall` and `Meeting, venue: City Hall` have the title `Meeting`; in
    `Talk ＠Hall 8` the place stays in it too.
    """
    if match := PLACE_AFTER.search(text) or PLACE_LABELLED.search(text):
        head = text[: match.start()].strip()
        if head:
            return head, match["place"].strip()
    if match := PLACE_GLUED.search(text):
        return text, match["place"].strip()
    return text, ""


def guess_kind(title: str) -> str:
    """Guess what kind of session a title names, from the first word that says it."""
    match = KINDS.search(title.lower())
    return match.lastgroup.rstrip("_") if match else "other"


def may_be_title(words: str) -> bool:
    """Tell if words may be the title of a session: some words, and no whole sentence of CJK."""
    return (
        len(words) <= MAX_TITLE
        and any(map(str.isalpha, words))
        and not words.endswith(("。", "！", "？"))
    )


def may_be_timed_title(words: str) -> bool:
    """Tell if words under a time may be the title of a session: a question may, `誰來維護？`."""
    return may_be_title(words.rstrip("？！"))


def same_title(title: str) -> str:
    """Return what two ways of writing one title share."""
    return NO_WORD.sub("", title.casefold())


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
            elif token.type == "html_inline" and not HTML_TAG.fullmatch(token.content):
                parts.append(token.content)
            elif token.type == "image":
                stack.extend(reversed(token.children or []))
    return "".join(parts)
