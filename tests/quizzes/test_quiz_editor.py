"""A trainer writes a quiz; a draw that its bank cannot fill is not published."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from courses.curriculum import bank, boards
from courses.models import ModulePage
from elearning.accounts.roles import REVIEWER
from quizzes.engine.settings import REASONS
from quizzes.models import Question, Quiz, QuizDraw
from tests.editing import PUBLISH, sign_in
from tests.factories import CategoryFactory, make_module, make_question, make_quiz

pytestmark = pytest.mark.django_db

ADD = "/cms/snippets/quizzes/quiz/add/"
SHORT = (
    "This draw asks for %(count)s questions and finds %(found)s: the others are not "
    "published, or a draw above takes them."
)


@pytest.fixture
def reviewer():
    return sign_in(REVIEWER)


@pytest.fixture
def category():
    category = CategoryFactory()
    for published in (True, True, False):
        make_question(category=category, tags=["liens"], published=published)
    return category


def quiz_form(*draws, **fields):
    blank = {"question": "", "category": "", "tag": "", "count": "1", "points": "1"}
    settings = {
        "title": "Quiz",
        "slug": "quiz",
        "purpose": "module",
        "pass_mark": "80",
        "shuffle_questions": "on",
        "grace": "60",
        "grading": "best",
        "bands": inline_formset([]),
    }
    return nested_form_data(
        settings | {"draws": inline_formset([blank | draw for draw in draws])} | fields
    )


def draw_errors(response):
    return [form.errors for form in response.context["form"].formsets["draws"].forms]


def test_a_quiz_draws_what_is_published(reviewer, category):
    response = reviewer.post(ADD, quiz_form({"category": category.pk, "count": 2}) | PUBLISH)

    assert response.status_code == 302
    assert Quiz.objects.get().current_edition.length == 2


def test_points_that_no_score_could_count_are_refused(reviewer, category, monkeypatch):
    monkeypatch.setattr("quizzes.forms.MOST_POINTS", 199)
    draw = {"category": category.pk, "count": 2, "points": 100}

    response = reviewer.post(ADD, quiz_form(draw) | PUBLISH)

    assert "200 points" in draw_errors(response)[0]["points"][0]
    assert not Quiz.objects.exists()


def test_more_attempts_than_a_database_can_count_are_refused(reviewer, category):
    form = quiz_form({"category": category.pk}, attempts_allowed="32768")

    response = reviewer.post(ADD, form | PUBLISH)

    assert "attempts_allowed" in response.context["form"].errors


def test_a_draw_larger_than_its_pool_is_refused_on_publish(reviewer, category):
    response = reviewer.post(ADD, quiz_form({"category": category.pk, "count": 3}) | PUBLISH)

    assert draw_errors(response) == [{"count": [_(SHORT) % {"count": 3, "found": 2}]}]
    assert not Quiz.objects.exists()


FAULTY = [
    ({"purpose": "practice", "pass_mark": "80"}, "pass mark"),
    ({"grace": "beaucoup"}, "grace"),
    ({"grading": "worst"}, "attempt that counts"),
]


@pytest.mark.parametrize(("fields", "place"), FAULTY)
@pytest.mark.parametrize("new", [True, False])
def test_the_preview_of_a_faulty_quiz_says_what_is_wrong_and_where(
    reviewer, category, fields, place, new
):
    quiz = None if new else make_quiz()
    url = f"/cms/snippets/quizzes/quiz/preview/{'' if new else f'{quiz.pk}/'}"

    kept = reviewer.post(url, quiz_form({"category": category.pk}, **fields)).json()
    page = reviewer.get(url, {"mode": "", "in_preview_panel": "true"}).content.decode()

    assert kept == {"is_valid": True, "is_available": True}
    assert _("This quiz cannot be shown yet") in page
    assert re.search(rf"<li>{_(place)}\W", page, re.IGNORECASE)
    assert quiz is None or Quiz.objects.get().grace == quiz.grace


def test_the_preview_names_the_draw_at_fault_by_its_number(reviewer, category):
    url = "/cms/snippets/quizzes/quiz/preview/"
    both = {"category": category.pk, "question": Question.objects.first().pk}
    reviewer.post(url, quiz_form({"category": category.pk}, both, {"tag": "", "count": "0"}))
    page = reviewer.get(url, {"in_preview_panel": "true"}).content.decode()

    wrong = _("Choose either one fixed question, or a category or a tag to draw from.")
    assert escape(f"{_('Draw %(number)s') % {'number': 2}}, {wrong}") in page
    assert f"{_('Draw %(number)s') % {'number': 3}}, " in page
    assert f"{_('Draw %(number)s') % {'number': 1}}, " not in page


def test_a_draft_may_ask_for_questions_to_come(reviewer, category):
    reviewer.post(ADD, quiz_form({"category": category.pk, "count": 3}))

    assert not Quiz.objects.get().live


def test_two_draws_share_no_question(reviewer, category):
    tag = Question.objects.first().tags.get()
    draws = ({"category": category.pk, "count": 1}, {"tag": tag.pk, "count": 1})

    response = reviewer.post(ADD, quiz_form(*draws) | PUBLISH)

    assert draw_errors(response) == [{}, {"count": [_(SHORT) % {"count": 1, "found": 0}]}]


def test_a_fixed_question_must_be_published(reviewer, category):
    draft = Question.objects.get(live=False)

    response = reviewer.post(ADD, quiz_form({"question": draft.pk}) | PUBLISH)

    assert draw_errors(response) == [
        {"question": [_("This question is not published, or a draw above asks it already.")]}
    ]


def test_a_draw_taken_away_is_not_counted(reviewer):
    quiz = make_quiz()
    (draw,) = quiz.draws.all()
    form = {"category": draw.category_id, "count": 3, "id": draw.pk}
    gone = {"category": draw.category_id, "count": 9, "DELETE": "1"}

    response = reviewer.post(
        f"/cms/snippets/quizzes/quiz/edit/{quiz.pk}/",
        quiz_form(form, gone, draws=inline_formset([form, gone], initial=1))
        | {"draws-0-question": "", "draws-0-tag": "", "draws-0-points": "1"}
        | PUBLISH,
    )

    assert response.status_code == 302


def test_settings_that_contradict_each_other_are_refused_with_the_reason(reviewer, category):
    draw = {"category": category.pk, "count": 2}
    response = reviewer.post(ADD, quiz_form(draw, attempts_allowed="1", waiting_time="30"))

    assert response.context["form"].errors == {
        "waiting_time": [_(REASONS["wait_for_nothing"])],
    }
    assert not Quiz.objects.exists()


def test_a_quiz_does_not_close_before_it_opens(reviewer, category):
    dates = {"opens_at": "2026-12-02 09:00", "closes_at": "2026-12-01 09:00"}
    response = reviewer.post(ADD, quiz_form({"category": category.pk, "count": 2}, **dates))

    assert response.context["form"].errors == {"closes_at": [_(REASONS["closes_first"])]}


@pytest.mark.parametrize(
    ("field", "value"), [("time_limit", "0"), ("time_limit", "601"), ("grace", "601")]
)
def test_a_limit_that_makes_no_sense_is_refused(reviewer, category, field, value):
    draw = {"category": category.pk, "count": 2}
    response = reviewer.post(ADD, quiz_form(draw, **{field: value}))

    assert list(response.context["form"].errors) == [field]


def test_the_limits_of_a_quiz_are_frozen_in_its_edition(reviewer, category):
    limits = {"time_limit": "20", "grace": "30", "attempts_allowed": "3", "waiting_time": "60"}
    draw = {"category": category.pk, "count": 2}
    reviewer.post(ADD, quiz_form(draw, **limits) | PUBLISH)

    edition = Quiz.objects.get().current_edition
    assert {name: str(getattr(edition, name)) for name in limits} == limits


@pytest.mark.parametrize(
    ("settings", "field", "reason"),
    [
        ({"purpose": "practice"}, "pass_mark", "practice_passed"),
        ({"pass_mark": ""}, "pass_mark", "nothing_to_pass"),
        (
            {"purpose": "practice", "pass_mark": "", "waiting_time": "5"},
            "waiting_time",
            "practice_limited",
        ),
        ({"purpose": "examination", "feedback": "end"}, "feedback", "oracle"),
        ({"navigation": "free"}, "navigation", "explained_then_changed"),
        ({"feedback": "end", "review": "true"}, "review", "review_forward"),
    ],
    ids=str,
)
def test_what_a_purpose_cannot_have_is_refused(reviewer, category, settings, field, reason):
    draw = {"category": category.pk, "count": 2}
    response = reviewer.post(ADD, quiz_form(draw, **settings))

    assert response.context["form"].errors == {field: [_(REASONS[reason])]}


def test_two_bands_that_begin_at_the_same_percentage_are_refused_in_words(reviewer, category):
    bands = inline_formset([{"from_percent": "50", "text": text} for text in ("Oui", "Non")])
    response = reviewer.post(ADD, quiz_form({"category": category.pk, "count": 2}, bands=bands))

    assert response.context["form"].formsets["bands"].non_form_errors() == [
        _("Two bands begin at the same percentage: change one, or delete it.")
    ]


def test_what_is_left_open_follows_the_purpose(reviewer, category):
    left_open = {"feedback": "", "navigation": "", "review": "unknown"}
    draw = {"category": category.pk, "count": 2}
    reviewer.post(ADD, quiz_form(draw, purpose="examination", **left_open) | PUBLISH)

    quiz = Quiz.objects.get()
    edition = quiz.current_edition
    assert (quiz.feedback, quiz.review) == ("", None)
    assert (edition.feedback, edition.navigation, edition.review) == ("passed", "free", True)
    assert (edition.attempts_allowed, edition.waiting_time) == (3, 60)


def test_the_editor_says_what_an_empty_choice_means(reviewer):
    page = reviewer.get(ADD).content.decode()

    assert page.count(f">{_('as the purpose says')}<") == 4


def test_a_module_quiz_that_draws_nearly_all_its_bank_is_published_with_advice(reviewer, category):
    draw = {"category": category.pk, "count": 2}
    page = reviewer.post(ADD, quiz_form(draw) | PUBLISH, follow=True).content.decode()

    assert "Les tentatives se ressembleront trop" in page
    assert Quiz.objects.get().live


@pytest.mark.parametrize(("count", "purpose"), [(1, "module"), (2, "examination")])
def test_a_comfortable_bank_or_another_purpose_needs_no_advice(reviewer, category, count, purpose):
    draw = {"category": category.pk, "count": count}
    reviewer.post(ADD, quiz_form(draw, purpose=purpose) | PUBLISH)

    assert Quiz.objects.get().advice() == []


def test_points_sections_and_bands_are_frozen_in_the_edition(reviewer, category):
    fixed = Question.objects.filter(live=True).first()
    draws = (
        {"question": fixed.pk, "points": "3", "section": "Pour commencer"},
        {"category": category.pk, "section": ""},
    )
    bands = inline_formset([{"from_percent": "0", "text": "Reprenez."}])
    reviewer.post(ADD, quiz_form(*draws, bands=bands) | PUBLISH)

    edition = Quiz.objects.get().current_edition
    assert [(pool.points, pool.section) for pool in edition.pools] == [
        (3, "Pour commencer"),
        (1, "Pour commencer"),
    ]
    assert edition.bands == [{"from_percent": 0, "text": "Reprenez."}]


def test_two_bands_cannot_begin_at_the_same_percentage(reviewer, category):
    bands = [{"from_percent": "50", "text": "Un."}, {"from_percent": "50", "text": "Deux."}]
    draw = {"category": category.pk, "count": 2}
    response = reviewer.post(ADD, quiz_form(draw, bands=inline_formset(bands)) | PUBLISH)

    formset = response.context["form"].formsets["bands"]
    assert [bool(form.errors) for form in formset.forms] == [False, True]
    assert not Quiz.objects.exists()


def test_the_same_for_all_cannot_depend_on_what_each_has_seen(reviewer, category):
    draw = {"category": category.pk, "count": 2}
    settings = {"same_for_all": "on", "avoid_seen": "true"}
    response = reviewer.post(ADD, quiz_form(draw, **settings))

    assert response.context["form"].errors == {"avoid_seen": [_(REASONS["same_and_unseen"])]}


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_editor_asks_as_much_of_the_database_whatever_the_bank(reviewer):
    asked = []
    for questions in (2, 2, 12):  # the first page fills the caches
        quiz = make_quiz(questions=questions)
        asked.append(queries_of(reviewer, f"/cms/snippets/quizzes/quiz/edit/{quiz.pk}/"))

    assert asked[1] == asked[2]


def module_of_fixed_questions(count: int, draft: bool) -> ModulePage:
    quiz = make_quiz(questions=count)
    questions = list(quiz.draws.get().candidates())
    quiz.draws = [QuizDraw(question=question) for question in questions]
    quiz.save()
    module = make_module(quiz=quiz)
    if draft:
        for one in (*questions, quiz, module):
            one.save_revision()
    return module


@pytest.mark.parametrize("draft", [False, True])
def test_questions_drawn_one_by_one_are_read_together(reviewer, draft):
    asked = []
    for count in (2, 2, 9):  # the first pages fill the caches
        module = module_of_fixed_questions(count, draft)
        addresses = (
            f"/cms/snippets/quizzes/quiz/edit/{module.quiz_id}/",
            f"/cms/modules/{module.pk}/",
            f"/cms/pages/{module.pk}/edit/",
        )
        asked.append([queries_of(reviewer, address) for address in addresses])

    assert asked[1] == asked[2]


def test_the_parts_of_a_module_are_listed_by_twenty_and_published_all(reviewer):
    module = module_of_fixed_questions(20, draft=True)
    question = boards.parts_of(module)[0].instance
    question.content[0].value["hint"] = "x" * 301
    question.save_revision()
    address = f"/cms/modules/{module.pk}/"

    pages = [reviewer.get(f"{address}?p={number}") for number in ("", 2, "deux")]
    rows = [BeautifulSoup(page.content, "html.parser").select("td.title a") for page in pages]
    listed = [[row["href"] for row in page] for page in rows]
    assert [len(page) for page in listed] == [20, len(boards.parts_of(module)) - 20, 20]
    assert len({*listed[0], *listed[1]}) == len(boards.parts_of(module))
    assert [len(page.context["left"]) for page in pages] == [1, 1, 1]

    question.content[0].value["hint"] = ""
    question.save_revision()
    reviewer.post(f"{address}publier/?p=2", {"change": "correction"})
    module.refresh_from_db()
    assert all(part.is_published for part in boards.parts_of(module))


def test_a_draw_whose_question_was_deleted_leaves_the_draft(reviewer):
    kept, gone = make_question(), make_question(published=False)
    quiz = make_quiz()
    quiz.draws = [QuizDraw(question=kept), QuizDraw(question=gone)]
    quiz.save_revision()
    gone.delete()

    page = reviewer.get(f"/cms/snippets/quizzes/quiz/edit/{quiz.pk}/")

    (form,) = page.context["form"].formsets["draws"].forms
    assert form.instance.question == kept


def test_a_question_whose_identifier_was_taken_since_is_not_finished():
    module = module_of_fixed_questions(2, draft=True)
    first, second, *_others = boards.parts_of(module)
    first.instance.slug = "le-meme"
    first.instance.save_revision()
    Question.objects.filter(pk=make_question().pk).update(slug="le-meme")

    finished = {part.instance: part.is_finished for part in boards.parts_of(module)}
    assert not finished[first.instance]
    assert finished[second.instance]


def what_a_browser_posts(response) -> dict[str, str]:
    """Return the values of the inputs, lists and texts of the editor, as they stand."""
    page = BeautifulSoup(response.content, "html.parser")
    posted = {}
    for field in page.select("form[data-edit-form] [name]"):
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            posted[field["name"]] = chosen["value"] if chosen else ""
        elif field.get("type") != "checkbox" or field.has_attr("checked"):
            posted[field["name"]] = field.get("value", field.text.strip())
    return posted


@pytest.fixture
def long_quiz():
    quiz = make_quiz(questions=11)
    questions = quiz.draws.get().candidates()
    quiz.draws = bank.in_order(QuizDraw(question=one, points=2) for one in questions)
    quiz.save()
    return quiz


def test_many_fixed_questions_take_a_line_each_which_keeps_what_is_written(reviewer, long_quiz):
    address = f"/cms/snippets/quizzes/quiz/edit/{long_quiz.pk}/"
    response = reviewer.get(address)
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("a[href='/cms/snippets/quizzes/question/add/'][target=_blank]")
    lines = page.select(".draw-line")
    asked = [draw.question for draw in long_quiz.draws.all()]
    assert [line.a.text for line in lines] == [str(question) for question in asked]

    posted = what_a_browser_posts(response) | {
        "draws-0-section": "Pour commencer",
        "draws-1-points": "5",
        "draws-2-DELETE": "1",
        "draws-3-ORDER": "12",
    }
    assert reviewer.post(address, posted | PUBLISH).status_code == 302

    draws = list(Quiz.objects.get(pk=long_quiz.pk).draws.all())
    expected = [*asked[:2], *asked[4:], asked[3]]
    assert [draw.question for draw in draws] == expected
    assert [draw.section for draw in draws[:2]] == ["Pour commencer", ""]
    assert [draw.points for draw in draws[:3]] == [2, 5, 2]


def test_a_line_at_fault_opens_and_the_others_keep_what_was_written(reviewer, long_quiz):
    address = f"/cms/snippets/quizzes/quiz/edit/{long_quiz.pk}/"
    wrong = {"draws-0-section": "Ici", "draws-1-points": "0", "draws-2-DELETE": "1"}
    response = reviewer.post(address, what_a_browser_posts(reviewer.get(address)) | wrong)

    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.select(".draw-line")) == 10
    assert page.select_one("#inline_child_draws-1 .error-message")
    again = what_a_browser_posts(response)
    assert {name: again[name] for name in wrong} == wrong
