"""A module written part after part: one button saves a part and opens the next one to write."""

from django.db.models import Model
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem

from courses.curriculum import boards
from courses.models import LessonPage, ModulePage
from quizzes.models import Question, Quiz


class WriteNextItem(ActionMenuItem):
    """Saves the draft, as Wagtail's own button does, and goes on with the module."""

    name = "action-write-next"
    label = _("Save and write on")
    template_name = "curriculum/write_next.html"

    class Media:
        js = ("js/write-next.js",)


def module_of(instance: Model, user) -> ModulePage | None:
    """Return the module that something is written for, until that module is published."""
    written = ModulePage.objects.filter(first_published_at=None).open_to(user)
    match instance:
        case ModulePage():
            return written.filter(pk=instance.pk).first()
        case LessonPage():
            return written.parent_of(instance).first()
        case Quiz():
            return written.filter(quiz=instance).first()
        case Question():
            return written.filter(quiz__draws__question=instance).first()
    return None


def offer(menu_items: list, request, context) -> None:
    """Put the button first in the menu of what is written for a module."""
    instance = context.get("page") or context.get("instance")
    is_edited = context["view"] == "edit" and not context.get("locked_for_user")
    if is_edited and module_of(instance, request.user):
        menu_items.insert(0, WriteNextItem())


def go_on(request, instance: Model):
    """Lead from a part that was saved to the next one to write, or else to the whole module."""
    if WriteNextItem.name not in request.POST:
        return None
    module = module_of(instance, request.user)
    if module is None:
        return None
    part = boards.next_to_write(module, instance)
    return redirect(part.url) if part else redirect("module_board", module.pk)
