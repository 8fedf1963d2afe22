"""Links that leave the portal in a mail: absolute, and signed where they stand for a person."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from outbox.models import Category

# No expiry: who unsubscribes from an old mail means it just as much.
SIGNER = signing.Signer(salt="outbox.unsubscribe")


@dataclass(frozen=True)
class Subscription:
    """Whose mail of which category: a person (`user_id`), or an address without an account."""

    category: Category
    user_id: int | None = None
    address: str = ""
    # What else stands in the same mail: saying no to the mail is saying no to all of it.
    beside: tuple[Category, ...] = ()

    @property
    def categories(self):
        return (self.category, *self.beside)

    @property
    def token(self):
        return SIGNER.sign_object(["+".join(self.categories), self.user_id or self.address.lower()])

    @property
    def url(self):
        return absolute(reverse("outbox:unsubscribe", args=[self.token]))

    @property
    def mailto(self):
        """For mail programs without the web; read by a person, who knows the sender's address."""
        return f"mailto:{settings.UNSUBSCRIBE_EMAIL}?subject=afmelden%20{self.category.value}"

    @classmethod
    def from_token(cls, token):
        """Return the subscription that this token stands for; BadSignature when we did not make it."""
        categories, whose = SIGNER.unsign_object(token)
        category, *beside = map(Category, categories.split("+"))
        whose = {"user_id": whose} if isinstance(whose, int) else {"address": whose}
        return cls(category, beside=tuple(beside), **whose)


def absolute(path):
    """Return the full address of a page, for use in a mail."""
    return f"{settings.BASE_URL}{path}"
