"""What somebody typed and did not save: named to the writer alone, who may give it to somebody."""

import pytest
from django.urls import reverse
from django.utils import timezone

from community.models import Draft
from members.access import Visibility
from members.handover import dividing, giving_along
from members.models import Handover
from outbox.models import Email
from outbox.reading import read
from tests.community.factories import PostFactory, TopicFactory
from tests.meetings.factories import AgendaItemFactory
from tests.members.factories import MembershipFactory
from tests.members.handover.steps import START, answers, draft_page, finish, step
from tests.themetables.factories import BottleneckFactory
from tests.themetables.plans.factories import TablePlanFactory

NOW = timezone.now()


@pytest.fixture
def typed(leadership):
    """Keep what the leader typed at this place of the conversations."""
    return lambda place, **rest: Draft.objects.create(
        user=leadership.user, place=place, text="Half af.", rest=rest, saved_at=NOW
    )


def named(leaving, draft):
    """What both steps that show it say is not finished."""
    form = leaving.get(step(draft, "divide")).context["form"]
    offers = leaving.get(step(draft, "complete")).context["unfinished"]
    assert form.offers == offers
    return [offer.one.label for offer in offers]


def test_drafts_are_named_with_where_to_finish_them(circle, leadership, draft, leaving, typed):
    topic = TopicFactory(circle=circle, visibility=Visibility.CIRCLE, title="Wie belt er?")
    mine = PostFactory(topic=TopicFactory(circle__network=True, title="Kraamzorg"), author=leadership.user)
    typed("nieuw", audience=str(circle.pk), title="Hoe doen jullie dat?")
    typed(f"reactie-{topic.pk}")
    typed(f"bijdrage-{mine.pk}")
    typed("reactie-zomaar")
    plan = TablePlanFactory(table__circle=circle)
    plan.drafts.create(user=leadership.user, data={}, saved_at=NOW)
    item = AgendaItemFactory(meeting__circle=circle, title="Rondje", meeting__title="Overleg")
    item.drafts.create(user=leadership.user, data={}, saved_at=NOW)

    assert named(leaving, draft) == [
        "Een nieuwe vraag of een nieuw gesprek: “Hoe doen jullie dat?”",
        "Een reactie bij “Wie belt er?”",
        "Een wijziging van je bijdrage bij “Kraamzorg”",
        f"Wat je typte in het plan {plan.year} van {plan.table}",
        "Notities bij “Rondje” van Overleg",
    ]
    page = leaving.get(step(draft, "complete")).text
    assert reverse("community:topic_create") in page
    assert reverse("meetings:notes_edit", args=[item.pk]) in page


@pytest.mark.parametrize("audience", ["network", "0"])
def test_what_is_for_all_is_lost_only_by_who_leaves_everything(circle, leadership, leaving, typed, today, audience):
    MembershipFactory(user=leadership.user)
    typed("nieuw", audience=audience)
    leaving.post(START, {"circles": [circle.pk], "leaves_on": today})
    draft = Handover.objects.get()
    assert named(leaving, draft) == []

    draft.parts.create(circle=None)

    assert named(leaving, draft) == ["Een nieuwe vraag of een nieuw gesprek: “zonder titel”"]


def give(leaving, draft, to, **chosen):
    """Choose in the second step to give every draft to this person, and do it all."""
    page = leaving.get(step(draft, "divide"))
    names = {offer.name: to.pk for offer in page.context["form"].offers}
    response = leaving.post(step(draft, "divide"), answers(draft, successor=to.pk, **chosen) | names)
    return finish(leaving, draft) if response.status_code == 302 else response


def test_draft_goes_to_whom_the_writer_chose(circle, leadership, co_leadership, draft, leaving, login, typed):
    to = co_leadership.user
    topic = TopicFactory(circle=circle, visibility=Visibility.CIRCLE, title="Wie belt er?")
    mine = PostFactory(topic=TopicFactory(circle=circle, visibility=Visibility.CIRCLE), author=leadership.user)
    new, reply = typed("nieuw", audience=str(circle.pk), title="Hoe?"), typed(f"reactie-{topic.pk}")
    edit = typed(f"bijdrage-{mine.pk}")
    plan = TablePlanFactory(table__circle=circle).drafts.create(user=leadership.user, data={}, saved_at=NOW)
    item = AgendaItemFactory(meeting__circle=circle, title="Rondje", meeting__title="Overleg")
    notes = item.drafts.create(user=leadership.user, data={"notes": "Half af."}, saved_at=NOW)
    assert "Niet meegeven" in leaving.get(step(draft, "divide")).text

    give(leaving, draft, to)

    for one in (new, reply, edit, plan, notes):
        one.refresh_from_db()
        assert one.user == to
    assert (reply.place, edit.place) == (f"reactie-{topic.pk}", f"reactie-{mine.topic_id}")
    page = login(to).get(draft_page(draft)).text
    assert "Een reactie bij “Wie belt er?”" in page
    assert "Notities die nog niet bewaard waren" in page
    (mail,) = Email.objects.filter(to=to.email)
    assert "Wat nog niet geplaatst was: 3" in read(mail.mime).text


def test_nothing_is_lost_where_both_were_writing(
    circle, leadership, co_leadership, coordinator, draft, leaving, login, typed
):
    to = co_leadership.user
    new = typed("nieuw", audience=str(circle.pk), title="Hoe doen jullie dat?")
    theirs = Draft.objects.create(user=to, place="nieuw", text="Van mij.", saved_at=NOW)
    both = TablePlanFactory(table__circle=circle)
    bottleneck = BottleneckFactory(title="Geen vervoer")
    data = {"goal": "Iedereen rijdt mee.", "bottlenecks": [str(bottleneck.pk)]}
    item = AgendaItemFactory(meeting__circle=circle)
    for user, notes in ((leadership.user, "Dit spraken we af."), (to, "Van mij.")):
        both.drafts.create(user=user, data=data, saved_at=NOW)
        item.drafts.create(user=user, data={"notes": notes}, saved_at=NOW)

    give(leaving, draft, to)

    for one, user in ((new, leadership.user), (theirs, to)):
        one.refresh_from_db()
        assert one.user == user
    page = login(to).get(draft_page(draft)).text
    assert page.count("Op die plek schreef jij zelf al iets") == 3
    for words in ("Hoe doen jullie dat?", "Half af.", "Iedereen rijdt mee.", "Geen vervoer", "Dit spraken we af."):
        assert words in page
    assert "Half af." not in login(coordinator).get(draft_page(draft)).text


def test_notes_go_only_to_who_may_write_them(circle, leadership, partnership, draft, leaving):
    notes = AgendaItemFactory(meeting__circle=circle).drafts.create(
        user=leadership.user, data={"notes": "Half af."}, saved_at=NOW
    )

    refused = give(leaving, draft, partnership.user)
    assert "Hier gaat alleen een leider van de kring mee verder." in refused.text
    give(leaving, draft, partnership.user, role="on")  # becomes the leader by the same step

    notes.refresh_from_db()
    assert notes.user == partnership.user


def test_who_can_no_longer_go_on_with_it_is_told_before_anything_moves(
    circle, leadership, partnership, draft, leaving, point, owner_of
):
    AgendaItemFactory(meeting__circle=circle, title="Rondje").drafts.create(
        user=leadership.user, data={"notes": "Half af."}, saved_at=NOW
    )
    page = leaving.get(step(draft, "divide"))
    (offer,) = page.context["form"].offers
    leaving.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk))
    giving_along.remember(offer, partnership.user)

    response = finish(leaving, draft)

    assert "Pier Partner kan niet verder met" in response.text
    assert owner_of(point) == leadership.user


def test_who_was_chosen_and_left_gets_nothing(circle, leadership, partnership, co_leadership, draft, leaving, typed):
    mine = typed("nieuw", audience=str(circle.pk))
    (offer,) = leaving.get(step(draft, "divide")).context["form"].offers
    giving_along.remember(offer, partnership.user)
    partnership.delete()

    assert "Pier Partner kan niet verder met" in finish(leaving, draft).text
    mine.refresh_from_db()
    assert mine.user == leadership.user


def test_draft_stays_with_its_writer_and_nobody_else_hears_of_it(
    circle, leadership, co_leadership, coordinator, login, typed, today
):
    mine = typed("nieuw", audience=str(circle.pk))
    draft = dividing.start(leadership.user, [circle], leaves_on=today, by=coordinator, now=NOW)
    client = login(coordinator)

    assert named(client, draft) == []
    assert "na een half jaar gewist" in client.get(step(draft, "divide")).text
    finish(client, draft)

    mine.refresh_from_db()
    assert (mine.user, mine.text) == (leadership.user, "Half af.")
