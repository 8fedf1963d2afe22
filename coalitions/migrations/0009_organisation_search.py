import coalitions.models.organisations
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import members.models.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('coalitions', '0008_organisation_rows'),
        ('province', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField(
            model_name='organisation',
            name='checked_on',
        ),
        # With a default, so that the way back works on rows that are there.
        migrations.AlterField(
            model_name='organisation',
            name='domain',
            field=models.CharField(default='', max_length=15),
        ),
        migrations.RemoveField(
            model_name='organisation',
            name='domain',
        ),
        migrations.RemoveField(
            model_name='organisation',
            name='former_names',
        ),
        migrations.AddField(
            model_name='organisation',
            name='changed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='gewijzigd op'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='changed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gewijzigd door'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='closed_on',
            field=models.DateField(blank=True, null=True, verbose_name='gestopt op'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='contact_function',
            field=models.CharField(blank=True, max_length=100, validators=[members.models.text.single_line, coalitions.models.organisations.impersonal], verbose_name='wie je daar vraagt'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='for_whom',
            field=models.TextField(blank=True, max_length=500, validators=[coalitions.models.organisations.impersonal], verbose_name='voor wie'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='offers',
            field=models.TextField(blank=True, max_length=1000, validators=[coalitions.models.organisations.impersonal], verbose_name='wat zij bieden'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='wie houdt dit bij'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='review_asked_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='gevraagd op'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='review_on',
            field=models.DateField(blank=True, null=True, verbose_name='opnieuw nakijken op'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='review_reminded_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='herinnerd op'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='reviewed_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='nagekeken op'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='search_text',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='organisation',
            name='search_names',
            field=models.CharField(default='', editable=False, max_length=1500),
        ),
        migrations.AddField(
            model_name='organisation',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.AlterField(
            model_name='formername',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='coalitions.organisation'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='area',
            field=models.CharField(blank=True, max_length=200, validators=[members.models.text.single_line], verbose_name='werkgebied in woorden'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='confidence',
            field=models.CharField(blank=True, max_length=60, verbose_name='zekerheid'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='description',
            field=models.TextField(blank=True, max_length=500, validators=[coalitions.models.organisations.impersonal], verbose_name='wat de organisatie doet'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='kind',
            field=models.CharField(choices=[('municipality', 'gemeente'), ('insurer', 'zorgverzekeraar'), ('midwives', 'verloskundigen'), ('hospital', 'gynaecologen en ziekenhuis'), ('maternity_care', 'kraamzorg'), ('youth_health', 'jeugdgezondheidszorg'), ('general_practice', 'huisartsen'), ('youth_care', 'jeugdhulp'), ('mental_health', 'ggz'), ('childcare', 'kinderopvang'), ('welfare', 'welzijn'), ('volunteers', 'vrijwilligers en ervaringsdeskundigen'), ('language', 'bibliotheek en taal'), ('knowledge', 'kennis'), ('network', 'netwerk'), ('other', 'overig')], max_length=20, verbose_name='soort'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='name',
            field=models.CharField(max_length=150, validators=[members.models.text.single_line], verbose_name='naam'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='note',
            field=models.CharField(blank=True, max_length=250, validators=[members.models.text.single_line, coalitions.models.organisations.impersonal], verbose_name='opmerking'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='phone',
            field=models.CharField(blank=True, max_length=30, validators=[django.core.validators.RegexValidator('^\\+?[0-9][0-9 ()\\-]{5,28}$', 'Vul een telefoonnummer in met alleen cijfers, spaties en streepjes, bijvoorbeeld 06 12 34 56 78.')], verbose_name='telefoon'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='short_name',
            field=models.CharField(blank=True, max_length=40, validators=[members.models.text.single_line], verbose_name='korte naam'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='slug',
            field=models.SlugField(max_length=80, unique=True, verbose_name='kenmerk'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='source',
            field=models.CharField(blank=True, max_length=250, verbose_name='bron'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='website',
            field=models.URLField(blank=True, validators=[django.core.validators.URLValidator(['http', 'https'])], verbose_name='website'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='search',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('search_text', config='dutch'), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='coalitions_organisation_words'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_text'), 'gin_trgm_ops'), name='coalitions_organisation_parts'),
        ),
        migrations.AddConstraint(
            model_name='formername',
            constraint=models.UniqueConstraint(fields=('organisation', 'name'), name='coalitions_formername_once_per_organisation'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(fields=('sort_name',), name='coalitions_organisation_once_per_name'),
        ),
    ]
