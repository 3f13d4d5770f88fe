"""Categories stand inside one another: filters, choosers and draws take what is below."""

import pytest

from elearning.accounts.roles import REVIEWER, TRAINER
from quizzes.models import Category, ItemReport
from tests.editing import sign_in
from tests.factories import CategoryFactory, make_question, make_quiz, single

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]

LIST = "/cms/snippets/quizzes/question/"
CHOOSER = "/cms/snippets/choose/quizzes/question/results/"
CATEGORY = "/cms/snippets/quizzes/category/"


@pytest.fixture
def trainer():
    return sign_in(TRAINER)


@pytest.fixture
def tree():
    """Traps hold messages, which hold texts; passwords stand apart."""
    traps = CategoryFactory(name="Pièges")
    messages = CategoryFactory(name="Messages", parent=traps)
    return {
        "traps": traps,
        "messages": messages,
        "texts": CategoryFactory(name="SMS", parent=messages),
        "passwords": CategoryFactory(name="Mots de passe"),
    }


@pytest.fixture
def bank(tree):
    return {
        name: make_question(category=category, value=single(f"Sur {name}"))
        for name, category in tree.items()
    }


def listed(response):
    name = "page_obj" if "page_obj" in response.context else "results"
    return set(response.context[name].object_list)


@pytest.mark.parametrize(
    ("category", "names"),
    [("traps", {"traps", "messages", "texts"}), ("texts", {"texts"}), ("passwords", {"passwords"})],
)
def test_a_category_shows_the_questions_of_those_inside_it(trainer, tree, bank, category, names):
    query = f"?category={tree[category].pk}"

    assert listed(trainer.get(f"{LIST}{query}")) == {bank[name] for name in names}
    assert listed(trainer.get(f"{CHOOSER}{query}")) == {bank[name] for name in names}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"traps", "messages", "texts", "passwords"}),
        ("type=true_false", set()),
        ("state=draft", set()),
        ("q=passwords&type=single&state=live", {"passwords"}),
        ("health=unknown", {"traps", "messages", "texts", "passwords"}),
        ("health=amiss", set()),
    ],
)
def test_the_chooser_has_the_filters_of_the_list(trainer, bank, query, names):
    assert listed(trainer.get(f"{CHOOSER}?{query}")) == {bank[name] for name in names}
    assert listed(trainer.get(f"{LIST}?{query}")) == {bank[name] for name in names}


def test_the_chooser_filters_by_objective_and_tag(trainer, bank):
    sms = make_question(tags=["sms"])
    for query in (f"objective={sms.objective_id}", f"tag={sms.tags.get().pk}"):
        assert listed(trainer.get(f"{CHOOSER}?{query}")) == {sms}


def test_questions_are_found_by_their_health(trainer, bank):
    quiz = make_quiz()
    for name, severity in (("texts", 3), ("passwords", 0)):
        ItemReport.objects.create(
            quiz=quiz,
            version=bank[name].current_version,
            attempts=30,
            severity=severity,
            facility=0.5,
            figures={"facility": 0.5},
        )

    assert listed(trainer.get(f"{LIST}?health=amiss")) == {bank["texts"]}
    assert listed(trainer.get(f"{LIST}?health=healthy")) == {bank["passwords"]}
    assert bank["traps"] in listed(trainer.get(f"{LIST}?health=unknown"))


def test_a_draw_from_a_category_takes_the_questions_inside_it(tree, bank):
    quiz = make_quiz()
    draw = quiz.draws.get()
    draw.category = tree["messages"]

    assert set(draw.candidates()) == {bank["messages"], bank["texts"]}


def test_lists_of_categories_show_the_tree(trainer, tree):
    page = trainer.get(LIST).content.decode()

    assert f'<option value="{tree["messages"].pk}">— Messages</option>' in page
    assert f'<option value="{tree["texts"].pk}">— — SMS</option>' in page
    assert [name for _pk, name in Category.objects.choices()] == [
        "Mots de passe",
        "Pièges",
        "— Messages",
        "— — SMS",
    ]


@pytest.mark.parametrize("parent", ["traps", "texts"])
def test_a_category_is_not_put_inside_itself_or_what_it_holds(trainer, tree, parent):
    traps = tree["traps"]

    page = trainer.post(
        f"{CATEGORY}edit/{traps.pk}/",
        {"name": "Pièges", "slug": traps.slug, "parent": tree[parent].pk},
    )

    assert "ne peut pas se trouver dans elle-même" in page.content.decode()
    traps.refresh_from_db()
    assert traps.parent is None


def test_a_category_is_moved(trainer, tree):
    texts = tree["texts"]

    trainer.post(
        f"{CATEGORY}edit/{texts.pk}/",
        {"name": "SMS", "slug": texts.slug, "parent": tree["passwords"].pk},
    )

    assert set(Category.objects.below(tree["passwords"].pk)) == {tree["passwords"], texts}


def test_a_category_that_holds_others_is_kept(tree):
    reviewer = sign_in(REVIEWER)

    reviewer.post(f"{CATEGORY}delete/{tree['messages'].pk}/")

    assert Category.objects.filter(pk=tree["messages"].pk).exists()
