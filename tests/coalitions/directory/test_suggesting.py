"""A member proposes, who may change it decides, field by field; the proposer hears what became of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.directory import suggesting
from coalitions.models import Organisation, Suggestion
from members.models import User
from outbox.models import Email
from tests.coalitions.factories import OrganisationFactory
from tests.members.factories import MembershipFactory
from tests.races import at_once

LIST = reverse("coalitions:suggestion_list")
CREATE = reverse("coalitions:organisation_create")


def suggest(organisation):
    return reverse("coalitions:organisation_suggest", args=[organisation.slug])


@pytest.fixture
def proposed(login, member, kraamzorg, typed):
    """A member proposes another phone number and what they offer."""
    data = typed(phone="058 2222222", offers="Kraamzorg thuis", reason="Ik belde hen")
    login(member).post(suggest(kraamzorg), data)
    return Suggestion.objects.get()


def answers(suggestion, *, phone="take", offers="take", answer="", version=1):
    return {"take_phone": phone, "take_offers": offers, "answer": answer, "seen_version": version}


@pytest.mark.django_db
def test_member_proposes_and_nothing_changes_yet(login, member, kraamzorg, proposed):
    kraamzorg.refresh_from_db()
    assert kraamzorg.phone == "058 1111111"
    assert (proposed.facts, proposed.before) == (
        {"phone": "058 2222222", "offers": "Kraamzorg thuis"},
        {"phone": "058 1111111", "offers": ""},
    )
    assert (proposed.proposed_by, proposed.reason, str(proposed)) == (member, "Ik belde hen", "Isis Kraamzorg")
    text = login(member).get(proposed.get_absolute_url()).text
    assert "Wie dit mag wijzigen heeft nog niet besloten." in text
    assert "Bewaar je besluit" not in text


@pytest.mark.django_db
def test_proposal_that_is_sent_twice_is_one(login, member, kraamzorg, proposed, typed):
    data = typed(phone="058 2222222", offers="Kraamzorg thuis", reason="Nog een keer")

    assert "Je voorstel is bewaard." in login(member).post(suggest(kraamzorg), data, follow=True).text
    assert Suggestion.objects.get() == proposed


@pytest.mark.django_db
def test_proposal_that_changes_nothing_is_no_proposal(login, member, kraamzorg, typed):
    text = login(member).post(suggest(kraamzorg), typed(reason="zomaar")).text

    assert "Je hebt nog niets veranderd." in text
    assert not Suggestion.objects.exists()


@pytest.mark.django_db
def test_proposal_needs_a_reason_without_names(login, member, kraamzorg, typed):
    client = login(member)

    assert "Vul dit nog in: Waarom?" in client.post(suggest(kraamzorg), typed(phone="")).text
    text = client.post(suggest(kraamzorg), typed(phone="", reason="Zegt mevrouw Jansma")).text
    assert "Zet hier geen naam van iemand." in text


@pytest.mark.django_db
def test_it_waits_for_who_decides_and_nobody_else(login, member, leader_here, coordinator, kraamzorg, proposed):
    other = MembershipFactory(leader=True).user
    sentence = "1 voorstel wacht op je besluit op de sociale kaart."

    assert sentence in login(leader_here).get("/").text
    assert sentence in login(coordinator).get("/").text
    assert sentence not in login(member).get("/").text
    assert sentence not in login(other).get("/").text
    assert login(other).get(proposed.get_absolute_url()).status_code == 404
    assert login(leader_here).get(LIST).context["undecided"].get() == proposed
    assert "Voorstel van" in login(leader_here).get(kraamzorg.get_absolute_url()).text
    Suggestion.objects.create(organisation=kraamzorg, facts={}, reason="x", proposed_at=timezone.now())
    assert "2 voorstellen wachten op je besluit" in login(leader_here).get("/").text


@pytest.mark.django_db
def test_proposer_cannot_decide(login, member, proposed):
    assert login(member).post(proposed.get_absolute_url(), answers(proposed)).status_code == 403

    proposed.refresh_from_db()
    assert proposed.decided_at is None


@pytest.mark.django_db
def test_both_texts_stand_side_by_side(login, leader_here, proposed):
    text = login(leader_here).get(proposed.get_absolute_url()).text

    assert "1111111" in text
    assert "2222222" in text
    assert "Ik belde hen" in text
    assert "gewijzigd nadat het voorstel is gedaan" not in text


@pytest.mark.django_db
def test_all_of_it_is_taken_over_and_mailed(login, member, leader_here, kraamzorg, proposed):
    response = login(leader_here).post(proposed.get_absolute_url(), answers(proposed, answer="Dank je"), follow=True)

    kraamzorg.refresh_from_db()
    proposed.refresh_from_db()
    assert (kraamzorg.phone, kraamzorg.offers, kraamzorg.version) == ("058 2222222", "Kraamzorg thuis", 2)
    assert (proposed.outcome, proposed.decided_by, proposed.answer) == ("accepted", leader_here, "Dank je")
    change = kraamzorg.changes.get()
    assert (change.kind, change.by, change.reason) == ("suggestion", leader_here, "Ik belde hen")
    assert change.fields == [["offers", "", "Kraamzorg thuis"], ["phone", "058 1111111", "058 2222222"]]
    mail = Email.objects.get()
    assert (mail.to, mail.category) == (member.email, "review")
    assert mail.subject == "Je voorstel over Isis Kraamzorg is overgenomen"
    assert "Je besluit is bewaard." in response.text
    assert "Dank je" in response.text


@pytest.mark.django_db
def test_part_of_it_is_taken_over(login, leader_here, kraamzorg, proposed):
    login(leader_here).post(proposed.get_absolute_url(), answers(proposed, phone="leave"))

    kraamzorg.refresh_from_db()
    proposed.refresh_from_db()
    assert (kraamzorg.phone, kraamzorg.offers) == ("058 1111111", "Kraamzorg thuis")
    assert proposed.outcome == "partly"


@pytest.mark.django_db
def test_refusal_needs_a_word(login, leader_here, kraamzorg, proposed):
    client = login(leader_here)
    nothing = {"phone": "leave", "offers": "leave"}

    assert "Vertel kort waarom" in client.post(proposed.get_absolute_url(), answers(proposed, **nothing)).text
    client.post(proposed.get_absolute_url(), answers(proposed, **nothing, answer="Klopt niet meer"))

    kraamzorg.refresh_from_db()
    proposed.refresh_from_db()
    assert (kraamzorg.version, proposed.outcome) == (1, "declined")
    assert Email.objects.get().subject == "Je voorstel over Isis Kraamzorg is niet overgenomen"
    assert "Niet overgenomen op" in client.get(LIST).text


@pytest.mark.django_db
def test_deciding_twice_decides_once(login, leader_here, coordinator, kraamzorg, proposed):
    login(leader_here).post(proposed.get_absolute_url(), answers(proposed))
    text = login(coordinator).post(proposed.get_absolute_url(), {"answer": "te laat"}, follow=True).text

    proposed.refresh_from_db()
    assert (proposed.decided_by, proposed.answer) == (leader_here, "")
    assert "Over dit voorstel is al besloten." in text
    assert Email.objects.count() == 1


@pytest.mark.django_db
def test_organisation_that_changed_meanwhile_is_looked_at_again(login, leader_here, kraamzorg, proposed):
    client = login(leader_here)
    client.get(proposed.get_absolute_url())
    kraamzorg.phone = "058 3333333"
    kraamzorg.version = 2
    kraamzorg.save()

    response = client.post(proposed.get_absolute_url(), answers(proposed, answer="Dit blijft"))

    assert "De organisatie is intussen gewijzigd." in response.text
    assert "Dit blijft" in response.text
    assert "Toen stond er: “058 1111111”" in response.text
    assert 'name="seen_version" value="2"' in response.text
    client.post(proposed.get_absolute_url(), answers(proposed, version=2))
    kraamzorg.refresh_from_db()
    assert kraamzorg.phone == "058 2222222"


@pytest.mark.django_db
def test_what_stands_there_by_now_only_has_to_be_rounded_off(login, leader_here, kraamzorg, proposed):
    kraamzorg.phone, kraamzorg.offers = "058 2222222", "Kraamzorg thuis"
    kraamzorg.save()
    client = login(leader_here)

    assert "staat er inmiddels zo" in client.get(proposed.get_absolute_url()).text
    client.post(proposed.get_absolute_url(), {"seen_version": 1, "answer": ""})

    proposed.refresh_from_db()
    kraamzorg.refresh_from_db()
    assert (proposed.outcome, kraamzorg.version) == ("accepted", 1)


@pytest.mark.django_db
def test_what_can_no_longer_be_is_refused_with_a_reason(login, leader_here, kraamzorg, proposed):
    proposed.facts = {"phone": "geen nummer", "offers": "x"}
    proposed.save()

    text = login(leader_here).post(proposed.get_absolute_url(), answers(proposed)).text

    assert "Dit kan zo niet worden overgenomen. telefoon: Vul een telefoonnummer in" in text
    kraamzorg.refresh_from_db()
    assert (kraamzorg.version, kraamzorg.offers) == (1, "")


@pytest.fixture
def proposed_new(login, member, kraamzorg, typed, elsewhere):
    data = typed(name="Eilandhulp", municipalities=[elsewhere.pk], former_names="Wadhulp", reason="Nieuw begonnen")
    login(member).post(CREATE, data)
    return Suggestion.objects.get()


@pytest.mark.django_db
def test_new_organisation_is_decided_by_who_leads_there(login, coordinator, leader_here, proposed_new):
    assert str(proposed_new) == "Eilandhulp"
    assert login(leader_here).get(proposed_new.get_absolute_url()).status_code == 404
    client = login(coordinator)
    page = client.get(proposed_new.get_absolute_url()).text
    assert "Nieuw voorgesteld: Eilandhulp" in page
    assert "Wadhulp" in page
    assert "Nieuwe organisatie" in client.get(LIST).text

    client.post(proposed_new.get_absolute_url(), {"take_whole": "take", "answer": ""})

    organisation = Organisation.objects.get(slug="eilandhulp")
    proposed_new.refresh_from_db()
    assert (proposed_new.organisation, proposed_new.outcome) == (organisation, "accepted")
    assert [former.name for former in organisation.former_names.all()] == ["Wadhulp"]
    assert organisation.changes.get().kind == "created"


@pytest.mark.django_db
def test_new_organisation_can_be_declined(login, coordinator, proposed_new):
    login(coordinator).post(proposed_new.get_absolute_url(), {"take_whole": "leave", "answer": "Bestaat niet"})

    proposed_new.refresh_from_db()
    assert (proposed_new.outcome, proposed_new.organisation) == ("declined", None)
    assert not Organisation.objects.filter(slug="eilandhulp").exists()


@pytest.mark.django_db
def test_new_organisation_that_somebody_added_meanwhile_is_refused(login, coordinator, proposed_new):
    OrganisationFactory(name="Eilandhulp")

    text = login(coordinator).post(proposed_new.get_absolute_url(), {"take_whole": "take", "answer": ""}).text

    assert "Eilandhulp staat al op de sociale kaart." in text
    proposed_new.refresh_from_db()
    assert proposed_new.decided_at is None


@pytest.mark.django_db
def test_proposer_who_left_gets_no_mail(login, coordinator, member, proposed):
    Suggestion.objects.update(proposed_by=None)

    login(coordinator).post(proposed.get_absolute_url(), answers(proposed))

    assert not Email.objects.exists()
    assert login(coordinator).get(LIST).status_code == 200


@pytest.mark.django_db
def test_hostile_proposal_is_only_text(login, leader_here, kraamzorg, typed, member):
    data = typed(offers="<script>alert(1)</script>", reason="<img src=x onerror=alert(1)>")
    login(member).post(suggest(kraamzorg), data)
    suggestion = Suggestion.objects.get()

    for url in (suggestion.get_absolute_url(), LIST):
        text = login(leader_here).get(url).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text


@pytest.mark.django_db
def test_stranger_sees_no_proposals(stranger, proposed):
    assert not Suggestion.objects.visible_to(stranger).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(login, coordinator, member, kraamzorg, django_assert_num_queries, count):
    for _ in range(count):
        fields = {"organisation": kraamzorg, "facts": {}, "reason": "x", "proposed_at": timezone.now()}
        Suggestion.objects.create(**fields, proposed_by=member)
        Suggestion.objects.create(
            **fields, proposed_by=member, decided_by=coordinator, decided_at=timezone.now(), outcome="declined"
        )
    client = login(coordinator)

    with django_assert_num_queries(5):  # session, user, memberships, undecided, decided
        client.get(LIST)


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_decide_once(coordinator, member, kraamzorg):
    """Without the lock on the suggestion both would take it over and mail: take `lock` out of decide and see."""
    suggestion = Suggestion.objects.create(
        organisation=kraamzorg,
        facts={"phone": "058 2222222"},
        reason="x",
        proposed_by=member,
        proposed_at=timezone.now(),
    )

    def decide():
        suggesting.decide(
            Suggestion.objects.get(pk=suggestion.pk),
            fields=["phone"],
            seen_version=1,
            answer="",
            by=User.objects.get(pk=coordinator.pk),
            now=timezone.now(),
        )
        return "decided"

    outcomes = at_once(*[decide] * 4)

    kraamzorg.refresh_from_db()
    assert outcomes.count("decided") == 1
    assert [type(one) for one in outcomes if one != "decided"] == [suggesting.Decided] * 3
    assert (kraamzorg.version, Email.objects.count()) == (2, 1)
