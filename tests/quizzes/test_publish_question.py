"""A question's publication freezes what learners answer, once and for good."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from quizzes.engine.errors import InvalidContent
from quizzes.models import Question
from tests.factories import ObjectiveFactory, make_question, single, true_false

pytestmark = pytest.mark.django_db


def edit(question, **changes):
    """Publish the question with other words."""
    draft = Question.objects.get(pk=question.pk)
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return Question.objects.get(pk=question.pk)


def in_block(value, type_="single"):
    return [{"type": type_, "value": value}]


def test_publishing_writes_one_version_that_learners_answer():
    question = make_question(value=single("Un lien ?", right="Rappeler"))

    version = question.versions.get()
    assert question.current_version == version
    assert (version.number, version.type, version.objective) == (1, "single", question.objective)
    assert version.content["stem"] == "<p>Un lien ?</p>"
    assert [option["text"] for option in version.content["options"] if option["correct"]] == [
        "Rappeler"
    ]


def test_a_draft_is_nothing_to_answer():
    question = make_question(published=False)
    question.save_revision()

    assert question.versions.count() == 0
    assert question.current_version is None


def test_publishing_without_a_change_writes_no_version():
    question = make_question()

    question.save_revision().publish()

    assert question.versions.count() == 1


def test_a_change_of_words_is_a_new_version_and_the_old_one_stays():
    question = make_question(value=single("Avant ?"))
    first = question.current_version

    question = edit(question, content=in_block(single("Après ?")))

    first.refresh_from_db()
    assert first.content["stem"] == "<p>Avant ?</p>"
    assert question.current_version.content["stem"] == "<p>Après ?</p>"
    assert question.current_version.number == 2


def test_a_change_of_objective_or_type_is_a_new_version():
    question = make_question()

    question = edit(question, objective=ObjectiveFactory())
    question = edit(question, content=in_block(true_false(), "true_false"))

    assert [version.type for version in question.versions.order_by("number")] == [
        "single",
        "single",
        "true_false",
    ]


def test_going_back_to_earlier_words_is_a_version_of_its_own():
    question = make_question(value=single("Avant ?"))
    edit(question, content=in_block(single("Après ?")))

    question = edit(question, content=in_block(single("Avant ?")))

    assert question.current_version.number == 3


def test_unpublishing_then_publishing_again_asks_the_same_version():
    question = make_question()
    version = question.current_version

    question.unpublish()
    Question.objects.get(pk=question.pk).save_revision().publish()

    question.refresh_from_db()
    assert question.live
    assert question.current_version == version
    assert question.versions.count() == 1


def test_a_faulty_question_publishes_neither_itself_nor_a_version():
    question = make_question(published=False, value=single(wrong=()))

    with pytest.raises(InvalidContent):
        question.save_revision().publish()

    question.refresh_from_db()
    assert not question.live
    assert question.current_version is None
    assert question.versions.count() == 0


def test_a_faulty_edit_leaves_the_published_question_as_it_was():
    question = make_question(value=single("Avant ?"))
    version = question.current_version

    with pytest.raises(InvalidContent):
        edit(question, content=in_block(single("Après ?", wrong=())))

    question.refresh_from_db()
    assert "Avant ?" in question.stem_text
    assert question.current_version == version


def test_a_question_is_named_by_its_words_without_markup():
    question = make_question(value=single("<p>Un lien : R&amp;D</p><p>Écrivez-le.</p>"))

    assert str(question) == "Un lien : R&D Écrivez-le."


def test_a_publication_for_later_freezes_nothing_before_its_hour(now):
    question = make_question(value=single("Avant ?"))
    draft = Question.objects.get(pk=question.pk)
    draft.content = in_block(single("Après ?"))
    draft.go_live_at = now + datetime.timedelta(days=1)

    draft.save_revision().publish()

    question.refresh_from_db()
    assert question.current_version.content["stem"] == "<p>Avant ?</p>"


def test_options_are_known_by_a_key_that_editing_their_words_keeps():
    question = make_question(value=single(wrong=("Cliquer", "Payer")))
    keys = [option["key"] for option in question.current_version.content["options"]]
    value = single(wrong=("Cliquer", "Payer"))
    value["options"][1]["value"]["text"] = "Cliquer tout de suite"

    question = edit(question, content=in_block(value))

    assert [option["key"] for option in question.current_version.content["options"]] == keys


def test_markup_is_made_harmless():
    question = make_question(value=single("Un <b>lien</b> ?<script>alert(1)</script>"))

    assert question.current_version.content["stem"] == "<p>Un <b>lien</b> ?</p>"


def test_two_versions_never_have_the_same_number():
    question = make_question()

    with pytest.raises(IntegrityError), transaction.atomic():
        question.versions.create(number=1, type="single", objective=question.objective, content={})
