"""Taking one's progress to another device without an account: by a code, or by a link."""

import datetime
import functools
import re
import secrets
import unicodedata
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from elearning.accounts.learners import THIRTEEN_MONTHS
from elearning.accounts.models import Learner, ResumeCode

WORDS_FILE = Path(__file__).parent / "data" / "resume-words.txt"
SALT = "resume"
LINK_LASTS = 7 * 24 * 3600  # seconds


@functools.cache
def words() -> tuple[str, ...]:
    return tuple(WORDS_FILE.read_text().split())


def make_code(learner: Learner, now: datetime.datetime) -> str:
    """Return a new code for a learner; the one before no longer opens anything.

    Three words out of 512 and a number of four figures: 40 bits. Only its digest is kept.
    """
    drawn = [secrets.choice(words()) for _ in range(3)]
    code = " ".join([*drawn, str(1000 + secrets.randbelow(9000))])
    ResumeCode.objects.update_or_create(
        learner=learner, defaults={"digest": _digest(code), "made_at": now}
    )
    return code


def learner_of_code(typed: str, now: datetime.datetime) -> Learner | None:
    """Return the learner without account whom a code opens, however it was typed."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    since = now - datetime.timedelta(seconds=THIRTEEN_MONTHS)
    return Learner.objects.filter(
        user=None,
        resume_code__digest__in=[_digest(typed, key) for key in keys],
        resume_code__made_at__gt=since,
    ).first()


def make_token(learner: Learner) -> str:
    return signing.dumps(learner.pk.hex, salt=SALT)


def learner_of_token(token: str) -> Learner | None:
    """Return the learner without account whom a link opens, for seven days."""
    try:
        number = signing.loads(token, salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    return Learner.objects.filter(pk=number, user=None).first()


def _digest(code: str, key: str | None = None) -> str:
    letters = unicodedata.normalize("NFKD", code.casefold())
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    parts = re.findall(r"[a-z]+|[0-9]+", plain)
    return salted_hmac("resume code", " ".join(parts), secret=key, algorithm="sha256").hexdigest()
