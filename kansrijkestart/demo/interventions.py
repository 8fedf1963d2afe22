"""What the invented coalitions offer, plan and stopped, and why; put in through the form that leaders use."""

import datetime

from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from coalitions.interventions.forms import UseForm
from coalitions.models import Coalition, CoalitionMunicipality, Intervention, InterventionUse
from members.models import Membership
from province.models import Municipality

AT, WA, SW, OO = "achtkarspelen-en-tytsjerksteradiel", "waadhoeke", "sudwest-fryslan", "ooststellingwerf"

# coalition, intervention, state, since, only in, why; the same one twice is how it went on.
USES = (
    (AT, "prenataal-huisbezoek", "planned", "2022-03-01", (),
     "Het wordt een wettelijke taak. We maken eerst afspraken met de verloskundigen over wie de ouders "
     "ernaar vraagt."),
    (AT, "prenataal-huisbezoek", "offered", "2022-07-01", (),
     "De jeugdverpleegkundige komt bij elk gezin dat de verloskundige aanmeldt. Negen van de tien "
     "ouders zeggen ja, als de verloskundige het zelf voorstelt."),
    (AT, "voorzorg", "offered", "2023-01-15", (),
     "Voor jonge moeders met weinig mensen om zich heen is een paar bezoeken te weinig. Twee "
     "verpleegkundigen zijn opgeleid; samen kunnen zij acht gezinnen begeleiden."),
    (AT, "home-start", "offered", "2021-09-01", ("tytsjerksteradiel",),
     "Vrijwilligers komen in bijna elk dorp. Ouders vinden het prettig dat het geen hulpverlener is."),
    (AT, "nu-niet-zwanger", "offered", "2021-01-01", (),
     "Via GGD Fryslân. De wijkteams en de verslavingszorg zijn geschoold."),
    (AT, "stevig-ouderschap", "planned", "2026-09-01", (),
     "Tussen een gewoon huisbezoek en VoorZorg zit een gat. We beginnen in januari met vier gezinnen."),
    (AT, "centeringzwangerschap", "stopped", "2024-06-01", (),
     "De groepen waren te klein: in een dorp zijn er niet elke maand acht zwangere vrouwen. We zoeken "
     "het nu samen met Dantumadiel."),
    (WA, "prenataal-huisbezoek", "offered", "2022-07-01", (),
     "Wettelijke taak, uitgevoerd door JGZ Fryslân. We letten extra op een uitnodiging in gewone taal."),
    (WA, "nu-niet-zwanger", "offered", "2022-02-01", (),
     "Via GGD Fryslân, samen met het wijkteam."),
    (WA, "taalschatten", "planned", "2024-02-01", (),
     "De bibliotheek en het consultatiebureau willen dit samen doen. We zoeken geld voor de training."),
    (WA, "taalschatten", "offered", "2024-09-01", (),
     "Een op de zes ouders hier leest moeilijk. De jeugdverpleegkundige laat de vijf taaltips zien, de "
     "bibliotheek doet mee."),
    (WA, "steunouders", "planned", "2026-06-01", (),
     "Ouders vragen om een dagdeel rust. Welzijn zoekt vrijwilligers."),
    (SW, "prenataal-huisbezoek", "offered", "2022-07-01", (),
     "Staat in het zorgpad. Elke nieuwe verloskundige krijgt er uitleg over."),
    (SW, "voorzorg", "offered", "2021-03-01", (),
     "Loopt goed, vooral in Sneek. Wachtlijst: geen."),
    (SW, "stevig-ouderschap", "offered", "2020-09-01", (),
     "De JGZ bepaalt samen met de ouders of extra bezoeken helpen."),
    (SW, "centeringzwangerschap", "offered", "2022-01-10", (),
     "Drie praktijken in Sneek en Bolsward doen mee. In de dorpen is het lastiger: de reistijd is te "
     "lang."),
    (SW, "rookvrije-start", "offered", "2023-05-01", (),
     "Een coach helpt beide ouders. De verloskundige meldt hen aan tijdens het eerste gesprek."),
    (SW, "nu-niet-zwanger", "offered", "2020-11-01", (),
     "Via GGD Fryslân."),
    (SW, "home-start", "offered", "2019-01-01", (),
     "Al jaren. Vrijwilligers krijgen ook training in gewone taal."),
    (OO, "prenataal-huisbezoek", "offered", "2022-07-01", (),
     "Wettelijke taak. We weten nog niet hoeveel ouders het krijgen; dat zoeken we dit jaar uit."),
    (OO, "rookvrije-start", "planned", "2026-10-01", (),
     "Hier roken meer zwangere vrouwen dan elders in Fryslân. We praten met de verloskundigen over een "
     "vaste coach."),
)  # fmt: skip


def add_uses(now):
    coalitions = {coalition.slug: coalition for coalition in Coalition.objects.select_related("circle")}
    interventions = {one.slug: one for one in Intervention.objects.all()}
    done = set(InterventionUse.objects.values_list("coalition__slug", "intervention__slug"))
    for slug, intervention, state, since, only, reason in USES:
        if (slug, intervention) not in done:
            choose(coalitions[slug], interventions[intervention], state, since, only, reason, now)


def choose(coalition, intervention, state, since, only, reason, now):
    """Fill in the form as a leader does: on the day itself, having seen what stood there."""
    since = datetime.date.fromisoformat(since)
    use = InterventionUse.objects.filter(coalition=coalition, intervention=intervention).first()
    places = CoalitionMunicipality.objects.current(timezone.localdate(now)).filter(coalition=coalition)
    fixed = {
        "instance": use or InterventionUse(coalition=coalition, intervention=intervention),
        "places": list(places.values_list("municipality", flat=True)),
        "on": since,
    }
    data = MultiValueDict({"state": [state], "since": [since], "reason": [reason]})
    data.setlist("municipalities", list(Municipality.objects.filter(slug__in=only).values_list("pk", flat=True)))
    if use:
        data["seen_version"] = UseForm(**fixed)["seen_version"].value()
    form = UseForm(data, **fixed)
    assert form.is_valid(), form.errors
    leader = Membership.objects.filter(circle=coalition.circle, role=Membership.Role.LEADER).earliest("since").user
    assert form.save_by(leader, timezone.make_aware(datetime.datetime.combine(since, datetime.time(10)))), form.errors
