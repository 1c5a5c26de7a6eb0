"""What an import does to the directory, on small files in the real layouts."""

import random
from pathlib import Path

import pytest

from directory_files import export_listing, listing, write_csv, write_export, write_workbook
from factories import make_facility
from handrail.accounts.actions import create_demonstration_user
from handrail.accounts.models import User
from handrail.directory.actions import ImportOptions, import_facilities
from handrail.directory.domain.sources import Source
from handrail.directory.importing.refusals import ImportRefused
from handrail.directory.models import DirectoryImport, DirectoryRevision, Facility, RefusedRow, ServiceCode
from handrail.kernel.installation import current_kind
from handrail.kernel.models import InstallationKind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reports_in_a_folder_of_the_test(settings, tmp_path):
    settings.VAR = tmp_path / "var"


@pytest.fixture
def load(tmp_path, at):
    """Import rows as the national directory of a year; returns (new, changed, unchanged, refused, gone)."""

    def import_rows(rows, year=2023, **options):
        path = write_workbook(tmp_path / f"directory-{year}.xlsx", rows, title=f"{year} SU Facilities")
        return counts(import_facilities(path=path, at=at, options=ImportOptions(**options)))

    return import_rows


@pytest.fixture
def load_export(tmp_path, at):
    def import_rows(rows, year=2023, **options):
        path = write_export(tmp_path / f"export_{year}.csv.gz", rows)
        return counts(import_facilities(path=path, at=at, options=ImportOptions(**options)))

    return import_rows


def counts(report):
    assert report.rows == report.new + report.changed + report.unchanged + report.refused
    return report.new, report.changed, report.unchanged, report.refused, report.gone


def ids():
    return dict(Facility.objects.values_list("public_id", "name"))


def test_first_import_stores_the_facts_verbatim(load):
    row = listing(
        name1="Zentrum “Hoffnung” {{ 7*7 }}'; DROP TABLE x; -- 🕊 مركز",
        name2="=Program",
        phone="205-216-0200 x123",
        intake1a="888-PARNEXT",
        service_code_info="SA  NMOA * BU * ZZZ9",
    )

    assert load([row]) == (1, 0, 0, 0, 0)

    facility = Facility.objects.get()
    assert (facility.name, facility.program) == (row["name1"], "=Program")
    assert (facility.phone, facility.intake_phones) == ("205-216-0200 x123", ["888-PARNEXT"])
    assert facility.codes == "SA NMOA BU ZZZ9"
    assert (facility.source, facility.source_year, facility.last_verified_at) == (
        Source.NATIONAL_DIRECTORY,
        2023,
        None,
    )


def test_second_import_of_a_file_changes_nothing(load):
    rows = [listing(number) for number in range(1, 6)]
    load(rows)
    before, revision = ids(), DirectoryRevision.objects.get().number

    again = load(random.Random(1).sample(rows, len(rows)))

    assert again == (0, 0, 5, 0, 0)
    assert ids() == before
    assert DirectoryRevision.objects.get().number == revision


def test_next_year_that_changes_no_fact_is_told_all_the_same(load):
    load([listing(1)], 2022)
    revision = DirectoryRevision.objects.get().number

    again = load([listing(1)], 2023)

    assert again == (0, 0, 1, 0, 0)
    assert Facility.objects.values_list("source_year", flat=True).get() == 2023
    assert DirectoryRevision.objects.get().number == revision + 1


def test_next_year_keeps_identifiers_and_tells_what_changed(load, tmp_path, at):
    load([listing(1), listing(2), listing(3)], 2022)
    before = {name: key for key, name in ids().items()}
    renamed = listing(1, name1="Example Renewal Center", service_code_info="SA OP BU MU")
    path = write_workbook(tmp_path / "y.xlsx", [renamed, listing(2), listing(4)])

    report = import_facilities(path=path, at=at)

    assert counts(report) == (1, 1, 1, 0, 1)
    assert report.changed_fields == {"codes": 1, "name": 1}
    assert Facility.objects.get(name="Example Renewal Center").public_id == before["Example Recovery Center 1"]
    assert list(Facility.objects.filter(gone_since_year=2023).values_list("name", "source_year")) == [
        ("Example Recovery Center 3", 2022)
    ]


def test_facility_that_is_listed_again_comes_back_with_its_identifier(load):
    load([listing(1), listing(2)], 2022)
    before = ids()
    load([listing(1)], 2023)

    assert load([listing(1), listing(2)], 2024) == (0, 1, 1, 0, 0)

    assert ids() == before
    assert Facility.objects.listed().count() == 2


def test_exact_duplicate_is_unchanged_and_programs_of_one_building_stay_apart(load):
    program = listing(1, service_code_info="SA RES RL")
    rows = [listing(1), listing(1), program]

    first, before = load(rows), ids()
    second = load(rows[::-1])

    assert (first, second) == ((2, 0, 1, 0, 0), (0, 0, 3, 0, 0))
    assert ids() == before
    one, other = Facility.objects.all()
    assert list(Facility.objects.sharing_the_address_of(one)) == [other]


def test_programs_with_one_name_are_paired_by_the_most_codes_in_common(load):
    load([listing(1, service_code_info="SA OP BU"), listing(1, service_code_info="SA RES RL HIT")], 2022)
    before = {facility.codes: facility.public_id for facility in Facility.objects.all()}

    load([listing(1, service_code_info="SA RES RL RS"), listing(1, service_code_info="SA OP BU NU")], 2023)

    after = {facility.codes: facility.public_id for facility in Facility.objects.all()}
    assert after == {"SA OP BU NU": before["SA OP BU"], "SA RES RL RS": before["SA RES RL HIT"]}


def test_row_that_fits_two_facilities_equally_is_refused_and_neither_is_gone(load):
    load(
        [listing(1, name2="East", service_code_info="SA BU"), listing(1, name2="West", service_code_info="SA BU")], 2022
    )

    assert load([listing(1, name2="Both", service_code_info="SA BU")], 2023) == (0, 0, 0, 1, 0)

    assert Facility.objects.listed().count() == 2
    assert RefusedRow.objects.get().reason == "two listed facilities fit it equally well"


def test_dry_run_reports_and_changes_nothing(load):
    load([listing(1)], 2022)

    assert load([listing(1), listing(2)], 2023, is_dry_run=True) == (1, 0, 1, 0, 0)

    assert (Facility.objects.count(), DirectoryImport.objects.count()) == (1, 1)


def test_older_year_of_the_same_source_is_refused(load):
    load([listing(1)], 2023)

    with pytest.raises(ImportRefused, match="the directory of 2023 is already loaded"):
        load([listing(1)], 2022)


def test_file_that_lists_less_than_nine_tenths_is_refused_unless_allowed(load):
    load([listing(number) for number in range(1, 252)], 2022)
    few = [listing(number) for number in range(1, 226)]

    with pytest.raises(ImportRefused, match="looks truncated"):
        load(few, 2023)
    assert Facility.objects.listed().count() == 251
    assert load(few, 2023, may_shrink=True) == (0, 0, 225, 0, 26)


@pytest.mark.asvs("V1.3.3")
def test_refused_rows_stand_in_a_file_whose_cells_no_spreadsheet_runs(tmp_path, at):
    bad = listing(1, name1='=HYPERLINK("http://evil.example")', zip="none")
    path = write_csv(tmp_path / "directory 2023.csv", [bad, listing(2)])

    report = import_facilities(path=path, at=at)

    assert counts(report) == (1, 0, 0, 1, 0)
    lines = Path(report.refused_file).read_text().splitlines()
    assert lines[1].startswith("2,its ZIP code cannot be read,\"'=HYPERLINK(")


def test_dry_run_gives_the_reasons_and_leaves_no_file(tmp_path, at, settings):
    path = write_csv(tmp_path / "directory 2023.csv", [listing(1, zip="none"), listing(2)])

    report = import_facilities(path=path, at=at, options=ImportOptions(is_dry_run=True))

    assert report.refused_rows == [{"row": 2, "reason": "its ZIP code cannot be read"}]
    assert (report.refused_file, settings.VAR.exists()) == (None, False)


def test_import_that_is_rolled_back_leaves_no_file(tmp_path, at, settings, monkeypatch):
    path = write_csv(tmp_path / "directory 2023.csv", [listing(1, zip="none"), listing(2)])
    monkeypatch.setattr("handrail.directory.actions.write_run", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        import_facilities(path=path, at=at)

    assert settings.VAR.exists() is False


def test_import_stands_where_the_file_of_refused_rows_cannot_be_written(tmp_path, at, settings):
    path = write_csv(tmp_path / "directory 2023.csv", [listing(1, zip="none"), listing(2)])
    settings.VAR.write_text("a file where a folder should be")

    report = import_facilities(path=path, at=at)

    assert (counts(report), report.refused_file) == ((1, 0, 0, 1, 0), None)
    assert "refused rows could not be written" in report.notes[-1]
    assert Facility.objects.count() == 1


def test_real_data_remove_the_demonstration_in_the_same_transaction(load, at):
    make_facility(source=Source.DEMONSTRATION)
    create_demonstration_user(username="demo", is_operator=False, at=at)

    load([listing(1)])

    assert list(Facility.objects.values_list("source", flat=True)) == [Source.NATIONAL_DIRECTORY]
    assert User.objects.count() == 0
    assert current_kind() is InstallationKind.REAL


@pytest.mark.asvs("V2.3.3")
def test_import_killed_while_writing_changes_nothing(load, monkeypatch):
    make_facility(source=Source.DEMONSTRATION)
    monkeypatch.setattr("handrail.directory.actions.write_run", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        load([listing(1)])

    assert list(Facility.objects.values_list("source", flat=True)) == [Source.DEMONSTRATION]
    assert current_kind() is InstallationKind.EMPTY


def test_code_dictionary_comes_from_the_workbook_and_the_newest_year_stays(load):
    load([listing(1)], 2023)

    code = ServiceCode.objects.get(code="SA")
    assert (code.name, code.category_code, code.last_year) == ("Substance use treatment", "TC", 2023)
    assert ServiceCode.objects.count() == 2


def test_export_gives_no_codes_of_its_flags_to_otp_rows_and_keeps_mental_health_apart(load_export):
    everything = "mh sa dt mm bu mu nu md tele"
    rows = [
        export_listing(1),
        export_listing(2, type_facility="OTP", codes=everything),
        export_listing(3, type_facility="MH", codes="mh"),
        export_listing(4, type_facility="BUPREN", codes=everything, name1="Dr. Individual Clinician"),
    ]

    assert load_export(rows) == (3, 0, 0, 1, 0)

    assert dict(Facility.objects.values_list("kind", "codes")) == {"SA": "SA OP BU MD", "OTP": "SA OTP", "MH": "MH"}
    refused = RefusedRow.objects.get()
    assert (refused.reason, refused.content) == ("individual clinicians are not imported", {})


def test_nothing_about_a_clinician_is_kept_even_where_the_row_is_broken(tmp_path, at):
    broken = export_listing(2, type_facility="BUPREN", name1="Individual Clinician " + "x" * 300, zip="?")
    path = write_export(tmp_path / "e2023.csv", [export_listing(1), broken])

    report = import_facilities(path=path, at=at)

    kept = Path(report.refused_file).read_text() + str(RefusedRow.objects.values_list()) + str(report)
    assert report.refused == 1
    assert "Individual Clinician" not in kept


def test_export_beside_the_directory_fills_gaps_and_never_marks_anything_gone(load, load_export):
    load([listing(1), listing(2)])
    rows = [
        export_listing(1, codes="sa nu", website="https://www.example.org"),
        export_listing(2, type_facility="OTP", codes="sa op bu md"),
    ]

    first, second = load_export(rows), load_export(rows)

    assert (first, second) == ((0, 2, 0, 0, 0), (0, 0, 2, 0, 0))
    one, other = Facility.objects.order_by("name")
    assert (one.codes, one.website, one.precision) == ("SA DT OP ORT BU MD", "https://www.example.org", "address")
    assert (other.codes, other.added_codes, other.added_year) == ("SA DT OP ORT BU MD OTP", "OTP", 2023)
    assert load([listing(1), listing(2)]) == (0, 0, 2, 0, 0)


OTP_LAST_YEAR = "SA OP MU BU OTP MD"


def otp_row(number: int = 1, **facts):
    """As the export spells it: another name, the same street and phone."""
    return export_listing(number, type_facility="OTP", name1="Example Methadone Clinic, LLC", **facts)


def test_otp_that_was_gone_is_listed_again_with_its_identifier(load, load_export, tmp_path, at):
    load([listing(1, service_code_info=OTP_LAST_YEAR), listing(2)], 2022)
    before = ids()
    load([listing(2)], 2023)
    path = write_export(tmp_path / "export_2023.csv", [otp_row()])

    report = import_facilities(path=path, at=at)

    assert (counts(report), report.changed_fields) == ((0, 1, 0, 0, 0), {"listed_again": 1})
    assert ids() == before
    facility = Facility.objects.get(name="Example Recovery Center 1")
    assert (facility.gone_since_year, facility.source_year, facility.codes) == (None, 2022, OTP_LAST_YEAR)
    assert (facility.added_codes, facility.added_year) == ("SA OTP", 2023)
    assert load_export([otp_row()]) == (0, 0, 1, 0, 0)
    assert load([listing(2)], 2023) == (0, 0, 1, 0, 0)  # the directory again: the export of its year still lists it
    assert load_export([otp_row()]) == (0, 0, 1, 0, 0)
    assert load([listing(2)], 2024) == (0, 0, 1, 0, 1)


def test_listed_facility_is_preferred_to_one_that_is_gone_at_the_same_address(load, load_export):
    load([listing(1, name2="Old", service_code_info=OTP_LAST_YEAR), listing(1, name2="New")], 2022)
    load([listing(1, name2="New")], 2023)

    assert load_export([export_listing(1, type_facility="OTP", name2="Old")]) == (0, 1, 0, 0, 0)

    assert dict(Facility.objects.values_list("program", "gone_since_year")) == {"Old": 2023, "New": None}


def test_older_export_does_not_bring_an_otp_back_nor_make_it_twice(load, load_export):
    load([listing(1, service_code_info=OTP_LAST_YEAR), listing(2)], 2022)
    load([listing(2)], 2023)

    assert load_export([otp_row()], 2022) == (0, 0, 1, 0, 0)

    assert Facility.objects.get(name="Example Recovery Center 1").gone_since_year == 2023


def test_gone_facility_that_was_no_otp_stays_gone_beside_a_new_otp_of_another_name(load, load_export):
    load([listing(1), listing(2)], 2022)
    load([listing(2)], 2023)

    assert load_export([otp_row()]) == (1, 0, 0, 0, 0)

    assert Facility.objects.get(name="Example Recovery Center 1").gone_since_year == 2023


def test_newer_facts_stay_whichever_source_they_come_from(load, load_export):
    load([listing(1)], 2023)
    newer = export_listing(1, codes="sa nu", phone="217-555-0199")

    load_export([newer], 2024)
    assert load([listing(1)], 2023) == (0, 0, 1, 0, 0)
    assert Facility.objects.values_list("phone", "codes", "source_year").get() == ("217-555-0199", "SA NU", 2024)
    load([listing(1)], 2024)
    assert Facility.objects.values_list("phone", "source", "source_year").get() == (
        "217-555-0101",
        Source.NATIONAL_DIRECTORY,
        2024,
    )


def test_coordinates_come_from_the_file_then_the_list_then_the_zip_and_are_kept(load, tmp_path):
    rows = [listing(1), listing(2), listing(3, street1="3 Example Avenue North")]
    points = tmp_path / "points.csv"
    points.write_text(
        "street,zip,latitude,longitude,geo_quality\n"
        "1 example st.,62701-0001,39.81,-89.66,address\n"
        "2 Example Street,62701,39.82,-89.67,zip\n"
        "3 Example Ave N,62701,29.42,-98.49,address\n"
    )

    load(rows, coordinates=points)
    again = load(rows)

    found = list(Facility.objects.order_by("name").values_list("latitude", "precision", "coordinates_source"))
    assert again == (0, 0, 3, 0, 0)
    assert found[:2] == [(39.81, "address", "coordinates_file"), (39.82, "zip", "coordinates_file")]
    assert found[2][1:] == ("zip", "zip_centroid")  # the point of the list lies in Texas


def test_facility_that_moved_leaves_its_old_point_behind(load, tmp_path):
    points = tmp_path / "points.csv"
    points.write_text("street1,zip,latitude,longitude\n1 Example Street,62701,39.81,-89.66\n")
    load([listing(1)], 2022, coordinates=points)

    load([listing(1, street1="77 Sample Road")], 2023)

    assert Facility.objects.values_list("street1", "precision").get() == ("77 Sample Road", "zip")
