"""Rounds of questionnaires over two years, made with the verbs of the portal: four that were given back, one runs."""

import datetime
from random import Random

from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from actions.models import ActionPoint
from community.models import Topic
from kansrijkestart.demo.round_texts import CALLED, GOES_ON, HELPS, NEXT, OTHER_VIEW, REASONS, REMARK, ROUNDS
from members.conflicts import SEEN
from members.models import Membership, User
from surveys.answering import filling, sealed, talking
from surveys.following import closing, extending
from surveys.giving_back import growing, releasing
from surveys.giving_back.forms import WordForm
from surveys.models import Audience, Call, Invitation, Kind, Mode, Question, Reminder, Round, Version
from surveys.sending import confirming, dispatching, drafting, opening
from themetables.models import Bottleneck

DAY = datetime.timedelta(days=1)
MAILED = "coalitie-achtkarspelen-en-tytsjerksteradiel"
REMINDED = (14, 7, 2)


def add(now, domain):
    """Send, answer, close and give back, each at its own moment; once."""
    if Round.objects.exists():
        return
    chance = Random("de rondes van de demo")
    coordinator = User.objects.get(email=f"aanjager@{domain}")
    for sent in ROUNDS:
        one = send(sent, coordinator, now)
        if not sent.word:
            run(one, chance, coordinator, now, domain)
            continue
        fill(one, chance, at=one.opened_at + 9 * DAY, share=0.95)
        finish(one, sent.word, coordinator)
    grow(coordinator)


def send(sent, by, now):
    opens_at = at_nine(now - sent.opened * DAY)
    version = Version.objects.get(instrument__key=sent.key, number=sent.number)
    one = drafting.start(
        version,
        title=sent.title,
        intro=sent.intro,
        mode=sent.mode,
        audience=Audience.COALITIONS,
        opens_at=opens_at,
        closes_at=at_nine(now - (sent.opened - sent.length) * DAY) + datetime.timedelta(hours=8),
        reminder_days=REMINDED,
        by=by,
        now=opens_at - 3 * DAY,
    )
    confirming.confirm(one, by=by, now=opens_at - 2 * DAY)
    opening.open_round(one.pk, now=opens_at)
    # Mails of long ago would arrive in the mailbox of the demo today.
    quiet = Invitation.objects.filter(round=one)
    if not sent.word:
        quiet = quiet.exclude(circle__slug=MAILED)
    quiet.update(invited_at=opens_at)
    return Round.objects.select_related("instrument_version").get(pk=one.pk)


def at_nine(moment):
    return timezone.make_aware(datetime.datetime.combine(timezone.localdate(moment), datetime.time(9)))


def fill(one, chance, *, at, share):
    """Let so many of the circles, or of the people, answer everything."""
    questions = filling.questions_of(one.instrument_version)
    if one.mode == Mode.ANONYMOUS:
        for invitation in Invitation.objects.filter(round=one).order_by("pk"):
            if chance.random() < share:
                sealed.submit_anonymous(invitation, given(questions, chance, chance.choice((3, 4))), now=at)
        return
    for sheet in one.sheets.select_related("circle").order_by("pk"):
        by = leader_of(sheet.circle, at)
        if by and chance.random() < share:
            answer(sheet, questions, chance, by=by, at=at)
            filling.submit(sheet, by=by, now=at)


def answer(sheet, questions, chance, *, by, at):
    # The same place starts at the same height, and is a little further the next time.
    level = 2 + len(sheet.circle.name) % 3 + (sheet.round.instrument_version.number - 1) * chance.choice((0, 1))
    said = given(questions, chance, level)
    typed = [filling.Typed(one, said[one.pk], "") for one in questions if one.pk in said]
    filling.save_answers(sheet, typed, by=by, now=at)


def given(questions, chance, level):
    """Return plausible values by the number of the question; now and then a text is left out."""
    found = {}
    for one in questions:
        if one.depends_on_id and found.get(one.depends_on_id, {}).get("answer") != one.shown_value:
            continue
        if one.kind != Kind.LONG or one.is_required or chance.random() < 0.4:
            found[one.pk] = value(one, chance, level)
    return found


def value(question, chance, level):
    match question.kind:
        case Kind.MATRIX:
            return {str(code): step(chance, level) for code, _ in question.lines}
        case Kind.TEN:
            return min(10, level + chance.choice((2, 3, 4)))
        case Kind.YES_NO:
            return {"answer": int(chance.random() < 0.6), "why": chance.choice(REASONS)}
        case Kind.NUMBER:
            return str(chance.choice((4, 8, 8, 12, 16)))
        case Kind.ONE:
            return chance.choice(question.lines)[0]
        case Kind.MANY:
            return sorted({chance.choice(question.lines)[0] for _ in range(2)})
    return chance.choice(texts_for(question))


def texts_for(question):
    if question.section.instrument_version.instrument.key == "borgingscheck":
        return GOES_ON
    return NEXT if question.is_required else HELPS


def step(chance, level):
    """From 1 to 5, and sometimes "weet ik niet"."""
    return 0 if chance.random() < 0.05 else max(1, min(5, level + chance.choice((-1, 0, 0, 1))))


def leader_of(circle, at):
    current = circle.memberships.current(timezone.localdate(at)).filter(role=Membership.Role.LEADER)
    leading = current.select_related("user").order_by("since", "pk").first()
    return leading and leading.user


def finish(one, word, by):
    """Close it, and give it back with a word."""
    closing.close_due(one.closes_at)
    Reminder.objects.filter(round=one).update(done_at=one.closes_at - 2 * DAY)
    one.refresh_from_db()
    typed = {"word": [word], SEEN: [WordForm(instance=one)[SEEN].value()]}
    form = WordForm(MultiValueDict(typed), instance=one)
    assert form.is_valid(), form.errors
    form.save_by(by, one.closes_at + 6 * DAY)
    releasing.release(one, seen=form.instance.version, by=by, now=one.closes_at + 7 * DAY)


def run(one, chance, coordinator, now, domain):
    """It runs: some submitted, some are busy, some did not begin; one got extension, one was phoned."""
    dispatching.queue_invitations(one.pk, now=one.opened_at)
    questions = filling.questions_of(one.instrument_version)
    sheets = list(one.sheets.select_related("circle").order_by("circle__sort_name"))
    mine = next(sheet for sheet in sheets if sheet.circle.slug == MAILED)
    others = [(sheet, leader_of(sheet.circle, now)) for sheet in sheets if sheet != mine]
    led = [(sheet, by) for sheet, by in others if by]
    for number, (sheet, by) in enumerate(led):
        if number % 3 == 0:
            answer(sheet, questions, chance, by=by, at=now - 6 * DAY)
            filling.submit(sheet, by=by, now=now - 6 * DAY)
        elif number % 3 == 1:
            answer(sheet, questions[:5], chance, by=by, at=now - 4 * DAY)
    talk(mine, questions, now, domain)
    reminded(one, now)
    extending.extend(led[2][0], by=coordinator, now=now - DAY)
    for sheet, by in others:
        if by is None:
            outcome = Call.Outcome.REACHED
            Call.objects.create(sheet=sheet, by=coordinator, at=now - DAY, outcome=outcome, note=CALLED)


def talk(sheet, questions, now, domain):
    """The coalition of the demo is busy: it confirmed some of last time, and does not agree about one question."""
    leader, midwife, nurse = (
        User.objects.get(email=f"{name}@{domain}")
        for name in ("coalitieleider", "griet.verzonnema", "trienke.schijnstra")
    )
    matrices = [one for one in questions if one.kind == Kind.MATRIX]
    filling.confirm_carried(sheet, matrices[0], by=leader, now=now - 3 * DAY)
    filling.save_answer(sheet, matrices[1], {"1": 4, "2": 5, "3": 4, "4": 3}, by=midwife, now=now - 2 * DAY)
    lower = {"1": 4, "2": 4, "3": 2, "4": 3}
    filling.disagree(sheet, matrices[1], lower, why=OTHER_VIEW, by=nurse, now=now - DAY)
    talking.remark(sheet, matrices[1], REMARK, by=midwife, now=now - 2 * DAY)
    talking.assign(sheet, matrices[2], nurse, by=leader, now=now - 2 * DAY)


def reminded(one, now):
    """The reminders that were due, without a mail of last week that arrives today."""
    past = list(one.reminders.filter(due_at__lte=now).order_by("due_at"))
    for number, reminder in enumerate(past, start=1):
        waiting = Invitation.objects.waiting().filter(round=one).values("pk")
        Invitation.objects.filter(pk__in=waiting).update(reminded_at=reminder.due_at, reminders=number)
        Reminder.objects.filter(pk=reminder.pk).update(done_at=reminder.due_at)


def grow(coordinator):
    """What the demo made elsewhere grew out of what the first scan said."""
    first = Round.objects.earliest("opens_at")
    asked = Question.objects.filter(section__instrument_version=first.instrument_version_id, kind=Kind.MATRIX)
    chain, together = asked[1], asked[4]
    after = first.released_at
    for found, question in (
        (Bottleneck.objects.filter(named_at__gt=after, merged_into=None).order_by("named_at"), chain),
        (Topic.objects.filter(published_at__gt=after, kind=Topic.Kind.QUESTION).order_by("published_at"), chain),
        (ActionPoint.objects.filter(circle__slug=MAILED, created_at__gt=after, dropped_at=None), together),
    ):
        found.model.objects.filter(pk__in=found.values("pk")[:1]).update(
            source_label=growing.label_of(first, question, coordinator, None),
            source_url=growing.source_url(first.pk, question.pk),
        )
