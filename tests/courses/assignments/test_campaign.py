"""One campaign: four pictures that name nobody, their tables, a page for the council, sessions."""

import datetime
import io

import pikepdf
import pytest
from django.core.management import call_command
from django.db.models import Value
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains

from courses.assignments import pictures, rules
from courses.assignments.models import Assignment, Session
from courses.assignments.models.assignments import AssignmentQuerySet
from courses.learning.models import PathCompletion
from elearning.lib.spreadsheets import csv_text, ods_file, xlsx_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(assign, town_hall, path):
    return assign(town_hall, path)


def figures(assignment, weeks_ago=0, **numbers):
    """Keep figures of a week in place of those there."""
    until = assignment.figures.order_by("-until").first().until
    row = {"people": 40, "begun": 11, "done": 17} | numbers
    moment = until + datetime.timedelta(weeks=5 - weeks_ago)
    return assignment.figures.update_or_create(until=moment, defaults=row)[0]


def picture_of(assignment, key):
    assignment = Assignment.objects.with_naming().get(pk=assignment.pk)
    return next(one for one in pictures.pictures_of(assignment) if one.key == key)


def rows_of(assignment, key):
    return picture_of(assignment, key).rows


@pytest.mark.parametrize(
    ("people", "begun", "done", "told"),
    [
        (9, 3, 3, None),
        (17, 0, 8, (5, 0, 12)),
        (40, 11, 17, (15, 10, 15)),
        (40, 4, 17, (15, 0, 25)),  # fewer than five have begun
        (40, 20, 17, (15, 0, 25)),  # fewer than five have not
        (40, 3, 37, (36, 0, 4)),  # what "fewer than five are left" says
        (40, 10, 3, (0, 10, 30)),
    ],
)
def test_no_part_of_a_bar_tells_fewer_than_five_apart(people, begun, done, told):
    bar = rules.bar(people, begun, done)
    assert (bar and (bar.done, bar.begun, bar.others)) == told


def test_a_bar_always_leaves_room_for_five_answers():
    """Whatever is drawn, who has begun and who has not is either hidden or five at least."""
    for people in range(10, 40):
        for done in range(people + 1):
            for begun in range(people - done + 1):
                bar = rules.bar(people, begun, done)
                assert bar.done + bar.begun + bar.others == people
                assert bar.begun == 0 or (begun >= 5 and people - done - begun >= 5)


def test_the_pictures_tell_what_the_table_tells(as_manager, asked):
    figures(asked)

    page = as_manager.get(reverse("assignment", args=[asked.pk]))

    assertContains(page, 'class="done" x="0.00" width="37.50"')
    assert [one[1] for one in rows_of(asked, "avancement")] == [15, 10, 15]
    assertNotContains(page, "style=")


def test_weeks_tell_what_was_told_then(asked):
    for weeks_ago, done in ((3, 2), (2, 7), (1, 12), (0, 14)):
        figures(asked, weeks_ago, done=done, begun=0)

    rows = rows_of(asked, "semaines")
    assert [row[1] for row in rows][-4:] == [0, 5, 10, 10]
    assert datetime.datetime.strptime(rows[-1][0], "%d/%m/%Y").weekday() == 0
    done, others = picture_of(asked, "semaines").lines[-1].parts
    assert (float(done.width), float(others.width)) == (25, 75), "10 of 40 people, not of the most"


def test_objectives_are_counted_and_the_rarest_answers_hidden(asked):
    figures(
        asked,
        objectives=[
            {"label": "Rappeler", "people": 23, "right": 19},
            {"label": "Vérifier", "people": 23, "right": 7},
            {"label": "Signaler", "people": 9, "right": 5},
        ],
    )

    assert rows_of(asked, "objectifs") == [("Vérifier", 5, 20), ("Rappeler", 15, 20)]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize("key", ["avancement", "semaines", "objectifs", "avant-apres"])
def test_each_picture_is_a_table_to_download(as_manager, asked, key, kind):
    figures(asked, before_after={"people": 12, "before": 45, "after": 85})

    sent = as_manager.get(reverse("picture_table", args=[asked.pk, key, kind]))

    assert sent["Content-Disposition"] == f'attachment; filename="{key}.{kind}"'
    assert sent.content
    if (key, kind) == ("avant-apres", "csv"):
        lines = sent.content.decode("utf-8-sig").splitlines()
        assert lines[1].endswith(";45;10")


@pytest.mark.parametrize(("key", "kind"), [("avancement", "exe"), ("noms", "csv")])
def test_other_tables_are_not_there(as_manager, asked, key, kind):
    assert as_manager.get(reverse("picture_table", args=[asked.pk, key, kind])).status_code == 404


def test_tables_compute_nothing_and_count_in_french():
    columns, rows = ("A", "B"), [("=1+1", 2.5)]

    assert csv_text(columns, rows).splitlines()[1] == "'=1+1;2,5"
    sheet = load_workbook(io.BytesIO(xlsx_file(columns, rows))).active
    assert [cell.value for cell in sheet[2]] == ["'=1+1", 2.5]
    assert b"content.xml" in ods_file(columns, rows)


def test_the_page_for_the_council_is_tagged_and_one_page(as_manager, asked):
    figures(asked, before_after={"people": 12, "before": 45, "after": 85})

    sent = as_manager.get(reverse("summary", args=[asked.pk]))

    with pikepdf.open(io.BytesIO(sent.content)) as document:
        assert len(document.pages) == 1
        assert "/StructTreeRoot" in document.Root
        assert str(document.Root.Lang).startswith("fr")


def test_a_session_is_noted_with_a_number_and_no_name(as_manager, asked):
    url = reverse("record_session", args=[asked.pk])
    tomorrow = localdate() + datetime.timedelta(days=1)
    page = as_manager.post(url, {"held_on": tomorrow, "without_account": 12})
    assertContains(page, "pas encore venu")

    month_ago = localdate() - datetime.timedelta(days=31)
    page = as_manager.post(url, {"held_on": month_ago, "without_account": 12})
    assertContains(page, "dans les 30 jours")

    for _click in range(2):
        page = as_manager.post(url, {"held_on": localdate(), "without_account": 12}, follow=True)

    assertContains(page, Session.objects.get().readable_code)
    assert rows_of(asked, "avancement")[-1][1] == 12


def test_a_campaign_nobody_finished_or_few_people_tells_nothing(as_manager, asked):
    page = as_manager.get(reverse("assignment", args=[asked.pk]))

    assertContains(page, "dix personnes", count=4)


def test_real_people_are_counted_once_a_week(town_hall, asked, path, member, now):
    people = [member(town_hall) for _ in range(16)]
    for learner in people[:7]:
        PathCompletion.objects.create(
            path=path, learner=learner, completed_at=now - datetime.timedelta(days=8)
        )
    for learner in people[8:14]:
        learner.enrolments.create(
            module=path.steps.get().module, started_at=now - datetime.timedelta(days=9)
        )

    call_command("follow_assignments")

    last = asked.figures.order_by("-until").first()
    assert (last.people, last.begun, last.done) == (16, 6, 7)


def test_the_campaign_costs_the_same_whatever_happened(
    as_manager, asked, django_assert_max_num_queries
):
    for weeks_ago in range(5):
        figures(asked, weeks_ago)
    with django_assert_max_num_queries(15):
        as_manager.get(reverse("assignment", args=[asked.pk]))


def test_no_figure_stands_beside_names(as_manager, asked, monkeypatch):
    monkeypatch.setattr(
        AssignmentQuerySet, "with_naming", lambda rows: rows.annotate(is_named=Value(True))
    )
    figures(asked)

    page = as_manager.get(reverse("assignment", args=[asked.pk]))

    assert page.context["pictures"] == []
    assertContains(page, reverse("names", args=[asked.pk]))
    for url in (
        reverse("summary", args=[asked.pk]),
        reverse("picture_table", args=[asked.pk, "semaines", "csv"]),
    ):
        assert as_manager.get(url).status_code == 404
