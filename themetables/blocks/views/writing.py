"""Writing a building block together, and the steps that others see."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members.access import get_editable, get_visible
from members.refused import Refused
from themetables.blocks import publishing
from themetables.blocks.comparing import compared
from themetables.blocks.forms import BlockForm, PublishForm, ReplaceForm, SeenForm, TestedForm
from themetables.blocks.rights import may_decide, may_write
from themetables.models import BuildingBlock, ThemeTable

BLOCKS = BuildingBlock.objects.select_related("table__circle", "changed_by")


def get_to_decide(user, slug):
    """For the steps of who leads the table; whoever only writes along gets 403."""
    block = get_editable(user, BLOCKS, slug=slug)
    if not may_decide(user, block):
        raise PermissionDenied
    return block


@require_http_methods(["GET", "POST"])
def block_create(request, slug):
    table = get_visible(request.user, ThemeTable.objects.select_related("circle"), slug=slug)
    if not may_write(request.user, table):
        raise PermissionDenied
    now = timezone.now()
    form = BlockForm(request.POST or None, table=table, on=timezone.localdate(now), by=request.user)
    if request.method == "POST" and form.is_valid():
        block = form.save_by(request.user, now)
        messages.success(request, "Het concept staat er. Leden van het netwerk kunnen meelezen.")
        return redirect(block)
    return render(request, "themetables/blocks/block_form.html", {"form": form, "table": table})


@require_http_methods(["GET", "POST"])
def block_edit(request, slug):
    block = get_editable(request.user, BLOCKS, slug=slug)
    now, title = timezone.now(), block.title
    about = {"table": block.table, "on": timezone.localdate(now), "by": request.user}
    form = BlockForm(request.POST or None, instance=block, **about)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, now):
        messages.success(request, f"De tekst is bewaard. {form.merge_sentence}".strip())
        return redirect(form.instance)
    context = {"form": form, "building_block": block, "table": block.table, "title": title}
    return render(request, "themetables/blocks/block_form.html", context)


@require_http_methods(["GET", "POST"])
def block_publish(request, slug):
    block = get_to_decide(request.user, slug)
    form = PublishForm(request.POST or None, block=block)
    if request.method == "POST" and form.is_valid():
        return _try(
            request,
            block,
            lambda: publishing.publish(block, **form.cleaned_data, by=request.user, now=timezone.now()),
            "De nieuwe versie is gepubliceerd. Wie de bouwsteen gebruikt, krijgt bericht.",
        )
    newest = block.versions.first()
    context = {
        "form": form,
        "building_block": block,
        "newest": newest,
        "rows": [row for row in compared(newest, block) if row.is_changed] if newest else [],
    }
    return render(request, "themetables/blocks/block_publish.html", context)


@require_http_methods(["GET", "POST"])
def block_test(request, slug):
    block = get_to_decide(request.user, slug)
    form = TestedForm(request.POST or None, initial={"whom": block.tested_at_whom})
    if request.method == "POST" and form.is_valid():
        return _try(
            request,
            block,
            lambda: publishing.mark_tested(block, **form.cleaned_data, by=request.user, now=timezone.now()),
            "Bij de bouwsteen staat nu waar hij is getest.",
        )
    return render(request, "themetables/blocks/block_test.html", {"form": form, "building_block": block})


@require_http_methods(["GET", "POST"])
def block_establish(request, slug):
    block = get_to_decide(request.user, slug)
    form = SeenForm(request.POST or None, block=block)
    if request.method == "POST" and form.is_valid():
        return _try(
            request,
            block,
            lambda: publishing.establish(block, **form.cleaned_data, by=request.user, now=timezone.now()),
            "De bouwsteen is vastgesteld. Iedereen kan hem nu lezen, ook zonder account.",
        )
    context = {"form": form, "building_block": block, "newest": block.versions.first()}
    return render(request, "themetables/blocks/block_establish.html", context)


@require_http_methods(["GET", "POST"])
def block_replace(request, slug):
    block = get_to_decide(request.user, slug)
    form = ReplaceForm(request.POST or None, block=block, user=request.user)
    if request.method == "POST" and form.is_valid():
        return _try(
            request,
            block,
            lambda: publishing.replace(block, **form.cleaned_data, by=request.user, now=timezone.now()),
            "De bouwsteen is vervangen. Hij blijft te lezen, met een link naar de nieuwe.",
        )
    return render(request, "themetables/blocks/block_replace.html", {"form": form, "building_block": block})


def _try(request, block, verb, sentence):
    """Do it, or say why it cannot be; either way back to the page of the block."""
    try:
        verb()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, sentence)
    return redirect(block)
