import datetime
import uuid
from collections.abc import Mapping

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from elearning.accounts.models import Learner
from elearning.lib.percent import Number, percent
from elearning.lib.rounding import half_up
from quizzes.engine.drawing import Pool, item_seed
from quizzes.engine.grading import Grade, Outcome, grade
from quizzes.engine.types import UNCOUNTED
from quizzes.models.bank import QuestionVersion
from quizzes.models.categories import Category
from quizzes.models.editions import QuizEdition
from quizzes.models.quizzes import Quiz

PLACES = 5  # of a stored score


class AttemptQuerySet(models.QuerySet):
    def under_way(self, now: datetime.datetime):
        """Return those that ask questions still."""
        return self.filter(Q(deadline=None) | Q(deadline__gt=now), state=Attempt.State.OPEN)

    def not_abandoned(self):
        """Return those that limits count: one left when two learners became one counts for none."""
        return self.exclude(state=Attempt.State.ABANDONED)

    def tries_of(self, learner, quiz) -> list["Attempt"]:
        """Return those of a learner at a quiz that limits count, in the order they were sent in.

        Both may be given by their keys. Each has its edition, which the database is not asked for.
        """
        tries = self.not_abandoned().filter(learner=learner, quiz=quiz)
        in_order = list(tries.order_by("submitted_at", "started_at"))
        for attempt in in_order:
            attempt.edition = QuizEdition.kept(attempt.edition_id)
        return in_order

    def under_its_rules(self, **lookup) -> "Attempt":
        """Return one attempt with its edition, without asking the database for that again."""
        attempt = self.get(**lookup)
        attempt.edition = QuizEdition.kept(attempt.edition_id)
        return attempt

    def past_deadline(self, now: datetime.datetime):
        """Return those that nobody has closed yet; the grace of some may still run."""
        return self.filter(state=Attempt.State.OPEN, deadline__lte=now)


class Attempt(models.Model):
    """One run of a learner through one edition of a quiz."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        AWAITING = "awaiting", _("awaiting marking")
        GRADED = "graded", _("graded")
        ABANDONED = "abandoned", _("abandoned")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    edition = models.ForeignKey(QuizEdition, on_delete=models.PROTECT, related_name="attempts")
    seed = models.PositiveBigIntegerField()
    drawn = models.JSONField(help_text="ids of the versions asked, in order")
    drawn_from = models.JSONField(default=list, help_text="the draw of each, by its number")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True, help_text="without the grace of the edition")
    submitted_at = models.DateTimeField(null=True)
    out_of = models.PositiveSmallIntegerField(
        default=0, help_text="points of the questions drawn that count in the score"
    )
    score = models.DecimalField(max_digits=9, decimal_places=5, null=True)
    passed = models.BooleanField(null=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "quiz"], condition=Q(state="open"), name="one_open_attempt"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["open", "abandoned"], submitted_at=None, score=None, passed=None
                )
                | Q(state="awaiting", submitted_at__isnull=False, score=None, passed=None)
                | Q(state="graded", submitted_at__isnull=False, score__isnull=False),
                name="graded_attempt_has_score",
            ),
        ]
        indexes = [
            models.Index(fields=["learner", "-started_at"], name="attempts_of_learner"),
            models.Index(
                fields=["deadline"], condition=Q(state="open"), name="deadlines_of_open_attempts"
            ),
        ]

    def __str__(self):
        return str(self.id)

    @cached_property
    def tries(self) -> list["Attempt"]:
        """Return the learner's attempts at this quiz that limits count, as they are stored."""
        return Attempt.objects.tries_of(self.learner_id, self.quiz_id)

    @property
    def length(self) -> int:
        return len(self.drawn)

    @property
    def draws(self) -> list[Pool]:
        """Return the draw that each question comes from.

        Attempts older than draws worth several points stored none.
        """
        pools = self.edition.pools
        return [pools[number] for number in self.drawn_from or [0] * self.length]

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def ends_at(self) -> datetime.datetime | None:
        """Return when answers stop being taken: the deadline and its grace."""
        return self.deadline and self.deadline + datetime.timedelta(seconds=self.edition.grace)

    def is_too_late(self, now: datetime.datetime) -> bool:
        return self.ends_at is not None and now > self.ends_at

    def is_overdue(self, now: datetime.datetime) -> bool:
        """Return whether it counts as submitted although nothing has stored it yet."""
        return self.is_open and self.is_too_late(now)

    def asks(self, position: int, answered: int) -> bool:
        """Return whether a question may be answered now, so many having been."""
        if self.edition.rules.navigation == "forward":
            return self.is_open and position == answered < self.length
        return self.is_open and 0 <= position < self.length

    def given(self) -> dict[int, "Response"]:
        """Return the response that counts at each position, versions left unread.

        Every page of an attempt reads them: a manager of related rows, and an ORDER BY, would
        each cost Django as much as the rest of the query.
        """
        given: dict[int, Response] = {}
        for response in Response.objects.filter(attempt=self).order_by():
            response.attempt = self
            counted = given.setdefault(response.position, response)
            if counted.step < response.step:
                given[response.position] = response
        return given

    @property
    def next_position(self) -> int | None:
        """Return the first question that has no answer yet."""
        given = self.given()
        return next((place for place in range(self.length) if place not in given), None)

    def answers(self) -> dict[int, "Response"]:
        """Return the response that counts at each position, with all that explains it."""
        answers = {one.position: one for one in self.responses.counted().select_related("marking")}
        for response in answers.values():
            response.marked_with = QuestionVersion.kept(response.marked_with_id)
        return answers

    def order(self, position: int, item) -> tuple[int, ...]:
        """Return the order in which this learner sees the options of the item at `position`."""
        return item.order(item_seed(self.seed, position), self.edition.shuffle_options)

    @property
    def is_awaiting(self) -> bool:
        """Return whether a person has answers to mark before there is a result."""
        return self.state == self.State.AWAITING

    def grade(self, given: Mapping[int, "Response"] | None = None) -> Grade | None:
        """Return the result so far: points out of what was drawn for this learner and counts.

        `given` is for whoever has read the responses. None as long as a person has answers to mark.
        """
        points = {
            position: response.points
            for position, response in (self.given() if given is None else given).items()
            if QuestionVersion.kept(response.version_id).type not in UNCOUNTED
        }
        return None if None in points.values() else self.grade_of(points)

    def grade_of(self, points: Mapping[int, Number | None]) -> Grade:
        """Return the result that these shares by position would make; None counts in none."""
        draws = self.draws
        earned = [
            share * draws[position].points
            for position, share in points.items()
            if share is not None
        ]
        return grade(earned, self.out_of, self.edition.pass_mark)

    def close(self, at: datetime.datetime, given: Mapping[int, "Response"] | None = None) -> None:
        """Count it as submitted: graded, or awaiting what a person has to mark.

        Stores nothing: a page may tell the result of an overdue attempt.
        """
        result = self.grade(given)
        self.state = self.State.GRADED if result else self.State.AWAITING
        self.submitted_at = at
        if result:
            self.score = half_up(result.score, PLACES)
            self.passed = result.passed

    @property
    def outcome(self) -> Outcome:
        """Return what a closed attempt came to, in percent."""
        return Outcome(percent(self.score, self.out_of), self.passed)


class ResponseQuerySet(models.QuerySet):
    def counted(self):
        """Return the last step of each answer, the one that counts."""
        later = Response.objects.filter(
            attempt=OuterRef("attempt"), position=OuterRef("position"), step__gt=OuterRef("step")
        )
        return self.filter(~Exists(later))

    def to_mark(self):
        """Return the answers that a person has to mark, of attempts sent and not forgotten."""
        waiting = self.counted().filter(points=None, attempt__state=Attempt.State.AWAITING)
        return waiting.exclude(version__type__in=UNCOUNTED).exclude(answer={})

    def open_to(self, user):
        """Return those to the quizzes and to the questions that somebody may write."""
        return self.filter(
            Q(attempt__quiz__in=Quiz.objects.open_to(user).values("pk"))
            | Q(version__question__category__in=Category.objects.open_to(user))
        )


class Response(models.Model):
    """One answer to one drawn item. Only ever added: the last step counts."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="responses")
    position = models.PositiveSmallIntegerField()
    step = models.PositiveSmallIntegerField(default=0)
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="responses")
    marked_with = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField(help_text="empty once forgotten")
    points = models.DecimalField(
        max_digits=9,
        decimal_places=5,
        null=True,
        help_text="none as long as a person has not marked it, or for ever if nobody does",
    )
    seconds = models.PositiveIntegerField(help_text="time spent, in seconds, capped")
    created_at = models.DateTimeField()

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        ordering = ["position", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position", "step"], name="one_response_a_step"
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0) & Q(points__lte=1), name="points_between_0_and_1"
            ),
        ]

    def __str__(self):
        return f"{self.attempt_id} {self.position}.{self.step}"

    def explanation(self):
        """Return the answer walked through, with the version it was marked with.

        Of an answer that was forgotten, only the right one is left to tell.
        """
        return self.marked_with.item.explain(self.answer or None)
