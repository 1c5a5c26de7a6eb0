"""Files that must be refused with a sentence, before anything is written."""

import gzip
import io
import re
import zipfile

import pytest

from directory_files import COLUMNS, EXPORT_COLUMNS, csv_text, export_listing, listing, write_csv, write_workbook
from handrail.directory.importing import file_contents, tables, workbook_safety
from handrail.directory.importing.coordinates_file import read_coordinates
from handrail.directory.importing.reading import read_source
from handrail.directory.importing.refusals import ImportRefused


def whole_workbook(tmp_path) -> bytes:
    return write_workbook(tmp_path / "whole.xlsx", [listing(number) for number in range(1, 30)]).read_bytes()


def repacked(content: bytes, change) -> bytes:
    """The workbook with `change(name, bytes)` applied to each of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def refusal(tmp_path, content: bytes, name: str = "file.xlsx") -> str:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ImportRefused) as refused:
        read_source(path)
    return str(refused.value)


@pytest.mark.asvs("V5.2.2")
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file file.xlsx is empty."),
        (b" \r\n \n", "The file file.xlsx is empty."),
        (b"\n<!DOCTYPE html><html>Not found</html>", "is a web page, not a workbook"),
        (b"\xd0\xcf\x11\xe0old", "is an Excel file of the old format"),
        (b"%PDF-1.7", "is a PDF"),
        (b'{"rows": []}', "is JSON"),
        (b"Name1,Zip\nA,\0", "holds NUL bytes"),
        (b"Town,Beds\nSpringfield,4\n", "is neither the national directory nor a FindTreatment export"),
        (b"PK\x03\x04 but no archive", "damaged or cut off"),
        (b"\x1f\x8b but no gzip", "damaged or cut off"),
        (csv_text([], COLUMNS).encode(), "has no facility that can be read"),
        (csv_text([listing()], [*COLUMNS, "zip"]).encode(), "has the column 'zip' twice"),
        (csv_text([export_listing()], EXPORT_COLUMNS[:17]).encode(), "no columns of service codes"),
        (csv_text([listing(n) for n in range(1, 300)], COLUMNS).encode()[:-6], "seems cut off: its last line has no"),
        ((csv_text([listing()], COLUMNS) + '"never closed').encode(), "is not a whole CSV file"),
        (
            (csv_text([listing()], COLUMNS) + "Example,,1 Example").encode(),
            "seems cut off: its last line has no line end",
        ),
        (csv_text([listing(service_code_info="MH OP")], COLUMNS).encode(), "directory of mental health facilities"),
    ],
)
def test_file_that_is_no_directory_is_refused_with_a_sentence(tmp_path, content, sentence):
    assert sentence in refusal(tmp_path, content)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_workbook_cut_off_anywhere_is_refused(tmp_path, share):
    content = whole_workbook(tmp_path)

    assert "damaged or cut off" in refusal(tmp_path, content[: int(len(content) * share)])


@pytest.mark.parametrize("missing", [1, 8, 20, 500])
def test_gzip_cut_off_is_refused(tmp_path, missing):
    content = gzip.compress(csv_text([listing(number) for number in range(99)], COLUMNS).encode())

    assert "damaged or cut off" in refusal(tmp_path, content[:-missing])


def test_file_of_coordinates_cut_off_is_refused(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text("street,zip,latitude,longitude\n1 Example Street,62701,39.8")

    with pytest.raises(ImportRefused, match="seems cut off"):
        read_coordinates(path)


def test_workbook_with_a_damaged_byte_is_refused(tmp_path):
    content = bytearray(whole_workbook(tmp_path))
    content[len(content) // 2] ^= 0xFF

    assert "damaged" in refusal(tmp_path, bytes(content))


@pytest.mark.asvs("V5.2.1")
def test_file_of_200_megabytes_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "large.xlsx"
    with path.open("wb") as handle:
        handle.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(type(path), "read_bytes", lambda _: pytest.fail("it was read"))

    with pytest.raises(ImportRefused, match=r"has 200 MB; the limit is 100 MB\."):
        read_source(path)


@pytest.mark.asvs("V5.2.3")
def test_gzip_bomb_is_refused_by_what_it_really_unpacks_to(tmp_path, monkeypatch):
    monkeypatch.setattr(file_contents, "LARGEST_CONTENT", 2 * 1024 * 1024)

    assert "unpacks to more than 2 MB" in refusal(tmp_path, gzip.compress(bytes(3 * 1024 * 1024)))


@pytest.mark.asvs("V5.2.3")
def test_zip_bomb_is_refused_by_what_it_declares(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook_safety, "LARGEST_CONTENT", 2 * 1024 * 1024)
    bomb = repacked(whole_workbook(tmp_path), lambda name, old: bytes(3 << 20) if "sheet2" in name else old)

    assert "unpacks to more than 2 MB" in refusal(tmp_path, bomb)


@pytest.mark.asvs("V5.2.3")
def test_zip_bomb_that_lies_about_its_size_is_refused(tmp_path):
    bomb = bytearray(repacked(whole_workbook(tmp_path), lambda name, old: bytes(3 << 20) if "sheet2" in name else old))
    size = (3 << 20).to_bytes(4, "little")
    for place in [found.start() for found in re.finditer(re.escape(size), bytes(bomb))]:
        bomb[place : place + 4] = (1000).to_bytes(4, "little")

    assert "damaged" in refusal(tmp_path, bytes(bomb))


@pytest.mark.asvs("V5.2.3")
def test_archive_of_thousands_of_parts_is_refused(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(1_001):
            archive.writestr(f"part{number}", b"")

    assert "has 1,001 parts" in refusal(tmp_path, out.getvalue())


def test_formula_cells_are_refused(tmp_path):
    path = write_workbook(tmp_path / "f.xlsx", [listing(name2="=1+1")], has_formulas=True)

    with pytest.raises(ImportRefused, match="holds formulas"):
        read_source(path)


@pytest.mark.asvs("V1.5.1")
def test_xml_entities_are_refused(tmp_path):
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    evil = repacked(whole_workbook(tmp_path), lambda name, old: entity + old if "sheet1" in name else old)

    assert refusal(tmp_path, evil) == "The workbook declares XML entities, which no official file does."


def test_endless_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 10)
    path = write_csv(tmp_path / "long.csv", [listing(number) for number in range(12)])

    with pytest.raises(ImportRefused, match="more than 10 rows"):
        read_source(path)


def test_missing_file_and_folder_are_refused(tmp_path):
    with pytest.raises(ImportRefused, match="cannot be opened"):
        read_source(tmp_path / "nowhere.xlsx")
    with pytest.raises(ImportRefused, match="is not a file"):
        read_source(tmp_path)
