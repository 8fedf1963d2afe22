"""Two editions of the symposium: one that was, and one that people can register for. Places come in other files."""

import datetime

from django.utils import timezone

from kansrijkestart.demo import symposium_texts as said
from kansrijkestart.demo import texts
from members.models import User
from symposium.call import proposing, reviewing
from symposium.models import Edition, Mode, Proposal, Room, Session, Speaker, TimeSlot
from symposium.programme import placing
from themetables.models import BuildingBlock, ThemeTable

OPENED = datetime.timedelta(days=5)  # registration, so long ago
CLOSES = datetime.timedelta(days=7)  # so long before the day


def add(now, domain, coordinator):
    """Make them with the verbs of the portal; once."""
    if Session.objects.exists():
        return
    add_edition(said.PAST, said.PAST.edition, coordinator, now)
    coming = add_edition(said.COMING, texts.EDITION, coordinator, now)
    add_proposals(coming, domain, coordinator)


def add_edition(planned, fields, coordinator, now):
    edition, _ = Edition.objects.get_or_create(year=fields["held_on"].year, defaults=fields)
    edition.call_opens_on, edition.call_closes_on = planned.call
    edition.call_text = texts.CALL
    closes = at_noon(edition.held_on) - CLOSES
    edition.registration_opens_at = min(at_noon(timezone.localdate(now - OPENED)), closes - 4 * CLOSES)
    edition.registration_closes_at = closes
    if planned is said.PAST:  # that year places were given out fairly: its pages show how
        edition.mode, edition.wishes_until = Mode.FAIR, closes
    edition.capacity = planned.rooms[0][1]
    edition.asks_diet = edition.asks_access = True
    edition.save()
    edition.publish(now=min(now, at_noon(planned.call[0])))
    made_at = at_noon(planned.published_on)
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
    asked = at_noon(edition.call_opens_on + datetime.timedelta(days=9))
    decided = at_noon(edition.call_closes_on + datetime.timedelta(days=4))
    for email, title, summary, for_whom, speakers, what in said.PROPOSALS:
        proposer = User.objects.get(email=f"{email}@{domain}")
        proposal = Proposal(edition=edition, title=title, summary=summary, for_whom=for_whom, speakers=speakers)
        proposal = proposing.propose(proposal, by=proposer, now=asked)
        if what == "taken":
            reviewing.take(proposal, capacity=25, by=coordinator, now=decided)
        elif what == "declined":
            reviewing.decline(proposal, reason=said.DECLINED, now=decided)


def at_noon(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
