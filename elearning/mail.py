"""Mail: the words of a message as text and as light HTML; and sent, never twice, whatever dies.

In the text of a message, a blank line parts paragraphs, an indented line stands apart, and a line
that is nothing but the address of a page is a link, shown whole. An address inside a sentence, in
somebody's name for instance, is no link; nor is that of the site alone, which people are asked to
type rather than to click.

For mail that must leave, a row of the database stands for each message. A worker takes it, which
says that it tries; should it die, another takes the row anew once it has been silent for long
enough. A mail server delivers a message once it has its last line, a lone full stop: what is
written down just before that line decides. A process killed sooner has sent nothing, and one
killed later has written that it sent it. Only a process killed between the two, or a server that
breaks off without answering, leaves a doubt, and then the message is not sent again.
"""

import datetime
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from smtplib import SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac

TAKEN_FOR = datetime.timedelta(minutes=5)  # a worker that has said nothing for so long is dead
LAST_LINE = b".\r\n"
ADDRESS = re.compile(r"https?://[^/\s]+/\S+")


@dataclass(frozen=True)
class Paragraph:
    """Lines that follow each other; alike in being an address or not, set apart or not."""

    lines: list[str]
    is_address: bool
    is_apart: bool


def compose(subject: str, text: str, to: str, headers: dict | None = None) -> EmailMessage:
    """Return a message to one address, ready to send in the name of the site."""
    text = text.strip()
    message = EmailMultiAlternatives(subject, text, to=[to], headers=headers)
    context = {"subject": subject, "paragraphs": paragraphs(text)}
    message.attach_alternative(render_to_string("mail.html", context), "text/html")
    return message


def paragraphs(text: str) -> list[Paragraph]:
    """Return the lines of a message by what each is, without the blank ones."""
    return [
        Paragraph([line.strip() for line in lines], is_address, is_apart)
        for (is_blank, is_address, is_apart), lines in groupby(text.splitlines(), _kind)
        if not is_blank
    ]


def _kind(line: str) -> tuple[bool, bool, bool]:
    said = line.strip()
    return not said, bool(ADDRESS.fullmatch(said)), line[:4].isspace()


class TakenElsewhere(Exception):
    """Another worker has sent the message meanwhile, or is about to; or it is not to leave."""


def take(row: QuerySet, now: datetime.datetime) -> bool:
    """Take the message of a row that waits, unless a living worker has; no lock is held."""
    free = Q(taken_at=None) | Q(taken_at__lte=now - TAKEN_FOR)
    return bool(row.filter(free).update(taken_at=now))


def deliver(
    row: QuerySet, message: EmailMessage, now: datetime.datetime, waiting: dict, sent: dict
) -> bool:
    """Send the message of a row taken at that moment; return whether it left.

    `waiting` and `sent` are the fields of the row before and after. A message whose mail server
    refuses it waits again. Raises OSError, which SMTP's errors are.
    """
    number = row.values_list("pk", flat=True).first()
    message.extra_headers["Message-ID"] = _message_id(f"{row.model._meta.label} {number} {waiting}")

    def note_as_sent():
        if not row.filter(taken_at=now, **waiting).update(**sent):
            raise TakenElsewhere

    try:
        send_once(message, note_as_sent)
    except TakenElsewhere:
        return False
    except OSError as error:
        row.filter(taken_at=now, **waiting).update(taken_at=None)
        if isinstance(error, SMTPResponseException):
            row.filter(taken_at=now, **sent).update(taken_at=None, **waiting)
        raise
    return True


def _message_id(key: str) -> str:
    """Return always the same for a message: mail programs drop a second copy.

    It is no number that follows another, from which a reader might tell how many were sent.
    """
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">")
    return f"<{salted_hmac('message', key).hexdigest()}@{host}>"


def send_once(message: EmailMessage, take: Callable[[], None]) -> None:
    """Send a message, calling `take` just before its last line; it may raise, and nothing leaves.

    Raises OSError, which SMTP's errors are. A mail server that refuses the whole message answers,
    which is an smtplib.SMTPResponseException; any other error after `take` is a doubt.
    """
    message.connection = get_connection()
    if isinstance(message.connection, EmailBackend):
        message.connection = _Backend(take)
    else:
        take()
    message.send()


class _Backend(EmailBackend):
    def __init__(self, take: Callable[[], None]):
        super().__init__()
        self.take = take

    @property
    def connection_class(self):
        """Return Django's own class, plain or over TLS, made to pause before a last line."""
        take = self.take

        class Pausing(super().connection_class):
            def send(self, s):
                if s[-5:] != b"\r\n" + LAST_LINE:
                    return super().send(s)
                # Else the last line would wait for the server to acknowledge the lines before it.
                self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                super().send(s[: -len(LAST_LINE)])
                try:
                    take()
                except BaseException:
                    self.close()  # leaving politely would need the last line
                    raise
                return super().send(LAST_LINE)

        return Pausing
