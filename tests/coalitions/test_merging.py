"""Two coalitions become one: at once, on a later day, and while others are at work."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from coalitions import tasks
from coalitions.formation import merging
from coalitions.models import Coalition, Partner
from coalitions.province_map import province_map
from library.models import Document
from members import joining
from members.models import AccessRequest, Circle, Membership
from members.refused import Refused
from outbox.models import Email
from outbox.reading import read
from tests.actions.factories import ActionPointFactory
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.factories import (
    BudgetFactory,
    CoalitionFactory,
    OrganisationFactory,
    PartnerFactory,
    PlaceFactory,
    UseFactory,
)
from tests.members.factories import (
    AccessRequestFactory,
    CircleFactory,
    InvitationFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def noord():
    return CoalitionFactory(name="Noord", slug="noord", circle__name="Coalitie Noord")


@pytest.fixture
def zuid():
    return CoalitionFactory(name="Zuid", slug="zuid", circle__name="Coalitie Zuid")


@pytest.fixture
def merge(noord, zuid, coordinator):
    def _merge(on=None, now=None):
        now = now or timezone.now()
        merging.plan(noord, zuid, on=on or timezone.localdate(now), by=coordinator, now=now)
        noord.refresh_from_db()

    return _merge


def periods(rows, name):
    return list(rows.order_by("since", name).values_list(name, "since", "until"))


def url(name, *args):
    return reverse(f"coalitions:{name}", args=args)


# What moves


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


# What stays


def test_ended_coalition_is_read_as_it_was_and_in_no_list(merge, client, noord, zuid):
    place = PlaceFactory(coalition=noord, municipality__name="Dokkum")
    PartnerFactory(coalition=noord, organisation__name="Kraamzorg Noord")

    merge()

    page = client.get(noord.get_absolute_url())
    assert "Deze coalitie is opgegaan in coalitie Zuid" in page.text
    assert 'href="/coalities/zuid/"' in page.text
    assert "Dokkum" in page.text
    assert "Kraamzorg Noord" in page.text
    assert "Stel een vraag" not in page.text
    assert client.get(url("coalition_list")).context["coalitions"] == [zuid]
    assert [shape.url for shape in province_map(timezone.localdate())] == ["/coalities/zuid/"]
    assert place.municipality.name in client.get(zuid.get_absolute_url()).text


@pytest.mark.parametrize("room", ["agreement_list", "budget_list", "declaration_list", "use_list"])
def test_rooms_of_an_ended_coalition_offer_nothing_to_change(merge, login, noord, coordinator, room):
    page = login(coordinator)
    before = page.get(url(room, "noord")).context
    merge()

    after = page.get(url(room, "noord")).context

    said = "may_decide" if room == "agreement_list" else "may_edit"
    assert (before[said], after[said]) == (True, False)


def test_what_an_ended_coalition_kept_is_changed_by_nobody(merge, noord, coordinator):
    agreement, use = AgreementFactory(coalition=noord), UseFactory(coalition=noord)
    budget = BudgetFactory(coalition=noord)
    things = [(type(one), one.pk) for one in (agreement, use, budget)]
    assert all(model.objects.editable_by(coordinator).filter(pk=pk).exists() for model, pk in things)

    Coalition.objects.filter(pk=noord.pk).update(merged_into=CoalitionFactory(), carried_over_at=timezone.now())

    assert not any(model.objects.editable_by(coordinator).filter(pk=pk).exists() for model, pk in things)


def test_ended_circle_waits_for_no_leader_and_takes_nobody(merge, noord, coordinator, today):
    merge()

    assert noord.circle not in Circle.objects.without_leader(today)
    with pytest.raises(joining.CircleEnded, match=r"Coalitie Noord bestaat niet meer\."):
        joining.join(UserFactory(), noord.circle, "member", by=None, on=today)
    with pytest.raises(joining.CircleEnded):
        joining.invite("a@b.nl", noord.circle, "member", by=coordinator, now=timezone.now())


def test_ended_circle_says_so_and_invites_nobody(merge, login, noord, coordinator):
    merge()

    text = login(coordinator).get(noord.circle.get_absolute_url()).text

    assert "Deze kring bestaat niet meer" in text
    assert "Deze kring heeft geen leider" not in text
    assert "Nodig iemand uit" not in text


def test_request_for_a_circle_that_just_ended_is_refused_in_words(login, coordinator, today):
    asked = AccessRequestFactory(circle=CircleFactory(name="Coalitie Noord", ended_on=today))

    response = login(coordinator).post(reverse("members:accessrequest_approve", args=[asked.pk]), follow=True)

    assert "Coalitie Noord bestaat niet meer." in response.text
    asked.refresh_from_db()
    assert asked.decided_at is None


# A later day


def test_merger_of_a_later_day_changes_nothing_until_then(merge, client, noord, zuid, today):
    PlaceFactory(coalition=noord)
    leader = MembershipFactory(circle=noord.circle, leader=True).user
    later = today + timedelta(days=3)

    merge(on=later)

    assert noord.municipality_places.current(today).exists()
    assert leader.led_circle_ids == [noord.circle_id]
    assert noord in client.get(url("coalition_list")).context["coalitions"]
    assert "gaat deze coalitie op in" in client.get(noord.get_absolute_url()).text
    tasks.carry_over_mergers()
    noord.refresh_from_db()
    assert noord.carried_over_at is None


def test_merger_is_carried_over_when_its_day_comes_with_who_came_meanwhile(merge, noord, zuid, today):
    PlaceFactory(coalition=noord)
    merge(on=today, now=timezone.now() - timedelta(days=2))
    assert noord.carried_over_at is None
    joined = MembershipFactory(circle=noord.circle, since=today - timedelta(days=1)).user
    partner = PartnerFactory(coalition=noord, since=today - timedelta(days=1))

    for _ in range(2):  # twice is once
        tasks.carry_over_mergers()

    assert zuid.municipality_places.get().since == today
    assert Membership.objects.current(today).get(user=joined).circle == zuid.circle
    assert Partner.objects.current(today).get(organisation=partner.organisation).coalition == zuid
    assert Email.objects.count() == 1


def test_task_that_comes_late_keeps_the_day(merge, noord, zuid, today):
    PlaceFactory(coalition=noord)
    member = MembershipFactory(circle=noord.circle).user
    late = PartnerFactory(coalition=noord, since=today - timedelta(days=1))
    day = today - timedelta(days=5)
    merge(on=day, now=timezone.now() - timedelta(days=9))

    tasks.carry_over_mergers()

    assert zuid.municipality_places.get().since == day
    assert member.memberships.get(until=None).since == today  # rights begin when they are given
    assert zuid.partners.get().since == late.since
    assert not noord.partners.current(today).exists()


def test_plan_is_called_off_until_the_day(merge, noord, today):
    merge(on=today + timedelta(days=3))
    assert merging.call_off(noord)
    noord.refresh_from_db()
    noord.circle.refresh_from_db()
    assert (noord.merged_into, noord.circle.ended_on) == (None, None)
    assert not merging.call_off(noord)
    assert not merging.carry_over(noord, now=timezone.now())

    merge()
    assert not merging.call_off(noord)
    assert not merging.carry_over(noord, now=timezone.now())


def test_what_is_ending_merges_with_nothing(merge, noord, zuid, coordinator, today):
    said = {"on": today + timedelta(days=3), "by": coordinator, "now": timezone.now()}
    merge(on=today + timedelta(days=3))

    with pytest.raises(Refused, match="Coalitie Noord houdt op .* al op te bestaan"):
        merging.plan(noord, CoalitionFactory(), **said)
    with pytest.raises(Refused, match="Coalitie Noord houdt op .* al op te bestaan"):
        merging.plan(CoalitionFactory(), noord, **said)
    with pytest.raises(Refused, match="In coalitie Zuid gaat binnenkort een andere coalitie op"):
        merging.plan(zuid, CoalitionFactory(), **said)


def test_database_refuses_what_makes_no_sense(noord):
    with pytest.raises(IntegrityError, match="not_merged_into_itself"):
        Coalition.objects.filter(pk=noord.pk).update(merged_into=noord.pk)


def test_database_refuses_carrying_over_into_nothing(noord):
    with pytest.raises(IntegrityError, match="carried_over_into_another"):
        Coalition.objects.filter(pk=noord.pk).update(carried_over_at=timezone.now())


# The pages


def test_coordinator_sees_what_happens_before_it_does(login, coordinator, noord, zuid, today):
    PlaceFactory(coalition=noord, municipality__name="Dokkum")
    shared = PartnerFactory(coalition=noord).organisation
    PartnerFactory(coalition=zuid, organisation=shared)
    MembershipFactory(circle=zuid.circle, user=MembershipFactory(circle=noord.circle).user)
    client = login(coordinator)
    path = url("coalition_merge", "noord")
    assert "Bekijk wat er gebeurt" in client.get(path).text

    asked = client.post(path, {"into": zuid.pk, "on": today})
    assert "Dokkum hoort dan bij coalitie Zuid." in asked.text
    assert "1 partner gaat mee, van wie er 1 al meedoet in Zuid." in asked.text
    assert "Voor 1 van hen verandert er in Zuid niets" in asked.text
    noord.refresh_from_db()
    assert noord.merged_into is None

    done = client.post(path, {"into": zuid.pk, "on": today, "is_confirmed": "on"}, follow=True)
    assert "Coalitie Noord is opgegaan in coalitie Zuid." in done.text
    assert done.redirect_chain == [("/coalities/zuid/", 302)]
    assert client.post(path, {"into": zuid.pk, "on": today, "is_confirmed": "on"}).status_code == 403


def test_coordinator_plans_a_merger_and_calls_it_off(login, coordinator, noord, zuid, today):
    client = login(coordinator)
    data = {"into": zuid.pk, "on": today + timedelta(days=3), "is_confirmed": "on"}

    planned = client.post(url("coalition_merge", "noord"), data, follow=True)
    assert "op in coalitie Zuid." in planned.text
    assert 'href="/coalities/noord/samengaan/afblazen/"' in planned.text
    path = url("coalition_merge_call_off", "noord")
    assert client.get(url("coalition_merge", "noord")).url == path  # one plan at a time
    assert client.post(url("coalition_merge", "noord"), data).url == path
    assert '<a href="/coalities/noord/">coalitie Noord</a> in deze op.' in client.get("/coalities/zuid/").text
    assert "Ja, blaas het af" in client.get(path).text
    assert "Coalitie Noord blijft bestaan." in client.post(path, follow=True).text
    assert "Er is geen plan" in client.get(path).text
    assert "Er was niets af te blazen." in client.post(path, follow=True).text


def test_coalition_in_which_another_will_go_on_waits_with_its_own_plan(login, coordinator, noord, zuid, today):
    west = CoalitionFactory(name="West", slug="west")
    merging.plan(west, noord, on=today + timedelta(days=3), by=coordinator, now=timezone.now())

    response = login(coordinator).post(
        url("coalition_merge", "noord"), {"into": zuid.pk, "on": today + timedelta(days=9), "is_confirmed": "on"}
    )

    assert "Wacht tot die dag geweest is." in response.context["form"].errors["into"][0]
    noord.refresh_from_db()
    assert noord.merged_into is None


def test_wrong_merger_is_explained_at_the_field(login, coordinator, noord, zuid, today):
    client = login(coordinator)

    early = client.post(url("coalition_merge", "noord"), {"into": zuid.pk, "on": today - timedelta(days=1)})
    itself = client.post(url("coalition_merge", "noord"), {"into": noord.pk, "on": today})

    assert early.context["form"].errors == {"on": ["Kies vandaag of een dag die nog komt."]}
    assert set(itself.context["form"].errors) == {"into"}


@pytest.mark.parametrize("count", [1, 3])
def test_carrying_over_asks_the_same_however_much_there_is(merge, noord, django_assert_max_num_queries, count):
    for _ in range(count):
        PlaceFactory(coalition=noord)
        PartnerFactory(coalition=noord)
        MembershipFactory(circle=noord.circle, user__is_active=False)

    with django_assert_max_num_queries(60) as queries:
        merge()

    of_partners = [one["sql"] for one in queries.captured_queries if '"coalitions_partner"' in one["sql"]]
    assert len(of_partners) == 4  # those there, those here, close, begin
