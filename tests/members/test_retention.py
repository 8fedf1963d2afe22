"""What is thrown away, and what is not yet."""

from datetime import timedelta

from members.models import AccessRequest, DigestMail, Handover, Invitation, Notice
from members.notices.telling import notify
from members.retention import purge
from tests.members.factories import AccessRequestFactory, HandoverFactory, InvitationFactory, UserFactory

DAY = timedelta(days=1)


def invitation(email, now, **days):
    moments = {field: now + n * DAY for field, n in days.items()}
    return InvitationFactory(email=f"{email}@voorbeeld.invalid", **moments)


def test_purge_deletes_exactly_what_has_had_its_time(db, now):
    invitation("open", now, expires_at=3)
    invitation("net-verlopen", now, expires_at=-13)
    invitation("lang-verlopen", now, expires_at=-15)
    invitation("net-ingetrokken", now, withdrawn_at=-13, expires_at=1)
    invitation("lang-ingetrokken", now, withdrawn_at=-15, expires_at=-1)
    invitation("aangenomen", now, accepted_at=-364, expires_at=-360)
    invitation("lang-aangenomen", now, accepted_at=-366, expires_at=-360)
    AccessRequestFactory(email="wacht@voorbeeld.invalid", created_at=now - 364 * DAY)
    AccessRequestFactory(email="lang-vergeten@voorbeeld.invalid", created_at=now - 366 * DAY)
    decided = {"outcome": "declined", "reason": "Nee"}
    AccessRequestFactory(email="besloten@voorbeeld.invalid", decided_at=now - 364 * DAY, **decided)
    AccessRequestFactory(email="lang-besloten@voorbeeld.invalid", decided_at=now - 366 * DAY, **decided)
    HandoverFactory(note="briefje", created_at=now - 400 * DAY, completed_at=now - 364 * DAY)
    HandoverFactory(created_at=now - 400 * DAY, completed_at=now - 366 * DAY)
    for days in (182, 184):
        handover = HandoverFactory(created_at=now - 200 * DAY, completed_at=now - days * DAY, note="briefje")
        handover.items.create(kind="klad-plan", thing=days, label="Plan", url="/", text="Half af.")
    HandoverFactory(note="begonnen", created_at=now - 89 * DAY)
    HandoverFactory(created_at=now - 91 * DAY)

    for days in (59, 61):
        notify([UserFactory()], f"{days} dagen oud", "/", key="nieuws", now=now - days * DAY)

    for days in (29, 31):
        DigestMail.objects.create(user=UserFactory(name=f"{days} dagen"), on=(now - days * DAY).date())

    first, second = purge(now), purge(now)

    assert first == {
        "handed_drafts": 1,
        "unanswered_invitations": 2,
        "accepted_invitations": 1,
        "requests": 2,
        "handovers": 2,
        "digests": 1,
        "notices": 1,
    }
    assert set(second.values()) == {0}
    assert {row.email.partition("@")[0] for row in Invitation.objects.all()} == {
        "open",
        "net-verlopen",
        "net-ingetrokken",
        "aangenomen",
    }
    assert {row.email.partition("@")[0] for row in AccessRequest.objects.all()} == {"wacht", "besloten"}
    assert {row.sentence for row in Notice.objects.all()} == {"59 dagen oud"}
    assert [row.user.name for row in DigestMail.objects.all()] == ["29 dagen"]
    assert {row.note for row in Handover.objects.all()} == {"briefje", "begonnen"}
