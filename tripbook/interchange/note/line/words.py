"""The words by which a note says what a part of it is: labels and headings in four languages."""

import re
from collections import defaultdict
from enum import IntEnum, auto

from .patterns import any_of
from .scripts import both_scripts, words_in_both_scripts
from .titles import plain


class Part(IntEnum):
    """What a heading or a label says about what stands under it or beside it."""

    ROSTER = auto()
    SPEAKERS = auto()
    PLAN = auto()
    SESSIONS = auto()
    MINUTES = auto()
    DISCUSSION = auto()
    QUESTIONS = auto()
    REFERENCES = auto()
    NO_PLAN = auto()
    DATE = auto()
    PLACE = auto()
    DAYTIME = auto()
    ZONE = auto()


PARTS = tuple(Part)
# `與會者`, `出席委員`, `參與夥伴`, `列席同仁`: to come, and those who do.
TO_COME = "出席 到席 與會 出席與會 參會 參加 參與 列席 到場 在場 到會 簽到 隨行 同行"
# `帶隊老師`, `考察團員`: what stands alone, as `參訪`, is what is done.
TO_GO = "帶隊 隨隊 隨團 出訪 出國 考察 參訪 訪問 來訪 到訪"
THOSE = (
    "者 人 人員 人士 人數 名單 成員 夥伴 伙伴 朋友 代表 委員 理事 監事 理監事 同仁 同學 組員 來賓"
    " 老師 師長 教師 學者 專家 家長 學員 團員 隊員 職員 主管 會員"
)
COMING = "|".join(
    [come + those for come in TO_COME.split() for those in ["", *THOSE.split()]]
    + [go + those for go in TO_GO.split() for those in THOSE.split()]
)
WORDS = {
    Part.ROSTER: f"""{COMING}|
        participant|participants|participating members|attendee|attendees|attendants|attendance
        |attending|in attendance|present|member|members|members present|people present
        |rsvps?|delegation|delegates|delegate|travell?ers|campers|fellows|roster|roll ?call
        |people|list of names|sign-?\\s?up|sign-?\\s?in|signed up|signed in|check-?\\s?in list
        |who goes|who['’]?s here|who['’]?s in|who['’]?s going|who['’]?s coming|who['’]?s attending
        |who is here|who is in|who is going|who is coming|who is attending|who is joining|who is who
        |who are here|who are we|who we are|who comes|who attends|who joins|who was there
        |who was here|who came
        |taking part|those present|those here|visitors
        |[+]1s? here|[+]1s?(?: here)? if y?o?u come
        |[+]1s?(?: here)? if y?o?u(?: a)?['’]?re coming
        |here today|here now|i['’]?m in|i['’]?m coming|i['’]?m going|i['’]?ll be there|count me in
        |people who come|people who are coming|people coming|people going|people attending|coming
        |travel(?:l?ing)? party|on call|on the line
        |on the call|in the call|in the room|on board|crew|those attending
        |team members|group members|signed up so far|chaperones?|teachers|accompanying teachers
        |joined by|joined|went|who went|together with|accompanied by
        |guests?|special guests?|invited guests?|observers?|also present
        |wer kommt|wer ist dabei|wer macht mit|qui vient|qui participe|qui vol venir|qui ve
        |quién viene|quiénes van|quién va|quem vem|quem vai|chi viene|equip
        |wir sind|nous sommes|teilgenommen haben|ont participé|étaient présents|étaient présentes
        |asisten|asistieron|asisten a la reunión|asistieron a la reunión|han asistido
        |presentes en la reunión|hanno partecipato|attended by|those attending
        |from our side|on our side|from us|our side|our team|our people|our delegation|we
        |travelling
        |traveling
        |随行者|随行
        |成員|團員|隊員|組員|學員|營隊成員|代表團|名單|簽到表|簽到區|簽到處|簽名處|簽名
        |點名|名冊|報名表|報名|人員
        |報到|報到處|報到區|誰來了|誰會去|誰會到|誰會來|誰要去|誰要來|誰來|報名區|加一區|[+]1\\s?區|我要來|我要去|我要參加|我會到|我會來|我會去|我想來|我想參加
        |去的人|來的人|到的人|參加的人
        |我方|帶隊|領隊|嚮導|姓名職稱|姓名及職稱|姓名與職稱|職稱姓名|訪團|訪團成員|訪問團|訪問團成員
        |參訪團|參訪團員|考察團|考察團員|代表團成員|小組成員|團隊成員|工人名單|學員名單
        |參加名單|參加登記|報名登記|出席登記|登記參加|已報名|確認參加|確定參加|確定出席|會來的人|要去的人|同行者|一起去的人|接龍|報名接龍
        |來賓|貴賓|嘉賓|ゲスト|オブザーバー
        |参加者|参加予定者|出席者|参加する人|参加した人|行く人|来る人|参加メンバー|メンバー|参加
        |誰|だれ|누가|誰が|だれが|誰が行く|だれが行く|誰が来る|だれが来る|サインイン|サインアップ
        |報名表匯出|報名名單|名簿|視察者|視察委員|訪問者|訪問団|派遣者|派遣団|派遣メンバー|渡航者|同行者|引率者?|随員|出張者
        |参加職員|参加学生|参加予定|参加するひと|来た人|行った人|いる人
        |いるひと|きたひと|くるひと|いくひと|さんかしゃ
        |teilnehmer(?:[*:_]?innen)?|teilnehmende|mitreisende|anwesende?|présent(?:e?s)?|présences?
        |anwesenheit(?:sliste)?|asistencia|presenze|presença
        |membres|invitée?s?|mitglieder|vorstandsmitglieder|gäste|miembros|membros|membri|leden
        |invitad[oa]s|convidad[oa]s|invitati
        |participantes|asistentes|presentes|partecipanti|presenti|aanwezig(?:en)?
        |deelnemers|deltagare
        |deltakere|peserta|hadirin|yang hadir|daftar hadir
        |내빈|게스트|참관인|구성원|조원|조장|팀원|팀장|참석 ?인원|참여 ?인원
        |참가자|참석자|참여자|참석 ?대상자?|참가|참석|참여|멤버|명단|참석 명단|오는 사람들|오는 사람
        |온 사람들|온 사람|모인 사람들|모인 사람|함께한 사람들|함께한 사람
        |출석 ?체크|출석부
        |방문단|방문자|출장자|동행자|인솔자?|대표단|신청자|참가 ?신청자?|오는 분들?|오신 분들?
        |오시는 분들?|가시는 분들?|같이 가는 사람들?|모이는 사람들?|함께하는 분들?|참석하신 분들?
        |가는 사람들|가는 사람|함께하는 사람들|함께하는 사람""",
    Part.SPEAKERS: """
        speaker|speakers|presenter|presenters|lecturer|lecturers|panell?ist|panell?ists|moderator
        |moderators|facilitator|facilitators|mentor|mentors|coach|coaches|instructor|instructors
        |expositora?s?|expositores|conferencistas?|palestrantes?|oradora?s?|oradores|orateurs?|relatori
        |sprecher|sprecherinnen|vortragende
        |trainer|trainers|discussants?|your hosts?|table hosts?
        |who['’]?s on the panel|who is on the panel
        |facilitated by|moderated by
        |guest speakers?|session chairs?
        |講者|講的人|說的人|講師群|講者群|業師群|講師陣容|講者陣容|講師名單|講者名單|講師介紹|講者介紹|主講人|主講|講師|與談人|與談|主持人|主持|分享者|分享人|引言人
        |講員|引導師|引導者|引導人
        |分享嘉賓|演講嘉賓|主講嘉賓|分享講師|主講老師|演講人|帶領人|帶領者|導讀人|導讀者|導讀
        |帶讀|帶讀人|演講者|與談者|短講者
        |桌長|業師|助教
        |話す人|話し手|お話しする人|登壇する人|発表する人|報告する人|報告者
        |登壇者|登壇|演者|スピーカー|スピカー|ゲストスピーカー|講演者|発表者|司会|モデレーター
        |ファシリテーター|パネリスト|話題提供者
        |referent(?:[*:_]?innen)?|referenten|referentin|referierende|moderation
        |intervenante?s?|ponentes?
        |발표자|발제자|연사|강사|토론자|사회자|진행자|멘토""",
    Part.PLAN: """
        schedule|schedules|agenda|itinerary|program(?:me)?|timetable|time table|run-?\\s?down
        |run of show|event flow|program flow|flow of the day|flow of events|flow of activities|plan
        |行程表|行程|議程表|議程|流程表|流程|日程表|日程|時程表|時程|時間表|今日議題|本日議題|議題|節目表|節目|課表|旅程
        |当日の流れ|本日の流れ|会の流れ
        |時間割り?|時間わり|プログラム|スケジュール|アジェンダ|式次第|次第|タイムテーブル|進行
        |programm|ablauf|ablaufplan|tagesordnung|zeitplan|ordre du jour|déroulé|programa
        |orden del día|ordine del giorno|programma|ordem do dia|pauta|agendapunten|acara
        |일정표|일정|시간표|프로그램|진행 ?순서|순서|식순|안건""",
    Part.SESSIONS: """
        sessions|talks|our sessions?|our talks?|list of talks|who speaks
        |session notes|session pads|talk notes|notes by session|notes per session
        |notes of sessions|notes of the sessions
        |講題|我們有[一二兩三四五六七八九十]場|我方場次|我方議程|我方演講|我們的場次|我們的議程|我們的講題|我們的演講|場次|各場次?|議程場次|各場次?共筆|場次共筆|議程共筆
        |セッション|講演一覧|発表一覧|発表リスト|세션|세션별|발표 ?목록|발표 ?리스트|강연 ?목록""",
    Part.MINUTES: """
        minutes|meeting notes|notes|log|meeting record|會議記錄|會議紀錄|会議記録|會議筆記|記錄
        |紀錄|逐字稿|筆記|protokoll|mitschrift|notizen|compte[ -]rendu
        |verbale|acta|notas|apuntes|anotações|notulen|notulensi
        |共筆紀錄|共筆記錄|共筆|議事録|議事錄|会議録|メモ|記録|메모|회의록|기록|회의 기록""",
    Part.DISCUSSION: """
        note|discussions?|discussion notes|discussion points?|discussion topics?|discussion items?
        |talking points?
        |topics discussed|decisions?|recap|summary|outcomes?|conclusions?
        |next steps?
        |a\\.?\\s?o\\.?\\s?b\\.?|any other business|follow-?\\s?ups?
        |討論|討論事項|討論內容|討論紀錄|臨時動議|決議|決議事項|決定事項|結論|摘要|心得|報告事項
        |提案討論|議題討論|討論議題|後續|下一步|歸納
        |議論内容|議論|まとめ|決定|その他
        |やったこと|話したこと|決まったこと|決めたこと|논의|논의 사항|결정 사항|결론|정리""",
    Part.QUESTIONS: """
        question|questions|q&a|q ?& ?a|questions for the hosts|questions from the hosts
        |questions to ask
        |what we want to know|what we want to ask|things to ask
        |想了解|想了解的事|想知道|想請教|想問的|想問的事|想問他們的|要問的|想知道的|想聊的|想聊的事|要聊的
        |知りたいこと|聞きたいこと
        |提問|提問區|想問的問題|想問|問題|想討論的問題|事前提問|質問|質問事項|事前質問
        |질문|사전 질문""",
    Part.REFERENCES: """
        ref|refs|reference|references|link|links|resource|resources|further reading|see also
        |appendix
        |相關|相關資訊|相關報導|相關文件|延伸閱讀|関連|関連情報|関連資料|관련|관련 ?자료|관련 ?링크
        |參考資料|參考連結|參考|相關連結|相關資料|連結|資源|附錄|資料|参考資料|参考|リンク
        |関連リンク
        |참고 자료|참고자료|참고|링크|자료""",
    Part.NO_PLAN: """
        homework|next time|回家作業|營業時間|服務時間|辦公時間|開放時間|開館時間|上班時間|客服時間
        |営業時間|영업시간|opening hours|office hours|business hours
        |timeline|road ?map|milestones?|deadlines?|due dates?|to-?\\s?dos?|to-?\\s?do lists?
        |actions|action items?|tasks?
        |change ?log|revision history|更新紀錄|修改紀錄|変更履歴|변경 ?이력
        |帶什麼|要帶什麼|要帶的東西|packing(?: list)?|things to bring|to bring|what to bring
        |rules|criteria|prizes|awards|important dates|key dates|dates to know
        |history|past|last year|last time|last meetings?|previous years?
        |previous meetings?|budget|funding|reimbursement|transport
        |transportation|getting there|getting here|how to get there|how to arrive
        |how to reach us|anreise|anfahrt|cómo llegar|como chegar|comment venir|tareas|tarefas
        |aufgaben|tâches|flights?
        |accommodation|hotels?|lodging|待辦|待辦事項|截止|過往|歷史|歷屆|過去|前次|去年|前年|上次|上一次|上屆|經費|預算|報帳
        |記帳|分帳|帳目|收支|花費
        |精算|会計|정산|회계|expenses
        |里程碑|進度|規則|守則|評分|完賽|獎品|獎項|重要日期|重要時程|籌備時程|工作時程
        |chat ?logs?|聊天紀錄|聊天記錄|對話紀錄|群組訊息
        |攜帶物品|行李|準備物品|持ち物|준비물|工作分配|分工|交通|住宿|班表|輪值|輪班|值班|排班|飯店|航班|機票|過去の|締切|締め切り|交通アクセス|アクセス
        |過去回|過去の回|過去の開催|過去イベント
        |宿泊|タスク|予算|昨年|前回|작년|지난해|지난번|지난 회의|이전 회의
        |할 일|할일|마감|예산|교통|숙소|항공""",
    Part.DATE: """
        date|dates|start date|end date|starts|ends
        |time|when|on|date and time|day|when and where|when & where|when ?/ ?where
        |where and when|date and place|date and location|date and venue
        |time and place|日時・場所|日時と場所|時間地點|時間、地點
        |일시 및 장소|日期|日付|日にち|ひにち
        |いつ|언제|時間|日時|開催日時|開催日|期間|會期|会期|日程
        |訪談日(?!期)|參訪日(?!期)|活動日(?!期)
        |出國期間|出訪期間|參訪期間|考察期間|訪問期間|旅遊期間|旅行期間|行程期間|活動期間|出差期間
        |派遣期間|視察期間|研修期間|滞在期間|開催期間|出張期間|実施期間
        |출장 ?기간|방문 ?기간|여행 ?기간|행사 ?기간|연수 ?기간|체류 ?기간|교육 ?기간|방문 ?일시
        |행사 ?일시
        |travel dates?|trip dates?|event dates?|conference dates?|visit dates?|meeting dates?
        |workshop dates?|dates of travel|dates of (?:the )?visit|dates of (?:the )?trip
        |什麼時候|何時|幾點
        |datum|wann|zeit|uhrzeit|heure|horaire|hora|horario|時段|時刻
        |zeitraum|quand|fecha|cuándo|cuando|quando|data e ora|wanneer|tanggal|waktu
        |일시|날짜|일자|시간|기간|일정""",
    Part.PLACE: """
        place|venue|location|where|address|room|地點|場地|地址|會場|会場|場所|集合地點|教室|ort|lieu|où|lugar|dónde|donde|luogo|plaats|tempat|lokasi|장소
        |どこで|どこ|ところ|哪裡|在哪裡|在哪|주소|위치|어디|어디서|어디에서""",
    Part.DAYTIME: """
        morning|noon|afternoon|evening|night|上午|清晨|早上|中午|下午|黃昏|傍晚|日落|日出|晚上|晚間|深夜|午前|午後|朝|昼|夜|夕方
        |vormittags?|mittags?|nachmittags?|abends?|matin|midi|après-midi|soir|mañana|tarde|noche
        |오전|오후|저녁|점심|아침|全[天日]|整[天日]|終日|종일
        |all day|whole day|ganztägig|toute la journée|todo el día""",
    Part.ZONE: "time ?zone|timezone|tz|時區|时区|タイムゾーン|표준시|시간대",
}


def _words_beside(latin: str, others: str) -> re.Pattern:
    """Return what matches a whole word of Latin letters, or one of the others anywhere."""
    return re.compile(rf"\b{any_of(latin)}\b|{any_of(words_in_both_scripts(others))}")


# Words about people, one of which stands in most headings over their names.
PEOPLE = _words_beside(
    r"who|wer|quién(?:es)?|quem|hvem|people|folks|persons?|participants?|attend\w*|members?|team|crew|campers?|guests?"
    r"|delegat\w+|mentors?|coach(?:es)?|volunteers?|coming|joining|going|present|sign(?:ed|ing)?"
    r"[ -]?(?:in|up|on)|roll ?call|names?"
    r"|check(?:ed)?[ -]?in|humans|hackers|students|trainees|cohort|fellows"
    r"|confirmed|travell?ers|judges|jury|reviewers|speakers?|facilitators?"
    r"|(?:in|on) the (?:room|call|meeting|line)",
    r"人|誰|者|員|代表$|評審$|[志義]工|ボランティア|자원봉사|名單|名冊|名簿|簽|報到|出席|到場|夥伴|伙伴|參加|參與|同學|隊友|與會|我方|我們|這邊|對方|参加|メンバー"
    r"|面々"
    r"|사람|이름|성명|명단|참가|참석|참여|멤버|팀원|구성원",
)
# Countries by which people who met are grouped: `Taiwan:` over a list of names.
COUNTRIES = both_scripts(
    r"(?:taiwan|japan|korea|hong ?kong|china|thailand|philippines|malaysia|indonesia|singapore"
    r"|vietnam|india|pakistan|nepal|estonia|finland|france|germany|spain|italy|poland|uk|usa?"
    r"|united (?:kingdom|states)|canada|mexico|brazil|argentina|australia"
    r"|[台臺][灣湾]|日本|[韓韩][國国]|香港|中[國国]|泰國|タイ|菲律賓|フィリピン|馬來西亞|印尼|新加坡"
    r"|越南|印度|美國|加拿大|英國|德國|法國|대만|일본|한국|홍콩|미국)\s?(?:側|方|隊|團|勢|측|팀)?",
    re.IGNORECASE,
)
# A line that asks for names, whatever people write beside them: `Put your name + what you bring`.
ASKS_NAMES = both_scripts(
    r"\b(?:put|add|write|leave|fill in|enter|drop|type|sign)\b.{0,20}\bnames?\b"
    r"|(?:填|寫|留|簽).{0,6}(?:名|暱稱)"
    r"|名前を|이름을"
    r"|自我介紹|自介|自己紹介|자기소개|\bintroductions\b|\bintros?(?: round)?$|\bself[- ]intro",
    re.IGNORECASE,
)
# A heading that asks those who come to sign: `要來的請留名`, `RSVP here pls`.
SIGN_HERE = both_scripts(
    r"(?:留|簽).{0,3}名|簽到|簽這|\brsvp\b|\bsign(?:ing)?[ -]?(?:up|in)\b|サインアップ",
    re.IGNORECASE,
)
WHO_DO = both_scripts(
    r"(?:的|る|た)(?:人|夥伴|伙伴|朋友|同學)(?:們|たち)?$|는 (?:사람|분)들?$|^誰"
    r"|^who(?:['’]?s| is| are| we| goes| comes| will| was| were| joins?)\b"
    r"|^(?:people|folks|those) (?:who|coming|going|in|from|joining)\b",
    re.IGNORECASE,
)
# Words that make a list of names one of people who do not come, or not as part of the trip.
NOT_OF_THE_TRIP = _words_beside(
    r"who to|to ask|to be asked|invit\w*"
    r"|interview\w*|candidates?|potential|possible|wish ?list|to-?\s?dos?"
    r"|tasks?"
    r"|actions?|sponsors?|partners?|organi[sz]\w+|hosts?|their|not|absent|absen\w+|regrets"
    r"|apolog\w+|declin\w+|waiting|contacts?|past|previous|last|votes?|authors?|thanks|photos?|proposals?|projects?"
    r"|winners?|awards?|prizes?|nominees?|customers?|clients?|competitors?|brands?"
    r"|former|retired|left|quit|books?|sources?|references?|bibliography|cited|credits?|cancell?ed|lost|birthdays?|follow"
    r"|ships?|boats?|streets?|roads?|apps?|tools?|pets?|songs?|films?|movies?|restaurants?"
    r"|compan(?:y|ies)|institutions?|ideas?|roles?|staff|questions?|topics?|users?|stakeholders?"
    r"|rules?|instructions?|guidelines?|requirements?|fees?|costs?|comments?|policy|policies"
    r"|what|how|why|where|when|which|needed|needs?|wanted|looking for"
    r"|joining (?:info\w*|details?|links?)",
    r"什麼|怎|如何|為何|何|どう|어떻게|무엇"
    r"|邀|招待|受訪|訪談|訪問者|候選|推薦|待辦|工作|分工|任務|贊助|協力|主辦|協辦|主催|對方|相手"
    r"|先方|請假|缺席|未"
    r"|需要|缺|徵求|徵人|招募|募集|필요|모집"
    r"|방법|규칙|안내|절차|자격|비용|方法|技巧|小招|絕招|訣|原則|守則|步驟|須知|資格|費|規則|条件|條件|流程|辦法|案内|申込"
    r"|得標|廠商|店家|店名|船名|路線|文献|文獻|著者|저자|감사|お礼|投影片|作品|歷任|受賞|수상|獎"
    r"|退出|退會|離開|卸任|除名|不|無法|欠席|聯絡|聯繫|窗口|連絡|上次|歷屆|歷年|過去|票|作者|感謝|謝|照片|提案|專案|計畫"
    r"|計劃|坑|題|問[誰題答卷項]|[提想請詢疑發質]問|譯者|使用者"
    r"|불참|초대|연락|담당|企業|機関|기업|기관|회사|單位$|團體$|団体$",
)
FILLERS = """
    team|the|of|and|for|our|all|list|event|events|activity|meeting|trip|tour|confirmed|info
    |information|on|at|online|offline|remote|onsite|on-site|in person|expected|here|today|please|add
    |your|name|names|yourself
    |du bureau|du comité|du conseil|d'administration|d’administration|des vorstands|vorstand
    |del comité|de la junta|da diretoria|del consiglio
    |workshop|hackathon|conference|sprint|summit|retreat|lineup|line-up|bios?|profiles?
    |groups?|群|們|進行|陣容|團隊|介紹|簡介|陣|さん|一同|たち|들
    |線上|實體|現場|遠端|預計|今日|今天|本日|自由填寫|請|敬称略|予定|オンライン|온라인
    |其他|其它|other|travel|visit|出發|旅遊|旅行|參訪|考察
    |聽眾|觀眾|現有|目前|既有|持續更新|陸續更新|更新中|so far|current(?:ly)?|updated?
    |연수|교육|실시|답사|방문|탐방|견학|개최|視察|研修|訪問|実施
    |與|及|和|暨|各組|各隊|分組|本週|本周|上週|上周|本月|這次
    |摘要|概要|節目|直播|播出|聚會|營隊|開會|上課|講座|集會|讀書會|大會|論壇|活動|會議|本次|全體|一覽|一覧|列表|列表|表|區|確定|資訊|訊息|舉辦|開催|行사|행사
    |목록|스터디|모임|세미나|워크숍|해커톤|컨퍼런스|캠프|밋업|ハッカソン|勉強会|合宿|セミナー|ワークショップ|自由|実施|및|draft|proposed
    |tentative|草案|草稿|初稿|規劃|安排|大綱|案|초안
"""
# What is often talked about is no budget of the trip's.
BUDGETING = both_scripts(
    r"參與式預算|市民参加型予算|주민참여예산|participatory budget\w*", re.IGNORECASE
)
# A word that makes a date label one of something else.
OTHER_DATE = both_scripts(
    r"deadline|\bcall for \w|\bdue\b|\bcloses?\b|register|registration|early bird|submit"
    r"|報名(?!費)|註冊|截止|投稿|申請|結案|早鳥|繳|開放(?!資料|文化|政府|國會|原始|式|入場|進場)"
    "|締切|〆切|締め切り|申込|受付|마감|신청|접수",
    re.IGNORECASE,
)
DEADLINE = both_scripts(r"deadline|\bdue\b|\bcloses?\b|截止|締切|〆切|締め切り|마감", re.IGNORECASE)
# What may stand before the dates of an event: `Summit: 29-31 May 2026`.
EVENT_KEY = both_scripts(
    r"\W*(?:[\w’' ]{1,20}\s)?(?:summit|conference|camp|event|forum|festival|hackathon|workshop"
    r"|retreat|trip|travel|visit"
    r"|tour|meeting|meetup|congress|assembly)(?:\s(?:dates?|days?|week|window|period))?\s?[:：]\s*"
    r"|\W*[^\s:：]{0,8}(?:大會|活動|會議|營期|營隊|工作坊|黑客松|大松|參訪|論壇|年會|サミット"
    r"|本番|イベント|大会"
    r"|행사|캠프)(?:日期|時間|日|期間)?\s?[:：]\s*",
    re.IGNORECASE,
)
# What hosts ask or wish: a person or side that is not the writer, and a verb of wanting.
HOSTS_WISH = both_scripts(
    any_of(r"對方|他們|主辦|主人|接待|先方|ホスト|主催|상대|주최|hosts?\b|they\b|our partners?\b")
    + r".{0,12}?"
    r"(?:希望|想要?(?:了解|知道|問|聽)|好奇|知りたい|聞きたい|関心|궁금|알고 싶|원하"
    r"|ask|wish|want|would like|hope to|are interested)"
)
QUESTIONS_OF_HOSTS = re.compile(
    r"questions? (?:from|of|by) (?:the |our )?(?:hosts?|partners?|organi[sz]ers?)"
    r"|what (?:the |our )?hosts? (?:ask|wish|want|would like)"
)
# A link whose title says so is somebody's notes of the item above it, no item of the plan.
NOTES_TITLE = both_scripts(
    r"\b(?:notes?|minutes|pad|memo)\b|共筆|筆記|紀錄|記錄|議事録|記録|共有ノート|メモ|회의록"
    r"|노트|기록",
    re.IGNORECASE,
)
# Links that stand beside those of sessions.
BESIDE_SESSIONS = both_scripts(
    r"\b(?:live-?\s?stream\w*|live|recordings?|videos?|slides?|deck|regist\w+|sign-?\s?up|tickets?"
    r"|forms?|feedback|survey|web ?site|home ?page|map|photos?|album|slack|discord|telegram|folder"
    r"|(?:full|whole|detailed|official) \w+|info(?:rmation)?)\b"
    r"|直播|錄影|錄音|影片|投影片|簡報|報名|購票|表單|問卷|官網|網站|地圖|相簿|照片|總表|議程表|資料夾"
    r"|時程|行程表|大會|頻道|配信|録画|スライド|申込|アンケート|公式|地図|写真|신청|설문|영상|사진"
    r"|지도|홈페이지|슬라이드",
    re.IGNORECASE,
)
# A part of a programme that runs beside others: what stands under it are its sessions.
TRACK = both_scripts(
    r"\W*(?:(?:track|stream|stage|strand|room|hall|group|parallel sessions?|block"
    r"|slot)\s?[-:：]?\s?(?:[A-Z]|\d{1,3}|one|two"
    r"|three)?|[A-Z\d]\s?(?:軌|廳|組|場)|.{0,6}(?:軌|議程軌|會議廳)\s?[A-Z\d一二三四]?"
    r"|トラック\s?[A-Z\d]|트랙\s?[A-Z\d])\W*",
    re.IGNORECASE,
)
# A heading over what is the same on all days: `Every day`, `每天`.
EVERY_DAY = both_scripts(
    r"\W*(?:(?:all|every|each) days?|daily|每[天日]|毎日|매일|todos los d[ií]as|cada d[ií]a"
    r"|(?:當[日天]|今[日天])(?:的)?(?:大綱|行程|安排|重點|概要)|本日の予定"
    r"|tous les jours|chaque jour|jeden tag|täglich|todos os dias)\W*",
    re.IGNORECASE,
)
# A heading of a part that tells about the event.
INFORMATION = both_scripts(
    r"info|overview|about|general|概要|資訊|簡介|說明(?!會)|緣起|基本|詳細|前情|案内|개요|안내|소개",
    re.IGNORECASE,
)
# A heading of what to know beside the plan: `Port office info`, `Before we go`, `注意事項`,
# `Logistics`, `Contacts of the day`.
ADVICE = both_scripts(
    r"(?:資訊|須知|事項|提醒|清單|備忘|備案|攻略|小知識|補充|注意点|정보|주의 ?사항|체크리스트"
    r"|投影片|資料|\b(?:info|information|tips?|checklist|reminders?|notice|backup plans?|sign-?ups?"
    r"|slides|practical(?:it(?:ies|y))?))\W*$"
    r"|^\W*(?:TOC|table of contents|contents|目錄|目次|索引|목차)\W*$"
    r"|^\W*(?:(?:notas?|informaci[oó]n|logistics?|practical)"
    r" (?:log[ií]sticas?|pr[aá]cticas?|notes?)|logistics|log[ií]stica"
    r"|logistik|logistique|contacts?|contactos?|contatos?|kontakte?"
    r"|聯[絡繫](?:方式|窗口|電話|人)?|連絡先|연락처|비상 ?연락처?)"
    r"(?: (?:del d[ií]a|of the day|for the day|du jour|do dia))?\W*$"
    r"|^\W*(?:出發前|行前(?:準備|須知|提醒|檢查|清單)|before (?:you|we) (?:go|leave)|to book"
    r"|packing)",
    re.IGNORECASE,
)
# A point of a formal meeting, which is none of a programme: `壹、主席致詞(12:31)`.
MEETING_POINT = both_scripts(
    r"(?:^\W*(?:其他(?:事項)?|その他|기타(?: ?(?:논의|토의|안건|사항))?|any other business)\W*$"
    r"|지난 ?(?:회의|모임)|前回の?(?:振り返り|ふりかえり|確認|議事|宿題|続き)"
    r"|主席致詞|主席報告|(?:確認|通過)(?:上次|本次|是次)?(?:會議)?(?:議程|[紀記]錄)|報告事項|備查事項|討論事項"
    r"|提案討論|臨時動議|談話時間|散會|閉會|延會|(?:上|下)次會議"
    r"|call to order|adjourn\w*|approval of (?:the )?(?:minutes|agenda)|next meeting)",
    re.IGNORECASE,
)
# A point of those who work together, from one meeting to the next: `進度回報`, `What we did`.
WORK_POINT = both_scripts(
    r"做了(?:什麼|哪些|甚麼)|接下來(?:要|的)|進度|待辦|開會|(?:這|本|上|下)(?:週|周|次)(?:的|要)?"
    r"|遇到(?:的|什麼)?(?:問題|困難)|問題回報|やったこと|やること|進捗|困っている"
    r"|한 일|할 일|진행 상황"
    r"|\bto-?dos?\b|\bblockers?\b|\bprogress\b|\bwhat (?:we|i) did\b|\bdone\b|\bnext steps?\b",
    re.IGNORECASE,
)
# A heading over what is planned for another time.
NEXT_TIME = both_scripts(
    r"\W*(?:[\d一二三四五六七八九十]{1,3}[.、．)）]\s?)?(?:下一?次|下一?回|次回の?)(?:會議|聚會|開會|上課|課程|課|小聚|聚|活動|討論|見面|打ち合わせ|定例|開催)?(?:的)?(?:時間|日期|預告|預定|予定|日程)?\W*"
    r"|\W*(?:\d{1,2}[.)]\s)?next (?:meeting|call|meet-?up|session|time|gathering)"
    r"(?: (?:date|time))?s?\W*"
    r"|\W*다음 ?(?:번|회의|모임|미팅)(?: ?(?:일정|일시|날짜))?\W*",
    re.IGNORECASE,
)
# A note that looks back: what it lists under a day is what was good and bad there.
LOOKS_BACK = both_scripts(
    r"檢討|回顧|覆盤|復盤|反省会|振り返り|ふりかえり|회고|\bretro(?:spective)?s?\b|\bpost-?mortem\b"
    r"|\blessons learned\b",
    re.IGNORECASE,
)
# A day heading that says what met: what stands under it was talked about there.
MEETING = both_scripts(
    r"(?:籌備|行前|檢討|討論|確認|協調|工作|例行|定期|每[週月]|雙?週|月)(?:會議?|例會)|例會"
    r"|打ち?合わせ|定例|회의|미팅|\bkick-?\s?off|\bsync(?:-?\s?up)?\b|\bretro(?:spective)?\b"
    r"|\bstand-?up\b|\bcheck-?in (?:call|meeting)"
    r"|\b(?:(?:bi-?)?weekly|monthly|team|plann?ing|prep\w*|committee|board|core|staff|community)"
    r" (?:meeting|call)",
    re.IGNORECASE,
)
# A note of meetings or a log of work, by its title: what stands under each day was talked about.
OF_MEETINGS = both_scripts(
    r"\bminutes\b|\bmeetings?(?: (?:notes?|logs?|records?))?\W*$|[会會]議?[記紀][録錄]"
    r"|議事[録錄]|定例|例[会會]|회의록|회의 기록"
    r"|(?:開發|工作|專案|實習|實作|研究)(?:日誌|筆記|週記)|[日週]報\W*$|開発日誌|作業日誌"
    r"|(?:개발|업무|작업) ?(?:일지|노트)"
    r"|\b(?:dev(?:elopment)?|work|project) ?(?:log|journal|diary)\b|\bstand-?ups?\b",
    re.IGNORECASE,
)
# A heading that says of a day nothing but that there was a meeting: `0914 會議討論`, `3/9 開會`.
ONLY_MEETING = both_scripts(r"[\d)）\s](?:第\S{1,3}次)?(?:會議|開會|討論|會議討論|例會)\s*$")
# What stands beside a day on a line that says nothing else: `Meetup 2026-11-05`.
WORD_FOR_MEETING = both_scripts(
    r"\W*(?:meet[ -]?up|meeting|discussion|聚會|會議|例會|開會|討論|讀書會|小聚|ミーティング|定例会"
    r"|勉強会|打ち合わせ|모임|회의)\W*",
    re.IGNORECASE,
)
# Who writes the minutes, which is said of meetings: `Minutes taker: Ann`, `紀錄：小明`.
WRITES_MINUTES = both_scripts(
    r"\W*(?:(?:minutes?|notes?)[ -]?takers?|minutes by|notes by|scribe|secretary"
    r"|(?:會議)?[記紀][錄録](?:者|人員?)?|書記|記録係?|記録者|기록자?|서기)\W{0,6}[:：](?!\s*\S*://)",
    re.IGNORECASE,
)
# What a list of labels about one talk calls its title: `主題：開放地圖`, `Topic: Open maps`.
TOPIC_KEY = both_scripts(
    r"\W*(?:主題|題目|講題|演講題目|分享主題|講座主題|(?:活動|會議|聚會)名稱"
    r"|title|topic|subject|talk(?: title)?|テーマ|タイトル|演題|주제|제목)\W*",
    re.IGNORECASE,
)
# A heading over who does what for the event: `工作人員`, `聚會協辦人員`, `Staff`, `Roles`.
OF_STAFF = both_scripts(
    r"(?:人員|團隊|名單|分工|小組|役割(?:分担)?|担当(?:者)?|係|역할(?:\s?분담)?"
    r"|\b(?:staff|team|crew|organi[sz]ers|roles?|duties|responsibilities))\W*$",
    re.I,
)
# A point of a meeting says how long to talk about it: `2. Elections (20 min)`, `財務（10分鐘）`.
DURATION = both_scripts(r"[(（]\s?\d{1,3}\s?(?:min(?:ute)?s?|分鐘?|m)\s?[)）]", re.IGNORECASE)
# `第一組`, `Group 2`, `Table 3: Boats`: those who talked together.
COUNTED_GROUP = both_scripts(
    r"\W*(?:第\s?[一二三四五六七八九十\d]{1,3}\s?[組桌隊]|[A-H]\s?[組桌]"
    r"|(?:group|table|team|グループ|テーブル)\s?#?[\dA-H]{1,2})(?![^\W_])",
    re.IGNORECASE,
)
# A heading over talks.
TALKS = both_scripts(
    r"\W*(?:內容|(?:會議|本[次期])?主題|講題|分享(?:主題|內容)?|主題分享|發表(?:內容)?|短講|閃電講"
    r"|(?:lightning talks?|talks?|topics?)(?:\s{1,3}[-–/&]\s{1,3}(?:slides?|videos?))?"
    r"|presentations?|(?:topics?|題目|講題|場次)\s?[/／]?\s?(?:sessions|talks)|発表|講演|ライトニングトーク|LT|발표|강연)\W*",
    re.IGNORECASE,
)
# What the note of a journey has in its title or in one of its headings.
JOURNEY = both_scripts(
    r"行程|日程|旅程|旅行|旅遊|遊記|自由行|出遊|參訪|訪問|考察|視察|研修|旅|スケジュール|여행|일정|방문"
    r"|\b(?:itinerar\w+|trips?|travel\w*|journey|tour|visits?|vacation|holidays?|schedule)\b",
    re.IGNORECASE,
)
# A heading of an event or a part of one in which talks are given.
EVENT_OF_TALKS = both_scripts(
    r"工作坊|研討會|座談會?|論壇|講座|演講|短講|分享會|年會|セミナー|ワークショップ|講演|勉強会|トーク"
    r"|워크숍|워크샵|세미나|컨퍼런스|강연|발표"
    r"|\b(?:workshops?|conferences?|seminars?|symposi(?:um|a)|(?:lightning )?talks|lectures?)\b",
    re.IGNORECASE,
)
# The title of the notes of an event: `港口年會共筆`, `Notes of the port summit`.
NOTES_OF_EVENT = both_scripts(
    r"(?:年會|論壇|大會|研討會|工作坊|黑客松|營隊?)[^:：]{0,12}共筆"
    r"|\b(?:summit|conference|forum|hackathon|workshop|camp)\b.{0,20}\b(?:notes|pads)\b"
    r"|\b(?:notes|pads)\b.{0,20}\b(?:summit|conference|forum|hackathon|workshop|camp)\b",
    re.IGNORECASE,
)
# A line over what was talked about on a day: `今天討論了三件事：`, `We talked about:`.
TALKED_ABOUT = both_scripts(
    r"(?:討論|談)了[^:：。]{0,20}[:：]\W*$|\b(?:discussed|talked about)\b[^:.]{0,30}:\W*$"
    r"|(?:話し|議論し)(?:た|ました)[^:：。]{0,20}[:：]\W*$|(?:논의|이야기)했[^:：.]{0,20}[:：]\W*$",
    re.IGNORECASE,
)
# What stands over links to what was recorded or shown: `影片回放：`, `Slides:`.
MEDIA = both_scripts(
    r"\W*(?:(?:視頻|影片|錄影|錄音|直播|簡報|投影片)(?:回放|重播|檔案?)?(?:地址|連結|網址)?"
    r"|(?:slides|videos?|recordings?)(?: links?)?|録画|スライド|영상|녹화|슬라이드)\W*[:：]\W*",
    re.IGNORECASE,
)
# `第3回`, `Session 3`, `#3`, `場次一`: what only counts which time it is.
ONLY_COUNTED = both_scripts(
    r"\W*(?:第\s?[\d一二三四五六七八九十]{1,3}\s?(?:場次|[回次期屆場節段部])"
    r"|場次\s?[\d一二三四五六七八九十]{1,3}"
    r"|(?:(?:ep(?:isode)?|session|slot|round|block|part|talk|week|meeting|meet-?up|event|lesson|class|lecture|vol|no)"
    r"\.? ?)?#?\d{1,3}"
    r"|제?\s?\d{1,3}\s?[회차])\W*",
    re.IGNORECASE,
)
# A heading that numbers the talks of an event.
NUMBERED_TALK = both_scripts(
    r"(?:(?:主題|議題|議程|場次|講題|セッション|テーマ|세션|주제|발표)\s?[一二三四五六七八九十\d]{1,3}"
    r"|(?:topic|talk|session|panel|track)\s?#?\d{1,2})\s?[:：.、\-–—](?!(?<=[:：])[0-5]\d(?!\d))",
    re.IGNORECASE,
)


def is_deadline(text: str) -> bool:
    """Recognise `Deadline: 8/7 23:00`, `報名截止：3/1 12:00`."""
    match = KEY.match(plain(text))
    return match is not None and DEADLINE.search(match[1]) is not None


def _pattern(words: str) -> re.Pattern:
    """Return what matches any of the words: Latin ones as whole words, others anywhere."""
    parts = map(str.strip, words_in_both_scripts(words).split("|"))
    parts = sorted(parts, key=len, reverse=True)
    latin = "|".join(part for part in parts if part[0].isascii())
    others = "|".join(part for part in parts if not part[0].isascii())
    return re.compile(rf"(?<![a-z]){any_of(latin)}(?![a-z])|{any_of(others)}")


def _long_words() -> dict[tuple[Part, int], list[str]]:
    found: dict[tuple[Part, int], list[str]] = defaultdict(list)
    for part, words in WORDS.items():
        for word in map(str.strip, words.split("|")):
            if re.fullmatch("[a-z]{6,}", word):
                for length in (len(word) - 1, len(word), len(word) + 1):
                    found[part, length].append(word)
    return found


PATTERNS = {part: _pattern(words) for part, words in WORDS.items()}
FILLER = _pattern(FILLERS)
# Words that a letter slip may hit, by the length of what is written: `Spekaer`.
LONG_WORDS = _long_words()
# A colon, but not that of a clock or of an address.
KEY = re.compile(r"\W{0,6}([^:：]{1,40}?)\s{0,3}[:：](?!//|(?<=\d[:：])\d)\s*")
# Which of several dates is the event's, beside that of the meeting that plans it.
EVENT_DATE = both_scripts(r"活動|event|本番|행사", re.IGNORECASE)
CLOCK = both_scripts(r"\d[:：]\d|\d\s?[ap]m\b|[上下中]午\s?\d|\d\s?[點点時시]", re.IGNORECASE)
# `参加者（11/5）12名`, `與會者共 8 位`, `참석자 5명`: how many they are, after a word for people;
# not `參加 20 人`, which says what is planned for.
HOW_MANY = re.compile(
    r"(?<=[者員人자ー])\s{0,3}(?:共計?|合?計|總計|全|約|총)?\s?\d{1,3}\s?(?:名|人|位|명)(?:様|程度|ほど)?\s*[:：]?\s*$"
)
# Words that say which clock a time is of, by its zone.
SPOKEN_ZONES = {
    zone: re.compile(pattern, re.IGNORECASE)
    for zone, pattern in {
        "Asia/Taipei": r"[台臺][灣湾北]時間|\b(?:taiwan|taipei) (?:standard )?time\b|\bTST\b"
        "|대만 ?시간",
        "Asia/Tokyo": r"日本時間|東京時間|\b(?:japan|tokyo) (?:standard )?time\b|\bJST\b"
        "|일본 ?시간",
        "Asia/Seoul": r"[韓韩][國国]時間|首爾時間|\b(?:korea|seoul) (?:standard )?time\b|\bKST\b"
        "|한국 ?(?:시간|기준)",
        "Asia/Hong_Kong": r"香港時間|\bhong ?kong time\b|\bHKT\b",
        "Asia/Singapore": r"新加坡時間|\bsingapore time\b|\bSGT\b",
        "Asia/Bangkok": r"曼谷時間|泰國時間|\b(?:bangkok|thailand) time\b",
        "Europe/London": r"倫敦時間|英國時間|\b(?:london|uk) time\b",
        "UTC": r"\btimes? (?:are )?in UTC\b",
    }.items()
}
# Cities by the zone that only they can mean.
CITY_ZONES = {
    zone: re.compile(rf"(?<![A-Za-z])(?:{names})(?![A-Za-z])", re.IGNORECASE)
    for zone, names in {
        "Asia/Taipei": (
            "taipei|tainan|taichung|kaohsiung|hsinchu|hualien|taitung|yilan|taoyuan"
            "|[台臺][北南中東]|高雄|新竹|花蓮"
            "|宜蘭|桃園|屏東|嘉義|彰化|新北|타이베이"
        ),
        "Asia/Tokyo": (
            "tokyo|osaka|kyoto|yokohama|okinawa|naha|fukuoka|sapporo|nagoya|kobe|kamakura|chiba"
            "|東京|大阪|京都"
            "|横浜|橫濱|沖縄|沖繩|那覇|福岡|札幌|名古屋|神戸|神戶|鎌倉|千葉|도쿄|오사카|오키나와"
        ),
        "Asia/Seoul": "seoul|busan|jeju|incheon|daejeon|gwangju|首爾|釜山|濟州|仁川|서울|부산"
        "|제주|인천|대전",
        "Asia/Hong_Kong": "hong ?kong|香港",
        "Asia/Singapore": "singapore|新加坡",
        "Asia/Bangkok": "bangkok|chiang mai|曼谷|清邁",
        "Asia/Manila": "manila|quezon city|cebu|馬尼拉",
        "Asia/Kuala_Lumpur": "kuala lumpur|吉隆坡",
        "Asia/Jakarta": "jakarta|雅加達",
        "Europe/Tallinn": "tallinn|tartu|塔林",
        "Europe/Helsinki": "helsinki|赫爾辛基",
        "Europe/London": "london|倫敦",
        "Europe/Paris": "paris|巴黎",
        "Europe/Berlin": "berlin|柏林",
        "Europe/Amsterdam": "amsterdam|阿姆斯特丹",
        "Europe/Madrid": "madrid|barcelona|馬德里|巴塞隆納|巴賽隆納",
        "Europe/Warsaw": "warsaw|華沙",
        "Europe/Vilnius": "vilnius|維爾紐斯",
        "America/New_York": "new york(?: city)?|nyc|washington,? d\\.?c|紐約|華盛頓",
        "America/Toronto": "toronto|ottawa|多倫多|渥太華",
        "America/Los_Angeles": "san francisco|los angeles|seattle|舊金山|洛杉磯|西雅圖",
        "America/Costa_Rica": "costa rica|哥斯大黎加",
        "Africa/Tunis": "tunis|突尼斯",
    }.items()
}
