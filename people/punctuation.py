"""The marks between words and around them, as the reader's language writes them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def joined(names: Iterable[str]) -> str:
    return pgettext("between names", ", ").join(names)


def in_clauses(parts: Iterable[str]) -> str:
    """Return what is told in parts of which each may be a list of its own."""
    return pgettext("between clauses", "; ").join(parts)


def quoted(title: str) -> str:
    """Return a title between quotation marks: “Opening”, 「開幕」."""
    return _("“%(title)s”") % {"title": title}


def in_brackets(text: str) -> str:
    """Return what follows upon a word to say more of it: " (Speaker)", 「（講者）」."""
    return pgettext("after a word", " (%(text)s)") % {"text": text}


def told(what: str, how: str) -> str:
    """Return something with what is said of it: `day: title`, 「日期：標題」."""
    return _("%(what)s: %(how)s") % {"what": what, "how": how}
