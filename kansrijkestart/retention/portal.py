"""What we keep of people in what makes the portal work: mail and technical maintenance."""

from kansrijkestart.retention.subject import Subject

SUBJECTS = (
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
