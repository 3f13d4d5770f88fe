from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.action_menu import ActionMenuItem

import elearning.cms.converters  # noqa: F401
from courses.learning.models import (
    Completion,
    Enrolment,
    LessonDone,
    PathCompletion,
    PathEnrolment,
)
from courses.learning.views import marking, regrades
from elearning.cms import deletion
from quizzes.models import Question


class RegradeMenuItem(ActionMenuItem):
    """Leads from a published question to the answers that its key could mark again."""

    name = "action-regrade"
    label = gettext_lazy("Regrade…")
    icon_name = "rotate"

    def is_shown(self, context):
        question = context.get("instance")
        may = context["request"].user.has_perm("quizzes.publish_question")
        return bool(may and question and question.current_version_id)

    def get_url(self, context):
        return reverse("regrade", args=[context["instance"].pk])


@hooks.register("register_snippet_action_menu_item")
def add_regrade(model):
    return RegradeMenuItem(order=90) if model is Question else None


@hooks.register("register_admin_urls")
def add_urls():
    return [path("corriger/<row:question_id>/", regrades.regrade, name="regrade")]


@hooks.register("register_admin_urls")
def marking_urls():
    return [
        path("reponses/", marking.answers_to_mark, name="answers_to_mark"),
        path("reponses/<row:response_id>/", marking.mark_answer, name="mark_answer"),
    ]


class MarkingMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(marking.ALLOWED)


@hooks.register("register_admin_menu_item")
def marking_menu():
    label = gettext_lazy("Answers to mark")
    return MarkingMenuItem(label, reverse("answers_to_mark"), icon_name="edit", order=70)


@hooks.register("before_delete_page")
def keep_pages_with_learners(request, page):
    """Refuse to delete a page when somebody has begun it, or one below it."""
    if has_learners(page):
        sentence = _(
            "“%(name)s” cannot be deleted: learners have begun or completed it. "
            "Unpublish it instead: nobody will see it, and their certificates stay."
        ) % {"name": page}
        return deletion.refuse(
            request, sentence, reverse("wagtailadmin_pages:edit", args=[page.pk])
        )
    return None


@hooks.register("before_bulk_action")
def keep_pages_of_a_bulk_delete(request, action_type, objects, action):
    """Refuse a bulk delete whole when one of its pages has learners."""
    if action_type == "delete" and action.model is Page:
        refusals = (keep_pages_with_learners(request, page) for page in objects)
        return next(filter(None, refusals), None)
    return None


def has_learners(page: Page) -> bool:
    pages = Page.objects.descendant_of(page, inclusive=True).values("pk")
    return (
        Enrolment.objects.filter(module__in=pages).exists()
        or LessonDone.objects.filter(lesson__in=pages).exists()
        or Completion.objects.filter(module__in=pages).exists()
        or PathEnrolment.objects.filter(path__in=pages).exists()
        or PathCompletion.objects.filter(path__in=pages).exists()
    )
