"""Paths of the agreements; coalitions/urls.py takes them into its namespace."""

from django.urls import include, path

from coalitions.agreements.views import agreements, history, province

one = [
    path("", agreements.agreement_detail, name="agreement_detail"),
    path("wijzigen/", agreements.agreement_edit, name="agreement_edit"),
    path("vaststellen/", agreements.agreement_adopt, name="agreement_adopt"),
    path("vervallen/", agreements.agreement_lapse, name="agreement_lapse"),
    path("geschiedenis/", history.agreement_history, name="agreement_history"),
    path("geschiedenis/vergelijken/", history.agreement_difference, name="agreement_difference"),
    path("geschiedenis/<int:number>/", history.agreement_version, name="agreement_version"),
    path("geschiedenis/<int:number>/terugzetten/", history.agreement_restore, name="agreement_restore"),
]
of_coalition = [
    path("", agreements.agreement_list, name="agreement_list"),
    path("nieuw/", agreements.agreement_create, name="agreement_create"),
    path("<int:pk>/", include(one)),
]
urlpatterns = [
    path("afspraken/", province.agreement_matrix, name="agreement_matrix"),
    path("afspraken/vergelijken/", province.agreement_compare, name="agreement_compare"),
    path("coalities/<slug:slug>/afspraken/", include(of_coalition)),
]
