"""Five people fill in one sheet, in tabs of every age: is an answer that somebody was told is kept ever lost?

A thousand times five tabs are opened, typed in and saved in an order of chance, each with what it saw when it was
opened. An update is lost when somebody was told that it is kept, and it was overwritten by somebody who had not seen
it. The control does the same without comparing what was seen. Two who save at the same instant are held by the tests
of surveys/answering/filling.py, with a control of their own.
"""

import random
from datetime import timedelta

from bench import figure
from bench._house import own_database

EDITORS, QUESTIONS, INTERLEAVINGS, STEPS = 5, 4, 1000, 12


def run():
    with own_database():
        print_figures()


def print_figures():
    lost, clashes, wrong_place, stale = played(keeps_what_was_seen=True)
    bare, *_ = played(keeps_what_was_seen=False)
    figure(
        "joint_draft.lost_updates",
        lost,
        unit="lost",
        goal="0",
        ok=lost == 0 and wrong_place == 0 and bare > 0,
        baseline=f"{INTERLEAVINGS} interleavings of {EDITORS} editors, {stale} saves from a stale tab, {clashes} "
        f"clashes at their own question, {wrong_place} elsewhere; without comparing what was seen {bare} lost",
    )


def played(*, keeps_what_was_seen):
    from django.db import transaction

    chance = random.Random(20261122)
    sheet, questions, people = make_world()
    totals = [0, 0, 0, 0]
    for _ in range(INTERLEAVINGS):
        with transaction.atomic():
            found = play(chance, sheet, questions, people, keeps_what_was_seen)
            totals = [total + one for total, one in zip(totals, found, strict=True)]
            transaction.set_rollback(True)
    return totals


def play(chance, sheet, questions, people, keeps_what_was_seen):
    """Return how many updates were lost, clashes, clashes at another question, and saves from a stale tab."""
    from django.utils import timezone

    from surveys.answering import filling, values

    now = timezone.now()
    lost = clashed = elsewhere = stale = 0
    tabs = [{} for _ in range(EDITORS)]
    for step in range(STEPS):
        editor = chance.randrange(EDITORS)
        stored = dict(sheet.answers.values_list("question_id", "value"))
        if step < EDITORS or chance.random() < 0.4:
            tabs[step if step < EDITORS else editor] = stored  # the page is opened
            continue
        question, text = chance.choice(questions), f"{editor} in stap {step}"
        saw = tabs[editor].get(question.pk)
        there = stored.get(question.pk)
        is_stale = saw != there
        stale += is_stale
        seen = values.mark_of(saw if keeps_what_was_seen else there)
        outcome = filling.save_answers(sheet, [filling.Typed(question, text, seen)], by=people[editor], now=now)
        clashed += len(outcome.clashes)
        elsewhere += any(clash.question != question or clash.theirs.value != there for clash in outcome.clashes)
        if question.pk in outcome.written:
            lost += is_stale  # what stood there was never seen by who wrote over it
            tabs[editor] = tabs[editor] | {question.pk: text}
        after = dict(sheet.answers.values_list("question_id", "value"))
        expected = stored | ({question.pk: text} if question.pk in outcome.written else {})
        lost += after != expected
    return lost, clashed, elsewhere, stale


def make_world():
    from django.utils import timezone

    from members.models import Circle, User
    from surveys.making import versions
    from surveys.models import Audience, Instrument, Kind, Mode, Question, Round, Section, Sheet

    now = timezone.now()
    mark = User.objects.count()
    people = [
        User.objects.create(email=f"bench{mark + n}@voorbeeld.invalid", name=f"Bench {n}") for n in range(EDITORS)
    ]
    version = versions.start(Instrument(title="Bench", purpose="Meten"), by=people[0], now=now)
    section = Section(instrument_version=version, position=1, title="Deel")
    section.save_version(by=people[0], now=now)
    questions = [
        Question(section=section, position=n, kind=Kind.LONG, text=f"Vraag {n}") for n in range(1, QUESTIONS + 1)
    ]
    for question in questions:
        question.save_version(by=people[0], now=now)
    version = versions.fix(version, by=people[0], now=now)
    one = Round(
        instrument_version=version,
        title="Bench",
        mode=Mode.JOINT,
        audience=Audience.COALITIONS,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=1),
        confirmed_at=now,
        opened_at=now,
    )
    one.save_version(by=people[0], now=now)
    circle = Circle.objects.create(kind=Circle.Kind.COALITION, name=f"Bench {mark}", slug=f"bench-{mark}")
    return Sheet.objects.create(round=one, mode=Mode.JOINT, circle=circle), questions, people
