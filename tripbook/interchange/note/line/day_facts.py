"""Words for what is told of a day beside its programme: where to sleep, how to travel, tips."""

import re

from .scripts import both_scripts

STAY = (
    r"住宿(?:飯店|酒店|地點|資訊)?|飯店|酒店|旅館|民宿|宿泊(?:先)?|宿|ホテル|숙소|숙박|호텔"
    r"|hotels?|stay(?:ing)?|where (?:we|to) stay|accommodations?|lodging|overnight|hostel|airbnb"
)
WAY = (
    r"交通(?:方式|資訊|工具)?|移動手段|アクセス|교통(?:편)?|이동 ?수단|(?:찾아)?오시는 ?길"
    r"|transport(?:ation)?|getting (?:there|around)|how to get (?:there|around)"
)
MEALS = r"三餐|餐食|餐飲|膳食|伙食|meals?"
COST = r"費用|門票|票價|花費|料金|費用目安|入場料|비용|요금|입장료|costs?|expenses?|tickets?|fees?"
# What one may see or eat there; nobody says that it is done.
PLACES_TO_GO = (
    r"景點|活動(?:地點?)?|地點|餐廳|美食|店家|小吃|去處"
    r"|(?:の)?(?:スポット|お店|グルメ|観光地)|(?: ?(?:맛집|장소|코스|명소))"
)
MAY_GO = (
    rf"(?:推薦|建議|備選|候補|可選|附近(?:推薦)?|順遊|口袋|おすすめ|周辺|추천|주변)(?:{PLACES_TO_GO}|清單|名單)?"
    rf"|(?:{PLACES_TO_GO})(?:推薦|備選|候選)"
    r"|(?:recommend(?:ed|ations?)|suggest(?:ed|ions?)|optional|nearby|alternatives?)"
    r"(?: (?:places|spots|sights|activities|restaurants|food|stops))?(?: nearby)?"
)
TO_KNOW = (
    r"重點|注意(?:事項)?|備註|附註|提醒|小叮嚀|叮嚀|筆記|ポイント|注意点|注意事項|備考|補足"
    r"|포인트|주의(?: ?사항)?|비고|참고(?: ?사항)?"
    r"|(?:key|important) (?:points?|notes?)|remarks?|good to know|please note"
    r"|heads[ -]?up|reminders?|tips?"
)
OF_IT = (
    r"今[日晚]|當[日晚天]|本日|去程|回程|來回|附近|市區|市内|周邊|飯店|酒店|機場|每日"
    r"|today'?s |tonight'?s "
)
SAYS = f"{STAY}|{WAY}|{MEALS}|{COST}|{MAY_GO}|{TO_KNOW}"
FACT = rf"(?:{OF_IT}){{0,2}}(?:{SAYS})(?:建議|資訊|安排|選擇)?"
# `住宿`, `Hotel & transport`, `推薦景點及交通`, `回程交通`: nothing but such words.
FACTS = both_scripts(
    rf"\W*{FACT}(?:\s?(?:[及和與、/&＆+・]|and|と|및)\s?{FACT}){{0,2}}\W*", re.IGNORECASE
)
# What a key says of it, besides: `地址：…`, `Map: …`, `문의: …`.
FACT_KEY = both_scripts(
    rf"{FACTS.pattern}|\W*(?:住|地址|電話|網址|官網|連結|地圖|住所|주소|전화|お?問い?合わ?せ先?|문의처?|연락처|聯[絡繫](?:方式|電話|人)?|洽詢|contact|address|phone|map"
    r"|web ?site)\W*",
    re.IGNORECASE,
)
