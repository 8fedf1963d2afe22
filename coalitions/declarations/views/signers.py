"""Who is asked to sign: the list, an address that was mistyped, reminders."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from coalitions.declarations import sending
from coalitions.declarations.forms import SignerForm
from coalitions.declarations.views.declarations import editable
from coalitions.models import SignatureRequest
from members.access import get_editable
from members.refused import Refused


def signer(request, slug, pk):
    rows = SignatureRequest.objects.select_related("declaration__coalition__circle", "organisation")
    return get_editable(request.user, rows, declaration__coalition__slug=slug, pk=pk)


@require_http_methods(["GET", "POST"])
def signer_add(request, slug, pk):
    declaration = editable(request, slug, pk)
    now = timezone.now()
    today = timezone.localdate(now)
    partners = _partners_to_ask(declaration, today)
    form = SignerForm(
        request.POST or None,
        declaration=declaration,
        on=today,
        initial=_known(partners, request.GET.get("partner"), request.user),
    )
    if request.method == "POST" and form.is_valid():
        try:
            added = sending.add(form.save(commit=False), by=request.user, now=now)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            mailed = " De mail is onderweg." if added.sent_at else ""
            messages.success(request, f"{added.name} staat op de lijst.{mailed}")
            if "volgende" in request.POST and (left := _partners_to_ask(declaration, today)):
                return redirect(f"{request.path}?partner={left[0].organisation_id}")
        return redirect(declaration)
    context = {"form": form, "declaration": declaration, "coalition": declaration.coalition, "partners": partners}
    return render(request, "coalitions/declarations/signer_form.html", context)


@require_http_methods(["GET", "POST"])
def signer_edit(request, slug, pk):
    asked = signer(request, slug, pk)
    now = timezone.now()
    form = SignerForm(request.POST or None, instance=asked, declaration=asked.declaration, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            has_new_link = sending.change(form.save(commit=False), by=request.user, now=now)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            text = f"De gegevens van {asked.name} zijn gewijzigd."
            if has_new_link:
                text += " Er is een nieuwe link gemaild. De oude werkt niet meer."
            messages.success(request, text)
        return redirect(asked.declaration)
    context = {"form": form, "signer": asked, "declaration": asked.declaration}
    return render(
        request, "coalitions/declarations/signer_form.html", context | {"coalition": asked.declaration.coalition}
    )


@require_http_methods(["GET", "POST"])
def signer_remove(request, slug, pk):
    asked = signer(request, slug, pk)
    if request.method == "POST":
        if sending.take_off(asked, now=timezone.now()):
            messages.success(request, f"{asked.name} staat niet meer op de lijst.")
        else:
            messages.info(request, "Deze persoon heeft intussen getekend of stond al niet meer op de lijst.")
        return redirect(asked.declaration)
    context = {"signer": asked, "declaration": asked.declaration, "coalition": asked.declaration.coalition}
    return render(request, "coalitions/declarations/signer_remove.html", context)


@require_POST
def signer_remind(request, slug, pk):
    asked = signer(request, slug, pk)
    if sending.remind(asked, now=timezone.now()):
        messages.success(request, f"{asked.name} krijgt een herinnering.")
    else:
        messages.info(request, f"{asked.name} kreeg deze week al een mail, of heeft intussen geantwoord.")
    return redirect(asked.declaration)


@require_POST
def signers_remind(request, slug, pk):
    declaration = editable(request, slug, pk)
    now = timezone.now()
    count = sum(sending.remind(asked, now=now) for asked in declaration.requests.may_be_reminded(now))
    if count:
        messages.success(request, f"{'1 mens krijgt' if count == 1 else f'{count} mensen krijgen'} een herinnering.")
    else:
        messages.info(request, "Iedereen die nog niet tekende, kreeg deze week al een mail.")
    return redirect(declaration)


@require_POST
def signer_renew(request, slug, pk):
    asked = signer(request, slug, pk)
    try:
        is_sent = sending.renew(asked, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        text = f"{asked.name} krijgt een nieuwe link." if is_sent else f"De link van {asked.name} werkt nog."
        messages.success(request, text)
    return redirect(asked.declaration)


def _partners_to_ask(declaration, on):
    """The partners of whom nobody is on the list yet."""
    asked = declaration.requests.standing().exclude(organisation=None).values("organisation")
    found = declaration.coalition.partners.current(on).exclude(organisation__in=asked)
    return list(found.select_related("organisation", "contact").order_by("organisation__sort_name"))


def _known(partners, chosen, user):
    """What the portal knows about the partner somebody chose, so that nobody types it again."""
    partner = next((one for one in partners if str(one.organisation_id) == chosen), None)
    if partner is None:
        return {}
    known = {"organisation": partner.organisation_id, "function": partner.contact_function}
    if contact := partner.contact:
        known |= {"name": contact.shown_name, "function": contact.function, "email": contact.email_seen_by(user)}
    return known
