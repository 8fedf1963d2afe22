""" "Klopt dit nog?": asking the owner of a thing, on its review date, whether it still holds.

Apps register one `Source` per kind of thing (a model that is `Reviewable`) in `kansrijkestart/wiring.py`. The page,
the mail, the daily question and the list on the start page are the same for all of them.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from members import emails, holdings
from members.models import Membership, User
from outbox.models import Email

# Nobody gets two of these mails in a month, however much is due: what comes in between waits for the next one.
MAIL_EVERY = timedelta(days=31)


@dataclass(frozen=True)
class Source:
    """One kind of thing that is reviewed.

    `things` returns a queryset with ReviewableQuerySet, `visible_to` and `editable_by`, without what needs no review
    (an agreement that has lapsed), and with select_related for `str()`. The key stands in the URL and is the
    same as the `kind` of the source in members/holdings.py: that one hands a thing over.
    """

    key: str  # "afspraak"
    title: str  # "Afspraken"
    things: Callable[[], QuerySet]
    edit_url: Callable[[object], str]
    circle: str = ""  # the path to the circle, as in a filter: "circle", "coalition__circle"; "" is the network
    # (things, circles, on): what lies within these circles, for things that are of no single circle.
    within: Callable | None = None
    template: str = "members/review_words.html"  # the thing's own words; gets `thing`
    months: int = 12  # how long it holds, as a rule
    confirmed: Callable | None = None  # (thing, by=, on=): what the app does besides, in the same transaction

    def circle_of(self, thing):
        for name in filter(None, self.circle.split("__")):
            thing = getattr(thing, name)
        return thing if self.circle else None

    def in_circles(self, circles, on):
        """What who leads these circles has an eye on."""
        if self.within and circles:
            return self.within(self.all(), circles, on)
        return self.all().filter(**{f"{self.circle}__in": circles}) if self.circle else self.all().none()

    def all(self):
        things = self.things().select_related("owner")
        return things.select_related(self.circle) if self.circle else things


@dataclass(frozen=True)
class Due:
    """A thing whose date has come, with the source that knows about it."""

    source: Source
    thing: object

    @property
    def circle(self):
        return self.source.circle_of(self.thing)

    @property
    def url(self):
        return reverse("members:review_detail", args=[self.source.key, self.thing.pk])


_sources: dict[str, Source] = {}


def register(*sources: Source) -> None:
    for source in sources:
        _sources[source.key] = source


def sources() -> list[Source]:
    return list(_sources.values())


def find_source(key: str) -> Source | None:
    return _sources.get(key)


def due_for(user, on) -> list[Due]:
    """What waits for the answer of this person, the longest first."""
    return _collect(lambda source: source.all().to_review(on).filter(owner=user))


def overdue_in(circles, on) -> list[Due]:
    """What nobody answered in time in these circles, for who leads them."""
    return _collect(lambda source: source.in_circles(circles, on).overdue(on))


def _collect(query):
    found = [Due(source, thing) for source in sources() for thing in query(source)]
    return sorted(found, key=lambda due: (due.thing.review_on, due.source.title, due.thing.pk))


def confirm(source: Source, thing, *, by: User, on, next_on) -> bool:
    """Write down that it still holds, and when to ask again. False when somebody else did so a moment ago."""
    with transaction.atomic():
        current = source.things().order_by().select_for_update(of=("self",), no_key=True).get(pk=thing.pk)
        if current.reviewed_on == on and current.review_on and current.review_on > on:
            return False
        current.reviewed_on, current.review_on = on, next_on
        # What nobody looked after, is looked after from now on by who looked at it.
        current.owner = current.owner or by
        current.save(update_fields=["reviewed_on", "review_on", "owner"])
        if source.confirmed:
            source.confirmed(current, by=by, on=on)
    return True


def hand_over(source: Source, thing, *, to: User, by: User, now) -> None:
    """Give one thing to somebody else to look after, and tell them."""
    with transaction.atomic():
        holdings.source(source.key).move([thing.pk], to=to, by=by, now=now)
        if to != by:
            emails.review_handed_over(Due(source, thing), to=to, by=by).send()


def people_to_ask(on) -> list[int]:
    """The numbers of the people who have to be asked or reminded about something on the day `on`."""
    owners = set()
    for source in sources():
        for wanted in (source.things().to_ask(on), source.things().to_remind(on)):
            owners.update(wanted.order_by().filter(owner__isnull=False).values_list("owner_id", flat=True))
    return sorted(_who_take_part(on).filter(pk__in=owners).values_list("pk", flat=True))


def _who_take_part(on):
    """Whoever left is not asked; what they still hold goes to somebody else first."""
    return User.objects.filter(is_active=True, pk__in=Membership.objects.current(on).values("user"))


def ask(user_id: int, *, on) -> bool:
    """Send one person one mail about everything that is due. Safe to call twice, late, or beside itself."""
    with transaction.atomic():
        person = _claim(user_id, on)
        if person is None or _was_mailed(user_id, since=on - MAIL_EVERY):
            return False
        asked, reminded = _stamp(person, on)
        if not asked and not reminded:
            return False
        emails.review_asked(person, asked=asked, reminded=reminded, dedupe_key=_key(user_id, on)).send()
    return True


def _key(user_id, on):
    return f"review:{user_id}:{on:%Y-%m-%d}"


def _was_mailed(user_id, *, since):
    """The mail itself knows its day, so that what was handed over or answered since changes nothing."""
    mails = Email.objects.filter(dedupe_key__startswith=f"review:{user_id}:")
    return mails.filter(dedupe_key__gt=_key(user_id, since)).exists()


def _claim(user_id, on):
    """Lock the person's row: who comes second finds it taken, or finds everything stamped."""
    people = _who_take_part(on).select_for_update(of=("self",), skip_locked=True, no_key=True)
    return people.filter(pk=user_id).first()


def _stamp(person, on):
    """Mark what this mail is about, and return it: what is asked for the first time, and what is a reminder."""
    asked, reminded = [], []
    for source in sources():
        mine = source.all().filter(owner=person)
        for things, stamp, found in (
            (mine.to_ask(on), "review_asked_on", asked),
            (mine.to_remind(on), "review_reminded_on", reminded),
        ):
            new = [Due(source, thing) for thing in things]
            source.things().order_by().filter(pk__in=[due.thing.pk for due in new]).update(**{stamp: on})
            found.extend(new)
    return asked, reminded


def later(on, months):
    """Return the same day so many months on; the last of the month where that day is not there."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return on.replace(year=year, month=month + 1, day=min(on.day, monthrange(year, month + 1)[1]))
