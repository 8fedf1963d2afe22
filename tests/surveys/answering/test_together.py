"""The pages of filling in with everybody of a circle: two hands, the last time, talking, and by phone."""

import pytest
from django.urls import reverse

from surveys.answering import filling, values
from surveys.models import (
    Answer,
    Assignment,
    How,
    OtherView,
    Remark,
    Sheet,
    Step,
)
from tests.members.factories import MembershipFactory
from tests.surveys.answering.sent import close, stored, typed
from tests.surveys.factories import AnswerFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"act": "still", "": "4"}, [(4, How.CONFIRMED)]),
        ({"act": "later", "": "4"}, []),
        ({"": "4"}, []),
        ({"act": "later", "": "5"}, [(5, How.CHANGED)]),  # who typed something else adapted it
        ({"act": "changed", "": "2"}, [(2, How.CHANGED)]),
        ({"act": "changed", "": "4"}, [(4, How.CONFIRMED)]),
    ],
)
def test_three_acts_on_the_answer_of_the_last_time(joint, earlier, login, sent, kept):
    sheet, (question,), lead, partner = joint("scale")
    AnswerFactory(sheet=earlier(sheet), question=question, value=4)
    act = {f"act{question.pk}": sent.pop("act")} if "act" in sent else {}
    client = login(partner)
    page = client.get(sheet.get_absolute_url()).content.decode()

    client.post(sheet.get_absolute_url(), typed((question, sent), **act))

    assert "Ronde van het voorjaar" in page
    assert "klopt nog" in page
    assert list(Answer.objects.filter(sheet=sheet).values_list("value", "how")) == kept


def test_confirmed_answer_can_be_put_back_to_not_looked_at(joint, earlier, login, now):
    sheet, (question,), lead, partner = joint("scale")
    AnswerFactory(sheet=earlier(sheet), question=question, value=4)
    filling.confirm_carried(sheet, question, by=lead, now=now)

    login(partner).post(
        sheet.get_absolute_url(), typed((question, "4"), seen=values.mark_of(4), **{f"act{question.pk}": "later"})
    )

    assert stored(sheet) == {}


def test_everybody_of_the_circle_sees_who_filled_in_what(joint, login, now):
    sheet, (question, other), lead, partner = joint("short", "short")
    filling.save_answer(sheet, question, "Elke maand", by=lead, now=now)

    page = login(partner).get(sheet.get_absolute_url()).content.decode()

    assert "Elke maand" in page
    assert f"Ingevuld door {lead}" in page
    assert "Insturen doet wie de kring leidt" in page
    assert 'value="submit"' not in page


def test_partner_who_asks_to_submit_only_saves(joint, login):
    sheet, (question,), lead, partner = joint("short")

    login(partner).post(sheet.get_absolute_url(), typed((question, "Ja"), what="submit"))

    assert Sheet.objects.get().submitted_at is None
    assert stored(sheet) == {question.pk: "Ja"}


def test_stale_tab_shows_both_answers_and_lets_choose(joint, login, now):
    sheet, (question, other), lead, partner = joint("short", "short")
    client = login(partner)
    filling.save_answer(sheet, question, "Elke maand", by=lead, now=now)

    page = client.post(sheet.get_absolute_url(), typed((question, "Elke week"), (other, "Ook dit")))
    told = client.post(sheet.get_absolute_url(), typed((question, "Elke week"), what="keep")).json()

    content = page.content.decode()
    assert "Elke maand" in content
    assert "Elke week" in content
    assert str(lead) in content
    assert f'name="seen{question.pk}" value="{values.mark_of("Elke maand")}"' in content
    assert "Elke maand" in told["notes"][str(question.pk)]
    assert stored(sheet) == {question.pk: "Elke maand", other.pk: "Ook dit"}


@pytest.mark.parametrize(
    ("choice", "answer", "views"),
    [("mine", "Elke week", []), ("theirs", "Elke maand", []), ("both", "Elke maand", ["Elke week"])],
)
def test_who_saw_both_answers_chooses(joint, login, now, choice, answer, views):
    sheet, (question,), lead, partner = joint("short")
    filling.save_answer(sheet, question, "Elke maand", by=lead, now=now)

    login(partner).post(
        sheet.get_absolute_url(),
        typed((question, "Elke week"), seen=values.mark_of("Elke maand"), **{f"clash{question.pk}": choice}),
    )

    assert stored(sheet) == {question.pk: answer}
    assert list(OtherView.objects.values_list("value", flat=True)) == views


def test_answer_that_was_taken_away_meanwhile_is_said(joint, login):
    sheet, (question,), lead, partner = joint("short")

    client = login(partner)
    told = client.post(sheet.get_absolute_url(), typed((question, "Week"), seen="toen iets", what="keep")).json()
    page = client.post(sheet.get_absolute_url(), typed((question, "Week"), seen="toen iets")).content.decode()

    assert "iemand anders hier in: “niets”" in told["notes"][str(question.pk)]
    assert "het antwoord is weggehaald" in page


def test_known_facts_are_shown_and_not_asked(joint, login):
    from tests.coalitions.factories import CoalitionFactory

    sheet, _, lead, partner = joint("short")
    plain = login(partner).get(sheet.get_absolute_url()).content.decode()
    CoalitionFactory(circle=sheet.circle)

    page = login(partner).get(sheet.get_absolute_url()).content.decode()

    assert "Dit weet het portaal al" not in plain
    for said in ("Er staan nog geen partners.", "Er staan nog geen afspraken.", "Er is nog niets ingevuld."):
        assert said in page


def test_leader_changes_what_was_submitted(joint, login, now):
    sheet, (question, other), lead, partner = joint("short", "short", required=[0])
    filling.save_answer(sheet, question, "Ja", by=lead, now=now)
    filling.submit(sheet, by=lead, now=now)
    client, url = login(lead), reverse("surveys:sheet_change", args=[sheet.pk])
    seen = values.mark_of("Ja")

    receipt = client.get(sheet.get_absolute_url()).content.decode()
    page = client.get(url).content.decode()
    gap = client.post(url, typed((question, ""), seen=seen))
    wrong = client.post(url, typed((question, "x" * 201), seen=seen))
    clash = client.post(url, typed((question, "Soms"), seen="iets anders"))
    done = client.post(url, typed((question, "Soms"), seen=seen), follow=True)

    assert url in receipt
    assert "Stuur de wijziging in" in page
    assert gap.context["form"].errors
    assert wrong.context["form"].errors
    assert clash.context["form"].clashes
    assert "Soms" in done.content.decode()
    assert stored(sheet) == {question.pk: "Soms"}
    assert [step.kind for step in Step.objects.all()] == ["submitted", "changed"]


def test_partner_reads_the_receipt_and_changes_nothing(joint, login, now):
    sheet, (question,), lead, partner = joint("short")
    filling.save_answer(sheet, question, "Ja", by=lead, now=now)
    filling.disagree(sheet, question, "Nee", why="Bij ons niet.", by=partner, now=now)
    filling.submit(sheet, by=lead, now=now)
    client = login(partner)

    page = client.get(sheet.get_absolute_url()).content.decode()
    late = client.post(sheet.get_absolute_url(), typed((question, "Van mij")))

    assert "Wie de kring leidt, kan de antwoorden wijzigen" in page
    assert "ziet het anders" in page
    assert "Bij ons niet." in page
    assert (late.status_code, "Van mij" in late.content.decode()) == (409, True)
    assert client.post(reverse("surveys:sheet_change", args=[sheet.pk])).status_code == 403


def test_coordinator_answers_for_somebody_on_the_phone(joint, login, coordinator):
    sheet, (question,), lead, partner = joint("short")
    client, url = login(coordinator), reverse("surveys:sheet_answer_for", args=[sheet.pk])

    page = client.get(sheet.get_absolute_url()).content.decode()
    form = client.get(url).content.decode()
    unsaid = client.post(url, typed((question, "Ja"), what="submit"))
    sent = client.post(
        url,
        typed((question, "Ja"), seen=values.mark_of("Ja"), what="submit", spoke_with="Anna, wijkverpleegkundige"),
        follow=True,
    )

    assert url in page
    assert "Met wie sprak je?" in form
    assert unsaid.context["phone"].errors
    assert "na een gesprek met Anna, wijkverpleegkundige" in sent.content.decode()
    assert Sheet.objects.get().submitted_by == coordinator
    assert client.get(url).url == sheet.get_absolute_url()


def test_phone_answer_with_a_gap_is_asked_for(joint, login, coordinator):
    sheet, (question,), lead, partner = joint("short", required=[0])

    page = login(coordinator).post(
        reverse("surveys:sheet_answer_for", args=[sheet.pk]),
        typed((question, ""), what="submit", spoke_with="Anna"),
    )

    assert page.context["form"].errors


def test_circle_talks_about_a_question(joint, login, now):
    sheet, (question,), lead, partner = joint("scale")
    url = reverse("surveys:question_talk", args=[sheet.pk, question.pk])
    client = login(lead)
    empty = client.get(url).content.decode()

    client.post(url, {"what": "remark", "text": "Navragen bij de JGZ."})
    client.post(url, {"what": "assign", "to": partner.pk})
    client.post(url, {"what": "disagree", f"q{question.pk}": "2", "why": "Bij ons niet."})
    nothing = client.post(url, {"what": "disagree", "why": "Zomaar"})
    wrong = client.post(url, {"what": "remark", "text": ""})
    filling.save_answer(sheet, question, 4, by=partner, now=now)
    page = client.get(url).content.decode()
    draft = client.get(sheet.get_absolute_url()).content.decode()

    assert "Er staat nog geen antwoord." in empty
    assert "Vul in hoe jij deze vraag zou beantwoorden." in nothing.content.decode()
    assert wrong.context["remark"].errors
    for said in ("Navragen bij de JGZ.", "grotendeels", "nauwelijks", "Bij ons niet."):
        assert said in page
    assert f"Voor {partner}." in draft
    assert "Hier zijn jullie het niet eens." in draft
    assert "(1 opmerking)" in draft


def test_who_agrees_after_all_takes_the_other_view_away(joint, login, now):
    sheet, (question,), lead, partner = joint("scale")
    filling.disagree(sheet, question, 1, why="", by=lead, now=now)
    filling.disagree(sheet, question, 2, why="", by=partner, now=now)
    url = reverse("surveys:question_talk", args=[sheet.pk, question.pk])

    login(lead).post(url, {"what": "agree"})

    assert list(OtherView.objects.values_list("by", flat=True)) == [partner.pk]


def test_nobody_in_particular_takes_the_question(joint, login, now):
    sheet, (question,), lead, partner = joint("scale")
    Assignment.objects.create(sheet=sheet, question=question, to=partner, by=lead, at=now)

    login(lead).post(reverse("surveys:question_talk", args=[sheet.pk, question.pk]), {"what": "assign", "to": ""})

    assert Assignment.objects.count() == 0


def test_somebody_of_another_circle_is_not_asked(joint, login):
    sheet, (question,), lead, _ = joint("scale")
    other = MembershipFactory().user

    login(lead).post(
        reverse("surveys:question_talk", args=[sheet.pk, question.pk]), {"what": "assign", "to": other.pk}
    )

    assert Assignment.objects.count() == 0


def test_question_of_another_questionnaire_is_not_there(joint, login):
    sheet, (question,), lead, _ = joint("scale")

    assert login(lead).get(reverse("surveys:question_talk", args=[sheet.pk, question.pk + 999])).status_code == 404


def test_after_closing_there_is_nothing_to_say(joint, login, now):
    sheet, (question,), lead, _ = joint("scale")
    close(sheet.round, now)
    url = reverse("surveys:question_talk", args=[sheet.pk, question.pk])

    client = login(lead)
    client.post(url, {"what": "remark", "text": "Te laat"})

    assert Remark.objects.count() == 0
    assert "Plaats je opmerking" not in client.get(url).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_sheet_query_count(joint, earlier, login, now, count, django_assert_num_queries):
    sheet, questions, lead, partner = joint(*["yes_no"] * count)
    before = earlier(sheet)
    for question in questions:
        filling.save_answer(sheet, question, {"answer": 1, "why": ""}, by=lead, now=now)
        filling.disagree(sheet, question, {"answer": 0, "why": ""}, why="", by=partner, now=now)
        AnswerFactory(sheet=before, question=question, value={"answer": 1, "why": ""})
        Assignment.objects.create(sheet=sheet, question=question, to=partner, by=lead, at=now)
    client = login(partner)
    client.get(sheet.get_absolute_url())

    # session, user, memberships, sheet, answers, sections, questions, rounds before, their answers, assigned, remarks,
    # views
    with django_assert_num_queries(12):
        client.get(sheet.get_absolute_url())
    filling.submit(sheet, by=lead, now=now)
    # session, user, memberships, sheet, answers, views with their questions, sections, questions, steps
    with django_assert_num_queries(9):
        client.get(sheet.get_absolute_url())
