from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

import elearning.cms.ranks  # noqa: F401
from elearning.cms import account_security, deletion
from elearning.cms.publishing import is_ready


@hooks.register("construct_help_menu")
def leave_out_pages_in_english(request, items):
    """Keep of the help what people of the editor can read: our guide, the keyboard shortcuts."""
    kept = ("guide", "keyboard-shortcuts-trigger")
    items[:] = [item for item in items if item.name in kept]


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


@hooks.register("insert_global_admin_js")
def mend_the_editor():
    scripts = ((static(f"js/{name}.js"),) for name in ("names", "autosave"))
    return format_html_join("", '<script src="{}"></script>', scripts)


@hooks.register("register_admin_urls")
def add_account_security():
    views = account_security
    reset = views.reset_second_factor
    close = views.sign_out_everywhere
    return [
        path("comptes/<int:pk>/securite/", views.security, name="account_security"),
        path("comptes/<int:pk>/deuxieme-etape/", reset, name="account_reset_second_factor"),
        path("comptes/<int:pk>/appareils/", close, name="account_sign_out_everywhere"),
    ]


@hooks.register("register_log_actions")
def name_log_actions(actions):
    actions.register_action(
        "accounts.reset_second_factor",
        gettext_lazy("Take the second step away"),
        gettext_lazy("Second step taken away, its owner told"),
    )
    actions.register_action(
        "accounts.sign_out",
        gettext_lazy("Sign out everywhere"),
        gettext_lazy("Signed out of every device"),
    )
    actions.register_action("accounts.roles")(RolesFormatter)


class RolesFormatter(LogFormatter):
    label = gettext_lazy("Change the roles")

    def format_message(self, entry):
        roles = {name: ", ".join(entry.data.get(name, [])) or "–" for name in ("given", "taken")}
        return _("Roles given: %(given)s; taken away: %(taken)s") % roles


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
