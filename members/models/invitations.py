"""The two ways in: an invitation by somebody inside, or a request that the coordinator approves."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from members.models.circles import Circle, Membership
from members.models.text import single_line


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may invite to a circle sees its invitations."""
        return self.filter(circle__in=Circle.objects.editable_by(user))

    editable_by = visible_to

    def unanswered(self):
        """Neither accepted nor withdrawn; the link may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def open(self, now):
        return self.unanswered().filter(expires_at__gt=now)

    def to_address(self, email):
        return self.filter(email__iexact=email)

    def by_token(self, token):
        return self.filter(token_hash=hash_token(token))


class Invitation(models.Model):
    """One e-mail address's way into one circle. Only the hash of the link is kept."""

    email = models.EmailField("e-mailadres")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="invitations", verbose_name="kring")
    role = models.CharField("rol", max_length=10, choices=Membership.Role.choices, default=Membership.Role.MEMBER)
    message = models.TextField("persoonlijk bericht", max_length=1000, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="invitations_sent"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField("verstuurd op")
    expires_at = models.DateTimeField("geldig tot")
    accepted_at = models.DateTimeField("aangenomen op", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations_accepted"
    )
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "circle",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="members_invitation_one_open_per_address",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="members_invitation_accepted_or_withdrawn",
            ),
        ]

    def __str__(self):
        return f"{self.email} – {self.circle}"

    @property
    def role_label(self):
        return Membership(circle=self.circle, role=self.role).role_label

    def is_open(self, now):
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at

    def lets_finish(self, now):
        """Whether the link still leads somebody back to an account that they cannot log in to yet.

        A double click, or a window closed before choosing a password, must not lock somebody out. As soon as
        the account has a password or a passkey, the link is worth nothing.
        """
        return (
            now < self.expires_at
            and self.accepted_by is not None
            and self.accepted_by.email == self.email.lower()
            and not self.accepted_by.has_way_in
        )


def hash_token(token):
    return hashlib.sha256(token.encode()).hexdigest()


class AccessRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_coordinator else self.none()

    editable_by = visible_to

    def undecided(self):
        return self.filter(decided_at=None)


class AccessRequest(models.Model):
    """Somebody without an account asks to be let in; the coordinator decides and both outcomes are mailed."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", "goedgekeurd"
        DECLINED = "declined", "afgewezen"

    name = models.CharField("naam", max_length=100, validators=[single_line])
    email = models.EmailField("e-mailadres")
    organisation = models.CharField("organisatie", max_length=150, validators=[single_line])
    function = models.CharField("functie", max_length=100, validators=[single_line])
    circle = models.ForeignKey(
        Circle, on_delete=models.CASCADE, related_name="access_requests", verbose_name="gemeente of thematafel"
    )
    motivation = models.TextField("waarom wil je meedoen", max_length=1000)
    created_at = models.DateTimeField("gevraagd op")
    decided_at = models.DateTimeField("beslist op", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField("besluit", max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField("reden", max_length=1000, blank=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "aanvraag"
        verbose_name_plural = "aanvragen"
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "circle",
                condition=Q(decided_at=None),
                name="members_accessrequest_one_open_per_address",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, outcome="") | (Q(decided_at__isnull=False) & ~Q(outcome="")),
                name="members_accessrequest_decided_with_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="declined") | ~Q(reason=""),
                name="members_accessrequest_declined_with_reason",
            ),
        ]

    def __str__(self):
        return f"{self.name} – {self.circle}"
