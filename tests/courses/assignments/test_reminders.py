"""Reminders: three at most, a week apart, to those who have not completed it, each sent once."""

import datetime

import pytest
from django.core import mail, signing
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate, make_aware
from pytest_django.asserts import assertContains, assertNotContains

from courses.assignments import actions, emails, reminding
from courses.assignments.models import NoReminders, Reminder
from courses.assignments.personal_data import erase_for, export_for
from courses.assignments.rules import is_office_hour, may_remind, window_opened
from courses.certificates.models import Notice
from courses.learning.models import PathCompletion
from elearning.organisations.models import Organisation
from tests.certificates import make_certificate
from tests.factories import make_module, make_path

pytestmark = pytest.mark.django_db

DUE = datetime.date(2026, 12, 31)


def days(number):
    return datetime.timedelta(days=number)


@pytest.fixture
def karim(reader):
    return reader()


@pytest.fixture
def asked(assign, town_hall, path):
    return assign(town_hall, path, due_in=30)


def send_all(now):
    for number in list(reminding.to_send(now).values_list("pk", flat=True)):
        reminding.send(number, now)


@pytest.mark.parametrize(
    ("before", "opened"),
    [(15, None), (14, 14), (4, 14), (3, 3), (0, 3), (-1, None)],
)
def test_the_site_reminds_fourteen_and_three_days_before(before, opened):
    expected = opened and DUE - days(opened)
    assert window_opened(DUE - days(before), DUE) == expected


@pytest.mark.parametrize(
    ("past", "since", "may"), [(0, None, True), (1, 7, True), (1, 6, False), (3, 90, False)]
)
def test_three_at_most_a_week_apart(now, past, since, may):
    assert may_remind(now, past, since and now - days(since)) is may


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-11-30T08:59", False),
        ("2026-11-30T09:00", True),
        ("2026-11-30T16:59", True),
        ("2026-11-30T17:00", False),
        ("2026-11-28T10:00", False),
    ],
)
def test_they_leave_on_working_days_within_hours(moment, open_):
    assert is_office_hour(datetime.datetime.fromisoformat(moment)) is open_


def test_who_is_reminded(reader, member, town_hall, asked, path, now):
    written = reader()
    member(town_hall)  # without account
    reader(confirmed=False)
    reader(left_days_ago=2)
    PathCompletion.objects.create(learner=reader(), path=path, completed_at=now)
    reminding.refuse(reader(), now)

    reminding.note(asked, now)

    assert list(Reminder.objects.values_list("learner", "number")) == [(written.pk, 1)]


def test_however_often_it_runs_each_window_reminds_once(karim, assign, town_hall, path, now):
    assign(town_hall, path, due_in=14)
    for after in (0, 0, 1, 8, 10, 11, 12, 14, 15):
        reminding.note_due(now + days(after))

    noted = [localdate(at) for at in Reminder.objects.values_list("created_at", flat=True)]
    assert sorted(noted) == [localdate(now), localdate(now) + days(11)]


def test_a_manager_asks_for_more_up_to_three(karim, asked, now):
    for after in (0, 1, 7, 14, 21, 28):
        reminding.note(asked, now + days(after))

    assert list(Reminder.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_two_paths_do_not_make_two_messages_in_a_week(karim, asked, assign, town_hall, now):
    other = assign(town_hall, make_path([make_module(lessons=0)]))
    reminding.note(asked, now)

    reminding.note(other, now + days(6))
    assert not other.reminders.exists()
    reminding.note(other, now + days(7))
    assert other.reminders.exists()


def test_nor_does_a_certificate_that_ends(karim, asked, now):
    certificate = make_certificate(learner=karim)
    Notice.objects.create(certificate=certificate, kind="30", created_at=now - days(2))

    reminding.note(asked, now)

    assert not Reminder.objects.exists()


def test_the_message_says_what_by_when_and_needs_no_click(karim, asked, now):
    reminding.note(asked, now)
    send_all(now)
    send_all(now)

    [message] = mail.outbox
    assert message.to == [karim.user.email]
    assert "La mairie" in message.subject
    assert "tapez vous-même l’adresse" in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("why", ["completed", "ended", "left", "refused", "draft"])
def test_nothing_is_sent_once_it_is_pointless(karim, asked, path, now, why):
    reminding.note(asked, now)
    if why == "completed":
        PathCompletion.objects.create(learner=karim, path=path, completed_at=now)
    if why == "ended":
        actions.end(asked, now)
    if why == "left":
        karim.memberships.update(left_at=now)
    if why == "refused":
        reminding.refuse(karim, now)
    if why == "draft":
        path.unpublish()

    send_all(now)

    assert not mail.outbox
    assert not Reminder.objects.exists()


def test_what_the_server_refuses_is_sent_later(karim, asked, now, monkeypatch):
    reminding.note(asked, now)
    with monkeypatch.context() as patch:
        patch.setattr("elearning.mail.get_connection", lambda: (_ for _ in ()).throw(OSError))
        with pytest.raises(OSError):  # noqa: PT011
            send_all(now)

    send_all(now)

    assert len(mail.outbox) == 1


def test_the_command_waits_for_working_hours(karim, assign, town_hall, path, monkeypatch):
    monday = make_aware(datetime.datetime(2026, 11, 30, 10))
    saturday = make_aware(datetime.datetime(2026, 11, 28, 10))
    last = (monday.date() - localdate()).days
    assign(town_hall, path, days_ago=60, due_in=last + 2)
    for moment, sent in [(saturday, 0), (monday, 1), (monday, 1)]:
        monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
        call_command("send_reminders")
        assert len(mail.outbox) == sent


def test_a_manager_reminds_in_one_click_and_is_told_no_number(as_manager, karim, asked):
    page = as_manager.post(reverse("remind", args=[asked.pk]), follow=True)

    assertContains(page, "ni à qui ni à combien")
    assert Reminder.objects.get().learner == karim


def test_nobody_is_reminded_before_the_first_day(as_manager, karim, assign, town_hall, path):
    asked = assign(town_hall, path, opens_in=7)
    remind = reverse("remind", args=[asked.pk])
    for page in ("assignments", "assignment"):
        row = town_hall if page == "assignments" else asked
        assertNotContains(as_manager.get(reverse(page, args=[row.pk])), remind)

    assertContains(as_manager.post(remind, follow=True), "Aucun rappel")
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("rival", [False, True])
def test_nobody_else_reminds(client, bob, manage, karim, asked, rival):
    if rival:
        manage(Organisation.objects.create(name="Mairie de Valdoré", department="71"), bob)
    client.force_login(bob)

    assert client.post(reverse("remind", args=[asked.pk])).status_code == 404
    assert not Reminder.objects.exists()


def test_the_link_stops_them_by_a_button_and_starts_them_again(client, karim, asked):
    url = reverse("stop_reminders", args=[emails.token(karim.pk)])
    client.force_login(karim.user)
    assertContains(client.get(reverse("to_do")), url)
    client.logout()

    client.get(url)
    assert not NoReminders.objects.exists()
    client.post(url)
    client.post(url)
    assertContains(client.get(url), "plus de rappels")
    client.post(url, {"again": "1"})
    assert not NoReminders.objects.exists()


def test_a_mail_program_stops_them_without_cookie(stranger, karim):
    url = reverse("stop_reminders", args=[emails.token(karim.pk)])

    assert stranger.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert NoReminders.objects.get().learner == karim


@pytest.mark.parametrize("wrong", ["x", "0" * 32 + ":x"])
def test_a_forged_link_stops_nothing(client, karim, wrong):
    tokens = [wrong, signing.Signer(salt="other").sign(karim.pk.hex)]
    for token in tokens:
        assert client.post(reverse("stop_reminders", args=[token])).status_code == 404
    assert not NoReminders.objects.exists()


def test_the_database_keeps_three_at_most_and_each_once(karim, asked, now):
    Reminder.objects.create(assignment=asked, learner=karim, number=3, created_at=now)
    for number in (3, 4):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reminder.objects.create(assignment=asked, learner=karim, number=number, created_at=now)


def test_a_person_sees_her_reminders_and_they_are_forgotten_with_her(karim, asked, now):
    reminding.note(asked, now)
    reminding.refuse(karim, now)
    tables = {table.name: table.rows for table in export_for(karim, karim.user)}
    assert tables["rappels"][0][0] == "La mairie"
    assert tables["rappels-refuses"]

    erase_for(karim, karim.user)

    assert not Reminder.objects.exists()
    assert not NoReminders.objects.exists()


def test_a_thousand_people_cost_what_ten_do(reader, asked, now, django_assert_max_num_queries):
    for _ in range(10):
        reader()
    with django_assert_max_num_queries(9):
        reminding.note(asked, now)
