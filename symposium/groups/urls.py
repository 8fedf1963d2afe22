from django.urls import path

from symposium.groups import views

HERE = "<int:year>/coalitie/<slug:slug>"

urlpatterns = [
    path(f"{HERE}/", views.group_detail, name="group_detail"),
    path(f"{HERE}/lid/<int:pk>/", views.group_member, name="group_member"),
    path(f"{HERE}/collega/", views.group_add, name="group_add"),
    path(f"{HERE}/terug/<int:pk>/", views.group_take_off, name="group_take_off"),
]
