"""Rounds of the worker, and the tick."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from handrail.config import passes
from handrail.config.management.commands.worker import idle_seconds
from handrail.config.passes import PASSES, PassFailed, drained, one_round, passes_of, until_nothing_is_due, write_anchor
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.actions import ask_erasure
from handrail.privacy.master_keys import make_key_file
from handrail.privacy.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys_apart(settings, tmp_path):
    settings.KEYS_FILE = tmp_path / "apart" / "keys.toml"
    make_key_file(settings.KEYS_FILE, on=date(2026, 11, 23))
    settings.ERASURE_FILE = tmp_path / "apart" / "ledger"


def tick(*arguments):
    out = StringIO()
    call_command("tick", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_tick_makes_one_pass_of_each_and_tells_how_much(at):
    for _ in range(3):
        open_subject(by=PRODUCT, at=at)

    lines = tick("--at", "2026-11-23T12:00:00Z")

    assert lines == [
        "roster-pages         0",
        "held-places          0",
        "ended-consents       0",
        "near-releases        0",
        "referrals            0",
        "questions-to-ring    0",
        "lost-questions       0",
        "expired-leases       0",
        "messages             0",
        "told-of-changes      0",
        "listing-changes      0",
        "open-places-nudges   0",
        "partnerships         0",
        "arrivals             0",
        "people-to-ring       0",
        "old-messages         0",
        "contact-questions    0",
        "meeting-texts        0",
        "erasures             0",
        "erasure-lines        0",
        "ended-sign-ins       0",
        "past-memberships     0",
        "past-claims          0",
        "past-keys            0",
        "old-feedback         0",
        "past-requests        0",
        "past-records         0",
        "past-receipts        0",
        "door-counts          0",
        "mirror               0",
        "past-searches        0",
        "meeting-reports      0",
        "audit-entries        3",
        "audit-anchors        0",
        "provider-copies      0",
        "meeting-feeds        0",
        "36 of 36 passes made, as of 2026-11-23T12:00:00+00:00.",
    ]
    assert AuditEntry.objects.filter(leaf=None).count() == 0


def test_who_is_on_call_comes_first_and_what_waits_for_others_machines_and_for_nobody_last():
    names = [name for name, _ in PASSES]

    assert (names[0], names[-2:]) == ("roster-pages", ["provider-copies", "meeting-feeds"])


@pytest.mark.parametrize("moment", ["noon", "2026-11-23T12:00:00", ""])
def test_tick_refuses_a_moment_it_cannot_read(moment):
    if not moment:
        assert tick()[-1].startswith("36 of 36 passes made")
        return

    with pytest.raises(CommandError):
        tick("--at", moment)


@pytest.fixture
def asked_to_be_forgotten():
    now = timezone.now()
    subject = open_subject(by=PRODUCT, at=now)
    ask_erasure(subject=subject, by=PRODUCT, at=now)
    return subject


def at_a_terminal(monkeypatch, answer):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: answer)


@pytest.mark.parametrize("answer", ["", "no"])
def test_who_types_a_moment_that_has_not_come_must_mean_it(monkeypatch, asked_to_be_forgotten, answer):
    at_a_terminal(monkeypatch, answer)

    with pytest.raises(CommandError, match="Nothing was done"):
        tick("--at", (timezone.now() + timedelta(days=2)).isoformat())

    asked_to_be_forgotten.refresh_from_db()
    assert (asked_to_be_forgotten.erased_at, AuditEntry.objects.exclude(leaf=None).count()) == (None, 0)


@pytest.mark.parametrize("way", ["at a terminal, meant", "a program", "a demonstration"])
def test_clock_runs_ahead_for_who_means_it_for_a_program_and_in_a_demonstration(
    monkeypatch, settings, asked_to_be_forgotten, way
):
    if way == "a demonstration":
        settings.DEMONSTRATION, settings.ALLOWED_HOSTS = True, ["localhost"]
    if way != "a program":
        at_a_terminal(monkeypatch, "yes" if way == "at a terminal, meant" else "no")
    later = timezone.now() + timedelta(days=2)

    tick("--at", later.isoformat())

    asked_to_be_forgotten.refresh_from_db()
    assert asked_to_be_forgotten.erased_at == later


def test_pass_that_fails_holds_up_no_other_and_is_told(monkeypatch, at, caplog):
    done = []
    broken = ("broken", lambda *, at: 1 / 0)
    monkeypatch.setattr(passes, "PASSES", (broken, ("whole", lambda *, at: done.append(at) or 0)))

    count = one_round(now=lambda: at, is_ending=lambda: False)
    with pytest.raises(CommandError, match="Failed: broken"):
        tick()

    assert (count, len(done)) == (0, 2)
    assert {record.ids["pass"] for record in caplog.records if record.msg == "pass failed"} == {"broken"}


def test_worker_ends_between_two_passes_and_reads_the_clock_for_each(monkeypatch, at):
    moments, minutes = [], iter(range(9))
    look = ("look", lambda *, at: moments.append(at.minute) or 1)
    monkeypatch.setattr(passes, "PASSES", (look, look, look))

    count = one_round(now=lambda: at.replace(minute=next(minutes)), is_ending=lambda: len(moments) == 2)

    assert (count, moments) == (2, [0, 1])


def test_one_worker_makes_the_passes_that_another_leaves_to_it():
    names = [name for name, _ in PASSES]

    left = [name for name, _ in passes_of(without=["meeting-feeds"])]
    made = [name for name, _ in passes_of(only=["meeting-feeds"])]

    assert (left, made) == ([name for name in names if name != "meeting-feeds"], ["meeting-feeds"])
    assert passes_of() == PASSES


def test_round_of_a_worker_makes_its_own_passes_alone(at):
    done = []
    mine = ("mine", lambda *, at: done.append(at) or 1)

    count = one_round(now=lambda: at, is_ending=lambda: False, passes=[mine])

    assert (count, done) == (1, [at])


@pytest.mark.parametrize(
    "arguments", [["--only", "meetings-feed"], ["--without", ""], ["--only", "mirror", "--without", "messages"]]
)
def test_worker_refuses_a_pass_that_is_not_there_and_two_choices_at_once(arguments):
    with pytest.raises(CommandError, match=r"invalid choice|not allowed with"):
        call_command("worker", *arguments)


@pytest.mark.parametrize("command", ["tick", "worker"])
def test_nothing_is_done_where_serving_is_refused(settings, command):
    settings.DEBUG = True

    with pytest.raises(CommandError, match="HANDRAIL_DEBUG"):
        call_command(command)


def test_pass_goes_on_until_nothing_is_due(monkeypatch, at):
    left = [3, 2, 1, 0]
    monkeypatch.setattr(passes, "PASSES", (("some", lambda *, at: left.pop(0)),))

    assert until_nothing_is_due(at=at) == {"some": 6}


def test_pass_that_never_ends_is_a_fault(monkeypatch, at):
    monkeypatch.setattr(passes, "MOST_ROUNDS", 5)

    with pytest.raises(PassFailed):
        drained("endless", lambda *, at: 1, at=at)


def test_anchor_is_written_where_a_file_is_named(settings, tmp_path, at):
    without = write_anchor(at=at)
    settings.AUDIT_ANCHOR_FILE = str(tmp_path / "anchors")

    counts = [write_anchor(at=at), write_anchor(at=at)]

    assert (without, counts, (tmp_path / "anchors").exists()) == (0, [1, 0], True)


def test_names_of_passes_may_stand_in_a_log():
    from handrail.config.log_lines import ID

    names = [name for name, _ in PASSES]

    assert [name for name in names if not ID.fullmatch(name)] == []
    assert len(set(names)) == len(names)


def test_idle_workers_look_about_once_a_second_and_not_together():
    waits = {idle_seconds() for _ in range(50)}

    assert len(waits) > 10
    assert all(0.75 <= wait < 1.25 for wait in waits)


def test_moment_of_another_zone_is_the_same_moment(monkeypatch):
    moments = []
    monkeypatch.setattr(passes, "PASSES", (("some", lambda *, at: moments.append(at) or 0),))

    tick("--at", "2026-11-23T06:00:00-06:00")

    assert moments == [datetime(2026, 11, 23, 12, 0, tzinfo=UTC)]
