"""One topic: reading it, replying, what it is about, whether it stays."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from community.models import Topic
from community.topics import (
    audience,
    drafting,
    following,
    library_entry,
    mentioning,
    moderating,
    reading,
    thread,
    writing,
)
from community.topics.actions import Actions
from community.topics.forms import FollowForm, ReadForm, ReplyForm, SubjectForm
from library.by_script import go_on, keeps_files
from members.access import get_editable, get_visible, members_only


@require_http_methods(["GET", "POST"])
@members_only
def topic_detail(request, pk):
    topic = get_visible(request.user, thread.topics_for(request.user), pk=pk)
    now = timezone.now()
    form = ReplyForm(request.POST or None, request.FILES or None, initial={"text": topic.draft_text})
    form.keeps_files = keeps_files(request)
    if request.method == "POST" and form.is_valid():
        try:
            return go_on(request, reply(request, topic, form, now))
        except writing.Refused as refused:
            form.add_error(None, str(refused))
    page = asked_page(request, topic)
    posts = list(thread.posts_of(topic, request.user, thread.numbers_of(page)))
    actions = Actions(topic, request.user)
    drawn = {post.number: thread.draw(thread.shown(post, topic, request.user, now, actions)) for post in posts}
    answer = next((post for post in posts if post.pk == topic.accepted_post_id), None)
    context = {
        "topic": topic,
        "form": form,
        "posts": [drawn[number] for number in sorted(drawn) if number in thread.numbers_of(page)],
        "answer": answer,
        "entry": answer and library_entry.among(answer.attached),
        "page": page,
        "last_page": thread.last_page(topic),
        "read_to": min(page * thread.PER_PAGE, topic.last_number),
        "readers": audience.in_words(topic, audience.count_readers(topic, now)),
        "followers": audience.people(topic.follower_count),
        "moderates": actions.moderates,
        "may_withdraw": may_withdraw(topic, request.user),
        "place": drafting.reply_to(topic),
        "may_keep": actions.answers,
        "may_edit": actions.moderates or topic.author_id == request.user.pk,
    }
    return render(request, "community/topics/topic_detail.html", context)


def asked_page(request, topic):
    """The page that was asked for; the first when there is no such page."""
    asked = request.GET.get("pagina", "1")
    page = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    return page if 1 <= page <= thread.last_page(topic) else 1


def reply(request, topic, form, now):
    """Post what was typed; return where it stands."""
    said = form.cleaned_data
    post = writing.reply(topic, said["text"], by=request.user, now=now, files=said["file"])
    drafting.discard(drafting.reply_to(topic), request.user)
    messages.success(request, "Je reactie staat erbij.")
    warn_of_mentions(request, post, now)
    return post


def warn_of_mentions(request, post, now):
    """Somebody who may not read this got no mail, and the writer has to know."""
    for sentence in mentioning.missed(post, timezone.localdate(now)):
        messages.warning(request, sentence)


@require_http_methods(["GET", "POST"])
def topic_edit(request, pk):
    topic = get_editable(request.user, Topic.objects.select_related("circle"), pk=pk)
    form = SubjectForm(request.POST or None, instance=topic)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, timezone.now()):
        messages.success(request, f"Het onderwerp is gewijzigd. {form.merge_sentence}")
        return redirect(topic.conversation_url)
    return render(request, "community/topics/topic_edit.html", {"form": form, "topic": topic})


@require_POST
@members_only
def topic_read(request, pk):
    """Called by mark-read.js, or by the button of who has no script."""
    topic = get_visible(request.user, Topic.objects.all(), pk=pk)
    form = ReadForm(request.POST)
    if form.is_valid():
        number = min(form.cleaned_data["number"], topic.last_number)
        reading.mark(topic, number, by=request.user, now=timezone.now())
    return HttpResponse(status=204) if request.htmx else redirect("community:stream")


@require_POST
@members_only
def topic_follow(request, pk):
    topic = get_visible(request.user, Topic.objects.all(), pk=pk)
    form = FollowForm(request.POST)
    if form.is_valid() and form.cleaned_data["wanted"]:
        following.follow(topic, by=request.user, now=timezone.now())
        messages.success(request, "Je volgt dit gesprek. Wat nieuw is, staat in je verzamelmail.")
    elif form.is_valid():
        following.unfollow(topic, by=request.user)
        messages.success(request, "Je volgt dit gesprek niet meer.")
    return redirect(topic.conversation_url)


@require_http_methods(["GET", "POST"])
def topic_withdraw(request, pk):
    """Whoever moderates; and who began it, as long as nobody else said anything."""
    topic = get_editable(request.user, Topic.objects.exclude(kind=Topic.Kind.ANNOUNCEMENT), pk=pk)
    if not may_withdraw(topic, request.user):
        raise PermissionDenied
    if request.method == "POST":
        moderating.withdraw(topic, by=request.user, now=timezone.now())
        messages.success(request, "Het gesprek is ingetrokken. Alleen de schrijver en wie het beheert, zien het nog.")
        return redirect("community:stream")
    return render(request, "community/topics/topic_withdraw.html", {"topic": topic})


def may_withdraw(topic, user):
    if topic.withdrawn_at or topic.kind == Topic.Kind.ANNOUNCEMENT:
        return False
    return topic.is_moderated_by(user) or (topic.author_id == user.pk and topic.first_reply_at is None)


@require_POST
def topic_restore(request, pk):
    topic = get_visible(request.user, Topic.objects.all(), pk=pk)
    if not topic.is_moderated_by(request.user):
        raise PermissionDenied
    moderating.restore(topic, by=request.user, now=timezone.now())
    messages.success(request, "Het gesprek staat er weer voor iedereen die het mag lezen.")
    return redirect(topic.conversation_url)
