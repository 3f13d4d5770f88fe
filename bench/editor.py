"""Time the editor of a quiz and the page of its module, with 5 questions drawn one by one and 200.

DATA=<an empty folder> python -m bench.editor

Processor time of this process, database included (SQLite runs in it), through the whole stack of
middleware, without a socket. All are drafts, as a module is while it is written. The two sizes take
turns. The aim is a ratio: 1.5 at most, and as many queries.
"""

import os
import statistics
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings.demo")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from courses.curriculum import bank  # noqa: E402
from courses.models import ModulePage  # noqa: E402
from quizzes.models import Quiz, QuizDraw  # noqa: E402
from tests.factories import CategoryFactory, make_module, make_question, make_quiz  # noqa: E402

FEW, MANY, RUNS, MOST = 5, 200, 25, 1.5


def make_draft(questions: int) -> ModulePage:
    category = CategoryFactory()
    asked = [make_question(category=category) for _ in range(questions)]
    module = make_module(quiz=make_quiz())
    quiz = Quiz.objects.get(pk=module.quiz_id)
    quiz.draws = bank.in_order(QuizDraw(question=question) for question in asked)
    for written in (*asked, quiz, module):
        written.save_revision()
    return module


def spent(browser: Client, url: str) -> float:
    """Return the time of a page in milliseconds."""
    start = time.process_time()
    if browser.get(url).status_code != 200:
        raise RuntimeError(url)
    return 1000 * (time.process_time() - start)


def queries(browser: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        browser.get(url)
    return len(asked)


def main() -> None:
    user, _made = get_user_model().objects.get_or_create(
        email="banc@mairie.example", defaults={"is_superuser": True}
    )
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(user)
    session = browser.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    few, many = make_draft(FEW), make_draft(MANY)
    over = False
    for name, address in (
        ("quiz", lambda module: f"/cms/snippets/quizzes/quiz/edit/{module.quiz_id}/"),
        ("whole module", lambda module: f"/cms/modules/{module.pk}/"),
        ("page of the module", lambda module: f"/cms/pages/{module.pk}/edit/"),
    ):
        urls = [address(module) for module in (few, many)]
        for url in urls:
            spent(browser, url)  # fills the caches
        rounds = [[spent(browser, url) for url in urls] for _ in range(RUNS)]
        small, large = map(statistics.median, zip(*rounds, strict=True))
        asked = [queries(browser, url) for url in urls]
        sys.stdout.write(
            f"{name}: {small:.0f} ms, {asked[0]} queries with {FEW}; {large:.0f} ms, {asked[1]} "
            f"with {MANY} ({large / small:.2f} times, most {MOST})\n"
        )
        over |= large > MOST * small or asked[1] > asked[0]
    if over:
        raise SystemExit("over")


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    main()
