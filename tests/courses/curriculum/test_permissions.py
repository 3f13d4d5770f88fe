"""Who writes what: one's own, what is shared, what is nobody's, in the orientations given."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.curriculum.cms_views import orientations_of
from courses.models import HomePage, LessonPage, ModulePage, OrientationPage
from elearning.accounts import roles
from quizzes.models import Category, Question, QuizDraw
from tests.factories import UserFactory, make_module, make_question, make_quiz

pytestmark = pytest.mark.django_db


def person(role):
    roles.create_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role.name))
    return user


def browser(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def author():
    return person(roles.TRAINER)


@pytest.fixture
def other():
    return person(roles.TRAINER)


@pytest.fixture
def module(author):
    """A module that its author has begun from a template."""
    make_module()
    form = {
        "title": "Les faux RIB",
        "orientation": OrientationPage.objects.get().pk,
        "outline": "reflexe",
        "objective_1": "Vérifier un RIB.",
    }
    browser(author).post("/cms/modules/nouveau/", form)
    return ModulePage.objects.get(title="Les faux RIB")


def addresses(module):
    """Return where a module, a lesson, its quiz, a question and its category are written."""
    question = Question.objects.filter(category__owner=module.owner).first()
    quiz = module.get_latest_revision_as_object().quiz
    lesson = LessonPage.objects.child_of(module).first()
    return [
        f"/cms/modules/{module.pk}/",
        f"/cms/modules/{module.pk}/essai/",
        *(reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in (module, lesson)),
        reverse("wagtailadmin_pages:add_subpage", args=[module.pk]),
        reverse("wagtailsnippets_quizzes_quiz:edit", args=[quiz.pk]),
        reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]),
        reverse("wagtailsnippets_quizzes_category:edit", args=[question.category.pk]),
    ]


def opened(user, module):
    client = browser(user)
    return [url for url in addresses(module) if client.get(url).status_code in (200,)]


def test_another_s_module_is_not_written_unless_it_is_shared(module, author, other):
    everything = [url for url in addresses(module) if not url.endswith("add_subpage/")]

    assert opened(other, module) == []
    assert set(opened(author, module)) >= set(everything)

    browser(author).post(f"/cms/modules/{module.pk}/partage/", {"people": [other.pk]})
    assert set(opened(other, module)) >= set(everything)

    browser(author).post(f"/cms/modules/{module.pk}/partage/", {})
    assert opened(other, module) == []


def test_who_reviews_writes_all(module):
    assert opened(person(roles.REVIEWER), module)[:4] == addresses(module)[:4]


def test_only_the_owner_and_reviewers_share(module, author, other):
    browser(author).post(f"/cms/modules/{module.pk}/partage/", {"people": [other.pk]})
    third = person(roles.TRAINER)

    response = browser(other).post(f"/cms/modules/{module.pk}/partage/", {"people": [third.pk]})

    assert response.status_code == 302
    assert opened(third, module) == []


def test_a_form_posted_straight_changes_nothing(module, other):
    question = Question.objects.filter(category__owner=module.owner).first()
    before = question.latest_revision_id

    for url in addresses(module):
        browser(other).post(url, {"title": "Volé", "name": "Volé", "slug": "vole"})

    question.refresh_from_db()
    assert question.latest_revision_id == before
    assert not Category.objects.filter(name="Volé").exists()
    assert not ModulePage.objects.filter(draft_title="Volé").exists()


def test_what_is_nobody_s_is_everybody_s(other):
    module = make_module()
    question = make_question()
    client = browser(other)

    assert client.get(f"/cms/pages/{module.pk}/edit/").status_code == 200
    url = reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])
    assert client.get(url).status_code == 200


def test_questions_are_not_put_in_another_s_category(module, other):
    category = Category.objects.get(owner=module.owner)

    page = browser(other).get("/cms/modules/questions/")

    assert category not in page.context["form"].fields["category"].queryset


def test_a_quiz_that_asks_another_s_questions_is_its_maker_s(module, author, other):
    category = Category.objects.get(owner=module.owner)
    quiz = make_quiz()
    quiz.draws = [QuizDraw(category=category)]
    quiz.save_revision(user=other)
    quiz.save()
    url = reverse("wagtailsnippets_quizzes_quiz:edit", args=[quiz.pk])

    assert browser(other).get(url).status_code == 200
    assert browser(author).get(url).status_code == 200
    assert browser(person(roles.TRAINER)).get(url).status_code == 302


def test_a_trainer_writes_in_the_orientations_given():
    make_module()
    second = OrientationPage(title="Se former", slug="se-former", introduction="Des métiers.")
    HomePage.objects.get().add_child(instance=second)
    elsewhere = ModulePage.objects.get()
    user, administrator = person(roles.TRAINER), browser(person(roles.ADMINISTRATOR))
    url = f"/cms/comptes/{user.pk}/orientations/"

    assert administrator.post(url, {"orientations": [second.pk]}).status_code == 302

    assert list(orientations_of(user)) == [second]
    assert browser(user).get(f"/cms/modules/{elsewhere.pk}/").status_code == 404
    assert browser(user).get(f"/cms/pages/{elsewhere.pk}/edit/").status_code == 302
    assert b"checked" in administrator.get(url).content
    account = f"/cms/users/edit/{user.pk}/"
    assert administrator.get(account).status_code == 200
    assert url in administrator.get("/cms/users/").content.decode()
    entry = ModelLogEntry.objects.get(action="accounts.roles")
    assert entry.data == {"given": ["Formateurs : Se former"], "taken": ["Formateurs"]}

    administrator.post(url, {"orientations": []})
    assert not user.groups.exists()


def test_only_administrators_give_orientations_and_to_nobody_above(other):
    make_module()
    reviewer, administrator = person(roles.REVIEWER), person(roles.ADMINISTRATOR)
    given = {"orientations": [OrientationPage.objects.get().pk]}

    for by, to in ((reviewer, other), (other, other), (administrator, administrator)):
        browser(by).post(f"/cms/comptes/{to.pk}/orientations/", given)
    above = UserFactory(is_superuser=True)
    browser(administrator).post(f"/cms/comptes/{above.pk}/orientations/", given)

    assert not Group.objects.filter(name__startswith="Formateurs : ").exists()
    assert other.groups.get().name == roles.TRAINER.name


def test_the_erasure_of_an_author_leaves_the_module(module, author):
    author.delete()

    assert ModulePage.objects.get(pk=module.pk).owner is None
    assert not Category.objects.filter(owner__isnull=False).exists()
