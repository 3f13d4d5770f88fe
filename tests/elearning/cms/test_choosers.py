"""What the windows and lists of the editor find: beginnings of words of titles, accents or not."""

import pytest
from django.core.management import call_command

from elearning.accounts.roles import ADMINISTRATOR
from quizzes.models import Quiz
from tests.editing import sign_in
from tests.factories import make_lesson, make_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]


def test_a_title_is_found_by_its_beginning_with_accents_or_without():
    module = make_module(title="Premiers pas", lessons=0)
    title = "Hameçonnage à l’école"
    make_lesson(module, title=title, slug="une")
    make_lesson(module, title="Autre", slug="deux", summary="De l’hameçonnage à l’école.")
    Quiz.objects.create(title=title, slug="trois")
    Quiz.objects.create(title="Autre", slug="quatre")
    call_command("update_index", verbosity=0)
    administrator = sign_in(ADMINISTRATOR)

    for query in ("Hameçonnage", "hameço", "hameconnage", "HAMEC", "école", "ecol", "à l’éco"):
        for address in ("/cms/choose-page/search/", "/cms/snippets/choose/quizzes/quiz/results/"):
            window = administrator.get(address, {"q": query}).content.decode()
            assert title in window, (address, query)
            assert "Autre" not in window, (address, query)
