"""Two operators press the button together."""

import pytest

from directory_files import listing, write_workbook
from handrail.directory.actions import import_facilities
from handrail.directory.importing.refusals import ImportRefused
from handrail.directory.models import DirectoryImport, Facility
from two_at_once import two_at_once


@pytest.mark.django_db(transaction=True)
def test_second_import_waits_or_is_refused_and_nothing_is_listed_twice(tmp_path, at, settings):
    settings.VAR = tmp_path / "var"
    path = write_workbook(tmp_path / "d.xlsx", [listing(number) for number in range(1, 60)])

    counts, refusals = two_at_once(lambda: import_facilities(path=path, at=at).new, refused=ImportRefused)

    assert [sentence for sentence in refusals if "another import" not in sentence] == []
    assert sorted(counts) == [0, 59][len(refusals) :]
    assert Facility.objects.count() == 59
    assert DirectoryImport.objects.count() == 2 - len(refusals)
