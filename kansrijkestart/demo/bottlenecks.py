"""Two years of bottlenecks. See also: demo/bottleneck_texts.py.

Written in bulk, as the verbs of themetables/bottlenecks would have left them: one by one they would take longer than
the rest of the demo.
"""

from datetime import timedelta
from itertools import chain

from django.utils import timezone

from coalitions.models import Coalition
from kansrijkestart.demo.bottleneck_texts import TEXTS
from members.models import Membership, User
from province.models import Pillar
from themetables.bottlenecks import duplicates, merging, words
from themetables.models import Bottleneck, BottleneckChange, BottleneckState, Recognition, ThemeTable


def add(now, domain):
    if Bottleneck.objects.exists():
        return
    made = Maker(now, User.objects.get(email=f"aanjager@{domain}"))
    named = {text.key: made.bottleneck(text) for text in TEXTS}
    Bottleneck.objects.bulk_create(named.values())
    through = Bottleneck.pillars.through
    pillars = Pillar.objects.in_bulk(field_name="slug")
    through.objects.bulk_create(
        through(bottleneck=named[text.key], pillar=pillars[slug]) for text in TEXTS for slug in text.pillars.split()
    )
    BottleneckChange.objects.bulk_create(chain(*(made.history(text, named[text.key]) for text in TEXTS)))
    Recognition.objects.bulk_create(chain(*(made.recognitions(text, named[text.key]) for text in TEXTS)))
    Bottleneck.objects.recount(timezone.localdate(now))
    for text in TEXTS:
        if text.merged_into:
            moment = made.moment(text.days_ago - 20)
            merging.merge(named[text.key], named[text.merged_into], by=made.coordinator, now=moment)
    # The only one that somebody named while a better one was there.
    duplicates.look_for(named["brieven-instanties"], now=now)


class Maker:
    """Turns a text into rows."""

    def __init__(self, now, coordinator):
        self.now, self.coordinator = now, coordinator
        self.coalitions = {coalition.slug: coalition for coalition in Coalition.objects.all()}
        self.tables = {table.slug: table for table in ThemeTable.objects.all()}
        leaders = Membership.objects.current(timezone.localdate(now)).filter(role=Membership.Role.LEADER)
        self.leaders = {one.circle_id: one.user for one in leaders.select_related("user")}

    def moment(self, days_ago):
        return self.now - timedelta(days=days_ago)

    def speaker(self, coalition):
        return self.leaders.get(coalition.circle_id, self.coordinator) if coalition else self.coordinator

    def bottleneck(self, text):
        coalition, named_at = self.coalitions.get(text.coalition), self.moment(text.days_ago)
        state, reason, since, table = BottleneckState.OPEN, "", named_at, None
        for days_ago, next_state, why in text.steps:
            state, reason, since = next_state, why, self.moment(days_ago)
            table = self.table_in(text, state)
        made = Bottleneck(
            title=text.title,
            what_happens=text.what_happens,
            for_whom=text.for_whom,
            would_help=text.would_help,
            coalition=coalition,
            named_by=self.speaker(coalition),
            named_at=named_at,
            changed_at=named_at,
            changed_by=self.speaker(coalition),
            state=state,
            state_reason=reason,
            state_since=since,
            table=table,
        )
        made.words = words.of(made)
        return made

    def table_in(self, text, state):
        """Works on it from when it takes it up."""
        works = state in (BottleneckState.TAKEN_UP, BottleneckState.DELIVERED, BottleneckState.SOLVED)
        return self.tables[text.table] if works else None

    def history(self, text, bottleneck):
        yield BottleneckChange(
            bottleneck=bottleneck,
            kind=BottleneckChange.Kind.NAMED,
            state=BottleneckState.OPEN,
            by=bottleneck.named_by,
            at=bottleneck.named_at,
        )
        for days_ago, state, reason in text.steps:
            yield BottleneckChange(
                bottleneck=bottleneck,
                state=state,
                table=self.table_in(text, state),
                reason=reason,
                by=self.coordinator,
                at=self.moment(days_ago),
            )

    def recognitions(self, text, bottleneck):
        """Spread over the time that it was there to be read."""
        how = dict(text.how)
        slugs = list(dict.fromkeys(f"{text.coalition} {text.recognised}".split()))
        for number, slug in enumerate(slugs):
            coalition = self.coalitions[slug]
            yield Recognition(
                bottleneck=bottleneck,
                coalition=coalition,
                how_here=how.get(slug, ""),
                recognised_by=self.speaker(coalition),
                recognised_at=self.moment(text.days_ago * (len(slugs) + 1 - number) // (len(slugs) + 1)),
            )
