"""Speakers: the coordinator's list, and the page that a speaker completes behind a link."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from outbox.models import Email
from outbox.reading import read
from symposium.models import Edition, Speaker, Speaking
from symposium.programme import links, standing
from tests.symposium.factories import RegistrationFactory, SessionFactory, SpeakerFactory

LIST = "/symposium/2027/sprekers/"
OWN = {"name": "Sanne de Vries", "organisation": "De Proef", "function": "", "about": "Ik luister.", "needs": "stoel"}


@pytest.fixture
def speaker(session):
    found = SpeakerFactory(edition=session.edition, name="Sanne", email="sanne@voorbeeld.invalid")
    Speaking.objects.create(session=session, speaker=found)
    return found


def own(speaker):
    return f"/symposium/spreker/{links.token(speaker)}/"


def test_list_says_what_to_do_when_there_is_nobody(login, coordinator, edition):
    assert "Er zijn nog geen sprekers" in login(coordinator).get(LIST).text


def test_coordinator_writes_down_who_speaks(login, coordinator, edition):
    client = login(coordinator)
    form = {"name": "Bo", "email": "Bo@voorbeeld.invalid", "may_be_named": "on"}
    assert client.get(f"{LIST}nieuw/").status_code == 200

    client.post(f"{LIST}nieuw/", form)

    speaker = Speaker.objects.get()
    assert (speaker.email, speaker.consented_at is not None) == ("bo@voorbeeld.invalid", True)
    again = client.post(f"{LIST}nieuw/", form | {"name": "Ook Bo"})
    assert "Dit adres staat al bij Bo." in again.text
    client.post(f"/symposium/spreker/{speaker.pk}/wijzigen/", form | {"email": ""})
    speaker.refresh_from_db()
    assert (speaker.email, speaker.consented_at is not None) == ("", True)
    client.post(f"/symposium/spreker/{speaker.pk}/wijzigen/", {"name": "Bo"})
    speaker.refresh_from_db()
    assert speaker.consented_at is None
    assert "geen mailadres" in client.get(LIST).text


def test_speakers_are_mailed_once(login, coordinator, speaker):
    SpeakerFactory(edition=speaker.edition, name="Zonder adres")
    SpeakerFactory(edition=speaker.edition, name="Nergens", email="nergens@voorbeeld.invalid")
    client = login(coordinator)
    assert "Mail wie nog niet gevraagd is" in client.get(LIST).text

    asked = client.post(f"{LIST}vragen/", follow=True)
    again = client.post(f"{LIST}vragen/", follow=True)

    assert "1 spreker krijgt een mail." in asked.text
    assert "Iedereen met een mailadres is al gevraagd." in again.text
    assert "Mail wie nog niet gevraagd is" not in again.text
    email = Email.objects.get()
    assert (email.to, own(speaker) in read(email.mime).text) == ("sanne@voorbeeld.invalid", True)


def test_who_speaks_only_where_it_is_off_is_not_asked(login, coordinator, speaker, session, second):
    cancelled_at = session.edition.published_at
    type(session).objects.filter(pk=session.pk).update(cancelled_at=cancelled_at)
    client = login(coordinator)

    page = client.get(LIST).text
    client.post(f"{LIST}vragen/")

    assert "Luisteren (gaat niet door)" in page
    assert "Mail wie nog niet gevraagd is" not in page
    assert not Email.objects.exists()
    goes_on = SessionFactory(edition=session.edition, slot=second, title="Zingen")
    Speaking.objects.create(session=goes_on, speaker=speaker)
    assert "Mail wie nog niet gevraagd is (1)" in client.get(LIST).text
    client.post(f"{LIST}vragen/")
    words = read(Email.objects.get().mime).text
    assert "Zingen" in words
    assert "Luisteren" not in words


@time_machine.travel("2027-01-11 12:00", tick=False)
def test_a_link_is_sent_once_more_and_to_another_address_the_old_one_ends(client, login, coordinator, speaker):
    boss, path = login(coordinator), f"/symposium/spreker/{speaker.pk}/opnieuw-vragen/"
    assert "Stuur de link nog eens" not in boss.get(LIST).text
    boss.post(path)
    assert not Email.objects.exists()
    boss.post(f"{LIST}vragen/")
    assert "Stuur de link nog eens" in boss.get(LIST).text

    said = boss.post(path, follow=True).text
    boss.post(path)

    assert "Sanne krijgt de link opnieuw, op sanne@voorbeeld.invalid." in said
    assert Email.objects.count() == 2  # the second click within a minute is the same
    old = own(speaker)
    boss.post(f"/symposium/spreker/{speaker.pk}/wijzigen/", {"name": "Sanne", "email": "nieuw@voorbeeld.invalid"})
    speaker.refresh_from_db()
    assert (client.get(old).status_code, client.get(own(speaker)).status_code) == (404, 200)
    assert "nog niet gevraagd" in boss.get(LIST).text
    boss.post(f"{LIST}vragen/")
    assert Email.objects.latest("pk").to == "nieuw@voorbeeld.invalid"


def test_two_speakers_are_mailed(login, coordinator, speaker):
    other = SpeakerFactory(edition=speaker.edition, email="bo@voorbeeld.invalid")
    Speaking.objects.create(session=SessionFactory(edition=speaker.edition), speaker=other)

    assert "2 sprekers krijgen een mail." in login(coordinator).post(f"{LIST}vragen/", follow=True).text


@time_machine.travel("2027-01-11 12:00", tick=False)
def test_speaker_completes_the_page_without_an_account(client, speaker):
    page = client.get(own(speaker))
    assert "10.00 tot 11.00 uur, Oranjezaal" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    speaker.refresh_from_db()
    assert speaker.completed_at is None

    saved = client.post(own(speaker), OWN | {"consent": "on"}, follow=True)

    assert "Dank je wel, je pagina is bewaard." in saved.text
    speaker.refresh_from_db()
    first = speaker.consented_at
    assert (speaker.name, speaker.needs, speaker.completed_at == first) == ("Sanne de Vries", "stoel", True)
    client.post(own(speaker), OWN | {"consent": "on", "about": "Nieuw"})
    speaker.refresh_from_db()
    assert (speaker.about, speaker.consented_at) == ("Nieuw", first)


@time_machine.travel("2027-01-11 12:00", tick=False)
def test_name_in_the_programme_is_given_and_taken_back_alike(client, login, coordinator, speaker):
    programme = "/symposium/2027/programma/"
    unnamed = client.post(own(speaker), OWN, follow=True)

    assert "Je naam en tekst staan niet in het programma." in unnamed.text
    speaker.refresh_from_db()
    assert (speaker.needs, speaker.completed_at is None, speaker.consented_at) == ("stoel", False, None)
    assert "Sanne" not in client.get(programme).text

    client.post(own(speaker), OWN | {"consent": "on"})
    assert "Sanne" in client.get(programme).text
    client.post(own(speaker), OWN)
    assert "Sanne" not in client.get(programme).text
    assert "ingevuld, zonder naam" in login(coordinator).get(LIST).text
    (task,) = (one for one in standing.tasks(speaker.edition, timezone.now()) if "sprekers" in one.label)
    assert (task.said, task.is_done) == ("0 van 1 staan met naam in het programma", True)


def test_speaker_without_a_session_reads_that(client, speaker):
    Speaking.objects.all().delete()

    assert "Je staat nu niet in het programma." in client.get(own(speaker)).text


@time_machine.travel("2027-02-12 12:00", tick=False)
def test_after_the_day_only_the_name_in_the_archive_is_still_to_choose(client, speaker):
    Speaker.objects.update(consented_at=speaker.edition.published_at)
    assert "Het symposium is geweest." in client.get(own(speaker)).text

    said = client.post(own(speaker), OWN, follow=True).text

    assert "Je naam en tekst staan niet in het programma." in said
    speaker.refresh_from_db()
    assert (speaker.needs, speaker.completed_at, speaker.consented_at) == ("", None, None)


def test_link_that_is_not_ours_or_ended_leads_nowhere(client, speaker):
    old = own(speaker)
    speaker.email = "nieuw@voorbeeld.invalid"
    speaker.save()

    assert client.get(old).status_code == 404
    assert client.get("/symposium/spreker/verzonnen/").status_code == 404
    assert client.get(own(speaker)).status_code == 200


def test_speaker_in_the_programme_is_not_taken_off(login, coordinator, speaker):
    client = login(coordinator)
    path = f"/symposium/spreker/{speaker.pk}/weghalen/"
    assert client.get(path).status_code == 200

    refused = client.post(path, follow=True)
    Speaking.objects.all().delete()
    gone = client.post(path, follow=True)

    assert "Sanne spreekt nog bij “Luisteren”." in refused.text
    assert "Sanne is weg." in gone.text
    assert not Speaker.objects.exists()


def test_states_in_the_list(login, coordinator, session):
    now = datetime.datetime.now(datetime.UTC)
    for stamps in ({"completed_at": now}, {"consented_at": now}, {"asked_at": now}, {}):
        SpeakerFactory(edition=session.edition, email=f"{len(stamps)}{next(iter(stamps), '')}@b.nl", **stamps)

    text = login(coordinator).get(LIST).text

    for word in ("ingevuld", "vindt het goed", "gevraagd", "nog niet gevraagd"):
        assert word in text


def test_who_speaks_is_asked_to_register_as_well(client, login, coordinator, member, speaker, session, time_machine):
    time_machine.move_to("2027-01-11 12:00", tick=False)
    listed, said = "nog niet aangemeld als bezoeker", "Meld je ook aan"
    there = RegistrationFactory(
        edition=session.edition, email=speaker.email, state="cancelled", cancelled_at=timezone.now()
    )
    by_account = SpeakerFactory(edition=session.edition, user=member)
    RegistrationFactory(edition=session.edition, user=member)
    for other in (by_account, SpeakerFactory(edition=session.edition)):
        Speaking.objects.create(session=session, speaker=other)
    boss = login(coordinator)
    boss.post(f"{LIST}vragen/")
    assert "/symposium/2027/aanmelden/" in read(Email.objects.get().mime).text
    assert said in client.get(own(speaker)).text
    assert boss.get(LIST).text.count(listed) == 1

    there.state, there.cancelled_at = "coming", None
    there.save()

    assert said not in client.get(own(speaker)).text
    assert listed not in boss.get(LIST).text
    there.delete()
    time_machine.move_to("2027-02-12 12:00", tick=False)
    assert said not in client.get(own(speaker)).text
    assert listed not in boss.get(LIST).text


def test_before_the_edition_is_published_nobody_is_sent_to_its_form(login, client, coordinator, speaker):
    Edition.objects.update(published_at=None, programme_published_at=None)

    login(coordinator).post(f"{LIST}vragen/")

    assert "aanmelden" not in read(Email.objects.get().mime).text
    assert "Meld je ook aan" not in client.get(own(speaker)).text


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(login, coordinator, django_assert_num_queries, session, count):
    for number in range(count):
        speaker = SpeakerFactory(edition=session.edition, email=f"s{number}@voorbeeld.invalid")
        Speaking.objects.create(session=session, speaker=speaker)
    client = login(coordinator)

    with django_assert_num_queries(8):  # session, user, rights, edition (2), speakers, sessions, registrations
        client.get(LIST)


def test_who_is_named_or_not_by_another_hears_so_once(login, coordinator, speaker):
    boss, path = login(coordinator), f"/symposium/spreker/{speaker.pk}/wijzigen/"
    typed = {"name": "Sanne", "email": speaker.email}
    boss.post(path, typed | {"function": "verloskundige"})
    assert not Email.objects.exists()

    boss.post(path, typed | {"may_be_named": "on"})
    boss.post(path, typed | {"may_be_named": "on", "needs": "stoel"})
    boss.post(path, typed)

    named, unnamed = Email.objects.order_by("pk")
    assert "Je naam staat in het programma" in named.subject
    assert "Je naam staat niet meer in het programma" in unnamed.subject
    for mail, said in ((named, "De aanjager zette je naam"), (unnamed, "De aanjager haalde je naam")):
        words = read(mail.mime).text
        assert (mail.to, said in words, own(speaker) in words) == ("sanne@voorbeeld.invalid", True, True)


def test_who_has_no_address_is_named_without_a_mail(login, coordinator, edition):
    speaker = SpeakerFactory(edition=edition, name="Bo")

    login(coordinator).post(f"/symposium/spreker/{speaker.pk}/wijzigen/", {"name": "Bo", "may_be_named": "on"})

    speaker.refresh_from_db()
    assert speaker.consented_at
    assert not Email.objects.exists()


@pytest.fixture
def two_hands(client, login, coordinator, speaker):
    """The coordinator has the form open; the speaker saves their own page; then she saves."""
    boss, path = login(coordinator), f"/symposium/spreker/{speaker.pk}/wijzigen/"
    typed = {"name": "Sanne", "email": speaker.email, "seen": boss.get(path).context["form"]["seen"].value()}

    def save(own_words, **changes):
        client.post(own(speaker), own_words)
        assert 'name="seen"' in boss.get(path).text
        page = boss.post(path, typed | changes, follow=True)
        speaker.refresh_from_db()
        return page

    return save


def test_what_the_speaker_said_last_of_being_named_stays(two_hands, speaker):
    """And what was written meanwhile: only what is touched is saved."""
    two_hands(OWN | {"consent": "on"}, function="verloskundige")

    assert (speaker.name, speaker.about, speaker.function) == ("Sanne de Vries", "Ik luister.", "verloskundige")
    assert speaker.consented_at


def test_what_both_wrote_is_asked_and_saved_once_more_stands(two_hands, login, coordinator, speaker):
    page = two_hands(OWN | {"organisation": ""}, about="Zij luistert.", needs="een beamer")

    assert "Op de pagina van de spreker staat hier intussen “Ik luister.”." in page.text
    assert ("Zij luistert." in page.text, speaker.about) == (True, "Ik luister.")
    typed = {"name": "Sanne de Vries", "email": speaker.email, "about": "Zij luistert.", "needs": "een beamer"}
    typed["seen"] = page.context["form"]["seen"].value()
    login(coordinator).post(f"/symposium/spreker/{speaker.pk}/wijzigen/", typed)
    speaker.refresh_from_db()
    assert (speaker.about, speaker.needs) == ("Zij luistert.", "een beamer")


def test_what_the_speaker_made_empty_is_said_so_and_who_is_off_the_list_too(two_hands, speaker):
    Speaker.objects.filter(pk=speaker.pk).update(about="Oud")

    page = two_hands({"name": "Sanne"}, about="Nieuw", seen='{"about": "Oud", "id": 1}')

    assert "is dit intussen leeggemaakt." in page.text


def test_speaker_who_is_off_the_list_is_not_put_back(login, coordinator, speaker, monkeypatch):
    monkeypatch.setattr("symposium.programme.forms.locked_row", lambda rows, pk: None)

    page = login(coordinator).post(f"/symposium/spreker/{speaker.pk}/wijzigen/", {"name": "Sanne", "seen": "[]"})

    assert "Deze spreker is intussen van de lijst gehaald." in page.text
