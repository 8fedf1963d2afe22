"""The coordinator's page: what asks for a human, with numbers, and one click to act."""

import datetime

import pytest
from django.utils import timezone

from community.facilitating import concerns, network, talk, upkeep
from community.models import Report
from community.topics import writing
from library.search.models import Missed
from members.access import Visibility
from members.models import User
from tests.coalitions.factories import PlaceFactory
from tests.library.factories import DocumentFactory
from tests.members.factories import CircleFactory, MembershipFactory
from tests.outbox.factories import EmailFactory
from tests.province.factories import MunicipalityFactory

NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=timezone.get_default_timezone())
HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def old_hand(network):
    """Somebody who wrote before, and was answered."""
    user = MembershipFactory(circle=network, user__name="Oude Rot").user
    return user


@pytest.fixture
def start(network, old_hand):
    def make(title="Wie weet dit?", *, kind="question", by=None, now=NOW - 3 * DAY, **options):
        values = {"circle": network, "visibility": Visibility.NETWORK, "text": "Ik ben benieuwd.", **options}
        return writing.start(kind=kind, title=title, by=by or old_hand, now=now, **values)

    return make


def titles(concern):
    return [row.title for row in concern.rows(NOW)]


def test_question_without_a_word_for_two_days(start, old_hand, member):
    start("Lang gewacht?", now=NOW - 49 * HOUR)
    start("Nog vers?", now=NOW - 47 * HOUR)
    start("Gesprek", kind="discussion")
    answered = start("Beantwoord?")
    writing.reply(answered, "Ik weet het.", by=member, now=NOW)
    withdrawn = start("Ingetrokken?")
    withdrawn.withdrawn_at = NOW
    withdrawn.save()

    assert titles(talk.UNANSWERED_QUESTIONS) == ["Lang gewacht?"]
    [row] = talk.UNANSWERED_QUESTIONS.rows(NOW)
    assert row.line == "Oude Rot, 2\xa0dagen geleden. Gevraagd: niemand."
    assert (row.action, row.action_url) == ("Reageer", talk.unanswered(NOW).get().conversation_url)


@pytest.mark.parametrize(("count", "asked"), [(1, "1 mens"), (2, "2 mensen")])
def test_how_many_were_asked_is_said(start, network, count, asked):
    topic = start()
    for _ in range(count):
        topic.invitations.create(
            person=MembershipFactory(circle=network).user, ring=1, reason="expertise", about="x", asked_at=NOW
        )

    assert f"Gevraagd: {asked}." in talk.UNANSWERED_QUESTIONS.rows(NOW)[0].line


def test_newcomer_whom_nobody_answered(start, network, member):
    new = MembershipFactory(circle=network, user__name="Nienke Nieuw").user
    greeted = MembershipFactory(circle=network, user__name="Gerda Begroet").user
    start("Hallo allemaal", kind="discussion", by=new)
    first = start("Ook hallo", kind="discussion", by=greeted)
    writing.reply(first, "Welkom!", by=member, now=NOW - DAY)
    start("Mijn tweede", kind="discussion", by=greeted)

    rows = talk.NEWCOMERS.rows(NOW)

    # Whoever greeted wrote for the first time as well, and nobody answered them.
    assert [row.title for row in rows] == ["Nienke Nieuw", str(member)]
    assert rows[0].line == "Schreef 3\xa0dagen geleden voor het eerst iets, in “Hallo allemaal”."


def test_newcomer_who_only_answered_themselves_still_waits(start, network):
    new = MembershipFactory(circle=network, user__name="Nienke Nieuw").user
    topic = start("Hallo", kind="discussion", by=new)
    writing.reply(topic, "Is daar iemand?", by=new, now=NOW - DAY)

    assert titles(talk.NEWCOMERS) == ["Nienke Nieuw"]


def test_hidden_reply_is_no_answer_and_long_ago_is_too_late(start, network, member):
    new = MembershipFactory(circle=network, user__name="Nienke Nieuw").user
    topic = start("Hallo", kind="discussion", by=new)
    reply = writing.reply(topic, "Onaardig", by=member, now=NOW - DAY)
    reply.hidden_at, reply.hidden_reason = NOW, "Onaardig."
    reply.save()
    start("Lang geleden", kind="discussion", now=NOW - 61 * DAY)

    assert titles(talk.NEWCOMERS) == ["Nienke Nieuw"]


def test_report_that_waits(start, member):
    topic = start()
    Report.objects.create(post=topic.opening, by=member, reason="Dit gaat over een gezin.", at=NOW - HOUR)
    Report.objects.create(post=topic.opening, by=None, reason="Klaar.", at=NOW - DAY, handled_at=NOW)

    [row] = talk.REPORTS.rows(NOW)

    assert row.title == "Bijdrage van Oude Rot in “Wie weet dit?”"
    assert row.line == "Gemeld, 1\xa0uur geleden: Dit gaat over een gezin."
    assert (row.url, row.action) == (topic.opening.get_absolute_url(), "Verberg de bijdrage")
    assert row.action_url == f"/gesprekken/{topic.pk}/1/verbergen/"


def test_writer_who_is_gone_has_no_name(start):
    topic = start()
    topic.author = None
    topic.save()

    assert talk.UNANSWERED_QUESTIONS.rows(NOW)[0].line.startswith("Iemand die niet meer meedoet, ")


def test_municipality_from_which_nothing_was_heard(start, old_hand):
    loud, quiet, silent, about = (MunicipalityFactory(name=name) for name in ("Luid", "Stil", "Nooit", "Erover"))
    old_hand.municipalities.add(loud)
    before = MembershipFactory().user
    before.municipalities.add(quiet)
    start("Toen", kind="discussion", by=before, now=NOW - 61 * DAY)
    start("Nu", kind="discussion", municipalities=[about])
    coalition = PlaceFactory(municipality=quiet).coalition

    rows = network.QUIET_MUNICIPALITIES.rows(NOW)

    assert [(row.title, row.line) for row in rows] == [
        ("Nooit", "Nog nooit iets geschreven."),
        ("Stil", "Het laatst op 23 september 2026."),
    ]
    assert [row.action for row in rows] == ["Naar de coalities", "Naar de coalitie"]
    assert rows[1].action_url == coalition.get_absolute_url()


def test_who_writes_is_active_also_when_they_stayed_logged_in(start):
    writes = MembershipFactory(circle=CircleFactory(name="Schrijft"), leader=True).user
    start(by=writes)

    assert network.LEADERLESS.rows(NOW) == []


@pytest.mark.django_db
def test_circle_that_nobody_leads_in_earnest():
    nobody = CircleFactory(name="Zonder")
    away, here, fresh = (CircleFactory(name=name) for name in ("Weg", "Hier", "Vers"))
    for circle, days, since in ((away, 61, "2024-01-01"), (here, 59, "2024-01-01"), (fresh, None, "2026-11-01")):
        leader = MembershipFactory(circle=circle, leader=True, since=since).user
        User.objects.filter(pk=leader.pk).update(last_login=NOW - days * DAY if days else None)
    CircleFactory(name="Opgehouden", ended_on=NOW.date())

    rows = network.LEADERLESS.rows(NOW)

    assert [(row.title, row.line, row.action) for row in rows] == [
        ("Weg", "Wie deze kring leidt, was hier 60 dagen niet.", "Bekijk wie er is"),
        ("Zonder", "Deze kring heeft geen coalitieleider.", "Zoek een coalitieleider"),
    ]
    assert rows[1].url == nobody.get_absolute_url()


@pytest.mark.django_db
def test_document_that_nobody_looked_at():
    on = NOW.date()
    late = DocumentFactory(title="Oud", review_on=on - datetime.timedelta(days=20))
    DocumentFactory(title="Net te laat", review_on=on - datetime.timedelta(days=2))
    ownerless = DocumentFactory(title="Van niemand", review_on=on - datetime.timedelta(days=15))
    type(ownerless).objects.filter(pk=ownerless.pk).update(owner=None)

    first, second = upkeep.OVERDUE_DOCUMENTS.rows(NOW)

    assert first.title == "Oud"
    assert first.line == f"Van {late.owner}, {late.circle}. Had op 3 november 2026 nagekeken moeten zijn."
    assert first.action_url == f"/klopt-dit-nog/document/{late.pk}/"
    assert second.line.startswith("Van niemand, ")


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "often"), [(1, "1 keer"), (4, "4 keer")])
def test_what_nobody_finds(count, often):
    Missed.objects.create(query="babymassage", count=count, last_on=NOW.date())

    [row] = upkeep.MISSED.rows(NOW)

    assert (row.title, row.line) == ("“babymassage”", f"{often} gezocht, het laatst op 23 november 2026.")


def test_bounced_mail_is_sent_again_in_one_click(login, coordinator):
    wiped = EmailFactory(bounced=True, subject="Gewist", wiped_at=NOW, mime=b"")
    email = EmailFactory(bounced=True, subject="Welkom")
    EmailFactory(subject="Wacht nog")

    page = login(coordinator).get("/gesprekken/begeleiden/mail/").content.decode()

    assert f'action="/beheer/post/{email.pk}/opnieuw/"' in page
    assert f'href="/beheer/post/{wiped.pk}/"' in page
    assert "Wacht nog" not in page


def test_overview_counts_what_waits(login, coordinator, start):
    start()

    page = login(coordinator).get("/gesprekken/begeleiden/")

    counts = {concern.slug: count for concern, count in page.context["counted"]}
    assert counts["vragen"] == 1
    assert counts["mail"] == 0
    assert "Alle mail is aangekomen." in page.content.decode()


@pytest.mark.parametrize("slug", [concern.slug for concern in concerns.every()])
def test_every_screen_says_when_there_is_nothing(login, coordinator, slug, monkeypatch):
    concern = concerns.named(slug)
    monkeypatch.setitem(concern.__dict__, "find", lambda now: User.objects.none())

    page = login(coordinator).get(f"/gesprekken/begeleiden/{slug}/").content.decode()

    assert "Hier wacht niets op je" in page
    assert concern.nothing in page


def test_unknown_screen_and_other_people(login, coordinator, member):
    assert login(coordinator).get("/gesprekken/begeleiden/iets/").status_code == 404
    for path in ("/gesprekken/begeleiden/", "/gesprekken/begeleiden/vragen/"):
        assert login(member).get(path).status_code == 404


def test_long_list_shows_a_screen_and_a_number(login, coordinator, start, monkeypatch):
    monkeypatch.setattr(concerns, "MOST", 2)
    for number in range(3):
        start(f"Vraag {number}?")

    page = login(coordinator).get("/gesprekken/begeleiden/vragen/")

    assert len(page.context["rows"]) == 2
    assert "En nog 1." in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_a_screen(login, coordinator, django_assert_num_queries, start, count):
    for number in range(count):
        start(f"Vraag {number}?")
    client = login(coordinator)

    # session, user, memberships, count, rows
    with django_assert_num_queries(5):
        client.get("/gesprekken/begeleiden/vragen/")


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_overview(login, coordinator, django_assert_num_queries, start, count):
    for number in range(count):
        start(f"Vraag {number}?")
    client = login(coordinator)

    # session, user, memberships, and one per concern
    with django_assert_num_queries(3 + len(concerns.every())):
        client.get("/gesprekken/begeleiden/")


def test_start_page_says_what_waits_in_two_statements(coordinator, member, start, django_assert_num_queries):
    on = NOW.date()
    assert list(talk.talk_to_mind(coordinator, on)) == []
    start(), start("En wie dit?")

    assert not member.is_coordinator
    assert not list(talk.talk_to_mind(member, on))
    with django_assert_num_queries(2):
        [(sentence, url)] = talk.talk_to_mind(coordinator, on)
    assert sentence == "In de gesprekken: 2 vragen zonder antwoord, 1 nieuwkomer zonder reactie."
    assert url == "/gesprekken/begeleiden/"
