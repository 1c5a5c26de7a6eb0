"""A process that dies between an erasure and its line outside the database leaves nobody to come back (S33, S34)."""

import pytest

from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing import ledger
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.erasing.ledger import erased_ids, erased_in_backup, write_missing_lines
from handrail.privacy.models import Subject
from handrail.privacy.outside_files import lines_of


class PowerCut(BaseException):
    """No handler catches it, like the real one."""


@pytest.fixture
def file(settings, tmp_path):
    settings.ERASURE_FILE = tmp_path / "erasures"
    return settings.ERASURE_FILE


@pytest.fixture
def crash(monkeypatch):
    """The database has committed; the file was not reached."""

    def cut(*arguments):
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(ledger, "add_line", cut)
        yield patched


def erased_in_a_crash(at, patched):
    subject = open_subject(by=PRODUCT, at=at)
    with pytest.raises(PowerCut):
        erase_own(subject=subject, by=PRODUCT, at=at)
    patched.undo()
    return subject


@pytest.mark.django_db(transaction=True)
def test_line_that_a_crash_cost_is_written_by_the_next_round(at, file, crash):
    subject = erased_in_a_crash(at, crash)
    before = erased_ids(file)

    written = [write_missing_lines(at=at) for _ in range(3)]
    Subject.objects.update(erased_at=None)  # as a backup of yesterday has it

    assert (before, written) == (set(), [1, 0, 0])
    assert list(lines_of(file)) == [{"at": at.isoformat(), "subject": subject.public_id}]
    assert erased_in_backup(file) == [subject]


@pytest.mark.django_db(transaction=True)
def test_half_a_line_is_written_again_whole(at, file, crash):
    subject = erased_in_a_crash(at, crash)
    file.write_text('{"at": "2026-11-23T12:00:00+00:00", "subj')

    write_missing_lines(at=at)

    assert erased_ids(file) == {subject.public_id}


@pytest.mark.django_db(transaction=True)
def test_lost_file_is_written_anew_and_those_who_are_here_stand_in_none(at, file):
    gone, here = open_subject(by=PRODUCT, at=at), open_subject(by=PRODUCT, at=at)
    erase_own(subject=gone, by=PRODUCT, at=at)
    write_missing_lines(at=at)
    file.unlink()

    written = write_missing_lines(at=at)

    assert (written, erased_ids(file)) == (1, {gone.public_id})
    assert here.public_id not in file.read_text()


@pytest.mark.django_db
def test_while_nothing_changed_neither_file_nor_table_is_read_again(at, file, monkeypatch):
    write_missing_lines(at=at)
    monkeypatch.setattr(ledger, "erased_ids", lambda file: pytest.fail("the file was read again"))

    assert write_missing_lines(at=at) == 0


@pytest.mark.django_db(transaction=True)
def test_erasure_after_the_last_comparison_is_seen(at, file, crash):
    ledger._compared.state = None
    crash.undo()
    write_missing_lines(at=at)
    open_subject(by=PRODUCT, at=at)
    Subject.objects.update(erased_at=at)  # committed by a process that died

    assert write_missing_lines(at=at) == 1


@pytest.mark.django_db
def test_without_a_file_nothing_is_written(at, settings):
    settings.ERASURE_FILE = None

    assert write_missing_lines(at=at) == 0
