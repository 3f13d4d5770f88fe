"""A path is modules in order for a role: its time is theirs, and what is not written is said."""

import pytest
from django.db import IntegrityError

from courses.models import PathModule, PathPage
from courses.models.paths import in_words
from elearning.accounts.roles import TRAINER
from quizzes.models import Attempt
from tests.editing import sign_in
from tests.factories import make_home, make_module, make_path, make_quiz

pytestmark = pytest.mark.django_db


def words(client, url):
    return client.get(url).content.decode()


def test_its_time_is_that_of_its_modules(client):
    path = make_path([make_module(duration=10), make_module(duration=15)])
    assert client.get(path.url).context["time"] == {"asked": "25 minutes", "optional": ""}


@pytest.mark.parametrize(("minutes", "said"), [(60, "1 h"), (65, "1 h 05"), (165, "2 h 45")])
def test_a_long_time_is_said_in_hours(minutes, said):
    assert in_words(minutes).replace("\N{NO-BREAK SPACE}", " ") == said


def test_what_is_optional_is_counted_apart(client):
    path = make_path([make_module(duration=10)])
    path.steps.add(PathModule(module=make_module(duration=15), optional=True))
    path.save()
    assert client.get(path.url).context["time"] == {"asked": "10 minutes", "optional": "15 minutes"}


def test_modules_come_in_its_own_order(client):
    first, second = make_module(title="Premier"), make_module(title="Second")
    page = words(client, make_path([second, first]).url)
    assert page.index("Second") < page.index("Premier")


def test_a_module_that_is_a_draft_is_left_out(client):
    hidden = make_module(title="Pas encore")
    path = make_path([make_module(), hidden])
    hidden.unpublish()
    response = client.get(path.url)
    assert "Pas encore" not in response.content.decode()
    assert response.context["time"]["asked"] == "10 minutes"


def test_what_will_come_is_said(client):
    path = make_path([make_module()], coming="<p>Un module sur l’argent.</p>")
    assert "module sur l’argent" in words(client, path.url)


def test_a_module_stands_once_in_a_path():
    module = make_module()
    with pytest.raises(IntegrityError):
        make_path([module, module])


def test_the_index_lists_paths_by_audience(client):
    make_path([make_module()], title="Pour la mairie", audience=PathPage.Audience.AGENTS)
    path = make_path([make_module()], title="Pour chacun")
    page = words(client, path.get_parent().url)
    assert page.index("Pour chacun") < page.index("Pour la mairie")


def test_the_index_costs_the_same_whatever_its_paths(client, django_assert_max_num_queries):
    for _ in range(4):
        path = make_path([make_module(lessons=0)])
    with django_assert_max_num_queries(12):
        client.get(path.get_parent().url)


def test_the_header_names_paths_once_there_is_one(client, django_capture_on_commit_callbacks):
    path = make_path([make_module()])
    assert 'href="/parcours/"' in words(client, "/catalogue/")
    with django_capture_on_commit_callbacks(execute=True):
        path.unpublish()
    assert 'href="/parcours/"' not in words(client, "/catalogue/")


def test_the_positioning_quiz_starts_from_the_path_and_is_tried_again_there(visitor, finish):
    path = make_path([make_module()], quiz=make_quiz(pass_mark=None))
    visitor.post(f"/jouer/{path.pk}/")
    attempt = finish(Attempt.objects.get())
    assert f"/jouer/{path.pk}/" in words(visitor, f"/quiz/{attempt.pk}/resultat/")


def test_a_path_without_quiz_starts_none(visitor):
    assert visitor.post(f"/jouer/{make_path([make_module()]).pk}/").status_code == 404


def test_no_other_page_starts_a_quiz_there(visitor):
    assert visitor.post(f"/jouer/{make_home().pk}/").status_code == 404


def test_a_trainer_opens_it_in_the_editor():
    path = make_path([make_module()])
    assert sign_in(TRAINER).get(f"/cms/pages/{path.pk}/edit/").status_code == 200
