from django.urls import path

from meetings.day.views import attendance, running

urlpatterns = [
    path("aanwezigheid/", attendance.attendance_over_time, name="attendance_over_time"),
    path("<int:pk>/vandaag/", running.running_agenda, name="running_agenda"),
    path("<int:pk>/vandaag/verder/", running.turn_give, name="turn_give"),
    path("<int:pk>/scherm/", running.big_screen, name="big_screen"),
    path("<int:pk>/aanwezig/", attendance.attendance_edit, name="attendance_edit"),
    path("<int:pk>/aanwezig/erbij/", attendance.walk_in_add, name="walk_in_add"),
    path("<int:pk>/aanwezig/tellen/", attendance.walk_ins_count, name="walk_ins_count"),
]
