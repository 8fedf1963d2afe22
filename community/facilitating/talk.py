"""Concerns about what people say: questions that wait, newcomers that nobody answered, reports."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince

from community.facilitating.concerns import Concern, Row
from community.models import Post, Report, Topic

UNANSWERED = timedelta(hours=48)
# After this somebody is no newcomer any more, and an answer comes too late.
NEWCOMER = timedelta(days=60)


def unanswered(now):
    """Questions that nobody said a word to for two days; the longest waiting first."""
    waiting = Topic.objects.unanswered().current().filter(published_at__lte=now - UNANSWERED)
    return (
        waiting.annotate(asked=Count("invitations")).select_related("author", "circle").order_by("published_at", "pk")
    )


def unanswered_row(topic, now):
    asked = "niemand" if not topic.asked else "1 mens" if topic.asked == 1 else f"{topic.asked} mensen"
    return Row(
        title=topic.title,
        url=topic.conversation_url,
        line=f"{name(topic.author)}, {ago(topic.published_at, now)} geleden. Gevraagd: {asked}.",
        action="Reageer",
        action_url=topic.conversation_url,
    )


def newcomers(now):
    """First contributions to which no other human said a word. A reply to it makes that somebody comes back."""
    earlier = Post.objects.filter(author=OuterRef("author"), pk__lt=OuterRef("pk"))
    replies = Post.objects.shown().filter(topic=OuterRef("topic"), number__gt=OuterRef("number"))
    return (
        Post.objects.shown()
        .filter(~Exists(earlier), written_at__gt=now - NEWCOMER, author__is_active=True)
        .filter(~Exists(replies.exclude(author=OuterRef("author"))), topic__withdrawn_at=None)
        .exclude(topic__kind=Topic.Kind.ANNOUNCEMENT)
        .select_related("topic", "author")
        .order_by("written_at", "pk")
    )


def newcomer_row(post, now):
    return Row(
        title=name(post.author),
        url=post.author.get_absolute_url(),
        line=f"Schreef {ago(post.written_at, now)} geleden voor het eerst iets, in “{post.topic}”.",
        action="Reageer",
        action_url=post.get_absolute_url(),
    )


def reports(now):
    return Report.objects.open().select_related("post__topic", "post__author").order_by("at", "pk")


def report_row(report, now):
    return Row(
        title=f"Bijdrage van {name(report.post.author)} in “{report.post.topic}”",
        url=report.post.get_absolute_url(),
        line=f"Gemeld, {ago(report.at, now)} geleden: {report.reason}",
        action="Verberg de bijdrage",
        action_url=reverse("community:post_hide", args=[report.post.topic_id, report.post.number]),
    )


def name(person):
    return person.shown_name if person else "Iemand die niet meer meedoet"


def ago(moment, now):
    return timesince(moment, now, depth=1)


UNANSWERED_QUESTIONS = Concern(
    "vragen",
    "Vragen zonder antwoord",
    "Na twee dagen heeft nog niemand gereageerd. Weet jij wie het weet? Noem die mens met een @ in je reactie.",
    "Op elke vraag van meer dan twee dagen oud heeft iemand gereageerd.",
    unanswered,
    unanswered_row,
)
NEWCOMERS = Concern(
    "nieuwkomers",
    "Nieuwkomers zonder reactie",
    "Wie voor het eerst iets schrijft en antwoord krijgt, komt terug. Dat je iets zegt, telt meer dan wat je zegt.",
    "Iedereen die de laatste twee maanden voor het eerst iets schreef, kreeg een reactie van een mens.",
    newcomers,
    newcomer_row,
)
REPORTS = Concern(
    "meldingen",
    "Meldingen",
    "Een lezer vindt dat een bijdrage hier niet hoort. Verberg haar, of laat haar staan op de pagina met meldingen.",
    "Er zijn geen meldingen die nog op je wachten.",
    reports,
    report_row,
)
OWN = (UNANSWERED_QUESTIONS, NEWCOMERS, REPORTS)
# What the start page says: of one, and of more. Reports have a line of their own (topics/waiting.py).
SAID = (
    (UNANSWERED_QUESTIONS, "vraag zonder antwoord", "vragen zonder antwoord"),
    (NEWCOMERS, "nieuwkomer zonder reactie", "nieuwkomers zonder reactie"),
)


def talk_to_mind(user, on):
    """The item of the start page."""
    if not user.is_coordinator:
        return
    now = timezone.now()
    counts = [(concern.count(now), one, many) for concern, one, many in SAID]
    if said := [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]:
        yield f"In de gesprekken: {', '.join(said)}.", reverse("community:facilitate")
