"""Every path of the portal, app by app. A new path needs a row in tests/access_matrix.py."""

from django.contrib import admin
from django.urls import include, path

from kansrijkestart.views import home, style

urlpatterns = [
    path("", home.home, name="home"),
    path("stijl/", style.style_guide, name="style_guide"),
    path("", include("members.urls")),
    path("", include("outbox.urls")),
    path("", include("members.accounts.urls")),
    path("technisch-beheer/", admin.site.urls),
]
