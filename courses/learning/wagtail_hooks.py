from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from courses.learning.models import Completion, Enrolment, LessonDone
from elearning.cms import deletion


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
    )
