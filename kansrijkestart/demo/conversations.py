"""Two years of conversation, through the same verbs as the pages. The texts stand in conversations.txt:

## kind | days ago | who | tables | municipalities | circle (empty: the network) | title
-- hours later | who | antwoord dank=who,who verberg=reason
"""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from community.models import Topic
from community.topics import answering, moderating, reading, writing
from members.models import Circle, User
from province.models import Municipality
from themetables.models import ThemeTable

TEXTS = Path(__file__).with_name("conversations.txt")
KINDS = {"vraag": Topic.Kind.QUESTION, "gesprek": Topic.Kind.DISCUSSION}
# People who write under the name everybody calls them by.
CALLED = {"femke": "aanjager", "douwe": "epidemioloog"}


@dataclass
class Said:
    who: str
    hours: int
    marks: str
    text: str


@dataclass
class Conversation:
    kind: str
    days: int
    who: str
    tables: list[str]
    municipalities: list[str]
    circle: str
    title: str
    text: str = ""
    replies: list[Said] = field(default_factory=list)


def conversations() -> list[Conversation]:
    found = []
    for block in TEXTS.read_text(encoding="utf-8").split("\n## "):
        opening, *replies = block.removeprefix("## ").strip().split("\n-- ")
        head, text = opening.split("\n", 1)
        kind, days, who, tables, places, circle, title = (part.strip() for part in head.split("|"))
        one = Conversation(kind, int(days), who, split(tables), split(places), circle, title, text.strip())
        for reply in replies:
            head, text = reply.split("\n", 1)
            hours, who, marks = (part.strip() for part in head.split("|"))
            one.replies.append(Said(who, int(hours), marks, text.strip()))
        found.append(one)
    return found


def split(text):
    return [part for part in text.split(",") if part]


def add(now, domain):
    adding = Adding(now, domain)
    known = set(Topic.objects.values_list("title", flat=True))
    for one in conversations():
        if one.title not in known:
            adding.add(one)
    adding.read_some()


class Adding:
    def __init__(self, now, domain):
        self.now = now
        self.people = {user.email.removesuffix(f"@{domain}"): user for user in User.objects.filter(is_demo=True)}
        self.people |= {name: self.people[email] for name, email in CALLED.items()}
        self.circles = {circle.slug: circle for circle in Circle.objects.all()}
        self.tables = {table.slug: table for table in ThemeTable.objects.all()}
        self.places = {place.slug: place for place in Municipality.objects.all()}
        self.network = Circle.objects.get(kind=Circle.Kind.NETWORK)

    def add(self, one: Conversation):
        began = self.now - timedelta(days=one.days)
        topic = writing.start(
            kind=KINDS[one.kind],
            circle=self.circles[one.circle] if one.circle else self.network,
            visibility="circle" if one.circle else "network",
            title=one.title,
            text=one.text,
            tables=[self.tables[slug] for slug in one.tables],
            municipalities=[self.places[slug] for slug in one.municipalities],
            by=self.people[one.who],
            now=began,
        )
        for said in one.replies:
            self.say(topic, said, min(began + timedelta(hours=said.hours), self.now - timedelta(hours=1)))

    def say(self, topic, said, at):
        post = writing.reply(topic, said.text, by=self.people[said.who], now=at)
        marks, _, reason = said.marks.partition("verberg=")
        later = at + timedelta(minutes=30)
        for mark in marks.split():
            if mark == "antwoord":
                answering.accept(post, by=topic.author, now=later)
            else:
                for who in mark.removeprefix("dank=").split(","):
                    answering.thank(post, by=self.people[who], now=later)
        if reason:
            moderating.report(post, "Dit is reclame.", by=self.people["lid"], now=at + timedelta(minutes=5))
            moderating.hide(post, reason, by=self.people["aanjager"], now=later)

    def read_some(self):
        """The personas were here last week: what came since is new to them."""
        read = Topic.objects.filter(last_post_at__lt=self.now - timedelta(days=7))
        for name in ("coalitieleider", "lid"):
            for topic in read.visible_to(self.people[name]):
                reading.mark(topic, topic.last_number, by=self.people[name], now=self.now - timedelta(days=7))
