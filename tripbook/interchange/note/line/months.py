"""Names of months, in full, short or with a slip of the pen."""

import datetime as dt
import re

from .memory import remember_lines

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
# Names of months in German, French, Catalan, Spanish, Italian, Portuguese, Dutch and Indonesian
# that are not English too; then in Swedish and Danish, Polish, Czech, Finnish and Turkish as days
# have them. `Mei` is also somebody's name, and so is `Mart`.
OTHER_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            (
                "januar jänner janvier gener enero gennaio janeiro januari stycznia ledna"
                " tammikuuta ocak"
            ),
            (
                "februar febrer février fevrier febrero febbraio fevereiro februari lutego února"
                " şubat helmikuuta"
            ),
            "märz maerz mars març marzo março maart maret marca března maaliskuuta",
            "avril abril aprile kwietnia dubna huhtikuuta nisan",
            "mai maig mayo maggio maio maj maja května toukokuuta mayıs",
            "juni juny juin junio giugno junho czerwca června kesäkuuta haziran",
            "juli juliol juillet julio luglio julho lipca července heinäkuuta temmuz",
            "août agost aout agosto augustus agustus augusti sierpnia srpna elokuuta ağustos",
            (
                "septembre setembre septiembre setiembre settembre setembro września září"
                " syyskuuta eylül"
            ),
            "oktober octobre octubre ottobre outubro października října lokakuuta ekim",
            "novembre noviembre novembro listopada listopadu marraskuuta kasım",
            (
                "dezember desembre décembre decembre diciembre dicembre dezembro desember grudnia"
                " prosince aralık joulukuuta"
            ),
        ),
        start=1,
    )
    for name in names.split()
}

# `March 2027`, `2027年3月`, `2027/03`: a month with its year.
MONTH_AND_YEAR = re.compile(
    r"(?<![^\W\d_])(?P<name>[^\W\d_]{3,10})\.?,?\s(?:de\s)?(?P<year_after>20\d\d)(?![\d/.-]\d?)"
    r"|(?<!\d)(?P<year>20\d\d)\s?(?:[年년]\s?|[/.-])(?P<month>1[0-2]|0?[1-9])(?:\s?[月월]|(?![\d/.-]))"
)


@remember_lines
def month_number(word: str) -> int | None:
    """Return the month that a word names: in full, its first three letters, or one slip away."""
    word = word.lower()
    if word == "sept":
        return 9
    if word in OTHER_MONTHS:
        return OTHER_MONTHS[word]
    return next((n for n, month in enumerate(MONTHS, start=1) if _means(word, month)), None)


def _means(word: str, month: str) -> bool:
    if word in (month, month[:3]):
        return True
    # `Match 3` is no date: a wrong letter is forgiven in long names only.
    wrong_letter = len(word) == len(month) and sorted(word) != sorted(month)
    return len(word) > (6 if wrong_letter else 3) and one_slip(word, month)


def one_slip(word: str, target: str) -> bool:
    """Tell if one letter is missing, too much, wrong, or two have changed places."""
    if word == target:
        return True
    if abs(len(word) - len(target)) > 1:
        return False
    head = next((i for i, (a, b) in enumerate(zip(word, target, strict=False)) if a != b), None)
    if head is None:
        return True
    rest, wanted = word[head:], target[head:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    )


def months_in(text: str) -> set[dt.date]:
    """Return the first days of the months that a text names with their years: `March 2027`."""
    found = set()
    for match in MONTH_AND_YEAR.finditer(text):
        month = month_number(match["name"]) if match["name"] else int(match["month"])
        if month:
            found.add(dt.date(int(match["year_after"] or match["year"]), month, 1))
    return found
