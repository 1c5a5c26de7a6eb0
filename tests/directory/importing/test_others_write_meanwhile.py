"""An import locks the database only while it writes. What others write while it compares, it takes into account."""

from functools import partial

import pytest

from directory_files import listing, write_workbook
from factories import make_facility, make_operator, make_twin
from handrail.directory.actions import COMPARED_AT_MOST, ImportOptions, bump_revision, import_facilities
from handrail.directory.calls.actions import count_tap
from handrail.directory.domain.visitor_answers import Answer
from handrail.directory.importing.refusals import ImportRefused
from handrail.directory.merging.actions import merge
from handrail.directory.models import DirectoryImport, Facility, VisitorAnswers
from handrail.kernel.busy_database import not_waiting
from held_database import in_another_thread

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _reports_in_a_folder_of_the_test(settings, tmp_path):
    settings.VAR = tmp_path / "var"


class WhileComparing:
    """A progress that lets another connection work each time a comparison begins, at most so often."""

    def __init__(self, work, most=1000) -> None:
        self.work, self.most, self.outcomes, self.comparisons = work, most, [], 0

    def __call__(self, rows, what):
        if what == "Comparing":
            self.comparisons += 1
            if len(self.outcomes) < self.most:
                self.outcomes.append(in_another_thread(self.work))
        return rows


def test_visitors_tap_without_waiting_while_a_file_is_compared(tmp_path, at):
    facility = make_facility()
    path = write_workbook(tmp_path / "d.xlsx", [listing(1)])

    def tap():
        with not_waiting():
            count_tap(facility=facility, answer=Answer.YES, at=at)

    meanwhile = WhileComparing(tap)
    report = import_facilities(path=path, at=at, progress=meanwhile)

    assert (meanwhile.outcomes, VisitorAnswers.objects.get().times) == ([None], 1)
    assert (report.new, meanwhile.comparisons) == (1, 1)


def test_import_that_another_overtakes_compares_anew_and_lists_nothing_twice(tmp_path, at):
    small = write_workbook(tmp_path / "small.xlsx", [listing(1)])
    large = write_workbook(tmp_path / "large.xlsx", [listing(1), listing(2)])
    meanwhile = WhileComparing(partial(import_facilities, path=small, at=at), most=1)

    report = import_facilities(path=large, at=at, progress=meanwhile)

    assert (report.new, report.unchanged, meanwhile.comparisons) == (1, 1, 2)
    assert Facility.objects.count() == 2
    assert list(DirectoryImport.objects.order_by("pk").values_list("rows", "new")) == [(1, 1), (2, 1)]


def test_older_year_is_refused_also_where_the_newer_came_while_it_was_compared(tmp_path, at):
    older = write_workbook(tmp_path / "older.xlsx", [listing(1)], title="2022 SU Facilities")
    newer = write_workbook(tmp_path / "newer.xlsx", [listing(1)], title="2023 SU Facilities")
    meanwhile = WhileComparing(partial(import_facilities, path=newer, at=at), most=1)

    with pytest.raises(ImportRefused, match="An older year would undo newer facts"):
        import_facilities(path=older, at=at, progress=meanwhile)

    assert Facility.objects.get().source_year == 2023


def test_merge_made_while_a_file_is_compared_stands_and_is_compared_with(tmp_path, at):
    kept = make_facility()
    merged, by = make_twin(kept), make_operator()
    path = write_workbook(tmp_path / "d.xlsx", [listing(1)])
    meanwhile = WhileComparing(partial(merge, kept=kept, merged=merged, by=by, at=at), most=1)

    import_facilities(path=path, at=at, options=ImportOptions(may_shrink=True), progress=meanwhile)

    assert meanwhile.comparisons == 2
    assert Facility.objects.get(pk=merged.pk).merged_into == kept


def test_directory_that_changes_each_time_is_left_alone(tmp_path, at):
    path = write_workbook(tmp_path / "d.xlsx", [listing(1)])
    meanwhile = WhileComparing(partial(bump_revision, at=at))

    with pytest.raises(ImportRefused, match="changed each time"):
        import_facilities(path=path, at=at, progress=meanwhile)

    assert (meanwhile.comparisons, Facility.objects.count()) == (COMPARED_AT_MOST, 0)
