from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.certificates.models import Certificate
from courses.models import LessonPage, ModulePage, PathModule, PathPage
from elearning.accounts.models import Learner


class Enrolment(models.Model):
    """A learner has begun a module."""

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="enrolments")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="enrolments")
    started_at = models.DateTimeField()

    class Meta:
        verbose_name = _("enrolment")
        constraints = [models.UniqueConstraint(fields=["learner", "module"], name="enrolled_once")]

    def __str__(self):
        return f"{self.learner_id} {self.module_id}"


class LessonDone(models.Model):
    """A learner has finished a lesson, in a cycle of its module: renewing may ask it again."""

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="lessons_done")
    lesson = models.ForeignKey(LessonPage, on_delete=models.PROTECT, related_name="done_by")
    cycle = models.PositiveSmallIntegerField(default=1)
    done_at = models.DateTimeField()

    class Meta:
        verbose_name = _("finished lesson")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "lesson", "cycle"], name="lesson_done_once_a_cycle"
            ),
            models.CheckConstraint(condition=Q(cycle__gte=1), name="lesson_cycle_from_1"),
        ]

    def __str__(self):
        return f"{self.learner_id} {self.lesson_id}"


class CompletionQuerySet(models.QuerySet):
    def latest_of(self, learner, module) -> "Completion | None":
        """Return the completion of the last cycle of a learner, or of nobody yet."""
        return self.filter(learner=learner, module=module).order_by("-cycle").first()


class Completion(models.Model):
    """A learner has completed a module, in a cycle; nothing takes it back."""

    class EarnedBy(models.TextChoices):
        QUIZ = "quiz", _("quiz")
        SESSION = "session", _("session")

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="completions")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="completions")
    cycle = models.PositiveSmallIntegerField(default=1)
    edition = models.PositiveIntegerField()
    earned_by = models.CharField(max_length=10, choices=EarnedBy, default=EarnedBy.QUIZ)
    completed_at = models.DateTimeField()

    objects = CompletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("completion")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "module", "cycle"], name="completed_once_a_cycle"
            ),
            models.CheckConstraint(condition=Q(cycle__gte=1), name="completion_cycle_from_1"),
        ]

    def __str__(self):
        return f"{self.learner_id} {self.module_id} ({self.cycle})"

    @property
    def gives_certificate(self) -> bool:
        """Return whether it was earned alone: a session vouches for itself."""
        return self.earned_by == self.EarnedBy.QUIZ

    def certificate(self) -> Certificate | None:
        """Return the certificate of this completion, whatever has become of it since."""
        held = Certificate.objects.current().filter(learner=self.learner_id, cycle=self.cycle)
        return held.filter(subject=self.module.certificate_subject).first()


class PathEnrolment(models.Model):
    """A learner follows a path."""

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="paths_followed")
    path = models.ForeignKey(PathPage, on_delete=models.PROTECT, related_name="enrolments")
    started_at = models.DateTimeField()

    class Meta:
        verbose_name = _("path followed")
        constraints = [
            models.UniqueConstraint(fields=["learner", "path"], name="path_followed_once")
        ]

    def __str__(self):
        return f"{self.learner_id} {self.path_id}"


class PathCompletion(models.Model):
    """A learner has completed, in a cycle, what a path asked that day.

    A module added later changes nothing.
    """

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="paths_completed")
    path = models.ForeignKey(PathPage, on_delete=models.PROTECT, related_name="completions")
    cycle = models.PositiveSmallIntegerField(default=1)
    completed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("completed path")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "path", "cycle"], name="path_completed_once_a_cycle"
            ),
            models.CheckConstraint(condition=Q(cycle__gte=1), name="path_cycle_from_1"),
        ]

    def __str__(self):
        return f"{self.learner_id} {self.path_id}"

    @property
    def gives_certificate(self) -> bool:
        """Return whether all of it was earned alone, as far as the path goes today."""
        asked = PathModule.objects.shown().filter(path_page=self.path_id, optional=False)
        earned = Completion.objects.filter(
            learner=self.learner_id, module__in=asked.values("module")
        )
        last = {one.module_id: one for one in earned.order_by("cycle")}
        return all(completion.gives_certificate for completion in last.values())

    def certificate(self) -> Certificate | None:
        """Return the certificate of this completion, whatever has become of it since."""
        held = Certificate.objects.current().filter(learner=self.learner_id, cycle=self.cycle)
        return held.filter(subject=self.path.certificate_subject).first()
