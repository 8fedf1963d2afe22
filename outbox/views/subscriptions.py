"""The links at the foot of a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from outbox.forms import PreferencesForm
from outbox.links import Subscription
from outbox.models import Preference
from outbox.subscriptions import find_preferences, set_frequency


# RFC 8058: the mail program posts by itself, without our cookie, so without a CSRF token; what counts is the
# signed token in the path. It does not follow a redirect, so this one POST answers with a page.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def unsubscribe(request, token):
    preferences = preferences_or_404(token)
    if request.method == "POST":
        for preference in preferences:
            set_frequency(preference, Preference.Frequency.NEVER)
            preference.frequency = Preference.Frequency.NEVER
    context = {
        "labels": [preference.get_category_display() for preference in preferences],
        "is_done": all(preference.frequency == Preference.Frequency.NEVER for preference in preferences),
    }
    return render(request, "outbox/unsubscribe.html", context)


def preferences_or_404(token):
    try:
        found = find_preferences(Subscription.from_token(token))
    except BadSignature as error:
        raise Http404 from error
    if not found:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def preferences(request):
    form = PreferencesForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Je keuze is bewaard.")
        return redirect("outbox:preferences")
    return render(request, "outbox/preferences.html", {"form": form})
