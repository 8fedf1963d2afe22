"""The questionnaires and results of the access matrix. See also: access_rounds.py and access_sheets.py."""

from surveys.models import Instrument, Question, Round, Version
from tests.surveys.results.build import answer, questionnaire, round_of


def survey_draft(world):
    """The questionnaire that the demo is still making."""
    return Version.objects.get(instrument__title="Meepraten van ervaringsdeskundigen")


def instrument(world):
    return [survey_draft(world).instrument_id]


def fixed_instrument(world):
    return [Instrument.objects.get(key="borgingscheck").pk]


def ready_instrument(world):
    return ["ervaring"]


def instrument_version(world):
    return [*instrument(world), 1]


def survey_section(world):
    return [survey_draft(world).sections.first().pk]


def new_question(world):
    return [*survey_section(world), "one"]


def survey_question(world):
    return [survey_draft(world).sections.first().questions.last().pk]


def given_back_round(world):
    """A round that the coalition answered and got back."""
    one_round = Round.objects.filter(title="Teruggegeven").first()
    if one_round is None:
        one_round = round_of(questionnaire(), released=True, title="Teruggegeven")
        answer(one_round, circle=world.circle)
    return [one_round.pk]


def given_back_question(world):
    (pk,) = given_back_round(world)
    return [pk, Question.objects.get(section__instrument_version__rounds=pk, kind="long").pk]


def result_to_ask_about(world):
    return [*given_back_question(world), "vraag"]


def result_to_act_on(world):
    return [*given_back_question(world), "actiepunt", world.circle.slug]
