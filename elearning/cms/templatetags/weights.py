from math import ceil

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def weight(size: int) -> str:
    """Return a size in bytes as people read it: "90 kB", "1.2 MB", rounded up."""
    if size < 1_000_000:
        return _("%(number)s kB") % {"number": ceil(size / 1000)}
    return _("%(number)s MB") % {"number": number_format(ceil(size / 100_000) / 10, 1)}
