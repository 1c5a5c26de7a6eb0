"""Reading and declaring what kind of installation this is."""

from datetime import datetime

from handrail.kernel.models import Installation, InstallationKind


class DeclarationRefused(Exception):
    """The message may be shown to the operator."""


def current_kind() -> InstallationKind:
    """EMPTY until the first data are loaded."""
    kind = Installation.objects.filter(pk=1).values_list("kind", flat=True).first()
    return InstallationKind(kind) if kind else InstallationKind.EMPTY


def declare(*, kind: InstallationKind, at: datetime) -> None:
    """Call it inside the transaction that loads or removes the data, so that kind and data change together."""
    installation = Installation.objects.select_for_update().filter(pk=1).first() or Installation(pk=1)
    if installation.kind == InstallationKind.REAL and kind is InstallationKind.DEMONSTRATION:
        raise DeclarationRefused("This installation holds real data: demonstration data never join them.")
    installation.kind, installation.changed_at = kind, at
    installation.save()
