from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from community import announcing
from community.forms import AnnouncementForm
from community.models import Topic
from members.access import coordinators_only, get_editable, get_visible
from members.refused import Refused

PER_PAGE = 20


@login_not_required
@require_safe
def announcement_list(request):
    topics = Topic.objects.announcements().visible_to(request.user).select_related("circle").with_snippet()
    page = Paginator(topics, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "community/announcement_list.html", {"page": page})


@login_not_required
@require_safe
def announcement_detail(request, pk):
    topics = Topic.objects.announcements().select_related("circle", "author")
    topic = get_visible(request.user, topics, pk=pk)
    return render(request, "community/announcement_detail.html", {"topic": topic, "post": topic.opening})


@coordinators_only
@require_http_methods(["GET", "POST"])
def announcement_create(request):
    now = timezone.now()
    form = AnnouncementForm(request.POST or None, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            topic = announcing.publish(**form.cleaned_data, by=request.user, now=now)
        except Refused as refused:
            form.add_error("circle", str(refused))
        else:
            mailed = " De mail gaat binnen een minuut de deur uit." if form.cleaned_data["mail"] else ""
            messages.success(request, f"De mededeling is geplaatst.{mailed}")
            return redirect(topic)
    return render(request, "community/announcement_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def announcement_edit(request, pk):
    topic = get_editable(request.user, Topic.objects.announcements(), pk=pk)
    now = timezone.now()
    form = AnnouncementForm(request.POST or None, instance=topic, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        if form.has_changed():
            announcing.edit(form.save(commit=False), form.cleaned_data["text"], by=request.user, now=now)
        messages.success(request, "De mededeling is gewijzigd.")
        return redirect(topic)
    return render(request, "community/announcement_form.html", {"form": form, "topic": topic})


@require_http_methods(["GET", "POST"])
def announcement_withdraw(request, pk):
    topic = get_editable(request.user, Topic.objects.announcements(), pk=pk)
    if request.method == "POST":
        announcing.withdraw(topic, now=timezone.now())
        messages.success(request, "De mededeling is ingetrokken.")
        return redirect("community:announcement_list")
    return render(request, "community/announcement_withdraw.html", {"topic": topic})
