import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from outbox.links import Subscription
from outbox.models import Category, Email, Preference
from tests.members.factories import UserFactory

NEVER, AT_ONCE = Preference.Frequency.NEVER, Preference.Frequency.AT_ONCE


@pytest.fixture
def reader(db):
    return UserFactory(email="lezer@voorbeeld.invalid")


def link(category=Category.ANNOUNCEMENT, **whose):
    return Subscription(category, **whose).url.removeprefix("http://127.0.0.1:8000")


def test_opening_the_link_changes_nothing(client, reader):
    page = client.get(link(user_id=reader.pk))

    assert page.status_code == 200
    assert "Ja, meld mij af" in page.content.decode()
    assert not Preference.objects.exists()


def test_mail_program_unsubscribes_without_cookie_and_without_token(reader):
    browser = Client(enforce_csrf_checks=True)

    response = browser.post(link(user_id=reader.pk), {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert "Je krijgt van ons geen mail meer" in response.content.decode()
    assert list(Preference.objects.values_list("user", "category", "frequency")) == [
        (reader.pk, "announcement", "never")
    ]


def test_unsubscribing_twice_is_unsubscribing_once(client, reader):
    for _ in range(2):
        client.post(link(user_id=reader.pk))

    assert Preference.objects.get().frequency == NEVER
    assert "Ja, meld mij af" not in client.get(link(user_id=reader.pk)).content.decode()


@pytest.mark.parametrize(
    "token",
    [
        "iets",
        "a:b",
        Subscription(Category.ANNOUNCEMENT, 1).token[:-1] + "_",
        "x" + Subscription(Category.ANNOUNCEMENT, 1).token,
    ],
)
@pytest.mark.django_db
def test_forged_link_does_not_exist(client, token):
    UserFactory(pk=1)
    path = reverse("outbox:unsubscribe", args=[token])

    assert [client.get(path).status_code, client.post(path).status_code] == [404, 404]
    assert not Preference.objects.exists()


@pytest.mark.django_db
def test_link_of_somebody_who_is_gone_does_not_exist(client):
    assert client.post(link(user_id=987654)).status_code == 404


@pytest.mark.django_db
def test_address_without_an_account_unsubscribes_too(client, letter):
    client.post(link(address="Gast@voorbeeld.invalid"))

    letter(to="gast@Voorbeeld.invalid").send()
    letter(to="ander@voorbeeld.invalid").send()

    assert Preference.objects.get().address == "gast@voorbeeld.invalid"
    assert [mail.to for mail in Email.objects.all()] == ["ander@voorbeeld.invalid"]


def test_link_to_an_address_counts_for_the_account_that_came_later(client, reader):
    client.post(link(address="LEZER@voorbeeld.invalid"))

    assert Preference.objects.get().user == reader


def test_mail_about_two_things_is_unsubscribed_from_in_one_click(client, reader):
    both = Subscription(Category.LOOP, reader.pk, beside=(Category.COMMUNITY,))
    path = both.url.removeprefix("http://127.0.0.1:8000")

    assert client.get(path).context["labels"] == ["Knelpunten, thematafels en bouwstenen", "Gesprekken die je volgt"]
    client.post(path)

    assert set(Preference.objects.values_list("user", "category", "frequency")) == {
        (reader.pk, "loop", "never"),
        (reader.pk, "community", "never"),
    }
    assert client.get(path).context["is_done"]


def test_what_one_unsubscribes_from_is_a_list_in_words(client, reader):
    three = Subscription(Category.LOOP, reader.pk, beside=(Category.COMMUNITY, Category.LIBRARY))

    page = client.get(three.url.removeprefix("http://127.0.0.1:8000")).text

    said = [f"<strong>{category.label}</strong>" for category in (Category.LOOP, Category.COMMUNITY, Category.LIBRARY)]
    assert f"{said[0]}, {said[1]} en {said[2]}?" in page


def test_having_said_no_to_one_is_not_no_to_both(client, reader):
    Preference.objects.create(user=reader, category=Category.LOOP, frequency=NEVER)
    both = Subscription(Category.LOOP, reader.pk, beside=(Category.COMMUNITY,))

    page = client.get(both.url.removeprefix("http://127.0.0.1:8000"))

    assert "Ja, meld mij af" in page.content.decode()


def test_never_means_not_queued(letter, reader):
    Preference.objects.create(user=reader, category=Category.ANNOUNCEMENT, frequency=NEVER)

    letter(to="elders@voorbeeld.invalid", user=reader).send()
    letter(to=reader.email).send()

    assert not Email.objects.exists()


@pytest.mark.parametrize(("category", "frequency"), [(Category.ANNOUNCEMENT, AT_ONCE), (Category.REQUEST, NEVER)])
def test_other_choices_do_not_stop_the_mail(letter, reader, category, frequency):
    Preference.objects.create(user=reader, category=category, frequency=frequency)

    letter(to=reader.email, user=reader).send()

    assert Email.objects.get().user == reader


def test_somebody_elses_choice_does_not_stop_the_mail(letter, reader):
    Preference.objects.create(user=UserFactory(), category=Category.ANNOUNCEMENT, frequency=NEVER)

    letter(to=reader.email).send()

    assert Email.objects.exists()


def test_private_mail_knows_no_never(letter, reader):
    letter(to=reader.email, category=Category.ACCOUNT).send()

    assert Email.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Preference.objects.create(user=reader, category=Category.ACCOUNT, frequency=NEVER)


FOR_ALL = {
    "announcement": "at_once",
    "loop": "daily",
    "community": "daily",
    "library": "daily",
    **{name: "at_once" for name in ("answer", "asked", "mention", "meeting", "moderation", "action", "review")},
    "handover": "at_once",
}


def test_member_chooses(login, member):
    client = login(member)

    before = client.get("/profiel/post/").context["form"]
    response = client.post("/profiel/post/", {**FOR_ALL, "announcement": "never"}, follow=True)

    assert list(before.fields) == list(FOR_ALL)
    assert before["announcement"].value() == AT_ONCE
    assert "Je keuze is bewaard." in response.content.decode()
    assert response.context["form"]["announcement"].value() == NEVER
    assert dict(member.mail_preferences.values_list("category", "frequency")) == {**FOR_ALL, "announcement": "never"}


def test_what_is_gathered_comes_daily_weekly_or_never_and_the_rest_at_once_or_never(login, member):
    form = login(member).get("/profiel/post/").context["form"]

    assert [value for value, _ in form.fields["loop"].choices] == ["daily", "weekly", "never"]
    assert [value for value, _ in form.fields["announcement"].choices] == ["at_once", "never"]


@pytest.mark.parametrize(("category", "frequency"), [("loop", "at_once"), ("announcement", "weekly")])
def test_database_refuses_a_choice_that_is_not_offered(reader, category, frequency):
    with pytest.raises(IntegrityError), transaction.atomic():
        Preference.objects.create(user=reader, category=category, frequency=frequency)


def test_leader_of_a_coalition_also_chooses_about_questions(login, leader):
    form = login(leader).get("/profiel/post/").context["form"]

    assert list(form.fields) == [*FOR_ALL, "contact"]


def test_coordinator_also_chooses_about_requests(login, coordinator):
    response = login(coordinator).post("/profiel/post/", {**FOR_ALL, "contact": "at_once", "request": "never"})

    assert response.status_code == 302
    assert dict(Preference.objects.values_list("category", "frequency")) == {
        **FOR_ALL,
        "contact": "at_once",
        "request": "never",
    }


@pytest.mark.parametrize("answer", [{}, {"announcement": ""}, {"announcement": "soms"}, {"announcement": "x" * 9999}])
def test_wrong_answer_is_said_at_the_field(login, member, answer):
    others = {name: value for name, value in FOR_ALL.items() if name != "announcement"}

    response = login(member).post("/profiel/post/", {**others, **answer})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["announcement"]
    assert not Preference.objects.exists()


def test_preference_is_a_sentence(reader):
    assert str(Preference(user=reader, category="request", frequency="never")) == (
        f"{reader}: Aanvragen om mee te doen nooit"
    )
