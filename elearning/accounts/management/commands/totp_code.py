import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management.base import BaseCommand, CommandError

STEP = 30  # seconds


class Command(BaseCommand):
    help = "Print the code that an authenticator app would show now, for whoever has none at hand."

    def add_arguments(self, parser):
        parser.add_argument("secret", help="as the page that adds an authenticator app shows it")

    def handle(self, *, secret, **options):
        try:
            value = hotp_value(secret.replace(" ", ""), int(time.time()) // STEP)
        except ValueError as fault:
            raise CommandError("refused: this is not a secret in base 32") from fault
        self.stdout.write(format_hotp_value(value))
