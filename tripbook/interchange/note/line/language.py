"""The language that a note is written in, from its letters alone."""

import re
from collections.abc import Iterable

from .links import find_links

HAN = re.compile(r"[\u3400-\u9fff]")
KANA = re.compile(r"[\u3041-\u30fa]")
HANGUL = re.compile(r"[\uac00-\ud7a3]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# Characters that only one of the two ways of writing Chinese has.
TRADITIONAL = frozenset(
    "會議時間們這個說對來學開發國與無關點場講題員單參報從應該長東進過還讓現實際請問謝業務資訊"
)
SIMPLIFIED = frozenset(
    "会议时间们这个说对来学开发国与无关点场讲题员单参报从应该长东进过还让现实际请问谢业务资讯"
)
ONLY_TRADITIONAL, ONLY_SIMPLIFIED = TRADITIONAL - SIMPLIFIED, SIMPLIFIED - TRADITIONAL
# Everyday characters of Chinese that Japanese does without.
NOT_JAPANESE = frozenset("這們嗎呢說請與跟您還沒很")
ENGLISH = frozenset(("the", "and", "of", "to", "in", "for", "is", "we", "with", "on", "at", "from"))
ENOUGH = 30
MOST_LINES = 2000


def language_of(lines: Iterable[str]) -> str:
    """Return the tag of the language that most of a note is in, "" where none is or it is short.

    English, Japanese, Korean and Chinese are told apart, each Chinese character weighing as
    much as a word of letters.
    """
    text = "\n".join(
        _without_links(line) for _n, line in zip(range(MOST_LINES), lines, strict=False)
    )
    han, kana, hangul = (len(p.findall(text)) for p in (HAN, KANA, HANGUL))
    words = LATIN_WORD.findall(text.lower())
    total = han + kana + hangul / 2 + len(words)
    if total < ENOUGH:
        return ""
    if hangul / 2 > total * 0.5:
        return "ko"
    if han + kana > total * 0.6 and kana > (han + kana) * 0.3:
        return "" if sum(c in NOT_JAPANESE for c in text) * 40 > han else "ja"
    if han > total * 0.5 and kana < han * 0.05 and hangul < han * 0.2:
        traditional = sum(map(ONLY_TRADITIONAL.__contains__, text))
        simplified = sum(map(ONLY_SIMPLIFIED.__contains__, text))
        return _more(traditional, simplified)
    if len(words) > total * 0.85 and sum(w in ENGLISH for w in words) > len(words) * 0.03:
        return "en"
    return ""


def _more(traditional: int, simplified: int) -> str:
    if traditional > 3 * simplified:
        return "zh-Hant"
    return "zh-Hans" if simplified > 3 * traditional else ""


def _without_links(line: str) -> str:
    line = line[:2000]
    for link in find_links(line):
        line = line.replace(link.url, " ")
    return line
