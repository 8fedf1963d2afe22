"""Editions, the programme, registering, the day and afterwards."""

import datetime

from django.utils import timezone

from symposium.certificates import issuing
from symposium.models import (
    Accreditation,
    Door,
    Edition,
    Intention,
    Material,
    Mode,
    Presence,
    Proposal,
    Seat,
    SeatState,
    Session,
    Speaking,
    TimeSlot,
)
from symposium.programme import links as speaker_links
from symposium.registering import feeds, joining, links
from tests.access.rows import (
    COORDINATOR,
    COORDINATOR_POST,
    ONWARD,
    PUBLIC,
    PUBLIC_COORDINATOR,
    PUBLIC_COORDINATOR_POST,
    PUBLIC_LEADER,
    row,
)
from tests.library.factories import DocumentFactory
from tests.symposium.factories import (
    EditionFactory,
    ProposalFactory,
    RegistrationFactory,
    SeatFactory,
    SessionFactory,
    TimeSlotFactory,
)


def edition(world):
    """The one that everybody may read."""
    return [Edition.objects.exclude(published_at=None).latest("year").year]


def taking(world):
    """The edition that one can register for."""
    now = timezone.now()
    one = Edition.objects.exclude(published_at=None).latest("year")
    if not one.takes_registrations(now):
        one.registration_opens_at, one.registration_closes_at = now - datetime.timedelta(hours=1), None
        one.save()
    return one


def open_edition(world):
    return [taking(world).year]


def group(world):
    return [taking(world).year, world.circle.coalition.slug]


def nobody_of_group(world):
    return [*group(world), 999_999_999]


def registrations_file(world):
    return [taking(world).year, "csv"]


def registration(world, name="Fenna"):
    """Somebody from the field, without an account, who comes to the coming edition."""
    email = f"{name.lower()}@voorbeeld.invalid"
    return joining.join(taking(world), name=f"{name} Uit-het-veld", email=email, now=timezone.now())


def person(world):
    found = registration(world)
    return [found.edition.year, found.pk]


def full_workshop(world):
    """One that holds one person."""
    one = taking(world)
    slot = TimeSlot.objects.filter(edition=one, starts="05:20").first() or TimeSlotFactory(
        edition=one, title="Vol", starts=datetime.time(5, 20), ends=datetime.time(5, 30)
    )
    return Session.objects.filter(slot=slot).first() or SessionFactory(edition=one, slot=slot, capacity=1)


def workshop(world):
    found = full_workshop(world)
    return [found.edition.year, found.pk]


def waiting_seat(world):
    """Somebody who waits for a workshop, whatever the way in which places are given out."""
    session, person = full_workshop(world), registration(world)
    seat = Seat.objects.filter(registration=person, session=session).first() or SeatFactory(
        registration=person, session=session, state=SeatState.WAITING, position=1
    )
    return [session.edition.year, seat.pk]


def my_day(world):
    """Whoever has the link gets the page: it is the key."""
    return [links.token(registration(world))]


def calendar_token(world):
    person = registration(world, name="Agenda")
    if not person.calendar_key:
        feeds.switch_on(person)
    return [feeds.SIGNER.sign(person.calendar_key)]


def fair_edition(world):
    """One that gives out its places by wishes, with a round to choose in."""
    year = edition(world)
    one = Edition.objects.get(year=year[0])
    if not one.is_fair:
        one.mode, one.wishes_until = Mode.FAIR, timezone.now() + datetime.timedelta(days=3)
        one.save()
        # Early, where no other thing of this world has a slot.
        slot = TimeSlotFactory(edition=one, starts=datetime.time(5), ends=datetime.time(5, 10))
        SessionFactory.create_batch(2, edition=one, slot=slot)
    return year


def wishes(world):
    fair_edition(world)
    return my_day(world)


def open_call(world):
    """An edition of the coming days that asks for workshops."""
    today = timezone.localdate()
    (year,) = edition(world)
    Edition.objects.filter(year=year).update(call_opens_on=today, call_closes_on=today)
    return [year]


def proposal(world):
    """What the member proposed; the call is still open."""
    (year,) = open_call(world)
    found = Proposal.objects.filter(proposer=world.users["member"], taken_at=None, declined_at=None).first()
    return [(found or ProposalFactory(edition=Edition.objects.get(year=year), proposer=world.users["member"])).pk]


def _session(world):
    (year,) = edition(world)
    return Session.objects.filter(edition__year=year, kind="workshop", slot__isnull=False).earliest("pk")


def session(world):
    return [_session(world).pk]


def session_of_year(world):
    return [*edition(world), _session(world).pk]


def slot(world):
    return [_session(world).slot_id]


def room(world):
    return [_session(world).room_id]


def speaking(world):
    return [Speaking.objects.filter(session__slot__isnull=False).earliest("pk").pk]


def speaker(world):
    return [Speaking.objects.get(pk=speaking(world)[0]).speaker_id]


def speaker_link(world):
    """Whoever has the link gets the page: it is the key."""
    return [speaker_links.token(Speaking.objects.get(pk=speaking(world)[0]).speaker)]


def material(world):
    """A file that a speaker added to their session."""
    one = Speaking.objects.filter(session__slot__isnull=False).earliest("pk")
    found = Material(session=one.session, speaker=one.speaker, maker="De spreker", licence="share")
    found.document, found.added_at = DocumentFactory(visibility="public"), timezone.now()
    found.save()
    return [found.pk]


def speaker_and_session(world):
    (token,) = speaker_link(world)
    return [token, Speaking.objects.get(pk=speaking(world)[0]).session_id]


def speaker_and_material(world):
    return [*speaker_link(world), *material(world)]


def _was_there(world):
    if not Edition.objects.filter(year=2022).exists():
        EditionFactory(year=2022)
    return RegistrationFactory(edition=Edition.objects.get(year=2022))


def after_the_day(world):
    """Whoever has the link gets the page: it is the key."""
    return [links.token(_was_there(world))]


def intention(world):
    said = Intention.objects.create(registration=_was_there(world), text="Meer praten", said_at=timezone.now())
    return [said.pk]


def coming(world):
    """Somebody who comes to the edition that everybody may read."""
    (year,) = edition(world)
    return RegistrationFactory(edition=Edition.objects.get(year=year))


def own_link(world):
    return [links.token(coming(world))]


def door(world):
    (year,) = edition(world)
    made = Door.objects.create(edition=Edition.objects.get(year=year), label="Hoofdingang", made_at=timezone.now())
    return [made.token]


def door_to_end(world):
    (token,) = door(world)
    return [*edition(world), int(token.partition(":")[0])]


def door_of_session(world):
    (year,) = edition(world)
    return [*door(world), SessionFactory(edition=Edition.objects.get(year=year)).pk]


def certificate(world):
    """The link of somebody who was there, and made a certificate that a register gives points for."""
    registration = coming(world)
    now = timezone.now()
    Presence.objects.create(registration=registration, scanned_at=now, received_at=now)
    Accreditation.objects.get_or_create(edition=registration.edition, body="KNOV", defaults={"points": 2})
    issuing.issue(registration, now=now)
    return [links.token(registration)]


def given_number(world):
    (token,) = certificate(world)
    registration = links.registration_of(token)
    number = registration.register_numbers.create(body="KNOV", number="1234", consented_at=timezone.now())
    return [token, number.pk]


def points(world):
    (year,) = edition(world)
    given = Accreditation.objects.filter(edition__year=year).first()
    given = given or Accreditation.objects.create(edition=Edition.objects.get(year=year), body="SKJ", points=2)
    return [year, given.pk]


ROWS = [
    row("symposium:edition_current", ONWARD),
    row("symposium:edition_create", COORDINATOR),
    row("symposium:edition_detail", PUBLIC, lambda world: [2027]),
    row("symposium:edition_edit", PUBLIC_COORDINATOR, lambda world: [2027]),
    row("symposium:edition_publish", PUBLIC_COORDINATOR, lambda world: [2027]),
    row("symposium:my_day", PUBLIC, my_day),
    row("symposium:wishes", PUBLIC, wishes),
    row("symposium:allocation_detail", PUBLIC_COORDINATOR, fair_edition),
    row("symposium:allocation_try", "302 403 403 403 403 302", fair_edition, method="post"),
    row("symposium:edition_copy", PUBLIC_COORDINATOR, edition),
    row("symposium:allocation_give", PUBLIC_COORDINATOR, fair_edition),
    row("symposium:edition_manage", PUBLIC_COORDINATOR, edition),
    row("symposium:call_detail", PUBLIC, edition),
    row("symposium:call_edit", PUBLIC_COORDINATOR, edition),
    row("symposium:proposal_create", "302 404 200 200 200 200", open_call),
    row("symposium:proposal_list", COORDINATOR, edition),
    row("symposium:proposal_detail", "302 404 200 404 404 200", proposal, reader=404),
    row("symposium:proposal_edit", "302 404 200 404 404 403", proposal, reader=404),
    row("symposium:proposal_withdraw", "302 404 200 404 404 403", proposal, reader=404),
    row("symposium:proposal_take", COORDINATOR, proposal),
    row("symposium:proposal_decline", COORDINATOR, proposal),
    row("symposium:programme", PUBLIC, edition),
    row("symposium:programme_now", PUBLIC, edition),
    row("symposium:programme_embed", PUBLIC, edition),
    row("symposium:session_detail", PUBLIC, session_of_year),
    row("symposium:session_file", PUBLIC, session_of_year),
    row("symposium:edition_file", PUBLIC, edition),
    row("symposium:programme_make", PUBLIC_COORDINATOR, edition),
    row("symposium:programme_publish", PUBLIC_COORDINATOR, edition),
    row("symposium:slot_create", PUBLIC_COORDINATOR, edition),
    row("symposium:slot_edit", PUBLIC_COORDINATOR, slot),
    row("symposium:slot_remove", PUBLIC_COORDINATOR, slot),
    row("symposium:room_create", PUBLIC_COORDINATOR, edition),
    row("symposium:room_edit", PUBLIC_COORDINATOR, room),
    row("symposium:room_remove", PUBLIC_COORDINATOR, room),
    row("symposium:session_create", PUBLIC_COORDINATOR, edition),
    row("symposium:session_edit", PUBLIC_COORDINATOR, session),
    row("symposium:session_speakers", PUBLIC_COORDINATOR, session),
    row("symposium:speaking_drop", PUBLIC_COORDINATOR_POST, speaking, method="post"),
    row("symposium:session_place", PUBLIC_COORDINATOR, session),
    row("symposium:session_drop", "302 403 403 403 403 204", session, method="post"),
    row("symposium:session_take_out", PUBLIC_COORDINATOR_POST, session, method="post"),
    row("symposium:session_call_off", PUBLIC_COORDINATOR, session),
    row("symposium:session_remove", PUBLIC_COORDINATOR, session),
    row("symposium:speaker_list", PUBLIC_COORDINATOR, edition),
    row("symposium:speaker_create", PUBLIC_COORDINATOR, edition),
    row("symposium:speaker_ask", PUBLIC_COORDINATOR_POST, edition, method="post"),
    row("symposium:speaker_edit", PUBLIC_COORDINATOR, speaker),
    row("symposium:speaker_remove", PUBLIC_COORDINATOR, speaker),
    row("symposium:speaker_ask_again", PUBLIC_COORDINATOR_POST, speaker, method="post"),
    row("symposium:speaker_own", PUBLIC, speaker_link),
    row("symposium:entrance", PUBLIC_COORDINATOR, edition),
    row("symposium:door_create", PUBLIC_COORDINATOR, edition),
    row("symposium:door_revoke", PUBLIC_COORDINATOR, door_to_end),
    row("symposium:badge_sheets", PUBLIC_COORDINATOR, edition),
    row("symposium:door", PUBLIC, door),
    row("symposium:door_session", PUBLIC, door_of_session),
    row("symposium:door_scan", ONWARD, door, method="post"),
    row("symposium:door_walk_in", ONWARD, door, method="post"),
    row("symposium:door_worker", PUBLIC),
    row("symposium:ticket", PUBLIC, own_link),
    row("symposium:certificate", PUBLIC, certificate),
    row("symposium:certificate_pdf", PUBLIC, certificate),
    row("symposium:person_name", COORDINATOR, person),
    row("symposium:presence_turn", COORDINATOR, person),
    row("symposium:register_number", PUBLIC, certificate),
    row("symposium:register_number_delete", ONWARD, given_number, method="post"),
    row("symposium:certificate_check", PUBLIC),
    row("symposium:evaluation", PUBLIC_COORDINATOR, edition),
    row("symposium:session_materials", PUBLIC_COORDINATOR, session),
    row("symposium:material_remove", PUBLIC_COORDINATOR_POST, material, method="post"),
    row("symposium:speaker_materials", PUBLIC, speaker_and_session),
    row("symposium:speaker_material_remove", ONWARD, speaker_and_material, method="post"),
    row("symposium:intention_list", PUBLIC_COORDINATOR, edition),
    row("symposium:intention_show", COORDINATOR_POST, intention, method="post"),
    row("symposium:my_intention", PUBLIC, after_the_day),
    row("symposium:my_data", PUBLIC, after_the_day),
    row("symposium:accreditation_list", PUBLIC_COORDINATOR, edition),
    row("symposium:accreditation_create", PUBLIC_COORDINATOR, edition),
    row("symposium:accreditation_delete", PUBLIC_COORDINATOR_POST, points, method="post"),
    row("symposium:accreditation_export", PUBLIC_COORDINATOR, edition),
    row("symposium:calendar_feed", PUBLIC, calendar_token),
    row("symposium:my_calendar", ONWARD, my_day, method="post"),
    row("symposium:my_cancel", PUBLIC, my_day),
    row("symposium:my_details", PUBLIC, my_day),
    row("symposium:my_place", ONWARD, my_day, method="post"),
    row("symposium:my_seat", ONWARD, my_day, method="post"),
    row("symposium:register", PUBLIC, open_edition),
    row("symposium:register_code", PUBLIC, open_edition),
    row("symposium:link_lost", PUBLIC),
    row("symposium:group_detail", PUBLIC_LEADER, group),
    row("symposium:group_add", PUBLIC_LEADER, group),
    row("symposium:group_member", "302 403 403 403 404 404", nobody_of_group, method="post"),
    row("symposium:group_take_off", "302 403 403 403 302 302", nobody_of_group, method="post"),
    row("symposium:my_own_day", ONWARD, open_edition),
    row("symposium:registration_list", COORDINATOR, open_edition),
    row("symposium:registration_export", COORDINATOR, registrations_file),
    row("symposium:registration_news", COORDINATOR, open_edition),
    row("symposium:registration_settings", COORDINATOR, open_edition),
    row("symposium:place_list", COORDINATOR, open_edition),
    row("symposium:session_places", COORDINATOR, workshop),
    row("symposium:seat_give", COORDINATOR, waiting_seat),
    row("symposium:day_give", COORDINATOR, person),
]
