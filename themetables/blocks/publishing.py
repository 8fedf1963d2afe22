"""How a building block goes on: a version, tested somewhere, established, replaced.

Every verb locks the row and looks again. What it tells others is queued in the same transaction.
"""

from django.db import transaction

from members import conflicts
from members.models import User
from members.refused import Refused
from themetables.blocks import telling
from themetables.bottlenecks import steps
from themetables.models import BlockChange, BlockState, BlockVersion, BottleneckState, BuildingBlock
from themetables.models.blocks import KEPT


def publish(block: BuildingBlock, what_changed: str, *, by: User, now, version: int | None = None) -> BlockVersion:
    """Give others the text as it stands. `version` is the text that was read: another is not published unseen.

    The first version delivers the bottlenecks it solves; a later one asks who uses the block to move along.
    """
    with transaction.atomic():
        row = _alive(block)
        _check_seen(row, block.version if version is None else version)
        row.latest += 1
        row.save_version(by=by, now=now)
        published = BlockVersion.objects.create(
            block=row,
            number=row.latest,
            what_changed=what_changed,
            published_at=now,
            published_by=by,
            **{name: getattr(row, name) for name in KEPT},
        )
        _keep(row, f"Versie {row.latest} gepubliceerd: {what_changed}", by, now)
        delivered_before = deliver(row, by=by, now=now)
        if row.latest == 1:
            telling.another_block(row, delivered_before, by=by, now=now)
        else:
            telling.new_version(published, by=by, now=now)
    return published


def mark_tested(block: BuildingBlock, whom: str, *, by: User, now) -> BuildingBlock:
    """Say where it was tried out; once more says where else."""
    with transaction.atomic():
        row = _alive(block)
        if row.state == BlockState.ADOPTED:
            raise Refused("Deze bouwsteen is al vastgesteld. Een ervaring van een coalitie schrijf je onder de tekst.")
        row.state, row.tested_at_whom = BlockState.TESTED, whom
        row.save_version(by=by, now=now)
        _keep(row, f"Getest bij {whom}.", by, now)
    return row


def establish(block: BuildingBlock, *, by: User, now, version: int | None = None) -> BuildingBlock:
    """Let the newest version stand, for everybody to read. Twice is once."""
    with transaction.atomic():
        row = _alive(block)
        if row.state == BlockState.ADOPTED:
            return row
        if not row.latest:
            raise Refused("Er is nog geen versie die anderen kunnen lezen. Publiceer eerst de eerste versie.")
        _check_seen(row, block.version if version is None else version)
        row.state, row.adopted_at = BlockState.ADOPTED, now
        row.save_version(by=by, now=now)
        _keep(row, f"Versie {row.latest} vastgesteld.", by, now)
    return row


def replace(block: BuildingBlock, other: BuildingBlock, *, by: User, now) -> BuildingBlock:
    """Say that another block took the place of this one, and tell who uses it. It stays to be read."""
    with transaction.atomic():
        # Both, always in the same order: two that replace each other at once would wait for each other for ever.
        rows = BuildingBlock.objects.order_by("pk").select_for_update(no_key=True, of=("self",))
        found = {row.pk: row for row in rows.filter(pk__in=[block.pk, other.pk])}
        row, other = found[block.pk], found[other.pk]
        if row.state == BlockState.REPLACED:
            raise Refused("Deze bouwsteen is al vervangen.")
        if other.state == BlockState.REPLACED or not other.latest or other.pk == row.pk:
            raise Refused(f"“{other}” kan hier niet voor in de plaats komen. Kies een andere bouwsteen.")
        row.state, row.replaced_by = BlockState.REPLACED, other
        row.owner = row.review_on = None  # nobody has to look after it any more
        row.save_version(by=by, now=now)
        _keep(row, f"Vervangen door “{other}”."[:300], by, now)
        telling.replaced(row, by=by, now=now)
    return row


def deliver(block, *, by, now):
    """Say of what it solves that there is a building block, and return those of which that was said before.

    What is solved by now stays so.
    """
    before = []
    for bottleneck in block.solves.current().exclude(state=BottleneckState.SOLVED).order_by("pk"):
        if bottleneck.state == BottleneckState.DELIVERED:
            before.append(bottleneck)
        else:
            steps.deliver(bottleneck, table=bottleneck.table or block.table, by=by, now=now)
    return before


def _alive(block):
    row = conflicts.lock(BuildingBlock.objects.select_related("table", "changed_by"), block.pk)
    if row.state == BlockState.REPLACED:
        raise Refused("Deze bouwsteen is vervangen. Werk verder aan de bouwsteen die ervoor in de plaats kwam.")
    return row


def _check_seen(row, version):
    if row.version != version:
        who = row.changed_by or "Iemand anders"
        raise Refused(f"{who} heeft intussen iets gewijzigd. Lees eerst hoe de tekst nu is.")


def _keep(row, sentence, by, now):
    BlockChange.objects.create(block=row, state=row.state, sentence=sentence, by=by, at=now)
