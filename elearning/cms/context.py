from functools import partial

from django.utils.functional import SimpleLazyObject

from elearning.cms import page_cache
from elearning.cms.models import SiteSettings

MOST_KEPT = 8  # hosts, or generations of one

_kept: dict[tuple[str, int], SiteSettings] = {}


def site(request):
    """Give templates `site`: the name of the site, its owner and what its footer says.

    It is `platform` too, for allauth's views, which call another thing `site`. Read when a
    template asks for it only: error pages that do without the database must.
    """
    settings = SimpleLazyObject(partial(settings_of, request))
    return {"site": settings, "platform": settings}


def settings_of(request) -> SiteSettings:
    """Return the settings of the request's site, read once a process and generation of pages.

    Personal pages say what public ones do, which are kept whole under the same number.
    """
    key = request.get_host(), page_cache.generation()
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = SiteSettings.of(request)
    return _kept[key]
