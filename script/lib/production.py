"""An installation for people, as docs/operate tells to make one: `check --deploy` must find nothing in it."""

import subprocess
from pathlib import Path

from virtualenv import VENV, clean_environment

OFFICER = """
from django.utils import timezone
from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models import Membership
from handrail.accounts.organizations.actions import open_organization
from handrail.accounts.persons.actions import open_account
from handrail.privacy.domain.actors import PRODUCT

at = timezone.now()
ours = open_organization(name="Invented operator", kind=Kind.OPERATOR, by=PRODUCT, at=at)
user, _ = open_account(word="officer", password="four words of nobody", language="en", at=at)
Membership.objects.create(organization=ours, user=user, role=Role.PRIVACY_OFFICER, began_at=at)
"""
HANDRAIL = VENV / "bin" / "handrail"


def environment(folder: Path) -> dict[str, str]:
    """Data in one folder, and in another what must lie apart from them. Nothing it names is reached."""
    data, apart = folder / "production", folder / "apart"
    data.mkdir()
    apart.mkdir(mode=0o700)
    secret = apart / "twilio-token"
    secret.touch(mode=0o600)
    secret.write_text("invented\n")
    settings = {
        "HANDRAIL_VAR": str(data),
        "HANDRAIL_KEYS_FILE": str(apart / "keys.toml"),
        "HANDRAIL_AUDIT_ANCHOR_FILE": str(apart / "anchors"),
        "HANDRAIL_ERASURE_FILE": str(apart / "ledger"),
        "HANDRAIL_HOSTS": "www.example.org,go.example.org",
        "HANDRAIL_TRUST_PROXY": "1",
        "HANDRAIL_OPERATOR_ROLE": "part2_program",
        "HANDRAIL_OPERATOR_EMAIL": "professionals@example.org",
        "HANDRAIL_MESSAGE_HOST": "go.example.org",
        "HANDRAIL_MESSAGE_NAME": "News",
        "HANDRAIL_MESSAGE_AGREEMENT": "sms:2026-11-01",
        "HANDRAIL_TWILIO_ACCOUNT": "AC" + "a" * 32,
        "HANDRAIL_TWILIO_FROM": "+13125550100",
        "HANDRAIL_TWILIO_TOKEN_FILE": str(secret),
    }
    made = told("make_backup_key", str(apart / "backup.key"), **settings)
    return settings | {"HANDRAIL_BACKUP_TO": made.strip().partition("=")[2].strip('"')}


def prepare(settings: dict[str, str]) -> None:
    for command in (["make_keys"], ["migrate"], ["collectstatic", "--noinput"], ["shell", "-c", OFFICER], ["tick"]):
        told(*command, **settings)


def told(*command: str, **settings: str) -> str:
    """What a command printed. Files it makes are its owner's alone."""
    done = subprocess.run(
        [str(HANDRAIL), *command],
        env=clean_environment(**settings),
        capture_output=True,
        text=True,
        umask=0o077,
    )
    if done.returncode != 0:
        raise SystemExit(f"handrail {command[0]}: {done.stdout}{done.stderr}")
    return done.stdout
