"""What a name is, and what is none: words of names, offices and groups."""

import re

from tripbook.interchange.note.line.dates import find_dates
from tripbook.interchange.note.line.spans import folded

from .given_names import is_given_name
from .scripts import both_scripts, words_in_both_scripts
from .times import find_times

# Each looks at a run of spaces once, from where it begins.
BETWEEN_NAMES = both_scripts(
    r"(?:(?<!\s)\s+)?[,，、;；・‧]\s*(?:(?:and|et|und|[ye]|&)\s+)?|(?<!\s)\s+[·•ㆍ]\s+"
    r"|(?<!\s)\s+(?:and|and also|et(?!\sal\b)|und|[ye]|&|和|及|與|と|및)\s+"
    r"|(?<!\s)\s+[/／]\s+|(?<!\s)\s+[+＋]\s+(?=[^\W\d]+\s[A-Z]|(?![阿小](?:孩|姨|嬤|公|伯|弟|妹|狗|貓))[阿小][^\W\d_](?:$|\s|[,，、]))|(?<=さん)\s*[+＋]\s*"
)
# `Ann + Mei`, where the next word is a given name; in `Ann + kids` it is none.
PLUS = re.compile(r"(?<!\s)\s+[+＋]\s+(?P<next>[^\W\d_]{2,15})(?=\s*(?:$|[,，、]))")
# `キム・ハナ`: in katakana a dot stands inside a name from elsewhere.
NAME_WITH_DOT = re.compile(
    r"(?<![ァ-ヺー・])[ァ-ヺー]{1,12}(?P<dot>・)[ァ-ヺー]{1,12}(?![ァ-ヺー・])"
)
# `さん` after a name.
LONGEST_CALL = 2
COMMAS = (",", "，", "、")
BRACKET_OR_BETWEEN_NAMES = re.compile(r"[(（\[<〈]|[)）\]>〉]|" + BETWEEN_NAMES.pattern)
# `理事 王大文`, `Dr. Ann Lee` keeps its title: an office before a name of East Asia.
OFFICES = (
    "(?:副|常務|前|助理|共同|特聘|講座|名譽|客座|執行)?(?:理事長|理事|監事|秘書長|秘書|主席|主任|委員|召集人|組長|總召|副總召|代表|教授|老師|同學|學長|學姊|學姐"
    "|研究員|專員|律師|襄理|協理|副理|法官|檢察官|書記官|醫師|博士|工程師|創辦人|記者|經理|總監|顧問|祕書長|祕書|政委|立委|部員|次長|幹事|院長"
    "|校長|班長|市長|縣長|董事長|董事|發言人"
    "|視察|技正|技士|科員|參事|司長|署長|處員|專門委員|調查員|分析師|団長|團長|副団長|副團長|領隊|隊長|事務局長|事務局|通訳|通譯|翻譯|口譯|議員|局長|處長|科長|股長|課長|部長|会長|會長|執行長|代表理事|委員長|里長|村長|鄉長|鎮長|區長|館長|所長|社長|督導|建築師|社工師?|講師|이사장|이사|위원장|위원|대표|교수)"
)
# How units are named at their end: `港務局`, `海洋大學`.
SCHOOLS = (
    "高中|國中|國小|中學|小學|高工|高職|高商|家商|家職|商工|工商|農工|商職|實中|附中|分校|高校"
    "|華德福"
)
UNITS = f"[局處部會署所院館室科課系社府]|部門|團體|單位|中心|大學|公司|聯盟|團隊|學校|{SCHOOLS}"
# What somebody does in a team, said before the name: `財務 阿海`.
JOBS = (
    "專案|社工|護理師|財務|會計|行政|企劃|公關|行銷|美編|美宣|文書|總務|場務|器材|工程|設計|攝影|議程|贊助|票務|資訊"
    "|社群|庶務|教學|學術|活動|宣傳|文宣|新聞|體育|外務|內務|聯誼|福利|副社|副會"
)
# What somebody does at a meeting, said after the name: `小明 主持`, `Ann 紀錄`.
DUTIES = (
    f"{JOBS}|主持|場控|司儀|[紀記]錄|共筆|總召|副召|召集|主席|直播|錄影|錄音|燈光|音控|翻譯|口譯"
    "|司会|書記|進行|記録|通訳"
)
OFFICE_ALONE = both_scripts(
    rf"{OFFICES}|(?:主辦|協辦|承辦|合辦|發起|負責|聯絡|主講|引言|與談|召集|提案|報告)(?:人|者|單位)"
)
# `小明、阿海等 12 人`, `小明、阿海 及三年級同學`: the others have no names.
AND_OTHERS = both_scripts(
    r"(?<!\s)\s*(?:等(?:等|共?\s?\d{1,3}\s?[人位名]|多?人)"
    r"|(?:他|ほか)\s?\d{1,3}\s?[名人]|외\s?\d{1,3}\s?[명인]"
    r"|(?:\+|\band\s)\s?\d{1,3}(?:\s(?:more|others?|people))"
    r"|\s(?:&|and)\s(?:her|his|my|their)\s[a-z]{2,12}"
    r"|[及與和暨]\s?(?:其他|其餘|各|全體|所有|相關|[\d一二三四五六七八九十大])[^:：]{0,12}"
    r"(?:同學|學生|師生|老師|同仁|人員|人士|夥伴|成員|朋友|首長|主管|代表))[。.]?\s*$"
)
# `阿海…`, `Ann...`: what ends a list of names.
TRAILING = re.compile(r"(?<!\s)\s*(?:[。…⋯]+|\.{2,})$")
# `[name=Ann] [name=Ben] 14:00-15:00`: signed as comments are, one after another.
SIGNED_NAMES = re.compile(r"\[name=[^\[\]]{1,60}\][^\[]{0,200}")
# `1) Ann 2) Ben`: a list of names on one line.
NUMBERED_NAMES = re.compile(r"(?:^|\s)\(?\d{1,2}[.)、]\s*(?=[^\W\d])")
# `01 小明　02 Ann`: the numbers of a roll, two digits each.
ROLL_NUMBER = re.compile(
    r"(?<=[^\s\u3000])(?:[\s\u3000]{2,9}|\u3000|(?<=[)）])\s)0\d[\s\u3000]{1,3}(?=[^\W\d])"
)
FIRST_NUMBER = re.compile(r"^\s{0,9}0\d[\s\u3000]{1,3}(?=[^\W\d])")
# `Prof. Ann Lee`: a title is part of the name, and its full stop ends no sentence.
TITLE_OF_PERSON = re.compile(
    r"(?:(?:assoc|prof|dr|hon|sen|rep|amb|gov|eng|rev|bro|sis|ing|engr|lic|arq|mag|mme|smt|shri|atty"
    r"|capt|pst|mrs)\.\s?)+",
    re.IGNORECASE,
)
# What somebody is: `Head of Data`, `senior policy officer`, `資料長`.
POSITION = re.compile(
    r"(?:[A-Za-z-]{2,20}\s){0,3}(?:head|director|chair(?:man|woman|person)?|president|manager"
    r"|minister|mayor|professor|engineer|researcher|editor|officer|(?:co-?)?founder|secretary"
    r"|commissioner|coordinator|lead|leader|analyst|developer|designer|advis[eo]r|ambassador"
    r"|journalist|fellow|lecturer|organi[sz]er|scientist|consultant|lawyer|architect|translator"
    r"|c[defimopt]o)(?:\s(?:of|for|at)\s[^,]{1,50})?",
    re.IGNORECASE,
)
CHIEF = "(?:資料|資訊|技術|營運|財務|行銷|產品|數位|策略)長"
EAST_ASIAN_POSITION = both_scripts(rf"{OFFICES}|{CHIEF}")
# `Ann (Port) Ben (Mill)`: no comma stands between two entries with brackets.
RUN_ON = re.compile(r"(?<=[)）])\s+(?=[^\W\d_][^()（）]{1,40}[(（])")
NAME_AND_BRACKETS = re.compile(r"(?P<name>[^\W\d][^()（）]{0,40}?)\s?[(（][^()（）]{1,80}[)）]")
# `@ann @ben (remote)`: a line of handles with nothing but spaces between them.
HANDLES_ONLY = re.compile(r"(?:`?[@＠][\w.\-]+`?\s*(?:[(（][^()（）]{1,40}[)）]\s*)?){2,}")
ONE_HANDLE = re.compile(r"[@＠][\w.\-]+(?:\s*[(（][^()（）]{1,40}[)）])?")
# `線上 3 人`, `+1 interpreter`, `2 others`, `電台的人 x2`: how many come, not who.
COUNT = both_scripts(
    r"\+\s?\d|人\s?[x×]\s?\d|[一二兩三四五六七八九十幾數]位"
    r"|\d\s?(?:[人名位명]|people\b|persons?\b|others?\b|more\b|guests?\b)"
    r"|^(?:one|two|three|four|five|six|several|some|a few|a couple of|many)\s(?:\w+\s)?"
    r"(?:guests?|others?|people|members?|students?|visitors?|volunteers?|drivers?|interpreters?"
    r"|friends?|colleagues?|kids|children|more)$",
    re.IGNORECASE,
)
# `小明+1`, `Ann + 2`, `林老師＋學生兩位`: somebody who brings others.
BRINGS = both_scripts(
    r"(?<=[^\W\d])\s?[+＋]\s?(?:\d{1,2}|[^\W\d]{0,4}[一二兩三四五\d]\s?[位人名])$"
)
# `共 10 人，2 人請假`, `Total: 8`, `合計 12`: how many there are in all.
TOTAL = both_scripts(
    r"\W*(?:一?共|合計|總計|總共|共計|計|total|in all|합계|총)\s?[:：]?\s?\d{1,3}.{0,30}",
    re.IGNORECASE,
)
# `3名（佐藤、鈴木、Mei）`, `3 people: Ann, Ben, Cho`
COUNTED_NAMES = re.compile(
    r"\s*(?:共|total\s)?\s?\d{1,3}\s?(?:名|人|位|명|people|persons?)\s?"
    r"(?:[(（](?P<inside>[^()（）]+)[)）]|[:：]\s?(?P<names>.+))\s*"
)
# `律師團（3人）`: how many of a unit come; `王小明（2人）` brings somebody.
UNIT_COUNTED = both_scripts(
    r"[\u3400-\u9fff]{2,14}[團會社部署處局院所組隊班系司]\s?[(（]\s?(?:共\s?)?\d{1,3}\s?[人位名]\s?[)）]"
)
# `telegram ID`: what to write where a name is asked for.
FORMAT = re.compile(r".+\s(?:ids?|handles?|nicknames?|names?)", re.IGNORECASE)
# `2027 年`, `p.12-30`, `20일부터 합류`: words with a year, a day or a page are no name.
YEAR_OR_PAGE = re.compile(r"\d\s?[年頁页日년월일]|\bpp?\.\s?\d")
# A group, side or office whose people follow a colon: `Group B: Ann, Ben`, `司機：阿海`.
GROUP_KEY = both_scripts(
    r"^(?:(?:group|team|table|party|bus|track|room|side|delegation|arriving|online|remote"
    r"|onsite)\b.*"
    r"|.*\b(?:group|team|side|delegation|table)(?:\s\w{1,2})?|.{1,20}(?:組|桌|隊|班|側|方|團|팀|조"
    r"|チーム|グループ)"
    r"|線上|現場|實體|遠端|視訊|オンライン|現地|リモート|会場|온라인|현장|on-?line|on-?site"
    r"|in[ -]person|remote(?:ly)?)$",
    re.IGNORECASE,
)
# `（港務局）`, `【Port office】`: a group alone on the line over its people.
GROUP_IN_BRACKETS = re.compile(
    r"\s*[(（【〈《＜\[][^\d()（）【】\[\]]{1,30}[)）】〉》＞\]]\s*[:：]?\s*"
)
OFFICE_KEY = both_scripts(
    r"^(?:driver|guide|lead|leader|team lead|head|coordinator|chair(?:person)?|moderator"
    r"|interpreter"
    r"|translator|note ?taker|notes|photographer|video|observer|mentor|facilitator"
    r"|司機|導遊"
    r"|團長|領隊|總召"
    r"|副總召|召集人|主席|主持|司儀|場控|翻譯|口譯|紀錄|記錄|攝影|隨行|接待|陪同|帶隊|策展|行政|錄音|錄影|財務|帶路|導覽|分享[人者]?|主講人?|與談人?|列席|理事|監事|秘書|通訳|書記|団長"
    r"|リーダー|進行"
    rf"|진행|통역|기록|팀장|{OFFICES}|{JOBS})$",
    re.IGNORECASE,
)
# What says that more names follow on the next line.
MORE_BELOW = re.compile(r"(?:[,，、&＆]|\band)\s*$", re.IGNORECASE)
# The end of a sentence of names: `Ann, Ben and Cho.`; `Jr.` is part of a name.
FULL_STOP = re.compile(r"(?<!\b[JS]r)(?<!\bSt)(?<=[a-z]{2})\.$")
# `The Harbour Lab`: with its article it is a group; `The Anh` begins a name of Vietnam.
WITH_ARTICLE = re.compile(r"the\s(?!anh\b)\S+\s+\S", re.IGNORECASE)
# Where a group is from, over its names: `From Finland`.
FROM_SOMEWHERE = re.compile(r"(?:from|for)\s", re.IGNORECASE)
# `主持 小明，紀錄輪流`: who writes the minutes is said, not named.
MINUTES_WORDS = ("紀錄", "記錄", "記録", "记录", "纪录")
# `歡迎加上自己`: what stands in a list of names for those who are to come.
ASKING = (
    "大家",
    "介紹",
    "還有",
    "还有",
    "歡迎",
    "欢迎",
    "請",
    "请",
    "快來",
    "加上",
    "自行",
    "ここに",
    "여기에",
)
ASKING += ("add ", "please ", "your ", "sign ", "put ")
SENTENCE = re.compile(r"[。！？!?；;:：…→➡]|[A-Za-z]{3}\.\s|\.\.|->|=>|https?://")
EAST_ASIAN_ONLY = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7a3々ー]+")
# Who does not come: a heading over names, or a label before them.
ABSENCE = (
    r"(?:regrets|apologies|absent|absentees|absences?|excused|declined"
    r"|not (?:attending|coming|present)"
    r"|excusée?s|absente?s|ausentes|assenti|afwezig|abwesend|entschuldigt|tidak hadir"
    r"|can(?:no|'|’)?t (?:come|attend|make it)|with regrets|send regrets|缺席|請假|不克出席"
    r"|未出席|沒到|未到|沒來|無法出席|不能來|欠席|お休み"
    r"|불참|불참자)(?:者|人員)?"
)
# Over those who are still to be asked: `可能找：小明`, `To invite: Ann`.
TO_BE_ASKED = (
    r"(?:(?:可能|想要?|要|還要|可以|待|預計)[找邀約][請]?|to (?:be )?(?:invited?|asked)|to ask)"
)
# `Ann -1`, `小明 -1 出差`: counted out where others are `+1`.
COUNTED_OUT = re.compile(r"[^\W\d]\s+[-－−]1(?:\s[^\d].{0,20}|\s*[(（].{1,20})?$")
# `王小明（請假）`, `Ann (absent)`.
ABSENT_REMARK = both_scripts(
    r"[(（]\s?(?:請假|缺席|未到|未出席|[病事公]假|不克(?:出席|參加)|absent|regrets|excused|欠席|불참)\s?[)）]\s*$",
    re.IGNORECASE,
)
# `Apologies 請假` says it in two languages.
ABSENCES = rf"{ABSENCE}(?:\s?[/／]?\s?{ABSENCE})?"
NOT_THERE = both_scripts(rf"\W*{ABSENCES}\W*", re.IGNORECASE)
NOT_THERE_LABEL = both_scripts(
    rf"\W*(?:{ABSENCES}|{TO_BE_ASKED})\s?(?:[:：→]|[-=]>)", re.IGNORECASE
)
STRUCK_NAME = re.compile(
    r"^\s*(?:\[[ xX]\]\s+|\d{1,2}[.)、\s]\s*)?(?:~~[^~]+~~|<(?:del|s|strike)>)"
)
HAN = re.compile(r"[\u3400-\u9fff]+")
# Small words of Chinese sentences, in what is too long for a given name.
NO_NAME_CHARACTER = both_scripts("[的了是在請不可會有和及與等之為要把被到就都很怎什麼這那個們對從]")
# What stands after a name and is said of its person: `小明，素食、晚到`.
SAID_OF_ONE = both_scripts(
    r"晚到|遲到|早退|先走|都[去來可]|全程|(?:線上|遠端|現場|實體)(?:參加|參與)?|全?素食?|葷食?|late|remote|vegan|vegetarian",
    re.IGNORECASE,
)
# What stands in a roster where no name does.
PLACEHOLDERS = (
    "and|maybe|perhaps|et al|et al.|tba|tbc|tbd|n/a|none|etc|you|your|me|我|我們|自己"
    "|everyone|someone|somebody"
    "|edit|編輯|編集|편집|你的|寫這裡|填這裡|名字寫這"
    "|everybody|anyone|all|students|student|public|others|other|more|name|names|id|handle"
    "|guests|guest|remote|remotely|online|onsite|on-site|in person|in-person|volunteers"
    "|staff|members|participants|speakers|citizens|companies|organizers|team|confirmed"
    "|unconfirmed|大家好|各位好|你好|您好|謝謝|謝謝大家"
    "|facilitator|moderator|scribe|scribes|chair|note taker|secretary"
    "|speaker|host|mentors|mentees|registered|pre-registered"
    "|por definir|por confirmar|a definir|à définir|à confirmer|da definire|noch offen|mentores"
    "|estudiantes|voluntarios|asistentes|participantes|ponentes|público|todos|todas|registrados"
    "|pre-registrados|inscritos|待定|未定|未確認|未確定|待確認|暫定"
    "|其他|全體|所有人|大家|名字|姓名|名稱|暱稱|なまえ|ニックネーム|닉네임|nickname|單位|講者|無|等|每個人|個人頁|個人網頁|個人網站|個人簡介|homepage|website|格式|範例|例|例如|例子"
    "|說明|備註|記入例|例）|예시|format|example|e.g.|e.g|學生|任何人|名前|氏名|みなさん"
    "|高校生|大学生|中学生|小学生|高中生|大學生|國中生|고등학생|대학생|중학생"
    "|市民|公民|居民|里民|民眾|議員|助理|記者|職員|圖書館職員|公務員|社工|家長|工程師|設計師|研究生"
    "|志工|義工|工讀生|來賓|貴賓|ボランティア|자원봉사자|全員|二人とも|三人とも|皆さん|その他|이름|미정|모두|전원|기타|모둠별|조별|팀별|各組|各班|各隊|班ごと|グループごと"
)
NO_NAMES = frozenset(words_in_both_scripts(PLACEHOLDERS).split("|"))
# Words of groups and offices: what bears them is no person.
GROUP = both_scripts(
    r"\b(?:city|hall|ministry|secretariat|government|govt|university|institute|foundation"
    r"|association"
    r"|company|companies|committee|council|department|office|agency|citizens|students|everyone"
    r"|embassy)\b"
    rf"|(?:{SCHOOLS}|部|部門|局|處|署|院|會|協会|協會|基金會|基金会|公司|大學|大学|學校|委員會|委員会|市役所"
    r"|市政府|政府|社群|團隊|工作小組|相關人[員士]?|[\u3400-\u9fff]{2}[團室]|首長|人員|全[員體]|人士|同仁|師生|民眾|媒體|協력|재단|협회|대학교|시청)$",
    re.IGNORECASE,
)


def is_position(text: str) -> bool:
    """Tell if words after a name say what somebody is: `Head of Data`, `資料長`; not `王教授`."""
    text = text.strip()
    if POSITION.fullmatch(text):
        return not is_given_name(text.split()[0])
    return EAST_ASIAN_POSITION.fullmatch(text) is not None


def split_names(text: str) -> list[str]:
    """Return the entries of a line of names: `Ann, Ben、小明 and Cho`; brackets hold together.

    `山田・佐藤` are two, and `キム・ハナ` is one.
    """
    if HANDLES_ONLY.fullmatch(text.strip()):
        return ONE_HANDLE.findall(text)
    if ROLL_NUMBER.search(text):
        text = FIRST_NUMBER.sub("", ROLL_NUMBER.sub("、", text))
    if NUMBERED_NAMES.match(text):
        return [entry for part in NUMBERED_NAMES.split(text) for entry in split_names(part)]
    if len(signed := SIGNED_NAMES.findall(text)) > 1:
        return [entry.strip(" 、,，;；") for entry in signed]
    text = PLUS.sub(_parted, AND_OTHERS.sub("", text)).rstrip(" 　/／,，、")
    dots = {match.start("dot") for match in NAME_WITH_DOT.finditer(text)}
    entries, depth, start = [], 0, 0
    for match in BRACKET_OR_BETWEEN_NAMES.finditer(text):
        mark = match[0]
        if mark in "(（[<〈":
            depth += 1
        elif mark in ")）]>〉":
            depth = max(0, depth - 1)
        elif depth == 0 and match.start() not in dots:
            entries.append(text[start : match.start()])
            start = match.end()
    entries.append(text[start:])
    entries = [TRAILING.sub("", entry.strip()) for entry in entries if entry.strip(" .…⋯等。")]
    entries = [*entries[:-1], *(FULL_STOP.sub("", entry) for entry in entries[-1:])]
    return _set_apart(entries) if RUN_ON.search(text) else entries


def _parted(match: re.Match) -> str:
    return f", {match['next']}" if is_given_name(match["next"]) else match[0]


def _set_apart(entries: list[str]) -> list[str]:
    """Part entries between which a comma is missing: `Ann (Port) Ben (Mill)`.

    Both have as many words as another name of the line: `Anna (Nan) Lee (Port)` is one person.
    Three or more in a row need no other.
    """
    whole = filter(None, map(NAME_AND_BRACKETS.fullmatch, entries))
    lengths = {len(match["name"].split()) for match in whole}
    found: list[str] = []
    for entry in entries:
        parts = RUN_ON.split(entry)
        names = [NAME_AND_BRACKETS.fullmatch(part) for part in parts]
        alike = None not in names and {len(match["name"].split()) for match in names} <= lengths
        in_a_row = None not in names and len(parts) > 2
        found += parts if alike or in_a_row else [entry]
    return found


def looks_like_name(text: str) -> bool:
    """Tell if a text may be a person's name or handle: short, no sentence, no date, no group."""
    text = text.strip()
    if not 1 <= len(text) <= 40 or not any(map(str.isalpha, text)):
        return False
    if (
        text.lower().strip("[]【】") in NO_NAMES
        or text.lower().startswith((*MINUTES_WORDS, *ASKING))
        or OFFICE_KEY.match(text)
        or SAID_OF_ONE.fullmatch(text)
        or OFFICE_ALONE.fullmatch(text)
        or SENTENCE.search(TITLE_OF_PERSON.sub("", text))
        or COUNT.search(text)
        or YEAR_OR_PAGE.search(text)
        or FORMAT.fullmatch(text)
        or "は " in text
        or FROM_SOMEWHERE.match(text)
        or text[0] in "#(（[<"
        or "%" in text
    ):
        return False
    words = text.split()
    if len(words) > 5 or all(word.lower().strip(".") in NO_NAMES for word in words):
        return False
    if len(words) > 2 and sum(word[0].islower() for word in words) * 2 > len(words):
        return False
    if GROUP.search(text) and (len(words) > 1 or not text.isascii()) and len(text) > 3:
        return False
    if EAST_ASIAN_ONLY.fullmatch(text) and len(text) > (6 if text[0] < "\uac00" else 5):
        dotted = NAME_WITH_DOT.match(text)
        in_katakana = len(text) <= 9 and all("\u30a0" <= c <= "\u30ff" for c in text)
        return in_katakana or (dotted is not None and len(text) - dotted.end() <= LONGEST_CALL)
    if any(len(run) > 3 and NO_NAME_CHARACTER.search(run) for run in HAN.findall(text)):
        return False
    if not EAST_ASIAN_ONLY.fullmatch(text) and any(len(run) > 5 for run in HAN.findall(text)):
        return False
    return not (find_times(text) or (any(map(str.isdigit, text)) and find_dates(text)))


def counts_people(text: str) -> bool:
    """Tell if a text says how many come and not who: `위원 7명, 간사 1명`, `8 人`, `Total: 12`."""
    if COUNTED_NAMES.fullmatch(text):
        return False
    entries = split_names(text)
    counted = all(COUNT.search(BRINGS.sub("", entry)) for entry in entries)
    return bool(entries) and (counted or TOTAL.fullmatch(text) is not None)


def is_absent(raw: str) -> bool:
    """Tell of an entry that its person does not come.

    `~~Ann~~`, `Regrets: Ann`, `Ann (absent)`, `Ann -1`.
    """
    head = raw[:200]
    told = STRUCK_NAME.match(head) or NOT_THERE_LABEL.match(head) or ABSENT_REMARK.search(head)
    return told is not None or COUNTED_OUT.search(head.strip()) is not None


def tells_of_absent(words: str) -> bool:
    """Recognise a heading over those who do not come: `Regrets`, `請假`."""
    return len(words) <= 40 and NOT_THERE.fullmatch(words) is not None


def group_entry(text: str) -> tuple[str, str] | None:
    """Return group and names of an entry that holds both: `Group B: Ann, Ben`, `對方：小明`."""
    match = re.match(
        r"(?P<key>[^:：(（]{1,30}?)\s{0,3}(?:[(（][^()（）]{1,40}[)）])?\s{0,3}"
        r"(?:[:：]\s*|\s[-–—]\s{1,9})(?=\S)",
        text,
    )
    if match and GROUP_KEY.match(match["key"].strip()):
        return match["key"].strip(), text[match.end() :]
    return None


def office_entry(text: str) -> tuple[str, str] | None:
    """Return office and name of an entry that has the office first: `Driver: Ann`, `總召－小明`.

    After a word of East Asia a hyphen needs no spaces: `社長-小明`.
    """
    match = re.match(
        r"(?P<key>[^:：－—–─-]{1,20}?)\s*(?:[:：－—–─]|\s-\s|(?<=[\u3400-\u9fff])-)\s*(?=\S)", text
    )
    if match and OFFICE_KEY.match(match["key"].strip()):
        return match["key"].strip(), text[match.end() :]
    return None


def same_name(name: str) -> str:
    """Return what two spellings of one name share."""
    return "".join(folded(name).casefold().split())
