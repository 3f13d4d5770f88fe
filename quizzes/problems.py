"""The faults of a question, in words for its author, each shown on the field at fault."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.engine.errors import Problem

Place: TypeAlias = tuple[str, ...]
"""Where in a block: names of fields and, within a list, numbers of members from 0."""

SENTENCES = {
    "accepts_anything": _("This accepts any answer: write what must be in it."),
    "boolean_required": _("Say whether it is true or false."),
    "gap_marks": _("Write the mark of each gap once in the text: [1], [2] and so on."),
    "no_clue": _("No piece is a clue: tick one at least."),
    "no_decoy": _("Every piece is a clue: add one that tells nothing."),
    "no_model_answer": _("One right answer at least is written without *: it is the one shown."),
    "no_right_option": _("No option is right: tick the right one."),
    "number_required": _("Write a number."),
    "out_of_range": _("The right number is not in the range."),
    "percent_required": _("A share goes from 0 to 100."),
    "points_required": _("A criterion is worth 1 to 20 points."),
    "picture_missing": _("All options have a picture, or none has: choose one here too."),
    "quote_not_found": _("These words must stand exactly once in the message."),
    "quote_overlaps": _("These words overlap another piece, or two paragraphs."),
    "repeated_key": _("Option %(number)s was copied with its key: delete it and write it again."),
    "repeated_text": _("Option %(number)s says the same as another option."),
    "several_right_options": _("Several options are ticked as right: only one can be."),
    "too_few": _("There are too few of them: add some."),
    "too_few_options": _("At least two options are needed."),
    "unknown_value": _("Choose one of the values of the list."),
}
MISSING_TEXTS = {
    "stem": _("Write the question."),
    "explanation": _("Write the explanation: the rule to remember."),
    "feedback": _("Write the feedback to the other answers."),
    "feedback.true": _("Write the feedback to those who answer “true”."),
    "feedback.false": _("Write the feedback to those who answer “false”."),
}
MISSING_IN_A_LIST = {
    "text": _("Option %(number)s has no text."),
    "feedback": _("Option %(number)s has no feedback: say why, then what to do."),
}


def sentence(problem: Problem) -> str:
    """Return the problem in words, which name the option at fault by its number."""
    numbers = [int(step) + 1 for step in problem.path.split(".") if step.isdigit()]
    words = SENTENCES.get(problem.code) or missing_text(problem.path, bool(numbers))
    return words % {"number": numbers[-1]} if "%(number)s" in words else str(words)


def missing_text(path: str, in_a_list: bool) -> str:
    if in_a_list:
        return MISSING_IN_A_LIST.get(path.rpartition(".")[2], _("Write this, or remove its line."))
    return MISSING_TEXTS.get(path, _("This is needed."))


def sentences(problems: Iterable[Problem]) -> ValidationError:
    return ValidationError([sentence(problem) for problem in problems])


def faults_in(error: ValidationError, place: Place = ()) -> dict[Place, ValidationError]:
    """Return what Wagtail refuses in a block as one fault a place, however deep."""
    if not hasattr(error, "block_errors"):
        return {place: error}
    found = {place: ValidationError(own)} if (own := error.non_block_errors.as_data()) else {}
    for name, below in error.block_errors.items():
        found |= faults_in(below, (*place, str(name)))
    return found


def refusal(block: blocks.Block, faults: Mapping[Place, ValidationError]) -> ValidationError:
    """Return the faults as Wagtail shows them: the reverse of `faults_in`."""
    own = [fault for place, fault in faults.items() if not place]
    below: dict[str, dict[Place, ValidationError]] = {}
    for place, fault in faults.items():
        if place:
            below.setdefault(place[0], {})[place[1:]] = fault
    if isinstance(block, blocks.StructBlock):
        errors = {name: refusal(block.child_blocks[name], these) for name, these in below.items()}
        return blocks.StructBlockValidationError(errors, own)
    if isinstance(block, blocks.ListBlock):
        errors = {int(index): refusal(block.child_block, these) for index, these in below.items()}
        return blocks.ListBlockValidationError(errors, own)
    return own[0]
