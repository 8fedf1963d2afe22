"""Your own profile."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from members.access import get_editable
from members.forms.profile import ProfileForm
from members.models import User


@require_http_methods(["GET", "POST"])
def profile_edit(request):
    # A row of its own: a wrong form must not change the name at the top of the page.
    person = get_editable(request.user, User.objects.all(), pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Je profiel is bewaard.")
        return redirect("members:profile_edit")
    return render(request, "members/profile_edit.html", {"form": form, "person": person})
