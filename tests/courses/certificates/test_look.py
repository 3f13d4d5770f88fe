"""What administrators decide for all certificates: signatory, logo, colours, with a preview."""

import gc
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader
from wagtail.models import Site

from courses.certificates.documents import HEAVIEST_PDF, pdf_of
from courses.certificates.models import CertificateSettings
from courses.certificates.proof import is_ours
from courses.learning import issuing
from courses.learning.models import Completion
from elearning.cms.models import CustomImage, SiteSettings
from tests.certificates import make_certificate
from tests.factories import LearnerFactory, UserFactory, make_home, make_module

pytestmark = pytest.mark.django_db


@pytest.fixture
def settings_of_site():
    make_home()
    return CertificateSettings.objects.create(site=Site.objects.get(is_default_site=True))


@pytest.fixture
def logo():
    drawing = BytesIO()
    Image.effect_noise((900, 500), 90).convert("RGBA").save(drawing, "PNG")
    image = ImageFile(BytesIO(drawing.getvalue()), name="logo.png")
    yield CustomImage.objects.create(title="Logo", file=image)
    gc.collect()  # Wagtail leaves to it the temporary file of a rendition just made


def text_of(pdf: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_the_signatory_is_frozen_on_what_is_issued(settings_of_site, client, now):
    module = make_module()
    completion = Completion.objects.create(
        learner=LearnerFactory(), module=module, edition=1, completed_at=now
    )
    settings_of_site.signatory_name, settings_of_site.signatory_role = "Dominique Roy", "directrice"
    settings_of_site.save()
    certificate = issuing.issue_certificate(completion, "Camille Durand", now)
    settings_of_site.signatory_name = "Quelqu’un d’autre"
    settings_of_site.save()

    assert (
        "Dominique Roy, directrice" in client.get(certificate.get_absolute_url()).content.decode()
    )
    assert "Dominique Roy, directrice" in text_of(pdf_of(certificate, SiteSettings()))


def test_without_signatory_there_is_no_line(client):
    assert "Signataire" not in client.get(make_certificate().get_absolute_url()).content.decode()


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning")
def test_a_logo_and_colours_keep_the_pdf_light_tagged_and_sealed(settings_of_site, logo):
    settings_of_site.logo, settings_of_site.accent = logo, "#003366"
    settings_of_site.full_clean()
    settings_of_site.save()

    pdf = pdf_of(make_certificate(), SiteSettings())

    assert len(pdf) <= HEAVIEST_PDF
    assert is_ours(pdf)
    with pikepdf.open(BytesIO(pdf)) as document, document.open_metadata() as said:
        assert said.pdfa_status == "3A"
        figures = [
            str(element.Alt)
            for element in document.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure"
        ]
        assert "Région Bourgogne-Franche-Comté" in figures


def test_the_page_takes_the_colours_from_a_stylesheet(
    settings_of_site, client, django_capture_on_commit_callbacks
):
    certificate = make_certificate()
    assert "couleurs-" not in client.get(certificate.get_absolute_url()).content.decode()
    settings_of_site.accent, settings_of_site.paper = "#003366", "#eef6ff"
    with django_capture_on_commit_callbacks(execute=True):
        settings_of_site.save()
    url = reverse("certificate_colours", args=["003366", "eef6ff"])
    assert url in client.get(certificate.get_absolute_url()).content.decode()
    assert "--wine:#003366" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"accent": "#e0a030"}, "accent"),
        ({"accent": "red"}, "accent"),
        ({"accent": "#12345"}, "accent"),
        ({"paper": "#223344"}, "paper"),
        ({"signatory_role": "directrice"}, "signatory_name"),
    ],
)
def test_what_could_not_be_read_is_refused(settings_of_site, fields, fault):
    for name, value in fields.items():
        setattr(settings_of_site, name, value)
    with pytest.raises(ValidationError) as refused:
        settings_of_site.full_clean()
    assert set(refused.value.message_dict) == {fault}


def test_the_editor_shows_them_before_they_are_saved(settings_of_site, client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    arguments = ["certificates", "certificatesettings", settings_of_site.site_id]
    preview = reverse("wagtailsettings:preview_on_edit", args=arguments)
    values = {
        "signatory_name": "Dominique Roy",
        "signatory_role": "directrice",
        "accent": "#003366",
        "paper": "#eef6ff",
        "contact": "",
        "logo": "",
    }
    assert client.post(preview, values).json()["is_valid"]
    page = client.get(preview).content.decode()
    assert "Dominique Roy, directrice" in page
    assert reverse("certificate_colours", args=["003366", "eef6ff"]) in page


def test_the_worker_makes_the_pdf_before_it_is_asked_for(
    settings_of_site, client, monkeypatch, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        certificate = make_certificate()
    monkeypatch.setattr("courses.certificates.seal.seal", pytest.fail)
    pdf = client.get(reverse("certificate_pdf", args=[certificate.code]))
    assert is_ours(pdf.content)
    assert pdf["X-Robots-Tag"] == "noindex"
