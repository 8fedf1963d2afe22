"""Input on the day of a meeting becomes data."""

from django import forms

from language.guard.forms import GuardedFormMixin
from meetings.models import AgendaItem, WalkIns
from meetings.models.day import MOST_WALK_INS
from members.models import Circle, Membership, User


class TurnForm(forms.Form):
    """The button that gives an item its turn; without an item the meeting is over."""

    item = forms.ModelChoiceField(queryset=AgendaItem.objects.none(), required=False)
    seen = forms.IntegerField(min_value=0)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()


class TickForm(forms.Form):
    """One fieldset per circle. `seen` says who was ticked when the page was drawn; see attendance.tick."""

    seen = forms.CharField(required=False, max_length=10_000, widget=forms.HiddenInput)

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        circles = {}
        for seat in seats:
            circles.setdefault(seat.circle, []).append(seat)
        for circle, some in circles.items():
            self.fields[f"circle_{circle.pk}"] = forms.TypedMultipleChoiceField(
                label=circle.name,
                choices=[(seat.user.pk, f"{seat.user} ({seat.words})") for seat in some],
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[seat.user.pk for seat in some if seat.is_there],
            )
            self.fields[f"circle_{circle.pk}"].is_conditional = True  # nobody needs to read "niet verplicht" here
        self.initial["seen"] = ",".join(str(seat.user.pk) for seat in seats if seat.is_there)

    def clean_seen(self):
        return {int(pk) for pk in self.cleaned_data["seen"].split(",") if pk.isdecimal()}

    @property
    def there(self):
        return {pk for name, found in self.cleaned_data.items() if name != "seen" for pk in found}


class WalkInForm(forms.Form):
    user = forms.ModelChoiceField(
        label="Wie is er?",
        queryset=User.objects.none(),
        empty_label="Kies iemand",
        help_text="Staat diegene er niet bij, dan is er geen account. Tel diegene dan zonder naam.",
    )
    instead_of = forms.ModelChoiceField(
        label="In plaats van wie?", queryset=User.objects.none(), required=False, empty_label="Van niemand"
    )

    def __init__(self, *args, meeting, on, **kwargs):
        super().__init__(*args, **kwargs)
        there = meeting.presences.values("user")
        asked = meeting.invitees.invited().values("user")
        members = User.objects.filter(is_active=True, pk__in=Membership.objects.current(on).values("user"))
        self.fields["user"].queryset = members.exclude(pk__in=there).exclude(pk__in=asked).order_by("sort_name", "pk")
        self.fields["instead_of"].queryset = (
            User.objects.filter(pk__in=asked).exclude(pk__in=there).order_by("sort_name", "pk")
        )


class CountForm(GuardedFormMixin, forms.Form):
    organisation = forms.CharField(
        label="Van welke organisatie?",
        help_text="Alleen de organisatie, geen namen van mensen.",
        max_length=100,
        validators=WalkIns._meta.get_field("organisation").validators,
    )
    circle = forms.ModelChoiceField(
        label="Namens welke kring?", queryset=Circle.objects.none(), required=False, empty_label="Van geen kring"
    )
    number = forms.IntegerField(
        label="Hoeveel mensen?",
        min_value=0,
        max_value=MOST_WALK_INS,
        help_text="Vul 0 in om een telling weg te halen.",
    )

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        pks = [circle.pk for circle in meeting.circles_on(meeting.day) if circle.kind != Circle.Kind.NETWORK]
        self.fields["circle"].queryset = Circle.objects.filter(pk__in=pks).order_by("sort_name", "pk")
