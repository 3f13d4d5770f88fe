import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext_lazy as _

from courses.assignments.rules import MOST_REMINDERS
from courses.certificates.rules import months_later
from courses.models import PathPage
from elearning.accounts.models import Learner
from elearning.lib import codes
from elearning.organisations.models import FollowUp, Group, Membership, Organisation
from elearning.organisations.models.invitations import LENGTH, new_code

SESSION_CODE_LASTS = datetime.timedelta(days=30)


class AssignmentQuerySet(models.QuerySet):
    def managed_by(self, user):
        """Return those of the organisations whose people this person manages."""
        return self.filter(organisation__in=Organisation.objects.managed_by(user))

    def with_naming(self):
        """Tell of each whether it is followed by name (`is_named`): asked for since that began."""
        follow_ups = FollowUp.objects.current().filter(
            organisation=OuterRef("organisation"), starts_at__lte=OuterRef("created_at")
        )
        return self.annotate(is_named=Exists(follow_ups))

    def running(self):
        return self.filter(ended_at=None)

    def open_on(self, today: datetime.date):
        """Return what is asked that day, or was to be completed before and still may."""
        return self.running().filter(opens_on__lte=today, path__live=True)

    def asked_of(self, learner: Learner | None, today: datetime.date):
        """Return what is asked of a learner today.

        Each with the day they joined (`joined_at`) and the name they gave there (`given_name`).
        """
        members = self.open_on(today).filter(
            Q(group=None) | Q(group=F("organisation__memberships__group")),
            organisation__memberships__learner=learner,
            organisation__memberships__left_at=None,
        )
        return members.annotate(
            joined_at=F("organisation__memberships__joined_at"),
            given_name=F("organisation__memberships__name"),
        )

    def to_renew(self, today: datetime.date):
        """Return those whose next period opens that day, or should have opened before."""
        recurring = self.open_on(today).exclude(every_months=None)
        return [one for one in recurring if one.next_opens_on <= today]

    def with_figures(self):
        """Return each with its last figures in `latest`, a list of one or none."""
        last = Figures.objects.filter(assignment=OuterRef("assignment")).order_by("-until")
        latest = Figures.objects.filter(pk=Subquery(last.values("pk")[:1]))
        return self.prefetch_related(Prefetch("figures", queryset=latest, to_attr="latest"))

    def to_count(self, until: datetime.datetime):
        """Return those whose figures were not counted at that moment yet, and still move."""
        counted = Figures.objects.filter(assignment=OuterRef("pk"), until__gte=until)
        week_before = until - datetime.timedelta(days=7)
        moving = self.filter(Q(ended_at=None) | Q(ended_at__gte=week_before), created_at__lt=until)
        return moving.exclude(Exists(counted))


class Assignment(models.Model):
    """A path that an organisation asks its people to complete before a day."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="assignments"
    )
    group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assignments",
        verbose_name=_("asked of"),
        help_text=_("The others find nothing to do. No figure of a group under ten people."),
    )
    path = models.ForeignKey(
        PathPage, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("path")
    )
    opens_on = models.DateField(_("from"))
    due_on = models.DateField(_("to complete by"))
    message = models.TextField(
        _("message"),
        max_length=500,
        blank=True,
        help_text=_("Why you ask for it, and how to take part without a computer."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    every_months = models.PositiveSmallIntegerField(
        _("asked again every … months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Leave empty to ask once. A new period then opens by itself; past ones stay."),
    )
    follows = models.OneToOneField(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="followed_by"
    )
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "path"],
                condition=Q(ended_at=None, group=None),
                name="path_asked_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["group", "path"],
                condition=Q(ended_at=None),
                name="path_asked_of_a_group_once_at_a_time",
                violation_error_message=_("You ask this group for this path already."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")),
                name="assignment_due_after_it_opens",
                violation_error_message=_("This day comes before the first one."),
            ),
            models.CheckConstraint(
                condition=Q(every_months=None) | Q(every_months__gte=1),
                name="assignment_comes_back_after_a_month",
            ),
        ]

    def __str__(self):
        return f"{self.path_id} {self.organisation_id}"

    @property
    def memberships(self):
        """Return the memberships, past ones included, of those of whom it is asked."""
        people = Membership.objects.filter(organisation=self.organisation_id)
        return people.filter(group=self.group_id) if self.group_id else people

    @property
    def next_opens_on(self) -> datetime.date | None:
        """Return the first day of the next period, if there is one."""
        return self.every_months and months_later(self.opens_on, self.every_months)


class Fulfilment(models.Model):
    """A learner has done what was asked of them; in a period of its own, never taken back."""

    class How(models.TextChoices):
        ONLINE = "online", _("online")
        SESSION = "session", _("in a session")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="fulfilments")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="fulfilments")
    done_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How, default=How.ONLINE)

    class Meta:
        verbose_name = _("what was asked and done")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "learner"], name="fulfilled_once")
        ]

    def __str__(self):
        return f"{self.learner_id} {self.assignment_id}"


class Figures(models.Model):
    """How many people an assignment reached, and how far, at a moment: counted once a week."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="figures")
    until = models.DateTimeField()
    people = models.PositiveIntegerField()
    begun = models.PositiveIntegerField(help_text="and not done")
    done = models.PositiveIntegerField()
    objectives = models.JSONField(
        default=list, help_text="of each objective: its label, who answered, who mastered it"
    )
    before_after = models.JSONField(
        null=True, help_text="percentages and how many people, for those who took both quizzes"
    )

    class Meta:
        verbose_name = _("figures of a week")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "until"], name="counted_once_a_week"),
            models.CheckConstraint(
                condition=Q(people__gte=F("begun") + F("done")), name="figures_within_people"
            ),
        ]

    def __str__(self):
        return f"{self.assignment} {self.until}"


class OwnDay(models.Model):
    """A learner has another last day, agreed with whoever asks; nobody else sees it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="own_days")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="own_days")
    due_on = models.DateField(_("to complete by"))

    class Meta:
        verbose_name = _("last day of one person")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "learner"], name="own_day_once")
        ]

    def __str__(self):
        return f"{self.learner_id} {self.assignment_id}"


class SessionQuerySet(models.QuerySet):
    def current(self, today: datetime.date):
        """Return those whose code can still be typed."""
        return self.filter(held_on__gte=today - SESSION_CODE_LASTS)

    def typed(self, code: str):
        """Return the one whose code somebody typed, however they typed it, or none."""
        return self.filter(code=codes.normalise(code, LENGTH) or "")


class Session(models.Model):
    """People did a path together, in a room; a code that its manager reads aloud says so."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="sessions")
    held_on = models.DateField(_("held on"))
    without_account = models.PositiveSmallIntegerField(
        _("people who do not use this site"),
        default=0,
        validators=[MaxValueValidator(500)],
        help_text=_("How many took part without joining your team here. No name is asked."),
    )
    code = models.CharField(max_length=9, unique=True, default=new_code, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("group session")

    def __str__(self):
        return f"{self.assignment} {self.held_on}"

    @property
    def readable_code(self) -> str:
        """Return the code as people read it: 4K7-P92-QX8."""
        return "-".join((self.code[:3], self.code[3:6], self.code[6:]))


class SharedCompletion(models.Model):
    """A learner lets an organisation count a path completed before it asked for it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="shared")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="shared")
    shared_at = models.DateTimeField()

    class Meta:
        verbose_name = _("shared completion")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "learner"], name="shared_once")
        ]

    def __str__(self):
        return f"{self.learner_id} {self.assignment_id}"


class Reminder(models.Model):
    """A message to a person who has not completed what is asked; each number is sent once."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reminders")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="reminders")
    number = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, help_text="when a worker last began to send it")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("reminder")
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "learner", "number"], name="reminder_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_REMINDERS),
                name="three_reminders_at_most",
            ),
        ]

    def __str__(self):
        return f"{self.assignment} {self.learner_id} {self.number}"


class NoReminders(models.Model):
    """A learner wants no reminder, of anything, from any organisation."""

    learner = models.OneToOneField(
        Learner, primary_key=True, on_delete=models.CASCADE, related_name="no_reminders"
    )
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("reminders refused")
        verbose_name_plural = _("reminders refused")

    def __str__(self):
        return str(self.learner_id)
