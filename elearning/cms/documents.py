"""Documents as people upload them: what is inside is what the name says."""

from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm

ZIP = (0, b"PK")
# Where the bytes that a format begins with stand; text in columns begins with nothing of its own.
SIGNATURES = {
    "pdf": (0, b"%PDF-"),
    "mp4": (4, b"ftyp"),
    "webm": (0, b"\x1a\x45\xdf\xa3"),
    "vtt": (0, b"WEBVTT"),
    **dict.fromkeys(("docx", "odt", "ods", "xlsx", "zip"), ZIP),
}
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class DocumentField(WagtailDocumentField):
    """Takes a document whose first bytes are those of the format that its name says."""

    def to_python(self, data):
        file = super().to_python(data)
        ending = file and PurePosixPath(file.name).suffix[1:].lower()
        if ending in SIGNATURES:
            start, signature = SIGNATURES[ending]
            begins = file.read(20).removeprefix(BYTE_ORDER_MARK)
            file.seek(0)
            if not begins[start:].startswith(signature):
                raise ValidationError(
                    _("This file is no %(format)s, whatever its name says."),
                    code="unlike_its_name",
                    params={"format": ending.upper()},
                )
        return file


class DocumentForm(BaseDocumentForm):
    """The form of a document, wherever in the editor it is uploaded."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = DocumentField(
                label=field.label, required=field.required, widget=field.widget
            )
