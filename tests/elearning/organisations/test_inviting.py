"""Personal invitations by e-mail: read first, sent once, forgotten; nobody learns who joined."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from elearning.organisations import actions, inviting, sending
from elearning.organisations.models import Invitation, Mailing, Membership, Organisation
from elearning.privacy.actions import erase, export
from tests.factories import LearnerFactory

pytestmark = pytest.mark.django_db

ZOE, MAX = "zoe@mairie.example", "max@mairie.example"
KEY = "0f5a1f9c-5c0e-4a53-9f6c-0d7c1d9f6a11"  # of a list that was read


def typeset(words):
    """Return words with the spaces that no line breaks at, as the French catalogue has them."""
    return re.sub(" (?=[:»?])|(?<=«) ", "\u00a0", words)


@pytest.fixture
def as_manager(client, alice, manager):
    client.force_login(alice)
    return client


@pytest.fixture
def invite(manager, town_hall, alice, now, django_capture_on_commit_callbacks):
    """Invite these people, a moment ago unless told otherwise."""

    def invite(*addresses, ago=datetime.timedelta(0)):
        with django_capture_on_commit_callbacks(execute=True):
            return inviting.invite(town_hall, list(addresses), alice, now - ago)

    return invite


def page_of(client, organisation, **data):
    return client.post(reverse("invite", args=[organisation.pk]), data)


def file(text, name="agents.csv"):
    return SimpleUploadedFile(name, text.encode("cp1252"))


def test_a_file_is_read_first_and_sent_once_confirmed(
    as_manager, town_hall, django_capture_on_commit_callbacks
):
    sheet = file(f"Prénom;Courriel\r\nZoé;{ZOE.upper()}\r\nMax;{MAX}\r\n")
    preview = page_of(as_manager, town_hall, file=sheet)
    assertContains(preview, "Inviter 2 personnes")
    assertContains(preview, ZOE)
    assert not Mailing.objects.exists()

    typed, key = preview.context["typed"], preview.context["key"]
    changing = page_of(as_manager, town_hall, typed=typed, change="1")
    assertContains(changing, f"{ZOE}\n{MAX}")
    with django_capture_on_commit_callbacks(execute=True):
        sent = page_of(as_manager, town_hall, typed=typed, confirmed=key)

    assertRedirects(sent, reverse("invite", args=[town_hall.pk]))
    assert sorted(message.to[0] for message in mail.outbox) == [MAX, ZOE]


def test_two_clicks_send_one_invitation(as_manager, town_hall, django_capture_on_commit_callbacks):
    for _click in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            page_of(as_manager, town_hall, typed=f"{ZOE} {MAX}", confirmed=KEY)

    assert len(mail.outbox) == 2
    assert Mailing.objects.count() == 1
    assert Invitation.objects.usable(timezone.now()).count() == 2


def test_the_message_is_ours_and_says_how_to_come_without_clicking(invite, town_hall):
    invite(ZOE)

    message, invitation = mail.outbox[0], Invitation.objects.get()
    said = "« Mairie de Combelouvre » vous invite à vous former à la sécurité numérique"
    assert message.subject == typeset(said)
    assert "ou tapez vous-même notre adresse" in message.body
    assert invitation.readable_code in message.body
    assert set(re.findall(r"https?://\S+", message.body)) == {
        f"http://127.0.0.1:8000{path}" for path in (invitation.get_absolute_url(), "/rejoindre/")
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Nom;Ville\nZoé;Dijon\n", "Aucune colonne ne s’appelle « Courriel »"),
        ("Nom;Mail pro;Mail perso\nZoé;a@b.example;c@d.example\n", "Aucune colonne ne s’appelle"),
        ("Nom;Courriel\n", "Ce fichier ne contient aucune adresse."),
        (f"Courriel\n{ZOE}\nzoe@\n", "Ligne 3 : « zoe@ » n’est pas une adresse électronique."),
        (f"Courriel\n{ZOE}\nMax\n{ZOE}\n", f"Ligne 4 : « {ZOE} » est déjà à la ligne 2."),
        (f"Nom;Courriel\nZoé;{ZOE}\nMax;\n", "Ligne 3 : aucune adresse."),
        ("", "est vide"),
        ("\0", "Ce fichier ne se lit pas."),
        ("Courriel\n" + "".join(f"a{n}@b.example\n" for n in range(501)), "500 personnes au plus"),
        ("Courriel\n" + "a@\n" * 700, "500 personnes au plus"),
    ],
)
def test_a_faulty_file_is_refused_whole_line_by_line(as_manager, town_hall, text, fault):
    page = page_of(as_manager, town_hall, file=file(text), confirmed=KEY)

    assertContains(page, typeset(fault))
    assertContains(page, "error-summary")
    assert not Mailing.objects.exists()


def test_twenty_faults_are_told_and_the_rest_counted(as_manager, town_hall):
    page = page_of(as_manager, town_hall, typed="\n".join(f"faute{n}" for n in range(30)))

    assertContains(page, "faute19")
    assertNotContains(page, "« faute20 »")
    assertContains(page, "Et 10 de plus")


@pytest.mark.parametrize(
    "typed",
    [
        f"{ZOE}\n{MAX}",
        f"{ZOE}; {MAX}",
        f"Zoé Dupont <{ZOE}>, Max <{MAX.upper()}>",
        f" {ZOE},{MAX} ",
        f"Zoé <{ZOE}>; {MAX}",
        f'"Dupont, Zoé" <{ZOE}>, Max, du service <{MAX}>',
        f"\u200b{ZOE}\u00a0\nmailto:{MAX}",
    ],
)
def test_addresses_are_taken_as_people_paste_them(as_manager, town_hall, typed):
    preview = page_of(as_manager, town_hall, typed=typed)

    assert preview.context["typed"] == f"{ZOE} {MAX}"


@pytest.mark.parametrize(
    "above",
    [
        "Agents de la mairie, courriels;;\r\n\r\nNom;Courriel;Mail perso",
        "sep=;\r\nNom;Adresse e-mail;",
        "Nom;E-mail professionnel;Service",
    ],
)
def test_the_column_is_found_below_titles_and_under_other_names(as_manager, town_hall, above):
    sheet = file(f"{above}\r\nDupont;{ZOE};\r\nMax;{MAX};\r\n")

    assert page_of(as_manager, town_hall, file=sheet).context["typed"] == f"{ZOE} {MAX}"


@pytest.mark.parametrize("data", [{}, {"typed": "x" * 200_000}, {"file": file("a"), "typed": ZOE}])
def test_what_cannot_be_invited_is_refused_in_words(as_manager, town_hall, data):
    assertContains(page_of(as_manager, town_hall, **data), "error-summary")


ADDRESSES = ["invite", "close_invitation", "resend_mailing", "close_mailing"]


def ask(client, address, mailing):
    number = mailing.pk if "mailing" in address else mailing.organisation_id
    data = {"typed": MAX, "email": ZOE, "confirmed": KEY}
    return client.post(reverse(address, args=[number]), data)


@pytest.mark.parametrize("address", ADDRESSES)
def test_neither_a_stranger_nor_another_manager_nor_who_stopped_invites(
    client, bob, invite, alice, manager, region, now, address
):
    mailing = invite(ZOE)
    other = Organisation.objects.create(name="Mairie de Vauxprès", department="70")
    actions.validate(actions.ask_to_manage(other, bob, "maire", now), region, now)
    client.force_login(bob)
    assert ask(client, address, mailing).status_code == 404

    actions.end(manager, manager.validated_by, now)
    client.force_login(alice)
    assert ask(client, address, mailing).status_code == 404
    assert Invitation.objects.get().email == ZOE
    assert len(mail.outbox) == 1


def test_nothing_leaves_in_the_name_of_who_no_longer_manages(
    manager, town_hall, alice, now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=False):
        inviting.invite(town_hall, [ZOE], alice, now)
    actions.end(manager, manager.validated_by, now)

    call_command("send_invitations")

    assert mail.outbox == []


def test_joining_uses_the_invitation_and_forgets_the_address(invite, visitor, stranger):
    invite(ZOE)
    invitation = Invitation.objects.get()

    visitor.post(invitation.get_absolute_url())

    assert Membership.objects.count() == 1
    assert Invitation.objects.get().email == ""
    assert stranger.post(invitation.get_absolute_url()).status_code == 404


def test_a_member_who_opens_an_invitation_is_forgotten_too(invite, visitor, team_code):
    visitor.post(team_code.get_absolute_url())
    invite(ZOE)

    visitor.post(Invitation.objects.get(for_one=True).get_absolute_url())

    assert Membership.objects.count() == 1
    assert Invitation.objects.get(for_one=True).email == ""


def test_refusing_closes_the_invitation_and_forgets_the_address(invite, visitor):
    invite(ZOE)
    invitation = Invitation.objects.get()
    assertContains(visitor.get(invitation.get_absolute_url()), "effacer mon adresse")
    refuse = reverse("refuse_invitation", args=[invitation.code])

    assertRedirects(visitor.post(refuse), reverse("find_invitation"))

    assert Invitation.objects.get().email == ""
    assert visitor.post(refuse).status_code == 404
    assert visitor.get(invitation.get_absolute_url()).status_code == 404


def test_the_code_of_a_team_is_refused_by_nobody(visitor, team_code):
    assertNotContains(visitor.get(team_code.get_absolute_url()), "effacer mon adresse")
    assert visitor.post(reverse("refuse_invitation", args=[team_code.code])).status_code == 404
    assert visitor.get(team_code.get_absolute_url()).status_code == 200


def test_the_pages_of_the_manager_are_the_same_whoever_joined(
    as_manager, invite, town_hall, visitor
):
    mailing = invite(ZOE, MAX)

    def pages():
        pages = [as_manager.get(reverse(name, args=[town_hall.pk])) for name in ("team", "invite")]
        pages.append(page_of(as_manager, town_hall, typed=f"{ZOE} {MAX}"))
        closing = reverse("close_invitation", args=[town_hall.pk])
        pages.append(as_manager.post(closing, {"email": "max@"}))
        drawn = r'value="(\w{64}|[-0-9a-f]{36})"'  # against forgery, and the key of a list
        return [re.sub(drawn, "", page.content.decode()) for page in pages]

    before = pages()
    visitor.post(Invitation.objects.get(email=ZOE).get_absolute_url())

    assert pages() == before
    assertNotContains(as_manager.get(reverse("invite", args=[town_hall.pk])), MAX)
    assert mailing.people == 2


def test_it_is_sent_again_once_to_who_has_not_joined(
    as_manager, invite, visitor, django_capture_on_commit_callbacks
):
    mailing = invite(ZOE, MAX)
    visitor.post(Invitation.objects.get(email=ZOE).get_absolute_url())
    mail.outbox.clear()

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            page = as_manager.post(reverse("resend_mailing", args=[mailing.pk]), follow=True)

    assert [message.to for message in mail.outbox] == [[MAX]]
    assertContains(page, "sont parties deux fois")


def test_closing_lets_nobody_in_and_forgets_the_addresses(as_manager, invite, visitor):
    mailing = invite(ZOE, MAX)
    codes = list(Invitation.objects.values_list("code", flat=True))

    as_manager.post(reverse("close_mailing", args=[mailing.pk]))

    assert [visitor.get(reverse("join", args=[code])).status_code for code in codes] == [404, 404]
    assert not Invitation.objects.exclude(email="").exists()
    assert not inviting.resend(mailing, None, mailing.created_at)


def test_closing_every_code_closes_the_invitations_sent_too(as_manager, invite, town_hall):
    mailing = invite(ZOE)

    as_manager.post(reverse("revoke_codes", args=[town_hall.pk]))

    assert not Invitation.objects.exclude(email="").exists()
    page = as_manager.post(reverse("resend_mailing", args=[mailing.pk]), follow=True)
    assertContains(page, "Ces invitations")
    assertNotContains(page, "Renvoyer à qui")


def test_one_invitation_is_closed_by_its_address(as_manager, invite, town_hall):
    invite(ZOE, MAX)

    as_manager.post(reverse("close_invitation", args=[town_hall.pk]), {"email": ZOE.upper()})

    assert Invitation.objects.exclude(email="").get().email == MAX


def test_inviting_again_replaces_the_invitation(invite, visitor):
    invite(ZOE)
    first = Invitation.objects.get()
    invite(ZOE)

    assert visitor.get(first.get_absolute_url()).status_code == 404
    assert Invitation.objects.exclude(email="").count() == 1


def test_an_address_gets_three_messages_a_week_at_most(as_manager, invite, town_hall):
    for _ in range(4):
        invite(ZOE)

    assert len(mail.outbox) == 3
    assertContains(page_of(as_manager, town_hall, typed=ZOE), "trois messages sont déjà partis")


def test_an_organisation_writes_to_so_many_people_a_day(as_manager, invite, town_hall, monkeypatch):
    monkeypatch.setattr(inviting, "MOST_A_DAY", 2)
    invite(ZOE)
    mail.outbox.clear()

    page = page_of(as_manager, town_hall, typed=f"{MAX} lou@mairie.example", confirmed=KEY)

    assertContains(page, "Continuez demain")
    assert mail.outbox == []


def test_a_member_with_that_confirmed_address_is_not_written_to(invite, bob, town_hall, now):
    EmailAddress.objects.create(user=bob, email=ZOE, verified=True)
    Membership.objects.create(
        organisation=town_hall, learner=LearnerFactory(user=bob), joined_at=now
    )

    invite(ZOE, MAX)

    assert [message.to for message in mail.outbox] == [[MAX]]


def test_a_mail_server_that_refuses_is_tried_again_and_nobody_gets_two(invite, monkeypatch):
    def refuse():
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("elearning.mail.get_connection", refuse)
        invite(ZOE)
    assert mail.outbox == []

    call_command("send_invitations")
    call_command("send_invitations")

    assert [message.to for message in mail.outbox] == [[ZOE]]


def test_a_worker_that_comes_twice_sends_once(invite, now):
    invite(ZOE)

    sending.send(Invitation.objects.get().pk, now)

    assert len(mail.outbox) == 1


def test_addresses_go_when_the_invitation_is_over(invite):
    invite(ZOE, ago=inviting.LAST + datetime.timedelta(minutes=1))
    invite(MAX)
    call_command("purge_expired", dry_run=True)
    assert Invitation.objects.exclude(email="").count() == 2

    call_command("purge_expired")

    assert Invitation.objects.exclude(email="").get().email == MAX


def test_a_person_reads_and_erases_the_invitations_at_a_confirmed_address(invite, bob):
    invite(ZOE, MAX)
    EmailAddress.objects.create(user=bob, email=ZOE, verified=True)
    EmailAddress.objects.create(user=bob, email=MAX, verified=False)

    held = {table.name: table.rows for table in export(None, bob)}["invitations-recues"]
    assert [row[1] for row in held] == [ZOE]

    erase(None, bob)
    assert Invitation.objects.exclude(email="").get().email == MAX


def test_two_hundred_people_cost_few_queries(
    manager, town_hall, alice, now, django_assert_max_num_queries
):
    addresses = [f"agent{number}@mairie.example" for number in range(200)]

    with django_assert_max_num_queries(12):
        inviting.invite(town_hall, addresses, alice, now)


def test_personal_codes_to_print_are_none_of_those_sent(as_manager, invite, town_hall):
    invite(ZOE)

    page = as_manager.get(reverse("print_codes", args=[town_hall.pk]))

    assertNotContains(page, Invitation.objects.get().readable_code)
