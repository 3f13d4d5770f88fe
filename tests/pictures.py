"""Images as people upload them."""

import io
import random

from django.core.files.base import ContentFile
from PIL import Image

from elearning.cms.models import CustomImage


def drawing(width=640, height=400, colour="white", ending="PNG") -> bytes:
    """Return the file of an image that is easy to make light."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(written, ending)
    return written.getvalue()


def photograph(width=1600, height=1200) -> bytes:
    """Return the file of an image that is as hard to make light as a photograph can be."""
    spots = Image.frombytes("RGB", (32, 24), random.Random(1).randbytes(32 * 24 * 3))
    written = io.BytesIO()
    spots.resize((width, height)).save(written, "JPEG", quality=95)
    return written.getvalue()


def in_library(content: bytes, title="bonne-reponse", ending="png") -> CustomImage:
    file = ContentFile(content, name=f"{title}.{ending}")
    return CustomImage.objects.create(title=title, file=file)
