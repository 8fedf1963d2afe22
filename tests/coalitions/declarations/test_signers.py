"""Who is asked to sign: choosing, correcting, reminding, calling."""

import datetime

import pytest
from django.urls import reverse

from coalitions.models import Declaration, Signature, SignatureRequest
from tests.coalitions.declarations.factories import DeclarationFactory, RequestFactory, SignatureFactory
from tests.coalitions.declarations.leading import ago, client, coalition, fill_in, url
from tests.coalitions.declarations.mail import link, mails, text
from tests.coalitions.factories import OrganisationFactory, PartnerFactory
from tests.members.factories import MembershipFactory, UserFactory

__all__ = ["client", "coalition"]  # the fixtures
pytestmark = pytest.mark.django_db


def test_partner_of_the_coalition_is_offered_with_what_is_known(client, coalition, leader):
    contact = UserFactory(name="Griet Verzonnema", function="verloskundige", shows_email=True)
    partner = PartnerFactory(coalition=coalition, contact=contact)
    silent = PartnerFactory(coalition=coalition, contact_function="praktijkhouder")
    gone = PartnerFactory(coalition=coalition, until=datetime.date(2025, 1, 1))
    declaration = DeclarationFactory(coalition=coalition)
    path = url("signer_add", declaration)

    page = client.get(path).text
    assert partner.organisation.name in page
    assert f"?partner={gone.organisation_id}" not in page

    chosen = client.get(f"{path}?partner={partner.organisation_id}").context["form"]
    assert chosen.initial == {
        "organisation": partner.organisation_id,
        "name": "Griet Verzonnema",
        "function": "verloskundige",
        "email": contact.email,
    }
    assert client.get(f"{path}?partner={silent.organisation_id}").context["form"]["function"].value() == (
        "praktijkhouder"
    )
    assert client.get(f"{path}?partner=onzin").context["form"].initial == {}

    response = client.post(
        path, {"organisation": partner.organisation_id, "name": "Griet", "email": " Griet@Voorbeeld.invalid "}
    )
    added = SignatureRequest.objects.get()
    assert response.url == declaration.get_absolute_url()
    assert (added.organisation, added.organisation_name) == (partner.organisation, partner.organisation.name)
    assert added.email == "griet@voorbeeld.invalid"
    assert not mails()
    # Once asked, no longer offered.
    assert f"?partner={partner.organisation_id}" not in client.get(path).text


def test_partner_and_another_organisation_are_not_both_taken(client, coalition):
    partner = PartnerFactory(coalition=coalition).organisation
    typed = {
        "organisation": partner.pk,
        "organisation_name": "Een andere",
        "name": "X",
        "email": "x@voorbeeld.invalid",
    }

    response = client.post(url("signer_add", DeclarationFactory(coalition=coalition)), typed)

    assert "Niet allebei" in response.text
    assert not SignatureRequest.objects.exists()


def test_another_partner_takes_the_place_of_the_name_of_the_first(client, coalition):
    signer = RequestFactory(declaration__coalition=coalition, organisation_name="Eerste praktijk")
    partner = PartnerFactory(coalition=coalition).organisation
    typed = {"organisation": partner.pk, "organisation_name": "Eerste praktijk", "name": "X", "email": signer.email}

    client.post(url("signer_edit", signer), typed)

    signer.refresh_from_db()
    assert signer.organisation_name == partner.name


def test_next_partner_follows_at_once_until_all_are_on_the_list(client, coalition):
    first, second = (PartnerFactory(coalition=coalition, organisation__name=name).organisation for name in "AB")
    declaration = DeclarationFactory(coalition=coalition)
    path = url("signer_add", declaration)
    assert "ga naar de volgende partner" in client.get(path).text

    def add(organisation):
        typed = {"organisation": organisation.pk, "name": "X", "email": f"{organisation.pk}@voorbeeld.invalid"}
        return client.post(path, {**typed, "volgende": "1"}).url

    assert add(first) == f"{path}?partner={second.pk}"
    assert add(second) == declaration.get_absolute_url()


def test_address_that_a_contact_hides_stays_hidden(client, coalition):
    partner = PartnerFactory(coalition=coalition, contact=UserFactory(shows_email=False))
    path = url("signer_add", DeclarationFactory(coalition=coalition))

    assert partner.contact.email not in client.get(f"{path}?partner={partner.organisation_id}").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "X", "email": "x@voorbeeld.invalid"}, "Kies een partner, of vul de naam"),
        ({"organisation_name": "Y", "email": "x@voorbeeld.invalid"}, "naam"),
        ({"organisation_name": "Y", "name": "X", "email": "geen adres"}, "e-mailadres"),
        ({"organisation_name": "Y" * 200, "name": "X", "email": "x@voorbeeld.invalid"}, "150"),
        ({"organisation_name": "Y", "name": "X", "email": "BEZET@voorbeeld.invalid"}, "het al gevraagd"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_kept(client, coalition, typed, said):
    declaration = DeclarationFactory(coalition=coalition)
    RequestFactory(declaration=declaration, unsent=True, email="bezet@voorbeeld.invalid")

    response = client.post(url("signer_add", declaration), typed)

    assert response.status_code == 200
    assert said in response.text
    assert SignatureRequest.objects.count() == 1


def test_sending_mails_everybody_once(client, coalition, leader):
    declaration = DeclarationFactory(coalition=coalition)
    signers = RequestFactory.create_batch(3, declaration=declaration, unsent=True)
    RequestFactory(declaration=declaration, unsent=True, withdrawn=True)
    assert "Ja, verstuur" in client.get(url("declaration_send", declaration)).text

    for _ in range(2):
        client.post(url("declaration_send", declaration))

    assert sorted(mail.to for mail in mails()) == sorted(signer.email for signer in signers)
    assert all(mail.is_private for mail in mails())
    declaration.refresh_from_db()
    assert declaration.is_open
    assert len(declaration.code) == 23
    assert leader.name in text(mails()[0])
    page = client.get(url("declaration_send", declaration))
    assert "al verstuurd of ingetrokken" in page.text


def test_nobody_is_no_list(client, coalition):
    declaration = DeclarationFactory(coalition=coalition)

    response = client.post(url("declaration_send", declaration), follow=True)

    assert "Kies eerst wie er tekent" in response.text
    assert Declaration.objects.get().is_concept


def test_somebody_added_later_is_mailed_at_once(client, coalition):
    declaration = RequestFactory(declaration__coalition=coalition).declaration

    client.post(
        url("signer_add", declaration), {"organisation_name": "Y", "name": "X", "email": "laat@voorbeeld.invalid"}
    )

    assert [mail.to for mail in mails()] == ["laat@voorbeeld.invalid"]


@pytest.mark.parametrize("end", ["completed", "withdrawn"])
def test_list_stands_when_it_is_over(client, coalition, end):
    declaration = DeclarationFactory(coalition=coalition, **{end: True})
    signer = RequestFactory(declaration=declaration)
    typed = {"organisation_name": "Y", "name": "X", "email": "laat@voorbeeld.invalid"}

    for path in (url("signer_add", declaration), url("signer_edit", signer)):
        assert "De lijst staat vast" in client.post(path, typed, follow=True).text
    assert "De lijst staat vast" in client.post(url("signer_renew", signer), follow=True).text
    client.post(url("signer_remove", signer))

    assert list(SignatureRequest.objects.values_list("email", "withdrawn_at")) == [(signer.email, None)]
    assert not mails()


def test_mistyped_address_gets_a_new_link_and_the_old_one_is_dead(client, coalition):
    signer = RequestFactory(declaration__coalition=coalition, reminder_count=2, reminded_at=ago(days=1))

    response = fill_in(client, url("signer_edit", signer), email="goed@voorbeeld.invalid")

    assert response.url == signer.declaration.get_absolute_url()
    assert [mail.to for mail in mails()] == ["goed@voorbeeld.invalid"]
    assert client.get(reverse("coalitions:signing_read", args=[signer.token])).status_code == 404
    assert client.get(link(mails()[0])).status_code == 200
    signer.refresh_from_db()
    assert (signer.reminder_count, signer.reminded_at) == (0, None)


def test_correcting_a_name_sends_no_mail(client, coalition):
    signer = RequestFactory(declaration__coalition=coalition)

    fill_in(client, url("signer_edit", signer), name="Beter Geschreven", email=signer.email.upper())

    signer.refresh_from_db()
    assert signer.name == "Beter Geschreven"
    assert not mails()
    assert client.get(reverse("coalitions:signing_read", args=[signer.token])).status_code == 200


def test_organisation_of_who_was_asked_stays_a_choice_after_it_left(client, coalition):
    gone = PartnerFactory(coalition=coalition, until=datetime.date(2025, 1, 1)).organisation
    signer = RequestFactory(declaration__coalition=coalition, organisation=gone)
    OrganisationFactory()

    form = client.get(url("signer_edit", signer)).context["form"]

    assert list(form.fields["organisation"].queryset) == [gone]


def test_who_signed_is_not_corrected_or_taken_off(client, coalition):
    signer = SignatureFactory(request__declaration__coalition=coalition).request

    edited = client.post(
        url("signer_edit", signer), {"organisation_name": "Y", "name": "Z", "email": "z@z.invalid"}, follow=True
    )
    removed = client.post(url("signer_remove", signer), follow=True)

    assert "heeft intussen al geantwoord" in edited.text
    assert "heeft intussen getekend" in removed.text
    assert Signature.objects.get().request.email == signer.email


@pytest.mark.parametrize("kind", [{}, {"declined": True}])
def test_taking_somebody_off_lets_the_others_finish(client, coalition, kind):
    signature = SignatureFactory(request__declaration__coalition=coalition)
    signer = RequestFactory(declaration=signature.request.declaration, **kind)
    assert signer.name in client.get(url("signer_remove", signer)).text

    client.post(url("signer_remove", signer))

    assert Declaration.objects.get().state == Declaration.State.COMPLETED
    assert [mail.to for mail in mails()] == [signature.request.email]


def test_taking_off_the_only_one_finishes_nothing(client, coalition):
    signer = RequestFactory(declaration__coalition=coalition)

    client.post(url("signer_remove", signer))

    assert Declaration.objects.get().is_open


def test_reminding_is_possible_once_a_week(client, coalition):
    fresh = RequestFactory(declaration__coalition=coalition, sent_at=ago(days=6, hours=23))
    ripe = RequestFactory(declaration=fresh.declaration, sent_at=ago(days=7, minutes=1))
    page = client.get(fresh.declaration.get_absolute_url()).text
    assert url("signer_remind", ripe) in page
    assert url("signer_remind", fresh) not in page

    for signer in (fresh, ripe, ripe):
        client.post(url("signer_remind", signer))

    assert [mail.to for mail in mails()] == [ripe.email]
    # The same link as in the first mail.
    assert link(mails()[0]) == reverse("coalitions:signing_read", args=[ripe.token])
    SignatureRequest.objects.filter(pk=ripe.pk).update(reminded_at=ago(days=7, minutes=1))
    client.post(url("signer_remind", ripe))
    assert len(mails()) == 2


def test_reminding_everybody_passes_over_who_answered(client, coalition):
    week = {"sent_at": ago(days=8)}
    ripe = RequestFactory(declaration__coalition=coalition, **week)
    for kind in ({"declined": True}, {"withdrawn": True}, {"expired": True}):
        RequestFactory(declaration=ripe.declaration, **week, **kind)
    SignatureFactory(request__declaration=ripe.declaration, request__sent_at=ago(days=8))

    first = client.post(url("signers_remind", ripe.declaration), follow=True)
    second = client.post(url("signers_remind", ripe.declaration), follow=True)

    assert "1 mens krijgt een herinnering" in first.text
    assert "kreeg deze week al een mail" in second.text
    assert [mail.to for mail in mails()] == [ripe.email]


def test_several_are_reminded(client, coalition):
    ripe = RequestFactory(declaration__coalition=coalition, sent_at=ago(days=8))
    RequestFactory(declaration=ripe.declaration, sent_at=ago(days=8))

    assert "2 mensen krijgen" in client.post(url("signers_remind", ripe.declaration), follow=True).text


def test_expired_link_is_renewed_once(client, coalition):
    signer = RequestFactory(declaration__coalition=coalition, expired=True)
    assert "link verlopen" in client.get(signer.declaration.get_absolute_url()).text

    first = client.post(url("signer_renew", signer), follow=True)
    second = client.post(url("signer_renew", signer), follow=True)

    assert "krijgt een nieuwe link" in first.text
    assert "werkt nog" in second.text
    assert len(mails()) == 1
    assert client.get(link(mails()[0])).status_code == 200


def test_who_stays_silent_is_on_the_call_list(client, coalition):
    organisation = OrganisationFactory(phone="058 000 00 00")
    signer = RequestFactory(
        declaration__coalition=coalition, organisation=organisation, reminder_count=2, reminded_at=ago(days=8)
    )

    page = client.get(signer.declaration.get_absolute_url()).text

    assert "Bel deze mensen" in page
    assert "058 000 00 00" in page
    assert "Bel wie nog niet antwoordde" in client.get("/").text


def test_partner_sees_who_signed_and_no_address(login, coalition):
    partner = MembershipFactory(circle=coalition.circle).user
    signature = SignatureFactory(request__declaration__coalition=coalition)
    waiting = RequestFactory(declaration=signature.request.declaration, reminder_count=2, reminded_at=ago(days=8))

    page = login(partner).get(signature.request.declaration.get_absolute_url()).text

    assert signature.name in page
    assert waiting.name in page
    assert waiting.email not in page
    assert "Bel deze mensen" not in page
    assert "<form" not in page[page.index("<main") :]
