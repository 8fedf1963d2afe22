from django.urls import path

from themetables.decisions.views import decisions, meetings

MEETING = "besluiten/bijeenkomsten"

urlpatterns = [
    path("besluiten/", meetings.decision_list, name="decision_list"),
    path(f"{MEETING}/nieuw/", meetings.meeting_create, name="meeting_create"),
    path(f"{MEETING}/<int:pk>/", meetings.meeting_detail, name="meeting_detail"),
    path(f"{MEETING}/<int:pk>.pdf", meetings.meeting_pdf, name="meeting_pdf"),
    path(f"{MEETING}/<int:pk>/wijzigen/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{MEETING}/<int:pk>/klaarzetten/", meetings.meeting_call, name="meeting_call"),
    path(f"{MEETING}/<int:pk>/nieuwe-tafel/", decisions.decision_new, name="decision_new"),
    path(f"{MEETING}/<int:pk>/<slug:slug>/", decisions.decision_record, name="decision_record"),
    path("besluiten/<int:pk>/", decisions.decision_detail, name="decision_detail"),
    path("besluiten/<int:pk>/corrigeren/", decisions.decision_correct, name="decision_correct"),
]
