from elearning.cms.models import SiteSettings


def site(request):
    """Give templates `site`: the name of the site, its owner and what its footer says."""
    return {"site": SiteSettings.of(request)}
