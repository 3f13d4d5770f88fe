import datetime
from collections import defaultdict
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext_lazy as _

from courses.assignments.rules import is_within
from courses.certificates.rules import months_later
from courses.models import PathModule, PathPage
from elearning.accounts.models import Learner
from elearning.organisations.models import FollowUp, Group, Membership, Organisation


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

    def telling_apart(self) -> Self | None:
        """Return what is asked of others now, whose figures beside these would tell of a few.

        It is asked of everybody where this is of a group, or the other way round.
        """
        running = self.organisation.assignments.running().select_related("path", "group")
        others = list(running.filter(group__isnull=bool(self.group_id)))
        paths = {self.path_id, *(other.path_id for other in others)}
        asked = PathModule.objects.shown().filter(path_page__in=paths, optional=False)
        modules = defaultdict(set)
        for path, module in asked.values_list("path_page", "module"):
            modules[path].add(module)
        mine = modules[self.path_id]
        return next((one for one in others if is_within(mine, modules[one.path_id])), None)

    @property
    def next_opens_on(self) -> datetime.date | None:
        """Return the first day of the next period, if there is one."""
        return self.every_months and months_later(self.opens_on, self.every_months)


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
