from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.models import Page

import elearning.cms.ranks  # noqa: F401
from elearning.cms import deletion
from elearning.cms.publishing import is_ready


@hooks.register("construct_help_menu")
def leave_out_pages_in_english(request, items):
    """Keep of Wagtail's help what people of the editor can read: the keyboard shortcuts."""
    items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]


@hooks.register("construct_main_menu")
def gather_media(request, items):
    """Put images and documents under one entry."""
    media = [item for item in items if item.name in ("images", "documents")]
    if media:
        items[:] = [item for item in items if item not in media]
        menu = Menu(items=media)
        items.append(
            SubmenuMenuItem(gettext_lazy("Media"), menu, name="media", icon_name="image", order=80)
        )


@hooks.register("before_bulk_action")
def refuse_unfinished_pages(request, action_type, objects, action):
    """Refuse a bulk publication whole when one of its pages has faults."""
    if action_type != "publish" or action.model is not Page:
        return None
    pages = list(objects)
    if action.cleaned_form.cleaned_data["include_descendants"]:
        pages += [draft for page in objects for draft in page.get_descendants().not_live()]
    unfinished = next((page for page in pages if not is_ready(page)), None)
    if unfinished:
        sentence = _(
            "“%(name)s” is not finished, so nothing was published. Open it and publish it "
            "there: what is missing will be shown."
        ) % {"name": unfinished}
        url = reverse("wagtailadmin_pages:edit", args=[unfinished.pk])
        return deletion.refuse(request, sentence, url)
    return None
