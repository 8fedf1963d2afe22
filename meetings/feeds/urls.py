from django.urls import path

from meetings.feeds import views

urlpatterns = [
    path("bijeenkomsten/in-je-eigen-agenda/", views.feed_list, name="feed_list"),
    path("bijeenkomsten/in-je-eigen-agenda/maken/", views.feed_make, name="feed_make"),
    path("bijeenkomsten/in-je-eigen-agenda/<int:pk>/vervangen/", views.feed_renew, name="feed_renew"),
    path("bijeenkomsten/in-je-eigen-agenda/<int:pk>/uitzetten/", views.feed_revoke, name="feed_revoke"),
    path("agenda/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
]
