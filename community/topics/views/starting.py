"""Beginning a topic, the drafts of everything that is written here, and the names that can be named."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.models import Topic
from community.topics import drafting, mentioning, writing
from community.topics.forms import DraftForm, TopicForm
from community.topics.views.topics import warn_of_mentions
from library.by_script import go_on, keeps_files
from members import sources
from members.access import members_only
from members.models import Circle
from province.models import Municipality, Pillar
from themetables.models import ThemeTable

ABOUT = (("tables", ThemeTable, "tafel"), ("municipalities", Municipality, "gemeente"), ("pillars", Pillar, "pijler"))


@require_http_methods(["GET", "POST"])
@members_only
def topic_create(request):
    now = timezone.now()
    circle = Circle.objects.visible_to(request.user).filter(slug=request.GET.get("kring", "")).first()
    draft = drafting.find(drafting.NEW, request.user)
    source = sources.read(request.GET.get("bron", ""))
    form = TopicForm(
        request.POST or None,
        request.FILES or None,
        by=request.user,
        on=timezone.localdate(now),
        circle=circle,
        initial=about(request)
        | ({"kind": Topic.Kind.QUESTION} if source[0] else {})
        | (draft.rest | {"text": draft.text} if draft else {}),
    )
    form.keeps_files = keeps_files(request)
    if request.method == "POST" and form.is_valid():
        try:
            return go_on(request, start(request, form, source, now).conversation_url)
        except writing.Refused as refused:
            form.add_error("audience", str(refused))
    # What the question is about stands open when something is chosen, or wrong.
    is_about = any(form[name].value() or form[name].errors for name, *_ in ABOUT)
    context = {"form": form, "draft": draft, "source": source, "is_about": is_about}
    return render(request, "community/topics/topic_create.html", context)


def about(request):
    """What the page that led here was about."""
    found = {name: model.objects.filter(slug__in=request.GET.getlist(word)) for name, model, word in ABOUT}
    return {name: [thing.pk for thing in things] for name, things in found.items()}


def start(request, form, source, now):
    circle, visibility = form.place
    data = form.cleaned_data
    topic = writing.start(
        circle=circle,
        visibility=visibility,
        files=data["file"],
        source=source,
        by=request.user,
        now=now,
        **{name: data[name] for name in ("kind", "title", "text", "tables", "municipalities", "pillars")},
    )
    drafting.discard(drafting.NEW, request.user)
    messages.success(request, "Je vraag staat er." if topic.is_question else "Je gesprek staat er.")
    warn_of_mentions(request, topic.opening, now)
    return topic


@require_POST
@members_only
def draft_keep(request, place):
    """Called by keep-draft.js while somebody types; answers with the sentence that they see."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponse("Dit is te lang om als klad te bewaren.", status=400, content_type="text/plain")
    now = timezone.now()
    drafting.keep(place, request.user, form.cleaned_data["text"], form.rest, now=now)
    time = date_format(timezone.localtime(now), "H.i")
    return HttpResponse(f"Je klad is bewaard om {time} uur.", content_type="text/plain; charset=utf-8")


@require_POST
@members_only
def draft_discard(request, place):
    """Every draft is somebody's own: the place alone says which."""
    drafting.discard(place, request.user)
    messages.info(request, "Je klad is weg.")
    kind, _, pk = place.partition("-")
    if kind == "reactie" and pk.isdecimal():
        return redirect(reverse("community:topic_detail", args=[pk]))
    return redirect("community:stream")


@require_safe
@members_only
def mention_list(request):
    """The names that begin with what was typed after an @; everybody here is known to every member."""
    names = mentioning.suggest(request.GET.get("q", ""), timezone.localdate())
    return render(request, "community/topics/mention_list.html", {"names": names})
