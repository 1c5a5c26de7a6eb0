"""Keys rotate while people read and write, and the rotation is killed half way: what was written is what is read (S30).

`script/soak` does it many more times, on each database.
"""

import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, connections

from databases import database_url
from handrail.privacy.actions import make_findable, open_subject, write_identity
from handrail.privacy.audit.verifying import faults
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.master_keys import Purpose, add_key, current_key
from handrail.privacy.models import BlindIndex, Identity, SubjectKey
from handrail.privacy.queries import identity_of, subjects_found
from handrail.privacy.sealed_values import opened
from privacy.keys_of_a_test import ON, without_older_keys
from ready_process import ReadyProcess

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PEOPLE, AT_WORK = 12, 4


@pytest.fixture
def people(key_file, at):
    subjects = [open_subject(by=PRODUCT, at=at) for _ in range(PEOPLE)]
    for subject in subjects:
        write_identity(subject=subject, person=person_of(subject, 0), by=PRODUCT, at=at)
        make_findable(subject=subject, organization="clinic", kind="phone", value=phone_of(subject))
    return subjects


def phone_of(subject):
    return f"312 556 {subject.pk % 10_000:04}"


def person_of(subject, rounds):
    return {"name": f"{subject.pk} {rounds}", "phone": phone_of(subject)}


@contextmanager
def at_work(subjects, at):
    """These people read and write as long as the block lasts. It gives how often, once they are done."""
    over, rounds = threading.Event(), []

    def work(subject):
        done = 0
        try:
            while done < 3 or not over.is_set():
                done += 1
                write_identity(subject=subject, person=person_of(subject, done), by=PRODUCT, at=at)
                person = identity_of(subject=subject, by=PRODUCT, purpose="treatment", at=at)
                assert person == person_of(subject, done)
                assert subjects_found(organization="clinic", kind="phone", value=phone_of(subject)) == [subject]
        finally:
            connections.close_all()
        return done

    with ThreadPoolExecutor(len(subjects)) as pool:
        working = [pool.submit(work, subject) for subject in subjects]
        try:
            yield rounds
        finally:
            over.set()
        rounds += [worker.result() for worker in working]


@pytest.fixture
def ready(key_file, tmp_path, checkout):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANDRAIL_", "DATABASE_"))}
    ours = {
        "DJANGO_SETTINGS_MODULE": "handrail.config.settings",
        "DATABASE_URL": database_url(),
        "HANDRAIL_VAR": str(tmp_path / "var"),
        "HANDRAIL_KEYS_FILE": str(key_file),
    }
    with (tmp_path / "log").open("wb") as log:
        ready = ReadyProcess(environment=clean | ours, log=log)
        yield ready
        ready.close()


def everything_opens(key_file, at):
    """With no key left but the newest."""
    without_older_keys(key_file)
    newest = {current_key(Purpose.SUBJECTS).key_id}, {current_key(Purpose.BLIND).key_id}
    masters = (
        SubjectKey.objects.values_list("master_id", flat=True),
        BlindIndex.objects.values_list("master_id", flat=True),
    )
    told = [(row.subject_id, opened(row, "person")["person"]["name"]) for row in Identity.objects.all()]
    assert [str(pk) for pk, _ in told] == [name.split()[0] for _, name in told]
    assert tuple(map(set, masters)) == newest
    assert list(faults(at=at, anchor_file=None)) == []


def test_people_read_and_write_while_keys_rotate(key_file, people, at):
    with at_work(people[:AT_WORK], at) as rounds:
        for _ in range(3):
            add_key(key_file, Purpose.SUBJECTS, on=ON)
            add_key(key_file, Purpose.BLIND, on=ON)
            call_command("rotate_keys", "--data-keys", stdout=StringIO())
    call_command("rotate_keys", stdout=StringIO())

    assert min(rounds) >= 3
    everything_opens(key_file, at)


def test_rotations_killed_half_way_lose_nothing(ready, key_file, people, at, request):
    asked, ended, begun = request.config.getoption("--rotation-rounds"), Counter(), time.monotonic()
    with at_work(people[:AT_WORK], at) as rounds:
        for _ in range(asked):
            add_key(key_file, Purpose.SUBJECTS, on=ON)
            add_key(key_file, Purpose.BLIND, on=ON)
            rotation = ready.start("rotate_keys", "--data-keys", "--skip-checks")
            time.sleep(random.uniform(0, 1.5))
            rotation.kill()
            ended[rotation.wait()] += 1
    call_command("rotate_keys", stdout=StringIO())

    assert set(ended) <= {-signal.SIGKILL, 0}
    assert min(rounds) >= 3
    everything_opens(key_file, at)
    sys.stdout.write(
        f"{connection.vendor}: {asked} rotations begun, {ended[-signal.SIGKILL]} of them killed half way; "
        f"{sum(rounds)} writes and reads meanwhile, 0 lost, 0 faults; {time.monotonic() - begun:.0f} seconds\n"
    )
