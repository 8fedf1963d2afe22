"""What we keep about people, why, how long, and what removes it; /privacy/ and docs/bewaartermijnen.md come from here.

A test fails when a model holds something about a person that is not in the table. See also: PURGES in
kansrijkestart/wiring.py, the functions that remove.
"""

from dataclasses import dataclass, field


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
        how_long="Zolang je meedoet. Wil je weg, dan verwijdert de aanjager je account.",
        who_sees="Leden van het netwerk. Je kiest zelf of zij je e-mailadres, telefoonnummer en achternaam zien.",
        removed_by="de aanjager, op verzoek",
        models={
            "members.User": (
                "password",
                "last_login",
                "email",
                "name",
                "sort_name",
                "function",
                "organisation",
                "about",
                "expertise",
                "phone",
                "shows_email",
                "shows_phone",
                "shows_first_name_only",
                "is_experience_expert",
                "is_active",
                "is_staff",
                "is_superuser",
                "joined_at",
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
        who_sees="De mensen van dezelfde kring en de aanjager.",
        removed_by="met het account",
        models={"members.Membership": ("user", "role", "since", "until", "ended_by")},
    ),
    Subject(
        title="Hoe je inlogt",
        what="Je passkeys en de sleutel van je authenticator-app (versleuteld), en codes die we je mailen.",
        why="Zodat niemand anders in jouw account kan.",
        how_long="Tot je ze zelf weghaalt. Een code of link in een mail werkt hooguit een paar dagen.",
        who_sees="Niemand.",
        removed_by="jijzelf, op de pagina 'Inloggen en beveiliging'; codes: kansrijkestart.retention_tasks.purge",
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
                "user",
                "created_at",
                "ip",
                "last_seen_at",
                "session_key",
                "user_agent",
                "data",
            ),
            "sessions.Session": ("session_key", "session_data", "expire_date"),
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
    "members.User": ("is_demo",),
    "members.Membership": ("circle",),
    "admin.LogEntry": ("content_type",),
}

# Models that hold nothing about a person at all.
IMPERSONAL = {
    "auth.Group",
    "auth.Group_permissions",
    "auth.Permission",
    "contenttypes.ContentType",
    "members.Circle",
    "members.DemoMark",
    "province.Municipality",
    "province.Pillar",
}
