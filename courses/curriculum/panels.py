"""What the editor's home page tells whoever writes: their drafts."""

from dataclasses import dataclass

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision

from courses.curriculum.boards import Part
from courses.models import LessonPage, ModulePage
from elearning.facts.models import Fact
from quizzes.models import Question, Quiz

SHOWN = 5


@dataclass(frozen=True)
class Draft:
    """Something with changes that nobody else sees yet."""

    title: str
    kind: str
    url: str
    revision: Revision


class MyDraftsPanel(Component):
    """On the editor's home page: what one has written and not published, the latest first."""

    name = "my_drafts"
    template_name = "curriculum/drafts_panel.html"
    order = 130

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        found = [*_pages_of(user), *_parts_of(user)]
        return {"drafts": sorted(found, key=lambda draft: draft.revision.created_at, reverse=True)}


def _latest(queryset, user):
    """Return the last things of a kind that somebody has changed and not published."""
    changed = queryset.filter(has_unpublished_changes=True, latest_revision__user=user)
    return changed.select_related("latest_revision").order_by("-latest_revision__created_at")[
        :SHOWN
    ]


def _parts_of(user) -> list[Draft]:
    return [
        Draft(revision.object_str, part.kind, part.url, revision)
        for model in (Question, Quiz, Fact)
        for part in map(Part, _latest(model.objects.all(), user))
        if (revision := part.instance.latest_revision)
    ]


def _pages_of(user) -> list[Draft]:
    """Return the last pages, and instead of lessons their module, whose board lists them."""
    pages = list(_latest(Page.objects.filter(expired=False).select_related("content_type"), user))
    above = {page.path[: -Page.steplen] for page in pages if page.specific_class is LessonPage}
    modules = {module.path: module for module in ModulePage.objects.filter(path__in=above)}
    drafts: dict[int, Draft] = {}
    for page in pages:
        shown = modules.get(page.path[: -Page.steplen], page)
        is_module = shown.specific_class is ModulePage
        name = "module_board" if is_module else "wagtailadmin_pages:edit"
        title = page.draft_title if shown is page else shown.draft_title
        kind = shown.page_type_display_name
        url = reverse(name, args=[shown.pk])
        drafts.setdefault(shown.pk, Draft(title, kind, url, page.latest_revision))
    return list(drafts.values())
