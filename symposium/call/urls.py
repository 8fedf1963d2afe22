from django.urls import path

from symposium.call import views

urlpatterns = [
    path("symposium/<int:year>/oproep/", views.call_detail, name="call_detail"),
    path("symposium/<int:year>/oproep/instellen/", views.call_edit, name="call_edit"),
    path("symposium/<int:year>/oproep/voorstel/", views.proposal_create, name="proposal_create"),
    path("symposium/<int:year>/voorstellen/", views.proposal_list, name="proposal_list"),
    path("symposium/voorstel/<int:pk>/", views.proposal_detail, name="proposal_detail"),
    path("symposium/voorstel/<int:pk>/wijzigen/", views.proposal_edit, name="proposal_edit"),
    path("symposium/voorstel/<int:pk>/intrekken/", views.proposal_withdraw, name="proposal_withdraw"),
    path("symposium/voorstel/<int:pk>/opnemen/", views.proposal_take, name="proposal_take"),
    path("symposium/voorstel/<int:pk>/deze-keer-niet/", views.proposal_decline, name="proposal_decline"),
]
