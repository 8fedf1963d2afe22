"""What we keep of people at the theme tables: bottlenecks, plans, decisions, building blocks."""

from kansrijkestart.retention.subject import Subject

SUBJECTS = (
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
)
