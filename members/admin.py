"""The technical admin, for who keeps the portal running. Its pages for people are elsewhere."""

from allauth.account.admin import EmailAddress
from allauth.account.decorators import secure_admin_login
from allauth.mfa.admin import Authenticator
from allauth.usersessions.admin import UserSession
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.handover.passing import pass_on
from members.models import AccessRequest, Circle, Invitation, Membership, User

admin.site.site_header = "Technisch beheer"
admin.site.site_title = "Technisch beheer"
admin.site.index_title = "Gegevens"
# Staff come in by the same login as everybody: its rate limits and its second factor count here too.
admin.site.login = secure_admin_login(admin.site.login)
# What somebody logs in with is theirs: staff could add a factor or an address here, or read the key of a session.
# Imported above from allauth's own admin modules, so that they are registered by now.
admin.site.unregister([Authenticator, EmailAddress, UserSession])


class UserForm(forms.ModelForm):
    def clean_is_active(self):
        is_active = self.cleaned_data["is_active"]
        if not is_active and is_only_coordinator(self.instance):
            raise ValidationError("Het netwerk houdt altijd minstens één aanjager. Maak eerst iemand anders aanjager.")
        return is_active


def is_only_coordinator(user):
    return list(User.objects.coordinators(timezone.localdate())) == [user]


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Never a password or a factor: those are their owner's."""

    list_display = ["email", "name", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "function", "organisation", "is_active", "is_staff", "is_superuser"]
    readonly_fields = ["email"]
    form = UserForm
    # Deleting many at once would not ask who is the last coordinator.
    actions = None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and is_only_coordinator(obj))

    def save_model(self, request, obj, form, change):
        """Who cannot log in any more looks after nothing: it goes to others in the same transaction."""
        super().save_model(request, obj, form, change)
        pass_on(obj, by=request.user, now=timezone.now())


@admin.register(Circle)
class CircleAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "slug"]
    list_filter = ["kind"]
    search_fields = ["name"]


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ["user", "circle", "role", "since", "until"]
    list_select_related = ["user", "circle"]
    list_filter = ["role", "circle__kind"]
    search_fields = ["user__email", "user__name", "circle__name"]
    autocomplete_fields = ["user", "circle", "ended_by"]

    # What somebody is, ends and changes on the page of the circle: that asks who takes over (members/joining.py).
    # Here one can only put somebody in a circle, for when there is nobody left who can.
    def has_change_permission(self, request, obj=None):
        return False

    has_delete_permission = has_change_permission


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    list_display = ["email", "circle", "role", "sent_at", "accepted_at", "withdrawn_at"]
    list_select_related = ["circle"]
    search_fields = ["email"]
    autocomplete_fields = ["circle", "invited_by", "accepted_by"]

    def has_add_permission(self, request):
        return False


@admin.register(AccessRequest)
class AccessRequestAdmin(admin.ModelAdmin):
    list_display = ["name", "email", "circle", "created_at", "decided_at", "outcome"]
    list_select_related = ["circle"]
    search_fields = ["email", "name"]
    autocomplete_fields = ["circle", "decided_by"]

    def has_add_permission(self, request):
        return False
