"""What somebody follows and did not read, write or get yet: asked at the moment the mail is made."""

from datetime import timedelta

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from community.models import CircleFrequency, Follow, Post, PostMail, Topic, TopicRead
from community.models.topics import TopicQuerySet
from members.models import User
from members.notices.digests import monday
from outbox.models import Category, Preference

EVERY = Preference.Frequency
# What is older is no news: longer than a week, so that a weekly digest misses nothing when a Monday was missed.
LOOKBACK = timedelta(days=14)
# A question of somebody that waits this long stands in their digest, and not for ever.
WAITING = (timedelta(days=1), timedelta(days=21))
MATCHES = {
    "topic": "topic",
    "table": "topic__tables",
    "municipality": "topic__municipalities",
    "circle": "topic__circle",
    "person": "author",
}


def news_for(person: User, now):
    """Return the posts for this person's digest of today, by topic, the newest last."""
    often = frequency_of(person)
    if often == EVERY.NEVER or not person.is_active or not person.is_member:
        return Post.objects.none()
    followed = Follow.objects.filter(user=person, since__lte=OuterRef("written_at")).filter(
        Q(topic=OuterRef("topic"))
        | Q(circle=OuterRef("topic__circle"))
        | Q(person=OuterRef("author"))
        | Q(table__topics=OuterRef("topic"))
        | Q(municipality__topics=OuterRef("topic"))
    )
    return (
        recent(now)
        .visible_to(person)
        .exclude(author=person)
        .filter(Exists(followed), of_circles(person, often, now))
        .filter(~Exists(read(person)), ~Exists(PostMail.objects.filter(user=person, post=OuterRef("pk"))))
        .select_related("topic__circle", "author")
        .defer("html", "snippet")
        .order_by("topic_id", "number")
    )


def recent(now):
    """Posts that may be news. An announcement that was mailed to everybody is not."""
    mailed = Q(number=1, topic__mail_requested_at__isnull=False)
    return Post.objects.shown().filter(written_at__gt=now - LOOKBACK, topic__withdrawn_at=None).exclude(mailed)


def read(person):
    return TopicRead.objects.filter(user=person, topic=OuterRef("topic"), number__gte=OuterRef("number"))


def frequency_of(person):
    said = Preference.objects.filter(user=person, category=Category.COMMUNITY).first()
    return said.frequency if said else EVERY.DAILY


def of_circles(person, often, now):
    """What of which circle may leave today: of a weekly one only what was written before this Monday."""
    chosen = dict(CircleFrequency.objects.filter(user=person).values_list("circle", "frequency"))
    by_frequency = {every: [pk for pk, said in chosen.items() if said == every] for every in EVERY}
    last_week = Q(written_at__lt=monday(now))
    others = ~Q(topic__circle__in=chosen)
    return (
        Q(topic__circle__in=by_frequency[EVERY.DAILY])
        | Q(last_week, topic__circle__in=by_frequency[EVERY.WEEKLY])
        | (others & last_week if often == EVERY.WEEKLY else others)
    )


def people_with_news(now) -> set[int]:
    """Return who follows something in which somebody else wrote: a few too many, and never one too few."""
    said = Preference.objects.filter(user=OuterRef("user"), category=Category.COMMUNITY)
    follows = (
        Follow.objects.annotate(often=Coalesce(Subquery(said.values("frequency")[:1]), Value(EVERY.DAILY)))
        .exclude(often=EVERY.NEVER)
        .annotate(
            before=Case(
                # Somebody may want one of their circles more often.
                When(
                    ~Exists(CircleFrequency.objects.filter(user=OuterRef("user"), frequency=EVERY.DAILY)),
                    often=EVERY.WEEKLY,
                    then=Value(monday(now)),
                ),
                default=Value(now),
            )
        )
    )
    found = set()
    for name, place in MATCHES.items():
        unread = TopicRead.objects.filter(
            user=OuterRef(OuterRef("user")), topic=OuterRef("topic"), number__gte=OuterRef("number")
        )
        told = PostMail.objects.filter(user=OuterRef(OuterRef("user")), post=OuterRef("pk"))
        news = recent(now).filter(
            ~Q(author=OuterRef("user")) | Q(author=None),
            ~Exists(unread),
            ~Exists(told),
            written_at__gte=OuterRef("since"),
            written_at__lte=OuterRef("before"),
            **{place: OuterRef(name)},
        )
        found.update(follows.filter(Exists(news), **{f"{name}__isnull": False}).values_list("user_id", flat=True))
    return found


def waiting_questions(person: User, now) -> TopicQuerySet:
    """Return this person's questions to which nobody said a word yet."""
    shortest, longest = WAITING
    mine = Topic.objects.unanswered().current().filter(author=person)
    return mine.filter(published_at__gt=now - longest, published_at__lte=now - shortest).order_by("published_at", "pk")
