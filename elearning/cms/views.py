"""The pages that the law asks for, made from the site's settings."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.views import sitemap

from elearning.cms.models import SiteSettings
from elearning.cms.public import kept_a_year, public_page
from elearning.cms.shades import stylesheet


@require_safe
def legal_notices(request):
    return public_page(render(request, "cms/legal_notices.html"))


@require_safe
def accessibility(request):
    return public_page(render(request, "cms/accessibility.html"))


@require_safe
def ecodesign(request):
    return public_page(render(request, "cms/ecodesign.html"))


@require_safe
@kept_a_year
def shades(request, accent):
    """Give a site the colours made from its own, which stands in the address."""
    return HttpResponse(stylesheet(f"#{accent}"), content_type="text/css")


@require_safe
def security_txt(request):
    """Say whom to tell about a weakness (RFC 9116), while somebody answers for it."""
    site = SiteSettings.of(request)
    expires = site.security_expires_on
    if not site.security_contact or expires is None or expires < timezone.localdate():
        raise Http404
    lines = [
        f"Contact: {site.security_contact}",
        f"Expires: {expires:%Y-%m-%d}T23:59:59Z",
        "Preferred-Languages: fr, en",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    text = "\n".join(lines) + "\n"
    return public_page(HttpResponse(text, content_type="text/plain; charset=utf-8"))


@require_safe
def robots_txt(request):
    """Lead search engines to what is written for everybody (RFC 9309).

    Pages of one person are open to them: a page that says noindex has to be read to be left out.
    """
    lines = [
        "User-agent: *",
        "Disallow: /cms/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap_xml'))}",
    ]
    text = "\n".join(lines) + "\n"
    return public_page(HttpResponse(text, content_type="text/plain; charset=utf-8"))


@require_safe
def sitemap_xml(request):
    return public_page(sitemap(request).render())
