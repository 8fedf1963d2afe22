"""Who speaks hears what becomes of it: another time, another speaker, thrown away, placed again."""

import datetime

import pytest

from outbox.models import Email
from outbox.reading import read
from symposium.call import reviewing
from symposium.models import RoomChange, Session, Speaking
from symposium.programme import links as speaker_links
from tests.symposium.factories import (
    ProposalFactory,
    RegistrationFactory,
    SeatFactory,
    SessionFactory,
    SpeakerFactory,
)
from tests.symposium.programme.conftest import mailed
from tests.symposium.programme.test_making import place
from tests.symposium.seats.build import calendar_of


@pytest.fixture
def client(a_month_before):
    return a_month_before


def test_speaker_hears_that_it_moves_and_that_it_is_off(client, session, second, later):
    speaker = SpeakerFactory(edition=session.edition, name="Sanne", email="sanne@voorbeeld.invalid")
    Speaking.objects.create(session=session, speaker=speaker)
    Speaking.objects.create(session=session, speaker=SpeakerFactory(edition=session.edition))  # without an address
    own = f"/symposium/spreker/{speaker_links.token(speaker)}/"

    place(client, session, second, session.room)
    later()

    mail = Email.objects.get()
    assert (mail.to, mail.subject) == ("sanne@voorbeeld.invalid", "Andere tijd: Luisteren")
    words = read(mail.mime).text
    assert "op een ander moment: van 11.15 tot 12.00 uur, niet meer van 10.00 tot 11.00 uur." in words
    assert own in words
    (event,) = calendar_of(mail).walk("VEVENT")
    assert (event["SEQUENCE"], event["DTSTART"].dt.time()) == (1, datetime.time(11, 15))
    page = client.get(own).text
    assert "“Luisteren” is van 11.15 tot 12.00 uur, niet meer van 10.00 tot 11.00 uur." in page
    assert "11.15 tot 12.00 uur, Oranjezaal" in page

    for _ in range(2):  # once, however often
        client.post(f"/symposium/sessie/{session.pk}/gaat-niet-door/")

    off = Email.objects.get(subject="Gaat niet door: Luisteren")
    assert (off.to, calendar_of(off)["METHOD"]) == ("sanne@voorbeeld.invalid", "CANCEL")
    page = client.get(own).text
    assert "Het zou zijn van 11.15 tot 12.00 uur." in page
    assert "Andere tijd" not in page
    assert "Voeg dia's" not in page


def test_speaker_of_what_has_no_time_yet_hears_that_it_is_off(client, session):
    Session.objects.filter(pk=session.pk).update(slot=None, room=None)
    speaker = SpeakerFactory(edition=session.edition, email="sanne@voorbeeld.invalid")
    Speaking.objects.create(session=session, speaker=speaker)

    client.post(f"/symposium/sessie/{session.pk}/gaat-niet-door/")

    assert calendar_of(Email.objects.get()) is None
    assert "Gaat niet door" in client.get(f"/symposium/spreker/{speaker_links.token(speaker)}/").text


@pytest.fixture
def draft(session):
    """Nobody reads the programme yet."""
    session.edition.programme_published_at = None
    session.edition.save()
    return session


def drop(client, speaker):
    path = f"/symposium/spreekbeurt/{speaker.speaking.get().pk}/weghalen/"
    assert "krijgt daar een mail over." in client.get(path).text
    assert speaker.speaking.exists()
    return client.post(path, follow=True).text


def test_speaker_who_is_taken_off_hears_it_and_may_come_back(client, session, bo, time_machine):
    for times in (1, 2):
        time_machine.shift(60)
        assert "Bo spreekt niet meer bij “Luisteren”. Bo krijgt daar een mail over." in drop(client, bo)

        assert Email.objects.filter(to=bo.email).count() == times
        Speaking.objects.create(session=session, speaker=bo)

    mail = Email.objects.first()
    words = read(mail.mime).text
    assert "Je staat niet meer in het programma als spreker bij “Luisteren”" in words
    assert "Open het bestand bij deze mail, dan gaat het eruit." in words
    assert calendar_of(mail)["METHOD"] == "CANCEL"


@pytest.mark.parametrize(("kind", "slot"), [("plenary", True), ("workshop", False)])
def test_what_is_for_everybody_or_has_no_time_stays_in_the_calendar(client, session, bo, kind, slot):
    where = {} if slot else {"slot": None, "room": None}
    capacity = 20 if kind == "workshop" else None
    Session.objects.filter(pk=session.pk).update(kind=kind, capacity=capacity, **where)

    drop(client, bo)

    mail = Email.objects.get()
    assert calendar_of(mail) is None
    assert "Open het bestand" not in read(mail.mime).text


@pytest.mark.parametrize("stamp", ["asked_at", "completed_at", None])
def test_of_a_draft_hears_only_who_was_asked(client, draft, bo, stamp):
    if stamp:
        setattr(bo, stamp, datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC))
        bo.save()

    said = drop(client, bo)

    assert ("krijgt daar een mail over" in said) == Email.objects.exists() == bool(stamp)


def test_who_proposed_it_and_does_not_speak_any_more_hears_and_reads_it(client, draft, bo, member):
    member.email = "bo@voorbeeld.invalid"
    member.save()
    then = draft.edition.published_at
    proposal = ProposalFactory(
        edition=draft.edition, session=draft, taken_at=then, proposer=member, speakers=member.name
    )
    assert "komt in het programma</span>" in client.get(f"/symposium/voorstel/{proposal.pk}/").text

    drop(client, bo)

    assert Email.objects.get().to == bo.email
    assert "Wie hem voorstelde, spreekt er niet meer bij." in client.get(f"/symposium/voorstel/{proposal.pk}/").text
    client.force_login(member)
    page = client.get(f"/symposium/voorstel/{proposal.pk}/").text
    assert "maar jij staat er niet meer bij als spreker" in page
    assert "komt in het programma</span>" not in page


def test_speaker_of_what_is_thrown_away_hears_it_and_so_reads_who_proposed_it(client, session, bo, member):
    Session.objects.filter(pk=session.pk).update(slot=None, room=None)
    Speaking.objects.create(session=session, speaker=SpeakerFactory(edition=session.edition))  # without an address
    proposal = ProposalFactory(edition=session.edition, session=session, taken_at=session.edition.published_at)

    client.post(f"/symposium/sessie/{session.pk}/weggooien/")

    assert mailed() == [
        ("bo@voorbeeld.invalid", "Gaat niet door: Luisteren"),
        (proposal.proposer.email, f"Gaat niet door: {proposal}"),
    ]
    proposal.refresh_from_db()
    assert proposal.state == ("niet meer in het programma", "warning")


def test_what_nobody_read_of_goes_in_silence(client, draft, bo):
    for what in ("uit-het-programma", "weggooien"):
        client.post(f"/symposium/sessie/{draft.pk}/{what}/")
        assert not RoomChange.objects.exists()

    assert not Session.objects.exists()
    assert not Email.objects.exists()


def test_workshop_that_another_gives_than_who_proposed_it_goes_on_as_proposed(client, session):
    proposal = ProposalFactory(
        edition=session.edition, session=session, taken_at=session.edition.published_at, speakers="Cor Anders"
    )

    assert reviewing.goes_on_without_proposer(proposal) is False
    assert "komt in het programma</span>" in client.get(f"/symposium/voorstel/{proposal.pk}/").text


def test_what_did_not_go_on_already_is_thrown_away_in_silence(client, session, bo):
    client.post(f"/symposium/sessie/{session.pk}/gaat-niet-door/")
    proposal = ProposalFactory(edition=session.edition, session=session, taken_at=session.edition.published_at)
    assert "gaat niet door</span>" in client.get(f"/symposium/voorstel/{proposal.pk}/").text

    client.post(f"/symposium/sessie/{session.pk}/uit-het-programma/")
    client.post(f"/symposium/sessie/{session.pk}/weggooien/")

    assert not Session.objects.exists()
    assert Email.objects.count() == 1


def test_speaker_of_what_gets_a_time_again_hears_when(client, session, bo, second, time_machine, coordinator, later):
    room = session.room
    client.post(f"/symposium/sessie/{session.pk}/uit-het-programma/")

    later()
    place(client, session, second, room)
    assert mailed() == [(bo.email, "Nog geen nieuw moment: Luisteren")]
    assert "Het was van 10.00 tot 11.00 uur." in read(Email.objects.get().mime).text
    later()

    mail = Email.objects.exclude(subject__startswith="Nog geen").get()
    assert mail.subject == "Je spreekt om 11.15 uur: Luisteren"
    assert "op donderdag 11 februari van 11.15 tot 12.00 uur in Oranjezaal." in read(mail.mime).text
    (event,) = calendar_of(mail).walk("VEVENT")
    assert (event["SEQUENCE"], event["DTSTART"].dt.time()) == (2, datetime.time(11, 15))
    # In the archive it is put right in silence.
    client.post(f"/symposium/sessie/{session.pk}/uit-het-programma/")
    time_machine.move_to("2027-02-12 12:00", tick=False)
    client.force_login(coordinator)
    place(client, session, second, room)
    later()
    assert Email.objects.count() == 2


@pytest.fixture
def proposal(session, member):
    """Of the workshop, by somebody who does not give it."""
    return ProposalFactory(
        edition=session.edition, session=session, taken_at=session.edition.published_at, proposer=member
    )


@pytest.mark.parametrize(
    ("what", "subject", "said"),
    [
        ("gaat-niet-door", "Gaat niet door", "gaat niet door."),
        ("uit-het-programma", "Nog geen nieuw moment", "De aanjager zoekt een ander moment."),
        ("weggooien", "Gaat niet door", "gaat niet door."),
    ],
)
def test_who_proposed_it_hears_that_it_is_off_without_speaking_there(
    client, session, proposal, member, later, what, subject, said
):
    SpeakerFactory(edition=session.edition, user=member, email=member.email)  # speaks elsewhere

    client.post(f"/symposium/sessie/{session.pk}/{what}/")
    later()

    assert mailed() == [(member.email, f"{subject}: {proposal}")]
    words = read(Email.objects.get().mime).text
    assert said in words
    assert f"/symposium/voorstel/{proposal.pk}/" in words


def test_who_proposed_it_and_speaks_hears_it_once_and_who_left_does_not(client, session, proposal, member, bo):
    speaker = SpeakerFactory(edition=session.edition, user=member, email="werk@voorbeeld.invalid")
    Speaking.objects.create(session=session, speaker=speaker)
    left = ProposalFactory(
        edition=session.edition, session=SessionFactory(edition=session.edition), taken_at=proposal.taken_at
    )
    left.proposer.is_active = False
    left.proposer.save()

    for pk in (session.pk, left.session_id):
        client.post(f"/symposium/sessie/{pk}/gaat-niet-door/")

    assert sorted(to for to, _ in mailed()) == ["bo@voorbeeld.invalid", "werk@voorbeeld.invalid"]


def test_what_was_put_there_and_taken_out_again_is_no_news(client, session, bo, second, later):
    room = session.room
    Session.objects.filter(pk=session.pk).update(slot=None, room=None)

    place(client, session, second, room)
    client.post(f"/symposium/sessie/{session.pk}/uit-het-programma/")
    later()

    assert not Email.objects.exists()
    assert not RoomChange.objects.exists()


def test_coordinator_reads_how_many_hear_it_and_who_cannot_be_mailed(client, session, bo, proposal):
    unplaced, base = SessionFactory(edition=session.edition), f"/symposium/sessie/{session.pk}"
    assert "<p>Dan gaat er geen mail weg.</p>" in client.get(f"/symposium/sessie/{unplaced.pk}/gaat-niet-door/").text
    for path in ("gaat-niet-door", "weggooien"):
        assert "<p>Dan gaan er 2 mails weg.</p>" in client.get(f"{base}/{path}/").text
    for name in ("Ali", "Els"):
        Speaking.objects.create(session=session, speaker=SpeakerFactory(edition=session.edition, name=name))
    both = "Ali en Els spreken daar en hebben geen mailadres. Vertel het hen zelf."
    for path in ("gaat-niet-door", "weggooien"):
        assert f"<p>Dan gaan er 2 mails weg. {both}</p>" in client.get(f"{base}/{path}/").text
    ali, els = session.speaking.filter(speaker__email="").order_by("pk")
    assert (
        "Ali heeft geen mailadres. Vertel het die persoon zelf."
        in client.get(f"/symposium/spreekbeurt/{ali.pk}/weghalen/").text
    )
    els.delete()

    said = client.post(f"{base}/gaat-niet-door/", follow=True).text

    assert "Ali spreekt daar en heeft geen mailadres. Vertel het die persoon zelf." in said
    assert "Dan ga" not in client.get(f"{base}/weggooien/").text


def test_everybody_reads_why_it_is_off(client, session, bo, proposal, member):
    person = RegistrationFactory(edition=session.edition)
    SeatFactory(registration=person, session=session)
    Session.objects.filter(pk=session.pk).update(taken=1)
    path = f"/symposium/sessie/{session.pk}/gaat-niet-door/"
    assert client.post(path, {"reason": "x" * 301}).context["form"].errors

    page = client.post(path, {"reason": "De spreker is ziek."}, follow=True).text

    mails = {mail.to: read(mail.mime).text for mail in Email.objects.all()}
    assert set(mails) == {person.email, bo.email, member.email}
    assert [to for to, words in mails.items() if "De reden: De spreker is ziek." not in words] == []
    assert "De reden: De spreker is ziek." in page


def test_of_what_was_nobody_hears(client, session, bo, time_machine, login, coordinator):
    time_machine.move_to("2027-02-12 12:00", tick=False)
    login(coordinator)

    assert "Dan ga" not in client.get(f"/symposium/sessie/{session.pk}/gaat-niet-door/").text


def test_coordinator_reads_that_it_left_the_programme_and_who_will_hear(client, session, bo, proposal):
    client.post(f"/symposium/sessie/{session.pk}/uit-het-programma/")

    page = client.get(f"/symposium/{session.edition.year}/programma/maken/").text

    assert "“Luisteren” staat niet meer in het programma." in page
    assert "gaat er een mail naar 2 mensen." in page


def test_who_proposed_it_finds_the_workshop_once_it_has_a_moment(client, session, proposal, member):
    client.force_login(member)
    link = f'<a href="{session.get_absolute_url()}">'
    assert link in client.get(f"/symposium/voorstel/{proposal.pk}/").text

    Session.objects.filter(pk=session.pk).update(slot=None, room=None)

    assert link not in client.get(f"/symposium/voorstel/{proposal.pk}/").text
