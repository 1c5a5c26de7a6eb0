"""What somebody needs, as a referral has it and as a question carries it: the same codes, known to the database."""

from django.db import models

from handrail.directory.domain.open_places import Level
from handrail.referrals.domain.needs import Age, Medicine, Need, PayerClass, Trait
from handrail.referrals.models.columns import code, is_known


class HasNeed(models.Model):
    """The columns of a need."""

    age = code(Age)
    level = code(Level)
    medicine = code(Medicine)
    payer = code(PayerClass)
    is_tonight = models.BooleanField(default=False)
    trait = code(Trait, is_optional=True)

    class Meta:
        abstract = True

    @property
    def need(self) -> Need:
        return Need(
            Age(self.age),
            Level(self.level),
            Medicine(self.medicine),
            PayerClass(self.payer),
            self.is_tonight,
            Trait(self.trait) if self.trait else None,
        )


def need_is_known(table: str) -> list[models.CheckConstraint]:
    return [
        is_known(table, "age", Age),
        is_known(table, "level", Level),
        is_known(table, "medicine", Medicine),
        is_known(table, "payer", PayerClass),
        is_known(table, "trait", Trait, is_optional=True),
    ]
