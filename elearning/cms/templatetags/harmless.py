from django import template
from django.utils.safestring import SafeString

from elearning.lib.sanitize import sanitize

register = template.Library()


@register.filter
def harmless(html: str) -> SafeString:
    """Return HTML of an editor without anything that could run.

    The sanitiser writes no-break spaces as entities; a page holds them as they were typed.
    """
    return SafeString(sanitize(html).replace("&nbsp;", "\N{NO-BREAK SPACE}"))
