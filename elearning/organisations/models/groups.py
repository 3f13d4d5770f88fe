from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from elearning.organisations.models.organisations import Organisation


class GroupQuerySet(models.QuerySet):
    def managed_by(self, user):
        return self.filter(organisation__in=Organisation.objects.managed_by(user))

    def current(self):
        return self.filter(ended_at=None)

    def with_people(self):
        """Return each with how many people are in it (`people`); a page rounds that down."""
        return self.annotate(people=Count("memberships", filter=Q(memberships__left_at=None)))


class Group(models.Model):
    """Some of the people of an organisation, as its manager names them: a service, a team.

    A person is in one group at most, by their own act: its code, its invitation, or their choice.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(ended_at=None),
                name="group_of_that_name_once",
            )
        ]

    def __str__(self):
        return self.name
