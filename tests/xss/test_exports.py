"""No payload leaves an export as a formula."""

import csv
import io

import pytest

from elearning.lib.spreadsheets import csv_text
from tests.xss.payloads import PAYLOADS

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "|calc", "%0A=1"]


@pytest.mark.parametrize("value", [*FORMULAS, *PAYLOADS])
def test_a_cell_begins_no_formula_and_stays_one_cell(value):
    text = csv_text(["Nom", "Autre"], [[value, "reste"]])

    _, row = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert len(row) == 2
    assert not row[0].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "|", "%"))
    assert row[1] == "reste"
