"""Who comes to the symposia of the demo, where they have a place and where they wait; with the verbs of the portal."""

import datetime
from random import Random

from django.utils import timezone

from members.models import User
from symposium.allocating import running, wishing
from symposium.models import Edition, Registration, RegistrationState, Session
from symposium.registering import joining
from symposium.seats import choosing, coordinating

DAY = datetime.timedelta(days=1)
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


def add(now):
    """Fill the edition that was and the one that is open; once."""
    if Registration.objects.exists():
        return
    chance = Random("het symposium van de demo")
    for edition in Edition.objects.exclude(registration_opens_at=None).order_by("year"):
        then = min(edition.registration_opens_at + 2 * DAY, now)
        people = register(edition, then)
        if edition.is_fair:
            give_fairly(edition, people, chance, then)
        else:
            let_choose(people, chance, then)
        if timezone.localdate(now) < edition.held_on:
            crowd(edition, now)


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


def let_choose(people, chance, now):
    """Most chose something in every round; in a fixed order, so that every demo is the same."""
    rounds = rounds_of(people[0].edition)
    for person in people[1:]:
        for slot, sessions in rounds.items():
            if slot and chance.random() < 0.85:
                choosing.choose(person, chance.choice(sessions), now=now)


def give_fairly(edition, people, chance, now):
    """Nearly everybody gave wishes, most for the first workshop of a round, and on one day all got their places."""
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
    allocation = running.ask(edition, by=None, is_trial=False, now=edition.wishes_until)
    running.run(allocation.pk, now=edition.wishes_until)


def rounds_of(edition):
    """{slot: its workshops}."""
    rounds = {}
    for session in Session.objects.workshops().filter(edition=edition, cancelled_at=None).order_by("pk"):
        rounds.setdefault(session.slot_id, []).append(session)
    return rounds


def crowd(edition, now):
    """One workshop is full: two people wait, and the first member of the list was offered a place just now."""
    coming = Registration.objects.filter(edition=edition, state=RegistrationState.COMING).order_by("pk")
    session = Session.objects.workshops().filter(edition=edition, taken__gt=0).order_by("pk").first()
    coordinating.resize_session(session, session.taken, now=now)
    for person in [coming[0], *coming.exclude(seats__slot=session.slot_id).order_by("-pk")[:2]]:
        choosing.choose(person, session, now=now)
    choosing.leave(coming.filter(seats__session=session, seats__state="confirmed").last(), session, now=now)
