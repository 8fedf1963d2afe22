"""What waits for somebody about tables, on the start page. See also: kansrijkestart/waiting.py."""

from django.db.models import Count
from django.urls import reverse

from members.models import Circle, Membership
from themetables.models import JoinRequest, ThemeTable
from themetables.tables.standing import standings


def requests_to_join(user, on):
    """For who leads a table; for the coordinator where nobody does."""
    if not user.is_coordinator and not user.led_ids_of(Circle.Kind.TABLE):
        return
    found = JoinRequest.objects.undecided()
    if user.is_coordinator:
        led = Membership.objects.leading(on)
        found = found.exclude(table__circle__in=led.exclude(user=user).values("circle"))
    else:
        found = found.filter(table__circle__in=user.led_circle_ids)
    rows = found.order_by().values_list("table__slug", "table__short_name").annotate(Count("pk"))
    for slug, name, count in sorted(rows):
        who = "1 persoon wil" if count == 1 else f"{count} mensen willen"
        yield (
            f"{who} meedoen aan thematafel {name}. Laat weten of dat kan.",
            reverse("themetables:joinrequest_list", args=[slug]),
        )


def silent_tables(user, on):
    """Kindly, to who leads one; to the coordinator how many there are."""
    if user.is_coordinator:
        silent = [row for row in standings(ThemeTable.objects.active(), on) if row.is_silent]
        if silent:
            text = "Eén thematafel is" if len(silent) == 1 else f"{len(silent)} thematafels zijn"
            url = reverse("themetables:table_overview", query={"stil": "ja"})
            yield f"{text} al 60 dagen stil. Vraag waar je mee kunt helpen.", url
    elif user.led_ids_of(Circle.Kind.TABLE):
        for row in standings(ThemeTable.objects.active().filter(circle__in=user.led_circle_ids), on):
            if row.is_silent:
                url = reverse("themetables:note_list", args=[row.table.slug])
                yield f"Het is even stil rond thematafel {row.table}. Vertel in een paar zinnen hoe het gaat.", url
