"""Two editions of the symposium: one that was, and one that people can register for. Places come in other files.

Their days follow from the day the demo is made: whenever that is, one was and one is open.
"""

import datetime

from django.utils import timezone
from django.utils.formats import date_format

from community import announcing
from kansrijkestart.demo import symposium_texts as said
from kansrijkestart.demo import texts
from members.models import Circle, User
from symposium.call import proposing, reviewing
from symposium.models import Edition, Mode, Proposal, Room, Session, Speaker, TimeSlot
from symposium.programme import placing
from themetables.models import BuildingBlock, ThemeTable

DAY, WEEK = datetime.timedelta(days=1), datetime.timedelta(weeks=1)
AHEAD = 80 * DAY  # about a quarter
HELD_ON = 3  # a Thursday
# Nobody meets around the turn of the year. It also keeps a day and the one 52 weeks before it in two years.
QUIET_FROM, QUIET_UNTIL = (12, 18), (1, 8)  # month and day
# Before the day of the symposium.
CALL_OPENED, CALL_CLOSED, PROGRAMME, CLOSES = 22 * WEEK, 16 * WEEK, 14 * WEEK, WEEK
OPENED = 5 * DAY  # registration, so long ago
WISHES = 3 * WEEK  # and so long people can give wishes


def days(today):
    """Return the day of the symposium that was and of the one that comes, of a demo made today."""
    coming = today + AHEAD
    coming += (HELD_ON - coming.weekday()) % 7 * DAY
    while not QUIET_UNTIL <= (coming.month, coming.day) < QUIET_FROM:
        coming -= WEEK
    return coming - 52 * WEEK, coming


def add(now, domain, coordinator):
    """Make them with the verbs of the portal; once."""
    if Session.objects.exists():
        return
    was, comes = days(timezone.localdate(now))
    add_edition(said.PAST, said.PAST.edition, was, coordinator, now)
    coming = add_edition(said.COMING, texts.EDITION, comes, coordinator, now)
    add_proposals(coming, domain, coordinator)
    announce(coming, coordinator, now)


def add_edition(planned, fields, held_on, coordinator, now):
    edition, _ = Edition.objects.get_or_create(year=held_on.year, defaults={**fields, "held_on": held_on})
    edition.call_opens_on, edition.call_closes_on = edition.held_on - CALL_OPENED, edition.held_on - CALL_CLOSED
    edition.call_text = texts.CALL
    closes = at_noon(edition.held_on - CLOSES)
    edition.registration_opens_at = min(at_noon(timezone.localdate(now - OPENED)), closes - 4 * WEEK)
    edition.registration_closes_at = closes
    # Places are given out fairly: the pages of the past one show how that went, in the coming one people give wishes.
    edition.mode = Mode.FAIR
    edition.wishes_until = min(at_noon(timezone.localdate(now) + WISHES), closes)
    edition.capacity = planned.rooms[0][1]
    edition.asks_diet = edition.asks_access = True
    edition.save()
    edition.publish(now=at_noon(edition.call_opens_on))
    made_at = at_noon(edition.held_on - PROGRAMME)
    rooms = [
        Room.objects.create(edition=edition, name=name, capacity=capacity, note=note, position=position)
        for position, (name, capacity, note) in enumerate(planned.rooms, start=1)
    ]
    slots = [
        TimeSlot.objects.create(
            edition=edition,
            title=title,
            starts=datetime.time.fromisoformat(starts),
            ends=datetime.time.fromisoformat(ends),
        )
        for title, starts, ends in planned.slots
    ]
    speakers = [add_speaker(edition, number, one, made_at) for number, one in enumerate(planned.speakers)]
    for one in planned.sessions:
        add_session(edition, one, slots, rooms, speakers, coordinator, made_at)
    placing.publish(edition, now=made_at)
    return edition


def add_speaker(edition, number, one, now):
    """All but one of them completed their own page."""
    name, function, organisation = one
    done = None if number == 6 else now
    return Speaker.objects.create(
        edition=edition,
        name=name,
        function=function,
        organisation=organisation,
        email=f"spreker{number}.{edition.year}@spreker.invalid",
        about=f"{name.split()[0]} vertelt graag wat er in de praktijk werkt, en wat niet.",
        asked_at=now,
        completed_at=done,
        consented_at=done,
    )


def add_session(edition, one, slots, rooms, speakers, coordinator, now):
    session = Session(
        edition=edition,
        kind=one.kind,
        title=one.title,
        summary=one.summary,
        meant_for=one.meant_for,
        capacity=one.capacity,
        table=ThemeTable.objects.filter(slug=one.table).first(),
        block=BuildingBlock.objects.published().filter(title=one.block).first(),
    )
    session.save_version(by=coordinator, now=now)
    for number in one.speakers:
        placing.add_speaker(session, speakers[number])
    room = None if one.room is None else rooms[one.room]
    placing.place(session, slots[one.slot], room, by=coordinator, now=now)


def add_proposals(edition, domain, coordinator):
    asked = at_noon(edition.call_opens_on + 9 * DAY)
    decided = at_noon(edition.call_closes_on + 4 * DAY)
    for email, title, summary, for_whom, speakers, what in said.PROPOSALS:
        proposer = User.objects.get(email=f"{email}@{domain}")
        proposal = Proposal(edition=edition, title=title, summary=summary, for_whom=for_whom, speakers=speakers)
        proposal = proposing.propose(proposal, by=proposer, now=asked)
        if what == "taken":
            reviewing.take(proposal, capacity=25, by=coordinator, now=decided)
        elif what == "declined":
            reviewing.decline(proposal, reason=said.DECLINED, now=decided)


def announce(edition, by, now):
    """The members hear of it when registration opens."""
    day, wishes = (date_format(day, "j F Y") for day in (edition.held_on, timezone.localdate(edition.wishes_until)))
    announcing.publish(
        title=texts.SYMPOSIUM.title.format(day=day),
        text=texts.SYMPOSIUM.text.format(day=day, wishes=wishes),
        circle=Circle.objects.get(slug=texts.SYMPOSIUM.circle),
        visibility=texts.SYMPOSIUM.visibility,
        by=by,
        now=now - datetime.timedelta(days=texts.SYMPOSIUM.days_ago),
    )


def at_noon(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
