"""Every path of the portal, app by app. A new path needs a row in tests/access/."""

from django.contrib import admin
from django.urls import include, path

from kansrijkestart.views import errors, health, home, manuals, pages, status, style

urlpatterns = [
    path("", home.home, name="home"),
    path("over/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
    path("contact/", pages.contact, name="contact"),
    path("handleiding/", manuals.manual_list, name="manual_list"),
    path("handleiding/<slug:name>/", manuals.manual_detail, name="manual"),
    path("robots.txt", pages.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", pages.security_txt, name="security_txt"),
    path("beheer/status/", status.status, name="status"),
    path("gezond/leeft", health.alive, name="health_alive"),
    path("gezond/klaar", health.ready, name="health_ready"),
    path("stijl/", style.style_guide, name="style_guide"),
    # Below one name and in front: its pages find their path soonest, and other pages do not try all of these.
    path("symposium/", include("symposium.urls")),
    path("", include("coalitions.urls")),
    path("", include("themetables.urls")),
    path("", include("community.urls")),
    path("", include("surveys.urls")),
    path("", include("meetings.urls")),
    path("", include("actions.urls")),
    path("", include("library.urls")),
    path("", include("members.urls")),
    path("", include("outbox.urls")),
    path("", include("members.accounts.urls")),
    path("technisch-beheer/", admin.site.urls),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many_requests  # asked for by allauth's rate limits
handler500 = errors.server_error
