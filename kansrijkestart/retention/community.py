"""What we keep of people in the conversations of the network."""

from kansrijkestart.retention.subject import Subject

SUBJECTS = (
    Subject(
        title="Wat je in de gesprekken schrijft",
        what=(
            "Je naam bij je vragen, gesprekken, mededelingen en bijdragen, hun eerdere teksten, welk antwoord je "
            "koos, wie je bedankte en wie je noemde met een @."
        ),
        why="Zodat lezers weten van wie iets is, en een antwoord later terug te vinden is.",
        how_long=(
            "Zolang het gesprek er staat. Verdwijnt je account, dan blijft je tekst staan zonder je naam. "
            "Is een bijdrage verborgen, dan wissen we haar tekst na een jaar."
        ),
        who_sees="Wie het gesprek mag lezen; dat staat erbij als je schrijft.",
        removed_by="community.retention.purge",
        models={
            "community.Topic": (
                *("author", "title", "published_at", "withdrawn_at", "accepted_by", "accepted_at", "last_post_by"),
                *("last_post_at", "changed_by", "changed_at"),
            ),
            "community.Post": (
                *("author", "text", "html", "snippet", "written_at", "edited_at", "changed_by", "changed_at"),
                *("hidden_at", "hidden_by", "hidden_reason", "helped_at", "helped_by"),
            ),
            "community.PostVersion": ("text", "saved_at"),
            "community.Thanks": ("user", "at"),
            "community.Mention": ("user", "at"),
        },
    ),
    Subject(
        title="Wat je volgt en wat je las in de gesprekken",
        what="Wat je volgt, tot waar je een gesprek las, en het klad van wat je nog niet plaatste.",
        why="Zodat je ziet wat nieuw is, mail krijgt over wat je wilt weten, en niets kwijtraakt dat je typt.",
        how_long=(
            "Wat je volgt: tot je ermee stopt. Tot waar je las: een jaar nadat het gesprek stil werd. Een klad: tot "
            "je het plaatst of weggooit, en hooguit een half jaar."
        ),
        who_sees="Alleen jij. Van wat mensen volgen, is wel te zien hoeveel het er zijn.",
        removed_by="community.retention.purge",
        models={
            "community.Follow": ("user", "person", "since"),
            "community.TopicRead": ("user", "number", "at"),
            "community.Draft": ("user", "place", "text", "rest", "saved_at"),
        },
    ),
    Subject(
        title="Vragen die we aan jou voorleggen",
        what=(
            "Welke vraag we aan wie voorlegden en waarom, wie de vraag doorgaf aan wie, en of er een antwoord kwam."
        ),
        why="Zodat een vraag bij iemand komt die het weet, en niemand te vaak gevraagd wordt.",
        how_long="Een jaar.",
        who_sees="Jij, wie de vraag stelde, en de aanjager.",
        removed_by="community.retention.purge",
        models={
            "community.AnswerInvitation": (
                *("person", "reason", "about", "is_elsewhere", "asked_at", "asked_by", "passed_to"),
                *("declined_at", "answered_at"),
            ),
        },
    ),
    Subject(
        title="Welke bijdragen we je mailden",
        what="Welke bijdrage al in een mail aan jou stond, en van welke kring je hoe vaak mail wilt.",
        why="Zodat niets twee keer in een mail staat, en je krijgt wat je wilt.",
        how_long="Wat we mailden: 60 dagen. Hoe vaak je mail wilt: zolang je een account hebt.",
        who_sees="Alleen jij.",
        removed_by="community.retention.purge",
        models={
            "community.PostMail": ("user", "at"),
            "community.CircleFrequency": ("user", "frequency"),
        },
    ),
    Subject(
        title="Meldingen over een bijdrage",
        what="Wie een bijdrage meldde en waarom, en wat een moderator ermee deed.",
        why="Zodat een gesprek veilig blijft, en na te gaan is waarom iets verborgen is.",
        how_long="Een melding tot een jaar nadat zij is afgehandeld. Wat een moderator deed: twee jaar.",
        who_sees="De aanjager, en wie de kring leidt waar het gesprek is.",
        removed_by="community.retention.purge",
        models={
            "community.Report": ("by", "reason", "at", "handled_at", "handled_by"),
            "community.Moderation": ("kind", "reason", "by", "at"),
        },
    ),
)
