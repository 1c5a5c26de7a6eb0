"""Columns that hold only sealed bytes.

No attribute of a model ever holds the open value, so no `dumpdata`, admin page, traceback or `repr` can show one:
`sealed_values` is the way in and out.
"""

from typing import Any

from django.db import models

from handrail.privacy.master_keys import Purpose


class SealedField(models.BinaryField):
    """Bytes made by `seal`. `purpose` says which of the person's keys: that of counseling notes opens nothing else."""

    def __init__(self, *args: Any, purpose: Purpose = Purpose.SUBJECTS, **options: Any) -> None:
        self.purpose = purpose
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, path, args, options = super().deconstruct()
        if self.purpose is not Purpose.SUBJECTS:
            options["purpose"] = self.purpose
        return name, path, args, options


def sealed_fields(model: type[models.Model]) -> list[SealedField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]
