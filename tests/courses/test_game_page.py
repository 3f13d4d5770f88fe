"""“Est-ce un piège ?”: a game that anybody starts, as often as they like, and nobody fails."""

import pytest
from django.utils.html import strip_tags

from quizzes.models import Attempt, Quiz, QuizDraw
from tests.factories import CategoryFactory, ObjectiveFactory, make_game, make_question, make_quiz
from tests.questions import VALUES

pytestmark = pytest.mark.django_db


@pytest.fixture
def game():
    return make_game(quiz=make_quiz(pass_mark=None))


def test_the_header_and_the_home_page_lead_to_it(client, game):
    for url in ("/", "/catalogue/"):
        assert f'href="{game.url}"' in client.get(url).content.decode()


def test_playing_needs_no_account_and_goes_on_where_it_was_left(visitor, game):
    first = visitor.post(f"/jouer/{game.pk}/")
    again = visitor.post(f"/jouer/{game.pk}/")
    assert first["Location"] == again["Location"]
    assert Attempt.objects.count() == 1


def test_a_game_that_is_over_can_be_played_again(visitor, game, finish):
    visitor.post(f"/jouer/{game.pk}/")
    attempt = finish(Attempt.objects.get(), right=False)
    attempt.refresh_from_db()
    for page in ("resultat", "erreurs"):
        shown = visitor.get(f"/quiz/{attempt.pk}/{page}/").content.decode()
        assert f"/jouer/{game.pk}/" in shown
    assert attempt.passed is None


RIGHT = {"choice": "0", "piece": "1"}  # a trap, told by its clue
CAREFUL, MISSED = {"choice": "2"}, {"choice": "1"}


@pytest.mark.parametrize(
    ("forms", "heading", "bar"),
    [
        (
            [RIGHT, CAREFUL, MISSED],
            "Sur 3 réponses : 1 juste, 1 en partie juste et 1 à revoir.",
            "1 sur 3 · 1 en partie juste",
        ),
        (
            [CAREFUL, CAREFUL, CAREFUL],
            "Sur 3 réponses : 3 en partie justes.",
            "0 sur 3 · 3 en partie justes",
        ),
        ([RIGHT, RIGHT, RIGHT], "Sur 3 réponses : 3 justes.", "3 sur 3"),
    ],
)
def test_what_is_partly_right_is_told_and_nobody_has_failed(visitor, forms, heading, bar):
    kinds = {"category": CategoryFactory(), "objective": ObjectiveFactory()}
    messages = [make_question("inspect", value=VALUES["inspect"], **kinds) for _form in forms]
    quiz = Quiz(title="Le tri", slug="le-tri", purpose="practice", pass_mark=None)
    quiz.draws = [QuizDraw(question=message) for message in messages]
    quiz.save()
    quiz.freeze()
    visitor.post(f"/jouer/{make_game(quiz=quiz).pk}/")
    attempt = Attempt.objects.get()
    for number, form in enumerate(forms, 1):
        visitor.post(f"/quiz/{attempt.pk}/{number}/", form)

    result = visitor.get(f"/quiz/{attempt.pk}/resultat/").content.decode()

    words = " ".join(strip_tags(result).replace("\N{NO-BREAK SPACE}", " ").split())
    assert heading in words
    assert bar in words
    assert "erreurs" not in words
    assert ("Lire les explications" in words) == (forms[0] != forms[-1] or forms[0] == CAREFUL)
    assert "erreurs" not in strip_tags(visitor.get(f"/quiz/{attempt.pk}/erreurs/").content.decode())


def test_a_form_of_another_site_starts_nothing(client, game):
    response = client.post(f"/jouer/{game.pk}/", headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert not Attempt.objects.exists()


def test_a_game_in_the_making_says_so(client):
    page = client.get(make_game().url).content.decode()
    assert 'class="empty"' in page
    assert "/jouer/" not in page


def test_a_game_withdrawn_cannot_be_started(visitor, game):
    game.unpublish()
    assert visitor.post(f"/jouer/{game.pk}/").status_code == 404
