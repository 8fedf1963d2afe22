"""After the symposium that was, in the demo: slides, what people would do and did, and the evaluation given back."""

import datetime
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kansrijkestart.demo import library, rounds
from library import creating
from library.inspection import inspect
from members.access import Visibility
from surveys.answering import filling, sealed
from surveys.models import Invitation, Kind
from surveys.sending import opening
from symposium import retention
from symposium.afterwards import evaluating, gathered, intending, sharing
from symposium.afterwards.forms import IntentionForm
from symposium.models import Edition, Evaluation, Intention, Material, Session, Speaker
from symposium.models.materials import Licence

DAY, WEEK = datetime.timedelta(days=1), datetime.timedelta(weeks=1)
# The session, its speaker, what others may do with it, who reads it, and the slides.
SLIDES = (
    (
        "Het eerste gesprek aan de keukentafel",
        "Tjalda Oefenstra",
        Licence.SHARE,
        Visibility.PUBLIC,
        "Open vragen\nWat houdt je bezig?\nWie helpt je als het tegenzit?\n\nOefenen\nMet z'n drieën: een vraagt, een "
        "antwoordt, een kijkt mee.\n\nOnthouden\nEerst luisteren, dan pas regelen.",
    ),
    (
        "Van signaal naar afspraak",
        "Wopke Schetsma",
        Licence.NO_PROFIT,
        Visibility.PUBLIC,
        "Wat is een signaal?\nIets dat je opvalt en dat je niet loslaat.\n\nVijf stappen\nZien, bespreken, "
        "overleggen, afspreken, terugkomen.",
    ),
    (
        "Een coalitie die blijft draaien",
        "Nienke Proefveld",
        Licence.READ,
        Visibility.NETWORK,
        "Als mensen wisselen\nZet afspraken op papier.\nZorg dat twee mensen het weten.\n\nVier keer per jaar\nKort, "
        "met een vaste agenda.",
    ),
)
# What somebody went to do, what came of it, and whether it may be shown.
SAID = (
    ("Ik stel voortaan bij elk eerste gesprek één open vraag meer.", "Dat doen we nu met het hele team.", True),
    (
        "Ik bel elke maand met de kraamzorg in onze gemeente.",
        "We bellen om de week en zien elkaar vaker.",
        True,
    ),
    ("Ik vraag twee ouders om mee te praten in de coalitie.", "Het werd er één; zij praat nu elk overleg mee.", True),
    ("Ik leg onze afspraken vast op één bladzijde.", "", False),
    ("Ik ga een dag meelopen bij het wijkteam.", "Nog niet gelukt, het staat nu gepland voor volgende maand.", False),
    ("Ik vertel mijn collega's wat ik hoorde.", "", False),
)
NEXT_YEAR = (
    "Meer tijd tussen de workshops, om na te praten.",
    "Nog meer oefenen en minder luisteren.",
    "Graag weer ouders op het podium, dat raakte me.",
    "Een rustige ruimte om even te zitten.",
)
GOING = ("Het eerste gesprek anders beginnen.", "De huisartsen erbij vragen.", "Oefenen met ons eigen team.")
WORD = (
    "Dank jullie wel. Jullie gaven de dag een mooi cijfer, en vroegen om meer tijd om na te praten. Volgend jaar "
    "duren de pauzes langer, en zijn er minder lezingen."
)


def add(now, coordinator):
    """Everything by the verbs of the portal; once."""
    if Material.objects.exists():
        return
    for edition in Edition.objects.filter(held_on__lt=timezone.localdate(now)):
        share(edition)
        say(edition)
        evaluate(edition, coordinator)
    # What was for the day alone is gone by now, as it is every night.
    retention.purge(now)


def share(edition):
    at = evaluating.goes_at(edition)
    for name, speaker, licence, visibility, text in SLIDES:
        session = Session.objects.select_related("edition").get(edition=edition, title=name)
        who = Speaker.objects.get(edition=edition, name=speaker)
        title = f"Dia's: {name}"
        file = library.as_pptx(title, text, edition, at)
        material = sharing.share(
            session,
            inspect(SimpleUploadedFile("dias.pptx", file)),
            title=title,
            kind="slides",
            maker=f"{speaker}, {who.organisation}",
            licence=licence,
            visibility=visibility,
            speaker=who,
            now=at,
        )
        creating.write_page(material.document.versions.get(), text, at)


def say(edition):
    at = evaluating.goes_at(edition)
    people = gathered.who_was_there(edition)[: len(SAID)]
    for person, (text, result, may_show) in zip(people, SAID, strict=False):
        said = write(Intention(registration=person, said_at=at), {"text": text, "may_show": may_show}, is_time=False)
        # The mail went then; it does not arrive in the mailbox of the demo today.
        said.asked_at = at + intending.HALF_A_YEAR
        said.save()
        if result:
            write(said, {"result": result, "may_show": may_show}, is_time=True)
        if may_show:
            intending.show(said, now=said.asked_at)


def write(said, typed, *, is_time):
    """With the form of the page, so that nothing stands in the demo that somebody could not have written."""
    return IntentionForm(typed, instance=said, is_time=is_time).save()


def evaluate(edition, coordinator):
    """Sent, answered by most, closed and given back."""
    at = evaluating.goes_at(edition)
    evaluating.send_now(edition, by=coordinator, now=at)
    one = Evaluation.objects.get(edition=edition).round
    opening.open_round(one.pk, now=at)
    invited = Invitation.objects.filter(round=one)
    invited.update(invited_at=at)  # mails of long ago do not arrive today
    chance = Random("de evaluatie van het symposium")
    questions = filling.questions_of(one.instrument_version)
    for invitation in invited.select_related("round").order_by("pk"):
        if chance.random() < 0.7:
            sealed.submit_anonymous(invitation, given(questions, chance, edition), now=at + DAY)
    rounds.finish(one, WORD, coordinator)


def given(questions, chance, edition):
    """Plausible answers of one person, by the number of the question."""
    said = rounds.given(questions, chance, chance.choice((3, 4, 5)))
    for one in questions:
        if one.pk in said:
            said[one.pk] = answer(one, said[one.pk], chance, edition)
    return said


def answer(question, value, chance, edition):
    match question.kind:
        case Kind.RANKING:
            codes = [str(code) for code, _ in question.lines]
            chance.shuffle(codes)
            return {code: place for place, code in enumerate(codes, start=1)}
        case Kind.DATE:
            return str(edition.held_on + 7 * WEEK)
        case Kind.LONG:
            return chance.choice(GOING if question.depends_on_id else NEXT_YEAR)
        case Kind.YES_NO:
            return {**value, "why": ""}
    return value
