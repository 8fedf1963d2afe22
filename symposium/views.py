from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.models import Coalition
from members.access import coordinators_only, get_editable, get_visible
from members.models import Circle
from outbox.links import absolute
from symposium import rooms
from symposium.afterwards import archive
from symposium.entrance import day_changes
from symposium.forms import EditionForm
from symposium.models import Edition
from symposium.phases import SENTENCES, Phase, phase_of, way_to
from symposium.programme import placing, standing
from symposium.registering import joining


@login_not_required
@require_safe
def edition_current(request):
    """Lead to the coming edition, or else the last one that was."""
    editions = Edition.objects.visible_to(request.user)
    edition = editions.coming(timezone.localdate()).first() or editions.first()
    return redirect(edition) if edition else render(request, "symposium/edition_current.html")


@login_not_required
@require_safe
def edition_detail(request, year):
    edition = get_visible(request.user, Edition.objects.all(), year=year)
    now = timezone.now()
    others = Edition.objects.visible_to(request.user).exclude(pk=edition.pk).only("year", "theme")
    phase = phase_of(edition, now)
    context = {
        "edition": edition,
        "others": others,
        "phase": phase,
        "phase_sentence": SENTENCES[phase],
        # Somebody may be registered: the mail with their link was sent.
        "is_link_wanted": phase in (Phase.TODAY, Phase.ARCHIVE)
        or edition.registration_opens_at is not None
        and edition.registration_opens_at <= now,
        "way": way_to(edition, now),
        "comes": request.user.is_authenticated and joining.standing(edition, request.user) is not None,
        "coalitions": Coalition.objects.filter(circle__in=request.user.led_ids_of(Circle.Kind.COALITION)),
        "call_state": edition.call_state(timezone.localdate(now)),
        "kept": archive.of(edition, request.user) if phase == Phase.ARCHIVE else None,
    }
    return render(request, "symposium/edition_detail.html", context)


@require_safe
def edition_manage(request, year):
    """The coordinator's "regie": what is ready, what has to be done, and one thing to do first."""
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    now = timezone.now()
    tasks = standing.tasks(edition, now)
    context = {
        "edition": edition,
        "phase_sentence": SENTENCES[phase_of(edition, now)],
        "tasks": tasks,
        "first": standing.first_of(tasks),
        "embed_url": reverse("symposium:programme_embed", args=[year]),
        "embed_line": embed_line(edition),
        "pages": [(label, reverse(name, args=[year])) for label, name in rooms.PAGES],
    }
    return render(request, "symposium/edition_manage.html", context)


def embed_line(edition):
    """What goes into the page of another site."""
    url = absolute(reverse("symposium:programme_embed", args=[edition.year]))
    return f'<iframe src="{url}" title="Programma van het {edition}" width="100%" height="900"></iframe>'


@coordinators_only
@require_http_methods(["GET", "POST"])
def edition_create(request):
    form = EditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        edition = form.save()
        messages.success(request, "Het symposium is bewaard. Alleen jij ziet het, tot je het publiceert.")
        return redirect(edition)
    return render(request, "symposium/edition_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def edition_edit(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    form = EditionForm(request.POST or None, instance=edition)
    if request.method == "POST" and form.is_valid():
        placing.keep_edition(edition, form.fields, now=timezone.now())
        messages.success(request, f"Het symposium is gewijzigd. {day_changes.sentence(edition)}".strip())
        return redirect(edition)
    context = {
        "form": form,
        "year": year,
        "told": day_changes.people(edition).count(),
        "waiting": day_changes.sentence(edition),
    }
    return render(request, "symposium/edition_form.html", context)


@require_http_methods(["GET", "POST"])
def edition_publish(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    if request.method == "POST":
        edition.publish(now=timezone.now())
        messages.success(request, "Het symposium is gepubliceerd: iedereen kan de pagina nu lezen.")
        return redirect(edition)
    return render(request, "symposium/edition_publish.html", {"edition": edition})
