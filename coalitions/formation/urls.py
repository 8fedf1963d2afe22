from django.urls import path

from coalitions.formation import views

urlpatterns = [
    path("coalities/nieuw/", views.coalition_create, name="coalition_create"),
    path("coalities/gemeenten-samenvoegen/", views.municipality_merge, name="municipality_merge"),
    path("coalities/<slug:slug>/gemeenten/", views.place_list, name="place_list"),
    path("coalities/<slug:slug>/gemeenten/<int:pk>/uit-de-coalitie/", views.place_leave, name="place_leave"),
    path("coalities/<slug:slug>/samengaan/", views.coalition_merge, name="coalition_merge"),
    path("coalities/<slug:slug>/samengaan/afblazen/", views.coalition_merge_call_off, name="coalition_merge_call_off"),
]
