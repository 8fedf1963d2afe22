from django.db import migrations
from django.utils.text import slugify

# What an organisation is, where its old domain does not tell.
KINDS = {
    "Antonius Ziekenhuis": "hospital",
    "Bo Geboortezorg": "maternity_care",
    "College Perinatale Zorg": "network",
    "Divosa": "network",
    "FPA-coalitie Financieel Fit Fryslân": "network",
    "Frisius MC": "hospital",
    "Isis Kraamzorg": "maternity_care",
    "KraamZus": "maternity_care",
    "Ministerie van VWS": "other",
    "NVOG": "hospital",
    "Nij Smellinghe": "hospital",
    "POP-poli Nij Smellinghe": "mental_health",
    "Sociaal Domein Fryslân": "municipality",
    "Stichting Lezen en Schrijven": "language",
    "VNG": "network",
}
KIND_OF_DOMAIN = {
    "medical": "midwives",
    "public_health": "youth_health",
    "social": "welfare",
    "informal": "volunteers",
    "government": "municipality",
    "knowledge": "knowledge",
    "network": "network",
    "insurer": "insurer",
}
DOMAIN_OF_KIND = {
    **{kind: domain for domain, kind in KIND_OF_DOMAIN.items()},
    "hospital": "medical",
    "maternity_care": "medical",
    "general_practice": "medical",
    "mental_health": "medical",
    "youth_care": "social",
    "childcare": "social",
    "language": "social",
    "other": "government",
}


def fill(apps, schema_editor):
    Organisation = apps.get_model("coalitions", "Organisation")
    FormerName = apps.get_model("coalitions", "FormerName")
    taken = set()
    for organisation in Organisation.objects.order_by("pk"):
        slug = base = slugify(organisation.name)[:74] or "organisatie"
        number = 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        organisation.slug = slug
        organisation.kind = KINDS.get(organisation.name) or KIND_OF_DOMAIN[organisation.domain]
        organisation.save(update_fields=["slug", "kind"])
        FormerName.objects.bulk_create(
            FormerName(organisation=organisation, name=name) for name in dict.fromkeys(organisation.former_names)
        )


def empty(apps, schema_editor):
    Organisation = apps.get_model("coalitions", "Organisation")
    FormerName = apps.get_model("coalitions", "FormerName")
    for organisation in Organisation.objects.order_by("pk"):
        names = FormerName.objects.filter(organisation=organisation).order_by("pk")
        organisation.former_names = list(names.values_list("name", flat=True))
        organisation.domain = DOMAIN_OF_KIND[organisation.kind]
        organisation.save(update_fields=["former_names", "domain"])
    FormerName.objects.all().delete()


class Migration(migrations.Migration):
    """Gives the rows that are there their kind, their address and their former names as rows."""

    dependencies = [("coalitions", "0007_organisation_fields")]

    operations = [migrations.RunPython(fill, empty)]
