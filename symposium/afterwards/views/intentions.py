"""What people do with the symposium: said by themselves with their own link, read by the coordinator."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import get_editable
from symposium.afterwards import intending
from symposium.afterwards.forms import IntentionForm
from symposium.models import Edition, Intention
from symposium.registering.views.mine import of_person


@require_http_methods(["GET", "POST"])
@of_person
def my_intention(request, person):
    """Say it, say it otherwise, and half a year later what came of it."""
    now = timezone.now()
    if not intending.may_say(person, now):
        raise Http404
    there = intending.of(person) or Intention(registration=person, said_at=now)
    is_time = intending.is_time(person.edition, now)
    form = IntentionForm(request.POST or None, instance=there, is_time=is_time)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Dank je wel, het is bewaard. Je kunt het met je eigen link nog wijzigen.")
        return redirect("symposium:my_day", person.token)
    context = {"person": person, "edition": person.edition, "form": form, "is_time": is_time, "said": there.text}
    return render(request, "symposium/afterwards/my_intention.html", context)


@require_safe
def intention_list(request, year):
    """For the coordinator: what they said and what came of it, beside each other."""
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    rows = Intention.objects.visible_to(request.user).filter(registration__edition=edition)
    context = {
        "edition": edition,
        "intentions": rows.select_related("registration"),
        "counts": rows.aggregate(said=Count("pk"), told=Count("pk", filter=~Q(result=""))),
        "asked_on": edition.held_on + intending.HALF_A_YEAR,
    }
    return render(request, "symposium/afterwards/intention_list.html", context)


@require_POST
def intention_show(request, pk):
    found = get_editable(request.user, Intention.objects.select_related("registration__edition"), pk=pk)
    if intending.show(found, now=timezone.now()):
        messages.success(request, "Het staat nu zonder naam op de pagina van het symposium.")
    else:
        messages.success(request, "Het staat niet op de pagina van het symposium.")
    return redirect("symposium:intention_list", found.registration.edition.year)
