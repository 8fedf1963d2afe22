from django.urls import include, path

from coalitions import views

app_name = "coalitions"
urlpatterns = [
    path("", include("coalitions.agreements.urls")),
    path("coalities/", views.coalition_list, name="coalition_list"),
    path("", include("coalitions.interventions.urls")),
    path("coalities/<slug:slug>/", views.coalition_detail, name="coalition_detail"),
    path("coalities/<slug:slug>/wijzigen/", views.coalition_edit, name="coalition_edit"),
]
