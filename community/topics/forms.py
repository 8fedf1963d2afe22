"""Input of the conversations. Every text box is guarded: nobody writes about a family here without noticing."""

from django import forms
from django.db import transaction

from community.models import LONGEST, Post, Topic
from community.topics import audience, drafting, writing
from language.guard.forms import GuardedFormMixin
from library.fields import ChosenFilesField
from library.inspection.verdicts import ALLOWED
from library.models import Document
from members.access import Visibility
from members.conflicts import VersionedFormMixin
from members.models import Circle, Membership, User

NETWORK = "network"
AGAIN = "Hiermee is niets mis. Kies het nog een keer, want je browser vergeet het."
WRITING = "Noem geen ouders of kinderen. Typ @ en een naam om iemand te noemen; die krijgt dan mail."


def text_area(rows, **attrs):
    # static/js/toolbar.js and mention.js; the address cannot be asked while this module is read.
    return forms.Textarea(attrs={"rows": rows, "data-ks-toolbar": "", "data-ks-names": "/gesprekken/noem/", **attrs})


class TextField(forms.CharField):
    """What somebody writes. Not cut by the browser without a word when too much is pasted: we say it, and keep it."""

    def widget_attrs(self, widget):
        return {}


class AttachmentsField(ChosenFilesField):
    """Files beside a text; most texts have none."""

    def __init__(self):
        super().__init__(
            required=False,
            label="Bijlagen",
            help_text=f"Een of meer: {ALLOWED}. Hoogstens 25 MB per bestand. "
            "Ze komen ook in de bibliotheek, voor dezelfde lezers. Je klad bewaart geen bestanden: kies ze pas als je "
            "gaat plaatsen.",
        )


class AttachmentFormMixin:
    """A browser forgets the chosen files when a form comes back; say of each what is the matter, or that nothing is.

    Cleaned, `file` is a list of `Inspected`.
    """

    keeps_files = False  # see library/by_script.py

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("file", [])
        if self.errors or any(one.refused for one in chosen):
            for one in chosen:
                if words := one.refused or (not self.keeps_files and AGAIN):
                    self.add_error("file", f"{one.name}: {words}")
        else:
            cleaned["file"] = [one.inspected for one in chosen]
        return cleaned


class TopicForm(GuardedFormMixin, AttachmentFormMixin, forms.ModelForm):
    """A new question or conversation. Who will read it is asked, with numbers, right above the text."""

    audience = forms.ChoiceField(
        label="Wie leest dit?",
        widget=forms.RadioSelect,
        help_text="Wie jou volgt, of de kring, tafel of gemeente, leest het ook in de verzamelmail.",
    )
    text = TextField(label="Tekst", max_length=LONGEST, widget=text_area(10), help_text=WRITING)
    file = AttachmentsField()

    field_order = ["kind", "title", "audience", "text", "tables", "municipalities", "pillars", "file"]

    class Meta:
        model = Topic
        fields = ["kind", "title", "tables", "municipalities", "pillars"]
        widgets = {
            "kind": forms.RadioSelect,
            "tables": forms.CheckboxSelectMultiple,
            "municipalities": forms.CheckboxSelectMultiple,
            "pillars": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "title": "Eén zin. Bij een vraag: de vraag zelf.",
            "tables": "Wie een tafel volgt, hoort ervan.",
            "municipalities": "Alleen als het over bepaalde gemeenten gaat.",
        }

    def __init__(self, *args, by, on, circle=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.circles = circles_of(by, on, circle)
        # The word of the coordinator is written on a page of its own.
        self.fields["kind"].choices = [
            (Topic.Kind.QUESTION, "Een vraag. Je kiest later welk antwoord hielp."),
            (Topic.Kind.DISCUSSION, "Een gesprek. Je deelt iets of wilt meningen horen."),
        ]
        everybody = User.objects.filter(is_active=True, pk__in=Membership.objects.current(on).values("user")).count()
        self.fields["audience"].choices = [
            (NETWORK, f"Iedereen in het netwerk ({audience.people(everybody)})"),
            *((str(one.pk), f"Alleen {one} en de aanjager ({audience.people(one.size)})") for one in self.circles),
        ]
        self.fields["tables"].queryset = self.fields["tables"].queryset.active()
        self.initial.setdefault("audience", str(circle.pk) if circle in self.circles else NETWORK)

    @property
    def place(self):
        """The circle and the visibility that were chosen."""
        chosen = self.cleaned_data["audience"]
        if chosen == NETWORK:
            return Circle.objects.get(kind=Circle.Kind.NETWORK), Visibility.NETWORK
        return next(circle for circle in self.circles if str(circle.pk) == chosen), Visibility.CIRCLE


def circles_of(user, on, asked=None):
    """The closed circles where somebody may begin something, with how many people read what is said there."""
    pks = {pk for pk in user.circle_ids}
    if asked and user.is_coordinator:
        pks.add(asked.pk)
    current = Membership.objects.current(on).filter(user__is_active=True)
    everywhere = set(current.filter(audience.LEADS_NETWORK).values_list("user", flat=True))
    readers = {pk: set(everywhere) for pk in pks}
    for circle_id, user_id in current.filter(circle__in=pks).values_list("circle", "user"):
        readers[circle_id].add(user_id)
    found = list(
        Circle.objects.filter(pk__in=pks).existing(on).exclude(kind=Circle.Kind.NETWORK).order_by("kind", "sort_name")
    )
    for circle in found:
        circle.size = len(readers[circle.pk])
    return found


class ReplyForm(GuardedFormMixin, AttachmentFormMixin, forms.Form):
    text = TextField(label="Je reactie", max_length=LONGEST, widget=text_area(6), help_text=WRITING)
    file = AttachmentsField()


class PostForm(VersionedFormMixin, forms.ModelForm):
    """Changing one's own words; two windows of one person are two people."""

    class Meta:
        model = Post
        fields = ["text"]
        field_classes = {"text": TextField}
        widgets = {"text": text_area(10)}
        help_texts = {"text": WRITING}

    @transaction.atomic
    def save_by(self, user, now):
        if saved := super().save_by(user, now):
            drafting.discard(drafting.edit_of(saved), user)
        return saved

    def write(self, *, by, now):
        writing.remember(self.instance, self.instance.text)
        self.instance.edited_at = now
        super().write(by=by, now=now)
        writing.mentioning.mention(self.instance, by=by, now=now)


class SubjectForm(VersionedFormMixin, forms.ModelForm):
    """What a topic is called and what it is about; its text is its first post."""

    class Meta:
        model = Topic
        fields = ["title", "tables", "municipalities", "pillars"]
        widgets = TopicForm.Meta.widgets


class ChosenField(forms.MultipleChoiceField):
    """Ids of things that were ticked; the form they go back to knows which there are."""

    widget = forms.MultipleHiddenInput

    def valid_value(self, value):
        return value.isdecimal() and len(value) < 10


class DraftForm(forms.Form):
    """What was typed so far, judged by nobody."""

    text = forms.CharField(required=False, strip=False, max_length=LONGEST, widget=forms.HiddenInput)
    title = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    kind = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    audience = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    tables = ChosenField(required=False)
    municipalities = ChosenField(required=False)
    pillars = ChosenField(required=False)

    @property
    def rest(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "text" and value}


class ReportForm(GuardedFormMixin, forms.Form):
    reason = forms.CharField(
        label="Wat is er aan de hand?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Alleen wie dit gesprek beheert, leest het. De schrijver ziet niet wie het meldde.",
    )


REASONS = (
    "Er staat iets in waaraan een ouder of kind te herkennen is.",
    "De toon is kwetsend voor anderen.",
    "Het is reclame, of het hoort niet bij dit netwerk.",
    "De informatie klopt niet en kan schade doen.",
)


class HideForm(forms.Form):
    """Two clicks: this page, and the button of the reason. None is chosen beforehand: the writer is told."""

    reason = forms.ChoiceField(
        choices=[(reason, reason) for reason in REASONS],
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Kies een van de redenen."),
    )


class LibraryForm(GuardedFormMixin, forms.Form):
    title = forms.CharField(label="Titel", max_length=150, help_text="Zo vinden anderen het terug.")
    kind = forms.ChoiceField(
        label="Soort",
        choices=[choice for choice in Document.Kind.choices if choice[0] != Document.Kind.LINK],
        initial=Document.Kind.OTHER,
    )


class ReadForm(forms.Form):
    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class FollowForm(forms.Form):
    """Whether somebody wants to follow; the thing stands in the address."""

    wanted = forms.TypedChoiceField(choices=[("ja", "ja"), ("nee", "nee")], coerce=lambda value: value == "ja")
