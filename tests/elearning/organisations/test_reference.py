"""The official list: what is shipped is right, loading it twice changes nothing."""

import io

import pytest
from django.core.management import CommandError, call_command

from elearning.organisations import reference
from elearning.organisations.models import Organisation

HEADER = ",".join(reference.COLUMNS)
GROUPING = "epci,200000925,CC de la Plaine Dijonnaise,200000925,21,22152,"
COMMUNE = "commune,21001,Agencourt,212100010,21,416,200000925"


@pytest.fixture
def load(tmp_path, db):
    def load(*rows, **options):
        file = tmp_path / "list.csv"
        file.write_text("\n".join([HEADER, *rows]))
        output = io.StringIO()
        call_command("load_organisations", file, stdout=output, **options)
        return output.getvalue().strip()

    return load


def test_the_shipped_list_holds_the_whole_region():
    rows = reference.read(reference.REFERENCE)
    kinds = [row["kind"] for row in rows]
    communes = [row for row in rows if row["kind"] == "commune"]
    small = [row for row in communes if int(row["population"]) < 3500]

    assert [kinds.count(kind) for kind in ("departement", "epci", "commune")] == [8, 116, 3685]
    assert len({(row["kind"], row["code"]) for row in rows}) == len(rows)
    assert all(row["epci"] for row in communes)
    assert round(100 * len(small) / len(communes)) == 97


def test_a_list_is_loaded_once(load):
    assert load(COMMUNE, GROUPING) == "Structures : 2 créées, 0 modifiées, 0 disparues"
    assert load(COMMUNE, GROUPING) == "Structures : 0 créées, 0 modifiées, 0 disparues"
    assert Organisation.objects.get(code="21001").epci.code == "200000925"


def test_a_new_name_is_taken_and_what_is_gone_stays(load):
    load(COMMUNE, GROUPING)

    said = load(GROUPING.replace("Plaine Dijonnaise", "Plaine"))

    assert said == "Structures : 0 créées, 1 modifiées, 1 disparues"
    assert Organisation.objects.get(code="200000925").name == "CC de la Plaine"
    assert not Organisation.objects.get(code="21001").is_current
    assert load(COMMUNE, GROUPING) == "Structures : 0 créées, 2 modifiées, 0 disparues"


def test_a_dry_run_writes_nothing(load):
    assert load(GROUPING, dry_run=True) == "Structures : 1 créées, 0 modifiées, 0 disparues"
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (COMMUNE.replace("200000925", "999999999"), "2: epci"),
        (COMMUNE.replace("commune", "village") + "\n" + GROUPING, "2: kind"),
        (COMMUNE.replace("416", "beaucoup") + "\n" + GROUPING, "2: population"),
    ],
)
def test_a_faulty_list_is_refused_whole(load, row, place):
    with pytest.raises(CommandError, match=place) as refusal:
        load(row)
    assert refusal.value.returncode == 1
    assert not Organisation.objects.exists()
