import datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.assignments import actions, counting, fulfilling
from courses.assignments.models import Assignment
from courses.learning.models import PathCompletion
from courses.models import PathPage
from elearning.accounts.models import Learner
from elearning.organisations.models import Manager, Membership
from elearning.organisations.rules import counted_until

JOINED, COMPLETED = 17, 8  # people: enough for a number to be told


class Command(BaseCommand):
    help = "Give the demonstration's town hall people, and a path that some have completed."

    @transaction.atomic
    def handle(self, **options):
        if not getattr(settings, "DEMO", False):
            raise CommandError("refused: these are not the settings of the demonstration")
        manager = Manager.objects.validated().select_related("organisation", "user").first()
        paths = PathPage.objects.live().filter(audience=PathPage.Audience.AGENTS)
        path = paths.order_by("path").first()
        if manager is None or path is None or Assignment.objects.exists():
            return
        now = timezone.now()
        month_ago = now - datetime.timedelta(days=30)
        today = timezone.localdate()
        assignment = Assignment(
            path=path,
            opens_on=timezone.localdate(month_ago),
            due_on=today + datetime.timedelta(days=30),
            message=_("Two hours of work time are yours for it. A computer waits at the library."),
        )
        actions.assign(manager.organisation, assignment, manager.user, month_ago)
        people = Learner.objects.bulk_create(Learner() for _number in range(JOINED))
        Membership.objects.bulk_create(
            Membership(organisation=manager.organisation, learner=learner, joined_at=month_ago)
            for learner in people
        )
        PathCompletion.objects.bulk_create(
            PathCompletion(
                learner=learner,
                path=path,
                completed_at=now - datetime.timedelta(days=10 + place),
            )
            for place, learner in enumerate(people[:COMPLETED])
        )
        fulfilling.note(assignment)
        until = counted_until(timezone.localtime(now))
        for weeks in (3, 2, 1, 0):
            counting.count(assignment, until - datetime.timedelta(weeks=weeks))
