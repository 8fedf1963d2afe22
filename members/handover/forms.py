"""The questions of the handover wizard, one form per step."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError

from language.guard.forms import GuardedFormMixin
from members.handover import dividing, giving_along
from members.models import Handover, HandoverPart, User

LATEST = timedelta(days=366)
NEWCOMER = "nieuw"
PROPOSED = "Een voorstel: wie het langst bij deze kring hoort. Kies gerust iemand anders."


class StartForm(forms.Form):
    circles = forms.ModelMultipleChoiceField(
        label="Welke kringen?", queryset=None, widget=forms.CheckboxSelectMultiple
    )
    leaves_on = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Kies vandaag of een latere dag, hoogstens een jaar vooruit.",
    )

    def __init__(self, *args, circles, is_own, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["circles"].queryset = circles
        self.fields["circles"].initial = list(circles)
        self.fields["leaves_on"].initial = on
        who = "doe je" if is_own else "doet deze persoon"
        self.fields["leaves_on"].label = f"Vanaf welke dag {who} niet meer mee?"

    def clean_leaves_on(self):
        leaves_on = self.cleaned_data["leaves_on"]
        if not self.on <= leaves_on <= self.on + LATEST:
            raise ValidationError("Kies vandaag of een latere dag, hoogstens een jaar vooruit.")
        return leaves_on


class DivideForm(forms.Form):
    """Per circle: who takes it over, as `sections`; and `drafts`, what is not done."""

    def __init__(self, *args, plan: dividing.Plan, offers: list[giving_along.Offer], may_invite_to, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.offers = plan, offers
        for one in plan.parts:
            if one.count or one.special_role:
                self._ask(one, may_invite_to(one.part.circle))
        for offer in offers:
            people = [(pk, f"Meegeven aan {who}") for pk, who in offer.people]
            self.fields[offer.name] = forms.ChoiceField(
                label=offer.one.label,
                choices=[("", "Niet meegeven"), *people],
                initial=offer.to.pk if offer.to else "",
                required=False,
            )

    @property
    def sections(self):
        for one in self.plan.parts:
            names = (f"successor_{one.part.pk}", f"invites_{one.part.pk}", f"role_{one.part.pk}")
            yield one, [self[name] for name in names if name in self.fields]

    @property
    def drafts(self):
        """Each draft with its question."""
        return [(offer.one, self[offer.name]) for offer in self.offers]

    def clean(self):
        for one in self.plan.parts:
            self._check_invited(one.part)
        for offer in self.offers:
            self._check_draft(offer)
        return self.cleaned_data

    def save(self):
        for one in self.plan.parts:
            part = one.part
            chosen = self.cleaned_data.get(f"successor_{part.pk}", "")
            part.invites = self.cleaned_data.get(f"invites_{part.pk}", "") if chosen == NEWCOMER else ""
            part.successor_id = int(chosen) if chosen.isdigit() else None
            part.passes_role = self.cleaned_data.get(f"role_{part.pk}", False)
            part.save(update_fields=["invites", "successor", "passes_role"])
        chosen = {offer.name: int(self.cleaned_data[offer.name] or 0) for offer in self.offers}
        people = User.objects.in_bulk(chosen.values())
        for offer in self.offers:
            giving_along.remember(offer, people.get(chosen[offer.name]))

    def _ask(self, one, may_invite):
        part = one.part
        newcomer = [(NEWCOMER, "Iemand die nog geen account heeft")] if may_invite else []
        self.fields[f"successor_{part.pk}"] = forms.ChoiceField(
            label=f"Wie neemt het over bij {part}?",
            choices=[("", "Kies iemand"), *one.people, *newcomer],
            initial=NEWCOMER if part.invites else part.successor_id,
            required=bool(one.count),
            help_text=PROPOSED if part.successor_id and not (one.other_leader or part.circle is None) else "",
        )
        if newcomer:
            self.fields[f"invites_{part.pk}"] = self._newcomer_field(part)
        if one.special_role:
            self.fields[f"role_{part.pk}"] = forms.BooleanField(
                label=f"Deze persoon wordt ook {one.special_role.role_label}",
                initial=part.passes_role,
                required=False,
            )

    def _check_draft(self, offer):
        """Who becomes the leader by this same step can finish it too."""
        chosen, part = self.cleaned_data.get(offer.name), offer.part
        becomes = self.cleaned_data.get(f"successor_{part.pk}") if self.cleaned_data.get(f"role_{part.pk}") else ""
        if chosen and not offer.suits(int(chosen), also=int(becomes) if becomes.isdigit() else None):
            self.add_error(offer.name, "Hier gaat alleen een leider van de kring mee verder. Kies iemand anders.")

    def _newcomer_field(self, part):
        field = forms.EmailField(
            label="E-mailadres van wie je uitnodigt",
            help_text=(
                "Alleen nodig als je “Iemand die nog geen account heeft” kiest. Tot deze persoon de uitnodiging "
                "aanneemt, houdt een andere leider of de aanjager alles bij."
            ),
            required=False,
            initial=part.invites,
            max_length=HandoverPart._meta.get_field("invites").max_length,
            widget=forms.EmailInput(attrs={"data-ks-only-if": f"successor_{part.pk}={NEWCOMER}"}),
        )
        field.is_conditional = True
        return field

    def _check_invited(self, part):
        if self.cleaned_data.get(f"successor_{part.pk}") != NEWCOMER:
            return
        name = f"invites_{part.pk}"
        address = self.cleaned_data.get(name, "").lower()
        if not address and name not in self.errors:
            self.add_error(name, "Vul het e-mailadres in van wie je uitnodigt.")
        elif User.objects.filter(email=address, memberships__circle=part.circle, memberships__until=None).exists():
            self.add_error(name, "Deze persoon hoort al bij de kring. Kies de naam in de lijst.")
        self.cleaned_data[name] = address


class KindForm(forms.Form):
    """One kind of thing in one circle: for all of it, or one by one, somebody else than the rest."""

    def __init__(self, *args, one: dividing.PartPlan, kind: dividing.KindPlan, things, chosen, **kwargs):
        super().__init__(*args, **kwargs)
        self.one, self.kind, self.things = one, kind, things
        names = dict(one.people)
        invited = f"wie je uitnodigt ({one.part.invites})" if one.part.invites else "nog niet gekozen"
        rest = names.get(one.part.successor_id, invited)
        self.fields["all"] = self._field(
            "Wie krijgt dit allemaal?", [("", f"Zoals de rest: {rest}")], chosen.get(None)
        )
        for holding in things:
            name = f"thing_{holding.pk}"
            self.fields[name] = self._field(holding.label, [("", "Zoals hierboven")], chosen.get(holding.pk))

    def save(self):
        chosen = {None: self.cleaned_data["all"]}
        chosen |= {holding.pk: self.cleaned_data[f"thing_{holding.pk}"] for holding in self.things}
        people = User.objects.in_bulk([int(pk) for pk in chosen.values() if pk])
        dividing.choose(
            self.one.part, self.kind.kind, {thing: people.get(int(pk or 0)) for thing, pk in chosen.items()}
        )

    def _field(self, label, first, user):
        return forms.ChoiceField(
            label=label, choices=[*first, *self.one.people], initial=user.pk if user else "", required=False
        )


class NoteForm(GuardedFormMixin, forms.ModelForm):
    class Meta:
        model = Handover
        fields = ["note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 12})}
        labels = {"note": "Wat moet je opvolger weten?"}
        help_texts = {
            "note": (
                "Wat loopt er, wat moet als eerste gebeuren, en wie kan je opvolger bellen? Je opvolgers en de "
                "aanjager lezen dit. Schrijf niets over ouders of kinderen."
            ),
        }

    def __init__(self, *args, is_own, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_own:
            field = self.fields["note"]
            field.label = field.label.replace("je opvolger", "de opvolger")
            field.help_text = field.help_text.replace("je opvolger", "de opvolger").replace("Je ", "De ")
