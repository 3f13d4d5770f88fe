"""What the shipped curriculum says is right, to answer as somebody who knows."""

import functools
import re
from pathlib import Path

import yaml

CONTENT = Path(__file__).parent.parent.parent / "courses" / "curriculum" / "content"
VERDICTS = {
    "trap": "C’est un piège",
    "genuine": "C’est légitime",
    "verify": "Je vérifierais autrement",
}


def bare(text: str) -> str:
    """Return text without markup, spaces or typographic variants."""
    text = re.sub(r"\[\[[^]]*\]\]|\[([^]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[\W_]+", "", text)


@functools.cache
def questions() -> dict[str, dict]:
    """Return the questions by the end of their stem."""
    return {
        bare(question["stem"].strip().split("\n\n")[-1]): question
        for file in CONTENT.glob("modules/*/questions.yaml")
        for question in yaml.safe_load(file.read_text())["questions"]
    }


def question_on(page) -> dict:
    """Return the question that the page asks."""
    return questions()[bare(page.locator("form h1").inner_text())]


def answer_right(page) -> None:
    """Give the right answer to the question on the page."""
    question = question_on(page)
    ANSWERS.get(question["type"], choose_options)(page, question)


def answer_anyhow(page) -> None:
    """Give any answer to the question on the page."""
    first = page.locator("#choice-0")
    if first.evaluate("control => control.type") in ("text", "textarea"):
        first.fill("0")
    elif first.evaluate("control => control.tagName") == "SELECT":
        first.select_option(index=1)
    else:
        first.check()


def choose_options(page, question):
    right = {option["text"] for option in question.get("options", ()) if option.get("correct")}
    if question["type"] == "true_false":
        right = {"Vrai" if question["answer"] else "Faux"}
    tick(page, ".option", right)


def tick(page, selector, texts):
    wanted = {bare(text) for text in texts}
    for label in page.locator(f"{selector} label").all():
        if bare(label.inner_text()) in wanted:
            label.click()


def give_ranks(page, question):
    choose_in_rows(
        page, {item["text"]: str(rank) for rank, item in enumerate(question["items"], start=1)}
    )


def match_pairs(page, question):
    choose_in_rows(page, {pair["text"]: pair["match"] for pair in question["pairs"]})


def choose_in_rows(page, right):
    wanted = {bare(text): option for text, option in right.items()}
    for row in page.locator(".row").all():
        option = wanted[bare(row.locator("label").inner_text())]
        row.locator("select").select_option(label=option)


def sort_into_groups(page, question):
    groups = {
        bare(item["text"]): bare(group["text"])
        for group in question["groups"]
        for item in group["items"]
    }
    for row in page.locator("fieldset.row").all():
        group = groups[bare(row.locator("legend").inner_text())]
        for label in row.locator("label").all():
            if bare(label.inner_text()) == group:
                label.click()


def write_words(page, question):
    right = [v["text"] for v in question["variants"] if v.get("share", 100) == 100]
    page.locator("#choice-0").fill(next(text for text in right if "*" not in text))


def write_sentences(page, question):
    page.locator("#choice-0").fill("\n".join(one["text"] for one in question["criteria"]))


def say_where_one_stands(page, question):
    tick(page, ".option", {question["options"][-1]["text"]})


def write_number(page, question):
    page.locator("#choice-0").fill(question["value"].replace(".", ","))


def fill_gaps(page, question):
    for index, gap in enumerate(question["gaps"]):
        control = page.locator(f"#choice-{index}")
        text = next(text for text in gap["accepted"] if "*" not in text)
        if gap.get("decoys"):
            control.select_option(label=text)
        else:
            control.fill(text)


def judge(page, question):
    tick(page, ".piece", {piece["quote"] for piece in question["pieces"] if piece.get("clue")})
    tick(page, ".option", {VERDICTS[question["verdict"]]})


ANSWERS = {
    "ordering": give_ranks,
    "matching": match_pairs,
    "categorise": sort_into_groups,
    "short_text": write_words,
    "numerical": write_number,
    "gap_fill": fill_gaps,
    "inspect": judge,
    "open_answer": write_sentences,
    "declared": say_where_one_stands,
}
