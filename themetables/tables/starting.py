"""A new theme table: its circle, its page, and the bottlenecks it begins with, in one go."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.text import slugify

from language.slugs import first_free
from members import joining
from members.models import Circle, Membership, User
from members.notices.telling import notify
from province.models import Pillar
from themetables.bottlenecks import steps
from themetables.models import Bottleneck, TableChange, ThemeTable


@transaction.atomic
def start(
    name: str,
    *,
    pillars: Iterable[Pillar],
    bottlenecks: Iterable[Bottleneck] = (),
    short_name: str = "",
    summary: str = "",
    goal: str = "",
    ways_in: str = ThemeTable.Joining.REQUEST,
    lead: User | None = None,
    on=None,
    by: User | None,
    now,
) -> ThemeTable:
    """Start a table; the bottlenecks are taken up by it, and whoever recognised them hears so."""
    on = on or timezone.localdate(now)
    short_name = short_name or name[:60]
    # One at a time: of two who start the same table at once the second gets a path of its own.
    Circle.objects.select_for_update(no_key=True).get(kind=Circle.Kind.NETWORK)
    slug = free_slug(short_name)
    circle = Circle.objects.create(slug=f"thematafel-{slug}", kind=Circle.Kind.TABLE, name=f"Thematafel {short_name}")
    table = ThemeTable(
        circle=circle,
        slug=slug,
        name=name,
        short_name=short_name,
        summary=summary,
        goal=goal,
        joining=ways_in,
        started_on=on,
    )
    table.save_version(by=by, now=now)
    table.pillars.set(pillars)
    TableChange.objects.create(
        table=table, kind=TableChange.Kind.STARTED, sentence=goal or "De tafel begint.", by=by, at=now
    )
    for bottleneck in bottlenecks:
        steps.take_up(bottleneck, table, reason=f"Thematafel {table} begint ermee.", by=by, now=now)
    if lead:
        joining.join(lead, circle, Membership.Role.LEADER, by=by, on=on)
        notify(
            [lead],
            f"Jij trekt de nieuwe thematafel {table}.",
            table.get_absolute_url(),
            key=f"table-led:{table.pk}",
            by=by,
            now=now,
        )
    return table


def free_slug(name):
    """Return a name for the path that no other table has or had, and no other page."""
    wanted = slugify(name)[:60] or "tafel"
    taken = set(ThemeTable.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    taken |= {
        slug.removeprefix("thematafel-")
        for slug in Circle.objects.filter(slug__startswith=f"thematafel-{wanted}").values_list("slug", flat=True)
    }
    return first_free(wanted, lambda slug: slug in taken or not _leads_to_a_table(slug))


def _leads_to_a_table(slug):
    return resolve(reverse("themetables:table_detail", args=[slug])).view_name == "themetables:table_detail"
