"""The inbox of the demo: what a newcomer opens to see the mail that the portal sent."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from language.mail_html import readable_mail
from outbox import demo
from outbox.filters import DemoMessageFilter
from outbox.models import DemoMessage
from outbox.reading import read

PAGE_SIZE = 25


def only_in_demo(view):
    @login_not_required
    @require_safe
    @wraps(view)
    def checked(request, **kwargs):
        if not demo.inbox_is_open():
            raise Http404
        return view(request, **kwargs)

    return checked


@vary_on_headers("HX-Request")
@only_in_demo
def inbox(request):
    found = DemoMessageFilter(request.GET, queryset=DemoMessage.objects.defer("mime"))
    page = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "outbox/inbox.html#results" if request.htmx else "outbox/inbox.html",
        {"form": found.form, "page": page},
    )


@only_in_demo
def inbox_message(request, pk):
    mail = get_object_or_404(DemoMessage, pk=pk)
    content = read(mail.mime)
    context = {"mail": mail, "text": content.text, "html": readable_mail(content.html)}
    return render(request, "outbox/inbox_message.html", context)
