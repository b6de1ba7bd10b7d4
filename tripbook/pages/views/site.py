"""Files that robots and browsers ask every site for."""

from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tripbook.interchange.dump import absolute_url
from tripbook.pages.offline import worker
from tripbook.pages.sitemaps import SITEMAPS

# As in tripbook.css. A manifest has one colour for both themes.
PAPER = "#fdfcf9"
XML = "application/xml; charset=utf-8"


@require_safe
def robots(request):
    """Ask robots to leave alone what is not for them."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "Disallow: /join/",
        "Disallow: /host/",
        "Disallow: /feeds/",
        f"Sitemap: {absolute_url(reverse('pages:sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request):
    """List the public pages of one kind; without `?section=`, where these lists are."""
    if "section" in request.GET:
        context = {"urlset": urls_of(request.GET["section"], request.GET.get("p", 1))}
        return render(request, "sitemap.xml", context, content_type=XML)
    address = absolute_url(reverse("pages:sitemap"))
    lists = [
        {"location": f"{address}?{urlencode({'section': section, 'p': page})}"}
        for section, pages in SITEMAPS.items()
        for page in pages().paginator.page_range
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": lists}, content_type=XML)


def urls_of(section: str, page) -> list[dict]:
    """Return one page of a list of addresses; 404 if there is none."""
    if section not in SITEMAPS:
        raise Http404
    try:
        return SITEMAPS[section]().get_urls(page=page)
    except (EmptyPage, PageNotAnInteger):
        raise Http404 from None


@require_safe
def manifest(request):
    """Tell browsers how the site looks as an app on a phone's screen."""
    icons = [
        {"src": static("icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("icon-512.png"), "sizes": "512x512", "type": "image/png"},
        {
            "src": static("icon-maskable-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ]
    return JsonResponse(
        {
            "id": "/",
            "name": "tripbook",
            "short_name": "tripbook",
            "description": _("Trips of delegations: programme, people, documents and notes."),
            "lang": request.LANGUAGE_CODE,
            "start_url": reverse("pages:trip-list"),
            "scope": "/",
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": icons,
        },
        json_dumps_params={"ensure_ascii": False},
        content_type="application/manifest+json; charset=utf-8",
    )


@require_safe
def service_worker(request):
    """Give browsers the script that keeps opened pages readable without a network."""
    return HttpResponse(worker(), content_type="text/javascript; charset=utf-8")


@require_safe
def offline(request):
    """Say that there is no network: browsers keep this page for the ones they have not kept."""
    return render(request, "pages/offline.html")
