"""A line of the log says what happened and in which request, and nothing about a person."""

import json
import logging
import sys

import pytest
from django.http import HttpResponse

from elearning.ops.logs import JsonFormatter, RequestIdMiddleware, request_id, without_person


def line(message, *args, exc_info=None):
    record = logging.LogRecord("django.request", logging.ERROR, "f", 1, message, args, exc_info)
    return JsonFormatter().format(record)


@pytest.mark.parametrize(
    ("message", "logged"),
    [
        ("Not Found: /catalogue/", "Not Found: /catalogue/"),
        ("user camille.durand@mairie.example failed", "user …@… failed"),
        ("from 192.0.2.17", "from …"),
        ("from 2001:db8:0:1:2:3:4:5", "from …"),
        ("/verifier/?code=BFC12345", "/verifier/?…"),
        ("Not Found: /attestations/7X2K9/badge.jwt", "Not Found: /attestations/…"),
        ("/quiz/1b4e28ba-2fa1-11d2-883f-0016d3cca427/3/ failed", "/quiz/… failed"),
        ("Not Found: /que-faire/rancongiciel/", "Not Found: /que-faire/…"),
        ("/compte/password/reset/key/1-abc-def/", "/compte/password/reset/key/…"),
        ("/rejoindre/ABCD-EFGH/", "/rejoindre/…"),
    ],
)
def test_what_says_who_is_left_out(message, logged):
    assert without_person(message) == logged


def test_a_line_is_one_object_whatever_it_holds():
    text = line("name: %s", 'x"\n{"level": "INFO"}\r\x1b[31m')

    assert "\n" not in text
    assert "\x1b" not in text
    assert json.loads(text)["level"] == "ERROR"


def test_an_error_is_told_without_the_address_it_quotes():
    try:
        raise ValueError("no mailbox for camille@mairie.example")
    except ValueError:
        told = json.loads(line("failed", exc_info=sys.exc_info()))

    assert "ValueError" in told["error"]
    assert "camille" not in told["error"]


def test_times_are_utc():
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "m", (), None)
    record.created = 1_800_000_000.25
    record.msecs = 250

    assert json.loads(JsonFormatter().format(record))["time"] == "2027-01-15T08:00:00.250Z"


def test_a_request_has_a_number_of_its_own_in_its_lines_and_its_answer(rf):
    told = []

    def view(request):
        told.append(json.loads(line("something"))["request"])
        return HttpResponse()

    number = RequestIdMiddleware(view)
    answers = [number(rf.get("/", headers={"X-Request-ID": "forged"})) for _ in "ab"]

    assert [answer["X-Request-ID"] for answer in answers] == told
    assert len(set(told)) == 2
    assert "forged" not in told
    assert request_id.get() == ""
