"""The faults the engine finds in a question, in words for its author."""

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "boolean_required": _("Say whether it is true or false."),
    "no_right_option": _("Tick the right option."),
    "repeated_key": _("Two options are the same."),
    "repeated_text": _("Two options say the same."),
    "several_right_options": _("Only one option can be right."),
    "text_required": _("A text is missing: each option needs its feedback, the question its own."),
    "too_few_options": _("At least two options are needed."),
    "unknown_value": _("Choose one of the values of the list."),
}
