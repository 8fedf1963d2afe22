"""Input about a meeting becomes data."""

from django import forms
from django.db import transaction
from django.db.models import Q

from language.guard.forms import GuardedFormMixin
from meetings import agenda, calling, moments, subjects
from meetings.models import AgendaItem, Answer, Meeting
from meetings.models.agenda import MOST_MINUTES
from meetings.models.invitees import NEAR
from members import sources
from members.access import Visibility
from members.conflicts import VersionedFormMixin
from members.models import Circle, Membership, User

MOST_YEARS_AHEAD = 3
CLOCK = {"type": "time"}


def clean_times(form, cleaned):
    """Say at the field which time does not exist, and that what ends begins before it."""
    day, starts, ends = (cleaned.get(name) for name in calling.WHEN)
    for name, time in (("starts", starts), ("ends", ends)):
        if day and time:
            try:
                moments.at(day, time)
            except moments.NoSuchTime as error:
                form.add_error(name, str(error))
    if starts and ends and starts >= ends:
        form.add_error("ends", "Dit is niet later dan het begin. Kies een tijd na het begin, op dezelfde dag.")


class OfMeetingFormMixin(VersionedFormMixin):
    """What is typed about a meeting. `save_by` raises Refused when it was called off; the text stays in the form."""

    @property
    def meeting(self):
        return self.instance.meeting

    def save_by(self, user, now):
        # The meeting before the row: so does every verb, and so they wait for each other instead of for ever.
        with transaction.atomic():
            if self.meeting.pk:
                calling.locked(self.meeting, said=calling.OFF_WHILE_TYPING)
            return super().save_by(user, now)


class MeetingForm(OfMeetingFormMixin, forms.ModelForm):
    # When it was saved: how many people had answered for another time, and how many are of circles that went.
    asked_again = restored = left_behind = 0
    waits = False

    class Meta:
        model = Meeting
        fields = [
            *("title", "day", "starts", "ends", "place", "online_url", "about"),
            *("guest_circles", "audience", "visibility"),
        ]
        widgets = {
            "day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "starts": forms.TimeInput(attrs=CLOCK, format="%H:%M"),
            "ends": forms.TimeInput(attrs=CLOCK, format="%H:%M"),
            "about": forms.Textarea(attrs={"rows": 5}),
            "guest_circles": forms.CheckboxSelectMultiple,
            "audience": forms.RadioSelect,
            "visibility": forms.RadioSelect,
        }
        help_texts = {
            "day": "Weet je nog geen dag? Laat datum en tijden leeg. Daarna zoek je er samen een.",
            "title": "Bijvoorbeeld: Overleg van de coalitie, of Provinciale bijeenkomst.",
            "place": "Naam van de plek en het adres. Ook goed: Online.",
            "online_url": "Alleen wie mag komen, ziet deze link.",
            "about": "Waarom komen jullie bij elkaar, en wat is er dan anders? Noem geen ouders of kinderen.",
            "guest_circles": "Hun mensen zien deze bijeenkomst en kun je uitnodigen.",
        }

    def __init__(self, *args, circle, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.circle, self.today = circle, today
        others = Circle.objects.exclude(kind=Circle.Kind.NETWORK).exclude(pk=circle.pk)
        chosen = self.instance.guest_circles.all() if self.instance.pk else Circle.objects.none()
        self.fields["guest_circles"].queryset = others.existing(today) | others.filter(pk__in=chosen.values("pk"))
        if not self.instance.pk and circle.kind == Circle.Kind.NETWORK:
            # The network meets as its coalitions: who leads one comes.
            coalitions = others.existing(today).filter(kind=Circle.Kind.COALITION)
            self.initial |= {"guest_circles": list(coalitions), "audience": "leaders"}
            self.initial["visibility"] = Visibility.NETWORK

        self._hide_the_day()

    def _hide_the_day(self):
        """While people say when they can, the day is chosen there. Whoever was invited never loses it."""
        if self.instance.pk is None:
            return
        if self.instance.day is None and getattr(self.instance, "poll", None):
            for name in calling.WHEN:
                del self.fields[name]
        elif self.instance.day:
            self.fields["day"].help_text = ""
            for name in calling.WHEN:
                self.fields[name].required = True

    @property
    def meeting(self):
        return self.instance

    @property
    def saved_sentence(self):
        parts = ["De bijeenkomst is gewijzigd."]
        if self.asked_again:
            parts.append("Wie al had geantwoord, krijgt de vraag opnieuw.")
        if self.restored:
            parts.append("De antwoorden voor dit moment gelden weer.")
        if self.waits:
            parts.append(
                "De mail daarover gaat over tien minuten weg. Zet je het voor die tijd terug, dan gaat er niets."
            )
        if self.left_behind:
            who = "1 persoon is" if self.left_behind == 1 else f"{self.left_behind} mensen zijn"
            parts.append(
                f"{who} nog uitgenodigd van een kring die er niet meer bij is: haal ze zo nodig van de lijst."
            )
        return " ".join([*parts, self.merge_sentence]).strip()

    def _are_to_wait(self, now):
        """Whether people will hear of this change, and not at once."""
        is_told = any(name in calling.IN_CALENDAR for name in self.changes) and self.instance.invited_at
        if not is_told:
            return False
        near = Meeting.objects.filter(pk=self.instance.pk, starts_at__lte=now + NEAR).exists()
        return not near and not self.restored

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day is None:
            return day
        if day < self.today and day != self.initial.get("day"):
            raise forms.ValidationError("Deze dag is al voorbij. Kies een dag vanaf vandaag.")
        if day.year > self.today.year + MOST_YEARS_AHEAD:
            raise forms.ValidationError(
                f"Dit is erg ver weg. Kies een dag tot en met {self.today.year + MOST_YEARS_AHEAD}."
            )
        return day

    def clean(self):
        cleaned = super().clean()
        clean_times(self, cleaned)
        is_wrong = any(name in self.errors for name in calling.WHEN)
        if not is_wrong and not any(cleaned.get(name) for name in calling.WHEN):
            return cleaned  # it may be without a day, and then without a place
        for name in calling.WHEN:
            if not is_wrong and not cleaned.get(name):
                self.add_error(name, "Vul dit ook in, of laat datum en tijden alle drie leeg.")
        if not cleaned.get("place") and not cleaned.get("online_url") and "online_url" not in self.errors:
            self.add_error("place", "Vul een plaats in, of hieronder een link om online mee te doen.")
        return cleaned

    def write(self, *, by, now):
        if self.instance.pk:
            before = set(self.instance.guest_circles.all())
            self.asked_again, self.restored = calling.change(self.instance, self.changes, by=by, now=now)
            self.waits = self._are_to_wait(now)
            self._save_m2m()
            gone = before.difference(self.cleaned_data["guest_circles"])
            self.left_behind = self.instance.invitees.invited().filter(circle__in=gone).count()
            return
        self.instance.circle = self.circle
        self.instance = calling.call(self.instance, self.cleaned_data["guest_circles"], by=by, now=now)


class CancelForm(GuardedFormMixin, forms.Form):
    reason = forms.CharField(
        label="Waarom gaat het niet door?",
        help_text="Eén zin. Iedereen die mocht komen, leest dit.",
        max_length=300,
        validators=Meeting._meta.get_field("cancel_reason").validators,
    )


class ItemForm(OfMeetingFormMixin, forms.ModelForm):
    source_url = forms.ChoiceField(
        label="Gaat het over een knelpunt of een plan?", help_text="Dan wijst de agenda ernaar.", required=False
    )
    bron = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    class Meta:
        model = AgendaItem
        fields = ["title", "minutes", "presenter", "presenter_name", "text", "source_url"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}
        error_messages = {
            "minutes": {
                "min_value": "Een punt duurt minstens 1 minuut.",
                "max_value": f"Een punt duurt hoogstens {MOST_MINUTES} minuten: dat is een hele dag.",
                "invalid": "Schrijf de minuten als heel getal, bijvoorbeeld 15.",
            }
        }
        help_texts = {
            "title": "Liefst als vraag, bijvoorbeeld: Wie neemt de nieuwe folder mee naar de huisartsen?",
            "presenter_name": "Iemand die niet in de lijst staat. Laat leeg als je hierboven iemand koos.",
            "text": "Bijvoorbeeld: we besluiten, we wisselen uit, of we lezen vooraf een stuk. "
            "Noem geen ouders of kinderen.",
        }

    def __init__(self, *args, by, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["presenter"].empty_label = "Nog niemand"
        self.fields["presenter"].queryset = people_of(self.instance.meeting, on, besides=self.instance.presenter_id)
        # What it is about already stays to be chosen, whoever looks; so does the page that led here.
        if self.instance.pk:
            label, url = self.instance.source_label, self.instance.source_url
            del self.fields["bron"]
        else:
            label, url = sources.read(self.data.get("bron", "") or self.initial.get("bron", ""))
        self._offer(subjects.of(by, self.instance.meeting), url, label)

    def _offer(self, rooms, url, label):
        self.labels = {address: said for _heading, found in rooms for address, said in found}
        own = [] if not url or url in self.labels else [(url, label)]
        self.labels.update(own)
        self.fields["source_url"].choices = [("", "Nee"), *own, *rooms]
        self.initial["source_url"] = url

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("presenter") and cleaned.get("presenter_name"):
            self.add_error("presenter_name", "Je koos ook iemand uit de lijst. Laat een van de twee leeg.")
        return cleaned

    def write(self, *, by, now):
        url = self.cleaned_data["source_url"]
        self.instance.source_label, self.instance.source_url = self.labels.get(url, ""), url
        if self.instance.pk:
            super().write(by=by, now=now)
        else:
            self.instance = agenda.add(self.instance, by=by, now=now)


def people_of(meeting, on, *, besides=None):
    """Who is in one of the circles of a meeting, and who was chosen already."""
    circles = [circle.pk for circle in meeting.circles_on(on)]
    current = Membership.objects.current(on).filter(circle__in=circles).values("user")
    return User.objects.filter(Q(pk__in=current, is_active=True) | Q(pk=besides))


class MoveForm(forms.Form):
    direction = forms.ChoiceField(choices=[("up", "Omhoog"), ("down", "Omlaag")])


class PlaceForm(forms.Form):
    """Where an item was dropped; asked by static/js/reorder.js."""

    index = forms.IntegerField(min_value=0, max_value=1000)


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label="Kom je?", choices=Answer.choices, widget=forms.RadioSelect)
    instead = forms.ModelChoiceField(
        label="Kan er iemand anders van je kring?",
        help_text="Alleen als je zelf niet komt. Diegene krijgt een uitnodiging.",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nee",
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["instead"].queryset = people
        if not people.exists():
            del self.fields["instead"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("instead") and cleaned.get("answer") != Answer.NO:
            self.add_error("instead", "Je kunt alleen iemand anders sturen als je zelf niet komt.")
        return cleaned


class OnePersonForm(forms.Form):
    person = forms.ModelChoiceField(
        label="Nodig nog iemand uit",
        help_text="Iemand uit het netwerk die niet in deze kringen zit. Diegene ziet de bijeenkomst dan ook.",
        queryset=User.objects.none(),
        empty_label="Kies iemand",
    )

    def __init__(self, *args, meeting, on, **kwargs):
        super().__init__(*args, **kwargs)
        members = Membership.objects.current(on).values("user")
        asked = meeting.invitees.invited().values("user")
        self.fields["person"].queryset = User.objects.filter(is_active=True, pk__in=members).exclude(pk__in=asked)
