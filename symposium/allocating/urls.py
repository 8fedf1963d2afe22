from django.urls import path

from symposium.allocating.views import coordinating, wishes

urlpatterns = [
    path("mijn-dag/<str:token>/wensen/", wishes.wishes, name="wishes"),
    path("<int:year>/verdeling/", coordinating.allocation_detail, name="allocation_detail"),
    path("<int:year>/verdeling/proef/", coordinating.allocation_try, name="allocation_try"),
    path("<int:year>/verdeling/definitief/", coordinating.allocation_give, name="allocation_give"),
]
