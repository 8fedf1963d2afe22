"""What the search index knows of coalitions, organisations, agreements, declarations and interventions."""

import datetime

from coalitions.models import Agreement, Coalition, Declaration, Intervention, Organisation
from coalitions.models.kinds import ALSO_CALLED
from language.markup import plain
from library.search.sources import ALWAYS, FIRST_DAY, Part, Source


def start_of(day):
    return datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC) if day else FIRST_DAY


def coalition_parts(coalition):
    places = [place.municipality for place in coalition.municipality_places.all()]
    names = {name for place in places for name in (place.name, place.name_dutch, place.name_frisian) if name}
    yield Part(
        title=coalition.name,
        url=coalition.get_absolute_url(),
        moment=coalition.changed_at or start_of(coalition.started_on),
        text=plain(coalition.summary),
        also=" ".join(["coalitie gemeente", *sorted(names)]),
        context=coalition.get_phase_display() and f"fase: {coalition.get_phase_display()}",
        low_from=coalition.circle.ended_on,
        note="opgehouden",
    )


def organisation_parts(organisation):
    yield Part(
        title=organisation.name,
        url=organisation.get_absolute_url(),
        moment=organisation.changed_at or FIRST_DAY,
        text=" ".join(filter(None, [organisation.description, organisation.offers, organisation.for_whom])),
        # Former names, places, what its kind is also called: as the directory itself searches.
        also=f"{organisation.search_text} {organisation.domain.label} {ALSO_CALLED.get(organisation.kind, '')}",
        context=", ".join(filter(None, [organisation.get_kind_display(), organisation.area])),
        low_from=organisation.closed_on,
        note="gestopt",
    )


def agreement_parts(agreement):
    lapsed = agreement.lapsed_at is not None
    yield Part(
        title=agreement.title,
        url=agreement.get_absolute_url(),
        moment=agreement.changed_at or FIRST_DAY,
        text=plain(agreement.text),
        also=f"{agreement.get_step_display()} {agreement.instrument}",
        context=f"{agreement.coalition.name}, {agreement.get_step_display()}",
        low_from=ALWAYS if lapsed else agreement.review_on,
        note="vervallen" if lapsed else "moet worden nagekeken",
    )


def declaration_parts(declaration):
    """The text alone: who was asked to sign is found by nobody."""
    withdrawn = declaration.withdrawn_at is not None
    yield Part(
        title=declaration.title,
        url=declaration.get_absolute_url(),
        moment=declaration.changed_at or declaration.created_at,
        text=plain("\n\n".join([declaration.preamble, declaration.commitments, declaration.principles])),
        also="intentieverklaring",
        context=f"{declaration.coalition.name}, geldt {declaration.period}",
        low_from=ALWAYS if withdrawn else declaration.through + datetime.timedelta(days=1),
        note="ingetrokken" if withdrawn else "afgelopen",
    )


def intervention_parts(intervention):
    yield Part(
        title=intervention.name,
        url=intervention.get_absolute_url(),
        moment=FIRST_DAY,
        text=intervention.summary,
        also=f"{intervention.short_name} {intervention.owner}",
        context=intervention.owner,
    )


SOURCES = (
    Source(
        kind="coalition",
        singular="coalitie",
        label="Coalities",
        objects=lambda: Coalition.objects.select_related("circle").prefetch_related(
            "municipality_places__municipality"
        ),
        visible_to=Coalition.objects.visible_to,
        parts=coalition_parts,
        beside="de gemeenten",
    ),
    Source(
        kind="agreement",
        singular="afspraak",
        label="Afspraken",
        objects=lambda: Agreement.objects.select_related("coalition"),
        visible_to=Agreement.objects.visible_to,
        parts=agreement_parts,
        beside="de stap of het middel",
    ),
    Source(
        kind="declaration",
        singular="intentieverklaring",
        label="Intentieverklaringen",
        objects=lambda: Declaration.objects.select_related("coalition"),
        visible_to=Declaration.objects.visible_to,
        parts=declaration_parts,
    ),
    Source(
        kind="intervention",
        singular="interventie",
        label="Interventies",
        objects=lambda: Intervention.objects.all(),
        visible_to=Intervention.objects.visible_to,
        parts=intervention_parts,
        beside="de korte naam of de eigenaar",
    ),
    Source(
        kind="organisation",
        singular="organisatie",
        label="Organisaties",
        objects=lambda: Organisation.objects.all(),
        visible_to=Organisation.objects.visible_to,
        parts=organisation_parts,
        beside="de plaatsen, eerdere namen of andere woorden voor deze soort",
    ),
)
