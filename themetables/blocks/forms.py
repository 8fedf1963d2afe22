from django import forms
from django.db.models import Q
from django.utils.text import slugify

from language.guard.forms import GuardedFormMixin
from language.slugs import first_free
from members import holdings
from members.conflicts import VersionedFormMixin
from members.models.text import single_line
from members.reviewing import later
from province.models import Pillar
from themetables.models import BlockState, Bottleneck, BuildingBlock, ThemeTable

DAY = {"type": "date"}
MONTHS_UNTIL_REVIEW = 12
# Addresses under /bouwstenen/ that are other pages.
RESERVED = {"gemeenten"}


class BlockForm(VersionedFormMixin, forms.ModelForm):
    """The text of a building block, written together by the people of the table."""

    class Meta:
        model = BuildingBlock
        fields = [
            *("title", "kind", "summary", "solves", "for_whom", "first_step", "second_step", "third_step"),
            *("common_text", "owner", "review_on"),
        ]
        widgets = {
            "solves": forms.CheckboxSelectMultiple,
            "for_whom": forms.Textarea(attrs={"rows": 3}),
            "first_step": forms.Textarea(attrs={"rows": 3}),
            "second_step": forms.Textarea(attrs={"rows": 3}),
            "third_step": forms.Textarea(attrs={"rows": 3}),
            "common_text": forms.Textarea(attrs={"rows": 14, "data-ks-toolbar": ""}),
            "review_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        }
        labels = {
            "first_step": "Hoe begin je? Stap 1",
            "second_step": "Stap 2",
            "third_step": "Stap 3",
            "solves": "Welke knelpunten lost dit op?",
        }
        help_texts = {
            "title": "Zodat iemand van buiten meteen weet wat het is.",
            "summary": "Eén of twee zinnen: wat is het, en wat heb je eraan?",
            "solves": "De knelpunten van jullie tafel. Publiceer je een versie, dan krijgen zij de stand “bouwsteen "
            "geleverd”.",
            "for_whom": "Wie gaat ermee werken, en voor welke ouders is het bedoeld?",
            "first_step": "Wat doet een coalitie als eerste, en wie is daarvoor nodig?",
            "common_text": "De tekst die voor heel Fryslân geldt. Een coalitie kan haar eigen tekst ernaast zetten. "
            "Is hij vastgesteld, dan leest iedereen hem, ook zonder account: noem functies, geen namen.",
            "owner": "Contactpersoon voor coalities. Krijgt op de dag hieronder een mail: klopt dit nog?",
        }

    def __init__(self, *args, table, on, by, instance=None, **kwargs):
        usual = None if instance else {"owner": by.pk, "review_on": later(on, MONTHS_UNTIL_REVIEW)}
        super().__init__(*args, instance=instance or BuildingBlock(table=table), initial=usual, **kwargs)
        self.on = on
        self.was_review_on = self.instance.review_on
        self._offer_bottlenecks(table)
        owner = self.fields["owner"]
        people = holdings.who_may_hold(table.circle, on)
        owner.queryset = people | people.model.objects.filter(pk__in=[by.pk, self.instance.owner_id or by.pk])
        owner.empty_label = "Kies iemand"
        owner.required = self.fields["review_on"].required = True

    def _offer_bottlenecks(self, table):
        """What the table took up, and what was chosen before; thousands of others have no place in a form."""
        chosen = self.instance.solves.values("pk") if self.instance.pk else []
        found = Bottleneck.objects.filter(Q(table=table, merged_into=None) | Q(pk__in=chosen)).order_by("title", "pk")
        self.fields["solves"].queryset = found
        if not found.exists():
            del self.fields["solves"]

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day <= self.on and day != self.was_review_on:
            raise forms.ValidationError("Kies een dag die nog komt.")
        return day

    def write(self, *, by, now):
        if self.instance._state.adding:
            # One at a time: of two blocks with one title, the second gets another address.
            ThemeTable.objects.order_by("pk").select_for_update(no_key=True).first()
            self.instance.slug = free_slug(self.instance.title)
        super().write(by=by, now=now)


def free_slug(title):
    base = slugify(title)[:70] or "bouwsteen"
    taken = RESERVED.union(BuildingBlock.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return first_free(base, taken.__contains__)


class SeenForm(forms.Form):
    """Which text was read: another is not published or established unseen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, block, **kwargs):
        super().__init__(*args, initial={"version": block.version}, **kwargs)


class PublishForm(GuardedFormMixin, SeenForm):
    what_changed = forms.CharField(
        label="Wat is er veranderd",
        help_text="Eén of twee zinnen. Coalities die de bouwsteen gebruiken, lezen dit bij de vraag of zij meegaan.",
        max_length=250,
        validators=[single_line],
    )

    def __init__(self, *args, block, **kwargs):
        super().__init__(*args, block=block, **kwargs)
        if not block.latest:
            self.fields["what_changed"].label = "Wat is dit"
            self.fields["what_changed"].help_text = "Eén zin, voor wie de lijst van versies leest."
            self.initial["what_changed"] = "Eerste versie."


class TestedForm(GuardedFormMixin, forms.Form):
    whom = forms.CharField(
        label="Bij wie is dit getest",
        help_text="Bijvoorbeeld: drie verloskundigenpraktijken in Waadhoeke. Noem geen namen van mensen.",
        max_length=200,
        validators=[single_line],
    )


class ReplaceForm(forms.Form):
    other = forms.ModelChoiceField(
        label="Welke bouwsteen komt ervoor in de plaats",
        queryset=BuildingBlock.objects.none(),
        to_field_name="slug",
        empty_label="Kies een bouwsteen",
    )

    def __init__(self, *args, block, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = (
            BuildingBlock.objects.visible_to(user).current().published().exclude(pk=block.pk)
        )


class BlockFilter(forms.Form):
    """The filters above the list and the matrix; a wrong one filters nothing, and says so."""

    tafel = forms.ModelChoiceField(
        label="Thematafel",
        queryset=ThemeTable.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Alle tafels",
    )
    pijler = forms.ModelChoiceField(
        label="Pijler",
        queryset=Pillar.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Alle pijlers",
    )
    stand = forms.ChoiceField(label="Stand", required=False, choices=[("", "Alle standen"), *BlockState.choices])

    def filtered(self, blocks):
        """Return the blocks that the filters ask for."""
        if not self.is_valid():
            return blocks
        table, pillar, state = (self.cleaned_data.get(name) for name in ("tafel", "pijler", "stand"))
        blocks = blocks.filter(table=table) if table else blocks
        blocks = blocks.filter(table__pillars=pillar) if pillar else blocks
        return blocks.filter(state=state) if state else blocks

    @property
    def asks_for_state(self):
        return self.is_valid() and bool(self.cleaned_data.get("stand"))

    @property
    def is_used(self):
        return self.is_valid() and any(self.cleaned_data.values())


class VisitorFilter(BlockFilter):
    """Who is not logged in sees only what was established: there is nothing to choose there."""

    stand = None
