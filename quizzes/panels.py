"""The draws of a quiz in its editor."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.admin.utils import quote
from django.forms import ModelForm
from django.urls import reverse
from wagtail.admin.panels import InlinePanel, Panel


@dataclass(frozen=True)
class Line:
    """A draw of one fixed question, with what a line of the editor shows of it."""

    form: ModelForm

    @property
    def order(self) -> int:
        return self.form["ORDER"].value()

    @property
    def is_deleted(self) -> bool:
        return bool(self.form["DELETE"].value())

    @property
    def question_url(self) -> str:
        question = self.form.instance.question
        name = question.snippet_viewset.get_url_name("edit")
        return reverse(name, args=[quote(question.pk)])


class DrawsPanel(InlinePanel):
    """A form for each draw; once there are many, a line for each fixed question.

    A form has three choosers: two hundred of them take seconds to open, and cannot be read.
    """

    MOST_FORMS = 10

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "quizzes/draws_panel.html"

        @property
        def is_long(self) -> bool:
            return len(self.formset.forms) > self.panel.MOST_FORMS

        def rows(self) -> Iterator[tuple[Panel.BoundPanel, Line | None]]:
            """Yield each draw, and its line if it takes one: those at fault keep their form."""
            for child in self.children:
                draw = child.form.instance
                has_line = self.is_long and draw.question_id and not child.form.errors
                yield child, Line(child.form) if has_line else None
