"""Who acted on a signed consent must show it for six years, also after the person's own was erased (45 CFR 164.530(j)).

So its words move from the person's key to the one for what programs must keep. Of who was erased before they are gone.
"""

from contextlib import suppress

from django.db import migrations
from django.utils import timezone

import handrail.privacy.sealed_fields
from handrail.privacy.data_keys import KeyDestroyed
from handrail.privacy.master_keys import Purpose
from handrail.privacy.sealed_values import opened, seal


def seal_anew(apps, schema_editor):
    at = timezone.now()
    for consent in apps.get_model("privacy", "Consent").objects.order_by("pk").iterator():
        with suppress(KeyDestroyed):
            seal(consent, at=at, **opened(consent, "evidence"))
            consent.save(update_fields=["evidence"])


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0006_secret_holds"),
    ]

    operations = [
        migrations.AlterField(
            model_name="consent",
            name="evidence",
            field=handrail.privacy.sealed_fields.SealedField(
                help_text="the words as shown, who was present, how it was signed, who got the copy",
                purpose=Purpose["PROGRAMS"],
            ),
        ),
        migrations.RunPython(seal_anew, migrations.RunPython.noop),
    ]
