"""The form and the feedback of every type of question, rendered."""

from html import unescape
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.engine.errors import BlankAnswer
from quizzes.engine.item import Item
from quizzes.engine.types import TYPES
from quizzes.presentation import feedback_to, form_of, own_answer
from tests.quizzes.engine.samples.common import OTHER_FEEDBACK
from tests.quizzes.engine.strategies import SAMPLES

every_type = pytest.mark.parametrize("key", TYPES)
few = settings(max_examples=20)


class Page(HTMLParser):
    """What a form holds: fields by name with the values they may send, ids, labelled ids.

    `sent` is what a browser sends of it, left as it came.
    """

    def __init__(self, html: str):
        super().__init__()
        self.fields: dict[str, set[str]] = {}
        self.sent: dict[str, list[str]] = {}
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.select = self.written_in = ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "label":
            self.labelled.add(found["for"])
        if tag == "select":
            self.select = found["name"]
        if tag in ("input", "textarea"):
            self.fields.setdefault(found["name"], set()).add(found.get("value", ""))
            if "aria-labelledby" in found:
                self.labelled.add(found["id"])
            if found.get("type") == "text" or "checked" in found:
                self.sent.setdefault(found["name"], []).append(found["value"])
        if tag == "textarea":
            self.written_in = found["name"]
        if tag == "option":
            self.fields.setdefault(self.select, set()).add(found["value"])
            if "selected" in found:
                self.sent.setdefault(self.select, []).append(found["value"])

    def handle_data(self, data):
        if self.written_in:
            self.sent[self.written_in] = [data]

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.written_in = ""


def form(item, order, **more) -> str:
    shown = form_of(item, order) | more
    return render_to_string(shown["form_template"], shown)


def feedback(item, answer) -> str:
    return render_to_string("components/answers.html", feedback_to(item, answer))


@every_type
@few
@given(data=st.data(), seed=st.integers(0, 99), shuffle=st.booleans())
def test_no_byte_of_a_form_depends_on_the_key(key, data, seed, shuffle):
    content = data.draw(SAMPLES[key].contents)
    items = [Item.parse(key, content), Item.parse(key, SAMPLES[key].rekey(content))]
    pages = {form(item, item.order(seed, shuffle)) for item in items}
    assert len(pages) == 1
    assert OTHER_FEEDBACK not in pages.pop()


@every_type
@few
@given(data=st.data(), seed=st.integers(0, 99))
def test_a_form_can_send_the_right_answer_and_nothing_of_ours_it_would_refuse(key, data, seed):
    item = Item.parse(key, data.draw(SAMPLES[key].contents))
    order = item.order(seed, shuffle=True)
    page = Page(form(item, order))
    sent = SAMPLES[key].post(item.content, SAMPLES[key].right_pick(item.content), order)
    assert item.score(item.read(order, sent)) == (1 if item.marking == "rule" else None)
    for name, values in sent.items():
        assert set(values) <= page.fields[name] or "" in page.fields[name]
    for name, values in page.fields.items():
        for value in values - {""}:
            assert item.read(order, {name: [value]})


@every_type
@few
@given(data=st.data(), seed=st.integers(0, 99))
def test_a_form_comes_back_as_it_was_answered_and_tells_no_more_of_the_key(key, data, seed):
    content = data.draw(SAMPLES[key].contents)
    item, other = Item.parse(key, content), Item.parse(key, SAMPLES[key].rekey(content))
    order, other_order = (one.order(seed, shuffle=True) for one in (item, other))
    pick = data.draw(SAMPLES[key].picks(item.content))
    sent = SAMPLES[key].post(item.content, pick, order)
    answer = item.read(order, sent)

    filled = form(item, order, typed=item.form(order, answer))

    assert item.read(order, Page(filled).sent) == answer
    same_answer = other.read(other_order, sent)
    assert filled == form(other, other_order, typed=other.form(other_order, same_answer))
    with pytest.raises(BlankAnswer):
        item.read(order, Page(form(item, order)).sent)


@every_type
@few
@given(data=st.data())
def test_each_control_has_a_label_and_the_first_is_where_an_error_leads(key, data):
    item = Item.parse(key, data.draw(SAMPLES[key].contents))
    order = item.order(0, shuffle=True)
    page = Page(form(item, order, error="Une erreur."))
    controls = {name for name in page.ids if name.startswith(("choice-", "piece-"))}
    assert controls == page.labelled
    assert "choice-0" in controls
    assert len(set(page.ids)) == len(page.ids)
    assert "error" in page.ids


@every_type
@few
@given(data=st.data())
def test_feedback_tells_the_rule_what_is_right_and_why(key, data):
    item = Item.parse(key, data.draw(SAMPLES[key].contents))
    for answer in (item.example(right=True), item.example(right=False), {"dont_know": True}):
        page = unescape(feedback(item, answer))
        explanation = item.explain(answer)
        told = [o for o in (*explanation.options, *explanation.pieces) if o.correct or o.chosen]
        assert unescape(item.content.explanation) in page
        assert all(option.feedback in page for option in told)
        assert all(row.feedback in page for row in explanation.rows)


@given(number=st.integers(-9999, 9999))
@few
def test_numbers_are_written_as_people_write_them_here(number):
    content = numbers | {"value": f"{number / 10:.1f}", "tolerance": "0"}
    item = Item.parse("numerical", content)
    shown = feedback_to(item, item.example(right=True))["answers"]["rows"][0].answered
    assert item.read((), {"number": [shown]}) == {"number": f"{number / 10:.1f}"}
    assert "." not in shown
    assert "-" not in shown


numbers = {
    "stem": "<p>Combien ?</p>",
    "unit": "mois",
    "feedback": {"right": "Oui.", "wrong": "Non."},
    "explanation": "<p>Règle.</p>",
}


def test_what_was_typed_is_kept_when_it_is_no_number():
    item = Item.parse("numerical", numbers | {"value": "13", "tolerance": "0"})
    assert 'value="&lt;treize"' in form(item, (), typed={"number": ["<treize"]})


@every_type
@few
@given(data=st.data(), seed=st.integers(0, 99))
def test_an_answer_in_words_tells_nothing_of_the_key(key, data, seed):
    content = data.draw(SAMPLES[key].contents)
    item, other = Item.parse(key, content), Item.parse(key, SAMPLES[key].rekey(content))
    order = item.order(seed, shuffle=True)
    sent = SAMPLES[key].post(item.content, SAMPLES[key].right_pick(item.content), order)

    words = own_answer(item, item.read(order, sent))

    assert words
    assert words == own_answer(other, other.read(other.order(seed, shuffle=True), sent))


def test_a_text_is_told_with_the_words_written_in_its_gaps():
    gap = {"accepted": ["vert"], "decoys": [], "feedback": "Règle."}
    content = {
        "stem": "<p>Complétez.</p>",
        "text": "Le feu est [1].\n\nPuis [2], enfin [3].",
        "gaps": [gap | {"key": key} for key in "abc"],
        "ignore_case": True,
        "ignore_accents": True,
        "explanation": "<p>Règle.</p>",
    }
    item = Item.parse("gap_fill", content)
    words = own_answer(item, {"gaps": {"a": "bleu", "c": "vert"}})
    assert words == ["Le feu est [bleu].", "Puis […], enfin [vert]."]
