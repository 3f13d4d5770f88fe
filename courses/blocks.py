from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from elearning.cms.blocks import (
    DO,
    SHOW,
    AccordionBlock,
    CalloutBlock,
    FileBlock,
    HeadingBlock,
    ImageBlock,
    QuoteBlock,
    RichTextBlock,
    StepBlock,
    StepsBlock,
    TextBlock,
    VideoBlock,
)
from elearning.cms.guidance import REFUSAL, guidance_in
from elearning.cms.message_block import MessageBlock
from elearning.cms.posted import CheckedChooserBlock
from elearning.facts.blocks import ContactBlock, FactBlock
from quizzes.models import Question
from quizzes.presentation import asked_in
from quizzes.problems import refusal


class WrittenStreamBlock(blocks.StreamBlock):
    """Blocks that publish no text which the template has put there for its author."""

    def clean(self, value):
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        faults = {}
        for index, child in enumerate(value):
            places = guidance_in(child.block.get_prep_value(child.value))
            if left := {place: ValidationError(REFUSAL) for place in places}:
                faults[index] = refusal(child.block, left)
        if faults:
            raise blocks.StreamBlockValidationError(block_errors=faults)
        return value


class PracticeBlock(CheckedChooserBlock):
    """A question of the bank to try in a lesson: explained at once, kept nowhere."""

    class Meta:
        icon = "help"
        group = DO
        label = _("Question to try")
        description = _(
            "A question of the bank, answered on the spot: the answer is explained at once and "
            "counts nowhere. Not one of an examination: whoever answers reads its key."
        )
        template = "courses/blocks/practice.html"

    def clean(self, value):
        question = super().clean(value)
        if question and not self.is_deferred_validation:
            if not question.is_asked:
                raise ValidationError(_("This question is not published: publish it first."))
            if question.current_version.is_marked_by_a_person:
                raise ValidationError(_("Nobody would mark this answer: choose another type."))
        return question

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        lesson = (parent_context or {}).get("page")
        shown = asked_in(value.current_version.item) if value and value.is_asked else {}
        return context | shown | {"lesson": lesson}


class SheetStreamBlock(WrittenStreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    callout = CalloutBlock()
    steps = StepsBlock()
    message = MessageBlock()
    accordion = AccordionBlock()
    quote = QuoteBlock()
    fact = FactBlock()
    image = ImageBlock()
    video = VideoBlock()
    file = FileBlock()


class LessonStreamBlock(SheetStreamBlock):
    practice = PracticeBlock(Question)


class MemoStreamBlock(WrittenStreamBlock):
    section = StepBlock(label=_("Section"), icon="list-ul")


class ContactsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    contacts = blocks.ListBlock(ContactBlock(), label=_("Contacts"), min_num=1)

    class Meta:
        icon = "tag"
        group = SHOW
        label = _("Contacts")
        label_format = "{title}"
        description = _("Whom to call, in large: facts, with the date they were checked.")
        template = "courses/blocks/contacts.html"


class HelpStepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = RichTextBlock(label=_("Text"))
    cases = blocks.ListBlock(
        StepBlock(),
        label=_("Cases"),
        default=[],
        help_text=_("What to do depending on the case, each with its own title."),
    )
    contacts = blocks.ListBlock(ContactBlock(), label=_("Contacts"), default=[])

    class Meta:
        label = _("Step")
        label_format = "{title}"


class SituationBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("What happens"), max_length=120, help_text=_("In the words of those it happens to.")
    )
    summary = blocks.CharBlock(label=_("Examples"), max_length=160, required=False)
    steps = blocks.ListBlock(HelpStepBlock(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "warning"
        group = DO
        label = _("Situation")
        label_format = "{title}"
        description = _(
            "A branch of the tree: what has happened, what to do in order, whom to call."
        )
        template = "courses/blocks/situation.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"anchor": slugify(value["title"])}


class BlanksBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    lines = blocks.ListBlock(
        blocks.CharBlock(label=_("Line"), max_length=120), label=_("Lines"), min_num=1
    )

    class Meta:
        icon = "edit"
        group = DO
        label = _("Lines to fill in")
        label_format = "{title}"
        description = _("Lines that people fill in by hand on the printed page.")
        template = "courses/blocks/blanks.html"
        preview_value = {"title": "Nos numéros", "lines": ["Notre prestataire informatique"]}


class HelpStreamBlock(blocks.StreamBlock):
    contacts = ContactsBlock()
    situation = SituationBlock()
    steps = StepsBlock()
    heading = HeadingBlock()
    text = TextBlock()
    callout = CalloutBlock()
    blanks = BlanksBlock()
