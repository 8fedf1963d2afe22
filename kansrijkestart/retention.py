"""What we keep about people, why, how long, and what removes it; /privacy/ and docs/bewaartermijnen.md come from here.

A test fails when a model holds something about a person that is not in the table. See also: PURGES in
kansrijkestart/wiring.py, the functions that remove.
"""

from dataclasses import dataclass, field

import structlog
from django.db import transaction

from kansrijkestart import wiring

logger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Subject:
    """One thing we keep, in the words of the privacy page, and where it stands."""

    title: str
    what: str
    why: str
    how_long: str
    who_sees: str
    removed_by: str  # a function of this code, or what a person does
    models: dict[str, tuple[str, ...]] = field(default_factory=dict)  # model: its fields about a person


SUBJECTS = (
    Subject(
        title="Je account en je profiel",
        what=(
            "Je naam, e-mailadres, organisatie en functie. Wat je zelf toevoegt: telefoonnummer, waar je werkt, "
            "waar je veel van weet. En wanneer je voor het laatst inlogde."
        ),
        why="Zodat mensen in het netwerk elkaar kunnen vinden en je kunt inloggen.",
        how_long="Zolang je meedoet. Wil je weg, dan verwijderen we je account op je verzoek.",
        who_sees="Leden van het netwerk. Je kiest zelf of zij je e-mailadres, telefoonnummer en achternaam zien.",
        removed_by="op verzoek, in het technisch beheer",
        models={
            "members.User": (
                *("password", "last_login", "email", "name", "sort_name", "function", "organisation", "about"),
                *("expertise", "phone", "shows_email", "shows_phone", "shows_first_name_only"),
                *("is_experience_expert", "is_active", "is_staff", "is_superuser", "joined_at"),
                *("search_text", "organisation_key", "function_key", "expertise_key"),
            ),
            "members.User_municipalities": ("user", "municipality"),
            "members.User_groups": ("user", "group"),
            "members.User_user_permissions": ("user", "permission"),
            "account.EmailAddress": ("user", "email", "verified", "primary"),
        },
    ),
    Subject(
        title="In welke kringen je zit",
        what="In welke coalitie of aan welke thematafel je meedoet, met welke rol en van wanneer tot wanneer.",
        why="Je rechten in het portaal komen hieruit voort, en het netwerk weet wie waarvoor aanspreekbaar was.",
        how_long="Zolang je een account hebt.",
        who_sees="Leden van het netwerk zien je huidige kringen. Wat voorbij is, zien je kring en de aanjager.",
        removed_by="met het account",
        models={"members.Membership": ("user", "role", "since", "until", "ended_by")},
    ),
    Subject(
        title="Uitnodigingen",
        what="Het e-mailadres van wie is uitgenodigd, door wie en voor welke kring, met het bericht erbij.",
        why="Zodat je mee kunt gaan doen, en we weten wie je heeft uitgenodigd.",
        how_long="Niet aangenomen: 14 dagen nadat de uitnodiging verliep of werd ingetrokken. Aangenomen: een jaar.",
        who_sees="De leiders van de kring en de aanjager.",
        removed_by="members.retention.purge",
        models={
            "members.Invitation": (
                *("email", "role", "message", "invited_by", "token_hash", "sent_at", "expires_at"),
                *("accepted_at", "accepted_by", "withdrawn_at"),
            ),
        },
    ),
    Subject(
        title="Aanvragen om mee te doen",
        what="Je naam, e-mailadres, organisatie, functie en waarom je wilt meedoen, en wat we besloten.",
        why="Zodat de aanjager kan beslissen en je antwoord krijgt.",
        how_long="Een jaar na het besluit. Zonder besluit: een jaar nadat je het vroeg.",
        who_sees="De aanjager.",
        removed_by="members.retention.purge",
        models={
            "members.AccessRequest": (
                *("name", "email", "organisation", "function", "motivation", "created_at"),
                *("decided_at", "decided_by", "outcome", "reason"),
            ),
        },
    ),
    Subject(
        title="Wat je overdraagt als je weggaat",
        what=(
            "Wie weggaat en wanneer, wie wat overneemt, en het briefje voor de opvolger. Nodig je een opvolger uit, "
            "dan ook dat e-mailadres."
        ),
        why="Zodat niets blijft liggen als mensen van baan wisselen.",
        how_long="Een jaar. Een overdracht die niet is afgemaakt: 90 dagen.",
        who_sees="Wie weggaat, wie het overneemt zolang die in de kring zit, en de aanjager.",
        removed_by="members.retention.purge",
        models={
            "members.Handover": ("person", "started_by", "leaves_on", "note", "created_at", "completed_at"),
            "members.HandoverPart": ("handover", "circle", "successor", "passes_role", "invites", "invitation"),
            "members.HandoverChoice": ("part", "kind", "thing", "to"),
            "members.HandoverItem": (
                *("handover", "circle", "kind", "thing", "label", "url", "to", "waits_for", "read_at"),
            ),
        },
    ),
    Subject(
        title="Nieuws dat op je verzamelmail wacht",
        what="Eén zin over wat een ander deed, met de pagina erbij, en of die al in een mail aan jou stond.",
        why="Zodat je hoort wat er gebeurt, in hooguit één mail per dag.",
        how_long="60 dagen.",
        who_sees="Jijzelf, in de mail.",
        removed_by="members.retention.purge",
        models={"members.Notice": ("user", "sentence", "url", "key", "created_at", "mailed_at")},
    ),
    Subject(
        title="Mail die het portaal je stuurt",
        what="Je e-mailadres, het onderwerp, de tekst, en of de mail is aangekomen.",
        why="Zodat geen mail verloren gaat en we kunnen nagaan wat er misging.",
        how_long=(
            "De tekst 30 dagen, dat de mail is verstuurd 180 dagen. "
            "De tekst van een mail met een code of een persoonlijke link wissen we meteen na het versturen."
        ),
        who_sees="De aanjager. De tekst van een mail over je account of je uitnodiging ziet niemand.",
        removed_by="outbox.retention.purge",
        models={
            "outbox.Email": (
                *("to", "user", "subject", "mime", "message_id", "dedupe_key", "request_id", "created_at"),
                *("attempts", "sent_at", "bounced_at", "last_error"),
            ),
            "outbox.DemoMessage": ("to", "subject", "mime", "received_at"),
        },
    ),
    Subject(
        title="Welke mail je wilt",
        what="Over welke onderwerpen je mail wilt, en hoe vaak.",
        why="Zodat je alleen krijgt wat je wilt. Ook een adres zonder account kan zich afmelden.",
        how_long="Zolang je een account hebt. Van een adres zonder account: tot je je weer aanmeldt.",
        who_sees="Jijzelf.",
        removed_by="met het account, of door jezelf",
        models={"outbox.Preference": ("user", "address", "category", "frequency")},
    ),
    Subject(
        title="Wat je op het portaal schrijft",
        what="Je naam bij de mededelingen die je plaatst.",
        why="Zodat lezers weten van wie een bericht is.",
        how_long="Zolang het bericht er staat. Verdwijnt je account, dan blijft het bericht staan zonder je naam.",
        who_sees="Wie het bericht mag lezen; dat staat erbij als je schrijft.",
        removed_by="met het account",
        models={"community.Topic": ("author", "title", "text", "published_at", "edited_at", "withdrawn_at")},
    ),
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
        title="Documenten in de bibliotheek",
        what="Je naam bij de documenten die je toevoegt of bijhoudt, en wanneer je dat deed. Het bestand zelf.",
        why="Zodat lezers weten van wie een document is, en wie nakijkt of het nog klopt.",
        how_long=(
            "Zolang het document er staat. Ingetrokken: na 30 dagen is het weg, met zijn bestanden. "
            "Verdwijnt je account, dan blijft het document staan zonder je naam."
        ),
        who_sees="Wie het document mag lezen; dat staat erbij als je het toevoegt.",
        removed_by="library.retention.purge, library.retention.purge_files",
        models={
            "library.Document": (
                *("owner", "changed_by", "changed_at", "created_at", "title", "title_key", "summary"),
                *("withdrawn_at", "reviewed_on"),
            ),
            "library.Version": ("uploaded_by", "uploaded_at", "name", "file", "note"),
        },
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
        title="Hoe je inlogt",
        what="Je passkeys en de sleutel van je authenticator-app (versleuteld), en codes die we je mailen.",
        why="Zodat niemand anders in jouw account kan.",
        how_long="Tot je ze zelf weghaalt. Een code uit een mail werkt tien minuten en is na een dag weg.",
        who_sees="Niemand.",
        removed_by="jijzelf; codes: kansrijkestart.purge.codes",
        models={
            "mfa.Authenticator": ("user", "type", "data", "created_at", "last_used_at"),
            "account.EmailConfirmation": ("email_address", "created", "sent", "key"),
        },
    ),
    Subject(
        title="Waar je bent ingelogd",
        what="Je browser, je IP-adres en wanneer je er voor het laatst was.",
        why="Zodat je zelf ziet waar je bent ingelogd, en we misbruik kunnen nagaan.",
        how_long="180 dagen na je laatste bezoek. Een verlopen sessie verdwijnt elke nacht.",
        who_sees="Jijzelf.",
        removed_by="kansrijkestart.purge.sessions",
        models={
            "usersessions.UserSession": (
                *("user", "created_at", "ip", "last_seen_at", "session_key", "user_agent", "data"),
            ),
            "sessions.Session": ("session_key", "session_data", "expire_date"),
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
        title="Meedoen aan een thematafel",
        what=(
            "Aan welke tafel je vroeg mee te doen, waarom, en het antwoord. Je naam bij wat je over de voortgang "
            "schreef, en bij wat je aan de tafel veranderde."
        ),
        why="Zodat de trekker kan beslissen, en iedereen leest hoe het met een tafel gaat.",
        how_long=(
            "Wat je vroeg: een jaar na het antwoord, of een jaar als er geen kwam. Wat je schreef: zolang de tafel er "
            "is; verdwijnt je account, dan zonder je naam."
        ),
        who_sees="Wat je vroeg: de trekkers en de aanjager. Wat je schreef: leden van het netwerk.",
        removed_by="themetables.tables.retention.purge",
        models={
            "themetables.JoinRequest": (
                *("user", "why", "asked_at", "decided_at", "decided_by", "outcome", "answer"),
            ),
            "themetables.ProgressNote": ("by", "at", "text"),
            "themetables.TableChange": ("by", "at"),
            "themetables.ThemeTable": ("changed_by", "changed_at"),
        },
    ),
    Subject(
        title="Plannen en besluiten van de thematafels",
        what=(
            "Wie een tafelplan schreef, wijzigde en indiende, wie namens een coalitie een mening gaf, wie antwoordde "
            "en wie een besluit vastlegde, en wanneer. En het klad dat je nog niet bewaarde."
        ),
        why="Zodat je tekst niet verloren gaat, en na te gaan is wie wat vond en wie wat vastlegde.",
        how_long=(
            "Zolang je een account hebt; daarna blijft de tekst, zonder je naam. Een klad tot je het bewaart of "
            "weggooit, en hooguit een half jaar."
        ),
        who_sees="Leden van het netwerk. Een conceptplan: de mensen van de tafel en de aanjager. Je klad: alleen jij.",
        removed_by="themetables.plans.retention.purge",
        models={
            "themetables.JoinRequest": ("table",),
            "themetables.ProgressNote": ("table",),
            "themetables.TableChange": ("table", "kind", "sentence"),
            "themetables.ThemeTable": (
                *("circle", "name", "short_name", "slug", "sort_name", "summary", "goal", "started_on", "joining"),
                *("state", "closed_on", "closed_reason", "version"),
            ),
            "themetables.TablePlan": ("submitted_at", "submitted_by", "changed_by", "changed_at", "decided_at"),
            "themetables.PlanVersion": ("saved_by", "saved_at"),
            "themetables.PlanDraft": ("user", "data", "saved_at"),
            "themetables.PlanView": (
                *("stance", "sentence", "given_by", "given_at", "answer", "answered_by", "answered_at"),
                *("changed_by", "changed_at"),
            ),
            "themetables.DecisionMeeting": ("changed_by", "changed_at"),
            "themetables.TableDecision": ("recorded_by", "recorded_at"),
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
    Subject(
        title="Knelpunten die je noemt of herkent",
        what=(
            "Je naam bij een knelpunt dat je noemde, bij de herkenning die je voor je coalitie invulde, en bij elke "
            "stap die je met een knelpunt zette."
        ),
        why="Zodat leden weten wie zij ernaar kunnen vragen, en na te gaan is wie wat besloot.",
        how_long="Zolang je een account hebt. Verdwijnt je account, dan blijft staan wat er staat, zonder je naam.",
        who_sees="Leden van het netwerk. Dat je coalitie iets niet herkent, ziet alleen je coalitie.",
        removed_by="met het account",
        models={
            "themetables.Bottleneck": ("named_by", "named_at", "changed_by", "changed_at"),
            "themetables.BottleneckChange": ("by", "at", "kind", "reason"),
            "themetables.Recognition": ("recognised_by", "recognised_at", "how_here"),
            "themetables.Dismissal": ("by", "at"),
            "themetables.LikelyDuplicate": ("parted_by", "parted_at"),
        },
    ),
    Subject(
        title="Bouwstenen van een thematafel, en wat je coalitie ermee doet",
        what=(
            "Wie een bouwsteen bijhoudt, wie een versie publiceerde of een stap zette, wie er in een coalitie over te "
            "vragen is, wie daar iets wijzigde, en wie een ervaring opschreef."
        ),
        why="Zodat coalities elkaar vinden, en na te gaan is wie wat veranderde.",
        how_long=(
            "Zolang je een account hebt. Ga je weg, dan krijgt iemand anders wat je bijhield; versies, stappen en "
            "ervaringen blijven, zonder je naam."
        ),
        who_sees="Leden van het netwerk. Wie geen lid is, ziet bij een vastgestelde bouwsteen geen namen.",
        removed_by="met het account",
        models={
            "themetables.BuildingBlock": (
                *("owner", "changed_by", "changed_at", "reviewed_on", "review_asked_on", "review_reminded_on"),
            ),
            "themetables.BlockVersion": ("published_by", "published_at"),
            "themetables.BlockChange": ("by", "at"),
            "themetables.Adoption": ("contact", "changed_by", "changed_at"),
            "themetables.AdoptionChange": ("by", "at"),
            "themetables.Experience": ("written_by", "written_at", "text"),
        },
    ),
    Subject(
        title="Technisch beheer",
        what="Wie in het technisch beheer iets veranderde, wat en wanneer.",
        why="Zodat een fout of misbruik is na te gaan.",
        how_long="3 jaar.",
        who_sees="Wie het technisch beheer doet.",
        removed_by="kansrijkestart.purge.admin_log",
        models={
            "admin.LogEntry": ("action_time", "user", "object_id", "object_repr", "action_flag", "change_message"),
        },
    ),
)

# Fields of the models above that say nothing about a person.
NEUTRAL = {
    "actions.ActionPoint": ("circle", "pillar", "due_on", "source_label", "source_url", "sequence", "version"),
    "actions.Change": ("point",),
    "admin.LogEntry": ("content_type",),
    "coalitions.Agreement": (
        *("coalition", "step", "title", "text", "instrument", "valid_from", "review_on", "replaces", "lapse_reason"),
        "version",
    ),
    "coalitions.AgreementVersion": (
        *("agreement", "number", "sentence", "note", "state", "step", "title", "text", "instrument"),
        *("organisations", "valid_from", "review_on"),
    ),
    "coalitions.Budget": (
        *("coalition", "year", "version", "coalition_planned", "coalition_spent", "coalition_note"),
        *("interventions_planned", "interventions_spent", "interventions_note"),
        *("regional_planned", "regional_spent", "regional_note"),
    ),
    "coalitions.Declaration": (
        *("coalition", "number", "previous", "title", "since", "through", "preamble", "commitments", "principles"),
        *("version", "code", "sent_at", "completed_at", "withdrawn_at", "withdrawal_reason"),
    ),
    "coalitions.FormerUse": ("use", "state", "since", "until", "reason"),
    "coalitions.InterventionUse": ("coalition", "intervention", "state", "since", "reason", "version"),
    "coalitions.Coalition": (
        *("circle", "name", "slug", "sort_name", "phase", "started_on", "summary", "merged_into", "carried_over_at"),
        "version",
    ),
    "coalitions.Partner": ("coalition", "organisation", "since", "until", "version"),
    "coalitions.PhaseChange": ("coalition", "phase", "since", "note"),
    "coalitions.SignatureRequest": ("declaration", "organisation"),
    "coalitions.StartItem": ("key", "audience", "title", "text", "link", "position", "withdrawn_at", "version"),
    "coalitions.StartTick": ("item", "coalition"),
    "coalitions.SupportNote": ("coalition",),
    "coalitions.Organisation": (
        *("name", "slug", "sort_name", "short_name", "kind", "level", "area", "description", "offers", "for_whom"),
        *("website", "phone", "contact_function", "closed_on", "source", "confidence", "note", "version"),
        *("review_on", "reviewed_on", "review_asked_on", "review_reminded_on"),
        *("search_names", "search_text", "search"),
    ),
    "coalitions.OrganisationChange": ("organisation", "kind"),
    "coalitions.Suggestion": ("organisation",),
    "coalitions.ImportDraft": ("expires_at", "content_hash", "added", "changed"),
    "community.Topic": ("circle", "visibility", "kind", "mail_requested_at", "mailed_at"),
    "library.Document": (
        *("circle", "visibility", "kind", "superseded_by", "version"),
        *("review_on", "review_asked_on", "review_reminded_on"),
    ),
    "library.Version": (
        *("document", "number", "key", "size", "sha256", "content_type", "check_state", "checked_at"),
    ),
    "members.AccessRequest": ("circle",),
    "members.Invitation": ("circle",),
    "members.Membership": ("circle",),
    "members.Notice": ("category", "circle"),
    "members.User": ("is_demo",),
    "themetables.Adoption": (
        *("coalition", "block", "state", "reason", "local_text", "since", "block_version", "kept_number"),
        *("kept_reason", "version"),
    ),
    "themetables.AdoptionChange": ("adoption", "sentence", "state", "reason", "local_text", "number"),
    "themetables.BlockChange": ("block", "state", "sentence"),
    "themetables.BlockVersion": (
        *("block", "number", "title", "summary", "for_whom", "first_step", "second_step", "third_step"),
        *("common_text", "what_changed"),
    ),
    "themetables.BuildingBlock": (
        *("table", "slug", "kind", "title", "sort_title", "summary", "for_whom", "first_step", "second_step"),
        *("third_step", "common_text", "state", "tested_at_whom", "adopted_at", "replaced_by", "latest"),
        *("review_on", "version"),
    ),
    "themetables.Experience": ("block", "coalition", "moment", "read_at"),
    "themetables.Bottleneck": (
        *("title", "what_happens", "for_whom", "would_help", "coalition", "state", "state_reason", "state_since"),
        *("table", "merged_into", "municipality_count", "source_label", "source_url", "words", "version"),
    ),
    "themetables.BottleneckChange": ("bottleneck", "state", "table", "other"),
    "themetables.DecisionMeeting": ("title", "year", "held_on", "place", "version"),
    "themetables.Dismissal": ("bottleneck", "coalition"),
    "themetables.LikelyDuplicate": ("newer", "older", "found_at"),
    "themetables.Recognition": ("bottleneck", "coalition", "came_from"),
    "themetables.PlanDraft": ("plan",),
    "themetables.PlanVersion": (
        *("plan", "number", "sentence", "is_draft", "reason", "goal", "delivers", "planning", "people", "costs"),
        "bottlenecks",
    ),
    "themetables.PlanView": ("plan", "coalition", "plan_version", "version"),
    "themetables.TableDecision": ("meeting", "table", "plan", "outcome", "reason", "decided_on", "corrects"),
    "themetables.TablePlan": (
        *("table", "year", "reason", "goal", "delivers", "planning", "people", "costs", "version"),
    ),
    "outbox.Email": ("category", "sender", "urgency", "next_attempt_at", "inflight_since", "wiped_at", "state"),
}

# Models that hold nothing about a person at all.
IMPERSONAL = {
    "auth.Group",
    "auth.Group_permissions",
    "auth.Permission",
    "coalitions.Agreement_documents",
    "coalitions.Declaration_documents",
    "coalitions.Agreement_organisations",
    "coalitions.CoalitionMunicipality",
    "coalitions.Intervention",
    "coalitions.Intervention_pillars",
    "coalitions.InterventionUse_municipalities",
    "coalitions.Joining",
    "coalitions.FormerName",
    "coalitions.Organisation_documents",
    "coalitions.Organisation_municipalities",
    "coalitions.Suggestion_municipalities",
    "contenttypes.ContentType",
    "kansrijkestart.ScheduledRun",
    "members.Circle",
    "members.DemoMark",
    "province.Municipality",
    "province.Pillar",
    "symposium.Edition",
    "themetables.Bottleneck_pillars",
    "themetables.BuildingBlock_documents",
    "themetables.BuildingBlock_solves",
    "themetables.TablePlan_bottlenecks",
    "themetables.ThemeTable_pillars",
}


def purge(now):
    """Remove everything that is past its time. One that fails does not keep the others from their work."""
    failures = []
    for function in wiring.PURGES:
        name = f"{function.__module__}.{function.__name__}"
        try:
            with transaction.atomic():
                removed = function(now)
            logger.info("opgeruimd", object=name, aantal=removed)
        except Exception as error:
            logger.exception("opruimen mislukt", object=name)
            failures.append(error)
    if failures:
        raise ExceptionGroup("niet alles is opgeruimd", failures)


def as_markdown():
    """Return docs/bewaartermijnen.md; the test that compares them says how to write it anew."""
    lines = [
        "# Bewaartermijnen",
        "",
        "Wat het portaal over mensen bewaart, waarom, hoe lang en waardoor het verdwijnt. Deze tabel komt uit",
        "`kansrijkestart/retention.py`, net als de pagina Privacy; een test houdt haar gelijk aan de modellen.",
        "Elke nacht ruimt `kansrijkestart.tasks.purge` op. Reservekopieën zijn na 35 dagen weg, het logboek na 180.",
        "",
        "| onderwerp | waarom | hoe lang | wie ziet het | verwijderd door | waar het staat |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for subject in SUBJECTS:
        places = "<br>".join(f"`{model}`: {', '.join(fields)}" for model, fields in subject.models.items())
        cells = [subject.title, subject.why, subject.how_long, subject.who_sees, subject.removed_by, places]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
