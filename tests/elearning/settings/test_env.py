import pytest
from django.core.exceptions import ImproperlyConfigured

from elearning.settings import env


def test_a_missing_secret_stops_the_start_and_is_named(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        env.text("SECRET_KEY")


def test_a_secret_may_be_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("s3cret\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "secret"))
    monkeypatch.delenv("SECRET_KEY", raising=False)

    assert env.text("SECRET_KEY") == "s3cret"


def test_the_variable_itself_comes_first(monkeypatch):
    monkeypatch.setenv("NAME", "here")
    monkeypatch.setenv("NAME_FILE", "/nowhere")

    assert env.text("NAME", "default") == "here"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("yes", True), ("1", True), ("True", True), ("on", True), ("no", False), ("OFF", False)],
)
def test_yes_and_no(monkeypatch, value, expected):
    monkeypatch.setenv("SWITCH", value)

    assert env.flag("SWITCH", default=not expected) is expected


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda: env.flag("SETTING", True), "maybe"),
        (lambda: env.flag("SETTING", True), ""),
        (lambda: env.number("SETTING", 1), "1.5"),
        (lambda: env.number("SETTING", 1), "-1"),
        (lambda: env.number("SETTING", 1), "many"),
    ],
)
def test_a_wrong_value_stops_the_start_and_is_named(monkeypatch, read, value):
    monkeypatch.setenv("SETTING", value)

    with pytest.raises(ImproperlyConfigured, match="SETTING"):
        read()


def test_a_list_has_no_empty_member(monkeypatch):
    monkeypatch.setenv("HOSTS", " a.example, ,b.example,")

    assert env.words("HOSTS") == ["a.example", "b.example"]
    assert env.words("OTHERS", "") == []


LONG = "x9f0-longue-clef-de-production-jamais-publiee-2718281828459045"


@pytest.mark.parametrize("value", ["short", "a" * 60, "django-insecure-" + LONG, ""])
def test_a_secret_that_could_be_guessed_stops_the_start_and_is_named(monkeypatch, value):
    monkeypatch.setenv("SECRET_KEY", value)

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        env.secret("SECRET_KEY")


def test_a_secret_that_could_not_be_guessed_will_do(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", LONG)

    assert env.secret("SECRET_KEY") == LONG


@pytest.mark.parametrize("value", ["", "*", ".example", "a.example,*", "https://a.example"])
def test_hosts_that_mean_any_host_stop_the_start(monkeypatch, value):
    monkeypatch.setenv("ALLOWED_HOSTS", value)

    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS"):
        env.hosts("ALLOWED_HOSTS")


@pytest.mark.parametrize(
    "value",
    ["http://a.example", "https://b.example", "a.example", "https://a.example/x", "javascript:1"],
)
def test_an_address_that_is_not_ours_by_https_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("BASE_URL", value)

    with pytest.raises(ImproperlyConfigured, match="BASE_URL"):
        env.https_address("BASE_URL", ["a.example"])


def test_an_address_of_ours_has_no_slash_at_its_end(monkeypatch):
    monkeypatch.setenv("BASE_URL", "https://a.example/")

    assert env.https_address("BASE_URL", ["a.example"]) == "https://a.example"
