"""Makes Django's admin this site's own. It is read before there are models."""

from django.contrib.admin.apps import AdminConfig


class TripbookAdminConfig(AdminConfig):
    default = False
    default_site = "tripbook.admin_site.TripbookAdminSite"
