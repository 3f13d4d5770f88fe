"""How long certificates hold, in files: read, loaded, written back, refused where it is faulty."""

import pytest

from courses.curriculum.exporter import Exporter
from courses.curriculum.faults import InvalidCurriculum
from courses.curriculum.loader import Loader
from courses.curriculum.schema import parse
from courses.curriculum.writing import write
from courses.models import ModulePage
from tests import curriculum_files as files

RENEWAL = {"title": "Renouveler", "pass_mark": 70, "draws": [{"category": "t1"}]}
VALIDITY = {
    "edition": 3,
    "oldest_edition": 2,
    "validity_months": 24,
    "renewal_days": 30,
    "renewal_quiz": RENEWAL,
}


@pytest.fixture
def folder(tmp_path):
    files.write_files(tmp_path / "first")
    return tmp_path / "first"


def say(folder, **values):
    for key, value in values.items():
        files.change(folder, files.MODULE, key, to=value)


@pytest.mark.django_db
def test_a_validity_is_loaded_and_comes_back(folder, tmp_path):
    say(folder, **VALIDITY)
    curriculum = parse(folder)
    Loader(curriculum, lambda title, outcomes: None).load(curriculum.modules)
    page = ModulePage.objects.get()
    assert (page.validity_months, page.renewal_days, page.oldest_edition) == (24, 30, 2)
    assert page.renewal_quiz.slug == f"{files.SLUG}-renouvellement"
    assert page.renewal_quiz.is_open
    exported = Exporter().curriculum()
    assert exported == curriculum
    write(exported, tmp_path / "again")
    assert parse(tmp_path / "again") == curriculum


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"oldest_edition": 2}, "oldest_edition: no edition is so recent"),
        ({"renewal_quiz": RENEWAL | {"pass_mark": None}}, "renewal_quiz.pass_mark"),
        ({"renewal_quiz": RENEWAL | {"draws": [{"category": "t9"}]}}, "renewal_quiz.draws[0]"),
        ({"renewal_quiz": RENEWAL | {"draws": [{"category": "t1", "draw": 9}]}}, "draws 9"),
        ({"validity_months": 0}, "validity_months: a number from 1"),
    ],
)
def test_a_validity_that_nobody_could_renew_names_its_key(folder, values, fault):
    say(folder, **values)
    with pytest.raises(InvalidCurriculum) as refused:
        parse(folder)
    assert fault in str(refused.value)
