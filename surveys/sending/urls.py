"""Paths of sending and following; surveys/urls.py takes them into its namespace."""

from django.urls import include, path

from surveys.following.views import calls, progress
from surveys.sending.views import checking, rounds

one = [
    path("", progress.round_detail, name="round_detail"),
    path("voor-wie/", rounds.round_audience, name="round_audience"),
    path("tekst/", rounds.round_text, name="round_text"),
    path("nakijken/", checking.round_check, name="round_check"),
    path("proefmail/", checking.round_trial, name="round_trial"),
    path("terughalen/", rounds.round_take_back, name="round_take_back"),
    path("weggooien/", rounds.round_discard, name="round_discard"),
    path("sluiten/", progress.round_close, name="round_close"),
    path("sluitdatum/", progress.round_move, name="round_move"),
    path("bellen/", calls.call_list, name="call_list"),
]
urlpatterns = [
    path("", rounds.round_list, name="round_list"),
    path("nieuw/", rounds.round_create, name="round_create"),
    path("lijst/<int:pk>/uitstel/", progress.sheet_extend, name="sheet_extend"),
    path("lijst/<int:pk>/gebeld/", calls.call_create, name="call_create"),
    path("<int:pk>/", include(one)),
]
