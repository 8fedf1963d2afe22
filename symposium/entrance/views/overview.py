"""The day as the coordinator sees it: how many are in, who has a link for the door, the badges."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from language.sheets import as_file
from language.sorting import sort_key
from members.access import coordinators_only, get_editable
from members.refused import Refused
from outbox.links import absolute
from symposium.entrance import badges, correcting, listing
from symposium.entrance.forms import DoorForm
from symposium.models import Door, Edition, Registration


@require_safe
def entrance(request, year):
    edition = _edition(request, year)
    numbers = listing.numbers(edition)
    doors = [(door, absolute(door.get_absolute_url())) for door in Door.objects.filter(edition=edition)]
    context = {
        "edition": edition,
        "numbers": numbers,
        "sessions": listing.sessions(edition),
        "doors": doors,
        "is_today": edition.held_on == timezone.localdate(),
        "is_before": edition.held_on > timezone.localdate(),
    }
    return render(request, "symposium/entrance/entrance.html", context)


@coordinators_only
@require_http_methods(["GET", "POST"])
def presence_turn(request, year, pk):
    """Whoever the door missed, or took for another."""
    person = get_editable(
        request.user, Registration.objects.filter(edition__year=year).select_related("edition"), pk=pk
    )
    if request.method == "POST":
        try:
            is_there = correcting.turn(person, now=timezone.now())
            messages.success(request, f"Genoteerd: {person.name} was er{'' if is_there else ' niet'}.")
        except Refused as no:
            messages.error(request, str(no))
        return redirect("symposium:registration_list", year)
    context = {"edition": person.edition, "person": person, "was_there": correcting.was_there(person)}
    return render(request, "symposium/entrance/presence_turn.html", context)


@require_http_methods(["GET", "POST"])
def door_create(request, year):
    edition = _edition(request, year)
    form = DoorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        door = form.save(commit=False)
        door.edition, door.made_by, door.made_at = edition, request.user, timezone.now()
        door.save()
        messages.success(request, f"De link voor {door.label} staat klaar. Stuur hem naar wie er aan de deur staat.")
        return redirect("symposium:entrance", year)
    return render(request, "symposium/entrance/door_create.html", {"form": form, "edition": edition})


@require_http_methods(["GET", "POST"])
def door_revoke(request, year, pk):
    edition = _edition(request, year)
    door = get_editable(request.user, Door.objects.filter(edition=edition), pk=pk)
    if request.method == "POST":
        door.revoke(now=timezone.now())
        messages.success(request, f"De link voor {door.label} werkt niet meer.")
        return redirect("symposium:entrance", year)
    return render(request, "symposium/entrance/door_revoke.html", {"door": door, "edition": edition})


@require_safe
def badge_sheets(request, year):
    """For the printer: everybody who comes, by name as it is in a list of names."""
    edition = _edition(request, year)
    coming = sorted(Registration.objects.coming().filter(edition=edition), key=lambda one: sort_key(one.name))
    content = badges.as_pdf(edition, coming, now=timezone.now())
    return HttpResponse(content, content_type="application/pdf", headers=as_file(f"badges-{year}.pdf"))


def _edition(request, year):
    return get_editable(request.user, Edition.objects.all(), year=year)
