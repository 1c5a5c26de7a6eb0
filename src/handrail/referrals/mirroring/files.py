"""The tables of the mirror as files for a spreadsheet: what the page shows, and not a number more."""

from dataclasses import replace

from handrail.privacy.domain.counted_tables import TOTAL
from handrail.referrals.domain.block_grant import StateReport, csv_of_report
from handrail.referrals.domain.mirror_csv import csv_of_mirror, csv_of_table
from handrail.referrals.domain.mirror_dimensions import OTHER, Dimension
from handrail.referrals.domain.publications import period_named
from handrail.referrals.mirroring.pages import UNMET, WAITING, rows_of
from handrail.referrals.mirroring.queries import names_of_programs
from handrail.referrals.mirroring.stored_tables import table_again
from handrail.referrals.models import PublishedPeriod


def csv_named(table: str, row: PublishedPeriod) -> str | None:
    """None: there is no such table of this period."""
    if table not in row.tables or table not in (*Dimension, WAITING, UNMET):
        return None
    if table in (WAITING, UNMET):
        return csv_of_table(table_again(row.tables[table]))
    rows = rows_of(row, Dimension(table))
    if table != Dimension.PROGRAM:
        return csv_of_mirror(rows)
    labels = [each.label for each in rows if each.label not in (TOTAL, OTHER)]
    names = names_of_programs([label for label in labels if label])
    return csv_of_mirror(replace(each, label=names.get(each.label or "", each.label)) for each in rows)


def csv_for_state(row: PublishedPeriod, quarter: PublishedPeriod | None = None) -> str:
    """`quarter`: the mirror of the same one; of it what searches did not find."""
    unmet = table_again(quarter.tables[UNMET]) if quarter and UNMET in quarter.tables else None
    return csv_of_report(StateReport(period_named(row.period), table_again(row.tables["requests"]), unmet=unmet))
