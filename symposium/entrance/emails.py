"""Every mail of the day itself."""

from django.urls import reverse

from outbox.messages import Category, absolute, message
from symposium.models import RegistrationState, SeatState, SessionKind
from symposium.programme import calendar
from symposium.programme import links as speaker_links
from symposium.registering import feeds, links


def moved(registration, session, change, seat):
    """To another room, another time, or both; `seat` is None of what is for everybody. It moves in their calendar as
    well, for who is sure to be there.
    """
    is_sure = seat is None or seat.state == SeatState.CONFIRMED
    # At another time somebody may want another workshop; who is offered a place says yes there.
    to_day = bool(change.became_at) or not is_sure
    mail = message(
        "symposium/entrance/emails/moved",
        to=registration.email,
        user=registration.user,
        context={
            "registration": registration,
            "session": session,
            "change": change,
            "seat": seat,
            "is_sure": is_sure,
            "to_day": to_day,
            "url": links.url_of(registration) if to_day else links.ticket_url_of(registration),
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"symposium:moved:{session.pk}:{session.sequence}:{registration.pk}",
    )
    return calendar.attach(mail, session.edition, [session] if is_sure else [])


def off(registration, session):
    """What is for everybody does not go on."""
    mail = message(
        "symposium/entrance/emails/off",
        to=registration.email,
        user=registration.user,
        context={"registration": registration, "session": session, "url": links.url_of(registration)},
        category=Category.SYMPOSIUM,
        dedupe_key=f"symposium:off:{session.pk}:{session.sequence}:{registration.pk}",
    )
    return calendar.attach_end(mail, session)


def speaker_moved(speaker, session, change):
    mail = _to_speaker("symposium/entrance/emails/speaker_moved", speaker, session, change=change)
    return calendar.attach(mail, session.edition, [session])


def speaker_off(speaker, session):
    mail = _to_speaker("symposium/entrance/emails/speaker_off", speaker, session)
    return calendar.attach_end(mail, session) if session.slot else mail


def speaker_placed(speaker, session):
    mail = _to_speaker("symposium/entrance/emails/speaker_placed", speaker, session)
    return calendar.attach(mail, session.edition, [session])


def speaker_waits(speaker, session, hours):
    """It left the programme, where it was at these hours, and gets another moment."""
    return _to_speaker("symposium/entrance/emails/speaker_waits", speaker, session, hours=hours)


def speaker_dropped(speaker, session, *, now):
    """Of what is for everybody together nothing goes from their calendar: who comes needs it there."""
    has_file = session.slot is not None and session.kind != SessionKind.PLENARY
    mail = _to_speaker(
        "symposium/entrance/emails/speaker_dropped", speaker, session, key=now.isoformat(), has_file=has_file
    )
    return calendar.attach_end(mail, session) if has_file else mail


def _to_speaker(template, speaker, session, *, key="", **context):
    """To the address that the coordinator has; the link is that of their own page."""
    return message(
        template,
        to=speaker.email,
        context={
            "speaker": speaker,
            "session": session,
            "edition": session.edition,
            "url": absolute(reverse("symposium:speaker_own", args=[speaker_links.token(speaker)])),
            **context,
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"{template}:{session.pk}:{key or session.sequence}:{speaker.pk}",
    )


def day_moved(person, change, *, is_at_other_hours, is_elsewhere):
    """The whole edition is on another day, at other hours or elsewhere, in their calendar too."""
    edition, sessions = person.edition, list(feeds.sessions(person))
    comes = person.state == RegistrationState.COMING
    mail = message(
        "symposium/entrance/emails/day_moved",
        to=person.email,
        user=person.user,
        context={
            "person": person,
            "edition": edition,
            "change": change,
            "is_other_day": change.held_on != edition.held_on,
            "is_at_other_hours": is_at_other_hours,
            "is_elsewhere": is_elsewhere,
            "comes": comes,
            "has_sessions": bool(sessions),
            "url": links.url_of(person),
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"symposium:day-moved:{change.pk}:{person.pk}",
    )
    return calendar.attach(mail, edition, sessions, has_day=comes)


def speaker_day_moved(speaker, edition, change, *, is_elsewhere):
    """The same for who speaks: every part of theirs, in their calendar too."""
    sessions = list(speaker.sessions.filter(slot__isnull=False, cancelled_at=None).select_related("slot", "room"))
    for session in sessions:
        session.edition = edition
    mail = message(
        "symposium/entrance/emails/speaker_day_moved",
        to=speaker.email,
        context={
            "speaker": speaker,
            "edition": edition,
            "sessions": sessions,
            "change": change,
            "is_other_day": change.held_on != edition.held_on,
            "is_elsewhere": is_elsewhere,
            "url": absolute(reverse("symposium:speaker_own", args=[speaker_links.token(speaker)])),
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"symposium:speaker-day-moved:{change.pk}:{speaker.pk}",
    )
    return calendar.attach(mail, edition, sessions)
