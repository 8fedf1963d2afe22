from django.urls import path

from themetables.tables import views

urlpatterns = [
    path("", views.table_list, name="table_list"),
    path("<slug:slug>/", views.table_detail, name="table_detail"),
]
