import pytest

from tripbook.interchange.note.line.entries import (
    counted_group,
    is_pair_of_names,
    name_with_tags,
    names_with_units,
    surely_names,
    with_offices,
)
from tripbook.interchange.note.line.full_names import is_full_name
from tripbook.interchange.note.line.names import (
    group_entry,
    is_absent,
    looks_like_name,
    office_entry,
    split_names,
    tells_of_absent,
)
from tripbook.interchange.note.line.people import Person, read_person, tells_person


@pytest.mark.parametrize(
    ("entry", "person"),
    [
        ("Mira Kask", Person("Mira Kask")),
        ("王小明", Person("王小明")),
        ("佐藤花子", Person("佐藤花子")),
        ("佐藤 花子さん", Person("佐藤 花子さん")),
        ("佐藤 花子さん @hana", Person("佐藤 花子さん", "hana")),
        ("佐藤 花子様（港協会）", Person("佐藤 花子様", "", "港協会")),
        ("東港市 情報政策課　佐藤課長", Person("佐藤課長", "", "東港市 情報政策課")),
        ("港大学 佐藤さん", Person("佐藤さん", "", "港大学")),
        ("東港区役所 佐藤花子", Person("佐藤花子", "", "東港区役所")),
        ("Code for Port 佐藤", Person("佐藤", "", "Code for Port")),
        ("佐藤（恵）さん", Person("佐藤（恵）さん")),
        ("佐藤（司）", Person("佐藤", "", "司")),
        (".mira", Person(".mira")),
        ("長谷部 花子さん", Person("長谷部 花子さん")),
        ("高市 花子", Person("高市 花子")),
        ("安室 花子さん", Person("安室 花子さん")),
        ("佐藤さん「海図の話」", Person("佐藤さん", rest="「海図の話」")),
        ("王小明《海圖》", Person("王小明", rest="《海圖》")),
        ('Mira Kask "Maps of the sea"', Person("Mira Kask", rest='"Maps of the sea"')),
        ('Mira "Mi" Kask', Person('Mira "Mi" Kask')),
        ("김민준", Person("김민준")),
        ("jonas7", Person("jonas7")),
        ("@jonas7", Person("jonas7", "jonas7")),
        ("Mira (@mira)", Person("Mira", "mira")),
        ("Mira（@mira.k）", Person("Mira", "mira.k")),
        ("Mira @mira Harbour Lab", Person("Mira", "mira", "Harbour Lab")),
        ("陳主任秘書", Person("陳主任秘書")),
        ("김민준 사무관 (항구청)", Person("김민준", "", "항구청", "사무관")),
        ("이서연 선임연구원", Person("이서연", position="선임연구원")),
        ("@mira #maps", Person("mira", "mira", rest="#maps")),
        ("@mira 東港 畫海圖", Person("mira", "mira", rest="東港 畫海圖")),
        ("@mira draws maps", Person("mira", "mira", rest="draws maps")),
        ("@mira Mira Kask", Person("Mira Kask", "mira")),
        ("@ming 王小明", Person("王小明", "ming")),
        ("Mira (Harbour Lab)", Person("Mira", "", "Harbour Lab")),
        ("王小明（城市實驗室）", Person("王小明", "", "城市實驗室")),
        ("Mira <director, Harbour Lab>", Person("Mira", "", "Harbour Lab", "director")),
        ("Mira, Harbour Lab", Person("Mira", "", "Harbour Lab")),
        ("Mira, director, Harbour Lab", Person("Mira", "", "Harbour Lab", "director")),
        ("Mira - Harbour Lab", Person("Mira", "", "Harbour Lab")),
        ("Mira｜城市實驗室", Person("Mira", "", "城市實驗室")),
        ("Mira: #harbour #maps", Person("Mira", rest="#harbour #maps")),
        ("[name=Mira Kask] `13:30 ~ 17:30`", Person("Mira Kask", rest="`13:30 ~ 17:30`")),
        ("Mira (ee)", Person("Mira", rest="ee")),
        ("[x] Mira", Person("Mira")),
        ("✅ Mira", Person("Mira")),
        ("Mira ✔", Person("Mira")),
        ("**Mira**", Person("Mira")),
        ("Mira / Harbour Lab", Person("Mira", "", "Harbour Lab")),
        ("Mira/Lab", Person("Mira", "", "Lab")),
        ("Mira / Lab / #maps #boats", Person("Mira", rest="Lab / #maps #boats")),
        ("Mira ／ 城市實驗室", Person("Mira", "", "城市實驗室")),
        ("Mira from Harbour Lab", Person("Mira", "", "Harbour Lab")),
        ("Mira@市政廳", Person("Mira", "", "市政廳")),
        ("理事 王大文", Person("王大文", position="理事")),
        ("港務局局長王大文", Person("王大文", position="港務局局長")),
        ("法務秘書　王大文", Person("王大文", position="法務秘書")),
        ("會長王大文及各組組長", Person("王大文", position="會長", rest="會長王大文及各組組長")),
        ("王秘書長大文", Person("王大文", position="秘書長", rest="王秘書長大文")),
        ("財委王小明", Person("王小明", position="財委")),
        ("副主委王小明（委託代理）", Person("王小明", "", "委託代理", "副主委")),
        ("User:mira_k", Person("mira_k")),
        ("使用者：小明", Person("小明")),
        ("小明 @ 港務局", Person("小明", "", "港務局")),
        ("資訊處 郭大文", Person("郭大文", "", "資訊處")),
        ("法務祕書　郭大文", Person("郭大文", position="法務祕書")),
        ("阿海 14:00 到", Person("阿海", rest="14:00 到")),
        ("Kask, Mira-Lii", Person("Kask, Mira-Lii")),
        ("Tseng, Ming-Hui", Person("Tseng, Ming-Hui")),
        ("小明・通訳", Person("小明", position="通訳")),
        ("Mira veg", Person("Mira", rest="veg")),
        ("**Mira Kask** engineer, port", Person("Mira Kask", rest="engineer, port")),
        ("王大文 教授", Person("王大文", position="教授")),
        ("王大文 副教授（海洋系）", Person("王大文", "", "海洋系", "副教授")),
        ("周海 律師", Person("周海", position="律師")),
        ("me (Mira)", Person("Mira", rest="me (Mira)")),
        ("Mira 🚢 from 3/9", Person("Mira", rest="🚢 from 3/9")),
        ("g0v 阿海", Person("阿海", "", "g0v")),
        ("PORT 阿海", Person("阿海", "", "PORT")),
        ("Ms. Mira Kask", Person("Mira Kask", rest="Ms. Mira Kask")),
        ("Dr. Mira Kask", Person("Dr. Mira Kask")),
        ("Cllr Mira Kask", Person("Mira Kask", position="Cllr")),
        ("Prof. Mira Kask (EE)", Person("Prof. Mira Kask", rest="EE")),
        ("団長　佐藤花子（港町）", Person("佐藤花子", "", "港町", "団長")),
        ("王大文 領隊", Person("王大文", position="領隊")),
        ("Wang, Mei-ling", Person("Wang, Mei-ling")),
        ("小明 ming_07", Person("小明", "ming_07")),
        ("@mira (joins late)", Person("mira", "mira", rest="joins late")),
        ("王小明 城市實驗室", Person("王小明", "", "城市實驗室")),
        ("山本 健太郎", Person("山本 健太郎")),
        ("Mira + 1", Person("Mira", rest="Mira + 1")),
        ("Mira + dog", Person("Mira", rest="Mira + dog")),
        ("Mira *", Person("Mira")),
        ("Mira※第二天到", Person("Mira", rest="Mira※第二天到")),
        ("小明（遲到）", Person("小明", rest="遲到")),
        ("(late) Mira K.", Person("Mira K.", rest="late")),
        ("（公民代表）陳大文", Person("陳大文", rest="公民代表")),
        ("小明 0912-345678", Person("小明", rest="0912-345678")),
        ("港口協會 Mira Kask", Person("Mira Kask", "", "港口協會")),
        ("小明（帶小孩兩名）", Person("小明", rest="帶小孩兩名")),
        ("小明 帶朋友", Person("小明", rest="小明 帶朋友")),
        ("資深工程師 Mira", Person("Mira", position="資深工程師")),
        ("王老師 Mira", Person("王老師 Mira")),
        ("港口協會 李姐", Person("李姐", "", "港口協會")),
        ("Mira (chair)", Person("Mira", rest="chair")),
        ("Mira (1430 - ) (Lab)", Person("Mira", rest="1430 - ) (Lab")),
        ("Ivanov", Person("Ivanov")),
        (
            "[Mira](https://mira.example/)",
            Person("Mira", links=["https://mira.example/"]),
        ),
        (
            "Mira (Lab, [site](https://mira.example/))",
            Person(
                "Mira",
                rest="Lab, [site](https://mira.example/)",
                links=["https://mira.example/"],
            ),
        ),
    ],
)
def test_entries_of_a_roster(entry, person):
    assert read_person(entry) == person


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "...",
        "⋯",
        "(name or id)",
        "（例）小明",
        "TBD",
        "Students",
        "Everyone",
        "待定",
        "Ministry of Boats",
        "開放協會基金會",
        "行政部門首長",
        "相關人員",
        "We all meet in the lobby at noon.",
        "10:00 Opening",
        "線上 3 人",
        "律師團（3人）",
        "港務局 (共 3 位)",
        "+1 interpreter",
        "2 others",
        "3/9 Arrival",
        "From Finland",
        "https://a.example/",
        "this chat will be recorded",
    ],
)
def test_entries_that_name_nobody(entry):
    assert read_person(entry) is None


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("Ann, Ben, Cho", ["Ann", "Ben", "Cho"]),
        ("小明、阿海，Mira；Jo", ["小明", "阿海", "Mira", "Jo"]),
        ("Ann and Ben", ["Ann", "Ben"]),
        ("Ann (Lab, Tallinn), Ben", ["Ann (Lab, Tallinn)", "Ben"]),
        ("Ann <chair, Lab>, Ben", ["Ann <chair, Lab>", "Ben"]),
        ("Ann, Ben, ...", ["Ann", "Ben"]),
        ("Ann · Ben · 小明", ["Ann", "Ben", "小明"]),
        ("キム・ハナ、山田・佐藤", ["キム・ハナ", "山田", "佐藤"]),
        ("スズキ・ヤマダ・タナカ", ["スズキ", "ヤマダ", "タナカ"]),
        ("Alexandra", ["Alexandra"]),
        ("1) Ann Lee 2) Ben 3) 小明", ["Ann Lee", "Ben", "小明"]),
        ("`@ann` @ben (remote) @cho", ["@ann", "@ben (remote)", "@cho"]),
    ],
)
def test_lines_of_names(line, entries):
    assert split_names(line) == entries


def test_full_names_in_korean():
    assert is_full_name("박바다")
    assert not is_full_name("운영진")
    assert not is_full_name("바다")


def test_who_is_not_there():
    assert is_absent("Regrets: Ann, Ben")
    assert tells_of_absent("Apologies")
    assert tells_of_absent("欠席者")
    assert is_absent("王小明（請假）")
    assert is_absent("Ann Lee (absent)")
    assert is_absent("小明 -1 出差")
    assert is_absent("Ann -1")
    assert not is_absent("Ann +1")
    assert not is_absent("Ann - 12")
    assert not is_absent("王小明（港務局）")
    assert not tells_of_absent("Present")


def test_names():
    assert looks_like_name("Juan de la Cruz")
    assert looks_like_name("アレクサンドラ")
    assert not looks_like_name("submitted to the summit")
    assert not looks_like_name("一個公民討論法律的平台")
    assert not looks_like_name("有空的話")
    assert not looks_like_name("應該不會安排 Zoom")


@pytest.mark.parametrize(
    "entries",
    [
        ["Mira", "Jonas"],
        ["mira", "小明", "…"],
        ["Mira Kask – Harbour Lab", "Jonas – Port Office", "[ ] your name"],
        ["陳大文（城市實驗室）", "阿海", "Juan de la Cruz"],
        ["Group B: Ann, Ben", "Cho"],
    ],
)
def test_entries_that_are_surely_names(entries):
    assert surely_names(entries)


@pytest.mark.parametrize(
    "entries",
    [
        ["Mira"],
        ["Lunch", "Dinner"],
        ["學習方向", "面試技巧"],
        ["地圖", "授權"],
        ["frontend", "backend", "data"],
        ["方案一： 合約", "方案二： 報價"],
        ["open the hall", "close the hall"],
        ["日時: 3/9", "場所: 港"],
        ["Mira", "how do they float?", "boats are old"],
    ],
)
def test_entries_that_may_be_something_else(entries):
    assert not surely_names(entries)


def test_groups_offices_and_those_who_are_struck_out():
    assert group_entry("Group B (late): Ann, Ben") == ("Group B", "Ann, Ben")
    assert group_entry("對方：小明") == ("對方", "小明")
    assert group_entry("Ann: Harbour Lab") is None
    assert office_entry("Driver: Ann") == ("Driver", "Ann")
    assert office_entry("總召－小明") == ("總召", "小明")
    assert office_entry("Ann - Lab") is None
    assert is_absent("~~Ann~~ (ill)")
    assert not is_absent("Ann ~~Ben~~")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("第一桌　桌長 小明｜阿海、Mira", ["小明", "阿海", "Mira"]),
        ("A組：組長 小明／組員 阿海、Mira", ["小明", "阿海", "Mira"]),
        ("第 2 小隊 小明、阿海", ["小明", "阿海"]),
        ("Aグループ 小林、田中（恵）", ["小林", "田中（恵）"]),
        ("Table 2 Ann, Ben, Mira", ["Ann", "Ben", "Mira"]),
        ("第一組　交通、住宿", []),
        ("A組 小明", []),
    ],
)
def test_people_of_a_counted_group(text, people):
    assert counted_group(text) == people


def test_lines_of_people_and_where_they_are_from():
    assert names_with_units(["Ann Lee, Harbour Office", "Ben Wu, City Lab", "Cho"])
    assert names_with_units(["Ann, port", "Ben, port"])
    assert not names_with_units(["Ann, Ben", "Cho, Dee"])
    assert not names_with_units(["Ann, Ben, Port office", "Cho, City Lab"])


def test_what_somebody_does_stays_with_the_name():
    assert with_offices(["小明", "通訳", "阿海"]) == ["小明・通訳", "阿海"]
    assert with_offices(["記錄", "阿海"]) == ["記錄", "阿海"]


def test_pairs_and_tags():
    assert is_pair_of_names("田中、高橋")
    assert is_pair_of_names("Ann & Ben")
    assert not is_pair_of_names("Ann, Harbour Lab")
    assert name_with_tags("Ann: #harbour")
    assert not name_with_tags("Ann: says hello")


def test_families_named_like_places_tell_of_people():
    assert [name for name in ("高橋", "中村", "谷口", "東橋", "東港館") if tells_person(name)] == [
        "高橋",
        "中村",
        "谷口",
    ]


def test_an_honorific_tells_of_somebody_by_name():
    named = ["高橋さん", "花ちゃん", "オードリー・タン氏"]
    assert [name for name in (*named, "皆さん", "主催者様") if tells_person(name)] == named


def test_a_name_may_be_doubled():
    assert read_person("Yan Yan") == Person("Yan Yan")
    assert read_person("明（港口） 明 (Port)").name == "明"


def test_where_somebody_is_from_may_stand_before_the_name():
    told = [read_person(entry) for entry in ("港市的阿海", "港務局的林大海", "港口的大學生")]
    assert [(person.name, person.organization) for person in told[:2]] == [
        ("阿海", "港市"),
        ("林大海", "港務局"),
    ]
    assert told[2] is None or told[2].name != "大學生"


@pytest.mark.parametrize("entry", ["…還有誰", "還有阿海的朋友", "我", "創意 40%", "Impact 30%"])
def test_what_waits_for_names_or_counts_is_nobody(entry):
    assert read_person(entry) is None


@pytest.mark.parametrize("entry", ["可能找：小明、阿海", "想邀：小明", "To invite: Ann, Ben"])
def test_who_is_still_to_be_asked_does_not_come(entry):
    assert is_absent(entry)


@pytest.mark.parametrize(
    ("entry", "name", "about"),
    [
        ("院長室 譚專員", "譚專員", "院長室"),
        ("工研所 Dr. Wu", "Dr. Wu", "工研所"),
        ("港口協會 Mira Kask", "Mira Kask", "港口協會"),
        ("安室 花子", "安室 花子", ""),
        ("社工 阿樹", "阿樹", "社工"),
        ("我 (Judy)", "Judy", ""),
    ],
)
def test_units_and_work_before_a_name(entry, name, about):
    person = read_person(entry)
    assert (person.name, person.organization or person.position) == (name, about)


def test_an_office_and_a_dash_may_stand_before_names():
    assert office_entry("分享 - 小明、Ming Fai") == ("分享", "小明、Ming Fai")
    assert office_entry("帶路：阿福伯") == ("帶路", "阿福伯")


def test_the_numbers_of_a_roll_are_no_names():
    assert split_names("01 小明（港市）　02 Ann　03 阿海") == ["小明（港市）", "Ann", "阿海"]
    assert split_names("小明、Room 02 keeper") == ["小明", "Room 02 keeper"]


@pytest.mark.parametrize("dash", ["：", " - ", " ─ ", "－"])
def test_offices_of_a_team_stand_before_those_who_have_them(dash):
    assert office_entry(f"策展{dash}小明") == ("策展", "小明")
    assert office_entry(f"錄音{dash}Ann Lee") == ("錄音", "Ann Lee")
