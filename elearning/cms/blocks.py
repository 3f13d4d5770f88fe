"""The blocks that pages and questions are written with."""

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from elearning.cms.references import refuse_missing_references

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "fact"]

TEXT, SHOW, DO = _("Text"), _("Show"), _("Do")


class RichTextBlock(blocks.RichTextBlock):
    """Rich text limited to what the curriculum files can say."""

    def __init__(self, **kwargs):
        super().__init__(features=RICH_TEXT_FEATURES, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation:
            refuse_missing_references(value.source)
        return value


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        group = TEXT
        label = _("Section title")
        description = _("Cuts a lesson in sections; shown as a title of level 2.")
        template = "courses/blocks/heading.html"
        preview_value = "Une demande inhabituelle"

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"anchor": slugify(value)}


class TextBlock(RichTextBlock):
    class Meta:
        icon = "pilcrow"
        group = TEXT
        label = _("Text")
        description = _("Paragraphs and lists.")
        template = "courses/blocks/text.html"
        preview_value = "<p>Prenez une minute avant de répondre à un message pressant.</p>"


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        label=_("Tone"),
        choices=[
            ("retenir", _("To remember")),
            ("attention", _("Beware")),
            ("geste", _("Gesture to do today")),
        ],
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = RichTextBlock(label=_("Text"))

    class Meta:
        icon = "help"
        group = DO
        label = _("Callout")
        label_format = "{title}"
        description = _("What to remember, to beware of, or to do today.")
        template = "courses/blocks/callout.html"
        preview_value = {
            "tone": "retenir",
            "title": "Un autre canal",
            "text": "<p>Rappelez toujours un numéro que vous aviez déjà.</p>",
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = RichTextBlock(label=_("Text"))

    class Meta:
        label = _("Step")
        label_format = "{title}"


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2)

    class Meta:
        icon = "list-ol"
        group = DO
        label = _("Steps")
        label_format = "{title}"
        description = _("A gesture, step by step, in order.")
        template = "courses/blocks/steps.html"
        preview_value = {
            "title": "Transférer un SMS suspect",
            "steps": [
                {"title": "Gardez le doigt sur le message", "text": "<p>Un menu s’ouvre.</p>"},
                {"title": "Choisissez Transférer", "text": "<p>Saisissez le numéro.</p>"},
            ],
        }


class AccordionBlock(blocks.StructBlock):
    items = blocks.ListBlock(StepBlock(label=_("Fold-out text")), label=_("Items"), min_num=1)

    class Meta:
        icon = "list-ul"
        group = TEXT
        label = _("Fold-out texts")
        description = _("Titles that open a text: details that not everybody needs.")
        template = "courses/blocks/accordion.html"
        preview_value = {
            "items": [{"title": "Et si j’ai déjà cliqué ?", "text": "<p>Prévenez vite.</p>"}]
        }


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Text"))
    author = blocks.CharBlock(label=_("Author"), required=False)
    source = blocks.CharBlock(label=_("Source"))
    url = blocks.URLBlock(label=_("Address of the source"), required=False)

    class Meta:
        icon = "openquote"
        group = TEXT
        label = _("Quote")
        label_format = "{source}"
        description = _("Somebody's words, with their source.")
        template = "courses/blocks/quote.html"
        preview_value = {"text": "Une phrase.", "source": "Conseil municipal de Valdoire"}


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        help_text=_("What the image says, for people who do not see it."),
    )
    decorative = blocks.BooleanBlock(label=_("Decorative, says nothing"), required=False)
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        group = SHOW
        label = _("Image")
        label_format = "{alt}"
        description = _("An image with its alternative text.")
        template = "courses/blocks/image.html"

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and bool(value["alt"]) == bool(value["decorative"]):
            fault = ValidationError(_("Write an alternative text, or tick “decorative”, not both."))
            raise blocks.StructBlockValidationError(block_errors={"alt": fault})
        return value


class FileBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    document = DocumentChooserBlock(label=_("Document"))

    class Meta:
        icon = "doc-full"
        group = SHOW
        label = _("File")
        label_format = "{title}"
        description = _("A document to download, with its format and its size.")
        template = "courses/blocks/file.html"


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    video = DocumentChooserBlock(label=_("Video file"), help_text=_("MP4 or WebM, 720p at most."))
    captions = DocumentChooserBlock(label=_("Captions"), help_text=_("A VTT file."))
    transcript = RichTextBlock(label=_("Transcript"))

    class Meta:
        icon = "media"
        group = SHOW
        label = _("Video")
        label_format = "{title}"
        description = _("A video with its captions and its transcript.")
        template = "courses/blocks/video.html"

    def clean(self, value):
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        faults = {}
        if value["video"].file_extension not in ("mp4", "webm"):
            faults["video"] = ValidationError(_("The video must be an MP4 or a WebM file."))
        if value["captions"].file_extension != "vtt":
            faults["captions"] = ValidationError(_("The captions must be a VTT file."))
        if not strip_tags(value["transcript"].source).strip():
            faults["transcript"] = ValidationError(_("A video needs its transcript."))
        if faults:
            raise blocks.StructBlockValidationError(block_errors=faults)
        return value
