"""The trainers' guide, in the editor as in docs/: one text."""

import re

from django.conf import settings
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

GUIDE = settings.BASE_DIR / "docs" / "guides" / "formateur.md"
PICTURE = re.compile(r'(?<=src=")(?:\.\./)+static/([^"]+)')
LINK_TO_FILE = re.compile(r"\[([^\]]+)\]\([^)]+\.md\)")


@require_safe
def guide(request):
    """Show the guide of those who write, without its links to other files."""
    _title, _break, text = GUIDE.read_text(encoding="utf-8").partition("\n")
    html = MarkdownIt().enable("table").render(LINK_TO_FILE.sub(r"\1", text))
    html = PICTURE.sub(lambda found: static(found[1]), html)
    context = {
        "guide": SafeString(html),  # a file of the project
        "page_title": _("Guide of trainers"),
        "header_icon": "help",
    }
    return render(request, "curriculum/guide.html", context)
