"""Places given out by an allocation, all at once: what stays the same is not touched."""

from symposium.models import Edition, Seat, SeatState
from symposium.seats.changing import changing


def allot(edition: Edition, plan: dict[int, dict[int, int]], *, now, reasons=None, queues=None) -> set[int]:
    """Give each registration (pk) in each slot (pk) the session (pk) of the plan, or nothing for None. Then put who is
    in `queues` ({session: {registration: why}}, who is first first) behind whoever waits there already.

    Slots that the plan does not name stay as they are. What changes is first taken away and then given, so that two
    people can have each other's places; a session gets no more people than it has places, or nothing happens at all.
    Returns whose places changed, and mails nobody: who calls this tells each person why.
    """
    reasons = reasons or {}
    with changing(edition.pk, now=now) as board:
        seats = Seat.objects.filter(registration__in=plan, registration__edition=edition)
        have = {(seat.registration_id, seat.slot_id, seat.session_id): seat for seat in seats}
        want = {(who, slot, session) for who, slots in plan.items() for slot, session in slots.items() if session}
        changed = set()
        for place, seat in have.items():
            who, slot, _ = place
            if seat.state == SeatState.CONFIRMED and slot in plan[who] and place not in want:
                board.remove(seat)
                changed.add(who)
        for place in sorted(want):
            who, slot, session = place
            seat = have.get(place) or Seat(registration_id=who, slot_id=slot, since=now)
            if seat.state == SeatState.CONFIRMED:
                continue
            seat.session, seat.reason = board.of(session).owner, reasons.get((who, slot), "")
            board.put(board.of(session), seat, SeatState.CONFIRMED)
            changed.add(who)
        for session, people in (queues or {}).items():
            queue = board.of(session)
            for who, why in people.items():
                seat = Seat(registration_id=who, session=queue.owner, slot=queue.owner.slot, since=now, reason=why)
                board.put(queue, seat, SeatState.WAITING)
                changed.add(who)
        return changed
