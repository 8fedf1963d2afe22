"""Who comes to the symposia of the demo, what they wish and where they have a place; with the verbs of the portal."""

import datetime
from random import Random

from django.db.models import Count
from django.utils import timezone

from members.models import User
from symposium.allocating import running, wishing
from symposium.models import Edition, Registration, Seat, SeatState, Session
from symposium.registering import joining
from symposium.seats import choosing, coordinating, lapsing

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
MEMBERS = 14
SMALL = 15  # places in the workshop that most want
POPULAR = 0.4
NAMES = (
    *("Anke Proefland", "Bouke Testma", "Corrie Voorbeeld", "Douwe Demostra", "Eelkje Proefsma", "Folkert Testinga"),
    *(
        "Geeske Voorbeeldsma",
        "Hylke Demo",
        "Ineke Proefstra",
        "Jorrit Testland",
        "Klaske Demoma",
        "Lolke Voorbeeld",
    ),
    *("Minke Proefinga", "Nynke Testsma", "Oebele Demoland", "Popke Proefma", "Renske Testra", "Sietske Demosma"),
)
WORK = (
    ("kraamverzorgende", "Kraamzorg De Proef", "medical"),
    ("jeugdverpleegkundige", "JGZ Voorbeeld", "medical"),
    ("beleidsadviseur", "Gemeente Voorbeeld", "municipality"),
    ("sociaal werker", "Welzijn De Proef", "social"),
    ("vrijwilliger", "Buurtmoeders Voorbeeld", "informal"),
)
DIETS = ("", "", "vegetarisch", "", "geen noten", "", "vegetarisch")


def add(now, coordinator):
    """Fill the edition that was and the one that is open; once."""
    if Registration.objects.exists():
        return
    chance = Random("het symposium van de demo")
    for edition in Edition.objects.exclude(registration_opens_at=None).order_by("year"):
        then = min(edition.registration_opens_at + 2 * DAY, now)
        people = register(edition, then)
        give_wishes(edition, people, chance, then)
        if edition.held_on < timezone.localdate(now):
            give_places(edition)
            wait(edition)
        else:
            count_on_it(edition, coordinator, now)


def register(edition, now):
    # Not the personas, who were made first: whoever tries the demo can register as one of them.
    members = User.objects.filter(is_demo=True, is_active=True).order_by("-pk")[:MEMBERS]
    known = [
        joining.join(
            edition,
            name=user.name,
            email=user.email,
            user=user,
            organisation=user.organisation,
            function=user.function,
            municipality=user.municipalities.order_by("name").first(),
            now=now,
        )
        for user in members
    ]
    return known + [visitor(edition, number, name, now) for number, name in enumerate(NAMES)]


def visitor(edition, number, name, now):
    function, organisation, domain = WORK[number % len(WORK)]
    return joining.join(
        edition,
        name=name,
        email=f"{name.split()[0].lower()}@veld.invalid",
        organisation=organisation,
        function=function,
        domain=domain,
        diet=DIETS[number % len(DIETS)],
        access_needs="een plek dicht bij de deur" if number == 3 else "",
        wants_next_year=number % 2 == 0,
        now=now,
    )


def give_wishes(edition, people, chance, now):
    """Nearly everybody did, most for the first workshop of a round."""
    rounds = {slot: sessions for slot, sessions in rounds_of(edition).items() if slot}
    for sessions in rounds.values():
        coordinating.resize_session(sessions[0], SMALL, now=now)
    for person in people[3:]:
        wishes = {
            slot: sorted(
                (one.pk for one in sessions), key=lambda pk, best=sessions[0].pk: (pk != best) * chance.random()
            )
            if chance.random() < POPULAR
            else chance.sample([one.pk for one in sessions], len(sessions))
            for slot, sessions in rounds.items()
        }
        wishing.keep(person, wishes, now=now)


def give_places(edition):
    """On one day all got their places."""
    allocation = running.ask(edition, by=None, is_trial=False, now=edition.wishes_until)
    running.run(allocation.pk, now=edition.wishes_until)


def wait(edition):
    """Who missed a first wish waits for it. Of the longest row one says yes to a place that comes back, one lets it
    pass, the next says yes; the others never hear of one.
    """
    seats = Seat.objects.filter(registration__edition=edition)
    rows = seats.filter(state=SeatState.WAITING).values_list("session").annotate(length=Count("pk"))
    full = Session.objects.get(pk=rows.order_by("-length", "session")[0][0])
    waiting = seats.filter(session=full, state=SeatState.WAITING).select_related("registration")
    first, late, second = (seat.registration for seat in waiting.order_by("position")[:3])
    has = seats.filter(session=full, state=SeatState.CONFIRMED).select_related("registration")
    one, other = (seat.registration for seat in has.order_by("pk")[:2])
    now = edition.wishes_until
    choosing.leave(one, full, now=now + HOUR)
    choosing.confirm(first, full, now=now + 2 * HOUR)
    choosing.leave(other, full, now=now + 3 * HOUR)
    offered = Seat.objects.get(registration=late, session=full)
    lapsing.lapse(edition.pk, now=offered.offered_until)
    choosing.confirm(second, full, now=offered.offered_until + HOUR)


def count_on_it(edition, by, now):
    """The coordinator tried what would come of the wishes until now."""
    allocation = running.ask(edition, by=by, is_trial=True, now=now)
    running.run(allocation.pk, now=now)


def rounds_of(edition):
    """{slot: its workshops}."""
    rounds = {}
    for session in Session.objects.workshops().filter(edition=edition, cancelled_at=None).order_by("pk"):
        rounds.setdefault(session.slot_id, []).append(session)
    return rounds
