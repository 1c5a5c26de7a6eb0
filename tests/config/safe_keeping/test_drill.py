"""The drill: backed up while people write, lost, restored, proven; on whichever engine the tests run (S34)."""

import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from config.safe_keeping.conftest import IS_SQLITE
from installations import Installation, said
from template_database import url_of_template

STEPS = """
import io, json, os, sys
from datetime import UTC, datetime
from pathlib import Path
import django
django.setup()
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from handrail.privacy.actions import open_subject, write_identity
from handrail.privacy.audit.anchors import anchor
from handrail.privacy.audit.sealing_batches import seal_entries
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.models import Identity, Subject
from handrail.privacy.sealed_values import opened

def people(count):
    at = datetime.now(UTC)
    for number in range(count):
        write_identity(subject=open_subject(by=PRODUCT, at=at), person={"name": f"Person {number}"}, by=PRODUCT, at=at)
    seal_entries(at=at)
    anchor(Path(os.environ["HANDRAIL_AUDIT_ANCHOR_FILE"]), at=at)

def erase_first():
    erase_own(subject=Subject.objects.earliest("pk"), by=PRODUCT, at=datetime.now(UTC))

def names():
    return sorted(opened(row, "person")["person"]["name"] for row in Identity.objects.all())

def write_for_ever():
    print("begun", flush=True)
    while True:
        open_subject(by=PRODUCT, at=datetime.now(UTC))

def lose_erasures():
    Path(os.environ["HANDRAIL_ERASURE_FILE"]).unlink()

def add_what_a_newer_version_has():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE newer_beside (id integer)")
        cursor.execute("CREATE TABLE newer (id integer, subject_id bigint REFERENCES privacy_subject (id))")

def tables():
    return [name for name in connection.introspection.table_names() if name.startswith("newer")]

def break_off_after_replacing(restoring):
    from handrail.config.safe_keeping import actions
    whole = actions.bring_up_to_now
    actions.bring_up_to_now = None
    try:
        eval(restoring)
    except TypeError:
        return "broken off"
    finally:
        actions.bring_up_to_now = whole

def load_what_pg_restore_writes(script):
    from handrail.config.safe_keeping import databases
    whole = databases.program
    databases.program = lambda name: script if name == "pg_restore" else whole(name)
    try:
        databases.load(iter([b"a dump"]))
    except databases.DatabaseRefused as refusal:
        return str(refusal)

def handrail(*arguments):
    out = io.StringIO()
    try:
        call_command(*arguments, stdout=out)
    except CommandError as error:
        return f"{out.getvalue()}refused: {error}"
    return out.getvalue()

print(json.dumps([eval(step) for step in sys.argv[1:]]))
"""

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def clinic(tmp_path, databases):
    folder = tmp_path / "clinic"
    (folder / "var").mkdir(parents=True)
    installation = Installation(folder, databases(like=url_of_template()))
    made = [installation.handrail("make_keys"), installation.handrail("make_backup_key", tmp_path / "backup.key")]
    assert [one.returncode for one in made] == [0, 0], [said(one) for one in made]
    installation.more["HANDRAIL_BACKUP_TO"] = made[1].stdout.strip().removeprefix("HANDRAIL_BACKUP_TO=").strip('"')
    return installation


@pytest.fixture
def restoring(tmp_path):
    return f"handrail('restore', '{tmp_path}/monday', '--key', '{tmp_path}/backup.key', '--replace')"


@pytest.fixture
def backing_up(tmp_path):
    return f"handrail('backup', '{tmp_path}/monday')"


def test_backup_made_while_people_write_is_restored_and_proves_itself(clinic, elsewhere, tmp_path):
    clinic.do(STEPS, "people(3)")
    command = [sys.executable, "-c", STEPS, "write_for_ever()"]
    writer = subprocess.Popen(command, env=clinic.environment(), stdout=subprocess.PIPE)
    try:
        writer.stdout.readline()
        backed = clinic.handrail("backup", tmp_path / "monday")
    finally:
        writer.kill()
        writer.wait()

    restored = elsewhere.handrail("restore", tmp_path / "monday", "--key", tmp_path / "backup.key")

    assert backed.returncode == 0, said(backed)
    assert restored.returncode == 0, said(restored)
    assert "The audit record proves itself." in restored.stdout
    names, verified = elsewhere.do(STEPS, "names()", "handrail('verify_log')")
    assert names == ["Person 0", "Person 1", "Person 2"]
    assert "0 faults" in verified
    assert stat.S_IMODE((tmp_path / "monday").stat().st_mode) == 0o600
    assert list(tmp_path.rglob(".copy-*")) == []


@pytest.mark.asvs("V13.3.2")
def test_backup_holds_nothing_that_can_be_read(clinic, tmp_path, backing_up):
    clinic.do(STEPS, "people(1)", backing_up)

    content = (tmp_path / "monday").read_bytes()

    assert content.startswith(b"handrail sealed stream 1\n")
    assert all(word not in content for word in (b"Person", b"privacy_subject", b"SQLite", b"PGDMP"))


def test_whoever_was_erased_since_is_forgotten_again(clinic, backing_up, restoring):
    told = clinic.do(STEPS, "people(2)", backing_up, "erase_first()", "names()", restoring, "names()")

    assert told[3] == told[5] == ["Person 1"]
    assert "1 people forgotten again" in told[4]


def test_whoever_was_erased_in_a_crash_is_forgotten_again_by_a_restore_over_it(clinic, backing_up, restoring):
    """The database knew of the erasure, the file outside did not yet: what is replaced is asked first."""
    told = clinic.do(STEPS, "people(2)", backing_up, "erase_first()", "lose_erasures()", restoring, "names()")

    assert "1 people forgotten again" in told[4]
    assert told[5] == ["Person 1"]


def test_data_are_not_replaced_unless_asked(clinic, backing_up, restoring):
    asked = restoring.replace(", '--replace'", "")

    told = clinic.do(STEPS, "people(1)", backing_up, "people(1)", asked, "names()", restoring, "names()")

    assert ("refused: This database holds data" in told[3], told[4]) == (True, ["Person 0", "Person 0"])
    assert told[6] == ["Person 0"]


@pytest.mark.parametrize("damage", [lambda content: content[:-1], lambda content: content[:-200] + bytes(200)])
def test_damaged_backup_changes_nothing(clinic, tmp_path, backing_up, restoring, damage):
    clinic.do(STEPS, "people(1)", backing_up)
    (tmp_path / "monday").write_bytes(damage((tmp_path / "monday").read_bytes()))

    told, names = clinic.do(STEPS, restoring, "names()")

    assert ("damaged" in told, names) == (True, ["Person 0"])


def test_backup_of_a_newer_version_is_refused(clinic, backing_up, restoring):
    newer = "MigrationRecorder(connection).record_applied('privacy', '9999_from_the_future')"

    told = clinic.do(STEPS, newer, backing_up, restoring)

    assert "refused: This backup was made by a newer Handrail (privacy.9999_from_the_future)" in told[2]


def test_what_a_newer_version_added_is_gone_after_a_restore(clinic, backing_up, restoring):
    steps = ("add_what_a_newer_version_has()", restoring, "tables()", "names()")

    told = clinic.do(STEPS, "people(1)", backing_up, *steps)

    assert ("The audit record proves itself." in told[3], told[4], told[5]) == (True, [], ["Person 0"])


def test_restore_that_breaks_off_is_told_by_all_and_simply_run_again(clinic, backing_up, restoring):
    """The backup is in place, and whoever was erased since is readable: nothing may be served."""
    steps = [f"break_off_after_replacing({restoring!r})", "handrail('migrate')", "handrail('worker')"]

    told = clinic.do(STEPS, "people(2)", backing_up, "erase_first()", *steps, restoring, "names()", "handrail('tick')")

    assert told[3] == "broken off"
    assert [text.startswith("refused: A restore was begun and has not ended") for text in told[4:6]] == [True, True]
    assert "1 people forgotten again" in told[6]
    assert told[7] == ["Person 1"]
    assert "passes made" in told[8]


def test_without_a_ledger_a_restore_changes_nothing(clinic, backing_up, restoring):
    clinic.do(STEPS, "people(1)", backing_up, "people(1)")
    ledger = clinic.environment()["HANDRAIL_ERASURE_FILE"]

    told = replace(clinic, more=clinic.more | {"HANDRAIL_ERASURE_FILE": ""}).do(STEPS, restoring, "names()")

    assert told[0].startswith("refused: HANDRAIL_ERASURE_FILE is not set")
    assert told[1] == ["Person 0", "Person 0"]
    assert not Path(f"{ledger}.unfinished-restore").exists()


@pytest.mark.skipif(IS_SQLITE, reason="SQLite copies a whole file or nothing")
@pytest.mark.parametrize("says", ["CREATE TABLE newer (id integer);' ; exit 1 #", "SELECT nothing FROM nowhere;"])
def test_restore_that_fails_half_way_leaves_the_old_database_whole(clinic, tmp_path, says):
    script = tmp_path / "pg_restore"
    script.write_text(f"#!/bin/sh\necho '{says}'\n")
    script.chmod(0o700)

    told = clinic.do(STEPS, "people(1)", f"load_what_pg_restore_writes({str(script)!r})", "tables()", "names()")

    assert told[1].endswith("and changed nothing.")
    assert told[2:] == [[], ["Person 0"]]


def test_without_the_master_keys_nothing_is_replaced(clinic, tmp_path, backing_up, restoring):
    clinic.do(STEPS, "people(1)", backing_up, "people(1)")
    without = replace(clinic, more=clinic.more | {"HANDRAIL_KEYS_FILE": str(tmp_path / "lost.toml")})

    (refused,) = without.do(STEPS, restoring)

    assert "lost.toml" in refused
    assert clinic.do(STEPS, "names()", "handrail('migrate')[:8]")[0] == ["Person 0", "Person 0"]


def test_without_the_master_keys_a_restore_says_what_is_missing(clinic, elsewhere, tmp_path, backing_up):
    clinic.do(STEPS, "people(1)", backing_up)
    elsewhere.more["HANDRAIL_KEYS_FILE"] = str(tmp_path / "lost.toml")

    restored = elsewhere.handrail("restore", tmp_path / "monday", "--key", tmp_path / "backup.key")

    assert (restored.returncode, "handrail make_keys" in said(restored)) == (1, True)


def test_backup_without_a_key_to_seal_to_is_refused(clinic, tmp_path, backing_up):
    clinic.more.clear()

    (told,) = clinic.do(STEPS, backing_up)

    assert "handrail make_backup_key" in told
    assert not (tmp_path / "monday").exists()


def test_private_key_given_as_the_public_one_is_refused(clinic, tmp_path, backing_up):
    clinic.more["HANDRAIL_BACKUP_TO"] = (tmp_path / "backup.key").read_text()

    (told,) = clinic.do(STEPS, backing_up)

    assert "handrail-backup-to" in told


def test_backup_is_never_overwritten(clinic, tmp_path, backing_up):
    (tmp_path / "monday").write_text("last week's")

    (told,) = clinic.do(STEPS, backing_up)

    assert ("refused" in told, (tmp_path / "monday").read_text()) == (True, "last week's")
