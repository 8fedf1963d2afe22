"""What we keep of people in what circles make: action points and documents."""

from kansrijkestart.retention.subject import Subject

SUBJECTS = (
    Subject(
        title="Actiepunten",
        what="Welke actiepunten je maakte, waar je voor zorgt, wat je eraan veranderde, en wanneer we je herinnerden.",
        why="Zodat een kring weet wie wat doet, en niets vergeten wordt.",
        how_long=(
            "Is een actiepunt klaar of vervallen, dan staan de namen er nog twee jaar bij. Daarna blijft het werk. "
            "Bij wat nog open staat: tot een ander het overneemt. Wanneer we je herinnerden: 180 dagen."
        ),
        who_sees="De mensen van de kring en de aanjager.",
        removed_by="actions.retention.purge",
        models={
            "actions.ActionPoint": (
                *("owner", "created_by", "created_at", "changed_by", "changed_at", "started_at", "done_at"),
                *("dropped_at", "what", "how", "with_whom", "result", "drop_reason", "search_text", "told_on"),
                *("given_on", "given_by", "nameless_at"),
            ),
            "actions.Change": ("by", "at", "kind", "fields", "note"),
            "actions.Reminder": ("person", "on", "queued_at"),
        },
    ),
    Subject(
        title="Bijeenkomsten",
        what="Wie een bijeenkomst of een agendapunt klaarzette of wijzigde, en wanneer. Wie er iets vertelt. "
        "De link waarmee je eigen agenda meeleest. Of je bent uitgenodigd, wat je antwoordde, op welke dagen je kon, "
        "of je er was en wie in je plaats kwam. Wie een besluit of verslag opschreef, en een klad van een notitie.",
        why="Zodat mensen weten bij wie ze met vragen over een bijeenkomst kunnen zijn.",
        how_long=(
            "Wie was uitgenodigd, wat die antwoordde en wie er was: tot twee jaar na de dag. Daarna blijft alleen "
            "hoeveel mensen er van elke kring waren. Een klad: 90 dagen. De rest zolang de bijeenkomst er "
            "staat. Verdwijnt je account, dan blijft zij staan. Je naam verdwijnt, behalve "
            "als iemand hem zelf bij een agendapunt typte."
        ),
        who_sees="Wie de bijeenkomst mag zien.",
        removed_by="meetings.retention.purge; de rest: met het account",
        models={
            "meetings.Meeting": ("created_by", "created_at", "changed_by", "changed_at"),
            "meetings.Invitee": (
                *("user", "answer", "answered_at", "earlier", "asked_at", "withdrawn_at", "stands_in_for"),
                *("told_sequence", "sent_sequence", "told_off_at", "polled_at", "poll_reminded_at", "reminded_for"),
            ),
            "meetings.Presence": ("user", "instead_of"),
            "meetings.Feed": ("user", "key", "made_at"),
            "meetings.Poll": ("opened_by", "opened_at"),
            "meetings.Tick": ("invitee", "said"),
            "meetings.Decision": ("created_at", "changed_by", "changed_at"),
            "meetings.Minutes": ("changed_by", "changed_at"),
            "meetings.NoteDraft": ("user", "data", "saved_at"),
            "meetings.AgendaItem": ("presenter", "presenter_name", "changed_by", "changed_at"),
        },
    ),
    Subject(
        title="Documenten in de bibliotheek",
        what=(
            "Je naam bij de documenten die je toevoegt of bijhoudt, en wanneer je dat deed. Het bestand zelf en de "
            "tekst eruit. Wat je meldt als een document niet meer klopt, en het antwoord daarop."
        ),
        why="Zodat lezers weten van wie een document is, en wie nakijkt of het nog klopt.",
        how_long=(
            "Zolang het document er staat. Ingetrokken: na 30 dagen is het weg, met zijn bestanden; gemaakt van "
            "een antwoord dat verborgen is: na een jaar. "
            "Verdwijnt je account, dan blijft het document staan zonder je naam."
        ),
        who_sees="Wie het document mag lezen; dat staat erbij als je het toevoegt.",
        removed_by="library.retention.purge, library.retention.purge_files",
        models={
            "library.Document": (
                *("owner", "changed_by", "changed_at", "created_at", "title", "title_key", "summary"),
                *("withdrawn_at", "reviewed_on", "url", "credits"),
            ),
            "library.Version": (
                *("uploaded_by", "uploaded_at", "name", "file", "note"),
                *("held_at", "held_kinds", "vouched_at", "vouched_by"),
            ),
            "library.Page": ("text", "label"),
            "library.StaleReport": ("by", "reason", "reported_at", "answer", "answered_by", "answered_at"),
        },
    ),
    Subject(
        title="Zoeken",
        what=(
            "Een kopie van wat te vinden is, zodat zoeken snel gaat. En wat iemand zocht en niet vond, met hoe vaak: "
            "nooit wie het zocht, en niet als het over een gezin lijkt te gaan."
        ),
        why="Zodat je vindt wat je mag lezen, en de aanjager ziet welke kennis er nog niet is.",
        how_long=(
            "De kopie volgt het origineel: binnen een minuut veranderd of weg. Wat niet gevonden werd: tot 180 dagen "
            "nadat er voor het laatst naar gezocht is."
        ),
        who_sees="Wie het origineel mag lezen. Wat niet gevonden werd: de aanjager.",
        removed_by="library.search.retention.purge",
        models={
            "library.Entry": ("title", "context", "text", "digest", "heading", "vector", "moment"),
            "library.Word": ("word", "stem"),
            "library.Missed": ("query", "count", "last_on"),
        },
    ),
)
