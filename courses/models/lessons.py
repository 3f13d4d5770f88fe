from django import forms
from django.core.validators import MinValueValidator
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page
from wagtail.search import index

from courses.blocks import LessonStreamBlock, SheetStreamBlock
from courses.forms import LessonPageForm
from courses.models.base import RoutedPublicPage
from courses.models.modules import ModulePage, permissions_in_module
from elearning.cms.fields import QuietStreamField
from quizzes.models import Objective, Question

EASY = "easy"


class LessonPage(RoutedPublicPage):
    """Three to five minutes, one gesture to learn; the same, if its author has written it, in easy
    words at an address of its own."""

    summary = models.CharField(_("summary"), max_length=160)
    duration = models.PositiveSmallIntegerField(
        _("duration"), default=3, validators=[MinValueValidator(1)], help_text=_("Minutes.")
    )
    objectives = ParentalManyToManyField(
        Objective, blank=True, related_name="lessons", verbose_name=_("objectives")
    )
    body = QuietStreamField(LessonStreamBlock(), verbose_name=_("body"))
    easy_body = QuietStreamField(
        SheetStreamBlock(),
        verbose_name=_("easy-to-read version"),
        blank=True,
        help_text=_(
            "The same lesson for people who read with difficulty: sentences of twelve words at "
            "most, one idea each, known words, nothing that the lesson does not say. May be left "
            "empty."
        ),
    )

    base_form_class = LessonPageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("duration"),
        FieldPanel("objectives", widget=forms.CheckboxSelectMultiple),
        FieldPanel("body"),
        FieldPanel("easy_body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("easy_body"),
    ]
    preview_modes = [("", _("Lesson")), (EASY, _("Easy-to-read version"))]
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def permissions_for_user(self, user):
        """Return what somebody may do: one that is not written yet stands below no module."""
        is_open = self._state.adding or ModulePage.objects.parent_of(self).open_to(user).exists()
        return permissions_in_module(user, self, is_open)

    @property
    def easy_url(self) -> str:
        """Return the address of the easy-to-read version, if there is one."""
        return f"{self.url}{self.reverse_subpage(EASY)}" if self.easy_body else ""

    @property
    def easiest_url(self) -> str:
        return self.easy_url or self.url

    def question_to_try(self, question_id: int) -> Question | None:
        """Return the question that a block of the lesson asks, if it is one that is asked."""
        asked = (block.value for block in self.body.blocks_by_name("practice"))
        return next((one for one in asked if one and one.pk == question_id and one.is_asked), None)

    @path("facile-a-lire/", name=EASY)
    def easy_version(self, request):
        """Show the easy-to-read version, which is finished as the lesson is."""
        if not self.easy_body:
            raise Http404
        return self.render(request, template="courses/easy_lesson.html")

    def serve_preview(self, request, mode_name):
        if mode_name == EASY:
            return self.render(request, template="courses/easy_lesson.html")
        return super().serve_preview(request, mode_name)

    def get_context(self, request, *args, **kwargs):
        module = self.get_parent().specific
        lessons = list(LessonPage.objects.child_of(module).live().order_by("path").defer("body"))
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
