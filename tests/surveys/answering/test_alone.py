"""The pages of filling in by yourself: with gaps, with mistakes, and too late."""

import pytest
from django.urls import reverse

from surveys.answering import filling, values
from surveys.models import (
    Sheet,
)
from tests.surveys.answering.sent import close, stored, typed
from tests.surveys.factories import SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def alone(asking, member):
    """A sheet of one member."""

    def make(*kinds, required=(), **fields):
        one, questions = asking(*kinds, mode="each", required=required, **fields)
        return SheetFactory(round=one, user=member), questions, member

    return make


def test_alone_with_gaps_and_then_submitted(alone, login):
    sheet, (first, second), member = alone("short", "scale", required=[1])
    client = login(member)

    kept = client.post(sheet.get_absolute_url(), typed((first, "Ja")), follow=True)
    missing = client.post(sheet.get_absolute_url(), typed((second, ""), what="submit"))
    sent = client.post(sheet.get_absolute_url(), typed((second, "4"), what="submit"), follow=True)

    assert "Wat je invulde, is bewaard." in kept.content.decode()
    assert f'href="#id_q{second.pk}_0"' in missing.content.decode()
    assert "Ingestuurd op" in sent.content.decode()
    assert "grotendeels" in sent.content.decode()
    assert stored(sheet) == {first.pk: "Ja", second.pk: 4}
    assert Sheet.objects.get().submitted_by == member


def test_button_of_a_section_leads_back_to_it(alone, login):
    sheet, (question,), member = alone("short")

    response = login(member).post(sheet.get_absolute_url(), typed((question, "Ja"), part=question.section_id))

    assert response.url == f"{sheet.get_absolute_url()}#deel-{question.section_id}"


def test_script_hears_what_was_kept_and_what_was_not(alone, login):
    sheet, (first, second), member = alone("short", "number")

    told = login(member).post(sheet.get_absolute_url(), typed((first, "Ja"), (second, "tien"), what="keep")).json()

    assert told["seen"] == {f"seen{first.pk}": values.mark_of("Ja")}
    assert told["notes"] == {str(second.pk): "Schrijf alleen een getal, bijvoorbeeld 12 of 2,5."}
    assert told["said"].startswith("Bewaard om")
    assert stored(sheet) == {first.pk: "Ja"}


def test_too_long_a_text_stays_on_the_page(alone, login):
    sheet, (question,), member = alone("long")
    text = "woord " * 8334

    response = login(member).post(sheet.get_absolute_url(), typed((question, text)))

    assert text.strip() in response.content.decode()
    assert "maxlength" not in str(response.context["form"][f"q{question.pk}"])
    assert response.context["form"].errors
    assert stored(sheet) == {}


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [("date", "volgende week", "Schrijf een dag, een maand en een jaar"), ("number", "een stuk of 2,5", "2,5.")],
)
def test_words_where_a_date_or_number_is_asked_stay_on_the_page(alone, login, kind, words, said):
    sheet, (question,), member = alone(kind)

    response = login(member).post(sheet.get_absolute_url(), typed((question, words)))

    control = str(response.context["form"][f"q{question.pk}"])
    assert f'value="{words}"' in control
    assert 'type="text"' in control
    assert said in response.text
    assert stored(sheet) == {}


def test_date_in_words_is_kept_and_comes_back_as_a_date(alone, login):
    sheet, (question,), member = alone("date")
    client = login(member)

    client.post(sheet.get_absolute_url(), typed((question, "3 april 2027")))

    assert stored(sheet) == {question.pk: "2027-04-03"}
    assert 'value="03-04-2027"' in client.get(sheet.get_absolute_url()).text


def test_answer_in_parts_is_a_list_on_the_receipt(alone, login):
    sheet, (matrix, text), member = alone("matrix", "long")
    client = login(member)

    answers = (matrix, {"_1": "5", "_3": "0"}), (text, "Eerst dit.\nDan dat.")
    response = client.post(sheet.get_absolute_url(), typed(*answers, what="submit"), follow=True)

    assert "<ul><li>een: helemaal</li><li>drie: weet ik niet</li></ul>" in response.text
    assert "Eerst dit.<br>Dan dat." in response.text


def test_question_is_not_deleted_while_somebody_answers_it(alone, login, editor):
    """What is asked was fixed: whoever makes the questions takes it out of a next version, not out of this one."""
    sheet, (question, _), member = alone("short", "short")
    client = login(member)
    client.get(sheet.get_absolute_url())

    refused = login(editor).post(reverse("surveys:question_remove", args=[question.pk]))
    client = login(member)
    kept = client.post(sheet.get_absolute_url(), typed((question, "Ja")), follow=True)

    assert refused.status_code == 403
    assert "Wat je invulde, is bewaard." in kept.text
    assert stored(sheet) == {question.pk: "Ja"}


def test_unknown_question_is_left_alone(alone, login):
    sheet, (question,), member = alone("short")

    login(member).post(sheet.get_absolute_url(), typed((question, "Ja"), q999="x", seen999=""))

    assert stored(sheet) == {question.pk: "Ja"}


def test_text_about_a_family_waits_for_its_writer(alone, login):
    sheet, (question,), member = alone("long")
    text = "De moeder van Daan Jansen is zwanger en woont in Joure."

    told = login(member).post(sheet.get_absolute_url(), typed((question, text), what="keep")).json()

    assert "gezin" in told["notes"][str(question.pk)]
    assert stored(sheet) == {}


def test_text_that_was_kept_before_is_not_asked_about_again(alone, login, now):
    sheet, (question,), member = alone("long")
    text = "De moeder van Daan Jansen is zwanger en woont in Joure."
    filling.save_answer(sheet, question, text, by=member, now=now)

    response = login(member).post(sheet.get_absolute_url(), typed((question, text), seen=values.mark_of(text)))

    assert response.status_code == 302


def test_nothing_to_change_leads_back(alone, login):
    sheet, _, member = alone("short")

    response = login(member).get(reverse("surveys:sheet_change", args=[sheet.pk]))

    assert response.url == sheet.get_absolute_url()


def test_closed_while_the_form_is_open_keeps_what_was_typed(alone, login, coordinator, now):
    sheet, (question,), member = alone("long")
    close(sheet.round, now)
    client = login(member)

    page = client.post(sheet.get_absolute_url(), typed((question, "Mijn lange verhaal")))
    told = client.post(sheet.get_absolute_url(), typed((question, "Meer"), what="keep")).json()
    after = client.get(sheet.get_absolute_url()).content.decode()

    assert page.status_code == 409
    assert "Mijn lange verhaal" in page.content.decode()
    assert coordinator.email in page.content.decode()
    assert "niet meer bewaard" in told["said"]
    assert "niet ingestuurd" in after
    assert coordinator.email in after


def test_closed_while_the_change_is_open_keeps_it_too(alone, login, now):
    sheet, (question,), member = alone("long")
    filling.submit(sheet, by=member, now=now)
    close(sheet.round, now)

    page = login(member).post(
        reverse("surveys:sheet_change", args=[sheet.pk]), typed((question, "Mijn lange verhaal"))
    )

    assert (page.status_code, "Mijn lange verhaal" in page.content.decode()) == (409, True)


def test_same_place_twice_is_not_kept(alone, login):
    sheet, (question,), member = alone("ranking")

    told = login(member).post(sheet.get_absolute_url(), typed((question, {"_1": "1", "_2": "1"}), what="keep")).json()

    assert told["notes"] == {str(question.pk): "Geef elke plek maar één keer."}
    assert stored(sheet) == {}
