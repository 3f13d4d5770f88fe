"""No payload leaves an export as a formula."""

import csv
import io

import pytest
from django.urls import reverse
from wagtail.log_actions import log

from elearning.lib.spreadsheets import csv_text
from tests.factories import UserFactory, make_module
from tests.xss.payloads import PAYLOADS

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "|calc", "%0A=1"]


@pytest.mark.parametrize("value", [*FORMULAS, *PAYLOADS])
def test_a_cell_begins_no_formula_and_stays_one_cell(value):
    text = csv_text(["Nom", "Autre"], [[value, "reste"]])

    _, row = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert len(row) == 2
    assert not row[0].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "|", "%"))
    assert row[1] == "reste"


@pytest.mark.django_db
def test_a_report_of_the_editor_begins_no_formula(client):
    client.force_login(UserFactory(is_superuser=True))
    log(instance=make_module(title="=HYPERLINK(1)"), action="wagtail.edit")

    answer = client.get(reverse("wagtailadmin_reports:site_history"), {"export": "csv"})

    text = b"".join(answer.streaming_content).decode()
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith("=")]
