from django.urls import path

from symposium.registering.views import lost, managing, mine, signing_up

HERE = "<int:year>"
MINE = "mijn-dag/<str:token>"

urlpatterns = [
    path(f"{HERE}/aanmelden/", signing_up.register, name="register"),
    path(f"{HERE}/aanmelden/code/", signing_up.register_code, name="register_code"),
    path(f"{HERE}/mijn-dag/", signing_up.my_own_day, name="my_own_day"),
    path("link-kwijt/", lost.link_lost, name="link_lost"),
    # For who has no account: the token is the key.
    path(f"{MINE}/", mine.my_day, name="my_day"),
    path(f"{MINE}/workshop/", mine.my_seat, name="my_seat"),
    path(f"{MINE}/plek/", mine.my_place, name="my_place"),
    path(f"{MINE}/agenda/", mine.my_calendar, name="my_calendar"),
    path("agenda/<str:token>.ics", mine.calendar_feed, name="calendar_feed"),
    path(f"{MINE}/gegevens/", mine.my_details, name="my_details"),
    path(f"{MINE}/afmelden/", mine.my_cancel, name="my_cancel"),
    path(f"{HERE}/aanmeldingen/", managing.registration_list, name="registration_list"),
    path(f"{HERE}/aanmeldingen/<str:kind>/", managing.registration_export, name="registration_export"),
    path(f"{HERE}/aanmeldingen-mailen/", managing.registration_news, name="registration_news"),
    path(f"{HERE}/aanmelden-instellen/", managing.registration_settings, name="registration_settings"),
    path(f"{HERE}/plekken/", managing.place_list, name="place_list"),
    path(f"{HERE}/plekken/<int:pk>/", managing.session_places, name="session_places"),
    path(f"{HERE}/plekken/geven/<int:pk>/", managing.seat_give, name="seat_give"),
    path(f"{HERE}/plekken/dag/<int:pk>/", managing.day_give, name="day_give"),
]
