from django.urls import include, path

app_name = "surveys"
urlpatterns = [path("enquetes/vragenlijsten/", include("surveys.making.urls"))]
