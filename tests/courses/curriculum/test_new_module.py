"""A module begun from an outline, finished part by part, published whole."""

from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from pypdf import PdfReader
from wagtail.models import PageLogEntry, Site
from wagtail.test.utils.form_data import nested_form_data

from courses.curriculum import boards, drafting
from courses.curriculum.schema.marks import SLUG
from courses.models import LessonPage, ModulePage, OrientationPage
from elearning.accounts.roles import ADMINISTRATOR, REVIEWER, TRAINER
from elearning.cms.guidance import MARK, REFUSAL
from elearning.cms.models import SiteSettings
from elearning.dates import date_format
from quizzes.models import Attempt, Category, Objective, Question, Quiz
from tests.certificates import ISSUED, make_certificate
from tests.editing import PUBLISH, faults, lesson_form, prose, sign_in
from tests.factories import LearnerFactory, UserFactory, make_module, make_question

pytestmark = pytest.mark.django_db

NEW = "/cms/modules/nouveau/"


@pytest.fixture
def orientation():
    make_module(title="Un autre module")
    return OrientationPage.objects.get()


@pytest.fixture
def trainer():
    return sign_in(TRAINER)


@pytest.fixture
def reviewer():
    return sign_in(REVIEWER)


def form(orientation, outline="reflexe", **fields):
    return {
        "title": "Les faux RIB",
        "orientation": orientation.pk,
        "outline": outline,
        "objective_1": "Vérifier un RIB avant de payer.",
        "objective_2": "Réagir après un virement frauduleux.",
        "objective_3": "",
    } | fields


@pytest.mark.parametrize("outline", drafting.outlines())
def test_one_action_makes_a_whole_module(trainer, orientation, outline):
    response = trainer.post(NEW, form(orientation, outline))

    module = ModulePage.objects.get(title="Les faux RIB")
    assert response.headers["Location"] == f"/cms/modules/{module.pk}/"
    lessons = LessonPage.objects.child_of(module)
    assert lessons.count() == 3
    assert all(lesson.objectives.count() == 1 for lesson in lessons)
    assert [objective.statement for objective in module.objectives] == [
        "Vérifier un RIB avant de payer.",
        "Réagir après un virement frauduleux.",
    ]
    draws = module.quiz.draws.select_related("question__category")
    assert len({draw.question for draw in draws}) == 8
    assert {draw.question.category.slug for draw in draws} == {"m1"}
    drafts = [module, *lessons, module.quiz, *(draw.question for draw in draws)]
    assert not any(draft.live for draft in drafts)
    assert trainer.get(f"/cms/modules/{module.pk}/").status_code == 200


def test_two_modules_share_no_code(orientation):
    outline = drafting.outlines()["tri-de-messages"]

    for _number in range(2):
        drafting.draft_module(orientation, outline, "Les faux RIB", ["Trier."], UserFactory())

    assert Category.objects.filter(slug__in=["m1", "m2"]).count() == 2
    assert Question.objects.filter(slug__startswith="m2-").count() == 8


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Vérifier un RIB", "verifier-un-rib"),
        ("😀", "m1"),
        ("é" * 120, "e" * 60),
        ("Sensibilisé", "sensibilise"),
    ],
)
def test_the_address_of_a_module_is_one_that_files_can_name(orientation, title, slug):
    (outline, *_) = drafting.outlines().values()
    first, second = (
        drafting.draft_module(orientation, outline, title, ["Trier."], UserFactory())
        for _ in range(2)
    )

    assert (first.slug, second.slug) == (slug, "m2" if slug == "m1" else f"{slug}-m2")
    assert SLUG.fullmatch(second.quiz.slug)


def test_a_page_takes_no_accent_in_its_address(orientation):
    page = ModulePage(
        title="Où l’été brûle", summary="Un résumé.", introduction="<p>Oui.</p>", duration=5
    )
    orientation.add_child(instance=page)
    assert page.slug == "ou-lete-brule"


def test_a_module_needs_an_objective(trainer, orientation):
    response = trainer.post(NEW, form(orientation, objective_1=""))

    assert "objective_1" in response.context["form"].errors
    assert not Objective.objects.filter(code__startswith="m").exists()


def test_every_text_of_an_outline_is_an_advice_that_nobody_can_publish(orientation):
    outline = drafting.outlines()["reflexe"]

    module = drafting.draft_module(orientation, outline, "Les faux RIB", ["Trier."], UserFactory())

    parts = boards.parts_of(module)
    assert [part.is_finished for part in parts if not isinstance(part.instance, Quiz)] == 12 * [
        False
    ]
    with pytest.raises(boards.Unfinished):
        boards.publish_all(module, UserFactory())


def test_an_advice_left_in_a_block_is_told_on_the_block(reviewer, orientation):
    module = ModulePage.objects.get()
    body = [
        ("heading", "Une scène"),
        ("callout", {"tone": "retenir", "title": f"{MARK} La règle", "text": prose("<p>Oui.</p>")}),
    ]

    response = reviewer.post(
        f"/cms/pages/add/courses/lessonpage/{module.pk}/",
        lesson_form(*body, summary=f"{MARK} En une phrase.") | PUBLISH,
    )

    assert faults(response, "body") == {"1.title": [str(REFUSAL)]}
    assert response.context["form"].errors["summary"] == [str(REFUSAL)]


def finish(module):
    """Write over each advice, as its authors would."""
    for part in boards.parts_of(module):
        draft = part.draft
        if isinstance(draft, Question):
            model = make_question(published=False)
            draft.content = model.content
            model.delete()
        if isinstance(draft, LessonPage):
            draft.title, draft.summary = f"Leçon {draft.pk}", "Un geste."
            draft.body = [("heading", "Une scène")]
        if isinstance(draft, ModulePage):
            draft.summary, draft.introduction, draft.memo = "En bref.", "<p>Pour tous.</p>", []
        draft.save_revision()
    return ModulePage.objects.get(pk=module.pk)


@pytest.fixture
def finished(orientation):
    outline = drafting.outlines()["reflexe"]
    trainers = get_user_model().objects.filter(groups__name=TRAINER.name)
    author = trainers.first() or UserFactory()
    return finish(drafting.draft_module(orientation, outline, "Les faux RIB", ["Trier."], author))


def test_a_finished_module_is_published_whole(reviewer, finished):
    reviewer.post(f"/cms/modules/{finished.pk}/publier/")

    finished = ModulePage.objects.get(pk=finished.pk)
    assert all(part.is_published for part in boards.parts_of(finished))
    assert finished.lessons.count() == 3
    assert finished.quiz.current_edition.length == 8


def write_on(trainer, lesson):
    """Save a lesson with the button that goes on; return where it leads."""
    draft = lesson.draft
    posted = lesson_form(("heading", "Une scène"), title=draft.title, slug=draft.slug)
    response = trainer.post(lesson.url, posted | {"action-write-next": "on"})
    return response.headers["Location"]


def test_one_part_leads_to_the_next_one_to_write(trainer, orientation):
    trainer.post(NEW, form(orientation))
    module = ModulePage.objects.get(title="Les faux RIB")
    page, first, second, third, question, *_others, quiz = boards.in_writing_order(
        boards.parts_of(module)
    )

    assert b"action-write-next" in trainer.get(question.url).content
    assert write_on(trainer, first) == second.url
    assert write_on(trainer, third) == question.url
    assert boards.next_to_write(module, quiz.instance) == page


def test_the_last_part_leads_to_the_whole_module(trainer, finished):
    lesson = next(
        part for part in boards.parts_of(finished) if isinstance(part.instance, LessonPage)
    )

    assert write_on(trainer, lesson) == f"/cms/modules/{finished.pk}/"


def test_what_is_published_has_no_such_button(reviewer, known):
    assert b"action-write-next" not in reviewer.get(f"/cms/pages/{known.pk}/edit/").content


def test_a_trainer_sends_the_whole_module_to_review(trainer, reviewer, finished):
    assert trainer.post(f"/cms/modules/{finished.pk}/publier/").status_code == 302
    assert not ModulePage.objects.get(pk=finished.pk).live

    trainer.post(f"/cms/modules/{finished.pk}/relecture/")
    finished = ModulePage.objects.get(pk=finished.pk)
    assert finished.workflow_in_progress
    panels = [panel.name for panel in reviewer.get("/cms/").context["panels"]]
    assert panels.index("workflow_objects_to_moderate") < panels.index("my_drafts")

    reviewer.post(f"/cms/modules/{finished.pk}/publier/")
    finished = ModulePage.objects.get(pk=finished.pk)
    assert finished.live
    assert not finished.workflow_in_progress


def test_each_who_reviews_gets_one_e_mail_and_the_author_gets_the_answer(
    trainer, reviewer, finished
):
    author, judge = (
        get_user_model().objects.get(groups__name=role.name) for role in (TRAINER, REVIEWER)
    )
    both = UserFactory(is_superuser=True)
    both.groups.set(Group.objects.filter(name__in=[REVIEWER.name, ADMINISTRATOR.name]))

    trainer.post(f"/cms/modules/{finished.pk}/relecture/")
    assert sorted(to for message in mail.outbox for to in message.to) == sorted(
        [judge.email, both.email]
    )
    reviewer.post(f"/cms/modules/{finished.pk}/publier/")

    assert mail.outbox[2].to == [author.email]
    assert all("Les faux RIB" in message.subject for message in mail.outbox)


@pytest.fixture
def known(finished):
    """A module that people know: published, then changed."""
    boards.publish_all(finished, UserFactory(is_superuser=True))
    module = ModulePage.objects.get(pk=finished.pk)
    draft = module.get_latest_revision_as_object()
    draft.summary = "Autrement dit."
    draft.save_revision()
    return module


@pytest.mark.parametrize(
    ("posted", "edition", "oldest"),
    [
        ({"change": "correction"}, 1, 1),
        ({"change": "edition"}, 2, 1),
        ({"change": "edition", "renew": "on"}, 2, 2),
    ],
)
def test_a_publication_is_a_correction_or_a_new_edition(reviewer, known, posted, edition, oldest):
    reviewer.post(f"/cms/modules/{known.pk}/publier/", posted)

    known.refresh_from_db()
    assert known.summary == "Autrement dit."
    assert (known.edition, known.oldest_edition) == (edition, oldest)


def test_the_form_of_the_page_shows_the_edition_and_takes_none(reviewer, known):
    page = reviewer.get(f"/cms/pages/{known.pk}/edit/").content.decode()

    assert 'name="edition"' not in page
    assert 'name="oldest_edition"' not in page


def test_going_back_to_an_old_version_lowers_no_edition(reviewer, known):
    first = known.revisions.order_by("pk").first()
    reviewer.post(f"/cms/modules/{known.pk}/publier/", {"change": "edition", "renew": "on"})

    first.publish()

    known.refresh_from_db()
    assert (known.edition, known.oldest_edition) == (2, 2)


def test_a_correction_asks_nobody_to_renew(reviewer, known):
    response = reviewer.post(
        f"/cms/modules/{known.pk}/publier/", {"change": "correction", "renew": "on"}
    )

    assert "renew" in response.context["form"].errors
    assert ModulePage.objects.get(pk=known.pk).summary == "En bref."


def test_a_new_edition_asks_to_renew_the_certificates(reviewer, known, now, client, alice):
    learner = LearnerFactory(user=alice)
    learner.completions.create(module=known, edition=1, completed_at=ISSUED)
    held = make_certificate(learner=learner, subject=known.certificate_subject, edition=1)

    reviewer.post(f"/cms/modules/{known.pk}/publier/", {"change": "edition", "renew": "on"})

    held.refresh_from_db()
    assert held.outdated_on == localdate()
    client.force_login(alice)
    words = f"À renouveler depuis le {date_format(localdate())}"
    for url in (held.get_absolute_url(), f"/mon-parcours/{known.pk}/"):
        assert words in unspaced(client.get(url).content.decode())
    pdf = PdfReader(BytesIO(client.get(f"/attestations/{held.code}/attestation.pdf").content))
    assert words in unspaced(pdf.pages[0].extract_text())


def unspaced(text: str) -> str:
    """Return a text with any space, or end of line, as one space."""
    return " ".join(text.split())


def test_a_trainer_alone_publishes_and_the_history_says_so(trainer, finished):
    SiteSettings.objects.create(site=Site.objects.get(is_default_site=True), publishes_alone=True)

    trainer.post(f"/cms/modules/{finished.pk}/publier/")

    assert ModulePage.objects.get(pk=finished.pk).live
    assert PageLogEntry.objects.filter(page=finished.pk, action=boards.WITHOUT_REVIEW).count() == 1
    history = trainer.get(f"/cms/pages/{finished.pk}/history/").content.decode()
    assert _("Published without review") in history


def test_a_reviewer_publishes_nothing_without_review(reviewer, finished):
    reviewer.post(f"/cms/modules/{finished.pk}/publier/")

    assert not PageLogEntry.objects.filter(action=boards.WITHOUT_REVIEW).exists()


def test_nothing_unfinished_is_sent_to_review(trainer, orientation):
    trainer.post(NEW, form(orientation))
    module = ModulePage.objects.get(title="Les faux RIB")

    response = trainer.post(f"/cms/modules/{module.pk}/relecture/", follow=True)

    assert _("A part of the module is not finished: see the list.") in response.content.decode()
    assert not ModulePage.objects.get(pk=module.pk).workflow_in_progress


def test_the_list_leads_to_each_module(trainer, orientation, django_assert_max_num_queries):
    make_module(), make_module()

    with django_assert_max_num_queries(30):
        page = trainer.get("/cms/modules/").content.decode()

    assert all(f"/cms/modules/{module.pk}/" in page for module in ModulePage.objects.all())


def test_the_quiz_of_a_copy_has_an_identifier_that_fits(orientation):
    (outline, *_) = drafting.outlines().values()
    module = drafting.draft_module(orientation, outline, "RIB", ["Trier."], UserFactory())
    copy = module.copy(update_attrs={"slug": "r" * 120, "title": "Copie"})

    drafting.copy_quiz(module, copy, UserFactory())

    assert copy.quiz.slug == "r" * 70


def test_a_copy_has_its_own_quiz_and_no_results(reviewer, orientation):
    module = ModulePage.objects.get()
    data = {
        "new_title": "Copie",
        "new_slug": "copie",
        "new_parent_page": module.get_parent().pk,
        "copy_subpages": "on",
    }

    reviewer.post(f"/cms/pages/{module.pk}/copy/", nested_form_data(data))

    copied = ModulePage.objects.get(slug="copie")
    assert copied.get_children().count() == module.get_children().count()
    assert copied.quiz != module.quiz
    assert [draw.category for draw in copied.quiz.draws.all()] == [
        draw.category for draw in module.quiz.draws.all()
    ]
    assert copied.quiz.pass_mark == module.quiz.pass_mark
    assert not copied.quiz.live
    assert not Attempt.objects.filter(quiz=copied.quiz).exists()
    assert copied.get_latest_revision_as_object().quiz == copied.quiz


def test_somebody_without_the_pages_sees_no_board(client, orientation, bob):
    client.force_login(bob)

    assert client.get("/cms/modules/").status_code == 302
    assert client.get(f"/cms/modules/{ModulePage.objects.get().pk}/").status_code == 302
