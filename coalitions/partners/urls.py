from django.urls import path

from coalitions.partners import views

urlpatterns = [
    path("coalities/<slug:slug>/partners/", views.partner_list, name="partner_list"),
    path("coalities/<slug:slug>/partners/toevoegen/", views.partner_search, name="partner_search"),
    path(
        "coalities/<slug:slug>/partners/toevoegen/<int:organisation_pk>/", views.partner_create, name="partner_create"
    ),
    path("coalities/<slug:slug>/partners/<int:pk>/", views.partner_edit, name="partner_edit"),
    path("coalities/<slug:slug>/partners/<int:pk>/stopt/", views.partner_end, name="partner_end"),
    path("coalities/<slug:slug>/partners/<int:pk>/doet-weer-mee/", views.partner_reopen, name="partner_reopen"),
]
