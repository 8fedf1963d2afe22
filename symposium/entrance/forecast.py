"""What the coordinator reads before anybody hears that something moves: how many mails, and when."""

from django.utils import timezone
from django.utils.formats import date_format

from symposium.allocating import news
from symposium.entrance import audience, room_changes
from symposium.entrance.room_changes import SETTLES, is_over
from symposium.models import Edition, RoomChange, SeatState, Session

AT_ONCE = "Het symposium is vandaag, dus dat gaat meteen weg."
PUT_BACK = "Zet je het voor die tijd terug, dan hoort niemand iets."
LATER = f"Dat gaat tien minuten later weg. {PUT_BACK}"


def waiting(edition: Edition, now) -> list[tuple[str, str]]:
    """What changed and who hears of it when, of each session that nobody heard of yet."""
    steps = RoomChange.objects.filter(session__edition=edition, told_at=None).order_by("changed_at", "pk")
    found = {}
    for step in steps.select_related("session__slot", "session__room"):
        found.setdefault(step.session, []).append(step)
    told = []
    for session, steps in found.items():
        session.edition = edition
        if not session.is_cancelled and (count := len(audience.letters(session, steps, now))):
            at = date_format(timezone.localtime(steps[-1].changed_at + SETTLES), "G.i")
            told.append((_said(session, steps), f"Om {at} uur gaat er een mail naar {_people(count)}. {PUT_BACK}"))
    return told


def _said(session, steps):
    if session.slot is None:
        return f"“{session}” staat niet meer in het programma."
    change = audience.net(session, steps)
    return change.sentence if change else f"“{session}” staat in het programma."


def before_moving(session: Session, now) -> str:
    """For who is about to move it; empty when nobody will hear."""
    room, time = _count(session), _count(session, is_later=True)
    if not time or not session.edition.has_programme or is_over(session, now):
        return ""
    if room == time:
        who = f"Verplaats je dit, dan krijg{_get(time)} {_people(time)} een mail."
    else:
        who = f"Bij een andere zaal krijg{_get(room)} {_people(room)} een mail, bij een andere tijd {_people(time)}."
    return f"{who} {when(session.edition, now)}"


def before_other_hours(slot, now) -> str:
    """The same for all that is in a part of the day."""
    sessions = list(slot.sessions.filter(cancelled_at=None))
    for session in sessions:
        session.edition = slot.edition
    count = sum(_count(session, is_later=True) for session in sessions)
    if not count or not slot.edition.has_programme or is_over(sessions[0], now):
        return ""
    gone = "gaat er 1 mail weg" if count == 1 else f"gaan er {count} mails weg"
    return f"Bij een andere tijd {gone}. {when(slot.edition, now)}"


def before_calling_off(session: Session, now) -> str:
    """For who is about to call it off."""
    if is_over(session, now):
        return ""
    speakers = audience.speakers_of(session)
    count = len(speakers) + audience.seats_of(session).count() + len(news.who_wished(session))
    if session.slot and session.edition.has_programme:
        count += audience.everybody(session, speakers).count()
    return _off(session, count)


def before_throwing_away(session: Session, now) -> str:
    """For who is about to throw it away; then nobody chose it."""
    is_silent = session.is_cancelled or is_over(session, now)
    return "" if is_silent else _off(session, len(room_changes.who_know(session)))


def _off(session, count):
    count += audience.proposal_of(session) is not None
    gone = {0: "gaat er geen mail weg", 1: "gaat er 1 mail weg"}.get(count, f"gaan er {count} mails weg")
    return f"Dan {gone}. {nobody_mails(session)}".strip()


def nobody_mails(session: Session) -> str:
    """Which speakers have no address, and so have to be called; empty when all have one."""
    names = audience.without_address(session)
    if not names:
        return ""
    who = " en ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    have, them = ("spreekt daar en heeft", "die persoon") if len(names) == 1 else ("spreken daar en hebben", "hen")
    return f"{who} {have} geen mailadres. Vertel het {them} zelf."


def when(edition: Edition, now) -> str:
    return AT_ONCE if timezone.localdate(now) == edition.held_on else LATER


def _count(session, *, is_later=False):
    speakers, seats = audience.speakers_of(session), audience.seats_of(session)
    if not is_later:
        seats = seats.exclude(state=SeatState.WAITING)
    wished = news.who_wished(session) if is_later else []
    return len(speakers) + seats.count() + audience.everybody(session, speakers).count() + len(wished)


def _people(count):
    return "niemand" if not count else "1 persoon" if count == 1 else f"{count} mensen"


def _get(count):
    return "t" if count < 2 else "en"
