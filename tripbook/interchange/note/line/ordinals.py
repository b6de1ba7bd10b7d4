"""The number that a heading begins with among others: `2.`, `三、`, `B.`, `❷`, `第三段`,
`Part 3`."""

import re
from typing import NamedTuple

HAN_NUMBERS = ("一二三四五六七八九十", "壹貳參肆伍陸柒捌玖拾")
CIRCLED = ("①②③④⑤⑥⑦⑧⑨⑩", "❶❷❸❹❺❻❼❽❾❿", "➀➁➂➃➄➅➆➇➈➉", "➊➋➌➍➎➏➐➑➒➓")
ORDINAL = re.compile(
    rf"\W{{0,3}}?(?:(?P<digits>\d{{1,2}})[.)、]\s*(?!\d)|(?P<han>[{''.join(HAN_NUMBERS)}])[、.)]"
    rf"|(?P<letter>[A-H])[.)、]\s|(?P<circled>[{''.join(CIRCLED)}])"
    rf"|(?:part|session|talk|topic|短講|演講|講題|トーク|발표)\s?(?P<part>\d{{1,2}})(?!\d)[.:：]?"
    rf"|第\s?(?P<counted>[{HAN_NUMBERS[0]}])[段場部講])[\s:：、]*(?=\S)",
    re.IGNORECASE,
)


class Ordinal(NamedTuple):
    """How something is counted, and which of its kind it is, from 1 on."""

    style: str
    number: int


def ordinal_of(text: str) -> Ordinal | None:
    """Return what a text is counted with: `2. Maps` as 2, `三、海圖` as 3; None for others."""
    match = ORDINAL.match(text[:20])
    if not match:
        return None
    sign = match[match.lastgroup]
    if match["digits"]:
        return Ordinal("digits", int(sign))
    if match["part"]:
        return Ordinal("part", int(sign))
    if match["counted"]:
        return Ordinal("counted", HAN_NUMBERS[0].index(sign) + 1)
    if match["letter"]:
        return Ordinal("letter", ord(sign.upper()) - ord("A") + 1)
    signs = next(signs for signs in (*HAN_NUMBERS, *CIRCLED) if sign in signs)
    return Ordinal(signs, signs.index(sign) + 1)
