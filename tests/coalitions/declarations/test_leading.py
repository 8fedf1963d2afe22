"""The coalition's side: writing, sending, following, ending. Who signs: test_signers.py."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.models import Declaration, Signature, SignatureRequest
from tests.coalitions.declarations.factories import DeclarationFactory, RequestFactory, SignatureFactory
from tests.coalitions.declarations.leading import client, coalition, fill_in, overview, url
from tests.coalitions.declarations.mail import link, mails, text
from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import MembershipFactory

__all__ = ["client", "coalition"]  # the fixtures
pytestmark = pytest.mark.django_db

PERIOD = {"since": "2026-01-01", "through": "2099-12-31"}


def test_empty_list_says_why_and_what_to_do(client, coalition):
    page = client.get(overview(coalition)).text

    assert "Er is nog geen verklaring" in page
    assert reverse("coalitions:declaration_create", args=["waadhoeke"]) in page


def test_who_has_a_signed_one_is_led_to_a_sequel(client, coalition):
    path = reverse("coalitions:declaration_create", args=["waadhoeke"])
    old = DeclarationFactory(coalition=coalition, completed=True)
    asked = url("declaration_follow_up", old)
    assert asked in client.get(path).text

    DeclarationFactory(coalition=coalition, completed=True, previous=old, number=2)
    assert asked not in client.get(path).text


def test_partner_is_told_who_can_write_one(login, coalition):
    partner = MembershipFactory(circle=coalition.circle).user

    page = login(partner).get(overview(coalition)).text

    assert "De coalitieleider kan er een schrijven" in page
    assert "nieuw/" not in page


def test_list_shows_what_holds_and_folds_away_what_does_not(client, coalition):
    old = DeclarationFactory(coalition=coalition, completed=True, title="De oude")
    DeclarationFactory(coalition=coalition, completed=True, title="De nieuwe", previous=old, number=2)
    DeclarationFactory(coalition=coalition, withdrawn=True, title="De ingetrokkene")
    DeclarationFactory(coalition=coalition, completed=True, title="De verlopene", through=datetime.date(2026, 2, 1))
    DeclarationFactory(title="Die van een ander")

    response = client.get(overview(coalition))

    assert {one.title for one in response.context["running"]} == {"De nieuwe", "De verlopene"}
    assert {one.title for one in response.context["former"]} == {"De oude", "De ingetrokkene"}
    assert "periode voorbij" in response.text
    assert "Die van een ander" not in response.text


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_however_many(client, coalition, count, django_assert_num_queries):
    for _ in range(count):
        SignatureFactory(request__declaration__coalition=coalition)

    with django_assert_num_queries(6):  # session, user, memberships, circle, declarations, their followers
        client.get(overview(coalition))


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_however_many_signers(client, coalition, count, django_assert_num_queries):
    declaration = DeclarationFactory(coalition=coalition, is_sent=True)
    for _ in range(count):
        RequestFactory(declaration=declaration)
        RequestFactory(declaration=declaration, declined=True)
        SignatureFactory(request__declaration=declaration)

    # session, user, memberships, declaration, its followers, the list, who may be reminded, editable,
    # its documents, where somebody may add one
    with django_assert_num_queries(9):
        client.get(declaration.get_absolute_url())


def test_leader_starts_from_the_example_text(client, coalition, leader):
    path = reverse("coalitions:declaration_create", args=["waadhoeke"])
    assert "eerste duizend dagen" in client.get(path).text

    response = fill_in(client, path, title="Samen voor een goede start")

    declaration = Declaration.objects.get()
    assert response.url == declaration.get_absolute_url()
    assert declaration.is_concept
    assert declaration.owner == declaration.changed_by == leader
    assert "Waadhoeke" in declaration.preamble
    assert not mails()


def test_period_runs_forward(client, coalition):
    path = reverse("coalitions:declaration_create", args=["waadhoeke"])

    response = fill_in(client, path, since="2027-01-01", through="2026-12-31")

    assert "De laatste dag ligt voor de eerste dag." in response.text
    assert not Declaration.objects.exists()


def test_concept_page_leads_to_the_next_step(client, coalition):
    declaration = DeclarationFactory(coalition=coalition)
    assert "Er staat nog niemand op de lijst." in client.get(declaration.get_absolute_url()).text
    assert "Er staat nog niemand op de lijst." in client.get(url("declaration_send", declaration)).text

    RequestFactory(declaration=declaration, unsent=True)

    assert url("declaration_send", declaration) in client.get(declaration.get_absolute_url()).text


def test_preview_is_what_a_signer_reads(client, coalition):
    declaration = DeclarationFactory(coalition=coalition)
    signer = RequestFactory(declaration=declaration, unsent=True)

    preview = client.get(url("declaration_preview", declaration)).text
    client.post(url("declaration_send", declaration))
    read = client.get(link(mails(signer.email)[0])).text

    article = read[read.index("<article") : read.index("</article>")]
    assert article in preview


def test_text_is_changed_until_the_first_signature(client, coalition):
    signer = RequestFactory(declaration__coalition=coalition)
    path = url("declaration_edit", signer.declaration)

    assert fill_in(client, path, preamble="Beter gezegd.").url == signer.declaration.get_absolute_url()
    assert Declaration.objects.get().preamble == "Beter gezegd."

    SignatureFactory(request=signer)
    response = client.get(path, follow=True)
    assert "De tekst ligt vast" in response.text
    assert path not in response.text
    typed = dict.fromkeys(["preamble", "commitments", "principles"], "Hier zat een uur werk in.")
    late = client.post(path, {"title": "X", "since": "2026-01-01", "through": "2027-01-01"} | typed)
    assert "Hier zat een uur werk in." in late.text
    assert Declaration.objects.get().preamble == "Beter gezegd."


def test_signed_while_the_form_was_open_is_not_changed(client, coalition, monkeypatch):
    signer = RequestFactory(declaration__coalition=coalition)
    path = url("declaration_edit", signer.declaration)
    seen = iter([True])
    # The page opened when it could still be edited; by the time the form looks, somebody signed.
    monkeypatch.setattr(Declaration, "can_be_edited", property(lambda self: next(seen, False)))

    response = client.post(
        path,
        {"title": "X", "since": "2026-01-01", "through": "2027-01-01"}
        | dict.fromkeys(["preamble", "commitments", "principles"], "Anders."),
    )

    assert "De tekst ligt nu vast" in response.text
    assert Declaration.objects.get().preamble != "Anders."


def test_two_who_edit_both_see_what_changed(client, coalition):
    declaration = DeclarationFactory(coalition=coalition)
    path = url("declaration_edit", declaration)
    form = client.get(path).context["form"]
    values = {field.html_name: field.value() for field in form}
    fill_in(client, path, preamble="Van de een.")

    response = client.post(path, values | {"preamble": "Van de ander."})

    assert response.status_code == 200
    assert response.context["form"].conflict
    assert Declaration.objects.get().preamble == "Van de een."


def test_withdrawing_needs_a_reason_keeps_signatures_and_tells_everybody(client, coalition):
    signature = SignatureFactory(request__declaration__coalition=coalition)
    declaration = signature.request.declaration
    waiting = RequestFactory(declaration=declaration)
    RequestFactory(declaration=declaration, declined=True)
    RequestFactory(declaration=declaration, withdrawn=True)
    assert client.post(url("declaration_withdraw", declaration), {"reason": ""}).context["form"].errors
    assert url("declaration_follow_up", declaration) in client.get(url("declaration_withdraw", declaration)).text

    for _ in range(2):
        client.post(url("declaration_withdraw", declaration), {"reason": "Een partner stapte uit."})

    assert Signature.objects.get() == signature
    assert sorted(mail.to for mail in mails()) == sorted([signature.request.email, waiting.email])
    assert "Een partner stapte uit." in text(mails()[0])
    page = client.get(declaration.get_absolute_url()).text
    assert "Deze verklaring is ingetrokken" in page
    assert "Een partner stapte uit." in page
    assert "Schrijf een nieuwe verklaring" in page
    assert "al ingetrokken" in client.get(url("declaration_withdraw", declaration)).text


def test_withdrawing_a_concept_mails_nobody(client, coalition):
    declaration = RequestFactory(declaration=DeclarationFactory(coalition=coalition), unsent=True).declaration

    asked = client.get(url("declaration_withdraw", declaration)).text
    client.post(url("declaration_withdraw", declaration), {"reason": "Toch niet."})
    sent = client.post(url("declaration_send", declaration), follow=True)

    assert "Er gaat geen mail over weg." in asked
    assert not mails()
    assert "al verstuurd of ingetrokken" in sent.text


def test_completing_closes_it_for_the_rest(client, coalition):
    signature = SignatureFactory(request__declaration__coalition=coalition)
    declaration = signature.request.declaration
    late = RequestFactory(declaration=declaration)
    assert "1 persoon heeft nog niet getekend" in client.get(url("declaration_complete", declaration)).text

    for _ in range(2):
        client.post(url("declaration_complete", declaration))

    declaration.refresh_from_db()
    assert declaration.state == Declaration.State.COMPLETED
    late.refresh_from_db()
    assert late.withdrawn_at
    assert {mail.to for mail in mails()} == {signature.request.email, late.email}
    assert "Je hebt niets ondertekend en hoeft niets te doen" in text(mails(late.email)[0])
    page = client.get(declaration.get_absolute_url()).text
    assert "1 van 2" in page
    client.post(url("declaration_follow_up", declaration), {**PERIOD, "with_signers": "on"})
    assert {asked.email for asked in declaration.following.requests.all()} == {signature.request.email, late.email}
    assert late.name in page
    assert "Getekend: 1 van 2." in client.get(overview(coalition)).text
    assert "Iedereen heeft geantwoord" in client.get(url("declaration_complete", declaration)).text


def test_wiped_address_gets_no_mail_when_it_is_completed(client, coalition):
    signature = SignatureFactory(request__declaration__coalition=coalition)
    RequestFactory(declaration=signature.request.declaration)
    SignatureRequest.objects.update(email="", wiped_at=timezone.now())

    client.post(url("declaration_complete", signature.request.declaration))

    assert not mails()


def test_nothing_signed_is_nothing_to_complete(client, coalition):
    declaration = RequestFactory(declaration__coalition=coalition).declaration

    response = client.post(url("declaration_complete", declaration), follow=True)

    assert "Er heeft nog niemand getekend" in response.text
    assert Declaration.objects.get().is_open


@pytest.mark.parametrize(
    ("changes", "number"), [({}, 2), ({"since": "2100-01-01", "through": "2101-12-31", "with_signers": "on"}, 1)]
)
def test_follow_up_starts_with_the_same_text_and_no_signature(client, coalition, leader, changes, number):
    signature = SignatureFactory(request__declaration__coalition=coalition)
    old = signature.request.declaration
    RequestFactory(declaration=old, withdrawn=True)
    RequestFactory(declaration=old, declined=True)
    path = url("declaration_follow_up", old)
    typed = PERIOD | changes
    assert client.get(path).context["form"]["through"].value() == datetime.date(2099, 12, 31)

    for _ in range(2):
        response = client.post(path, typed)

    new = old.following
    assert response.url == new.get_absolute_url()
    assert (new.number, new.previous, new.owner, new.is_concept) == (number, old, leader, True)
    assert new.preamble == old.preamble
    assert [request.email for request in new.requests.all()] == (
        [signature.request.email] if "with_signers" in typed else []
    )
    assert Signature.objects.get() == signature
    assert "Er komt een vervolg" in client.get(old.get_absolute_url()).text
    assert "Vervolg op" in client.get(new.get_absolute_url()).text
    assert not mails()


def test_follow_up_runs_forward(client, coalition):
    old = DeclarationFactory(coalition=coalition, completed=True)

    response = client.post(url("declaration_follow_up", old), {"since": "2028-01-01", "through": "2027-01-01"})

    assert "De laatste dag ligt voor de eerste dag." in response.text


@pytest.mark.parametrize("kind", [{}, {"withdrawn": True}])
def test_only_what_was_sent_gets_a_follow_up(client, coalition, kind):
    declaration = DeclarationFactory(coalition=coalition, **kind)

    response = client.post(
        url("declaration_follow_up", declaration), {"since": "2026-01-01", "through": "2027-01-01"}, follow=True
    )

    assert "krijgt een vervolg" in response.text
    assert Declaration.objects.count() == 1


def test_old_one_holds_until_the_new_one_is_signed(client, coalition):
    old = DeclarationFactory(coalition=coalition, completed=True)
    new = DeclarationFactory(coalition=coalition, is_sent=True, previous=old)
    assert old.state == Declaration.State.COMPLETED
    assert client.get(old.get_absolute_url()).status_code == 200

    Declaration.objects.filter(pk=new.pk).update(completed_at=timezone.now())

    old = Declaration.objects.get(pk=old.pk)
    assert old.state == Declaration.State.REPLACED
    assert "Er is een nieuwe verklaring" in client.get(old.get_absolute_url()).text


def test_withdrawn_follow_up_leaves_room_for_another(client, coalition):
    old = DeclarationFactory(coalition=coalition, completed=True)
    DeclarationFactory(coalition=coalition, withdrawn=True, previous=old)

    client.post(url("declaration_follow_up", old), {"since": "2026-01-01", "through": "2027-01-01"})

    assert old.following.is_concept


def test_page_says_that_the_period_is_over(client, coalition):
    declaration = DeclarationFactory(coalition=coalition, completed=True, through=datetime.date(2026, 2, 1))

    assert "De periode is voorbij" in client.get(declaration.get_absolute_url()).text


def test_why_somebody_does_not_sign_is_for_who_leads(login, client, coalition):
    declaration = RequestFactory(declaration__coalition=coalition, declined=True).declaration

    assert "Reden: Wij doen niet mee." in client.get(declaration.get_absolute_url()).text
    page = login(MembershipFactory(circle=coalition.circle).user).get(declaration.get_absolute_url()).text
    assert "Liet op" in page
    assert "Wij doen niet mee." not in page


def test_wiped_names_say_so(client, coalition):
    signer = RequestFactory(declaration__coalition=coalition, declined=True)
    SignatureRequest.objects.update(name="", function="", email="", decline_reason="", wiped_at=timezone.now())

    page = client.get(signer.declaration.get_absolute_url()).text

    assert "Naam gewist" in page
    assert str(SignatureRequest.objects.get()).startswith("naam gewist")


def test_people_of_other_coalitions_find_nothing(login, coalition):
    other = MembershipFactory(leader=True).user
    signer = RequestFactory(declaration__coalition=coalition)
    client = login(other)

    for name, thing in (("declaration_detail", signer.declaration), ("signer_edit", signer)):
        assert client.get(url(name, thing)).status_code == 404
    assert client.post(url("signer_remind", signer)).status_code == 404
    # Nor by the address of their own coalition.
    own = CoalitionFactory(circle=other.memberships.get().circle)
    path = reverse("coalitions:declaration_detail", args=[own.slug, signer.declaration.pk])
    assert client.get(path).status_code == 404


def test_leader_downloads_the_pdf_of_a_concept_too(client, coalition):
    response = client.get(url("declaration_pdf", DeclarationFactory(coalition=coalition)))

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
