"""What lies outside the data: secrets, the key of backups, the files that outlive a restored backup (S30 to S34)."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from handrail.config.refusals import fault_of_outside_file
from handrail.config.safe_keeping.backup_keys import BackupKeyRefused, public_key
from handrail.privacy.master_keys import OTHERS

SECRET_FILES = ("SECRET_KEY_FILE", "TWILIO_TOKEN_FILE", "SMTP_PASSWORD_FILE")


def backups_can_be_sealed() -> Iterator[CheckMessage]:
    try:
        public_key(settings.BACKUP_TO)
    except BackupKeyRefused as refusal:
        yield Error(str(refusal), id="handrail.backup_key")


def anchors_lie_outside() -> Iterator[CheckMessage]:
    """The ledger of what a restore must do again is asked about before anything is served."""
    named, what, ours = settings.AUDIT_ANCHOR_FILE, "the heads of the audit record", "handrail.audit_anchor_file"
    if not named:
        yield Error(f"HANDRAIL_AUDIT_ANCHOR_FILE is not set: {what} must lie outside the data.", id=ours)
    elif fault := fault_of_outside_file(Path(named)):
        yield Error(f"HANDRAIL_AUDIT_ANCHOR_FILE, {what}, {fault}", id=ours)


def secrets_are_their_owners_alone() -> Iterator[CheckMessage]:
    for name in SECRET_FILES:
        file = getattr(settings, name)
        if file and Path(file).exists() and Path(file).stat().st_mode & OTHERS:
            yield Error(f"Others than its owner may read {file}. Set its mode to 0600.", id="handrail.secret_files")
    if not settings.SECRET_KEY_FILE:
        yield Warning(
            "The secret key stands in the environment, which other programs may see.",
            hint="Put it into a file and name that in HANDRAIL_SECRET_KEY_FILE.",
            id="handrail.secret_in_environment",
        )


OUTSIDE = (backups_can_be_sealed, anchors_lie_outside, secrets_are_their_owners_alone)
