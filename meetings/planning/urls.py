from django.urls import path

from meetings.planning.views import answering, proposing

urlpatterns = [
    path("<int:pk>/datums/", answering.poll_detail, name="poll_detail"),
    path("<int:pk>/datums/antwoord/", answering.poll_answer, name="poll_answer"),
    path("<int:pk>/datums/voorstellen/", proposing.poll_edit, name="poll_edit"),
    path("<int:pk>/datums/vragen/", proposing.poll_ask, name="poll_ask"),
    path("datum/<int:pk>/weghalen/", proposing.option_remove, name="option_remove"),
    path("datum/<int:pk>/kiezen/", proposing.option_choose, name="option_choose"),
]
