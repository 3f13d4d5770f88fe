from django import template

from elearning.cms.models import SiteSettings

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """Return what the site is called, where no request says which site it is."""
    return SiteSettings.of_default_site().name
