"""From a draft to a round that is set ready: what stands in the way, and the promise to give back first."""

import pytest
from django.utils import timezone

from members.refused import Refused
from outbox.models import Email
from outbox.reading import read
from surveys.models import Audience, Mode, Round
from surveys.sending import confirming, drafting, giving_rest, planning
from surveys.sending.audience import asked_by
from tests.members.factories import CircleFactory
from tests.surveys.factories import InvitationFactory, RoundFactory
from tests.surveys.rounds import DAY, coalition, draft, running


@pytest.fixture
def now():
    return timezone.now()


@pytest.mark.django_db
def test_a_draft_holds_what_was_said(coordinator, now):
    circle = coalition("West")

    round = draft(
        coordinator, now=now, title="Scan", mode=Mode.EACH, audience=Audience.CIRCLES, circles=[circle], intro="Dag."
    )

    assert round.is_draft
    assert (round.title, round.intro, round.changed_by) == ("Scan", "Dag.", coordinator)
    assert list(round.circles.all()) == [circle]
    assert planning.days_before(round) == [7, 2]


@pytest.mark.django_db
def test_without_a_title_it_is_called_as_its_questionnaire(coordinator):
    round = draft(coordinator)

    assert round.title == round.instrument_version.instrument.title


@pytest.mark.django_db
def test_confirming_sets_it_ready_with_our_own_estimate(coordinator, now):
    coalition("West")
    round = draft(coordinator, now=now)

    confirming.confirm(round, by=coordinator, now=now)

    round.refresh_from_db()
    assert (round.confirmed_at, round.confirmed_by, round.minutes, round.override_reason) == (now, coordinator, 1, "")
    with pytest.raises(Refused, match="klaargezet"):
        confirming.confirm(round, by=coordinator, now=now)
    with pytest.raises(Refused, match="klaargezet"):
        drafting.discard(round)


@pytest.mark.django_db
def test_taken_back_it_is_a_draft_again_until_it_went_out(coordinator, now):
    coalition("West")
    round = draft(coordinator, now=now)
    confirming.confirm(round, by=coordinator, now=now)

    confirming.take_back(round, by=coordinator, now=now)

    assert Round.objects.get().is_draft
    sent = running(coordinator, now=now)
    with pytest.raises(Refused, match="al verstuurd"):
        confirming.take_back(sent, by=coordinator, now=now)


@pytest.mark.django_db
def test_a_draft_is_thrown_away(coordinator):
    round = draft(coordinator)

    drafting.discard(round)

    assert not Round.objects.exists()
    with pytest.raises(Refused, match="weggegooid"):
        drafting.discard(round)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"mode": Mode.EACH, "audience": Audience.CIRCLES}, "welke kringen"),
        ({}, "niemand"),
        ({"mode": Mode.EACH, "audience": Audience.LIST}, "niemand"),
    ],
)
def test_nobody_to_ask(coordinator, said, sentence):
    with pytest.raises(Refused, match=sentence):
        confirming.confirm(draft(coordinator, **said), by=coordinator, now=timezone.now())


@pytest.mark.django_db
def test_closed_before_it_opens(coordinator, now):
    coalition("West")
    round = draft(coordinator, now=now - 20 * DAY)

    with pytest.raises(Refused, match="sluitdatum"):
        confirming.confirm(round, by=coordinator, now=now)


@pytest.mark.django_db
def test_who_did_not_get_the_last_results_is_not_asked_again_without_a_reason(coordinator, now):
    coalition("West")
    running(coordinator, now=now, title="Vorige ronde")
    Email.objects.all().delete()
    round = draft(coordinator, now=now)

    with pytest.raises(Refused, match="Vorige ronde"):
        confirming.confirm(round, by=coordinator, now=now, reason="  ")
    confirming.confirm(round, by=coordinator, now=now, reason="De gemeenteraad beslist in december.")

    assert Round.objects.get(pk=round.pk).override_reason == "De gemeenteraad beslist in december."


@pytest.mark.django_db
def test_the_reason_stands_in_the_invitation(coordinator, now):
    coalition("West", partners=0)
    running(coordinator, now=now)
    Email.objects.all().delete()

    running(coordinator, now=now)

    assert "Waarom we nu al vragen: Omdat het nodig is." in read(Email.objects.get().mime).text


@pytest.mark.django_db
def test_a_round_that_is_set_ready_counts_and_other_people_do_not(coordinator, now):
    west, east = coalition("West"), coalition("Oost")
    planned = draft(coordinator, now=now, mode=Mode.EACH, audience=Audience.CIRCLES, circles=[west])
    confirming.confirm(planned, by=coordinator, now=now)
    on = timezone.localdate(now)

    def met(circle):
        round = draft(coordinator, now=now, mode=Mode.EACH, audience=Audience.CIRCLES, circles=[circle])
        return giving_rest.unreturned(round, asked_by(round, on), on)

    assert met(west) == [planned]
    assert met(east) == []


@pytest.mark.django_db
def test_what_was_given_back_is_no_objection_and_a_needless_reason_is_not_kept(coordinator, now):
    coalition("West")
    round = running(coordinator, now=now)
    Round.objects.filter(pk=round.pk).update(closed_at=now)
    Round.objects.filter(pk=round.pk).update(released_at=now)
    again = draft(coordinator, now=now)

    confirming.confirm(again, by=coordinator, now=now, reason="Toch.")

    assert Round.objects.get(pk=again.pk).override_reason == ""


@pytest.mark.django_db
@pytest.mark.parametrize("submitted", [True, False])
def test_what_nobody_answered_has_nothing_to_give_back(coordinator, now, submitted):
    west, on = coalition("West"), timezone.localdate(now)
    said = {"mode": Mode.EACH, "audience": Audience.CIRCLES, "circles": [west]}
    over = running(coordinator, now=now, **said)
    Round.objects.filter(pk=over.pk).update(closed_at=now)
    if submitted:
        over.sheets.filter(pk=over.sheets.first().pk).update(submitted_at=now)
    again = draft(coordinator, now=now, **said)

    assert giving_rest.unreturned(again, asked_by(again, on), on) == ([over] if submitted else [])


@pytest.mark.django_db
def test_an_address_is_met_again(coordinator, now):
    on = timezone.localdate(now)
    said = {"mode": Mode.ANONYMOUS, "audience": Audience.LIST}
    running(coordinator, now=now, addresses=["a@voorbeeld.invalid"], **said)

    again = draft(coordinator, now=now, addresses=["a@voorbeeld.invalid"], **said)
    other = draft(coordinator, now=now, addresses=["b@voorbeeld.invalid"], **said)

    assert len(giving_rest.unreturned(again, asked_by(again, on), on)) == 1
    assert giving_rest.unreturned(other, asked_by(other, on), on) == []


@pytest.mark.django_db
def test_minutes_of_this_year_are_added_up(now):
    person = InvitationFactory(round=RoundFactory(mode=Mode.EACH, minutes=5)).user
    InvitationFactory(round=RoundFactory(mode=Mode.EACH, minutes=7), user=person)
    InvitationFactory(round=RoundFactory(mode=Mode.EACH, minutes=9, opens_at=now - 400 * DAY), user=person)
    unsent = RoundFactory(mode=Mode.EACH, minutes=20, opened_at=None)
    InvitationFactory(round=unsent, user=person)
    yesterday, today = timezone.localdate(now - DAY), timezone.localdate(now)
    expected = 12 if yesterday.year == today.year else 0

    assert giving_rest.minutes_this_year(now).get(person.pk, 0) == expected


@pytest.mark.django_db
def test_a_circle_that_was_not_chosen_is_not_asked(coordinator, now):
    CircleFactory(table=True)
    assert asked_by(draft(coordinator, mode=Mode.EACH, audience=Audience.CIRCLES), timezone.localdate(now)) == []
