"""The room where questionnaires are made, as the data editor and the coordinator walk through it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from members.refused import Refused
from surveys.making import conditions, drafting, transfer, versions
from surveys.making.holdings import INSTRUMENTS
from surveys.models import Instrument, Question, Section, When
from tests.surveys.factories import InstrumentFactory, QuestionFactory, SectionFactory, VersionFactory

pytestmark = pytest.mark.django_db

ALL = "/enquetes/vragenlijsten/"


def url(name, *args):
    return reverse(f"surveys:{name}", args=args)


@pytest.fixture
def room(login, editor):
    return login(editor)


def test_data_editor_finds_the_room_in_the_menu(room):
    assertContains(room.get("/"), f'href="{ALL}"')


@pytest.mark.parametrize("path", [ALL, f"{ALL}nieuw/", f"{ALL}inlezen/"])
def test_members_do_not_know_the_room(login, member, path):
    assert login(member).get(path).status_code == 404
    assertNotContains(login(member).get("/"), ALL)


def test_one_questionnaire_is_made_from_nothing(room, editor):
    assertContains(room.get(ALL), "Jullie hebben nog geen vragenlijst.")
    assertContains(room.get(url("instrument_create")), "Verder naar de vragen")

    response = room.post(url("instrument_create"), {"title": "Scan", "purpose": "Weten."}, follow=True)
    instrument = Instrument.objects.get()
    assertContains(response, "Er staan nog geen vragen in")
    room.post(url("section_create", instrument.pk), {"title": "Wie doet mee"})
    section = Section.objects.get()
    response = room.get(url("question_kind", section.pk), {"kind": "one"})
    assertRedirects(response, url("question_create", section.pk, "one"))
    response = room.post(
        response["Location"], {"text": "Wie?", "options": " wij \n\nzij", "is_required": "on"}, follow=True
    )

    question = Question.objects.get()
    assert (question.options, question.position, instrument.owner) == ("wij\nzij", 1, editor)
    assertContains(response, "Eén keuze, verplicht.")
    assertContains(response, "1, ongeveer 1 minuut invullen")
    assertContains(room.get(ALL), "In de maak, nog niet vastgesteld.")


def test_kind_has_to_be_chosen_and_known(room, section):
    assertContains(room.get(url("question_kind", section.pk)), "Hoe wil je dat mensen antwoorden?")
    assertContains(room.get(url("question_kind", section.pk), {"kind": "slider"}), "Hoe wil je dat mensen antwoorden?")
    assert room.get(url("question_create", section.pk, "slider")).status_code == 404


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ("", "Vul dit nog in: Antwoorden"),
        ("een", "Zet er minstens twee neer"),
        ("een\neen ", "“een” staat er twee keer."),
        ("\n".join(map(str, range(31))), "Dit zijn er 31. Meer dan 30 leest niemand."),
    ],
)
def test_answers_that_cannot_be_are_said_at_the_field(room, section, options, fault):
    response = room.post(url("question_create", section.pk, "many"), {"text": "Wat?", "options": options})

    assertContains(response, fault)
    assertContains(response, 'value="Wat?"')
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("kind", "has", "has_not"),
    [
        ("short", [], ["options", "scale", "unit"]),
        ("number", ["unit"], ["options", "scale"]),
        ("scale", ["scale"], ["options", "unit"]),
        ("matrix", ["scale", "options"], ["unit"]),
        ("ranking", ["options"], ["scale", "unit"]),
    ],
)
def test_form_asks_what_the_kind_needs(room, section, kind, has, has_not):
    text = room.get(url("question_create", section.pk, kind)).text

    assert [f'name="{name}"' in text for name in has + has_not] == [True] * len(has) + [False] * len(has_not)
    assert 'name="is_same"' not in text


def test_question_of_a_next_version_asks_whether_it_is_the_same(room, section, draft, fix, editor):
    asked = QuestionFactory(section=section, text="Wie doet mee?")
    fix(draft)
    versions.begin_next(draft.instrument, by=editor, now=timezone.now())
    question = Question.objects.get(origin=asked)
    page = url("question_edit", question.pk)
    seen = room.get(page).context["form"]["seen_version"].value()

    room.post(page, {"text": "Wie doen mee?", "is_same": "on", "seen_version": seen})

    question.refresh_from_db()
    assert (question.text, question.line) == ("Wie doen mee?", asked.line)


def test_two_editors_of_one_question_lose_nothing(room, section, coordinator):
    question = QuestionFactory(section=section, text="Wie doet mee?")
    page = url("question_edit", question.pk)
    seen = room.get(page).context["form"]["seen_version"].value()
    Question.objects.filter(pk=question.pk).update(text="Wie doen mee?", changed_by=coordinator, version=2)

    response = room.post(page, {"text": "Wie is erbij?", "seen_version": seen})

    assertContains(response, "Hier staat intussen een andere tekst.")
    assertContains(response, "Wie is erbij?")
    assert Question.objects.get().text == "Wie doen mee?"


def test_answer_that_shows_another_question_stays_in_its_place(room, section):
    decider = QuestionFactory(section=section, kind="one", text="Hoe gaat het?")
    conditions.decide(QuestionFactory(section=section), decider, When.IS, 2, by=None, now=timezone.now())
    page = url("question_edit", decider.pk)
    seen = room.get(page).context["form"]["seen_version"].value()

    response = room.post(page, {"text": "Hoe gaat het?", "options": "twee\neen", "seen_version": seen})
    assertContains(response, "Laat dat antwoord op zijn plek")
    room.post(page, {"text": "Hoe gaat het?", "options": "een\ntwee\ndrie\nvier", "seen_version": seen})

    assert len(Question.objects.get(pk=decider.pk).lines) == 4


def test_writing_in_what_was_fixed_meanwhile_keeps_the_words_on_the_page(room, section, draft, fix, monkeypatch):
    def too_late(version):
        raise Refused(drafting.FIXED)

    monkeypatch.setattr(drafting, "lock", too_late)

    response = room.post(url("section_create", draft.instrument_id), {"title": "Nog iets"})

    assertContains(response, "Deze versie is intussen vastgesteld")
    assertContains(response, 'value="Nog iets"')


def test_fixed_version_has_no_page_to_write_on(room, section, draft, fix):
    question = QuestionFactory(section=section)
    fix(draft)

    assert room.get(url("section_create", draft.instrument_id)).status_code == 404
    for name, part in (("section_edit", section), ("question_edit", question), ("question_remove", question)):
        assert room.get(url(name, part.pk)).status_code == 403
    assertNotContains(room.get(draft.instrument.get_absolute_url()), "Voeg een vraag toe")


def test_condition_is_chosen_and_taken_back(room, section):
    decider = QuestionFactory(section=section, kind="yes_no", text="Lukt het?")
    question = QuestionFactory(section=section, text="Waarom niet?")
    page = url("question_condition", question.pk)

    assertContains(room.get(url("question_condition", decider.pk)), "Deze vraag komt altijd")
    response = room.post(page, {"shown": f"{decider.pk}:is:0"}, follow=True)
    assertContains(response, "Komt alleen als het antwoord op “Lukt het?” “nee” is.")
    assertContains(room.get(page), f'value="{decider.pk}:is:0" selected')
    assertContains(room.post(page, {"shown": f"{decider.pk}:is:7"}), "error", msg_prefix="unknown answer")
    assertNotContains(room.post(page, {"shown": ""}, follow=True), "Komt alleen als")


def test_conditions_do_not_go_round_in_a_circle(room, section):
    """The second hangs on the first; the first cannot hang on the second, nor a question on itself."""
    first, second = (QuestionFactory(section=section, kind="yes_no") for _ in range(2))
    room.post(url("question_condition", second.pk), {"shown": f"{first.pk}:is:0"})

    for question, decider in ((first, second), (first, first), (second, second)):
        response = room.post(url("question_condition", question.pk), {"shown": f"{decider.pk}:is:0"})
        assert response.status_code == 200
        assert response.context["form"].errors["shown"]

    assert dict(Question.objects.values_list("pk", "depends_on")) == {first.pk: None, second.pk: first.pk}


def test_condition_too_late_is_said(room, section, monkeypatch):
    decider = QuestionFactory(section=section, kind="yes_no")
    question = QuestionFactory(section=section)

    def too_late(version):
        raise Refused(drafting.FIXED)

    monkeypatch.setattr(drafting, "lock", too_late)

    response = room.post(url("question_condition", question.pk), {"shown": f"{decider.pk}:is:0"}, follow=True)
    assertContains(response, "Deze versie is intussen vastgesteld")


def test_parts_move_by_buttons(room, section, draft):
    first, second = QuestionFactory(section=section), QuestionFactory(section=section)
    other = SectionFactory(instrument_version=draft)

    response = room.post(url("question_move", second.pk), {"direction": "up"})
    room.post(url("section_move", other.pk), {"direction": "up"})
    room.post(url("section_move", other.pk), {"direction": "sideways"})

    assert response["Location"].endswith(f"#vraag-{second.pk}")
    assert list(section.questions.all()) == [second, first]
    assert list(draft.sections.all()) == [other, section]


def test_dropped_question_takes_its_place_or_says_why_not(room, section, draft):
    decider = QuestionFactory(section=section, kind="yes_no")
    question = QuestionFactory(section=section)
    conditions.decide(question, decider, When.IS, 1, by=None, now=timezone.now())
    other = SectionFactory(instrument_version=draft)
    place = url("question_place", question.pk)

    assert room.post(place, {"section": other.pk, "index": 0}).status_code == 204
    assert list(other.questions.all()) == [question]
    room.post(place, {"section": SectionFactory().pk, "index": 0})
    room.post(place, {"section": section.pk, "index": 0})
    assert list(other.questions.all()) == [question]
    assertContains(room.get(draft.instrument.get_absolute_url()), "moet daar dus na komen")


def test_refused_move_says_why(room, section):
    decider = QuestionFactory(section=section, kind="yes_no")
    question = QuestionFactory(section=section)
    conditions.decide(question, decider, When.IS, 1, by=None, now=timezone.now())

    response = room.post(url("question_move", question.pk), {"direction": "up"}, follow=True)

    assertContains(response, "moet daar dus na komen")


def test_parts_are_taken_out_after_a_question(room, section):
    question = QuestionFactory(section=section, text="Weg ermee?")

    assertContains(room.get(url("question_remove", question.pk)), "weghalen?")
    assertContains(room.post(url("section_remove", section.pk), follow=True), "staan nog vragen")
    assertContains(room.post(url("question_remove", question.pk), follow=True), "“Weg ermee?” is weggehaald.")
    room.post(url("section_remove", section.pk))
    assert not Section.objects.exists()


def test_version_is_fixed_after_a_look_and_the_next_begins(room, section, draft):
    instrument = draft.instrument
    assertContains(room.get(url("version_fix", instrument.pk)), "Versie 1 vaststellen?")
    assertContains(room.post(url("version_fix", instrument.pk), follow=True), "staat nog geen vraag")
    QuestionFactory(section=section)
    assertContains(room.post(url("version_fix", instrument.pk), follow=True), "Versie 1 is vastgesteld.")
    assertContains(room.get(ALL), "1 vastgestelde versie.")
    assertContains(room.post(url("version_begin", instrument.pk), follow=True), "Je werkt nu aan versie 2.")
    assertContains(room.get(ALL), "1 vastgestelde versie, en een nieuwe in de maak.")
    response = room.get(url("version_detail", instrument.pk, 1))
    assertContains(response, "Vastgesteld op")
    assertContains(room.get(instrument.get_absolute_url()), "Eerdere versies")
    assertContains(room.get(url("version_detail", instrument.pk, 2)), "In de maak.")


def test_trying_it_out_keeps_nothing(room, section, draft):
    question = QuestionFactory(section=section, text="Hoe heet je coalitie?", is_required=True)
    QuestionFactory(section=section, kind="matrix")
    page = url("version_preview", draft.instrument_id, 1)

    assertContains(room.get(page), "Dit is een proef.")
    assertContains(room.post(page, {}), "Deze vraag moet beantwoord worden.")
    assertContains(room.post(page, {f"q{question.pk}": "Wij"}), "er is niets bewaard")


def test_empty_questionnaire_can_be_looked_at(room, draft):
    assertContains(room.get(url("version_preview", draft.instrument_id, 1)), "Er staan nog geen vragen in.")
    assertContains(room.get(url("version_detail", draft.instrument_id, 1)), "Er staan nog geen vragen in.")


def test_question_that_hangs_says_so_without_script(room, section, draft):
    decider = QuestionFactory(section=section, kind="scale", text="Lukt het?")
    question = QuestionFactory(section=section)
    conditions.decide(question, decider, When.AT_MOST, 2, by=None, now=timezone.now())

    response = room.get(url("version_preview", draft.instrument_id, 1))

    assertContains(response, "Alleen als je antwoord op “Lukt het?” “nauwelijks” of lager is:")
    assertContains(response, f'data-ks-shown-by="q{decider.pk} at_most 2 1"')


def test_copy_gets_a_name_of_its_own(room, section, draft):
    QuestionFactory(section=section)
    page = url("instrument_copy", draft.instrument_id)

    assertContains(room.get(page), "Coalitiescan (kopie)")
    response = room.post(page, {"title": "Scan voor tafels"}, follow=True)

    assertContains(response, "Kopie van")
    assert Question.objects.count() == 2


def test_file_goes_out_and_comes_in(room, section, draft):
    QuestionFactory(section=section)
    response = room.get(url("version_download", draft.instrument_id, 1))
    assert response["Content-Disposition"] == 'attachment; filename="coalitiescan-versie-1.json"'

    file = SimpleUploadedFile("scan.json", response.content)
    assertContains(room.post(url("instrument_read"), {"file": file}, follow=True), "is ingelezen")
    assert Instrument.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"geen json", "Dit is geen vragenlijst."),
        (b'{"format": "%s", "title": "X", "purpose": "Y"}' % transfer.FORMAT.encode(), "Er staan geen onderdelen in."),
    ],
)
def test_wrong_file_is_said_at_the_field(room, content, fault):
    response = room.post(url("instrument_read"), {"file": SimpleUploadedFile("x.json", content)})

    assertContains(response, fault)
    assert not Instrument.objects.exists()


def test_nothing_chosen_to_read(room):
    assertContains(room.get(url("instrument_read")), "Lees een vragenlijst in")
    assert room.post(url("instrument_read")).status_code == 200


def test_ready_one_is_taken_once(room):
    take = url("instrument_take", "coalitiescan")

    assertContains(room.post(take, follow=True), "Pas aan wat je wilt.")
    assertRedirects(room.post(take), Instrument.objects.get().get_absolute_url())
    assert room.post(url("instrument_take", "bestaat-niet")).status_code == 404
    assertNotContains(room.get(ALL), 'Neem over<span class="ks-unseen">: Coalitiescan')


def test_name_and_purpose_are_changed(room, draft):
    page = url("instrument_edit", draft.instrument_id)
    seen = room.get(page).context["form"]["seen_version"].value()
    said = {"title": "Scan", "purpose": "Weten.", "reference_url": "https://voorbeeld.invalid", "seen_version": seen}

    assertContains(room.post(page, said), "Schrijf op waar de link heen gaat.")
    room.post(page, said | {"reference_label": "Landelijke scan"})

    assertContains(room.get(draft.instrument.get_absolute_url()), "Landelijke scan")


def test_put_away_and_taken_out_again(room, section, draft, fix):
    QuestionFactory(section=section)
    fix(draft)
    archive = url("instrument_archive", draft.instrument_id)

    assertContains(room.post(archive, follow=True), "Deze vragenlijst is opgeborgen.")
    assertContains(room.get(ALL), "Opgeborgen (1)")
    assert room.post(url("version_begin", draft.instrument_id)).status_code == 404
    assertContains(room.post(archive, follow=True), "is weer in gebruik.")


def test_draft_is_thrown_away_and_what_was_fixed_is_not(room, section, draft, fix):
    QuestionFactory(section=section)
    other = VersionFactory().instrument
    assertContains(room.get(url("instrument_discard", other.pk)), "weggooien?")
    room.post(url("instrument_discard", other.pk))
    fix(draft)
    response = room.post(url("instrument_discard", draft.instrument_id), follow=True)

    assertContains(response, "Berg haar op")
    assert list(Instrument.objects.all()) == [draft.instrument]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_the_same_queries_however_long(room, rows, django_assert_num_queries):
    for _ in range(rows):
        VersionFactory()
    room.get(ALL)

    with django_assert_num_queries(5):  # session, user, memberships, the list, which ready ones were taken
        room.get(ALL)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_the_same_queries_however_long(room, draft, rows, django_assert_num_queries):
    for _ in range(rows):
        section = SectionFactory(instrument_version=draft)
        QuestionFactory.create_batch(rows, section=section, kind="yes_no")
    page = draft.instrument.get_absolute_url()
    room.get(page)

    with django_assert_num_queries(7):  # session, user, memberships, instrument, versions, sections, questions
        room.get(page)


def test_owner_hands_a_questionnaire_over(editor):
    mine = InstrumentFactory(owner=editor)

    assert [(one.label, one.url) for one in INSTRUMENTS.held_by(editor)] == [(str(mine), mine.get_absolute_url())]
