"""Questionnaires, rounds, filling in, results."""

from django.utils import timezone

from surveys.answering import links
from surveys.models import Instrument, Mode, Question, Round, Sheet, Version
from tests.access.rows import COORDINATOR, COORDINATOR_POST, MEMBERS, OWN_CIRCLE, PUBLIC, row
from tests.surveys.factories import InvitationFactory, RoundFactory, SheetFactory
from tests.surveys.results.build import answer, questionnaire, round_of


def drafted_round(world):
    found = Round.objects.filter(title="Concept").first()
    return [(found or RoundFactory(title="Concept", confirmed_at=None, opened_at=None)).pk]


def running_sheet(world):
    circle = world.circle
    found = Sheet.objects.filter(round__title="Loopt nu", circle=circle).first()
    return [(found or SheetFactory(round__title="Loopt nu", circle=circle)).pk]


def running_round(world):
    return [Sheet.objects.get(pk=running_sheet(world)[0]).round_id]


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


ROWS = [
    row("surveys:round_list", MEMBERS),
    row("surveys:round_create", COORDINATOR),
    row("surveys:round_detail", "302 404 404 302 302 200", running_round),
    row("surveys:round_audience", COORDINATOR, drafted_round),
    row("surveys:round_text", COORDINATOR, drafted_round),
    row("surveys:round_check", COORDINATOR, drafted_round),
    row("surveys:round_trial", COORDINATOR_POST, drafted_round, method="post"),
    row("surveys:round_discard", COORDINATOR, drafted_round),
    row("surveys:round_take_back", COORDINATOR_POST, drafted_round, method="post"),
    row("surveys:round_close", "302 404 404 403 403 200", running_round),
    row("surveys:round_move", "302 404 404 403 403 200", running_round),
    row("surveys:call_list", "302 404 404 403 403 200", running_round),
    row("surveys:sheet_extend", "302 404 404 403 403 302", running_sheet, method="post"),
    row("surveys:call_create", "302 404 404 403 403 200", running_sheet),
    row("surveys:instrument_list", COORDINATOR),
    row("surveys:instrument_create", COORDINATOR),
    row("surveys:instrument_read", COORDINATOR),
    row("surveys:instrument_take", COORDINATOR_POST, ready_instrument, method="post"),
    row("surveys:instrument_detail", COORDINATOR, instrument),
    row("surveys:instrument_edit", COORDINATOR, instrument),
    row("surveys:instrument_archive", COORDINATOR_POST, instrument, method="post"),
    row("surveys:instrument_discard", COORDINATOR, instrument),
    row("surveys:instrument_copy", COORDINATOR, instrument),
    row("surveys:version_fix", COORDINATOR, instrument),
    row("surveys:version_begin", COORDINATOR_POST, fixed_instrument, method="post"),
    row("surveys:version_detail", COORDINATOR, instrument_version),
    row("surveys:version_preview", COORDINATOR, instrument_version),
    row("surveys:version_download", COORDINATOR, instrument_version),
    row("surveys:section_create", COORDINATOR, instrument),
    row("surveys:section_edit", COORDINATOR, survey_section),
    row("surveys:section_move", COORDINATOR_POST, survey_section, method="post"),
    row("surveys:section_remove", COORDINATOR, survey_section),
    row("surveys:question_kind", COORDINATOR, survey_section),
    row("surveys:question_create", COORDINATOR, new_question),
    row("surveys:question_edit", COORDINATOR, survey_question),
    row("surveys:question_condition", COORDINATOR, survey_question),
    row("surveys:question_move", COORDINATOR_POST, survey_question, method="post"),
    row("surveys:question_place", "302 404 404 404 404 204", survey_question, method="post"),
    row("surveys:sheet_detail", OWN_CIRCLE, own_sheet),
    row("surveys:sheet_change", "302 404 404 403 200 403", submitted_sheet),
    row("surveys:sheet_answer_for", COORDINATOR, own_sheet),
    row("surveys:question_talk", "302 404 404 200 200 403", own_sheet_question),
    row("surveys:sheet_anonymous", "302 404 404 200 404 404", nameless_round),
    row("surveys:invitation_open", PUBLIC, survey_link),
    row("surveys:invitation_change", PUBLIC, submitted_survey_link),
    row("surveys:round_results", OWN_CIRCLE, given_back_round, reader=200),
    row("surveys:results_report", OWN_CIRCLE, given_back_round, reader=200),
    row(
        "surveys:results_download",
        "302 404 404 403 403 200",
        lambda world: [*given_back_round(world), "csv"],
        reader=403,
    ),
    row("surveys:question_results", OWN_CIRCLE, given_back_question, reader=200),
    row("surveys:answer_tag_put", "302 404 404 403 403 404", given_back_question, method="post", reader=403),
    row(
        "surveys:answer_tag_take_away",
        "302 404 404 403 403 404",
        given_back_question,
        method="post",
        reader=403,
    ),
    row("surveys:question_remove", COORDINATOR, survey_question),
    row("surveys:give_back", COORDINATOR),
    row("surveys:round_word", COORDINATOR, given_back_round),
    row("surveys:round_release", COORDINATOR, given_back_round),
    row("surveys:result_act", "302 404 404 302 302 302", result_to_ask_about, reader=302),
    row("surveys:result_act_of", "302 404 404 302 302 302", result_to_act_on),
]
