"""A coalition answers: we recognise this, this is how it is here, or not with us."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import coordinators_only, get_editable, get_visible
from members.refused import Refused
from themetables.bottlenecks import answering, recognising
from themetables.bottlenecks.forms import AnswerForm, RecognitionForm, TypedForm
from themetables.bottlenecks.views.leading import leads_on
from themetables.models import Bottleneck, Recognition


def get_answer(request, pk):
    """The bottleneck, the coalition that somebody answers for, and where they go on reading."""
    bottleneck = get_visible(request.user, Bottleneck.objects.all(), pk=pk)
    coalitions = answering.answerable(request.user, timezone.localdate())
    form = AnswerForm(request.POST, coalitions=coalitions)
    if not form.is_valid():
        raise PermissionDenied
    onward = form.cleaned_data["onward"]
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return bottleneck, form.cleaned_data["coalition"], onward if is_ours else bottleneck.get_absolute_url()


@require_POST
def bottleneck_recognise(request, pk):
    """ "Wij herkennen dit", in one click."""
    bottleneck, coalition, onward = get_answer(request, pk)
    recognising.recognise(bottleneck, coalition, by=request.user, now=timezone.now())
    messages.success(request, f"{coalition} herkent “{bottleneck}” nu ook.")
    return redirect(onward)


@require_POST
def bottleneck_dismiss(request, pk):
    """ "Herkennen we niet": asked no more."""
    bottleneck, coalition, onward = get_answer(request, pk)
    if recognising.dismiss(bottleneck, coalition, by=request.user, now=timezone.now()):
        messages.success(request, f"{coalition} herkent “{bottleneck}” niet. We vragen het niet meer.")
    else:
        messages.info(request, f"{coalition} herkent “{bottleneck}” al.")
    return redirect(onward)


@require_safe
@leads_on
@coordinators_only
def recognition_choose(request, pk):
    """The coordinator heard at a meeting that a coalition recognises this: for which one?"""
    bottleneck = get_visible(request.user, Bottleneck.objects.current(), pk=pk)
    known = bottleneck.recognitions.values("coalition")
    coalitions = answering.answerable(request.user, timezone.localdate()).exclude(pk__in=known)
    context = {"bottleneck": bottleneck, "coalitions": coalitions}
    return render(request, "themetables/bottlenecks/recognition_choose.html", context)


@require_http_methods(["GET", "POST"])
@leads_on
def recognition_edit(request, pk, slug):
    """How it looks with one coalition; saving it recognises the bottleneck too."""
    bottleneck = get_visible(request.user, Bottleneck.objects.current(), pk=pk)
    coalitions = answering.answerable(request.user, timezone.localdate())
    coalition = coalitions.filter(slug=slug).first()
    if coalition is None:
        raise PermissionDenied
    recognition = bottleneck.recognitions.filter(coalition=coalition).first()
    form = recognition_form(request, recognition)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["how_here"]
        recognising.recognise(bottleneck, coalition, text, by=request.user, now=timezone.now())
        messages.success(request, f"Bij het knelpunt staat nu hoe het bij {coalition} is.")
        return redirect(bottleneck)
    context = {"form": form, "bottleneck": bottleneck, "coalition": coalition, "recognition": recognition}
    return render(request, "themetables/bottlenecks/recognition_edit.html", context)


def recognition_form(request, recognition):
    """The form, filled with what somebody was typing when they saw that this bottleneck is the same."""
    instance = recognition or Recognition()
    typed = TypedForm(request.POST)
    if typed.is_valid():
        texts = (instance.how_here, typed.cleaned_data["what_happens"])
        return RecognitionForm(instance=instance, initial={"how_here": "\n\n".join(filter(None, texts))})
    return RecognitionForm(request.POST or None, instance=instance)


@require_http_methods(["GET", "POST"])
@leads_on
def recognition_withdraw(request, pk, slug):
    recognitions = Recognition.objects.select_related("bottleneck", "coalition")
    recognition = get_editable(request.user, recognitions, bottleneck=pk, coalition__slug=slug)
    if request.method == "POST":
        try:
            recognising.withdraw(recognition, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{recognition.coalition} herkent dit knelpunt niet meer.")
        return redirect(recognition.bottleneck)
    return render(request, "themetables/bottlenecks/recognition_withdraw.html", {"recognition": recognition})
