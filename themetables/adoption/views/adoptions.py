"""What one coalition does with building blocks: all of them, one, and choosing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.models import Coalition
from language.difference import difference, new_side, old_side
from language.markup import readable
from members.access import get_editable, get_visible, members_only
from members.refused import Refused
from themetables.adoption import choosing, listing
from themetables.adoption.forms import AdoptionForm, MoveAlongForm, StayForm
from themetables.adoption.views.experiences import may_tell
from themetables.blocks.comparing import compared
from themetables.models import Adoption, AdoptionState, BuildingBlock

COALITIONS = Coalition.objects.select_related("circle")


def adoptions():
    return Adoption.objects.select_related("coalition__circle__coalition", "block__table", "block_version", "contact")


@members_only
@require_safe
def adoption_list(request, slug):
    coalition = get_visible(request.user, COALITIONS, slug=slug)
    may_edit = coalition.is_editable_by(request.user)
    context = {
        "coalition": coalition,
        "may_edit": may_edit,
        "states": listing.by_state(coalition, request.user),
        "open": listing.not_answered(coalition, request.user, timezone.localdate()),
    }
    return render(request, "themetables/adoption/adoption_list.html", context)


@require_safe
def adoption_detail(request, slug, block):
    adoption = get_visible(request.user, adoptions(), coalition__slug=slug, block__slug=block)
    pieces = difference(readable(adoption.block_version.common_text), readable(adoption.local_text))
    context = {
        "adoption": adoption,
        "building_block": adoption.block,
        "coalition": adoption.coalition,
        "common": old_side(pieces),
        "local": new_side(pieces),
        "changes": adoption.changes.select_related("by"),
        "may_edit": adoption.coalition.is_editable_by(request.user),
        "may_tell": may_tell(request.user, adoption.coalition) and adoption.state != AdoptionState.NOT_YET,
        "State": AdoptionState,
    }
    return render(request, "themetables/adoption/adoption_detail.html", context)


@require_http_methods(["GET", "POST"])
def adoption_edit(request, slug, block):
    now = timezone.now()
    coalition = get_editable(request.user, COALITIONS, slug=slug)
    block = get_visible(request.user, BuildingBlock.objects.select_related("table"), slug=block)
    adoption = adoptions().filter(coalition=coalition, block=block).first()
    if adoption is None and (block.is_replaced or not block.latest):
        raise PermissionDenied
    form = AdoptionForm(
        request.POST or None,
        instance=adoption or Adoption(coalition=coalition, block=block),
        initial=_initial(request, block, adoption, timezone.localdate(now)),
        on=timezone.localdate(now),
    )
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, now):
        messages.success(request, f"Bewaard: {form.instance.get_state_display()}. {form.merge_sentence}".strip())
        return redirect(form.instance)
    version = adoption.block_version if adoption else block.versions.first()
    context = {"form": form, "coalition": coalition, "building_block": block, "adoption": adoption, "version": version}
    return render(request, "themetables/adoption/adoption_edit.html", context)


def _initial(request, block, adoption, today):
    """What somebody who begins is offered; and the common text to adapt, for who asks for it."""
    initial = {} if adoption else {"since": today, "contact": request.user.pk}
    if "tekst" in request.GET and not (adoption and adoption.local_text):
        version = adoption.block_version if adoption else block.versions.first()
        initial |= {"state": AdoptionState.ADAPTED, "local_text": version.common_text}
    return initial


@require_http_methods(["GET", "POST"])
def adoption_follow(request, slug, block):
    """A new version: what changed, and the question whether the coalition moves along."""
    adoption = _to_answer(request.user, slug, block)
    newest = adoption.block.versions.first()
    form = MoveAlongForm(request.POST or None, initial={"number": newest.number})
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        return _try(
            request,
            adoption,
            lambda: choosing.move_along(adoption, number, by=request.user, now=timezone.now()),
            f"Jullie gebruiken nu versie {number}.",
        )
    context = _question(adoption, newest) | {"form": form, "stay_form": StayForm(initial={"number": newest.number})}
    return render(request, "themetables/adoption/adoption_follow.html", context)


@require_http_methods(["GET", "POST"])
def adoption_stay(request, slug, block):
    adoption = _to_answer(request.user, slug, block)
    newest = adoption.block.versions.first()
    form = StayForm(request.POST or None, initial={"number": newest.number})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        return _try(
            request,
            adoption,
            lambda: choosing.stay(adoption, given["number"], given["reason"], by=request.user, now=timezone.now()),
            f"Bewaard: jullie blijven bij versie {adoption.block_version.number}.",
        )
    context = _question(adoption, newest) | {"form": form}
    return render(request, "themetables/adoption/adoption_stay.html", context)


def _to_answer(user, slug, block):
    return get_editable(user, adoptions().in_use(), coalition__slug=slug, block__slug=block)


def _question(adoption, newest):
    return {
        "adoption": adoption,
        "building_block": adoption.block,
        "coalition": adoption.coalition,
        "newest": newest,
        "between": adoption.block.versions.filter(number__gt=adoption.block_version.number),
        "rows": [row for row in compared(adoption.block_version, newest) if row.is_changed],
    }


def _try(request, adoption, verb, sentence):
    try:
        verb()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, sentence)
    return redirect(adoption)
