"""What people will do and what came of it: by their own link, one mail after half a year, nothing public by itself."""

import datetime

import pytest

from outbox.models import Email
from surveys.making import ready
from symposium.afterwards import intending
from symposium.afterwards.waiting import after_the_day
from symposium.models import Intention, Material, Presence
from symposium.registering import links
from symposium.tasks import ask_what_became
from tests.library.factories import DocumentFactory, VersionFactory
from tests.symposium.factories import EditionFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db
EVENING = datetime.datetime(2027, 2, 11, 19, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def person(network, time_machine):
    time_machine.move_to(EVENING, tick=False)
    found = RegistrationFactory(edition=EditionFactory(), name="Anna de Proef", organisation="JGZ Voorbeeld")
    Presence.objects.create(registration=found, scanned_at=EVENING, received_at=EVENING)
    return found


@pytest.fixture
def path(person):
    return f"/symposium/mijn-dag/{links.token(person)}/wat-ga-je-doen/"


def says(person, text="Vragen naar slaap", **other):
    return Intention.objects.create(registration=person, text=text, said_at=EVENING, **other)


def test_who_was_there_says_what_they_will_do_and_later_what_came_of_it(client, person, path, time_machine):
    own = f"/symposium/mijn-dag/{links.token(person)}/"
    assert path in client.get(own).text
    assert "Wat deed je ermee?" not in client.get(path).text

    client.post(path, {"text": "Vragen naar slaap", "result": "te vroeg"})

    assert "“Vragen naar slaap”" in client.get(own).text
    assert Intention.objects.get().result == ""
    time_machine.move_to(EVENING + 200 * DAY, tick=False)
    client.post(path, {"text": "Vragen naar slaap", "result": "Dat doen we nu altijd", "may_show": "on"})
    one = Intention.objects.get()
    assert (one.result, one.may_show, one.said_at) == ("Dat doen we nu altijd", True, EVENING)
    session = SessionFactory(edition=person.edition, title="Hechting")
    Presence.objects.create(registration=person, session=session, scanned_at=EVENING, received_at=EVENING)
    after = client.get(own).text
    assert "Dat doen we nu altijd" in after
    assert session.get_absolute_url() in after


def test_who_wrote_nothing_down_can_still_tell_what_they_did(client, login, coordinator, person, path, time_machine):
    time_machine.move_to(EVENING + 200 * DAY, tick=False)
    own = f"/symposium/mijn-dag/{links.token(person)}/"
    assert "Vertel in één zin wat het werd" in client.get(own).text
    assert "Wat deed je ermee?</h1>" in client.get(path).text
    assert list(client.post(path, {"result": ""}).context["form"].errors) == ["result"]

    client.post(path, {"result": "We bellen nu eerder", "may_show": "on"})

    assert "Dit werd het: “We bellen nu eerder”" in client.get(own).text
    web = login(coordinator)
    said = web.get("/symposium/2027/wat-ging-je-doen/").text
    assert "1 mens schreef iets op; 1 vertelde al wat het werd." in said
    assert "schreef toen niets op" in said
    web.post(f"/symposium/wat-ging-je-doen/{Intention.objects.get().pk}/")
    assert "<li>Een half jaar later: “We bellen nu eerder”</li>" in client.get("/symposium/2027/").text


def test_afterwards_the_day_leads_once_to_what_there_was(client, person):
    """Also for who was not there: nothing is left to choose, to show or to put in a calendar."""
    absent = RegistrationFactory(edition=person.edition, name="Bea")
    away = RegistrationFactory(edition=person.edition, state="cancelled", cancelled_at=EVENING)

    there, not_there, gone = (
        client.get(f"/symposium/mijn-dag/{links.token(one)}/").text for one in (person, absent, away)
    )

    for said in (there, not_there, gone):
        assert said.count('href="/symposium/2027/"') == 1
        assert "Toon je ticket" not in said
        assert "Maak een agendalink" not in said
    assert "Bij de ingang is niet genoteerd dat je er was." in not_there
    assert "Je had geen plek." in gone


def test_before_the_end_or_for_who_was_not_there_there_is_nothing_to_say(client, person, path, time_machine):
    absent = RegistrationFactory(edition=person.edition)
    assert client.get(path.replace(links.token(person), links.token(absent))).status_code == 404

    time_machine.move_to(EVENING - DAY, tick=False)

    assert client.get(path).status_code == 404


def test_words_about_a_family_are_asked_about_first(client, person, path):
    page = client.post(path, {"text": "Ik bel het gezin van mevrouw Jansen, bsn 123456782"})

    assert "dit lijkt over een ouder, een kind of een gezin te gaan" in page.text
    assert not Intention.objects.exists()


def test_after_half_a_year_one_mail_asks_what_came_of_it(person, time_machine):
    says(person)
    says(RegistrationFactory(edition=person.edition), result="Al verteld")
    says(RegistrationFactory(edition=person.edition, email=""))
    time_machine.move_to(EVENING + 181 * DAY, tick=False)
    ask_what_became()
    assert not Email.objects.exists()

    time_machine.move_to(EVENING + 183 * DAY, tick=False)
    ask_what_became()
    ask_what_became()
    Intention.objects.update(asked_at=None)
    assert intending.ask_due(EVENING + 400 * DAY) == 0

    assert list(Email.objects.values_list("to", flat=True)) == [person.email]


def test_a_second_run_that_saw_it_was_due_does_not_ask_again(person):
    one = says(person)

    assert [intending.ask(one.pk, now=EVENING + 183 * DAY) for _ in range(2)] == [True, False]


def test_the_coordinator_reads_both_beside_each_other_and_chooses_what_is_shown(login, client, coordinator, person):
    quiet = says(RegistrationFactory(edition=person.edition), "Stil")
    loud = says(person, may_show=True, result="Gedaan")
    web = login(coordinator)

    page = web.get("/symposium/2027/wat-ging-je-doen/").text
    assert "2 mensen schreven iets op; 1 vertelde al wat het werd." in page
    assert "JGZ Voorbeeld" in page
    for one in (quiet, loud):
        web.post(f"/symposium/wat-ging-je-doen/{one.pk}/")

    assert list(intending.shown(person.edition)) == [loud]
    web.post(f"/symposium/wat-ging-je-doen/{loud.pk}/")
    assert not intending.shown(person.edition).exists()


def test_who_changes_their_words_is_off_the_page(client, person, path):
    says(person, may_show=True, shown_at=EVENING)

    client.post(path, {"text": "Vragen naar slaap", "may_show": "on"})
    assert intending.shown(person.edition).exists()
    client.post(path, {"text": "Iets anders", "may_show": "on"})

    assert not intending.shown(person.edition).exists()


def test_nobody_said_anything(login, coordinator, person):
    assert "Nog niemand schreef iets op" in login(coordinator).get("/symposium/2027/wat-ging-je-doen/").text


def test_the_start_page_asks_a_member_and_later_what_came_of_it(member, person):
    person.user = member
    person.save()
    day = EVENING.date()

    def asked(days):
        return [text for text, _ in after_the_day(member, day + days * DAY)]

    assert asked(1) == ["Wat ga je doen na het Symposium 2027? Eén zin is genoeg."]
    assert asked(30) == []
    says(person)
    assert asked(1) == []
    assert asked(183) == ["Wat deed je met het Symposium 2027? Je ging dit doen: “Vragen naar slaap”."]
    Intention.objects.update(result="Gedaan")
    assert asked(183) == []


def test_the_coordinator_hears_what_cannot_go_by_itself(coordinator, person):
    document = DocumentFactory(version1=None)
    VersionFactory(document=document, held=True, uploaded_by=None)
    session = SessionFactory(edition=person.edition)
    Material.objects.create(session=session, document=document, maker="Ilse", licence="read", added_at=EVENING)
    tomorrow = EVENING.date() + DAY
    assert len(list(after_the_day(coordinator, tomorrow))) == 1

    ready.take("symposium", by=coordinator, now=EVENING)

    held, evaluation = [text for text, _ in after_the_day(coordinator, tomorrow)]
    assert held.startswith(f"Kijk na of “{document}”")
    assert evaluation == "De evaluatie van Symposium 2027 kan nog niet weg."
