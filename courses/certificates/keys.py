"""The keys that sign badges: Ed25519, in files outside the database.

The newest private key signs. A key that was replaced keeps its public half only, so that what it
signed still verifies.
"""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from jwt.algorithms import OKPAlgorithm

ALGORITHM = "EdDSA"
PRIVATE, PUBLIC = ".private.pem", ".public.pem"


class NoKey(ImproperlyConfigured):
    """No key has been made yet: `manage.py make_certificate_key` makes one."""


@dataclass(frozen=True)
class SigningKey:
    id: str
    private: Ed25519PrivateKey


@dataclass(frozen=True)
class PublicKey:
    id: str
    public: Ed25519PublicKey

    @property
    def jwk(self) -> dict:
        return OKPAlgorithm.to_jwk(self.public, as_dict=True)


def make() -> str:
    """Write a new key, which signs from now on, and return its identifier.

    The private half of the keys before it is deleted.
    """
    private = Ed25519PrivateKey.generate()
    before = _files(PRIVATE)
    name = f"{timezone.now():%Y%m%dT%H%M%S%f}"
    public_pem = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    write_secret(settings.CERTIFICATE_KEYS / (name + PUBLIC), public_pem)
    private_pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_secret(settings.CERTIFICATE_KEYS / (name + PRIVATE), private_pem)
    for file in before:
        file.unlink()
    return identifier(private.public_key())


def write_secret(path: Path, content: bytes) -> None:
    """Write a new file that only its owner can read, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    draft.rename(path)


def signing_key() -> SigningKey:
    """Return the key that signs now. Raises NoKey when there is none."""
    files = _files(PRIVATE)
    if not files:
        raise NoKey("no certificate key: run manage.py make_certificate_key")
    private = load_pem_private_key(files[-1].read_bytes(), password=None)
    return SigningKey(identifier(private.public_key()), private)


def public_keys() -> list[PublicKey]:
    """Return every key that has ever signed, the newest first."""
    publics = [load_pem_public_key(file.read_bytes()) for file in reversed(_files(PUBLIC))]
    return [PublicKey(identifier(public), public) for public in publics]


def identifier(public: Ed25519PublicKey) -> str:
    """Return the thumbprint of a key (RFC 7638), which names it wherever it is published."""
    jwk = OKPAlgorithm.to_jwk(public, as_dict=True)
    canonical = f'{{"crv":"{jwk["crv"]}","kty":"{jwk["kty"]}","x":"{jwk["x"]}"}}'
    return jwt.utils.base64url_encode(sha256(canonical.encode()).digest()).decode()


def _files(ending: str) -> list[Path]:
    return sorted(settings.CERTIFICATE_KEYS.glob(f"*{ending}"))
