from django.urls import path

from coalitions.contact import views

urlpatterns = [
    path("coalities/<slug:slug>/contact/", views.coalition_contact, name="coalition_contact"),
    path("coalities/<slug:slug>/contact/verstuurd/", views.coalition_contact_done, name="coalition_contact_done"),
]
