"""The admin site: Django's own, with nothing in it that tells of other people's trips."""

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.utils.translation import gettext_lazy as _

from tripbook.organizing.home import home
from tripbook.signing_in import SigningIn


class AutocompleteView(AutocompleteJsonView):
    """Find rows for a foreign key: those that a form would accept, not all that may be seen."""

    def get_queryset(self):
        find_choices = getattr(self.model_admin, "choices", None)
        if find_choices is None:
            return super().get_queryset()
        trip_id = self.request.GET.get("trip", "")
        rows = find_choices(self.request, int(trip_id) if trip_id.isdecimal() else None)
        found, has_duplicates = self.model_admin.get_search_results(self.request, rows, self.term)
        found = found.distinct() if has_duplicates else found
        to_be_chosen = getattr(self.model_admin, "to_be_chosen", None)
        return to_be_chosen(self.request, found) if to_be_chosen else found

    def serialize_result(self, obj, to_field_name):
        result = super().serialize_result(obj, to_field_name)
        label_of = getattr(self.model_admin, "label_of", None)
        return {**result, "text": label_of(obj)} if label_of else result


# The order of home and sidebar: first what organizers begin with.
ORDER = [
    "Trip",
    "Day",
    "Session",
    "Place",
    "Membership",
    "Participant",
    "Organization",
    "LinkedDoc",
    "Note",
    "Import",
    "User",
]


def place_of(model: dict) -> int:
    name = model["object_name"]
    return ORDER.index(name) if name in ORDER else len(ORDER)


class TripbookAdminSite(SigningIn, AdminSite):
    site_header = site_title = "tripbook"
    index_title = _("Your trips")

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=place_of)
        return sorted(apps, key=lambda app: place_of(app["models"][0]))

    def index(self, request, extra_context=None):
        return super().index(request, {**home(request), **(extra_context or {})})

    def get_urls(self):
        # Django's redirect to an object's page, by type and id, would tell anyone on the staff
        # the addresses of all trips. "View on site" links to the page itself instead.
        urls = super().get_urls()
        return [url for url in urls if getattr(url, "name", None) != "view_on_site"]

    def autocomplete_view(self, request):
        return AutocompleteView.as_view(admin_site=self)(request)
