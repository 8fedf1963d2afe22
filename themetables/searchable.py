"""What the search index knows of the loop: bottlenecks, tables, their plans, building blocks."""

from language.markup import plain
from library.search.sources import ALWAYS, FIRST_DAY, Part, Source
from themetables.models import BlockState, Bottleneck, BuildingBlock, TablePlan, ThemeTable
from themetables.models.blocks import KEPT


def bottleneck_parts(bottleneck):
    yield Part(
        title=bottleneck.title,
        url=bottleneck.get_absolute_url(),
        moment=bottleneck.changed_at or bottleneck.named_at,
        text=plain("\n\n".join([bottleneck.what_happens, bottleneck.for_whom, bottleneck.would_help])),
        context=bottleneck.coalition.name if bottleneck.coalition else "hele netwerk",
    )


def table_parts(table):
    yield Part(
        title=table.short_name,
        url=table.get_absolute_url(),
        moment=table.changed_at or FIRST_DAY,
        text=plain(f"{table.summary}\n\n{table.goal}"),
        also=f"thematafel {table.name}",
        context=table.name if table.name != table.short_name else "",
        low_from=(table.closed_on or ALWAYS) if table.is_closed else None,
        note="gestopt",
    )


def plan_parts(plan):
    yield Part(
        title=str(plan),
        url=plan.get_absolute_url(),
        moment=plan.changed_at or FIRST_DAY,
        text=plain("\n\n".join(text for _label, text in plan.parts)),
        context=plan.state.label,
    )


def block_parts(block):
    """The version that others read; what the table is working on since is found by nobody."""
    read = next((version for version in block.versions.all() if version.number == block.latest), block)
    title, *texts = (getattr(read, name) for name in KEPT)
    replaced = block.state == BlockState.REPLACED
    yield Part(
        title=title,
        url=block.get_absolute_url(),
        moment=block.changed_at or FIRST_DAY,
        text=plain("\n\n".join(texts)),
        also=f"bouwsteen {block.get_kind_display()}",
        context=f"{block.get_kind_display()} van tafel {block.table.short_name}",
        low_from=ALWAYS if replaced else block.review_on,
        note="vervangen" if replaced else "moet worden nagekeken",
    )


SOURCES = (
    Source(
        kind="block",
        singular="bouwsteen",
        label="Bouwstenen",
        objects=lambda: BuildingBlock.objects.select_related("table").prefetch_related("versions"),
        visible_to=BuildingBlock.objects.visible_to,
        parts=block_parts,
        beside="het soort bouwsteen",
    ),
    Source(
        kind="bottleneck",
        singular="knelpunt",
        label="Knelpunten",
        objects=lambda: Bottleneck.objects.current().select_related("coalition").defer("words"),
        visible_to=lambda user: Bottleneck.objects.current().visible_to(user),
        parts=bottleneck_parts,
    ),
    Source(
        kind="table",
        singular="thematafel",
        label="Thematafels",
        objects=lambda: ThemeTable.objects.all(),
        visible_to=ThemeTable.objects.visible_to,
        parts=table_parts,
        beside="de volledige naam",
    ),
    Source(
        kind="plan",
        singular="tafelplan",
        label="Tafelplannen",
        objects=lambda: TablePlan.objects.select_related("table"),
        visible_to=TablePlan.objects.visible_to,
        parts=plan_parts,
    ),
)
