"""Somebody's own day, by the link in their mail: for who has no account too. A GET changes nothing."""

from functools import wraps

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from language import calendars
from members.private_link import private_link
from members.refused import Refused
from symposium.afterwards import evaluating, intending
from symposium.allocating import wishing
from symposium.certificates import issuing
from symposium.entrance import room_changes
from symposium.models import RegistrationState, SeatState
from symposium.registering import days, feeds, joining, links
from symposium.registering.forms import CalendarForm, DetailsForm, SeatForm
from symposium.seats import choosing, deadlines

GIVEN = (
    "De plekken in de workshops zijn verdeeld. Hieronder staat wat je kreeg, en waarom. Ruilen kan zolang er plek is."
)
# To who came after that, gave everything back, or found all full.
NOT_GIVEN = "De plekken in de workshops zijn verdeeld. Kies hieronder wat nog vrij is, of ga op een wachtlijst staan."
ABSENT = (
    "Bij de ingang is niet genoteerd dat je er was. Was je er wel? Zeg het de aanjager, dan krijg je alsnog je bewijs."
)


def of_person(view):
    """The link is the key; one that is not ours (any more) opens a page that says what to do."""

    @private_link
    @wraps(view)
    def with_person(request, token):
        person = links.registration_of(token)
        if person is None:
            return render(request, "symposium/registering/link_wrong.html", status=404)
        person.token = token
        return view(request, person)

    return with_person


@require_safe
@of_person
def my_day(request, person):
    now = timezone.now()
    edition = person.edition
    comes = person.state == RegistrationState.COMING
    was_there = intending.may_say(person, now)
    is_over = evaluating.is_over(edition, now)
    goes = comes and not is_over
    rounds = days.rounds_of(person, now) if goes else []
    calendar_url, stage = feeds.address_of(person), wishing.stage_of(edition, now)
    context = {
        "person": person,
        "edition": edition,
        "comes": comes,
        "goes": goes,
        "is_over": is_over,
        "absent_text": ABSENT if comes else "Je had geen plek.",
        "rounds": rounds,
        "changes": room_changes.shown_to(person, now=now) if goes else [],
        "calendar_url": calendar_url,
        # A phone opens this one with its calendar.
        "phone_calendar_url": f"webcal://{calendar_url.partition('://')[2]}",
        "has_begun": deadlines.has_begun(edition, now),
        "is_too_late": deadlines.is_too_late(person, now),
        "given_text": GIVEN if any(choice.seat.reason for round in rounds for choice in round.mine) else NOT_GIVEN,
        "gives_wishes": edition.is_fair and edition.allocated_at is None,
        "stage": stage,
        "wishes": wishing.given(person) if stage and comes else [],
        "can_come_back": edition.takes_registrations(now),
        "was_there": was_there,
        "asks_result": intending.is_time(edition, now),
        "followed": issuing.followed(person).select_related("edition") if was_there else [],
        "intention": intending.of(person) if was_there else None,
    }
    return render(request, "symposium/registering/my_day.html", context)


@require_POST
@of_person
def my_seat(request, person):
    """Choose, leave or confirm one workshop. A place in a full one is asked for twice before it is given away."""
    form = SeatForm(request.POST, edition=person.edition)
    if not form.is_valid():
        messages.error(request, "Deze workshop is er niet (meer). Kies een andere.")
        return redirect("symposium:my_day", person.token)
    session, now = form.cleaned_data["session"], timezone.now()
    what = form.cleaned_data["what"]
    lost = None if form.cleaned_data["is_sure"] else would_lose(person, session, what)
    if lost:
        context = {"person": person, "edition": person.edition, "lost": lost, "session": session, "what": what}
        return render(request, "symposium/registering/my_give_back.html", context)
    try:
        if what == SeatForm.LEAVE:
            choosing.leave(person, session, now=now)
            messages.success(request, f"Je staat niet meer bij “{session}”.")
        elif what == SeatForm.CONFIRM:
            choosing.confirm(person, session, now=now)
            messages.success(request, f"Je hebt een plek bij “{session}”.")
        else:
            waited = person.seats.filter(slot=session.slot, state=SeatState.WAITING).exclude(session=session).first()
            tell(request, choosing.choose(person, session, now=now), waited)
    except Refused as no:
        messages.error(request, str(no))
    return redirect("symposium:my_day", person.token)


def would_lose(person, session, what):
    """The full workshop whose place goes to another, if somebody leaves it or swaps it for this one."""
    if what == SeatForm.CHOOSE:
        return choosing.given_away_for(person, session)
    # Beside the button that says yes to an offer stands already what one gives back.
    return session if what == SeatForm.LEAVE and choosing.is_hard_to_get_back(person, session) else None


def tell(request, seat, waited):
    """`waited` is where they waited in the same round: per round somebody stands on one waiting list."""
    if seat.state == SeatState.CONFIRMED:
        messages.success(request, f"Je hebt een plek bij “{seat.session}”.")
    else:
        gone = f" Op de wachtlijst van “{waited.session}” sta je niet meer." if waited else ""
        messages.info(
            request,
            f"“{seat.session}” is vol. Je staat op de wachtlijst, op plek {seat.position}. Had je in deze ronde "
            f"al een andere plek, dan heb je die nog.{gone}",
        )


@require_POST
@of_person
def my_place(request, person):
    """Yes to a place for the day that came free."""
    try:
        joining.come(person, now=timezone.now())
        messages.success(request, "Fijn dat je komt. Je plek is bevestigd.")
    except Refused as no:
        messages.error(request, str(no))
    return redirect("symposium:my_day", person.token)


@require_POST
@of_person
def my_calendar(request, person):
    """Make, replace or switch off the link with which a calendar program reads along."""
    form = CalendarForm(request.POST)
    if form.is_valid() and form.cleaned_data["what"] == CalendarForm.ON:
        feeds.switch_on(person)
        messages.success(request, "De agendalink staat klaar. Had je er al een, dan werkt die niet meer.")
    elif form.is_valid():
        feeds.switch_off(person)
        messages.success(request, "De agendalink werkt niet meer. Haal de agenda ook weg op je telefoon of computer.")
    return redirect("symposium:my_day", person.token)


@login_not_required
@require_safe
def calendar_feed(request, token):
    """What a calendar program gets, again and again; of a link that ended nothing."""
    person = feeds.registration_of(token)
    if person is None:
        raise Http404
    # The public function of allauth counts no GET.
    key = person.calendar_key
    if not ratelimit.consume(request, app="allauth.account", action="calendar_feed", key=key, limit_get=True):
        return HttpResponse("Te vaak gevraagd. Probeer het over een uur opnieuw.", status=429)
    response = calendars.subscribed(request, feeds.as_file(person))
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_http_methods(["GET", "POST"])
@of_person
def my_cancel(request, person):
    if request.method == "GET" and deadlines.has_begun(person.edition, timezone.now()):
        messages.error(request, joining.BEGUN)
        return redirect("symposium:my_day", person.token)
    if request.method == "POST":
        try:
            joining.cancel(person, now=timezone.now())
            messages.success(request, "Het is gelukt. We mailden je een bevestiging.")
        except Refused as no:
            messages.error(request, str(no))
        return redirect("symposium:my_day", person.token)
    can_come_back = person.edition.takes_registrations(timezone.now())
    context = {"person": person, "edition": person.edition, "can_come_back": can_come_back}
    return render(request, "symposium/registering/my_cancel.html", context)


@require_http_methods(["GET", "POST"])
@of_person
def my_details(request, person):
    if person.state not in joining.STANDING:
        return redirect("symposium:my_day", person.token)
    has_begun = deadlines.has_begun(person.edition, timezone.now())
    form = DetailsForm(request.POST or None, instance=person, has_begun=has_begun)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Je gegevens zijn gewijzigd.")
        return redirect("symposium:my_day", person.token)
    context = {"person": person, "edition": person.edition, "form": form}
    return render(request, "symposium/registering/my_details.html", context)
