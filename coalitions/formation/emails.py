"""Mail about coalitions that become one."""

from outbox.messages import Category, absolute, message


def coalition_merged(membership, former):
    """The news to whoever goes on in the other coalition."""
    return message(
        "coalitions/emails/coalition_merged",
        to=membership.user.email,
        user=membership.user,
        context={
            "membership": membership,
            "former": former,
            "url": absolute(membership.circle.coalition.get_absolute_url()),
        },
        # Part of having an account: there is nothing to unsubscribe from.
        category=Category.ACCOUNT,
        dedupe_key=f"coalition-merged:{membership.pk}",
    )
