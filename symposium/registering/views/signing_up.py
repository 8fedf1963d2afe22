"""Registering for an edition: members in two clicks, others with a code to their address."""

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.declarations.forms import CodeForm
from members.access import get_visible
from members.models import User
from members.refused import Refused
from province.models import Municipality
from symposium.models import Edition, RegistrationState
from symposium.registering import codes, joining, links
from symposium.registering.forms import PersonForm, VisitorForm
from symposium.seats import deadlines

TOO_OFTEN = "Er is vanaf hier net heel vaak iets geprobeerd. Wacht een uur. Wat je invulde, staat er nog."
# Two colleagues with one address are two people: who is the second reads whose day this is.
ALREADY = (
    "Met dit e-mailadres is {name} al aangemeld. Hieronder staat de dag van {name}; er is niets veranderd. "
    "Komt er nog iemand? Gebruik daarvoor een ander adres."
)
JOINED = "Je bent aangemeld. We mailden je de link naar deze pagina."
WAITS = "We schreven je op, en mailden je de link naar deze pagina."


@login_not_required
@require_http_methods(["GET", "POST"])
def register(request, year):
    now = timezone.now()
    edition = get_visible(request.user, Edition.objects.all(), year=year)
    if request.user.is_authenticated and (mine := joining.standing(edition, request.user)):
        return redirect("symposium:my_day", links.token(mine))
    if not edition.takes_registrations(now):
        return closed(request, edition, now)
    if request.user.is_authenticated:
        return as_member(request, edition, now)
    form = VisitorForm(request.POST or None, edition=edition, initial=codes.typed(request.session, year))
    status = 200
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if form.is_from_a_program:
            return redirect("symposium:register_code", year)
        if consume(request, action="symposium_code", key=email):
            codes.ask(request.session, edition, email=email, details=form.told(), now=now)
            return redirect("symposium:register_code", year)
        form.add_error(None, TOO_OFTEN)
        status = 429
    return _page(request, edition, form, status)


def as_member(request, edition, now):
    """What we know is on the page already: the second click registers."""
    user = request.user
    towns = list(user.municipalities.order_by("name")[:2])
    known = {
        "name": user.name,
        "organisation": user.organisation,
        "function": user.function,
        "municipality": towns[0] if len(towns) == 1 else None,
    }
    form = PersonForm(request.POST or None, edition=edition, initial=known)
    if request.method == "POST" and form.is_valid():
        return _join(request, edition, user.email, user, form.told(), now)
    return _page(request, edition, form, 200)


@login_not_required
@require_http_methods(["GET", "POST"])
def register_code(request, year):
    """Only this POST registers, with the code that only the typed address got."""
    now = timezone.now()
    edition = get_visible(request.user, Edition.objects.all(), year=year)
    code = codes.waiting(request.session, year, now)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and code and form.is_valid():
        if not consume(request, action="symposium_try", key=code.email):
            form.add_error(None, TOO_OFTEN)
            return _code(request, edition, code, form, 429)
        try:
            codes.confirm(request.session, code, form.cleaned_data["code"])
        except Refused as wrong:
            form.add_error("code", str(wrong))
            return _code(request, edition, codes.waiting(request.session, year, now), form, 200)
        town = Municipality.objects.filter(pk=code.details["municipality"]).first()
        user = User.objects.filter(email=code.email, is_active=True).first()
        return _join(request, edition, code.email, user, code.details | {"municipality": town}, now)
    return _code(request, edition, code, form, 200)


@login_not_required
@require_safe
def my_own_day(request, year):
    """From the start page, the programme and a workshop. Who has no account has their day by their own link."""
    edition = get_visible(request.user, Edition.objects.all(), year=year)
    mine = joining.standing(edition, request.user) if request.user.is_authenticated else None
    return redirect("symposium:my_day", links.token(mine)) if mine else redirect("symposium:register", year)


def closed(request, edition, now):
    opens = edition.registration_opens_at
    context = {
        "edition": edition,
        "is_past": deadlines.has_begun(edition, now),
        "opens_at": opens if opens and opens > now else None,
        "closed_at": edition.registration_closes_at,
    }
    return render(request, "symposium/registering/register_closed.html", context)


def _standing(edition, email, user):
    found = joining.find(edition, email=email, user=user)
    return found if found and found.state in joining.STANDING else None


def _join(request, edition, email, user, details, now):
    was = _standing(edition, email, user)
    try:
        person = joining.join(edition, email=email, user=user, now=now, **details)
    except joining.Closed:
        return redirect("symposium:register", edition.year)
    if was:
        messages.info(request, ALREADY.format(name=was))
    elif person.state == RegistrationState.COMING:
        messages.success(request, JOINED)
    else:
        messages.info(request, WAITS)
    return redirect("symposium:my_day", links.token(person))


def _page(request, edition, form, status):
    is_full = edition.capacity is not None and edition.taken >= edition.capacity
    context = {"edition": edition, "form": form, "is_full": is_full}
    return render(request, "symposium/registering/register.html", context, status=status)


def _code(request, edition, code, form, status):
    context = {"edition": edition, "code": code, "form": form, "minutes": codes.MINUTES}
    return render(request, "symposium/registering/register_code.html", context, status=status)
