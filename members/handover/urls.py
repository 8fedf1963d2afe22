"""The paths of the handover; part of members/urls.py."""

from django.urls import path

from members.handover import views

urlpatterns = [
    path("overdragen/", views.handover_start, name="handover_start"),
    path("overdragen/voor/<int:pk>/", views.handover_start_for, name="handover_start_for"),
    path("overdragen/<int:pk>/verdelen/", views.handover_divide, name="handover_divide"),
    path(
        "overdragen/<int:pk>/verdelen/<int:part>/<slug:kind>/", views.handover_divide_kind, name="handover_divide_kind"
    ),
    path("overdragen/<int:pk>/briefje/", views.handover_note, name="handover_note"),
    path("overdragen/<int:pk>/nakijken/", views.handover_complete, name="handover_complete"),
    path("overdragen/<int:pk>/weggooien/", views.handover_discard, name="handover_discard"),
    path("overgedragen/<int:pk>/", views.handover_detail, name="handover_detail"),
    path("overgedragen/<int:pk>/gelezen/", views.handover_read, name="handover_read"),
]
