"""The part of the digest about conversations: what one follows, in real text, and nothing else."""

import pytest
from django.db import IntegrityError, transaction

from community.digests import gathering
from community.models import CircleFrequency, PostMail
from community.topics import following, reading, writing
from members.access import Visibility
from members.models import DigestMail
from members.notices import digests
from members.notices.telling import notify
from outbox.models import Category, Email, Preference
from outbox.reading import read
from tests.community.digests.conftest import DAY, HOUR, LONG, MONDAY, mail_all
from tests.members.factories import CircleFactory, MembershipFactory
from tests.province.factories import MunicipalityFactory
from tests.themetables.factories import ThemeTableFactory

BEFORE = MONDAY - 10 * DAY


def text(person):
    return Email.objects.filter(to=person.email).latest("pk").text


def mails(person):
    return Email.objects.filter(to=person.email).count()


@pytest.fixture
def followed(start, anna):
    """A topic that Anna follows and read to its end."""
    topic = start(now=BEFORE)
    following.follow(topic, by=anna, now=BEFORE)
    reading.mark(topic, 1, by=anna, now=BEFORE)
    return topic


def test_what_is_new_is_told_in_real_text_the_newest_last(followed, anna, bea, person):
    writing.reply(followed, LONG, by=bea, now=MONDAY - 3 * HOUR)
    writing.reply(followed, "Wij doen **mee**!", by=person("Cor"), now=MONDAY - 2 * HOUR)

    assert sorted(mail_all()) == [1, 2]  # Bea hears of what Cor wrote

    said = text(anna)
    assert Email.objects.get(to=anna.email).subject == "2 nieuwe bijdragen in “Samen eten”"
    assert LONG[:200] in said
    assert said.index("de verloskundige belt") < said.index("Wij doen mee!")
    assert f"http://127.0.0.1:8000/gesprekken/{followed.pk}/#bijdrage-2" in said
    assert "http://127.0.0.1:8000/gesprekken/mail/" in said
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in bytes(Email.objects.get(to=anna.email).mime)


@pytest.mark.parametrize("what", ["table", "municipality", "circle", "person", "topic"])
def test_whatever_one_follows_is_told(start, anna, bea, network, what):
    table, municipality = ThemeTableFactory(), MunicipalityFactory()
    topic = start("Eerste", now=MONDAY - 2 * DAY, tables=[table], municipalities=[municipality])
    thing = {"table": table, "municipality": municipality, "circle": network, "person": bea, "topic": topic}[what]
    following.follow(thing, by=anna, now=MONDAY - 3 * DAY)

    assert mail_all() == [1]
    assert "Eerste: wie doet er mee?" in text(anna)


def test_what_one_does_not_follow_is_not_told(start, anna, network):
    following.follow(MunicipalityFactory(), by=anna, now=BEFORE)
    start()

    assert mail_all() == []
    assert digests.mail(anna.pk, now=MONDAY) == 0


def test_what_was_said_before_one_followed_is_no_news(start, anna, network):
    start()
    following.follow(network, by=anna, now=MONDAY - HOUR)

    assert mail_all() == []
    assert digests.mail(anna.pk, now=MONDAY) == 0


def test_what_one_wrote_or_read_is_not_told(followed, anna, bea):
    writing.reply(followed, "Van mijzelf", by=anna, now=MONDAY - 3 * HOUR)
    writing.reply(followed, "Al gelezen", by=bea, now=MONDAY - 2 * HOUR)
    reading.mark(followed, 3, by=anna, now=MONDAY - HOUR)

    assert mail_all() == []
    assert digests.mail(anna.pk, now=MONDAY) == 0


def test_who_reads_between_asking_and_mailing_gets_nothing(followed, anna, bea):
    writing.reply(followed, "Nieuw", by=bea, now=MONDAY - 2 * HOUR)
    assert digests.digests_due(MONDAY) == [anna.pk]
    reading.mark(followed, 2, by=anna, now=MONDAY)

    assert digests.mail(anna.pk, now=MONDAY) == 0


def test_what_was_told_is_not_told_again(followed, anna, bea):
    writing.reply(followed, "Eerste", by=bea, now=MONDAY - 2 * HOUR)
    assert mail_all() == [1]
    writing.reply(followed, "Tweede", by=bea, now=MONDAY + HOUR)

    assert mail_all(MONDAY + 2 * HOUR) == []  # one a day
    assert mail_all(MONDAY + DAY) == [1]
    assert "Eerste" not in text(anna)
    assert mail_all(MONDAY + 2 * DAY) == []


def test_hidden_and_withdrawn_are_not_told(followed, start, anna, bea):
    post = writing.reply(followed, "Fout", by=bea, now=MONDAY - 2 * HOUR)
    post.hidden_at, post.hidden_reason = MONDAY, "Dit gaat over een gezin."
    post.save()
    gone = start("Weg", now=MONDAY - 2 * DAY)
    following.follow(gone, by=anna, now=MONDAY - 3 * DAY)
    gone.withdrawn_at = MONDAY
    gone.save()

    assert mail_all() == []
    assert digests.mail(anna.pk, now=MONDAY) == 0


def test_who_left_the_circle_hears_nothing_of_it(start, person):
    circle = CircleFactory(table=True)
    here, gone = person("Hier", circle), person("Weg", circle)
    topic = start(circle=circle, visibility=Visibility.CIRCLE, by=person("Schrijver", circle))
    for reader in (here, gone):
        following.follow(topic, by=reader, now=BEFORE)
    gone.memberships.filter(circle=circle).update(until=MONDAY.date())

    mail_all()

    assert (mails(here), mails(gone)) == (1, 0)


def test_who_left_the_network_hears_nothing_at_all(followed, anna, bea):
    writing.reply(followed, "Nieuw", by=bea, now=MONDAY - 2 * HOUR)
    anna.memberships.update(until=MONDAY.date())

    assert mail_all() == [0]


def test_who_cannot_log_in_hears_nothing(followed, anna, bea):
    writing.reply(followed, "Nieuw", by=bea, now=MONDAY - 2 * HOUR)
    type(anna).objects.filter(pk=anna.pk).update(is_active=False)

    assert mail_all() == [0]


def test_announcement_that_was_mailed_is_not_told_again(start, anna, network, coordinator):
    following.follow(network, by=anna, now=BEFORE)
    start("Gemaild", kind="announcement", by=coordinator, mail=True)
    start("Niet gemaild", kind="announcement", by=coordinator)

    mail_all()

    assert "Niet gemaild" in text(anna)
    assert "Gemaild" not in text(anna)


def test_weekly_is_what_was_written_before_monday_also_when_monday_was_missed(followed, anna, bea):
    Preference.objects.create(user=anna, category=Category.COMMUNITY, frequency="weekly")
    writing.reply(followed, "Donderdag", by=bea, now=MONDAY - 4 * DAY)
    assert mail_all(MONDAY - 3 * DAY) == []
    writing.reply(followed, "Maandag", by=bea, now=MONDAY)

    assert mail_all(MONDAY + DAY) == [1]
    assert "Maandag" not in text(anna)
    assert mail_all(MONDAY + 2 * DAY) == []
    assert mail_all(MONDAY + 7 * DAY) == [1]


@pytest.mark.parametrize("frequency", ["daily", "weekly"])
def test_never_is_never(followed, anna, bea, network, frequency):
    Preference.objects.create(user=anna, category=Category.COMMUNITY, frequency="never")
    CircleFrequency.objects.create(user=anna, circle=network, frequency=frequency)
    writing.reply(followed, "Nieuw", by=bea, now=MONDAY - DAY)

    assert mail_all() == []
    assert digests.mail(anna.pk, now=MONDAY) == 0


@pytest.mark.parametrize(
    ("often", "in_circle", "told_on"),
    [
        ("daily", None, 0),
        ("daily", "weekly", 5),
        ("daily", "never", None),
        ("weekly", None, 5),
        ("weekly", "daily", 0),
        ("weekly", "never", None),
    ],
)
def test_frequency_of_one_circle_comes_before_that_of_all(followed, anna, bea, network, often, in_circle, told_on):
    Preference.objects.create(user=anna, category=Category.COMMUNITY, frequency=often)
    if in_circle:
        CircleFrequency.objects.create(user=anna, circle=network, frequency=in_circle)
    wednesday = MONDAY + 2 * DAY
    writing.reply(followed, "Nieuw", by=bea, now=wednesday - HOUR)

    left = [days for days in range(14) if any(mail_all(wednesday + days * DAY))]

    assert left == ([] if told_on is None else [told_on])


def test_ones_own_waiting_question_is_first_and_makes_no_mail_of_its_own(start, anna, followed, bea):
    start("Wie weet dit?", kind="question", by=anna, now=MONDAY - 3 * DAY)
    assert mail_all() == []
    writing.reply(followed, "Nieuw", by=bea, now=MONDAY - HOUR)

    mail_all()

    assert "Nog geen antwoord op je vraag" in text(anna)
    assert text(anna).index("Wie weet dit?") < text(anna).index("Nieuw")


def test_news_about_ones_own_question_comes_before_the_rest(start, anna, followed, bea):
    mine = start("Wie weet dit?", kind="question", by=anna, now=MONDAY - 3 * DAY)
    writing.reply(followed, "Elders", by=bea, now=MONDAY - 3 * HOUR)
    Preference.objects.create(user=anna, category=Category.ANSWER, frequency="never")
    writing.reply(mine, "Ik!", by=bea, now=MONDAY - HOUR)

    mail_all()

    assert text(anna).index("Ik!") < text(anna).index("Elders")
    assert "Jouw vraag, Netwerk." in text(anna)
    assert Email.objects.get(to=anna.email).subject == "2 nieuwe bijdragen in 2 gesprekken"


def test_question_asked_yesterday_evening_or_long_ago_is_not_called_waiting(start, anna):
    start("Pas gevraagd?", kind="question", by=anna, now=MONDAY - HOUR)
    start("Lang geleden?", kind="question", by=anna, now=MONDAY - 30 * DAY)

    assert not gathering.waiting_questions(anna, MONDAY).exists()


def test_much_news_is_short_and_says_what_is_left_out(start, anna, bea, network, followed):
    for number in range(10):
        writing.reply(followed, f"Bijdrage {number}", by=bea, now=MONDAY - 3 * HOUR)
    following.follow(network, by=anna, now=BEFORE)
    for number in range(16):
        start(f"Onderwerp {number:02}", now=MONDAY - HOUR)

    mail_all()

    assert "Er zijn ook 2 eerdere bijdragen" in text(anna)
    assert "Bijdrage 1\n" not in text(anna)
    assert "Bijdrage 9" in text(anna)
    assert "* Onderwerp 15 (1)" in text(anna)
    assert mail_all(MONDAY + DAY) == []


def test_conversations_and_news_are_one_mail(followed, anna, bea):
    writing.reply(followed, "Nieuw", by=bea, now=MONDAY - HOUR)
    notify([anna], "Er is een besluit.", "/thematafels/", key="besluit", now=MONDAY - HOUR)

    assert mail_all() == [2]

    email = Email.objects.get(to=anna.email)
    assert email.subject == "Nieuw in “Samen eten” en ander nieuws"
    assert "Nieuw" in email.text
    assert "Er is een besluit." in email.text
    assert DigestMail.objects.get().user == anna


def test_unsubscribing_from_both_is_one_click(client, followed, anna, bea):
    writing.reply(followed, "Nieuw", by=bea, now=MONDAY - HOUR)
    notify([anna], "Er is een besluit.", "/thematafels/", key="besluit", now=MONDAY - HOUR)
    mail_all()
    [link] = [word for word in text(anna).split() if "/afmelden/" in word]

    client.post(link.removeprefix("http://127.0.0.1:8000"))

    assert dict(anna.mail_preferences.values_list("category", "frequency")) == {"community": "never", "loop": "never"}


def test_text_of_people_is_text(followed, anna, bea):
    writing.reply(followed, "<b>Vet</b> & <script>zo</script>", by=bea, now=MONDAY - HOUR)

    mail_all()

    assert "&lt;b&gt;Vet&lt;/b&gt; &amp; &lt;script&gt;" in read(Email.objects.get(to=anna.email).mime).html
    assert "<b>Vet</b> & <script>zo</script>" in text(anna)


def test_list_is_a_list_and_a_long_text_is_how_it_begins(followed, anna, bea):
    writing.reply(followed, "Zo:\n\n- eerst\n- dan", by=bea, now=MONDAY - 2 * HOUR)
    writing.reply(followed, "woord " * 200, by=bea, now=MONDAY - HOUR)

    mail_all()

    assert "Zo:\n• eerst\n• dan\n" in text(anna)
    assert "Zo:<br>• eerst<br>• dan" in read(Email.objects.get(to=anna.email).mime).html
    assert "woord…" in text(anna)


def test_writer_who_is_gone_is_nobody(followed, anna, bea):
    post = writing.reply(followed, "Nieuw", by=bea, now=MONDAY - HOUR)
    type(post).objects.filter(pk=post.pk).update(author=None)

    mail_all()

    assert "Iemand die niet meer meedoet" in text(anna)


def test_database_holds_that_a_post_is_told_once(followed, anna):
    post = followed.opening
    PostMail.objects.create(user=anna, post=post, at=MONDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        PostMail.objects.create(user=anna, post=post, at=MONDAY)
    assert str(PostMail.objects.get()) == "Anna Lezer: Samen eten: wie doet er mee?"


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_one_digest(django_assert_num_queries, start, anna, bea, network, count):
    following.follow(network, by=anna, now=BEFORE)
    for number in range(count):
        start(f"Onderwerp {number}", by=bea)

    # savepoint, person, left today?, wanted?, memberships, per circle?, posts, waiting questions, notices of the
    # loop? of the library? that it leaves, what was told, wanted?, the mail, release
    with django_assert_num_queries(15):
        digests.mail(anna.pk, now=MONDAY)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_asking_who_is_due(django_assert_num_queries, start, person, network, count):
    for number in range(count):
        following.follow(network, by=person(f"Lezer {number}"), now=BEFORE)
    start()

    # by topic, table, municipality, circle, person; notices of the loop and of the library; who had one today
    with django_assert_num_queries(8):
        assert len(digests.digests_due(MONDAY)) == count


def test_coordinator_gets_no_closed_circles_that_they_do_not_follow(start, coordinator, person):
    circle = CircleFactory(table=True)
    start(circle=circle, visibility=Visibility.CIRCLE, by=person("Schrijver", circle))

    assert mail_all() == []
    MembershipFactory(circle=circle, user=coordinator)
    assert digests.mail(coordinator.pk, now=MONDAY) == 0
