"""What a badge says: an Open Badges 3.0 credential, made from plain facts. Pure."""

import datetime
from dataclasses import dataclass
from typing import Any

from openbadgeslib.ob3 import Achievement, IdentityObject, Issuer, OpenBadgeCredential


@dataclass(frozen=True)
class Facts:
    """The facts of a certificate, as its badge repeats them.

    `url` opens the certificate, `subject_id` stays the same for every badge of one module,
    `role` is what ties its holder to an organisation, `valid_until` the moment its term ends, and
    `status` says where its revocation is published.
    No e-mail address, no score.
    """

    url: str
    issuer_id: str
    issuer_name: str
    issuer_url: str
    signatory: str
    subject_id: str
    title: str
    edition: int
    description: str
    criteria: str
    identity: str
    holder_name: str
    role: str
    completed_at: datetime.datetime
    issued_at: datetime.datetime
    valid_until: datetime.datetime | None
    status: dict[str, str]


def payload(facts: Facts) -> dict[str, Any]:
    """Return the credential with the claims that a JSON Web Token adds to it."""
    credential = OpenBadgeCredential(
        id=facts.url,
        issuer=Issuer(id=facts.issuer_id, name=facts.issuer_name, url=facts.issuer_url),
        recipient_id=f"{facts.url}#titulaire",
        identifiers=_identifiers(facts.holder_name),
        achievement=Achievement(
            id=facts.subject_id,
            name=facts.title,
            description=facts.description,
            criteria_narrative=facts.criteria,
            achievement_type="CertificateOfCompletion",
        ),
        issuance_date=facts.issued_at,
        expiration_date=facts.valid_until,
        credential_status=[facts.status],
    )
    claims = credential.to_jwt_payload()
    if facts.signatory:
        claims["issuer"]["official"] = facts.signatory
    if facts.role:
        claims["credentialSubject"]["role"] = facts.role
    claims["credentialSubject"]["narrative"] = facts.identity
    claims["credentialSubject"]["activityEndDate"] = facts.completed_at.isoformat()
    claims["credentialSubject"]["achievement"] |= {
        "version": str(facts.edition),
        "inLanguage": "fr",
    }
    return claims


def _identifiers(name: str) -> list[IdentityObject]:
    if not name:
        return []
    return [IdentityObject(identity_hash=name, identity_type="name", hashed=False)]


def enveloped(token: str) -> dict[str, Any]:
    """Return the JSON form of a signed credential (W3C Verifiable Credentials 2.0, 4.13)."""
    return {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": f"data:application/vc+jwt,{token}",
        "type": "EnvelopedVerifiableCredential",
    }
