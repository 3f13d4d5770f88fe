"""Who may do what in the editor."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow

from elearning.accounts.roles import ADMINISTRATOR, REVIEWER, ROLES, TRAINER, create_roles
from quizzes.models import Question
from tests.editing import PUBLISH, option, question_form, sign_in, single
from tests.factories import CategoryFactory, ObjectiveFactory, make_home

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url", "roles"),
    [
        ("/cms/", {TRAINER, REVIEWER, ADMINISTRATOR}),
        ("/cms/pages/", {TRAINER, REVIEWER, ADMINISTRATOR}),
        ("/cms/images/add/", {TRAINER, REVIEWER, ADMINISTRATOR}),
        ("/cms/snippets/quizzes/question/add/", {TRAINER, REVIEWER, ADMINISTRATOR}),
        ("/cms/snippets/facts/fact/add/", {TRAINER, REVIEWER, ADMINISTRATOR}),
        ("/cms/users/", {ADMINISTRATOR}),
        ("/cms/collections/", {ADMINISTRATOR}),
        ("/cms/settings/cms/sitesettings/", {ADMINISTRATOR}),
        ("/cms/groups/", set()),
        ("/cms/sites/", set()),
    ],
)
def test_each_role_opens_its_own_pages(url, roles):
    make_home()

    assert {role for role in ROLES.values() if opens(sign_in(role), url)} == roles


def opens(client, url) -> bool:
    """Return whether the page answers; Wagtail sends those it refuses to its home page."""
    response = client.get(url, follow=True)
    return not response.redirect_chain or response.redirect_chain[-1][0] != "/cms/"


def test_an_ordinary_person_stays_out(client, alice):
    client.force_login(alice)

    assert client.get("/cms/").status_code == 302


@pytest.mark.parametrize(("role", "live"), [(TRAINER, False), (REVIEWER, True)])
def test_a_trainer_writes_and_a_reviewer_publishes(role, live):
    content = single(option("Rappeler", correct=True), option("Cliquer"))
    form = question_form(content, CategoryFactory(), ObjectiveFactory())

    sign_in(role).post("/cms/snippets/quizzes/question/add/", form | PUBLISH)

    assert Question.objects.get().live is live


def test_pages_are_submitted_to_a_review_named_in_french():
    create_roles()

    assert Workflow.objects.get().name == GroupApprovalTask.objects.get().name == "Relecture"


def test_making_the_roles_again_keeps_what_was_added():
    create_roles()
    trainers = Group.objects.get(name=TRAINER.name)
    before = set(trainers.permissions.all())
    removed, added = before.pop(), Group.objects.get(name=REVIEWER.name).permissions.last()
    trainers.permissions.remove(removed)
    trainers.permissions.add(added)

    create_roles()

    assert set(trainers.permissions.all()) == before | {removed, added}
    assert Group.objects.count() == len(ROLES)


def test_reviewers_approve_what_is_submitted():
    create_roles()

    task = GroupApprovalTask.objects.get()

    assert {group.name for group in task.groups.all()} == {REVIEWER.name, ADMINISTRATOR.name}


def test_groups_of_wagtail_that_somebody_is_in_stay(alice):
    alice.groups.add(Group.objects.get(name="Editors"))

    create_roles()

    assert alice.groups.filter(name="Editors").exists()
