"""`handrail import_local_help`: whole or not at all, the same twice, and safe whatever the file holds."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from factories import make_facility
from handrail.directory.demonstration.actions import DemonstrationRefused, load_demonstration
from handrail.directory.index.build import stored_revision
from handrail.directory.local_help import reading
from handrail.directory.models import Facility, LocalHelp
from handrail.kernel.installation import current_kind
from handrail.kernel.models import InstallationKind

pytestmark = pytest.mark.django_db
COLUMNS = ["name", "offers", "address", "city", "state", "zip", "phone", "website", "hours", "languages", "checked"]
COUNTS = ("rows", "new", "changed", "unchanged", "refused", "gone")


def row(number: int = 1, **facts: str) -> dict[str, str]:
    return {
        "name": f"Example Exchange {number}",
        "offers": "naloxone; syringes",
        "address": f"{number} Example Street",
        "city": "Springfield",
        "state": "IL",
        "zip": "62701",
        "phone": "217-555-0100",
        **facts,
    }


@pytest.fixture
def written(tmp_path):
    def write(rows, *, columns=COLUMNS, encoding="utf-8"):
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows([each.get(name, "") for name in COLUMNS[: len(columns)]] for each in rows)
        file = tmp_path / "list.csv"
        file.write_bytes(out.getvalue().encode(encoding))
        return file

    return write


def imported(file, *arguments: str, source: str = "Example list") -> dict:
    out = io.StringIO()
    call_command("import_local_help", str(file), "--source", source, "--json", *arguments, stdout=out)
    return json.loads(out.getvalue())


def counts(report: dict) -> tuple[int, ...]:
    return tuple(report[name] for name in COUNTS)


def test_list_is_taken_with_its_source_and_date(written):
    report = imported(written([row(), row(2, website="example.example", checked="2026-11-01")]), "--date", "2026-11-20")

    assert counts(report) == (2, 2, 0, 0, 0, 0)
    first, second = LocalHelp.objects.order_by("name")
    assert (first.list_name, first.source_date, first.last_checked) == ("Example list", date(2026, 11, 20), None)
    assert (first.resource_type, first.offer_list, first.precision) == (
        "harm_reduction",
        ["naloxone", "syringes"],
        "zip",
    )
    assert (second.website, second.last_checked) == ("https://example.example", date(2026, 11, 1))
    assert abs(first.latitude - 39.8) < 0.3
    assert current_kind() == InstallationKind.REAL


def test_same_list_twice_changes_nothing(written):
    file = written([row(), row(2)])
    imported(file, "--date", "2026-11-20")
    before = list(LocalHelp.objects.order_by("pk").values())

    report = imported(file, "--date", "2026-11-20")

    assert counts(report) == (2, 0, 0, 2, 0, 0)
    assert list(LocalHelp.objects.order_by("pk").values()) == before


def test_next_edition_counts_each_row_once_and_brings_back_what_was_gone(written):
    imported(written([row(), row(2), row(3)]), "--date", "2026-11-01")
    second = imported(written([row(phone="217-555-0199"), row(2), row(4)]), "--date", "2026-11-10")
    gone = list(LocalHelp.objects.exclude(gone_since=None).values_list("name", "gone_since"))

    third = imported(written([row(phone="217-555-0199"), row(2), row(3), row(4)]), "--date", "2026-11-20")

    assert counts(second) == (3, 1, 1, 1, 0, 1)
    assert gone == [("Example Exchange 3", date(2026, 11, 10))]
    assert counts(third) == (4, 0, 1, 3, 0, 0)
    assert LocalHelp.objects.listed().count() == 4


def test_lists_do_not_touch_each_other(written):
    imported(written([row()]), source="One list")

    imported(written([row(2)]), source="Another list")

    assert LocalHelp.objects.listed().count() == 2


def test_headers_are_read_leniently(written):
    columns = ["  Organization ", "SERVICES", "Street", "Town", "State", "Zip_Code", "Telephone"]

    report = imported(written([row()], columns=columns))

    assert counts(report) == (1, 1, 0, 0, 0, 0)
    assert LocalHelp.objects.get().address == "1 Example Street"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"name": ""}, "it has no name"),
        ({"name": "=HYPERLINK(1)"}, "begins like a formula"),
        ({"address": "@SUM(A1)"}, "begins like a formula"),
        ({"offers": "gold"}, "something we do not know"),
        ({"state": "ZZ"}, "its state"),
        ({"zip": "nowhere"}, "its ZIP code"),
        ({"website": "javascript:alert(1)"}, "its website"),
        ({"checked": "soon"}, "its checked date"),
        ({"hours": "x" * 301}, "its hours"),
        ({"name": "Bell\x07"}, "a character that cannot be shown"),
    ],
)
def test_row_that_cannot_be_trusted_is_refused_by_its_number_and_the_rest_is_taken(written, wrong, reason):
    report = imported(written([row(), row(2, **wrong)]))

    assert counts(report) == (2, 1, 0, 0, 1, 0)
    assert (report["refused_rows"][0]["row"], reason in report["refused_rows"][0]["reason"]) == (3, True)


def test_row_that_repeats_another_is_refused_and_named(written):
    report = imported(written([row(), row(1, name="EXAMPLE  exchange 1")]))

    assert report["refused_rows"] == [{"row": 3, "reason": "it repeats row 2"}]


def test_place_whose_row_is_refused_is_not_gone(written):
    imported(written([row(), row(2)]), "--date", "2026-11-01")

    report = imported(written([row(), row(2, website="data:x")]), "--date", "2026-11-02")

    assert counts(report) == (2, 0, 0, 1, 1, 0)
    assert LocalHelp.objects.listed().count() == 2


def test_dry_run_reports_everything_and_changes_nothing(written, at):
    load_demonstration(at=at)
    before = (Facility.objects.count(), LocalHelp.objects.count())

    report = imported(written([row()]), "--dry-run")

    assert (counts(report), report["dry_run"]) == ((1, 1, 0, 0, 0, 0), True)
    assert "all demonstration sign-ins would be removed." in report["notes"][0]
    assert (Facility.objects.count(), LocalHelp.objects.count()) == before


def test_real_list_removes_the_demonstration_and_tells_the_index(written, at):
    load_demonstration(at=at)
    revision = stored_revision()

    report = imported(written([row()]))

    assert (Facility.objects.count(), LocalHelp.objects.count()) == (0, 1)
    assert stored_revision() > revision
    assert "all demonstration sign-ins were removed." in report["notes"][0]


def test_demonstration_is_refused_beside_a_real_list(written, at):
    imported(written([row()]))

    with pytest.raises(DemonstrationRefused):
        load_demonstration(at=at)


def refusal(file, *arguments: str, source: str = "Example list") -> str:
    with pytest.raises(CommandError) as refused:
        call_command("import_local_help", str(file), "--source", source, *arguments, stdout=io.StringIO())
    assert LocalHelp.objects.count() == 0
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"name,offers,state,zip\nA\x00B,naloxone,IL,62701\n", "NUL"),
        ("name,offers,state,zip\nA,naloxone,IL,62701\n".encode("utf-16"), "NUL"),
        (b"name,offers,state\nA,naloxone,IL\n", "needs the columns"),
        (b"name,offers,state,zip\n", "no place that can be read"),
        (b'name,offers,state,zip\n"A,naloxone,IL,62701\n', "not a whole CSV file"),
        (b"name,program,offers,state,zip\nA,B,naloxone,IL,62701\n", "two columns for 'name'"),
        (b"PK\x03\x04rest", "workbook"),
        (b"<html>", "web page"),
        (b"name,offers,state,zip\nA,naloxone,IL\n", "no place that can be read"),
    ],
)
def test_file_that_is_no_list_is_refused_whole(tmp_path, content, said):
    file = tmp_path / "list.csv"
    file.write_bytes(content)

    assert said in refusal(file)


def test_list_in_an_older_encoding_is_read_with_a_note(written):
    report = imported(written([row(name="Río Center")], encoding="latin-1"))

    assert LocalHelp.objects.get().name == "Río Center"
    assert "Latin-1" in report["notes"][0]


@pytest.mark.slow
def test_hundred_thousand_rows_are_refused(written):
    assert f"{reading.MOST_ROWS:,} rows" in refusal(written(row(number) for number in range(100_000)))


def test_missing_file_future_date_and_nameless_list_are_refused(written, tmp_path):
    file = written([row()])

    assert "cannot be opened" in refusal(tmp_path / "none.csv")
    assert "future" in refusal(file, "--date", "2099-01-01")
    assert "2026-11-23" in refusal(file, "--date", "today")
    assert "Name the list" in refusal(file, source=" ")
    assert "Name the list" in refusal(file, source="x" * 101)
    assert "demonstration" in refusal(file, source="demonstration")


def test_older_list_never_undoes_a_newer_one(written):
    file = written([row()])
    imported(file, "--date", "2026-11-20")

    with pytest.raises(CommandError, match="undo newer facts"):
        call_command("import_local_help", str(file), "--source", "Example list", "--date", "2026-11-01")


def test_list_that_lost_most_of_its_places_is_refused_unless_it_is_said_to_be_right(written):
    imported(written([row(number) for number in range(10)]), "--date", "2026-11-01")
    short = written([row(1)])

    with pytest.raises(CommandError, match="--allow-shrink"):
        call_command("import_local_help", str(short), "--source", "Example list", "--date", "2026-11-02")
    report = imported(short, "--date", "2026-11-02", "--allow-shrink")

    assert counts(report) == (1, 0, 0, 1, 0, 9)


def test_crash_in_the_middle_leaves_everything_as_it_was(written, monkeypatch):
    imported(written([row()]), "--date", "2026-11-01")
    monkeypatch.setattr(LocalHelp.objects, "bulk_update", fail)

    with pytest.raises(RuntimeError):
        imported(written([row(), row(2)]), "--date", "2026-11-02")

    assert LocalHelp.objects.count() == 1


def fail(*arguments, **options):
    raise RuntimeError


@pytest.mark.parametrize(
    "broken",
    [
        {"name": ""},
        {"offers": ""},
        {"zip": "abc"},
        {"website": "javascript:alert(1)"},
        {"resource_type": "other"},
        {"latitude": 91.0, "longitude": 0.0, "precision": "zip"},
        {"latitude": None},
    ],
)
def test_database_refuses_what_must_never_be(written, broken):
    imported(written([row()]))

    with pytest.raises(IntegrityError), transaction.atomic():
        LocalHelp.objects.update(**broken)


def test_terminal_tells_counts_and_refused_rows(written):
    out = io.StringIO()

    call_command("import_local_help", str(written([row(), row(2, zip="x")])), "--source", "Example list", stdout=out)

    assert "new              1" in out.getvalue()
    assert "row 3: its ZIP code is not a ZIP code" in out.getvalue()


def test_facilities_stay_when_a_list_comes(written):
    make_facility()

    imported(written([row()]))

    assert Facility.objects.count() == 1
