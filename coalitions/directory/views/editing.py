"""Keeping the directory right: who may, changes it; everybody else proposes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coalitions.directory import editing, suggesting
from coalitions.directory.forms import OrganisationEditForm, OwnerForm, SuggestionForm
from coalitions.directory.looking_after import people_for
from coalitions.models import Organisation, OrganisationChange
from members.access import get_editable, get_visible, members_only

WAITS = "Je voorstel is bewaard. Wie dit mag wijzigen kijkt ernaar; je krijgt een mail met het antwoord."


@require_http_methods(["GET", "POST"])
@members_only
def organisation_create(request):
    form = SuggestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if not may_add(request.user, form.cleaned_data["municipalities"]):
            suggesting.propose(form, organisation=None, by=request.user, now=now)
            messages.success(request, WAITS)
            return redirect("coalitions:organisation_list")
        organisation = added(form, by=request.user, now=now)
        if organisation:
            messages.success(request, f"{organisation.name} staat op de sociale kaart.")
            return redirect(organisation)
    return render(request, "coalitions/directory/organisation_create.html", {"form": form})


def may_add(user, municipalities):
    """Whoever leads a coalition in one of the municipalities adds it without asking anybody."""
    led = Organisation.objects.municipalities_led_by(user).values_list("municipality", flat=True)
    return user.is_coordinator or not {place.pk for place in municipalities}.isdisjoint(led)


def added(form, *, by, now):
    organisation = form.instance
    editing.mark_reviewed(organisation, by=by, on=timezone.localdate(now))
    try:
        editing.store(
            organisation,
            municipalities=form.cleaned_data["municipalities"],
            former_names=form.former_rows,
            by=by,
            now=now,
            kind=OrganisationChange.Kind.CREATED,
            reason=form.cleaned_data["reason"],
        )
    except editing.NameTaken:
        form.add_error("name", NAME_TAKEN)
        return None
    return organisation


NAME_TAKEN = "Iemand anders gaf net dezelfde naam aan een organisatie. Zoek haar op en kijk of het dezelfde is."


@require_http_methods(["GET", "POST"])
def organisation_edit(request, slug):
    organisation = get_editable(request.user, Organisation.objects.all(), slug=slug)
    name = organisation.name  # the form puts what is typed in the row
    form = OrganisationEditForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        try:
            if form.save_by(request.user, timezone.now()):
                messages.success(request, f"De gegevens van {form.instance} zijn bewaard. {form.merge_sentence}")
                return redirect(form.instance)
        except editing.NameTaken:
            form.add_error("name", NAME_TAKEN)
    context = {"form": form, "slug": slug, "name": name}
    return render(request, "coalitions/directory/organisation_edit.html", context)


@require_http_methods(["GET", "POST"])
@members_only
def organisation_suggest(request, slug):
    organisation = get_visible(request.user, Organisation.objects.all(), slug=slug)
    name = organisation.name
    form = SuggestionForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        if suggesting.propose(form, organisation=organisation, by=request.user, now=timezone.now()):
            messages.success(request, WAITS)
            return redirect("coalitions:organisation_detail", slug)
        form.add_error(None, "Je hebt nog niets veranderd. Pas aan wat er niet klopt.")
    context = {"form": form, "slug": slug, "name": name}
    return render(request, "coalitions/directory/organisation_suggest.html", context)


@require_http_methods(["GET", "POST"])
def organisation_owner(request, slug):
    organisation = get_editable(request.user, Organisation.objects.all(), slug=slug)
    people = people_for(organisation, request.user, timezone.localdate())
    form = OwnerForm(request.POST or None, people=people, initial={"owner": organisation.owner_id or request.user.pk})
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        owner = form.cleaned_data["owner"]
        editing.appoint(organisation, owner=owner, by=request.user, now=now, on=timezone.localdate(now))
        messages.success(request, f"{owner} houdt de gegevens van {organisation} bij.")
        return redirect(organisation)
    context = {"form": form, "organisation": organisation}
    return render(request, "coalitions/directory/organisation_owner.html", context)
