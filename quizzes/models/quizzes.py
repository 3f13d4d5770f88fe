from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import Tag
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin
from wagtail.search import index

from quizzes.engine.drawing import Pool
from quizzes.models.bank import Category, Question

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


class Quiz(DraftStateMixin, RevisionMixin, index.Indexed, ClusterableModel, QuizSettings):
    """A selection of questions with rules, as its author edits it."""

    slug = models.SlugField(_("identifier"), unique=True, max_length=80)
    current_edition = models.ForeignKey(
        "QuizEdition", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    panels = [
        FieldPanel("title"),
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

    def publish(self, revision, **kwargs):
        """Publish a revision and freeze it as an edition, both or neither.

        Raises quizzes.engine.drawing.InvalidPool when a draw asks for more than there is.
        """
        with transaction.atomic():
            super().publish(revision, **kwargs)
            published = Quiz.objects.get(pk=self.pk)
            if published.live:
                published.freeze()

    def freeze(self) -> bool:
        """Write a new edition if rules or pools have changed; return whether it did."""
        with transaction.atomic():
            quiz = Quiz.objects.select_for_update().get(pk=self.pk)
            draws, pools = quiz.pools()
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

    def pools(self) -> tuple[list[Pool], list[list[int]]]:
        """Return what each draw takes, and the ids of the live questions it takes them from.

        A question stands in one pool only, the first draw that names it, so that nobody is asked
        the same question twice; draws of one fixed question come before the others.
        """
        taken: set[int] = set()
        draws, pools = [], []
        for draw in sorted(self.draws.all(), key=lambda draw: draw.question_id is None):
            ids = [pk for pk in draw.candidates().values_list("pk", flat=True) if pk not in taken]
            taken.update(ids)
            draws.append(Pool(size=len(ids), draw=draw.count))
            pools.append(ids)
        return draws, pools


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

    def clean(self):
        super().clean()
        if self.count and self.candidates().count() < self.count:
            raise ValidationError(
                {"count": _("There are fewer published questions than this draw asks for.")}
            )


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
