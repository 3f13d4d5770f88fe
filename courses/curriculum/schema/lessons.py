"""A lesson and its blocks: lessons/<nn>-<slug>.yaml."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Annotated, ClassVar, Literal

from courses.curriculum.faults import gettext_noop
from courses.curriculum.schema.documents import CaptionsName, DocumentName, VideoName
from courses.curriculum.schema.marks import (
    AnyOrder,
    ByKey,
    Channel,
    Count,
    Line,
    Most,
    Names,
    Refers,
    Rich,
    Slug,
    Url,
)
from courses.curriculum.schema.pictures import Picture
from courses.curriculum.schema.reading import Record
from elearning.cms.messages import places


class Block(Record):
    """A block of a page; a bare one is written as its only value."""

    kind: ClassVar[str]
    bare: ClassVar[bool] = False


@dataclass(frozen=True)
class Heading(Block):
    kind: ClassVar = "heading"
    bare: ClassVar = True

    text: Line


@dataclass(frozen=True)
class Text(Block):
    kind: ClassVar = "text"
    bare: ClassVar = True

    text: Rich


@dataclass(frozen=True)
class FactCard(Block):
    kind: ClassVar = "fact"
    bare: ClassVar = True

    key: Annotated[str, Refers("fact")]


@dataclass(frozen=True, kw_only=True)
class Callout(Block):
    kind: ClassVar = "callout"

    tone: Literal["retenir", "attention", "geste"]
    title: Line
    text: Rich


@dataclass(frozen=True, kw_only=True)
class Titled(Record):
    """A step, or an item that opens."""

    title: Line
    text: Rich


@dataclass(frozen=True, kw_only=True)
class Steps(Block):
    kind: ClassVar = "steps"

    title: Line
    steps: tuple[Titled, ...]


@dataclass(frozen=True, kw_only=True)
class Accordion(Block):
    kind: ClassVar = "accordion"

    items: tuple[Titled, ...]


@dataclass(frozen=True, kw_only=True)
class Quote(Block):
    kind: ClassVar = "quote"

    text: str
    author: str = ""
    source: str
    url: Url = ""


@dataclass(frozen=True, kw_only=True)
class Clue(Record):
    quote: str
    explanation: str


@dataclass(frozen=True, kw_only=True)
class Message(Block):
    """A fake message to inspect."""

    kind: ClassVar = "message"

    channel: Channel
    context: str = ""
    sender: str
    address: str = ""
    subject: str = ""
    received: str = ""
    body: str
    attachment: str = ""
    genuine: bool
    clues: tuple[Clue, ...]
    gesture: str

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        for index, clue in enumerate(self.clues):
            if places(asdict(self), clue.quote) != 1:
                yield f"clues[{index}].quote", gettext_noop("must stand once in the message"), {}


@dataclass(frozen=True, kw_only=True)
class Image(Picture, Block):
    """A picture that stands beside module.yaml."""

    kind: ClassVar = "image"

    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class Video(Block):
    """A video and its captions, which stand beside module.yaml."""

    kind: ClassVar = "video"

    title: Line
    video: VideoName
    captions: CaptionsName
    transcript: Rich


@dataclass(frozen=True, kw_only=True)
class File(Block):
    """A document to download, which stands beside module.yaml."""

    kind: ClassVar = "file"

    title: Line
    document: DocumentName


@dataclass(frozen=True)
class Practice(Block):
    """A question of the module to try in a lesson."""

    kind: ClassVar = "practice"
    bare: ClassVar = True

    question: Annotated[str, Refers("question")]


AnySheetBlock = Heading | Text | FactCard | Callout | Steps | Accordion | Quote | Message
AnyBlock = AnySheetBlock | Image | Video | File
AnyLessonBlock = AnyBlock | Practice


@dataclass(frozen=True, kw_only=True)
class Lesson(Record):
    """lessons/<nn>-<slug>.yaml"""

    slug: Annotated[Slug, Names("lesson")]
    title: Line
    summary: Annotated[str, Most(160)]
    duration: Count
    objectives: Annotated[tuple[str, ...], AnyOrder()]
    body: tuple[Annotated[AnyLessonBlock, ByKey()], ...]
    easy: tuple[Annotated[AnyBlock, ByKey()], ...] = ()

    @property
    def tried(self) -> list[str]:
        """Return the slugs of the questions that the lesson asks."""
        return [block.question for block in self.body if isinstance(block, Practice)]
