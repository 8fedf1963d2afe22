""" "Ik ga weg": what who leaves, who takes over and the coordinator read of it."""

from django.urls import reverse
from django.utils import timezone

from members import joining
from members.handover import dividing
from members.models import Handover, Membership
from outbox.models import Email
from tests.coalitions.factories import CoalitionFactory, OrganisationFactory, PartnerFactory
from tests.members.factories import MembershipFactory
from tests.members.handover.steps import START, answers, finish, step


def test_coordinator_reads_what_happened_and_no_more(
    circle, point, leadership, co_leadership, coordinator, leaving, today
):
    other = MembershipFactory(user=leadership.user).circle
    leaving.post(START, {"circles": [circle.pk], "leaves_on": today})
    finish(leaving, Handover.objects.get())
    leaving.post(START, {"circles": [other.pk], "leaves_on": today})
    finish(leaving, Handover.objects.drafts().get())

    first, second = Email.objects.filter(to=coordinator.email, subject__contains="stopt bij").order_by("pk")
    assert first.text.startswith(f"Dag {coordinator.shown_name},")
    assert f"niet meer bij: {circle}. Lieke Leider blijft wel bij: {other}." in first.text
    assert "Wat daar op die naam stond, is overgedragen: 1 ding." in first.text
    assert "blijft wel bij" not in second.text
    assert "Daar stond niets op die naam." in second.text


def test_coordinator_reads_that_things_of_who_was_gone_went_on(
    circle, point, leadership, co_leadership, coordinator, login, today
):
    Membership.objects.filter(pk=leadership.pk).update(until=today)
    client = login(co_leadership.user)
    draft = dividing.start(leadership.user, [circle], leaves_on=today, by=co_leadership.user, now=timezone.now())

    finish(client, draft)

    mail = Email.objects.get(to=coordinator.email, subject__startswith="Overgedragen")
    assert "Wat op naam van Lieke Leider stond, is overgedragen: 1 ding." in mail.text
    assert "hoort vanaf" not in mail.text


def test_who_leaves_sees_where_everything_went_and_no_more(point, partnership, draft, leaving, leadership):
    leaving.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk))

    page = finish(leaving, draft).text

    assert "Actiepunten: 1" in page
    assert "Maak een folder" not in page
    assert "Mijn kringen" not in page
    assert leaving.get(point.get_absolute_url()).status_code == 404


def test_who_looks_back_reads_who_got_the_role(point, partnership, draft, leaving, leadership):
    leaving.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk, role="on"))

    page = finish(leaving, draft).text

    assert "<dd>Coalitieleider van Coalitie Waadhoeke, Actiepunten: 1</dd>" in page


def test_role_alone_is_something_that_somebody_got(partnership, draft, leaving, leadership):
    leaving.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk, role="on"))

    page = finish(leaving, draft).text

    assert "<dd>Coalitieleider van Coalitie Waadhoeke</dd>" in page
    assert "Er stond niets op naam" not in page


def test_every_membership_that_stops_is_named_before_it_does(point, network, partnership, leaving, leadership, today):
    MembershipFactory(circle=network, user=leadership.user)
    leaving.post(START, {"circles": [point.circle.pk, network.pk], "leaves_on": today})
    draft = Handover.objects.get()
    OrganisationFactory(owner=leadership.user)
    leaving.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk))

    page = leaving.get(step(draft, "complete")).text

    # The circle, the network; what is of no circle ends nothing.
    assert page.count("<dt>Lidmaatschap</dt>") == 2
    assert page.count("er is niets over te dragen") == 1
    assert "Wat van geen enkele kring is" in page


def test_speaking_for_an_organisation_goes_to_nobody_else_without_a_word(
    circle, partnership, draft, leaving, leadership
):
    partner = PartnerFactory(
        coalition=CoalitionFactory(circle=circle), contact=leadership.user, organisation__name="Gemeente Waadhoeke"
    )
    leaving.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk))
    words = "Pier Partner spreekt dan ook namens Gemeente Waadhoeke"

    for name in ("divide", "complete"):
        assert words in leaving.get(step(draft, name)).text

    partnership.user.organisation = "gemeente waadhoeke"
    partnership.user.save()
    assert words not in leaving.get(step(draft, "divide")).text
    finish(leaving, draft)
    partner.refresh_from_db()
    assert partner.contact == partnership.user


def test_successor_gets_one_page_with_note_things_and_where_to_begin(
    point, partnership, draft, leaving, client, login, circle
):
    leaving.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk))
    leaving.post(step(draft, "note"), {"note": "Bel eerst de **wethouder**."})
    finish(leaving, draft)
    handover = Handover.objects.get()
    successor = login(partnership.user)

    home = successor.get("/").text
    page = successor.get(handover.get_absolute_url()).text
    read = successor.post(reverse("members:handover_read", args=[handover.pk]), follow=True).text

    assert "Bekijk wat je overnam van Lieke Leider." in home
    assert "Bel eerst de <strong>wethouder</strong>." in page
    assert point.get_absolute_url() in page
    assert circle.get_absolute_url() in page
    assert "Je bent hier partner." in page
    assert "Bekijk wat je overnam" not in read


def test_successor_who_left_the_circle_too_no_longer_sees_it(
    point, partnership, coordinator, draft, leaving, today, login
):
    leaving.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk))
    finish(leaving, draft)
    joining.end(partnership, by=coordinator, on=today)
    MembershipFactory(user=partnership.user)

    assert login(partnership.user).get(draft.get_absolute_url()).status_code == 404
