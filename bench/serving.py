"""Time a whole attempt, and the start of one with banks of two sizes, in one process.

DATA=<an empty folder> python -m bench.serving

Processor time of this process, database included (SQLite runs in it), through the whole stack of
middleware, without a socket. The bare view reads one row by its index and inserts one, through the
same client and without any middleware. Both keep to one core and take turns: a round times the
bare view, then attempts, so that a machine that slows down slows both. The ratio is the median of
those of the rounds.
"""

import os
import random
import statistics
import sys
import time
import uuid

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings.demo")
django.setup()

from django.core import signing  # noqa: E402  # Django is set up
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, override_settings  # noqa: E402
from django.utils import timezone  # noqa: E402

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
AIM = 110 / 3.2  # times the bare view: 110 ms where it takes 3.2 ms


def content(number: int) -> dict:
    options = [
        {"key": str(uuid.uuid4()), "text": f"Réponse {place}", "correct": place == 0}
        | {"feedback": "Un autre canal confirme."}
        for place in range(4)
    ]
    stem = f"<p>Un message arrive, le {number}e.</p><p>Que faites-vous ?</p>"
    return {"stem": stem, "options": options, "explanation": "<p>Vérifiez ailleurs.</p>"}


def make_bank(size: int) -> Quiz:
    """Return a quiz that draws ten of so many published questions, made once for a folder."""
    slug = f"banc-{size}"
    if made := Quiz.objects.select_related("current_edition").filter(slug=slug).first():
        return made
    category = Category.objects.create(name=slug, slug=slug)
    objective = Objective.objects.create(code=slug, label="Vérifier", statement="Vérifier.")
    with transaction.atomic():
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
    quiz = Quiz(title=slug, slug=slug, pass_mark=80, live=True)
    quiz.draws = [QuizDraw(category=category, count=QUESTIONS)]
    quiz.save()
    quiz.freeze()
    return Quiz.objects.select_related("current_edition").get(pk=quiz.pk)


def cpu(action) -> float:
    """Return the processor's time of an action, in milliseconds."""
    start = time.process_time()
    action()
    return 1000 * (time.process_time() - start)


def time_bare_view() -> float:
    """Return the time of a view that does next to nothing, without any middleware."""
    learner = Learner.objects.create()
    with override_settings(ROOT_URLCONF="bench.bare", MIDDLEWARE=[]):
        client = Client(SERVER_NAME="127.0.0.1")
        times = [cpu(lambda: ok(client.get("/", {"learner": learner.pk}), 200)) for _ in range(200)]
    return statistics.median(times)


def take(quiz: Quiz, browser: Client) -> dict[str, float]:
    """Answer a whole attempt, a question a page; return the time of each kind of request."""
    learner = Learner.objects.create()
    browser.cookies["learner"] = signing.dumps(learner.pk.hex, salt=SALT)
    attempt = start(quiz, learner)
    times = {"question": 0.0, "answer": 0.0, "explained": 0.0, "result": 0.0}
    for number in range(1, QUESTIONS + 1):
        page = f"/quiz/{attempt.pk}/{number}/"
        form = {"choice": str(random.randrange(4))}
        times["question"] += cpu(lambda page=page: ok(browser.get(page), 200))
        times["answer"] += cpu(lambda page=page, form=form: ok(browser.post(page, form), 302))
        times["explained"] += cpu(lambda page=page: ok(browser.get(page), 200))
    times["result"] = cpu(lambda: ok(browser.get(f"/quiz/{attempt.pk}/resultat/"), 200))
    return times


def ok(response, status: int) -> None:
    if response.status_code != status:
        raise RuntimeError(f"{response.status_code} in place of {status}")


def time_rounds(quiz: Quiz) -> list[tuple[float, dict[str, float]]]:
    """Return, for each round, the time of the bare view and those of an attempt."""
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"}, SERVER_NAME="127.0.0.1")
    for _ in range(WARM):
        take(quiz, browser)
    rounds = []
    for _ in range(ROUNDS):
        unit = time_bare_view()
        take(quiz, browser)  # the bare view has its own addresses: those of the site are read again
        rounds.append((unit, medians([take(quiz, browser) for _ in range(A_ROUND)])))
    return rounds


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def time_starts(quizzes: list[Quiz]) -> list[tuple[float, int]]:
    """Return, bank by bank, the time of a start and its queries; banks take turns."""
    times: list[list[float]] = [[] for _ in quizzes]
    for _ in range(20 * RUNS):
        for quiz, taken in zip(quizzes, times, strict=True):
            learner = Learner.objects.create()
            taken.append(cpu(lambda quiz=quiz, learner=learner: start(quiz, learner)))
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


def report() -> None:
    quizzes = [make_bank(size) for size in BANKS]
    rounds = time_rounds(make_bank(BANK_OF_A_MODULE))
    ratios = sorted(sum(times.values()) / unit for unit, times in rounds)
    unit = statistics.median(unit for unit, _times in rounds)
    times = medians([times for _unit, times in rounds])
    whole = sum(times.values())
    write(f"bare view {unit:.2f} ms; a whole attempt {whole:.1f} ms")
    for name, taken in times.items():
        write(f"  {name:10} {taken:6.1f} ms, {taken / unit:5.1f} bare views")
    write(
        f"  whole      {whole:6.1f} ms, {statistics.median(ratios):5.1f} bare views "
        f"(from {ratios[0]:.0f} to {ratios[-1]:.0f} by round; aim {AIM:.0f})"
    )
    for size, (taken, queries) in zip(BANKS, time_starts(quizzes), strict=True):
        write(f"start, bank of {size:6}: {taken:.2f} ms, {queries} queries")


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    random.seed(1)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    report()
