"""The coordinator mends a slip in a name, from the day on."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members.access import coordinators_only, get_editable
from symposium.certificates import renaming
from symposium.certificates.forms import NameForm
from symposium.models import Certificate, Registration


@coordinators_only
@require_http_methods(["GET", "POST"])
def person_name(request, year, pk):
    rows = Registration.objects.filter(edition__year=year).select_related("edition")
    person = get_editable(request.user, rows, pk=pk)
    was = person.name
    form = NameForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        is_new = renaming.rename(person, name, now=timezone.now()) is not None
        said = " Er is een nieuw bewijs met een nieuwe code; het oude geldt niet meer." if is_new else ""
        messages.success(request, f"De naam is nu {name}.{said}")
        return redirect("symposium:registration_list", year)
    person.name = was
    context = {
        "edition": person.edition,
        "person": person,
        "form": form,
        "certificate": Certificate.objects.filter(registration=person).exists(),
    }
    return render(request, "symposium/certificates/person_name.html", context)
