from django import forms
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from courses.blocks import LessonStreamBlock
from courses.forms import LessonPageForm
from courses.models.base import PublicPage
from elearning.cms.fields import QuietStreamField
from quizzes.models import Objective, Question


class LessonPage(PublicPage):
    """Three to five minutes, one gesture to learn."""

    summary = models.CharField(_("summary"), max_length=160)
    duration = models.PositiveSmallIntegerField(
        _("duration"), default=3, validators=[MinValueValidator(1)], help_text=_("Minutes.")
    )
    objectives = ParentalManyToManyField(
        Objective, blank=True, related_name="lessons", verbose_name=_("objectives")
    )
    body = QuietStreamField(LessonStreamBlock(), verbose_name=_("body"))

    base_form_class = LessonPageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("duration"),
        FieldPanel("objectives", widget=forms.CheckboxSelectMultiple),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def question_to_try(self, question_id: int) -> Question | None:
        """Return the question that a block of the lesson asks, if it is one that is asked."""
        asked = (block.value for block in self.body.blocks_by_name("practice"))
        return next((one for one in asked if one and one.pk == question_id and one.is_asked), None)

    def get_context(self, request, *args, **kwargs):
        module = self.get_parent().specific
        lessons = list(module.get_children().live().order_by("path"))
        places = [lesson.pk for lesson in lessons]
        place = places.index(self.pk) if self.pk in places else len(lessons)
        return super().get_context(request, *args, **kwargs) | {
            "module": module,
            "number": place + 1,
            "total": max(len(lessons), place + 1),
            "previous_lesson": lessons[place - 1] if place else None,
            "next_lesson": lessons[place + 1] if place + 1 < len(lessons) else None,
            "updated_on": self.last_published_at,
        }
