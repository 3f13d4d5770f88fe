"""What an account and its learner are; erased last, when every other room is done."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils import timezone
from django.utils.translation import gettext as _

from elearning.accounts.actions import close_sessions
from elearning.accounts.models import Learner, ResumeCode, User
from elearning.lib.browsers import readable
from elearning.lib.personal_data import Table

MODELS = {
    "accounts.User",
    "accounts.User_groups",
    "accounts.User_user_permissions",
    "accounts.Learner",
    "accounts.ResumeCode",
    "account.EmailAddress",
    "mfa.Authenticator",
    "socialaccount.SocialAccount",
    "usersessions.UserSession",
}

TERMS = ()
OUTLIVES_PEOPLE = False


def export_for(learner: Learner | None, user: User | None) -> list[Table]:
    return [
        _learner(learner),
        *(table(user) for table in (_account, _addresses, _providers, _factors, _devices)),
    ]


def _learner(learner) -> Table:
    return Table(
        "apprenant",
        _("Your pseudonym"),
        _("Your progress is kept under this random number, never under your name."),
        (_("Number"), _("Since"), _("Extra time")),
        [(str(learner.pk), learner.created_at, learner.get_extra_time_display())]
        if learner
        else [],
    )


def _code(learner) -> Table:
    made = ResumeCode.objects.filter(learner=learner).values_list("made_at") if learner else ()
    return Table(
        "code-de-reprise",
        _("Your resume code"),
        _("To let you resume on another device. Only its digest is kept, so it is in no export."),
        (_("Made on"),),
        list(made),
    )


def _account(user) -> Table:
    row = user and (
        user.email,
        user.get_full_name(),
        user.date_joined,
        user.last_login,
        ", ".join(user.groups.values_list("name", flat=True)),
    )
    return Table(
        "compte",
        _("Your account"),
        _("To let you sign in, and to write to you about your account."),
        (_("E-mail"), _("Name"), _("Created on"), _("Last sign-in"), _("Roles")),
        [row] if row else [],
    )


def _addresses(user) -> Table:
    addresses = EmailAddress.objects.filter(user=user) if user else ()
    return Table(
        "adresses",
        _("Your e-mail addresses"),
        _("To know that an address is yours before we write to it."),
        (_("Address"), _("Confirmed"), _("Main one")),
        [(address.email, address.verified, address.primary) for address in addresses],
    )


def _providers(user) -> Table:
    accounts = SocialAccount.objects.filter(user=user) if user else ()
    return Table(
        "fournisseurs-d-identite",
        _("The identity providers you sign in with"),
        _(
            "To recognise you when you come from there, to put the name they verified on a "
            "certificate, and to propose that you join your employer here."
        ),
        (
            _("Provider"),
            _("Your number there"),
            _("Name"),
            _("Level"),
            _("Employer (SIREN)"),
            _("Last sign-in"),
        ),
        [
            (
                row.provider,
                row.uid,
                row.extra_data["name"],
                row.extra_data["acr"],
                row.extra_data.get("siren", ""),
                row.last_login,
            )
            for row in accounts
        ],
    )


def _factors(user) -> Table:
    factors = Authenticator.objects.filter(user=user) if user else ()
    return Table(
        "securite",
        _("Your second factors"),
        _("To protect your account. Their secrets are in no export."),
        (_("Kind"), _("Added on"), _("Last used on")),
        [(row.get_type_display(), row.created_at, row.last_used_at) for row in factors],
    )


def _devices(user) -> Table:
    sessions = UserSession.objects.filter(user=user) if user else ()
    return Table(
        "appareils",
        _("The devices where you are signed in"),
        _("To let you recognise them and sign out of them."),
        (_("Browser"), _("Network address"), _("Signed in on")),
        [(readable(row.user_agent), row.ip, row.created_at) for row in sessions],
    )


def erase_for(learner: Learner | None, user: User | None) -> None:
    """Delete the account, and give what stays of the learner to a new pseudonym of nobody."""
    if learner:
        ResumeCode.objects.filter(learner=learner).delete()
        _give_to_nobody(learner)
    if user:
        close_sessions(user)
        user.delete()


def _give_to_nobody(learner: Learner) -> None:
    nobody = Learner.objects.create(let_go_at=timezone.now())
    for relation in Learner._meta.related_objects:
        name = relation.field.name
        rows = relation.related_model._base_manager.filter(**{name: learner})
        rows.update(**{name: None if relation.field.null else nobody})
    learner.delete()
