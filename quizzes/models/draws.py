from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import Tag
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from quizzes.models.bank import Question
from quizzes.models.categories import Category


class QuizDraw(Orderable):
    """So many questions to draw from a category and a tag, or one fixed question."""

    quiz = ParentalKey("Quiz", on_delete=models.CASCADE, related_name="draws")
    question = models.ForeignKey(
        Question,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("fixed question"),
    )
    category = models.ForeignKey(
        Category,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("category"),
    )
    tag = models.ForeignKey(
        Tag,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("tag"),
    )
    count = models.PositiveSmallIntegerField(
        _("number of questions"), default=1, validators=[MinValueValidator(1)]
    )

    points = models.PositiveSmallIntegerField(
        _("points for each question"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    section = models.CharField(
        _("section"),
        max_length=80,
        blank=True,
        help_text=_("Heading of a section that begins here; left empty, the one above goes on."),
    )

    panels = [
        FieldPanel("question"),
        FieldRowPanel([FieldPanel("category"), FieldPanel("tag"), FieldPanel("count")]),
        FieldRowPanel([FieldPanel("points"), FieldPanel("section")]),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, category=None, tag=None, count=1)
                | Q(question=None) & (Q(category__isnull=False) | Q(tag__isnull=False)),
                name="draw_fixed_or_from_bank",
                violation_error_message=_(
                    "Choose either one fixed question, or a category or a tag to draw from."
                ),
            )
        ]

    def __str__(self):
        return ", ".join(str(one) for one in (self.question, self.category, self.tag) if one)

    def candidates(self):
        """Return the live questions that this draw may take, oldest first."""
        questions = Question.objects.filter(live=True).order_by("pk")
        if self.question_id:
            return questions.filter(pk=self.question_id)
        if self.category_id:
            questions = questions.filter(category__in=Category.objects.below(self.category_id))
        if self.tag_id:
            questions = questions.filter(tagged_items__tag=self.tag_id)
        return questions

    def shortfall(self, found: int) -> tuple[str, str]:
        """Return the field at fault, and a sentence, when the bank offers fewer than asked for."""
        if self.question_id:
            return "question", _("This question is not published, or a draw above asks it already.")
        return "count", _(
            "This draw asks for %(count)s questions and finds %(found)s: the others are not "
            "published, or a draw above takes them."
        ) % {"count": self.count, "found": found}
