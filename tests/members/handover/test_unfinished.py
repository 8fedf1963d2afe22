"""What somebody typed and did not save: named before it is lost, to the writer alone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from community.models import Draft
from members.access import Visibility
from members.handover import dividing
from members.models import Handover
from tests.community.factories import PostFactory, TopicFactory
from tests.meetings.factories import AgendaItemFactory
from tests.members.factories import MembershipFactory
from tests.members.handover.steps import START, finish, step
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
    pages = [leaving.get(step(draft, name)) for name in ("divide", "complete")]
    assert pages[0].context["unfinished"] == pages[1].context["unfinished"]
    return [one.label for one in pages[0].context["unfinished"]]


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


def test_draft_stays_with_its_writer_and_nobody_else_hears_of_it(
    circle, leadership, co_leadership, coordinator, login, typed, today
):
    mine = typed("nieuw", audience=str(circle.pk))
    draft = dividing.start(leadership.user, [circle], leaves_on=today, by=coordinator, now=NOW)
    client = login(coordinator)

    assert named(client, draft) == []
    finish(client, draft)

    mine.refresh_from_db()
    assert (mine.user, mine.text) == (leadership.user, "Half af.")
