"""The circles, roles and things of test_access_property.py, and what the design says about who sees them."""

import dataclasses
import itertools

from django.urls import reverse
from django.utils import timezone

from community.models import Post, PostVersion
from community.topics import drafting
from library.models import CheckState, TextState
from tests.actions.factories import ActionPointFactory
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.declarations.factories import DeclarationFactory
from tests.coalitions.factories import CoalitionFactory, InterventionFactory, OrganisationFactory
from tests.community.factories import PostFactory, TopicFactory
from tests.library.factories import DocumentFactory, PageFactory, VersionFactory
from tests.meetings.factories import MeetingFactory
from tests.members.factories import CircleFactory, MembershipFactory, UserFactory
from tests.symposium.factories import EditionFactory, SessionFactory, TimeSlotFactory
from tests.themetables.blocks.factories import BlockFactory
from tests.themetables.factories import BottleneckFactory, ThemeTableFactory
from tests.themetables.plans.factories import TablePlanFactory

# Words that stand nowhere else: one in a title, one in a text.
TITLE, TEXT = "Blauwvinvis", "kruisbessenjam"
NETWORK, OWN, OTHER, TABLE = "network", "own", "other", "table"
LEADER, MEMBER, READER, DATA = "leader", "member", "reader", "data"
NOT_OPEN = ("unread", "held")
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
NOBODY = "nobody"  # but who wrote it
# Ways that are for people with an account and a circle, also where the thing itself is for everybody.
FOR_MEMBERS = {"stream", "earlier texts"}
# And these are for who takes part in the circle.
FOR_ITS_CIRCLE = {"its circle's stream", "calendar file"}
SEARCHED = ("search list", "search text", "count", "count of text", "suggestion")
BY_TEXT = {"search text", "count of text", "file", "preview", "two versions compared"}


@dataclasses.dataclass(frozen=True)
class Spec:
    """One thing in one state. `audience` is who the design says may read it, `circle` whose it is."""

    kind: str
    circle: str = OWN
    audience: str = EVERYBODY
    state: str = ""


SPECS = [
    *(Spec("document", *rest) for rest in itertools.product((NETWORK, OWN, TABLE), (EVERYBODY, MEMBERS, INSIDE))),
    *(Spec("document", OWN, audience, state) for audience in (EVERYBODY, INSIDE) for state in ("unread", "held")),
    *(Spec("document", OWN, audience, "link") for audience in (EVERYBODY, INSIDE)),
    Spec("document", OWN, EVERYBODY, "withdrawn"),
    *(Spec("draft", circle, NOBODY) for circle in (NETWORK, OWN)),
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
    Spec("session", NETWORK, EVERYBODY),
    Spec("session", NETWORK, EVERYBODY, "draft"),
    Spec("organisation", NETWORK, MEMBERS),
    Spec("intervention", NETWORK, MEMBERS),
    Spec("person", OTHER, MEMBERS),
    Spec("coalition", OTHER, EVERYBODY),
    Spec("table", TABLE, EVERYBODY),
]


def may_see(places, spec):
    """The rules of the design, in words: see "Who uses it", "Circle" and "The parts" there."""
    is_coordinator = (NETWORK, LEADER) in places
    circles = {circle for circle, _role in places}
    if spec.audience == NOBODY:
        return False
    if spec.state in ("hidden", "withdrawn", *NOT_OPEN):  # only who looks after the place
        return is_coordinator or (spec.circle, LEADER) in places
    if spec.kind in ("edition", "session") and spec.state == "draft":
        return is_coordinator
    if spec.audience == EVERYBODY or is_coordinator:
        return True
    return bool(places) if spec.audience == MEMBERS else spec.circle in circles


def may_find_text(places, spec):
    """What nobody may read yet, nobody finds by its words."""
    return spec.state not in NOT_OPEN and may_see(places, spec)


def may_hear(places, spec):
    """Mail is for who takes part, and tells nothing of what is not there any more, not even to who looks after it."""
    return bool(places) and spec.state not in ("hidden", "withdrawn") and may_see(places, spec)


@dataclasses.dataclass
class Thing:
    page: str
    file: str = ""
    listed: str = ""
    export: str = ""
    # Some things have their name from elsewhere.
    title: str = TITLE
    # More ways: addresses that give nothing to who may not see it, and pages of many on which it stands.
    opens: dict = dataclasses.field(default_factory=dict)
    shows: dict = dataclasses.field(default_factory=dict)
    post: Post | None = None
    kind: str = ""


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
        now = timezone.now()
        document = DocumentFactory(
            circle=self.circles[spec.circle],
            visibility=spec.audience,
            title=TITLE,
            version1=None,
            owner=self.writer,
            link=spec.state == "link",
            summary=f"Een potje {TEXT}." if spec.state == "link" else "",
            withdrawn_at=now if spec.state == "withdrawn" else None,
        )
        search = {"zoek": TITLE}
        shows = {
            "its circle's documents": reverse("library:circle_documents", args=[document.circle.slug], query=search)
        }
        listed = reverse("library:document_list", query=search)
        if spec.state == "link":
            return Thing(document.get_absolute_url(), "", listed, shows=shows)
        read = {
            "unread": {"text_state": TextState.WAITING, "text_read_at": None},
            "held": {"text_state": TextState.FOUND, "text_read_at": now, "held": True},
        }.get(spec.state, {"text_state": TextState.FOUND, "text_read_at": now})
        for words in ("oud", TEXT):
            version = VersionFactory(document=document, check_state=CheckState.UNSCANNED, **read)
            PageFactory(version=version, text=f"Een potje {words}.")
        opens = {
            "preview": version.preview_url,
            "two versions compared": reverse("library:version_compare", args=[document.pk, 2]),
        }
        return Thing(document.get_absolute_url(), version.get_absolute_url(), listed, opens=opens, shows=shows)

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
        post = topic.opening
        if spec.state == "hidden":
            hidden = {"hidden_at": now, "hidden_reason": "Het hoort hier niet."}
            post = PostFactory(topic=topic, number=2, author=self.writer, text=f"Een potje {TEXT}.", **hidden)
        PostVersion.objects.create(post=post, number=1, text=f"Een potje {TEXT}.", saved_at=now)
        opens = {"earlier texts": reverse("community:post_versions", args=[topic.pk, post.number])}
        shows = {}
        if spec.state == "":
            shows["stream"] = reverse("community:stream")
            if spec.circle != NETWORK:
                shows["its circle's stream"] = reverse("community:circle_stream", args=[topic.circle.slug])
        return Thing(topic.get_absolute_url(), opens=opens, shows=shows, post=post)

    def make_draft(self, spec):
        """What somebody else is writing in a conversation that whoever looks may read or not."""
        topic = TopicFactory(
            circle=self.circles[spec.circle], visibility="network", kind="question", opens__text="Wat?"
        )
        for place in (drafting.NEW, drafting.reply_to(topic), drafting.edit_of(topic.opening)):
            drafting.keep(place, self.writer, f"{TITLE}, een potje {TEXT}.", {"title": TITLE}, now=timezone.now())
        shows = {
            "conversation": topic.get_absolute_url(),
            "new conversation": reverse("community:topic_create"),
            "stream": reverse("community:stream"),
            "start page": "/",
        }
        return Thing("", shows=shows, kind="post")

    def make_meeting(self, spec):
        said = {"title": TITLE, "about": f"Een potje {TEXT}.", "visibility": spec.audience}
        meeting = MeetingFactory(circle=self.circles[spec.circle], **said)
        shows = {"calendar file": reverse("meetings:meeting_file", args=[meeting.pk])}
        return Thing(meeting.get_absolute_url(), shows=shows)

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
        where = [self.table.slug, plan.year]
        return Thing(plan.get_absolute_url(), title="", opens={"paper": reverse("themetables:plan_pdf", args=where)})

    def make_block(self, spec):
        block = BlockFactory(table=self.table, title=TITLE, common_text=f"Een potje {TEXT}.")
        return Thing(block.get_absolute_url(), listed=reverse("themetables:block_list"))

    def make_declaration(self, spec):
        declaration = DeclarationFactory(coalition=self.coalitions[OWN], title=TITLE, preamble=f"Een potje {TEXT}.")
        where = [self.coalitions[OWN].slug, declaration.pk]
        opens = {"paper": reverse("coalitions:declaration_pdf", args=where)}
        return Thing(declaration.get_absolute_url(), opens=opens)

    def make_action(self, spec):
        point = ActionPointFactory(circle=self.circles[spec.circle], what=TITLE, how=f"Een potje {TEXT}.")
        names = {"table": "point_table", "calendar": "point_calendar", "paper": "year_plan_pdf"}
        opens = {way: reverse(f"actions:{name}", args=[point.circle.slug]) for way, name in names.items()}
        listed = reverse("actions:point_list", args=[point.circle.slug])
        return Thing(point.get_absolute_url(), listed=listed, opens=opens)

    def make_edition(self, spec):
        edition = EditionFactory(theme=TITLE, summary=f"Een potje {TEXT}.", draft=spec.state == "draft")
        return Thing(edition.get_absolute_url())

    def make_session(self, spec):
        edition = EditionFactory(draft=spec.state == "draft")
        slot = TimeSlotFactory(edition=edition)
        session = SessionFactory(edition=edition, slot=slot, title=TITLE, summary=f"Een potje {TEXT}.")
        return Thing(session.get_absolute_url())

    def make_intervention(self, spec):
        intervention = InterventionFactory(name=TITLE, summary=f"Een potje {TEXT}.")
        return Thing(intervention.get_absolute_url(), listed=reverse("coalitions:intervention_list"))

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
