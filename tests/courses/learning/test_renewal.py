"""A certificate has a term; renewing it opens a new period, and the past one stays."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from courses.certificates.models import Certificate
from courses.certificates.rules import months_later
from courses.learning.models import Completion
from elearning.accounts.models import Learner
from quizzes.models import Attempt
from tests.certificates import end
from tests.conftest import right_form, wrong_form
from tests.factories import make_module, make_quiz

pytestmark = pytest.mark.django_db
TODAY = localdate()


def days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)


@pytest.fixture
def module():
    return make_module(lessons=1, validity_months=24, renewal_days=60)


def complete(visitor, module, finish):
    visitor.post(reverse("start_quiz", args=[module.pk]))
    finish(Attempt.objects.latest("started_at"))
    visitor.post(reverse("lesson_done", args=[module.lessons[0].pk]))
    visitor.post(reverse("certificate_request", args=[module.pk]), {"name": "Camille Martin"})
    return Certificate.objects.latest("issued_at")


@pytest.fixture
def certificate(visitor, module, finish):
    return complete(visitor, module, finish)


def move(certificate, until: int):
    """Make a certificate end so many days from today, as if time had passed."""
    last = TODAY + days(until)
    Certificate.objects.filter(pk=certificate.pk).update(
        valid_until=last, renewable_from=last - days(60)
    )
    Attempt.objects.update(submitted_at=timezone.now() - days(600))


def renew(visitor, module, right=True):
    """Do the module again, its quiz last; return the attempt."""
    for lesson in module.lessons:
        visitor.post(reverse("lesson_done", args=[lesson.pk]))
    return take_quiz(visitor, module, right)


def take_quiz(visitor, module, right=True):
    """Answer the quiz that renews, the last answer by the page itself."""
    visitor.post(reverse("start_renewal", args=[module.pk]))
    attempt = Attempt.objects.latest("started_at")
    for position in range(attempt.length):
        form = (right_form if right else wrong_form)(attempt, position)
        visitor.post(reverse("question", args=[attempt.pk, position + 1]), form)
    return attempt


def test_the_term_is_frozen_when_it_is_issued(module, certificate):
    assert certificate.valid_until == months_later(TODAY, 24)
    assert certificate.renewable_from == certificate.valid_until - days(60)
    type(module).objects.update(validity_months=1)
    certificate.refresh_from_db()
    assert certificate.valid_until == months_later(TODAY, 24)


def test_a_module_without_validity_gives_certificates_without_end(visitor, finish):
    certificate = complete(visitor, make_module(lessons=1), finish)
    assert certificate.valid_until is None
    assert certificate.renewable_from is None


def test_asking_late_gains_no_time(visitor, module, finish):
    visitor.post(reverse("start_quiz", args=[module.pk]))
    finish(Attempt.objects.get())
    visitor.post(reverse("lesson_done", args=[module.lessons[0].pk]))
    Completion.objects.update(completed_at=timezone.now() - days(300))
    visitor.post(reverse("certificate_request", args=[module.pk]), {"name": "Camille"})
    last = Certificate.objects.get().valid_until
    assert last == months_later(TODAY - days(300), 24)


def test_before_its_time_a_renewal_does_not_open(visitor, module, certificate):
    move(certificate, until=61)
    answer = visitor.post(reverse("start_renewal", args=[module.pk]))
    assert answer.url == reverse("module_progress", args=[module.pk])
    assert Attempt.objects.count() == 1


def test_renewing_opens_a_period_after_the_present_one(visitor, module, certificate):
    move(certificate, until=60)
    assert "Renouveler" in visitor.get("/mon-parcours/").content.decode()

    renew(visitor, module)

    assert [completion.cycle for completion in Completion.objects.order_by("cycle")] == [1, 2]
    first, second = Certificate.objects.order_by("cycle")
    assert second.valid_until == months_later(first.valid_until, 24)
    assert second.holder_name == "Camille Martin"
    assert first.state == Certificate.State.VALID


def test_past_periods_stay_listed(visitor, module, certificate):
    move(certificate, until=-5)
    renew(visitor, module)
    listed = visitor.get("/mon-parcours/").context["certificates"]
    assert [item["state"].split()[0] for item in listed] == ["Valable", "Expirée"]


def test_an_expired_one_renewed_counts_from_the_day_of_the_renewal(visitor, module, certificate):
    move(certificate, until=-5)
    renew(visitor, module)
    last = Certificate.objects.get(cycle=2).valid_until
    assert last == months_later(TODAY, 24)


def test_a_quiz_failed_renews_nothing(visitor, module, certificate):
    move(certificate, until=10)
    renew(visitor, module, right=False)
    assert Completion.objects.count() == 1


def test_a_quiz_passed_before_renewal_opened_renews_nothing(visitor, module, certificate):
    move(certificate, until=10)
    visitor.post(reverse("lesson_done", args=[module.lessons[0].pk]))
    assert Completion.objects.count() == 1


def test_without_a_shorter_quiz_the_lessons_are_done_again_too(visitor, module, certificate):
    move(certificate, until=10)
    progress = reverse("module_progress", args=[module.pk])
    page = visitor.get(progress).content.decode()
    assert "terminez de nouveau chacune de ses leçons et réussissez de nouveau son quiz" in page
    assert "Jusqu’au" in page

    result = visitor.get(reverse("result", args=[take_quiz(visitor, module).pk]))

    assert result.context["remaining_lessons"] == list(module.lessons)
    assert Completion.objects.count() == 1
    assert "Passer le quiz" not in visitor.get(progress).content.decode()
    for _ in range(2):
        visitor.post(reverse("lesson_done", args=[module.lessons[0].pk]))
    assert Completion.objects.count() == 2
    assert "Renouveler" not in visitor.get(progress).content.decode()


def test_a_module_without_quiz_to_pass_is_renewed_by_its_lessons(visitor, finish):
    module = make_module(lessons=1, quiz=make_quiz(pass_mark=None), validity_months=12)
    module.full_clean()
    certificate = complete(visitor, module, finish)
    move(certificate, until=10)
    visitor.post(reverse("lesson_done", args=[module.lessons[0].pk]))
    assert Completion.objects.count() == 2


def test_what_was_passed_on_the_day_of_a_new_edition_renews_nothing(visitor, module, certificate):
    module.edition = module.oldest_edition = 2
    module.save_revision().publish()
    visitor.post(reverse("lesson_done", args=[module.lessons[0].pk]))
    assert Completion.objects.count() == 1


def test_an_unpublished_renewal_quiz_leaves_the_module_to_do_again(visitor, module, certificate):
    module.renewal_quiz = make_quiz(questions=1)
    module.save()
    move(certificate, until=10)
    module.renewal_quiz.unpublish()
    page = visitor.get(reverse("module_progress", args=[module.pk])).content.decode()
    assert "refaites le module" in page
    renew(visitor, module)
    assert Completion.objects.count() == 2


def test_the_shorter_quiz_renews_when_the_trainer_chose_one(visitor, module, certificate):
    module.renewal_quiz = make_quiz(questions=1)
    module.save()
    move(certificate, until=10)

    attempt = take_quiz(visitor, module)

    assert attempt.quiz == module.renewal_quiz
    assert Completion.objects.count() == 2
    result = visitor.get(reverse("result", args=[attempt.pk]))
    assert result.context["module"] == module
    assert result.context["retry_url"] == reverse("start_renewal", args=[module.pk])
    first_answer = visitor.get(reverse("question", args=[attempt.pk, 1]))
    assert f'href="{module.url}"' in first_answer.content.decode()


def test_a_renewal_has_its_own_attempts_and_says_its_conditions_first(visitor, finish):
    module = make_module(lessons=1, quiz=make_quiz(attempts_allowed=1), validity_months=12)
    visitor.post(reverse("start_quiz", args=[module.pk]), {"ready": "1"})
    finish(Attempt.objects.get())
    visitor.post(reverse("lesson_done", args=[module.lessons[0].pk]))
    visitor.post(reverse("certificate_request", args=[module.pk]), {"name": "Camille Martin"})
    move(Certificate.objects.get(), until=10)
    Attempt.objects.update(started_at=timezone.now() - days(600))

    url = reverse("start_renewal", args=[module.pk])
    page = visitor.post(url).content.decode()

    assert "Avant de commencer" in page
    assert f'action="{url}"' in page
    assert Attempt.objects.count() == 1
    visitor.post(url, {"ready": "1"})
    assert Attempt.objects.filter(state=Attempt.State.OPEN).count() == 1


def test_a_revoked_certificate_is_not_renewed(visitor, module, certificate):
    move(certificate, until=10)
    end(certificate)
    visitor.post(reverse("start_renewal", args=[module.pk]))
    assert Attempt.objects.count() == 1


def test_a_stranger_renews_nothing(stranger, module, certificate):
    move(certificate, until=10)
    assert stranger.post(reverse("start_renewal", args=[module.pk])).status_code == 404


def test_a_new_edition_asks_to_renew_when_the_trainer_says_so(visitor, module, certificate):
    Attempt.objects.update(submitted_at=timezone.now() - days(600))
    module.edition = 2
    module.save_revision().publish()
    certificate.refresh_from_db()
    assert certificate.state_on(TODAY) == Certificate.State.VALID

    module.oldest_edition = 2
    module.save_revision().publish()
    certificate.refresh_from_db()
    assert certificate.state_on(TODAY) == Certificate.State.TO_RENEW
    assert "À renouveler" in visitor.get(certificate.get_absolute_url()).content.decode()

    renew(visitor, module)
    renewed = Certificate.objects.get(cycle=2)
    assert renewed.edition == 2
    assert renewed.state_on(TODAY) == Certificate.State.VALID


def test_a_name_already_known_is_not_asked_again(visitor, certificate, finish):
    other = make_module(lessons=1)
    visitor.post(reverse("start_quiz", args=[other.pk]))
    attempt = Attempt.objects.latest("started_at")
    finish(attempt)
    visitor.post(reverse("lesson_done", args=[other.lessons[0].pk]))
    issued = Certificate.objects.get(subject=other.certificate_subject)
    assert issued.holder_name == "Camille Martin"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"oldest_edition": 2}, "oldest_edition"),
        ({"renewal_quiz": lambda: make_quiz(pass_mark=None)}, "renewal_quiz"),
    ],
)
def test_a_validity_that_nobody_could_renew_is_refused(fields, fault):
    values = {name: value() if callable(value) else value for name, value in fields.items()}
    with pytest.raises(ValidationError) as refused:
        make_module(**values).full_clean()
    assert fault in refused.value.message_dict


def test_the_learner_of_an_account_is_known_as_confirmed(visitor, module, finish, alice):
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    Learner.objects.create(user=alice)
    visitor.force_login(alice)
    certificate = complete(visitor, module, finish)
    assert certificate.identity == Certificate.Identity.CONFIRMED
