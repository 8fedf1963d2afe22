"""A questionnaire with a question of every kind, and rounds of it that were answered."""

import uuid
from datetime import timedelta

from django.utils import timezone

from surveys.models import Answer, Audience, Mode, Question, Sheet
from tests.members.factories import CircleFactory, UserFactory
from tests.surveys.factories import QuestionFactory, RoundFactory, SectionFactory, VersionFactory

KINDS = ("short", "long", "one", "many", "scale", "ten", "number", "yes_no", "date", "matrix", "ranking")
VALUES = {
    "short": "Kort",
    "long": "Een lange tekst",
    "one": 1,
    "many": [1, 3],
    "scale": 4,
    "ten": 7,
    "number": "12.5",
    "yes_no": {"answer": 1, "why": "Omdat het helpt"},
    "date": "2026-11-22",
    "matrix": {"1": 4, "2": 0, "3": 2},
    "ranking": {"1": 2, "2": 1, "3": 3},
}


def questionnaire(*kinds, **fields):
    """A fixed version with one section, a question of each kind in it."""
    version = VersionFactory(**fields)
    section = SectionFactory(instrument_version=version, title="Hoe het gaat")
    for kind in kinds or KINDS:
        QuestionFactory(
            section=section, kind=kind, text=f"Vraag van soort {kind}", unit="uur" if kind == "number" else ""
        )
    return fixed(version)


def fixed(version):
    version.frozen_at = timezone.now()
    version.save(update_fields=["frozen_at"])
    return version


def round_of(version, mode=Mode.JOINT, *, closed=False, released=False, days_ago=1, **fields):
    now = timezone.now()
    moments = {"opens_at": now - timedelta(days=days_ago)}
    if closed or released:
        moments["closed_at"] = now - timedelta(days=days_ago, minutes=-2)
        moments["closes_at"] = now - timedelta(days=days_ago, minutes=-1)
    if released:
        moments["released_at"] = now - timedelta(days=days_ago, minutes=-3)
    audience = Audience.COALITIONS if mode == Mode.JOINT else Audience.NETWORK
    return RoundFactory(instrument_version=version, mode=mode, audience=audience, **(moments | fields))


def questions(version):
    return {one.kind: one for one in Question.objects.filter(section__instrument_version=version)}


def answer(one_round, values=VALUES, *, circle=None, user=None, submitted=True):
    """One sheet, filled in; `values` by kind of question."""
    named = one_round.mode != Mode.ANONYMOUS
    if one_round.is_joint and circle is None:
        circle = CircleFactory()
    if one_round.mode == Mode.EACH and user is None:
        user = UserFactory()
    sheet = Sheet.objects.create(
        round=one_round,
        mode=one_round.mode,
        circle=circle,
        user=user,
        submitted_at=timezone.now() if submitted and named else None,
    )
    asked = questions(one_round.instrument_version)
    Answer.objects.bulk_create(
        Answer(sheet=sheet, question=asked[kind], value=value) for kind, value in values.items() if kind in asked
    )
    return sheet


def next_version(version, *, changed=()):
    """A copy as the portal makes it: the same lines, another one for each kind that changed."""
    copy = VersionFactory(instrument=version.instrument, number=version.number + 1)
    section = SectionFactory(instrument_version=copy, title="Hoe het gaat")
    for kind, one in questions(version).items():
        QuestionFactory(
            section=section,
            kind=kind,
            text=f"Anders: {one.text}" if kind in changed else one.text,
            options=one.options,
            scale=one.scale,
            unit=one.unit,
            line=uuid.uuid4() if kind in changed else one.line,
            origin=one,
        )
    return fixed(copy)
