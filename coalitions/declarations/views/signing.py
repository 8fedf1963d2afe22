"""The pages behind the link in the mail. No account, no session: the link and the mailed code are all there is."""

from contextlib import suppress

from allauth.core.ratelimit import consume
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.declarations import document, links, signing
from coalitions.declarations.forms import CodeForm, ConfirmForm, DeclineForm
from members.private_link import private_link

TOO_MANY = "Je hebt net al een paar codes gevraagd. Wacht een uur. De laatste code uit je mail werkt een kwartier."
TOO_OFTEN = "Er is vanaf hier net heel vaak iets geprobeerd. Wacht een uur en probeer het dan opnieuw."


@require_http_methods(["GET", "POST"])
@private_link
def signing_read(request, token):
    """Step one. A GET changes nothing, whoever or whatever opens it."""
    now = timezone.now()
    signer = signing.find(token)
    if closed := _closed(request, signer, now):
        return closed
    shown = {"name": signer.name, "function": signer.function, "text": signer.declaration.text_sha256}
    form = ConfirmForm(request.POST or None, initial=shown)
    if request.method == "GET" or not form.is_valid():
        return _read(request, signer, form)
    if not consume(request, action="signing_code", key=signer.token_hash):
        form.add_error(None, TOO_OFTEN)
        return _read(request, signer, form, status=429)
    said = {"name": form.cleaned_data["name"], "function": form.cleaned_data["function"]}
    try:
        signing.ask_code(token, text_sha256=form.cleaned_data["text"], now=now, **said)
    except signing.TextChanged:
        fresh = ConfirmForm(initial=shown | said)
        return _read(request, signing.find(token), fresh, status=409, text_changed=True)
    except signing.TooManyCodes:
        form.add_error(None, TOO_MANY)
        return _read(request, signer, form, status=429)
    except signing.Closed:
        return redirect("coalitions:signing_read", token)
    return redirect("coalitions:signing_code", token)


@require_http_methods(["GET", "POST"])
@private_link
def signing_code(request, token):
    """Step two: only this POST signs, with the code that only the asked address got."""
    now = timezone.now()
    signer = signing.find(token)
    if closed := _closed(request, signer, now):
        return closed
    code = signing.waiting_code(signer, now)
    form = CodeForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _code(request, signer, code, form)
    if not consume(request, action="signing_try", key=signer.token_hash):
        form.add_error(None, TOO_OFTEN)
        return _code(request, signer, code, form, status=429)
    try:
        signature = signing.sign(token, form.cleaned_data["code"], now=now)
    except signing.WrongCode as wrong:
        if wrong.left:
            tries = "1 keer" if wrong.left == 1 else f"{wrong.left} keer"
            form.add_error("code", f"Deze code klopt niet. Je kunt het nog {tries} proberen.")
        return _code(request, signer, signing.waiting_code(signer, now), form)
    except signing.NoCode:
        return _code(request, signer, None, form)
    except signing.TextChanged:
        again = ConfirmForm(initial={"name": code.name, "function": code.function, "text": _text(token)})
        return _read(request, signing.find(token), again, status=409, text_changed=True)
    except signing.Closed:
        return redirect("coalitions:signing_read", token)
    return redirect("coalitions:signing_done", links.receipt(signature.request_id))


@require_http_methods(["GET", "POST"])
@private_link
def signing_decline(request, token):
    now = timezone.now()
    signer = signing.find(token)
    if closed := _closed(request, signer, now):
        return closed
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        # When another window was first, the page of the link says what happened.
        with suppress(signing.Closed):
            signing.decline(token, reason=form.cleaned_data["reason"], now=now)
        return redirect("coalitions:signing_read", token)
    return render(request, "coalitions/declarations/signing_decline.html", _context(signer) | {"form": form})


@require_safe
@private_link
def signing_done(request, receipt):
    """The thank-you page; it stays what the receipt leads to."""
    signer = signing.find_signed(receipt)
    if signer is None:
        return _unknown(request)
    if signer.declaration.withdrawn_at:
        return _why_closed(request, signer, "declaration_withdrawn")
    waiting = signer.declaration.requests.unanswered().count()
    return render(request, "coalitions/declarations/signing_done.html", _context(signer) | {"waiting": waiting})


@require_safe
@private_link
def signing_pdf(request, receipt):
    """Whoever signed keeps what they signed, also after it was withdrawn."""
    signer = signing.find_signed(receipt)
    if signer is None:
        return _unknown(request)
    return document.download(signer.declaration, now=timezone.now())


def _closed(request, signer, now):
    """The page that says why this link signs nothing; None when it does."""
    if signer is None:
        return _unknown(request)
    why = signing.why_closed(signer, now)
    return _why_closed(request, signer, why) if why else None


def _unknown(request):
    return render(request, "coalitions/declarations/signing_unknown.html", status=404)


def _why_closed(request, signer, why):
    context = _context(signer) | {"why": why}
    return render(request, "coalitions/declarations/signing_closed.html", context, status=410)


def _read(request, signer, form, *, status=200, text_changed=False):
    context = _context(signer) | {"form": form, "text_changed": text_changed}
    return render(request, "coalitions/declarations/signing_read.html", context, status=status)


def _code(request, signer, code, form, *, status=200):
    context = _context(signer) | {"form": form, "code": code, "minutes": signing.CODE_LIFE.seconds // 60}
    return render(request, "coalitions/declarations/signing_code.html", context, status=status)


def _text(token):
    return signing.find(token).declaration.text_sha256


def _context(signer):
    return {"signer": signer, "declaration": signer.declaration, "coalition": signer.declaration.coalition}
