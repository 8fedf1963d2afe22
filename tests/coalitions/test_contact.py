"""Anybody can write to the leaders of a coalition, and nobody sees an address."""

from datetime import date

import pytest
from django.urls import reverse

from members.models import Membership
from outbox.models import Category, Email, Preference
from outbox.reading import read
from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db

TOO_OFTEN = "Er zijn net al veel berichten gestuurd."


@pytest.fixture
def coalition():
    return CoalitionFactory(name="Wâldhoeke", slug="waldhoeke")


@pytest.fixture
def leaders(coalition):
    return [membership.user for membership in MembershipFactory.create_batch(2, circle=coalition.circle, leader=True)]


@pytest.fixture
def write(client, coalition):
    def _write(by=client, to=coalition, **changed):
        said = {"name": "Jikke Jansen", "email": "jikke@voorbeeld.invalid", "message": "Ik wil graag meedoen."}
        return by.post(reverse("coalitions:coalition_contact", args=[to.slug]), said | changed)

    return _write


def receivers():
    return sorted(Email.objects.values_list("to", flat=True))


def test_message_reaches_every_leader_and_the_answer_goes_to_the_writer(write, coalition, leaders, coordinator):
    MembershipFactory(circle=coalition.circle)

    response = write(message="Ik wil <b>meedoen</b> & helpen.\nKan dat?")

    assert response.url == "/coalities/waldhoeke/contact/verstuurd/"
    assert receivers() == sorted(leader.email for leader in leaders)
    for email in Email.objects.all():
        content = read(email.mime)
        assert email.category == Category.CONTACT
        assert email.subject == "Een vraag aan coalitie Wâldhoeke"
        assert b"\r\nReply-To: jikke@voorbeeld.invalid\r\n" in bytes(email.mime)
        assert "Jikke Jansen schreef dit op de pagina van coalitie Wâldhoeke" in content.text
        assert "Ik wil <b>meedoen</b> & helpen.\nKan dat?" in content.text
        assert "&lt;b&gt;meedoen&lt;/b&gt; &amp; helpen.<br>Kan dat?" in content.html
        assert "/coalities/waldhoeke/" in content.text
        assert "kregen zij dit bericht ook" in content.text
        # What is kept longer than the text says nothing of who wrote.
        assert "jikke" not in (email.subject + email.dedupe_key + email.sender).lower()


def test_thanks_say_what_happens_next(client, write, leaders):
    page = client.get(write().url)

    assert "Dank je wel, je bericht is onderweg" in page.text
    assert "op het e-mailadres dat je invulde" in page.text


def test_form_shows_no_address_and_says_what_not_to_write(client, coalition, leaders):
    text = client.get(reverse("coalitions:coalition_contact", args=[coalition.slug])).text

    assert "Schrijf geen gegevens van ouders of kinderen" in text
    assert "Alleen wie je bericht krijgt en de aanjager kunnen het lezen." in text
    assert "De coalitieleiders krijgen je bericht per mail" in text
    assert not [leader for leader in leaders if leader.email in text or leader.name in text]


def test_answer_finds_its_way_to_a_frisian_domain(write, leaders):
    write(email="jikke@wâldhoeke.invalid")

    content = bytes(Email.objects.first().mime)
    assert b"\r\nReply-To: jikke@xn--wldhoeke-iza.invalid\r\n" in content


def test_without_a_leader_it_comes_to_the_coordinators(client, write, coalition, coordinator):
    MembershipFactory(circle=coalition.circle, leader=True, ended=True)
    MembershipFactory(circle=coalition.circle, leader=True, user__is_active=False)
    path = reverse("coalitions:coalition_contact", args=[coalition.slug])
    assert "De aanjager van het netwerk krijgt je bericht per mail" in client.get(path).text

    write()

    assert receivers() == [coordinator.email]
    assert "Daarom krijg jij dit bericht." in read(Email.objects.get().mime).text


def refuse(user):
    Preference.objects.create(user=user, category=Category.CONTACT, frequency=Preference.Frequency.NEVER)


def test_who_wants_no_such_mail_gets_none_and_it_arrives_all_the_same(write, leaders, coordinator, settings):
    settings.CONTACT_EMAIL = "netwerk@voorbeeld.invalid"
    refuse(leaders[0])
    write(message="Aan een van de twee.")
    assert receivers() == [leaders[1].email]

    refuse(leaders[1])
    write(message="Dan aan de aanjager.")
    assert receivers() == sorted([leaders[1].email, coordinator.email])

    refuse(coordinator)
    write(message="Dan aan het adres van het netwerk.")
    assert receivers() == sorted([leaders[1].email, coordinator.email, "netwerk@voorbeeld.invalid"])


def test_same_message_sent_twice_is_mailed_once(write, leaders):
    for email in ("jikke@voorbeeld.invalid", "Jikke@Voorbeeld.invalid", "jikke@voorbeeld.invalid"):
        assert write(email=email).status_code == 302
    assert Email.objects.count() == 2

    write(message="Nog iets anders.")
    assert Email.objects.count() == 4


def test_same_message_to_another_coalition_is_another_message(write, leaders, coordinator):
    write()
    write(to=CoalitionFactory())

    assert Email.objects.count() == 3


def test_program_that_fills_in_everything_hears_thanks_and_mails_nobody(client, write, leaders):
    response = write(website="https://koopnu.invalid")

    assert client.get(response.url).status_code == 200
    assert not Email.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field", "error"),
    [
        ({"name": ""}, "name", "Dit veld is verplicht."),
        (
            {"name": "Jan\nBcc: x@y.nl"},
            "name",
            "Gebruik hier alleen letters, cijfers en leestekens, op één regel.",
        ),
        ({"email": "geen adres"}, "email", "Voer een geldig e-mailadres in."),
        ({"email": "a@b.nl\nBcc: x@y.nl"}, "email", "Voer een geldig e-mailadres in."),
        ({"message": "kort"}, "message", "Zorg dat deze waarde ten minste 10 tekens bevat (het zijn er nu 4)."),
        (
            {"message": "a" * 3001},
            "message",
            "Zorg dat deze waarde niet meer dan 3000 tekens bevat (het zijn er nu 3001).",
        ),
    ],
)
def test_wrong_input_is_explained_at_the_field_and_kept(write, leaders, changed, field, error):
    response = write(**changed)

    assert response.status_code == 200
    assert response.context["form"].errors == {field: [error]}
    assert response.text.count("Fout: ") > 1
    assert "Jikke Jansen" in response.text or field == "name"
    assert not Email.objects.exists()


def test_one_place_writes_five_an_hour_and_keeps_what_it_typed(write, leaders):
    answers = [write(message=f"Bericht nummer {number}.") for number in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert TOO_OFTEN in answers[-1].text
    assert "Bericht nummer 5." in answers[-1].text
    assert Email.objects.count() == 10


def test_one_coalition_gets_twenty_an_hour(client, write, leaders):
    statuses = []
    for number in range(21):
        client.defaults["REMOTE_ADDR"] = f"10.0.0.{number}"
        statuses.append(write(message=f"Bericht nummer {number}.").status_code)

    assert statuses == [302] * 20 + [429]


def test_who_is_logged_in_need_not_say_who_they_are(login, member, coalition):
    form = login(member).get(reverse("coalitions:coalition_contact", args=[coalition.slug])).context["form"]

    assert (form["name"].value(), form["email"].value()) == (member.shown_name, member.email)


def test_coalition_that_ended_takes_no_messages(client, write, coalition, leaders):
    coalition.circle.ended_on = date(2025, 1, 1)
    coalition.circle.save()

    assert client.get(reverse("coalitions:coalition_contact", args=[coalition.slug])).status_code == 404
    assert write().status_code == 404
    assert not Email.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_writing_to_more_leaders_asks_two_queries_for_each(
    client, write, coalition, django_assert_max_num_queries, count
):
    MembershipFactory.create_batch(count, circle=coalition.circle, leader=True)

    # coalition, the two limits with their locks, leaders, and for each leader: does this person want it, insert
    with django_assert_max_num_queries(28 + 2 * count):
        write()

    assert Email.objects.count() == count
    assert Membership.objects.filter(role="leader").count() == count
