"""The checks of a trip in the admin: what was found, and what is dismissed with a reason."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from events.checks import Check, Finding
from events.models import Dismissal, Trip
from people.history import bulk_create, recording
from people.limits import MAX_LINE
from tripbook.checks import Report, Result, check_trip

from .trip_pages import TripPages, admin_url, trip_view

# A check shows so many findings; the others are on its own page.
MOST_SHOWN = 10


class DismissForm(forms.Form):
    """Why some findings of one check are left as they are."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=MAX_LINE,
        error_messages={"required": gettext_lazy("Write why this is fine as it is.")},
    )

    def __init__(self, *args, result: Result, **kwargs):
        super().__init__(*args, prefix=result.check.name, **kwargs)
        self.result = result

    def chosen(self) -> list[Finding]:
        """Return the findings that were ticked, or all of them."""
        if self.add_prefix("all") in self.data:
            return self.result.open
        subjects = set(self.data.getlist(self.add_prefix("subject")))
        return [finding for finding in self.result.open if finding.subject in subjects]

    def clean(self):
        super().clean()
        if not self.chosen():
            raise forms.ValidationError(_("Tick what you want to dismiss."))


@dataclass(frozen=True)
class Panel:
    """A check as the page shows it."""

    check: Check
    number: int
    findings: list[tuple[Finding, list[tuple[str, str]], bool]]
    """Each with the names and addresses of what to open, and whether it was ticked."""
    form: DismissForm

    @property
    def has_more(self) -> bool:
        return self.number > len(self.findings)


class Checking(TripPages):
    """What the admin of trips gets to look for what is missing."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.checks_view)
        return [
            path("<path:object_id>/checks/", view, name="events_trip_checks"),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    @trip_view
    def checks_view(self, request, trip):
        may_edit = self.has_change_permission(request, trip)
        if request.method == "POST" and not may_edit:
            raise PermissionDenied
        report = check_trip(trip, timezone.now())
        sent = None
        if request.method == "POST":
            if "back" in request.POST:
                return self._brought_back(request, trip)
            sent = self._sent_form(request, report)
            if sent is not None and sent.is_valid():
                found, reason = sent.chosen(), sent.cleaned_data["reason"]
                dismiss(trip, sent.result.check, found, user=request.user, reason=reason)
                say_dismissed(request, len(found))
                return redirect(request.get_full_path())
        one = request.GET.get("check", "")
        context = {
            "title": _("Checks"),
            "report": report,
            "panels": [
                panel_of(result, sent, shown=None if one else MOST_SHOWN)
                for result in report.results
                if result.open and one in ("", result.check.name)
            ],
            "one": one,
            "fine": [result.check for result in report.results if not result.open],
            "dismissed": [
                (result.check, finding, rows_to_open(finding), dismissal)
                for result in report.results
                for finding, dismissal in result.dismissed
                if one in ("", result.check.name)
            ],
        }
        return self.trip_page(request, "checks", trip, context)

    def _sent_form(self, request, report: Report) -> DismissForm | None:
        name = request.POST.get("check")
        for result in report.results:
            if result.check.name == name:
                return DismissForm(request.POST, result=result)
        return None

    def _brought_back(self, request, trip):
        wanted = request.POST["back"]
        rows = trip.dismissals.filter(pk=int(wanted)) if wanted.isdecimal() else ()
        for row in rows:
            row.delete()
            messages.success(request, _("The finding is open again."))
        return redirect(request.get_full_path())


def say_dismissed(request, number: int) -> None:
    text = ngettext(
        "%(number)d finding is dismissed. It stands at the end of the page.",
        "%(number)d findings are dismissed. They stand at the end of the page.",
        number,
    )
    messages.success(request, text % {"number": number})


def dismiss(trip: Trip, check: Check, findings: list[Finding], *, user, reason: str) -> None:
    """Leave findings as they are, in one action. What is dismissed already stays so."""
    known = set(trip.dismissals.filter(check_name=check.name).values_list("subject", flat=True))
    rows = [
        Dismissal(trip=trip, check_name=check.name, subject=subject, reason=reason, user=user)
        for subject in dict.fromkeys(finding.subject for finding in findings)
        if subject not in known
    ]
    with recording(user=user):
        bulk_create(rows)


def panel_of(result: Result, sent: DismissForm | None, *, shown: int | None) -> Panel:
    is_sent = sent is not None and sent.result.check == result.check
    form = sent if is_sent else DismissForm(result=result)
    ticked = {finding.subject for finding in form.chosen()} if is_sent else set()
    return Panel(
        result.check,
        len(result.open),
        [
            (finding, rows_to_open(finding), finding.subject in ticked)
            for finding in result.open[:shown]
        ],
        form,
    )


def rows_to_open(finding: Finding) -> list[tuple[str, str]]:
    """Return what has to be opened to put something right: names and addresses."""
    return [(str(row), f"{admin_url('change', row)}?from=checks") for row in finding.rows]
