"""A module goes from a site to another as a zip; questions come into the bank from a file."""

import csv
import io
import sys
import tempfile
import zipfile
from base64 import b64encode
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Value
from django.db.models.functions import Concat
from openpyxl import Workbook
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from wagtail.models import Page

from courses.curriculum import sharing
from courses.curriculum.exporter import Exporter
from courses.curriculum.faults import InvalidCurriculum
from courses.curriculum.loader import Loader
from courses.curriculum.models import LoadedObject
from courses.curriculum.schema import parse
from courses.curriculum.schema.tables import COLUMNS
from courses.models import LessonPage, ModulePage
from elearning.accounts.roles import REVIEWER, TRAINER
from elearning.facts.models import Fact
from quizzes.models import Category, Objective, Question, Quiz, QuizDraw
from tests import curriculum_files as files
from tests.editing import sign_in
from tests.factories import CategoryFactory, ObjectiveFactory, make_home
from tests.pictures import drawing

pytestmark = pytest.mark.django_db

IMPORT, QUESTIONS = "/cms/modules/importer/", "/cms/modules/questions/"


@pytest.fixture
def module(tmp_path):
    folder = files.write_files(tmp_path)
    files.change(folder, files.MODULE, "authors", to="Mairie de Valdoire")
    files.change(folder, files.MODULE, "licence", to="CC BY-SA 4.0")
    curriculum = parse(folder)
    Loader(curriculum, lambda title, outcomes: None).load(curriculum.modules)
    return ModulePage.objects.get(slug=files.SLUG)


def forget_module(module):
    """Leave a site that knows nothing of the module: all its keys are others."""
    LoadedObject.objects.all().delete()
    for model, key in (
        (Category, "slug"),
        (Objective, "code"),
        (Question, "slug"),
        (Quiz, "slug"),
        (LessonPage, "slug"),
        (ModulePage, "slug"),
    ):
        model.objects.update(**{key: Concat(Value("vieux-"), key)})


def upload(content, name="module.zip"):
    return {"file": SimpleUploadedFile(name, content)}


def test_a_module_is_the_same_on_another_site(module):
    shared = sharing.packed(module)
    before = Exporter(alone=module).module(module)
    forget_module(module)

    sharing.take_in(sharing.unpacked(shared))

    taken = ModulePage.objects.get(slug=files.SLUG)
    after = Exporter(alone=taken).module(taken)
    assert after.modules == before.modules
    assert (taken.authors, taken.licence) == ("Mairie de Valdoire", "CC BY-SA 4.0")


def test_a_module_whose_quiz_asks_questions_one_by_one_is_shared_too(module):
    quiz = Quiz.objects.get(pk=module.quiz_id)
    quiz.draws = [QuizDraw(question=question) for question in Question.objects.order_by("pk")[:2]]
    quiz.save()
    shared = sharing.unpacked(sharing.packed(module))
    forget_module(module)

    sharing.take_in(shared)

    taken = ModulePage.objects.get(slug=files.SLUG)
    assert taken.quiz.draws.count() == 2


def test_an_examination_that_draws_from_other_modules_is_not_shared_alone(module):
    quiz = Quiz.objects.get(pk=module.quiz_id)
    quiz.purpose = "examination"
    quiz.draws = [*quiz.draws.all(), QuizDraw(category=CategoryFactory(slug="ailleurs"))]
    quiz.save()

    page = sign_in(TRAINER).get(f"/cms/modules/{module.pk}/zip/", follow=True)

    assert "aucun module n’a la catégorie" in page.content.decode()


def test_the_zip_says_who_wrote_it_and_under_which_licence(module):
    response = sign_in(TRAINER).get(f"/cms/modules/{module.pk}/zip/")

    with zipfile.ZipFile(io.BytesIO(response.content)) as file:
        words = file.read("LISEZMOI.txt").decode()
        names = file.namelist()
    assert "Mairie de Valdoire" in words
    assert "CC BY-SA 4.0" in words
    assert files.LESSON in names


def test_a_rehearsal_tells_and_writes_nothing(module):
    curriculum = sharing.unpacked(sharing.packed(module))
    forget_module(module)

    outcomes = sharing.rehearse(curriculum)

    assert {one.model for one in outcomes} >= {ModulePage, LessonPage, Question, Quiz}
    assert not ModulePage.objects.filter(slug=files.SLUG).exists()


def test_a_code_that_is_taken_here_is_changed_everywhere(module):
    curriculum = sharing.unpacked(sharing.packed(module))
    forget_module(module)
    CategoryFactory(slug="t1", name="Tout autre chose")

    sharing.take_in(curriculum)

    (folder,) = (
        Exporter(alone=ModulePage.objects.get(slug=files.SLUG))
        .module(ModulePage.objects.get(slug=files.SLUG))
        .modules
    )
    assert folder.module.code == "M1"
    assert {question.slug.split("-")[0] for question in folder.questions} == {"m1"}
    assert {code for lesson in folder.lessons for code in lesson.objectives} == {"m1-unique"}
    assert Category.objects.get(slug="t1").questions.count() == 0


def test_what_the_site_has_stays_as_it_is(module):
    shared = sharing.packed(module)
    Fact.objects.filter(key="aide").update(value="le guichet d’ici")
    home = Page.objects.get(depth=2)

    sharing.take_in(sharing.unpacked(shared))

    assert Fact.objects.get(key="aide").value == "le guichet d’ici"
    assert Page.objects.get(depth=2).latest_revision == home.latest_revision


def test_a_module_made_here_under_the_same_address_is_not_touched(module):
    shared = sharing.packed(module)
    LoadedObject.objects.all().delete()

    with pytest.raises(InvalidCurriculum, match=files.SLUG):
        sharing.take_in(sharing.unpacked(shared))


@pytest.mark.parametrize("content", [b"", b"PK", b"un texte"])
def test_what_is_no_zip_is_refused_in_words(content):
    make_home()
    page = sign_in(REVIEWER).post(IMPORT, upload(content or b" ")).content.decode()

    assert "n’est pas un zip lisible" in page


PLACE = "modules/un-module/module.yaml"
PICTURE = "modules/un-module/un-ecran.png"
DOCUMENT = "modules/un-module/une-fiche.pdf"


def zipped(files, compression=zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return buffer.getvalue()


def spoilt(compression) -> bytes:
    """Return a zip whose one file was changed once packed."""
    content = zipped({PLACE: "a: 1" * 200}, compression)
    start = 30 + len(PLACE)
    return content[:start] + b"\xff" * 10 + content[start + 10 :]


def link() -> zipfile.ZipInfo:
    """Return an entry of a zip that says to be a symbolic link."""
    entry = zipfile.ZipInfo(PLACE)
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    return entry


@pytest.fixture
def usual_depth():
    """Let calls stand in each other as in a server; other tests allow more."""
    allowed = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)
    yield
    sys.setrecursionlimit(allowed)


@pytest.mark.usefixtures("usual_depth")
def test_what_is_nested_too_deep_is_refused_in_words(category):
    deep = "questions: " + "[" * 3000 + "]" * 3000

    assert "les unes dans les autres" in str(faults("q.yaml", deep.encode(), category))
    with pytest.raises(InvalidCurriculum):
        sharing.unpacked(zipped({PLACE: deep}))


NO_ZIP, TOO_LARGE = "not a zip that can be read", "too large once unpacked"
NO_DOCUMENT = "not what its name says"
NO_PICTURE, NO_TEXT = "picture cannot be read", "not text"
HARMFUL = {
    "elsewhere": (
        {"../../evasion.yaml": "a: 1", "/tmp/evasion.yaml": "a: 1", f"../{PLACE}": "a: 1"},
        "site.yaml",
    ),
    "link": ({link(): "/etc/passwd"}, "must be a mapping"),
    "bomb": ({PLACE: b"0" * (sharing.MOST_BYTES + 1)}, TOO_LARGE),
    "crowd": ({f"modules/m{n}/module.yaml": "" for n in range(201)}, TOO_LARGE),
    "long name": ({"modules/" + "m" * 300 + "/module.yaml": "a: 1"}, NO_ZIP),
    "no text": ({PLACE: b"\xff\xfe"}, NO_TEXT),
    "nul": ({PLACE: "a\0b"}, "control character"),
    "no number": ({PLACE: "slug: !!int x"}, "this value cannot be read"),
    "reference": ({PLACE: "a: &a [x]\nb: [*a, *a]"}, "a reference"),
    "svg as png": ({PICTURE: "<svg onload='alert(1)'/>"}, NO_PICTURE),
    "jpeg as png": ({PICTURE: drawing(10, 10, ending="JPEG")}, NO_PICTURE),
    "page as pdf": ({DOCUMENT: "<script>alert(1)</script>"}, NO_DOCUMENT),
    "no video": ({"modules/un-module/film.mp4": "<html>"}, NO_DOCUMENT),
    "empty document": ({"modules/un-module/table.csv": ""}, NO_DOCUMENT),
    "heavy document": ({DOCUMENT: b"%PDF-" + b"0" * 10 * 1024 * 1024}, NO_DOCUMENT),
    "picture bomb": ({PICTURE: drawing(101, 100)}, NO_PICTURE),
}


@pytest.mark.parametrize(("entries", "fault"), HARMFUL.values(), ids=HARMFUL)
def test_a_zip_made_to_harm_is_refused_and_writes_nothing(
    entries, fault, tmp_path, monkeypatch, settings
):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 10_000
    inside = tmp_path / "in" / "here"
    inside.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(inside))

    with pytest.raises(InvalidCurriculum, match=fault):
        sharing.unpacked(zipped(entries))

    assert [path.name for path in tmp_path.rglob("*")] == ["in", "here"]


def test_a_zip_made_by_hand_brings_its_module_and_nothing_else_of_its_site(tmp_path):
    folder = files.write_files(tmp_path)
    make_home()
    content = zipped(
        {
            path.relative_to(folder).as_posix(): path.read_text()
            for path in [*folder.glob("*.yaml"), *folder.glob("modules/**/*.yaml")]
        }
    )
    before = set(Page.objects.values_list("slug", flat=True))

    sharing.take_in(sharing.unpacked(content))

    lessons = {"un-par-compte", "le-coffre"}
    added = {"sensibiliser", files.SLUG} | lessons
    assert set(Page.objects.values_list("slug", flat=True)) - before <= added
    assert {one.slug for one in Category.objects.all()} == {"t1"}


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_spoilt_zip_is_refused_in_words(compression):
    with pytest.raises(InvalidCurriculum, match=NO_ZIP):
        sharing.unpacked(spoilt(compression))


def test_a_picture_of_a_zip_is_drawn_again():
    picture = PngInfo()
    picture.add_text("Author", "Camille Durand")
    written = io.BytesIO()
    Image.new("RGB", (40, 30)).save(written, "PNG", pnginfo=picture)

    with (
        tempfile.TemporaryDirectory() as folder,
        zipfile.ZipFile(io.BytesIO(zipped({PICTURE: written.getvalue()}))) as file,
    ):
        sharing._write_files(file, Path(folder))
        kept = (Path(folder) / PICTURE).read_bytes()

    assert b"Camille" in written.getvalue()
    assert b"Camille" not in kept


def test_a_reviewer_reads_then_takes_in_and_a_trainer_may_not(module):
    shared = sharing.packed(module)
    forget_module(module)
    reviewer = sign_in(REVIEWER)

    preview = reviewer.post(IMPORT, upload(shared))
    confirmation = preview.context["confirmation"].initial
    assert not ModulePage.objects.filter(slug=files.SLUG).exists()
    refused = sign_in(REVIEWER).post(IMPORT, confirmation)
    assert "Choisissez de nouveau le fichier." in refused.content.decode()
    assert not ModulePage.objects.filter(slug=files.SLUG).exists()
    reviewer.post(IMPORT, confirmation)

    assert ModulePage.objects.get(slug=files.SLUG).live
    again = reviewer.post(IMPORT, confirmation).content.decode()
    assert "Choisissez de nouveau le fichier." in again
    assert sign_in(TRAINER).get(IMPORT).status_code == 302


@pytest.fixture
def category():
    ObjectiveFactory(code="m9-rib")
    return CategoryFactory(slug="m9")


def row(**said):
    values = {
        "question": "Un RIB change. Que faites-vous ?",
        "explication": "Rappelez.",
        "objectif": "m9-rib",
        "mots-cles": "rib, appel",
        "reponse1": "J’appelle",
        "juste1": "oui",
        "retour1": "Oui.",
        "reponse2": "Je paie",
        "retour2": "Non.",
    } | said
    return ";".join(values.get(name, "") for name in COLUMNS)


def table(*rows):
    return "\n".join([";".join(COLUMNS), *rows]).encode()


@pytest.mark.parametrize("column", [b"mots-cles", b"etiquettes", "Mots clés".encode()])
def test_a_table_is_read_then_added_as_drafts(column, category):
    trainer = sign_in(TRAINER)
    content = table(row(), row(question="Et si tout est juste ?", juste2="oui"))
    data = {"category": category.pk} | upload(content.replace(b"mots-cles", column), "q.csv")

    confirmation = trainer.post(QUESTIONS, data).context["confirmation"].initial
    assert Question.objects.count() == 0
    trainer.post(QUESTIONS, confirmation | {"category": category.pk})

    first, second = Question.objects.order_by("pk")
    assert (first.content[0].block_type, second.content[0].block_type) == ("single", "multiple")
    assert not first.live
    assert {tag.name for tag in first.tags.all()} == {"rib", "appel"}


def faults(name, content, category):
    data = {"category": category.pk} | upload(content, name)
    found = sign_in(TRAINER).post(QUESTIONS, data).context["faults"]
    return [(line, sentence.replace("\xa0", " ")) for line, sentence in found]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"retour2": ""}, "retour2 : manquant"),
        ({"reponse2": "", "retour2": "", "reponse3": "Je paie"}, "retour3 : manquant"),
        ({"juste1": "", "juste2": ""}, "aucune réponse n’est juste"),
        ({"juste2": "ouais"}, "juste2 : « ouais » n’est ni oui ni non"),
        ({"juste4": "oui"}, "reponse4 : manquant"),
        ({"objectif": "rien"}, "aucun objectif de la banque n’a le code « rien »"),
        ({"question": ""}, "question : manquant"),
        ({"explication": "# Un titre"}, "explication : pas de titre"),
        ({"reponse1": "é" * 301}, "reponse1 : 301 caractères, 300 au plus"),
        ({"retour5": ";perdu"}, "plus de cases que de colonnes"),
    ],
)
def test_a_fault_names_its_line_and_its_column_and_nothing_is_added(category, said, words):
    first = row(question='"Une autre,\nsur deux lignes ?"')
    found = faults("q.csv", table(first, row(**said)), category)

    assert [line for line, _ in found][:1] == [3]
    assert words in found[0][1]
    assert Question.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ((b"retour1", b"retours"), ["« retour1 » manque", "« retours » n’est pas"]),
        ((b"retour5", b"reponse6"), ["« reponse6 » n’est pas l’une de celles"]),
        ((b"retour5", b"retour4"), ["« retour4 » figure deux fois"]),
    ],
)
def test_no_column_is_lost_without_a_word(category, change, words):
    found = faults("q.csv", table(row()).replace(*change, 1), category)

    assert [line for line, _ in found] == [1] * len(words)
    assert all(one in said for one, (_, said) in zip(words, found, strict=True))


def test_the_same_question_twice_in_a_file_is_told(category):
    assert faults("q.csv", table(row(), row(retour1="Si.")), category) == [
        (3, "la même question que la ligne 2")
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("q.gift.txt", b"::Q1:: Qui ? {=Moi ~Toi}"),
        ("q.xml", b'<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "ha">]><quiz>&a;</quiz>'),
        ("q.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("q.xlsx", b"PK\x03\x04"),
        ("q.csv", b"\n\n"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(category, name, content):
    ((line, sentence),) = faults(name, content, category)

    assert line == 0
    assert "ce n’est pas un tableau de questions" in sentence


def test_too_many_questions_are_refused_and_not_cut(category):
    rows = [row(question=f"Question {number} ?") for number in range(501)]
    assert "plus de 500 questions" in faults("q.csv", table(*rows), category)[0][1]


def as_xlsx(content: bytes) -> bytes:
    book = Workbook()
    for cells in csv.reader(io.StringIO(content.decode()), delimiter=";"):
        book.active.append([True if cell == "oui" else cell for cell in cells])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("q.csv", lambda content: content),
        ("q.csv", lambda content: content.replace(b";", b",")),
        ("q.csv", lambda content: content.replace(b";", b"\t")),
        ("q.csv", lambda content: content.decode().encode("utf-16")),
        ("q.csv", lambda content: content.decode().encode("cp1252")),
        ("q.xlsx", as_xlsx),
    ],
    ids=["semicolons", "commas", "tabs", "utf-16", "cp1252", "xlsx"],
)
def test_a_table_is_read_as_a_spreadsheet_writes_it(category, name, written):
    content = table(row(question='"Où aller ?\n\nÀ l’œuvre !"', **{"mots-cles": "rib"}))
    trainer = sign_in(TRAINER)
    data = {"category": category.pk} | upload(written(content), name)

    page = trainer.post(QUESTIONS, data)
    kept = page.context["confirmation"].initial | {"category": category.pk}
    trainer.post(QUESTIONS, kept)

    question = Question.objects.get()
    stem = question.content.raw_data[0]["value"]["stem"]
    assert stem == "<p>Où aller ?</p><p>À l’œuvre !</p>"
    assert [one["correct"] for one in question.content[0].value["options"]] == [True, False]


def test_a_file_read_again_adds_only_what_is_new(category):
    trainer = sign_in(TRAINER)

    def send(*rows):
        data = {"category": category.pk} | upload(table(*rows), "q.csv")
        page = trainer.post(QUESTIONS, data)
        kept = page.context["confirmation"].initial | {"category": category.pk}
        return page, trainer.post(QUESTIONS, kept)

    send(row())
    corrected = row(reponse2="Je paie tout de suite")
    page, _ = send(row(retour1="Oui !"), corrected, row(question="Une autre ?"))
    again = send(row(retour1="Oui !"), corrected, row(question="Une autre ?"))[1]

    assert Question.objects.count() == 3
    assert [one["is_alike"] for one in page.context["questions"]] == [True, False]
    assert "Déjà dans la banque" in page.content.decode()
    assert "il n’y a rien à ajouter" in again.content.decode()


def test_what_is_read_is_shown_with_its_right_answers(category):
    data = {"category": category.pk} | upload(table(row(question="5 < 7 & 8 ?")), "q.csv")

    page = " ".join(sign_in(TRAINER).post(QUESTIONS, data).content.decode().split())

    assert "<b>5 &lt; 7 &amp; 8 ?</b>" in page
    assert "<b>Juste :</b> J’appelle" in page


def test_a_fault_of_yaml_names_its_line(category):
    text = """questions:
  - slug: m9-rib
    type: single
    objective: m9-rib
    stem: Que faire ?
    options:
      - {text: Appeler, correct: true, feedback: Oui.}
      - text: Payer
    explanation: "[[fact:inconnu]]"
"""
    ((line, sentence),) = faults("q.yaml", text.encode(), category)
    assert (line, sentence) == (8, "options[1].feedback : manquant")

    text = text.replace("text: Payer", "{text: Payer, feedback: Non.}")
    ((line, sentence),) = faults("q.yaml", text.encode(), category)
    assert (line, "inconnu" in sentence) == (9, True)


def test_a_picture_comes_with_its_module_only(category):
    question = """questions:
  - slug: m9-image
    type: open_answer
    objective: m9-rib
    stem: Que voyez-vous ?
    picture: {image: ecran.png, alt: Un écran}
    criteria: [{text: Le cadenas}]
    explanation: Un cadenas.
"""
    kept = {
        "category": category.pk,
        "kept": b64encode(question.encode()).decode(),
        "kept_name": "q.yaml",
    }

    page = sign_in(TRAINER).post(QUESTIONS, kept)

    assert "une image ne vient qu’avec un module entier" in page.content.decode()
    assert Question.objects.count() == 0


def test_a_kept_file_that_was_changed_has_to_be_chosen_again(category):
    kept = {"category": category.pk, "kept": "pas du base64 !", "kept_name": "q.csv"}
    page = sign_in(TRAINER).post(QUESTIONS, kept)
    assert "Choisissez de nouveau le fichier." in page.content.decode()


@pytest.mark.parametrize(
    "content",
    [
        *(b"a: [", b"- 1", b"\xff\xfe", b"question;x\n1", b'"a', b"x: *a"),
        *(
            b"questions: " + b"1" * 5000,
            b"a: !!float x",
            b"a: !!python/name:os.system",
        ),
        b"q: &q {options: [x]}\nquestions: [*q, *q]",
    ],
)
@pytest.mark.parametrize("name", ["q.csv", "q.yaml"])
def test_nonsense_is_refused_in_words(category, name, content):
    assert faults(name, content, category)


def test_the_questions_of_a_module_come_back(module, category):
    folder = Exporter(alone=module).module(module).modules[0]
    with zipfile.ZipFile(io.BytesIO(sharing.packed(module))) as file:
        text = file.read(files.QUESTIONS)

    data = {"category": category.pk} | upload(text, files.QUESTIONS)
    page = sign_in(TRAINER).post(QUESTIONS, data)

    assert len(page.context["known"]) == len(folder.questions)
    assert not page.context["questions"]
