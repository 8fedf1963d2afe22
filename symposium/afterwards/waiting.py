"""What waits after an edition, on the start page. See also: kansrijkestart/waiting.py."""

from django.urls import reverse
from django.utils import timezone

from symposium.afterwards import evaluating, gathered, intending, sharing
from symposium.models import Edition
from symposium.registering import links

ASK_FOR = evaluating.OPEN_FOR


def after_the_day(user, on):
    """For who was there what they are going to do and did; for the coordinator what went wrong."""
    mine = gathered.were_there().filter(
        user=user.pk, edition__held_on__lt=on, edition__held_on__gt=on - intending.LATEST
    )
    for person in mine.select_related("edition", "intention"):
        url = reverse("symposium:my_intention", args=[links.token(person)])
        said = getattr(person, "intention", None)
        if said is None and on <= person.edition.held_on + ASK_FOR:
            yield f"Wat ga je doen na het {person.edition}? Eén zin is genoeg.", url
        elif said and not said.result and on >= person.edition.held_on + intending.HALF_A_YEAR:
            yield f"Wat deed je met het {person.edition}? Je ging dit doen: “{said}”.", url
    if user.is_coordinator:
        yield from of_the_coordinator(on)


def of_the_coordinator(on):
    for version in sharing.held():
        asked = f"Kijk na of “{version.document}” over een ouder of kind gaat. Tot dan leest niemand het."
        yield asked, version.check_url
    for edition in Edition.objects.filter(held_on__lt=on, held_on__gte=on - evaluating.LATEST):
        if evaluating.standing(edition, timezone.now()).problem:
            yield f"De evaluatie van {edition} kan nog niet weg.", reverse("symposium:evaluation", args=[edition.year])
