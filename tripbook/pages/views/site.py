"""Files that robots ask every site for."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def robots(request):
    """Ask robots to leave alone what is not for them."""
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", "Disallow: /join/", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
