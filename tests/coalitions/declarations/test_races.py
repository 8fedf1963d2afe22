"""Two at once. Each race has its negative control: without the lock the promise breaks."""

import datetime

import pytest
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from coalitions.declarations import locking, sending, signing, writing
from coalitions.declarations.forms import DeclarationForm
from coalitions.models import Declaration, Signature
from members import conflicts
from tests.coalitions.declarations.factories import DeclarationFactory, RequestFactory
from tests.coalitions.declarations.mail import last_code, mails
from tests.members.factories import UserFactory
from tests.races import at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def no_lock(monkeypatch):
    def look(pk):
        return Declaration.objects.select_related("coalition").get(pk=pk)

    for module in (locking, sending, writing):
        monkeypatch.setattr(module, "lock", look)


def ready_to_sign(**fields):
    """Somebody who has a code in their mail."""
    RequestFactory(declaration=fields.setdefault("declaration", DeclarationFactory(is_sent=True)))
    signer = RequestFactory(**fields)
    ask(signer)
    return signer


def ask(signer):
    said = {"name": "X", "function": "Y", "text_sha256": signer.declaration.text_sha256}
    signing.ask_code(signer.token, now=timezone.now(), **said)


def sign(signer, code):
    return lambda: signing.sign(signer.token, code, now=timezone.now())


def test_two_tabs_that_sign_together_make_one_signature_and_one_mail(meeting_point):
    signer = ready_to_sign()
    code = last_code(signer.email)
    meeting_point(signing, "_judge")

    outcomes = at_once(sign(signer, code), sign(signer, code))

    assert kinds(outcomes) == ["Closed", "Signature"]
    assert Signature.objects.count() == 1
    assert [mail.subject[:15] for mail in mails(signer.email)[1:]] == ["Je hebt getekend"[:15]]


def test_without_the_lock_the_second_tab_breaks(meeting_point, no_lock):
    """The unique signature still stands, but a person sees a fault instead of their thanks."""
    signer = ready_to_sign()
    code = last_code(signer.email)
    meeting_point(signing, "_judge")

    assert kinds(at_once(sign(signer, code), sign(signer, code))) == ["DatabaseError", "Signature"]


def guess_together(signer):
    wrong = f"{(int(last_code(signer.email)) + 1) % 1_000_000:06}"
    return at_once(*[sign(signer, wrong)] * 4)


def test_wrong_codes_at_once_are_all_counted(meeting_point):
    signer = ready_to_sign()
    meeting_point(signing, "waiting_code", threads=4)

    guess_together(signer)

    assert signer.codes.get().tries == 4


def test_without_the_lock_tries_are_lost(meeting_point, no_lock):
    signer = ready_to_sign()
    meeting_point(signing, "waiting_code", threads=4)

    guess_together(signer)

    assert signer.codes.get().tries < 4


def edit(declaration, text):
    """Save another text, as the page does."""

    def save():
        row = Declaration.objects.get(pk=declaration.pk)
        opened = DeclarationForm(instance=row)
        data = {field.html_name: str(field.value()) for field in opened} | {"preamble": text}
        form = DeclarationForm(MultiValueDict({name: [value] for name, value in data.items()}), instance=row)
        return form.is_valid() and form.save_by(UserFactory(), timezone.now())

    return save


def test_text_and_signature_at_once_never_part(meeting_point):
    """Either the new text is there and nobody signed it, or it was signed and is the old one."""
    signer = ready_to_sign()
    code = last_code(signer.email)
    meeting_point(signing, "_judge")

    at_once(sign(signer, code), edit(signer.declaration, "Een andere tekst."))

    declaration = Declaration.objects.get(pk=signer.declaration_id)
    for signature in Signature.objects.of(declaration):
        assert signature.text_sha256 == declaration.text_sha256
    assert (declaration.preamble == "Een andere tekst.") != Signature.objects.exists()


def test_without_the_lock_somebody_signs_another_text(meeting_point, no_lock, monkeypatch):
    signer = ready_to_sign()
    code = last_code(signer.email)
    # Both look before either writes; the trigger of the database sees no signature yet.
    monkeypatch.setattr(conflicts, "lock", lambda rows, pk: rows.filter(pk=pk).first())
    original, saved = signing._judge, []

    def judge_and_then_the_text_changes(request, digits, now):
        verdict = original(request, digits, now)
        saved.extend(at_once(edit(signer.declaration, "Een andere tekst.")))
        return verdict

    monkeypatch.setattr(signing, "_judge", judge_and_then_the_text_changes)

    signing.sign(signer.token, code, now=timezone.now())

    assert isinstance(saved[0], Declaration)
    assert Signature.objects.get().text_sha256 != Declaration.objects.get(pk=signer.declaration_id).text_sha256


def send_together(declaration):
    by, now = UserFactory(), timezone.now()
    return at_once(*[lambda: sending.send(declaration, by=by, now=now)] * 2)


def test_sending_twice_at_once_mails_once(meeting_point):
    declaration = RequestFactory(declaration=DeclarationFactory(), unsent=True).declaration
    meeting_point(sending, "new_code")

    assert sorted(send_together(declaration)) == [False, True]
    assert len(mails()) == 1


def test_without_the_lock_everybody_is_mailed_twice(meeting_point, no_lock):
    declaration = RequestFactory(declaration=DeclarationFactory(), unsent=True).declaration
    meeting_point(sending, "new_code")

    send_together(declaration)

    assert len(mails()) == 2


def remind_together(signer):
    now = timezone.now()
    return at_once(*[lambda: sending.remind(signer, now=now)] * 2)


def test_two_tasks_at_once_remind_once(meeting_point):
    signer = RequestFactory(sent_at=timezone.now() - datetime.timedelta(days=8))
    meeting_point(sending.links, "token")

    assert sorted(remind_together(signer)) == [False, True]
    assert len(mails()) == 1


def test_without_the_lock_the_reminder_is_counted_wrong(meeting_point, no_lock):
    """The dedupe key still keeps the second mail back; but both tasks think that they reminded."""
    signer = RequestFactory(sent_at=timezone.now() - datetime.timedelta(days=8))
    meeting_point(sending.links, "token")

    assert remind_together(signer) == [True, True]


def test_two_follow_ups_at_once_are_one(meeting_point):
    old = DeclarationFactory(completed=True)
    now, by = timezone.now(), UserFactory()
    said = {"since": old.since, "through": old.through, "with_signers": False, "by": by, "now": now}

    outcomes = at_once(*[lambda: writing.follow_up(old, **said)] * 2)

    assert outcomes[0] == outcomes[1]
    assert Declaration.objects.count() == 2
