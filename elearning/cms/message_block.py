from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from elearning.cms import messages
from elearning.cms.blocks import DO


class ClueBlock(blocks.StructBlock):
    quote = blocks.CharBlock(
        label=_("Words of the message"), help_text=_("Exactly as they stand in the message.")
    )
    explanation = blocks.CharBlock(label=_("What they tell"))

    class Meta:
        label = _("Clue")
        label_format = "{quote}"


class MessageValue(blocks.StructValue):
    """A message as the template shows it."""

    @property
    def quotes(self):
        return [clue["quote"] for clue in self["clues"]]

    @property
    def parts(self):
        """Return each part of the message with its clues marked."""
        return messages.parts(self, self.quotes)

    @property
    def numbered_clues(self):
        return [
            {"number": number, "quote": clue["quote"], "explanation": clue["explanation"]}
            for number, clue in enumerate(self["clues"], start=1)
        ]


class FakeMessageBlock(blocks.StructBlock):
    """A fake message written in text, never an image."""

    channel = blocks.ChoiceBlock(
        label=_("Channel"),
        choices=[
            ("email", _("E-mail")),
            ("sms", _("SMS")),
            ("qr", _("QR code")),
            ("call", _("Phone call")),
            ("voice", _("Voice message")),
            ("popup", _("Window on a screen")),
        ],
    )
    context = blocks.CharBlock(
        label=_("Situation"), required=False, help_text=_("What the person knows beforehand.")
    )
    sender = blocks.CharBlock(label=_("Sender displayed"))
    address = blocks.CharBlock(label=_("Address or number displayed"), required=False)
    subject = blocks.CharBlock(label=_("Subject"), required=False)
    received = blocks.CharBlock(label=_("Received"), required=False)
    body = blocks.TextBlock(label=_("Text"), help_text=_("An empty line between paragraphs."))
    attachment = blocks.CharBlock(label=_("Attached file"), required=False)


class MessageBlock(FakeMessageBlock):
    """A fake message with its clues and the right gesture."""

    genuine = blocks.BooleanBlock(label=_("Genuine message"), required=False)
    clues = blocks.ListBlock(ClueBlock(), label=_("Clues"), min_num=1)
    gesture = blocks.TextBlock(label=_("The right gesture"))

    class Meta:
        icon = "mail"
        group = DO
        label = _("Message to inspect")
        label_format = "{sender}"
        description = _("A fake e-mail, SMS, QR code or call, with its clues.")
        template = "courses/blocks/message.html"
        value_class = MessageValue
        preview_value = {
            "channel": "sms",
            "sender": "Transports Vifargent",
            "body": "Votre colis attend. Frais 1,99 € : https://vifargent.suivi-colis.example",
            "clues": [{"quote": "suivi-colis.example", "explanation": "Un autre site."}],
            "gesture": "Ouvrez vous-même l’application du transporteur.",
        }

    def clean(self, value):
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        faults = {
            index: ValidationError(
                _("“%(quote)s” must stand exactly once in the message.") % {"quote": clue["quote"]}
            )
            for index, clue in enumerate(value["clues"])
            if messages.places(value, clue["quote"]) != 1
        }
        if faults:
            errors = blocks.ListBlockValidationError(block_errors=faults)
            raise blocks.StructBlockValidationError(block_errors={"clues": errors})
        return value
