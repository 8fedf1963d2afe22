"""The points of registers: what the coordinator fills in beforehand, and passes on afterwards."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from language import sheets
from members.access import get_editable
from symposium.certificates import exporting
from symposium.certificates.forms import AccreditationForm
from symposium.models import Accreditation, Edition, Presence, RegisterNumber
from symposium.seats import deadlines


@require_safe
def accreditation_list(request, year):
    edition = _edition(request, year)
    numbers = RegisterNumber.objects.filter(registration__edition=edition)
    context = {
        "edition": edition,
        "has_begun": deadlines.has_begun(edition, timezone.now()),
        "accreditations": edition.accreditations.select_related("session"),
        "number_count": numbers.count(),
        "present_count": Presence.objects.filter(registration__edition=edition, session=None).count(),
    }
    return render(request, "symposium/certificates/accreditation_list.html", context)


@require_http_methods(["GET", "POST"])
def accreditation_create(request, year):
    edition = _edition(request, year)
    form = AccreditationForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "De punten zijn bewaard.")
        return redirect("symposium:accreditation_list", year)
    return render(request, "symposium/certificates/accreditation_form.html", {"form": form, "edition": edition})


@require_POST
def accreditation_delete(request, year, pk):
    """What stands on a certificate that was made already, stays there."""
    edition = _edition(request, year)
    get_editable(request.user, Accreditation.objects.filter(edition=edition), pk=pk).delete()
    messages.success(request, "De punten zijn weggehaald.")
    return redirect("symposium:accreditation_list", year)


@require_safe
def accreditation_export(request, year):
    edition = _edition(request, year)
    rows = exporting.rows(edition)
    return sheets.download("csv", f"pe-online-{year}", exporting.HEADER, rows, title="PE-online")


def _edition(request, year):
    return get_editable(request.user, Edition.objects.all(), year=year)
