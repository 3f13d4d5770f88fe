"""Pictures as people upload them, made again before they are kept."""

import io

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

KEPT = {"icc_profile", "transparency", "duration", "loop"}
QUALITY = 90


class PictureField(WagtailImageField):
    """Takes a picture and gives it back drawn again: nothing of what was beside it is left."""

    def to_python(self, data):
        try:
            file = super().to_python(data)
        except UnidentifiedImageError as error:
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error
        return file and drawn_again(file)


def drawn_again(file) -> SimpleUploadedFile:
    """Return the picture of a file, upright, without place, author, comment or hidden content."""
    file.seek(0)
    with Image.open(file) as picture:
        frames = [_bare(frame) for frame in ImageSequence.Iterator(picture)]
        output, options = io.BytesIO(), {"exif": b"", "quality": QUALITY}
        if len(frames) > 1:
            options |= {"save_all": True, "append_images": frames[1:]}
        frames[0].save(output, picture.format, **options)
    return SimpleUploadedFile(file.name, output.getvalue(), file.content_type)


def _bare(frame: Image.Image) -> Image.Image:
    bare = ImageOps.exif_transpose(frame.copy())
    bare.info = {name: value for name, value in bare.info.items() if name in KEPT}
    return bare


class PictureForm(BaseImageForm):
    """The form of a picture, wherever in the editor it is uploaded."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=field.label, required=field.required, widget=field.widget
            )
