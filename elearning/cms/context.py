from functools import partial

from django.utils.functional import SimpleLazyObject

from elearning.cms.models import SiteSettings


def site(request):
    """Give templates `site`: the name of the site, its owner and what its footer says.

    It is `platform` too, for allauth's views, which call another thing `site`. Read when a
    template asks for it only: error pages that do without the database must.
    """
    settings = SimpleLazyObject(partial(SiteSettings.of, request))
    return {"site": settings, "platform": settings}
