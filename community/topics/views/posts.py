"""One post: changing it, saying that it helped, bringing it before the moderators."""

from itertools import pairwise

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.models import Post, PostVersion, Topic
from community.topics import answering, audience, drafting, moderating
from community.topics.forms import PostForm, ReportForm
from community.topics.views.topics import warn_of_mentions
from members.access import get_editable, get_visible, members_only
from members.refused import Refused
from members.versions import compare

POSTS = Post.objects.select_related("topic__circle", "author", "topic__author")


def get_post(request, pk, number, posts=POSTS):
    return get_visible(request.user, posts, topic=pk, number=number)


@require_http_methods(["GET", "POST"])
@members_only
def post_edit(request, pk, number):
    post = get_editable(request.user, POSTS, topic=pk, number=number)
    now = timezone.now()
    draft = drafting.find(drafting.edit_of(post), request.user)
    form = PostForm(request.POST or None, instance=post, initial={"text": draft.text} if draft else None)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, now):
        messages.success(request, f"Je bijdrage is gewijzigd. {form.merge_sentence}")
        warn_of_mentions(request, form.instance, now)
        return redirect(post)
    context = {
        "form": form,
        "post": post,
        "topic": post.topic,
        "readers": audience.in_words(post.topic, audience.count_readers(post.topic, now)),
        "draft": draft,
        "place": drafting.edit_of(post),
    }
    return render(request, "community/topics/post_edit.html", context)


@require_safe
@members_only
def post_versions(request, pk, number):
    """Every earlier text beside the one that came after it, newest first."""
    post = get_post(request, pk, number)
    texts = [*post.versions.all(), PostVersion(text=post.text, saved_at=post.edited_at or post.written_at)]
    for number, version in enumerate(texts, start=1):
        version.number = number
    steps = [(pair, [compare("Tekst", *(version.text for version in pair))]) for pair in pairwise(texts)]
    context = {"post": post, "topic": post.topic, "steps": steps[::-1]}
    return render(request, "community/topics/post_versions.html", context)


@require_POST
@members_only
def post_accept(request, pk, number):
    post = get_post(request, pk, number)
    topic = post.topic
    if not Topic.objects.answered_to(request.user).filter(pk=topic.pk).exists():
        raise PermissionDenied
    try:
        if topic.accepted_post_id == post.pk:
            answering.take_back(topic)
            messages.success(request, "De vraag staat weer open.")
        else:
            answering.accept(post, by=request.user, now=timezone.now())
            messages.success(request, "Mooi. Dit antwoord staat nu bij de vraag.")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(post)


@require_POST
@members_only
def post_thank(request, pk, number):
    post = get_post(request, pk, number)
    if post.thanks.filter(user=request.user).exists():
        answering.unthank(post, by=request.user)
    else:
        answering.thank(post, by=request.user, now=timezone.now())
    return redirect(post)


@require_http_methods(["GET", "POST"])
@members_only
def post_report(request, pk, number):
    post = get_post(request, pk, number)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        moderating.report(post, form.cleaned_data["reason"], by=request.user, now=timezone.now())
        messages.success(request, "Dank je. Wie dit gesprek beheert, kijkt ernaar.")
        return redirect(post)
    return render(request, "community/topics/post_report.html", {"form": form, "post": post, "topic": post.topic})
