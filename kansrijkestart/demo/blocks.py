"""Puts the building blocks of the demo in, through the verbs that tables and coalitions use, in the order of time."""

import datetime

from django.utils import timezone

from coalitions.models import Coalition
from kansrijkestart.demo.block_texts import MADE, REPLACED
from kansrijkestart.demo.bottleneck_texts import TEXTS
from members.models import Membership, User
from themetables.adoption import choosing, experiences
from themetables.blocks import publishing
from themetables.blocks.forms import free_slug
from themetables.models import Bottleneck, BuildingBlock, ThemeTable
from themetables.models.adoption import WORKS_WITH_IT

ANSWER_AFTER = 8  # days that a coalition needs to move along
REVIEW_IN = 300
TITLES = {text.key: text.title for text in TEXTS}


def add_blocks(now):
    if BuildingBlock.objects.exists():
        return
    story = Story(now)
    for made in MADE:
        story.tell(made)
    for title, (days_ago, other) in REPLACED.items():
        publishing.replace(story.blocks[title], story.blocks[other], by=story.coordinator, now=story.moment(days_ago))


class Story:
    """What happened, told in the order of time: the verbs look at what was there."""

    def __init__(self, now):
        self.now = now
        self.people = {user.email.partition("@")[0]: user for user in User.objects.filter(is_demo=True)}
        self.coordinator = self.people["aanjager"]
        self.tables = ThemeTable.objects.in_bulk(field_name="slug")
        self.coalitions = Coalition.objects.select_related("circle").in_bulk(field_name="slug")
        leaders = Membership.objects.filter(role=Membership.Role.LEADER, until=None).select_related("user")
        self.leaders = {one.circle_id: one.user for one in leaders.order_by("-since", "-pk")}
        self.bottlenecks = {one.title: one for one in Bottleneck.objects.current()}
        self.blocks = {}

    def moment(self, days_ago):
        return self.now - datetime.timedelta(days=days_ago)

    def tell(self, made):
        block = self.blocks[made.title] = self.write(made)
        for _, _, happen in sorted(self.events(made, block), key=lambda event: (-event[0], event[1])):
            happen()
        if made.draft:
            self.change(block, made.draft, self.moment(6))

    def events(self, made, block):
        """Yield (days ago, order on that day, what to do)."""
        by = self.people[made.owner]
        for told in made.versions:
            yield told.days_ago, 0, lambda told=told: self.publish(block, told, by)
        if made.tested:
            days_ago, whom = made.tested
            yield days_ago, 1, lambda: publishing.mark_tested(block, whom, by=by, now=self.moment(days_ago))
        if made.adopted:
            yield made.adopted, 2, lambda: self.establish(block, by, made.adopted)
        for answer in made.answers:
            yield answer[2], 3, lambda answer=answer: self.choose(block, *answer)
        for number, told in enumerate(made.versions[1:], start=2):
            yield told.days_ago - ANSWER_AFTER, 4, lambda n=number: self.move_along(made, block, n)
        for one in made.experiences:
            yield one[2], 5, lambda one=one: self.experience(block, *one)

    def write(self, made):
        by, then = self.people[made.owner], self.moment(made.began)
        block = BuildingBlock(
            **{"table": self.tables[made.table], "kind": made.kind, "title": made.title, "summary": made.summary},
            **{"slug": free_slug(made.title), "for_whom": made.for_whom, "common_text": made.text, "owner": by},
            **dict(zip(("first_step", "second_step", "third_step"), made.steps, strict=True)),
            review_on=timezone.localdate(self.moment(made.adopted or 0)) + datetime.timedelta(days=REVIEW_IN),
        )
        block.save_version(by=by, now=then)
        # Where somebody named bottlenecks before the demo came, its own are not there.
        found = (self.bottlenecks.get(TITLES[key]) for key in made.solves)
        block.solves.set(filter(None, found))
        return block

    def change(self, block, parts, then):
        block.refresh_from_db()
        for name, text in parts.items():
            setattr(block, name, text)
        block.save_version(by=block.owner, now=then)

    def publish(self, block, told, by):
        self.change(block, told.parts, self.moment(told.days_ago))
        publishing.publish(block, told.what_changed, by=by, now=self.moment(told.days_ago))

    def establish(self, block, by, days_ago):
        block.refresh_from_db()
        publishing.establish(block, by=by, now=self.moment(days_ago))

    def choose(self, block, slug, state, days_ago, reason, local_text):
        coalition, then = self.coalitions[slug], self.moment(days_ago)
        by = self.leaders[coalition.circle_id]
        choosing.choose(
            **{"block": block, "coalition": coalition, "state": state, "reason": reason, "local_text": local_text},
            **{"contact": by, "since": timezone.localdate(then), "by": by, "now": then},
        )

    def move_along(self, made, block, number):
        """Who works with it says yes, no, or nothing yet; before the newest version everybody said yes."""
        is_newest = number == len(made.versions)
        adoptions = block.adoptions.filter(state__in=WORKS_WITH_IT, block_version__number__lt=number)
        for adoption in adoptions.select_related("coalition"):
            slug, by = adoption.coalition.slug, self.leaders[adoption.coalition.circle_id]
            if is_newest and slug in made.stays:
                days_ago, reason = made.stays[slug]
                choosing.stay(adoption, number, reason, by=by, now=self.moment(days_ago))
            elif not is_newest or slug not in made.pending:
                then = self.moment(made.versions[number - 1].days_ago - ANSWER_AFTER)
                choosing.move_along(adoption, number, by=by, now=then)

    def experience(self, block, slug, moment, days_ago, is_read, text):
        coalition, then = self.coalitions[slug], self.moment(days_ago)
        by = self.leaders[coalition.circle_id]
        experiences.write(block, coalition, moment, text, by=by, now=then)
        if is_read:
            experiences.mark_read(block, before=then, now=then + datetime.timedelta(days=3))
