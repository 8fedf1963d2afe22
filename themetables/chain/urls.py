from django.urls import path

from themetables.chain import views

urlpatterns = [
    path("<str:kind>/<int:pk>/", views.chain_detail, name="chain_detail"),
]
