"""The call for workshops: somebody proposes, changes and withdraws; the coordinator decides."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from outbox.models import Email
from outbox.reading import read
from symposium.call import reviewing, speaking, waiting
from symposium.models import Proposal, Session, Speaker
from tests.symposium.factories import EditionFactory, ProposalFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

FORM = {
    "title": "Oefenen",
    "summary": "We oefenen met elkaar.",
    "for_whom": "verloskundigen",
    "speakers": "Sanne de Vries, De Proef, Sanne@voorbeeld.invalid",
    "needs": "een beamer",
}
NEW = "/symposium/2027/oproep/voorstel/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-10-15 12:00", tick=False):
        yield


@pytest.fixture
def edition():
    return EditionFactory(
        call_opens_on=datetime.date(2026, 10, 1), call_closes_on=datetime.date(2026, 10, 31), call_text="Wat *werkt*?"
    )


@pytest.fixture
def proposal(edition, member):
    return ProposalFactory(edition=edition, proposer=member, title="Luisteren")


def close(edition):
    edition.call_closes_on = datetime.date(2026, 10, 14)
    edition.save()


@pytest.mark.parametrize(
    ("opens", "closes", "sentence"),
    [
        (1, 31, "Wat <em>werkt</em>?"),
        (16, 31, "De oproep is nog niet open"),
        (1, 14, "De oproep is gesloten"),
    ],
)
def test_visitor_reads_what_is_asked_and_until_when(client, edition, opens, closes, sentence):
    edition.call_opens_on = datetime.date(2026, 10, opens)
    edition.call_closes_on = datetime.date(2026, 10, closes)
    edition.save()

    assert sentence in client.get("/symposium/2027/oproep/").text


def test_without_a_call_there_is_no_page(client):
    EditionFactory()

    assert client.get("/symposium/2027/oproep/").status_code == 404


def test_call_without_a_text_explains_itself(client, edition):
    edition.call_text = ""
    edition.save()

    assert "Heb je iets dat anderen in Fryslân ook helpt?" in client.get("/symposium/2027/oproep/").text


def test_member_proposes_a_workshop(login, member, edition):
    client = login(member)
    assert member.email in client.get(NEW).text

    made = client.post(NEW, FORM, follow=True)

    proposal = Proposal.objects.get()
    assert "Je voorstel is ingediend." in made.text
    assert (proposal.proposer, proposal.title, proposal.state[0]) == (member, "Oefenen", "wordt bekeken")
    assert "Oefenen" in client.get("/symposium/2027/oproep/").text
    client.post(NEW, FORM)
    assert Proposal.objects.count() == 1


def test_after_closing_nobody_proposes(login, member, edition):
    close(edition)

    assert login(member).post(NEW, FORM).url == "/symposium/2027/oproep/"
    assert not Proposal.objects.exists()


def test_call_that_closes_while_somebody_writes_keeps_what_was_typed(login, member, edition, monkeypatch):
    from symposium.call import proposing

    original = proposing.lock

    def closes_first(rows, pk):
        close(edition)
        return original(rows, pk)

    monkeypatch.setattr(proposing, "lock", closes_first)
    response = login(member).post(NEW, FORM)

    assert "De oproep is gesloten." in response.text
    assert "We oefenen met elkaar." in response.text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("   ", "Vul dit nog in: Wie geven de workshop?"),
        ("a@b.nl", "Schrijf op de regel “a@b.nl” één naam"),
        ("Bo, a@b.nl, c@d.nl", "één naam, met daarachter één mailadres"),
        ("Bo, a@b", "Kijk de regel “Bo” na"),
        ("Bo, bo@gmial.com", "Kijk de regel “Bo” na: Bedoel je bo@gmail.com?"),
        ("Bo, De Proef, geen-adres", "Op de regel “Bo” lijkt “geen-adres” een mailadres, maar het klopt niet."),
        ("Bo, bo.proef.nl", "lijkt “bo.proef.nl” een mailadres"),
        ("Bo, De Proef, bo(at)proef.nl", "lijkt “bo(at)proef.nl” een mailadres"),
        ("B" * 101, "is te lang"),
        ("\n".join(f"Bo {number}" for number in range(7)), "Dit zijn 7 mensen. Noem er hoogstens 6."),
    ],
)
def test_speakers_that_are_not_understood_are_explained(login, member, edition, text, sentence):
    response = login(member).post(NEW, FORM | {"speakers": text})

    assert response.context["form"].errors.keys() == {"speakers"}
    assert sentence in response.text
    assert text.strip() in response.text
    assert not Proposal.objects.exists()


def test_speaker_who_cannot_be_mailed_is_said(login, coordinator, member, proposal):
    proposal.speakers = (
        f"{member.name}\nBo, De Proef, Leeuwarden\nSanne, sanne@voorbeeld.invalid\nCor, JGZ, geen-adres"
    )
    proposal.save()
    said = "We kunnen Bo en Cor niet mailen: er staat geen mailadres bij."
    path = f"/symposium/voorstel/{proposal.pk}/"

    assert f"{said} Klik op Wijzig en zet het erbij." in login(member).get(path).text
    client = login(coordinator)
    assert f"{said} Vraag ernaar bij wie het voorstelde." in client.get(path).text
    client.post(f"{path}deze-keer-niet/", {"reason": "Vol"})
    assert said not in client.get(path).text


def test_proposals_wait_for_the_coordinator_on_the_start_page(login, coordinator, member, proposal):
    def waits(user):
        return [text for text, _ in waiting.proposals_to_decide(user, timezone.localdate())]

    past = EditionFactory(year=2026, held_on=datetime.date(2026, 2, 12))
    ProposalFactory(edition=past)
    assert waits(coordinator) == ["Beslis over 1 voorstel voor een workshop op het symposium van 2027."]

    ProposalFactory(edition=proposal.edition)

    assert waits(coordinator) == ["Beslis over 2 voorstellen voor een workshop op het symposium van 2027."]
    assert waits(member) == []
    assert 'href="/symposium/2027/voorstellen/"' in login(coordinator).get("/").text


def test_speakers_are_read_line_by_line():
    people = speaking.read("Sanne, De Proef, Leeuwarden, S@b.nl\n\nBo\nSanne, s@b.nl")

    assert [(one.name, one.organisation, one.email) for one in people] == [("Sanne", "", "s@b.nl"), ("Bo", "", "")]
    with pytest.raises(speaking.NotUnderstood, match="Schrijf op wie"):
        speaking.read(" \n ")


def test_proposal_is_changed_and_withdrawn(login, member, proposal):
    client = login(member)
    path = f"/symposium/voorstel/{proposal.pk}/"
    assert "Trek het voorstel in" in client.get(path).text

    changed = client.post(f"{path}wijzigen/", FORM, follow=True)
    proposal.refresh_from_db()
    assert "Je voorstel is gewijzigd." in changed.text
    assert proposal.title == "Oefenen"
    assert client.get(f"{path}intrekken/").status_code == 200
    withdrawn = client.post(f"{path}intrekken/", follow=True)

    assert "Je voorstel “Oefenen” is ingetrokken." in withdrawn.text
    assert Proposal.objects.get().state == ("ingetrokken", "")
    assert client.get(f"{path}wijzigen/").status_code == 403


def test_wrong_change_is_explained(login, member, proposal):
    response = login(member).post(f"/symposium/voorstel/{proposal.pk}/wijzigen/", FORM | {"title": ""})

    assert response.context["form"].errors == {"title": ["Dit veld is verplicht."]}


def test_after_closing_a_proposal_stays_as_it_is(login, member, proposal):
    close(proposal.edition)
    client = login(member)
    path = f"/symposium/voorstel/{proposal.pk}/"

    assert "Je krijgt een mail als over je voorstel is besloten." in client.get(path).text
    assert "De oproep is gesloten." in client.post(f"{path}wijzigen/", FORM).text
    assert "De oproep is gesloten." in client.post(f"{path}intrekken/", follow=True).text
    proposal.refresh_from_db()
    assert (proposal.title, proposal.withdrawn_at) == ("Luisteren", None)


def test_what_was_decided_meanwhile_is_not_changed(login, member, proposal, monkeypatch):
    from symposium.call import proposing

    original = proposing.lock

    def decided_first(rows, pk):
        Proposal.objects.update(declined_at=proposal.submitted_at, decline_reason="Vol")
        return original(rows, pk)

    monkeypatch.setattr(proposing, "lock", decided_first)
    response = login(member).post(f"/symposium/voorstel/{proposal.pk}/wijzigen/", FORM)

    assert "Over dit voorstel is al besloten." in response.text


def test_proposal_is_taken_with_its_speakers(login, coordinator, member, proposal):
    known = SpeakerFactory(edition=proposal.edition, name="Tess", email="tess@voorbeeld.invalid")
    proposal.speakers = "Sanne de Vries, De Proef\nTess, TESS@voorbeeld.invalid\nBo, bo@voorbeeld.invalid"
    proposal.save()
    client = login(coordinator)
    path = f"/symposium/voorstel/{proposal.pk}/opnemen/"
    assert "Sanne de Vries, Tess en Bo" in client.get(path).text
    assert client.post(path, {"capacity": 0}).status_code == 200

    taken = client.post(path, {"capacity": 25}, follow=True)

    session = Session.objects.get()
    assert "“Luisteren” is opgenomen." in taken.text
    assert (session.title, session.capacity, session.slot) == ("Luisteren", 25, None)
    assert [speaker.name for speaker in session.speakers.order_by("pk")] == ["Tess", "Sanne de Vries", "Bo"]
    assert Speaker.objects.get(name="Tess") == known
    assert [email.to for email in Email.objects.all()] == [member.email]
    proposal.refresh_from_db()
    assert (proposal.session, proposal.state[0]) == (session, "komt in het programma")


@pytest.mark.parametrize("typed", ["{name}, De Proef", "Iemand, {email}"])
def test_who_proposed_it_themselves_speaks_with_their_own_address_and_account(member, proposal, typed):
    proposal.speakers = typed.format(name=member.name.upper(), email=member.email)
    proposal.save()
    now = timezone.now()

    session = reviewing.take(proposal, capacity=10, by=member, now=now)
    other = ProposalFactory(edition=proposal.edition, proposer=member, speakers=member.name)
    reviewing.take(other, capacity=10, by=member, now=now)

    speaker = Speaker.objects.get()
    assert (speaker.email, speaker.user) == (member.email, member)
    assert list(session.speakers.all()) == [speaker]


def test_proposal_is_declined_with_a_reason(login, coordinator, member, proposal):
    client = login(coordinator)
    path = f"/symposium/voorstel/{proposal.pk}/deze-keer-niet/"
    assert client.get(path).status_code == 200
    assert "Vul dit nog in" in client.post(path, {"reason": ""}).text

    client.post(path, {"reason": "Het programma is vol."})

    proposal.refresh_from_db()
    assert (proposal.decline_reason, proposal.state[0]) == ("Het programma is vol.", "deze keer niet")
    assert "Het programma is vol." in read(Email.objects.get().mime).text
    client.force_login(member)
    assert "Het programma is vol." in client.get(f"/symposium/voorstel/{proposal.pk}/").text


@pytest.mark.parametrize("step", ["opnemen", "deze-keer-niet"])
def test_nobody_decides_twice(login, coordinator, proposal, step):
    client = login(coordinator)
    client.post(f"/symposium/voorstel/{proposal.pk}/deze-keer-niet/", {"reason": "Vol"})

    response = client.post(
        f"/symposium/voorstel/{proposal.pk}/{step}/", {"reason": "Toch niet", "capacity": 9}, follow=True
    )

    assert "Over dit voorstel is al besloten, of het is ingetrokken." in response.text
    assert Email.objects.count() == 1
    assert not Session.objects.exists()


@pytest.mark.parametrize(("step", "data"), [("opnemen", {"capacity": 9}), ("deze-keer-niet", {"reason": "Vol"})])
def test_who_is_gone_gets_no_mail(login, coordinator, proposal, step, data):
    proposal.proposer = None
    proposal.save()
    client = login(coordinator)

    client.post(f"/symposium/voorstel/{proposal.pk}/{step}/", data)

    assert not Email.objects.exists()
    assert "Iemand die er niet meer is" in client.get("/symposium/2027/voorstellen/").text


def test_somebody_elses_proposal_is_not_there(login, leader, proposal):
    client = login(leader)

    assert client.get(f"/symposium/voorstel/{proposal.pk}/").status_code == 404
    assert "Luisteren" not in client.get("/symposium/2027/oproep/").text


def test_coordinator_sets_the_days(login, coordinator):
    EditionFactory()
    client = login(coordinator)
    path = "/symposium/2027/oproep/instellen/"
    assert client.get(path).status_code == 200

    done = client.post(path, {"call_opens_on": "2026-10-01", "call_closes_on": "2026-10-31", "call_text": ""})

    assert done.url == "/symposium/2027/regie/"


@pytest.mark.parametrize(
    ("opens", "closes", "sentence"),
    [
        ("2026-10-01", "", "Vul beide dagen in, of geen van beide."),
        ("", "2026-10-01", "Vul beide dagen in, of geen van beide."),
        ("ooit", "2026-10-01", "Dit is geen dag. Schrijf bijvoorbeeld 31-12-2026."),
        ("2026-10-02", "2026-10-01", "De laatste dag kan niet voor de eerste liggen."),
        ("2026-10-02", "2027-02-11", "Kies een dag vóór het symposium."),
    ],
)
def test_wrong_days_are_explained(login, coordinator, opens, closes, sentence):
    EditionFactory()

    form = {"call_opens_on": opens, "call_closes_on": closes, "call_text": ""}
    response = login(coordinator).post("/symposium/2027/oproep/instellen/", form)

    assert sentence in response.text


def test_list_without_proposals_says_what_to_do(login, coordinator, edition):
    assert "Er zijn nog geen voorstellen" in login(coordinator).get("/symposium/2027/voorstellen/").text


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(login, coordinator, django_assert_num_queries, edition, count):
    ProposalFactory.create_batch(count, edition=edition)
    ProposalFactory.create_batch(count, edition=edition, taken_at=datetime.datetime.now(datetime.UTC))
    client = login(coordinator)

    with django_assert_num_queries(5):  # session, user, rights, edition, proposals
        client.get("/symposium/2027/voorstellen/")


def test_name_of_a_proposal(proposal):
    assert str(proposal) == "Luisteren"
