from django.urls import include, path

app_name = "themetables"
urlpatterns = [
    path("thematafels/", include("themetables.tables.urls")),
]
