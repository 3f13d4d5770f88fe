import dataclasses

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.engine.settings import Settings

LONGEST_WAIT = 30 * 24 * 60  # minutes
MOST_ATTEMPTS = 1000


class QuizSettings(models.Model):
    """The rules of a quiz, which an edition freezes; see quizzes.engine.settings."""

    class Purpose(models.TextChoices):
        PRACTICE = "practice", _("practice: nothing to pass, each answer explained at once")
        MODULE = "module", _("module: each answer explained at once, as many attempts as needed")
        EXAMINATION = "examination", _("examination: no key before it is passed, few attempts")

    class Feedback(models.TextChoices):
        EACH = "each", _("after each question")
        END = "end", _("at the end of the attempt")
        PASSED = "passed", _("once passed, or when no attempt is left")
        NEVER = "never", _("never")

    class Navigation(models.TextChoices):
        FORWARD = "forward", _("forward only")
        FREE = "free", _("free: back and forth")

    class Grading(models.TextChoices):
        BEST = "best", _("the best attempt")
        LAST = "last", _("the last attempt")
        FIRST = "first", _("the first attempt")
        AVERAGE = "average", _("the average of the attempts")

    title = models.CharField(_("title"), max_length=160)
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose, default=Purpose.MODULE)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("In percent; none for practice, which nobody can fail."),
    )
    feedback = models.CharField(
        _("right answers are shown"), max_length=6, choices=Feedback, blank=True
    )
    navigation = models.CharField(_("navigation"), max_length=7, choices=Navigation, blank=True)
    review = models.BooleanField(_("review before sending"), null=True, blank=True)
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_ATTEMPTS)],
        help_text=_("0: as many as one likes."),
    )
    waiting_time = models.PositiveIntegerField(
        _("wait between two attempts"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LONGEST_WAIT)],
        help_text=_("In minutes; 0: none."),
    )
    grading = models.CharField(
        _("attempt that counts"), max_length=7, choices=Grading, default=Grading.BEST
    )
    time_limit = models.PositiveSmallIntegerField(
        _("time limit"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("In minutes; learners who ask for extra time have more."),
    )
    grace = models.PositiveSmallIntegerField(
        _("grace"),
        default=60,
        validators=[MaxValueValidator(600)],
        help_text=_("In seconds: answers that arrive late by so much are still taken."),
    )
    opens_at = models.DateTimeField(_("opens on"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes on"), null=True, blank=True)
    shuffle_questions = models.BooleanField(_("shuffle questions"), default=True)
    shuffle_options = models.BooleanField(_("shuffle options"), default=True)
    avoid_seen = models.BooleanField(_("unseen questions first"), null=True, blank=True)
    same_for_all = models.BooleanField(_("same questions in the same order for all"), default=False)

    class Meta:
        abstract = True

    @property
    def purpose_label(self) -> str:
        return self.get_purpose_display().partition(":")[0].strip()

    @property
    def rules(self) -> Settings:
        """Return the rules, those left open as the purpose says."""
        names = (field.name for field in dataclasses.fields(Settings))
        return Settings(**{name: getattr(self, name) for name in names}).resolved()

    def settings(self) -> dict:
        """Return what an edition keeps beside draws and bands."""
        return dataclasses.asdict(self.rules) | {
            name: getattr(self, name) for name in ("title", "shuffle_questions", "shuffle_options")
        }
