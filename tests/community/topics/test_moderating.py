"""What may not be here: reporting, hiding, showing again, and what is kept of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community import retention
from community.models import Draft, Post, Report, Topic, TopicRead
from community.topics import answering, moderating, waiting, writing
from members.models import Membership
from outbox.models import Email
from outbox.reading import read
from tests.community.topics.conftest import at
from tests.members.factories import MembershipFactory, UserFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db

REASON = {"reason": "De toon is kwetsend voor anderen."}


def test_reader_reports_and_moderators_see_it(login, member, coordinator, post):
    client = login(member)
    assert "Dit hoort hier niet." in client.get(at(post, "melden")).text
    for _ in range(2):
        said = client.post(at(post, "melden"), {"reason": "Dit is kwetsend."}, follow=True).text

    assert "Wie dit gesprek beheert, kijkt ernaar." in said
    assert str(Report.objects.get()) == "Melding over Dit hoort hier niet."
    assert "Een bijdrage is gemeld." in login(coordinator).get("/").text
    listed = login(coordinator).get("/gesprekken/meldingen/").text
    assert "Dit is kwetsend." in listed


def test_who_reported_hears_what_was_done_and_not_by_whom(member, coordinator, post, mails_to):
    moderating.report(post, "Dit is kwetsend.", by=member, now=timezone.now())
    moderating.report(post, "Vind ik ook.", by=coordinator, now=timezone.now())
    moderating.leave(post, by=coordinator, now=timezone.now())
    moderating.report(post, "Echt waar.", by=member, now=timezone.now())
    moderating.hide(post, "Kwetsend.", by=coordinator, now=timezone.now())

    left, hidden = mails_to(member)
    assert "Die is bekeken en blijft staan." in left
    assert "Die is nu verborgen." in hidden
    assert coordinator.shown_name not in left + hidden
    assert mails_to(coordinator) == []


def test_who_reported_and_left_hears_nothing(lead, partner, closed, mails_to):
    gone = MembershipFactory(circle=closed.circle).user
    MembershipFactory(user=gone)
    nobody = UserFactory(is_active=False)
    for person in (partner, gone, nobody, None):
        Report.objects.create(post=closed.opening, by=person, reason="Nee.", at=timezone.now())
    gone.memberships.filter(circle=closed.circle).update(until=timezone.localdate())

    moderating.leave(closed.opening, by=lead, now=timezone.now())

    assert [len(mails_to(person)) for person in (partner, gone, nobody)] == [1, 0, 0]


@pytest.fixture
def mails_to():
    """What stands in the mails to this person about what they reported, in their order."""
    told = Email.objects.filter(subject="Wat er met je melding is gedaan").order_by("pk")
    return lambda person: [read(one.mime).text for one in told.filter(to=person.email)]


def test_report_needs_a_reason(login, member, post):
    assert login(member).post(at(post, "melden"), {"reason": ""}).context["form"].errors
    assert not Report.objects.exists()


def test_reports_of_a_closed_circle_are_its_leads(login, lead, partner, closed, coordinator, reply):
    other = MembershipFactory(leader=True).user
    moderating.report(closed.opening, "Toch maar niet.", by=partner, now=timezone.now())

    assert "Toch maar niet." in login(lead).get("/gesprekken/meldingen/").text
    assert "Toch maar niet." not in login(other).get("/gesprekken/meldingen/").text
    assert login(partner).get("/gesprekken/meldingen/").status_code == 404
    today = timezone.localdate()
    assert [len(list(waiting.open_reports(user, today))) for user in (lead, other, partner)] == [1, 0, 0]
    moderating.report(closed.opening, "Ik ook.", by=lead, now=timezone.now())
    assert "2 meldingen" in next(waiting.open_reports(coordinator, today))[0]


def test_nobody_judges_or_reads_who_reported_their_own_words(login, lead, partner, closed, coordinator, reply):
    moderating.report(reply(closed, lead, "Wat een onzin."), "Te grof.", by=partner, now=timezone.now())
    own = reply(closed, coordinator, "Ik ben het er niet mee eens.")
    moderating.report(own, "Ook te grof.", by=partner, now=timezone.now())
    (about_lead, about_coordinator) = Report.objects.all()

    client = login(lead)
    assert "Te grof." not in client.get("/gesprekken/meldingen/").text
    assert client.post(at(about_lead.post, "laten-staan")).status_code == 403
    assert about_lead in Report.objects.open()
    listed = login(coordinator).get("/gesprekken/meldingen/").text
    assert f"{partner}, " in listed.split("“Te grof.”")[0]
    assert "Iemand, " in listed.split("“Ook te grof.”")[0].split("“Te grof.”")[1]
    assert login(coordinator).post(at(about_coordinator.post, "laten-staan")).status_code == 302


def test_hidden_in_two_clicks_and_shown_again(login, coordinator, member, writer, topic, post):
    moderating.report(post, "Kijk eens.", by=member, now=timezone.now())
    client = login(coordinator)
    assert at(post, "verbergen") in client.get(topic.conversation_url).text

    client.get(at(post, "verbergen"))
    client.post(at(post, "verbergen"), REASON)
    client.post(at(post, "verbergen"), REASON)

    post.refresh_from_db()
    assert (post.hidden_by, post.hidden_reason) == (coordinator, REASON["reason"])
    assert Report.objects.get().handled_by == coordinator
    assert "Dit hoort hier niet." not in login(member).get(topic.conversation_url).text
    assert login(member).get(at(post, "melden")).status_code == 404
    own = login(writer).get(topic.conversation_url).text
    assert "Dit hoort hier niet." in own
    assert REASON["reason"] in own
    topic.refresh_from_db()
    assert (topic.post_count, topic.last_number, topic.first_reply_at) == (1, 2, None)
    assert REASON["reason"] in Email.objects.get(to=writer.email).text

    client = login(coordinator)
    client.post(at(post, "tonen"))
    client.post(at(post, "tonen"))

    assert "Dit hoort hier niet." in login(member).get(topic.conversation_url).text
    topic.refresh_from_db()
    assert (topic.post_count, topic.first_reply_at) == (2, post.written_at)
    steps = login(coordinator).get("/gesprekken/meldingen/").text
    assert "verborgen" in steps
    assert "weer getoond" in steps
    assert [str(step) for step in topic.moderations.all()] == ["Bijdrage 2 weer getoond", "Bijdrage 2 verborgen"]


@pytest.mark.parametrize("answer", [{"reason": ""}, {"reason": "Zomaar."}])
def test_without_a_reason_nothing_is_hidden(login, coordinator, post, answer):
    page = login(coordinator).post(at(post, "verbergen"), answer).text

    assert "Kies een" in page
    assert Post.objects.get(pk=post.pk).hidden_at is None


def test_hidden_opening_leaves_no_trace_in_the_stream(login, coordinator, member, writer, ask):
    topic = ask(writer, text="Dit mag niemand lezen.")
    moderating.hide(topic.opening, "Zo is het.", by=coordinator, now=timezone.now())

    for path in ("/gesprekken/", topic.conversation_url):
        assert "Dit mag niemand lezen." not in login(member).get(path).text
    assert "Wat hier stond, is verborgen." in login(member).get(topic.conversation_url).text


@pytest.fixture
def hidden(coordinator, member, post):
    """The answer that helped, hidden."""
    answering.accept(post, by=member, now=timezone.now())
    return moderating.hide(post, "Klopt niet.", by=coordinator, now=timezone.now())


def test_moderator_reads_before_that_the_question_opens_again(login, coordinator, member, post):
    client = login(coordinator)
    assert "gekozen als antwoord" not in client.get(at(post, "verbergen")).text

    answering.accept(post, by=member, now=timezone.now())

    assert "gekozen als antwoord" in client.get(at(post, "verbergen")).text


def answer_of(topic):
    topic.refresh_from_db()
    return topic.accepted_post, topic.accepted_by, topic.accepted_at


def test_hidden_answer_is_no_answer_until_it_is_shown_again(coordinator, member, topic, post):
    answering.accept(post, by=member, now=timezone.now())
    before = answer_of(topic)

    moderating.hide(post, "Klopt niet.", by=coordinator, now=timezone.now())
    assert answer_of(topic) == (None, None, None)

    moderating.unhide(post, by=coordinator, now=timezone.now())
    assert answer_of(topic) == before
    post.refresh_from_db()
    assert (post.helped_at, post.helped_by) == (None, None)


def test_another_answer_that_was_chosen_meanwhile_stays(coordinator, member, topic, hidden, reply):
    other = reply(topic, member, "Zo dan.")
    answering.accept(other, by=member, now=timezone.now())

    moderating.unhide(hidden, by=coordinator, now=timezone.now())
    assert answer_of(topic)[0] == other


def test_question_that_was_opened_again_meanwhile_stays_open(coordinator, member, topic, hidden, reply):
    answering.accept(reply(topic, member, "Zo dan."), by=member, now=timezone.now())
    answering.take_back(topic)

    moderating.unhide(hidden, by=coordinator, now=timezone.now())
    assert answer_of(topic)[0] is None


def test_writer_is_mailed_why_and_when_it_is_back(coordinator, topic, post, writer):
    moderating.hide(post, "Klopt niet.", by=coordinator, now=timezone.now())
    moderating.unhide(post, by=coordinator, now=timezone.now())

    mails = list(Email.objects.filter(to=writer.email, category="moderation").order_by("pk"))
    assert [mail.subject for mail in mails] == [
        f"Je bijdrage in “{topic}” {what}" for what in ("is verborgen", "staat er weer")
    ]
    assert "Klopt niet." in mails[0].text
    assert all(post.get_absolute_url() in mail.text for mail in mails)


def test_who_takes_no_part_any_more_or_hid_their_own_words_is_not_mailed(coordinator, topic, post, writer, reply):
    Membership.objects.filter(user=writer).update(until=timezone.localdate())
    for one in (Post.objects.get(pk=post.pk), reply(topic, coordinator, "Van mij.")):
        moderating.hide(one, "Klopt niet.", by=coordinator, now=timezone.now())

    assert not Email.objects.filter(category="moderation").exists()


def test_hidden_post_of_who_left_tells_nobody(coordinator, topic, post, writer):
    writer.delete()

    moderating.hide(Post.objects.get(pk=post.pk), "Klopt niet.", by=coordinator, now=timezone.now())

    assert not Email.objects.filter(category="moderation").exists()


def test_announcement_is_withdrawn_not_hidden(login, coordinator, ask):
    news = ask(coordinator, kind="announcement", title="Nieuws")

    said = login(coordinator).post(at(news.opening, "verbergen"), REASON, follow=True).text

    assert "trek haar in" in said
    assert news.opening.hidden_at is None


def test_reader_is_no_moderator(login, member, leader, post):
    for user in (member, leader):
        assert login(user).post(at(post, "verbergen"), REASON).status_code == 403


def test_moderator_lets_it_stay(login, coordinator, member, post):
    moderating.report(post, "Kijk eens.", by=member, now=timezone.now())
    client = login(coordinator)
    for _ in range(2):
        said = client.post(at(post, "laten-staan"), follow=True).text

    assert "De bijdrage blijft staan." in said
    assert "Er is niets gemeld" in said
    assert [step.kind for step in post.topic.moderations.all()] == ["left"]


@pytest.mark.parametrize("count", [1, 3])
def test_reports_query_count(login, coordinator, topic, reply, member, django_assert_num_queries, count):
    for number in range(count):
        post = reply(topic, MembershipFactory().user, f"Nummer {number}.")
        moderating.report(post, "Kijk eens.", by=member, now=timezone.now())
        moderating.hide(reply(topic, MembershipFactory().user), "Zo.", by=coordinator, now=timezone.now())
    client = login(coordinator)
    client.get("/gesprekken/meldingen/")

    with django_assert_num_queries(5):  # session, user, memberships, reports, what was done
        client.get("/gesprekken/meldingen/")


def hide_at_once(ask, network, meeting_point):
    """Return how often two moderators hid the same post."""
    people = [MembershipFactory(circle=network, leader=True).user for _ in range(2)]
    post = ask(people[0]).opening
    # The first waits here, before it is over, for the other to have looked at the post.
    meeting_point(moderating, "put")

    at_once(*(lambda one=one: moderating.hide(post, "Zo.", by=one, now=timezone.now()) for one in people))

    return post.topic.moderations.count()


@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_once_hide_it_once(ask, network, meeting_point):
    assert hide_at_once(ask, network, meeting_point) == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_moderators_hide_it(ask, network, meeting_point, monkeypatch):
    monkeypatch.setattr(moderating, "lock_with_circle", lambda post: Topic.objects.get(pk=post.topic_id))
    assert hide_at_once(ask, network, meeting_point) == 2


def test_what_is_past_its_time_goes(coordinator, member, writer, topic, post, ask):
    now = timezone.now()
    long_ago = now - timedelta(days=800)
    moderating.report(post, "Kijk eens.", by=member, now=long_ago)
    writing.edit(post, "Anders gezegd.", by=writer, now=long_ago)
    moderating.hide(post, "Klopt niet.", by=coordinator, now=long_ago)
    Draft.objects.create(user=member, place="nieuw", text="Half", saved_at=long_ago)
    fresh = Draft.objects.create(user=writer, place="nieuw", text="Half", saved_at=now)
    old = ask(writer, title="Lang geleden", now=long_ago)

    removed = retention.purge(now)

    expected = {"drafts": 1, "read_marks": 1, "reports": 1, "moderations": 1, "hidden_texts": 1}
    assert removed.items() >= expected.items()
    post.refresh_from_db()
    assert (post.text, post.html, post.snippet) == ("", "", "")
    assert post.versions.count() == 0
    assert Draft.objects.get() == fresh
    assert str(fresh) == f"Klad van {writer}"
    assert not TopicRead.objects.filter(topic=old).exists()
    assert retention.purge(now)["hidden_texts"] == 0


def test_wiped_text_cannot_come_back(login, coordinator, post):
    moderating.hide(post, "Klopt niet.", by=coordinator, now=timezone.now() - timedelta(days=400))
    retention.purge(timezone.now())

    said = login(coordinator).post(at(post, "tonen"), follow=True).text

    assert "is gewist en kan niet terug" in said


def test_withdrawing_twice_is_once_and_only_moderators_put_back(login, coordinator, member, writer, topic, ask):
    for _ in range(2):
        moderating.withdraw(topic, by=coordinator, now=timezone.now())

    assert topic.moderations.count() == 1
    assert login(member).post(f"/gesprekken/{topic.pk}/terugzetten/").status_code == 403


def test_who_has_no_circle_any_more_reads_how_public_news_begins(coordinator, member, stranger, ask, reply):
    news = ask(coordinator, kind="announcement", visibility="public", title="Nieuws")
    reply(news, member)
    gone = ask(stranger, title="Van wie weg is")

    assert list(Post.objects.visible_to(stranger)) == [news.opening]
    assert not Post.objects.editable_by(stranger).exists()
    assert not type(gone).objects.editable_by(stranger).exists()
