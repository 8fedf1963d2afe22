from django.urls import path

from coalitions.startpackage import views

urlpatterns = [
    path("startpakket/", views.start_package, name="start_package"),
    path("startpakket/<int:pk>/", views.start_tick, name="start_tick"),
    path("startpakket/beheren/", views.start_manage, name="start_manage"),
    path("startpakket/beheren/nieuw/", views.start_item_create, name="start_item_create"),
    path("startpakket/beheren/<int:pk>/", views.start_item_edit, name="start_item_edit"),
    path("startpakket/beheren/<int:pk>/verplaatsen/", views.start_item_move, name="start_item_move"),
    path("startpakket/beheren/<int:pk>/weghalen/", views.start_item_withdraw, name="start_item_withdraw"),
]
