"""People. An account holds the least we need; what a person may do stands in their memberships."""

from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from language.sorting import SearchKeyField, SortKeyField
from members.models.circles import Circle, Membership
from members.models.text import phone_number, single_line
from members.paths import path_of

# More municipalities than this are counted in a list, not named.
MOST_NAMED = 4


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Members see each other; people without a current membership are seen by the coordinator only."""
        if user.is_coordinator:
            return self
        if not user.is_member:
            return self.filter(pk=user.pk)
        current = Membership.objects.current(timezone.localdate()).values("user")
        return self.filter(Q(pk=user.pk) | Q(pk__in=current, is_active=True))

    def editable_by(self, user):
        """A profile is its owner's, also for the coordinator."""
        return self.filter(pk=user.pk)

    def coordinators(self, on):
        return self.filter(
            is_active=True,
            pk__in=Membership.objects.current(on)
            .filter(circle__kind=Circle.Kind.NETWORK, role=Membership.Role.LEADER)
            .values("user"),
        )


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Rights:
    """What `visible_to` and `editable_by` ask of whoever looks, logged in or not. See also: Visitor."""

    @cached_property
    def current_memberships(self):
        """This person's memberships of today, read once per request (the user object lives that long)."""
        return list(self.memberships.current(timezone.localdate()).select_related("circle"))

    @property
    def is_member(self):
        return bool(self.current_memberships)

    @property
    def is_coordinator(self):
        return self._has_network_role(Membership.Role.LEADER)

    @property
    def is_data_editor(self):
        return self._has_network_role(Membership.Role.DATA)

    @property
    def is_board_reader(self):
        return self._has_network_role(Membership.Role.READER)

    @property
    def circle_ids(self):
        return [membership.circle_id for membership in self.current_memberships]

    @property
    def led_circle_ids(self):
        return [m.circle_id for m in self.current_memberships if m.role == Membership.Role.LEADER]

    def led_ids_of(self, kind):
        """The circles of one kind that this person leads; known without asking the database."""
        return [
            m.circle_id for m in self.current_memberships if m.role == Membership.Role.LEADER and m.circle.kind == kind
        ]

    def _has_network_role(self, role):
        return any(m.circle.kind == Circle.Kind.NETWORK and m.role == role for m in self.current_memberships)


class User(Rights, AbstractBaseUser, PermissionsMixin):
    """A professional of the network. Never a parent or a child."""

    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=100, validators=[single_line])
    # From the name others may see: the order of a list must not give away a hidden surname.
    sort_name = SortKeyField(source="shown_name")
    function = models.CharField("functie", max_length=100, blank=True, validators=[single_line])
    organisation = models.CharField("organisatie", max_length=150, blank=True, validators=[single_line])
    municipalities = models.ManyToManyField(
        "province.Municipality", verbose_name="gemeenten waar je werkt", blank=True, related_name="people"
    )
    about = models.TextField("over jezelf", max_length=1000, blank=True)
    expertise = models.CharField("waar weet je veel van", max_length=300, blank=True, validators=[single_line])
    phone = models.CharField("telefoon", max_length=30, blank=True, validators=[phone_number])
    shows_email = models.BooleanField("leden zien mijn e-mailadres", default=False)
    shows_phone = models.BooleanField("leden zien mijn telefoonnummer", default=False)
    shows_first_name_only = models.BooleanField("leden zien alleen mijn voornaam", default=False)
    is_experience_expert = models.BooleanField("ik doe mee als ervaringsdeskundige", default=False)
    is_active = models.BooleanField("kan inloggen", default=True)
    is_staff = models.BooleanField("mag in het technisch beheer", default=False)
    is_demo = models.BooleanField("verzonnen persoon van de demo", default=False, editable=False)
    joined_at = models.DateTimeField("account sinds", default=timezone.now, editable=False)
    # What "wie is wie" searches: only what every member may see.
    search_text = SearchKeyField(source="searchable_text", max_length=1000)
    organisation_key = SearchKeyField(source="organisation")
    function_key = SearchKeyField(source="function")
    expertise_key = SearchKeyField(source="expertise", max_length=500)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "mensen"
        ordering = ["sort_name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="members_user_email_lower_case"),
        ]

    def __str__(self):
        return self.shown_name

    def get_absolute_url(self):
        return path_of("members:person_detail", self.pk)

    @property
    def shown_name(self):
        """The name others may see."""
        return self.name.split()[0] if self.shows_first_name_only and self.name.strip() else self.name

    @property
    def searchable_text(self):
        return " ".join([self.shown_name, self.organisation, self.function, self.expertise])

    @property
    def work_line(self):
        """Function and organisation in one line, for lists."""
        return ", ".join(part for part in (self.function, self.organisation) if part)

    @property
    def municipality_line(self):
        """Where somebody works, short enough for a list."""
        names = [municipality.name for municipality in self.municipalities.all()]
        return ", ".join(names) if len(names) <= MOST_NAMED else f"{len(names)} gemeenten"

    @property
    def has_way_in(self):
        """Whether this person chose how to log in: a password, or a passkey or app (django-allauth)."""
        return self.has_usable_password() or self.authenticator_set.exists()

    def email_seen_by(self, viewer):
        """The address, for whoever may see it: those it is shown to, its owner, and who administers access."""
        return self.email if self.shows_email or viewer.is_coordinator or viewer.pk == self.pk else ""

    @property
    def initials(self):
        words = self.shown_name.split()
        return "".join(word[0].upper() for word in [*words[:1], *words[1:][-1:]])


class Visitor(Rights, AnonymousUser):
    """Somebody who is not logged in: sees what is public, and nothing else."""

    current_memberships = ()
