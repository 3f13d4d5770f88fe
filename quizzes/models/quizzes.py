import dataclasses
import itertools
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, Revision, RevisionMixin
from wagtail.search import index

from elearning.cms.inline import InlineRowsMixin
from quizzes.engine.drawing import Pool
from quizzes.engine.settings import is_comfortable
from quizzes.forms import QuizForm
from quizzes.models.bank import Question
from quizzes.models.categories import Category
from quizzes.models.draws import QuizDraw
from quizzes.models.editions import PoolRow, QuizEdition
from quizzes.models.settings import QuizSettings
from quizzes.panels import DrawsPanel
from quizzes.previews import sample_draw


class QuizQuerySet(models.QuerySet):
    def open_to(self, user):
        """Return those that somebody may write, and whose figures are theirs to read.

        They ask questions of a category open to that person, or none yet, or that person made
        them. Whoever reviews questions may write all.
        """
        if user.has_perm("quizzes.publish_question"):
            return self
        draws = QuizDraw.objects.filter(quiz=OuterRef("pk"))
        asked = draws.exclude(category=None, question=None)
        open_ones = Category.objects.open_to(user)
        is_open = Q(category__in=open_ones) | Q(question__category__in=open_ones)
        made = Revision.objects.filter(
            content_type=ContentType.objects.get_for_model(Quiz),
            object_id=Cast(OuterRef("pk"), models.CharField()),
        ).order_by("pk")
        return self.annotate(maker=Subquery(made.values("user")[:1])).filter(
            ~Exists(asked) | Exists(asked.filter(is_open)) | Q(maker=user.pk)
        )


class Quiz(
    InlineRowsMixin,
    DraftStateMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
    QuizSettings,
):
    """A selection of questions with rules, as its author edits it."""

    slug = models.SlugField(_("identifier"), unique=True, max_length=80)
    current_edition = models.ForeignKey(
        QuizEdition, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = QuizQuerySet.as_manager()

    base_form_class = QuizForm
    inline_rows = ("draws",)
    panels = [
        TitleFieldPanel("title", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("purpose"),
        FieldPanel("pass_mark"),
        FieldRowPanel([FieldPanel("shuffle_questions"), FieldPanel("shuffle_options")]),
        FieldRowPanel([FieldPanel("avoid_seen"), FieldPanel("same_for_all")]),
        MultiFieldPanel(
            [
                FieldPanel("feedback"),
                FieldRowPanel([FieldPanel("navigation"), FieldPanel("review")]),
            ],
            heading=_("Answers and navigation"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("time_limit"), FieldPanel("grace")]),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldRowPanel([FieldPanel("attempts_allowed"), FieldPanel("waiting_time")]),
                FieldPanel("grading"),
            ],
            heading=_("Time and attempts"),
            classname="collapsed",
        ),
        DrawsPanel("draws", label=_("draw"), heading=_("Questions to draw"), min_num=1),
        InlinePanel("bands", label=_("band"), heading=_("Words for a result")),
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
            ),
            models.CheckConstraint(
                condition=~Q(purpose="practice") | Q(pass_mark=None),
                name="practice_has_nothing_to_pass",
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")),
                name="quiz_opens_before_it_closes",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self) -> bool:
        """Return whether learners may start it."""
        return self.live and self.current_edition_id is not None

    def is_open_to(self, user) -> bool:
        return Quiz.objects.filter(pk=self.pk).open_to(user).exists()

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
            sections = quiz.sections()
            draws = [
                Pool(len(ids), draw.count, draw.points, section)
                for (draw, ids), section in zip(filled, sections, strict=True)
            ]
            pools = [ids for _draw, ids in filled]
            current = quiz.current_edition
            bands = list(quiz.bands.order_by("from_percent").values("from_percent", "text"))
            if current and current.says(quiz.settings(), bands, draws, pools):
                return False
            edition = quiz.editions.create(
                number=quiz.editions.count() + 1,
                bands=bands,
                draws=[dataclasses.asdict(pool) for pool in draws],
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
    def pools(draws: Iterable[QuizDraw]) -> list[tuple[QuizDraw, list[int]]]:
        """Return each draw, in order, with the ids of the live questions it takes from.

        A question stands in one pool only, the first draw that names it, so that nobody is asked
        the same question twice; draws of one fixed question take theirs before the others.
        """
        draws = list(draws)
        fixed = {draw.question_id for draw in draws if draw.question_id}
        live = set(Question.objects.filter(live=True, pk__in=fixed).values_list("pk", flat=True))
        taken: set[int] = set()
        found = {}
        for draw in sorted(draws, key=lambda draw: draw.question_id is None):
            if draw.question_id:
                ids = list({draw.question_id} & live - taken)
            else:
                candidates = draw.candidates().values_list("pk", flat=True)
                ids = [pk for pk in candidates if pk not in taken]
            taken.update(ids)
            found[id(draw)] = ids
        return [(draw, found[id(draw)]) for draw in draws]

    def sections(self) -> list[str]:
        """Return the heading of the section of each draw: its own, or the one above."""
        headings = itertools.accumulate(
            (draw.section for draw in self.draws.all()), lambda above, own: own or above
        )
        return list(headings)

    def advice(self) -> list[str]:
        """Return what its author should know of its draws, in sentences: attempts too alike."""
        if self.purpose != self.Purpose.MODULE:
            return []
        return [
            _(
                "“%(draw)s”: %(count)s questions drawn out of %(found)s. Attempts will be too "
                "alike: half as many again as are drawn would be right."
            )
            % {"draw": draw, "count": draw.count, "found": len(ids)}
            for draw, ids in self.pools(self.draws.all())
            if not draw.question_id and not is_comfortable(len(ids), draw.count)
        ]

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


class ScoreBand(Orderable):
    """What is told with a result from so many percent on, up to the next band."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="bands")
    from_percent = models.PositiveSmallIntegerField(
        _("from"), validators=[MaxValueValidator(100)], help_text=_("In percent.")
    )
    text = models.CharField(_("feedback"), max_length=300)

    panels = [FieldRowPanel([FieldPanel("from_percent"), FieldPanel("text")])]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["quiz", "from_percent"], name="one_band_a_percentage"),
            models.CheckConstraint(
                condition=Q(from_percent__lte=100), name="band_from_percent_of_100"
            ),
        ]
