from django.urls import path

from outbox.views import subscriptions

app_name = "outbox"
urlpatterns = [
    path("profiel/post/", subscriptions.preferences, name="preferences"),
    path("afmelden/<str:token>/", subscriptions.unsubscribe, name="unsubscribe"),
]
