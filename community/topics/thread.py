"""One topic as a page: what it needs in few queries, and its posts drawn one by one."""

from dataclasses import dataclass
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from community.models import PER_PAGE, Draft, Follow, Post, Thanks, Topic, TopicRead
from community.topics.lines import moment
from library.models import Document
from province.models import Municipality, Pillar
from themetables.models import ThemeTable

GONE = "Iemand die weg is"


def topics_for(user):
    """Every topic with what its page says of this person: what they follow, read and did not finish writing."""
    own = {"topic": OuterRef("pk"), "user": user.pk}
    followers = Follow.objects.filter(topic=OuterRef("pk"), user__is_active=True).exclude(user=user.pk)
    place = Concat(Value("reactie-"), Cast(OuterRef("pk"), CharField()))
    draft = Draft.objects.filter(user=user.pk, place=place)  # see drafting.reply_to
    return Topic.objects.select_related("circle", "author").annotate(
        is_followed=Exists(Follow.objects.filter(**own)),
        follower_count=Coalesce(
            Subquery(followers.order_by().values("topic").annotate(count=Count("pk")).values("count")), 0
        ),
        read_number=Coalesce(Subquery(TopicRead.objects.filter(**own).values("number")), 0),
        draft_text=Subquery(draft.values("text")),
        draft_at=Subquery(draft.values("saved_at")),
        about_tables=labels(ThemeTable, F("short_name")),
        about_municipalities=labels(Municipality, F("name")),
        about_pillars=labels(Pillar, F("name")),
    )


def labels(model, name):
    found = model.objects.filter(topics=OuterRef("pk")).order_by("slug")
    return ArraySubquery(found.values(json=JSONObject(slug="slug", name=name)))


@dataclass(frozen=True)
class Action:
    label: str
    url: str
    is_form: bool = False


@dataclass(frozen=True)
class Attached:
    title: str
    url: str
    is_ready: bool  # who looks after it may open it before the others


@dataclass(frozen=True)
class Shown:
    """All that is drawn of one post."""

    number: int
    anchor: str
    url: str
    author: str
    author_url: str
    work_line: str
    when: str
    html: SafeString
    edited: str
    versions_url: str
    hidden: str  # why, for who may still read it
    is_answer: bool
    is_new: bool
    thanks: int
    documents: tuple["Attached", ...]
    under_way: int  # attachments that are not to be opened yet
    actions: tuple[Action, ...]


def posts_of(topic, user, numbers):
    """The posts with these numbers that this person may read, and the answer that helped."""
    wanted = Q(number__in=numbers) | Q(pk=topic.accepted_post_id)
    thanks = Thanks.objects.filter(post=OuterRef("pk")).order_by()
    documents = Document.objects.under_way_for(user).only("title", "credits").order_by("title")
    return (
        Post.objects.visible_to(user)
        .filter(wanted, topic=topic)
        .order_by("number")
        .select_related("author")
        .defer("text", "snippet")
        .annotate(
            thanks_count=Coalesce(Subquery(thanks.values("post").annotate(count=Count("pk")).values("count")), 0),
            is_thanked=Exists(thanks.filter(user=user.pk)),
        )
        .prefetch_related(Prefetch("documents", documents, to_attr="attached"))
    )


def numbers_of(page):
    return range((page - 1) * PER_PAGE + 1, page * PER_PAGE + 1)


def last_page(topic):
    return (topic.last_number - 1) // PER_PAGE + 1


@lru_cache(maxsize=4096)
def draw(shown: Shown) -> SafeString:
    return render_to_string("community/topics/post.html", {"post": shown})


def shown(post, topic, user, now, actions) -> Shown:
    author = post.author
    return Shown(
        number=post.number,
        anchor=post.anchor,
        url=post.get_absolute_url(),
        author=author.shown_name if author else GONE,
        author_url=author.get_absolute_url() if author else "",
        work_line=author.work_line if author else "",
        when=moment(post.written_at, now),
        html=post.html,
        edited=moment(post.edited_at, now) if post.edited_at else "",
        versions_url=actions.versions(post) if post.edited_at else "",
        hidden=post.hidden_reason,
        is_answer=topic.accepted_post_id == post.pk,
        is_new=0 < topic.read_number < post.number and post.author_id != user.pk,
        thanks=post.thanks_count,
        documents=tuple(
            Attached(document.title, document.get_absolute_url(), document.is_ready)
            for document in post.attached
            if document.opens
        ),
        under_way=sum(not document.opens for document in post.attached),
        actions=tuple(actions.of(post)),
    )
