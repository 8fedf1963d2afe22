"""Who of a coalition comes: its own people, and the colleagues without an account that a leader put on the list."""

from dataclasses import dataclass

from coalitions.models import Coalition
from language.sorting import sort_key
from members.models import User
from symposium.models import Edition, Registration, RegistrationState
from symposium.registering import enrolling


@dataclass
class Colleague:
    """`user` is who has an account; `registration` is empty of who did not register."""

    name: str
    user: User | None
    registration: Registration | None

    @property
    def comes(self):
        return self.registration is not None and self.registration.state == RegistrationState.COMING

    @property
    def can_be_put_back(self):
        return self.registration is not None and enrolling.can_be_taken_off(self.registration)


def colleagues(edition: Edition, coalition: Coalition, on) -> list[Colleague]:
    """Everybody of the coalition, by name; two statements."""
    people = {user.pk: user for user in User.objects.filter(memberships__in=members(coalition, on), is_active=True)}
    by_email = {user.email: user for user in people.values()}
    rows = Registration.objects.filter(edition=edition).select_related("registered_by")
    rows = rows.prefetch_related("seats", "wishes")
    ours = rows.filter(coalition=coalition) | rows.filter(user__in=people) | rows.filter(email__in=by_email)
    found = {}
    for row in ours.distinct():
        user = people.get(row.user_id) or by_email.get(row.email)
        # Their own name is shown as they want it; who has no account stands there as the leader wrote it.
        found[("user", user.pk) if user else ("row", row.pk)] = Colleague(str(user or row.name), user, row)
    for user in people.values():
        found.setdefault(("user", user.pk), Colleague(str(user), user, None))
    return sorted(found.values(), key=lambda one: sort_key(one.name))


def members(coalition: Coalition, on):
    return coalition.circle.memberships.current(on)
