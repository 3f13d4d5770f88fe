"""A PDF that somebody hands in: is the seal on it ours and whole, and which badge does it hold?

Importing the libraries takes seconds: whoever is handed a PDF imports this module late.
"""

import zlib
from io import BytesIO

import pikepdf
from asn1crypto.parser import peek
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext

from courses.certificates import seal
from courses.certificates.pdf import BADGE_FILE

# What the parsers raise on a damaged file goes beyond their own errors.
DAMAGED = (
    PdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)


class NotSealed(ValueError):
    """A file without our seal, or changed since it was sealed."""


def badge_in(pdf: bytes) -> str:
    """Return the badge attached to a PDF that we sealed. Raises NotSealed."""
    if not is_ours(pdf):
        raise NotSealed
    with pikepdf.open(BytesIO(pdf)) as document:
        return document.attachments[BADGE_FILE].get_file().read_bytes().decode()


def is_ours(pdf: bytes) -> bool:
    """Return whether one of our certificates sealed exactly these bytes.

    Nobody else vouches for them, so their dates and issuers are not looked at.
    """
    ours = seal.certificates()
    try:
        (signature,) = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
        status = validate_pdf_signature(signature, ValidationContext(trust_roots=ours))
    except DAMAGED:
        return False
    return (
        status.intact
        and status.valid
        and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        and _fills_its_place(signature, pdf)
        and signature.signer_cert.sha256 in {certificate.sha256 for certificate in ours}
    )


def _fills_its_place(signature: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Return whether the signature stands as it was written: capitals, then zeros.

    It does not cover itself, so without this a few characters could change unseen.
    """
    _, begin, end, _ = signature.byte_range
    content = signature.pkcs7_content
    written = pdf[begin:end] == b"<%s>" % content.hex().upper().encode()
    return written and not any(content[peek(content) :])
