from django import forms
from django.db import transaction
from django.db.models import Q

from members import conflicts
from members.conflicts import SEEN, VersionedFormMixin
from themetables.models import Bottleneck, PlanView, TablePlan
from themetables.models.bottlenecks import BottleneckState
from themetables.models.plans import NEEDED, TEXTS
from themetables.plans import closing, drafting, keeping, telling

# A draft may be longer than a plan: whoever typed too much must not lose it.
LONGEST_DRAFT = 20_000


def bottlenecks_to_choose(plan):
    """What the table works on, what waits on the agenda, and what is in the plan already."""
    of_table = Q(table=plan.table_id)
    on_agenda = Q(state=BottleneckState.AGENDA)
    in_plan = Q(pk__in=plan.bottlenecks.values("pk"))
    return Bottleneck.objects.current().filter(of_table | on_agenda | in_plan).order_by("title", "pk")


class StartForm(forms.Form):
    """Which year, and what the text begins with."""

    year = forms.TypedChoiceField(label="Voor welk jaar", coerce=int, widget=forms.RadioSelect)
    start = forms.ChoiceField(
        label="Waarmee begin je",
        widget=forms.RadioSelect,
        choices=[("earlier", ""), ("empty", "Met een leeg plan")],
        initial="earlier",
    )

    def __init__(self, *args, years, earlier, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.fields["year"].initial = years[-1] if years else None
        if earlier:
            first = ("earlier", f"Met de tekst van het plan voor {earlier.year}")
            self.fields["start"].choices = [first, ("empty", "Met een leeg plan")]
        else:
            del self.fields["start"]


class PlanForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = TablePlan
        fields = [*TEXTS, "bottlenecks"]
        widgets = {name: forms.Textarea(attrs={"rows": 6}) for name in TEXTS} | {
            "people": forms.Textarea(attrs={"rows": 4}),
            "costs": forms.Textarea(attrs={"rows": 3}),
            "bottlenecks": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "reason": "Welk probleem zien jullie, waar, en hoe weten jullie dat? Schrijf niets over een gezin.",
            "goal": "Wat is er aan het eind van het jaar anders?",
            "delivers": "Wat krijgen de coalities in handen? Bijvoorbeeld een handreiking of een scholing.",
            "planning": "Wat gebeurt er wanneer? Begin een regel met - voor een lijst.",
            "people": "Welke functies en organisaties doen mee, en hoeveel tijd vraagt het?",
            "costs": "Wat kost het, en wie betaalt dat? Schrijf “geen” als het niets kost.",
            "bottlenecks": "Je kiest uit wat deze tafel oppakt en wat op de agenda van het netwerk staat.",
        }

    def __init__(self, *args, by, draft=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["bottlenecks"].queryset = found = bottlenecks_to_choose(self.instance)
        if not found:
            del self.fields["bottlenecks"]
        for name in NEEDED if self.instance.submitted_at else ():
            self.fields[name].required = True
        if draft and not self.is_bound:
            self._resume(draft)

    def _resume(self, draft):
        """Begin with what was typed, compared on saving with what this person saw when they typed it."""
        for name, value in drafting.as_initial(draft).items():
            if name in self.fields:
                self.initial[name] = value
        self.fields[SEEN].initial = self.initial.pop(SEEN)

    def clean(self):
        """Asked again on the row under the lock (VersionedFormMixin): the decision may have come in between."""
        if why := closing.why_not_edited(self.instance, self.by):
            raise forms.ValidationError(why)
        return super().clean()

    @transaction.atomic
    def save_by(self, user, now):
        if saved := super().save_by(user, now):
            drafting.discard(saved, user)
        return saved

    def write(self, *, by, now):
        super().write(by=by, now=now)
        keeping.record(self.instance, keeping.what_changed(self.changes))
        if self.instance.submitted_at:
            telling.changed(self.instance, by=by, now=now)


class Marks(forms.MultipleChoiceField):
    """Ticked boxes of which nobody asks yet whether they are there."""

    def valid_value(self, value):
        return value.isdecimal()


def typed():
    return forms.CharField(required=False, strip=False, max_length=LONGEST_DRAFT, widget=forms.HiddenInput)


class DraftForm(forms.Form):
    """The same fields as PlanForm, judged by nobody: this is not the plan, only what was typed so far."""

    bottlenecks = Marks(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in (*TEXTS, SEEN):
            self.fields[name] = typed()


class SubmitForm(forms.Form):
    """Which text was read before it was submitted."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class OfPlan(VersionedFormMixin):
    """A form about one view on a plan; the plan is locked, so that the decision comes before it or after.

    `taken` is the form's own: why it cannot be saved, asked under the lock; "" when it can.
    """

    why_closed = staticmethod(closing.why_no_views)

    def clean(self):
        if why := self.why_closed(self.instance.plan):
            raise forms.ValidationError(why)
        return super().clean()

    @transaction.atomic
    def save_by(self, user, now):
        plan = conflicts.lock(TablePlan.objects.select_related("table"), self.instance.plan_id)
        self.instance.plan = plan
        if why := self.why_closed(plan) or self.taken():
            self.add_error(None, why)
            return None
        return super().save_by(user, now)


class ViewForm(OfPlan, forms.ModelForm):
    class Meta:
        model = PlanView
        fields = ["stance", "sentence"]
        widgets = {"stance": forms.RadioSelect, "sentence": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "sentence": "Eén of twee zinnen. Iedereen in het netwerk leest dit. De trekker antwoordt erop.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stance"].choices = PlanView.Stance.choices

    def taken(self):
        """Two leaders of one coalition at once: the second one looks first."""
        view = self.instance
        if view._state.adding and PlanView.objects.filter(plan=view.plan, coalition=view.coalition).exists():
            return "Iemand van je coalitie gaf net een mening. Bewaar nog eens, dan zie je beide teksten en kies je."
        return ""

    def write(self, *, by, now):
        self.instance.given_by, self.instance.given_at = by, now
        self.instance.plan_version = self.instance.plan.version
        super().write(by=by, now=now)
        telling.given(self.instance, by=by, now=now)


class AnswerForm(OfPlan, forms.ModelForm):
    # Which view was read: an answer to what is no longer said helps nobody.
    of_view = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = PlanView
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"answer": "Wat doet de tafel hiermee? Iedereen in het netwerk leest je antwoord."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True
        self.fields["of_view"].initial = self.instance.given_at.isoformat()

    def taken(self):
        self.instance.refresh_from_db(fields=["stance", "sentence", "given_by", "given_at"])
        given_at = self.instance.given_at.isoformat()
        if self.cleaned_data["of_view"] == given_at:
            return ""
        self._put("of_view", [given_at])
        return "De coalitie heeft haar mening intussen gewijzigd. Lees die hierboven, en bewaar je antwoord opnieuw."

    def write(self, *, by, now):
        self.instance.answered_by, self.instance.answered_at = by, now
        super().write(by=by, now=now)
        telling.answered(self.instance, by=by, now=now)
