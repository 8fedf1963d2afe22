from django.urls import include, path

app_name = "themetables"
urlpatterns = [
    path("knelpunten/", include("themetables.bottlenecks.urls")),
    path("", include("themetables.plans.urls")),
    path("", include("themetables.decisions.urls")),
    path("thematafels/", include("themetables.tables.urls")),
]
