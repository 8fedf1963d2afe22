"""Questions on their way: one that waits for the member, one passed on, one answered; and a digest for two people."""

from datetime import timedelta

from community.asking import inviting, passing
from community.models import Asking, Post, Topic
from community.topics import following, writing
from members.access import Visibility
from members.models import Circle, User
from members.notices import digests
from outbox.models import Category, Email
from themetables.models import ThemeTable

HOUR = timedelta(hours=1)
# Of older conversations the mail is long gone.
MAILED = timedelta(days=5)
OPEN = (
    "Welke vraag stel je in de spreekkamer om armoede te signaleren?",
    "Ik wil het eerder zien, zonder dat iemand zich betrapt voelt. Welke ene vraag werkt bij jullie? We hebben maar "
    "tien minuten, en de helft gaat op aan de controle zelf.",
)
PASSED = (
    "Hoe houden jullie de reistijd van kraamzorg in de dorpen betaalbaar?",
    "Bij ons rijdt een kraamverzorgende soms anderhalf uur per dag. Dat gaat van de uren bij het gezin af, en "
    "collega's haken af. Wie heeft hier een afspraak over gemaakt?",
)
ANSWERED = (
    "Hoe zien jullie of een zorgpad ook gebruikt wordt?",
    "Ons zorgpad staat op papier en iedereen knikt. Maar of iemand het volgt, weet ik niet. Wat tellen jullie, en "
    "wie kijkt ernaar?",
)
ANSWER = (
    "Wij tellen twee dingen: hoe vaak er is verwezen, en hoe vaak er een berichtje terugkwam. Elk kwartaal staat dat "
    "op één A4 op de agenda van de tafel. Het tweede getal zegt het meest: zonder berichtje weet niemand hoe het gaat."
)


def add(now, domain):
    people = {user.email.removesuffix(f"@{domain}"): user for user in User.objects.filter(is_demo=True)}
    if Topic.objects.filter(title=OPEN[0]).exists():
        return
    carry_older(now)
    ask(ANSWERED, by=people["tjitze.eilandema"], now=now - 30 * HOUR, answer=ANSWER)
    passed = ask(PASSED, by=people["eelkje.proefoord"], now=now - 26 * HOUR)
    for mine in passed.invitations.order_by("pk")[:1]:
        passing.pass_on(mine, to=people["minke.proefhuis"], now=now - 22 * HOUR)
    ask(OPEN, by=people["ytsje.demoberg"], now=now - 3 * HOUR)
    mail(people, now)
    # Who leads a circle was here last week, but for one who works on an island and forgets.
    here = User.objects.filter(is_demo=True, last_login=None).exclude(pk=people["tjitze.eilandema"].pk)
    here.update(last_login=now - 6 * 24 * HOUR)


def carry_older(now):
    """What the timetable would have done in the meantime with the questions that are there."""
    for asking in Asking.objects.select_related("topic").order_by("pk"):
        for wait in inviting.AFTER.values():
            if asking.topic.published_at + wait <= now:
                inviting.carry(asking.pk, now=asking.topic.published_at + wait)


def ask(texts, *, by, now, answer=""):
    title, text = texts
    network = Circle.objects.get(kind=Circle.Kind.NETWORK)
    question = {"kind": Topic.Kind.QUESTION, "circle": network, "visibility": Visibility.NETWORK}
    topic = writing.start(**question, title=title, text=text, by=by, now=now)
    inviting.carry(topic.asking.pk, now=now)
    if answer and (asked := topic.invitations.order_by("pk").first()):
        writing.reply(topic, answer, by=asked.person, now=now + 4 * HOUR)
    return topic


def mail(people, now):
    """One digest each for two people; and no mail any more about what was said long ago."""
    for name in ("lid", "coalitieleider"):
        for table in ThemeTable.objects.active().order_by("pk")[:3]:
            following.follow(table, by=people[name], now=now - 30 * 24 * HOUR)
        following.follow(Circle.objects.get(kind=Circle.Kind.NETWORK), by=people[name], now=now - 30 * 24 * HOUR)
        digests.mail(people[name].pk, now=now)
    old = Post.objects.filter(written_at__lt=now - MAILED).values_list("pk", "topic_id")
    posts, topics = {pk for pk, _ in old}, {topic for _, topic in old}
    at_once = [Category.ANSWER, Category.MENTION, Category.ASKED, Category.MODERATION]
    queued = Email.objects.filter(category__in=at_once, sent_at=None)
    gone = [email.pk for email in queued.only("dedupe_key") if is_old(email.dedupe_key, posts, topics)]
    Email.objects.filter(pk__in=gone).delete()


def is_old(key, posts, topics):
    what, number, _ = key.split(":", 2)
    return int(number) in (topics if what == "asked" else posts)
