"""Every version of one building block: the list, reading an old one, two beside each other."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.access import get_visible, members_only
from members.versions import ChooseVersionsForm, chosen
from themetables.blocks import comparing
from themetables.models import BlockVersion, BuildingBlock
from themetables.models.blocks import KEPT

BLOCKS = BuildingBlock.objects.select_related("table__circle")


@members_only
@require_safe
def block_history(request, slug):
    block = get_visible(request.user, BLOCKS, slug=slug)
    versions = block.versions.visible_to(request.user).defer(*KEPT)
    context = {
        "building_block": block,
        "versions": versions,
        "steps": block.steps_taken.select_related("by"),
        "form": ChooseVersionsForm(versions=versions, at="published_at"),
    }
    return render(request, "themetables/blocks/block_history.html", context)


@members_only
@require_safe
def block_version(request, slug, number):
    block = get_visible(request.user, BLOCKS, slug=slug)
    found = BlockVersion.objects.select_related("published_by")
    context = {"building_block": block, "version": get_visible(request.user, found, block=block, number=number)}
    return render(request, "themetables/blocks/block_version.html", context)


@members_only
@require_safe
def block_difference(request, slug):
    block = get_visible(request.user, BLOCKS, slug=slug)
    versions = block.versions.visible_to(request.user)
    form = ChooseVersionsForm(request.GET or None, versions=versions, at="published_at")
    pair = chosen(form, versions)
    context = {"building_block": block, "form": form, "pair": pair, "rows": comparing.compared(*pair) if pair else []}
    return render(request, "themetables/blocks/block_difference.html", context)
