"""What a learner has begun, what to resume, and the certificates."""

import pytest
from django.urls import reverse
from django.utils.timezone import localtime
from pytest_django.asserts import assertContains

from courses.certificates.models import Certificate
from courses.learning.models import Completion
from elearning.dates import date_format
from quizzes.models import Attempt
from tests.conftest import right_form
from tests.factories import make_home, make_module, make_quiz

pytestmark = pytest.mark.django_db

JOURNEY = "/mon-parcours/"


@pytest.fixture
def module():
    return make_module(lessons=2)


def pass_quiz(visitor, module):
    visitor.post(reverse("start_quiz", args=[module.pk]))
    attempt = Attempt.objects.latest("started_at")
    for position in range(attempt.length):
        visitor.post(
            reverse("question", args=[attempt.pk, position + 1]), right_form(attempt, position)
        )


def read(visitor, *lessons):
    for lesson in lessons:
        visitor.post(reverse("lesson_done", args=[lesson.pk]))


def test_nobody_yet_has_an_empty_journey(visitor, module):
    context = visitor.get(JOURNEY).context

    assert (context["modules"], context["certificates"], context["resume"]) == ([], [], None)


def test_an_orphan_certificate_is_shown_to_nobody(visitor, module, now):
    """The certificate of somebody erased has no learner, as a browser without a cookie has none."""
    Certificate.objects.create(
        subject=module.certificate_subject,
        edition=1,
        title=module.title,
        holder_name="Camille Martin",
        identity=Certificate.Identity.DECLARED,
        issued_at=now,
        completed_at=now,
    )

    for url in (JOURNEY, reverse("module_progress", args=[module.pk])):
        assert "/attestations/" not in visitor.get(url).content.decode()


def test_an_open_attempt_is_resumed_first(visitor, module):
    read(visitor, module.lessons[0])
    visitor.post(reverse("start_quiz", args=[module.pk]))

    resume = visitor.get(JOURNEY).context["resume"]

    assert resume["url"] == reverse("attempt", args=[Attempt.objects.get().pk])


def test_then_the_next_lesson_then_the_module(visitor, module):
    first, last = module.lessons
    read(visitor, first)
    assert visitor.get(JOURNEY).context["resume"]["url"] == last.url

    read(visitor, last)
    assert visitor.get(JOURNEY).context["resume"]["url"] == module.url


def test_the_quiz_of_the_home_page_is_resumed_too(visitor):
    make_home(quiz=make_quiz(pass_mark=None))
    visitor.post(reverse("begin"))

    context = visitor.get(JOURNEY).context

    assert context["modules"] == []
    assert context["resume"]["url"] == reverse("attempt", args=[Attempt.objects.get().pk])


def test_a_row_counts_lessons_and_says_the_state(visitor, module):
    read(visitor, module.lessons[0])

    row = visitor.get(JOURNEY).context["modules"][0]

    assert (row.lessons_done, row.lessons_total, row.done) == (1, 2, False)
    assert row.certificate_url is None


def test_a_completed_module_offers_its_certificate_once(visitor, module):
    read(visitor, *module.lessons)
    pass_quiz(visitor, module)
    row = visitor.get(JOURNEY).context["modules"][0]
    assert row.certificate_url == reverse("certificate_request", args=[module.pk])

    visitor.post(row.certificate_url, {"name": "Camille Martin"})

    page = visitor.get(JOURNEY)
    certificate = Certificate.objects.get()
    assert page.context["modules"][0].certificate == certificate
    (listed,) = page.context["certificates"]
    assert listed["url"] == certificate.get_absolute_url()
    assert page.context["resume"] is None
    issued_on = date_format(localtime(certificate.issued_at))
    assertContains(page, f"délivrée le {issued_on}")


def test_a_completion_by_session_offers_no_certificate(visitor, module, now):
    read(visitor, module.lessons[0])
    Completion.objects.create(
        learner=module.enrolments.get().learner,
        module=module,
        edition=1,
        earned_by=Completion.EarnedBy.SESSION,
        completed_at=now,
    )

    row = visitor.get(JOURNEY).context["modules"][0]

    assert row.done
    assert row.certificate_url is None
    assert visitor.get(reverse("certificate_request", args=[module.pk])).status_code == 404


def test_a_module_that_is_not_published_has_no_progress_page(visitor, module):
    module.unpublish()

    assert visitor.get(reverse("module_progress", args=[module.pk])).status_code == 404


@pytest.mark.parametrize("number", ["0", "999999999", "9" * 40])
@pytest.mark.parametrize("address", ["/mon-parcours/{}/", "/mon-parcours/attestation/{}/"])
def test_a_number_that_is_nothing_is_not_found(visitor, module, address, number):
    assert visitor.get(address.format(number)).status_code == 404
