from django import forms

from coalitions.models import Coalition, Joining, SupportNote
from coalitions.overview.sorting import DEFAULT, NEEDED, ORDERS
from coalitions.overview.standing import TRANCHES
from language.guard.forms import GuardedFormMixin
from language.sorting import sort_key

SILENT, LEADERLESS, LATE = "stil", "zonder-leider", "te-laat"
LOOKS = {SILENT: lambda row: row.is_silent, LEADERLESS: lambda row: not row.has_leader, LATE: lambda row: row.is_late}
UNKNOWN = "onbekend"


class OverviewForm(forms.Form):
    """The filters above the overview; a wrong one filters nothing, and says so."""

    zoek = forms.CharField(label="Coalitie, gemeente of leider", required=False, max_length=100)
    fase = forms.ChoiceField(
        label="Fase",
        required=False,
        choices=[("", "Alle fasen"), *Coalition.Phase.choices, (UNKNOWN, "niet ingevuld")],
    )
    let_op = forms.ChoiceField(
        label="Let op",
        required=False,
        choices=[
            ("", "Alle coalities"),
            (SILENT, "Stil: 60 dagen niets"),
            (LEADERLESS, "Zonder coalitieleider"),
            (LATE, "Actiepunten te laat"),
        ],
    )
    tranche = forms.ChoiceField(
        label="Tranche", required=False, choices=[("", "Alle tranches"), *TRANCHES, (UNKNOWN, "niet ingevuld")]
    )
    # The headings of the table do the same; on a phone there are none.
    op = forms.ChoiceField(label="Sorteer op", required=False, choices=ORDERS)

    @property
    def order(self):
        return self.cleaned_data.get("op") or DEFAULT

    @property
    def needed(self):
        """What filters and order have to know of every coalition; see standing.py."""
        found = set(NEEDED.get(self.order.lstrip("-"), ()))
        if self.cleaned_data.get("zoek"):
            found |= {"places", "leaders"}
        if self.cleaned_data.get("tranche"):
            found |= {"places"}
        if self.cleaned_data.get("let_op") == SILENT:
            found |= {"activity"}
        return found

    def keep(self, rows):
        """Return the rows that pass every filter."""
        chosen = self.cleaned_data
        tests = {
            "zoek": lambda row: sort_key(chosen["zoek"]) in _words(row),
            "fase": lambda row: (row.coalition.phase or UNKNOWN) == chosen["fase"],
            "let_op": lambda row: LOOKS[chosen["let_op"]](row),
            "tranche": lambda row: chosen["tranche"] in ({str(one) for one in row.tranches} or {UNKNOWN}),
        }
        used = [test for name, test in tests.items() if chosen.get(name)]
        for test in used:
            rows = [row for row in rows if test(row)]
        return rows


def _words(row):
    names = [row.coalition.name, *(place.name for place in row.places), *(str(leader) for leader in row.leaders)]
    return sort_key(" ".join(names))


class NoteForm(GuardedFormMixin, forms.ModelForm):
    class Meta:
        model = SupportNote
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        labels = {"text": "Nieuwe notitie"}
        help_texts = {
            "text": "Alleen aanjagers lezen dit. Schrijf op wat is afgesproken en welke hulp nodig is, niet hoe je "
            "over iemand denkt: wie in een notitie staat, mag haar opvragen.",
        }


class JoiningForm(forms.ModelForm):
    """When one municipality joined; there is one of these per municipality of the coalition."""

    class Meta:
        model = Joining
        fields = ["tranche", "year"]
        labels = {"year": "Jaar"}
        widgets = {"year": forms.TextInput(attrs={"inputmode": "numeric"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.instance.municipality.name
        self.fields["tranche"].label = f"{name}: tranche"
        self.fields["year"].label = f"{name}: ingestapt in"
        self.fields["year"].help_text = "Een jaartal, bijvoorbeeld 2020."
