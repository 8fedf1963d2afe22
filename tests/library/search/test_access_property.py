"""Who finds what: for every role, circle, kind of thing and way of looking, before and after leaving a circle.

What somebody may see is worked out here from the rules of the design, and not from the querysets: two ways of thinking
that have to agree. `test_hole_is_found` opens a hole in one source and sees that the property falls through it.
"""

import dataclasses
import itertools

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.models import CheckState, TextState
from library.search import looking, queue
from library.search.sources import sources
from members.access import Visibility
from members.models import Circle, Membership
from tests.actions.factories import ActionPointFactory
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.declarations.factories import DeclarationFactory
from tests.coalitions.factories import CoalitionFactory, OrganisationFactory
from tests.community.factories import PostFactory, TopicFactory
from tests.conftest import PortalClient
from tests.library.factories import DocumentFactory, PageFactory, VersionFactory
from tests.meetings.factories import MeetingFactory
from tests.members.factories import CircleFactory, MembershipFactory, UserFactory
from tests.symposium.factories import EditionFactory
from tests.themetables.blocks.factories import BlockFactory
from tests.themetables.factories import BottleneckFactory, ThemeTableFactory
from tests.themetables.plans.factories import TablePlanFactory

# Words that stand nowhere else: one in a title, one in a text.
TITLE, TEXT = "Blauwvinvis", "kruisbessenjam"
NETWORK, OWN, OTHER, TABLE = "network", "own", "other", "table"
LEADER, MEMBER, READER, DATA = "leader", "member", "reader", "data"
# What somebody is, where; the first is what they leave.
ROLES = {
    "visitor": None,
    "stranger": (),
    "member": ((NETWORK, MEMBER),),
    "reader": ((NETWORK, READER),),
    "data editor": ((NETWORK, DATA),),
    "coordinator": ((NETWORK, LEADER),),
    "partner": ((OWN, MEMBER),),
    "partner and member": ((OWN, MEMBER), (NETWORK, MEMBER)),
    "leader": ((OWN, LEADER), (NETWORK, MEMBER)),
    "leader of another": ((OTHER, LEADER),),
    "at the table": ((TABLE, MEMBER), (NETWORK, MEMBER)),
    "leads the table": ((TABLE, LEADER),),
}
EVERYBODY, MEMBERS, INSIDE = "public", "network", "circle"


@dataclasses.dataclass(frozen=True)
class Spec:
    """One thing in one state. `audience` is who the design says may read it, `circle` whose it is."""

    kind: str
    circle: str = OWN
    audience: str = EVERYBODY
    state: str = ""


SPECS = [
    *(Spec("document", *rest) for rest in itertools.product((NETWORK, OWN, TABLE), (EVERYBODY, MEMBERS, INSIDE))),
    *(Spec("document", OWN, audience, "unread") for audience in (EVERYBODY, INSIDE)),
    *(Spec("post", *rest) for rest in itertools.product((NETWORK, OWN, TABLE), (MEMBERS, INSIDE))),
    *(Spec("post", OWN, audience, "hidden") for audience in (MEMBERS, INSIDE)),
    Spec("post", NETWORK, EVERYBODY, "announcement"),
    Spec("post", NETWORK, EVERYBODY, "withdrawn"),
    Spec("bottleneck", OWN, MEMBERS),
    Spec("agreement", OWN, INSIDE, "draft"),
    Spec("agreement", OWN, MEMBERS, "adopted"),
    Spec("plan", TABLE, INSIDE, "draft"),
    Spec("plan", TABLE, MEMBERS, "submitted"),
    Spec("block", TABLE, MEMBERS, "concept"),
    Spec("declaration", OWN, INSIDE),
    Spec("action", OWN, INSIDE),
    Spec("action", TABLE, INSIDE),
    Spec("meeting", OWN, INSIDE),
    Spec("meeting", TABLE, MEMBERS),
    Spec("edition", NETWORK, EVERYBODY),
    Spec("edition", NETWORK, EVERYBODY, "draft"),
    Spec("organisation", NETWORK, MEMBERS),
    Spec("person", OTHER, MEMBERS),
    Spec("coalition", OTHER, EVERYBODY),
    Spec("table", TABLE, EVERYBODY),
]


def may_see(places, spec):
    """The rules of the design, in words: see "Who uses it", "Circle" and "The parts" there."""
    is_coordinator = (NETWORK, LEADER) in places
    circles = {circle for circle, _role in places}
    if spec.state in ("hidden", "withdrawn", "unread"):  # only who looks after the place
        return is_coordinator or (spec.circle, LEADER) in places
    if spec.kind == "edition" and spec.state == "draft":
        return is_coordinator
    if spec.audience == EVERYBODY or is_coordinator:
        return True
    return bool(places) if spec.audience == MEMBERS else spec.circle in circles


def may_find_text(places, spec):
    """What nobody may read yet, nobody finds by its words."""
    return spec.state != "unread" and may_see(places, spec)


@dataclasses.dataclass
class Thing:
    page: str
    file: str = ""
    listed: str = ""
    export: str = ""
    # Some things have their name from elsewhere.
    title: str = TITLE


class Ground:
    """The circles in which everything happens."""

    def __init__(self):
        self.circles = {NETWORK: CircleFactory(network=True)}
        self.coalitions = {name: CoalitionFactory() for name in (OWN, OTHER)}
        self.table = ThemeTableFactory()
        self.circles |= {name: coalition.circle for name, coalition in self.coalitions.items()}
        self.circles[TABLE] = self.table.circle
        self.writer = UserFactory()

    def person(self, role):
        """Return who looks, with their memberships in the order of ROLES."""
        if ROLES[role] is None:
            return None, []
        user = UserFactory()
        return user, [MembershipFactory(user=user, circle=self.circles[c], role=r) for c, r in ROLES[role]]

    def make(self, spec):
        return getattr(self, f"make_{spec.kind}")(spec)

    def make_document(self, spec):
        document = DocumentFactory(
            circle=self.circles[spec.circle], visibility=spec.audience, title=TITLE, version1=None, owner=self.writer
        )
        state = TextState.WAITING if spec.state == "unread" else TextState.FOUND
        read_at = None if spec.state == "unread" else timezone.now()
        version = VersionFactory(
            document=document, check_state=CheckState.UNSCANNED, text_state=state, text_read_at=read_at
        )
        PageFactory(version=version, text=f"Een potje {TEXT}.")
        listed = reverse("library:document_list", query={"zoek": TITLE})
        return Thing(document.get_absolute_url(), version.get_absolute_url(), listed)

    def make_post(self, spec):
        now = timezone.now()
        kind = "announcement" if spec.audience == EVERYBODY else "question"
        topic = TopicFactory(
            circle=self.circles[spec.circle],
            visibility=spec.audience,
            kind=kind,
            title=TITLE,
            author=self.writer,
            withdrawn_at=now if spec.state == "withdrawn" else None,
            opens__text=f"Een potje {TEXT}." if spec.state != "hidden" else "Wie weet dit?",
        )
        if spec.state == "hidden":
            hidden = {"hidden_at": now, "hidden_reason": "Het hoort hier niet."}
            PostFactory(topic=topic, number=2, author=self.writer, text=f"Een potje {TEXT}.", **hidden)
        return Thing(topic.get_absolute_url())

    def make_meeting(self, spec):
        said = {"title": TITLE, "about": f"Een potje {TEXT}.", "visibility": spec.audience}
        return Thing(MeetingFactory(circle=self.circles[spec.circle], **said).get_absolute_url())

    def make_bottleneck(self, spec):
        named = {"title": TITLE, "what_happens": f"Een potje {TEXT}."}
        bottleneck = BottleneckFactory(coalition=self.coalitions[OWN], **named)
        return Thing(bottleneck.get_absolute_url(), listed=reverse("themetables:bottleneck_list"))

    def make_agreement(self, spec):
        written = {"title": TITLE, "text": f"Een potje {TEXT}.", "owner": self.writer}
        agreement = AgreementFactory(coalition=self.coalitions[OWN], adopted=spec.state == "adopted", **written)
        return Thing(agreement.get_absolute_url())

    def make_plan(self, spec):
        plan = TablePlanFactory(table=self.table, reason=f"Een potje {TEXT}.", submitted=spec.state == "submitted")
        return Thing(plan.get_absolute_url(), title="")

    def make_block(self, spec):
        block = BlockFactory(table=self.table, title=TITLE, common_text=f"Een potje {TEXT}.")
        return Thing(block.get_absolute_url(), listed=reverse("themetables:block_list"))

    def make_declaration(self, spec):
        declaration = DeclarationFactory(coalition=self.coalitions[OWN], title=TITLE, preamble=f"Een potje {TEXT}.")
        return Thing(declaration.get_absolute_url())

    def make_action(self, spec):
        point = ActionPointFactory(circle=self.circles[spec.circle], what=TITLE, how=f"Een potje {TEXT}.")
        return Thing(point.get_absolute_url(), listed=reverse("actions:point_list", args=[point.circle.slug]))

    def make_edition(self, spec):
        edition = EditionFactory(theme=TITLE, summary=f"Een potje {TEXT}.", draft=spec.state == "draft")
        return Thing(edition.get_absolute_url())

    def make_organisation(self, spec):
        organisation = OrganisationFactory(name=TITLE, description=f"Een potje {TEXT}.")
        listed = reverse("coalitions:organisation_list")
        export = reverse("coalitions:organisation_export", args=["csv"])
        return Thing(organisation.get_absolute_url(), listed=listed, export=export)

    def make_person(self, spec):
        person = UserFactory(name=f"Fenna {TITLE}", expertise=f"Een potje {TEXT}.")
        MembershipFactory(user=person, circle=self.circles[OTHER])
        return Thing(person.get_absolute_url(), listed=reverse("members:person_list"))

    def make_coalition(self, spec):
        coalition = CoalitionFactory(name=TITLE, summary=f"Een potje {TEXT}.")
        return Thing(coalition.get_absolute_url(), listed=reverse("coalitions:coalition_list"))

    def make_table(self, spec):
        table = ThemeTableFactory(short_name=TITLE, name=TITLE, summary=f"Een potje {TEXT}.")
        return Thing(table.get_absolute_url(), listed=reverse("themetables:table_list"))


class Looker:
    """Somebody with a browser."""

    def __init__(self, user):
        self.client = PortalClient() if user else Client()
        if user:
            self.client.force_login(user)

    def reads(self, path):
        """What an address gives; nothing where somebody is sent away."""
        response = self.client.get(path)
        assert response.status_code in (200, 302, 404), path
        return b"".join(response) if response.streaming else response.content if response.status_code == 200 else b""

    def count(self, word, kind):
        found = self.client.get(reverse("library:search", query={"zoek": word, "soort": kind})).context["results"]
        return found.count

    def sees(self, thing, spec):
        """Return for every way of looking whether the thing is there."""
        search = reverse("library:search", query={"zoek": TEXT})
        marked = f"<mark>{TEXT}</mark>".encode()
        seen = {
            "page": self.client.get(thing.page).status_code == 200,
            "search text": marked in self.reads(search),
            "count of text": self.count(TEXT, spec.kind) > 0,
        }
        if thing.title and spec.state != "hidden":
            title = thing.title.encode()
            search = reverse("library:search", query={"zoek": TITLE})
            suggest = reverse("library:search_suggest", query={"zoek": TITLE[:7]})
            seen["search list"] = f"<mark>{TITLE}</mark>".encode() in self.reads(search)
            seen["count"] = self.count(TITLE, spec.kind) > 0
            seen["suggestion"] = title in self.reads(suggest)
        for name in ("listed", "export"):
            if path := getattr(thing, name):
                seen[name] = TITLE.encode() in self.reads(path).replace(f'value="{TITLE}"'.encode(), b"")
        if thing.file:
            seen["file"] = bool(self.reads(thing.file))
        return seen


def expected(places, spec, seen):
    """What the oracle says about each way of looking."""
    by_text = {"search text", "count of text", "file"}
    answers = {way: may_find_text(places, spec) if way in by_text else may_see(places, spec) for way in seen}
    if spec.state == "hidden":  # the topic itself is read by its audience
        answers["page"] = may_see(places, dataclasses.replace(spec, state=""))
    return answers


def check(ground, spec, role, *, leaves):
    """Make the thing, look at it, leave, look again; all of it is gone afterwards."""
    with transaction.atomic():
        thing = ground.make(spec)
        user, memberships = ground.person(role)
        queue.work_off(timezone.now())
        looker, places = Looker(user), list(ROLES[role] or ())
        seen = looker.sees(thing, spec)
        assert seen == expected(places, spec, seen), (spec, role)
        if leaves and memberships:
            Membership.objects.filter(pk=memberships[0].pk).update(until=timezone.localdate())
            seen = looker.sees(thing, spec)
            assert seen == expected(places[1:], spec, seen), (spec, role, "left")
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_everybody_finds_what_they_may_see_and_nothing_else():
    ground = Ground()

    @settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(SPECS), st.sampled_from(sorted(ROLES)), st.booleans(), st.booleans())
    def holds(spec, role, leaves, is_frequent):
        with pytest.MonkeyPatch.context() as patch:
            # Words that many entries have are looked up in another way than words of few.
            patch.setattr(looking, "FEW", 0 if is_frequent else looking.FEW)
            patch.setattr(looking, "NEAR", 1 if is_frequent else looking.NEAR)
            check(ground, spec, role, leaves=leaves)

    holds()


@pytest.mark.django_db
@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_somebody_who_left_finds_nothing_of_the_circle_any_more(spec):
    check(Ground(), spec, "leader", leaves=True)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["document", "post", "agreement", "plan", "declaration", "action"])
def test_hole_is_found(kind, monkeypatch):
    """The property must fall through a hole in one source."""
    source = sources[kind]
    monkeypatch.setitem(sources, kind, dataclasses.replace(source, visible_to=lambda user: source.objects()))
    inside = next(spec for spec in SPECS if spec.kind == kind and spec.audience == INSIDE and spec.state != "unread")

    with pytest.raises(AssertionError, match="search text"):
        check(Ground(), inside, "leader of another", leaves=False)


def test_visibilities_are_those_of_the_design():
    assert set(Visibility.values) == {EVERYBODY, MEMBERS, INSIDE}
    assert {Circle.Kind.NETWORK, Circle.Kind.COALITION, Circle.Kind.TABLE} == set(Circle.Kind)
