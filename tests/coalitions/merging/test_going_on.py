"""What goes on in the other coalition when two become one."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.agreements import keeping
from coalitions.formation import merging
from coalitions.models import Declaration
from library.models import Document
from members.models import AccessRequest, Membership
from outbox.models import Email
from outbox.reading import read
from tests.actions.factories import ActionPointFactory
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.declarations.factories import DeclarationFactory, RequestFactory
from tests.coalitions.factories import (
    CoalitionFactory,
    OrganisationFactory,
    PartnerFactory,
    PlaceFactory,
    UseFactory,
)
from tests.members.factories import (
    AccessRequestFactory,
    InvitationFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def periods(rows, name):
    return list(rows.order_by("since", name).values_list(name, "since", "until"))


def test_municipalities_go_on_in_the_other(merge, noord, zuid, today):
    PlaceFactory(coalition=noord, municipality__name="Oud")
    PlaceFactory(coalition=noord, municipality__name="Vandaag", since=today)
    PlaceFactory(coalition=noord, municipality__name="Straks", since=today + timedelta(days=9))
    PlaceFactory(coalition=noord, municipality__name="Weg", until=date(2024, 1, 1))
    PlaceFactory(coalition=noord, municipality__name="Even", until=today + timedelta(days=9))

    merge()

    start = date(2021, 1, 1)
    assert periods(noord.municipality_places, "municipality__name") == [
        ("Even", start, today),
        ("Oud", start, today),
        ("Weg", start, date(2024, 1, 1)),
    ]
    assert periods(zuid.municipality_places, "municipality__name") == [
        ("Even", today, today + timedelta(days=9)),
        ("Oud", today, None),
        ("Vandaag", today, None),
        ("Straks", today + timedelta(days=9), None),
    ]


def test_partners_go_on_without_doubles(merge, noord, zuid, today):
    both, named = OrganisationFactory(name="Beide"), OrganisationFactory(name="Beide, met stem")
    voice = UserFactory()
    PartnerFactory(coalition=noord, organisation=both, contact=voice)
    PartnerFactory(coalition=noord, organisation=named, contact=voice)
    PartnerFactory(coalition=noord, organisation__name="Alleen hier", contact_function="arts")
    PartnerFactory(coalition=noord, organisation__name="Straks", since=today + timedelta(days=9))
    PartnerFactory(coalition=noord, organisation__name="Gestopt", until=date(2024, 6, 1))
    PartnerFactory(coalition=zuid, organisation=both)
    PartnerFactory(coalition=zuid, organisation=named, contact_function="manager")

    merge()

    begin = date(2024, 1, 1)
    assert periods(zuid.partners, "organisation__name") == [
        ("Beide", begin, None),
        ("Beide, met stem", begin, None),
        ("Alleen hier", today, None),
        ("Straks", today + timedelta(days=9), None),
    ]
    assert not noord.partners.current(today + timedelta(days=99)).exists()
    assert noord.partners.current(today - timedelta(days=1)).count() == 3
    said = dict(zuid.partners.values_list("organisation__name", "contact_function"))
    assert (said["Alleen hier"], said["Beide, met stem"]) == ("arts", "manager")
    assert zuid.partners.get(organisation=both).contact == voice
    assert zuid.partners.get(organisation=named).contact is None


def test_people_go_on_in_their_role_and_get_a_mail(merge, noord, zuid, coordinator, today):
    leader = MembershipFactory(circle=noord.circle, leader=True).user
    partner = MembershipFactory(circle=noord.circle).user
    both = MembershipFactory(circle=noord.circle, leader=True).user
    MembershipFactory(circle=zuid.circle, user=both)
    silent = MembershipFactory(circle=noord.circle, user__is_active=False).user
    MembershipFactory(circle=noord.circle, ended=True)
    back = MembershipFactory(circle=zuid.circle, user=partner, ended=True).user

    merge()

    now = Membership.objects.current(today)
    assert not now.filter(circle=noord.circle).exists()
    assert dict(now.filter(circle=zuid.circle).values_list("user", "role")) == {
        leader.pk: "leader",
        partner.pk: "member",
        both.pk: "member",  # stays what they are there
        silent.pk: "member",
    }
    assert set(
        Membership.objects.filter(circle=noord.circle, ended_by=coordinator).values_list("user", flat=True)
    ) == {
        leader.pk,
        partner.pk,
        both.pk,
        silent.pk,
    }
    assert sorted(Email.objects.values_list("to", flat=True)) == sorted([leader.email, back.email])
    mail = Email.objects.get(to=leader.email)
    content = read(mail.mime)
    assert mail.subject == "Coalitie Noord is opgegaan in Coalitie Zuid"
    assert "Je bent daar coalitieleider, net als eerst." in content.text
    assert "/coalities/zuid/" in content.html


def test_who_was_invited_or_asked_comes_into_the_other_circle(merge, noord, zuid):
    invited = InvitationFactory(circle=noord.circle)
    twice = InvitationFactory(circle=noord.circle, email="twee@voorbeeld.invalid")
    InvitationFactory(circle=zuid.circle, email="twee@voorbeeld.invalid")
    asked = AccessRequestFactory(circle=noord.circle)
    AccessRequestFactory(circle=noord.circle, email="drie@voorbeeld.invalid")
    AccessRequestFactory(circle=zuid.circle, email="drie@voorbeeld.invalid")

    merge()

    for one in (invited, twice, asked):
        one.refresh_from_db()
    assert invited.circle == asked.circle == zuid.circle
    assert twice.withdrawn_at is not None
    assert AccessRequest.objects.count() == 2


def test_plan_agreements_and_documents_go_on_and_what_is_closed_stays(merge, noord, zuid):
    open_point, done_point = (
        ActionPointFactory(circle=noord.circle),
        ActionPointFactory(circle=noord.circle, done=True),
    )
    holds, lapsed = AgreementFactory(coalition=noord, adopted=True), AgreementFactory(coalition=noord, lapsed=True)
    document = Document.objects.create(
        circle=noord.circle,
        title="Zorgpad",
        kind="guide",
        visibility="circle",
        owner=open_point.owner,
        created_at=timezone.now(),
    )

    merge()

    for row in (open_point, done_point, holds, lapsed, document):
        row.refresh_from_db()
    assert open_point.circle == document.circle == zuid.circle
    assert done_point.circle == noord.circle
    assert (holds.coalition, lapsed.coalition) == (zuid, noord)


def test_agreements_say_for_which_municipalities_they_were_made(merge, noord, zuid, coordinator):
    dokkum, buurt = (PlaceFactory(coalition=noord, municipality__name=name).municipality for name in "DB")
    there = PlaceFactory(coalition=zuid, municipality__name="Z").municipality
    theirs, ours = AgreementFactory(coalition=noord), AgreementFactory(coalition=zuid, adopted=True)
    limited = AgreementFactory(coalition=noord, only_in=[dokkum])
    closed = AgreementFactory(coalition=zuid, lapsed=True)
    said = AgreementFactory(coalition=zuid, only_in=[there])  # where it holds is known already

    merge()

    where = {one: set(one.municipalities.all()) for one in (theirs, ours, limited, closed)}
    assert where == {theirs: {dokkum, buurt}, ours: {there}, limited: {dokkum}, closed: set()}
    newest = theirs.versions.first()
    assert (newest.number, newest.saved_by, newest.only_in) == (2, coordinator, "B en D")
    assert [one.versions.count() for one in (theirs, ours, limited, closed, said)] == [2, 2, 1, 1, 1]


def test_old_text_brought_back_after_that_holds_in_no_more_places(merge, noord, zuid, coordinator):
    here = PlaceFactory(coalition=noord).municipality
    PlaceFactory(coalition=zuid)
    agreement = AgreementFactory(coalition=noord)
    agreement.text = "Anders."
    agreement.save_version(by=coordinator, now=timezone.now())
    keeping.record(agreement, "Tekst gewijzigd.")

    merge()
    keeping.restore(agreement.versions.get(number=1), by=coordinator, now=timezone.now())

    agreement.refresh_from_db()
    assert (agreement.text, agreement.only_in) == ("De verloskundige belt de gemeente.", here.name)


def test_who_goes_on_reads_what_was_done_before_and_changes_nothing(merge, login, noord, zuid, coordinator):
    done = ActionPointFactory(circle=noord.circle, what="Gedaan in Noord", done=True)
    there, nobody = (MembershipFactory(circle=one.circle).user for one in (zuid, CoalitionFactory()))
    plan = reverse("actions:point_list", args=[noord.circle.slug])
    assert login(there).get(plan).status_code == 404
    merge()
    later = CoalitionFactory()
    merging.plan(zuid, later, on=timezone.localdate(), by=coordinator, now=timezone.now())  # and went on once more

    for person in (there, done.owner):
        desk = login(person)
        assert "Gedaan in Noord" in desk.get(plan).text
        assert desk.get(done.get_absolute_url()).status_code == 200
        assert desk.get(reverse("actions:point_edit", args=[noord.circle.slug, done.pk])).status_code == 403
        assert desk.get(reverse("actions:point_create", args=[noord.circle.slug])).status_code == 403
        assert "Werkagenda" in desk.get(noord.get_absolute_url()).text
        assert "Mensen" in desk.get(plan).text
    assert login(nobody).get(plan).status_code == 404
    assert login(nobody).get(done.get_absolute_url()).status_code == 404


def test_what_waits_for_signatures_is_withdrawn_and_who_was_asked_hears_why(merge, noord, zuid):
    asked = RequestFactory(declaration__coalition=noord, declaration__is_sent=True)
    concept = DeclarationFactory(coalition=noord)
    signed = DeclarationFactory(coalition=noord, completed=True)

    merge()

    assert set(Declaration.objects.exclude(withdrawn_at=None)) == {asked.declaration, concept}
    assert Declaration.objects.get(completed_at__isnull=False) == signed
    (mail,) = Email.objects.filter(to=asked.email)
    assert "Coalitie Noord is opgegaan in coalitie Zuid." in read(mail.mime).text


def test_coalition_that_went_on_gets_no_new_declaration(merge, login, noord, zuid, coordinator):
    merge()

    assert login(coordinator).get(reverse("coalitions:declaration_create", args=["noord"])).status_code == 403


def test_interventions_go_on_where_they_were(merge, noord, zuid):
    dokkum = PlaceFactory(coalition=noord, municipality__name="Dokkum").municipality
    buurt = PlaceFactory(coalition=noord, municipality__name="Buurt").municipality
    PlaceFactory(coalition=zuid)
    everywhere = UseFactory(coalition=noord)
    limited = UseFactory(coalition=noord, only_in=[dokkum])
    double = UseFactory(coalition=noord)
    theirs = UseFactory(coalition=zuid, intervention=double.intervention)

    merge()

    assert set(zuid.intervention_uses.all()) == {everywhere, limited, theirs}
    assert list(noord.intervention_uses.all()) == [double]
    assert set(everywhere.municipalities.all()) == {dokkum, buurt}
    assert list(limited.municipalities.all()) == [dokkum]
