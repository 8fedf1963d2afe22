from django.urls import path

from coalitions.overview import views

urlpatterns = [
    path("overzicht/", views.overview, name="overview"),
    path("overzicht/coalities.<str:kind>", views.overview_download, name="overview_download"),
    path("overzicht/<slug:slug>/", views.support_detail, name="support_detail"),
    path("overzicht/<slug:slug>/instappen/", views.joining_edit, name="joining_edit"),
    path("overzicht/<slug:slug>/notities/<int:pk>/weghalen/", views.note_remove, name="note_remove"),
]
