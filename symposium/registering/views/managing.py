"""The coordinator's pages: who is registered, what waits, how many places there are, and a mail to all."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from members.access import coordinators_only, get_editable
from members.refused import Refused
from symposium import words
from symposium.afterwards import evaluating
from symposium.models import Edition, Registration, Seat, SeatState, Session
from symposium.registering import links, listing, settling
from symposium.registering.forms import CapacityForm, FilterForm, GiveForm, NewsForm, SettingsForm, StepForm
from symposium.seats import coordinating, deadlines, locking

PER_PAGE = 50
KINDS = ("csv", "xlsx")


@coordinators_only
@require_safe
def registration_list(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    form, now = FilterForm(request.GET or None, edition=edition), timezone.now()
    asked = form.cleaned_data if form.is_valid() else {}
    page = Paginator(listing.found(edition, **asked), PER_PAGE).get_page(request.GET.get("page"))
    listing.stands(page, asked.get("session"))
    for person in page:
        person.token = links.token(person)
    context = {
        "edition": edition,
        "form": form,
        "page": page,
        "workshop": asked.get("session"),
        "is_open": edition.takes_registrations(now),
        "has_begun": deadlines.has_begun(edition, now),
        "is_noted": edition.held_on <= timezone.localdate(now),
        "municipalities": listing.by_municipality(edition),
        "domains": listing.by_domain(edition),
        "diets": listing.diets(edition) if edition.asks_diet else [],
        "needs": listing.who_needs_something(edition) if edition.asks_access else [],
    }
    return render(request, "symposium/registering/registration_list.html", context)


@coordinators_only
@require_safe
def registration_export(request, year, kind):
    if kind not in KINDS:
        raise Http404
    return listing.as_file(kind, get_editable(request.user, Edition.objects.all(), year=year))


@coordinators_only
@require_safe
def place_list(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    standing = Seat.objects.exclude(state=SeatState.CONFIRMED).select_related("registration")
    workshops = Session.objects.workshops().filter(edition=edition, slot__isnull=False, cancelled_at=None)
    context = {
        "edition": edition,
        "is_over": evaluating.is_over(edition, timezone.now()),
        "workshops": workshops.select_related("slot", "room")
        .prefetch_related(Prefetch("seats", queryset=standing.order_by("position", "pk"), to_attr="standing"))
        .order_by("slot__starts", "title", "pk"),
        "people": Registration.objects.filter(edition=edition, state__in=["offered", "waiting"]).order_by("position"),
    }
    return render(request, "symposium/registering/place_list.html", context)


@coordinators_only
@require_http_methods(["GET", "POST"])
def session_places(request, year, pk):
    """More or fewer places in one workshop."""
    session = get_editable(request.user, Session.objects.workshops(), edition__year=year, pk=pk)
    form = CapacityForm(request.POST or None, initial={"capacity": session.capacity})
    if request.method == "POST" and form.is_valid():
        try:
            coordinating.resize_session(session, form.cleaned_data["capacity"], now=timezone.now())
            messages.success(request, f"“{session}” heeft nu {words.places(form.cleaned_data['capacity'])}.")
            return redirect("symposium:place_list", year)
        except Refused as no:
            form.add_error("capacity", str(no))
    context = {"edition": session.edition, "session": session, "form": form}
    return render(request, "symposium/registering/session_places.html", context)


@coordinators_only
@require_http_methods(["GET", "POST"])
def seat_give(request, year, pk):
    """A place in a workshop for somebody who waits."""
    waiting = Seat.objects.exclude(state=SeatState.CONFIRMED).select_related("registration", "session")
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    seat = waiting.filter(session__edition=edition, pk=pk).first()
    if seat is None:
        messages.info(request, "Deze persoon staat niet meer op de wachtlijst.")
        return redirect("symposium:place_list", year)
    give = coordinating.give_seat
    why_not = coordinating.why_not(seat)
    return _give(
        request, edition, seat.registration, str(seat.session), lambda **asked: give(seat, **asked), why_not=why_not
    )


@coordinators_only
@require_http_methods(["GET", "POST"])
def day_give(request, year, pk):
    """A place for the day for somebody who waits."""
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    person = get_editable(request.user, Registration.objects.all(), edition=edition, pk=pk)
    give = coordinating.give_day
    return _give(request, edition, person, "het symposium", lambda **asked: give(person, **asked))


@coordinators_only
@require_http_methods(["GET", "POST"])
def registration_settings(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    form = SettingsForm(instance=edition)
    if request.method == "POST":
        now = timezone.now()
        with transaction.atomic():
            # Under the lock: nobody takes a place or gives a wish between looking and saving.
            form = SettingsForm(request.POST, instance=locking.lock(edition.pk))
            is_kept = form.is_valid() and _is_settled(form, now)
        if is_kept:
            messages.success(request, settling.said(form.instance, now))
            return redirect("symposium:registration_list", year)
    return render(request, "symposium/registering/registration_settings.html", {"edition": edition, "form": form})


def _is_settled(form, now):
    try:
        # More room is for who waits; less than there are people is refused.
        coordinating.resize_day(form.instance, form.cleaned_data["capacity"], now=now)
    except Refused as no:
        form.add_error("capacity", str(no))
        return False
    form.instance.save(update_fields=list(form.fields))
    return True


@coordinators_only
@require_http_methods(["GET", "POST"])
def registration_news(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    form, step = NewsForm(request.POST or None), StepForm(request.POST)
    pressed = step.cleaned_data["step"] if step.is_valid() else ""
    context = {"edition": edition, "form": form, "count": listing.mailed(edition).count()}
    if request.method == "POST" and form.is_valid() and not pressed:
        return render(request, "symposium/registering/registration_news_confirm.html", context)
    if request.method == "POST" and form.is_valid() and pressed == StepForm.SEND:
        with transaction.atomic():
            count = listing.mail_everybody(edition, **{key: form.cleaned_data[key] for key in ("title", "text")})
        messages.success(request, f"Je bericht gaat naar {'1 persoon' if count == 1 else f'{count} mensen'}.")
        return redirect("symposium:registration_list", year)
    return render(request, "symposium/registering/registration_news.html", context)


def _give(request, edition, person, what, give, *, why_not=""):
    form = GiveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            give(now=timezone.now(), make_room=form.cleaned_data["make_room"])
            messages.success(request, f"{person} heeft een plek voor {what}, en krijgt daar een mail over.")
            return redirect("symposium:place_list", edition.year)
        except Refused as no:
            form.add_error(no.field, str(no))
    context = {"edition": edition, "person": person, "what": what, "form": form, "why_not": why_not}
    return render(request, "symposium/registering/place_give.html", context)
