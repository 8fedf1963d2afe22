"""What a coalition does with building blocks, under its own address; themetables/urls.py takes these paths in."""

from django.urls import include, path

from themetables.adoption.views import adoptions, experiences

one = [
    path("", adoptions.adoption_detail, name="adoption_detail"),
    path("kiezen/", adoptions.adoption_edit, name="adoption_edit"),
    path("nieuwe-versie/", adoptions.adoption_follow, name="adoption_follow"),
    path("blijven/", adoptions.adoption_stay, name="adoption_stay"),
    path("ervaring/", experiences.experience_create, name="experience_create"),
]
urlpatterns = [
    path("coalities/<slug:slug>/bouwstenen/", adoptions.adoption_list, name="adoption_list"),
    path("coalities/<slug:slug>/bouwstenen/<slug:block>/", include(one)),
]
