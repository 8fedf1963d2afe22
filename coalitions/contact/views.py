"""The way for anybody to write to the leaders of a coalition, without seeing an address."""

from allauth.core.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.contact import asking
from coalitions.contact.forms import ContactForm
from coalitions.models import Coalition
from members.access import get_visible

TOO_OFTEN = (
    "Er zijn net al veel berichten gestuurd. Wacht een uur en probeer het dan opnieuw. Wat je schreef, staat er nog."
)


@login_not_required
@require_http_methods(["GET", "POST"])
def coalition_contact(request, slug):
    now = timezone.now()
    coalition = _coalition(request, slug, now)
    user = request.user
    known = {"name": user.shown_name, "email": user.email} if user.is_authenticated else {}
    form = ContactForm(request.POST or None, initial=known)
    status = 200
    if request.method == "POST" and form.is_valid():
        if form.is_from_a_program:
            return redirect("coalitions:coalition_contact_done", slug)
        if consume(request, action="coalition_contact", key=slug):
            said = form.cleaned_data
            asking.ask(coalition, name=said["name"], email=said["email"], text=said["message"], now=now)
            return redirect("coalitions:coalition_contact_done", slug)
        form.add_error(None, TOO_OFTEN)
        status = 429
    has_leader = bool(asking.leaders_of(coalition, timezone.localdate(now)))
    context = {"form": form, "coalition": coalition, "has_leader": has_leader}
    return render(request, "coalitions/contact/coalition_contact.html", context, status=status)


@login_not_required
@require_safe
def coalition_contact_done(request, slug):
    coalition = _coalition(request, slug, timezone.now())
    return render(request, "coalitions/contact/coalition_contact_done.html", {"coalition": coalition})


def _coalition(request, slug, now):
    coalition = get_visible(request.user, Coalition.objects.select_related("circle"), slug=slug)
    if coalition.has_ended(timezone.localdate(now)):
        raise Http404  # nobody is there to answer; its page says who is
    return coalition
