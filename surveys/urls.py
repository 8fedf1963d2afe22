from django.urls import include, path

app_name = "surveys"
urlpatterns = [
    path("enquetes/", include("surveys.sending.urls")),
    path("enquetes/vragenlijsten/", include("surveys.making.urls")),
    path("enquetes/<int:round_pk>/resultaten/", include("surveys.results.urls")),
    path("enquetes/", include("surveys.answering.urls")),
    path("enquetes/", include("surveys.giving_back.urls")),
]
