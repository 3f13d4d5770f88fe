import base64
import datetime
import json

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from joserfc.errors import JoseError
from jsonschema import Draft201909Validator, FormatChecker
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from courses.certificates import keys
from courses.certificates.badges import badge_of
from courses.certificates.documents import lines_of
from courses.certificates.models import Certificate
from tests import independent
from tests.certificates import ISSUED, end, make_certificate

SCHEMA = settings.BASE_DIR / ".venv/open-badge.schema.json"
# joserfc prefers the name that RFC 9864 gave to the same algorithm after Open Badges 3.0.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:EdDSA is deprecated")]


@pytest.fixture
def certificate():
    return make_certificate()


def fetch(client, certificate) -> dict:
    """Return what a verifier takes home, in one visit."""
    claims = unsigned(badge_of(certificate))
    return {
        "token": client.get(f"/attestations/{certificate.code}/badge.jwt").content.decode(),
        "key_set": client.get("/.well-known/jwks.json").json(),
        "status_list": client.get(
            claims["credentialStatus"]["statusListCredential"].removeprefix("http://127.0.0.1:8000")
        ).content.decode(),
    }


def unsigned(token: str) -> dict:
    return json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "==="))


def flip(text: str, place: int) -> str:
    return text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]


def test_somebody_elses_verifier_accepts_it_without_our_server(client, certificate, now):
    home = fetch(client, certificate)
    claims = independent.verify(**home, now=now)
    assert claims["credentialSubject"]["achievement"]["name"] == "Repérer un message piégé"
    assert claims["credentialSubject"]["identifier"][0]["identityHash"] == "Camille Durand"
    assert claims["credentialSubject"]["narrative"] == certificate.get_identity_display()
    assert claims["issuer"]["name"] == "Région Bourgogne-Franche-Comté"
    assert datetime.datetime.fromisoformat(claims["validFrom"]) == ISSUED


def test_a_library_that_resolves_the_issuer_accepts_it(client, certificate, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://formation.example"
    token = client.get(f"/attestations/{certificate.code}/badge.jwt").content.decode()

    def download(url):
        return client.get(url.removeprefix("https://formation.example")).content

    verifier = OB3Verifier.for_issuer_did("did:web:formation.example", download=download)
    verifier.check_status(verifier.verify(token), verify_list=True, download=download)
    end(certificate)
    cache.clear()
    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        verifier.check_status(verifier.verify(token), verify_list=True, download=download)


@pytest.mark.parametrize("state", [Certificate.State.REVOKED, Certificate.State.REPLACED])
def test_the_list_says_what_no_longer_stands(client, certificate, now, state):
    stands = make_certificate()
    end(certificate, state)
    with pytest.raises(independent.Refused, match="revoked"):
        independent.verify(**fetch(client, certificate), now=now)
    assert independent.verify(**fetch(client, stands), now=now)


def test_an_old_list_hides_no_revocation(client, certificate, now):
    home = fetch(client, certificate)
    with pytest.raises(independent.Refused, match="stale"):
        independent.verify(**home, now=now + datetime.timedelta(days=2))


@pytest.mark.parametrize("part", ["token", "status_list"])
def test_a_flipped_character_is_refused(client, certificate, now, part):
    home = fetch(client, certificate)
    for place in range(home[part].index("."), len(home[part]) - 1, 97):
        altered = home | {part: flip(home[part], place)}
        with pytest.raises((JoseError, ValueError)):
            independent.verify(**altered, now=now)


def test_badges_outlive_a_change_of_key(client, certificate, now, settings, tmp_path):
    settings.CERTIFICATE_KEYS = tmp_path
    keys.make()
    old_badge = fetch(client, certificate)["token"]
    keys.make()
    cache.clear()
    assert independent.verify(**fetch(client, certificate) | {"token": old_badge}, now=now)


@pytest.fixture(scope="module")
def schema():
    """The schema of 1EdTech, which `make test` fetches before the tests."""
    if not SCHEMA.exists():
        pytest.fail("No schema of Open Badges: run deploy/badge-schema.sh, or make test.")
    return Draft201909Validator(json.loads(SCHEMA.read_text()), format_checker=FormatChecker())


@pytest.mark.parametrize("shown", Certificate.NameShown)
@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"organisation_name": "Mairie", "signatory_name": "Ada Roy", "signatory_role": "Maire"},
        {"valid_until": datetime.date(2028, 11, 2)},
    ],
)
def test_it_follows_the_schema_of_open_badges(schema, shown, facts):
    claims = unsigned(badge_of(make_certificate(name_shown=shown, **facts)))
    assert [fault.message for fault in schema.iter_errors(claims)] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda claims: claims.pop("validFrom"),
        lambda claims: claims["issuer"].pop("id"),
        lambda claims: claims["credentialSubject"]["achievement"].pop("criteria"),
    ],
)
def test_the_schema_refuses_what_is_no_badge(schema, certificate, spoil):
    claims = unsigned(badge_of(certificate))
    spoil(claims)
    assert not schema.is_valid(claims)


def test_every_fact_of_the_page_is_in_it():
    certificate = make_certificate(
        organisation_name="Mairie de Combelouvre",
        signatory_name="Ada Roy",
        signatory_role="Maire",
        valid_until=datetime.date(2028, 11, 2),
    )
    claims = unsigned(badge_of(certificate))
    subject, achievement = claims["credentialSubject"], claims["credentialSubject"]["achievement"]
    said = {
        "result": subject["activityEndDate"],
        "issued-on": claims["validFrom"],
        "issuer": claims["issuer"]["name"],
        "identity": subject["narrative"],
        "organisation": subject["role"],
        "state": claims["validUntil"],
        "edition": achievement["version"],
        "code": claims["id"],
        "signatory": claims["issuer"]["official"],
    }
    page = {line["name"]: line["value"] for line in lines_of(certificate, ISSUED.date())}
    assert page.keys() == said.keys()
    for name in ("issuer", "identity", "edition", "signatory"):
        assert said[name] == str(page[name])
    assert page["organisation"] in said["organisation"]
    assert datetime.datetime.fromisoformat(said["result"]) == certificate.completed_at
    assert certificate.code in said["code"]
    assert achievement["name"] == certificate.title
    assert all(objective in achievement["description"] for objective in certificate.objectives)
    assert achievement["criteria"]["narrative"] == certificate.words


def test_it_names_no_organisation_nor_signatory_that_is_not_there(certificate):
    claims = unsigned(badge_of(certificate))
    assert "role" not in claims["credentialSubject"]
    assert "official" not in claims["issuer"]


def test_it_says_neither_address_nor_score(client, certificate):
    token = badge_of(certificate)
    text = json.dumps(unsigned(token))
    assert "@" not in text.replace("@context", "")
    assert "result" not in unsigned(token)["credentialSubject"]


def test_the_name_is_shown_as_its_holder_chose(client, certificate):
    Certificate.objects.update(name_shown=Certificate.NameShown.INITIALS)
    certificate.refresh_from_db()
    subject = unsigned(badge_of(certificate))["credentialSubject"]
    assert subject["identifier"][0]["identityHash"] == "C. D."
    Certificate.objects.update(name_shown=Certificate.NameShown.NONE)
    certificate.refresh_from_db()
    assert "identifier" not in unsigned(badge_of(certificate))["credentialSubject"]


def test_the_envelope_holds_the_same_token(client, certificate):
    page = client.get(f"/attestations/{certificate.code}/badge.json").json()
    assert page["id"] == f"data:application/vc+jwt,{badge_of(certificate)}"


def test_unknown_codes_and_empty_lists_are_not_found(client, certificate):
    for address in ("0" * 13 + "/badge.jwt", "0" * 13 + "/badge.json", "etats/7.jwt"):
        assert client.get(f"/attestations/{address}").status_code == 404


def test_wallets_of_other_sites_may_read(client, certificate):
    assert client.get("/.well-known/did.json")["Access-Control-Allow-Origin"] == "*"


def test_a_badge_ends_with_the_last_day_of_its_certificate(client):
    certificate = make_certificate(valid_until=datetime.date(2028, 11, 2))
    claims = unsigned(badge_of(certificate))
    midnight = datetime.datetime(2028, 11, 2, 23, tzinfo=datetime.UTC)  # in Paris, in winter
    assert datetime.datetime.fromisoformat(claims["validUntil"]) == midnight
    assert independent.verify(**fetch(client, certificate), now=timezone.now())


def test_a_badge_whose_term_is_over_is_refused(client, now):
    certificate = make_certificate(valid_until=ISSUED.date() - datetime.timedelta(days=1))
    with pytest.raises(independent.Refused, match="expired"):
        independent.verify(**fetch(client, certificate), now=now)


def test_without_end_a_badge_has_none(certificate):
    assert "validUntil" not in unsigned(badge_of(certificate))
