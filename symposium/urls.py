from django.urls import include, path

from symposium import views

app_name = "symposium"
urlpatterns = [
    path("", include("symposium.programme.urls")),
    path("", include("symposium.registering.urls")),
    path("", views.edition_current, name="edition_current"),
    path("nieuw/", views.edition_create, name="edition_create"),
    path("<int:year>/", views.edition_detail, name="edition_detail"),
    path("<int:year>/wijzigen/", views.edition_edit, name="edition_edit"),
    path("<int:year>/publiceren/", views.edition_publish, name="edition_publish"),
    path("", include("symposium.groups.urls")),
    path("", include("symposium.allocating.urls")),
    path("", include("symposium.afterwards.urls")),
    path("<int:year>/regie/", views.edition_manage, name="edition_manage"),
    path("", include("symposium.call.urls")),
    path("", include("symposium.entrance.urls")),
    path("", include("symposium.certificates.urls")),
]
