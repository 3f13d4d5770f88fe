"""Who writes a module beside its owner."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet

from courses.models import ModuleAuthor, ModulePage
from elearning.accounts.models import User
from quizzes.models import Category

ENTERS = "access_admin"


def writers(module: ModulePage) -> QuerySet[User]:
    """Return those who may enter the editor, but for the owner of a module."""
    may = Q(groups__permissions__codename=ENTERS) | Q(user_permissions__codename=ENTERS)
    people = User.objects.filter(may, is_active=True).exclude(pk=module.owner_id)
    return people.distinct().order_by("email")


@transaction.atomic
def share_with(module: ModulePage, people: Iterable[User]) -> None:
    """Let these people write a module and its questions, and nobody else beside its owner."""
    people = list(people)
    module.coauthors.exclude(user__in=people).delete()
    ModuleAuthor.objects.bulk_create(
        [ModuleAuthor(module=module, user=user) for user in people], ignore_conflicts=True
    )
    for category in _categories_of(module):
        category.shared_with.set(people)


def _categories_of(module: ModulePage) -> QuerySet[Category]:
    """Return the categories of a module's questions that are its owner's."""
    quiz = module.get_latest_revision_as_object().quiz
    draws = quiz.get_latest_revision_as_object().draws.all() if quiz else []
    asked = [draw.question_id for draw in draws if draw.question_id]
    drawn = [draw.category_id for draw in draws if draw.category_id]
    found = Category.objects.filter(Q(pk__in=drawn) | Q(questions__in=asked))
    return found.filter(owner=module.owner_id).distinct()
