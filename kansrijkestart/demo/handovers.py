"""Somebody who left a coalition and handed over what they looked after, with a note."""

import datetime

from django.utils import timezone

from actions import planning
from actions.models import ActionPoint
from members import joining
from members.handover import completing, dividing
from members.models import Circle, Handover, Membership, User

CIRCLE = "coalitie-sudwest-fryslan"
LEAVES = "durk.bedenksma"
PLANS = (
    (
        "Vraag de huisartsen in Bolsward wat zij nodig hebben",
        "In het overleg van de maand, een kwartiertje.",
        20,
    ),
    ("Maak een lijst van wie in Sneek een prenataal huisbezoek doet", "Bellen met de verloskundigen en de GGD.", 35),
)
NOTE = """Drie dingen lopen nu, in deze volgorde:

- De huisartsen in Bolsward wachten op antwoord. Bel eerst, dan mailen.
- De lijst van prenatale huisbezoeken is half af. De verloskundigen weten ervan.
- De wethouder wil in maart horen hoe het gaat. Reken op een kwartier.

Kom je er niet uit, vraag het dan aan de aanjager. Zij was er vanaf het begin bij."""


def add_handover(now, domain):
    """Once: a second leader goes, the first one keeps everything."""
    circle = Circle.objects.get(slug=CIRCLE)
    person = User.objects.get(email=f"{LEAVES}@{domain}")
    on = timezone.localdate(now)
    if Handover.objects.filter(person=person).exists():
        return
    joining.join(person, circle, Membership.Role.LEADER, by=None, on=on - datetime.timedelta(days=400))
    for what, how, days in PLANS:
        point = ActionPoint(circle=circle, what=what, how=how, owner=person, due_on=on + datetime.timedelta(days=days))
        planning.add(point, by=person, now=now - datetime.timedelta(days=30))
    draft = dividing.start(person, [circle], leaves_on=on, by=person, now=now)
    draft.note = NOTE
    draft.save(update_fields=["note"])
    completing.complete(draft, by=person, now=now)
