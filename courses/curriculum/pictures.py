"""Pictures of questions and lessons: from files to the library of images, and back."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.utils.text import slugify

from courses.curriculum.links import NotInFiles
from courses.curriculum.schema.modules import ModuleFolder
from courses.curriculum.schema.pictures import NAME, PictureFile, picture_file, pictures_in
from elearning.cms.models import CustomDocument, CustomImage


def key_of(folder: ModuleFolder, name: str) -> str:
    """Return the key, and the title in the library, of a picture of a module."""
    return f"{folder.module.code.lower()}/{name}"


def shown_by(record, folder: ModuleFolder) -> dict[str, PictureFile]:
    """Return the pictures of a question or of a lesson, by key."""
    names = {picture.image for picture in pictures_in(record)}
    return {key_of(folder, one.name): one for one in folder.pictures if one.name in names}


def write_picture(
    image: CustomImage | None, record: PictureFile, loader, title: str
) -> CustomImage:
    image = image or CustomImage()
    image.title = title
    image.file = ContentFile(record.content, name=record.name)
    image.full_clean(exclude=["collection"])
    image._set_image_file_metadata()
    image.save()
    image.renditions.all().delete()
    loader.files.append(image.file)
    return image


def state_of(image: CustomImage) -> dict:
    return {"title": image.title, "hash": image.file_hash}


def read_picture(image: CustomImage) -> PictureFile:
    with image.open_file() as file:
        return picture_file(name_of(image), file.read())


def name_of(image: CustomImage) -> str:
    """Return the name of the file of an image: its title, without the module that it came with.

    Raises NotInFiles for a format that files do not have.
    """
    return name_in_files(image, NAME)


def name_in_files(kept: CustomImage | CustomDocument, allowed: re.Pattern[str]) -> str:
    title, ending = kept.title.rpartition("/")[2], PurePosixPath(kept.filename).suffix.lower()
    name = slugify(re.sub(r"\.\w+$", "", title))[:50].strip("-") + ending
    if not allowed.fullmatch(name):
        raise NotInFiles(kept.title)
    return name


def to_database(content: list[dict], shown: Mapping[str, PictureFile], loader) -> list[dict]:
    """Replace the names of pictures, which are in the library already, by the numbers of images."""
    number = {picture.name: loader.pk(CustomImage, key) for key, picture in shown.items()}
    for picture in _pictures(content):
        picture["image"] = number[picture["image"]]
    return content


def from_database(content: list[dict]) -> list[dict]:
    """Replace the numbers of images by names, and leave out the pictures that are not there.

    Raises NotInFiles for a lesson with an image that is not there.
    """
    content = deepcopy(content)  # the page reads its own again
    images = CustomImage.objects.filter(pk__in=images_in(content))
    names = {image.pk: name_of(image) for image in images}
    for parent, picture in _with_parents(content):
        if picture.get("image") in names:
            picture["image"] = names[picture["image"]]
        elif "picture" in parent:
            del parent["picture"]
        else:
            raise NotInFiles("image")
    return content


def images_in(content: list[dict]) -> set[int]:
    return {picture["image"] for picture in _pictures(content) if picture.get("image")}


def _pictures(content: Any) -> Iterator[dict]:
    return (picture for _parent, picture in list(_with_parents(content)))


def _with_parents(content: Any) -> Iterator[tuple[dict, dict]]:
    found = []
    if isinstance(content, dict):
        if content.get("picture"):
            found.append((content, content["picture"]))
        if content.get("type") == "image":
            found.append((content, content["value"]))
        content = list(content.values())
    if isinstance(content, list):
        for inside in content:
            found += _with_parents(inside)
    return found
