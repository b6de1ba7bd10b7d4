"""Every text of the site is there in every language."""

import re

import pytest

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
