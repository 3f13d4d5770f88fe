from django.core.management.base import BaseCommand

from elearning.accounts.roles import create_roles


class Command(BaseCommand):
    help = "Make the groups of the editor: trainers, reviewers, administrators."

    def handle(self, **options):
        create_roles()
