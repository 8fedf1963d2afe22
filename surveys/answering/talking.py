"""What people of a circle say to each other about one question, while they fill in together."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from members.models import Membership, User
from surveys.answering import values
from surveys.answering.filling import hold
from surveys.models import Answer, Assignment, OtherView, Question, Remark, Sheet

MOST = 3


def people_of(sheet: Sheet, on):
    current = Membership.objects.current(on).filter(circle=sheet.circle_id).values("user")
    return User.objects.filter(is_active=True, pk__in=current).order_by("name")


def assigned(sheet: Sheet, question: Question):
    found = Assignment.objects.filter(sheet=sheet, question=question).select_related("to").first()
    return found and found.to


@transaction.atomic
def assign(sheet: Sheet, question: Question, to: User | None, *, by, now) -> str:
    hold(sheet, now)
    if to is None:
        Assignment.objects.filter(sheet=sheet, question=question).delete()
        return "Niemand in het bijzonder beantwoordt deze vraag."
    Assignment.objects.update_or_create(sheet=sheet, question=question, defaults={"to": to, "by": by, "at": now})
    return f"{to} beantwoordt deze vraag, en leest dat op de startpagina."


@transaction.atomic
def remark(sheet: Sheet, question: Question, text: str, *, by, now) -> str:
    hold(sheet, now)
    Remark.objects.create(sheet=sheet, question=question, text=text, by=by, at=now)
    return "Je opmerking staat erbij."


@transaction.atomic
def agree(sheet: Sheet, question: Question, *, by, now) -> str:
    """Take your own other view away; that of others stays."""
    hold(sheet, now)
    OtherView.objects.filter(sheet=sheet, question=question, by=by).delete()
    return "Je bent het eens met het antwoord dat er staat."


def views_of(sheet: Sheet, question: Question) -> list:
    found = list(OtherView.objects.filter(sheet=sheet, question=question).select_related("by"))
    for view in found:
        view.words = values.in_words(question, view.value)
    return found


def waiting(user, on):
    """For the start page: what somebody left to you and has no answer. See kansrijkestart/waiting.py."""
    answered = Answer.objects.filter(sheet=OuterRef("sheet"), question=OuterRef("question"))
    mine = (
        Assignment.objects.editable_by(user)
        .filter(to=user.pk, sheet__in=Sheet.objects.open_at(timezone.now()).filter(submitted_at=None))
        .exclude(Exists(answered))
        .select_related("question", "sheet__round")
    )
    for one in mine[:MOST]:
        place = f"{one.sheet.get_absolute_url()}#vraag-{one.question_id}"
        yield f"In “{one.sheet.round}” beantwoord jij de vraag “{one.question}”", place
