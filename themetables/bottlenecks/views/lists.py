from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.access import members_only
from province.models import Pillar
from themetables.bottlenecks import answering, filters
from themetables.bottlenecks.near import near
from themetables.bottlenecks.places import ground
from themetables.bottlenecks.rows import rows_of
from themetables.models import Bottleneck, ThemeTable

PER_PAGE = 25


@require_safe
@members_only
def bottleneck_list(request):
    today = timezone.localdate()
    province = ground(today)
    coalitions = answering.led_by(request.user, today)
    chosen = read_filter(request, province, coalitions)
    found = filters.narrow(Bottleneck.objects.visible_to(request.user).current(), chosen.chosen, province)
    if chosen.chosen.get("antwoord") == filters.NEAR:
        found = near(found, province, coalitions)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    template = "themetables/bottlenecks/bottleneck_list.html"
    context = {
        "filter": chosen,
        "page": page,
        "rows": rows_of(page.object_list, province, coalitions),
        "borders": province.drawn,
        # The lines have buttons for who answers for one coalition.
        "asks": len(coalitions) == 1,
    }
    return render(request, f"{template}#results" if request.htmx else template, context)


def read_filter(request, province, coalitions):
    options = filters.Options(
        municipalities=tuple((place.slug, place.name) for place in province.places),
        pillars=tuple(Pillar.objects.values_list("slug", "name")),
        tables=tuple(ThemeTable.objects.visible_to(request.user).values_list("slug", "short_name")),
        answers=bool(coalitions),
    )
    names = [name for name in filters.BottleneckFilter.base_fields if name in request.GET]
    asked = tuple((name, request.GET.get(name)) for name in names)
    return filters.read(asked, options)
