"""What we keep of people in the work of a coalition, the directory and a declaration."""

from kansrijkestart.retention.subject import Subject

SUBJECTS = (
    Subject(
        title="Een vraag aan een coalitie",
        what="Je naam, je e-mailadres en je bericht. Die staan alleen in de mail aan de coalitieleiders.",
        why="Zodat de coalitieleiders je kunnen antwoorden.",
        how_long="30 dagen. Wie je bericht kreeg, heeft het ook in het eigen postvak.",
        who_sees="De coalitieleiders en de aanjager.",
        removed_by="outbox.retention.purge",
    ),
    Subject(
        title="Wat je voor je coalitie bijhoudt",
        what=(
            "Voor welke partner van een coalitie je spreekt. Wie de pagina, een partner, een fase, een interventie of "
            "de SPUK-bedragen van de coalitie vastlegde. Welke stappen van het startpakket je hebt gedaan."
        ),
        why="Zodat leden weten wie zij voor een organisatie kunnen vragen, en wie iets veranderde.",
        how_long="Zolang je een account hebt. Verdwijnt je account, dan blijft staan wat er staat, zonder je naam.",
        who_sees=(
            "Leden van het netwerk. De SPUK-bedragen: de coalitieleiders, de bestuurslezers en de aanjager. "
            "Je startpakket: jij en de aanjager."
        ),
        removed_by="met het account",
        models={
            "coalitions.Coalition": ("changed_by", "changed_at"),
            "coalitions.Partner": ("contact", "contact_function", "changed_by", "changed_at"),
            "coalitions.PhaseChange": ("recorded_by", "recorded_at"),
            "coalitions.InterventionUse": ("changed_by", "changed_at"),
            "coalitions.FormerUse": ("changed_by",),
            "coalitions.Budget": ("changed_by", "changed_at"),
            "coalitions.StartItem": ("changed_by", "changed_at"),
            "coalitions.StartTick": ("user", "by", "at"),
        },
    ),
    Subject(
        title="Notities van de aanjager",
        what="Wat de aanjager opschrijft over de hulp die een coalitie nodig heeft, met de naam van wie het schreef.",
        why="Zodat de aanjager weet wat er is afgesproken, ook als er een nieuwe aanjager komt.",
        how_long="2 jaar, of korter als de aanjager een notitie weghaalt.",
        who_sees="De aanjager.",
        removed_by="coalitions.retention.purge",
        models={"coalitions.SupportNote": ("text", "by", "at")},
    ),
    Subject(
        title="De sociale kaart bijhouden",
        what="Welke organisaties je bijhoudt, wat je eraan veranderde of voorstelde, en het antwoord.",
        why="Zodat iemand ze nakijkt, en een fout is na te gaan.",
        how_long=(
            "Zolang de organisatie op de sociale kaart staat. Ga je weg, dan neemt iemand anders het over. "
            "Een bestand dat je inleest: een dag."
        ),
        who_sees="Leden van het netwerk.",
        removed_by="met het account, of door wie het overneemt; bestanden: coalitions.retention.purge",
        models={
            "coalitions.Organisation": ("owner", "changed_by", "changed_at"),
            "coalitions.OrganisationChange": ("by", "at", "reason", "fields"),
            "coalitions.Suggestion": (
                *("proposed_by", "proposed_at", "reason", "facts", "before"),
                *("decided_by", "decided_at", "outcome", "answer"),
            ),
            "coalitions.ImportDraft": ("by", "file_name", "uploaded_at", "content", "confirmed_at"),
        },
    ),
    Subject(
        title="Afspraken van je coalitie",
        what="Welke afspraken jij bijhoudt. Wie een afspraak schreef, wijzigde, vaststelde of beëindigde, en wanneer.",
        why="Zodat een afspraak niet veroudert, en na te gaan is wie wat veranderde.",
        how_long=(
            "Zolang je een account hebt. Ga je weg, dan krijgt iemand anders wat je bijhield; "
            "de oude versies blijven, zonder je naam."
        ),
        who_sees="Leden van het netwerk. Een concept: de mensen van de coalitie en de aanjager.",
        removed_by="met het account",
        models={
            "coalitions.Agreement": (
                *("owner", "changed_by", "changed_at", "adopted_by", "adopted_at", "lapsed_by", "lapsed_at"),
                *("reviewed_on", "review_asked_on", "review_reminded_on"),
            ),
            "coalitions.AgreementVersion": ("saved_by", "saved_at"),
        },
    ),
    Subject(
        title="Een intentieverklaring ondertekenen",
        what=(
            "Je naam, functie, organisatie en e-mailadres, wanneer we je vroegen te tekenen, en of je tekende. "
            "Teken je, dan ook wanneer en welke tekst. Je IP-adres bewaren we hier niet."
        ),
        why="Zodat je zonder account kunt tekenen, en later vaststaat wie de verklaring tekende en welke tekst.",
        how_long=(
            "Getekend: je e-mailadres een jaar; je naam, functie en handtekening zolang de verklaring er is. "
            "Niet getekend: je gegevens tot 30 dagen nadat er niets meer te tekenen is, hooguit 60 dagen nadat je "
            "link verliep. De code uit de mail is na een dag weg."
        ),
        who_sees=(
            "Je naam, functie en organisatie: de coalitie, de aanjager, wie mee tekent, en wie de PDF heeft. "
            "Je e-mailadres: de coalitieleiders en de aanjager."
        ),
        removed_by="coalitions.declarations.retention.purge",
        models={
            "coalitions.Declaration": ("owner", "changed_by", "changed_at", "created_at"),
            "coalitions.SignatureRequest": (
                *("organisation_name", "name", "function", "email", "link_seed", "token_hash", "sent_at"),
                *("expires_at", "reminded_at", "reminder_count", "leader_told_at", "declined_at", "decline_reason"),
                *("withdrawn_at", "wiped_at"),
            ),
            "coalitions.SigningCode": ("request", "code_hash", "name", "function", "text_sha256", "sent_at", "tries"),
            "coalitions.Signature": (
                *("request", "name", "function", "organisation_name", "text_sha256", "signed_at"),
            ),
        },
    ),
)
