"""The pages behind the link in a mail: without an account, without a name, forwarded, broken."""

import pytest
from django.urls import reverse

from surveys.answering import links, values
from surveys.models import (
    Invitation,
    Round,
    SealedSheet,
    Sheet,
    Step,
)
from tests.members.factories import UserFactory
from tests.surveys.answering.sent import stored, typed
from tests.surveys.factories import InvitationFactory, SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_address(asking):
    def make(*kinds, mode="each", required=()):
        one, questions = asking(*kinds, mode=mode, required=required)
        address = "iemand@voorbeeld.invalid"
        sheet = SheetFactory(round=one, user=None, address=address) if mode == "each" else None
        return InvitationFactory(round=one, user=None, address=address, sheet=sheet), questions

    return make


def link(invitation):
    return links.url_of(invitation).removeprefix(links.absolute(""))


def test_who_has_no_account_fills_in_by_the_link(by_address, client):
    invitation, (question,) = by_address("short")
    url = link(invitation)
    change = reverse("surveys:invitation_change", args=[links.token(invitation)])

    page = client.get(url)
    assert (page.status_code, client.get(change).url) == (200, url)
    client.post(url, typed((question, "Ja"), what="submit"))
    receipt = client.get(url).content.decode()
    client.post(change, typed((question, "Soms"), seen=values.mark_of("Ja")))

    assert "Bedankt voor het invullen" in receipt
    assert client.get(change).status_code == 200
    assert stored(invitation.sheet) == {question.pk: "Soms"}
    assert list(Step.objects.values_list("by", flat=True)) == [None, None]


def test_scanner_that_opens_the_link_changes_nothing(by_address, client, django_assert_num_queries):
    invitation, _ = by_address("short")
    before = Invitation.objects.values().get(), Sheet.objects.values().get()

    client.get(link(invitation))
    client.head(link(invitation))

    assert (Invitation.objects.values().get(), Sheet.objects.values().get()) == before


def test_forwarded_link_of_a_joint_round_shows_the_draft_to_a_colleague_only(joint, login, client, stranger):
    sheet, _, lead, partner = joint("short")
    url = link(InvitationFactory(round=sheet.round, user=lead, sheet=sheet))

    visitor = client.get(url)
    colleague = login(partner).get(url)
    other = login(stranger).get(url)

    assert visitor.url.startswith(reverse("account_login"))
    assert colleague.url == sheet.get_absolute_url()
    assert (other.status_code, "voor iemand anders" in other.content.decode()) == (403, True)


def test_forwarded_link_without_a_name_is_of_one_person(asking, login):
    one, _ = asking("short", mode="anonymous")
    invitation = InvitationFactory(round=one)

    mine = login(invitation.user).get(link(invitation))
    other = login(UserFactory()).get(link(invitation))

    assert mine.url == reverse("surveys:sheet_anonymous", args=[one.pk])
    assert other.status_code == 403


@pytest.mark.parametrize("name", ["invitation_open", "invitation_change"])
def test_broken_link_says_so(client, by_address, name):
    invitation, _ = by_address("short")
    token = links.token(invitation)
    gone = links.token(InvitationFactory(round=invitation.round))
    Invitation.objects.exclude(pk=invitation.pk).delete()

    for wrong in (token[:-2], gone):
        page = client.get(reverse(f"surveys:{name}", args=[wrong]))
        assert (page.status_code, "Deze link werkt niet" in page.content.decode()) == (404, True)


@pytest.fixture
def nameless(asking, member):
    def make(*kinds, required=(), **fields):
        one, questions = asking(*kinds, mode="anonymous", required=required, **fields)
        InvitationFactory(round=one, user=member)
        return reverse("surveys:sheet_anonymous", args=[one.pk]), questions, member

    return make


def test_without_a_name_nothing_is_kept_until_submitting(nameless, login):
    url, (first, second), member = nameless("short", "scale", required=[1])
    client = login(member)

    page = client.get(url).content.decode()
    gap = client.post(url, {f"q{first.pk}": "Geheim"})
    assert SealedSheet.objects.count() == 0
    receipt = client.post(url, {f"q{first.pk}": "Geheim", f"q{second.pk}": "2"}).content.decode()

    assert "Er wordt niets bewaard tot je op Stuur in drukt." in page
    assert "data-ks-answers" not in page
    assert "Geheim" in gap.content.decode()
    assert "Geheim" in receipt
    assert "nauwelijks" in receipt
    assert "Wijzigen kan niet meer." in receipt
    assert SealedSheet.objects.count() == 1


def test_second_time_without_a_name_says_that_it_is_in(nameless, login):
    url, (question,), member = nameless("short")
    client = login(member)
    client.post(url, {f"q{question.pk}": "Eén"})

    again = client.post(url, {f"q{question.pk}": "Twee"})

    assert (again.status_code, "Twee" in again.content.decode()) == (409, True)
    assert "al ingevuld" in client.get(url).content.decode()
    assert SealedSheet.objects.count() == 1


def test_without_a_name_and_too_late_keeps_what_was_typed(nameless, login, coordinator, now):
    url, (question,), member = nameless("long")
    Round.objects.update(closed_at=now)
    client = login(member)

    late = client.post(url, {f"q{question.pk}": "Mijn lange verhaal"})

    assert (late.status_code, "Mijn lange verhaal" in late.content.decode()) == (409, True)
    assert coordinator.email in late.content.decode()
    assert "gesloten" in client.get(url).content.decode()


def test_who_helps_when_nobody_coordinates(nameless, login, now):
    url, _, member = nameless("long")
    Round.objects.update(closed_at=now)

    assert reverse("contact") in login(member).get(url).content.decode()


def test_address_answers_without_a_name_by_the_link(by_address, client):
    invitation, (question,) = by_address("short", mode="anonymous")

    page = client.post(link(invitation), {f"q{question.pk}": "Geheim"})

    assert "Geheim" in page.content.decode()
    assert SealedSheet.objects.count() == 1
