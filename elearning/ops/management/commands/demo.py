import os
import secrets
import sys
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from elearning.accounts.roles import ROLES
from elearning.organisations import actions
from elearning.organisations.models import Organisation

ACCOUNTS = {
    "learner": "apprenante@demo.example",
    "manager": "encadrant@demo.example",
    "trainer": "formatrice@demo.example",
    "administrator": "administration@demo.example",
}
TOWN_HALL = "Mairie de Combelouvre"  # a commune that does not exist


class Command(BaseCommand):
    help = "Prepare the demonstration, print its accounts and serve it (what `make demo` runs)."

    def handle(self, **options):
        if not getattr(settings, "DEMO", False):
            raise CommandError("refused: these are not the settings of the demonstration")
        self.step(_("Database"), "migrate", verbosity=0)
        self.step(_("Style sheets and images"), "collectstatic", interactive=False, verbosity=0)
        self.step(_("Roles"), "create_roles", verbosity=0)
        self.step(_("Keys of the certificates"), "make_certificate_key")
        self.step(_("Communes and groupings"), "load_organisations")
        self.step(_("Curriculum"), "load_curriculum")
        self.accounts()
        self.step(_("A team"), "make_demo_team")
        self.booklet()
        self.stdout.write(self.style.SUCCESS(f"\n→ http://127.0.0.1:{os.environ['PORT']}/\n"))
        self.stdout.flush()
        honcho = Path(sys.executable).with_name("honcho")
        os.environ["PATH"] = f"{honcho.parent}:{os.environ['PATH']}"
        arguments = ["--procfile", "deploy/Procfile", "--app-root", ".", "start"]
        os.execv(honcho, [honcho, *arguments])  # noqa: S606

    def step(self, title, command, **options):
        self.stdout.write(f"… {title}")
        self.stdout.flush()
        call_command(command, stdout=self.stdout, **options)

    def accounts(self):
        """Print an account a line: role, e-mail, password. Passwords are made once and kept."""
        for role, email in ACCOUNTS.items():
            password = self.password(role)
            self.make_account(role, email, password)
            self.stdout.write(f"{role:<14}{email:<30}{password}")

    def password(self, role):
        path = settings.DATA_DIR / f"password-{role}"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(12))
        return path.read_text()

    @transaction.atomic
    def make_account(self, role, email, password):
        users = get_user_model().objects
        user = users.filter(email=email).first()
        if user is None:
            user = users.create_user(email, password)
            user.is_superuser = role == "administrator"
            user.save()
            if role in ROLES:
                user.groups.add(Group.objects.get(name=ROLES[role].name))
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
            if role == "manager":
                self.make_team(user)

    def make_team(self, manager):
        now = timezone.now()
        town_hall = Organisation.objects.create(name=TOWN_HALL, department="71")
        request = actions.ask_to_manage(town_hall, manager, _("secretary of the town hall"), now)
        actions.validate(request, by=None, now=now)
        actions.invite_team(town_hall, manager, now)

    def booklet(self):
        """Make the booklet, a PDF like those of the certificates, or say what these need."""
        try:
            import weasyprint  # noqa: F401, PLC0415
        except OSError:
            self.stdout.write(
                self.style.WARNING(
                    _("Certificates have no PDF yet. To have them: %(line)s")
                    % {"line": "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0"}
                )
            )
        else:
            self.step(_("The booklet"), "make_booklet", missing=True)
