"""Every text of the site is there in every language."""

import ast
import re

import pytest
from django.conf import settings

from tripbook import catalogues

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")

each_locale = pytest.mark.parametrize("locale", catalogues.locales())


@pytest.fixture(scope="module")
def extracted():
    return {(message.context, message.id) for message in catalogues.extract() if message.id}


@each_locale
def test_the_catalogue_has_the_texts_of_the_code_and_no_others(extracted, locale):
    texts = {(message.context, message.id) for message in catalogues.read(locale) if message.id}
    assert texts == extracted, "run: make messages"


@each_locale
def test_every_text_is_translated(locale):
    catalog = catalogues.read(locale)
    assert [message.id for message in catalogues.untranslated(catalog)] == []


@each_locale
def test_translations_have_the_placeholders_of_their_texts(locale):
    assert [
        (message.id, message.string)
        for message in catalogues.read(locale)
        for text in catalogues.forms(message.string)
        if message.id and text and placeholders(text) != placeholders(message.id)
    ] == []


def placeholders(text):
    """Return what is filled in: of a text for counts, what its last form has."""
    return sorted(PLACEHOLDER.findall(catalogues.forms(text)[-1]))


def test_no_text_hides_in_an_f_string():
    """Before Python 3.12 nothing in an f-string is found there, so it would never be translated."""
    hidden = [
        f"{path}:{call.lineno}"
        for package in ("people", "events", "notes", "tripbook")
        for path in sorted((settings.BASE_DIR / package).rglob("*.py"))
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in {"_", *catalogues.KEYWORDS}
    ]
    assert hidden == []
