from django.urls import include, path

app_name = "themetables"
urlpatterns = [
    path("knelpunten/", include("themetables.bottlenecks.urls")),
    path("", include("themetables.plans.urls")),
    path("", include("themetables.decisions.urls")),
    path("", include("themetables.blocks.urls")),
    path("", include("themetables.adoption.urls")),
    path("thematafels/", include("themetables.tables.urls")),
    path("keten/", include("themetables.chain.urls")),
    path("opbrengst/", include("themetables.results.urls")),
]
