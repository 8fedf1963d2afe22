"""Paths of the room where results are read; surveys/urls.py takes them into its namespace."""

from django.urls import path

from surveys.results.views import files, questions, rounds

urlpatterns = [
    path("", rounds.round_results, name="round_results"),
    path("antwoorden.<str:kind>", files.results_download, name="results_download"),
    path("verslag.pdf", files.results_report, name="results_report"),
    path("vragen/<int:pk>/", questions.question_results, name="question_results"),
    path("vragen/<int:pk>/trefwoord/", questions.tag_put, name="answer_tag_put"),
    path("vragen/<int:pk>/trefwoord/weg/", questions.tag_take_away, name="answer_tag_take_away"),
]
