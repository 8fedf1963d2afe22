from django.urls import path

from symposium.entrance.views import doors, overview, tickets

urlpatterns = [
    path("symposium/<int:year>/ingang/", overview.entrance, name="entrance"),
    path("symposium/<int:year>/ingang/nieuwe-link/", overview.door_create, name="door_create"),
    path("symposium/<int:year>/ingang/<int:pk>/intrekken/", overview.door_revoke, name="door_revoke"),
    path("symposium/<int:year>/ingang/badges/", overview.badge_sheets, name="badge_sheets"),
    # Above every door, because a service worker only serves what lies below it.
    path("symposium/deur/worker.js", doors.door_worker, name="door_worker"),
    path("symposium/deur/<str:token>/", doors.door, name="door"),
    path("symposium/deur/<str:token>/binnen/", doors.door_scan, name="door_scan"),
    path("symposium/deur/<str:token>/inloper/", doors.door_walk_in, name="door_walk_in"),
    path("symposium/deur/<str:token>/<int:pk>/", doors.door_session, name="door_session"),
    path("symposium/ticket/<str:token>/", tickets.ticket, name="ticket"),
]
