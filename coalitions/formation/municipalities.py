"""How municipalities come into a coalition and leave it, on a day.

Whoever changes where a municipality belongs locks the municipality's row first and then looks again. The database
itself refuses one municipality in two coalitions on one day.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import slugify

from coalitions.models import Agreement, Coalition, CoalitionMunicipality, InterventionUse, Organisation
from members.models import User
from members.refused import Refused
from province.models import Municipality


@transaction.atomic
def join(coalition: Coalition, municipality: Municipality, *, on) -> CoalitionMunicipality:
    """From the day `on` the municipality belongs to the coalition."""
    lock(municipality)
    _check_open(coalition)
    if place := _place_after(municipality, on):
        first = "" if place.until else " Leg eerst bij die coalitie vast dat de gemeente eruit gaat."
        raise Refused(f"{municipality} hoort al bij coalitie {place.coalition}{_when(place, on)}.{first}")
    return CoalitionMunicipality.objects.create(coalition=coalition, municipality=municipality, since=on)


@transaction.atomic
def leave(place: CoalitionMunicipality, *, on) -> bool:
    """Until the day `on` the municipality belongs to the coalition. False when it had left already."""
    lock(place.municipality)
    found = CoalitionMunicipality.objects.filter(pk=place.pk, until=None).first()
    if found is None:
        return False
    if on < found.since:
        raise Refused(f"{place.municipality} kwam pas op {_day(found.since)} bij deze coalitie.")
    if on == found.since:
        found.delete()  # it never was there for a day
        return True
    found.until = on
    found.save(update_fields=["until"])
    return True


@transaction.atomic
def follow_merger(
    former: Iterable[Municipality], municipality: Municipality, coalition: Coalition, *, on
) -> CoalitionMunicipality:
    """From the day `on` the `former` municipalities are one: `municipality`, which belongs to `coalition`.

    It may be new and not saved yet, or one of the former that goes on. The others keep their past. Who works in
    one of them (organisations, people) works in the new one too.
    """
    stopping = [one for one in former if one != municipality]
    for one in lock(*former):
        if one.until is not None:
            raise Refused(f"{one} gaat op {_day(one.until)} al op in een andere gemeente.")
    _check_open(coalition)
    municipality.save()
    Municipality.objects.filter(pk__in=[one.pk for one in stopping]).update(until=on)
    places = CoalitionMunicipality.objects.filter(municipality__in=[*former, municipality])
    places.filter(since__gte=on).delete()
    places.lasting_after(on).update(until=on)
    _also_works_in(Organisation.municipalities.through, "organisation", stopping, municipality)
    Organisation.objects.filter(municipalities=municipality).reindex()
    _also_works_in(User.municipalities.through, "user", stopping, municipality)
    _also_works_in(Agreement.municipalities.through, "agreement", stopping, municipality)
    _also_works_in(InterventionUse.municipalities.through, "interventionuse", stopping, municipality)
    return CoalitionMunicipality.objects.create(coalition=coalition, municipality=municipality, since=on)


def moving(former: list[Municipality], municipality: Municipality, coalition: Coalition, on) -> dict:
    """Return what a merger would bring about, for who has to decide. The new municipality may not be saved yet."""
    stopping = [one for one in former if one != municipality]
    places = CoalitionMunicipality.objects.lasting_after(on)
    staying = places.exclude(municipality__in=former).values("coalition")
    emptied = Coalition.objects.filter(pk__in=places.filter(municipality__in=former).values("coalition"))
    return {
        "stopping": stopping,
        "organisations": Organisation.objects.filter(municipalities__in=stopping).distinct().count(),
        "people": User.objects.filter(municipalities__in=stopping).distinct().count(),
        "emptied": emptied.exclude(pk__in=staying).exclude(pk=coalition.pk).order_by("sort_name"),
    }


def grown_from(former: list[Municipality], *, name: str, name_frisian: str, cbs_code: str, on) -> Municipality:
    """Return the new municipality, unsaved: all inhabitants and the ground of the `former` ones together."""
    first = former[0]
    slug = slugify(name)
    return Municipality(
        cbs_code=cbs_code,
        name=name,
        name_dutch=name,
        name_frisian=name_frisian or name,
        slug=f"{slug}-{cbs_code.lower()}" if Municipality.objects.filter(slug=slug).exists() else slug,
        inhabitants=sum(one.inhabitants for one in former),
        inhabitants_on=first.inhabitants_on,
        is_island=all(one.is_island for one in former),
        shape="".join(one.shape for one in former),
        label_x=first.label_x,
        label_y=first.label_y,
        since=on,
    )


def lock(*municipalities):
    """Wait until nobody else is changing where these belong; until the end of the transaction. In one order."""
    pks = sorted(municipality.pk for municipality in municipalities)
    return list(Municipality.objects.order_by("pk").select_for_update(no_key=True).filter(pk__in=pks))


def _check_open(coalition):
    ended_on = Coalition.objects.values_list("circle__ended_on", flat=True).get(pk=coalition.pk)
    if ended_on is not None:
        raise Refused(f"Coalitie {coalition} houdt op {_day(ended_on)} op te bestaan.")


def _place_after(municipality, on):
    places = CoalitionMunicipality.objects.filter(municipality=municipality).lasting_after(on)
    return places.select_related("coalition").order_by("since").first()


def _when(place, on):
    if place.since > on:
        return f" vanaf {_day(place.since)}"
    return f" tot {_day(place.until)}" if place.until else ""


def _also_works_in(through, who, former, municipality):
    whose = through.objects.filter(municipality__in=former).values_list(f"{who}_id", flat=True).distinct()
    through.objects.bulk_create(
        [through(**{f"{who}_id": pk, "municipality": municipality}) for pk in whose], ignore_conflicts=True
    )


def _day(day):
    return date_format(day, "j F Y")
