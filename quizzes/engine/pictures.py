"""Pictures of questions and of options: part of the question, so that none can go missing."""

import re
from dataclasses import dataclass

from quizzes.engine.reader import Reader

SOURCE = re.compile(r"data:image/webp;base64,[A-Za-z0-9+/]*={0,2}")


@dataclass(frozen=True)
class Picture:
    """A picture as a page shows it, in pixels; without a text it is decorative.

    `src` is a data URI: it has no name, which could tell the key, and asks no other request.
    """

    src: str
    width: int
    height: int
    alt: str


def read_picture(reader: Reader) -> Picture | None:
    """The `picture` of a question or of an option, which may have none.

    `{"src": "data:image/webp;base64,...", "width": int, "height": int, "alt": str}`
    """
    if reader.data.get("picture") is None:
        return None
    picture = reader.member("picture")
    src = picture.optional("src")
    if not SOURCE.fullmatch(src):
        picture.note("src", "picture_unreadable", "This is not a picture.")
    return Picture(src, picture.size("width"), picture.size("height"), picture.optional("alt"))
