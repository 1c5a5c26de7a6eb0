"""The national directory as CSV, with coordinates where somebody has added them."""

from handrail.directory.importing.national_directory import SOURCE, facility_rows
from handrail.directory.importing.rows import PLACE_COLUMNS

CODE_COLUMNS = ("service_codes", "service_code_info")
LAYOUTS = tuple((*PLACE_COLUMNS, column) for column in CODE_COLUMNS)

__all__ = ["LAYOUTS", "SOURCE", "facility_rows"]
