"""The directory (sociale kaart). Words in the place of a slug are reserved: see editing.RESERVED."""

from django.urls import path

from coalitions.directory.views import editing, imports, pages, suggestions

urlpatterns = [
    path("", pages.organisation_list, name="organisation_list"),
    path("exporteren/<str:kind>/", pages.organisation_export, name="organisation_export"),
    path("nieuw/", editing.organisation_create, name="organisation_create"),
    path("importeren/", imports.import_create, name="import_create"),
    path("importeren/<int:pk>/", imports.import_detail, name="import_detail"),
    path("voorstellen/", suggestions.suggestion_list, name="suggestion_list"),
    path("voorstellen/<int:pk>/", suggestions.suggestion_detail, name="suggestion_detail"),
    path("<slug:slug>/", pages.organisation_detail, name="organisation_detail"),
    path("<slug:slug>/wijzigen/", editing.organisation_edit, name="organisation_edit"),
    path("<slug:slug>/voorstel/", editing.organisation_suggest, name="organisation_suggest"),
    path("<slug:slug>/eigenaar/", editing.organisation_owner, name="organisation_owner"),
]
