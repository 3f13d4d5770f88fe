import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.wording import Tolerance, model, says_something, unlike

STRICT = Tolerance(case=False, accents=False)
LENIENT = Tolerance(case=True, accents=True)
every_tolerance = pytest.mark.parametrize(
    "tolerance", [Tolerance(case, accents) for case in (True, False) for accents in (True, False)]
)


@every_tolerance
@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("mot de passe", " mot  de\u00a0passe "),
        ("l’adresse", "l'adresse"),
        ("orvanne.example", "orvanne.example"),
        ("suivi-colis", "suivi\u2011colis"),
        ("é", "e\u0301"),
        ("*", ""),
        ("a*", "a"),
        ("*a", "ba"),
        ("*colis*", "mon colis arrive"),
        ("https://*.example*", "https://www.colis.example/suivi"),
        ("a*b*a", "a b a b a"),
        ("a**b", "a-b"),
        ("a.c", "a.c"),
    ],
)
def test_accepted_whatever_the_tolerance(tolerance: Tolerance, pattern: str, text: str) -> None:
    assert tolerance.accepts(pattern, text)


@every_tolerance
@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("colis", "colis suivi"),
        ("colis", "mon colis"),
        ("a*", "ba"),
        ("*a", "ab"),
        ("aba*aba", "ababa"),
        ("*a*b*", "b a"),
        ("a*b*b", "ab"),
        ("a.c", "abc"),
        ("a?", "ab"),
        ("[ab]", "a"),
        ("motdepasse", "mot de passe"),
    ],
)
def test_refused_whatever_the_tolerance(tolerance: Tolerance, pattern: str, text: str) -> None:
    assert not tolerance.accepts(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text", "case", "accents"),
    [
        ("Dijon", "dijon", True, False),
        ("STRASSE", "straße", True, False),
        ("clé", "cle", False, True),
        ("cle", "clé", False, True),
        ("cœur", "coeur", False, True),
        ("Ça", "Ca", False, True),
        ("Élue", "elue", True, True),
    ],
)
def test_case_and_accents_are_each_forgiven_when_told(
    pattern: str, text: str, case: bool, accents: bool
) -> None:
    assert not STRICT.accepts(pattern, text)
    assert LENIENT.accepts(pattern, text)
    assert Tolerance(case, accents).accepts(pattern, text)
    if case != accents:
        assert not Tolerance(not case, not accents).accepts(pattern, text)


def test_a_pattern_full_of_wildcards_is_refused_fast() -> None:
    assert not STRICT.accepts("*a" * 50 + "*c", "a" * 199 + "b")


texts = st.text(alphabet="abé œ'’-\u00a0", max_size=8)


@every_tolerance
@given(before=texts, between=texts, after=texts)
def test_a_wildcard_stands_for_anything(
    tolerance: Tolerance, before: str, between: str, after: str
) -> None:
    assert tolerance.accepts(f"{before}*{after}", f"{before}{between}{after}")


@every_tolerance
@given(pattern=st.text(alphabet="abc{é*", min_size=1, max_size=8).filter(says_something))
def test_an_answer_unlike_a_pattern_is_found(tolerance: Tolerance, pattern: str) -> None:
    assert not tolerance.accepts(pattern, unlike([pattern]))


def test_the_model_is_the_first_answer_without_wildcard() -> None:
    assert model(["a*", "b", "c"]) == "b"
    assert model(["a*"]) == ""


@pytest.mark.parametrize("pattern", ["*", "**", " * * ", ""])
def test_wildcards_alone_say_nothing(pattern: str) -> None:
    assert not says_something(pattern)
