from django.urls import include, path

from coalitions import views

app_name = "coalitions"
urlpatterns = [
    path("", include("coalitions.agreements.urls")),
    path("", include("coalitions.declarations.urls")),
    path("coalities/", views.coalition_list, name="coalition_list"),
    path("", include("coalitions.budget.urls")),
    path("", include("coalitions.overview.urls")),
    path("", include("coalitions.startpackage.urls")),
    path("", include("coalitions.interventions.urls")),
    path("", include("coalitions.formation.urls")),
    path("", include("coalitions.partners.urls")),
    path("", include("coalitions.contact.urls")),
    path("sociale-kaart/", include("coalitions.directory.urls")),
    # Last, so that no coalition hides a page of its own name.
    path("coalities/<slug:slug>/", views.coalition_detail, name="coalition_detail"),
    path("coalities/<slug:slug>/wijzigen/", views.coalition_edit, name="coalition_edit"),
    path("coalities/<slug:slug>/fase/", views.phase_edit, name="phase_edit"),
    path("coalities/<slug:slug>/fase/<int:pk>/weghalen/", views.phase_delete, name="phase_delete"),
]
