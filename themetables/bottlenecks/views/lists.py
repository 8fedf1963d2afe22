from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.access import members_only
from province.models import Pillar
from themetables.bottlenecks import answering
from themetables.bottlenecks.filters import NEAR, BottleneckFilter
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
    form = BottleneckFilter(
        request.GET,
        ground=province,
        coalitions=coalitions,
        pillars=Pillar.objects.values_list("slug", "name"),
        tables=ThemeTable.objects.visible_to(request.user).values_list("slug", "short_name"),
    )
    found = form.found(Bottleneck.objects.visible_to(request.user).current())
    if form.chosen.get("antwoord") == NEAR:
        found = near(found, province, coalitions)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    template = "themetables/bottlenecks/bottleneck_list.html"
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(page.object_list, province, coalitions),
        "borders": province.drawn,
        "is_filtered": bool(form.chosen),
        # The lines have buttons for who answers for one coalition.
        "asks": len(coalitions) == 1,
    }
    return render(request, f"{template}#results" if request.htmx else template, context)
