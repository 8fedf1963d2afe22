"""Two coalitions become one on a day: one of them goes on, the other ends and stays readable.

`plan` writes down the day; `carry_over` moves what has to move, once the day is there. A merger of today is carried
over at once; one of a later day by the timetable (coalitions/tasks.py), which may come late or twice. Until then
everything can still change, and `call_off` undoes the plan.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from coalitions.declarations import writing
from coalitions.formation import emails
from coalitions.formation.taking_along import take_along
from coalitions.models import Coalition, CoalitionMunicipality, Partner
from members import joining
from members.models import AccessRequest, Circle, Invitation, Membership
from members.refused import Refused


@transaction.atomic
def plan(coalition: Coalition, into: Coalition, *, on, by, now) -> None:
    """On the day `on`, today or later, `coalition` ends and goes on as part of `into`."""
    coalition, into = lock(coalition, into)
    for one in (coalition, into):
        if one.circle.ended_on is not None:
            raise Refused(f"Coalitie {one} houdt op {date_format(one.circle.ended_on, 'j F Y')} al op te bestaan.")
    if coalition.merged_from.filter(carried_over_at=None).exists():
        raise Refused(f"In coalitie {coalition} gaat binnenkort een andere coalitie op. Wacht tot die dag geweest is.")
    Circle.objects.filter(pk=coalition.circle_id).update(ended_on=on)
    Coalition.objects.filter(pk=coalition.pk).update(merged_into=into)
    if on <= timezone.localdate(now):
        carry_over(coalition, by=by, now=now)


@transaction.atomic
def call_off(coalition: Coalition) -> bool:
    """Undo the plan. False when there is none, or it was carried over already."""
    coalition = lock(coalition)[0]
    if coalition.merged_into_id is None or coalition.carried_over_at is not None:
        return False
    Circle.objects.filter(pk=coalition.circle_id).update(ended_on=None)
    Coalition.objects.filter(pk=coalition.pk).update(merged_into=None)
    return True


def moving(coalition: Coalition, into: Coalition, on) -> dict:
    """Return what would go on in the other coalition, for who has to decide."""
    partners = coalition.partners.lasting_after(on)
    people = Membership.objects.filter(circle=coalition.circle_id).lasting_after(on)
    return {
        "municipalities": [
            place.municipality
            for place in coalition.municipality_places.lasting_after(on).select_related("municipality")
        ],
        "declarations": list(coalition.declarations.unfinished()),
        "partners": partners.count(),
        "shared_partners": partners.filter(
            organisation__in=into.partners.lasting_after(on).values("organisation")
        ).count(),
        "people": people.count(),
        "shared_people": people.filter(
            user__in=Membership.objects.filter(circle=into.circle_id).lasting_after(on).values("user")
        ).count(),
    }


def due(on):
    """The mergers whose day is there and that wait to be carried over."""
    return Coalition.objects.filter(merged_into__isnull=False, carried_over_at=None, circle__ended_on__lte=on)


@transaction.atomic
def carry_over(coalition: Coalition, *, by=None, now) -> bool:
    """Move municipalities, partners and people to the coalition that goes on. False when that was done already."""
    target_pk = Coalition.objects.values_list("merged_into", flat=True).get(pk=coalition.pk)
    if target_pk is None:
        return False
    coalition, target = lock(coalition, Coalition(pk=target_pk))
    today = timezone.localdate(now)
    if not due(today).filter(pk=coalition.pk, merged_into=target).exists():
        return False
    on = coalition.circle.ended_on
    move_places(coalition, target, on)
    take_along(coalition, target, on, by=by, now=now)
    withdraw_declarations(coalition, target, by, now)
    move_partners(coalition, target, on, now)
    move_requests(coalition.circle, target.circle, now)
    move_people(coalition.circle, target.circle, today, by)
    # Also what went on in this one before: its people are in the target now.
    left_behind = Circle.objects.left_behind_for([coalition.circle_id])
    left_behind.update(goes_on_in=target.circle_id)
    Coalition.objects.filter(pk=coalition.pk).update(carried_over_at=now)
    return True


def lock(*coalitions):
    """Lock the rows of these coalitions and then their circles, each in the same order whoever asks."""
    pks = [coalition.pk for coalition in coalitions]
    rows = Coalition.objects.order_by("pk").select_for_update(no_key=True).filter(pk__in=pks)
    found = {coalition.pk: coalition for coalition in rows}
    for circle_id in sorted(coalition.circle_id for coalition in found.values()):
        joining.lock_circle(circle_id)
    return [found[pk] for pk in pks]


def move_places(coalition, target, on):
    """What began before the day keeps its past; what would begin later begins in the other coalition."""
    places = CoalitionMunicipality.objects.filter(coalition=coalition)
    split = list(places.filter(Q(until=None) | Q(until__gt=on), since__lt=on))
    places.filter(since__gte=on).update(coalition=target)
    CoalitionMunicipality.objects.filter(pk__in=[place.pk for place in split]).update(until=on)
    CoalitionMunicipality.objects.bulk_create(
        CoalitionMunicipality(coalition=target, municipality_id=place.municipality_id, since=on, until=place.until)
        for place in split
    )


def withdraw_declarations(coalition, target, by, now):
    """Nobody signs for a coalition that is no more, and nobody could end it afterwards. Who was asked is told why."""
    for declaration in coalition.declarations.unfinished():
        reason = f"Coalitie {coalition} is opgegaan in coalitie {target}. Daar komt misschien een nieuwe verklaring."
        writing.withdraw(declaration, reason=reason, by=by, now=now)


def move_partners(coalition, target, on, now):
    """An organisation that takes part in both goes on as one partner; it gets a voice if it had none there."""
    staying = {partner.organisation_id: partner for partner in target.partners.lasting_after(on)}
    moving = list(coalition.partners.lasting_after(on))
    started = [
        Partner(
            coalition=target,
            organisation_id=partner.organisation_id,
            since=max(on, partner.since),
            until=partner.until,
            contact_id=partner.contact_id,
            contact_function=partner.contact_function,
            changed_at=now,
        )
        for partner in moving
        if partner.organisation_id not in staying
    ]
    for partner in moving:
        other = staying.get(partner.organisation_id)
        if other and not (other.contact_id or other.contact_function):
            other.contact_id, other.contact_function = partner.contact_id, partner.contact_function
        partner.until = max(on, partner.since)
    Partner.objects.bulk_update(moving, ["until"])
    Partner.objects.bulk_update(staying.values(), ["contact", "contact_function"])
    Partner.objects.bulk_create(started)


def move_requests(circle, target, now):
    """Who was invited or asked to be let in comes into the circle that goes on; twice is once."""
    invitations = Invitation.objects.unanswered()
    invited = invitations.filter(circle=target).values("email")
    invitations.filter(circle=circle, email__in=invited).update(withdrawn_at=now)
    invitations.filter(circle=circle).update(circle=target)
    requests = AccessRequest.objects.undecided()
    asked = requests.filter(circle=target).values("email")
    requests.filter(circle=circle, email__in=asked).delete()
    requests.filter(circle=circle).update(circle=target)


def move_people(circle, target, today, by):
    """Everybody goes on in the other circle in the role they had; who is in it already stays what they are there."""
    there = set(Membership.objects.filter(circle=target).lasting_after(today).values_list("user_id", flat=True))
    leaving = list(Membership.objects.filter(circle=circle).lasting_after(today).select_related("user"))
    Membership.objects.filter(pk__in=[membership.pk for membership in leaving]).update(until=today, ended_by=by)
    started = Membership.objects.bulk_create(
        Membership(circle=target, user=membership.user, role=membership.role, since=today)
        for membership in leaving
        if membership.user_id not in there
    )
    for membership in started:
        if membership.user.is_active:
            emails.coalition_merged(membership, circle).send()
