"""A PDF that somebody hands in: is the seal on it ours and whole, and which badge does it hold?

Importing the libraries takes seconds: whoever is handed a PDF imports this module late.
"""

import zlib
from io import BytesIO

import pikepdf
from asn1crypto.cms import CMSAttributes, ContentInfo, SignedData
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import ExternalSigner
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
    """Return the badge attached to a PDF that we sealed. Raises NotSealed.

    The operator's certificate may well seal other documents than ours.
    """
    if not is_ours(pdf):
        raise NotSealed
    with pikepdf.open(BytesIO(pdf)) as document:
        if BADGE_FILE not in document.attachments:
            raise NotSealed
        return document.attachments[BADGE_FILE].get_file().read_bytes().decode()


def is_ours(pdf: bytes) -> bool:
    """Return whether one of our certificates sealed exactly these bytes.

    Nobody else vouches for them, so their dates and issuers are not looked at.
    """
    ours = seal.certificates()
    try:
        (signature,) = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
        status = validate_pdf_signature(signature, ValidationContext(trust_roots=ours))
        return (
            status.intact
            and status.valid
            and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
            and signature.signer_cert.sha256 in {certificate.sha256 for certificate in ours}
            and _fills_its_place(signature, pdf)
        )
    except DAMAGED:
        return False


def _fills_its_place(signature: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Return whether the signature stands as we write it: capitals, then zeros.

    It covers neither itself nor all that stands in it, so without this some of its bits could
    change unseen.
    """
    _, begin, end, _ = signature.byte_range
    room = (end - begin) // 2 - 1
    written = _made_again(signature).ljust(room, b"\0").hex().upper()
    return pdf[begin:end] == f"<{written}>".encode()


def _made_again(signature: EmbeddedPdfSignature) -> bytes:
    """Return the signature, made again from its signed attributes, its value and our certificates.

    Raises LookupError when it carries a certificate that is not one of ours.
    """
    known = {certificate.dump(): certificate for certificate in seal.known()}
    carried = [known[each.chosen.dump()] for each in signature.signed_data["certificates"]]
    inside = signature.signer_info
    signer = ExternalSigner(signature.signer_cert, cert_registry=None)
    signer_info = signer.signer_info(
        seal.DIGEST,
        CMSAttributes.load(inside["signed_attrs"].untag().dump(force=True)),
        inside["signature"].native,
    )
    signed_data = {
        "version": "v1",
        "digest_algorithms": [signer_info["digest_algorithm"]],
        "encap_content_info": {"content_type": "data"},
        "certificates": carried,
        "signer_infos": [signer_info],
    }
    return ContentInfo({"content_type": "signed_data", "content": SignedData(signed_data)}).dump()
