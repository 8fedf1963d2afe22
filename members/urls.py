from django.urls import include, path

from members.views import circles, invitations, people, profile, requests, reviews

app_name = "members"
urlpatterns = [
    path("uitnodiging/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    path("kringen/", circles.circle_list, name="circle_list"),
    path("kringen/<slug:slug>/", circles.circle_detail, name="circle_detail"),
    path("kringen/<slug:slug>/uitnodigen/", invitations.invitation_create, name="invitation_create"),
    path(
        "kringen/<slug:slug>/uitnodigingen/<int:pk>/opnieuw/",
        invitations.invitation_resend,
        name="invitation_resend",
    ),
    path(
        "kringen/<slug:slug>/uitnodigingen/<int:pk>/intrekken/",
        invitations.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("kringen/<slug:slug>/leden/<int:pk>/beeindigen/", circles.membership_end, name="membership_end"),
    path("kringen/<slug:slug>/leden/<int:pk>/blijven/", circles.membership_stay, name="membership_stay"),
    path("kringen/<slug:slug>/leden/<int:pk>/rol/", circles.membership_role, name="membership_role"),
    path("mensen/", people.person_list, name="person_list"),
    path("mensen/<int:pk>/", people.person_detail, name="person_detail"),
    path("mensen/<int:pk>/weer-toelaten/", people.person_let_in, name="person_let_in"),
    path("profiel/", profile.profile_edit, name="profile_edit"),
    path("meedoen/", requests.accessrequest_create, name="accessrequest_create"),
    path("meedoen/verstuurd/", requests.accessrequest_done, name="accessrequest_done"),
    path("aanvragen/", requests.accessrequest_list, name="accessrequest_list"),
    path("aanvragen/<int:pk>/goedkeuren/", requests.accessrequest_approve, name="accessrequest_approve"),
    path("aanvragen/<int:pk>/afwijzen/", requests.accessrequest_decline, name="accessrequest_decline"),
    path("", include("members.handover.urls")),
    path("klopt-dit-nog/", reviews.review_list, name="review_list"),
    path("klopt-dit-nog/<slug:key>/<int:pk>/", reviews.review_detail, name="review_detail"),
    path("klopt-dit-nog/<slug:key>/<int:pk>/overdragen/", reviews.review_hand_over, name="review_hand_over"),
]
