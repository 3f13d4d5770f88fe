"""How a trainer writes a question: one block per type, which freezes itself for the engine."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import expand_db_html

from elearning.cms.blocks import RichTextBlock
from elearning.lib.sanitize import sanitize
from quizzes.engine.errors import InvalidContent
from quizzes.engine.item import Item
from quizzes.problems import MESSAGES


def frozen_html(rich_text) -> str:
    """Return rich text as harmless HTML, with the words that facts and links have today."""
    return sanitize(expand_db_html(rich_text.source))


class QuestionBlock(blocks.StructBlock):
    """What every type has; a subclass adds its fields and says how they are frozen."""

    stem = RichTextBlock(label=_("question"))

    def freeze(self, value) -> dict:
        """Return the JSON that the engine reads."""
        return {
            "stem": frozen_html(value["stem"]),
            "explanation": frozen_html(value["explanation"]),
        }

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation:
            try:
                Item.parse(self.name, self.freeze(value))
            except InvalidContent as fault:
                words = [MESSAGES[problem.code] for problem in fault.problems]
                raise blocks.StructBlockValidationError(
                    non_block_errors=[ValidationError(word) for word in dict.fromkeys(words)]
                ) from fault
        return value


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("option"), max_length=300)
    correct = blocks.BooleanBlock(label=_("right"), required=False)
    feedback = blocks.TextBlock(label=_("feedback"), help_text=_("Why, then what to do."))
    misconception = blocks.CharBlock(
        label=_("misconception"),
        required=False,
        help_text=_("The belief that leads to this wrong option."),
    )

    class Meta:
        label_format = "{text}"


class ChoiceBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), label=_("options"), min_num=2)
    explanation = RichTextBlock(label=_("explanation"))

    def freeze(self, value) -> dict:
        options = [
            {
                "key": option.id or str(index),
                "text": option.value["text"],
                "correct": option.value["correct"],
                "feedback": option.value["feedback"],
            }
            for index, option in enumerate(value["options"].bound_blocks)
        ]
        return super().freeze(value) | {"options": options}


class SingleChoiceBlock(ChoiceBlock):
    class Meta:
        icon = "radio-full"
        label = _("Single choice")
        label_format = "{stem}"
        description = _("One right answer among several options.")


class MultipleChoiceBlock(ChoiceBlock):
    scoring = blocks.ChoiceBlock(
        label=_("scoring"),
        choices=[("partial", _("Partial credit")), ("all", _("All or nothing"))],
        default="partial",
    )

    class Meta:
        icon = "tick-inverse"
        label = _("Multiple choice")
        label_format = "{stem}"
        description = _("Several right answers to tick.")

    def freeze(self, value) -> dict:
        return super().freeze(value) | {"scoring": value["scoring"]}


class TrueFalseBlock(QuestionBlock):
    answer = blocks.ChoiceBlock(
        label=_("the assertion is"), choices=[("true", _("True")), ("false", _("False"))]
    )
    feedback_true = blocks.TextBlock(label=_("feedback to those who answer “true”"))
    feedback_false = blocks.TextBlock(label=_("feedback to those who answer “false”"))
    misconception = blocks.CharBlock(label=_("misconception"), required=False)
    explanation = RichTextBlock(label=_("explanation"))

    class Meta:
        icon = "check"
        label = _("True or false")
        label_format = "{stem}"
        description = _("An assertion to accept or to refuse.")

    def freeze(self, value) -> dict:
        return super().freeze(value) | {
            "answer": value["answer"] == "true",
            "feedback": {"true": value["feedback_true"], "false": value["feedback_false"]},
        }


QUESTION_BLOCKS = [
    ("single", SingleChoiceBlock()),
    ("multiple", MultipleChoiceBlock()),
    ("true_false", TrueFalseBlock()),
]
