"""What we keep about people themselves: accounts, circles, invitations, logging in."""

from kansrijkestart.retention.subject import Subject

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
            "dan ook dat e-mailadres. Gaf je een klad mee op een plek waar je opvolger er zelf al een had: de tekst."
        ),
        why="Zodat niets blijft liggen als mensen van baan wisselen.",
        how_long="Een jaar; de tekst van een klad een half jaar. Een overdracht die niet is afgemaakt: 90 dagen.",
        who_sees=(
            "Wie weggaat, wie het overneemt zolang die in de kring zit, en de aanjager. De tekst van een klad: alleen "
            "wie haar kreeg."
        ),
        removed_by="members.retention.purge",
        models={
            "members.Handover": ("person", "started_by", "leaves_on", "note", "created_at", "completed_at"),
            "members.HandoverPart": ("handover", "circle", "successor", "passes_role", "invites", "invitation"),
            "members.HandoverChoice": ("part", "kind", "thing", "to"),
            "members.HandoverItem": (
                *("handover", "circle", "kind", "thing", "label", "url", "to", "waits_for", "read_at"),
                "text",
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
        models={
            "members.Notice": ("user", "sentence", "url", "key", "created_at", "mailed_at"),
            "members.DigestMail": ("user", "on"),
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
)
