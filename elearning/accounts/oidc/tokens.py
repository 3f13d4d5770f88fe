"""What a provider signed, believed once its signature, its term and its addressee are checked."""

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]  # of key pairs: a shared secret proves less
LEEWAY = 30  # seconds between two clocks


class Refused(OAuth2Error):
    """What a provider answered does not hold; the message says why, and nothing of the person."""


def read(token: str, keys: dict, issuer: str, audience: str, required: list[str]) -> dict:
    """Return the claims of a signed token. Raises Refused."""
    try:
        key = _key(jwt.get_unverified_header(token).get("kid"), keys)
        claims = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=audience,
            leeway=LEEWAY,
            options={"require": ["iss", "aud", "sub", *required]},
        )
    except jwt.PyJWTError as fault:
        raise Refused(type(fault).__name__) from fault
    if claims.get("azp", audience) != audience:
        raise Refused("issued to another client")
    return claims


def _key(number: str | None, keys: dict) -> jwt.PyJWK:
    for key in jwt.PyJWKSet.from_dict(keys).keys:
        if key.key_id == number and key.public_key_use != "enc":
            return key
    raise Refused("signed with an unknown key")
