from django.urls import path

from symposium.entrance.views import doors, overview, tickets

urlpatterns = [
    path("<int:year>/ingang/", overview.entrance, name="entrance"),
    path("<int:year>/ingang/nieuwe-link/", overview.door_create, name="door_create"),
    path("<int:year>/ingang/<int:pk>/intrekken/", overview.door_revoke, name="door_revoke"),
    path("<int:year>/aanmeldingen/<int:pk>/was-er/", overview.presence_turn, name="presence_turn"),
    path("<int:year>/ingang/badges/", overview.badge_sheets, name="badge_sheets"),
    # Above every door, because a service worker only serves what lies below it.
    path("deur/worker.js", doors.door_worker, name="door_worker"),
    path("deur/<str:token>/", doors.door, name="door"),
    path("deur/<str:token>/binnen/", doors.door_scan, name="door_scan"),
    path("deur/<str:token>/inloper/", doors.door_walk_in, name="door_walk_in"),
    path("deur/<str:token>/<int:pk>/", doors.door_session, name="door_session"),
    path("ticket/<str:token>/", tickets.ticket, name="ticket"),
]
