"""Rows of an earlier release are all there after an upgrade, and open, and prove themselves; on whichever engine.

`script/keep_rows` keeps the rows of a release. What is in them is invented.
"""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from installations import Installation, said

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

UPGRADING = Path(__file__).resolve().parents[2] / "upgrading"
KEPT = sorted(UPGRADING.glob("kept/*.json"))
# What an upgrade changes on purpose: a column that is gone or holds something else, with the reason. Empty is best.
CHANGED = {
    "accounts.User.email": "an account needs no address (S12)",
    "directory.ListingChange.address": "a change that has ended forgets the mailbox it named (S17)",
    "privacy.Consent.evidence": "the words are sealed anew, under the key for what programs must keep (S33)",
}

PAGES_KEPT = [
    [["verified", "Invented Director"], ["withdrawn", "Invented Director"]],
    [["to_tell", "new@invented.example"]],
    ["old@invented.example"],
    [["617-555-0123", "applied"]],
]
CLOSED_BY_A_RESTORE = ("messaging.Message ", "privacy.OneTimeLink ")  # unsent messages and open links, on purpose

STEPS = """
import io, json, sys
import django
django.setup()
from django.apps import apps
from django.core.management import CommandError, call_command
from kept_rows import dump, load
from handrail.directory.models import CheckedFact, Claim, ListingChange, ListingContact
from handrail.privacy.actions import open_subject, write_identity
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import Consent, Identity, Subject, SubjectKey
from handrail.privacy.sealed_values import opened
from datetime import UTC, datetime

def loaded(file):
    with open(file) as handle:
        load(json.load(handle))

def names():
    people = [opened(row, "person")["person"] for row in Identity.objects.all()]
    return sorted(one["name"] for one in people if "name" in one)  # of who said STOP the number alone was kept

def signed_words():
    # Of those whose own was erased before the upgrade they are gone, all others open with the key for programs.
    rows = Consent.objects.filter(subject__erased_at=None).order_by("pk")
    SubjectKey.objects.filter(purpose="subjects").delete()
    return [opened(row, "evidence")["evidence"]["text"] for row in rows]

def claims():
    # Who asked, by what became of it; and the mailboxes that are still there, by where they stand.
    ours = Claim.objects.filter(organization__name="Invented Program").order_by("pk")
    asked = [[row.state, opened(row, "words")["words"]["who"]] for row in ours]
    changes = ListingChange.objects.exclude(address=None).order_by("pk")
    mailboxes = [[row.state, opened(row, "address")["address"]] for row in changes]
    contacts = [opened(row, "address")["address"] for row in ListingContact.objects.all()]
    facts = [[row.value, row.change.state] for row in CheckedFact.objects.filter(change__claim__in=ours)]
    return [asked, mailboxes, contacts, facts]

def new_person():
    at = datetime.now(UTC)
    write_identity(subject=open_subject(by=PRODUCT, at=at), person={"name": "Somebody New"}, by=PRODUCT, at=at)

def handrail(*arguments):
    out = io.StringIO()
    try:
        call_command(*arguments, stdout=out)
    except CommandError as error:
        return f"{out.getvalue()}refused: {error}"
    return out.getvalue()

print(json.dumps([eval(step) for step in sys.argv[1:]]))
"""


@pytest.fixture(scope="module", params=KEPT, ids=lambda file: file.stem)
def kept(request):
    return request.param


@pytest.fixture(scope="module")
def older(kept, tmp_path_factory, databases):
    """An installation that holds the rows of an earlier release, in the schema of that release."""
    folder = tmp_path_factory.mktemp("release") / "older"
    (folder / "var").mkdir(parents=True)
    installation = Installation(folder, databases(), more={"PYTHONPATH": str(UPGRADING)})
    take_outside_files(kept, folder.parent)
    if not (folder.parent / "keys.toml").exists():
        installation.handrail("make_keys")
    installation.do(STEPS, f"loaded({str(kept)!r})")
    return installation


@pytest.fixture(scope="module")
def upgraded(older, databases):
    installation = replace(older, url=databases(like=older.url))
    migrated = installation.handrail("migrate")
    assert migrated.returncode == 0, said(migrated)
    return installation


def take_outside_files(kept, folder):
    for name in ("keys.toml", "anchors"):
        if (file := kept.with_name(f"{kept.stem}.{name}")).exists():
            shutil.copy(file, folder / name)
            (folder / name).chmod(0o600)


def rows_of(kept):
    return json.loads(kept.read_text())["tables"]


def lost(kept, found):
    """Every value that was kept and is not found, by table, row and column."""
    for label, rows in rows_of(kept).items():
        after = {row["id"]: row for row in found["tables"].get(label, [])}
        for row in rows:
            for column, value in row.items():
                if after.get(row["id"], {}).get(column) != value and f"{label}.{column}" not in CHANGED:
                    yield f"{label} {row['id']} {column}"


def faults_but_of_a_worker_that_rested(proof):
    """The rows have lain since they were kept, and no worker wrote a link outside: that alone is told of them."""
    told = [line for line in proof.splitlines() if ": " in line and not line.startswith("refused: ")]
    return [line for line in told if "no link was written down outside for twelve hours" not in line]


def invented_people(kept):
    """Two of the three: one was erased."""
    return ["Invented Person 0", "Invented Person 1"] if "privacy.Identity" in rows_of(kept) else []


def test_upgrade_keeps_every_row(kept, upgraded):
    rows, names, proof, checked = upgraded.do(STEPS, "dump()", "names()", "handrail('verify_log')", "handrail('check')")

    assert list(lost(kept, rows)) == []
    assert names == invented_people(kept)
    assert faults_but_of_a_worker_that_rested(proof) == []
    assert "no issues" in checked


def test_signed_words_outlive_the_keys_of_what_is_the_persons_own_after_an_upgrade(kept, upgraded, databases):
    installation = replace(upgraded, url=databases(like=upgraded.url))

    (found,) = installation.do(STEPS, "signed_words()")

    consents = rows_of(kept).get("privacy.Consent", [])
    erased = {one["id"] for one in rows_of(kept).get("privacy.Subject", []) if one["erased_at"]}
    assert len(found) == len([one for one in consents if one["subject_id"] not in erased])
    assert all(found)


def test_pages_of_programs_are_kept_as_before_and_only_open_changes_still_name_a_mailbox(kept, upgraded):
    (found,) = upgraded.do(STEPS, "claims()")

    assert found == (PAGES_KEPT if "directory.Claim" in rows_of(kept) else [[], [], [], []])


def test_upgraded_database_takes_new_people_beside_the_old(kept, upgraded, databases):
    installation = replace(upgraded, url=databases(like=upgraded.url))

    _, names, proof = installation.do(STEPS, "new_person()", "names()", "handrail('verify_log')")

    assert names == [*invented_people(kept), "Somebody New"]
    assert faults_but_of_a_worker_that_rested(proof) == []


@pytest.mark.parametrize("kept", [UPGRADING / "kept" / "core.json"], indirect=True, ids=["core"])
def test_backup_of_an_earlier_release_is_restored_onto_this_one(kept, older, databases, tmp_path):
    """One release: that each one's rows survive the steps of the schema is shown above."""
    made = older.handrail("make_backup_key", tmp_path / "backup.key")
    sealed_to = {"HANDRAIL_BACKUP_TO": made.stdout.strip().removeprefix("HANDRAIL_BACKUP_TO=").strip('"')}
    replace(older, more=older.more | sealed_to).handrail("backup", tmp_path / "monday")
    elsewhere = replace(older, url=databases())

    restored = elsewhere.handrail("restore", tmp_path / "monday", "--key", tmp_path / "backup.key")
    rows, names = elsewhere.do(STEPS, "dump()", "names()")

    assert restored.returncode == 0, said(restored)
    assert "; 0 steps of the schema added" not in restored.stdout
    assert "The audit record proves itself." in restored.stdout
    assert [each for each in lost(kept, rows) if not each.startswith(CLOSED_BY_A_RESTORE)] == []
    assert names == invented_people(kept)


def test_rows_that_a_migration_fills_or_a_restore_closes_are_among_those_kept():
    core = rows_of(UPGRADING / "kept" / "core.json")

    assert {"messaging.Roster", "messaging.StopWord", "privacy.Erasure"} - set(core) == set()
    assert [page["state"] for page in core["messaging.RosterPage"]] == ["escalated", "acknowledged"]
    changes = rows_of(UPGRADING / "kept" / "claims.json")["directory.ListingChange"]
    assert [each["state"] for each in changes if each["address"]] == ["applied", "to_tell", "stopped"]


def test_kept_rows_say_that_they_are_invented():
    told = {file.stem: json.loads(file.read_text())["about"] for file in KEPT}

    assert told == dict.fromkeys(
        ("claims", "core", "directory"), "Invented rows: no place and no person in here exists."
    )
