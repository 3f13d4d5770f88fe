"""Answers that a person marks: who may, what they see, what it gives the learner."""

import datetime
from decimal import Decimal
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils.translation import gettext as _

from courses.curriculum.bank import in_order
from courses.learning import actions
from courses.learning.models import Completion, LessonDone
from elearning.accounts.models import User
from elearning.accounts.roles import ADMINISTRATOR, REVIEWER, TRAINER
from quizzes.actions import AlreadyMarked
from quizzes.engine.errors import InvalidAnswer
from quizzes.forgetting import forget_answers
from quizzes.models import Attempt, Category, Marking, Quiz, QuizDraw, Response
from tests.conftest import right_form
from tests.editing import sign_in
from tests.factories import UserFactory, make_module, make_question
from tests.questions import VALUES

pytestmark = pytest.mark.django_db

LIST = "/cms/reponses/"
WRITTEN = "Je raccroche, puis je rappelle."
FULL = {"points-0": "1", "points-1": "2", "comment": ""}
PARTLY = {"points-0": "1", "points-1": "1", "comment": "Par quel autre canal ?"}


@pytest.fixture
def module():
    """A module whose quiz asks a choice, an open answer, and where one stands."""
    quiz = Quiz(title="Quiz", slug="quiz", pass_mark=80, shuffle_questions=False, live=False)
    quiz.draws = in_order(
        [
            QuizDraw(question=make_question()),
            QuizDraw(question=make_question("open_answer", value=VALUES["open_answer"])),
            QuizDraw(question=make_question("declared", value=VALUES["declared"])),
        ]
    )
    quiz.save()
    quiz.save_revision().publish()
    return make_module(lessons=1, quiz=Quiz.objects.get(pk=quiz.pk))


@pytest.fixture
def sit(module, now):
    """Answer the quiz of the module up to its end, in the browser of a new learner."""

    def sit(client=None, last=True, written=WRITTEN):
        client = client or Client(headers={"Sec-Fetch-Site": "same-origin"})
        client.post(f"/modules/{module.pk}/quiz/", {"ready": "1"})
        attempt = Attempt.objects.latest("started_at")
        forms = [right_form(attempt, 0), {"text": [written]}, {"choice": ["0"]}]
        for number, form in enumerate(forms if last else forms[:2], start=1):
            assert client.post(f"/quiz/{attempt.pk}/{number}/", form).status_code == 302
        LessonDone.objects.create(
            learner=attempt.learner, lesson=module.lessons.first(), done_at=now
        )
        attempt.refresh_from_db()
        return attempt

    return sit


def open_answer(attempt) -> Response:
    return attempt.responses.get(position=1)


def mark(attempt, now, *points):
    response = open_answer(attempt)
    keys = [criterion.key for criterion in response.marked_with.item.content.criteria]
    given = dict(zip(keys, points, strict=True))
    return actions.mark(response, UserFactory(), given, "Bien.", now)


def test_an_attempt_waits_for_the_person_who_reads_it(sit):
    attempt = sit()
    assert attempt.state == Attempt.State.AWAITING
    assert (attempt.score, attempt.passed, open_answer(attempt).points) == (None, None, None)
    assert not Completion.objects.exists()


def test_the_last_mark_gives_the_result_and_the_completion(sit, now):
    attempt = sit()
    mark(attempt, now, 1, 2)
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.GRADED
    assert (attempt.score, attempt.passed) == (Decimal(2), True)
    assert Completion.objects.get(learner=attempt.learner).gives_certificate


def test_points_that_are_not_enough_complete_nothing(sit, now):
    attempt = sit()
    mark(attempt, now, 0, 1)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (Decimal("1.33333"), False)
    assert not Completion.objects.exists()


def test_what_was_declared_is_left_out_of_the_denominator(sit, now):
    attempt = sit()
    mark(attempt, now, 1, 2)
    grade = attempt.grade()
    assert (grade.out_of, grade.percent) == (2, 100)
    assert attempt.responses.get(position=2).points is None


def test_i_dont_know_needs_nobody_to_read_it(module, visitor, now):
    visitor.post(f"/modules/{module.pk}/quiz/")
    attempt = Attempt.objects.get()
    for number, form in [(1, right_form(attempt, 0)), (2, {}), (3, {})]:
        visitor.post(f"/quiz/{attempt.pk}/{number}/", form or {"dont_know": "1"})
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.GRADED
    assert attempt.score == 1


def test_an_attempt_whose_time_has_just_ended_says_which_answers_wait(visitor, sit, now):
    attempt = sit(visitor, last=False)
    Attempt.objects.update(deadline=now - datetime.timedelta(minutes=5))

    waiting = visitor.get(f"/quiz/{attempt.pk}/resultat/")

    assert _("Sent. A person is now going to read you.") in waiting.content.decode()
    (answer,) = waiting.context["to_read"]
    assert answer["number"] == 2
    assert visitor.get(answer["url"].partition("#")[0]).status_code == 200


def test_an_answer_erased_before_it_was_read_is_not_listed(visitor, sit):
    attempt = sit(visitor)
    attempt.responses.update(answer={})

    page = visitor.get(f"/quiz/{attempt.pk}/resultat/").content.decode()

    assert _("Answers to be read") not in page


def test_an_answer_is_marked_once(sit, now):
    attempt = sit()
    mark(attempt, now, 1, 2)
    with pytest.raises(AlreadyMarked):
        mark(attempt, now, 0, 0)
    assert Marking.objects.get().points == mark_points(attempt, 1, 2)


def mark_points(attempt, *points):
    criteria = open_answer(attempt).marked_with.item.content.criteria
    return {one.key: given for one, given in zip(criteria, points, strict=True)}


def test_points_out_of_range_store_nothing(sit, now):
    attempt = sit()
    with pytest.raises(InvalidAnswer):
        mark(attempt, now, 1, 3)
    assert not Marking.objects.exists()
    assert open_answer(attempt).points is None


@pytest.mark.parametrize("role", [TRAINER, REVIEWER, ADMINISTRATOR])
def test_an_answer_is_read_without_the_name_of_who_wrote_it(sit, role, alice):
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(alice)
    attempt = sit(client)
    trainer = sign_in(role)
    listed = trainer.get(LIST).content.decode()
    page = trainer.get(f"{LIST}{open_answer(attempt).pk}/").content.decode()
    assert f"{LIST}{open_answer(attempt).pk}/" in listed
    assert WRITTEN in page
    for content in (listed, page):
        assert alice.email not in content
        assert str(attempt.learner_id) not in content
        assert str(attempt.pk) not in content


def test_marking_leads_to_the_next_answer_then_to_the_list(sit):
    first, second = sit(), sit(written="Je paie.")
    trainer = sign_in(TRAINER)
    went = trainer.post(f"{LIST}{open_answer(first).pk}/", FULL)
    assert went.url == f"{LIST}{open_answer(second).pk}/"
    went = trainer.post(went.url, PARTLY)
    assert went.url == LIST
    assert [(m.comment, m.marked_by is not None) for m in Marking.objects.order_by("pk")] == [
        ("", True),
        ("Par quel autre canal ?", True),
    ]
    assert trainer.get(f"{LIST}{open_answer(first).pk}/").status_code == 404


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        (FULL | {"points-1": ""}, "points-1"),
        (FULL | {"points-1": "3"}, "points-1"),
        (FULL | {"points-0": "-1"}, "points-0"),
        (FULL | {"points-0": "0"}, "comment"),
    ],
)
def test_marks_are_whole_in_range_and_explained(sit, posted, field):
    attempt = sit()
    page = sign_in(TRAINER).post(f"{LIST}{open_answer(attempt).pk}/", posted)
    assert set(page.context["form"].errors) == {field}
    assert not Marking.objects.exists()


def test_two_people_at_once_the_second_is_told(sit, now, monkeypatch):
    attempt, trainer = sit(), sign_in(TRAINER)
    ours = actions.mark

    def after_somebody_else(*arguments):
        monkeypatch.setattr(actions, "mark", ours)
        mark(attempt, now, 0, 0)
        return ours(*arguments)

    monkeypatch.setattr(actions, "mark", after_somebody_else)
    page = trainer.post(f"{LIST}{open_answer(attempt).pk}/", FULL)
    told = [str(message) for message in get_messages(page.wsgi_request)]
    assert told == [_("Somebody else has just marked this answer.")]
    assert Marking.objects.count() == 1


def test_nobody_else_reads_answers(sit, visitor, bob):
    attempt = sit()
    address = f"{LIST}{open_answer(attempt).pk}/"
    assert visitor.get(address).url.startswith("/compte/login/")
    for person in (bob, attempt.learner.user):
        if person:
            visitor.force_login(person)
            assert visitor.get(address).status_code == 302
            assert visitor.post(address, FULL).status_code == 302
    assert not Marking.objects.exists()


def test_a_trainer_reads_the_answers_to_their_own_quizzes_and_questions_only(sit, now):
    attempt, other = sit(), sit()
    mark(other, now, 1, 2)
    Category.objects.update(owner=UserFactory())
    trainer, answer = sign_in(TRAINER), open_answer(attempt)
    address = f"{LIST}{answer.pk}/"

    listed = trainer.get(LIST)
    assert not listed.context["page"].object_list
    assert not listed.context["marked"]
    assert trainer.get(address).status_code == trainer.post(address, FULL).status_code == 404
    assert Marking.objects.count() == 1
    assert sign_in(REVIEWER).get(address).status_code == 200

    answer.version.question.category.shared_with.add(
        User.objects.get(pk=trainer.session["_auth_user_id"])
    )
    assert trainer.get(address).context["left"] == 1
    assert len(trainer.get(LIST).context["marked"]) == 1


def test_an_answer_is_offered_once_sent_and_until_it_is_forgotten(sit):
    unfinished = sit(last=False)
    assert not Response.objects.to_mark().exists()
    attempt = sit()
    assert list(Response.objects.to_mark()) == [open_answer(attempt)]
    forget_answers(Response.objects.filter(attempt=attempt))
    assert not Response.objects.to_mark().exists()
    assert unfinished.is_open


def test_the_learner_is_told_that_a_person_reads_then_what_they_say(sit, visitor, now):
    attempt = sit(visitor)
    question, result = f"/quiz/{attempt.pk}/2/", f"/quiz/{attempt.pk}/resultat/"
    page = unescape(visitor.get(question).content.decode())
    assert _("Your answer is kept. A person will read it.") in page
    assert "Rappeler par un autre canal" not in page
    assert _("Sent. A person is now going to read you.") in visitor.get(result).content.decode()
    journey = visitor.get("/mon-parcours/").content.decode()
    assert result in journey
    assert visitor.get(f"/quiz/{attempt.pk}/erreurs/").status_code == 302

    mark(attempt, now, 1, 1)

    response = visitor.get(question)
    page = unescape(response.content.decode())
    assert WRITTEN in page
    assert "Bien." in page
    assert [one["points"] for one in response.context["answers"]["criteria"]] == [1, 1]
    assert question in visitor.get(result).content.decode()
    assert result not in visitor.get("/mon-parcours/").content.decode()


def test_an_examination_tells_the_points_and_the_words_but_not_the_criteria(visitor, sit, now):
    Quiz.objects.update(purpose="examination")
    Quiz.objects.get().freeze()
    attempt = sit(visitor)
    visitor.post(f"/quiz/{attempt.pk}/verification/")

    mark(attempt, now, 0, 1)

    result = visitor.get(f"/quiz/{attempt.pk}/resultat/").content.decode()
    assert f"/quiz/{attempt.pk}/reponses/#question-2" in result
    page = unescape(visitor.get(f"/quiz/{attempt.pk}/reponses/").content.decode())
    assert "1 point sur 3" in page
    assert "Bien." in page
    assert "Rappeler par un autre canal" not in page


def test_a_stranger_sees_nothing_of_it(sit, stranger):
    attempt = sit()
    for address in (f"/quiz/{attempt.pk}/2/", f"/quiz/{attempt.pk}/resultat/"):
        assert stranger.get(address).status_code == 404
