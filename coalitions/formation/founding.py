"""How a coalition begins: its circle, its page and its first municipalities in one go."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import resolve, reverse
from django.utils.text import slugify

from coalitions.formation.municipalities import join, lock
from coalitions.models import Coalition
from language.slugs import first_free
from members.models import Circle
from province.models import Municipality


@transaction.atomic
def found(name: str, municipalities: Iterable[Municipality], *, on) -> Coalition:
    """Make a coalition of these municipalities from the day `on`; Refused when one of them has one already."""
    municipalities = list(municipalities)
    lock(*municipalities)  # before a name is chosen: of two who make the same coalition at once, one is refused
    slug = free_slug(name)
    circle = Circle.objects.create(slug=f"coalitie-{slug}", kind=Circle.Kind.COALITION, name=f"Coalitie {name}")
    coalition = Coalition.objects.create(circle=circle, slug=slug, name=name, started_on=on)
    for municipality in municipalities:
        join(coalition, municipality, on=on)
    return coalition


def free_slug(name):
    """Return a name for the path that no other coalition has or had, and no other page."""
    wanted = slugify(name)[:60] or "coalitie"
    taken = set(Coalition.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    taken |= {
        slug.removeprefix("coalitie-")
        for slug in Circle.objects.filter(slug__startswith=f"coalitie-{wanted}").values_list("slug", flat=True)
    }
    return first_free(wanted, lambda slug: slug in taken or not _leads_to_a_coalition(slug))


def _leads_to_a_coalition(slug):
    return resolve(reverse("coalitions:coalition_detail", args=[slug])).view_name == "coalitions:coalition_detail"
