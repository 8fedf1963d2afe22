from django.urls import include, path

from community import views

app_name = "community"
urlpatterns = [
    path("gesprekken/", include("community.topics.urls")),
    path("mededelingen/", views.announcement_list, name="announcement_list"),
    path("mededelingen/nieuw/", views.announcement_create, name="announcement_create"),
    path("mededelingen/<int:pk>/", views.announcement_detail, name="announcement_detail"),
    path("mededelingen/<int:pk>/wijzigen/", views.announcement_edit, name="announcement_edit"),
    path("mededelingen/<int:pk>/intrekken/", views.announcement_withdraw, name="announcement_withdraw"),
]
