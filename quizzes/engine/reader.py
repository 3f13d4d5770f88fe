import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from html.parser import HTMLParser

from quizzes.engine.errors import InvalidContent, Problem
from quizzes.engine.numbers import stored_number


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

    def optional(self, name: str) -> str:
        """A text that may be empty or missing."""
        return self._string(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        values = self._list(self.data.get(name))
        texts = [value if isinstance(value, str) else "" for value in values]
        for index, text in enumerate(texts):
            if not text.strip():
                self.note(f"{name}.{index}", "text_required", "Some text is needed here.")
        return tuple(texts)

    def decimal(self, name: str) -> Fraction:
        number = stored_number(self._string(name))
        if number is None:
            self.note(name, "number_required", "A number is needed here.")
        return number or Fraction(0)

    def percent(self, name: str) -> Fraction:
        """A share of the credit, written as a whole number from 0 to 100."""
        value = self.data.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100:
            return Fraction(value, 100)
        self.note(name, "percent_required", "A share from 0 to 100 is needed here.")
        return Fraction(0)

    def points(self, name: str, most: int) -> int:
        """A whole number of points, from 1."""
        value = self.data.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most:
            return value
        self.note(name, "points_required", f"Points go from 1 to {most}.")
        return 1

    def size(self, name: str) -> int:
        """A whole number of pixels."""
        value = self.data.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        self.note(name, "size_required", "A size in pixels is needed here.")
        return 1

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
        values = self._list(self.data.get(name))
        return [self._child(f"{name}.{index}", value) for index, value in enumerate(values)]

    def note(self, name: str, code: str, message: str) -> None:
        self.problems.append(Problem(self._at(name), code, message))

    def note_too_few(self, name: str, size: int, least: int) -> None:
        if size < least:
            self.note(name, "too_few", f"At least {least} are needed.")

    def note_repeated_keys(self, keys: Mapping[str, str]) -> None:
        """Note the paths whose key is that of an earlier path."""
        for path in repeated_values(keys):
            self.note(path, "repeated_key", "Another one has this key.")

    def note_repeated_texts(self, texts: Mapping[str, str]) -> None:
        """Note the paths whose text says the same as that of an earlier path."""
        for path in repeated_values({path: fold(text) for path, text in texts.items()}):
            self.note(path, "repeated_text", "Another one says the same.")

    def check(self) -> None:
        """Raise `InvalidContent` if anything was noted, here or below."""
        if self.problems:
            raise InvalidContent(self.problems)

    def _string(self, name: str) -> str:
        value = self.data.get(name)
        return value if isinstance(value, str) else ""

    def _list(self, value: object) -> list[object]:
        return value if isinstance(value, list) else []

    def _child(self, name: str, value: object) -> "Reader":
        data = value if isinstance(value, Mapping) else {}
        return Reader(data, self._at(name), self.problems)

    def _at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


def fold(text: str) -> str:
    """`text` as people compare it at a glance: case, spaces and the coding of accents set aside."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def alphabetical(texts: Sequence[str]) -> tuple[int, ...]:
    """Indexes of texts in an order that tells nothing of how their author arranged them."""
    return tuple(sorted(range(len(texts)), key=lambda index: (fold(texts[index]), texts[index])))


def repeated_values(values: Mapping[str, str]) -> list[str]:
    """Keys whose value is that of an earlier key, empty values apart."""
    first: dict[str, str] = {}
    return [key for key, value in values.items() if value and first.setdefault(value, key) != key]


def numbered(texts: Iterable[str], path: str) -> dict[str, str]:
    """Texts by the path of the member of a list that they come from: `options.%d.text`."""
    return {path % index: text for index, text in enumerate(texts)}


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
