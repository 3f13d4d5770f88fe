"""What every type of question has in the editor, and how a block freezes itself for the engine."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import expand_db_html

from elearning.cms.blocks import RichTextBlock
from elearning.cms.guidance import REFUSAL, guidance_in
from elearning.lib.sanitize import sanitize
from quizzes.blocks.pictures import IN_QUESTION, PictureBlock, frozen_picture
from quizzes.engine.errors import InvalidContent
from quizzes.engine.item import Item
from quizzes.problems import Place, faults_in, refusal, sentences


def frozen_html(rich_text) -> str:
    """Return rich text as harmless HTML, with the words that facts and links have today."""
    return sanitize(expand_db_html(rich_text.source))


def members(values: ListValue) -> Iterator[tuple[str, object]]:
    """Yield the key and the value of each member of a list: its identifier, else its number."""
    for index, member in enumerate(values.bound_blocks):
        yield member.id or str(index), member.value


def misconception() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("Misconception"),
        required=False,
        help_text=_("The belief that leads to this wrong answer."),
    )


class QuestionBlock(blocks.StructBlock):
    """What every type has; a subclass adds its fields and says how they are frozen."""

    stem = RichTextBlock(label=_("Question"))
    picture = PictureBlock(label=_("Picture"), required=False, collapsed=True)
    hint = blocks.TextBlock(
        label=_("Hint"),
        required=False,
        max_length=300,
        help_text=_("Shown to who asks for it, in practice and in modules. Not the answer."),
    )

    def freeze(self, value) -> dict:
        """Return the JSON that the engine reads."""
        picture = frozen_picture(value["picture"], IN_QUESTION)
        return {
            "stem": frozen_html(value["stem"]),
            "explanation": frozen_html(value["explanation"]),
            "hint": value["hint"],
        } | ({"picture": picture} if picture else {})

    def place(self, path: str, value) -> Place:
        """Return the field that a path of the frozen JSON comes from."""
        # The key of a member of a list is its identifier in the editor, which has no field.
        return tuple(path.replace(".key", ".text").split("."))

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
        for place in guidance_in(self.get_prep_value(value)):
            faults.setdefault(place, ValidationError(REFUSAL))
        if faults:
            raise refusal(self, faults)
        return value

    def _faults_to_the_engine(self, value) -> dict[Place, ValidationError]:
        try:
            Item.parse(self.name, self.freeze(value))
        except InvalidContent as error:
            paths = dict.fromkeys(problem.path for problem in error.problems)
            return {
                self.place(path, value): sentences(p for p in error.problems if p.path == path)
                for path in paths
            }
        return {}
