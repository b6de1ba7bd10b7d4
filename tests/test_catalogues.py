"""Catalogues are made from code and templates, without GNU gettext."""

from gettext import GNUTranslations

import pytest

from tripbook import catalogues

TEMPLATE = """
  {% load i18n %}
      <p title="{% translate 'Who goes' %}">it's "quoted" {{ name|default:_("nobody") }}</p>
{% translate "May" context "month" %} {% include "x.html" with label=_("Label") %}
  {% blocktranslate with trip=trip.title trimmed %}
      Welcome to
      {{ trip }}
  {% endblocktranslate %}
{% blocktranslate count counter=days|length trimmed %}
  {{ counter }} day{% plural %}{{ counter }} days
{% endblocktranslate %}
{# Translators: a verb #}
{% translate "Open" %}
{% comment %}{% translate "Not shown" %}{% endcomment %}
"""

CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
title = _("Title")
count = ngettext("%(n)d person", "%(n)d people", 2)
may = pgettext_lazy("permission", "May")
"""


@pytest.fixture
def project(tmp_path, settings):
    """A small project with one template and one module."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "models.py").write_text(CODE)
    return tmp_path


def test_every_text_of_templates_and_code_is_found(project):
    assert {(message.context, message.id) for message in catalogues.extract() if message.id} == {
        (None, "Who goes"),
        (None, "nobody"),
        ("month", "May"),
        (None, "Label"),
        (None, "Welcome to %(trip)s"),
        (None, ("%(counter)s day", "%(counter)s days")),
        (None, "Open"),
        (None, "Title"),
        (None, ("%(n)d person", "%(n)d people")),
        ("permission", "May"),
    }


def test_what_is_said_to_translators_comes_along(project):
    assert catalogues.extract()["Open"].auto_comments == ["Translators: a verb"]


def test_an_update_keeps_translations_and_changes_nothing_the_second_time(project):
    list(catalogues.update())
    path = catalogues.po_path("ja")
    path.write_text(path.read_text().replace('"Title"\nmsgstr ""', '"Title"\nmsgstr "題名"'))
    assert dict(catalogues.update()) == {"zh_Hant": 10, "ja": 9, "ko": 10}
    before = path.read_bytes()
    list(catalogues.update())
    assert path.read_bytes() == before


def test_a_text_that_is_gone_leaves_the_catalogue_and_a_new_one_is_not_guessed(project):
    list(catalogues.update())
    path = catalogues.po_path("ja")
    path.write_text(path.read_text().replace('"Title"\nmsgstr ""', '"Title"\nmsgstr "題名"'))
    (project / "people" / "models.py").write_text(CODE.replace("Title", "Titles"))
    list(catalogues.update())
    catalogue = catalogues.read("ja")
    assert "Title" not in catalogue
    assert catalogue["Titles"].string == ""
    assert "題名" not in path.read_text()


def test_the_compiled_catalogue_has_the_translations_and_leaves_the_rest_in_english(project):
    list(catalogues.update())
    path = catalogues.po_path("ko")
    path.write_text(path.read_text().replace('"Title"\nmsgstr ""', '"Title"\nmsgstr "제목"'))
    catalogues.compile_all()
    with path.with_suffix(".mo").open("rb") as file:
        texts = GNUTranslations(file)
    assert texts.gettext("Title") == "제목"
    assert texts.gettext("Open") == "Open"
    assert texts.ngettext("%(n)d person", "%(n)d people", 2) == "%(n)d people"
