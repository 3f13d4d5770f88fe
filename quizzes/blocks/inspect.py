"""A message to judge, and the pieces of it to point at."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from elearning.cms.blocks import RichTextBlock
from elearning.cms.message_block import FakeMessageBlock
from quizzes.blocks.base import QuestionBlock, members, misconception
from quizzes.engine.types.inspection import VERDICTS

MESSAGE = ("channel", "context", "sender", "address", "subject", "received", "body", "attachment")


class PieceBlock(blocks.StructBlock):
    quote = blocks.CharBlock(
        label=_("Words of the message"), help_text=_("Exactly as they stand in the message.")
    )
    clue = blocks.BooleanBlock(
        label=_("A clue"), required=False, help_text=_("Not ticked: a decoy, which tells nothing.")
    )
    feedback = blocks.TextBlock(label=_("Feedback"), help_text=_("What they tell, or do not."))
    misconception = misconception()

    class Meta:
        label = _("Words of the message")
        label_format = "{quote}"


EMPTY_PIECE = {"quote": "", "clue": True, "feedback": "", "misconception": ""}


class InspectBlock(QuestionBlock):
    message = FakeMessageBlock(label=_("Message"))
    verdict = blocks.ChoiceBlock(
        label=_("The message is"),
        choices=[
            ("trap", _("a trap")),
            ("genuine", _("genuine")),
            ("verify", _("to check another way: it does not tell by itself")),
        ],
    )
    feedback_trap = blocks.TextBlock(label=_("Feedback to those who say “a trap”"))
    feedback_genuine = blocks.TextBlock(label=_("Feedback to those who say “genuine”"))
    feedback_verify = blocks.TextBlock(
        label=_("Feedback to those who say “I would check another way”")
    )
    pieces = blocks.ListBlock(PieceBlock(), label=_("Clues and decoys"), default=3 * [EMPTY_PIECE])
    explanation = RichTextBlock(label=_("Explanation"))
    cues = blocks.IntegerBlock(
        label=_("Cues"),
        required=False,
        default=0,
        min_value=0,
        help_text=_("Phish Scale: how often something gives the message away; 0 if genuine."),
    )
    premise = blocks.ChoiceBlock(
        label=_("Premise"),
        required=False,
        choices=[
            ("weak", _("far from the life of those who get it")),
            ("medium", _("plausible")),
            ("strong", _("just what they expect")),
        ],
        help_text=_("Phish Scale: how well the story fits; with the cues, how hard it is."),
    )

    class Meta:
        icon = "mail"
        label = _("Message to inspect")
        label_format = "{stem}"
        description = _("A fake message to judge by its clues.")

    def freeze(self, value) -> dict:
        return super().freeze(value) | {
            "message": {name: value["message"][name] for name in MESSAGE},
            "verdict": value["verdict"],
            "feedback": {verdict: value[f"feedback_{verdict}"] for verdict in VERDICTS},
            "pieces": [
                {
                    "key": key,
                    "quote": piece["quote"],
                    "clue": piece["clue"],
                    "feedback": piece["feedback"],
                }
                for key, piece in members(value["pieces"])
            ],
        }

    def place(self, path, value):
        path = path.replace("feedback.", "feedback_").replace(".key", ".quote")
        return super().place(path, value)
