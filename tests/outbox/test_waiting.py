import pytest

from outbox.waiting import failed_mail
from tests.outbox.factories import EmailFactory


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, []), (1, ["1 mail kwam niet aan. Kijk waarom."]), (2, ["2 mails kwamen niet aan. Kijk waarom."])],
)
def test_coordinator_hears_of_failed_mail(coordinator, member, count, text):
    EmailFactory()
    EmailFactory.create_batch(count, bounced=True)

    assert list(failed_mail(coordinator, None)) == [(sentence, "/beheer/post/") for sentence in text]
    assert list(failed_mail(member, None)) == []
