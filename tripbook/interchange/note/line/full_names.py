"""Full names: what can be nobody but one person, and how somebody is called in short.

A text is told by its own words; what else an entry of a roster may hold is read in `people`.
"""

import re

from .names import EAST_ASIAN_ONLY, GROUP_KEY, HAN, NAME_WITH_DOT, OFFICES, looks_like_name
from .scripts import both_scripts, simplified
from .titles import guess_kind
from .words import CITY_ZONES

# `Step 1`, `Table 12`, `第一步`, `同上`
COUNTED_THING = both_scripts(
    r"(?:step|stage|phase|part|round|level|table|room|slot|day|week)\s#?\d{1,3}"
    r"|第\s?[一二三四五六七八九十\d]{1,3}\s?步|同上|同前|如上|ditto",
    re.IGNORECASE,
)
# `福岡市`, `高雄縣`
A_CITY = both_scripts("[\u4e00-\u9fff]{2,3}[市縣県]")
# `大阪方`, `福岡側`, `台中人`
OF_CITY = ("方", "側", "侧", "人")
# What may follow a name in an entry: `Ann（港務局）`, `Ann [port]`.
IN_BRACKETS = re.compile(
    r"\s*[(（\[【〈](?P<inside>[^()（）]{0,300}(?:[(（][^()（）]{0,300}[)）][^()（）]{0,300}){0,5})[)）\]】〉]\s*"
)
# `Ann, Acme`, `Ann - Acme`, `Ann from Acme`: what stands between a name and what follows it.
# The slash of `Ann/Acme` does, too; `Abebe W/Mariam` is one name, a word of which is short.
AFTER_NAME = re.compile(
    r"\s+(?:--?|[–—|｜/→])\s+|\s*→\s*|\s*[:：,，、|｜;；／]\s*|\s*[–—]\s*|(?<=\w)(?<!\b[A-Z])/(?=\w)|\s+from\s+(?=\S)"
)
HANGUL = re.compile(r"[\uac00-\ud7a3]+")
# Korean family names; a full name is one of them and two syllables, which words for groups may be.
KOREAN_FAMILY_NAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
)
KOREAN_GROUPS = re.compile(
    r"이사회|운영진|조직위|주최측|전문가|연구원|개발자|기획자|디자인|지원팀|사무국|정부측|주민들|.{2}(?:자들|팀원|위원|회원)"
)
# Family names and what nicknames begin with; a longer Chinese text begins with one, or is no name.
_FAMILY_NAMES = (
    "王李張劉陳楊黃趙吳周徐孫馬朱胡郭何高林羅鄭梁謝宋唐許韓馮鄧曹彭曾肖田董袁潘于蔣蔡余杜葉程蘇魏呂丁任沈"
    "姚盧姜崔鍾鐘譚陸汪范金石廖賈夏韋傅方白鄒孟熊秦邱江尹薛閻段雷侯龍史陶黎賀顧毛郝龔邵萬錢嚴覃武戴莫孔向湯"
    "洪施翁游簡詹柯溫歐柳藍涂卓童凌塗康倪連紀管柴鄢古池尤章莊賴俞樊葛佐鈴高渡伊山中小加吉佐松井木清斎長岡藤"
    "村近坂遠青福西太三上金石前川橋本野大平竹原和久庄澁渋阿老"
    "龐邢滕耿臧卞甘姬阮閔冉鮑裴瞿聶穆叢敖晏饒喻駱欒"
    "蕭霍褚甄岑婁芮荊闞祝巫伍麥辛佘闕凃粘佟裘匡喬刁苗狄屈舒祁晁諶冼鄺鄔厲竇蒲戚甯湛繆茅鞏岳梅"
)
FAMILY_NAMES = frozenset(_FAMILY_NAMES + simplified(_FAMILY_NAMES))
FAMILY = f"[{''.join(sorted(FAMILY_NAMES))}]"
# `王視察`: a family name and an office, though a visit is called so, too.
NAME_WITH_OFFICE = re.compile(rf"{FAMILY}{OFFICES}")
# How somebody is spoken of, after the name.
HONORIFICS = ("さん", "ちゃん", "くん", "様", "氏", "님")
HONORIFIC = re.compile(rf"(?<=[\u3040-\u9fff\uac00-\ud7a3])\s?(?:{'|'.join(HONORIFICS)})$")
# What stands before one of these; `皆さん`, `主催者様`, `선생님`: nobody by name.
WITH_HONORIFIC = re.compile(
    r"(?!(?:皆|各|主催|学生|生徒|参加|司会|講師|担当|運営|先生))[\u3400-\u9fff々]{1,5}|[ァ-ヺー・]{2,12}"
)
# `山田 花子`: a family's name apart from the given one.
APART = re.compile(r"[\u3400-\u9fff々]{1,3}[\s　][\u3040-\u30ff\u3400-\u9fff々]{1,4}")
# `阿海`, `小美`, `海哥`: what friends are called.
NICKNAME = both_scripts("[阿小][\u3400-\u9fff]{1,2}|[\u3400-\u9fff]{1,2}[哥姐姊]")
# `陳小姐`, `李姐`: a family's name, or a given one, and how its bearer is addressed.
ADDRESSED = "[\u3400-\u9fff]{1,2}(?:先生|小姐|女士|太太|老師|[姐姊哥叔伯姨媽爸])"
# What people are called by among others of their unit: `何科長`, `老許`, `阿海`, `陳小姐`.
CALLED_IN_SHORT = both_scripts(
    rf"{FAMILY}(?:副|前|代理)?{OFFICES}|[阿老](?![師闆人家手大公])[\u3400-\u9fff]{{1,2}}|{ADDRESSED}"
)
PLACE_ENDS = both_scripts("[館園寺廟街站港橋島城塔宮樓店場市縣區鄉鎮村里路口]$")
# Families of Japan whose names end like a place.
FAMILIES_LIKE_PLACES = (
    "高橋|石橋|本橋|三橋|倉橋|中村|木村|西村|田村|岡村|松村|野村|今村|吉村|奥村|河村|川村|植村|北村|志村|中島"
    "|小島|川島|矢島|飯島|高島|山口|田口|坂口|谷口|樋口|野口|関口|江口|堀口|原口|井口"
)
PLACE_LIKE_FAMILIES = frozenset(FAMILIES_LIKE_PLACES.split("|"))
# What teams work on, in as few letters as a name has.
TOPIC_WORDS = (
    "frontend|backend|front-end|back-end|data|design|marketing|engineering|research|testing|devops"
    "|docs|api|web|app|ui|ux|legal|policy|media|infra|security|translation|outreach|finance"
    "|地圖|授權|資料|網站|網頁|美編|設計|開發|前端|後端|行銷|企劃|文案|爬蟲|法規|法律|交通|住宿"
    "|餐飲|教育|醫療|環保|環境|勞動|社福|財務|預算|政策|媒體|翻譯|攝影|直播|場地|議程|志工|公關"
    "|社群|宣傳|資安|隱私|選舉|國會|司法|農業|食安|防災|空污|能源|格式|平台|問卷|訪談|研究|測試"
    "|공공|교육|환경|교통|디자인|개발|기획|홍보|번역|デザイン|開発|広報|翻訳|教育"
)
TOPICS = frozenset(TOPIC_WORDS.split("|"))
# `Dr. Ann Lee`, `Mr. Ben Ray`: how people are addressed, before a full name.
TITLE_BEFORE = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|drs?|profs?|professor|dra|ing|cllr|councillor|barr|engr|atty)(?:\.\s?|\s)"
    r"|h\.\s?e\.\s){1,3}(?=[^\W\d]\S{0,30}\s[^\W\d])",
    re.IGNORECASE,
)
# Small words of a name: `Juan de la Cruz`.
PARTICLES = frozenset(
    ("de", "da", "di", "la", "le", "du", "do", "dos", "das", "del", "dela", "della", "den", "der")
    + ("des", "te", "ten", "ter", "van", "vd", "von", "zu", "af", "av", "bin", "binti", "ibn", "al")
)


def without_title(text: str) -> str:
    """Return a name without how its bearer is addressed: `Ann Lee` of `Dr. Ann Lee`."""
    return TITLE_BEFORE.sub("", text)


def is_full_name(text: str) -> bool:
    """Tell if a text can only be one person's name: `Ann Lee`, `王小明`."""
    text = without_title(text)
    # What follows the name in `Khairul Anwar（馬來西亞）` may well be something else.
    name = AFTER_NAME.split(IN_BRACKETS.sub(" ", text).strip())[0]
    if not looks_like_name(text) or not names_nothing_else(name):
        return False
    if text[0] in KOREAN_FAMILY_NAMES and len(text) == 3:
        return HANGUL.fullmatch(text) is not None and not KOREAN_GROUPS.fullmatch(text)
    if EAST_ASIAN_ONLY.fullmatch(text):
        return 2 <= len(text) <= 4 and text[0] in FAMILY_NAMES
    words = text.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() or word in PARTICLES for word in words)


def is_place_or_step(name: str, beside: str = "") -> bool:
    """Tell if what stands where a name may be is none: `大阪方`, `Step 1`, `第一步`.

    A city is one if where in it is said `beside`: `福岡市 保健医療局`. `王大方` is somebody.
    """
    if COUNTED_THING.fullmatch(name) or (beside and A_CITY.fullmatch(name)):
        return True
    return name[-1:] in OF_CITY and any(city.fullmatch(name[:-1]) for city in CITY_ZONES.values())


def is_name_said(text: str) -> bool:
    """Tell if a text is one person's name where it is told who does something.

    `Ann Lee`, `山田 花子`, `佐藤さん`; not `皆さん`.
    """
    bare = HONORIFIC.sub("", text)
    in_katakana = NAME_WITH_DOT.fullmatch(bare) is not None
    apart = APART.fullmatch(bare) is not None
    return _has_honorific(text) or in_katakana or apart or is_full_name(bare)


def is_east_asian_name(text: str) -> bool:
    """Tell if a text in letters of East Asia is somebody's name by itself: `王小明`, `阿海`.

    `高美館` ends as a place does, and so does `高橋`, which is a family of Japan.
    """
    if text in PLACE_LIKE_FAMILIES:
        return True
    if not EAST_ASIAN_ONLY.fullmatch(text) or PLACE_ENDS.search(text):
        return False
    return looks_like_name(text) and (is_full_name(text) or _is_called(text))


def _is_called(text: str) -> bool:
    return NICKNAME.fullmatch(text) is not None or _has_honorific(text)


def _has_honorific(text: str) -> bool:
    bare = HONORIFIC.sub("", text)
    return bare != text and WITH_HONORIFIC.fullmatch(bare) is not None


def names_nothing_else(name: str) -> bool:
    """Tell if a name is no number, no topic, no label of a group, no session and no sentence."""
    words = name.split()
    if not name or name.isdecimal() or name.lower() in TOPICS:
        return False
    if len(words) > 4 or len(name) > 30 or GROUP_KEY.match(name):
        return False
    if guess_kind(name) != "other" and not NAME_WITH_OFFICE.fullmatch(name):
        return False
    if len(words) > 1 and any(word[0].islower() and word not in PARTICLES for word in words):
        return False
    longest = max(map(len, HAN.findall(name)), default=0)
    return longest <= 3 or (longest <= 5 and name[0] in FAMILY_NAMES)
