"""Two people edit one text: nobody's words are lost, and the second one chooses.

A form carries, signed, what the person saw when they opened the page. `save_by` locks the row and compares three
texts per field: what the person saw, what is stored now, what they typed.

* only the other changed it: the other's text is kept, without asking;
* only this person changed it, or both typed the same: theirs is kept;
* both changed it, differently: nothing is saved. The page shows both texts, keeps what was typed in the form, and a
  second submit, which now has seen the other's text, saves.

A view looks like this, for a new row as well:

    form = AgreementForm(request.POST or None, instance=agreement)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, now):
        messages.success(request, f"De afspraak is gewijzigd. {form.merge_sentence}")
        return redirect(form.instance)

and its template draws `{{ form }}`, nothing more (templates/members/versioned_form.html).
"""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.core import signing
from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from language.difference import difference, new_side, old_side
from language.guard.forms import GuardedFormMixin

SALT = "members.conflicts"
SEEN = "seen_version"
KEEP_THEIRS = "theirs"


@dataclass(frozen=True)
class Clash:
    """One field that two people changed: what stands there now, and what this person wrote."""

    label: str
    choice: str  # the name under which the answer is sent: whose text stays
    theirs: SafeString
    mine: SafeString


@dataclass(frozen=True)
class Conflict:
    """Somebody else saved while this person was writing."""

    who: str
    is_self: bool
    at: datetime | None
    clashes: dict[str, Clash]
    taken: list[str]  # the labels of the fields that only the other changed

    @property
    def sentence(self):
        when = f" op {date_format(localtime(self.at), 'j F Y, H:i')} uur" if self.at else ""
        who = "jijzelf in een ander venster" if self.is_self else self.who
        return f"Terwijl jij schreef, bewaarde {who}{when} een andere tekst. Kies hieronder, en bewaar opnieuw."


class SeenField(forms.CharField):
    """What the person saw; it never counts as something they changed."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class VersionedFormMixin(GuardedFormMixin):
    """For a ModelForm of a `Versioned` model, before ModelForm in the bases. Save with `save_by`, not with `save`.

    What a form sets on the row beside its fields belongs in `write`: the row that is saved is read again under the
    lock. A file cannot be compared, and a field with several inputs cannot be filled again: keep both out.
    """

    template_name = "members/versioned_form.html"
    conflict: Conflict | None = None
    merge_sentence = ""
    changes: list[str] = []
    # What the form fills in by itself in place of what is stored: who leaves that as it is, did not change it.
    proposed: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            # Signed when it is drawn: until then the form of the app may still change its fields.
            self.fields[SEEN] = SeenField(
                required=False, initial=lambda: "" if self.is_bound else self._sign(self._shown_first())
            )

    @property
    def rows(self):
        """Every field that is drawn, with its clash if it has one."""
        clashes = self.conflict.clashes if self.conflict else {}
        return [(field, clashes.get(field.name)) for field in self.visible_fields()]

    def save_by(self, user, now):
        """Save as a new version and return the row; None when the person has to look first: draw the form again.

        Nothing is written when nothing changed, so that pressing the button twice makes one version.
        """
        with transaction.atomic():
            if not self.instance._state.adding and not self._merge(user):
                return None
            if self.instance._state.adding or self.changes or self._changed_beside():
                self.write(by=user, now=now)
        return self.instance

    def write(self, *, by, now):
        """Store the row with its relations. A form that keeps history extends this; it runs under the lock."""
        self.instance.save_version(by=by, now=now)
        self._save_m2m()

    def _merge(self, user):
        """Fill the form with what is to be saved, on the row as it is now; False when it cannot be saved."""
        row = lock(type(self.instance)._default_manager.all(), self.instance.pk)
        if row is None:
            self.add_error(None, "Iemand anders heeft dit intussen weggehaald. Bewaar je tekst op een andere plek.")
            return False
        theirs = self._texts(row)
        kept, clashing, taken = self._compare(self._unsign(), theirs)
        self._put(SEEN, [self._sign(theirs)])
        self._explain(row, user, clashing, taken, theirs)
        if clashing:
            return False
        self.changes = [name for name in self._names if kept[name] != theirs[name]]
        return self._clean_again(row)

    def _compare(self, saw, theirs):
        """Decide per field whose text stays; return those texts, the fields to choose in, and the other's fields."""
        kept, clashing, taken = {}, [], []
        for name in self._names:
            base, typed = saw.get(name), self._posted(name, self.cleaned_data[name])
            is_untouched = typed == saw.get(_offered(name)) and theirs[name] != base
            mine = base if base is not None and (is_untouched or self._keeps_theirs(name)) else typed
            kept[name] = theirs[name] if mine == base else mine
            if mine == base and theirs[name] != base:
                taken.append(name)
            elif mine != theirs[name] != base:
                clashing.append(name)
            if kept[name] != typed:
                self._put(name, kept[name])
        return kept, clashing, taken

    def _explain(self, row, user, clashing, taken, theirs):
        who, is_self = str(row.changed_by or "iemand anders"), row.changed_by_id == user.pk
        labels = [str(self[name].label) for name in taken]
        if not clashing:
            self.merge_sentence = f"Wat {who} intussen wijzigde, blijft ook: {', '.join(labels)}." if taken else ""
            return
        clashes = {name: self._clash(name, theirs[name]) for name in clashing}
        self.conflict = Conflict(who, is_self, row.changed_at, clashes, labels)
        self.add_error(None, self.conflict.sentence)
        for name in clashing:
            self.add_error(name, "Hier staat intussen een andere tekst. Kies welke blijft.")

    def _clash(self, name, theirs):
        mine = self._posted(name, self.cleaned_data[name])
        pieces = difference(self._shown(name, theirs), self._shown(name, mine))
        return Clash(str(self[name].label), self._choice(name), old_side(pieces), new_side(pieces))

    def _clean_again(self, row):
        """Judge what is to be saved as a whole, on the row as it is now and not as it was when the page opened."""
        self.instance = row
        self.initial |= model_to_dict(row, fields=self.fields)
        self._bound_fields_cache.clear()
        self.__dict__.pop("changed_data", None)
        self.full_clean()
        return self.is_valid()

    @property
    def _names(self):
        """The fields that hold something of the row."""
        options = self.instance._meta
        editable = {f.name for f in (*options.concrete_fields, *options.many_to_many) if f.editable}
        return [name for name, field in self.fields.items() if name in editable and not field.disabled]

    def _changed_beside(self):
        """Whether something was filled in that is not a field of the row itself."""
        beside = set(self.fields) - set(self._names)
        return any(name in beside for name in self.changed_data)

    def _texts(self, row):
        return {name: self._posted(name, value) for name, value in model_to_dict(row, fields=self._names).items()}

    def _shown_first(self):
        """What is stored, and apart from it what the form proposes."""
        offered = {_offered(name): self._posted(name, value) for name, value in self.proposed.items()}
        return self._texts(self.instance) | offered

    def _posted(self, name, value):
        """Return a value as the browser sends it: a list of texts. Two values are the same if these are."""
        field = self.fields[name]
        value = field.prepare_value(value)
        if isinstance(field.widget, forms.CheckboxInput):
            return ["on"] if value else []
        value = field.widget.format_value(value)
        if isinstance(value, list):
            return sorted(value)
        return [(value or "").replace("\r\n", "\n").strip()]

    def _shown(self, name, posted):
        """Return what the browser sent as people read it."""
        field = self.fields[name]
        if isinstance(field.widget, forms.CheckboxInput):
            return "ja" if posted else "nee"
        if isinstance(field.widget, forms.widgets.ChoiceWidget):
            options = field.widget.options(name, posted)
            return "\n".join(str(option["label"]) for option in options if option["selected"])
        if isinstance(field, forms.DateField) and posted[0]:
            return date_format(field.to_python(posted[0]), "j F Y")
        return posted[0]

    def _choice(self, name):
        return f"{self.add_prefix(name)}-keep"

    def _keeps_theirs(self, name):
        return self.data.get(self._choice(name)) == KEEP_THEIRS

    def _put(self, name, texts):
        self.data = self.data.copy()
        self.data.setlist(self.add_prefix(name), texts)

    def _sign(self, texts):
        return signing.dumps([self._row_name, texts], salt=SALT, compress=True)

    def _unsign(self):
        """Return what the person saw; nothing when that cannot be known, so that every difference is a clash."""
        try:
            of, texts = signing.loads(self.data.get(self.add_prefix(SEEN), ""), salt=SALT)
        except signing.BadSignature:
            return {}
        return texts if of == self._row_name else {}

    @property
    def _row_name(self):
        return f"{self.instance._meta.label_lower}:{self.instance.pk}"


def _offered(name):
    """The key of a proposal beside what is stored; no field is called like that."""
    return f"{name}?"


def lock(rows, pk):
    """Wait until nobody else is saving this row; until the end of the transaction."""
    return rows.select_for_update(no_key=True, of=("self",)).filter(pk=pk).first()
