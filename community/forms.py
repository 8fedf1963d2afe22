from django import forms
from django.db.models import Count, Q

from community.models import Topic
from community.topics.audience import people
from language.guard.forms import GuardedFormMixin
from members.access import Visibility
from members.models import Circle, Membership, User


class CircleField(forms.ModelChoiceField):
    # Whether it has to be filled in follows from another answer: see kansrijkestart/fields.py.
    is_conditional = True

    def label_from_instance(self, circle):
        return f"{circle.name} ({people(circle.size)})"


class AnnouncementForm(GuardedFormMixin, forms.ModelForm):
    """An announcement. Who will read it is asked, with numbers, right above the text."""

    circle = CircleField(
        label="Welke kring",
        queryset=Circle.objects.none(),
        required=False,
        empty_label="Kies een kring",
        help_text="Alleen nodig als je hierboven één kring kiest.",
        # static/js/only-if.js shows the question only then.
        widget=forms.Select(attrs={"data-ks-only-if": f"visibility={Visibility.CIRCLE}"}),
    )
    text = forms.CharField(
        label="Tekst",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 12, "data-ks-toolbar": ""}),
        help_text="Een webadres wordt vanzelf een link. Noem geen ouders of kinderen.",
    )
    mail = forms.BooleanField(
        label="Stuur dit ook als mail",
        required=False,
        help_text="Naar de mensen met een account die dit mogen lezen, behalve wie geen mededelingen per mail wil.",
    )

    class Meta:
        model = Topic
        fields = ["title", "visibility", "circle"]
        widgets = {"visibility": forms.RadioSelect}

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        current = Q(pk__in=Membership.objects.current(on).values("user"), is_active=True)
        self.fields["visibility"].choices = [
            (Visibility.PUBLIC, "Iedereen, ook zonder account"),
            (Visibility.NETWORK, f"Iedereen in het netwerk ({people(User.objects.filter(current).count())})"),
            (Visibility.CIRCLE, "Alleen één kring"),
        ]
        sized = Membership.objects.current(on).filter(user__is_active=True)
        self.fields["circle"].queryset = (
            Circle.objects.filter(Q(pk__in=Circle.objects.existing(on)) | Q(pk=self.instance.circle_id))
            .exclude(kind=Circle.Kind.NETWORK)
            .annotate(size=Count("memberships", filter=Q(memberships__in=sized)))
            .order_by("kind", "sort_name")
        )
        if self.instance.pk:
            if self.instance.visibility != Visibility.CIRCLE:
                self.initial["circle"] = None
            # What was mailed cannot be taken back, and what was not is not mailed by an edit.
            del self.fields["mail"]
            self.fields["text"].initial = self.instance.opening.text

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("visibility") == Visibility.CIRCLE:
            if "circle" in cleaned and cleaned["circle"] is None:
                self.add_error("circle", "Kies de kring die dit leest.")
        elif "visibility" in cleaned:
            cleaned["circle"] = Circle.objects.get(kind=Circle.Kind.NETWORK)
        return cleaned
