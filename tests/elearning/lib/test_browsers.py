import pytest

from elearning.lib.browsers import readable

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/2010 Firefox/130.0",
            "Firefox, Windows",
        ),
        (f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/130.0 Safari/537.36", "Chrome, Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/130 Safari/5 Edg/130", "Edge, Windows"),
        (f"Mozilla/5.0 (Linux; Android 14) {WEBKIT} Chrome/130 Mobile", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Version/17 Mobile Safari/604", "Safari, iPhone"),
        ("curl/8.0", "curl/8.0"),
        ("x" * 300, "x" * 40),
        ("", ""),
    ],
)
def test_a_browser_is_told_in_two_words(user_agent, words):
    assert readable(user_agent) == words
