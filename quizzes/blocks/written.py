"""Questions whose answer is written: words, a number, gaps in a text."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from elearning.cms.blocks import RichTextBlock
from quizzes.blocks.base import QuestionBlock, members, misconception
from quizzes.engine.types.open_answer import MOST_POINTS


def ignore_case() -> blocks.BooleanBlock:
    return blocks.BooleanBlock(label=_("Accept any case"), required=False, default=True)


def ignore_accents() -> blocks.BooleanBlock:
    return blocks.BooleanBlock(label=_("Accept missing accents"), required=False, default=True)


class VariantBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label=_("Answer"), max_length=200, help_text=_("* stands for anything, nothing included.")
    )
    share = blocks.IntegerBlock(
        label=_("Share of the credit (%)"), min_value=0, max_value=100, default=100
    )
    feedback = blocks.TextBlock(label=_("Feedback"), help_text=_("Why, then what to do."))
    misconception = misconception()

    class Meta:
        label = _("Answer")
        label_format = "{text}"


EMPTY_VARIANT = {"text": "", "share": 100, "feedback": "", "misconception": ""}


class ShortTextBlock(QuestionBlock):
    variants = blocks.ListBlock(
        VariantBlock(), label=_("Answers foreseen, right or wrong"), default=[EMPTY_VARIANT]
    )
    feedback = blocks.TextBlock(label=_("Feedback to any other answer"))
    ignore_case = ignore_case()
    ignore_accents = ignore_accents()
    explanation = RichTextBlock(label=_("Explanation"))

    class Meta:
        icon = "edit"
        label = _("Short text")
        label_format = "{stem}"
        description = _("A few words to write.")

    def freeze(self, value) -> dict:
        return super().freeze(value) | {
            "variants": [
                {
                    "key": key,
                    "text": variant["text"],
                    "share": variant["share"],
                    "feedback": variant["feedback"],
                }
                for key, variant in members(value["variants"])
            ],
            "feedback": value["feedback"],
            "ignore_case": value["ignore_case"],
            "ignore_accents": value["ignore_accents"],
        }


class CriterionBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label=_("What a good answer holds"), max_length=200, help_text=_("One thing to look for.")
    )
    points = blocks.IntegerBlock(label=_("Points"), min_value=1, max_value=MOST_POINTS, default=1)

    class Meta:
        label = _("Criterion")
        label_format = "{text}"


class OpenAnswerBlock(QuestionBlock):
    criteria = blocks.ListBlock(
        CriterionBlock(), label=_("Marking criteria"), default=2 * [{"text": "", "points": 1}]
    )
    explanation = RichTextBlock(label=_("Explanation"))

    class Meta:
        icon = "draft"
        label = _("Open answer")
        label_format = "{stem}"
        description = _("Some sentences to write, which a person marks by criteria.")

    def freeze(self, value) -> dict:
        return super().freeze(value) | {
            "criteria": [
                {"key": key, "text": criterion["text"], "points": criterion["points"]}
                for key, criterion in members(value["criteria"])
            ],
        }


class NumericalBlock(QuestionBlock):
    value = blocks.DecimalBlock(label=_("Right number"))
    tolerance = blocks.DecimalBlock(
        label=_("Tolerance"),
        required=False,
        min_value=0,
        help_text=_("Numbers this far from the right one are right too."),
    )
    low = blocks.DecimalBlock(
        label=_("Or from"), required=False, help_text=_("A range, in place of a tolerance.")
    )
    high = blocks.DecimalBlock(label=_("to"), required=False)
    unit = blocks.CharBlock(label=_("Unit"), required=False, max_length=20)
    feedback_right = blocks.TextBlock(label=_("Feedback to the right number"))
    feedback_wrong = blocks.TextBlock(label=_("Feedback to the others"))
    misconception = misconception()
    explanation = RichTextBlock(label=_("Explanation"))

    class Meta:
        icon = "decimal"
        label = _("Number")
        label_format = "{stem}"
        description = _("A number to write, with its unit.")

    def freeze(self, value) -> dict:
        bounds = {"tolerance": figures(value["tolerance"] or Decimal(0))}
        if value["low"] is not None or value["high"] is not None:
            bounds = {"low": figures(value["low"]), "high": figures(value["high"])}
        return super().freeze(value) | {
            "value": figures(value["value"]),
            "unit": value["unit"],
            "feedback": {"right": value["feedback_right"], "wrong": value["feedback_wrong"]},
            **bounds,
        }

    def place(self, path, value):
        return (path.replace(".", "_"),)


def figures(number: Decimal | None) -> str:
    """Return a number as the engine reads it, or nothing."""
    return "" if number is None else format(number, "f")


class GapBlock(blocks.StructBlock):
    accepted = blocks.ListBlock(
        blocks.CharBlock(label=_("Right answer"), max_length=200),
        label=_("Right answers"),
        help_text=_("* stands for anything, nothing included."),
    )
    decoys = blocks.ListBlock(
        blocks.CharBlock(label=_("Decoy"), max_length=200),
        label=_("Decoys"),
        default=[],
        help_text=_("With decoys, people choose from a list; without, they write."),
    )
    feedback = blocks.TextBlock(label=_("Feedback"), help_text=_("Why, then what to do."))

    class Meta:
        label = _("Gap")


EMPTY_GAP = {"accepted": [""], "decoys": [], "feedback": ""}


class GapFillBlock(QuestionBlock):
    text = blocks.TextBlock(
        label=_("Text"), help_text=_("[1] where the first gap stands, [2] for the second…")
    )
    gaps = blocks.ListBlock(GapBlock(), label=_("Gaps"), default=[EMPTY_GAP])
    ignore_case = ignore_case()
    ignore_accents = ignore_accents()
    explanation = RichTextBlock(label=_("Explanation"))

    class Meta:
        icon = "pilcrow"
        label = _("Gaps to fill")
        label_format = "{stem}"
        description = _("A text with gaps, to fill from lists or in writing.")

    def freeze(self, value) -> dict:
        return super().freeze(value) | {
            "text": value["text"],
            "gaps": [
                {
                    "key": key,
                    "accepted": list(gap["accepted"]),
                    "decoys": list(gap["decoys"]),
                    "feedback": gap["feedback"],
                }
                for key, gap in members(value["gaps"])
            ],
            "ignore_case": value["ignore_case"],
            "ignore_accents": value["ignore_accents"],
        }

    def place(self, path, value):
        return super().place(path.replace(".key", ".feedback"), value)
