from django.urls import path

from meetings.minutes.views import decisions, minutes, notes

urlpatterns = [
    path("<int:pk>/opschrijven/", notes.minutes_desk, name="minutes_desk"),
    path("agendapunt/<int:pk>/notities/", notes.notes_edit, name="notes_edit"),
    path("agendapunt/<int:pk>/notities/klad/", notes.notes_keep, name="notes_keep"),
    path("agendapunt/<int:pk>/notities/klad-weg/", notes.notes_discard, name="notes_discard"),
    path("agendapunt/<int:pk>/besluit/", decisions.decision_create, name="decision_create"),
    path("besluiten/<int:pk>/wijzigen/", decisions.decision_edit, name="decision_edit"),
    path("besluiten/<int:pk>/weghalen/", decisions.decision_remove, name="decision_remove"),
    path("kring/<slug:slug>/besluiten/", decisions.decision_list, name="decision_list"),
    path("<int:pk>/verslag/", minutes.minutes_detail, name="minutes_detail"),
    path("<int:pk>/verslag/maken/", notes.minutes_make, name="minutes_make"),
    path("<int:pk>/verslag/wijzigen/", minutes.minutes_edit, name="minutes_edit"),
    path("<int:pk>/verslag/versturen/", minutes.minutes_send, name="minutes_send"),
    path("<int:pk>/verslag/agenderen/", minutes.minutes_schedule, name="minutes_schedule"),
    path("<int:pk>/verslag/vaststellen/", minutes.minutes_approve, name="minutes_approve"),
]
