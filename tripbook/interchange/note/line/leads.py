"""What stands before an entry of a roster and tells of its person: a degree, a remark, initials."""

import re
from typing import NamedTuple

from .names import NO_NAMES
from .scripts import both_scripts

# ``{doc}`@ann <people/ann>` ``: how books of Sphinx link to somebody's page.
SPHINX_ROLE = re.compile(
    r"\{[a-z:-]{2,20}\}`(?P<words>[^`<>]{1,60}?)\s*(?P<target>(?:<[^`<>]{1,200}>)?)`"
)
# `Dr. Ann Lee`, `Prof. Dr. Ben Ray`: what a person is, before a full name.
DEGREE_BEFORE = re.compile(
    r"(?P<degree>(?:(?:Drs?|Profs?|Professor|Dra|Ing|Cllr|Councillor|Barr|Engr|Atty)(?:\.\s?|\s)){1,3})"
    r"(?=[A-ZÀ-Þ][\w.'’-]{0,20}\s[A-ZÀ-Þ])"
)
# A degree is part of the name, an office is not: `Cllr Ben Ray`; nor is `Drs.` before several.
OF_NAME = re.compile(r"(?:(?:Dra?|Prof|Professor)\.?\s?)+")
# `(late) Ann`: a remark before the name.
REMARK_BEFORE = re.compile(r"^\W*[(（](?P<remark>[^\W\d][^()（）]{0,11})[)）]\s*(?=[^\W\d])")
# `新朋友 Yumi`: somebody who is there for the first time.
NEW_HERE = both_scripts(r"(?P<remark>新朋友|新人|新夥伴|新成員)[\s:：]+(?=[^\W\d])")
# `JB: Justin Bingham`: by which letters the minutes call somebody.
INITIALS = re.compile(
    r"(?P<initials>[A-Z]{2,4})\s?(?:[:：=]|\s[-–]\s)\s*(?P<rest>(?P<name>[^\W\d][\w.’' -]+).*)"
)
INITIALS_FIRST = re.compile(
    r"(?P<initials>[A-Z]{2,4})\s?[(（](?P<rest>(?P<name>[^\W\d][\w.’' -]+))[)）]"
)


class Lead(NamedTuple):
    """What stands before an entry, and the entry without it."""

    entry: str
    title: str = ""
    position: str = ""
    remark: str = ""


def find_lead(text: str) -> Lead | None:
    """Return what stands before an entry, None where nothing does."""
    if role := SPHINX_ROLE.fullmatch(text):
        return Lead(role["words"], remark=role["target"])
    if degree := DEGREE_BEFORE.match(text):
        told = degree["degree"].strip()
        entry = text[degree.end() :]
        return Lead(entry, title=told) if OF_NAME.fullmatch(told) else Lead(entry, position=told)
    if new := NEW_HERE.match(text):
        return Lead(text[new.end() :], remark=new["remark"])
    remark = REMARK_BEFORE.match(text)
    if remark and remark["remark"].lower().strip() not in NO_NAMES:
        return Lead(text[remark.end() :], remark=remark["remark"])
    called = INITIALS.fullmatch(text[:200]) or INITIALS_FIRST.fullmatch(text[:60])
    if called and called["initials"] == "".join(filter(str.isupper, called["name"])):
        return Lead(called["rest"], remark=called["initials"])
    return None
