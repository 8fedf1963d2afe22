""" "Klopt dit nog?": asked on the day, reminded once, answered on one page. With agreements as the thing."""

import datetime
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.models import Agreement
from members import reviewing
from members.models import Membership
from members.tasks import ask_for_reviews
from outbox.models import Email, Preference
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.factories import CoalitionFactory, OrganisationFactory
from tests.library.factories import DocumentFactory
from tests.members.factories import MembershipFactory
from tests.races import at_once


@pytest.fixture
def coalition(circle):
    return CoalitionFactory(circle=circle)


@pytest.fixture
def agreement(coalition, partnership, yesterday):
    """What the partner looks after, to be looked at since yesterday."""
    return agreed(coalition, partnership.user, yesterday, title="Bellen bij zorgen")


def agreed(coalition, owner, review_on, **fields):
    return AgreementFactory(coalition=coalition, adopted=True, owner=owner, review_on=review_on, **fields)


def page_of(agreement, name="detail"):
    return reverse(f"members:review_{name}", args=["afspraak", agreement.pk])


def reload(agreement):
    return Agreement.objects.get(pk=agreement.pk)


def test_owner_is_asked_once_about_everything_that_is_due(agreement, coalition, partnership, yesterday, today, mailed):
    agreed(coalition, partnership.user, today, title="Verwijzen naar de kraamzorg")
    agreed(coalition, partnership.user, today + timedelta(days=1))

    first = reviewing.ask(partnership.user.pk, on=today)
    second = reviewing.ask(partnership.user.pk, on=today)

    assert (first, second) == (True, False)
    assert mailed() == [(partnership.user.email, "Klopt dit nog? 2 dingen om na te kijken")]
    text = Email.objects.get().text
    assert "Bellen bij zorgen" in text
    assert f"/klopt-dit-nog/afspraak/{agreement.pk}/" in text


def test_timetable_asks_everybody_once(agreement, coalition, leadership, partnership, today, celery_eager, mailed):
    agreed(coalition, leadership.user, today)

    ask_for_reviews()
    ask_for_reviews()

    assert sorted(address for address, _ in mailed()) == sorted([leadership.user.email, partnership.user.email])


def test_reminder_comes_with_the_next_mail_and_only_once(agreement, partnership, today, mailed):
    for day in range(100):
        reviewing.ask(partnership.user.pk, on=today + timedelta(days=day))

    asked = Agreement.objects.get()
    assert len(mailed()) == 2
    assert (asked.review_asked_on, asked.review_reminded_on) == (today, today + timedelta(days=31))
    assert "Dit vroegen we eerder ook al" in Email.objects.order_by("pk").last().text


def test_reminder_and_new_question_share_a_mail(agreement, coalition, partnership, today, mailed):
    reviewing.ask(partnership.user.pk, on=today)
    later = today + timedelta(days=31)
    agreed(coalition, partnership.user, later)

    reviewing.ask(partnership.user.pk, on=later)

    assert [subject for _, subject in mailed()] == [
        "Klopt dit nog? Bellen bij zorgen",
        "Klopt dit nog? 2 dingen om na te kijken",
    ]
    assert "En dit is nieuw" in Email.objects.order_by("pk").last().text


def test_what_becomes_due_in_between_waits_for_the_next_mail(agreement, coalition, partnership, today, mailed):
    reviewing.ask(partnership.user.pk, on=today)
    late = agreed(coalition, partnership.user, today)

    assert reviewing.ask(partnership.user.pk, on=today + timedelta(days=30)) is False
    assert reload(late).review_asked_on is None
    assert reviewing.ask(partnership.user.pk, on=today + timedelta(days=31)) is True
    assert reload(late).review_asked_on == today + timedelta(days=31)


def test_owner_gets_one_mail_a_month_at_most(coalition, partnership, leadership, today, mailed):
    for day in range(100):
        agreed(coalition, partnership.user, today + timedelta(days=day), title=f"Afspraak {day}")
    agreed(coalition, leadership.user, today + timedelta(days=1))
    months = []

    for day in range(100):
        on = today + timedelta(days=day)
        if reviewing.ask(partnership.user.pk, on=on):
            months.append((on.year, on.month))
        reviewing.ask(leadership.user.pk, on=on)

    assert len(months) == len(set(months)) == 4  # day 0, 31, 62 and 93
    assert [address for address, _ in mailed()].count(leadership.user.email) == 2


def test_new_date_asks_anew(agreement, partnership, today, mailed):
    reviewing.ask(partnership.user.pk, on=today)
    source = reviewing.find_source("afspraak")
    reviewing.confirm(source, agreement, by=partnership.user, on=today, next_on=today + timedelta(days=180))

    reviewing.ask(partnership.user.pk, on=today + timedelta(days=20))
    between = len(mailed())
    reviewing.ask(partnership.user.pk, on=today + timedelta(days=180))

    assert (between, len(mailed())) == (1, 2)


def test_who_left_or_has_nothing_due_is_not_asked(agreement, partnership, leadership, today, mailed):
    Membership.objects.filter(pk=partnership.pk).update(until=today)

    assert reviewing.people_to_ask(today) == []
    assert reviewing.ask(partnership.user.pk, on=today) is False
    assert reviewing.ask(leadership.user.pk, on=today) is False
    assert mailed() == []


def test_who_wants_no_mail_still_finds_it_on_the_start_page(agreement, partnership, today, mailed, login):
    Preference.objects.create(user=partnership.user, category="review", frequency="never")

    reviewing.ask(partnership.user.pk, on=today)

    assert mailed() == []
    assert "Kijk na of één ding dat jij bijhoudt nog klopt." in login(partnership.user).get("/").text


def test_owner_confirms_with_one_button(agreement, partnership, today, login):
    client = login(partnership.user)

    page = client.get(page_of(agreement)).text
    answer = client.post(page_of(agreement), {"months": 6}, follow=True).text

    assert "Jij houdt dit bij." in page
    assert agreement.text in page
    assert "Fijn. We vragen het opnieuw op" in answer
    assert "Er wacht niets op je" in answer
    assert reload(agreement).reviewed_on == today
    assert reload(agreement).review_on == reviewing.later(today, 6)


def test_next_date_has_to_be_chosen(agreement, partnership, login):
    page = login(partnership.user).post(page_of(agreement), {"months": 5}).text

    assert reload(agreement).reviewed_on is None
    assert "Wanneer vragen we het opnieuw?" in page


def test_second_click_counts_once(agreement, partnership, today, login):
    client = login(partnership.user)
    client.post(page_of(agreement), {"months": 6})

    answer = client.post(page_of(agreement), {"months": 24}, follow=True).text

    assert "Dit was vandaag al bevestigd." in answer
    assert reload(agreement).review_on == reviewing.later(today, 6)


def test_looking_changes_nothing(agreement, partnership, yesterday, login):
    login(partnership.user).get(page_of(agreement))

    assert reload(agreement).review_on == yesterday


def test_leader_sees_what_waits_too_long(agreement, leadership, partnership, today, login):
    client = login(leadership.user)
    soon = client.get("/klopt-dit-nog/").text
    Agreement.objects.update(review_on=today - timedelta(days=15))

    late = client.get("/klopt-dit-nog/").text

    assert "Bellen bij zorgen" not in soon
    assert "Bellen bij zorgen" in late
    assert "Pier Partner houdt dit bij." in late
    assert "In je kring wacht één ding al lang op een antwoord" in client.get("/").text


def test_what_a_leader_looks_after_is_not_listed_twice(agreement, leadership, today, login):
    Agreement.objects.update(owner=leadership.user, review_on=today - timedelta(days=15))

    assert login(leadership.user).get("/klopt-dit-nog/").text.count("Bellen bij zorgen") == 1


def test_what_nobody_looks_after_is_taken_by_who_confirms(leadership, today, login, coordinator):
    organisation = OrganisationFactory(owner=None, review_on=today)
    url = reverse("members:review_detail", args=["organisatie", organisation.pk])

    page = login(coordinator).get(url).text
    login(coordinator).post(url, {"months": 12})

    organisation.refresh_from_db()
    assert "Niemand houdt dit nog bij." in page
    assert organisation.owner == coordinator


def test_member_who_is_not_the_owner_may_not_answer(agreement, circle, login):
    other = MembershipFactory(circle=circle).user

    assert login(other).get(page_of(agreement)).status_code == 403


def test_unknown_kind_does_not_exist(leadership, login):
    assert login(leadership.user).get("/klopt-dit-nog/onbekend/1/").status_code == 404


def test_only_who_may_change_it_is_offered_to(agreement, leadership, login):
    agreement.owner = MembershipFactory().user  # looks after it from outside the circle
    agreement.save()

    assert ">Wijzigen</a>" not in login(agreement.owner).get(page_of(agreement)).text
    assert ">Wijzigen</a>" in login(leadership.user).get(page_of(agreement)).text


def test_handing_over_tells_the_new_owner(agreement, leadership, partnership, login, mailed):
    page = page_of(agreement, "hand_over")
    client = login(partnership.user)

    offered = client.get(page).text
    client.post(page, {"to": leadership.user.pk})

    assert "Lieke Leider" in offered
    assert reload(agreement).owner == leadership.user
    assert mailed() == [(leadership.user.email, "Pier Partner heeft aan je overgedragen: Bellen bij zorgen")]


def test_handing_over_to_a_stranger_is_refused(agreement, partnership, login):
    stranger = MembershipFactory().user

    response = login(partnership.user).post(page_of(agreement, "hand_over"), {"to": stranger.pk})

    assert response.status_code == 200
    assert reload(agreement).owner == partnership.user


def test_leader_who_takes_it_gets_no_mail(agreement, leadership, login, mailed):
    login(leadership.user).post(page_of(agreement, "hand_over"), {"to": leadership.user.pk})

    assert reload(agreement).owner == leadership.user
    assert mailed() == []


@pytest.mark.parametrize(
    ("on", "months", "expected"),
    [
        ("2026-11-22", 6, "2027-05-22"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2028-02-29", 24, "2030-02-28"),
    ],
)
def test_later_stays_within_the_month(on, months, expected):
    assert reviewing.later(datetime.date.fromisoformat(on), months) == datetime.date.fromisoformat(expected)


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_number_of_queries(
    coalition, leadership, partnership, today, login, django_assert_num_queries, count
):
    late = today - timedelta(days=30)
    for _ in range(count):
        agreed(coalition, leadership.user, late)
        agreed(coalition, partnership.user, late)
    client = login(leadership.user)

    # session, user, memberships; due and overdue of four kinds
    with django_assert_num_queries(11):
        client.get("/klopt-dit-nog/")


@pytest.mark.parametrize("count", [1, 3])
def test_asking_takes_the_same_number_of_queries(coalition, partnership, today, django_assert_num_queries, count):
    for _ in range(count):
        agreed(coalition, partnership.user, today)

    # savepoint, person, the mail of today; per kind what to ask and to remind, one stamp; preference, mail, release
    with django_assert_num_queries(15):
        reviewing.ask(partnership.user.pk, on=today)


def ask_together(meeting_point):
    coalition = CoalitionFactory()
    owner = MembershipFactory(circle=coalition.circle).user
    today = timezone.localdate()
    agreed(coalition, owner, today)
    meeting_point(reviewing, "_claim")
    return at_once(*[lambda: reviewing.ask(owner.pk, on=today)] * 2)


@pytest.mark.django_db(transaction=True)
def test_two_workers_ask_once(meeting_point):
    assert sorted(ask_together(meeting_point)) == [False, True]
    assert Email.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_claim_both_would_ask(meeting_point, monkeypatch):
    monkeypatch.setattr(
        reviewing, "_claim", lambda user_id, on: reviewing._who_take_part(on).filter(pk=user_id).first()
    )

    assert ask_together(meeting_point) == [True, True]


def test_document_is_confirmed_on_the_same_page(partnership, login, yesterday, today):
    document = DocumentFactory(circle=partnership.circle, owner=partnership.user, review_on=yesterday)

    login(partnership.user).post(reverse("members:review_detail", args=["document", document.pk]), {"months": 6})

    document.refresh_from_db()
    assert document.reviewed_on == today
    assert document.review_on > today
