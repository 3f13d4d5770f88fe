"""What becomes of memberships when their learner is recognised as another one."""

from django.utils.translation import gettext as _

from elearning.organisations.models import Announcement, Membership


def kept_for(learner) -> list[str]:
    current = Membership.objects.current().filter(learner=learner)
    return [
        _("you belong to: %(organisation)s") % {"organisation": name}
        for name in current.order_by("joined_at").values_list("organisation__name", flat=True)
    ]


def claim(source, target, now) -> None:
    """Move the memberships; a person belongs once to an organisation, since the earlier day."""
    current = Membership.objects.current().filter(learner__in=[source, target])
    first = set()
    for membership in current.order_by("joined_at", "pk"):
        if membership.organisation_id in first:
            membership.delete()
        first.add(membership.organisation_id)
    Membership.objects.filter(learner=source).update(learner=target)
    told = list(Announcement.objects.filter(learner=target).values_list("follow_up", flat=True))
    Announcement.objects.filter(learner=source, follow_up__in=told).delete()
    Announcement.objects.filter(learner=source).update(learner=target)
