"""Views that go wrong on purpose, on paths of their own, for the tests of errors and logs."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.mail import EmailMessage
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.urls import include, path

from kansrijkestart.tasks import beat
from kansrijkestart.urls import handler400, handler403, handler404, handler429, handler500
from kansrijkestart.views import errors

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500"]


@login_not_required
def probe(request, kind, token=""):
    match kind:
        case "400":
            raise BadRequest
        case "403":
            raise PermissionDenied
        case "404":
            raise Http404
        case "429":
            return errors.too_many_requests(request)
        case "500":
            raise ValueError(f"stuk bij {request.POST.get('email')} {request.POST.get('password')} {token}")
        case "503":
            raise OperationalError("de verbinding met 10.1.2.3 viel weg")
        case "mail":
            EmailMessage("Dag", "Hallo", to=["lezer@voorbeeld.invalid"]).send()
            beat.apply_async(queue="proef")
    return HttpResponse("goed")


urlpatterns = [
    path("proef/<kind>/", probe, name="probe"),
    path("uitnodiging/<kind>/<token>/", probe, name="probe_token"),
    path("", include("kansrijkestart.urls")),
]
