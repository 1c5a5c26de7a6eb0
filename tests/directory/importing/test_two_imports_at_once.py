"""Two operators press the button together."""

import threading

import pytest
from django.db import connection

from directory_files import listing, write_workbook
from handrail.directory.actions import import_facilities
from handrail.directory.importing.refusals import ImportRefused
from handrail.directory.models import DirectoryImport, Facility


@pytest.mark.django_db(transaction=True)
def test_second_import_waits_or_is_refused_and_nothing_is_listed_twice(tmp_path, at, settings):
    settings.VAR = tmp_path / "var"
    path = write_workbook(tmp_path / "d.xlsx", [listing(number) for number in range(1, 60)])
    together, outcomes = threading.Barrier(2), []

    def run():
        together.wait()
        try:
            outcomes.append(import_facilities(path=path, at=at).new)
        except ImportRefused as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    busy = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert all("another import" in sentence for sentence in busy)
    assert sorted(outcome for outcome in outcomes if isinstance(outcome, int)) == [0, 59][len(busy) :]
    assert Facility.objects.count() == 59
    assert DirectoryImport.objects.count() == 2 - len(busy)
