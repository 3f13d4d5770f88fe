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
