"""Time whole attempts, and the start of one with banks of two sizes.

DATA=<an empty folder> DATABASE_URL=postgres://… python -m bench.serving

Attempts are answered through gunicorn, as browsers do: processor time of its worker and of all of
PostgreSQL's processes (SQLite, without DATABASE_URL, runs in the worker). The bare view reads one
row by its index and inserts one, in the same worker and behind the same middleware. They take
turns: a round times the bare view, then attempts, so that a machine that slows down slows both.
The ratio is the median of those of the rounds. Starts are timed in this process.
"""

import os
import random
import re
import statistics
import sys
import time
import uuid

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

import requests  # noqa: E402  # Django is set up
from django.conf import settings  # noqa: E402
from django.core import signing  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.server import Server, served  # noqa: E402
from courses.learning.views.questions import IN_PLACE  # noqa: E402
from elearning.accounts.learners import SALT  # noqa: E402
from elearning.accounts.models import Learner  # noqa: E402
from quizzes import actions  # noqa: E402
from quizzes.models import (  # noqa: E402
    Attempt,
    Category,
    Objective,
    Question,
    QuestionVersion,
    Quiz,
    QuizDraw,
)

QUESTIONS, RUNS = 10, 10
ROUNDS, A_ROUND = 7, 3  # attempts timed in each round
BANKS = (1_000, 50_000)
BANK_OF_A_MODULE = 30
WARM = 10  # attempts before those timed: a process meets each question of a module once
BARE = 100  # bare views in a round
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
AIM = 110 / 3.2  # times the bare view: 110 ms where it takes 3.2 ms


def content(number: int) -> dict:
    options = [
        {"key": str(uuid.uuid4()), "text": f"Réponse {place}", "correct": place == 0}
        | {"feedback": "Un autre canal confirme."}
        for place in range(4)
    ]
    stem = f"<p>Un message arrive, le {number}e.</p><p>Que faites-vous ?</p>"
    return {"stem": stem, "options": options, "explanation": "<p>Vérifiez ailleurs.</p>"}


def make_quiz(size: int, name: str = "banc", **rules) -> Quiz:
    """Return a quiz that draws ten of so many published questions, made once for a folder."""
    slug = f"{name}-{size}"
    if made := Quiz.objects.select_related("current_edition").filter(slug=slug).first():
        return made
    quiz = Quiz(title=slug, slug=slug, pass_mark=80, live=True, **rules)
    quiz.draws = [QuizDraw(category=make_bank(slug, size), count=QUESTIONS)]
    quiz.save()
    quiz.freeze()
    return Quiz.objects.select_related("current_edition").get(pk=quiz.pk)


@transaction.atomic
def make_bank(slug: str, size: int) -> Category:
    category = Category.objects.create(name=slug, slug=slug)
    objective = Objective.objects.create(code=slug, label="Vérifier", statement="Vérifier.")
    questions = Question.objects.bulk_create(
        [
            Question(slug=f"{slug}-{n}", category=category, objective=objective, live=True)
            for n in range(size)
        ],
        batch_size=1000,
    )
    versions = QuestionVersion.objects.bulk_create(
        [
            QuestionVersion(
                question=question,
                number=1,
                type="single",
                objective=objective,
                content=content(n),
            )
            for n, question in enumerate(questions)
        ],
        batch_size=1000,
    )
    for question, version in zip(questions, versions, strict=True):
        question.current_version = version
    Question.objects.bulk_update(questions, ["current_version"], batch_size=1000)
    return category


class Browser:
    """Somebody without account who answers a whole attempt, timing each kind of request."""

    def __init__(self, server: Server, learner: Learner) -> None:
        self.server = server
        self.session = requests.Session()
        cookie = signing.dumps(learner.pk.hex, salt=SALT)
        self.session.cookies.set(settings.LEARNER_COOKIE_NAME, cookie)
        self.times: dict[str, float] = {}

    def get(self, what: str, path: str) -> None:
        page = self._timed(what, lambda: self.session.get(self.server.url + path), 200)
        if token := TOKEN.search(page.text):
            self.token = token[1]

    def post(self, what: str, path: str, form: dict[str, str], in_place: bool = False) -> None:
        """Send a form, as its page does or, `in_place`, as answer.js does."""
        form |= {"csrfmiddlewaretoken": self.token}
        url, headers = self.server.url + path, {"Prefer": IN_PLACE} if in_place else {}
        self._timed(
            what,
            lambda: self.session.post(url, form, headers=headers, allow_redirects=False),
            200 if in_place else 302,
        )

    def _timed(self, what: str, request, status: int) -> requests.Response:
        answers = []
        taken = self.server.cpu(lambda: answers.append(request()))
        self.times[what] = self.times.get(what, 0) + taken
        (answer,) = answers
        if answer.status_code != status:
            raise RuntimeError(f"{answer.status_code} in place of {status}")
        return answer


def take(quiz: Quiz, server: Server, by_script: bool) -> dict[str, float]:
    """Answer a whole attempt, a question a page; return the time of each kind of request.

    `by_script` asks what a browser with JavaScript does: the first question, then answers.
    """
    learner = Learner.objects.create()
    attempt = start(quiz, learner)
    browser = Browser(server, learner)
    rules = attempt.edition.rules
    for number in range(1, QUESTIONS + 1):
        page = f"/quiz/{attempt.pk}/{number}/"
        if number == 1 or not by_script:
            browser.get("question", page)
        in_place = by_script and (rules.explains_at_once or number < QUESTIONS)
        browser.post("answer", page, {"choice": str(random.randrange(4))}, in_place)
        if rules.explains_at_once and not by_script:
            browser.get("explained", page)
    if rules.review:
        browser.get("review", f"/quiz/{attempt.pk}/verification/")
        browser.post("sent", f"/quiz/{attempt.pk}/verification/", {})
    browser.get("result", f"/quiz/{attempt.pk}/resultat/")
    return browser.times


def time_bare_view(server: Server) -> float:
    """Return the time of a bare view, in milliseconds, one timed at a time as pages are."""
    session, learner = requests.Session(), Learner.objects.create()
    url = f"{server.url}/bare/?learner={learner.pk}"
    times = [server.cpu(lambda: session.get(url).raise_for_status()) for _ in range(BARE)]
    return statistics.median(times)


def time_rounds(
    quiz: Quiz, server: Server, by_script: bool
) -> list[tuple[float, dict[str, float]]]:
    """Return, for each round, the time of the bare view and those of an attempt."""

    def attempts(count: int) -> list[dict[str, float]]:
        return [take(quiz, server, by_script) for _ in range(count)]

    attempts(WARM)
    return [(time_bare_view(server), medians(attempts(A_ROUND))) for _ in range(ROUNDS)]


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def time_starts(quizzes: list[Quiz]) -> list[tuple[float, int]]:
    """Return, bank by bank, the time of a start and its queries; banks take turns."""
    times: list[list[float]] = [[] for _ in quizzes]
    for _ in range(20 * RUNS):
        for quiz, taken in zip(quizzes, times, strict=True):
            learner = Learner.objects.create()
            begun = time.process_time()
            start(quiz, learner)
            taken.append(1000 * (time.process_time() - begun))
    return [
        (statistics.median(taken), queries_of_a_start(quiz))
        for quiz, taken in zip(quizzes, times, strict=True)
    ]


def start(quiz: Quiz, learner: Learner) -> Attempt:
    return actions.start(quiz, learner, timezone.now())


def queries_of_a_start(quiz: Quiz) -> int:
    learner = Learner.objects.create()
    with CaptureQueriesContext(connection) as queries:
        start(quiz, learner)
    return len(queries)


def write(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def report_attempts(quiz: Quiz, server: Server, by_script: bool) -> None:
    rounds = time_rounds(quiz, server, by_script)
    ratios = sorted(sum(times.values()) / unit for unit, times in rounds)
    unit = statistics.median(unit for unit, _times in rounds)
    times = medians([times for _unit, times in rounds])
    way = "with" if by_script else "without"
    write(f"{quiz.purpose_label} {way} JavaScript: bare view {unit:.2f} ms")
    for name, taken in times.items():
        write(f"  {name:10} {taken:6.1f} ms, {taken / unit:5.1f} bare views")
    write(
        f"  whole      {sum(times.values()):6.1f} ms, {statistics.median(ratios):5.1f} bare views "
        f"(from {ratios[0]:.0f} to {ratios[-1]:.0f} by round; aim {AIM:.0f})"
    )


def report_starts() -> None:
    quizzes = [make_quiz(size) for size in BANKS]
    for size, (taken, queries) in zip(BANKS, time_starts(quizzes), strict=True):
        write(f"start, bank of {size:6}: {taken:.2f} ms, {queries} queries")


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    random.seed(1)
    examination = {"purpose": Quiz.Purpose.EXAMINATION, "attempts_allowed": 0, "waiting_time": 0}
    with served() as server:
        for by_script in (True, False):
            report_attempts(make_quiz(BANK_OF_A_MODULE), server, by_script)
            report_attempts(make_quiz(BANK_OF_A_MODULE, "examen", **examination), server, by_script)
    report_starts()
