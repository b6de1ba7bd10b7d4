"""Offices and units around a name: `港務局 處長 王小明`, `陳東升 教授`, `王秘書長小明`.

What is to be taken out of an entry is in the group `found` of a pattern, see `cutting`.
"""

import re
from typing import NamedTuple

from .cutting import cut_first
from .full_names import (
    ADDRESSED,
    CALLED_IN_SHORT,
    FAMILY,
    FAMILY_NAMES,
    HONORIFICS,
    is_east_asian_name,
    is_full_name,
)
from .given_names import is_given_name
from .names import CHIEF, DUTIES, GROUP, HAN, JOBS, OFFICE_ALONE, OFFICES, UNITS
from .scripts import both_scripts
from .titles import plain

# Offices before a name.

# `主持 小明`, `財務 阿海`: an office or a job, and a space.
OFFICE_BEFORE = both_scripts(rf"^(?P<found>{OFFICES}|{JOBS}|法務|約聘|約僱)[\s　]+(?=\S)")
# `引導師 小安`, `分享人 阿海`: an office that is in no list, by what it ends with, and a space.
OFFICE_BEFORE_BY_ENDING = both_scripts(
    rf"^(?P<found>(?!{FAMILY})[\u3400-\u9fff]{{1,5}}[師員人手])[\s　]+(?=\S)"
)
# `法案助理 Ivy`, `資深工程師 Ken`: an office before a name in Latin letters; not `王老師 Ken`.
OFFICE_BEFORE_LATIN = both_scripts(
    rf"^(?P<found>(?!{FAMILY})[\u3400-\u9fff]{{0,6}}(?:{OFFICES}|助理|設計師|企劃|編輯|主編|店長|[志義]工))"
    r"[\s　]+(?=[A-Z][a-z])"
)
OFFICES_BEFORE = (OFFICE_BEFORE, OFFICE_BEFORE_BY_ENDING, OFFICE_BEFORE_LATIN)

# Offices after a name, and what somebody does.

# `陳東升 教授`, `唐小鳳 政務委員`.
OFFICE_AFTER = both_scripts(
    rf"(?<=[\u3400-\u9fff\uac00-\ud7a3])[\s　]+(?P<found>(?:政務|立法)?{OFFICES})$"
)
# `김민준 사무관`, `이서연 선임연구원`: an office after a full Korean name.
KOREAN_OFFICE_AFTER = re.compile(
    "(?<=^[\uac00-\ud7a3]{3})\\s+(?P<found>[\uac00-\ud7a3]{0,4}"
    "(?:과장|차장|부장|국장|실장|팀장|소장|원장|처장|회장|총장|사무관|주무관|서기관|연구원|연구관|연구위원|위원|대리|교수|대표"
    "|이사|간사|기자|변호사|전문관|매니저|센터장|본부장|사무총장|사무국장|책임|선임|주임|활동가|개발자))$"
)
OFFICES_AFTER = (OFFICE_AFTER, KOREAN_OFFICE_AFTER)
# `Ann 設計師`, `小明 學生`, `Ann 紀錄`: what somebody does, after a name.
WORK_AFTER = both_scripts(
    "(?<=[^\\s]{2})[\\s　]+(?P<found>(?![\u3400-\u9fff]{0,3}先生)"
    "(?:學生|記者|律師|醫[師生]|[老教講]師|志工|作家|農民|[\u3400-\u9fff]{2,5}[師員家官手者生]"
    f"|{DUTIES}))$"
)

# Offices glued to a name.

# `學生會會長王小明及各部部長`, `法務秘書　王小明`: the office is before the name, perhaps glued.
OFFICE_GLUED = both_scripts(
    rf"^(?P<office>(?!{FAMILY}{OFFICES})[\u3400-\u9fff]{{0,8}}?{OFFICES})[\s　]*"
    rf"(?P<name>{FAMILY}(?:(?![及與和等])[\u3400-\u9fff]){{1,2}})(?:[及與和等].*)?$"
)
# `活動王小明`, `公關部李大海`: what might be an office before a full name.
DUTY_GLUED = both_scripts(
    rf"^(?P<duty>[\u3400-\u9fff]{{2,3}})(?P<name>{FAMILY}[\u3400-\u9fff]{{2}})$"
)
# `財委張麗君`, `祕書處 處長　王小明`: an office that is in no list, by what it ends with.
OFFICE_ENDS = "[長委員席事書師授監理任問董召]"
OFFICE_BY_ENDING = both_scripts(
    rf"^(?P<office>[\u3400-\u9fff]{{1,7}}?{OFFICE_ENDS})[\s　]*"
    rf"(?P<name>{FAMILY}(?![及與和等])[\u3400-\u9fff]{{2}})$"
)
# `王秘書長小明`: the office stands between the family name and the given one.
OFFICE_INSIDE = both_scripts(
    rf"^(?P<family>(?![小中大上前本野木原川橋村近遠青西福老阿加山]){FAMILY})(?P<office>[\u3400-\u9fff]{{0,4}}?{OFFICES})(?P<given>[\u3400-\u9fff]?(?![長員])[\u3400-\u9fff])$"
)
# `林活動部長小明`: an office in a team is inside a name, whatever name the rest might be.
TEAMS = f"社團|學權|權益|秘書|學會|{JOBS}"
OFFICE_OF_TEAM_INSIDE = both_scripts(
    rf"^(?P<family>(?![副前新總校系院學])[\u3400-\u9fff])(?P<office>(?:副|董)?(?:{TEAMS}){OFFICES})"
    r"(?P<given>[\u3400-\u9fff]?(?![長員])[\u3400-\u9fff])$"
)

# Units before a name.

# `國發會 林專門委員`, `資訊處 郭小明`: two words, of which the first may be a unit.
HAN_UNIT_BEFORE = re.compile(
    r"^(?P<unit>[\u3400-\u9fff]{2,12})[\s　]+(?P<name>[\u3400-\u9fff]{2,6})$"
)
# `台南的邱大哥`, `港務局的小明`: from where somebody is.
HAN_UNIT_OF = re.compile(
    r"^(?P<unit>[\u3400-\u9fff]{2,6})的(?P<name>[\u3400-\u9fff]{1,2}[^\W師員家官手者生])$"
)
# `PDIS 阿端`, `g0v 小明`, `B4 中野佑（…）`: a name of East Asia after the short name of an
# organization, or after the year of somebody's studies.
UNIT_BEFORE = re.compile(
    r"^(?P<found>[A-Z][A-Z0-9]{2,7}|[BMD]\d|[a-z]+\d[a-z\d]*)\s+(?=[\u3400-\u9fff々]{2,5}(?:$|\s?[(（]))"
)
# `保育協會 李姐`, `里辦公室 陳先生`: how somebody is addressed after a unit.
HAN_UNIT_BEFORE_CALLED = both_scripts(
    rf"^(?P<found>[\u3400-\u9fff]{{3,12}})[\s　]+(?={ADDRESSED}$)"
)
# `開放協會 Mira Kask`: a full name in Latin letters after a unit.
HAN_UNIT_BEFORE_LATIN = both_scripts(
    r"^(?P<found>[\u3400-\u9fff]{2,14}(?:[會社部署處局院所]|中心|大學|公司|聯盟|團體|社群|辦公室|工作室))"
    r"[\s　]+"
    r"(?=(?:(?:Dr|Prof|Mrs?|Ms)\.?\s)?[A-Z][a-z]+(?:[\s-][A-Z][a-z]*)*$)(?=\S+[\s-])"
)
# `港市 情報政策課 山田課長`, `港区役所 佐藤次郎`, `Code for Port 高橋さん`: somebody of Japan after
# a unit. A family name may end like a short unit does: `阿部`, `高市`.
JAPANESE_UNIT_BEFORE = re.compile(
    r"^(?P<found>(?:[\u3040-\u9fff]{2,10}[\s　]+)?[\u3040-\u9fff]{1,12}"
    r"(?:役所|役場|大学|協会|学会|委員会|会社|研究所|センター|機構|財団|(?<=.{3})[市県課局係]|(?<=.{4})[部室])"
    r"|Code for [A-Z]\w+)[\s　]+"
    rf"(?=[\u3400-\u9fff々]{{1,5}}(?:[\s　]?(?:{'|'.join(HONORIFICS)}))?$)"
)
# `高校生の海斗くん`: what somebody of Japan is, before a name with its honorific.
JAPANESE_UNIT_OF = re.compile(
    r"^(?P<found>[\u3040-\u30ff\u3400-\u9fff]{2,8})の"
    rf"(?=[\u3040-\u30ff\u3400-\u9fff]{{1,6}}(?:{'|'.join(HONORIFICS)})$)"
)
UNITS_BEFORE = (
    UNIT_BEFORE,
    JAPANESE_UNIT_OF,
    HAN_UNIT_BEFORE_CALLED,
    HAN_UNIT_BEFORE_LATIN,
    JAPANESE_UNIT_BEFORE,
)

# Units after a name.

# `林 城市實驗室`: after a short name and a space, words too long to be one of its parts; not
# `鈴木 花子さん`.
UNIT_AFTER = re.compile(
    r"^(?P<name>[\u3400-\u9fff○]{2,4}|[A-Za-z][\w.\-]{1,20}(?:\s[\u3400-\u9fff])?)[\s　]+"
    rf"(?P<unit>(?!\w{{1,4}}(?:{'|'.join(HONORIFICS)})$)[\u3400-\u9fff][\u3400-\u9fff\w]{{3,}})$"
)
# `王小明 OCF`, `Ann Lee g0v`, `佳佳 openPort`: the short name of an organization behind one.
SHORT_UNIT_AFTER = re.compile(
    r"^(?P<name>[\u3400-\u9fff]{2,4}|[A-Z][a-z]+\s[A-Z][a-z]+)[\s　]+"
    r"(?P<unit>[A-Z][A-Z\d]{1,5}|[a-z]+\d[a-z\d]*|[a-z]{2,12}[A-Z][A-Za-z]{2,20})$"
)
# Words of sentences, in what stands after a name: `小明 已訂機票`.
SENTENCE_WORDS = both_scripts("[已要會還沒從訂到搭先晚早請]")
# `Ann Lee Port Data Agency`: what an office is called, and what may be called after somebody.
OFFICE_WORD = re.compile(
    r"(?:services?|cent(?:re|er)|agency|office|department|ministry|government|council|authority"
    r"|bureau)$",
    re.IGNORECASE,
)
CALLED_AFTER = re.compile(
    r"(?:university|institute|foundation|college|school|society|cent(?:re|er)|library|hospital)$",
    re.IGNORECASE,
)
IN_NAMES_OF_OFFICES = frozenset(("of", "for", "and", "the", "&"))
MAX_WORDS = 12

# A name among words for units and offices.

# `王小明 處長 港務局`, `Ann Lee 教授 港口大學 海洋系`: a full name, and then several words.
NAME_AND_WORDS = re.compile(
    r"(?P<name>[\u3400-\u9fff]{2,4}|[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,3})[\s　]+"
    r"(?P<words>[\u3400-\u9fff]\S{1,20}(?:[\s　]+\S{1,30}){1,4})"
)
# `王小明處長`, `港務局王小明處長`: a full name and what that person is, glued.
NAME_IN_WORD = both_scripts(
    rf"(?P<unit>[\u3400-\u9fff]{{1,12}}(?:{UNITS}))?(?P<name>[\u3400-\u9fff]{{3}})(?P<office>{OFFICES})"
)
# `孫斌律師`: with these a name of two characters is sure, too; `方案經理` is nobody.
SHORT_NAME_IN_WORD = both_scripts(
    r"(?P<name>(?![小阿大老])[\u3400-\u9fff]{2})"
    r"(?P<office>律師|法官|檢察官|老師|教授|醫師|立委|議員|委員|科長|局長|處長|理事長?|監事|秘書長|社長|會長)"
)
# `劉小安律師（視訊）`: a remark behind an office.
REMARK_AT_END = re.compile(r"(?P<entry>[^()（）]{4,30})\s?[(（](?P<remark>[^()（）]{1,20})[)）]")
OFFICE_AT_END = both_scripts(rf"(?:{OFFICES}|{CHIEF})$")
UNIT_AT_END = both_scripts(rf"(?:{UNITS})$")
OFFICE_OR_JOB_AT_END = both_scripts(
    rf"(?:{OFFICES}|{CHIEF}|{JOBS}|法務|約聘|約僱|助理|窗口|[志義]工)$"
)
UNIT_OR_CLASS_AT_END = both_scripts(rf"(?:{UNITS}|[\d一二三四五六七八九]班|年級)$")
LATIN_NAME = re.compile("[A-Z][a-z]+")


class InOffice(NamedTuple):
    """Somebody named among words for offices and units."""

    name: str
    organization: str = ""
    position: str = ""
    rest: str = ""


def with_office_and_unit(entry: str) -> InOffice | None:
    """Return whom the only full name among words for offices and units names.

    `王小明 處長 港務局`, `港務局 處長 王小明`, `海洋大學 王小明 副教授`, `港務局王小明處長`,
    `王明律師（視訊）`.
    """
    entry = plain(entry[:200])
    remarked = REMARK_AT_END.fullmatch(entry)
    if person := _called_behind_units(entry.split()):
        return person
    name, words = _name_among_words(remarked["entry"] if remarked else entry)
    if not name or (remarked and len(words) != 1):
        return None
    offices = [word for word in words if OFFICE_AT_END.search(word)]
    units = [word for word in words if word not in offices]
    others = [word for word in units if not UNIT_AT_END.search(word)]
    if any(map(is_full_name, others)) or (others and not offices):
        return None
    rest = remarked["remark"] if remarked else ""
    return InOffice(name, organization=" ".join(units), position=" ".join(offices), rest=rest)


def _called_behind_units(words: list[str]) -> InOffice | None:
    """Return whom the last of several words calls by more than a full name: `港務局 船務科 何科長`.

    `海灣 法務 Mei`, `音樂科 Peter`, `港務局 阿海`: before it stand units, or an office.
    """
    if not 2 <= len(words) <= 5:
        return None
    *before, name = words
    in_latin = HAN.search(before[-1]) and LATIN_NAME.fullmatch(name)
    in_latin = in_latin and not CALLED_IN_SHORT.fullmatch(before[-1])
    if not in_latin and not CALLED_IN_SHORT.fullmatch(name):
        return None
    offices = [word for word in before if OFFICE_OR_JOB_AT_END.search(word)]
    units = [word for word in before if word not in offices]
    if before[-1] not in offices and not all(map(UNIT_OR_CLASS_AT_END.search, units)):
        return None
    return InOffice(name, organization=" ".join(units), position=" ".join(offices))


def _name_among_words(text: str) -> tuple[str, list[str]]:
    """Return a full name and the words after it, glued to it, or around it; "" without one."""
    first = NAME_AND_WORDS.fullmatch(text)
    if first and is_full_name(first["name"]) and not UNIT_AT_END.search(first["name"]):
        return first["name"], first["words"].split()
    glued = NAME_IN_WORD.fullmatch(text)
    if glued and _is_han_name(glued["name"]):
        return glued["name"], [word for word in glued.group("unit", "office") if word]
    short = SHORT_NAME_IN_WORD.fullmatch(text)
    if short and is_full_name(short["name"]):
        return short["name"], [short["office"]]
    words = text.split()
    name = next((word for word in words if _is_han_name(word)), "") if len(words) > 2 else ""
    return name, [word for word in words if word != name]


def _is_han_name(word: str) -> bool:
    return (
        len(word) == 3
        and is_full_name(word)
        and not UNIT_AT_END.search(word)
        and not OFFICE_AT_END.search(word)
    )


def out_of_group(text: str) -> tuple[str, str]:
    """Take away a unit whose word says so before a family name and more: `水利署 王科長小花`."""
    match = HAN_UNIT_BEFORE.match(text)
    if not match or match["name"][0] not in FAMILY_NAMES:
        return text, ""
    if not GROUP.search(match["unit"]) or GROUP.search(match["name"]):
        return text, ""
    return match["name"], match["unit"]


def out_of_unit(text: str) -> tuple[str, str]:
    """Take away a unit, or a home, that stands before a name: `資訊處 郭小明`, `台南的邱大哥`."""
    unit = HAN_UNIT_BEFORE.match(text)
    if unit and _is_han_unit(unit["unit"], unit["name"]):
        return unit["name"], unit["unit"]
    home = HAN_UNIT_OF.match(text)
    if home and is_east_asian_name(home["name"]):
        return home["name"], home["unit"]
    return cut_first(UNITS_BEFORE, text)


def _is_han_unit(unit: str, name: str) -> bool:
    """Tell if a full name stands after a unit, and not after another name or its own family's.

    `資訊處 郭小明`, `社群 尤理衡`.
    """
    if len(name) != 3 or name[0] not in FAMILY_NAMES or re.fullmatch(f".*{OFFICE_ENDS}", unit):
        return False
    return len(unit) > 4 or unit[0] not in FAMILY_NAMES or GROUP.search(unit) is not None


def out_of_name(text: str) -> tuple[str, str]:
    """Take an office out of a name: `會長王小明`, `王秘書長小明`, `財委張麗君`."""
    if match := OFFICE_OF_TEAM_INSIDE.match(text):
        return match["family"] + match["given"], match["office"]
    if match := OFFICE_GLUED.match(text):
        return match["name"], match["office"]
    if (match := OFFICE_INSIDE.match(text)) and not OFFICE_ALONE.fullmatch(match["given"]):
        return match["family"] + match["given"], match["office"]
    if match := OFFICE_BY_ENDING.match(text):
        return match["name"], match["office"]
    return text, ""


def out_of_unit_after(name: str) -> tuple[str, str]:
    """Take away a unit that stands after a name with nothing between them."""
    return _without_comma(name) or _cut_unit(name)


def _cut_unit(name: str) -> tuple[str, str]:
    if short := SHORT_UNIT_AFTER.match(name):
        return short["name"], short["unit"]
    match = UNIT_AFTER.match(name)
    if not match or (match["name"].isascii() and match["unit"][0] in FAMILY_NAMES):
        return name, ""
    return match["name"], "" if SENTENCE_WORDS.search(match["unit"]) else match["unit"]


def _without_comma(text: str) -> tuple[str, str] | None:
    """Return a full name and the office right after it: `Ann Lee Port Data Agency`.

    Its first word is a given name, and its third nothing that is called after somebody:
    `Ann Lee University Press`.
    """
    first, *words = text.split()[:MAX_WORDS] or [""]
    unit = words[1:]
    if not is_given_name(first) or len(unit) < 2 or CALLED_AFTER.match(unit[0]):
        return None
    if not any(map(OFFICE_WORD.match, unit)) or not words[0][0].isupper():
        return None
    if not all(word[0].isupper() or word in IN_NAMES_OF_OFFICES for word in unit):
        return None
    return f"{first} {words[0]}", " ".join(unit)
