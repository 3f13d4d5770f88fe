from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import RecentEditsPanel, WorkflowObjectsToModeratePanel
from wagtail.admin.widgets.button import Button

import elearning.cms.converters  # noqa: F401
from courses.curriculum import (
    cms_views,
    figures_views,
    guide,
    sharing_views,
    trial_views,
    writing_on,
)
from courses.curriculum.boards import WITHOUT_REVIEW
from courses.curriculum.drafting import copy_quiz
from courses.curriculum.panels import MyDraftsPanel
from courses.models import LessonPage, ModulePage


@hooks.register("register_admin_urls")
def module_urls():
    return [
        path("modules/", cms_views.modules, name="modules"),
        path("modules/nouveau/", cms_views.new_module, name="new_module"),
        path("guide/", guide.guide, name="trainers_guide"),
        path("modules/importer/", sharing_views.import_module, name="import_module"),
        path("modules/questions/", sharing_views.import_questions, name="import_questions"),
        path(
            "modules/<row:page_id>/chiffres/", figures_views.module_figures, name="module_figures"
        ),
        path(
            "modules/<row:page_id>/chiffres.csv",
            figures_views.module_figures_csv,
            name="module_figures_csv",
        ),
        path(
            "modules/<row:page_id>/duree/",
            figures_views.announce_duration,
            name="announce_duration",
        ),
        path("modules/<row:page_id>/partage/", cms_views.share_writing, name="share_writing"),
        path("modules/<row:page_id>/zip/", sharing_views.share_module, name="share_module"),
        path("modules/<row:page_id>/", cms_views.module_board, name="module_board"),
        path("modules/<row:page_id>/publier/", cms_views.publish_module, name="publish_module"),
        path(
            "modules/<row:page_id>/relecture/",
            cms_views.send_module_to_review,
            name="send_module_to_review",
        ),
    ]


@hooks.register("register_admin_urls")
def trial_urls():
    return [
        path("modules/<row:page_id>/essai/", trial_views.module_trial, name="module_trial"),
        path(
            "modules/<row:page_id>/essai/<int:number>/",
            trial_views.trial_question,
            name="trial_question",
        ),
        path(
            "modules/<row:page_id>/essai/resultat/", trial_views.trial_result, name="trial_result"
        ),
        path(
            "modules/<row:page_id>/essai/attestation/",
            trial_views.trial_certificate,
            name="trial_certificate",
        ),
    ]


@hooks.register("register_admin_menu_item")
def modules_menu():
    return MenuItem(
        _("Modules"), reverse_lazy("modules"), icon_name="folder-open-inverse", order=10
    )


@hooks.register("register_help_menu_item")
def guide_in_the_menu():
    label = _("Guide of trainers")
    return MenuItem(label, reverse_lazy("trainers_guide"), name="guide", icon_name="help", order=1)


@hooks.register("register_page_header_buttons")
def lead_to_the_board(page, user, view_name, next_url=None):
    """Lead from the pages of a module to what is left to write of it."""
    specific = page.specific_class
    if view_name == "edit" and specific in (ModulePage, LessonPage):
        module = page.get_parent() if specific is LessonPage else page
        yield Button(
            _("The whole module"),
            url=reverse("module_board", args=[module.pk]),
            icon_name="list-ul",
            priority=5,
        )


hooks.register("construct_page_action_menu", writing_on.offer)
hooks.register("construct_snippet_action_menu", writing_on.offer)
hooks.register("after_edit_page", writing_on.go_on)
hooks.register("after_edit_snippet", writing_on.go_on)


@hooks.register("register_log_actions")
def name_log_actions(actions):
    actions.register_action(
        WITHOUT_REVIEW, _("Publish without review"), _("Published without review")
    )


@hooks.register("after_copy_page")
def copy_the_quiz(request, page, new_page):
    """Give the copy of a module a quiz of its own."""
    if isinstance(page.specific, ModulePage):
        copy_quiz(page.specific, new_page.specific, request.user)


@hooks.register("construct_homepage_panels")
def put_what_waits_first(request, panels):
    """Show what one has to review, then what one has to finish, not what one has opened last."""
    panels[:] = [panel for panel in panels if not isinstance(panel, RecentEditsPanel)]
    drafts = MyDraftsPanel()
    for panel in panels:
        if isinstance(panel, WorkflowObjectsToModeratePanel):
            panel.order = drafts.order - 1
    panels.append(drafts)
