"""The translation catalogues, made with Babel: GNU gettext need not be installed.

The texts of code and templates go to `locale/<locale>/LC_MESSAGES/django.po`, where people
translate them; Django reads the compiled `django.mo` beside it.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

SOURCES = [
    *((f"{package}/**.py", "python") for package in ("people", "events", "notes", "tripbook")),
    ("templates/**", f"{__name__}:extract_template"),
]
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def extract_template(fileobj, keywords, comment_tags, options) -> Iterator[tuple]:
    """Yield the messages of a Django template, as Babel wants them from an extractor."""
    code = templatize(fileobj.read().decode())
    # Only its calls are Python: between brackets the indentation of the rest does not matter.
    return extract_python(BytesIO(f"(\n{code}\n)".encode()), keywords, comment_tags, options)


def extract() -> Catalog:
    """Return what there is to translate in code and templates."""
    catalog = Catalog()
    messages = extract_from_dir(
        settings.BASE_DIR, SOURCES, keywords=KEYWORDS, comment_tags=["Translators:"]
    )
    for _file, _line, message, comments, context in messages:
        catalog.add(message, auto_comments=comments, context=context)
    return catalog


def locales() -> list[str]:
    """Return the locales that have a catalogue: all languages but that of the code."""
    return [to_locale(code) for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def po_path(locale: str) -> Path:
    """Return where the catalogue of a locale is."""
    return settings.BASE_DIR / "locale" / locale / "LC_MESSAGES" / "django.po"


def read(locale: str) -> Catalog:
    """Return the catalogue of a locale; an empty one where there is none yet."""
    path = po_path(locale)
    if not path.exists():
        return Catalog(
            locale,
            header_comment=f"# {Locale.parse(locale).english_name} texts of tripbook.",
            project="tripbook",
            version="1",
            msgid_bugs_address="",
            last_translator="tripbook contributors",
            language_team="tripbook contributors",
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale)


def update() -> Iterator[tuple[str, int]]:
    """Bring each catalogue up to date with the code; yield it and what it leaves untranslated."""
    template = extract()
    for locale in locales():
        catalog = read(locale)
        # A guess from a similar text would be shown as if it were a translation.
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        path = po_path(locale)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, no_location=True, sort_output=True, ignore_obsolete=True)
        yield locale, len(untranslated(catalog))


def compile_all() -> None:
    """Write the compiled form of each catalogue, which Django reads."""
    for locale in locales():
        catalog = read(locale)
        for message in untranslated(catalog):
            # Left in, a text with plural forms would show as nothing instead of in English.
            catalog.delete(message.id, message.context)
        with po_path(locale).with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)


def untranslated(catalog: Catalog) -> list[Message]:
    """Return the messages that lack their text, in any plural form, or whose text is doubted."""
    return [
        message
        for message in catalog
        if message.id and (message.fuzzy or not all(forms(message.string)))
    ]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the forms of a text, be it one or several for counts."""
    return text if isinstance(text, tuple) else (text,)
