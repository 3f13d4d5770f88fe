"""What a quiz's purpose gives it, and what its author cannot ask for together."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.settings import Settings, is_comfortable

DAY = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)

any_settings = st.builds(
    Settings,
    purpose=st.sampled_from(["practice", "module", "examination"]),
    pass_mark=st.none() | st.integers(1, 100),
    feedback=st.sampled_from(["", "each", "end", "passed", "never"]),
    navigation=st.sampled_from(["", "forward", "free"]),
    review=st.none() | st.booleans(),
    attempts_allowed=st.none() | st.integers(0, 5),
    waiting_time=st.none() | st.integers(0, 90),
    avoid_seen=st.none() | st.booleans(),
    same_for_all=st.booleans(),
)


def reasons(**settings) -> set[str]:
    return {reason for _setting, reason in Settings(**settings).contradictions()}


@pytest.mark.parametrize(
    ("purpose", "pass_mark"), [("practice", None), ("module", 80), ("examination", 80)]
)
def test_what_a_purpose_gives_is_possible(purpose, pass_mark) -> None:
    assert reasons(purpose=purpose, pass_mark=pass_mark) == set()


def test_a_module_explains_each_answer_and_sets_no_limit() -> None:
    rules = Settings(purpose="module", pass_mark=80).resolved()

    assert (rules.feedback, rules.navigation, rules.review) == ("each", "forward", False)
    assert (rules.attempts_allowed, rules.waiting_time, rules.avoid_seen) == (0, 0, True)


def test_an_examination_keeps_its_key_lets_review_and_limits_attempts() -> None:
    rules = Settings(purpose="examination", pass_mark=80).resolved()

    assert (rules.feedback, rules.navigation, rules.review) == ("passed", "free", True)
    assert (rules.attempts_allowed, rules.waiting_time) == (3, 60)


def test_what_the_author_says_goes_before_what_the_purpose_says() -> None:
    rules = Settings(
        purpose="examination", pass_mark=80, attempts_allowed=0, waiting_time=0, feedback="never"
    ).resolved()

    assert (rules.attempts_allowed, rules.waiting_time, rules.feedback) == (0, 0, "never")


def test_what_is_left_open_follows_what_the_author_says() -> None:
    forward = Settings(purpose="examination", pass_mark=80, navigation="forward").resolved()
    once = Settings(purpose="examination", pass_mark=80, attempts_allowed=1).resolved()
    group = Settings(pass_mark=80, same_for_all=True).resolved()

    assert forward.review is False
    assert once.waiting_time == 0
    assert group.avoid_seen is False


@given(any_settings)
def test_settings_resolve_once(settings) -> None:
    assert settings.resolved().resolved() == settings.resolved()


@given(any_settings)
def test_resolving_settles_everything_and_contradicts_no_more(settings) -> None:
    rules = settings.resolved()

    assert None not in (rules.review, rules.attempts_allowed, rules.waiting_time, rules.avoid_seen)
    assert rules.feedback
    assert rules.navigation
    assert list(rules.contradictions()) == list(settings.contradictions())


@given(any_settings)
def test_an_examination_that_is_accepted_is_no_oracle(settings) -> None:
    if settings.purpose == "examination" and not list(settings.contradictions()):
        assert settings.resolved().feedback in ("passed", "never")


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"purpose": "practice", "pass_mark": 80}, "practice_passed"),
        ({"purpose": "module"}, "nothing_to_pass"),
        ({"purpose": "examination"}, "nothing_to_pass"),
        ({"purpose": "practice", "attempts_allowed": 2}, "practice_limited"),
        ({"purpose": "practice", "waiting_time": 5}, "practice_limited"),
        ({"purpose": "practice", "feedback": "passed"}, "never_passed"),
        (
            {
                "purpose": "examination",
                "pass_mark": 80,
                "feedback": "each",
                "navigation": "forward",
            },
            "oracle",
        ),
        ({"purpose": "examination", "pass_mark": 80, "feedback": "end"}, "oracle"),
        ({"pass_mark": 80, "navigation": "free"}, "explained_then_changed"),
        ({"pass_mark": 80, "feedback": "end", "review": True}, "review_forward"),
        ({"pass_mark": 80, "attempts_allowed": 1, "waiting_time": 5}, "wait_for_nothing"),
        ({"pass_mark": 80, "same_for_all": True, "avoid_seen": True}, "same_and_unseen"),
        ({"pass_mark": 80, "opens_at": DAY, "closes_at": DAY}, "closes_first"),
        (
            {"pass_mark": 80, "opens_at": DAY, "closes_at": DAY + HOUR, "time_limit": 61},
            "too_short_a_day",
        ),
    ],
    ids=str,
)
def test_what_cannot_be_together_is_said(settings, reason) -> None:
    assert reasons(**settings) == {reason}


def test_a_time_limit_that_just_fits_between_its_dates_is_possible() -> None:
    assert reasons(pass_mark=80, opens_at=DAY, closes_at=DAY + HOUR, time_limit=60) == set()


@pytest.mark.parametrize(("size", "drawn", "enough"), [(3, 2, True), (4, 3, False), (1, 1, False)])
def test_a_bank_holds_one_and_a_half_times_what_is_drawn(size, drawn, enough) -> None:
    assert is_comfortable(size, drawn) is enough
