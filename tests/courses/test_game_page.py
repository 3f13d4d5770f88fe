"""“Est-ce un piège ?”: a game that anybody starts, as often as they like, and nobody fails."""

import pytest

from quizzes.models import Attempt
from tests.factories import make_game, make_quiz

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
