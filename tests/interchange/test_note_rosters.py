"""Who takes part, in the words and shapes by which communities list them."""

import pytest

from tripbook.interchange.note import read_note


def people_of(text: str) -> list[str]:
    return [person.name for person in read_note(text).document.participants]


@pytest.mark.parametrize(
    ("roster", "names"),
    [
        ("到：芷海 柏港 宇帆 我(小明)", ["芷海", "柏港", "宇帆", "小明"]),
        ("來的人 里長 我 阿海姐 張老師 老吳 Mei", ["阿海姐", "張老師", "老吳", "Mei"]),
        ("人: 我(Mira), 小明, 阿海", ["Mira", "小明", "阿海"]),
        ("人員：小明 / 阿海 / Mei", ["小明", "阿海", "Mei"]),
        ("on call: tky, Gerald (PH), 小明", ["tky", "Gerald", "小明"]),
        (
            "| 姓名 | 單位 | 負責區域 |\n|-|-|-|\n| 王小明 | 港務局 | 東 |\n| 李大海 | 會 | 西 |",
            ["王小明", "李大海"],
        ),
        ("**いるひと🙋** みう / そうた / ミン", ["みう", "そうた", "ミン"]),
        (
            "老師：林海明\n學生：郭小晴、Eddie、王大海\n隨行：小明、阿海",
            ["林海明", "郭小晴", "Eddie", "王大海", "小明", "阿海"],
        ),
        ("領隊 阿海\n嚮導 林姐\n隊員 小明 / 胖虎 / Mei", ["阿海", "林姐", "小明", "胖虎", "Mei"]),
        ("帶隊老師：八年三班 劉老師、音樂科 Peter", ["劉老師", "Peter"]),
        ("姓名職稱：沈科長海明、專員 王大海、約聘 蕭小帆", ["沈海明", "王大海", "蕭小帆"]),
        ("視察者：委員長 大槻修一、副委員長 波多野恵", ["大槻修一", "波多野恵"]),
        ("訪問団：佐藤花子、鈴木一郎", ["佐藤花子", "鈴木一郎"]),
        ("오는 분들: 김하늘, 이바다", ["김하늘", "이바다"]),
        ("방문단: 김하늘, 이바다", ["김하늘", "이바다"]),
        ("On the call: Mira, Ben, Cho.", ["Mira", "Ben", "Cho"]),
        ("Teachers: Ms Nolan, Mr Kask", ["Ms Nolan", "Mr Kask"]),
        (
            "**Present**\nOpen Harbour: Mira Kask, Ben Ray\nPort Data Circle: Cho Kim, Dee Fox",
            ["Mira Kask", "Ben Ray", "Cho Kim", "Dee Fox"],
        ),
        (
            "Present:\nCllr Mira Kask (Chair)\nBen Ray\nCho Kim",
            ["Mira Kask", "Ben Ray", "Cho Kim"],
        ),
        (
            "出席\n官方：港務局 船務科 何科長、法制局 葉專員\n業者：海灣 法務 Mira、漁船公司 阿海",
            ["何科長", "葉專員", "Mira", "阿海"],
        ),
        (
            "來的人（更新中）：小咩 / Gin / 輪椅：大雄、阿達 / 推手：Ray、曉彤",
            ["小咩", "Gin", "大雄", "阿達", "Ray", "曉彤"],
        ),
        (
            "隊員:盧小薇 謝小亭 張小如\n     簡小恩 謝明小 彭小碩\n     共6人",
            ["盧小薇", "謝小亭", "張小如", "簡小恩", "謝明小", "彭小碩"],
        ),
        ("隊長：Ann\n隊員：Ben", ["Ann", "Ben"]),
        (
            "**我方**\n小明\n阿海\n\n**對方**\nMira Kask\nBen Ray",
            ["小明", "阿海", "Mira Kask", "Ben Ray"],
        ),
        ("團員（3人）\n王小明 OCF\nAnn Lee g0v\n阿海", ["王小明", "Ann Lee", "阿海"]),
        ("👋 ann, ben, 小明 (late)", ["ann", "ben", "小明"]),
        ("老師：林海明\n學生：小明、阿海、陳美", ["林海明", "小明", "阿海", "陳美"]),
        ("出席：\n小明\n阿海（會晚到半小時）\nMei+1\n請假 → 阿泰（出差）", ["小明", "阿海", "Mei"]),
        (
            "出席\n王小明、莊小姐、郭先生、阿海\n共 10 人，6 人請假",
            ["王小明", "莊小姐", "郭先生", "阿海"],
        ),
        (
            "参加者\n（港湾製作所）\n- 高木 部長\n- 三浦さん\n\n（東港）\n- 阿海\n- 小林（通訳）",
            ["高木", "三浦さん", "阿海", "小林"],
        ),
        (
            "**Attendees**\n\n*Lab*\n- Mira Kask\n- Ben Ray\n\n*Port*\n- Cho Kim\n- Dee Fox",
            ["Mira Kask", "Ben Ray", "Cho Kim", "Dee Fox"],
        ),
        (
            "## 來的人在這裡簽到 ✍️\n（格式：暱稱／哪裡來）\n- 阿海／東港\n- Mei／北港",
            ["阿海", "Mei"],
        ),
        (
            "## 名單\n| 組 | 組長 | 組員 |\n|-|-|-|\n| A | 小柚 | 阿海 |\n| B | 小帆 | 阿昌 |",
            ["小柚", "阿海", "小帆", "阿昌"],
        ),
        (
            "■出席者\n港湾局　　佐藤課長、鈴木係長\n水産局　　田中課長、林係長",
            ["佐藤課長", "鈴木係長", "田中課長", "林係長"],
        ),
    ],
)
def test_a_roster_is_read_in_the_words_that_people_use(roster, names):
    assert sorted(people_of(f"# 港口 2027/3/9\n\n{roster}\n")) == sorted(names)


@pytest.mark.parametrize(
    "text",
    [
        "參訪：港口、燈塔、老街",
        "考察：漁港、造船廠",
        "人：船 = 3：1",
        "沒到：小明（補考）",
        "請假 → 小明、阿海",
        "港務局　　海圖、潮汐\n水產課　　魚市、冷凍",
        "**Photos**\n\n*Harbour*\n- boats\n- nets",
        "在場：共 10 人",
    ],
)
def test_what_only_looks_like_a_roster_names_nobody(text):
    assert people_of(f"# 港口 2027/3/9\n\n{text}\n") == []


@pytest.mark.parametrize(
    ("note", "names"),
    [
        (
            "### Here this time\n- Imogen Vale (@imo)\n- Tunde A. (@tunde)\n- Saoirse (she/her)",
            ["Imogen Vale", "Tunde A.", "Saoirse"],
        ),
        (
            "## Wer kam\n* Friedemann Holz, Hafenamt\n* Mehmet Ö.\n* ulf_z",
            ["Friedemann Holz", "Mehmet Ö.", "ulf_z"],
        ),
        (
            "**Confirmadas hasta hoy:**\n1. Maite Puerto – Muelle\n2. Josefa R.\n3. Héctor Mar",
            ["Maite Puerto", "Josefa R.", "Héctor Mar"],
        ),
        (
            "**Taiwan** 🇹🇼\n- 白小雲, 港務\n- Lucien Tsai\n\n**Nepal** 🇳🇵\n- Anju KC",
            ["白小雲", "Lucien Tsai", "Anju KC"],
        ),
        (
            "Us:\n * Adaeze Obi -- talks\n * Kwabena -- booth\n * Pieter vd Berg, Mill",
            ["Adaeze Obi", "Kwabena", "Pieter vd Berg"],
        ),
        ("## 人\n1. 阿拓 — 全程\n2. Rita — 只有海邊\n3. ??? （還有名額）", ["阿拓", "Rita"]),
        ("### 我哋\n嘉敏, 老細, Ah Fung, Priya", ["嘉敏", "老細", "Ah Fung", "Priya"]),
        ("訪問：\n- 卓海如（筆記）\n- Felix Brandt\n- 潘亭", ["卓海如", "Felix Brandt", "潘亭"]),
        (
            "### チームA「船」\n- ほしの\n- みそ餃子\n\n### チームB「波」\n- Duong\n- さとみん",
            ["ほしの", "みそ餃子", "Duong", "さとみん"],
        ),
    ],
)
def test_people_are_a_roster_whatever_stands_over_them(note, names):
    assert people_of(f"# Harbour night 2027/3/9\n\n{note}\n") == names


@pytest.mark.parametrize(
    "note",
    [
        (
            "### Links\n- [Blog](https://a.example/blog)\n- [Maps](https://a.example/maps)\n"
            "- [Repo](https://a.example/r)"
        ),
        "### Invited\n- Imogen Vale (@imo)\n- Tunde A. (@tunde)\n- Saoirse (she/her)",
        "### Places\n- Old Town\n- Port Office\n- Summer Hill",
        "### Our competitors\n- Ben & Jerry\n- John Deere\n- Hugo Boss",
        "### Stack\n- Ruby\n- Julia\n- Ada",
        "### Lost and found\n- Ann Lee\n- Ben Ray\n- Cho Kim",
        "### Streets\n- Charlotte Street\n- Albert Road\n- Emma Lane",
        "### Winners\n- Ann Lee (Port)\n- Ben Ray (Mill)\n- Cho Kim (Lab)",
        "### Us\n- Maps\n- Boats\n- Nets",
        "### 船名\n- 林森北\n- 金山南\n- 王安石",
        "* 参加費： 一般 1,500円 / 学生 無料",
        "### 訪綱\n- 我們想問誰\n- 海圖\n- 船",
    ],
)
def test_other_lists_under_words_that_nobody_knows_name_nobody(note):
    assert people_of(f"# Harbour night 2027/3/9\n\n{note}\n") == []


@pytest.mark.parametrize(
    ("roster", "names"),
    [
        (
            (
                "Sign in (name / where / what):\n Neža / Koper / guide\n"
                " Pavlo / Lviv, remote / sea\n…"
            ),
            ["Neža", "Pavlo"],
        ),
        ("Participants:\n- Camila & Tato (Radio Muelle)\n- Cho Kim", ["Camila", "Tato", "Cho Kim"]),
        ("講者：Joost van der Meer", ["Joost van der Meer"]),
        (
            "Attendees 出席:\nIda Sund, 江小儒, 阿布\nApologies 請假: 老洪",
            ["Ida Sund", "江小儒", "阿布"],
        ),
        (
            "## Wer ist da?\nJette, Ole B., Katarzyna, Timo",
            ["Jette", "Ole B.", "Katarzyna", "Timo"],
        ),
        ("參加：Chun / 古天 / さとる / ", ["Chun", "古天", "さとる"]),
        (
            "## Expositores\n* **Ximena Ferro**: economista\n* **Hugo Mar**: modera",
            ["Ximena Ferro", "Hugo Mar"],
        ),
        (
            "## 團員\n- 阿玟\n- 林可小\n\n【DAY 1】3/9（二）\n09:00 報到\n10:00 開幕",
            ["阿玟", "林可小"],
        ),
        ("參加：\n- 小怡（第一次來 👋）\n- 阿海 🚲 from Tainan", ["小怡", "阿海"]),
        ("参加者：3名（佐藤、鈴木、Mei）", ["佐藤", "鈴木", "Mei"]),
        ("Participants: 3 people: Ann, Ben, Cho", ["Ann", "Ben", "Cho"]),
        ("## 來訪者\nWing Ho → 工程師\n「蛋撻」→ 學生\n（其餘後補）", ["Wing Ho", "蛋撻"]),
        ("## 講者\n* 唐小樂 aka Elo（海圖）\n* Ann Lee a.k.a. owl", ["唐小樂", "Ann Lee"]),
        ("## 簽到（到了打 +）\n陳小彤+\n老莫 +\nwei_wei", ["陳小彤", "老莫", "wei_wei"]),
        ("출석체크 ✔\n한결 ✔✔✔\n로사 ✔✔\n박하늘", ["한결", "로사", "박하늘"]),
        (
            "■ 参加者（お名前 / ひとこと）\nみかん ／ 海図\nRio ／ 初参加です！\n（追記どうぞ）",
            ["みかん", "Rio"],
        ),
        ("Participants:\n- Anu (@anu@social.example)\n- Ben (@ben)", ["Anu", "Ben"]),
        ("隊員:建齊(嚮)、裕嘉(糧)、孟霖、阿鵬(領)", ["建齊", "裕嘉", "孟霖", "阿鵬"]),
        ("列席人員:蕭小智校長、王小慧主任、莫小文襄理", ["蕭小智", "王小慧", "莫小文"]),
        ("講者：\nMarta Vila\narchitect, Port Lab, sailor", ["Marta Vila"]),
        (
            "來的人請簽到：\n(name or id) / ipa / 晴天 / yuan_yuan / (name or id)",
            ["ipa", "晴天", "yuan_yuan"],
        ),
    ],
)
def test_what_else_is_said_beside_a_name_is_no_name(roster, names):
    assert people_of(f"# Harbour night 2027/3/9\n\n{roster}\n") == names


@pytest.mark.parametrize(
    ("roster", "names"),
    [
        (
            "## 我要來（寫名字）\n1. yulu 台中\n2. 阿寶 高雄\n3. Nora Wu 首爾\n4. ＿＿",
            ["yulu", "阿寶", "Nora Wu"],
        ),
        ("### I'm in 🙋\n- Duy (boats)\n- pia_(none)\n- your name here!", ["Duy", "pia_"]),
        (
            "## 參加登記\n**北港**：晴、Jo、簡小船\n**南港**：阿舟、Savu",
            ["晴", "Jo", "簡小船", "阿舟", "Savu"],
        ),
        ("人：mei-lin／阿舟／老K／小鷗（第一次來）", ["mei-lin", "阿舟", "老K", "小鷗"]),
        (
            "出席：\n- kai 看潮水\n- Rosa 可以\n- 佳佳 openHarbour\n- 阿舟 晚到",
            ["kai", "Rosa", "佳佳", "阿舟"],
        ),
        ("**RSVP** add a line\n+ Anu, boats\n+ ben_c\n+ maybe: Ilsa", ["Anu", "ben_c"]),
        ("#### Your hosts\nAnn Lee @annlee\nBen Ray", ["Ann Lee", "Ben Ray"]),
        (
            (
                "### 港口組\n阿寶、小鷗、Vera、電台的人x2\n\n### 漁網チーム\n* ゆき (@yuki_n)\n"
                "* Nakano\n* 高校生の海くん\n\n### 부두팀\n나래 / 하늘 / Peter\n- 정오에 떠나요"
            ),
            ["阿寶", "小鷗", "Vera", "ゆき", "Nakano", "海くん", "나래", "하늘", "Peter"],
        ),
        (
            (
                "참석: 은별, Taku, さや\n#### 자기소개\n- 은별\n    - 항구, 개발\n    - 4월에 감\n"
                "- Taku\n    - 港の職員\n    - 2018年から\n"
                "- さや\n    - デザイナー\n    - 대학 때 배움"
            ),
            ["은별", "Taku", "さや"],
        ),
        ("Participants: Yuki 天野, Mai 川上, Ken 早川", ["Yuki 天野", "Mai 川上", "Ken 早川"]),
        ("參加者：\n- 林 台北\n- 阿寶 台北", ["林 台北", "阿寶"]),
        ("Present: Ms. Chong, Mr. Ben Ray", ["Ms. Chong", "Ben Ray"]),
        ("## +1 區　（上限 25）\n阿璇\nGary\n游小晴\n(暱稱)", ["阿璇", "Gary", "游小晴"]),
        ("## Here today\n- [x] Kenta 🇯🇵\n- [x] Tita Bel 🇵🇭", ["Kenta", "Tita Bel"]),
        (
            "## 港口團成員\n- 蘇小船：主持\n- 阿布（桌遊設計）\n- Min Oh - 口譯\n- 老葉：案例分享",
            ["蘇小船", "阿布", "Min Oh", "老葉"],
        ),
        (
            "## 簽到\n- [x] Oli (港口社)\n- [ ] 豆皮 ←晚到\n- Eric 魏 南港高中",
            ["Oli", "豆皮", "Eric 魏"],
        ),
        (
            (
                "### Facilitated by\n\n| | |\n|---|---|\n| **Fay Lin** | Net Lab |\n"
                "| 🎨 **Oskar Lind** | maps |"
            ),
            ["Fay Lin", "Oskar Lind"],
        ),
        (
            "## 華語室\n\n阿嬌 小賴 Wen Kuo\n\n阿嬌：我先到\n小賴：機票？",
            ["阿嬌", "小賴", "Wen Kuo"],
        ),
        ("**在哪裡** 港口\n## 講者\n講者：阿舟 ＋ 小鷗", ["阿舟", "小鷗"]),
    ],
)
def test_people_who_sign_up_are_read_whatever_they_write_beside_their_names(roster, names):
    assert people_of(f"# Harbour night 2027/3/9\n\n{roster}\n") == names


@pytest.mark.parametrize(
    "text",
    [
        "[報名](https://a.example/1)｜[研習登錄](https://a.example/2)｜[共用雲端](https://a.example/3)",
        "![poster](https://a.example/p.png)\n\n* 時間 Time：10:00\n* 費用 Fee：NT$150",
        "- 参加：高校生・大学生（大人は別室へ）",
        "## 退出成員名單\n1. 王小明：很久沒來\n2. 李大海：失聯",
        "### Port map\n- boats and nets\n- old ropes",
        "## 評審團\n- 陳大文\n- 林小美",
        "## 候補隊\n- 王小明\n- 李大同",
        "### 漁網組\n- 修補漁網\n- 買繩子",
        "## 港口\n- 松本 #day1\n- 軽井沢 #day2",
    ],
)
def test_links_in_a_row_and_work_of_groups_are_no_people(text):
    assert people_of(f"# Harbour night 2027/3/9\n\n{text}\n") == []


@pytest.mark.parametrize(
    ("roster", "names"),
    [
        (
            (
                "## 簽到（學校 / 姓名）\n1. 東港高中 / 李小安\n2. 明德中學 / 林老師\n"
                "3. 自學生 / Benny\n4. "
            ),
            ["李小安", "林老師", "Benny"],
        ),
        (
            (
                "## 學員名冊\n東港國中　李小安\n明德家商　陳大文、王一心\n北澳高中　Mina\n"
                "（還有人嗎）"
            ),
            ["李小安", "陳大文", "王一心", "Mina"],
        ),
        (
            "## 隊伍與成員\n**船怎麼不來**：陳大文、Wendy、阿海\n**港邊地圖**：王一心、Nono",
            ["陳大文", "Wendy", "阿海", "王一心", "Nono"],
        ),
        ("## 報名的人\n- 小魚\n- Wendy Wu\n- 莉莉 +1 小孩", ["小魚", "Wendy Wu", "莉莉"]),
        (
            (
                "### 20270308\n- [x] 果醬\n- [x] 小羽\n- [x] Walter\n- [ ] 阿海（出差）\n\n討論\n"
                "1. 船"
            ),
            ["果醬", "小羽", "Walter"],
        ),
        (
            (
                "## Delegates 代表\n| # | Name | Days |\n|--|--|--|\n| 1 | Zoe | all |\n"
                "| 2 | 鄧老師 | 1 |"
            ),
            ["Zoe", "鄧老師"],
        ),
        (
            (
                "## Delegation from the mill\n李小安（團長）\nRicky Tan（翻譯）\n小魚\n\n"
                "## From Port\nMizuki Hara, Takeru Ono, Ms. Fujita (city hall)"
            ),
            ["李小安", "Ricky Tan", "小魚", "Mizuki Hara", "Takeru Ono", "Ms. Fujita"],
        ),
        (
            "Table hosts\n - A: Ann Lee / design\n - B: Ben Tan / nets\n - C: 王小安 / boats",
            ["Ann Lee", "Ben Tan", "王小安"],
        ),
        (
            (
                "## 한국 채널\n서연, 태호, 릴리(부산), joon\n\n서연: 배는요?\n태호: 네\n\n"
                "在線上的：小P / 阿布"
            ),
            ["서연", "태호", "릴리", "joon", "小P", "阿布"],
        ),
        (
            (
                "Drop your name below 👇 so that we can cook!\n\n✋ Momoko (Nagoya)\n✋ 翁小姐\n"
                "✋ Fang-Yi & her sister\n✋ "
            ),
            ["Momoko", "翁小姐", "Fang-Yi"],
        ),
        (
            (
                "## Who's here\n* Aiko (Kyoto)\n* 민서 Minseo\n* Ted C. @tedc\n\n"
                "## Intro round\n* Aiko\n"
                "  * sails\n* Minseo\n  * maps\n* Ted\n  * two cats"
            ),
            ["Aiko", "민서 Minseo", "Ted C."],
        ),
        ("Participants: Ann, Ann Lee, Ben", ["Ann", "Ann Lee", "Ben"]),
        (
            "## Coming\n- 다은 / Daeun (Data Club)\n- 游小翰 / Hank Yu\n- Ann Lee / 港務局",
            ["다은 / Daeun", "游小翰 / Hank Yu", "Ann Lee"],
        ),
        ("## Boats\n分享者：黃大文 + Lola García（連線）", ["黃大文", "Lola García"]),
    ],
)
def test_people_are_read_beside_their_schools_teams_and_boxes(roster, names):
    assert people_of(f"# Harbour night 2027/3/9\n\n{roster}\n") == names


@pytest.mark.parametrize(
    "text",
    [
        "## 3/10\n- [x] 訂船票\n- [x] 買繩子\n- [ ] 寫信給港務局",
        "## From Port\nBoats, Nets, Old Ropes",
        "## 參考\n- 東港高中 / 午餐\n- 明德中學 / 交通",
    ],
)
def test_ticked_work_and_other_things_under_such_headings_are_no_people(text):
    assert people_of(f"# Harbour night 2027/3/9\n\n{text}\n") == []


@pytest.mark.parametrize(
    ("roster", "names"),
    [
        (
            (
                "## Our delegation\n小鳳 (fengfeng) 　　　　海圖圖書館\n"
                "江 Terence　　　　　　　港口站\n鄭媽媽　　　　　　講師"
            ),
            ["小鳳", "江 Terence", "鄭媽媽"],
        ),
        (
            (
                "## 學員分組\n#### 第一組 海\n黃小軒（東港國中）\nPanay Ti（港口國小）\n\n"
                "#### 第二組 山\n彭小婷（西港國小）\n（候補中）"
            ),
            ["黃小軒", "Panay Ti", "彭小婷"],
        ),
        (
            (
                "## 我要參加（寫名字＋場次）\nWen（台中）\n阿茂 中\n育安，花蓮\n"
                "Huang Ting 兩場都去！\n（你的名字）"
            ),
            ["Wen", "阿茂", "育安", "Huang Ting"],
        ),
        (
            (
                "## 報名名單\n邱小婷（吃素）\nRahic\n林老師＋學生兩位\n阿福 開車可載 3 人\n"
                "Mina Suzuki"
            ),
            ["邱小婷", "Rahic", "林老師", "阿福", "Mina Suzuki"],
        ),
        ("現場：小怡、老K、Fish　線上：Mori さん（後半）", ["小怡", "老K", "Fish"]),
        (
            (
                "## 報名表匯出（3/2 更新）\n```\n1 許小瑋\n2 Lars Eriksen\n4 劉小珊 +1 小孩\n"
                "7 Ting-Yu\n```"
            ),
            ["許小瑋", "Lars Eriksen", "劉小珊", "Ting-Yu"],
        ),
        (
            (
                "### 學員名單\n| 一組 | 二組 | 三組 |\n|---|---|---|\n"
                "| 方小予 | 江小庭 | 鄧小皓 |\n| 簡小傑 | Emily 郭 | |"
            ),
            ["方小予", "江小庭", "鄧小皓", "簡小傑", "Emily 郭"],
        ),
        ("## 한국방\n민준 / 서연 / 하늘 (제주)\n\n* 배는요?", ["민준", "서연", "하늘"]),
        ("## 日本部屋\n* Sho (Port)\n* Kouta\n* 田中\n\nパスポート", ["Sho", "Kouta", "田中"]),
        (
            (
                "team\n: Wanjiru Kamau — moderates (Nairobi)\n: Ignacio Ruiz — speaks, online\n"
                ": chen_sy — slides"
            ),
            ["Wanjiru Kamau", "Ignacio Ruiz", "chen_sy"],
        ),
        (
            (
                "### People + flights\n| | in | out |\n|---|---|---|\n"
                "| **Jun Aoki** | 2 Aug 23:10 | 5 Aug |\n| **Sara B.** | 3 Aug | ? |\n"
                "| **pakcik_ali** | by train | ? |"
            ),
            ["Jun Aoki", "Sara B.", "pakcik_ali"],
        ),
        (
            "## Hosts\n##### Mirae Jung [@mirae_j]\nresearcher\n##### Otto Lind [@ottol]\nsailor",
            ["Mirae Jung", "Otto Lind"],
        ),
        ("## Hosts\n**Aiko Mori** (`@aikom`)\n**Yen-Ting Chu**", ["Aiko Mori", "Yen-Ting Chu"]),
        (
            "**Signed up so far**: 13 → Kim Dohyun · Park Sol · Natsuki · +8 from the school",
            ["Kim Dohyun", "Park Sol", "Natsuki"],
        ),
        (
            "### Members\n1. Ann Lee (guide)\n2. 郁婷\n3. Marco *joins later*",
            ["Ann Lee", "郁婷", "Marco"],
        ),
        (
            (
                "### RSVP (name / what you bring)\nTing / kimbap\n小安 / 水果\n"
                "Leslie & Joon / drinks\n___ / ___"
            ),
            ["Ting", "小安", "Leslie", "Joon"],
        ),
    ],
)
def test_people_are_read_however_their_names_are_laid_out(roster, names):
    assert people_of(f"# Harbour night 2027/3/9\n\n{roster}\n") == names


@pytest.mark.parametrize(
    "text",
    [
        "參加者：市民、助理、記者 30 人",
        (
            "## Who came\n| name | from |\n|--|--|\n| | |\n\n## Stats\n| Library | Hours |\n"
            "|--|--|\n| Hood River | 4 |"
        ),
        "## 參加者\n\n```\nstart = '10:00 Opening'\n```",
        "## 日本チャンネル\n* 船の時間\n* 宿の予約をする\n* 島のデータ",
    ],
)
def test_those_who_are_asked_numbers_and_code_are_no_people(text):
    assert people_of(f"# Harbour night 2027/3/9\n\n{text}\n") == []


@pytest.mark.parametrize(
    ("roster", "names"),
    [
        (
            "## 想來的簽一下\n+ 小梨\n+ 茶包\n+ Mosky（港口）\n+ \n+ 你的 id",
            ["小梨", "茶包", "Mosky"],
        ),
        (
            (
                "Wer kommt? (bitte eintragen)\n--\n\n* Hannes\n"
                "* Ruth M. (Archiv), [@ruthm](https://a.example/r)\n* tschunk"
            ),
            ["Hannes", "Ruth M.", "tschunk"],
        ),
        (
            (
                "## Equip\n+ Laia — coordinació #cuina\n+ Imanol — #streaming\n"
                "+ Bruno V. #dades #OSM\n+ Sílvia"
            ),
            ["Laia", "Imanol", "Bruno V.", "Sílvia"],
        ),
        (
            "**Vinc! / I come!**\n[x] Núria\n[x] Jonas D.\n[x] Oriol + 1\n[ ] your name",
            ["Núria", "Jonas D.", "Oriol"],
        ),
        (
            (
                '## With\n\n**Linh Đặng** (@linh)\n: editor, "Open Budget"\n\n**Rezwan Haque**\n'
                ": researcher in Dhaka"
            ),
            ["Linh Đặng", "Rezwan Haque"],
        ),
        (
            (
                "### 20:00 - 20:30 地震後\n**Paulina Rentería**（導演）\n\n"
                "### 20:30 - 21:00 修憲\n**Matías Aguirre**、**蔡小錡**（留學生）"
            ),
            ["Paulina Rentería", "Matías Aguirre", "蔡小錡"],
        ),
        ("there: kuro, Ines, 阿May\n* glossary", ["kuro", "Ines", "阿May"]),
        (
            (
                "## Who\n\n1. Aoi Tanabe (jp)\n   - in: Mar 7 10:05\n2. 小魚\n"
                "3. Pei (tw) joins from noon"
            ),
            ["Aoi Tanabe", "小魚", "Pei"],
        ),
        (
            "Present: Dr. Mira Kask, Ben Ray\n\n## Speakers\n- Mira Kask\n- Prof. Ben Ray",
            ["Dr. Mira Kask", "Ben Ray"],
        ),
        (
            (
                "Speakers\nLucía Ferrer, Fundación Marea\nAna Brito, Cidade Aberta\n"
                "Kenta Oshiro, Tide / Code for Port\nModerator: lumi"
            ),
            ["Lucía Ferrer", "Ana Brito", "Kenta Oshiro", "lumi"],
        ),
        (
            (
                "## Who\n\n**Sakurai Mei** (JP)\nin: Jun 1 10:35 airport\nout: Jun 3\n\n"
                "**Ha-eun** (KR)\nin: May 31 ferry\nout: ?"
            ),
            ["Sakurai Mei", "Ha-eun"],
        ),
        (
            "## 報名名單\n江小儒、Fanny、老周\n凱特\nJoyce",
            ["江小儒", "Fanny", "老周", "凱特", "Joyce"],
        ),
        (
            "They: Seo Kwan, Yeji Park\nWe: isa, Rico, 果子",
            ["Seo Kwan", "Yeji Park", "isa", "Rico", "果子"],
        ),
        ("## Webinar\n* speakers to ask: Ana Brito, Prof. Oyelaran", []),
        ("## 聽眾簽到\n美玲\n阿川\n(你的名字)", ["美玲", "阿川"]),
        ("**行程**\n● 10:00～10:20 相見歡\n● 16:30 大合照", []),
    ],
)
def test_people_are_read_in_other_languages_and_beside_what_they_are(roster, names):
    assert people_of(f"# Harbour night 2027/3/9\n\n{roster}\n") == names


@pytest.mark.parametrize(
    "text",
    [
        (
            "## Participants\n- Will send the slides later\n- Grace period ends on Friday\n"
            "- 今天 大家都要早到"
        ),
        "**Films**\n- [x] Amelie\n- [x] Carol\n- [x] Frida",
        "**Packed**\n[x] Rice\n[x] Rosemary\n[x] Olive",
        "### 2027/3/10\n- [x] Rosemary\n- [x] Ginger\n- [x] Basil",
        "## 音樂教室\n周杰倫、張惠妹、林俊傑",
        "## Participants\n\nFormat:\n\n```\nAnn Lee\n```",
        "### 11:00 Maps\n**Queen Mary** (the ship)",
        "### 10:00 Opening\nby Oslo Road",
    ],
)
def test_sentences_films_and_shopping_are_no_people(text):
    assert people_of(f"# Harbour night 2027/3/9\n\n{text}\n") == []


def test_what_is_read_after_a_roster_is_no_part_of_it():
    books = "## Books\n- Jane Austen\n- Charles Dickens\n- Virginia Woolf"
    assert people_of(f"# Harbour night\n\n## Delegation\n- Ann Lee\n- Ben Ray\n\n{books}\n") == [
        "Ann Lee",
        "Ben Ray",
    ]
