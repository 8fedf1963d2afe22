"""Whoever speaks is a guest as well: lunch, badge, ticket and certificate go to who registered."""

from django.db.models import Q

from symposium.models import Edition, Registration, RegistrationState, Speaker


def not_registered(edition: Edition, speakers: list[Speaker]) -> set[int]:
    """Return who of these speakers is not on the list of guests, in one statement.

    By their address or account: of who has neither, it is not known.
    """
    keys = {one.pk: {one.email, one.user_id} - {"", None} for one in speakers}
    emails, users = {one.email for one in speakers} - {""}, {one.user_id for one in speakers} - {None}
    rows = Registration.objects.filter(Q(email__in=emails) | Q(user__in=users), edition=edition)
    there = rows.exclude(state=RegistrationState.CANCELLED).values_list("email", "user")
    known = {value for row in there for value in row}
    return {pk for pk, own in keys.items() if own and not own & known}
