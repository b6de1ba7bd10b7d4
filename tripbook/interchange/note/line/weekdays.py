"""Names of weekdays in the languages of notes."""

import re

WEEKDAYS = {
    0: "monday mon montag lundi dilluns lunes lunedì segunda-feira 2ª-feira maandag senin "
    "pondělí pondelok poniedziałek måndag mandag maanantai 星期一 週一 "
    "周一 禮拜一 拜一 月曜日 月曜 월요일",
    1: "tuesday tue tues dienstag mardi dimarts martes martedì terça-feira 3ª-feira dinsdag selasa "
    "úterý utorok wtorek tisdag tirsdag tiistai "
    "星期二 週二 周二 禮拜二 拜二 火曜日 火曜 화요일",
    2: "wednesday wed mittwoch mercredi dimecres miércoles mercoledì quarta-feira 4ª-feira "
    "woensdag rabu středa streda środa onsdag keskiviikko "
    "星期三 週三 周三 禮拜三 拜三 水曜日 水曜 수요일",
    3: "thursday thu thur thurs donnerstag jeudi dijous jueves giovedì quinta-feira 5ª-feira "
    "donderdag čtvrtek štvrtok czwartek torsdag torstai "
    "kamis 星期四 週四 周四 禮拜四 拜四 木曜日 木曜 목요일",
    4: "friday fri freitag vendredi divendres viernes venerdì sexta-feira 6ª-feira vrijdag jumat "
    "pátek piatok piątek fredag perjantai 星期五 "
    "週五 周五 禮拜五 拜五 金曜日 金曜 금요일",
    5: "saturday sat samstag sonnabend samedi dissabte sábado sabato zaterdag sabtu "
    "sobota lördag lørdag lauantai 星期六 週六 "
    "周六 禮拜六 拜六 土曜日 土曜 토요일",
    6: "sunday sun sonntag dimanche diumenge domingo domenica zondag "
    "neděle nedeľa niedziela söndag søndag sunnuntai 星期日 星期天 週日 周日 "
    "禮拜日 拜日 禮拜天 日曜日 日曜 일요일",
}
# Only before a comma and a date: `Segunda, 5/5`; `Segunda parte` is the second.
PORTUGUESE_WEEKDAYS = {"segunda": 0, "terça": 1, "quarta": 2, "quinta": 3, "sexta": 4}
WEEKDAY_BY_WORD = {word: day for day, words in WEEKDAYS.items() for word in words.split()}
NAMED = WEEKDAY_BY_WORD | PORTUGUESE_WEEKDAYS
# One character stands for a weekday only in brackets.
WEEKDAY_BY_CHARACTER = {
    character: day
    for day, names in enumerate(
        ("一月월", "二火화", "三水수", "四木목", "五金금", "六土토", "日天일")
    )
    for character in names
}
LATIN_WEEKDAY = "|".join(sorted((w for w in WEEKDAY_BY_WORD if w.isascii()), key=len)[::-1])
OTHER_WEEKDAY = "|".join(sorted((w for w in WEEKDAY_BY_WORD if not w.isascii()), key=len)[::-1])
# `_Monday, 5 May_` is in italics: the mark is no part of the word.
WEEKDAY_WORD = rf"(?:(?<![A-Za-z\d])(?:{LATIN_WEEKDAY})(?![A-Za-z\d])\.?|{OTHER_WEEKDAY})"
# `28-29 May (Monday and Tuesday)`.
BETWEEN_WEEKDAYS = re.compile(r"(?<=\w)\s+(?:and|to|und|bis|et|y|e)\s+(?=\w)", re.IGNORECASE)
# `6ª feira` for `6ª-feira`.
FEIRA = re.compile(r"(?<=ª)\s?feira", re.IGNORECASE)
WEEKDAY_ONLY = re.compile(rf"(?P<plain>{WEEKDAY_WORD})(?=$|[\s:：,，(（\-–—|])", re.IGNORECASE)


def weekday_at_start(text: str) -> tuple[int, int] | None:
    """Return a weekday that begins a line and where its name ends: `Friday`, `週五：`, `금요일`."""
    match = WEEKDAY_ONLY.match(text)
    return (WEEKDAY_BY_WORD[_word(match["plain"])], match.end()) if match else None


def weekday_named(text: str) -> int | None:
    """Return the weekday that the words beside a date name first, None where they say more."""
    text = FEIRA.sub("-feira", BETWEEN_WEEKDAYS.sub(" ", text))
    words = re.findall(r"(?:[A-Za-zÀ-ž]+|\dª)(?:-feira)?|[^\sA-Za-zÀ-ž.,，、/・&~～-]+", text)
    days = [NAMED.get(_word(w), WEEKDAY_BY_CHARACTER.get(w)) for w in words]
    return days[0] if days and None not in days else None


def _word(text: str) -> str:
    return text.strip().strip(".").lower()
