import unicodedata
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from quizzes.engine.errors import InvalidContent, Problem


@dataclass(frozen=True)
class Reader:
    """Reads a JSON object and notes every problem met, so that an author sees them all at once.

    A value that is missing or of the wrong type is noted and reads as an empty one, so the rules
    that follow need not guard against it. `check` ends the reading.
    """

    data: Mapping[str, object]
    path: str = ""
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str:
        value = self._string(name)
        if not value.strip():
            self.note(name, "text_required", "Some text is needed here.")
        return value

    def html(self, name: str) -> str:
        value = self._string(name)
        if not shows_something(value):
            self.note(name, "text_required", "Some text is needed here.")
        return value

    def boolean(self, name: str) -> bool:
        value = self.data.get(name)
        if not isinstance(value, bool):
            self.note(name, "boolean_required", "This is either true or false.")
        return value is True

    def one_of(self, name: str, allowed: Collection[str]) -> str:
        value = self._string(name)
        if value not in allowed:
            self.note(name, "unknown_value", f"Must be one of: {', '.join(allowed)}.")
        return value

    def member(self, name: str) -> "Reader":
        return self._child(name, self.data.get(name))

    def members(self, name: str) -> list["Reader"]:
        values = self.data.get(name)
        if not isinstance(values, list):
            return []
        return [self._child(f"{name}.{index}", value) for index, value in enumerate(values)]

    def note(self, name: str, code: str, message: str) -> None:
        self.problems.append(Problem(self._at(name), code, message))

    def check(self) -> None:
        """Raise `InvalidContent` if anything was noted, here or below."""
        if self.problems:
            raise InvalidContent(self.problems)

    def _string(self, name: str) -> str:
        value = self.data.get(name)
        return value if isinstance(value, str) else ""

    def _child(self, name: str, value: object) -> "Reader":
        data = value if isinstance(value, Mapping) else {}
        return Reader(data, self._at(name), self.problems)

    def _at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


def fold(text: str) -> str:
    """`text` as people compare it at a glance: case, spaces and the coding of accents set aside."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def repeated(values: Iterable[Hashable]) -> list[int]:
    """Indexes of the values that an earlier one equals, empty ones apart."""
    first: dict[Hashable, int] = {}
    return [
        index
        for index, value in enumerate(values)
        if value and first.setdefault(value, index) != index
    ]


def shows_something(html: str) -> bool:
    """Whether a browser would show anything of `html`: some text or a picture."""
    parser = _Visible()
    parser.feed(html)
    parser.close()
    return parser.visible


class _Visible(HTMLParser):
    visible = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.visible = self.visible or tag in {"img", "embed"}

    def handle_data(self, data: str) -> None:
        self.visible = self.visible or bool(data.strip())
