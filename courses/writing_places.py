"""Where a trainer writes: everywhere, or in the orientations given to them only."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from courses.models import OrientationPage
from elearning.accounts.models import User
from elearning.accounts.roles import MEDIA, TRAINER, WRITE_PAGES, permissions
from elearning.cms.ranks import log_roles

LONGEST_NAME = 150


def given_to(user: User) -> QuerySet[OrientationPage]:
    """Return the orientations that somebody writes in by a group of that orientation."""
    return OrientationPage.objects.filter(group_permissions__group__in=user.groups.all()).distinct()


def trainers_of(orientation: OrientationPage) -> Group:
    """Return the group of those who write in an orientation, made the first time."""
    found = Group.objects.filter(page_permissions__page=orientation, name__startswith=TRAINER.name)
    if group := found.first():
        return group
    name = f"{TRAINER.name} : {orientation.title}"[:LONGEST_NAME]
    group, _made = Group.objects.get_or_create(name=name)
    group.permissions.set(permissions(TRAINER.models))
    for permission in permissions(WRITE_PAGES):
        GroupPagePermission.objects.get_or_create(
            group=group, page=orientation.page_ptr, permission=permission
        )
    root = Collection.get_first_root_node()
    for permission in permissions(MEDIA):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
    return group


@transaction.atomic
def give(user: User, orientations: Iterable[OrientationPage], by: User) -> None:
    """Let a trainer write in these orientations and nowhere else; in none, no orientation is given.

    Whoever is given one leaves the role that writes everywhere. The log says who did it.
    """
    before = set(user.groups.all())
    after = before - {trainers_of(orientation) for orientation in given_to(user)}
    if chosen := {trainers_of(orientation) for orientation in orientations}:
        after = chosen | {group for group in after if group.name != TRAINER.name}
    user.groups.set(after)
    names = [sorted(group.name for group in groups) for groups in (after - before, before - after)]
    log_roles(user, by, *names)
