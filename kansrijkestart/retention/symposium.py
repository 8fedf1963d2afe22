"""What we keep of people at the symposium."""

from kansrijkestart.retention.subject import Subject

SUBJECTS = (
    Subject(
        title="Sprekers van het symposium",
        what="Naam, functie, organisatie en een korte tekst over wie er spreekt; het e-mailadres en wat er nodig is.",
        why="Zodat bezoekers lezen wie er spreekt, en de aanjager de dag kan klaarzetten.",
        how_long=(
            "E-mailadres en wat er nodig is: tot 60 dagen na het symposium. Wat in het programma staat, blijft in het "
            "archief."
        ),
        who_sees="Het programma: iedereen. E-mailadres en wat er nodig is: alleen de aanjager.",
        removed_by="symposium.retention.purge",
        models={
            "symposium.Speaker": (
                *("user", "name", "email", "organisation", "function", "about", "needs", "asked_at", "completed_at"),
                "consented_at",
            ),
            "symposium.Speaking": ("speaker",),
            "symposium.Session": ("changed_by", "changed_at"),
        },
    ),
    Subject(
        title="Dia's en aantekeningen van het symposium",
        what="Van wie een bestand is, welke spreker het toevoegde en wanneer.",
        why="Zodat anderen weten van wie het is en wat ze ermee mogen.",
        how_long="Zolang het in de bibliotheek staat.",
        who_sees="Wie het bestand mag lezen; wie het toevoegde alleen de aanjager.",
        removed_by="library.retention.purge",
        models={"symposium.Material": ("speaker", "maker", "added_at")},
    ),
    Subject(
        title="Wat je na het symposium ging doen",
        what="Wat je opschreef dat je ging doen, wat het werd, en of dat zonder je naam op de pagina mag staan.",
        why="Zodat jij en het netwerk zien wat een symposium oplevert.",
        how_long="Tot twee jaar na het symposium, of tot je account verdwijnt.",
        who_sees="Jij en de aanjager. Mag het van jou, dan iedereen, zonder je naam.",
        removed_by="symposium.retention.purge",
        models={
            "symposium.Intention": (
                *("registration", "text", "said_at", "asked_at", "result", "may_show", "shown_at"),
            ),
        },
    ),
    Subject(
        title="Voorstellen voor workshops",
        what="Wat je voorstelde, wanneer, wie de workshop zouden geven, en wat erover is besloten.",
        why="Zodat de aanjager een programma kan maken, en jij weet wat er met je voorstel gebeurde.",
        how_long="Tot een jaar na het symposium. Verdwijnt je account, dan meteen zonder je naam.",
        who_sees="Jij en de aanjager.",
        removed_by="symposium.retention.purge",
        models={
            "symposium.Proposal": (
                *("proposer", "title", "summary", "for_whom", "speakers", "needs", "submitted_at", "changed_at"),
                *("withdrawn_at", "taken_at", "declined_at", "decline_reason"),
            ),
        },
    ),
    Subject(
        title="Wie de plekken van het symposium liet verdelen",
        what="Wie om een proef of de verdeling vroeg, en wanneer; van de uitkomst alleen aantallen.",
        why="Zodat aanjagers van elkaar zien wat er gedaan is.",
        how_long="Zolang het symposium in het archief staat; je naam tot je account verdwijnt.",
        who_sees="Alleen aanjagers.",
        removed_by="members.retention.purge",
        models={"symposium.Allocation": ("asked_by", "asked_at")},
    ),
    Subject(
        title="Aanmelden voor het symposium",
        what=(
            "Je naam, e-mailadres, organisatie, functie, werkveld en gemeente; wat je wilt horen, waar je een plek "
            "hebt en of je er was. Dieetwensen en wat je nodig hebt om mee te doen: alleen als ernaar gevraagd is."
        ),
        why="Zodat er een plek, een stoel en eten voor je is, en je een bewijs van deelname kunt krijgen.",
        how_long=(
            "Dieetwensen en wat je nodig hebt: tot 14 dagen na het symposium. De rest: tot twee jaar erna. Voor je de "
            "code uit je mail invult, bewaren we niets."
        ),
        who_sees=(
            "Jij en de aanjager. Je coalitieleider ziet dat je komt, niet wat je kiest. Dieetwensen gaan als "
            "aantallen naar de cateraar."
        ),
        removed_by="symposium.retention.purge",
        models={
            "symposium.Registration": (
                *("user", "name", "email", "organisation", "function", "domain", "municipality", "state", "position"),
                *("offered_until", "diet", "access_needs", "wants_next_year", "registered_by", "ticket"),
                *("coalition", "calendar_key"),
                *("created_at", "confirmed_at", "cancelled_at"),
            ),
            "symposium.Wish": ("registration", "session", "rank"),
            "symposium.AllocatedPlace": ("registration", "session", "rank"),
            "symposium.Seat": ("registration", "session", "state", "position", "offered_until", "reason", "since"),
            "symposium.Presence": ("registration", "session", "scan", "scanned_at", "received_at"),
        },
    ),
    Subject(
        title="Inchecken op de dag van het symposium",
        what="Wie een link kreeg om mensen aan de deur in te checken, en wie die link maakte.",
        why="Zodat een vrijwilliger zonder account kan helpen, en de aanjager een link kan intrekken.",
        how_long="Tot twee jaar na het symposium.",
        who_sees="De aanjager.",
        removed_by="symposium.certificates.retention.purge",
        models={"symposium.Door": ("label", "made_by", "made_at", "revoked_at")},
    ),
    Subject(
        title="Bewijs van deelname en punten",
        what=(
            "Je naam, waar je bij was en welke punten een register daarvoor geeft; je registernummer alleen als je "
            "het zelf geeft, met je toestemming. Nooit een burgerservicenummer."
        ),
        why="Zodat je kunt laten zien dat je er was, en de aanjager je punten kan doorgeven.",
        how_long=(
            "Het registernummer: tot 180 dagen na het symposium, of tot je het weghaalt. Het bewijs: vijf en een half "
            "jaar, zo lang als een register terugkijkt."
        ),
        who_sees="Jij en de aanjager. Wie de code op je bewijs heeft, ziet je naam en je punten.",
        removed_by="symposium.certificates.retention.purge",
        models={
            "symposium.Certificate": (
                *("registration", "code", "name", "issued_at", "replaced_at", "points", "sessions"),
            ),
            "symposium.RegisterNumber": ("registration", "body", "number", "consented_at"),
        },
    ),
)
