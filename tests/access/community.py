"""Topics, posts, announcements, and the page of who looks after them."""

from django.utils import timezone

from community.models import Topic
from community.topics import moderating, writing
from members.access import Visibility
from members.models import Circle
from tests.access.rows import (
    COORDINATOR,
    MEMBERS,
    OWN_CIRCLE,
    OWN_CIRCLE_LEADER,
    OWN_CIRCLE_LEADER_POST,
    OWN_MONEY,
    PUBLIC,
    PUBLIC_COORDINATOR,
    row,
)


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


def public_announcement(world):
    return [Topic.objects.filter(visibility=Visibility.PUBLIC).earliest("pk").pk]


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


ROWS = [
    row("community:stream", MEMBERS),
    row("community:circle_stream", OWN_CIRCLE, lambda world: [world.circle.slug]),
    row("community:topic_create", MEMBERS),
    row("community:mention_list", MEMBERS),
    row("community:follow_list", MEMBERS),
    row("community:follow_thing", "302 404 404 302 302 302", lambda world: ["kring", world.circle.pk], method="post"),
    row("community:report_list", OWN_MONEY),
    row("community:draft_keep", "302 404 200 200 200 200", lambda world: ["nieuw"], method="post"),
    row("community:draft_discard", "302 404 302 302 302 302", lambda world: ["nieuw"], method="post"),
    row("community:topic_detail", OWN_CIRCLE, closed_topic),
    row("community:topic_read", "302 404 404 302 302 302", closed_topic, method="post"),
    row("community:topic_follow", "302 404 404 302 302 302", closed_topic, method="post"),
    # Asked by the partner, whose words the others do not change.
    row("community:topic_edit", "302 404 403 200 403 200", network_topic),
    row("community:topic_withdraw", "302 404 404 403 200 200", closed_topic),
    row("community:topic_restore", "302 404 404 403 302 302", withdrawn_topic, method="post"),
    row("community:answer_to_library", "302 404 403 200 403 200", network_topic),
    row("community:post_edit", "302 404 403 403 200 403", network_reply),
    row("community:post_versions", OWN_CIRCLE, closed_reply),
    row("community:post_accept", "302 404 403 302 403 302", network_reply, method="post"),
    row("community:post_thank", "302 404 404 302 302 302", closed_reply, method="post"),
    row("community:post_report", OWN_CIRCLE, closed_reply),
    row("community:post_hide", OWN_CIRCLE_LEADER, closed_reply),
    row("community:post_unhide", OWN_CIRCLE_LEADER_POST, closed_reply, method="post"),
    # The leader wrote it, and judges no report of their own words.
    row("community:post_leave", "302 404 404 403 403 302", closed_reply, method="post"),
    row("community:facilitate", COORDINATOR),
    row("community:facilitate_concern", COORDINATOR, lambda world: ["vragen"]),
    row("community:invitation_pass", "302 404 200 404 404 404", put_question, reader=404),
    row("community:mail_frequency", MEMBERS),
    row("community:announcement_list", PUBLIC),
    row("community:announcement_create", COORDINATOR),
    row("community:announcement_detail", PUBLIC, public_announcement),
    row("community:announcement_edit", PUBLIC_COORDINATOR, public_announcement),
    row("community:announcement_withdraw", PUBLIC_COORDINATOR, public_announcement),
]
