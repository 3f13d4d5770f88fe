import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from elearning.accounts.models import Learner
from elearning.organisations.models.follow_ups import FollowUp
from elearning.organisations.models.groups import Group
from elearning.organisations.models.organisations import Organisation


class ManagerQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)

    def to_validate(self):
        return self.current().filter(validated_at=None)

    def validated(self):
        """Return those the Region has validated and who have not stopped since."""
        return self.current().exclude(validated_at=None)

    def alone(self):
        """Return those beside whom nobody else manages their organisation."""
        others = Manager.objects.validated().filter(organisation=OuterRef("organisation"))
        return self.validated().exclude(Exists(others.exclude(user=OuterRef("user"))))


class Manager(models.Model):
    """Somebody who says they manage an organisation's people; the Region validates it first."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="managers",
        verbose_name=_("organisation"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="managed",
        verbose_name=_("user"),
    )
    function = models.CharField(
        _("function"), max_length=80, help_text=_("What this person does there.")
    )
    asked_at = models.DateTimeField(_("asked on"))
    validated_at = models.DateTimeField(_("validated on"), null=True, blank=True)
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("validated by"),
    )
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)

    objects = ManagerQuerySet.as_manager()

    class Meta:
        verbose_name = _("manager")
        verbose_name_plural = _("managers")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(ended_at=None),
                name="manages_an_organisation_once",
            )
        ]

    def __str__(self):
        return f"{self.user} – {self.organisation}"


class ManagerNotice(models.Model):
    """A message to a manager: somebody has come to manage the organisation, or has stopped.

    It goes to that person too, whom the Region has validated, refused or stopped.
    """

    class Kind(models.TextChoices):
        CAME = "came", _("came")
        LEFT = "left", _("left")

    manager = models.ForeignKey(
        Manager, on_delete=models.CASCADE, related_name="notices", help_text="who came or left"
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="manager_notices"
    )
    kind = models.CharField(max_length=4, choices=Kind)
    created_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, help_text="when a worker last began to send it")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice to a manager")
        constraints = [
            models.UniqueConstraint(
                fields=["manager", "reader", "kind"], name="manager_told_once_of_another"
            )
        ]

    def __str__(self):
        return f"{self.manager_id} {self.reader_id} {self.kind}"

    @property
    def is_to_whom_it_is_about(self) -> bool:
        return self.reader_id == self.manager.user_id


class MembershipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(left_at=None)

    def with_follow_up(self):
        """Return each with the named follow-up of its organisation in `current_follow_ups`."""
        current = Prefetch(
            "organisation__follow_ups",
            queryset=FollowUp.objects.current(),
            to_attr="current_follow_ups",
        )
        return self.prefetch_related(current)

    def followed_without_name(self, learner: Learner | None):
        """Return those of a learner, if any, where a name is asked for to follow people by."""
        mine = self.filter(learner=learner) if learner else self.none()
        followed = FollowUp.objects.current().values("organisation")
        return mine.filter(name="", organisation__in=followed).select_related("organisation")

    def counted_at(self, moment: datetime.datetime):
        """Return those that had begun at a moment and not ended yet."""
        return self.filter(Q(left_at=None) | Q(left_at__gte=moment), joined_at__lt=moment)


class Membership(models.Model):
    """A learner belongs to an organisation, from one day to another.

    A pseudonym, unless the organisation follows its people by name: then the name they gave for it.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="memberships")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    group = models.ForeignKey(
        Group, null=True, on_delete=models.PROTECT, related_name="memberships"
    )
    name = models.CharField(
        max_length=120, blank=True, help_text="as its holder gave it, to be followed by"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "learner"],
                condition=Q(left_at=None),
                name="member_of_an_organisation_once",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=models.F("joined_at")),
                name="membership_joined_before_left",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(name=""), name="name_forgotten_on_leaving"
            ),
        ]

    def __str__(self):
        return f"{self.learner_id} {self.organisation_id}"
