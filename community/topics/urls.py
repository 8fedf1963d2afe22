from django.urls import path

from community.topics.views import following, library_entry, moderating, posts, starting, stream, topics

urlpatterns = [
    path("", stream.stream, name="stream"),
    path("nieuw/", starting.topic_create, name="topic_create"),
    path("noem/", starting.mention_list, name="mention_list"),
    path("volg/", following.follow_list, name="follow_list"),
    path("volg/<str:kind>/<int:pk>/", following.follow_thing, name="follow_thing"),
    path("meldingen/", moderating.report_list, name="report_list"),
    path("kring/<slug:slug>/", stream.circle_stream, name="circle_stream"),
    path("klad/<slug:place>/", starting.draft_keep, name="draft_keep"),
    path("klad/<slug:place>/weg/", starting.draft_discard, name="draft_discard"),
    path("<int:pk>/", topics.topic_detail, name="topic_detail"),
    path("<int:pk>/wijzigen/", topics.topic_edit, name="topic_edit"),
    path("<int:pk>/gelezen/", topics.topic_read, name="topic_read"),
    path("<int:pk>/volgen/", topics.topic_follow, name="topic_follow"),
    path("<int:pk>/intrekken/", topics.topic_withdraw, name="topic_withdraw"),
    path("<int:pk>/terugzetten/", topics.topic_restore, name="topic_restore"),
    path("<int:pk>/naar-bibliotheek/", library_entry.answer_to_library, name="answer_to_library"),
    path("<int:pk>/<int:number>/wijzigen/", posts.post_edit, name="post_edit"),
    path("<int:pk>/<int:number>/versies/", posts.post_versions, name="post_versions"),
    path("<int:pk>/<int:number>/antwoord/", posts.post_accept, name="post_accept"),
    path("<int:pk>/<int:number>/bedanken/", posts.post_thank, name="post_thank"),
    path("<int:pk>/<int:number>/melden/", posts.post_report, name="post_report"),
    path("<int:pk>/<int:number>/verbergen/", moderating.post_hide, name="post_hide"),
    path("<int:pk>/<int:number>/tonen/", moderating.post_unhide, name="post_unhide"),
    path("<int:pk>/<int:number>/laten-staan/", moderating.post_leave, name="post_leave"),
]
