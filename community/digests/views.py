from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from community.digests.forms import FrequencyForm
from members.access import members_only


@members_only
@require_http_methods(["GET", "POST"])
def mail_frequency(request):
    form = FrequencyForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Je keuze is bewaard.")
        return redirect("community:mail_frequency")
    return render(request, "community/mail_frequency.html", {"form": form})
