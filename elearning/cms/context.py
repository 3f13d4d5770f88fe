from elearning.cms.models import SiteSettings


def site(request):
    """Give templates `site`: the name of the site, its owner and what its footer says.

    It is `platform` too, for allauth's views, which call another thing `site`.
    """
    settings = SiteSettings.of(request)
    return {"site": settings, "platform": settings}
