"""The page of the admin that plans a whole day."""

from contextlib import nullcontext

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from people.history import recording

from .day import DayPlan, in_words, name_of


class PlansDay:
    """What the admin of days gets to plan one."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.plan_view)
        return [
            path("<path:object_id>/plan/", view, name="events_day_plan"),
            *super().get_urls(),
        ]

    def get_list_display(self, request):
        columns = super().get_list_display(request)
        return [*columns, "plan_link"] if self.has_change_permission(request) else columns

    @admin.display(description=gettext_lazy("Plan"))
    def plan_link(self, day):
        address = reverse("admin:events_day_plan", args=[day.pk])
        return format_html('<a href="{}">{}</a>', address, _("Plan"))

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def plan_view(self, request, object_id):
        is_sent = request.method == "POST"
        with recording(user=request.user) if is_sent else nullcontext():
            day = self.get_object(request, unquote(object_id))
            if day is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            if not self.has_change_permission(request, day):
                raise PermissionDenied
            plan = DayPlan(day, request.viewer, request.POST if is_sent else None)
            if is_sent:
                what = request.POST.get("do", "check")
                if what == "save" and plan.is_valid():
                    return self._saved(request, plan)
                if what != "save":
                    plan.act(what)
                    plan.tell_what_goes()
            return self._plan_page(request, plan)

    def _saved(self, request, plan):
        done = plan.save()
        if done:
            told = in_words(done)
            self.log_change(request, plan.day, _("Planned the day: %(what)s.") % {"what": told})
            messages.success(request, _("Saved: %(what)s.") % {"what": told})
        else:
            messages.info(request, _("There was nothing to save: the day is as it was."))
        return redirect("admin:events_day_plan", plan.day.pk)

    def _plan_page(self, request, plan):
        title = _("Plan %(day)s") % {"day": name_of(plan.day)}
        context = {
            **self.admin_site.each_context(request),
            "is_nav_sidebar_enabled": False,
            "opts": self.opts,
            "title": title,
            "plan": plan,
            "trip": plan.trip,
        }
        return TemplateResponse(request, "admin/planning/day.html", context)
