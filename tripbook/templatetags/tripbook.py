"""What templates of the pages need that Django's own tags don't do."""

import json
from functools import lru_cache
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Attendance
from notes.differences import word_diff
from notes.links import host_of
from notes.models import LinkedDoc, Note
from notes.rendering import render_markdown
from people.punctuation import in_brackets
from tripbook.interchange.dump import absolute_url
from tripbook.loading import Going
from tripbook.pages import words
from tripbook.pages.codes import qr_code, qr_code_of_many
from tripbook.pages.folder import ICONS
from tripbook.pages.history import Part, excerpts
from tripbook.pages.programme import Fact, facts_of_person, title_of

# Nothing of a text ends the element that it stands in.
NOT_IN_SCRIPTS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}

register = template.Library()

# No line begins with it.
DOT = "\N{NO-BREAK SPACE}· "
# In characters; of an East Asian text that is more than of others.
LONG_TITLE = 80

register.simple_tag(absolute_url)
register.filter("host", host_of)
register.filter("long_date", words.long_date)
register.filter("full_date", words.full_date)
register.filter("short_date", words.short_date)
register.filter("weekday", words.weekday)
register.filter("month", words.month)
register.filter("zone_time", words.zone_time)
register.filter("moment_in", words.moment)
register.filter("date_and_time_in", words.date_and_time)


@register.filter
def markdown(text: str, heading_level: int = 2) -> str:
    """Return a text as safe HTML whose top headings are of the level."""
    return render_markdown(text, heading_level=heading_level)


@register.simple_tag
def markdown_of(text: str, heading_level: int, id_prefix: str) -> str:
    """Return one of several texts of a page as safe HTML, with ids that are its own."""
    return render_markdown(text, heading_level=heading_level, id_prefix=id_prefix)


register.filter("person_facts", facts_of_person)
register.filter("qr_code", qr_code)


@register.simple_tag
def page_qr(path: str) -> str:
    """Return the QR code of a page's address as a drawing."""
    code = qr_code_of_many(absolute_url(path))
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}">'
        '<path stroke="#000" d="{}"/></svg>',
        _("QR code of the page"),
        code.size,
        code.size,
        code.path,
    )


@register.filter
def book_people(going: list[Going]) -> str:
    """Return who goes to a session, each linked to what the one file tells of them."""
    people = ((each.membership.participant, each) for each in going)
    links = (
        _book_person(
            person.uid,
            person.name,
            _book_role(each),
        )
        for person, each in people
    )
    return format_html_join(DOT, "{}", ((link,) for link in links))


def _book_role(going: Going) -> str:
    is_usual = going.role == Attendance.Role.ATTENDEE
    return "" if is_usual else in_brackets(going.get_role_display())


@lru_cache(maxsize=1024)
def _book_person(uid: str, name: str, role: str) -> str:
    return format_html('<a href="#p-{}">{}</a>{}', uid, name, role)


@register.filter
def word_parts(difference) -> list:
    """Return what is different in a text, word by word, with a little of what stands around."""
    parts = [Part(*part) for part in word_diff(difference.before, difference.after)]
    return excerpts(parts)


@register.filter
def of_row(found: dict | None, row):
    """Return what a dict of primary keys has for a row; None where a page has no such dict."""
    return found.get(row.pk) if found else None


@register.filter
def dates_of(trip) -> str:
    """Return the dates of a trip that was loaded `with_dates`; nothing without days."""
    return words.date_range(trip.starts_on, trip.ends_on) if trip.starts_on else ""


@register.filter
def dates_of_days(days) -> str:
    """Return the dates from the first of the days to the last."""
    return words.date_range(days[0].date, days[-1].date) if days else ""


@register.simple_tag
def lang_of(trip) -> str:
    """Return the lang attribute for the trip's own words, where the page's is another.

    In which direction they run, the browser finds out from the words.
    """
    return _language_attributes(trip.language, get_language())


@lru_cache(maxsize=256)
def _language_attributes(language: str, of_page: str) -> str:
    if not language or language.lower() == of_page:
        return format_html(' dir="{}"', "auto")
    return format_html(' lang="{}" dir="auto"', language)


@register.simple_tag
def line_of(facts: list[Fact], trip) -> str:
    """Return facts on one line, with the language of those that are in the trip's own words."""
    texts = [
        format_html("<span{}>{}</span>", lang_of(trip), fact.text) if fact.is_own else fact.text
        for fact in facts
    ]
    return format_html_join(DOT, "{}", ((text,) for text in texts))


@register.filter
def icon(kind: str) -> str:
    """Return the name of the drawing of a kind of documents."""
    return ICONS[kind]


@register.filter
def long_title(title: str) -> str:
    """Return the class of a title that, as large as others, would fill a phone's screen."""
    return format_html(' class="{}"', "long") if len(title) > LONG_TITLE else ""


@register.filter
def doc_title(doc: LinkedDoc) -> str:
    """Return the title of a linked document; without one, the beginning of its address."""
    return doc.title or Truncator(doc.url.split("://", 1)[1].rstrip("/")).chars(60)


@register.filter
def note_purpose(note: Note) -> str:
    return _("Preparation") if note.purpose == Note.Purpose.PREPARATION else _("Minutes")


@register.filter
def note_title(note: Note) -> str:
    """Return the title of a note; without one, what it is of."""
    return note.title or title_of(note.target)


@register.simple_tag
def json_ld(data: dict) -> str:
    """Return data for search engines. It is no script: nothing runs it, whatever its text says."""
    # As in Django's json_script, which writes no other type.
    text = json.dumps(data, ensure_ascii=False).translate(NOT_IN_SCRIPTS)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


@register.simple_tag(takes_context=True)
def path_without_lang(context) -> str:
    """Return this page's address as it is without a chosen language."""
    request = context.get("request")
    if request is None:
        return "/"
    query = [(key, value) for key, value in _query(request) if key != "lang"]
    return f"{request.path}?{urlencode(query)}" if query else request.path


@register.simple_tag
def own_names_of_languages() -> list[tuple[str, str]]:
    """Return the site's languages, each with its name in its own words."""
    return settings.LANGUAGES


def _query(request):
    for key, values in request.GET.lists():
        for value in values:
            yield key, value
