"""The certificate of one person, behind the link in their mail."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from language.sheets import as_file
from members.private_link import private_link
from symposium.certificates import document, issuing
from symposium.certificates.forms import RegisterNumberForm
from symposium.models import Certificate, RegisterNumber
from symposium.registering import links
from symposium.registering.views.mine import of_person


@require_http_methods(["GET", "POST"])
@of_person
def certificate(request, registration):
    """A POST makes it: a mail scanner that opens the page makes nothing."""
    token = registration.token
    if request.method == "POST":
        try:
            issuing.issue(registration, now=timezone.now())
            messages.success(request, "Je bewijs staat klaar.")
        except issuing.NotThere:
            messages.error(request, "We hebben je niet gezien op het symposium. Klopt dat niet? Mail de aanjager.")
        return redirect("symposium:certificate", token)
    context = {
        "registration": registration,
        "edition": registration.edition,
        "token": token,
        "was_there": issuing.was_there(registration),
        "certificate": Certificate.objects.filter(registration=registration).first(),
        "earned": issuing.earned(registration),
        "numbers": registration.register_numbers.all(),
        "takes_numbers": issuing.takes_numbers(registration.edition, timezone.localdate()),
    }
    return render(request, "symposium/certificates/certificate.html", context)


@require_safe
@private_link
def certificate_pdf(request, token):
    found = Certificate.objects.filter(registration=_mine(token)).select_related("edition", "registration").first()
    if found is None:
        raise Http404
    name = slugify(f"bewijs symposium {found.edition.year} {found.name}")[:80]
    content = document.as_pdf(found, now=timezone.now())
    return HttpResponse(content, content_type="application/pdf", headers=as_file(f"{name}.pdf"))


@require_http_methods(["GET", "POST"])
@private_link
def register_number(request, token):
    """Give the number of a register, or another one: the last one counts."""
    registration = _mine(token)
    bodies = [one.body for one in issuing.earned(registration)]
    if not bodies:
        raise Http404
    if not issuing.takes_numbers(registration.edition, timezone.localdate()):
        messages.error(request, "De punten zijn doorgegeven: een nummer geven kan niet meer.")
        return redirect("symposium:certificate", token)
    form = RegisterNumberForm(request.POST or None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        RegisterNumber.objects.update_or_create(
            registration=registration,
            body=form.cleaned_data["body"],
            defaults={"number": form.cleaned_data["number"], "consented_at": timezone.now()},
        )
        messages.success(request, "Je nummer is bewaard. Weghalen kan op deze pagina.")
        return redirect("symposium:certificate", token)
    context = {"form": form, "token": token, "edition": registration.edition}
    return render(request, "symposium/certificates/register_number.html", context)


@require_POST
@private_link
def register_number_delete(request, token, pk):
    """Consent is taken back as easily as it was given."""
    if _mine(token).register_numbers.filter(pk=pk).delete()[0]:
        messages.success(request, "Je nummer is weg.")
    return redirect("symposium:certificate", token)


def _mine(token):
    registration = links.registration_of(token)
    if registration is None:
        raise Http404
    return registration
