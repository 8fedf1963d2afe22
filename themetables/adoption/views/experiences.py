"""What coalitions found out: writing it, taking it away, and the table that read it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from coalitions.models import Coalition
from members.access import get_editable, get_visible
from members.refused import Refused
from themetables.adoption import experiences
from themetables.adoption.forms import ExperienceForm, MarkReadForm
from themetables.models import BuildingBlock, Experience
from themetables.models.bottlenecks import working_circle_ids


@require_http_methods(["GET", "POST"])
def experience_create(request, slug, block):
    block = get_visible(request.user, BuildingBlock.objects.published(), slug=block)
    coalition = get_visible(request.user, Coalition.objects.select_related("circle"), slug=slug)
    if not may_tell(request.user, coalition) or not experiences.has_tried(block, coalition):
        raise PermissionDenied
    moments = experiences.free_moments(block, coalition)
    form = ExperienceForm(request.POST or None, moments=moments)
    if request.method == "POST" and form.is_valid():
        try:
            experiences.write(block, coalition, **form.cleaned_data, by=request.user, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "Dank je wel. Je ervaring staat bij de bouwsteen, en de thematafel leest haar.")
        return redirect(f"{block.get_absolute_url()}#ervaringen")
    context = {"form": form, "building_block": block, "coalition": coalition, "moments": moments}
    return render(request, "themetables/adoption/experience_create.html", context)


def may_tell(user, coalition):
    """The leaders and partners of the coalition, as long as it goes on."""
    return coalition.carried_over_at is None and coalition.circle_id in working_circle_ids(user)


@require_http_methods(["GET", "POST"])
def experience_remove(request, slug, pk):
    found = Experience.objects.select_related("block", "coalition")
    experience = get_editable(request.user, found, pk=pk, block__slug=slug)
    if request.method == "POST":
        experience.delete()
        messages.success(request, "De ervaring is weggehaald.")
        return redirect(f"{experience.block.get_absolute_url()}#ervaringen")
    return render(request, "themetables/adoption/experience_remove.html", {"experience": experience})


@require_POST
def experiences_read(request, slug):
    block = get_editable(request.user, BuildingBlock.objects.all(), slug=slug)
    form = MarkReadForm(request.POST)
    if form.is_valid():
        experiences.mark_read(block, before=form.cleaned_data["before"], now=timezone.now())
        messages.success(request, "De ervaringen staan op gelezen.")
    return redirect(f"{block.get_absolute_url()}#ervaringen")
