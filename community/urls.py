from django.urls import include, path

from community import views
from community.asking import views as asking
from community.digests import views as digests
from community.facilitating import views as facilitating

app_name = "community"
urlpatterns = [
    path("gesprekken/", include("community.topics.urls")),
    path("gesprekken/begeleiden/", facilitating.facilitate, name="facilitate"),
    path("gesprekken/begeleiden/<slug:slug>/", facilitating.facilitate_concern, name="facilitate_concern"),
    path("gesprekken/mail/", digests.mail_frequency, name="mail_frequency"),
    path("gesprekken/<int:pk>/niet-ik/", asking.invitation_pass, name="invitation_pass"),
    path("mededelingen/", views.announcement_list, name="announcement_list"),
    path("mededelingen/nieuw/", views.announcement_create, name="announcement_create"),
    path("mededelingen/<int:pk>/", views.announcement_detail, name="announcement_detail"),
    path("mededelingen/<int:pk>/wijzigen/", views.announcement_edit, name="announcement_edit"),
    path("mededelingen/<int:pk>/intrekken/", views.announcement_withdraw, name="announcement_withdraw"),
]
