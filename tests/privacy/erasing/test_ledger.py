"""A process that dies between an act and its line outside the database loses nothing for ever (S33, S34)."""

from datetime import timedelta

import pytest

from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing import ledger
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.erasing.ledger import Line, lines, write_missing_lines
from handrail.privacy.models import Subject

MINUTE = timedelta(minutes=1)


class PowerCut(BaseException):
    """No handler catches it, like the real one."""


@pytest.fixture
def file(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(ledger, "_compared", ledger.LastCompared())
    settings.ERASURE_FILE = tmp_path / "ledger"
    return settings.ERASURE_FILE


def erased_in_a_crash(at, monkeypatch):
    """The database has committed; the file was not reached."""

    def cut(*arguments):
        raise PowerCut

    subject = open_subject(by=PRODUCT, at=at)
    with monkeypatch.context() as patched:
        patched.setattr(ledger, "add_line", cut)
        with pytest.raises(PowerCut):
            erase_own(subject=subject, by=PRODUCT, at=at)
    return Line(at, "subject.erased", subject.public_id)


@pytest.mark.django_db(transaction=True)
def test_line_that_a_crash_cost_is_written_by_the_next_comparison(at, file, monkeypatch):
    line = erased_in_a_crash(at, monkeypatch)
    before = lines(file)

    written = [write_missing_lines(at=at + minutes * MINUTE) for minutes in (0, 1, 10)]

    assert (before, written, lines(file)) == ([], [1, 0, 0], [line])


@pytest.mark.django_db(transaction=True)
def test_half_a_line_is_written_again_whole(at, file, monkeypatch):
    line = erased_in_a_crash(at, monkeypatch)
    file.write_text('{"at": "2026-11-23T12:00:00+00:00", "wh')

    write_missing_lines(at=at)

    assert lines(file) == [line]


@pytest.mark.django_db(transaction=True)
def test_lost_file_is_written_anew_and_those_who_are_here_stand_in_none(at, file):
    gone, here = open_subject(by=PRODUCT, at=at), open_subject(by=PRODUCT, at=at)
    erase_own(subject=gone, by=PRODUCT, at=at)
    file.unlink()

    written = write_missing_lines(at=at)

    assert (written, lines(file)) == (1, [Line(at, "subject.erased", gone.public_id)])
    assert here.public_id not in file.read_text()


@pytest.mark.django_db
def test_file_and_tables_are_compared_now_and_then_and_when_the_clock_was_set_back(at, file):
    write_missing_lines(at=at)
    open_subject(by=PRODUCT, at=at)
    Subject.objects.update(erased_at=at)  # committed by a process that died

    soon = write_missing_lines(at=at + 9 * MINUTE)
    ten_minutes_later = write_missing_lines(at=at + 10 * MINUTE)
    file.unlink()

    assert (soon, ten_minutes_later, write_missing_lines(at=at)) == (0, 1, 1)


@pytest.mark.django_db
def test_without_a_file_nothing_is_written(at, settings):
    settings.ERASURE_FILE = None

    assert write_missing_lines(at=at) == 0
