from django.urls import path

from symposium.call import views

urlpatterns = [
    path("<int:year>/oproep/", views.call_detail, name="call_detail"),
    path("<int:year>/oproep/instellen/", views.call_edit, name="call_edit"),
    path("<int:year>/oproep/voorstel/", views.proposal_create, name="proposal_create"),
    path("<int:year>/voorstellen/", views.proposal_list, name="proposal_list"),
    path("voorstel/<int:pk>/", views.proposal_detail, name="proposal_detail"),
    path("voorstel/<int:pk>/wijzigen/", views.proposal_edit, name="proposal_edit"),
    path("voorstel/<int:pk>/intrekken/", views.proposal_withdraw, name="proposal_withdraw"),
    path("voorstel/<int:pk>/opnemen/", views.proposal_take, name="proposal_take"),
    path("voorstel/<int:pk>/deze-keer-niet/", views.proposal_decline, name="proposal_decline"),
]
