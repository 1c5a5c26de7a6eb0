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
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import Message
from handrail.privacy.actions import open_subject
from handrail.privacy.master_keys import make_key_file
from messaging.conftest import ROSA, agree, write
from messaging.twilio_stand_in import ACCOUNT, HOST, NUMBER

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

IN_A_ROUND = 12
PATIENCE = 300  # seconds, on a machine that has much else to do
CANARIES = (b"3125550142", b"/m/k3/")


def database_url():
    named = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{named['NAME']}"
    return f"postgresql://{named['USER']}:{named['PASSWORD']}@{named['HOST']}:{named['PORT']}/{named['NAME']}"


@pytest.fixture
def worker(settings, tmp_path, twilio, checkout):
    """Starts `handrail worker`, with keys that lie apart, beside the database of this test."""
    settings.KEYS_FILE = tmp_path / "apart" / "keys.toml"
    make_key_file(settings.KEYS_FILE, on=date(2026, 11, 23))
    log = (tmp_path / "log").open("wb")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANDRAIL_", "DATABASE_"))}
    environment = clean | {
        "DJANGO_SETTINGS_MODULE": "settings_of_worker_processes",
        "PYTHONPATH": str(checkout / "tests"),
        "DATABASE_URL": database_url(),
        "HANDRAIL_VAR": str(tmp_path / "var"),
        "HANDRAIL_KEYS_FILE": str(settings.KEYS_FILE),
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
    begun = []

    def start(**more):
        program = Path(sys.executable).with_name("handrail")
        begun.append(subprocess.Popen([program, "worker"], env=environment | more, stdout=log, stderr=log))
        return begun[-1]

    start.log = tmp_path / "log"
    yield start
    for process in begun:
        if process.poll() is None:
            process.kill()
            process.wait()
    log.close()


@pytest.fixture
def person():
    at = timezone.now()
    subject = open_subject(by=ROSA, at=at)
    agree(subject, Channel.SMS, at=at)
    return subject


def write_some(person, name, count=IN_A_ROUND):
    return [write(person, at=timezone.now(), key=f"{name}:{number}").public_id for number in range(count)]


def wait_until(holds, *, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def all_sent():
    return not Message.objects.exclude(status="sent").exists()


def kill_after(process, twilio, *, texts, pause):
    """Kills it when the provider has taken so many more, `pause` seconds later, or before it answers."""
    left = [texts]
    fallen = threading.Event()

    def strike():
        process.kill()
        fallen.set()

    def before_answer():
        left[0] -= 1
        if left[0] == 0 and pause is None:
            strike()
        elif left[0] == 0:
            threading.Timer(pause, strike).start()

    twilio.before_answer = before_answer
    assert fallen.wait(PATIENCE), "the worker sent too little"
    process.wait()
    twilio.before_answer = lambda: None


def test_killed_workers_lose_nothing(worker, twilio, person, request):
    rounds, written = request.config.getoption("--kill-rounds"), []
    for number in range(rounds):
        written += write_some(person, f"round-{number}")
        # A third dies after the provider took a text and before it said so: the worst of all moments.
        pause = random.choice([None, 0, random.uniform(0, 0.05)])
        kill_after(worker(), twilio, texts=random.randint(1, IN_A_ROUND), pause=pause)
    last = worker()
    wait_until(all_sent)
    last.send_signal(signal.SIGTERM)
    status = last.wait(PATIENCE)

    keys = [twilio.key_of(sid) for sid in twilio.texts]
    twice = len(keys) - len(set(keys))
    assert set(keys) == set(written)
    assert twice <= rounds  # at most the one that was on its way
    assert status == 0
    assert [canary for canary in CANARIES if canary in worker.log.read_bytes()] == []
    sys.stdout.write(f"{connection.vendor}: {rounds} workers killed, {len(written)} messages, 0 lost, {twice} twice\n")


def test_worker_that_is_told_to_end_finishes_what_it_holds(worker, twilio, person):
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
    assert b'"event": "worker ends"' in worker.log.read_bytes()


def test_two_workers_side_by_side_send_each_message_once(worker, twilio, person):
    written = write_some(person, "shared", 40)
    workers = [worker(LEASE_SECONDS="120"), worker(LEASE_SECONDS="120")]
    wait_until(all_sent)
    for process in workers:
        process.send_signal(signal.SIGTERM)

    assert [process.wait(PATIENCE) for process in workers] == [0, 0]
    assert sorted(twilio.key_of(sid) for sid in twilio.texts) == sorted(written)
