"""Input about the programme becomes data."""

import json

from django import forms
from django.db import transaction
from django.db.models import Max

from language.guard.forms import GuardedFormMixin
from meetings import moments
from members.conflicts import VersionedFormMixin
from members.conflicts import lock as locked_row
from symposium import words
from symposium.models import Room, Session, SessionKind, Speaker, TimeSlot
from symposium.programme import emails
from symposium.seats import coordinating
from symposium.seats.locking import lock
from themetables.models import BuildingBlock, ThemeTable

CLOCK = {"type": "time"}


class OfEditionForm(GuardedFormMixin, forms.ModelForm):
    """For what belongs to an edition: its constraints are about the edition too."""

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"edition"}


class SlotForm(GuardedFormMixin, forms.ModelForm):
    """That no other slot is in the way is asked by placing.keep, which can say which one."""

    class Meta:
        model = TimeSlot
        fields = ["title", "starts", "ends"]
        widgets = {
            "starts": forms.TimeInput(attrs=CLOCK, format="%H:%M"),
            "ends": forms.TimeInput(attrs=CLOCK, format="%H:%M"),
        }
        help_texts = {"title": "Bijvoorbeeld: Opening, Workshopronde 1, Lunch."}

    def clean(self):
        cleaned = super().clean()
        for name in ("starts", "ends"):
            if cleaned.get(name):
                try:
                    moments.at(self.instance.edition.held_on, cleaned[name])
                except moments.NoSuchTime as error:
                    self.add_error(name, str(error))
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and starts >= ends:
            # Said here: PostgreSQL cannot even ask whether such a slot is in the way of another.
            self.add_error("ends", "Het einde moet later zijn dan het begin.")
        return cleaned


class RoomForm(GuardedFormMixin, forms.ModelForm):
    class Meta:
        model = Room
        fields = ["name", "capacity", "note"]
        help_texts = {
            "capacity": "Hoeveel mensen er mogen zitten.",
            "note": "Bijvoorbeeld: eerste verdieping, met lift en ringleiding.",
        }

    def clean_capacity(self):
        capacity = self.cleaned_data["capacity"]
        too_big = self.instance.pk and self.instance.sessions.filter(capacity__gt=capacity).first()
        if too_big:
            raise forms.ValidationError(
                f"In deze zaal staat “{too_big}” voor {words.people(too_big.capacity)}. Verplaats die workshop eerst, "
                "of maak het aantal plekken daar kleiner."
            )
        return capacity


class SessionForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = Session
        fields = ["kind", "title", "summary", "meant_for", "capacity", "table", "block"]
        widgets = {"kind": forms.RadioSelect, "summary": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "summary": "Wat doen mensen er, en wat kunnen ze daarna? Noem geen ouders of kinderen.",
            "meant_for": "Bijvoorbeeld: verloskundigen en jeugdverpleegkundigen.",
            "capacity": "Alleen bij een workshop: hoeveel mensen kunnen meedoen.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["table"].queryset = ThemeTable.objects.all()
        self.fields["table"].empty_label = "Geen thematafel"
        self.fields["block"].queryset = BuildingBlock.objects.published()
        self.fields["block"].empty_label = "Geen bouwsteen"
        self.fields["capacity"].is_conditional = True

    def clean(self):
        cleaned = super().clean()
        kind, capacity = cleaned.get("kind"), cleaned.get("capacity")
        if kind == SessionKind.WORKSHOP:
            if capacity is None and "capacity" not in self.errors:
                self.add_error("capacity", "Vul in hoeveel mensen er mee kunnen doen.")
            elif capacity is not None:
                self._check_capacity(capacity)
        elif kind:
            cleaned["capacity"] = None
            if self.instance.taken or (self.instance.pk and self.instance.seats.exists()):
                self.add_error("kind", "Mensen kozen deze workshop al. Het blijft dus een workshop.")
        return cleaned

    def save_by(self, user, now):
        """Under the lock of every change of places, taken first: a row of a session is never locked before it."""
        with transaction.atomic():
            lock(self.instance.edition_id)
            return super().save_by(user, now)

    def write(self, *, by, now):
        wanted = self.instance.capacity
        stored = Session.objects.filter(pk=self.instance.pk).values_list("capacity", flat=True).first()
        is_resized = stored is not None and wanted is not None and wanted != stored
        if is_resized:
            self.instance.capacity = stored
        super().write(by=by, now=now)
        if is_resized:
            # Who waits, moves up.
            coordinating.resize_session(self.instance, wanted, now=now)

    def _check_capacity(self, capacity):
        taken, room = self.instance.taken, self.instance.room
        if capacity < taken:
            have = "heeft" if taken == 1 else "hebben"
            sentence = f"Er {have} al {words.people(taken)} een plek. Minder dan {taken} kan dus niet."
            self.add_error("capacity", sentence)
        elif room and capacity > room.capacity:
            self.add_error(
                "capacity", f"In {room} is plek voor {words.people(room.capacity)}. Kies eerst een grotere zaal."
            )


class PlaceForm(forms.Form):
    """Where a session comes: by the page with choices, and by dropping it (static/js/reorder.js)."""

    slot = forms.ModelChoiceField(label="Wanneer?", queryset=TimeSlot.objects.none(), empty_label="Kies een tijdvak")
    room = forms.ModelChoiceField(
        label="Waar?", queryset=Room.objects.none(), required=False, empty_label="Nog geen zaal, of geen nodig"
    )

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slot"].queryset = edition.slots.all()
        self.fields["slot"].label_from_instance = lambda slot: f"{slot.starts:%H.%M} {slot}"
        self.fields["room"].queryset = edition.rooms.all()
        self.fields["room"].label_from_instance = lambda room: f"{room} ({words.places(room.capacity)})"


class DropForm(PlaceForm):
    """What the drag tells: the box, as "slot-room"."""

    section = forms.RegexField(r"^\d{1,18}-\d{0,18}$")

    def __init__(self, data, *, edition):
        slot, _, room = data.get("section", "").partition("-")
        super().__init__({"slot": slot, "room": room, "section": data.get("section", "")}, edition=edition)


class CallOffForm(GuardedFormMixin, forms.Form):
    reason = forms.CharField(
        label="Waarom gaat het niet door?",
        help_text="Dit hoeft niet. Het staat in de mails, en iedereen leest het op de pagina van het onderdeel.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SpeakerForm(OfEditionForm):
    """The speaker writes the same on their own page. Only what is touched here is saved; what both touched is asked.

    `seen` is how it stood when this form was drawn.
    """

    seen = forms.JSONField(required=False, widget=forms.HiddenInput)
    may_be_named = forms.BooleanField(
        label="Deze spreker vindt het goed om met naam in het programma te staan", required=False
    )

    class Meta:
        model = Speaker
        fields = ["name", "email", "organisation", "function", "about", "needs"]
        widgets = {"about": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "email": "Voor de mail met de link naar de eigen pagina. Niemand anders ziet het.",
            "about": "Dit leest iedereen in het programma. De spreker kan het ook zelf invullen.",
            "needs": "Alleen jij en de spreker zien dit.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= self._stands(self.instance)
        self.initial["seen"] = self._stands(self.instance)

    def _stands(self, speaker):
        return {name: getattr(speaker, name) for name in self.Meta.fields} | {
            "may_be_named": speaker.consented_at is not None
        }

    def clean_seen(self):
        # Before anybody asks what was touched.
        seen = self.cleaned_data["seen"]
        if isinstance(seen, dict):
            self.initial |= {name: value for name, value in seen.items() if name in self.fields}
        return seen

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        others = Speaker.objects.filter(edition=self.instance.edition, email=email).exclude(pk=self.instance.pk)
        if email and (other := others.first()):
            raise forms.ValidationError(f"Dit adres staat al bij {other}.")
        return email

    @transaction.atomic
    def keep(self, now) -> Speaker | None:
        """None when it cannot be: the form says why, and shows what was typed."""
        touched = [name for name in self.changed_data if name != "seen"]
        speaker = locked_row(Speaker.objects.all(), self.instance.pk) if self.instance.pk else self.instance
        if speaker is None:
            self.add_error(None, "Deze spreker is intussen van de lijst gehaald.")
        elif self.instance.pk:
            self._ask(speaker, touched)
        if self.errors:
            return None
        was_named = speaker.consented_at is not None
        for name in touched:
            if name != "may_be_named":
                setattr(speaker, name, self.cleaned_data[name])
        if "may_be_named" in touched:
            speaker.consented_at = now if self.cleaned_data["may_be_named"] else None
        if "email" in touched:
            speaker.asked_at = None  # nobody at this address was asked anything
        is_turned = self.instance.pk and was_named != (speaker.consented_at is not None)
        speaker.save()
        if is_turned and speaker.email:
            emails.named(speaker, now=now).send()
        return speaker

    def _ask(self, speaker, touched):
        """What both touched: saved once more, it stands as it is typed here."""
        stands = self._stands(speaker)
        for name in touched:
            if name != "may_be_named" and stands[name] not in (self.initial[name], self.cleaned_data[name]):
                there = f"staat hier intussen “{stands[name]}”" if stands[name] else "is dit intussen leeggemaakt"
                self.add_error(name, f"Op de pagina van de spreker {there}. Bewaar nog een keer om dit te vervangen.")
        self.data = self.data.copy()
        self.data["seen"] = json.dumps(stands)


class OwnSpeakerForm(GuardedFormMixin, forms.ModelForm):
    """What a speaker says of themselves, behind the link in the mail."""

    consent = forms.BooleanField(
        label="Ik vind het goed dat mijn naam, functie, organisatie en tekst in het programma en het archief staan",
        help_text="Zonder vinkje leest alleen de aanjager wat je invult. Je kunt het later altijd weer weghalen.",
        required=False,
    )

    class Meta:
        model = Speaker
        fields = ["name", "organisation", "function", "about", "needs"]
        labels = {"about": "Over jou", "needs": "Wat heb je nodig?"}
        widgets = {"about": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "about": "Een paar zinnen: wie ben je en wat doe je? Iedereen leest dit.",
            "needs": "Bijvoorbeeld: een beamer, of een plek voor je rolstoel. Alleen de aanjager leest dit.",
        }

    def __init__(self, *args, is_over=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["consent"] = self.instance.consented_at is not None
        if is_over:
            # What is in the archive stays as it was; whose name stands there is still theirs to say.
            for name in self.Meta.fields:
                del self.fields[name]

    def keep(self, now):
        speaker = self.instance
        speaker.consented_at = (speaker.consented_at or now) if self.cleaned_data["consent"] else None
        changed = [name for name in self.Meta.fields if name in self.fields]
        if changed:
            speaker.completed_at = now
        speaker.save(update_fields=[*changed, "completed_at", "consented_at"])
        return speaker


class SpeakingForm(forms.Form):
    speaker = forms.ModelChoiceField(label="Wie?", queryset=Speaker.objects.none(), empty_label="Kies een spreker")

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["speaker"].queryset = Speaker.objects.filter(edition=session.edition_id).exclude(
            speaking__session=session
        )


def next_position(edition):
    return (edition.rooms.aggregate(last=Max("position"))["last"] or 0) + 1
