from django.urls import path

from themetables import views

app_name = "themetables"
urlpatterns = [
    path("thematafels/", views.table_list, name="table_list"),
    path("thematafels/<slug:slug>/", views.table_detail, name="table_detail"),
]
