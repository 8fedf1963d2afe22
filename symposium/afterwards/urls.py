from django.urls import path

from symposium.afterwards.views import copying, evaluation, intentions, materials, own_data

urlpatterns = [
    path("<int:year>/kopie/", copying.edition_copy, name="edition_copy"),
    path("<int:year>/evaluatie/", evaluation.evaluation, name="evaluation"),
    path("<int:year>/wat-ging-je-doen/", intentions.intention_list, name="intention_list"),
    path("wat-ging-je-doen/<int:pk>/", intentions.intention_show, name="intention_show"),
    path("mijn-dag/<str:token>/wat-ga-je-doen/", intentions.my_intention, name="my_intention"),
    path("mijn-dag/<str:token>/gegevens/bestand/", own_data.my_data, name="my_data"),
    path("sessie/<int:pk>/materiaal/", materials.session_materials, name="session_materials"),
    path("materiaal/<int:pk>/weghalen/", materials.material_remove, name="material_remove"),
    # By the link of a speaker: the token is the key.
    path("spreker/<str:token>/materiaal/<int:pk>/", materials.speaker_materials, name="speaker_materials"),
    path(
        "spreker/<str:token>/materiaal/<int:pk>/weghalen/",
        materials.speaker_material_remove,
        name="speaker_material_remove",
    ),
]
