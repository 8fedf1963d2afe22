from django.urls import path

from symposium import views

app_name = "symposium"
urlpatterns = [
    path("symposium/", views.edition_current, name="edition_current"),
    path("symposium/nieuw/", views.edition_create, name="edition_create"),
    path("symposium/<int:year>/", views.edition_detail, name="edition_detail"),
    path("symposium/<int:year>/wijzigen/", views.edition_edit, name="edition_edit"),
    path("symposium/<int:year>/publiceren/", views.edition_publish, name="edition_publish"),
]
