"""A place that is kept knows who may pay for it; those that were kept before are for whoever pays. And a table of numbers
of searches that found nothing."""

from django.db import migrations, models
from django.db.models import Q

PAYERS = ["any", "medicaid", "medicare", "private", "military", "tribal", "state_funded"]


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0006_people_come_back_and_are_rung"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="placehold", name="referrals_one_person_a_place"),
        migrations.AddField(
            model_name="placehold",
            name="payer",
            field=models.CharField(
                choices=[(payer, payer) for payer in PAYERS], default="any", max_length=24
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="placehold",
            name="payer",
            field=models.CharField(choices=[(payer, payer) for payer in PAYERS], default=None, max_length=24),
        ),
        migrations.AddConstraint(
            model_name="placehold",
            constraint=models.UniqueConstraint(
                condition=Q(ended_at=None),
                fields=("facility", "level", "sex", "age_band", "payer", "slot"),
                name="referrals_one_person_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="placehold",
            constraint=models.CheckConstraint(
                condition=Q(payer__in=PAYERS), name="referrals_hold_payer_is_known"
            ),
        ),
        migrations.CreateModel(
            name='UnmetSearches',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(max_length=2)),
                ('missed', models.CharField(choices=[('today', 'today'), ('withdrawal_bed', 'withdrawal_bed'), ('residential', 'residential'), ('methadone', 'methadone'), ('buprenorphine', 'buprenorphine'), ('medicaid', 'medicaid'), ('private', 'private'), ('public', 'public'), ('no_insurance', 'no_insurance'), ('under_18', 'under_18'), ('pregnant_or_children', 'pregnant_or_children'), ('language', 'language'), ('else', 'else'), ('near', 'near')], default=None, max_length=24)),
                ('week', models.DateField(help_text='its Monday')),
                ('times', models.PositiveIntegerField()),
            ],
            options={
                'verbose_name_plural': 'unmet searches',
                'constraints': [models.UniqueConstraint(fields=('week', 'state', 'missed'), name='referrals_unmet_is_counted_once'), models.CheckConstraint(condition=models.Q(('times__gte', 11)), name='referrals_unmet_is_no_small_number'), models.CheckConstraint(condition=models.Q(('missed__in', ['today', 'withdrawal_bed', 'residential', 'methadone', 'buprenorphine', 'medicaid', 'private', 'public', 'no_insurance', 'under_18', 'pregnant_or_children', 'language', 'else', 'near'])), name='referrals_unmet_missed_is_known')],
            },
        ),
    ]
