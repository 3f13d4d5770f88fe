"""Pictures of questions: from files to the library of images, and back."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.utils.text import slugify

from courses.curriculum.links import NotInFiles
from courses.curriculum.schema.modules import ModuleFolder
from courses.curriculum.schema.pictures import NAME, PictureFile, picture_file, pictures_in
from elearning.cms.models import CustomImage


def key_of(folder: ModuleFolder, name: str) -> str:
    """Return the key, and the title in the library, of a picture of a module."""
    return f"{folder.module.code.lower()}/{name}"


def shown_by(question, folder: ModuleFolder) -> dict[str, PictureFile]:
    """Return the pictures of a question, by key."""
    names = {picture.image for picture in pictures_in(question)}
    return {key_of(folder, one.name): one for one in folder.pictures if one.name in names}


def write_picture(
    image: CustomImage | None, record: PictureFile, loader, title: str
) -> CustomImage:
    image = image or CustomImage()
    image.title = title
    image.file = ContentFile(record.bytes, name=record.name)
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
    title, ending = image.title.rpartition("/")[2], PurePosixPath(image.filename).suffix.lower()
    name = slugify(re.sub(r"\.\w+$", "", title))[:50].strip("-") + ending
    if not NAME.fullmatch(name):
        raise NotInFiles(image.title)
    return name


def to_database(content: list[dict], number: dict[str, Any]) -> list[dict]:
    """Replace the names of pictures by the numbers of images in the JSON of a question."""
    for picture in _pictures(content):
        picture["image"] = number[picture["image"]]
    return content


def from_database(content: list[dict], names: dict[int, str]) -> list[dict]:
    """Replace the numbers of images by names, and leave out the pictures that are not there."""
    for parent, picture in _with_parents(content):
        if picture["image"] in names:
            picture["image"] = names[picture["image"]]
        else:
            del parent["picture"]
    return content


def images_in(content: list[dict]) -> set[int]:
    return {picture["image"] for picture in _pictures(content) if picture["image"]}


def _pictures(content: Any) -> Iterator[dict]:
    return (picture for _parent, picture in list(_with_parents(content)))


def _with_parents(content: Any) -> Iterator[tuple[dict, dict]]:
    found = []
    if isinstance(content, dict):
        if content.get("picture"):
            found.append((content, content["picture"]))
        content = list(content.values())
    if isinstance(content, list):
        for inside in content:
            found += _with_parents(inside)
    return found
