import pytest
from django.utils import timezone

from community import announcing
from community.models import Topic
from community.tasks import mail_announcement, mail_announcements
from kansrijkestart import celery_app
from members.access import Visibility
from outbox.models import Email
from tests.community.factories import TopicFactory
from tests.members.factories import CircleFactory, MembershipFactory
from tests.races import at_once


def mail(topic):
    return announcing.mail(topic.pk, now=timezone.now(), on=timezone.localdate())


def receivers():
    return set(Email.objects.values_list("to", flat=True))


@pytest.mark.django_db
def test_coordinator_asks_for_mail_and_it_is_queued_outside_the_request(login, coordinator, member):
    response = login(coordinator).post(
        "/mededelingen/nieuw/",
        {"title": "Nieuws", "visibility": "public", "text": "Er **is** iets.", "mail": "on"},
        follow=True,
    )

    topic = Topic.objects.get()
    assert "De mail gaat binnen een minuut de deur uit." in response.text
    assert "De mail wordt klaargezet." in response.text
    assert not Email.objects.exists()

    mail_announcement(topic_id=topic.pk)

    email = Email.objects.get()
    assert (email.to, email.category) == (member.email, "announcement")
    assert email.subject == "Mededeling: Nieuws"
    body = bytes(email.mime).decode()
    assert topic.get_absolute_url() in body
    assert "<strong>is</strong>" in body
    assert "List-Unsubscribe:" in body
    assert "Gemaild op" in login(coordinator).get(topic.get_absolute_url()).text


@pytest.mark.django_db
def test_task_that_runs_twice_mails_once(member):
    topic = TopicFactory(to_be_mailed=True)

    mail_announcement(topic_id=topic.pk)
    Topic.objects.update(mailed_at=None)
    mail_announcement(topic_id=topic.pk)

    assert receivers() == {member.email}
    assert Email.objects.count() == 1


@pytest.mark.django_db
def test_mailed_announcement_is_not_mailed_to_who_came_later(member, network):
    topic = TopicFactory(to_be_mailed=True)
    assert mail(topic) == 1
    MembershipFactory(circle=network)

    assert mail(topic) == 0

    assert receivers() == {member.email}


@pytest.mark.django_db
def test_timetable_queues_what_was_promised_and_nothing_else(member, celery_eager):
    TopicFactory(title="Beloofd", to_be_mailed=True)
    TopicFactory(title="Niet gevraagd")
    TopicFactory(title="Ingetrokken", to_be_mailed=True, withdrawn=True)
    TopicFactory(title="Al gemaild", to_be_mailed=True, mailed_at=timezone.now())

    mail_announcements()
    mail_announcements()

    assert [email.subject for email in Email.objects.all()] == ["Mededeling: Beloofd"]


@pytest.mark.django_db
def test_mail_goes_to_who_may_read_it(network):
    circle = CircleFactory(name="Coalitie Dorp")
    partner = MembershipFactory(circle=circle).user
    MembershipFactory(circle=circle, ended=True)
    MembershipFactory(circle=circle, user__is_active=False)
    author = MembershipFactory(circle=circle).user
    member = MembershipFactory(circle=network).user

    sent = mail(TopicFactory(to_be_mailed=True, visibility=Visibility.CIRCLE, circle=circle, author=author))

    assert sent == 1
    assert receivers() == {partner.email}
    assert "Coalitie Dorp" in bytes(Email.objects.get().mime).decode()

    mail(TopicFactory(to_be_mailed=True, visibility=Visibility.NETWORK, author=author))

    assert receivers() == {partner.email, member.email}


@pytest.mark.django_db
def test_failing_mail_undoes_the_stamp(member, monkeypatch):
    topic = TopicFactory(to_be_mailed=True)
    monkeypatch.setattr("outbox.backend.row", None)

    with pytest.raises(TypeError):
        mail(topic)

    topic.refresh_from_db()
    assert topic.mailed_at is None


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_announcement(coordinator):
    def click():
        circle = coordinator.memberships.get().circle
        said = {"title": "Nieuws", "text": "Iets.", "circle": circle, "visibility": "network"}
        announcing.publish(**said, by=coordinator, now=timezone.now())

    outcomes = at_once(*[click] * 4)

    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert Topic.objects.count() == 1


@pytest.fixture
def celery_eager():
    celery_app.conf.task_always_eager = True
    yield
    celery_app.conf.task_always_eager = False
