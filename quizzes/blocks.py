"""How a trainer writes a question: one block per type, which freezes itself for the engine."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import expand_db_html

from elearning.cms.blocks import RichTextBlock
from elearning.lib.sanitize import sanitize
from quizzes.engine.errors import InvalidContent
from quizzes.engine.item import Item
from quizzes.problems import Place, faults_in, refusal, sentences


def frozen_html(rich_text) -> str:
    """Return rich text as harmless HTML, with the words that facts and links have today."""
    return sanitize(expand_db_html(rich_text.source))


class QuestionBlock(blocks.StructBlock):
    """What every type has; a subclass adds its fields and says how they are frozen."""

    stem = RichTextBlock(label=_("Question"))

    def freeze(self, value) -> dict:
        """Return the JSON that the engine reads."""
        return {
            "stem": frozen_html(value["stem"]),
            "explanation": frozen_html(value["explanation"]),
        }

    def place(self, path: str) -> Place:
        """Return the field that a path of the frozen JSON comes from."""
        return tuple(path.split("."))

    def clean(self, value):
        """Refuse a question that cannot be asked, every fault at once; drafts may be unfinished."""
        if self.is_deferred_validation:
            return super().clean(value)
        faults = self._faults_to_the_engine(value)
        try:
            value = super().clean(value)
        except blocks.StructBlockValidationError as error:
            for place, fault in faults_in(error).items():
                if getattr(fault, "code", "") != "required" or place not in faults:
                    faults[place] = fault
        if faults:
            raise refusal(self, faults)
        return value

    def _faults_to_the_engine(self, value) -> dict[Place, ValidationError]:
        try:
            Item.parse(self.name, self.freeze(value))
        except InvalidContent as error:
            paths = dict.fromkeys(problem.path for problem in error.problems)
            return {
                self.place(path): sentences(p for p in error.problems if p.path == path)
                for path in paths
            }
        return {}


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Option"), max_length=300)
    correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(label=_("Feedback"), help_text=_("Why, then what to do."))
    misconception = blocks.CharBlock(
        label=_("Misconception"),
        required=False,
        help_text=_("The belief that leads to this wrong option."),
    )

    class Meta:
        label_format = "{text}"


EMPTY_OPTION = {"text": "", "correct": False, "feedback": "", "misconception": ""}


class ChoiceBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), label=_("Options"), default=3 * [EMPTY_OPTION])
    explanation = RichTextBlock(label=_("Explanation"))

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

    def place(self, path):
        # The key of an option is its identifier in the editor, which has no field.
        return super().place(path.replace(".key", ".text"))


class SingleChoiceBlock(ChoiceBlock):
    class Meta:
        icon = "radio-full"
        label = _("Single choice")
        label_format = "{stem}"
        description = _("One right answer among several options.")


class MultipleChoiceBlock(ChoiceBlock):
    scoring = blocks.ChoiceBlock(
        label=_("Scoring"),
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
        label=_("The assertion is"), choices=[("true", _("True")), ("false", _("False"))]
    )
    feedback_true = blocks.TextBlock(label=_("Feedback to those who answer “true”"))
    feedback_false = blocks.TextBlock(label=_("Feedback to those who answer “false”"))
    misconception = blocks.CharBlock(label=_("Misconception"), required=False)
    explanation = RichTextBlock(label=_("Explanation"))

    class Meta:
        icon = "check"
        label = _("True or false")
        label_format = "{stem}"
        description = _("An assertion to accept or to refuse.")

    def freeze(self, value) -> dict:
        return super().freeze(value) | {
            "answer": {"true": True, "false": False}.get(value["answer"]),
            "feedback": {"true": value["feedback_true"], "false": value["feedback_false"]},
        }

    def place(self, path):
        return (path.replace(".", "_"),)


QUESTION_BLOCKS = [
    ("single", SingleChoiceBlock()),
    ("multiple", MultipleChoiceBlock()),
    ("true_false", TrueFalseBlock()),
]
