"""What stands beside a name in an entry and is no part of it.

An address, a page, days, tags, who comes along, how somebody is addressed. What is to be taken
out is in the group `found` of a pattern, see `cutting`.
"""

import re

from .full_names import FAMILY, IN_BRACKETS
from .names import SAID_OF_ONE
from .scripts import both_scripts
from .words import CITY_ZONES, COUNTRIES

# Marks around an entry, and who comes along.

# `Ann + 1`, `Ann +2 kids`, `Ben + kid`, `Ben & his sister`, `小明 x 2`, `阿海 帶朋友`: who comes
# along has no name.
ALONG = both_scripts(
    r"\s*[+＋]\s*(?:\d{1,2}(?:\s?[^\W\d][\w ]{0,10})?|[^\W\d][\w ]{0,15})\s*$|\s+[x×]\s?\d{1,2}\s*$"
    r"|\s+(?:&|and)\s(?:her|his|my|their|a|an|one|two|three|some)\s\w[\w ]{1,20}$"
    r"|\s*(?<![(（])帶[^\s()（）]{1,6}\s*$"
)
# `Ann *`, `Ben※`: a mark that something elsewhere explains, and what `※` goes on with.
FOOTNOTE = re.compile(r"\s*(?:[*＊†‡]+\s*$|※.*$)")
# `✔ Ann`, `Ann ✔✔`, `小明 +`
ATTENDANCE_MARK = re.compile(
    r"^(?:[✅✓✔☑☐□■○●◯△×✗✘❌✖]\ufe0f?|[oOxX](?=\s)|\+1)\s*"
    r"|\s*(?:(?:[✅✓✔☑○●◯△×✗✘❌✖]\ufe0f?)+|[+＋]1?)$|\s+[vV]$"
)
# A handle may begin with a dot: `.mira`.
SYMBOLS = re.compile(r"^(?!\.[a-z])[^\w(（<「『\"'@＠]+", re.UNICODE)
# `Ann Lees.`, `Ann Lee (Port).`: the end of a sentence; it belongs to `Ann L.`, `Ben Ray Jr.`.
STOP_AFTER = re.compile(r"(?:(?<=[a-z]{3})|(?<=[)）]))[.。]$")
# `Mr. Bruce Chang`: how people are addressed is no part of a full name; `Ms. Chang` is called so.
ADDRESS = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx)\.?|h\.\s?e\.)\s+(?=[^\W\d]\S{0,30}\s[^\W\d])", re.IGNORECASE
)
# `me (Cheng)`: the writer of the note.
WRITER = re.compile(
    r"(?<!\S)(?:me|myself|我|本人|自分|私|저|나)\s*[(（](?P<name>[^()（）]+)[)）]", re.IGNORECASE
)

# Where to find somebody.

# `阿海 <hai@port.example>`: an address of e-mail beside a name.
MAIL_BESIDE = re.compile(
    r"\s*[<(（\[]?(?P<found>(?<![\w.+@-])[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,4})[>)）\]]?$"
)
# `小明 [FB](https://…)`: the words of a link to the person's page.
PAGE_AFTER = both_scripts(
    r"(?<=\S)\s+(?P<found>FB|Facebook|GitHub|GitLab|Twitter|IG|Instagram|LinkedIn|Medium|Mastodon|Bluesky|Discord|Telegram"
    r"|Threads|blog|profile|portfolio|home ?page"
    r"|web(?:site)?|網站|部落格|臉書|粉專)$",
    re.IGNORECASE,
)
# `@ann@social.example`: on some networks with its host.
HANDLE = re.compile(
    r"(?<![\w.])[@＠](?P<handle>[A-Za-z0-9_][\w.\-]{0,60}\w|\w)(?:@[\w-]{1,40}(?:\.[\w-]{1,40}){1,4})?"
)
# `凱莉 kelly_h`: after such a name a word in small letters that is no name in its spelling.
HANDLE_AFTER = re.compile(r"^(?P<name>\W*[\u3400-\u9fff]{2,4})\s+(?P<found>[a-z]+[_\d][a-z_\d]*)$")

# What else is told of somebody.

# `Yuki 🚄東京から`: what follows a picture tells of the person.
_PICTURE = "\u2600-\u27bf\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff"
PICTURE_AFTER = re.compile(
    rf"^(?P<name>[^()（）{_PICTURE}]*(?:[(（][^()（）]*[)）][^()（）{_PICTURE}]*)?(?<=\S))\s*"
    rf"(?P<found>[{_PICTURE}].*)"
)
# `山田さん「地図の話」`, `Ann Lee "Boats of the bay"`: whose talk is called what.
TALK_AFTER = re.compile(
    r"^(?P<name>\w[^「『《“\"]{1,24}?)(?P<found>\s*(?:「[^」]+」|『[^』]+』|《[^》]+》)"
    r"|\s+(?:“[^”]+\s[^”]+”|\"[^\"]+\s[^\"]+\"))$"
)
# `阿海 14:00 到`, `Ann ~10:30`: when somebody comes.
COMES_AT = both_scripts(r"\s+(?P<found>[~～約]?\s?\d{1,2}[:：]\d{2}[^,，、:：()（）]{0,12})$")
# `ユジン@ソウル`: a place glued to a name.
PLACE_AFTER = re.compile(r"(?<=[^\s@＠])\s?[@＠]\s?(?P<found>(?=[^\x00-\x7f])[^@＠]{1,30})$")
# `Ann@OCF`: where somebody is from, with a capital; `ann@a.example` is an address.
UNIT_AT = re.compile(r"(?<=\w)[@＠](?P<found>[A-Z][A-Za-z0-9]*(?:[ -][A-Z0-9]\w*){0,3})$")
# `王小明先生`, `神谷先生`; `陳先生` is how somebody with that family name is called.
COURTESY_AFTER = re.compile(
    r"(?<=[\u3400-\u9fff]{2})(?<!歐陽)(?<!司馬)(?<!諸葛)(?<!上官)\s?(?P<found>先生|女士)$"
)
# `小明 素`, `Ann veg`: what somebody eats.
DIET_AFTER = both_scripts(
    r"\s+(?P<found>(?:全|蛋奶|奶|鍋邊)?素食?|葷食?|吃[素葷]|veg(?:an|etarian|gie)?|halal)$",
    re.IGNORECASE,
)
# `Ann #maps #data`: the tags that somebody goes by.
TAGS_AFTER = re.compile(
    r"^(?P<name>[^#:：/／|｜]+?)\s+(?P<found>#[^\W\d]\S*(?:\s+#[^\W\d]\S*){0,9})$"
)
# `yuchen 台中`, `阿肥 高雄`, `Mina Wu 首爾`: where somebody is, or will be; `阿海 晚到`.
_CITIES = "|".join(pattern.pattern for pattern in CITY_ZONES.values())
HOME_AFTER = re.compile(
    rf"^(?P<name>[^\s:：]\S+(?:\s[^\s:：]\S*)?)[\s　]+"
    rf"(?=[^\x00-\x7f])(?P<found>[北中南東]|{_CITIES}|{COUNTRIES.pattern}|{SAID_OF_ONE.pattern})$",
    re.IGNORECASE,
)
# `kuan 看工作`, `Ruby 可以`: after a name in Latin letters what is no given name in Chinese.
SAID_AFTER_LATIN = re.compile(
    r"^(?P<name>[A-Za-z][\w.\-]{1,20}(?:\s[A-Z][\w.\-]{1,20})?)[\s　]+"
    rf"(?P<found>(?!{FAMILY})[\u3400-\u9fff]{{3,12}}"
    r"|可以|不行|不能|不去|不來|會去|會來|會到|晚到|早到|早退|先走|請假|全程|半天|一天|兩天|三天|上午|下午|晚上|白天|處理|待命)$"
)
# `豆皮 ←晚到`, `Ann <- vegan`: a remark that an arrow points from.
ARROW_AFTER = re.compile(r"\s*(?:[←⬅⇐]\ufe0f?|<-)\s?(?P<found>.{1,60})$")
# `小明 0912-345678`: a telephone number, or its first digits.
PHONE_AFTER = re.compile(r"\s+(?P<found>(?:0\d|\+\d)[\d-]{2,14})(?=$|\s?[(（])")
# `Owen Arnold 12-16`, `Serge Rey - 3,4,5`, `Thomas Rod 15 only`: on which days of the month
# somebody is there.
DAYS_AFTER = re.compile(
    r"(?:\s+|\s*[-–—:：]\s*)(?P<found>[0-3]?\d(?:st|nd|rd|th)?(?:\s?[-–,/&]\s?[0-3]?\d(?:st|nd|rd|th)?){1,9}"
    r"|[0-3]?\d(?:st|nd|rd|th)?\s(?:only|on|onwards))$",
    re.IGNORECASE,
)
# `317 陳小文`, `B10902030 王小明`: the number of somebody's class or of a student.
CLASS_BEFORE = re.compile(r"^(?P<found>[A-Z]?\d{3,10})[\s　]+(?=[\u3400-\u9fff]{2,4}$)")
# `小明 aka Elo`, `Ann a.k.a. nightowl`: what else somebody is called.
ALIAS_AFTER = re.compile(r"\s+(?P<found>(?:a\.?k\.?a\.?|alias|又名|別名)\s\S.*)$", re.IGNORECASE)
REMARKS_BESIDE = (
    ARROW_AFTER,
    ALIAS_AFTER,
    DIET_AFTER,
    TAGS_AFTER,
    PHONE_AFTER,
    DAYS_AFTER,
    CLASS_BEFORE,
)

# Words in brackets.

# `Ann <director, Acme>`; `<hai@port.example>` is an address.
ROLE_IN_ANGLES = re.compile(r"\s*<(?P<inside>[^<>@/]{2,120})>\s*")
# Remarks in brackets that name no organization.
REMARK = both_scripts(
    r"^帶|視訊|請假|缺席|遲到|晚到|晚點|會晚|早退|先走|線上|遠端|現場|第一次|新手|待確認|預計|可能|臨時|不能|記錄"
    r"|紀錄|主持|旁聽|通訳|翻譯|主催|司会|記$"
    r"|\b(?:late|online|remote|remotely|tbc|tbd|maybe|first|chair|notes?|observer|via|until|from"
    r"|withdrew"
    r"|cancelled|they|she|he|her|him|them)\b|\d|온라인|늦",
    re.IGNORECASE,
)


def out_of_angles(text: str) -> tuple[str, str, str]:
    """Take `<position, organization>` out of an entry."""
    match = ROLE_IN_ANGLES.search(text)
    if not match:
        return text, "", ""
    position, _comma, organization = match["inside"].partition(",")
    left = f"{text[: match.start()]} {text[match.end() :]}"
    return left, position.strip(), organization.strip()


def out_of_handle(text: str) -> tuple[str, str, str]:
    """Take `@handle` out of an entry, and what follows it bare, as in `Ann @ann Acme`.

    With it goes the dash of `Ann Lee - @ann`.
    """
    match = HANDLE.search(text)
    if not match:
        return text, "", ""
    handle, after = match["handle"], text[match.end() :].strip()
    before = text[: match.start()].rstrip(" -–—")
    if before.endswith(("(", "（", "[")) and after.startswith((")", "）", "]")):
        return f"{before[:-1]} {after[1:]}".strip(), handle, ""
    if not before.strip() and after.startswith(("(", "（", ",", "，", "-", "–", "—", "：")):
        return f"{handle} {after}", handle, ""
    if before.strip() and after and not after.startswith((")", "）")):
        return before.strip(), handle, after.strip(" ,，-–—:：/()（）")
    return f"{before} {after}".strip(), handle, ""


def out_of_brackets(text: str) -> tuple[str, str]:
    """Take `（organization）` out of an entry that does not begin with it; also several."""
    insides = []
    while (
        len(insides) < 4 and (match := IN_BRACKETS.search(text)) and text[: match.start()].strip()
    ):
        text = f"{text[: match.start()]} {text[match.end() :]}".strip()
        insides.append(match["inside"].strip(" ,，"))
    return text, ", ".join(filter(None, insides))
