"""Who may do what in the editor: groups that hold permissions, named for people to read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
)

QUESTION_BANK = ("quizzes.question", "quizzes.quiz", "quizzes.category", "quizzes.objective")
PUBLISHED = ("quizzes.question", "quizzes.quiz", "facts.fact")
WAGTAILS_OWN = ("Editors", "Moderators")
WAGTAILS_REVIEW, REVIEW_BY_OTHERS = "Moderators approval", "Relecture"


def each(verbs: Iterable[str], models: Iterable[str]) -> tuple[str, ...]:
    """Return permissions: `each(["add"], ["facts.fact"])` is `("facts.add_fact",)`."""
    split = [model.split(".") for model in models]
    return tuple(f"{app}.{verb}_{name}" for app, name in split for verb in verbs)


WRITE = (
    "wagtailadmin.access_admin",
    "quizzes.add_marking",
    *each(["view", "add", "change"], (*QUESTION_BANK, "facts.fact")),
)
REVIEW = (
    *each(["publish"], PUBLISHED),
    *each(["delete"], (*QUESTION_BANK, "facts.fact")),
)
ADMINISTER = (
    *each(["add", "change", "delete"], ["accounts.user"]),
    *each(["view", "add", "change"], ["organisations.organisation"]),
    *each(["view", "change"], ["organisations.manager", "organisations.domain"]),
    *each(["view", "change"], ["certificates.certificate"]),
    "certificates.change_certificatesettings",
    "cms.change_sitesettings",
)
WRITE_PAGES = each(["add", "change"], ["wagtailcore.page"])
REVIEW_PAGES = each(["publish", "lock", "unlock"], ["wagtailcore.page"])
ADMINISTER_PAGES = each(["bulk_delete"], ["wagtailcore.page"])
MEDIA = each(["add", "change", "choose"], ["wagtailimages.image", "wagtaildocs.document"])
ADMINISTER_MEDIA = each(["add", "change", "delete"], ["wagtailcore.collection"])


@dataclass(frozen=True)
class Role:
    """A group: its name, what it may do with models, with every page, and with media."""

    name: str
    models: tuple[str, ...]
    pages: tuple[str, ...]
    media: tuple[str, ...] = MEDIA


TRAINER = Role("Formateurs", WRITE, WRITE_PAGES)
REVIEWER = Role("Relecteurs", WRITE + REVIEW, WRITE_PAGES + REVIEW_PAGES)
ADMINISTRATOR = Role(
    "Administrateurs",
    WRITE + REVIEW + ADMINISTER,
    WRITE_PAGES + REVIEW_PAGES + ADMINISTER_PAGES,
    MEDIA + ADMINISTER_MEDIA,
)
ROLES = {"trainer": TRAINER, "reviewer": REVIEWER, "administrator": ADMINISTRATOR}


@transaction.atomic
def create_roles() -> None:
    """Make the groups, or give them back what they lack; what was added to them since stays."""
    for role in ROLES.values():
        group, _ = Group.objects.get_or_create(name=role.name)
        group.permissions.add(*permissions(role.models))
        _allow(GroupPagePermission, group, role.pages, page=Page.get_first_root_node())
        _allow(
            GroupCollectionPermission,
            group,
            role.media,
            collection=Collection.get_first_root_node(),
        )
    reviewers = Group.objects.filter(name__in=[REVIEWER.name, ADMINISTRATOR.name])
    for task in GroupApprovalTask.objects.all():
        task.groups.add(*reviewers)
    for model in (Workflow, Task):
        model.objects.filter(name=WAGTAILS_REVIEW).update(name=REVIEW_BY_OTHERS)
    Group.objects.filter(name__in=WAGTAILS_OWN, user=None).delete()


def permissions(names: Iterable[str]) -> list[Permission]:
    """Return the permissions of these names. Raises Permission.DoesNotExist for a wrong one."""
    split = [name.split(".") for name in names]
    return [
        Permission.objects.get(content_type__app_label=app, codename=codename)
        for app, codename in split
    ]


def _allow(model, group: Group, names: Iterable[str], **place) -> None:
    for permission in permissions(names):
        model.objects.get_or_create(group=group, permission=permission, **place)
