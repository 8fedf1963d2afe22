"""Naming a bottleneck; what looks like it stands beside the form while somebody types."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from coalitions.models import Coalition
from members import sources
from members.access import get_editable, members_only
from members.models import Circle
from themetables.bottlenecks import answering
from themetables.bottlenecks.forms import NameForm, RewordForm
from themetables.bottlenecks.similar import similar
from themetables.bottlenecks.views.leading import leads_on
from themetables.models import Bottleneck, Recognition

LEAST = 8  # letters before looking makes sense


@require_http_methods(["GET", "POST"])
@members_only
def bottleneck_create(request):
    now = timezone.now()
    form, own = name_form(request, timezone.localdate(now))
    if not own and not request.user.is_coordinator:
        return render(request, "themetables/bottlenecks/bottleneck_no_coalition.html")
    source = sources.read(request.GET.get("bron", ""))
    found = []
    if request.method == "POST":
        found = similar(form.typed)
        unseen = [one for one in found if one.pk not in form.seen]
        if form.is_valid() and not unseen:
            bottleneck = form.name(source=source, by=request.user, now=now)
            messages.success(request, "Het knelpunt staat erbij. Iedereen in het netwerk kan het nu lezen.")
            return redirect(bottleneck)
    context = beside(request, found, own) | {
        "form": form,
        "source": source,
        "must_look": bool(found) and not form.errors,
    }
    return render(request, "themetables/bottlenecks/bottleneck_form.html", context)


@require_POST
@members_only
def bottleneck_similar(request):
    """What looks like the text so far. By POST, because a text that somebody types does not belong in an address."""
    form, own = name_form(request, timezone.localdate())
    found = similar(form.typed) if len(form.typed.strip()) >= LEAST else []
    return render(request, "themetables/bottlenecks/bottleneck_similar.html", beside(request, found, own))


def name_form(request, on):
    """The form, and the coalitions that somebody may name a bottleneck for."""
    own = [] if request.user.is_coordinator else answering.of(request.user, on)
    coalitions = Coalition.objects.existing(on)
    if own:
        coalitions = coalitions.filter(pk__in=[one.pk for one in own])
    return NameForm(request.POST or None, coalitions=coalitions, own=own), own


def beside(request, found, own):
    """What the similar ones are drawn with: a button for who answers for one coalition."""
    led = set(request.user.led_ids_of(Circle.Kind.COALITION))
    answers_for = [coalition for coalition in own if coalition.circle_id in led]
    if not found or len(answers_for) != 1:
        return {"similar": found}
    known = Recognition.objects.filter(coalition=answers_for[0], bottleneck__in=found)
    known_pks = set(known.values_list("bottleneck_id", flat=True))
    return {"similar": found, "answers_for": answers_for[0], "known_pks": known_pks}


@require_http_methods(["GET", "POST"])
@leads_on
def bottleneck_edit(request, pk):
    bottleneck = get_editable(request.user, Bottleneck.objects.current(), pk=pk)
    title = bottleneck.title
    form = RewordForm(request.POST or None, instance=bottleneck)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, timezone.now()):
        messages.success(request, f"Het knelpunt is gewijzigd. {form.merge_sentence}")
        return redirect(form.instance)
    context = {"form": form, "bottleneck": bottleneck, "title": title}
    return render(request, "themetables/bottlenecks/bottleneck_edit.html", context)
