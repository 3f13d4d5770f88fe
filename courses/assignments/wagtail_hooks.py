from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.models import Page

from courses.assignments.models import Assignment
from elearning.cms import deletion


@hooks.register("before_delete_page")
def keep_paths_asked_of_people(request, page):
    """Refuse to delete a path that an organisation has asked for, or a page above it."""
    pages = Page.objects.descendant_of(page, inclusive=True).values("pk")
    if not Assignment.objects.filter(path__in=pages).exists():
        return None
    sentence = _(
        "“%(name)s” cannot be deleted: an organisation asks its people for it. "
        "Unpublish it instead."
    )
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return deletion.refuse(request, sentence % {"name": page}, address)


@hooks.register("before_bulk_action")
def keep_paths_of_a_bulk_delete(request, action_type, objects, action):
    if action_type == "delete" and action.model is Page:
        refusals = (keep_paths_asked_of_people(request, page) for page in objects)
        return next(filter(None, refusals), None)
    return None


@hooks.register("register_log_actions")
def name_log_actions(actions):
    actions.register_action(
        "assignments.assign", gettext_lazy("Ask for a path"), gettext_lazy("Path asked for")
    )
    actions.register_action(
        "assignments.end", gettext_lazy("End a path"), gettext_lazy("Path asked for no more")
    )
