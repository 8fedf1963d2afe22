"""Paths of giving back; surveys/urls.py takes them into its namespace."""

from django.urls import path

from surveys.giving_back import views

# As in results/urls.py.
RESULT = "<int:round_pk>/resultaten/vragen/<int:pk>/"
urlpatterns = [
    path("teruggeven/", views.give_back, name="give_back"),
    path("<int:pk>/teruggeven/", views.round_word, name="round_word"),
    path("<int:pk>/teruggeven/lezen/", views.round_release, name="round_release"),
    path(f"{RESULT}doen/<slug:key>/", views.result_act, name="result_act"),
    path(f"{RESULT}doen/<slug:key>/<slug:slug>/", views.result_act, name="result_act_of"),
]
