"""Pictures in questions: chosen in the library, frozen small and whole."""

import base64
import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


@dataclass(frozen=True)
class Frame:
    """The most that a picture may take, in pixels, and in bytes when it can be made so light."""

    width: int
    height: int
    weight: int


# A question page weighs 30 kB at most, 13 of them before its pictures.
IN_QUESTION = Frame(720, 480, 10_000)
IN_OPTION = Frame(320, 240, 2_400)

FEW_COLOURS = 2048  # what a drawing has and a photograph has not
WAYS = (
    (1, {"quality": 75}),
    (1, {"quality": 55}),
    (0.75, {"quality": 50}),
    (0.5, {"quality": 40}),
    (0.35, {"quality": 30}),
)
"""How a picture is made lighter: the part of the frame that it fills, and how WebP writes it."""


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"), required=False)
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=300,
        help_text=_("What the image shows, for people who do not see it, and not the answer."),
    )
    decorative = blocks.BooleanBlock(label=_("Decorative, says nothing"), required=False)

    class Meta:
        icon = "image"
        label_format = "{alt}"

    def clean(self, value):
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        told = bool(value["alt"]), bool(value["decorative"])
        if value["image"] is None and any(told):
            raise refused("image", _("Choose an image, or leave all of this empty."))
        if value["image"] is not None and all(told) == any(told):
            raise refused("alt", _("Write an alternative text, or tick “decorative”, not both."))
        return value


NO_PICTURE = {"image": None, "alt": "", "decorative": False}


def refused(name: str, sentence) -> blocks.StructBlockValidationError:
    return blocks.StructBlockValidationError(block_errors={name: ValidationError(sentence)})


def frozen_picture(value, frame: Frame) -> dict | None:
    """Return a picture as the engine reads it, or nothing where no image was chosen."""
    if value["image"] is None:
        return None
    with value["image"].open_file() as file, Image.open(file) as opened:
        drawing = ImageOps.exif_transpose(opened).convert("RGBA")
    drawing, written = as_light_as_it_takes(drawing, frame)
    return {
        "src": f"data:image/webp;base64,{base64.b64encode(written).decode()}",
        "width": drawing.width,
        "height": drawing.height,
        "alt": "" if value["decorative"] else value["alt"],
    }


def as_light_as_it_takes(drawing: Image.Image, frame: Frame) -> tuple[Image.Image, bytes]:
    """Return a drawing written in the first way that is light enough, else in the last one."""
    flat = drawing.getcolors(FEW_COLOURS) is not None
    for part, options in (*([(1, {"lossless": True})] if flat else []), *WAYS):
        size = (int(frame.width * part), int(frame.height * part))
        smaller = ImageOps.contain(drawing, size) if exceeds(drawing, size) else drawing
        written = io.BytesIO()
        smaller.save(written, "WEBP", **options)
        if written.tell() <= frame.weight:
            break
    return smaller, written.getvalue()


def exceeds(drawing: Image.Image, size: tuple[int, int]) -> bool:
    return drawing.width > size[0] or drawing.height > size[1]
