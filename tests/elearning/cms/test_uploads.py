"""What people upload is served as the site made it, and runs in nobody's browser."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from elearning.accounts.roles import TRAINER
from elearning.cms.models import CustomDocument, CustomImage
from tests.editing import sign_in
from tests.factories import make_home

pytestmark = [
    pytest.mark.django_db,
    # Willow leaves the files of its renditions to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="fired()"><script>fired()</script></svg>'
GPS = 0x8825


def photograph() -> bytes:
    """Return a picture in which a camera wrote where it was taken, and by whom."""
    exif = Image.Exif()
    exif[0x013B] = "Camille Durand"
    exif[GPS] = {1: "N", 2: (47.0, 19.0, 0.0)}
    output = io.BytesIO()
    Image.new("RGB", (400, 300), "red").save(output, "JPEG", exif=exif)
    return output.getvalue()


def upload(name, content, kind="image/jpeg"):
    make_home()
    return sign_in(TRAINER).post(
        reverse("wagtailimages:add"),
        {"title": "Photo", "file": SimpleUploadedFile(name, content, kind), "collection": 1},
    )


@pytest.mark.parametrize("filter_spec", ["width-200", "width-1000", "width-200|format-webp"])
def test_a_picture_is_made_again_without_what_the_camera_wrote(filter_spec):
    upload("photo.jpg", photograph())
    rendition = CustomImage.objects.get().get_rendition(filter_spec)

    for kept in (rendition.file, CustomImage.objects.get().file):
        with kept.open() as file:
            made = file.read()
        assert b"Camille" not in made
        assert dict(Image.open(io.BytesIO(made)).getexif()) == {}


def test_an_animation_still_moves():
    frames = [Image.new("RGB", (60, 60), color) for color in ("red", "green", "blue")]
    output = io.BytesIO()
    frames[0].save(output, "GIF", save_all=True, append_images=frames[1:], duration=200, loop=0)

    upload("signal.gif", output.getvalue(), "image/gif")

    with CustomImage.objects.get().file.open() as file:
        kept = Image.open(io.BytesIO(file.read()))
    assert kept.is_animated


def test_a_picture_taken_on_the_side_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by a quarter
    output = io.BytesIO()
    Image.new("RGB", (400, 300), "red").save(output, "JPEG", exif=exif)

    upload("photo.jpg", output.getvalue())

    image = CustomImage.objects.get()
    assert (image.width, image.height) == (300, 400)


def test_the_original_has_no_address(client, settings, tmp_path):
    (settings.MEDIA_ROOT / "original_images").mkdir(parents=True, exist_ok=True)
    (settings.MEDIA_ROOT / "original_images" / "photo.jpg").write_bytes(photograph())

    assert client.get("/media/original_images/photo.jpg").status_code == 404
    for way in ("..", "%2e%2e", "..%2f.."):
        answer = client.get(f"/media/images/{way}/original_images/photo.jpg")
        assert answer.status_code in (400, 404), way


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.svg", SVG, "image/svg+xml"),
        ("a.png", SVG, "image/png"),
        ("a.jpg", b"<?php fired() ?>", "image/jpeg"),
        ("a.gif", b"GIF89a/*<script>fired()</script>*/", "image/gif"),
        ("a.html", b"<script>fired()</script>", "text/html"),
        ("a.jpg.html", photograph(), "image/jpeg"),
    ],
)
def test_what_is_no_picture_is_refused_as_one(name, content, kind):
    upload(name, content, kind)

    assert not CustomImage.objects.exists()


def test_a_picture_too_heavy_is_refused(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000

    upload("photo.jpg", photograph())

    assert not CustomImage.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "a.html",
        "a.svg",
        "a.xhtml",
        "a.js",
        "a.exe",
        "a.pdf.html",
        "a",
        "a.pdf",
        "a.mp4",
        "a.vtt",
        "a.xlsx",
    ],
)
def test_a_document_that_a_browser_would_run_or_that_its_name_belies_is_refused(name):
    make_home()
    file = SimpleUploadedFile(name, b"<script>fired()</script>", "application/pdf")

    sign_in(TRAINER).post(reverse("wagtaildocs:add"), {"title": "D", "file": file, "collection": 1})

    assert not CustomDocument.objects.exists()


def test_a_document_is_sent_as_a_file_to_keep(client, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    make_home()
    document = CustomDocument(title="Modèle")
    document.file.save("modèle d'acte.csv", io.BytesIO(b"=1+1;<script>"))

    answer = client.get(document.url)

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    b"".join(answer.streaming_content)
