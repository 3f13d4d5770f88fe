from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from elearning.cms.blocks import RichTextBlock
from quizzes.blocks.base import QuestionBlock, members, misconception
from quizzes.blocks.pictures import IN_OPTION, NO_PICTURE, PictureBlock, frozen_picture


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Option"), max_length=300)
    correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(label=_("Feedback"), help_text=_("Why, then what to do."))
    misconception = misconception()
    picture = PictureBlock(label=_("Picture"), required=False, collapsed=True)

    class Meta:
        label = _("Option")
        label_format = "{text}"


EMPTY_OPTION = {
    "text": "",
    "correct": False,
    "feedback": "",
    "misconception": "",
    "picture": NO_PICTURE,
}
EMPTY_STATEMENT = {"text": "", "feedback": "", "picture": NO_PICTURE}


class ChoiceBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), label=_("Options"), default=3 * [EMPTY_OPTION])
    explanation = RichTextBlock(label=_("Explanation"))

    def freeze(self, value) -> dict:
        options = [frozen_option(key, option) for key, option in members(value["options"])]
        return super().freeze(value) | {"options": options}


def frozen_option(key, option) -> dict:
    picture = frozen_picture(option["picture"], IN_OPTION)
    return {
        "key": key,
        "text": option["text"],
        "correct": option["correct"],
        "feedback": option["feedback"],
    } | ({"picture": picture} if picture else {})


class StatementBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Answer"), max_length=300)
    feedback = blocks.TextBlock(label=_("What you say to those who choose it"))
    picture = PictureBlock(label=_("Picture"), required=False, collapsed=True)

    class Meta:
        label = _("Answer")
        label_format = "{text}"


class DeclaredBlock(QuestionBlock):
    options = blocks.ListBlock(StatementBlock(), label=_("Answers"), default=3 * [EMPTY_STATEMENT])
    explanation = RichTextBlock(label=_("Explanation"))

    class Meta:
        icon = "user"
        label = _("Where I stand")
        label_format = "{stem}"
        description = _("A question without a right answer, which counts in no score.")

    def freeze(self, value) -> dict:
        options = [
            frozen_option(key, {"correct": False, **option})
            for key, option in members(value["options"])
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
    misconception = misconception()
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

    def place(self, path, value):
        return (path.replace(".", "_"),)
