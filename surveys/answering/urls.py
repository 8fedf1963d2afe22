"""Paths of filling in; surveys/urls.py takes them into its namespace."""

from django.urls import path

from surveys.answering.views import links, nameless, questions, sheets

urlpatterns = [
    path("lijst/<int:pk>/", sheets.sheet_detail, name="sheet_detail"),
    path("lijst/<int:pk>/wijzigen/", sheets.sheet_change, name="sheet_change"),
    path("lijst/<int:pk>/telefoon/", sheets.sheet_answer_for, name="sheet_answer_for"),
    path("lijst/<int:pk>/vraag/<int:question_pk>/", questions.question_talk, name="question_talk"),
    path("zonder-naam/<int:pk>/", nameless.sheet_anonymous, name="sheet_anonymous"),
    path("uitnodiging/<str:token>/", links.invitation_open, name="invitation_open"),
    path("uitnodiging/<str:token>/wijzigen/", links.invitation_change, name="invitation_change"),
]
