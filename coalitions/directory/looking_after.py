"""Who looks after an organisation of the directory, and is asked twice a year whether it still holds."""

from dataclasses import dataclass

from django.db.models import Exists, Q
from django.urls import reverse
from django.utils import timezone

from coalitions.models import CoalitionMunicipality, Organisation, OrganisationChange
from members import holdings, reviewing
from members.models import Circle, Membership, User

KEY = "organisatie"


def people_for(organisation, user, on):
    """Return who can be asked to look after an organisation: the people of the coalitions where it works."""
    places = CoalitionMunicipality.objects.current(on).filter(municipality__in=organisation.municipalities.all())
    near = Membership.objects.current(on).filter(circle__coalition__in=places.values("coalition")).values("user")
    coordinators = User.objects.coordinators(on).values("pk")
    wanted = Q(pk__in=near) | Q(pk__in=coordinators) | Q(pk=user.pk) | Q(pk=organisation.owner_id)
    return User.objects.visible_to(user).filter(wanted, is_active=True)


def confirmed(organisation, *, by, on):
    """What "Klopt dit nog?" adds when somebody confirms: a line of history."""
    OrganisationChange.objects.create(
        organisation=organisation, kind=OrganisationChange.Kind.REVIEWED, by=by, at=timezone.now()
    )


def within(organisations, circles, on):
    """Local and regional ones are of the coalitions where they work; the others of who leads the network."""
    places = CoalitionMunicipality.objects.current(on).filter(coalition__circle__in=circles)
    near = Organisation.municipalities.through.objects.filter(municipality__in=places.values("municipality"))
    is_small = Q(level__in=[Organisation.Level.LOCAL, Organisation.Level.REGION])
    leads_network = Exists(Circle.objects.filter(pk__in=circles, kind=Circle.Kind.NETWORK))
    return organisations.filter(Q(is_small, pk__in=near.values("organisation")) | Q(~is_small, leads_network))


@dataclass(frozen=True)
class Kept(holdings.Owned):
    """Organisations in somebody's name; another name is a line of history."""

    def move(self, pks, *, to, by, now):
        found = list(self.things().order_by().filter(pk__in=list(pks)).values_list("pk", flat=True))
        OrganisationChange.objects.bulk_create(
            OrganisationChange(organisation_id=pk, kind=OrganisationChange.Kind.OWNER, by=by, at=now) for pk in found
        )
        return super().move(found, to=to, by=by, now=now)


HOLDINGS = Kept(KEY, "Organisaties op de sociale kaart", Organisation.objects.all)
REVIEWS = reviewing.Source(
    key=KEY,
    title="Organisaties op de sociale kaart",
    things=Organisation.objects.open,
    edit_url=lambda organisation: reverse("coalitions:organisation_edit", args=[organisation.slug]),
    template="coalitions/directory/review_words.html",
    months=6,
    confirmed=confirmed,
    within=within,
)
