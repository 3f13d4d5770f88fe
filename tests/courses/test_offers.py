"""Training offers come as drafts from a file and close by themselves; no offer, no menu."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from courses import offers
from courses.models import OfferIndexPage, TrainingOfferPage
from elearning.accounts import roles
from tests.editing import sign_in
from tests.factories import make_home

TODAY = datetime.date(2026, 11, 25)
HEAD = ";".join(offers.COLUMNS)
LINE = (
    "Licence réseaux;École de Combelouvre;Bac + 3;oui;Doubs;31/01/2099;https://e.example/a;Un an."
)


def text(*lines):
    return "\n".join([HEAD, *lines])


def faults(*lines):
    return [fault.line for fault in offers.read(text(*lines), TODAY).faults]


def test_a_line_is_an_offer():
    (offer,) = offers.read(text(LINE), TODAY).offers
    assert (offer.title, offer.work_study) == ("Licence réseaux", True)
    assert offer.closes_on == datetime.date(2099, 1, 31)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("oui", "peut-être"),
        ("31/01/2099", "31/13/2099"),
        ("31/01/2099", "24/11/2026"),
        ("https://e.example/a", "http://e.example/a"),
        ("École de Combelouvre", ""),
        ("Bac + 3", "x" * 61),
    ],
)
def test_a_fault_names_its_line(old, new):
    assert faults(LINE, LINE.replace("/a;", "/b;").replace(old.replace("/a", "/b"), new)) == [3]


def test_nothing_of_a_line_is_lost_without_a_word():
    said = LINE.replace("Un an.", '"Un an,\nà Dole."')
    (offer,) = offers.read(text(said), TODAY).offers
    assert offer.summary == "Un an,\nà Dole."
    assert offers.read(text(f"{LINE};;"), TODAY).offers
    assert faults(f"{LINE};perdu") == [2]


def test_the_same_address_twice_is_a_fault():
    assert faults(LINE, LINE) == [3]


def test_a_missing_column_is_a_fault_of_the_first_line():
    reading = offers.read("titre;ecole\nA;B", TODAY)
    assert {fault.line for fault in reading.faults} == {1}


def test_a_quotation_mark_that_does_not_close_is_a_fault_of_its_line():
    assert faults(LINE, f'"{LINE}') == [3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_is_read_as_spreadsheets_write_it(encoding):
    assert offers.decode(LINE.encode(encoding)) == LINE


def test_a_mark_that_spreadsheets_put_first_does_not_matter():
    assert len(offers.read("\ufeff" + text(LINE), TODAY).offers) == 1


@pytest.fixture
def index(db):
    page = OfferIndexPage(title="Formations", slug="formations", introduction="Des places.")
    return make_home().add_child(instance=page)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "offres.csv"
    path.write_text(text(LINE))
    return path


def load(file, **options):
    call_command("import_offers", file, stdout=io.StringIO(), **options)


def test_offers_are_added_as_drafts_once(index, file):
    load(file)
    load(file)
    assert not TrainingOfferPage.objects.get().live


def test_a_rehearsal_writes_nothing(index, file):
    load(file, dry_run=True)
    assert not TrainingOfferPage.objects.exists()


def test_a_faulty_file_adds_nothing(index, file):
    file.write_text(text(LINE, LINE))
    with pytest.raises(CommandError) as refused:
        load(file)
    assert refused.value.returncode == 1
    assert not TrainingOfferPage.objects.exists()


def test_an_offer_goes_the_day_after_it_closes(index, file):
    load(file)
    offer = TrainingOfferPage.objects.get()
    offer.get_latest_revision().publish()
    offer.refresh_from_db()
    assert offer.expire_at == timezone.make_aware(datetime.datetime(2099, 2, 1))
    offer.closes_on = timezone.localdate() - datetime.timedelta(days=1)
    offer.save_revision().publish()
    call_command("publish_scheduled")
    offer.refresh_from_db()
    assert not offer.live


def test_the_menu_names_the_list_only_when_there_is_an_offer(
    client, index, file, django_capture_on_commit_callbacks
):
    assert "/formations/" not in client.get("/catalogue/").content.decode()
    load(file)
    offer = TrainingOfferPage.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        offer.get_latest_revision().publish()
    assert "/formations/" in client.get("/catalogue/").content.decode()
    assert offer.title in client.get("/formations/").content.decode()
    assert "https://e.example/a" in client.get("/formations/licence-reseaux/").content.decode()


@pytest.fixture
def trainer(db):
    return sign_in(roles.TRAINER)


@pytest.fixture
def send(index, trainer):
    """Post to the page that imports offers, as a trainer; return the words of the answer."""

    def send(**form):
        if "lines" in form:
            content = text(*form.pop("lines")).encode("cp1252")
            form["file"] = SimpleUploadedFile("offres.csv", content)
        return trainer.post(reverse("import_offers", args=[index.pk]), form)

    return send


def test_the_list_of_offers_leads_to_the_file_that_fills_it(index, trainer):
    url = reverse("import_offers", args=[index.pk])
    assert url in trainer.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()
    assert "titre;ecole" in trainer.get(url).content.decode()


def test_a_file_is_shown_before_its_offers_are_added(send, index):
    shown = send(lines=[LINE])
    assert "École de Combelouvre" in shown.content.decode()
    assert not TrainingOfferPage.objects.exists()

    send(text=shown.context["confirmation"]["text"].value())

    (offer,) = TrainingOfferPage.objects.child_of(index)
    assert not offer.live
    assert offer.owner.groups.get().name == roles.TRAINER.name


def test_a_faulty_file_is_refused_line_by_line(send):
    told = send(lines=[LINE, LINE.replace("oui", "peut-être")]).content.decode()
    assert "Ligne 3\xa0: «\xa0alternance\xa0» vaut oui ou non, pas «\xa0peut-être\xa0»." in told
    assert "confirmation" not in told


@pytest.mark.parametrize(
    ("content", "fault"), [(b"", "fichier"), (b"\x81\x00", "texte"), (b"a" * 500_001, "500 ko")]
)
def test_what_is_no_such_file_is_refused(send, content, fault):
    assert fault in send(file=SimpleUploadedFile("offres.csv", content)).content.decode()


def test_a_form_without_a_file_asks_for_it(send):
    assert "Choisissez un fichier" in send(text="").content.decode()


def test_a_file_of_another_kind_of_page_is_nowhere(index, trainer):
    url = reverse("import_offers", args=[index.get_parent().pk])
    assert trainer.get(url).status_code == 404
