"""An examination, reviewed before it is sent; past attempts; what trainers see of its questions."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.bank import answer_anyhow, answer_right
from tests.browser.going import follow, open_link, press, submit_answer
from tests.browser.shell import run_in_demo
from tests.browser.signing_in import enter_editor

EXAMINATION = """
from django.utils import timezone
from quizzes.actions import start
from quizzes.models import Attempt, Question, Quiz, QuizDraw

quiz = Quiz.objects.filter(slug="examination").first()
if quiz is None:
    quiz = Quiz(
        title="Examen blanc", slug="examination", purpose="examination", pass_mark=80,
        waiting_time=0, shuffle_questions=False, live=False,
    )
    questions = Question.objects.filter(live=True, current_version__type="single")
    quiz.draws = [QuizDraw(question=question) for question in questions.order_by("pk")[:3]]
    quiz.save()
    quiz.save_revision().publish()
quiz = Quiz.objects.select_related("current_edition").get(pk=quiz.pk)
"""
TIMED = """
quiz.time_limit, quiz.grace = 20, 60
quiz.save_revision().publish()
quiz = Quiz.objects.select_related("current_edition").get(pk=quiz.pk)
"""
START = """
learner = Attempt.objects.latest("started_at").learner
print(f"/quiz/{start(quiz, learner, timezone.now()).pk}/")
"""
TAKEN_BY_THIRTY = """
from elearning.accounts.models import Learner
from quizzes.actions import record_response, submit
from quizzes.reports.actions import compute_report

now = timezone.now()
for number in range(30):
    attempt = start(quiz, Learner.objects.create(), now)
    for position in range(attempt.length):
        record_response(attempt, position, {"choice": [str((number + position) % 2)]}, now)
    submit(attempt, now)
compute_report(quiz, now)
print(f"/cms/statistiques/{quiz.pk}/")
"""


@pytest.fixture
def attempt(page, data_folder):
    """The address of an attempt at the examination, for the browser of the page."""
    page.goto("/")
    press(page, "Commencer")
    return run_in_demo(data_folder, EXAMINATION + START)


def test_the_timer_of_a_question_shown_in_place_tells_the_end_of_time(page, data_folder):
    page.clock.install()
    page.goto("/")
    press(page, "Commencer")
    timed = EXAMINATION.replace('slug="examination"', 'slug="timed"') + TIMED + START
    page.goto(f"{run_in_demo(data_folder, timed)}1/")
    answer_anyhow(page)
    submit_answer(page)
    expect(page.locator(".progress")).to_contain_text("Question 2 sur 3")
    told = page.locator("time-left [role=status]")

    page.clock.fast_forward("10:01")
    expect(told).to_contain_text("10 minutes")
    page.clock.fast_forward("10:00")
    expect(told).to_contain_text("Envoyez votre réponse maintenant")
    page.clock.fast_forward("01:00")
    expect(told).to_contain_text("Toutes les réponses envoyées avant sont comptées")


def test_answers_are_reviewed_changed_then_sent(page, attempt, check_accessible, check_fits):
    page.goto(f"{attempt}1/")
    answer_anyhow(page)
    submit_answer(page)
    expect(page.locator(".progress")).to_contain_text("Question 2 sur 3")
    expect(page.locator(".verdict")).to_have_count(0)
    check_accessible(page)
    check_fits(page)

    page.goto(f"{attempt}verification/")
    expect(page.locator(".lead")).to_contain_text("2 questions n’ont pas encore")
    check_accessible(page)
    check_fits(page)
    open_link(page, re.compile("Changer ma réponse"))
    answer_right(page)
    submit_answer(page)
    for _ in range(2):
        answer_right(page)
        submit_answer(page)
    expect(page.locator(".lead")).to_contain_text("Chaque question a une réponse")
    press(page, "Envoyer mes réponses")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Réussi")
    check_accessible(page)


def test_the_examination_of_a_path_tells_its_rules_then_what_to_review(
    page, check_accessible, check_fits
):
    page.goto("/sensibiliser/examen-reflexes-en-mairie/")
    press(page, "Passer le quiz")
    for rule in ("45 minutes", "3 tentatives sur 3", "attendre 1 jour"):
        expect(page.get_by_text(rule)).to_be_visible()
    check_accessible(page)
    check_fits(page)
    press(page, "Commencer le quiz")
    expect(page.locator("main")).to_contain_text("Une journée à la mairie")
    address = page.url.removesuffix("1/")
    answer_right(page)
    submit_answer(page)
    check_accessible(page)
    check_fits(page)
    page.goto(f"{address}verification/")
    press(page, "Envoyer mes réponses")
    main = page.locator("main")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pas encore")
    expect(main).to_contain_text("Plusieurs sujets sont à revoir")
    expect(main).to_contain_text("Vous pourrez réessayer à partir du")
    expect(main.locator("a[href*='/reperer-un-message-piege/']").first).to_be_visible()
    check_accessible(page)
    check_fits(page)

    page.goto("/mon-parcours/tentatives/")
    check_accessible(page)
    check_fits(page)
    open_link(page, re.compile("Examen"))
    expect(page.locator("article.mistake")).to_have_count(20)
    expect(page.locator(".callout.retenir")).to_have_count(1)  # the one that was right
    check_accessible(page)
    check_fits(page)


def test_a_trainer_sees_who_answers_what(page, data_folder):
    statistics = run_in_demo(data_folder, EXAMINATION + TAKEN_BY_THIRTY)
    page.set_viewport_size({"width": 1280, "height": 900})
    enter_editor(page, data_folder, "administrator")
    page.goto(statistics)
    expect(page.get_by_role("heading", name="Répartition des scores")).to_be_visible()
    follow(page, page.locator("table.reports th.title a").first)
    expect(page.get_by_role("columnheader", name=re.compile("Tiers"))).to_have_count(3)
    expect(page.get_by_text("Indice de facilité")).to_be_visible()
