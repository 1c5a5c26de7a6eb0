"""Real workers, killed at any moment: nothing is lost, and what goes out twice carries the same key.

`script/soak` kills 300 on each database.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from databases import database_url
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import Message
from handrail.privacy.actions import open_subject
from handrail.privacy.audit.verifying import faults
from handrail.privacy.master_keys import make_key_file
from handrail.privacy.models import AuditEntry
from messaging.conftest import ROSA, agree, write
from messaging.twilio_stand_in import ACCOUNT, HOST, NUMBER
from ready_process import ReadyProcess

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

IN_A_ROUND = 4
PATIENCE = 300  # seconds without any progress, on a machine that has much else to do
CANARIES = (b"3125550142", b"/m/k3/")


@pytest.fixture
def environment(settings, tmp_path, twilio, checkout):
    """Of `handrail worker`, with keys that lie apart, beside the database of this test."""
    settings.KEYS_FILE = tmp_path / "apart" / "keys.toml"
    make_key_file(settings.KEYS_FILE, on=date(2026, 11, 23))
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANDRAIL_", "DATABASE_"))}
    return clean | {
        "DJANGO_SETTINGS_MODULE": "settings_of_worker_processes",
        "PYTHONPATH": str(checkout / "tests"),
        "DATABASE_URL": database_url(),
        "HANDRAIL_VAR": str(tmp_path / "var"),
        "HANDRAIL_KEYS_FILE": str(settings.KEYS_FILE),
        "HANDRAIL_AUDIT_ANCHOR_FILE": str(tmp_path / "anchors"),
        "HANDRAIL_ERASURE_FILE": str(tmp_path / "apart" / "ledger"),
        "HANDRAIL_HOSTS": HOST,
        "HANDRAIL_MESSAGE_HOST": HOST,
        "HANDRAIL_MESSAGE_AGREEMENT": "sms:2026-11-01",
        "HANDRAIL_MESSAGES_PER_NUMBER": "1000000",
        "HANDRAIL_MESSAGES_PER_DAY": "1000000",
        "HANDRAIL_TWILIO_ACCOUNT": ACCOUNT,
        "HANDRAIL_TWILIO_FROM": NUMBER,
        "HANDRAIL_TWILIO_TOKEN_FILE": settings.TWILIO_TOKEN_FILE,
        "TWILIO_STAND_IN": twilio.url,
        "LEASE_SECONDS": "3",  # so that what a killed worker held comes back within a test
    }


@pytest.fixture
def log(tmp_path):
    with (tmp_path / "log").open("wb") as handle:
        yield handle


@pytest.fixture
def worker(environment, log):
    """Starts `handrail worker`."""
    begun = []

    def start(**more):
        program = Path(sys.executable).with_name("handrail")
        begun.append(subprocess.Popen([program, "worker"], env=environment | more, stdout=log, stderr=log))
        return begun[-1]

    yield start
    for process in begun:
        if process.poll() is None:
            process.kill()
            process.wait()


@pytest.fixture
def ready(environment, log):
    ready = ReadyProcess(environment=environment, log=log)
    yield ready
    ready.close()


@pytest.fixture
def person():
    return new_person()


def new_person():
    at = timezone.now()
    subject = open_subject(by=ROSA, at=at)
    agree(subject, Channel.SMS, at=at)
    return subject


def write_some(person, name, count=IN_A_ROUND):
    return [write(person, at=timezone.now(), key=f"{name}:{number}").public_id for number in range(count)]


def wait_until(holds, *, done=lambda: 0):
    """As long as something gets `done`: how fast is not what is tested here."""
    end, before = time.monotonic() + PATIENCE, done()
    while not holds():
        if (now := done()) != before:
            end, before = time.monotonic() + PATIENCE, now
        assert time.monotonic() < end, "nothing happens any more"
        time.sleep(0.05)


def all_sent():
    return not Message.objects.exclude(status="sent").exists()


class Killing:
    """Kills a worker: when the provider has taken so many more texts and before it says so, some time after that, or by
    the clock alone, wherever it is."""

    def __init__(self, child, twilio):
        self.child, self.twilio, self.fallen = child, twilio, threading.Event()
        self.moment = random.choice(("before the answer", "after a text", "by the clock"))
        self.left = random.randint(1, IN_A_ROUND // 2)
        if self.moment == "by the clock":
            threading.Timer(random.uniform(0, 0.4), self.strike).start()
        else:
            twilio.before_answer = self.before_answer

    def before_answer(self):
        self.left -= 1
        if self.left == 0 and self.moment == "before the answer":
            self.strike()
        elif self.left == 0:
            threading.Timer(random.uniform(0, 0.05), self.strike).start()

    def strike(self):
        self.child.kill()
        self.fallen.set()

    def wait(self):
        assert self.fallen.wait(PATIENCE), "the worker sent too little"
        self.twilio.before_answer = lambda: None
        return self.child.wait()


def test_killed_workers_lose_nothing(ready, worker, twilio, environment, log, request):
    rounds = request.config.getoption("--kill-rounds")
    written, moments, held, begun = [], Counter(), 0, time.monotonic()
    for number in range(rounds):
        person, round_begun = new_person(), timezone.now()
        written += write_some(person, f"round-{number}", IN_A_ROUND // 2)
        killing = Killing(ready.start("worker", "--skip-checks"), twilio)
        written += write_some(person, f"while-{number}", IN_A_ROUND // 2)
        assert killing.wait() == -signal.SIGKILL
        moments[killing.moment] += 1
        held += Message.objects.filter(status="leased", leased_at__gte=round_begun).exists()
    last = worker(LEASE_SECONDS="120")
    wait_until(lambda: all_sent() and not AuditEntry.objects.filter(leaf=None).exists(), done=lambda: len(twilio.texts))
    last.send_signal(signal.SIGTERM)
    status = last.wait(PATIENCE)

    keys = [twilio.key_of(sid) for sid in twilio.texts]
    twice = len(keys) - len(set(keys))
    anchors = Path(environment["HANDRAIL_AUDIT_ANCHOR_FILE"])
    assert (len(set(keys)), set(keys)) == (len(written), set(written))
    assert twice <= rounds  # at most the one that was on its way
    assert status == 0
    assert list(faults(at=timezone.now(), anchor_file=anchors)) == []
    assert [canary for canary in CANARIES if canary in Path(log.name).read_bytes()] == []
    sys.stdout.write(
        f"{connection.vendor}: {rounds} workers killed ({told(moments)}), {held} of them holding messages; "
        f"{len(written)} messages, 0 lost, {twice} sent twice; {AuditEntry.objects.count()} entries of the record, "
        f"0 faults; {time.monotonic() - begun:.0f} seconds\n"
    )


def told(moments):
    return ", ".join(f"{count} {moment}" for moment, count in sorted(moments.items()))


def test_worker_that_is_told_to_end_finishes_what_it_holds(worker, twilio, person, log):
    write_some(person, "held", 4)
    process = worker(LEASE_SECONDS="120")
    told = threading.Event()

    def before_answer():
        if not told.is_set():
            process.send_signal(signal.SIGTERM)
            told.set()
        time.sleep(0.2)

    twilio.before_answer = before_answer
    assert told.wait(PATIENCE)
    write_some(person, "too-late", 1)
    status = process.wait(PATIENCE)

    states = sorted(Message.objects.values_list("status", flat=True))
    assert (status, states, len(twilio.texts)) == (0, ["sent"] * 4 + ["waiting"], 4)
    assert b'"event": "worker ends"' in Path(log.name).read_bytes()


def test_two_workers_side_by_side_send_each_message_once(worker, twilio, person):
    written = write_some(person, "shared", 40)
    workers = [worker(LEASE_SECONDS="120"), worker(LEASE_SECONDS="120")]
    wait_until(all_sent)
    for process in workers:
        process.send_signal(signal.SIGTERM)

    assert [process.wait(PATIENCE) for process in workers] == [0, 0]
    assert sorted(twilio.key_of(sid) for sid in twilio.texts) == sorted(written)
