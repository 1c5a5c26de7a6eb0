"""What somebody has besides a password."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from handrail.accounts.models import AuthenticatorApp, Passkey, RecoveryCode, User


@dataclass(frozen=True)
class SecondFactors:
    """For the person's own page, and for asking only what they can answer."""

    has_app: bool
    passkeys: tuple[tuple[str, datetime], ...]
    codes_left: int
    code_used_at: datetime | None  # the latest of those that are left or used; new codes begin anew

    def __bool__(self) -> bool:
        """Recovery codes alone are none: they stand in for one that is lost."""
        return self.has_app or bool(self.passkeys)


def second_factors_of(*, user: User) -> SecondFactors:
    """In three queries."""
    codes = RecoveryCode.objects.filter(user=user)
    counted = codes.aggregate(left=Count("pk", filter=Q(used_at=None)), used=Max("used_at"))
    return SecondFactors(
        has_app=AuthenticatorApp.objects.filter(user=user, confirmed_at__isnull=False).exists(),
        passkeys=tuple(Passkey.objects.filter(user=user).order_by("made_at").values_list("public_id", "made_at")),
        codes_left=counted["left"],
        code_used_at=counted["used"],
    )
