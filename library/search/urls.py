"""Under the namespace of library: see library/urls.py."""

from django.urls import path

from library.search import managing, views

urlpatterns = [
    path("zoeken/", views.search, name="search"),
    path("zoeken/voorstellen/", views.search_suggest, name="search_suggest"),
    path("zoeken/niet-gevonden/", views.search_missed, name="search_missed"),
    path("beheer/zoekwoorden/", managing.synonyms_list, name="synonyms_list"),
    path("beheer/zoekwoorden/nieuw/", managing.synonyms_create, name="synonyms_create"),
    path("beheer/zoekwoorden/<int:pk>/", managing.synonyms_edit, name="synonyms_edit"),
    path("beheer/zoekwoorden/<int:pk>/verwijderen/", managing.synonyms_delete, name="synonyms_delete"),
    path("beheer/niet-gevonden/", managing.missed_list, name="missed_list"),
    path("beheer/niet-gevonden/<int:pk>/verwijderen/", managing.missed_delete, name="missed_delete"),
]
