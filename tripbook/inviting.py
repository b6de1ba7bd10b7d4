"""What the admin gets to hand out personal links: by e-mail, as a code, and to copy."""

from smtplib import SMTPException

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events import access
from tripbook import invitations
from tripbook.organizing.trip_pages import with_trip_to_change


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)


class Invitations:
    """What the admin of trips gets to send their link to all members who have none."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.invite_view)
        return [
            path("<path:object_id>/invite/", view, name="events_trip_invite"),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    @with_trip_to_change
    def invite_view(self, request, trip):
        """Show who has no link yet and what they are sent; send it when that is confirmed."""
        members = invitations.without_link(trip)
        language = invitations.language_of(trip)
        form = LanguageForm(request.POST or None, initial={"language": language})
        if request.method == "POST" and form.is_valid() and settings.SENDS_MAIL:
            send_and_say(request, members, form.cleaned_data["language"])
            return redirect("admin:events_trip_invite", trip.pk)
        reachable = list(invitations.with_address(members))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Send join links"),
            "opts": self.opts,
            "trip": trip,
            "form": form,
            "members": reachable,
            "without_address": [m for m in members if not m.email],
            "sends_mail": settings.SENDS_MAIL,
            "sample": invitations.invitation(reachable[0], language) if reachable else None,
        }
        return TemplateResponse(request, "admin/invite.html", context)


class JoinLinks:
    """What the admin of members gets to show and send their links."""

    @admin.action(
        description=_("Send selected members their join link by e-mail"), permissions=["change"]
    )
    def send_links(self, request, queryset):
        if not settings.SENDS_MAIL:
            self.message_user(request, NO_MAIL, messages.ERROR)
            return
        members = queryset.filter(access.trips_edited_by(request.viewer, "trip"))
        for trip_id in members.order_by().values_list("trip", flat=True).distinct():
            of_trip = members.filter(trip=trip_id)
            send_and_say(request, of_trip, invitations.language_of(of_trip[0].trip))


NO_MAIL = _("No mail server is set up (EMAIL_URL), so nothing can be sent. Copy the links instead.")


def send_and_say(request, members, language: str) -> None:
    """Send members their links, and tell the organizer how that went."""
    try:
        sent = invitations.send_links(members, language)
    except (OSError, SMTPException) as error:
        left = _(
            "The mail server takes no mail now (%(error)s). Who was sent a link before that is "
            "no longer in the list; send the others theirs later."
        )
        messages.error(request, left % {"error": error})
        return
    text = ngettext("%(number)d link was sent.", "%(number)d links were sent.", sent)
    messages.add_message(
        request, messages.SUCCESS if sent else messages.WARNING, text % {"number": sent}
    )


def link_to_hand_out(address: str, *, with_code: bool = False) -> str:
    """Return a personal link as the admin shows it: to copy, and as a code for a phone."""
    return render_to_string("admin/_link.html", {"address": address, "with_code": with_code})
