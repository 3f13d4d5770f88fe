"""What is written to people in the name of an organisation: in our own words only."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from elearning.cms.models import SiteSettings
from elearning.mail import compose
from elearning.organisations.models import Domain, FollowUp, Invitation, ManagerNotice


def invitation_message(invitation: Invitation) -> EmailMessage:
    name = invitation.organisation.name
    site = SiteSettings.of_default_site()
    context = {
        "organisation": name,
        "site": site.name,
        "join_url": address(invitation.get_absolute_url()),
        "type_url": address(reverse("find_invitation")),
        "code": invitation.readable_code,
        "until": invitation.expires_at,
    }
    subject = _("“%(name)s” invites you to learn about digital security") % {"name": name}
    text = render_to_string("organisations/emails/invitation.txt", context)
    return compose(subject, text, invitation.email)


def send_domain_code(domain: Domain, code: str, to: str) -> None:
    """Send the code that proves whose a domain is. Raises OSError."""
    subject = _("Code to prove that %(domain)s is yours") % {"domain": domain.name}
    context = {
        "organisation": domain.organisation.name,
        "domain": domain.name,
        "code": f"{code[:4]}-{code[4:]}",
    }
    text = render_to_string("organisations/emails/domain_code.txt", context)
    compose(subject, text, to).send()


def announcement_message(follow_up: FollowUp, to: str) -> EmailMessage:
    """Return what tells a member that named follow-up begins."""
    name = follow_up.organisation.name
    subject = _("“%(name)s” will follow by name who has done what it asks") % {"name": name}
    context = {
        "organisation": name,
        "starts": follow_up.starts_at,
        "basis": follow_up.get_basis_display(),
        "law": follow_up.law,
        "site_url": address("/"),
    }
    text = render_to_string("organisations/emails/announcement.txt", context)
    return compose(subject, text, to)


def manager_message(notice: ManagerNotice, to: str) -> EmailMessage:
    """Return what tells a manager that another one has come or has stopped, or what they are."""
    manager = notice.manager
    name = manager.organisation.name
    came = notice.kind == ManagerNotice.Kind.CAME
    context = {
        "organisation": name,
        "person": manager.user.get_full_name() or manager.user.email,
        "function": manager.function,
        "came": came,
        "was_validated": manager.validated_at is not None,
        "day": notice.created_at,
        "site_url": address("/"),
    }
    template = "own_duty.txt"
    if not notice.is_to_whom_it_is_about:
        subject, template = _("Who manages “%(name)s” has changed"), "manager.txt"
    elif came:
        subject = _("You may manage “%(name)s”")
    elif manager.validated_at:
        subject = _("You no longer manage “%(name)s”")
    else:
        subject = _("You do not manage “%(name)s”")
    text = render_to_string(f"organisations/emails/{template}", context)
    return compose(subject % {"name": name}, text, to)


def address(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL + path
