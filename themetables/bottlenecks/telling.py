"""Who hears what about a bottleneck: through the notices, so in one mail a day at most."""

from django.utils import timezone

from members.notices.telling import leaders_of, notify, take_back
from themetables.models import BottleneckState

SENTENCES = {
    BottleneckState.OPEN: "Het knelpunt “{title}” staat weer open.",
    BottleneckState.AGENDA: "Het knelpunt “{title}” staat op de agenda van het netwerk.",
    BottleneckState.TAKEN_UP: "Thematafel {table} heeft het knelpunt “{title}” opgepakt.",
    BottleneckState.DELIVERED: "Thematafel {table} heeft een bouwsteen geleverd voor het knelpunt “{title}”.",
    BottleneckState.SOLVED: "Het knelpunt “{title}” is opgelost.",
    BottleneckState.TURNED_DOWN: "Het knelpunt “{title}” wordt niet opgepakt.",
}


def named(bottleneck, *, by, now):
    """A partner may name one; then those who lead the coalition see it."""
    if bottleneck.coalition:
        leaders = leaders_of([bottleneck.coalition.circle_id], timezone.localdate(now))
        sentence = f"{by} noemde voor {bottleneck.coalition} een knelpunt: “{bottleneck.title}”."
        notify(
            leaders, sentence, bottleneck.get_absolute_url(), key=f"bottleneck-named:{bottleneck.pk}", by=by, now=now
        )


def recognised(bottleneck, coalition, *, by, now):
    """Whoever named it hears that they are not the only ones."""
    if bottleneck.coalition:
        leaders = leaders_of([bottleneck.coalition.circle_id], timezone.localdate(now))
        sentence = f"{coalition} herkent jullie knelpunt “{bottleneck.title}”."
        notify(leaders, sentence, bottleneck.get_absolute_url(), key=key_of(bottleneck, coalition.pk), by=by, now=now)


def withdrawn(bottleneck, coalition_id):
    take_back(key_of(bottleneck, coalition_id))


def key_of(bottleneck, coalition_id):
    return f"bottleneck-recognised:{bottleneck.pk}:{coalition_id}"


def stepped(bottleneck, change, *, by, now):
    """Every coalition that recognises it hears where it stands now, and why."""
    sentence = SENTENCES[bottleneck.state].format(title=bottleneck.title, table=bottleneck.table)
    if change.reason:
        sentence += f" De reden: {change.reason}"
    circles = bottleneck.recognitions.values("coalition__circle")
    leaders = leaders_of(circles, timezone.localdate(now))
    notify(leaders, sentence, bottleneck.get_absolute_url(), key=f"bottleneck-step:{change.pk}", by=by, now=now)


def merged(duplicate, into, *, by, now):
    """Who recognised the one that went up in the other, so that they know where it goes on."""
    sentence = f"Het knelpunt “{duplicate.title}” is samengevoegd met “{into.title}”. Jullie herkenning telt daar mee."
    leaders = leaders_of(duplicate.recognitions.values("coalition__circle"), timezone.localdate(now))
    notify(leaders, sentence, into.get_absolute_url(), key=f"bottleneck-merged:{duplicate.pk}", by=by, now=now)
