from collections.abc import Iterable

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import Tag
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, TitleFieldPanel
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, RevisionMixin
from wagtail.search import index

from quizzes.engine.drawing import Pool
from quizzes.forms import QuizForm
from quizzes.models.bank import Category, Question
from quizzes.previews import sample_draw

SETTINGS = ("title", "pass_mark", "shuffle_questions", "shuffle_options")


class QuizSettings(models.Model):
    """The rules of a quiz, which an edition freezes."""

    title = models.CharField(_("title"), max_length=160)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("In percent; none for practice, which nobody can fail."),
    )
    shuffle_questions = models.BooleanField(_("shuffle questions"), default=True)
    shuffle_options = models.BooleanField(_("shuffle options"), default=True)

    class Meta:
        abstract = True

    def settings(self) -> dict:
        return {name: getattr(self, name) for name in SETTINGS}


class Quiz(
    DraftStateMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel, QuizSettings
):
    """A selection of questions with rules, as its author edits it."""

    slug = models.SlugField(_("identifier"), unique=True, max_length=80)
    current_edition = models.ForeignKey(
        "QuizEdition", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    base_form_class = QuizForm
    panels = [
        TitleFieldPanel("title", targets=["slug"]),
        FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("shuffle_questions"), FieldPanel("shuffle_options")]),
        InlinePanel("draws", label=_("draw"), heading=_("Questions to draw"), min_num=1),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_mark=None) | Q(pass_mark__range=(1, 100)),
                name="quiz_pass_mark_percent",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self) -> bool:
        """Return whether learners may start it."""
        return self.live and self.current_edition_id is not None

    def publish(self, revision, **kwargs):
        """Publish a revision and freeze it as an edition, both or neither, one at a time.

        Raises quizzes.engine.drawing.InvalidPool when a draw asks for more than there is.
        """
        with transaction.atomic():
            Quiz.objects.select_for_update().get(pk=self.pk)
            super().publish(revision, **kwargs)
            published = Quiz.objects.get(pk=self.pk)
            if published.live:
                published.freeze()

    def freeze(self) -> bool:
        """Write a new edition if rules or pools have changed; return whether it did."""
        with transaction.atomic():
            quiz = Quiz.objects.select_for_update().get(pk=self.pk)
            filled = quiz.pools(quiz.draws.all())
            draws = [Pool(size=len(ids), draw=draw.count) for draw, ids in filled]
            pools = [ids for _draw, ids in filled]
            current = quiz.current_edition
            if current and current.says(quiz.settings(), draws, pools):
                return False
            edition = quiz.editions.create(
                number=quiz.editions.count() + 1,
                draws=[{"draw": pool.draw, "size": pool.size} for pool in draws],
                **quiz.settings(),
            )
            PoolRow.objects.bulk_create(
                PoolRow(edition=edition, pool=pool, position=position, question_id=question)
                for pool, questions in enumerate(pools)
                for position, question in enumerate(questions)
            )
            Quiz.objects.filter(pk=self.pk).update(current_edition=edition)
            return True

    @staticmethod
    def pools(draws: Iterable["QuizDraw"]) -> list[tuple["QuizDraw", list[int]]]:
        """Return each draw with the ids of the live questions it takes from.

        A question stands in one pool only, the first draw that names it, so that nobody is asked
        the same question twice; draws of one fixed question come before the others.
        """
        taken: set[int] = set()
        pools = []
        for draw in sorted(draws, key=lambda draw: draw.question_id is None):
            ids = [pk for pk in draw.candidates().values_list("pk", flat=True) if pk not in taken]
            taken.update(ids)
            pools.append((draw, ids))
        return pools

    def get_preview_template(self, request, mode_name):
        return "quizzes/quiz_preview.html"

    def get_preview_context(self, request, mode_name):
        pools = [(draw.count, ids) for draw, ids in self.pools(self.draws.all())]
        drawn = sample_draw(pools)
        questions = Question.objects.select_related("objective").in_bulk(drawn)
        return super().get_preview_context(request, mode_name) | {
            "questions": [questions[pk] for pk in drawn],
            "bank": sum(len(ids) for _count, ids in pools),
            "missing": sum(count for count, _ids in pools) - len(drawn),
        }


class QuizDraw(Orderable):
    """So many questions to draw from a category and a tag, or one fixed question."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="draws")
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

    panels = [
        FieldPanel("question"),
        FieldRowPanel([FieldPanel("category"), FieldPanel("tag"), FieldPanel("count")]),
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

    def candidates(self):
        """Return the live questions that this draw may take, oldest first."""
        questions = Question.objects.filter(live=True).order_by("pk")
        if self.question_id:
            return questions.filter(pk=self.question_id)
        if self.category_id:
            questions = questions.filter(category=self.category_id)
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


class QuizEdition(QuizSettings):
    """A quiz as it was on the day it was published. Never edited: attempts point to it."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    draws = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("edition of a quiz")
        constraints = [
            models.UniqueConstraint(fields=["quiz", "number"], name="edition_number_once")
        ]

    def __str__(self):
        return f"{self.title} ({self.number})"

    @property
    def pools(self) -> list[Pool]:
        return [Pool(**draw) for draw in self.draws]

    @property
    def length(self) -> int:
        """Return how many questions an attempt has."""
        return sum(pool.draw for pool in self.pools)

    def says(self, settings: dict, draws: list[Pool], pools: list[list[int]]) -> bool:
        """Return whether this edition has these rules, draws and questions."""
        rows = [(row.pool, row.question_id) for row in self.rows.order_by("pool", "position")]
        wanted = [(index, question) for index, ids in enumerate(pools) for question in ids]
        return self.settings() == settings and self.pools == draws and rows == wanted


class PoolRow(models.Model):
    """A question's place in a pool of an edition: drawing reads only the rows it draws."""

    edition = models.ForeignKey(QuizEdition, on_delete=models.CASCADE, related_name="rows")
    pool = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "pool", "position"], name="pool_position_once"
            ),
            models.UniqueConstraint(fields=["edition", "question"], name="pool_question_once"),
        ]

    def __str__(self):
        return f"{self.edition_id} {self.pool}.{self.position}"
