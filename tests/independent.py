"""Somebody else's verifier: it holds files fetched one day, and knows nothing of this project."""

import base64
import datetime
import gzip

from joserfc import jwt
from joserfc.jwk import KeySet


class Refused(Exception):
    """This verifier does not accept the credential."""


def read(token: str, key_set: dict) -> dict:
    """Return the claims of a token that a published key signed."""
    return jwt.decode(token, KeySet.import_key_set(key_set), algorithms=["EdDSA"]).claims


def verify(token: str, key_set: dict, status_list: str, now: datetime.datetime) -> dict:
    """Return what a credential says, if it is signed, not ended and checked with a fresh list."""
    claims, statuses = read(token, key_set), read(status_list, key_set)
    entry = claims["credentialStatus"]
    if entry["statusListCredential"] != statuses["id"] or claims["iss"] != statuses["iss"]:
        raise Refused("another list")
    if datetime.datetime.fromisoformat(statuses["validUntil"]) < now:
        raise Refused("stale list")
    until = claims.get("validUntil")
    if until and datetime.datetime.fromisoformat(until) < now:
        raise Refused("expired")
    if is_set(statuses["credentialSubject"]["encodedList"], int(entry["statusListIndex"])):
        raise Refused("revoked")
    return claims


def is_set(encoded: str, index: int) -> bool:
    compressed = base64.urlsafe_b64decode(encoded.removeprefix("u") + "===")
    byte, bit = divmod(index, 8)
    return bool(gzip.decompress(compressed)[byte] >> (7 - bit) & 1)
