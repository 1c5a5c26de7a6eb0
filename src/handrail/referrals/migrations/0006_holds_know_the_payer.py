"""A place that is kept knows who may pay for it. Those that were kept before are for whoever pays."""

from django.db import migrations, models
from django.db.models import Q

PAYERS = ["any", "medicaid", "medicare", "private", "military", "tribal", "state_funded"]


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0005_periods_are_published_once"),
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
    ]
