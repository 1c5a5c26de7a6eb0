"""What each layout's reader makes of the faults seen in real files."""

import gzip
import zipfile
from pathlib import Path

import openpyxl
import pytest

from directory_files import (
    COLUMNS,
    EXPORT_COLUMNS,
    csv_text,
    export_listing,
    listing,
    write_csv,
    write_export,
    write_workbook,
)
from handrail.directory.domain.sources import FacilityKind, Source
from handrail.directory.importing.reading import read_source
from handrail.directory.importing.refusals import ImportRefused


def reasons(file) -> list[tuple[int, str]]:
    return [(row.number, row.reason) for row in file.unreadable]


@pytest.mark.asvs("V5.2.2")
@pytest.mark.parametrize("name", ["directory.xlsx", "misnamed.csv", "no_ending"])
def test_workbook_is_recognized_by_its_content(tmp_path, name):
    path = write_workbook(tmp_path / "real.xlsx", [listing()]).rename(tmp_path / name)

    file = read_source(path)

    assert (file.source, len(file.rows), len(file.code_entries)) == (Source.NATIONAL_DIRECTORY, 1, 2)


def test_header_may_differ_in_case_and_blanks_and_the_sheet_in_name(tmp_path):
    columns = [f"  {name.upper()} " for name in COLUMNS]
    path = write_workbook(tmp_path / "d.xlsx", [listing()], columns=columns, sheet="Liste 2025", reference=None)

    assert [row.name for row in read_source(path).rows] == ["Example Recovery Center 1"]


def test_stored_dimension_of_one_cell_is_not_believed(tmp_path):
    path = write_workbook(tmp_path / "d.xlsx", [listing(number) for number in range(1, 9)])
    narrow = tmp_path / "narrow.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(narrow, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<dimension ref="A1:M9"', b'<dimension ref="A1"'))

    assert openpyxl.load_workbook(narrow, read_only=True).worksheets[0].calculate_dimension() == "A1:A1"
    assert len(read_source(narrow).rows) == 8


def test_export_is_read_alike_from_csv_gzip_and_workbook(tmp_path):
    rows = [export_listing(1), export_listing(2, type_facility="OTP", codes="sa mh dt")]
    plain, packed = write_export(tmp_path / "a.csv", rows), write_export(tmp_path / "b.csv.gz", rows)
    book = write_workbook(tmp_path / "c.xlsx", rows, columns=EXPORT_COLUMNS, reference=None)

    read = [read_source(path) for path in (plain, packed, book)]

    assert [file.source for file in read] == [Source.FINDTREATMENT] * 3
    assert read[0].rows == read[1].rows == read[2].rows
    assert [row.codes for row in read[0].rows] == [("SA", "OP", "BU", "MD"), ("SA", "OTP")]
    assert (read[0].rows[0].website, read[0].rows[0].point[:2]) == ("", (39.8, -89.65))


@pytest.mark.parametrize("kind", ["SU", "SA", "su "])
def test_both_names_of_substance_use_mean_the_same(tmp_path, kind):
    file = read_source(write_export(tmp_path / "e.csv", [export_listing(type_facility=kind)]))

    assert [row.kind for row in file.rows] == [FacilityKind.SUBSTANCE_USE]


def test_directory_as_csv_takes_either_code_column_and_coordinates(tmp_path):
    row = listing(service_codes="SA BU", latitude="39.8", longitude="-89.6", geo_quality="zip", geo_source="census")
    columns = [name for name in COLUMNS if name != "Service_code_info"]
    path = write_csv(
        tmp_path / "d.csv.gz",
        [row],
        columns=[*columns, "service_codes", "latitude", "longitude", "geo_quality", "geo_source"],
    )

    found = read_source(path).rows[0]

    assert (found.codes, found.point) == (("SA", "BU"), (39.8, -89.6, "zip", "census"))


def test_older_encoding_is_read_and_noted(tmp_path):
    path = write_csv(
        tmp_path / "d.csv", [listing(name1="Clínica Ejemplo", city="Bayamón", state="PR")], encoding="latin-1"
    )

    file = read_source(path)

    assert (file.rows[0].name, file.rows[0].city) == ("Clínica Ejemplo", "Bayamón")
    assert file.notes == ["The file is not UTF-8; it was read as Latin-1."]


def test_blank_lines_are_no_rows_and_numbers_are_those_of_a_spreadsheet(tmp_path):
    text = csv_text([listing(1), {}, listing(2, zip="x")], COLUMNS)
    path = tmp_path / "d.csv"
    path.write_text(text)

    file = read_source(path)

    assert (len(file.rows), reasons(file)) == (1, [(4, "its ZIP code cannot be read")])


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"name1": " "}, "it has no name"),
        ({"zip": ""}, "it has no ZIP code"),
        ({"state": "Illinois"}, "its state is not a two-letter state or territory of the United States"),
        ({"name1": "x" * 256}, "its name1 is longer than 255 characters"),
        ({"service_code_info": "SA <script>"}, "its service codes hold '<script>', which cannot be a code"),
        ({"service_code_info": " ".join(f"C{n}" for n in range(10_000))}, "it lists more than 1,000 service codes"),
    ],
)
def test_row_that_cannot_be_read_is_refused_with_its_reason(tmp_path, facts, reason):
    path = write_csv(tmp_path / "d.csv", [listing(1, **facts), listing(2)])

    file = read_source(path)

    assert (len(file.rows), reasons(file)) == (1, [(2, reason)])


def test_row_with_a_cell_too_many_is_refused_alone(tmp_path):
    lines = csv_text([listing(1), listing(2)], COLUMNS).splitlines()
    path = tmp_path / "d.csv"
    path.write_text("\n".join([lines[0], lines[1] + ",shifted", lines[2], ""]))

    file = read_source(path)

    assert (len(file.rows), reasons(file)) == (1, [(2, "it has more or fewer cells than the header")])


def test_row_without_phone_or_street_is_kept_and_placeholders_are_empty(tmp_path):
    row = export_listing(phone="(999) 999-9999", street1="", latitude="", longitude="", website="javascript:alert(1)")

    found = read_source(write_export(tmp_path / "e.csv", [row])).rows[0]

    assert (found.phone, found.street1, found.website, found.point) == ("", "", "", None)


def test_zip_stored_as_a_number_gets_its_zeros_back(tmp_path):
    path = write_workbook(tmp_path / "d.xlsx", [listing(1, zip=6457, state="CT"), listing(2, zip=802.0, state="VI")])

    assert [row.zip for row in read_source(path).rows] == ["06457", "00802"]


@pytest.mark.parametrize(
    ("title", "name", "given", "expected"),
    [
        ("2023 SU Facilities for All Cities", "directory_2019.xlsx", None, (2023, "title")),
        ("2023 SU Facilities for All Cities", "directory_2019.xlsx", 2023, (2023, "--year")),
        (None, "National_Directory_2022.xlsx", 2021, (2021, "--year")),
        (None, "National_Directory_2022.xlsx", None, (2022, "file name")),
        ("Facilities", "rpt57009_20260306.xlsx", None, (2026, "document properties")),
        ("Facilities of 2099", "x.xlsx", None, (2026, "document properties")),
    ],
)
def test_year_is_read_from_the_surest_place(tmp_path, title, name, given, expected):
    path = write_workbook(tmp_path / name, [listing()], title=title)
    file = read_source(path)
    file.document_dates = tuple("2026" for _ in file.document_dates)

    assert file.year(given=given, newest=2027, file_year=2020) == expected


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (2022, "The year given is 2022, but the workbook's title says 2023."),
        (0, "The year 0 cannot be a directory's: give one from 1990 to 2027."),
        (1989, "The year 1989 cannot be a directory's: give one from 1990 to 2027."),
        (2028, "The year 2028 cannot be a directory's: give one from 1990 to 2027."),
    ],
)
def test_year_that_cannot_be_is_refused(tmp_path, given, sentence):
    file = read_source(write_workbook(tmp_path / "d.xlsx", [listing()]))

    with pytest.raises(ImportRefused) as refused:
        file.year(given=given, newest=2027, file_year=2020)

    assert str(refused.value) == sentence


def test_year_of_a_bare_csv_is_the_given_one_or_else_a_guess(tmp_path):
    file = read_source(write_csv(tmp_path / "d.csv", [listing()]))

    assert file.year(given=2024, newest=2027, file_year=2020) == (2024, "--year")
    assert file.year(given=None, newest=2027, file_year=2020) == (2020, "date of the file")


@pytest.mark.slow
@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("name", "source", "rows", "codes"),
    [
        ("national_directory_su_2022.xlsx", Source.NATIONAL_DIRECTORY, 12_176, 225),
        ("derived_su_2023_with_coordinates.csv.gz", Source.NATIONAL_DIRECTORY, 12_744, 0),
        ("findtreatment_export_tx_2023.csv.gz", Source.FINDTREATMENT, 871, 0),
    ],
)
def test_real_files_are_read_to_the_last_row(shared_data: Path, name, source, rows, codes):
    file = read_source(shared_data / "samhsa" / name)

    assert (file.source, len(file.rows), len(file.code_entries)) == (source, rows, codes)


def test_packed_file_is_unpacked_once_only(tmp_path):
    path = tmp_path / "d.csv.gz"
    path.write_bytes(gzip.compress(csv_text([listing()], COLUMNS).encode()))

    assert len(read_source(path).rows) == 1
