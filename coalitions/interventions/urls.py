from django.urls import path

from coalitions.interventions import views

urlpatterns = [
    path("interventies/", views.intervention_list, name="intervention_list"),
    path("interventies/<slug:slug>/", views.intervention_detail, name="intervention_detail"),
    path("coalities/<slug:slug>/interventies/", views.use_list, name="use_list"),
    path("coalities/<slug:slug>/interventies/<slug:intervention>/", views.use_edit, name="use_edit"),
    path("coalities/<slug:slug>/interventies/<slug:intervention>/weghalen/", views.use_remove, name="use_remove"),
]
