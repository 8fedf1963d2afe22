from django.urls import include, path

from meetings.views import invitations, items, lists, meetings

app_name = "meetings"
urlpatterns = [
    path("", include("meetings.feeds.urls")),
    path("bijeenkomsten/", lists.meeting_list, name="meeting_list"),
    path("bijeenkomsten/", include("meetings.day.urls")),
    path("bijeenkomsten/", include("meetings.minutes.urls")),
    path("bijeenkomsten/kring/<slug:slug>/", lists.circle_list, name="circle_list"),
    path("bijeenkomsten/kring/<slug:slug>/nieuw/", meetings.meeting_create, name="meeting_create"),
    path("bijeenkomsten/", include("meetings.planning.urls")),
    path("bijeenkomsten/<int:pk>/", meetings.meeting_detail, name="meeting_detail"),
    path("bijeenkomsten/<int:pk>/wijzigen/", meetings.meeting_edit, name="meeting_edit"),
    path("bijeenkomsten/<int:pk>/afzeggen/", meetings.meeting_cancel, name="meeting_cancel"),
    path("bijeenkomsten/<int:pk>/weggooien/", meetings.meeting_discard, name="meeting_discard"),
    path("bijeenkomsten/<int:pk>/uitnodigen/", invitations.meeting_invite, name="meeting_invite"),
    path("bijeenkomsten/<int:pk>/uitnodigen/iemand/", invitations.invite_one, name="invite_one"),
    path("bijeenkomsten/genodigde/<int:pk>/weghalen/", invitations.invitee_remove, name="invitee_remove"),
    path("bijeenkomsten/<int:pk>/antwoord/", invitations.meeting_answer, name="meeting_answer"),
    path("bijeenkomsten/<int:pk>/bijeenkomst.ics", invitations.meeting_file, name="meeting_file"),
    path("bijeenkomsten/<int:pk>/agenda/", items.agenda_print, name="agenda_print"),
    path("bijeenkomsten/<int:pk>/agenda/nieuw/", items.item_create, name="item_create"),
    path("bijeenkomsten/agendapunt/<int:pk>/wijzigen/", items.item_edit, name="item_edit"),
    path("bijeenkomsten/agendapunt/<int:pk>/zet/", items.item_move, name="item_move"),
    path("bijeenkomsten/agendapunt/<int:pk>/plaats/", items.item_place, name="item_place"),
    path("bijeenkomsten/agendapunt/<int:pk>/weghalen/", items.item_remove, name="item_remove"),
]
