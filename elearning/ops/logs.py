"""One JSON object a line, with the request it belongs to and nothing about a person."""

import json
import logging
import re
import secrets
import time
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
NETWORK = re.compile(
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f:]*[0-9a-f]\b", re.IGNORECASE
)
QUERY = re.compile(r"\?\S*")
# What is behind these addresses says who asks, or that they need help.
PRIVATE_PATH = re.compile(
    r"/(quiz|attestations|que-faire|rejoindre|reprendre|compte/confirm-email"
    r"|compte/password/reset/key)/[^\s\"']*"
)


def without_person(text: str) -> str:
    """Return a message without e-mail or network address, query, code or number of an attempt."""
    text = ADDRESS.sub("…@…", text)
    text = PRIVATE_PATH.sub(r"/\1/…", text)
    return QUERY.sub("?…", NETWORK.sub("…", text))


class JsonFormatter(logging.Formatter):
    """Times are UTC; a line break in a message cannot begin a line of its own."""

    converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')}.{int(record.msecs):03d}Z",
            "level": record.levelname,
            "logger": record.name,
            "request": request_id.get(),
            "message": without_person(record.getMessage()),
        }
        line |= getattr(record, "facts", {})
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if record.exc_info:
            line["error"] = without_person(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


class RequestIdMiddleware:
    """Gives each request a number, told in X-Request-ID and in every line of the log."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = request_id.set(secrets.token_hex(8))
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
        finally:
            request_id.reset(token)
        return response
