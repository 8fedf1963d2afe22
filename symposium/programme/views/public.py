"""The programme as everybody reads it."""

from functools import cache, lru_cache, partial

from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from language import calendars
from members.access import get_visible
from members.models.users import Visitor
from symposium.afterwards import sharing
from symposium.entrance import room_changes
from symposium.models import Edition, Material, Session
from symposium.programme import caching, calendar, showing, stamp
from themetables.models import BuildingBlock

# Drawn for who may look into it from a page of their own: a style sheet and nothing else.
EMBEDDED = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "font-src": ["'self'"],
    "img-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["*"],
}
WHOLE = Session.objects.select_related("edition", "slot", "room", "table").annotate(
    has_materials=Exists(Material.objects.filter(session=OuterRef("pk")))
)


@login_not_required
@require_safe
def programme(request, year):
    now = cache(partial(stamp.of, year))
    today = timezone.localdate()

    def draw():
        edition = readable(request.user, year)
        context = {
            "edition": edition,
            "drawn": drawn(edition, now, today, request.user),
            "is_today": edition.held_on == today,
            "is_past": edition.held_on < today,
        }
        return render(request, "symposium/programme/programme.html", context)

    return caching.answer(request, ("programme", year, today), now, draw)


@login_not_required
@require_safe
def programme_now(request, year):
    """On the phone, in the corridor: what goes on, and what comes."""
    edition = readable(request.user, year)
    moment = timezone.localtime()
    is_today = edition.held_on == moment.date()
    found = showing.of(edition, user=request.user)
    going_on, coming = showing.now_and_next(found, moment.time()) if is_today else (None, None)
    context = {
        "edition": edition,
        "is_today": is_today,
        "is_past": edition.held_on < moment.date(),
        "moment": moment,
        "going_on": going_on,
        "coming": coming,
        "changes": room_changes.shown(edition, now=moment),
    }
    return render(request, "symposium/programme/programme_now.html", context)


@login_not_required
@require_safe
@xframe_options_exempt
@csp_override(EMBEDDED)
def programme_embed(request, year):
    """To stand on somebody else's site: the same for everybody, without script, cookie or anything to press."""

    def draw():
        edition = readable(Visitor(), year)
        found = showing.of(edition, user=Visitor())
        return render(request, "symposium/programme/programme_embed.html", {"edition": edition, "programme": found})

    return caching.answer(request, ("embed", year), partial(stamp.of, year), draw)


@login_not_required
@require_safe
def session_detail(request, year, pk):
    today = timezone.localdate()

    def draw():
        session = get_visible(request.user, WHOLE, pk=pk, edition__year=year)
        edition = session.edition
        speakers = session.speakers.order_by("speaking__pk")
        if not request.user.is_coordinator:
            speakers = speakers.filter(consented_at__isnull=False)
        # A building block that is still being written is for members.
        building_block = BuildingBlock.objects.visible_to(request.user).filter(pk=session.block_id).first()
        context = {
            "session": session,
            "edition": edition,
            "building_block": building_block,
            "speakers": speakers,
            "is_past": edition.held_on < today,
            "materials": sharing.of(session, request.user) if session.has_materials else [],
        }
        return render(request, "symposium/programme/session_detail.html", context)

    return caching.answer(request, ("session", pk, today), partial(stamp.of_session, year, pk), draw)


@login_not_required
@require_safe
def session_file(request, year, pk):
    sessions = Session.objects.select_related("edition", "slot", "room")
    session = get_visible(request.user, sessions, pk=pk, edition__year=year)
    if session.slot is None:
        raise Http404
    return calendars.download(f"symposium-{year}-{pk}", calendar.as_file([session]))


@login_not_required
@require_safe
def edition_file(request, year):
    """The day itself, for who wants to keep it free."""
    edition = get_visible(request.user, Edition.objects.all(), year=year)
    return calendars.download(f"symposium-{year}", calendar.as_file([], edition=edition))


def readable(user, year):
    """The edition, when this person may read its programme."""
    edition = get_visible(user, Edition.objects.all(), year=year)
    if not edition.has_programme and not user.is_coordinator:
        raise Http404
    return edition


def drawn(edition, now, today, user):
    """The programme as HTML. Everybody but the coordinator reads the same: it is drawn once for them."""
    if user.is_coordinator:
        return draw_programme(edition, today, user)
    return kept(edition.pk, now(), today)


@lru_cache(maxsize=16)
def kept(edition_pk, now, today):
    return draw_programme(Edition.objects.get(pk=edition_pk), today, Visitor())


def draw_programme(edition, today, user):
    context = {
        "edition": edition,
        "programme": showing.of(edition, user=user),
        "no_room": "Zonder zaal" if edition.held_on < today else "Zaal volgt",
        "is_past": edition.held_on < today,
        # A change of room is a change of its session, so the stamp knows; when it is old news it goes at midnight.
        "changes": room_changes.shown(edition, now=timezone.now()),
    }
    return render_to_string("symposium/programme/drawn.html", context)
