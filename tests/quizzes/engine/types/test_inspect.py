from fractions import Fraction
from typing import Any

import pytest

from quizzes.engine.errors import BlankAnswer, InvalidAnswer, InvalidContent
from quizzes.engine.item import Item

CONTENT: dict[str, Any] = {
    "stem": "Ce SMS est-il un piège ?",
    "message": {
        "channel": "sms",
        "context": "Vous n’attendez rien.",
        "sender": "Transports Vifargent",
        "address": "06 39 98 12 47",
        "body": "Votre colis attend.\n\nFrais 1,99 € : https://vifargent.suivi-colis.example",
    },
    "verdict": "trap",
    "feedback": {"trap": "Oui.", "genuine": "Non.", "verify": "Prudent."},
    "pieces": [
        {"key": "link", "quote": "suivi-colis.example", "clue": True, "feedback": "Domaine."},
        {"key": "fee", "quote": "Frais 1,99 €", "clue": True, "feedback": "Paiement."},
        {"key": "name", "quote": "Transports Vifargent", "clue": False, "feedback": "Affiché."},
        {"key": "parcel", "quote": "Votre colis", "clue": False, "feedback": "Banal."},
    ],
    "explanation": "Règle.",
}
CLUES = ["fee", "link"]


def an_item(**changes: object) -> Item:
    return Item.parse("inspect", CONTENT | changes)


def problems(**changes: object) -> list[tuple[str, str]]:
    with pytest.raises(InvalidContent) as refused:
        an_item(**changes)
    return [(problem.path, problem.code) for problem in refused.value.problems]


def pieces(index: int, **changes: object) -> list[object]:
    members = CONTENT["pieces"]
    return [one | changes if at == index else one for at, one in enumerate(members)]


@pytest.mark.parametrize(
    ("verdict", "pointed", "score"),
    [
        ("trap", CLUES, Fraction(1)),
        ("trap", ["link"], Fraction(3, 4)),
        ("trap", [], Fraction(1, 2)),
        ("trap", [*CLUES, "name"], Fraction(3, 4)),
        ("trap", ["link", "name"], Fraction(1, 2)),
        ("trap", ["name", "parcel"], Fraction(1, 2)),
        ("verify", CLUES, Fraction(3, 4)),
        ("verify", [], Fraction(1, 4)),
        ("", CLUES, Fraction(1, 2)),
        ("genuine", CLUES, Fraction(0)),
        ("genuine", [], Fraction(0)),
    ],
)
def test_half_for_the_verdict_and_half_for_the_clues(
    verdict: str, pointed: list[str], score: Fraction
) -> None:
    assert an_item().score({"verdict": verdict, "pieces": pointed}) == score


@pytest.mark.parametrize(
    ("verdict", "score"), [("verify", Fraction(1)), ("trap", Fraction(0)), ("genuine", Fraction(0))]
)
def test_where_only_checking_will_tell_any_other_verdict_is_wrong(
    verdict: str, score: Fraction
) -> None:
    assert an_item(verdict="verify").score({"verdict": verdict, "pieces": CLUES}) == score


def test_pieces_come_in_the_order_of_the_message() -> None:
    explained = an_item().explain({"verdict": "trap", "pieces": ["link"]})
    assert [piece.key for piece in explained.pieces] == ["name", "parcel", "fee", "link"]
    assert [piece.key for piece in explained.pieces if piece.chosen] == ["link"]
    assert [option.feedback for option in explained.options if option.chosen] == ["Oui."]


def test_a_poster_is_read_down_to_the_address_behind_its_code() -> None:
    message = CONTENT["message"] | {"channel": "qr", "address": "https://parking.example"}
    code = {"key": "code", "quote": "parking.example", "clue": True, "feedback": "Autre."}
    item = an_item(message=message, pieces=[code, *CONTENT["pieces"]])
    assert [piece.key for piece in item.explain({"dont_know": True}).pieces][-2:] == [
        "link",
        "code",
    ]


def test_a_form_is_read_by_place() -> None:
    item = an_item()
    assert item.read((), {"choice": ["0"], "piece": ["3", "0"]}) == {
        "verdict": "trap",
        "pieces": ["name", "link"],
    }
    assert item.read((), {"choice": ["2"]}) == {"verdict": "verify", "pieces": []}
    assert item.read((), {"piece": ["2"]}) == {"verdict": "", "pieces": ["fee"]}
    with pytest.raises(BlankAnswer):
        item.read((), {"choice": [""]})


@pytest.mark.parametrize(
    "form",
    [
        {"choice": ["3"]},
        {"choice": ["trap"]},
        {"choice": ["0", "1"]},
        {"piece": ["4"]},
        {"choice": ["0"], "piece": ["1", "1"]},
        {"choice": ["0"], "piece": [""]},
    ],
)
def test_what_the_form_cannot_send_is_refused(form: dict[str, list[str]]) -> None:
    with pytest.raises(InvalidAnswer):
        an_item().read((), form)


@pytest.mark.parametrize(
    ("verdict", "pointed"),
    [
        ("", []),
        ("?", []),
        (None, []),
        ("trap", ["?"]),
        ("trap", ["link", "link"]),
        ("trap", None),
        ("trap", "link"),
        ("trap", [["link"]]),
    ],
)
def test_a_stored_answer_names_verdict_and_pieces_of_ours(verdict: object, pointed: object) -> None:
    with pytest.raises(InvalidAnswer):
        an_item().score({"verdict": verdict, "pieces": pointed})


def test_verdicts_and_pieces_are_counted() -> None:
    answers = [{"verdict": "trap", "pieces": ["link"]}, {"verdict": "", "pieces": ["link", "name"]}]
    assert an_item().summarise(answers).counts == {
        "trap": 1,
        "genuine": 0,
        "verify": 0,
        "name": 1,
        "parcel": 0,
        "fee": 0,
        "link": 2,
    }


@pytest.mark.parametrize("quote", ["absent", "€ :\n\nhttps", "i", "Vous n’attendez rien"])
def test_a_piece_stands_once_where_the_message_shows_it(quote: str) -> None:
    assert problems(pieces=pieces(3, quote=quote)) == [("pieces.3.quote", "quote_not_found")]


def test_a_piece_cannot_cross_paragraphs_nor_another_piece() -> None:
    for quote in ("attend.\n\nFrais", "Transports", "1,99 € : https"):
        told = problems(pieces=pieces(3, quote=quote))
        assert [code for _, code in told] == ["quote_overlaps"]


def test_a_part_that_the_channel_does_not_show_holds_no_piece() -> None:
    message = CONTENT["message"] | {"subject": "Urgent"}
    told = problems(message=message, pieces=pieces(3, quote="Urgent"))
    assert told == [("pieces.3.quote", "quote_not_found")]
    email = message | {"channel": "email"}
    assert an_item(message=email, pieces=pieces(3, quote="Urgent"))


def test_clues_stand_among_decoys() -> None:
    assert problems(pieces=CONTENT["pieces"][:2]) == [("pieces", "no_decoy")]
    assert problems(pieces=CONTENT["pieces"][2:]) == [("pieces", "no_clue")]


@pytest.mark.parametrize("name", ["sender", "body"])
def test_a_message_has_a_sender_and_a_text(name: str) -> None:
    told = problems(message=CONTENT["message"] | {name: " "})
    assert told[0] == (f"message.{name}", "text_required")


@pytest.mark.parametrize("verdict", ["trap", "genuine", "verify"])
def test_each_verdict_has_its_feedback(verdict: str) -> None:
    told = problems(feedback=CONTENT["feedback"] | {verdict: ""})
    assert told == [(f"feedback.{verdict}", "text_required")]


def test_channel_and_verdict_are_known() -> None:
    assert problems(verdict="spam") == [("verdict", "unknown_value")]
    told = problems(message=CONTENT["message"] | {"channel": "fax"})
    assert ("message.channel", "unknown_value") in told
