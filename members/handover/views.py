""" "Ik ga weg": the wizard in four steps, and the page of who takes over."""

from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import joining
from members.access import get_editable, get_visible, members_only
from members.handover import completing, dividing, giving_along, showing
from members.handover.forms import DivideForm, KindForm, NoteForm, StartForm
from members.models import Circle, Handover, HandoverChoice, HandoverItem, Invitation, User

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
@members_only
def handover_start(request):
    return _start(request, request.user)


@require_http_methods(["GET", "POST"])
@members_only
def handover_start_for(request, pk):
    """For somebody who does not do it themselves: by the coordinator, or by who leads a circle they are in."""
    return _start(request, get_visible(request.user, User.objects.all(), pk=pk))


def _start(request, person):
    now = timezone.now()
    circles = _leavable(request.user, person, timezone.localdate(now))
    draft = Handover.objects.editable_by(request.user).filter(person=person).first()
    form = StartForm(
        request.POST or None,
        circles=circles,
        is_own=person.pk == request.user.pk,
        on=timezone.localdate(now),
        initial=_asked_for(request, circles),
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        draft = dividing.start(
            person, list(chosen["circles"]), leaves_on=chosen["leaves_on"], by=request.user, now=now
        )
        if Handover.objects.editable_by(request.user).filter(pk=draft.pk).exists():
            return redirect(draft)
        messages.error(request, f"{person.shown_name} is zelf al bezig met overdragen.")
        return redirect(person)
    context = {"form": form, "person": person, "draft": draft, "is_own": person.pk == request.user.pk}
    return render(request, "members/handover/handover_start.html", context)


def _leavable(user, person, on):
    """Return the circles this user may take the person out of."""
    circles = Circle.objects.filter(pk__in=[circle.pk for circle in dividing.leavable(person, on)])
    if person.pk != user.pk:
        circles = circles.editable_by(user)
        if not circles.exists():
            raise Http404
    return circles


def _asked_for(request, circles):
    """A link from the page of one circle proposes that circle only."""
    slug = request.GET.get("kring")
    return {"circles": circles.filter(slug=slug)} if slug else None


def while_draft(view):
    """Who comes back to a step after all was handed over (a second click, Back) sees what came of it."""

    @wraps(view)
    def for_draft(request, pk, **rest):
        completed = Handover.objects.completed().visible_to(request.user)
        if completed.filter(pk=pk).exists():
            return redirect("members:handover_detail", pk)
        return view(request, pk, **rest)

    return for_draft


def _draft(request, pk):
    drafts = Handover.objects.drafts().select_related("person")
    return get_editable(request.user, drafts, pk=pk)


@require_http_methods(["GET", "POST"])
@while_draft
@members_only
def handover_divide(request, pk):
    handover = _draft(request, pk)
    today = timezone.localdate()
    plan = dividing.plan_of(handover, today)
    # Not "or None": where nobody has to be chosen, the answer is empty.
    data = request.POST if request.method == "POST" else None
    offers = giving_along.lost_by(handover, request.user, today)
    form = DivideForm(data, plan=plan, offers=offers, may_invite_to=lambda circle: _may_invite(request.user, circle))
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("members:handover_note", handover.pk)
    context = {
        "handover": handover,
        "plan": plan,
        "form": form,
        "is_own": handover.person_id == request.user.pk,
    }
    return render(request, "members/handover/handover_divide.html", context)


def _may_invite(user, circle):
    """Another coordinator is invited before the last one leaves, not by leaving."""
    if circle is None or circle.kind == Circle.Kind.NETWORK:
        return False
    return user.is_coordinator or circle.pk in user.led_circle_ids


@require_http_methods(["GET", "POST"])
@while_draft
@members_only
def handover_divide_kind(request, pk, part, kind):
    handover = _draft(request, pk)
    one, things = _one_kind(dividing.plan_of(handover, timezone.localdate()), part, kind)
    page = Paginator(things.things, PER_PAGE).get_page(request.GET.get("page"))
    choices = HandoverChoice.objects.filter(part=one.part, kind=kind).select_related("to")
    chosen = {choice.thing: choice.to for choice in choices}
    form = KindForm(request.POST or None, one=one, kind=things, things=page.object_list, chosen=chosen)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"Bewaard: wie de {things.title.lower()} krijgt.")
        return redirect("members:handover_divide", handover.pk)
    context = {"handover": handover, "one": one, "kind": things, "form": form, "page": page}
    return render(request, "members/handover/handover_divide_kind.html", context)


def _one_kind(plan, part_pk, kind):
    for one in plan.parts:
        for found in one.kinds:
            if one.part.pk == part_pk and found.kind == kind:
                return one, found
    raise Http404


@require_http_methods(["GET", "POST"])
@while_draft
@members_only
def handover_note(request, pk):
    handover = _draft(request, pk)
    is_own = handover.person_id == request.user.pk
    form = NoteForm(request.POST or None, instance=handover, is_own=is_own)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("members:handover_complete", handover.pk)
    context = {"handover": handover, "form": form, "is_own": is_own}
    return render(request, "members/handover/handover_note.html", context)


@require_http_methods(["GET", "POST"])
@while_draft
@members_only
def handover_complete(request, pk):
    now = timezone.now()
    handover = _draft(request, pk)
    if request.method == "POST":
        try:
            done = completing.complete(handover, by=request.user, now=now)
        except completing.AlreadyCompleted:
            return redirect("members:handover_detail", handover.pk)
        except completing.NotDivided as refusal:
            messages.error(request, str(refusal))
            return redirect("members:handover_divide", handover.pk)
        except joining.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("members:handover_complete", handover.pk)
        messages.success(request, "Alles is overgedragen. Wie iets overneemt, krijgt een mail.")
        return redirect(done)
    plan = dividing.plan_of(handover, timezone.localdate(now))
    context = {
        "handover": handover,
        "plan": plan,
        "is_own": handover.person_id == request.user.pk,
        "unfinished": giving_along.lost_by(handover, request.user, timezone.localdate(now)),
    }
    return render(request, "members/handover/handover_complete.html", context)


@require_http_methods(["GET", "POST"])
@while_draft
@members_only
def handover_discard(request, pk):
    handover = _draft(request, pk)
    if request.method == "POST":
        Handover.objects.drafts().filter(pk=handover.pk).delete()
        messages.success(request, "Deze overdracht is weggegooid. Er is niets veranderd.")
        return redirect("members:circle_list")
    return render(request, "members/handover/handover_discard.html", {"handover": handover})


@require_safe
def handover_detail(request, pk):
    """For who takes over: what they have now. For who left and for the coordinator: what went to whom."""
    completed = Handover.objects.completed().select_related("person", "started_by")
    handover = get_visible(request.user, completed, pk=pk)
    parts = handover.parts.select_related("circle", "successor", "invitation")
    sees_all = _sees_all(request.user, handover)
    mine = HandoverItem.objects.visible_to(request.user).filter(handover=handover, to=request.user.pk)
    context = {
        "handover": handover,
        "is_own": handover.person_id == request.user.pk,
        "mine": showing.by_kind(mine.select_related("circle")),
        "has_unread": mine.unread().exists(),
        "places": showing.places(parts.taken_over_by(request.user), request.user),
        "shares": showing.shares(handover) if sees_all else [],
        "invited": parts.filter(invitation__in=Invitation.objects.unanswered()) if sees_all else [],
    }
    return render(request, "members/handover/handover_detail.html", context)


def _sees_all(user, handover):
    return user.is_coordinator or user.pk in (handover.person_id, handover.started_by_id)


@require_POST
@members_only
def handover_read(request, pk):
    handover = get_visible(request.user, Handover.objects.completed(), pk=pk)
    mine = HandoverItem.objects.visible_to(request.user).filter(handover=handover, to=request.user.pk)
    mine.unread().update(read_at=timezone.now())
    messages.success(request, "Fijn. Je vindt deze pagina terug via de mail die je kreeg.")
    return redirect("home")
