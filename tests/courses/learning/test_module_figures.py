"""How a module fares, as those who write it read it: counted, drawn, named to nobody."""

import datetime

import pytest
from django.urls import reverse

from courses.learning.figures import ENOUGH, figures_of
from courses.learning.models import Completion, Enrolment, LessonDone
from courses.learning.rules import minutes_spent
from courses.models import ModulePage
from elearning.accounts.models import Learner
from elearning.accounts.roles import REVIEWER, TRAINER
from quizzes.models import ItemReport
from tests.editing import sign_in
from tests.factories import LearnerFactory, UserFactory, make_module

MINUTE = datetime.timedelta(minutes=1)


def test_a_pause_counts_for_ten_minutes_at_most(now):
    moments = [now + 90 * MINUTE, now, now + 4 * MINUTE, now + 93 * MINUTE]

    assert minutes_spent(moments) == 4 + 10 + 3
    assert minutes_spent([now]) == 0


@pytest.fixture
def module(db):
    return make_module(lessons=2, duration=10)


@pytest.fixture
def read(module, now):
    """Let people begin a module, read one lesson or two, and complete it in seven minutes."""

    def read(begun, one, two, completed):
        people = Learner.objects.bulk_create(LearnerFactory.build_batch(begun))
        first, second = module.lessons
        Enrolment.objects.bulk_create(
            [Enrolment(learner=each, module=module, started_at=now) for each in people]
        )
        LessonDone.objects.bulk_create(
            [
                LessonDone(learner=each, lesson=first, done_at=now + 3 * MINUTE)
                for each in people[:one]
            ]
            + [
                LessonDone(learner=each, lesson=second, done_at=now + 5 * MINUTE)
                for each in people[:two]
            ]
        )
        done = {"module": module, "edition": 1, "completed_at": now + 7 * MINUTE}
        Completion.objects.bulk_create(
            [Completion(learner=each, **done) for each in people[:completed]]
        )

    return read


def page(client, module):
    return client.get(reverse("module_figures", args=[module.pk]))


def test_nothing_is_told_of_few_people(module, read):
    read(ENOUGH - 1, 20, 20, 20)

    told = page(sign_in(TRAINER), module)

    assert told.context["figures"].stages == []
    assert "29 personnes ont commencé" in told.content.decode()


def test_the_page_tells_where_people_stop_and_how_long_it_takes(module, read):
    read(50, 45, 33, 31)

    figures = figures_of(module)
    told = page(sign_in(TRAINER), module).content.decode()

    assert [(one.reached, one.percent, one.lost) for one in figures.stages] == [
        *((50, 100, 0), (45, 90, 5), (33, 66, 12)),
        *((0, 0, 33), (31, 62, 0)),
    ]
    assert figures.minutes == 7
    assert "33 personnes" in told
    assert "Annoncer 7\xa0minutes" in told


def test_a_session_and_few_completions_give_no_time(module, read):
    read(40, 35, 32, 31)
    Completion.objects.filter(pk__in=Completion.objects.values("pk")[:2]).update(
        earned_by="session"
    )

    assert figures_of(module).minutes is None
    refused = sign_in(TRAINER).post(reverse("announce_duration", args=[module.pk]))
    assert refused.status_code == 404


def test_the_announced_time_is_corrected_in_a_draft(module, read):
    read(40, 40, 40, 40)
    trainer = sign_in(TRAINER)

    trainer.post(reverse("announce_duration", args=[module.pk]))

    kept = ModulePage.objects.get(pk=module.pk)
    assert (kept.duration, kept.get_latest_revision_as_object().duration) == (10, 7)
    assert "Annoncer" not in page(trainer, module).content.decode()


def test_objectives_come_worst_first_and_in_the_file(module, read):
    read(30, 0, 0, 0)
    draws = module.quiz.draws.all()
    versions = [question.current_version for draw in draws for question in draw.candidates()]
    for version, facility in zip(versions, (0.9, 0.4, 0.6), strict=True):
        figures = {"facility": facility}
        ItemReport.objects.create(
            quiz=module.quiz, version=version, attempts=30, facility=facility, figures=figures
        )
    trainer = sign_in(TRAINER)

    told = page(trainer, module).context["objectives"]
    sent = trainer.get(reverse("module_figures_csv", args=[module.pk])).content.decode()

    assert [one["percent"] for one in told] == [40, 60, 90]
    assert f"{told[0]['label']};30;40" in sent


def test_the_figures_of_a_module_of_somebody_else_are_nowhere(module, read):
    read(30, 30, 30, 30)
    ModulePage.objects.filter(pk=module.pk).update(owner=UserFactory())
    trainer = sign_in(TRAINER)

    for name in ("module_figures", "module_figures_csv"):
        assert trainer.get(reverse(name, args=[module.pk])).status_code == 404
    assert trainer.post(reverse("announce_duration", args=[module.pk])).status_code == 404
    assert page(sign_in(REVIEWER), module).status_code == 200


def test_queries_do_not_grow_with_people(module, read, django_assert_num_queries):
    read(30, 30, 30, 30)
    figures_of(module)
    with django_assert_num_queries(11):
        figures_of(module)
    read(60, 60, 60, 60)
    with django_assert_num_queries(11):
        figures_of(module)
