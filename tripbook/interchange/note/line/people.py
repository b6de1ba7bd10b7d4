"""People: what one entry of a roster says about a person."""

import re
from dataclasses import dataclass, field, replace

from tripbook.interchange.note.line.spans import folded

from .given_names import GIVEN_NAMES
from .links import find_links
from .memory import remember_lines
from .names import (
    CHIEF,
    COUNT,
    DUTIES,
    EAST_ASIAN_ONLY,
    GROUP,
    GROUP_KEY,
    HAN,
    JOBS,
    NO_NAMES,
    OFFICE_ALONE,
    OFFICE_KEY,
    OFFICES,
    SENTENCE,
    UNIT_COUNTED,
    UNITS,
    group_entry,
    is_position,
    looks_like_name,
    office_entry,
    same_name,
    split_names,
)
from .scripts import both_scripts, simplified
from .titles import CHECK_BOX, guess_kind, plain

# `[@ann][]`, `[Ann][port]`: a link whose address stands elsewhere.
REFERENCE = re.compile(r"\[(?P<words>[^\[\]]{1,80})\]\[[^\[\]]{0,80}\]")
# `Ann（港務局） Ann (Port)`: the same name in both languages; `Yan Yan` is one.
TWICE = re.compile(r"^(?P<name>\S+) (?P=name)$")
HANDLE = re.compile(r"(?<![\w.])[@＠](?P<handle>[A-Za-z0-9_][\w.\-]{0,60}\w|\w)")
# `@mira maps and boats`, `@jonas #design`: what follows a handle may be the name, or of the person.
HANDLE_FIRST = re.compile(r"^[@＠](?P<handle>\w[\w.\-]{0,60})\s+(?P<rest>#?[^\W_].*)$")
ROLE_IN_ANGLES = re.compile(r"\s*<(?P<inside>[^<>@/]{2,120})>\s*")
IN_BRACKETS = re.compile(
    r"\s*[(（\[【〈](?P<inside>[^()（）]{0,300}(?:[(（][^()（）]{0,300}[)）][^()（）]{0,300}){0,5})[)）\]】〉]\s*"
)
# The slash of `Ann/Acme`; `Abebe W/Mariam` is one name, a word of which is short.
AFTER_NAME = re.compile(
    r"\s+[-–—|｜/]\s+|\s*[:：,，、|｜;；／]\s*|\s*[–—]\s*|(?<=\w)(?<!\b[A-Z])/(?=\w)|\s+from\s+(?=\S)"
)
ATTENDANCE_MARK = re.compile(
    r"^(?:[✅✓✔☑☐□■○●◯△×✗✘❌✖]\ufe0f?|[oOxX](?=\s)|\+1)\s*|\s*(?:[✅✓✔☑○●◯△×✗✘❌✖]\ufe0f?|\+1)$"
    r"|\s+[vV]$"
)
# `Ann + 1`, `Ben + kid`, `小明 x 2`, `阿海 帶朋友`: who comes along has no name.
ALONG = both_scripts(
    r"\s*[+＋]\s*(?:\d{1,2}|[^\W\d][\w ]{0,15})\s*$|\s+[x×]\s?\d{1,2}\s*$"
    r"|\s*(?<![(（])帶[^\s()（）]{1,6}\s*$"
)
# `Ann *`, `Ben※`: a mark that something elsewhere explains, and what `※` goes on with.
FOOTNOTE = re.compile(r"\s*(?:[*＊†‡]+\s*$|※.*$)")
OFFICE_BEFORE = both_scripts(rf"^(?P<office>{OFFICES}|{JOBS}|法務|約聘|約僱)[\s　]+(?=\S)")
# `陳東升 教授`, `唐小鳳 政務委員`.
OFFICE_AFTER = both_scripts(
    rf"(?<=[\u3400-\u9fff\uac00-\ud7a3])[\s　]+(?P<office>(?:政務|立法)?{OFFICES})$"
)
# `김민준 사무관`, `이서연 선임연구원`: an office after a full Korean name.
KOREAN_OFFICE_AFTER = re.compile(
    "(?<=^[\uac00-\ud7a3]{3})\\s+(?P<office>[\uac00-\ud7a3]{0,4}"
    "(?:과장|차장|부장|국장|실장|팀장|소장|원장|처장|회장|총장|사무관|주무관|서기관|연구원|연구관|연구위원|위원|대리|교수|대표"
    "|이사|간사|기자|변호사|전문관|매니저|센터장|본부장|사무총장|사무국장|책임|선임|주임|활동가|개발자))$"
)
# `Ann 設計師`, `小明 學生`, `Ann 紀錄`: what somebody does, after a name.
WORK_AFTER = both_scripts(
    "(?<=[^\\s]{2})[\\s　]+(?P<office>(?![\u3400-\u9fff]{0,3}先生)"
    "(?:學生|記者|律師|醫[師生]|[老教講]師|志工|作家|農民|[\u3400-\u9fff]{2,5}[師員家官手者生]"
    f"|{DUTIES}))$"
)
# `阿海 <hai@port.example>`: an address of e-mail beside a name.
MAIL_BESIDE = re.compile(
    r"\s*[<(（\[]?(?P<mail>(?<![\w.+-])[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,4})[>)）\]]?$"
)
# `小明 [FB](https://…)`: the words of a link to the person's page.
PAGE_AFTER = both_scripts(
    r"(?<=\S)\s+(?P<page>FB|Facebook|GitHub|Twitter|IG|Instagram|LinkedIn|Medium|blog"
    r"|web(?:site)?|網站|部落格|臉書|粉專)$",
    re.IGNORECASE,
)
# `@小明`: a handle that is a name.
AT_NAME = re.compile(r"^[@＠](?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])")
# `Yuki 🚄東京から`: what follows a picture tells of the person.
PICTURE_AFTER = re.compile("(?<=\\S)\\s*(?P<rest>[\u2600-\u27bf\U0001f300-\U0001faff].*)")
# `小明 素`, `Ann veg`: what somebody eats.
DIET_AFTER = both_scripts(
    r"\s+(?P<diet>(?:全|蛋奶|奶|鍋邊)?素食?|葷食?|吃[素葷]|veg(?:an|etarian|gie)?|halal)$",
    re.IGNORECASE,
)
# `Ann #maps #data`: the tags that somebody goes by.
TAGS_AFTER = re.compile(r"(?P<name>[^#:：/／|｜]+?)\s+(?P<tags>#[^\W\d]\S*(?:\s+#[^\W\d]\S*){0,9})")
# `小明 0912-345678`: a telephone number, or its first digits.
PHONE_AFTER = re.compile(r"\s+(?P<phone>(?:0\d|\+\d)[\d-]{2,14})(?=$|\s?[(（])")
# `317 陳小文`, `B10902030 王小明`: the number of somebody's class or of a student.
CLASS_BEFORE = re.compile(r"^(?P<number>[A-Z]?\d{3,10})[\s　]+(?=[\u3400-\u9fff]{2,4}$)")
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
# `**Ann Lee** engineer, port office`: the name is bold, and what follows tells of the person.
BOLD_NAME = re.compile(
    r"^(?:\*\*|__)(?P<name>[^*_:：]{1,40})(?:\*\*|__)\s+(?P<dash>[-–—]\s+)?(?P<rest>[^\W\d].*)$"
)
# `me (Cheng)`: the writer of the note.
WRITER = re.compile(
    r"(?<!\S)(?:me|myself|我|本人|自分|私|저|나)\s*[(（](?P<name>[^()（）]+)[)）]", re.IGNORECASE
)
# `User:Ann`, `使用者：小明`: how wikis name their users.
WIKI_USER = both_scripts(r"^(?:user|使用者|用[戶户]|利用者)\s?[:：]\s?(?=[^\W_])", re.IGNORECASE)
# `[name=Ann] 14:00-17:00`: signed as comments are.
SIGNED_NAME = re.compile(r"^\[name=(?P<name>[^\]]{1,40})\]\s*(?P<rest>.*)$")
# ``{doc}`@ann <people/ann>` ``: how books of Sphinx link to somebody's page.
SPHINX_ROLE = re.compile(
    r"\{[a-z:-]{2,20}\}`(?P<words>[^`<>]{1,60}?)\s*(?P<target>(?:<[^`<>]{1,200}>)?)`"
)
# `Ann Lees.`, `Ann Lee (Port).`: the end of a sentence; it belongs to `Ann L.`, `Ben Ray Jr.`.
STOP_AFTER = re.compile(r"(?:(?<=[a-z]{3})|(?<=[)）]))[.。]$")
# How somebody is spoken of, after the name.
HONORIFICS = ("さん", "ちゃん", "くん", "様", "氏", "님")
HONORIFIC = re.compile(rf"(?<=[\u3040-\u9fff\uac00-\ud7a3])\s?(?:{'|'.join(HONORIFICS)})$")
# `山田 花子`: a family's name apart from the given one.
APART = re.compile(r"[\u3400-\u9fff々]{1,3}[\s　][\u3040-\u30ff\u3400-\u9fff々]{1,4}")
# `皆さん`, `主催者様`, `선생님`: nobody by name.
CALLED = re.compile(
    r"(?!(?:皆|各|主催|学生|生徒|参加|司会|講師|担当|運営|先生))[\u3400-\u9fff々]{1,5}|[ァ-ヺー・]{2,12}"
)
# `Dr. Ann Lee`, `Prof. Dr. Ben Ray`: what a person is, before a full name.
DEGREE_BEFORE = re.compile(
    r"(?P<degree>(?:(?:Drs?|Profs?|Professor|Dra|Ing|Cllr|Councillor|Barr|Engr|Atty)(?:\.\s?|\s)){1,3})"
    r"(?=[A-ZÀ-Þ][\w.'’-]{0,20}\s[A-ZÀ-Þ])"
)
# `林 城市實驗室`: after a short name and a space, words too long to be one of its parts; not
# `鈴木 花子さん`.
UNIT_AFTER = re.compile(
    r"^(?P<name>[\u3400-\u9fff○]{2,4}|[A-Za-z][\w.\-]{1,20})[\s　]+"
    rf"(?P<unit>(?!\w{{1,4}}(?:{'|'.join(HONORIFICS)})$)[\u3400-\u9fff][\u3400-\u9fff\w]{{3,}})$"
)
# Words of sentences, in what stands after a name: `小明 已訂機票`.
SENTENCE_WORDS = both_scripts("[已要會還沒從訂到搭先晚早請]")
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
# `PDIS 阿端`, `g0v 小明`, `B4 中野佑（…）`: a name of East Asia after the short name of an
# organization, or after the year of somebody's studies.
UNIT_BEFORE = re.compile(
    r"^(?P<unit>[A-Z][A-Z0-9]{2,7}|[BMD]\d|[a-z]+\d[a-z\d]*)\s+(?=[\u3400-\u9fff々]{2,5}(?:$|\s?[(（]))"
)
# `Owen Arnold 12-16`, `Serge Rey - 3,4,5`, `Thomas Rod 15 only`: on which days of the month
# somebody is there.
DAYS_AFTER = re.compile(
    r"(?:\s+|\s*[-–—:：]\s*)(?P<days>[0-3]?\d(?:st|nd|rd|th)?(?:\s?[-–,/&]\s?[0-3]?\d(?:st|nd|rd|th)?){1,9}"
    r"|[0-3]?\d(?:st|nd|rd|th)?\s(?:only|on|onwards))$",
    re.IGNORECASE,
)
# `資訊處 郭小明`, `社群 尤理衡`: a full name after a unit, which is none itself.
HAN_UNIT_BEFORE = re.compile(
    r"^(?P<unit>[\u3400-\u9fff]{2,12})[\s　]+(?=(?P<name>[\u3400-\u9fff]{3})$)"
)
# `開放協會 Mira Kask`: a full name in Latin letters after a unit.
HAN_UNIT_BEFORE_LATIN = both_scripts(
    r"^(?P<unit>[\u3400-\u9fff]{2,14}(?:[會社部署處局院所]|中心|大學|公司|聯盟|團體|社群|辦公室|工作室))"
    r"[\s　]+"
    r"(?=(?:(?:Dr|Prof|Mrs?|Ms)\.?\s)?[A-Z][a-z]+(?:[\s-][A-Z][a-z]*)*$)(?=\S+[\s-])"
)
# `國發會 林專門委員`, `內政部 王科長小花`: after a unit that can be nobody, a family name and more.
HAN_GROUP_BEFORE = re.compile(
    r"^(?P<unit>[\u3400-\u9fff]{2,12})[\s　]+(?=(?P<name>[\u3400-\u9fff]{2,6})$)"
)
# `保育協會 李姐`, `里辦公室 陳先生`: how somebody is called after a unit.
HAN_UNIT_BEFORE_CALLED = both_scripts(
    r"^(?P<unit>[\u3400-\u9fff]{3,12})[\s　]+"
    r"(?=[\u3400-\u9fff]{1,2}(?:[姐姊哥叔伯姨媽爸]|老師|先生|小姐|女士)$)"
)
# `台南的邱大哥`, `港務局的小明`: from where somebody is.
HAN_UNIT_OF = re.compile(
    r"^(?P<unit>[\u3400-\u9fff]{2,6})的(?=(?P<name>[\u3400-\u9fff]{1,2}[^\W師員家官手者生])$)"
)
# `港市 情報政策課 山田課長`, `港区役所 佐藤次郎`, `Code for Port 高橋さん`: somebody of Japan after
# a unit. A family name may end like a short unit does: `阿部`, `高市`.
JAPANESE_UNIT_BEFORE = re.compile(
    r"^(?P<unit>(?:[\u3040-\u9fff]{2,10}[\s　]+)?[\u3040-\u9fff]{1,12}"
    r"(?:役所|役場|大学|協会|学会|委員会|会社|研究所|センター|機構|財団|(?<=.{3})[市県課局係]|(?<=.{4})[部室])"
    r"|Code for [A-Z]\w+)[\s　]+"
    rf"(?=[\u3400-\u9fff々]{{1,5}}(?:[\s　]?(?:{'|'.join(HONORIFICS)}))?$)"
)
# `山田さん「地図の話」`, `Ann Lee "Boats of the bay"`: whose talk is called what.
TALK_AFTER = re.compile(
    r"(?P<name>\w[^「『《“\"]{1,24}?)(?P<talk>\s*(?:「[^」]+」|『[^』]+』|《[^》]+》)"
    r"|\s+(?:“[^”]+\s[^”]+”|\"[^\"]+\s[^\"]+\"))"
)
# `凱莉 kelly_h`: after such a name a word in small letters that is no name in its spelling.
HANDLE_AFTER = re.compile(r"^(?P<name>\W*[\u3400-\u9fff]{2,4})\s+(?P<handle>[a-z]+[_\d][a-z_\d]*)$")
# `Wang, Mei-ling`: the family name is first.
FAMILY_NAME_FIRST = re.compile(r"[A-Z]\w+,\s[A-Z]\w+-[A-Za-z]\w+")
# `王小明（協會理事）`: in brackets the office may have its unit before it.
OFFICE_IN_BRACKETS = re.compile(rf"[\u3400-\u9fff]{{0,8}}(?:{OFFICES}|{CHIEF})")
# `Mr. Bruce Chang`: how people are addressed is no part of a name.
ADDRESS = re.compile(r"^(?:(?:mr|mrs|ms|miss|mx)\.?|h\.\s?e\.)\s+(?=[^\W\d])", re.IGNORECASE)
# `Ann@OCF`: where somebody is from, with a capital; `ann@a.example` is an address.
UNIT_AT = re.compile(r"(?<=\w)[@＠](?P<place>[A-Z][A-Za-z0-9]*(?:[ -][A-Z0-9]\w*){0,3})$")
# `王小明先生`, `神谷先生`; `陳先生` is how somebody with that family name is called.
COURTESY_AFTER = re.compile(
    r"(?<=[\u3400-\u9fff]{2})(?<!歐陽)(?<!司馬)(?<!諸葛)(?<!上官)\s?(?P<courtesy>先生|女士)$"
)
# `ユジン@ソウル`: a place glued to a name.
PLACE_AFTER = re.compile(r"(?<=[^\s@＠])\s?[@＠]\s?(?P<place>(?=[^\x00-\x7f])[^@＠]{1,30})$")
# `阿海 14:00 到`, `Ann ~10:30`: when somebody comes.
COMES_AT = both_scripts(r"\s+(?P<when>[~～約]?\s?\d{1,2}[:：]\d{2}[^,，、:：()（）]{0,12})$")
# Remarks in brackets that name no organization.
REMARK = both_scripts(
    r"^帶|視訊|請假|缺席|遲到|晚到|晚點|會晚|早退|先走|線上|遠端|現場|第一次|新手|待確認|預計|可能|臨時|不能|記錄"
    r"|紀錄|主持|旁聽|通訳|翻譯|主催|司会|記$"
    r"|\b(?:late|online|remote|remotely|tbc|tbd|maybe|first|chair|notes?|observer|via|until|from"
    r"|withdrew"
    r"|cancelled|they|she|he|her|him|them)\b|\d|온라인|늦",
    re.IGNORECASE,
)
# `JB: Justin Bingham`: by which letters the minutes call somebody.
INITIALS = re.compile(
    r"(?P<initials>[A-Z]{2,4})\s?(?:[:：=]|\s[-–]\s)\s*(?P<rest>(?P<name>[^\W\d][\w.’' -]+).*)"
)
INITIALS_FIRST = re.compile(
    r"(?P<initials>[A-Z]{2,4})\s?[(（](?P<rest>(?P<name>[^\W\d][\w.’' -]+))[)）]"
)
# `(late) Ann`: a remark before the name.
REMARK_BEFORE = re.compile(r"^\W*[(（](?P<remark>[^\W\d][^()（）]{0,11})[)）]\s*(?=[^\W\d])")
# `佐藤（恵）`: by the first character of the given name two of one family name are told apart.
GIVEN_INITIAL = re.compile(
    r"(?P<name>[\u3400-\u9fff]{2}|[\u3400-\u9fff]々[\u3400-\u9fff]?)\s?"
    r"(?P<initial>[(（](?![男女老新代主副司会記書長役担素葷奶欠遅休土日月火水木金一二三四五六七八九十台韓中港米英民国國])[\u3400-\u9fff][)）])"
    rf"(?P<called>{'|'.join(HONORIFICS)})?"
)
# A handle may begin with a dot: `.mira`.
SYMBOLS = re.compile(r"^(?!\.[a-z])[^\w(（<「『\"'@＠]+", re.UNICODE)
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
)
FAMILY_NAMES = frozenset(_FAMILY_NAMES + simplified(_FAMILY_NAMES))
_FAMILY = f"[{''.join(sorted(FAMILY_NAMES))}]"
# `引導師 小安`, `分享人 阿海`: an office that is in no list, by what it ends with, and a space.
OFFICE_BEFORE_BY_ENDING = both_scripts(
    rf"^(?P<office>(?!{_FAMILY})[\u3400-\u9fff]{{1,5}}[師員人手])[\s　]+(?=\S)"
)
# What people are called by: `何科長`, `老許`, `阿海`, `陳小姐`.
CALLED_IN_SHORT = both_scripts(
    rf"{_FAMILY}(?:副|前|代理)?{OFFICES}|[阿老](?![師闆人家手大公])[\u3400-\u9fff]{{1,2}}"
    r"|[\u3400-\u9fff]{1,2}(?:先生|小姐|女士|太太|老師|[姐姊哥叔伯姨])"
)
# `法案助理 Ivy`, `資深工程師 Ken`: an office before a name in Latin letters; not `王老師 Ken`.
OFFICE_BEFORE_LATIN = both_scripts(
    rf"^(?P<office>(?!{_FAMILY})[\u3400-\u9fff]{{0,6}}(?:{OFFICES}|助理|設計師|企劃|編輯|主編|店長|[志義]工))"
    r"[\s　]+(?=[A-Z][a-z])"
)
# `學生會會長王小明及各部部長`, `法務秘書　王小明`: the office is before the name, perhaps glued.
OFFICE_GLUED = both_scripts(
    rf"^(?P<office>(?!{_FAMILY}{OFFICES})[\u3400-\u9fff]{{0,8}}?{OFFICES})[\s　]*"
    rf"(?P<name>{_FAMILY}(?:(?![及與和等])[\u3400-\u9fff]){{1,2}})(?:[及與和等].*)?$"
)
# `活動王小明`, `公關部李大海`: what might be an office before a full name.
DUTY_GLUED = both_scripts(
    rf"^(?P<duty>[\u3400-\u9fff]{{2,3}})(?P<name>{_FAMILY}[\u3400-\u9fff]{{2}})$"
)
# `王視察`: a family name and an office, though a visit is called so, too.
NAME_WITH_OFFICE = re.compile(rf"{_FAMILY}{OFFICES}")
# `財委張麗君`, `祕書處 處長　王小明`: an office that is in no list, by what it ends with.
OFFICE_ENDS = "[長委員席事書師授監理任問董召]"
OFFICE_BY_ENDING = both_scripts(
    rf"^(?P<office>[\u3400-\u9fff]{{1,7}}?{OFFICE_ENDS})[\s　]*"
    rf"(?P<name>{_FAMILY}(?![及與和等])[\u3400-\u9fff]{{2}})$"
)
# `王秘書長小明`: the office stands between the family name and the given one.
OFFICE_INSIDE = both_scripts(
    rf"^(?P<family>(?![小中大上前本野木原川橋村近遠青西福老阿加山]){_FAMILY})(?P<office>[\u3400-\u9fff]{{0,4}}?{OFFICES})(?P<given>[\u3400-\u9fff]?(?![長員])[\u3400-\u9fff])$"
)
# `林活動部長小明`: an office in a team is inside a name, whatever name the rest might be.
TEAMS = f"社團|學權|權益|秘書|學會|{JOBS}"
OFFICE_OF_TEAM_INSIDE = both_scripts(
    rf"^(?P<family>(?![副前新總校系院學])[\u3400-\u9fff])(?P<office>(?:副|董)?(?:{TEAMS}){OFFICES})"
    r"(?P<given>[\u3400-\u9fff]?(?![長員])[\u3400-\u9fff])$"
)
# `阿海`, `小美`: what friends are called.
NICKNAME = both_scripts(
    "[阿小][\u3400-\u9fff]{1,2}|[\u3400-\u9fff]{1,2}[哥姐姊]|[\u3400-\u9fff]{1,4}さん"
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
# Small words of a name: `Juan de la Cruz`.
PARTICLES = frozenset(
    ("de", "da", "di", "la", "le", "van", "von", "der", "den", "del", "bin", "binti", "al")
)
MAX_WORDS = 12
NO_ORGANIZATION = frozenset(("none", "無", "なし", "없음", "-", "n/a"))


@dataclass
class Person:
    """A person as one entry of a roster gives them. `rest` is what fits no field."""

    name: str
    handle: str = ""
    organization: str = ""
    position: str = ""
    rest: str = ""
    links: list[str] = field(default_factory=list)


@remember_lines
def read_person(raw: str, *, family_first: bool = False) -> Person | None:
    """Read one entry of a roster, None where it names nobody. What it returns is not changed.

    `family_first` tells of `Tamm, Nora` that it is one name.

    `Ann Lee`, `Ann @ann Acme`, `Ann (@ann)`, `Ann（城市實驗室）`, `Ann <director, Acme>`,
    `Ann, Acme`, `Ann - Acme`, `Ann: #acme #maps`, `Ann #maps`, `[Ann](https://…)`, `[x] Ann ✅`,
    `[name=Ann] 14:00-17:00`, `會長王小明`, `王秘書長小明`, `財委張麗君`, `User:Ann`,
    `AL: Ann Lee`, `Dr. Ann Lee`.
    """
    raw = raw[:2000].strip()
    if (raw[:1] == "+" and COUNT.match(raw)) or UNIT_COUNTED.fullmatch(raw):
        return None
    unboxed = AT_NAME.sub("", WIKI_USER.sub("", CHECK_BOX.sub("", raw)))
    if role := SPHINX_ROLE.fullmatch(unboxed):
        person = read_person(role["words"])
        return person and replace(person, rest=f"{person.rest}\n{role['target']}".strip())
    unboxed = REFERENCE.sub(r"\g<words>", unboxed)
    if titled := DEGREE_BEFORE.match(unboxed):
        person = read_person(unboxed[titled.end() :])
        return person and replace(person, position=person.position or titled["degree"].strip())
    if (signed := SIGNED_NAME.match(unboxed)) and looks_like_name(signed["name"]):
        return Person(signed["name"].strip(), rest=signed["rest"].strip())
    bold = BOLD_NAME.match(unboxed)
    if bold and not bold["dash"] and looks_like_name(bold["name"]):
        return Person(bold["name"].strip(), rest=bold["rest"].strip())
    if person := _with_office_and_unit(unboxed):
        return person
    if (first := HANDLE_FIRST.match(unboxed)) and not _begins_with_name(first["rest"]):
        links = [link.url for link in find_links(first["rest"])]
        return Person(first["handle"], first["handle"], rest=first["rest"], links=links)
    if (told := GIVEN_INITIAL.fullmatch(unboxed)) and looks_like_name(told["name"]):
        return Person(told["name"] + told["initial"] + (told["called"] or ""))
    before = REMARK_BEFORE.match(unboxed)
    if before and before["remark"].lower().strip() not in NO_NAMES:
        person = read_person(unboxed[before.end() :])
        return person and replace(person, rest=f"{before['remark']}\n{person.rest}".strip())
    if called := _without_initials(unboxed):
        initials, entry = called
        person = read_person(entry)
        return person and replace(person, rest=f"{initials}\n{person.rest}".strip())
    links = find_links(unboxed)
    text = STOP_AFTER.sub("", _words_of(unboxed, links).rstrip())
    text, position, organization = _out_of_angles(text)
    text = FOOTNOTE.sub("", ATTENDANCE_MARK.sub("", SYMBOLS.sub("", plain(text))).strip())
    text = WRITER.sub(r"\g<name>", ADDRESS.sub("", ALONG.sub("", text)))
    text, picture = _cut(PICTURE_AFTER, text, "rest")
    text, mail = _cut(MAIL_BESIDE, text, "mail")
    text = text.rstrip(" -–—,，/|") if mail else text
    if links:
        text, _page = _cut(PAGE_AFTER, text, "page")
    text, handle = _out_of_line(text)
    if "\x00" in text:
        before, after = text.split("\x00", 1)
        text, organization = before.strip(), organization or after.strip(" ,，-–—:：/()（）")
    named = TALK_AFTER.fullmatch(text)
    text, talk = (named["name"], named["talk"].strip()) if named else (text, "")
    text, when = _cut(COMES_AT, text, "when")
    text, place = _cut(PLACE_AFTER, text, "place")
    text, unit = (text, "") if place else _cut(UNIT_AT, text, "place")
    place = place or unit
    text, _courtesy = _cut(COURTESY_AFTER, text, "courtesy")
    text, diet = _cut(DIET_AFTER, text, "diet")
    tagged = TAGS_AFTER.fullmatch(text)
    text, tags = (tagged["name"], tagged["tags"]) if tagged else (text, "")
    text, phone = _cut(PHONE_AFTER, text, "phone")
    text, days = _cut(DAYS_AFTER, text, "days")
    text, number = _cut(CLASS_BEFORE, text, "number")
    text, unit_before = _out_of_group(text)
    text, office = _cut(OFFICE_BEFORE, text, "office")
    if not office:
        text, office = _cut(OFFICE_BEFORE_BY_ENDING, text, "office")
    if not office:
        text, office = _cut(OFFICE_BEFORE_LATIN, text, "office")
    text, office_after = _cut(OFFICE_AFTER, text, "office")
    text, work = _cut(WORK_AFTER, text, "office")
    text, korean_office = _cut(KOREAN_OFFICE_AFTER, text, "office")
    if not unit_before:
        text, unit_before = _cut(UNIT_BEFORE, text, "unit")
    if (unit := HAN_UNIT_BEFORE.match(text)) and _is_han_unit(unit["unit"], unit["name"]):
        text, unit_before = unit["name"], unit["unit"]
    if not unit_before:
        text, unit_before = _cut(HAN_UNIT_BEFORE_CALLED, text, "unit")
    if (unit := HAN_UNIT_OF.match(text)) and tells_person(unit["name"]):
        text, unit_before = unit["name"], unit["unit"]
    if not unit_before:
        text, unit_before = _cut(HAN_UNIT_BEFORE_LATIN, text, "unit")
    if not unit_before:
        text, unit_before = _cut(JAPANESE_UNIT_BEFORE, text, "unit")
    before, _dot, does = text.rpartition("・")
    if before and OFFICE_KEY.fullmatch(does.strip()):
        text, office = before.strip(), office or does.strip()
    name, inside = _out_of_brackets(text)
    name, office_of_name = _cut(OFFICE_AFTER, name, "office")
    if not office:
        name, office = out_of_name(name)
    name, korean_office_of_name = _cut(KOREAN_OFFICE_AFTER, name, "office")
    office_after = office_after or office_of_name or korean_office or korean_office_of_name
    if not family_first and not FAMILY_NAME_FIRST.fullmatch(name):
        name, colon, after = _split_after_name(name)
    else:
        colon, after = False, ""
    if not work:
        name, work = _cut(WORK_AFTER, name, "office")
    name, unit = _without_comma(name) or _cut_unit(name)
    if not handle and (match := HANDLE_AFTER.match(name)):
        name, handle = match["name"], match["handle"]
    person = Person(
        ALONG.sub("", name).strip(),
        handle,
        organization or place or unit or unit_before,
        position or office or office_after or work,
        rest="\n".join(filter(None, (picture, mail, talk, when, diet, phone, tags, days, number))),
        links=[link.url for link in links],
    )
    if not person.name and handle:
        person.name = handle
    if inside and (
        (inside.isascii() and len(inside) <= 2)
        or links
        or len(inside) > 80
        or REMARK.search(inside)
    ):
        person.rest = f"{person.rest}\n{_rest_of(inside, unboxed)}".strip()
    elif inside and not person.position and _is_role(role := inside.partition(",")[0].strip()):
        person.position = role
        person.organization = person.organization or inside.partition(",")[2].strip()
    elif inside and inside.lower() not in NO_ORGANIZATION:
        person.organization = person.organization or inside
        if person.organization != inside:
            person.rest = f"{person.rest}\n{inside}".strip()
    if colon and after[:1].islower():
        person.rest = f"{person.rest}\n{after}".strip()
    else:
        _put_after_name(person, after)
    if inside:
        person.name = TWICE.sub(r"\g<name>", person.name)
    if not looks_like_name(person.name):
        return None
    if not _says_all(person, unboxed):
        person.rest = raw
    return person


def _with_office_and_unit(entry: str) -> Person | None:
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
    return Person(name, organization=" ".join(units), position=" ".join(offices), rest=rest)


def _called_behind_units(words: list[str]) -> Person | None:
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
    return Person(name, organization=" ".join(units), position=" ".join(offices))


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


def _begins_with_name(text: str) -> bool:
    """Tell if what follows a handle is the name of its person: `王小明 港務局`, `Ann Lee`."""
    words = text.split()
    return (
        is_full_name(words[0]) or is_full_name(text) or (len(words) == 1 and looks_like_name(text))
    )


def _without_initials(entry: str) -> tuple[str, str] | None:
    """Return initials and the entry behind them: `JB: Justin Bingham, Acme`, `AL (Ann Lee)`."""
    match = INITIALS.fullmatch(entry[:200]) or INITIALS_FIRST.fullmatch(entry[:60])
    if match and match["initials"] == "".join(filter(str.isupper, match["name"])):
        return match["initials"], match["rest"]
    return None


def _is_role(text: str) -> bool:
    """Tell if brackets after a name say what somebody is or does: `lead`, `通訳`, `協會理事`."""
    patterns = (OFFICE_KEY, OFFICE_IN_BRACKETS)
    return is_position(text) or any(pattern.fullmatch(text) for pattern in patterns)


def is_full_name(text: str) -> bool:
    """Tell if a text can only be one person's name: `Ann Lee`, `王小明`."""
    words = text.split()
    if not is_surely_name(text) or not looks_like_name(text):
        return False
    if text[0] in KOREAN_FAMILY_NAMES and len(text) == 3:
        return HANGUL.fullmatch(text) is not None and not KOREAN_GROUPS.fullmatch(text)
    if EAST_ASIAN_ONLY.fullmatch(text):
        return 2 <= len(text) <= 4 and text[0] in FAMILY_NAMES
    return 2 <= len(words) <= 4 and all(word[0].isupper() or word in PARTICLES for word in words)


def is_name_said(text: str) -> bool:
    """Tell if a text is one person's name where it is told who does something.

    `Ann Lee`, `山田 花子`, `佐藤さん`; not `皆さん`.
    """
    bare = HONORIFIC.sub("", text)
    called = bare != text and CALLED.fullmatch(bare) is not None
    return called or APART.fullmatch(bare) is not None or is_full_name(bare)


def tells_person(text: str) -> bool:
    """Tell if a text by itself says that it is somebody: `Ann Lee`, `王小明`, `阿海`, `@mei`.

    `Harbour` and `台北` may be names elsewhere; `高美館` ends as a place does, and so does `高橋`.
    """
    text = plain(text).strip()
    if text in PLACE_LIKE_FAMILIES:
        return True
    if not looks_like_name(text) or PLACE_ENDS.search(text):
        return False
    if EAST_ASIAN_ONLY.fullmatch(text):
        return is_full_name(text) or NICKNAME.fullmatch(text) is not None
    words = text.lower().split()
    named = words[0] in GIVEN_NAMES and len(words) <= 3 and is_surely_name(text)
    return named or HANDLE.match(text) is not None


def is_surely_name(entry: str) -> bool:
    """Tell if an entry can be nothing but a person, or a group with names."""
    entry = COMES_AT.sub("", WIKI_USER.sub("", entry))
    if found := group_entry(entry) or office_entry(entry):
        return all(map(is_surely_name, split_names(found[1])))
    person = read_person(entry)
    if person is None or person.name.isdecimal() or person.name.lower() in TOPICS:
        return False
    name, words = person.name, person.name.split()
    if re.search(r"[:：](?!\s?#)", plain(entry)):
        return False
    if len(words) > 4 or len(name) > 30 or GROUP_KEY.match(name):
        return False
    if guess_kind(name) != "other" and not NAME_WITH_OFFICE.fullmatch(name):
        return False
    if len(words) > 1 and any(w[0].islower() and w not in PARTICLES for w in words):
        return False
    longest = max(map(len, HAN.findall(name)), default=0)
    return longest <= 3 or (longest <= 5 and name[0] in FAMILY_NAMES)


def _says_all(person: Person, raw: str) -> bool:
    """Tell if every word of an entry stands in some field."""
    fields = (person.name, person.handle, person.organization, person.position, person.rest)
    said = same_name("".join([*fields, *person.links, person.position, person.name]))
    words = re.findall(r"[^\W_]+", folded(raw).casefold())
    return all(word in said or word in NO_ORGANIZATION or word == "from" for word in words)


def _words_of(text: str, links: list) -> str:
    """Return a line with `[words](url)` as its words and bare addresses gone."""
    parts, position = [], 0
    for link in links:
        parts += [text[position : link.start], "" if link.image else link.title, " "]
        position = link.end
    return "".join([*parts, text[position:]])


def _cut(pattern: re.Pattern, text: str, group: str) -> tuple[str, str]:
    """Take what a pattern finds out of a text; return the rest and the group, "" if not there."""
    match = pattern.search(text)
    if not match:
        return text, ""
    return f"{text[: match.start()]} {text[match.end() :]}".strip(), match[group].strip()


def _cut_unit(name: str) -> tuple[str, str]:
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
    if first.lower() not in GIVEN_NAMES or len(unit) < 2 or CALLED_AFTER.match(unit[0]):
        return None
    if not any(map(OFFICE_WORD.match, unit)) or not words[0][0].isupper():
        return None
    if not all(word[0].isupper() or word in IN_NAMES_OF_OFFICES for word in unit):
        return None
    return f"{first} {words[0]}", " ".join(unit)


def _out_of_angles(text: str) -> tuple[str, str, str]:
    """Take `<position, organization>` out of an entry."""
    match = ROLE_IN_ANGLES.search(text)
    if not match:
        return text, "", ""
    position, _comma, organization = match["inside"].partition(",")
    return (
        f"{text[: match.start()]} {text[match.end() :]}",
        position.strip(),
        organization.strip(),
    )


def _out_of_line(text: str) -> tuple[str, str]:
    """Take `@handle` out of an entry; what follows it bare is set off by a NUL.

    So is the dash of `Ann Lee - @ann`.
    """
    match = HANDLE.search(text)
    if not match:
        return text, ""
    before, after = text[: match.start()].rstrip(" -–—"), text[match.end() :]
    if before.rstrip()[-1:] in ("(", "（") and after.lstrip()[:1] in (")", "）"):
        before, after = before.rstrip()[:-1], after.lstrip()[1:]
        return f"{before} {after}".strip(), match["handle"]
    if not before.strip() and after.lstrip()[:1] in ("(", "（", ",", "，", "-", "–", "—", "："):
        return f"{match['handle']} {after}", match["handle"]
    if before.strip() and after.strip() and after.lstrip()[0] not in ")）":
        return f"{before.strip()}\x00{after.strip()}", match["handle"]
    return f"{before} {after}".strip(), match["handle"]


def _is_han_unit(unit: str, name: str) -> bool:
    """Tell if a full name stands after a unit, and not after another name or its own family's."""
    if name[0] not in FAMILY_NAMES or re.fullmatch(f".*{OFFICE_ENDS}", unit):
        return False
    return len(unit) > 4 or unit[0] not in FAMILY_NAMES or GROUP.search(unit) is not None


def _out_of_group(text: str) -> tuple[str, str]:
    """Take away a unit whose word says so before a family name: `水利署 王科長小花`."""
    match = HAN_GROUP_BEFORE.match(text)
    if not match or match["name"][0] not in FAMILY_NAMES:
        return text, ""
    if not GROUP.search(match["unit"]) or GROUP.search(match["name"]):
        return text, ""
    return match["name"], match["unit"]


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


def _out_of_brackets(text: str) -> tuple[str, str]:
    """Take `（organization）` out of an entry that does not begin with it; also several."""
    insides = []
    while (
        len(insides) < 4 and (match := IN_BRACKETS.search(text)) and text[: match.start()].strip()
    ):
        text = f"{text[: match.start()]} {text[match.end() :]}".strip()
        insides.append(match["inside"].strip(" ,，"))
    return text, ", ".join(filter(None, insides))


def _split_after_name(text: str) -> tuple[str, bool, str]:
    """Return the name, whether a colon follows it, and what stands after it."""
    match = AFTER_NAME.search(text)
    if not match:
        return text.strip(), False, ""
    colon = match[0].strip() in (":", "：")
    return text[: match.start()].strip(), colon, text[match.end() :].strip()


def _put_after_name(person: Person, after: str) -> None:
    """Place what follows a name: its organization, `position, organization`, or something else."""
    if not after:
        return
    parts = [part.strip() for part in re.split(r"[,，、]", after)]
    if (
        "#" in after
        or re.search(r"\s[/／]\s", after)
        or len(after) > 80
        or len(parts) > 2
        or SENTENCE.search(after)
    ):
        person.rest = f"{person.rest}\n{after}".strip()
    elif len(parts) == 2 and not person.position and not person.organization:
        person.position, person.organization = parts
    elif len(parts) == 1 and not person.position and is_position(after):
        person.position = after
    elif not person.organization:
        person.organization = after
    else:
        person.rest = f"{person.rest}\n{after}".strip()


def _rest_of(inside: str, raw: str) -> str:
    """Return what stands in the brackets of an entry as it is written, links and all."""
    start = min((raw.find(c) for c in "(（" if c in raw), default=-1)
    end = max(raw.rfind(")"), raw.rfind("）"))
    return raw[start + 1 : end].strip() if 0 <= start < end else inside
