from django.urls import path

from themetables.results import views

urlpatterns = [
    path("", views.results, name="results"),
    path("opbrengst.<str:kind>", views.results_download, name="results_download"),
]
