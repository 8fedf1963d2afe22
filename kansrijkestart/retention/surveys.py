"""Of questionnaires and rounds. See also: kansrijkestart/retention/__init__.py."""

from kansrijkestart.retention.subject import Subject

SUBJECTS = (
    Subject(
        title="Vragenlijsten maken en uitzetten",
        what="Welke vragenlijst je bijhoudt, wie haar vaststelde, uitzette of teruggaf, en wie iets wijzigde.",
        why="Zodat iemand weet wie er over een vragenlijst gaat, en een vergissing is na te gaan.",
        how_long="Zolang je een account hebt. Ga je weg, dan neemt iemand anders de lijst over.",
        who_sees="De aanjager en de gegevensredacteur.",
        removed_by="met het account, of door wie het overneemt",
        models={
            "surveys.Instrument": ("owner", "changed_by", "changed_at"),
            "surveys.Version": ("frozen_by", "frozen_at"),
            "surveys.Section": ("changed_by", "changed_at"),
            "surveys.Question": ("changed_by", "changed_at"),
            "surveys.Round": (
                *("confirmed_by", "confirmed_at", "released_by", "released_at", "changed_by", "changed_at"),
            ),
        },
    ),
    Subject(
        title="Wie een enquête kreeg",
        what="Dat je een enquête kreeg, wanneer je bent uitgenodigd en herinnerd, en of je hebt ingevuld.",
        why="Om wie nog niet invulde te herinneren, en om te zien hoeveel tijd we van je vragen.",
        how_long="Tot 400 dagen na het sluiten van de enquête.",
        who_sees="De aanjager.",
        removed_by="surveys.retention.purge",
        models={
            "surveys.Invitation": ("user", "address", "invited_at", "reminded_at", "reminders", "has_answered"),
        },
    ),
    Subject(
        title="Antwoorden op een enquête met naam",
        what="Wat jij of je coalitie antwoordde, wie dat opschreef en wie het instuurde.",
        why="Om te weten hoe het gaat, en om bij de volgende ronde de vorige antwoorden te laten zien.",
        how_long="Je naam staat tot 2 jaar na het sluiten bij het antwoord. Het antwoord zelf blijft, zonder naam.",
        who_sees="Jij en je coalitie, de aanjager en de gegevensredacteur.",
        removed_by="surveys.retention.purge",
        models={
            "surveys.Sheet": ("user", "address", "submitted_at", "submitted_by", "extended_until"),
            "surveys.Answer": ("value", "changed_by", "changed_at"),
        },
    ),
    Subject(
        title="Samen een enquête invullen",
        what=(
            "Welke vraag jij zou beantwoorden, wat je bij een vraag opmerkte, waar je het niet mee eens was, en wat "
            "er met de lijst gebeurde: wie hem instuurde, of met wie de aanjager belde."
        ),
        why="Zodat een coalitie samen tot één antwoord komt, en verschil van mening zichtbaar blijft.",
        how_long=(
            "Opmerkingen en wie wat op zich nam: tot 400 dagen na het sluiten. Namen bij de rest: tot 2 jaar daarna."
        ),
        who_sees="De mensen van je kring, de aanjager en de gegevensredacteur.",
        removed_by="surveys.answering.retention.purge",
        models={
            "surveys.Assignment": ("to", "by", "at"),
            "surveys.Remark": ("by", "at", "text"),
            "surveys.OtherView": ("by", "at", "value", "why"),
            "surveys.Step": ("by", "at", "kind", "spoke_with"),
        },
    ),
    Subject(
        title="Antwoorden op een enquête zonder naam",
        what="Wat je antwoordde, versleuteld tot de enquête sluit. Daarna staan alle antwoorden door elkaar.",
        why="Om te weten hoe het gaat, zonder te weten wie wat vindt.",
        how_long=(
            "Versleuteld tot de enquête sluit. Daarna blijven antwoorden zonder naam. Met minder dan vijf "
            "antwoorden gaan ze nooit open; 30 dagen na het sluiten zijn ze dan weg."
        ),
        who_sees="Niemand, tot de enquête sluit. Daarna ziet niemand een los antwoord van minder dan vijf mensen.",
        removed_by="het sluiten van de enquête, surveys.answering.retention.purge",
        models={"surveys.SealedSheet": ("box",)},
    ),
    Subject(
        title="Gebeld over een enquête",
        what="Wie er belde over een lijst die nog niet was ingestuurd, wanneer, en wat er is afgesproken.",
        why="Zodat niemand twee keer over hetzelfde wordt gebeld.",
        how_long="Tot 90 dagen na het sluiten van de enquête.",
        who_sees="De aanjager.",
        removed_by="surveys.following.retention.purge",
        models={"surveys.Call": ("by", "at", "outcome", "note")},
    ),
    Subject(
        title="Adressen voor een enquête die nog niet is verstuurd",
        what="E-mailadressen die de aanjager opgaf, bijvoorbeeld van wie bij een bijeenkomst was.",
        why="Om deze mensen de enquête te kunnen sturen.",
        how_long="Tot de enquête wordt verstuurd, en in een concept hooguit 90 dagen.",
        who_sees="De aanjager.",
        removed_by="het openen van de ronde; concepten: surveys.following.retention.purge",
        models={"surveys.Listed": ("address",)},
    ),
)
