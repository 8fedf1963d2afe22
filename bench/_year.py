"""A year of people who ask, answer, read, join and leave, and an oracle that reads the mail they get.

The oracle keeps its own book of who wrote, read and may see what. It shares no code with what makes the mail: it knows
the bytes of a mail, and that a link to a post ends in /gesprekken/<topic>/...#bijdrage-<number>.
"""

import datetime
import email
import email.policy
import random
import re
from collections import Counter, defaultdict

LINK = re.compile(r"/gesprekken/(\d+)/(?:\?pagina=\d+)?#bijdrage-(\d+)")
FAULTS = ("empty", "duplicate", "own_post", "already_read", "no_access", "second_digest_of_the_day")
WORDS = (
    *("kraamzorg", "tolken", "armoede", "borstvoeding", "vaders"),
    *("huisbezoek", "consultatiebureau", "zorgpad", "scholing", "zwangerschap"),
)
SMALL = ("wij", "hebben", "goed", "met", "ouders", "en", "het", "loopt")
TABLES = 6
CLOSED = 5
HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR


class Oracle:
    def __init__(self):
        self.posts = {}  # (topic, number): (who wrote it, the closed circle or None)
        self.read = defaultdict(int)  # (person, topic): up to which number
        self.inside = set()  # (person, circle), and (person, None) for the network
        self.told = set()  # (person, topic, number)
        self.digests = set()  # (person, day)
        self.faults = Counter()
        self.mails = defaultdict(Counter)  # person: week: how many

    def judge(self, person, category, mime, at):
        text = email.message_from_bytes(mime, policy=email.policy.default).get_body(("plain",)).get_content()
        links = {(int(topic), int(number)) for topic, number in LINK.findall(text)}
        if not links:
            self.faults["empty"] += 1
        if category == "community":
            if (person, at.date()) in self.digests:
                self.faults["second_digest_of_the_day"] += 1
            self.digests.add((person, at.date()))
        for topic, number in links:
            self.judge_post(person, topic, number, category)
        self.mails[person][at.isocalendar()[:2]] += 1

    def judge_post(self, person, topic, number, category):
        author, circle = self.posts[topic, number]
        self.faults["duplicate"] += (person, topic, number) in self.told
        self.faults["own_post"] += author == person
        # Who is asked for an answer may have read the question: a request is no news. It is counted apart.
        is_request = category == "asked"
        self.faults["asked_after_reading" if is_request else "already_read"] += self.read[person, topic] >= number
        may_see = (person, None) in self.inside and (circle is None or (person, circle) in self.inside)
        self.faults["no_access"] += not may_see
        self.told.add((person, topic, number))

    def per_week(self, people, weeks):
        """Mails per person per week, also the weeks without."""
        return sorted(self.mails[person][week] for person in people for week in weeks)


class Year:
    """Lives day by day; `clock` moves the time of the portal."""

    def __init__(self, members, *, seed, clock, start, pace=1.2, restless=0.02):
        self.rng = random.Random(seed)
        self.clock = clock
        self.now = start
        self.pace = pace  # new topics on a working day
        self.restless = restless  # how often somebody joins or leaves, per hour
        self.oracle = Oracle()
        self.last_mail = 0
        self.weeks = {}
        self.build(members)

    def build(self, members):
        from members.models import Circle, Membership, User
        from province.models import Municipality
        from themetables.models import ThemeTable

        on = (self.now - 30 * DAY).date()
        self.network = Circle.objects.filter(kind="network").first() or Circle.objects.create(
            kind="network", name="Netwerk", slug="netwerk"
        )
        self.closed = [Circle.objects.create(kind="table", name=f"Tafel {n}", slug=f"jaar-{n}") for n in range(CLOSED)]
        self.tables = [
            ThemeTable.objects.create(
                name=f"Thema {n}", short_name=f"Thema {n}", slug=f"thema-{n}", circle=self.circle_of_table(n)
            )
            for n in range(TABLES)
        ]
        places = list(Municipality.objects.all())
        self.people = [
            User.objects.create(
                email=f"jaar{n}@bench.invalid", name=f"Persoon Jaar{n}", expertise=", ".join(self.rng.sample(WORDS, 2))
            )
            for n in range(members)
        ]
        for person in self.people:
            Membership.objects.create(circle=self.network, user=person, since=on)
            self.oracle.inside.add((person.pk, None))
            if places:
                person.municipalities.add(self.rng.choice(places))
            for circle in self.rng.sample(self.closed, self.rng.choice([0, 1, 1])):
                self.join(person, circle, on)
            self.settle(person)

    def circle_of_table(self, number):
        from members.models import Circle

        return Circle.objects.create(kind="table", name=f"Thema {number}", slug=f"thema-kring-{number}")

    def settle(self, person):
        """What somebody follows, and how often they want mail."""
        from community.topics import following
        from outbox.models import Preference

        for thing in self.rng.sample(self.tables, self.rng.choice([0, 1, 1, 2])):
            following.follow(thing, by=person, now=self.now)
        if self.rng.random() < 0.15:
            following.follow(self.network, by=person, now=self.now)
        often = self.rng.choices(["daily", "weekly", "never"], [50, 40, 10])[0]
        if often != "daily":
            Preference.objects.create(user=person, category="community", frequency=often)

    def join(self, person, circle, on):
        from community.topics import following
        from members.models import Membership

        Membership.objects.create(circle=circle, user=person, since=on)
        self.oracle.inside.add((person.pk, circle.pk))
        following.follow(circle, by=person, now=self.now)

    def leave(self, person, circle):
        """Out of one circle, or (without) out of the network and all others."""
        on = self.now.date()
        mine = person.memberships.filter(until=None)
        gone = mine.filter(circle=circle) if circle else mine
        gone.filter(since__lt=on).update(until=on)
        gone.filter(since__gte=on).delete()
        for whose, where in list(self.oracle.inside):
            if whose == person.pk and (circle is None or where == circle.pk):
                self.oracle.inside.discard((whose, where))
        if circle is None:
            self.people.remove(person)

    def live(self, days):
        for _ in range(days):
            self.day()

    def day(self):
        morning = self.now.replace(hour=8)
        self.at(morning)
        self.mail()
        self.weeks[morning.isocalendar()[:2]] = True
        busy = self.pace if morning.weekday() < 5 else self.pace / 8
        for hour in range(9, 18):
            self.at(morning.replace(hour=hour))
            self.hour(busy / 9)
            self.carry()
        self.now = morning + DAY

    def at(self, moment):
        self.now = moment
        self.clock(moment)

    def hour(self, chance):
        while self.rng.random() < chance:
            self.ask()
            chance -= 1
        if self.rng.random() < chance * 5:
            self.answer()
        for _ in range(self.rng.choice([0, 0, 1, len(self.people) // 40])):
            self.read_something()
        if self.rng.random() < self.restless:
            self.move()
        self.look_at_mail()

    def ask(self):
        from community.topics import writing

        author = self.rng.choice(self.people)
        mine = [circle for circle in self.closed if (author.pk, circle.pk) in self.oracle.inside]
        circle = self.rng.choice(mine) if mine and self.rng.random() < 0.25 else None
        tables = [self.rng.choice(self.tables)] if circle is None and self.rng.random() < 0.6 else []
        topic = writing.start(
            kind=self.rng.choice(["question", "discussion"]),
            circle=circle or self.network,
            visibility="circle" if circle else "network",
            title=f"Hoe regelen jullie {self.rng.choice(WORDS)} en {self.rng.choice(WORDS)}?",
            text=self.sentence(),
            tables=tables,
            by=author,
            now=self.now,
        )
        self.oracle.posts[topic.pk, 1] = (author.pk, circle and circle.pk)
        self.oracle.read[author.pk, topic.pk] = 1
        self.look_at_mail()

    def answer(self):
        from community.models import Topic
        from community.topics import writing

        recent = Topic.objects.filter(published_at__gt=self.now - 10 * DAY).order_by("pk").select_related("circle")
        if not (topics := list(recent)):
            return
        topic = self.rng.choice(topics)
        circle = self.oracle.posts[topic.pk, 1][1]
        able = [one for one in self.people if circle is None or (one.pk, circle) in self.oracle.inside]
        if not able:
            return
        author, named = self.rng.choice(able), self.rng.choice(able)
        text = f"@{named.name}, {self.sentence()}" if self.rng.random() < 0.1 else self.sentence()
        # Judged against what was read before this; mail of the verb itself is about others.
        number = topic.last_number + 1
        self.oracle.posts[topic.pk, number] = (author.pk, circle)
        self.oracle.read[author.pk, topic.pk] = number
        post = writing.reply(topic, text, by=author, now=self.now)
        assert post.number == number
        self.look_at_mail()

    def read_something(self):
        from community.models import Topic
        from community.topics import reading

        person = self.rng.choice(self.people)
        recent = Topic.objects.visible_to(person).filter(last_post_at__gt=self.now - 7 * DAY).order_by("pk")
        for topic in self.rng.sample(list(recent), min(3, len(recent))):
            reading.mark(topic, topic.last_number, by=person, now=self.now)
            known = self.oracle.read[person.pk, topic.pk]
            self.oracle.read[person.pk, topic.pk] = max(known, topic.last_number)

    def move(self):
        """Somebody changes jobs: out of a circle, into one, or away."""
        person, circle = self.rng.choice(self.people), self.rng.choice(self.closed)
        if self.rng.random() < 0.1 and len(self.people) > 5:
            self.leave(person, None)
        elif (person.pk, circle.pk) in self.oracle.inside:
            self.leave(person, circle)
        elif not person.memberships.filter(circle=circle, until=self.now.date()).exists():
            self.join(person, circle, self.now.date())
        person.__dict__.pop("current_memberships", None)

    def carry(self):
        from community.asking import inviting

        for pk in list(inviting.due(self.now).order_by("pk").values_list("pk", flat=True)):
            inviting.carry(pk, now=self.now)
        self.look_at_mail()

    def mail(self):
        from members.notices import digests

        for pk in digests.digests_due(self.now):
            digests.mail(pk, now=self.now)
        self.look_at_mail()  # once: nobody reads or leaves between two mails of one morning

    def look_at_mail(self):
        from outbox.models import Email

        new = Email.objects.filter(pk__gt=self.last_mail, user__isnull=False).order_by("pk")
        for mail in new:
            self.oracle.judge(mail.user_id, mail.category, bytes(mail.mime), self.now)
            self.last_mail = mail.pk

    def sentence(self):
        said = " ".join(
            self.rng.choices([*WORDS, "wij", "hebben", "goed", "met", "ouders", "en", "het", "loopt"], k=60)
        )
        return f"{said.capitalize()}, nummer {self.rng.randrange(10**9)}."
