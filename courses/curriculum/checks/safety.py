"""What must never be published: real addresses in fake messages, and claims we cannot hold."""

import re
from collections.abc import Iterator

from courses.curriculum.checks.bank import questions_with_places
from courses.curriculum.checks.lessons import lessons_with_files
from courses.curriculum.checks.texts import texts
from courses.curriculum.faults import Fault, gettext_noop
from courses.curriculum.schema.folder import Curriculum
from courses.curriculum.schema.lessons import Message
from courses.curriculum.schema.questions.inspect import Inspect

# RFC 2606 keeps these domains out of the network.
RESERVED_DOMAIN = re.compile(r"\.(example|test|invalid)$")
DOMAIN = re.compile(r"(?<![\w@-])(?:[\w.-]+@)?((?:[a-z0-9-]+\.)+[a-z]{2,})\b", re.IGNORECASE)
FILE_NAME = re.compile(r"\.(pdf|docx?|xlsm?|xlsx|zip|jpe?g|png|exe|apk|html?)$", re.IGNORECASE)

# The regulator keeps these numbers for works of fiction.
FICTION = ("019900", "026191", "035301", "046571", "053649", "063998")
PHONE = re.compile(r"(?<!\d)(?:\+33[\s.]?|0)[1-9](?:[\s.-]?\d\d){4}(?!\d)")

SHOWN = ("context", "sender", "address", "subject", "body", "attachment")

CLAIMS = [
    r"certifi\w* (par )?(l['’])?(anssi|cybermalveillance)",
    r"(labellis|agr[ée]|homologu|approuv)\w* par (l['’])?(anssi|cybermalveillance|[ée]tat)",
    r"en partenariat avec",
    r"soumis\w* à (la directive )?nis ?2",
    r"(plus|jamais) ((se|vous) )?(faire|laisser) (piéger|avoir|pirater)",
    r"(100|cent) ?% (sûr|sécurisé|fiable|protégé)",
    r"zéro risque|risque zéro|aucun risque de pirat",
    r"(réduit|diminue|évite)\w* les (cyber)?attaques",
    r"(dipl[ôo]me|certification) (reconnu|délivr)",
]
FORBIDDEN = re.compile("|".join(CLAIMS), re.IGNORECASE)


def fictional_addresses(curriculum: Curriculum) -> Iterator[Fault]:
    """Yield the domains of fake messages that could be somebody's."""
    message = gettext_noop("“%(domain)s” is not a reserved domain (.example, .test, .invalid)")
    for name, path, text in _shown_in_messages(curriculum):
        for domain in DOMAIN.findall(text):
            if not RESERVED_DOMAIN.search(domain) and not FILE_NAME.search(domain):
                yield Fault(name, path, message, {"domain": domain})


def _shown_in_messages(curriculum: Curriculum) -> Iterator[tuple[str, str, str]]:
    for name, lesson in lessons_with_files(curriculum):
        for index, block in enumerate(lesson.body):
            if isinstance(block, Message):
                for part in SHOWN:
                    yield name, f"body[{index}].message.{part}", getattr(block, part)
    for name, path, question in questions_with_places(curriculum):
        if isinstance(question, Inspect):
            for part in SHOWN:
                yield name, f"{path}.message.{part}", getattr(question.message, part)


def fictional_numbers(curriculum: Curriculum) -> Iterator[Fault]:
    """Yield the telephone numbers that are written out: a real one is a fact, with its date."""
    message = gettext_noop("“%(number)s” is not kept for fiction: a real number is a fact")
    for name, path, text in texts(curriculum):
        for number in PHONE.findall(text):
            digits = re.sub(r"\D", "", number.replace("+33", "0"))
            if not digits.startswith(FICTION):
                yield Fault(name, path, message, {"number": number})


def no_forbidden_claim(curriculum: Curriculum) -> Iterator[Fault]:
    message = gettext_noop("“%(claim)s” claims what we cannot hold")
    for name, path, text in texts(curriculum):
        for found in FORBIDDEN.finditer(text.replace("\xa0", " ").replace("\u202f", " ")):
            yield Fault(name, path, message, {"claim": found[0]})
