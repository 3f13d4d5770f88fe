"""The electronic seal on a PDF (PAdES): one changed byte shows.

It is made with the operator's certificate (PKCS#12) where one is configured, else with one of our
own, made beside the keys of the badges.
"""

import datetime
from io import BytesIO
from pathlib import Path

from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils import timezone
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from courses.certificates.keys import NoKey, write_secret

TEN_YEARS = datetime.timedelta(days=3652)
ARCHIVE, CERTIFICATE = ".seal.p12", ".seal.pem"
FIELD, DIGEST = "Sceau", "sha256"


def make() -> None:
    """Write a self-made certificate in the name of the site; it seals from now on.

    The certificates before it stay, so that what they sealed is still recognised.
    """
    key = generate_private_key(SECP256R1())
    certificate = self_made(key, settings.WAGTAIL_SITE_NAME)
    archive = pkcs12.serialize_key_and_certificates(None, key, certificate, None, NoEncryption())
    stem = f"{timezone.now():%Y%m%dT%H%M%S%f}"
    before = _archives()
    pem = certificate.public_bytes(Encoding.PEM)
    write_secret(settings.CERTIFICATE_KEYS / (stem + CERTIFICATE), pem)
    write_secret(settings.CERTIFICATE_KEYS / (stem + ARCHIVE), archive)
    for file in before:
        file.unlink()


def self_made(key, name: str) -> x509.Certificate:
    now = timezone.now()
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        **dict.fromkeys(
            (
                "key_encipherment",
                "data_encipherment",
                "key_agreement",
                "key_cert_sign",
                "crl_sign",
                "encipher_only",
                "decipher_only",
            ),
            False,
        ),
    )
    return (
        x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + TEN_YEARS)
        .add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, SHA256())
    )


class MetadataKept(IncrementalPdfFileWriter):
    """A writer that leaves what a file says of itself as it is: rewritten, it is no PDF/A."""

    def _update_meta(self):
        pass


def seal(pdf: bytes) -> bytes:
    """Return the PDF, sealed in its field of that name: nothing may change in it. Raises NoKey."""
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    sealer = signers.PdfSigner(metadata, signer=_signer())
    return sealer.sign_pdf(MetadataKept(BytesIO(pdf))).getvalue()


def certificates() -> list[Certificate]:
    """Return the certificates that have ever sealed in our name, the newest first."""
    files = sorted(settings.CERTIFICATE_KEYS.glob(f"*{CERTIFICATE}"), reverse=True)
    return [*load_certs_from_pemder(files), *_operators()]


def known() -> list[Certificate]:
    """Return the same, with those that vouch for the operator's: a seal carries them along."""
    chain = _signer().cert_registry if settings.CERTIFICATE_SEAL else []
    return [*certificates(), *chain]


def _operators() -> list[Certificate]:
    return [_signer().signing_cert] if settings.CERTIFICATE_SEAL else []


def _signer() -> signers.SimpleSigner:
    if settings.CERTIFICATE_SEAL:
        archive, password = Path(settings.CERTIFICATE_SEAL), settings.CERTIFICATE_SEAL_PASSWORD
    elif archives := _archives():
        archive, password = archives[-1], ""
    else:
        raise NoKey("no certificate seals: run manage.py make_certificate_key")
    return signers.SimpleSigner.load_pkcs12_data(
        archive.read_bytes(), other_certs=[], passphrase=password.encode() or None
    )


def _archives() -> list[Path]:
    return sorted(settings.CERTIFICATE_KEYS.glob(f"*{ARCHIVE}"))
