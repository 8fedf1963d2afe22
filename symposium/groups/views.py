"""The page on which a leader of a coalition registers colleagues and sees what none of them will hear."""

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.models import Coalition
from members.access import get_editable, get_visible
from members.models import User
from members.refused import Refused, unless_refused
from symposium.groups import colleagues, hearing
from symposium.groups.forms import ColleagueForm
from symposium.models import Edition, Registration
from symposium.registering import enrolling

TOO_MANY = "Je hebt vandaag al heel veel mensen aangemeld. Ga morgen verder, of vraag de aanjager om hulp."


@require_safe
def group_detail(request, year, slug):
    edition, coalition = _group(request, year, slug)
    people = colleagues.colleagues(edition, coalition, timezone.localdate())
    coming = [one.registration.pk for one in people if one.comes]
    rounds = hearing.rounds_of(edition, coming, user=request.user)
    blocks, tables = hearing.missed(rounds)
    workshops = [one.session for round in rounds for one in round.workshops]
    subjects = [one for one in workshops if one.block_id or one.table_id]
    context = {
        "edition": edition,
        "coalition": coalition,
        "people": people,
        "rounds": rounds,
        "missed_blocks": blocks,
        "missed_tables": tables,
        "hears_all": bool(subjects) and all(round.is_shown for round in rounds),
        "is_open": edition.takes_registrations(timezone.now()),
        "counts_wishes": edition.is_fair and edition.allocated_at is None,
    }
    return render(request, "symposium/groups/group_detail.html", context)


@require_POST
def group_member(request, year, slug, pk):
    """Somebody of the coalition, whom we know: one button."""
    edition, coalition = _group(request, year, slug)
    here = colleagues.members(coalition, timezone.localdate())
    user = get_visible(request.user, User.objects.filter(memberships__in=here, is_active=True), pk=pk)
    if user == request.user:
        return redirect("symposium:register", year)
    towns = list(user.municipalities.order_by("name")[:2])
    known = {
        "name": user.name,
        "email": user.email,
        "user": user,
        "organisation": user.organisation,
        "function": user.function,
        "municipality": towns[0] if len(towns) == 1 else None,
    }
    try:
        _enrol(request, edition, coalition, **known)
    except Refused as no:
        messages.error(request, str(no))
    return redirect("symposium:group_detail", year, slug)


@require_http_methods(["GET", "POST"])
def group_add(request, year, slug):
    edition, coalition = _group(request, year, slug)
    form = ColleagueForm(request.POST or None)
    is_ready = request.method == "POST" and form.is_valid()
    if is_ready and unless_refused(form, _enrol, request, edition, coalition, **form.cleaned_data):
        return redirect("symposium:group_detail", year, slug)
    context = {"edition": edition, "coalition": coalition, "form": form}
    return render(request, "symposium/groups/group_add.html", context)


@require_http_methods(["GET", "POST"])
def group_take_off(request, year, slug, pk):
    edition, coalition = _group(request, year, slug)
    row = Registration.objects.filter(edition=edition, coalition=coalition, pk=pk).first()
    if row and request.method == "GET":
        context = {"edition": edition, "coalition": coalition, "person": row}
        return render(request, "symposium/groups/group_take_off.html", context)
    try:
        if row and request.method == "POST":
            enrolling.take_off(row, now=timezone.now())
            messages.success(request, f"{row} staat niet meer op de lijst, en krijgt daar een mail over.")
    except Refused as no:
        messages.error(request, str(no))
    return redirect("symposium:group_detail", year, slug)


def _group(request, year, slug):
    edition = get_visible(request.user, Edition.objects.all(), year=year)
    return edition, get_editable(request.user, Coalition.objects.select_related("circle"), slug=slug)


def _enrol(request, edition, coalition, *, name, email, **details):
    """Enrol a colleague and say so. Raises Refused."""
    if not consume(request, action="symposium_group", key=str(request.user.pk)):
        raise Refused(TOO_MANY)
    row = enrolling.enrol(
        edition, coalition=coalition, by=request.user, name=name, email=email, now=timezone.now(), **details
    )
    place = f"staat op de wachtlijst, op plek {row.position}" if row.position else "is aangemeld"
    messages.success(request, f"{name} {place}, en krijgt een mail met een eigen link.")
    return row
