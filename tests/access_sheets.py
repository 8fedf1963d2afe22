"""The things of filling in a questionnaire, for the access matrix. See also: access_things.py."""

from django.utils import timezone

from surveys.answering import links
from surveys.models import Mode, Sheet
from tests.surveys.factories import InvitationFactory, SheetFactory


def own_sheet(world):
    """The coalition's sheet of an open round, with one question."""
    return [SheetFactory(round__mode=Mode.JOINT, circle=world.circle).pk]


def submitted_sheet(world):
    sheet = SheetFactory(round__mode=Mode.JOINT, circle=world.circle, submitted_at=timezone.now())
    return [sheet.pk]


def own_sheet_question(world):
    sheet = SheetFactory(round__mode=Mode.JOINT, circle=world.circle)
    return [sheet.pk, sheet.round.instrument_version.sections.get().questions.get().pk]


def nameless_round(world):
    """A round without names that the partner was asked in."""
    asked = InvitationFactory(round__mode=Mode.ANONYMOUS, user=world.users["partner"])
    return [asked.round_id]


def survey_link(world):
    """The link of somebody who was asked by address alone."""
    sheet = SheetFactory(round__mode=Mode.EACH, user=None, address="iemand@voorbeeld.invalid")
    return [links.token(InvitationFactory(round=sheet.round, user=None, address=sheet.address, sheet=sheet))]


def submitted_survey_link(world):
    token = survey_link(world)
    Sheet.objects.filter(address="iemand@voorbeeld.invalid").update(submitted_at=timezone.now())
    return token
