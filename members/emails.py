"""Every mail about people and circles: one function per mail, each returns the message unsent."""

from django.urls import reverse

from outbox.messages import Category, absolute, message


def invitation(invitation, token):
    """The link stands in this mail and nowhere else; a new link makes a new mail."""
    return message(
        "members/emails/invitation",
        to=invitation.email,
        context={
            "invitation": invitation,
            "url": absolute(reverse("members:invitation_accept", args=[token])),
        },
        category=Category.INVITATION,
    )


def membership_started(membership, by):
    return _about_membership("members/emails/membership_started", membership, by=by)


def membership_ended(membership):
    return _about_membership("members/emails/membership_ended", membership)


def role_changed(membership):
    return _about_membership("members/emails/role_changed", membership)


def circle_without_leader(membership, *, to):
    return message(
        "members/emails/circle_without_leader",
        to=to.email,
        user=to,
        context={"membership": membership, "url": absolute(membership.circle.get_absolute_url())},
        category=Category.REQUEST,
        dedupe_key=f"circle-without-leader:{membership.pk}:{to.pk}",
    )


def access_requested(access_request, *, to):
    return message(
        "members/emails/access_requested",
        to=to.email,
        user=to,
        context={"access_request": access_request, "url": absolute(reverse("members:accessrequest_list"))},
        category=Category.REQUEST,
        dedupe_key=f"access-requested:{access_request.pk}:{to.pk}",
    )


def access_declined(access_request):
    return message(
        "members/emails/access_declined",
        to=access_request.email,
        context={"access_request": access_request, "url": absolute(reverse("members:accessrequest_create"))},
        category=Category.ACCOUNT,
        dedupe_key=f"access-declined:{access_request.pk}",
    )


def let_back_in(person, by):
    """The news to the owner, who may not have asked for it."""
    return message(
        "members/emails/let_back_in",
        to=person.email,
        user=person,
        context={"person": person, "by": by, "url": absolute(reverse("account_login"))},
        category=Category.ACCOUNT,
    )


def review_asked(person, *, asked, reminded, dedupe_key):
    """One mail about everything of this person that is due today."""
    return message(
        "members/emails/review_asked",
        to=person.email,
        user=person,
        context={
            "person": person,
            "asked": [(due, absolute(due.url)) for due in asked],
            "reminded": [(due, absolute(due.url)) for due in reminded],
            "count": len(asked) + len(reminded),
            "url": absolute(reverse("members:review_list")),
        },
        category=Category.REVIEW,
        dedupe_key=dedupe_key,
    )


def review_handed_over(due, *, to, by):
    return message(
        "members/emails/review_handed_over",
        to=to.email,
        user=to,
        context={"person": to, "by": by, "due": due, "url": absolute(due.url)},
        category=Category.HANDOVER,
    )


def digest(person, sections):
    """What happened since the last one, a section per room that has something to tell."""
    first, *others = sections
    return message(
        "members/emails/digest",
        to=person.email,
        user=person,
        context={
            "person": person,
            "sections": sections,
            "preferences_url": absolute(reverse("outbox:preferences")),
        },
        category=first.category,
        beside=[section.category for section in others],
    )


def _about_membership(template, membership, **context):
    return message(
        template,
        to=membership.user.email,
        user=membership.user,
        context={
            "membership": membership,
            "url": absolute(reverse("members:circle_list")),
            **context,
        },
        # Part of having an account: there is nothing to unsubscribe from.
        category=Category.ACCOUNT,
    )
