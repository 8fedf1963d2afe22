"""Who sits at the table of a coalition on a day, by domain."""

from itertools import groupby

from coalitions.models.kinds import Domain

ORDER = list(Domain)


def by_domain(coalition, on):
    """Return [(domain, partners)] in the order of the domains, with organisation and who speaks for it. One query."""
    partners = coalition.partners.current(on).select_related("organisation", "contact")
    ordered = sorted(partners, key=lambda partner: ORDER.index(partner.organisation.domain))
    return [(domain, list(group)) for domain, group in groupby(ordered, lambda partner: partner.organisation.domain)]
