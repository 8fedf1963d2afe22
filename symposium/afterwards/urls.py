from django.urls import path

from symposium.afterwards.views import copying

urlpatterns = [
    path("symposium/<int:year>/kopie/", copying.edition_copy, name="edition_copy"),
]
