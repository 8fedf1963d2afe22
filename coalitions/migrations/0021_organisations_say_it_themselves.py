"""Its domain, and what its kind is also called, are no longer among the words of an organisation."""

from django.db import migrations
from django.db.models import F, TextField, Value
from django.db.models.functions import Replace

from language.sorting import sort_key

# As they were stored until now: kind, its label, its domain, what it is also called (coalitions/models/kinds.py).
STORED = (
    ("municipality", "gemeente", "Gemeente", "gemeente wethouder beleid"),
    ("insurer", "zorgverzekeraar", "Verzekeraar", "zorgverzekering verzekeraar vergoeding"),
    ("midwives", "verloskundigen", "Medisch", "verloskundige verloskunde geboortezorg zwanger zwangerschap bevalling bevallen VSV"),
    ("hospital", "gynaecologen en ziekenhuis", "Medisch", "gynaecoloog ziekenhuis kinderarts zwangerschap bevalling bevallen geboortezorg"),
    ("maternity_care", "kraamzorg", "Medisch", "kraamhulp kraamverzorgende kraambed kraamtijd geboortezorg borstvoeding"),
    ("youth_health", "jeugdgezondheidszorg", "Medisch", "consultatiebureau JGZ jeugdarts jeugdverpleegkundige inenting prenataal huisbezoek"),
    ("general_practice", "huisartsen", "Medisch", "huisarts huisartsenpraktijk praktijkondersteuner POH"),
    ("youth_care", "jeugdhulp", "Sociaal", "jeugdzorg opvoeden opvoedhulp gezinshulp veiligheid"),
    ("mental_health", "ggz", "Medisch", "psychische klachten psycholoog psychiater depressie angst geestelijke gezondheid POP-poli"),
    ("childcare", "kinderopvang", "Sociaal", "kinderdagverblijf peuterspeelzaal peuteropvang gastouder voorschool"),
    ("welfare", "welzijn", "Sociaal", "maatschappelijk werk wijkteam gebiedsteam geldzorgen schulden armoede wonen"),
    ("volunteers", "vrijwilligers en ervaringsdeskundigen", "Informeel", "vrijwilliger maatje buddy steun eenzaam ervaringsdeskundige"),
    ("language", "bibliotheek en taal", "Sociaal", "bibliotheek voorlezen taal lezen schrijven laaggeletterd boekjes"),
    ("knowledge", "kennis", "Kennis en netwerken", "onderzoek advies ondersteuning cijfers"),
    ("network", "netwerk", "Kennis en netwerken", "samenwerking samenwerkingsverband netwerk vereniging"),
    ("other", "overig", "Kennis en netwerken", ""),
)


def take_out(apps, schema_editor):
    organisations = apps.get_model("coalitions", "Organisation").objects
    for kind, label, domain, called in STORED:
        without = Replace(F("search_text"), Value(f"\n{sort_key(called)}" if called else ""), Value(""))
        domain = Value(sort_key(f"\n{label}\n{domain}"))
        organisations.filter(kind=kind).update(
            search_text=Replace(without, domain, Value(sort_key(f"\n{label}")), output_field=TextField())
        )


class Migration(migrations.Migration):
    dependencies = [("coalitions", "0020_organisations_by_kind")]

    # Nothing to undo: every change of an organisation writes the text anew.
    operations = [migrations.RunPython(take_out, migrations.RunPython.noop, elidable=True)]
