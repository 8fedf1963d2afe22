"""The page on which a round is followed, and what can be done there."""

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.models import Email
from surveys.following import progress, waiting
from surveys.models import Call, Invitation, Mode, Round
from tests.members.factories import MembershipFactory
from tests.surveys.factories import AnswerFactory, QuestionFactory, RoundFactory
from tests.surveys.rounds import DAY, coalition, draft, running


@pytest.fixture
def round(coordinator):
    coalition("West", partners=1)
    coalition("Oost", partners=0, leader="Olga Leider")
    coalition("Zuid", partners=0, leader="Zara Leider")
    return running(coordinator, title="Coalitiescan")


def page(client, name, pk):
    response = client.get(reverse(f"surveys:{name}", args=[pk]))
    assert response.status_code == 200
    return response


def send(client, name, pk, **typed):
    return client.post(reverse(f"surveys:{name}", args=[pk]), typed, follow=True)


def came_back():
    now = timezone.now()
    return {"bounced_at": now, "last_error": "550 weg", "mime": b"", "wiped_at": now}


def twice_reminded(round):
    Invitation.objects.filter(round=round).update(reminders=2)


@pytest.mark.django_db
def test_how_far_each_coalition_is(login, coordinator, round):
    AnswerFactory(sheet=round.sheets.get(circle__name="West"))
    round.sheets.filter(circle__name="Oost").update(submitted_at=timezone.now())

    found = page(login(coordinator), "round_detail", round.pk).context["progress"]

    assert (found.answered, found.asked) == (1, 3)
    assert [(line.label, line.state, line.kind) for line in found.lines] == [
        ("West", "bezig, 1 van 1", "info"),
        ("Zuid", "nog niet begonnen", ""),
        ("Oost", "ingestuurd", "ok"),
    ]


@pytest.mark.django_db
def test_without_names_there_is_only_a_total(login, coordinator):
    coalition("West", partners=5)
    round = running(coordinator, mode=Mode.ANONYMOUS)
    first = round.invitations.first()
    Invitation.objects.filter(pk=first.pk).update(has_answered=True)

    response = page(login(coordinator), "round_detail", round.pk)

    assert "1 van 6 ingevuld" in response.text
    assert response.context["progress"].lines == []


@pytest.mark.django_db
def test_each_for_themselves_is_a_line_a_person(coordinator):
    coalition("West", partners=0)
    round = running(coordinator, mode=Mode.EACH)

    assert [line.label for line in progress.of(round).lines] == ["Lieke Leider"]


@pytest.mark.django_db
def test_mail_that_came_back_is_shown_here_and_to_the_leader(login, coordinator, round):
    partner = Invitation.objects.get(circle__name="West", user__memberships__role="member")
    Email.objects.filter(to=partner.user.email).update(**came_back())
    leader = Invitation.objects.get(circle__name="West", user__memberships__role="leader").user
    other = Invitation.objects.get(circle__name="Oost").user
    today = timezone.localdate()

    text = page(login(coordinator), "round_detail", round.pk).text

    assert f"Kwam niet aan bij {partner.user.email}" in text
    [(sentence, url)] = waiting.bad_addresses(leader, today)
    assert partner.user.email in sentence
    assert url == partner.circle.get_absolute_url()
    assert list(waiting.bad_addresses(other, today)) == []
    assert list(waiting.bad_addresses(coordinator, today)) == []
    assert list(waiting.bad_addresses(partner.user, today)) == []


@pytest.mark.django_db
def test_without_names_an_address_is_shown_without_whose_answer(login, coordinator):
    coalition("West", partners=5)
    round = running(coordinator, mode=Mode.ANONYMOUS)
    mail = Email.objects.first()
    Email.objects.filter(pk=mail.pk).update(**came_back())

    assert mail.to in page(login(coordinator), "round_detail", round.pk).text


@pytest.mark.django_db
def test_extension_in_one_click(login, coordinator, round):
    sheet = round.sheets.get(circle__name="West")
    client = login(coordinator)

    response = send(client, "sheet_extend", sheet.pk)

    assert "Uitstel gegeven tot" in response.text
    sheet.refresh_from_db()
    assert sheet.extended_until == round.closes_at + 7 * DAY
    assert f"(uitstel, gegeven door {coordinator})" in response.text
    assert f"uitstel gegeven door {coordinator}" in client.get(sheet.get_absolute_url()).text
    send(client, "round_close", round.pk)
    assert "intussen gesloten" in send(client, "sheet_extend", sheet.pk).text


@pytest.mark.django_db
def test_closing_early_is_asked_first(login, coordinator, round):
    client = login(coordinator)

    assert "nu sluiten?" in page(client, "round_close", round.pk).text
    assert "is gesloten" in send(client, "round_close", round.pk).text
    assert Round.objects.get(pk=round.pk).closed_at
    assert "intussen gesloten" in send(client, "round_close", round.pk).text


@pytest.mark.django_db
def test_another_closing_date(login, coordinator, round):
    client = login(coordinator)
    page(client, "round_move", round.pk)

    assert "nieuwe sluitdatum" in send(client, "round_move", round.pk, closes_at="2027-03-30T17:00").text
    assert send(client, "round_move", round.pk, closes_at="2020-03-30T17:00").context["form"].errors["closes_at"]
    assert send(client, "round_move", round.pk, closes_at="morgen").context["form"].errors["closes_at"]
    assert timezone.localtime(Round.objects.get(pk=round.pk).closes_at).isoformat() == "2027-03-30T17:00:00+02:00"


@pytest.mark.django_db
def test_who_to_phone_after_the_second_reminder(login, coordinator, round):
    client = login(coordinator)
    assert "Niemand om te bellen" in page(client, "call_list", round.pk).text
    twice_reminded(round)
    round.sheets.filter(circle__name="Oost").update(submitted_at=timezone.now())
    west = round.sheets.get(circle__name="West")

    assert [one.circle.name for one in page(client, "call_list", round.pk).context["sheets"]] == ["West", "Zuid"]
    page(client, "call_create", west.pk)
    assert send(client, "call_create", west.pk, note="").context["form"].errors["outcome"]
    response = send(client, "call_create", west.pk, outcome=Call.Outcome.REACHED, note="Vult morgen in.")

    assert "Vult morgen in." in response.text
    assert "Lieke Leider" in response.text
    assert [one.circle.name for one in response.context["sheets"]] == ["Zuid", "West"]
    call = Call.objects.get()
    assert (call.by, call.sheet, str(call)) == (coordinator, west, f"{west}: Gesproken")
    Round.objects.filter(pk=round.pk).update(closed_at=timezone.now())
    assert "Niemand om te bellen" in page(client, "call_list", round.pk).text


@pytest.mark.django_db
def test_the_coordinator_hears_that_there_is_somebody_to_phone(coordinator, member, round):
    today = timezone.localdate()
    assert list(waiting.people_to_call(coordinator, today)) == []

    twice_reminded(round)

    url = reverse("surveys:call_list", args=[round.pk])
    assert list(waiting.people_to_call(coordinator, today)) == [("Bel wie “Coalitiescan” nog niet invulde.", url)]
    assert list(waiting.people_to_call(member, today)) == []


@pytest.mark.django_db
def test_the_page_says_what_the_next_step_is(login, coordinator, round):
    client = login(coordinator)
    twice_reminded(round)
    assert "Bel wie nog niet invulde (3)" in page(client, "round_detail", round.pk).text

    assert "Kijk na en zet klaar" in page(client, "round_detail", draft(coordinator).pk).text
    assert "Haal terug om te wijzigen" in page(client, "round_detail", RoundFactory(opened_at=None).pk).text


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_following_costs_the_same_for_one_and_three(login, coordinator, django_assert_max_num_queries, count):
    for number in range(count):
        coalition(f"Coalitie {number}", partners=count)
    round = running(coordinator)
    QuestionFactory.create_batch(count)
    twice_reminded(round)
    client = login(coordinator)

    with django_assert_max_num_queries(10):
        page(client, "round_detail", round.pk)
    with django_assert_max_num_queries(9):
        page(client, "call_list", round.pk)


@pytest.mark.django_db
def test_a_partner_is_led_to_what_is_asked_of_them(login, round):
    partner = Invitation.objects.get(circle__name="West", user__memberships__role="member").user

    response = login(partner).get(round.get_absolute_url())

    assert response["Location"] == round.sheets.get(circle__name="West").get_absolute_url()


@pytest.mark.django_db
def test_who_leads_two_coalitions_chooses_on_the_list(login, round):
    lieke = Invitation.objects.get(circle__name="Zuid").user
    MembershipFactory(user=lieke, circle=round.sheets.get(circle__name="Oost").circle)

    assert login(lieke).get(round.get_absolute_url())["Location"] == reverse("surveys:round_list")


@pytest.mark.django_db
def test_without_a_name_the_round_leads_to_its_questions(login, coordinator):
    coalition("West", partners=1)
    round = running(coordinator, mode=Mode.ANONYMOUS)
    partner = round.invitations.first().user

    response = login(partner).get(round.get_absolute_url(), follow=True)

    assert response.redirect_chain == [(reverse("surveys:sheet_anonymous", args=[round.pk]), 302)]
    assert response.status_code == 200
