"""What a path of the access matrix is about: each function takes the world and returns the arguments of the path."""

from django.utils import timezone

from coalitions.declarations import links
from coalitions.directory import importing
from coalitions.models import Organisation, StartItem, Suggestion
from community.models import Topic
from community.topics import moderating, writing
from library.search.models import Missed, Synonyms
from meetings.models import Meeting
from members.access import Visibility
from members.models import Circle
from outbox.links import Subscription
from outbox.models import Category
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.declarations.factories import RequestFactory, SignatureFactory
from tests.coalitions.factories import OrganisationFactory
from tests.library.factories import DocumentFactory, PageFactory, StaleReportFactory, VersionFactory
from tests.meetings.factories import AgendaItemFactory, InviteeFactory
from tests.themetables.blocks.factories import BlockFactory, ExperienceFactory, adopt, publish
from tests.themetables.factories import BottleneckFactory, RecognitionFactory
from tests.themetables.plans.factories import (
    DecisionMeetingFactory,
    PlanViewFactory,
    TableDecisionFactory,
    TablePlanFactory,
)
from tests.themetables.tables.factories import JoinRequestFactory, ProgressNoteFactory
from themetables.bottlenecks import duplicates
from themetables.models import TablePlan, ThemeTable


def synonyms(world):
    return [Synonyms.objects.in_use().earliest("pk").pk]


def missed(world):
    return [Missed.objects.earliest("pk").pk]


def put_question(world):
    """A question that was put to the member."""
    now = timezone.now()
    topic = writing.start(
        kind=Topic.Kind.QUESTION,
        circle=Circle.objects.get(kind=Circle.Kind.NETWORK),
        visibility=Visibility.NETWORK,
        title=f"Wie weet dit, na {Topic.objects.count()} vragen?",
        text="Ik zoek iemand die dit weet.",
        by=world.users["coordinator"],
        now=now,
    )
    topic.invitations.create(person=world.users["member"], ring=1, reason="expertise", about="dit", asked_at=now)
    return [topic.pk]


def circle_document(world):
    """A document for the circle alone, which its leader looks after."""
    return [DocumentFactory(circle=world.circle, owner=world.users["leader"]).pk]


def circle_file(world):
    return [VersionFactory(document=DocumentFactory(circle=world.circle, version1=None)).key]


def held_file(world):
    """A file of the leader that the privacy guard holds."""
    document = DocumentFactory(circle=world.circle, owner=world.users["leader"], version1=None)
    return [VersionFactory(document=document, held=True).key]


def two_versions(world):
    document = DocumentFactory(circle=world.circle, version1=None)
    for _ in range(2):
        PageFactory(version=VersionFactory(document=document, text_state="found"))
    return [document.pk, 2]


def network_document(world):
    return [DocumentFactory(circle=world.circle, network=True, owner=world.users["leader"]).pk]


def stale_report(world):
    document = DocumentFactory(circle=world.circle, network=True, owner=world.users["leader"])
    return [StaleReportFactory(document=document).pk]


def submitted_plan(world):
    """A plan of a table at which none of these people sits, in a year that has none yet."""
    plan = TablePlanFactory(
        table=ThemeTable.objects.get(slug="scholing"), year=2100 + TablePlan.objects.count(), submitted=True
    )
    return [plan.table.slug, plan.year]


def own_view(world):
    slug, year = submitted_plan(world)
    plan = TablePlan.objects.get(table__slug=slug, year=year)
    PlanViewFactory(plan=plan, coalition=world.circle.coalition)
    return [slug, year, world.circle.coalition.slug]


def decision_meeting(world):
    return [DecisionMeetingFactory(year=2099).pk]


def decision_to_record(world):
    return [*decision_meeting(world), "scholing"]


def decision(world):
    return [TableDecisionFactory(meeting__year=2099, table=ThemeTable.objects.get(slug="scholing")).pk]


def unsubscribe_token(world):
    return Subscription(Category.ANNOUNCEMENT, world.users["member"].pk).token


def table_chain(world):
    return ["thematafel", ThemeTable.objects.get(slug="kraamzorg").pk]


def circle(world):
    return [world.circle.slug]


def leadership(world):
    """The membership of the one who leads the circle."""
    return [world.circle.slug, world.circle.memberships.get(user=world.users["leader"]).pk]


def invitation(world):
    return [world.circle.slug, world.invitation.pk]


def access_request(world):
    return [world.access_request.pk]


def own_coalition(world):
    return [world.circle.coalition.slug]


def own_intervention(world):
    return [world.circle.coalition.slug, "voorzorg"]


def meeting(world):
    """One that comes, and for which nobody was asked yet."""
    meetings = world.circle.meetings.filter(invited_at=None, cancelled_at=None)
    return [meetings.coming(timezone.now()).earliest("pk").pk]


def meeting_with_invitee(world):
    """The leader was asked to come, and nobody else."""
    found = meeting(world)
    InviteeFactory(meeting_id=found[0], user=world.users["leader"], circle=world.circle)
    return found


def agenda_item(world):
    return [AgendaItemFactory(meeting=Meeting.objects.get(pk=meeting(world)[0])).pk]


def action_point(world):
    """A point of the leader's, so that the partner may read it and not change it."""
    return [world.circle.slug, world.users["leader"].action_points.filter(circle=world.circle).earliest("pk").pk]


def adopted_agreement(world):
    agreement = AgreementFactory(coalition=world.circle.coalition, adopted=True, history=2)
    return [world.circle.coalition.slug, agreement.pk]


def old_agreement(world):
    """The first version of an agreement that was changed since."""
    return [*adopted_agreement(world), 1]


def drafted_agreement(world):
    return [world.circle.coalition.slug, AgreementFactory(coalition=world.circle.coalition).pk]


def kraamzorg(world):
    """A table where none of the roles sits: its lead and its people are asked in tests/themetables/tables/."""
    return ["kraamzorg"]


def progress_note(world):
    note = ProgressNoteFactory(table=ThemeTable.objects.get(slug="kraamzorg"))
    return [note.table.slug, note.pk]


def join_request(world):
    asked = JoinRequestFactory(table=ThemeTable.objects.get(slug="kraamzorg"))
    return [asked.table.slug, asked.pk]


def own_bottleneck(world):
    """One that the coalition of the world named itself."""
    return [BottleneckFactory(coalition=world.circle.coalition).pk]


def own_recognition(world):
    """Of what another coalition named."""
    coalition = world.circle.coalition
    return [RecognitionFactory(coalition=coalition).bottleneck_id, coalition.slug]


def likely_duplicate(world):
    older, newer = BottleneckFactory(), BottleneckFactory()
    return [duplicates.pair(older, newer, now=timezone.now()).pk]


def phase_change(world):
    coalition = world.circle.coalition
    return [coalition.slug, coalition.phase_changes.latest("since").pk]


def partner(world):
    coalition = world.circle.coalition
    return [coalition.slug, coalition.partners.filter(until=None).earliest("pk").pk]


def new_partner(world):
    coalition = world.circle.coalition
    return [coalition.slug, Organisation.objects.exclude(partnerships__coalition=coalition).earliest("pk").pk]


def place(world):
    coalition = world.circle.coalition
    return [coalition.slug, coalition.municipality_places.earliest("pk").pk]


def local_organisation(world):
    """An organisation that works in a municipality of the circle's coalition: its leader may change it."""
    place = world.circle.coalition.municipality_places.first().municipality
    return [OrganisationFactory(working_in=[place]).slug]


def suggestion(world):
    """Somebody else proposed it; the leader decides."""
    organisation = Organisation.objects.get(slug=local_organisation(world)[0])
    proposed = Suggestion.objects.create(
        organisation=organisation, facts={"phone": "058 1234567"}, reason="Gebeld.", proposed_at=timezone.now()
    )
    return [proposed.pk]


def import_draft(world):
    content = b"naam;soort;werkt\nHet Nieuwe Huis;welzijn;landelijk"
    return [importing.upload(content, name="x.csv", by=world.users["coordinator"], now=timezone.now()).pk]


def declaration(world):
    """A declaration that was sent, of the circle everybody is tested in."""
    return RequestFactory(declaration__coalition=world.circle.coalition, declaration__is_sent=True).declaration


def own_declaration(world):
    return [world.circle.coalition.slug, declaration(world).pk]


def own_signer(world):
    return [world.circle.coalition.slug, declaration(world).requests.get().pk]


def signing_link(world):
    return [RequestFactory(declaration__coalition=world.circle.coalition).token]


def signed_link(world):
    return [links.receipt(SignatureFactory(request__declaration__coalition=world.circle.coalition).request_id)]


def support_note(world):
    coalition = world.circle.coalition
    return [coalition.slug, coalition.support_notes.earliest("pk").pk]


def start_item(world):
    return [StartItem.objects.earliest("pk").pk]


def public_announcement(world):
    return [Topic.objects.filter(visibility=Visibility.PUBLIC).earliest("pk").pk]


def reviewed_agreement(world):
    """An agreement of the leader that has to be looked at again."""
    return ["afspraak", AgreementFactory(coalition=world.circle.coalition, overdue=True).pk]


def handover_draft(world):
    """The leader is leaving, and not done yet."""
    return [world.handover_draft().pk]


def handover_kind(world):
    draft = world.handover_draft()
    return [draft.pk, draft.parts.get(circle=world.circle).pk, "uitnodigingen"]


def handover_done(world):
    """Somebody left and handed over to the leader."""
    return [world.handover_done().pk]


def closed_topic(world):
    """A question in the circle of the coalition, asked by its partner and answered by its leader."""
    return [asked(world, world.circle, "circle").pk]


def network_topic(world):
    """The same, for everybody in the network."""
    return [asked(world, Circle.objects.get(kind=Circle.Kind.NETWORK), "network").pk]


def asked(world, circle, visibility):
    leader, partner, now = world.users["leader"], world.users["partner"], timezone.now()
    topic = writing.start(
        kind="question",
        circle=circle,
        visibility=visibility,
        title="Hoe dan?",
        text="Wie weet dit?",
        by=partner,
        now=now,
    )
    writing.reply(topic, "Zo.", by=leader, now=now)
    return topic


def closed_reply(world):
    """What the leader said to the closed question."""
    return [*closed_topic(world), 2]


def network_reply(world):
    return [*network_topic(world), 2]


def withdrawn_topic(world):
    pk = closed_topic(world)[0]
    moderating.withdraw(Topic.objects.get(pk=pk), by=world.users["leader"], now=timezone.now())
    return [pk]


def building_block(world):
    """Established: everybody reads it, the people of its table write it, and none of ours is at that table."""
    return BlockFactory(adopted=True, table=ThemeTable.objects.get(slug="kraamzorg"))


def established_block(world):
    return [building_block(world).slug]


def drafted_block(world):
    return [BlockFactory(published=1, table=ThemeTable.objects.get(slug="kraamzorg")).slug]


def own_block(world):
    return [world.circle.coalition.slug, building_block(world).slug]


def own_adoption(world):
    """The coalition uses a version, and there is a newer one."""
    adoption = adopt(building_block(world), world.circle.coalition)
    publish(adoption.block)
    return [adoption.coalition.slug, adoption.block.slug]


def own_experience(world):
    experience = ExperienceFactory(block=building_block(world), coalition=world.circle.coalition)
    return [experience.block.slug, experience.pk]
