"""Mail that must not leave twice, whatever dies on the way.

A mail server delivers a message once it has its last line, a lone full stop. What is written down
just before that line decides: a process killed sooner has sent nothing, and one killed later has
written that it sent it. Only a process killed between the two, or a server that breaks off without
answering, leaves a doubt, and then the message is not sent again.
"""

import socket
from collections.abc import Callable

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend

LAST_LINE = b".\r\n"


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
