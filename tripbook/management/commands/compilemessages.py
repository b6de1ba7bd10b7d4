"""Replaces Django's command, which needs GNU gettext."""

from django.core.management.base import BaseCommand

from tripbook import catalogues


class Command(BaseCommand):
    help = "Compile the translation catalogues for Django."

    def handle(self, **options):
        catalogues.compile_all()
