"""Where a person belongs, and what they manage."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry

from elearning.lib.personal_data import Table, Term
from elearning.organisations import inviting
from elearning.organisations.models import (
    Announcement,
    Domain,
    FollowUp,
    Invitation,
    Mailing,
    Manager,
    ManagerNotice,
    Membership,
)

MODELS = {"organisations.Membership", "organisations.Manager", "organisations.Invitation"}
MODELS |= {"organisations.Mailing", "organisations.Domain"}
MODELS |= {"organisations.FollowUp", "organisations.Announcement"}
MODELS |= {"organisations.ManagerNotice"}
# Memberships stay as long as the learner, duties as long as the account.
TERMS = (
    Term(
        gettext_lazy("Addresses of people that an organisation invites"),
        gettext_lazy("to send them an invitation of their own"),
        gettext_lazy("until they join or refuse, 30 days at most"),
        gettext_lazy("erased; the invitation stays, without saying whose it was"),
        inviting.forget_expired,
    ),
)
OUTLIVES_PEOPLE = False


def export_for(learner, user) -> list[Table]:
    of_user = (_managed, _invitations, _mailings, _sent_to, _domains, _follow_ups, _told)
    return [
        _memberships(learner),
        _announcements(learner),
        *(table(user) for table in of_user),
    ]


def _memberships(learner) -> Table:
    rows = Membership.objects.filter(learner=learner) if learner else Membership.objects.none()
    return Table(
        "structures",
        _("The organisations you joined"),
        _("To count you among their people; by name only where you are told so."),
        (
            _("Organisation"),
            _("Joined on"),
            _("Left on"),
            _("The name you gave to be followed by"),
            _("Group"),
        ),
        list(
            rows.values_list(
                "organisation__name", "joined_at", "left_at", "name", "group__name"
            ).order_by("joined_at")
        ),
    )


def _managed(user) -> Table:
    rows = Manager.objects.filter(user=user) if user else Manager.objects.none()
    columns = ("organisation__name", "function", "asked_at", "validated_at", "ended_at")
    return Table(
        "structures-gerees",
        _("The organisations you manage, or asked to"),
        _("So that the Region knows who invites people in the name of an organisation."),
        (_("Organisation"), _("Function"), _("Asked on"), _("Validated on"), _("Ended on")),
        list(rows.values_list(*columns).order_by("asked_at")),
    )


def _invitations(user) -> Table:
    rows = Invitation.objects.filter(created_by=user) if user else Invitation.objects.none()
    return Table(
        "invitations",
        _("The invitations you made"),
        _("To let people of your organisations join."),
        (_("Organisation"), _("Code"), _("Made on"), _("Valid until")),
        list(
            rows.values_list("organisation__name", "code", "created_at", "expires_at").order_by(
                "created_at"
            )
        ),
    )


def _mailings(user) -> Table:
    rows = Mailing.objects.filter(created_by=user) if user else Mailing.objects.none()
    columns = ("organisation__name", "people", "created_at", "resent_at", "closed_at")
    return Table(
        "invitations-envoyees",
        _("The lists of people you invited by e-mail"),
        _("To let people of your organisations join."),
        (_("Organisation"), _("People"), _("Sent on"), _("Sent again on"), _("Closed on")),
        list(rows.values_list(*columns).order_by("created_at")),
    )


def _sent_to(user) -> Table:
    rows = inviting.sent_to(user) if user else Invitation.objects.none()
    return Table(
        "invitations-recues",
        _("The invitations that wait at your address"),
        _("Because an organisation wrote it on its list. They are erased when you join or refuse."),
        (_("Organisation"), _("Address"), _("Valid until")),
        list(rows.values_list("organisation__name", "email", "expires_at").order_by("expires_at")),
    )


def _domains(user) -> Table:
    rows = Domain.objects.filter(asked_by=user) if user else Domain.objects.none()
    columns = ("organisation__name", "name", "asked_at", "verified_at", "ended_at")
    return Table(
        "domaines",
        _("The e-mail domains that you said are your organisation’s"),
        _("To ask those who have an address there whether they want to join."),
        (_("Organisation"), _("Domain"), _("Asked on"), _("Verified on"), _("Ended on")),
        list(rows.values_list(*columns).order_by("asked_at")),
    )


def _follow_ups(user) -> Table:
    rows = FollowUp.objects.filter(started_by=user) if user else FollowUp.objects.none()
    columns = ("organisation__name", "basis", "law", "announced_at", "ended_at")
    return Table(
        "suivis-nominatifs",
        _("The named follow-up that you switched on"),
        _("So that who is followed knows by whom, and why."),
        (
            _("Organisation"),
            _("Legal basis"),
            _("The text that obliges you"),
            _("Announced on"),
            _("Ended on"),
        ),
        list(rows.values_list(*columns).order_by("announced_at")),
    )


def _told(user) -> Table:
    rows = ManagerNotice.objects.filter(reader=user) if user else ManagerNotice.objects.none()
    return Table(
        "changements-de-gestion",
        _("The messages that told you who manages an organisation with you"),
        _("So that nobody manages it without your knowing."),
        (_("Organisation"), _("Written on"), _("Sent on")),
        list(
            rows.order_by("created_at").values_list(
                "manager__organisation__name", "created_at", "sent_at"
            )
        ),
    )


def _announcements(learner) -> Table:
    rows = Announcement.objects.filter(learner=learner).order_by("pk")
    return Table(
        "annonces",
        _("The named follow-up that you were told of by e-mail"),
        _("To tell you before it begins."),
        (_("Organisation"), _("Announced on")),
        list(rows.values_list("follow_up__organisation__name", "follow_up__announced_at")),
    )


def erase_for(learner, user) -> None:
    """Count the person among the people of an organisation no longer; codes they made stay."""
    if learner:
        Membership.objects.current().filter(learner=learner).update(left_at=timezone.now(), name="")
        Announcement.objects.filter(learner=learner).delete()
    if user:
        inviting.sent_to(user).forget(timezone.now())
        duties = [str(pk) for pk in Manager.objects.filter(user=user).values_list("pk", flat=True)]
        kind = ContentType.objects.get_for_model(Manager)
        about = ModelLogEntry.objects.filter(content_type=kind, object_id__in=duties)
        about.update(label="")  # it is the address of the person
