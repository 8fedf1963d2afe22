from django.urls import path

from symposium.afterwards.views import copying, evaluation, intentions, materials, own_data

urlpatterns = [
    path("symposium/<int:year>/kopie/", copying.edition_copy, name="edition_copy"),
    path("symposium/<int:year>/evaluatie/", evaluation.evaluation, name="evaluation"),
    path("symposium/<int:year>/wat-ging-je-doen/", intentions.intention_list, name="intention_list"),
    path("symposium/wat-ging-je-doen/<int:pk>/", intentions.intention_show, name="intention_show"),
    path("symposium/mijn-dag/<str:token>/wat-ga-je-doen/", intentions.my_intention, name="my_intention"),
    path("symposium/mijn-dag/<str:token>/gegevens/bestand/", own_data.my_data, name="my_data"),
    path("symposium/sessie/<int:pk>/materiaal/", materials.session_materials, name="session_materials"),
    path("symposium/materiaal/<int:pk>/weghalen/", materials.material_remove, name="material_remove"),
    # By the link of a speaker: the token is the key.
    path("symposium/spreker/<str:token>/materiaal/<int:pk>/", materials.speaker_materials, name="speaker_materials"),
    path(
        "symposium/spreker/<str:token>/materiaal/<int:pk>/weghalen/",
        materials.speaker_material_remove,
        name="speaker_material_remove",
    ),
]
