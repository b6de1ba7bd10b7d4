"""Replaces Django's command, which needs GNU gettext."""

from django.core.management.base import BaseCommand

from tripbook import catalogues


class Command(BaseCommand):
    help = "Bring the translation catalogues up to date with the code and the templates."

    def handle(self, **options):
        for locale, untranslated in catalogues.update():
            self.stderr.write(f"{catalogues.po_path(locale)}: {untranslated} untranslated")
