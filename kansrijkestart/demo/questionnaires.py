"""Questionnaires: the scan in its second version, one that is fixed, and one of the network's own in the making."""

from datetime import timedelta

from django.utils.datastructures import MultiValueDict

from members.conflicts import SEEN
from members.models import User
from surveys.making import conditions, drafting, ready, versions
from surveys.making.forms import QuestionForm, SectionForm
from surveys.models import Instrument, Kind, Question, Section, When

# Section, and what is asked in it: the kind, and what its form asks for.
OWN = (
    (
        {
            "title": "Meepraten",
            "intro": "Het gaat om mensen die zelf weten hoe het is om hulp te krijgen.",
        },
        (
            (Kind.YES_NO, {"text": "Praten er nu ervaringsdeskundigen mee in jullie coalitie?", "is_required": True}),
            (Kind.NUMBER, {"text": "Hoeveel mensen zijn dat?", "unit": "mensen"}),
            (
                Kind.MANY,
                {
                    "text": "Waarbij praten zij mee?",
                    "options": "de werkagenda\nafspraken tussen partners\nfolders en brieven\nkiezen van interventies",
                },
            ),
        ),
    ),
    (
        {"title": "Wat helpt"},
        (
            (
                Kind.RANKING,
                {
                    "text": "Wat hebben jullie nodig om hier verder mee te komen?",
                    "options": "een vaste vergoeding\nbegeleiding\neen voorbeeld van een andere coalitie",
                },
            ),
            (Kind.LONG, {"text": "Wat ging er het afgelopen jaar goed?"}),
        ),
    ),
)


def add_questionnaires(now, domain):
    """Make them with the verbs and forms of the portal, over the last two years; once."""
    if Instrument.objects.exists():
        return
    coordinator = User.objects.get(email=f"aanjager@{domain}")
    editor = User.objects.get(email=f"epidemioloog@{domain}")
    scan = fixed("coalitiescan", coordinator, now - timedelta(days=700))
    reword(versions.begin_next(scan, by=editor, now=now - timedelta(days=330)), editor, now - timedelta(days=330))
    versions.fix(scan.versions.first(), by=coordinator, now=now - timedelta(days=320))
    fixed("bijeenkomst", editor, now - timedelta(days=400))
    check = fixed("borgingscheck", coordinator, now - timedelta(days=500))
    ask_anew(versions.begin_next(check, by=editor, now=now - timedelta(days=180)), editor, now - timedelta(days=180))
    versions.fix(check.versions.first(), by=coordinator, now=now - timedelta(days=170))
    fixed("samenwerking", editor, now - timedelta(days=380))
    write_own(editor, now - timedelta(days=6))


def fixed(key, by, now):
    draft = ready.take(key, by=by, now=now)
    return versions.fix(draft, by=by, now=now).instrument


def reword(draft, by, now):
    """The last question in plainer words; it stays the same question."""
    question = Question.objects.filter(section__instrument_version=draft).last()
    said = {
        "text": "Wat willen jullie volgend jaar als eerste beter maken?",
        "is_required": "on",
        "is_same": "on",
        # What the page had in it when somebody opened it.
        SEEN: QuestionForm(instance=question)[SEEN].value(),
    }
    posted = MultiValueDict({name: [value] for name, value in said.items()})
    save(QuestionForm(posted, instance=question), by, now)


def ask_anew(draft, by, now):
    """One number is asked otherwise: from here on it is another question, and its line breaks."""
    question = Question.objects.get(section__instrument_version=draft, kind=Kind.NUMBER)
    said = {
        "text": "Hoeveel betaalde uren per week heeft de trekker van de coalitie?",
        "unit": question.unit,
        SEEN: QuestionForm(instance=question)[SEEN].value(),
    }
    save(QuestionForm(MultiValueDict({name: [text] for name, text in said.items()}), instance=question), by, now)


def write_own(by, now):
    instrument = Instrument(
        title="Meepraten van ervaringsdeskundigen",
        purpose="Weten waar mensen met eigen ervaring meepraten, en wat coalities daarbij nodig hebben.",
    )
    draft = versions.start(instrument, by=by, now=now)
    for said, questions in OWN:
        section = save(SectionForm(said, instance=Section(instrument_version=draft)), by, now)
        for kind, asked in questions:
            save(QuestionForm(asked, instance=Question(section=section, kind=kind)), by, now)
    decider, *hanging = draft.sections.first().questions.all()
    for question in hanging:
        conditions.decide(question, decider, When.IS, conditions.YES, by=by, now=now)


def save(form, by, now):
    assert form.is_valid(), form.errors
    return drafting.save(form, by=by, now=now)
