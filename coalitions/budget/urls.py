from django.urls import path

from coalitions.budget import views

urlpatterns = [
    path("overzicht/geld/", views.budget_overview, name="budget_overview"),
    path("overzicht/geld/spuk.<str:kind>", views.budget_overview_download, name="budget_overview_download"),
    path("coalities/<slug:slug>/geld/", views.budget_list, name="budget_list"),
    path("coalities/<slug:slug>/geld/<int:year>/", views.budget_edit, name="budget_edit"),
    path("coalities/<slug:slug>/geld/spuk.<str:kind>", views.budget_download, name="budget_download"),
]
