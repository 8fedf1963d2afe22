"""Puts the agreements of the demo in, through the form and the verbs that leaders use."""

import datetime

from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from coalitions.agreements import keeping
from coalitions.agreements.forms import AgreementForm
from coalitions.models import Agreement, Coalition
from kansrijkestart.demo import agreement_texts, agreement_texts_beside
from members.models import User

LEADERS = agreement_texts.LEADERS | agreement_texts_beside.LEADERS
WRITTEN = agreement_texts.WRITTEN + agreement_texts_beside.WRITTEN


def add_agreements(now):
    people = {user.email.partition("@")[0]: user for user in User.objects.filter(is_demo=True)}
    coalitions = Coalition.objects.select_related("circle").in_bulk(field_name="slug")
    for written in WRITTEN:
        coalition = coalitions[written.coalition]
        if not coalition.agreements.filter(title=written.title).exists():
            add_agreement(written, coalition, people, now)


def add_agreement(written, coalition, people, now):
    def day(days_ago):
        return now - datetime.timedelta(days=days_ago)

    first, *changes = written.told
    agreement = tell(first, Agreement(coalition=coalition), written, people, day(first.days_ago))
    for told in changes:
        if written.adopted and not agreement.adopted_at and told.days_ago < written.adopted:
            agreement = adopt(agreement, written, people, day(written.adopted))
        agreement = tell(told, agreement, written, people, day(told.days_ago))
    if written.adopted and not agreement.adopted_at:
        agreement = adopt(agreement, written, people, day(written.adopted))
    if written.lapsed:
        days_ago, reason = written.lapsed
        keeping.lapse(agreement, reason=reason, by=people[written.owner], now=day(days_ago))


def tell(told, agreement, written, people, then):
    """Write the agreement, or change it, as somebody who opened the form just then."""
    by, is_new = people[told.by], agreement.pk is None
    about = {"coalition": agreement.coalition, "on": timezone.localdate(then), "by": by}
    opened = AgreementForm(instance=None if is_new else agreement, **about)
    answers = {field.html_name: field.value() for field in opened} | told.values | {"note": told.note}
    if is_new:
        found = opened.fields["organisations"].queryset.filter(kind__in=written.kinds)
        answers |= {"title": written.title, "step": written.step, "owner": people[written.owner].pk}
        answers["organisations"] = [organisation.pk for organisation in found]
    sent = {
        name: value if isinstance(value, list) else [value] for name, value in answers.items() if value is not None
    }
    form = AgreementForm(MultiValueDict(sent), instance=None if is_new else agreement, **about)
    assert form.is_valid(), f"{written.title}: {form.errors}"
    return form.save_by(by, then)


def adopt(agreement, written, people, then):
    day = timezone.localdate(then)
    return keeping.adopt(
        agreement,
        version=agreement.version,
        valid_from=agreement.valid_from or day,
        review_on=day + datetime.timedelta(days=written.adopted + written.review_in),
        owner=people[written.owner],
        by=people[LEADERS[written.coalition]],
        now=then,
    )
