"""Every form with a text box warns before it saves something that looks as if it is about a family.

The first submit with a hit is not saved: the page shows the words, what they could be instead, and a choice per text
box: change it, take over the proposal, or keep it as it is. What was typed stays. What somebody kept once is not asked
again, neither in the next submit nor when the text that is stored already has it. A citizen service number is kept by
nobody: for that one there is no third choice.
"""

from dataclasses import dataclass

import structlog
from django import forms
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString

from language.guard import Hit, find, rewrite
from language.guard.drawing import marked, proposed

logger = structlog.get_logger(__name__)

SELF, TAKE, KEEP = "self", "take", "keep"
FAULT = "Kijk hier nog even naar: dit lijkt over een ouder, een kind of een gezin te gaan."


@dataclass(frozen=True)
class Warning:
    """What the page shows above one text box."""

    text: SafeString
    sentences: list[str]
    proposal: SafeString
    choice: str  # the name under which the answer is sent
    keep: str  # the answer that keeps these words, and only these; "" when they may not be kept


class GuardedFormMixin:
    """First in the bases of every form with a text box; tests/test_house_rules.py holds that none goes without.

    `unguarded` names boxes that hold no sentence about anybody (a code, a list of addresses).
    """

    unguarded: tuple[str, ...] = ()
    guard_warnings: dict[str, Warning] = {}

    def warning(self, name):
        """Return what to show above a text box; None if there is nothing to warn about."""
        self.errors  # noqa: B018 -- has to be judged first
        return self.guard_warnings.get(name)

    @property
    def only_warns(self):
        """Whether nothing is wrong but what the guard asks."""
        return bool(self.guard_warnings) and set(self.errors) == set(self.guard_warnings)

    @property
    def kept_words(self):
        """What somebody chose to keep, as (name, answer): for a page that asks "klopt dit?" and sends it all again."""
        answers = [(self._choice_name(name), self._answer(name)) for name in self.fields]
        return [(name, answer) for name, answer in answers if answer.startswith(KEEP)]

    def _clean_fields(self):
        # Before `clean`, so that a form that says "choose your file again" knows that it comes back.
        boxes = [name for name, field in self.fields.items() if is_text_box(field) and name not in self.unguarded]
        for name in boxes:
            if self._answer(name) == TAKE:
                self._take_over(name)
        super()._clean_fields()
        self.guard_warnings = {}
        for name in boxes:
            text = self.cleaned_data.get(name)
            if isinstance(text, str):
                self._judge(name, text)

    def _judge(self, name, text):
        hits = self._hits(name, text)
        if not hits:
            return
        kinds = sorted({hit.kind.value for hit in hits})
        fresh = [hit for hit in hits if hit.kind.is_barred or fingerprint(text, hit) not in self._kept(name)]
        # Only the kind: the words themselves belong in no log.
        logger.info("guard_warned" if fresh else "guard_kept", kinds=kinds)
        if not fresh:
            return
        self.guard_warnings[name] = Warning(
            text=marked(text, hits),
            sentences=[kind.sentence for kind in dict.fromkeys(hit.kind for hit in hits)],
            proposal=proposed(text, hits),
            choice=self._choice_name(name),
            keep=keeping(text, hits),
        )
        self.add_error(name, forms.ValidationError(FAULT, code="guard"))
        # The rest of the form is judged as well: all that is wrong is said at once.
        self.cleaned_data[name] = text

    def _hits(self, name, text):
        """Return the hits that are new: what the stored text has already was decided before."""
        hits = find(text, about=str(self[name].label))
        instance = getattr(self, "instance", None)
        if not hits or instance is None or instance._state.adding:
            return hits
        stored = str(self.initial.get(name) or "").replace("\r\n", "\n")
        known = {fingerprint(stored, hit) for hit in find(stored)}
        return [hit for hit in hits if fingerprint(text, hit) not in known]

    def _take_over(self, name):
        text = self.data.get(self.add_prefix(name), "")
        self.data = self.data.copy()
        self.data[self.add_prefix(name)] = rewrite(text, self._hits(name, text))

    def _choice_name(self, name):
        return f"{self.add_prefix(name)}-guard"

    def _answer(self, name):
        return self.data.get(self._choice_name(name), SELF)

    def _kept(self, name):
        return set(self._answer(name).split()[1:]) if self._answer(name).startswith(KEEP) else set()


def keeping(text, hits):
    if any(hit.kind.is_barred for hit in hits):
        return ""
    return " ".join([KEEP, *sorted({fingerprint(text, hit) for hit in hits})])


def is_text_box(field):
    """Whether people type sentences into this field."""
    widget = field.widget
    return (
        isinstance(field, forms.CharField)
        and not field.disabled
        and (isinstance(widget, forms.Textarea) or getattr(widget, "input_type", "") in ("text", "search"))
    )


def fingerprint(text: str, hit: Hit):
    """Name the words of a hit without saying them: a new name in the same text is asked about again."""
    words = f"{hit.kind}:{text[hit.start : hit.end].casefold()}"
    return salted_hmac("language.guard", words, algorithm="sha256").hexdigest()[:16]
