"""The issuer as the world knows it: its decentralised identifier, its keys, its signature."""

from urllib.parse import quote, urlsplit

import jwt
from django.conf import settings
from jwt.utils import base64url_decode, base64url_encode
from openbadgeslib.ob3.did import build_did_document

from courses.certificates import keys


class NotOurs(ValueError):
    """A token that no key of ours has signed, or that was altered since."""


def url(path: str = "/") -> str:
    """Return the public address of a path of this site."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def did() -> str:
    """Return did:web and the host of this site: whoever trusts its name trusts its keys."""
    return "did:web:" + quote(urlsplit(url()).netloc, safe="")


def sign(payload: dict) -> str:
    """Return the payload as a JSON Web Token. Raises keys.NoKey."""
    key = keys.signing_key()
    headers = {"kid": f"{did()}#{key.id}"}
    return jwt.encode(payload, key.private, algorithm=keys.ALGORITHM, headers=headers)


def read(token: str) -> dict:
    """Return what a token says, whatever its dates. Raises NotOurs."""
    dates_are_not_ours_to_judge = {"verify_exp": False, "verify_nbf": False}
    try:
        name = jwt.get_unverified_header(token)["kid"].rpartition("#")[2]
        public = next(key.public for key in keys.public_keys() if key.id == name)
        claims = jwt.decode(
            token,
            public,
            algorithms=[keys.ALGORITHM],
            issuer=did(),
            options=dates_are_not_ours_to_judge,
        )
    except (jwt.InvalidTokenError, KeyError, StopIteration) as fault:
        raise NotOurs(str(fault)) from fault
    if not _is_as_written(token):
        raise NotOurs("its signature is not written as we write it")
    return claims


def _is_as_written(token: str) -> bool:
    """Return whether a signature has its one spelling: base64 leaves its last bits unread."""
    signature = token.rpartition(".")[2]
    return base64url_encode(base64url_decode(signature)).decode() == signature


def did_document() -> dict:
    """Return what `did()` resolves to: every key that has ever signed."""
    return build_did_document(did(), [(key.id, key.jwk) for key in keys.public_keys()])


def key_set() -> dict:
    """Return the same keys as a JSON Web Key Set."""
    return {
        "keys": [
            key.jwk | {"kid": f"{did()}#{key.id}", "use": "sig", "alg": keys.ALGORITHM}
            for key in keys.public_keys()
        ]
    }
