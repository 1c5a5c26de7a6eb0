"""Files in the real layouts with facts nobody could take for true, for the tests of the import."""

import csv
import gzip
import io
from pathlib import Path

import openpyxl

COLUMNS = (
    "Name1", "Name2", "Street1", "Street2", "City", "State", "Zip", "Phone",
    "Intake1", "Intake2", "Intake1a", "Intake2a", "Service_code_info",
)  # fmt: skip
REFERENCE = [
    ("category_code", "category_name", "service_code", "service_name", "service_description"),
    ("TC", "Type of Care", "SA", "Substance use  treatment ", "What a place does."),
    ("OM", "Opioid Medications", "BU", "Buprenorphine  used", ""),
]
EXPORT_CODES = (
    "mh", "sa", "dt", "mm", "dm", "bum", "db", "rpn", "op", "od", "bu", "mu", "nu", "otp", "md", "mc", "pi", "sf",
    "ss", "np", "adlt", "chld", "fem", "male", "ubn", "ct", "msnh", "tele", "sp",
)  # fmt: skip
EXPORT_COLUMNS = (
    "    name1", "name2", "street1", "street2", "city", "state", "zip", "zip4", "county", "phone", "intake_prompt",
    "intake1", "intake2", "website", "latitude", "longitude", "type_facility", *EXPORT_CODES,
)  # fmt: skip


def listing(number: int = 1, **facts) -> dict[str, str]:
    """One row of the national directory."""
    row = {
        "name1": f"Example Recovery Center {number}",
        "street1": f"{number} Example Street",
        "city": "Springfield",
        "state": "IL",
        "zip": "62701",
        "phone": f"217-555-{100 + number:04}",
        "service_code_info": "SA DT * OP ORT * BU * MD",
    }
    return {**row, **facts}


def export_listing(number: int = 1, *, codes: str = "sa op bu md", **facts) -> dict[str, str]:
    """One row of the FindTreatment export."""
    row = listing(number)
    del row["service_code_info"]
    row |= {"latitude": "39.80", "longitude": "-89.65", "website": "http://", "type_facility": "SU"}
    return {**row, **dict.fromkeys(codes.split(), "1"), **facts}


def cells(row: dict, columns) -> list:
    return [row.get(column.strip().lower(), "") for column in columns]


def write_workbook(
    path: Path, rows: list[dict], *, columns=COLUMNS, title: str | None = "2023 SU Facilities", sheet="Facilities List",
    reference=REFERENCE,
    has_formulas=False,
) -> Path:  # fmt: skip
    book = openpyxl.Workbook()
    book.properties.title = title
    book.active.title = sheet
    book.active.append(list(columns))
    for row in rows:
        book.active.append([cell or None for cell in cells(row, columns)])
        for cell in book.active[book.active.max_row]:
            if cell.data_type == "f" and not has_formulas:
                cell.data_type = "s"  # a name that begins with = is text
    if reference:
        second = book.create_sheet("Service Code Reference")
        for line in reference:
            second.append(line)
    book.save(path)
    return path


def csv_text(rows: list[dict], columns) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(cells(row, columns) for row in rows)
    return out.getvalue()


def write_csv(path: Path, rows: list[dict], *, columns=COLUMNS, encoding: str = "utf-8") -> Path:
    content = csv_text(rows, columns).encode(encoding)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def write_export(path: Path, rows: list[dict]) -> Path:
    return write_csv(path, rows, columns=EXPORT_COLUMNS)
