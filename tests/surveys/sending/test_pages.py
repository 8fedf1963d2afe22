"""Making a round in the browser, step by step, and what is shown before it goes out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.models import Email
from outbox.reading import read
from surveys.models import Audience, Mode, Round
from surveys.sending import confirming, opening, planning
from tests.members.factories import CircleFactory, MembershipFactory
from tests.outbox.factories import EmailFactory
from tests.surveys.factories import FixedVersionFactory, RoundFactory, VersionFactory
from tests.surveys.rounds import DAY, coalition, draft, running

AUDIENCE = {"audience": Audience.COALITIONS, "mode": Mode.JOINT, "addresses": ""}


def page(client, name, *args):
    response = client.get(reverse(f"surveys:{name}", args=args))
    assert response.status_code == 200
    return response


def send(client, name, *args, follow=True, **typed):
    return client.post(reverse(f"surveys:{name}", args=args), typed, follow=follow)


def typed(response, **changes):
    """What the browser sends back of the form on a page, with these changes."""
    form = response.context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: "" if value is None else value for name, value in values.items()} | changes


@pytest.mark.django_db
def test_from_a_questionnaire_to_a_round_that_goes_out(login, coordinator):
    coalition("West", partners=1)
    VersionFactory()
    old = FixedVersionFactory(instrument__title="Coalitiescan")
    client = login(coordinator)
    assert [one.pk for one in page(client, "round_create").context["form"].fields["version"].queryset] == [old.pk]

    response = send(client, "round_create", version=old.pk)
    round = Round.objects.get()
    assert response.redirect_chain == [(reverse("surveys:round_audience", args=[round.pk]), 302)]
    assert timezone.localtime(round.opens_at).hour == 9
    assert planning.days_before(round) == [7, 2]

    response = send(client, "round_audience", round.pk, **typed(response, **AUDIENCE))
    assert response.redirect_chain == [(reverse("surveys:round_text", args=[round.pk]), 302)]
    form = typed(response, title="Scan najaar", intro="Dag allemaal.", opens_at="2027-03-01T09:00")
    response = send(client, "round_text", round.pk, **form | {"closes_at": "2027-03-30T17:00", "days": ["14", "2"]})
    assert response.redirect_chain == [(reverse("surveys:round_check", args=[round.pk]), 302)]
    assert response.context["reach"].count == 2
    assert "Scan najaar" in response.text

    response = send(client, "round_check", round.pk)
    round.refresh_from_db()
    assert round.confirmed_by == coordinator
    assert planning.days_before(round) == [14, 2]
    assert "Staat klaar" in response.text


@pytest.mark.django_db
def test_without_a_fixed_questionnaire_the_page_says_what_to_do(login, coordinator):
    assert "Er is nog geen vragenlijst vastgesteld" in page(login(coordinator), "round_create").text


@pytest.mark.django_db
def test_nothing_chosen_makes_no_round(login, coordinator):
    FixedVersionFactory()

    response = send(login(coordinator), "round_create", version="")

    assert response.context["form"].errors["version"]
    assert not Round.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"audience": Audience.CIRCLES, "mode": Mode.EACH}, "circles"),
        ({"audience": Audience.LIST, "mode": Mode.EACH}, "gathering"),
        ({"audience": Audience.LIST, "mode": Mode.EACH, "addresses": "geen adres"}, "addresses"),
        ({"audience": Audience.LIST, "mode": Mode.EACH, "addresses": "a@voorbeeld.invalid " * 2001}, "addresses"),
        ({"audience": Audience.NETWORK, "mode": Mode.JOINT}, "mode"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field(login, coordinator, said, field):
    round = draft(coordinator)
    client = login(coordinator)

    response = send(client, "round_audience", round.pk, **typed(page(client, "round_audience", round.pk), **said))

    assert list(response.context["form"].errors) == [field]


@pytest.mark.django_db
def test_what_belongs_to_another_choice_is_not_asked(login, coordinator):
    round = draft(coordinator)
    client = login(coordinator)
    form = page(client, "round_audience", round.pk)

    assert 'data-ks-only-if="audience=circles"' in str(form.context["form"]["circles"])
    assert 'data-ks-only-if="audience=list"' in str(form.context["form"]["addresses"])
    # What stands in a box that is out of sight now is no reason to stop somebody.
    said = {"audience": Audience.NETWORK, "mode": Mode.EACH, "addresses": "geen adres"}
    response = send(client, "round_audience", round.pk, **typed(form, **said))
    assert response.redirect_chain == [(reverse("surveys:round_text", args=[round.pk]), 302)]


@pytest.mark.django_db
def test_pasted_addresses_are_kept_and_shown_again(login, coordinator):
    round = draft(coordinator)
    client = login(coordinator)
    pasted = {"audience": Audience.LIST, "mode": Mode.ANONYMOUS, "addresses": "B@x.nl, a@x.nl;\na@x.nl"}

    send(client, "round_audience", round.pk, **typed(page(client, "round_audience", round.pk), **pasted))

    assert page(client, "round_audience", round.pk).context["form"]["addresses"].value() == "a@x.nl\nb@x.nl"
    reach = page(client, "round_check", round.pk).context["reach"]
    assert [(group.label, group.count) for group in reach.groups] == [("Zonder account", 2)]
    assert page(client, "round_check", round.pk).context["is_too_few"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("closes", "days", "field"),
    [("2027-02-28T17:00", [], "closes_at"), ("2027-03-03T17:00", ["7"], "days"), ("", [], "closes_at")],
)
def test_dates_that_cannot_be(login, coordinator, closes, days, field):
    round = draft(coordinator)
    client = login(coordinator)
    form = typed(page(client, "round_text", round.pk), opens_at="2027-03-01T09:00", closes_at=closes, days=days)

    response = send(client, "round_text", round.pk, **form)

    assert list(response.context["form"].errors) == [field]


@pytest.mark.django_db
def test_two_people_who_write_one_draft_choose(login, coordinator):
    round = draft(coordinator, title="Eerst")
    client = login(coordinator)
    form = typed(page(client, "round_text", round.pk), title="Van mij")
    other = Round.objects.get(pk=round.pk)
    other.title = "Van een ander"
    other.save_version(by=coordinator, now=timezone.now())

    response = send(client, "round_text", round.pk, **form)

    assert response.context["form"].conflict
    assert Round.objects.get(pk=round.pk).title == "Van een ander"


@pytest.mark.django_db
def test_what_was_set_ready_meanwhile_is_not_changed(login, coordinator):
    coalition("West")
    round = draft(coordinator)
    client = login(coordinator)
    seen = client.get(reverse("surveys:round_audience", args=[round.pk])).context["form"]["seen_version"].value()
    confirming.confirm(round, by=coordinator, now=timezone.now())
    typed = {"audience": "network", "mode": "each", "addresses": "", "seen_version": seen}

    response = client.post(reverse("surveys:round_audience", args=[round.pk]), typed, follow=True)

    assert "intussen klaargezet" in response.text
    assert Round.objects.get(pk=round.pk).audience == "coalitions"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["round_audience", "round_text", "round_check"])
def test_what_is_set_ready_is_not_changed(login, coordinator, name):
    coalition("West")
    round = draft(coordinator)
    confirming.confirm(round, by=coordinator, now=timezone.now())

    response = login(coordinator).get(reverse(f"surveys:{name}", args=[round.pk]), follow=True)

    assert response.redirect_chain[-1][0] == round.get_absolute_url()
    assert "intussen klaargezet" in response.text


@pytest.mark.django_db
def test_set_ready_in_another_window_while_this_one_saves(login, coordinator, monkeypatch):
    coalition("West")
    round = draft(coordinator)
    client = login(coordinator)
    form = typed(page(client, "round_text", round.pk))
    Round.objects.filter(pk=round.pk).delete()

    assert client.post(reverse("surveys:round_text", args=[round.pk]), form).status_code == 404


@pytest.mark.django_db
def test_checking_shows_who_was_asked_how_much_and_whose_mail_came_back(login, coordinator):
    circle = coalition("West", partners=1)
    CircleFactory(name="Leeg")
    leader = circle.memberships.get(role="leader").user
    now = timezone.now()
    earlier = running(coordinator, now=now, title="Eerder dit jaar")
    Email.objects.all().delete()
    EmailFactory(to=leader.email, bounced=True)
    round = draft(coordinator, now=now)

    response = page(login(coordinator), "round_check", round.pk)

    reach = response.context["reach"]
    assert [(group.label, group.count, group.most) for group in reach.groups] == [("Leeg", 0, 0), ("West", 2, 1)]
    assert reach.bounced == ["Lieke Leider"]
    assert reach.empty == ["Leeg"]
    assert reach.others == reach.unreturned == [earlier]
    assert "tot 1 minuut per persoon" in response.text


@pytest.mark.django_db
def test_a_reason_is_asked_where_the_last_results_were_not_given_back(login, coordinator):
    coalition("West")
    running(coordinator)
    round = draft(coordinator)
    client = login(coordinator)

    assert send(client, "round_check", round.pk, reason="").context["form"].errors["reason"]
    send(client, "round_check", round.pk, reason="De raad beslist.")

    assert Round.objects.get(pk=round.pk).override_reason == "De raad beslist."


@pytest.mark.django_db
def test_nobody_to_ask_is_said_when_setting_ready(login, coordinator):
    response = send(login(coordinator), "round_check", draft(coordinator).pk)

    assert "nog niemand die deze ronde krijgt" in response.text


@pytest.mark.django_db
def test_the_trial_goes_to_whoever_makes_it_and_leads_to_the_try_out(login, coordinator):
    round = draft(coordinator, title="Scan")

    response = send(login(coordinator), "round_trial", round.pk)

    mail = Email.objects.get()
    assert (mail.to, mail.subject) == (coordinator.email, "Proefmail: Scan")
    version = round.instrument_version
    assert reverse("surveys:version_preview", args=[version.instrument_id, version.number]) in read(mail.mime).text
    assert coordinator.email in response.text


@pytest.mark.django_db
def test_throwing_away_and_taking_back(login, coordinator):
    coalition("West")
    client = login(coordinator)
    round, other = draft(coordinator, title="Een"), draft(coordinator, title="Twee")
    confirming.confirm(round, by=coordinator, now=timezone.now())

    page(client, "round_discard", other.pk)
    assert "is weggegooid" in send(client, "round_discard", other.pk).text
    assert "intussen klaargezet" in send(client, "round_discard", round.pk).text
    assert "weer een concept" in send(client, "round_take_back", round.pk).text
    confirming.confirm(round, by=coordinator, now=timezone.now())
    opening.open_round(round.pk, now=timezone.now())
    assert "al verstuurd" in send(client, "round_take_back", round.pk).text


@pytest.mark.django_db
def test_the_list_has_a_place_for_every_state(login, coordinator, member):
    now = timezone.now()
    RoundFactory(title="Concept", confirmed_at=None, opened_at=None)
    RoundFactory(title="Klaar", opened_at=None, opens_at=now + DAY)
    RoundFactory(title="Loopt")
    RoundFactory(title="Dicht", closed_at=now)
    RoundFactory(title="Terug", closed_at=now, released_at=now)
    client = login(coordinator)

    context = page(client, "round_list").context

    names = ("drafts", "planned", "running", "closed", "returned")
    assert [[one.title for one in context[name]] for name in names] == [
        ["Concept"],
        ["Klaar"],
        ["Loopt"],
        ["Dicht"],
        ["Terug"],
    ]
    client.force_login(member)
    response = page(client, "round_list")
    assert "Alle rondes" not in response.text
    assert "Er staat nu niets voor je open." in response.text


@pytest.mark.django_db
def test_a_member_sees_what_is_asked_of_them(login, coordinator):
    circle = coalition("West")
    running(coordinator, title="Coalitiescan")
    leader = circle.memberships.get(role="leader").user
    client = login(leader)

    assert "Coalitiescan, West" in page(client, "round_list").text


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(login, coordinator, django_assert_num_queries, count):
    RoundFactory.create_batch(count)
    client = login(coordinator)

    with django_assert_num_queries(7):  # session, user, memberships, mine (3), rounds
        page(client, "round_list")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_checking_costs_the_same_for_one_and_three(login, coordinator, django_assert_max_num_queries, count):
    for number in range(count):
        coalition(f"Coalitie {number}", partners=count)
    round = draft(coordinator)
    client = login(coordinator)

    with django_assert_max_num_queries(20):
        assert page(client, "round_check", round.pk).context["reach"].count == count * (count + 1)


@pytest.mark.django_db
def test_the_data_editor_reads_rounds_and_changes_none(login, coordinator, editor):
    round = RoundFactory(closes_at=timezone.now() + timedelta(days=3))
    client = login(editor)

    assert round.title in page(client, "round_list").text
    assert "Sluit de ronde nu" not in page(client, "round_detail", round.pk).text
    assert client.get(reverse("surveys:round_close", args=[round.pk])).status_code == 403


@pytest.mark.django_db
def test_somebody_in_no_coalition_has_no_detail(login, member):
    MembershipFactory(user=member)
    assert login(member).get(reverse("surveys:round_detail", args=[RoundFactory().pk])).status_code == 404
