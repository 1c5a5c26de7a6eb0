"""What lies outside the data: secrets, the key of backups, the files that outlive a restored backup (S30 to S34)."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from handrail.config.refusals import data_trees
from handrail.config.safe_keeping.backup_keys import BackupKeyRefused, public_key
from handrail.privacy.master_keys import OTHERS

OUTSIDE_FILES = {"AUDIT_ANCHOR_FILE": "the heads of the audit record", "ERASURE_FILE": "whom a restore must forget"}
SECRET_FILES = ("SECRET_KEY_FILE", "TWILIO_TOKEN_FILE", "SMTP_PASSWORD_FILE")


def backups_can_be_sealed() -> Iterator[CheckMessage]:
    try:
        public_key(settings.BACKUP_TO)
    except BackupKeyRefused as refusal:
        yield Error(str(refusal), id="handrail.backup_key")


def files_lie_outside() -> Iterator[CheckMessage]:
    for name, what in OUTSIDE_FILES.items():
        if not (named := getattr(settings, name)):
            yield Error(f"HANDRAIL_{name} is not set: {what} must lie outside the data.", id=f"handrail.{name.lower()}")
        elif fault := fault_of(Path(named)):
            yield Error(f"HANDRAIL_{name}, {what}, {fault}", id=f"handrail.{name.lower()}")


def fault_of(file: Path) -> str:
    if tree := next((tree for tree in data_trees() if file.resolve().is_relative_to(tree)), None):
        return f"lies among the data, in {tree}: whoever rewrites the one rewrites the other."
    if not os.access(file if file.exists() else file.parent, os.W_OK):
        return "cannot be written."
    if file.exists() and file.stat().st_mode & OTHERS:
        return "may be read by others than its owner. Set its mode to 0600."
    return ""


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


OUTSIDE = (backups_can_be_sealed, files_lie_outside, secrets_are_their_owners_alone)
