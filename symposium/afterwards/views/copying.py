from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from members.access import get_editable
from symposium.afterwards import copying
from symposium.afterwards.forms import NextEditionForm
from symposium.models import Edition


@require_http_methods(["GET", "POST"])
def edition_copy(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    form = NextEditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = copying.copy(edition, theme=form.cleaned_data["theme"], held_on=form.cleaned_data["held_on"])
        messages.success(request, f"{new} staat klaar. Alleen jij ziet het, tot je het publiceert.")
        return redirect(new)
    return render(request, "symposium/afterwards/edition_copy.html", {"form": form, "edition": edition})
