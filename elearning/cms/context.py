from functools import cached_property

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from elearning.cms import page_cache
from elearning.cms.models import SiteSettings

MOST_KEPT = 8  # hosts, or generations of one


class Frame:
    """What a site says of itself on every page; its header and footer are rendered once."""

    def __init__(self, site: SiteSettings) -> None:
        self.site = site
        self._headers: dict[str, SafeString] = {}
        self._guest_lines: dict[bool, SafeString] = {}

    @cached_property
    def links(self) -> list[dict[str, str]]:
        return [
            {"title": _("Catalogue"), "url": reverse("catalogue")},
            *({"title": page.title, "url": page.url} for page in self.site.header_links),
            {"title": _("Search"), "url": reverse("search")},
            {"title": _("My learning"), "url": reverse("journey")},
        ]

    @cached_property
    def look(self) -> SafeString:
        return render_to_string("components/look.html", {"site": self.site})

    @cached_property
    def footer(self) -> SafeString:
        return render_to_string("components/footer.html", {"site": self.site})

    def header(self, path: str) -> SafeString:
        """Return the header of the page at this path, which it marks as the current one."""
        current = path if any(link["url"] == path for link in self.links) else ""
        if current not in self._headers:
            context = {"site": self.site, "links": self.links, "current": current}
            self._headers[current] = render_to_string("components/header.html", context)
        return self._headers[current]

    def guest_line(self, keeps_progress: bool) -> SafeString:
        """Return what a personal page says to somebody without account, at its end."""
        if keeps_progress not in self._guest_lines:
            context = {"keeps_progress": keeps_progress}
            line = render_to_string("components/guest_line.html", context)
            self._guest_lines[keeps_progress] = line
        return self._guest_lines[keeps_progress]


_kept: dict[tuple[str, int], Frame] = {}


def site(request):
    """Give templates `site`, the name of the site and its owner, and what frames every page.

    It is `platform` too, for allauth's views, which call another thing `site`. Read when a
    template asks for it only: error pages that do without the database must.
    """
    frame = SimpleLazyObject(lambda: frame_of(request))
    settings = SimpleLazyObject(lambda: frame.site)
    return {
        "site": settings,
        "platform": settings,
        "site_look": lambda: frame.look,
        "site_header": lambda: frame.header(request.path),
        "site_footer": lambda: frame.footer,
        "guest_line": lambda: frame.guest_line(getattr(request, "keeps_progress", False)),
    }


def frame_of(request) -> Frame:
    """Return the frame of the request's site, made once a process and generation of pages.

    Personal pages say what public ones do, which are kept whole under the same number.
    """
    key = request.get_host(), page_cache.generation_of(request)
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = Frame(SiteSettings.of(request))
    return _kept[key]
