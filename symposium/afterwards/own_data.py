"""Everything we keep of somebody at one edition, as a text that they can read and take along."""

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format

from symposium.models import Registration, Seat, Session


def as_text(person: Registration, *, now) -> str:
    """Lines of "what: value"; what is empty is not in it."""
    lines = [
        f"Je gegevens bij het {person.edition}, opgehaald op {moment(now)}",
        "",
        *(f"{label}: {said}" for label, said in facts(person) if said),
        *section("Je plekken", places(person)),
        *section("Je wensen", [f"{one.rank}. {one.session}" for one in person.wishes.select_related("session")]),
        *section("Waar je was", presences(person)),
        *section("Je registernummers", [f"{one.body}: {one.number}" for one in person.register_numbers.all()]),
    ]
    return "\n".join(lines) + "\n"


def facts(person):
    fields = ("name", "email", "organisation", "function", "municipality", "diet", "access_needs")
    for name in fields:
        yield person._meta.get_field(name).verbose_name.capitalize(), getattr(person, name)
    yield "Werkveld", person.get_domain_display()
    yield "Stand", person.get_state_display()
    yield "Volgend jaar een uitnodiging", "ja" if person.wants_next_year else "nee"
    yield "Aangemeld door", person.registered_by
    for name in ("created_at", "confirmed_at", "cancelled_at"):
        yield person._meta.get_field(name).verbose_name.capitalize(), moment(getattr(person, name))
    certificate = getattr(person, "certificate", None)
    yield "Code van je bewijs van deelname", certificate and certificate.shown_code
    intention = getattr(person, "intention", None)
    yield "Wat ga je doen?", intention and intention.text
    yield "Wat deed je ermee?", intention and intention.result


def places(person):
    seats = Seat.objects.filter(registration=person).select_related("session").order_by("slot__starts", "pk")
    return [f"{one.session}: {one.get_state_display()}" for one in seats]


def presences(person):
    seen = person.presences.prefetch_related(Prefetch("session", Session.objects.all())).order_by("scanned_at", "pk")
    return [f"{one.session or 'Bij de ingang'}: {moment(one.scanned_at)}" for one in seen]


def section(title, lines):
    return ["", title, *(f"- {line}" for line in lines)] if lines else []


def moment(at):
    return at and date_format(timezone.localtime(at), r"j F Y, G.i \u\u\r")
