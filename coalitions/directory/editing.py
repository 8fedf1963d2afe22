"""Writing to the directory. Every change passes here, so that every change has its line of history."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from coalitions.directory.facts import differences, facts_of, municipality_count, with_lists
from coalitions.models import FormerName, Organisation, OrganisationChange
from language.slugs import first_free

REVIEW_AFTER = timedelta(days=182)
# Words that stand in the place of an organisation in the addresses of the directory.
RESERVED = {"nieuw", "exporteren", "importeren", "voorstellen"}
LONGEST_SLUG = 80


class NameTaken(Exception):
    """Somebody else added an organisation of this name a moment ago."""


def store(organisation, *, municipalities, former_names, by, now, kind, reason=""):
    """Save a new organisation, or one whose row the caller locked, as its next version, with a line of history.

    Its own fields are set already; `former_names` are (name, until, source). What stood there is read again.
    """
    count = municipality_count()
    is_new = organisation._state.adding
    before = {} if is_new else facts_of(stored(organisation.pk), count)
    if is_new:
        organisation.slug = free_slug(organisation.name, Organisation.objects.values_list("slug", flat=True))
    try:
        with transaction.atomic():
            organisation.save_version(by=by, now=now)
    except IntegrityError as error:
        raise NameTaken from error
    organisation.municipalities.set(municipalities)
    set_former_names(organisation, former_names)
    Organisation.objects.filter(pk=organisation.pk).reindex()
    after = facts_of(stored(organisation.pk), count)
    return OrganisationChange.objects.create(
        organisation=organisation, kind=kind, by=by, at=now, reason=reason, fields=differences(before, after)
    )


def stored(pk):
    return with_lists(Organisation.objects.all()).get(pk=pk)


def set_former_names(organisation, wanted):
    known = {(former.name, former.until, former.source): former.pk for former in organisation.former_names.all()}
    wanted = dict.fromkeys(wanted)
    organisation.former_names.filter(pk__in=[pk for key, pk in known.items() if key not in wanted]).delete()
    FormerName.objects.bulk_create(
        FormerName(organisation=organisation, name=name, until=until, source=source)
        for name, until, source in wanted
        if (name, until, source) not in known
    )


def free_slug(name, taken):
    """Return the address of a new organisation: its name, with a number behind it when that is in use."""
    return first_free(slugify(name)[: LONGEST_SLUG - 6] or "organisatie", RESERVED.union(taken).__contains__)


def mark_reviewed(organisation, *, by, on):
    """The facts hold today; whoever says so looks after them if nobody did. The caller saves."""
    organisation.reviewed_on = on
    organisation.review_on = on + REVIEW_AFTER
    organisation.owner = organisation.owner or by


def appoint(organisation, *, owner, by, now, on):
    """Ask somebody to look after an organisation from now on."""
    with transaction.atomic():
        current = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
        current.owner = owner
        current.review_on = current.review_on or on + REVIEW_AFTER
        current.save(update_fields=["owner", "review_on"])
        OrganisationChange.objects.create(organisation=current, kind=OrganisationChange.Kind.OWNER, by=by, at=now)
