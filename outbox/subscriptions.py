"""Saying yes and no to mail, as a person or as an address without an account."""

from django.contrib.auth import get_user_model

from outbox.links import Subscription
from outbox.models import Category, Preference


def find_preference(subscription: Subscription) -> Preference | None:
    """Return the stored choice, or an unsaved one that says what holds without it; None for a person who is gone."""
    return next(iter(find_preferences(subscription)), None)


def find_preferences(subscription: Subscription) -> list[Preference]:
    """The same for everything that the mail was about; nothing for a person who is gone."""
    whose = owner(subscription)
    if whose is None:
        return []
    stored = Preference.objects.filter(**whose, category__in=subscription.categories)
    choices = {preference.category: preference for preference in stored}
    return [
        choices.get(category) or Preference(**whose, category=category, frequency=frequencies(category)[0])
        for category in subscription.categories
    ]


def frequencies(category: Category) -> list:
    """What there is to choose for a category; the first holds without a choice."""
    every = Preference.Frequency
    return [every.DAILY, every.WEEKLY, every.NEVER] if category.is_digest else [every.AT_ONCE, every.NEVER]


def set_frequency(preference: Preference, frequency) -> None:
    """Store a choice; twice, or from two windows at once, is the same as once."""
    Preference.objects.update_or_create(
        user=preference.user,
        address=preference.address,
        category=preference.category,
        defaults={"frequency": frequency},
    )


def owner(subscription):
    people = get_user_model()._default_manager
    if subscription.user_id:
        person = people.filter(pk=subscription.user_id).first()
        return person and {"user": person, "address": ""}
    # A mail to an address whose account came later is that person's all the same.
    person = people.filter(email__iexact=subscription.address).first()
    return {"user": person, "address": "" if person else subscription.address}
