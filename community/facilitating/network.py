"""Concerns about the network: municipalities that say nothing, circles that nobody leads in earnest."""

from datetime import timedelta

from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from coalitions.activity import SILENT_AFTER
from coalitions.models import Coalition, CoalitionMunicipality
from community.facilitating.concerns import Concern, Row
from community.models import Post, Topic
from members.models import Circle, Membership
from province.models import Municipality

AWAY = timedelta(days=60)


def quiet_municipalities(now):
    """Where nobody who works there wrote anything, and nobody wrote about it; the longest quiet first.

    As long as makes a coalition silent: one word, one meaning.
    """
    on = timezone.localdate(now)
    said = (
        Post.objects.shown().filter(author__municipalities=OuterRef("pk")).order_by().values("author__municipalities")
    )
    about = Topic.objects.current().filter(municipalities=OuterRef("pk"), last_post_at__gt=now - SILENT_AFTER)
    place = CoalitionMunicipality.objects.current(on).filter(municipality=OuterRef("pk"))
    return (
        Municipality.objects.existing(on)
        .annotate(last_at=Subquery(said.annotate(last=Max("written_at")).values("last")))
        .filter(Q(last_at=None) | Q(last_at__lte=now - SILENT_AFTER), ~Exists(about))
        .annotate(coalition_id=Subquery(place.values("coalition")[:1]))
        .annotate(coalition_slug=Subquery(Coalition.objects.filter(pk=OuterRef("coalition_id")).values("slug")[:1]))
        .order_by(F("last_at").asc(nulls_first=True), "sort_name")
    )


def municipality_row(municipality, now):
    last = municipality.last_at
    line = f"Het laatst op {date_format(timezone.localtime(last), 'j F Y')}." if last else "Nog nooit iets geschreven."
    slug = municipality.coalition_slug
    url = reverse("coalitions:coalition_detail", args=[slug]) if slug else reverse("coalitions:coalition_list")
    return Row(
        title=municipality.name,
        url=url,
        line=line,
        action="Naar de coalitie" if slug else "Naar de coalities",
        action_url=url,
    )


def circles_without_active_lead(now):
    """Nobody leads it, or who does was not here for two months."""
    on = timezone.localdate(now)
    leads = Membership.objects.leading(on).filter(circle=OuterRef("pk"))
    wrote = Post.objects.filter(author=OuterRef("user"), written_at__gt=now - AWAY)
    active = leads.filter(Q(user__last_login__gt=now - AWAY) | Q(since__gt=on - AWAY) | Exists(wrote))
    return (
        Circle.objects.existing(on)
        .exclude(kind=Circle.Kind.NETWORK)
        .filter(~Exists(active))
        .annotate(has_lead=Exists(leads))
        .order_by("kind", "sort_name")
    )


def circle_row(circle, now):
    away = f"Wie deze kring leidt, was hier {AWAY.days} dagen niet."
    return Row(
        title=str(circle),
        url=circle.get_absolute_url(),
        line=away if circle.has_lead else f"Deze kring heeft geen {circle.leader_label}.",
        action="Bekijk wie er is" if circle.has_lead else f"Zoek een {circle.leader_label}",
        action_url=circle.get_absolute_url(),
    )


QUIET_MUNICIPALITIES = Concern(
    "gemeenten",
    "Stille gemeenten",
    "Wie hier werkt, schreef twee maanden niets, en niemand schreef erover. Bel eens, of vraag iets wat daar speelt.",
    "Van elke gemeente hoorden we de laatste twee maanden iets.",
    quiet_municipalities,
    municipality_row,
)
LEADERLESS = Concern(
    "kringen",
    "Kringen zonder actieve leider",
    "Een coalitie of tafel die niemand leidt, valt stil.",
    "Elke kring heeft iemand die haar leidt en hier de laatste twee maanden was.",
    circles_without_active_lead,
    circle_row,
)
