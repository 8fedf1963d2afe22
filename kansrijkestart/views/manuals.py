"""The manuals, where people work and not in a repository."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kansrijkestart.manuals import MANUALS, manual, own


@login_not_required
@require_safe
def manual_list(request):
    mine = own(request.user)
    lines = {name: (name, manual(name).title, words) for name, words in MANUALS.items()}
    context = {
        "mine": [lines[name] for name in mine],
        "others": [line for name, line in lines.items() if name not in mine],
    }
    return render(request, "kansrijkestart/manual_list.html", context)


@login_not_required
@require_safe
def manual_detail(request, name):
    if name not in MANUALS:
        raise Http404
    return render(request, "kansrijkestart/manual_detail.html", {"manual": manual(name)})
