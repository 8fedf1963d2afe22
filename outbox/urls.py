from django.urls import path

from outbox.views import demo, log, subscriptions

app_name = "outbox"
urlpatterns = [
    path("profiel/post/", subscriptions.preferences, name="preferences"),
    path("afmelden/<str:token>/", subscriptions.unsubscribe, name="unsubscribe"),
    path("beheer/post/", log.email_list, name="email_list"),
    path("beheer/post/<int:pk>/", log.email_detail, name="email_detail"),
    path("beheer/post/<int:pk>/opnieuw/", log.email_send_again, name="email_send_again"),
    path("demo/postvak/", demo.inbox, name="inbox"),
    path("demo/postvak/<int:pk>/", demo.inbox_message, name="inbox_message"),
]
