"""What the pages of the mirror show of one published period."""

from dataclasses import dataclass
from typing import Any, Final

from handrail.directory.places.states import STATES
from handrail.privacy.domain.counted_tables import TOTAL, PublishedTable
from handrail.privacy.domain.small_numbers import SUPPRESSED, Shown
from handrail.referrals.domain.block_grant import COLUMNS as STATE_COLUMNS
from handrail.referrals.domain.mirror import MirrorRow, Wait
from handrail.referrals.domain.mirror_dimensions import OTHER, Dimension
from handrail.referrals.domain.program_facts import People, ProgramFacts, people, program_facts
from handrail.referrals.domain.unmet import Missed
from handrail.referrals.mirroring import words
from handrail.referrals.mirroring.bars import Chart, chart_of
from handrail.referrals.mirroring.queries import names_of_programs
from handrail.referrals.mirroring.stored_tables import row_again, table_again
from handrail.referrals.models import PublishedPeriod

ON_PAGE: Final = (
    Dimension.SOURCE,
    Dimension.NEED,
    Dimension.LANGUAGE,
    Dimension.PAYER,
    Dimension.SAID,
)
WAITING: Final = "waiting"
UNMET: Final = "unmet"


@dataclass(frozen=True)
class Line:
    """One row of a table: its words, how far people came, and how long they waited."""

    label: str
    far: list[tuple[str, People | None]]
    waits: list[tuple[str, Shown, Shown]]


@dataclass(frozen=True)
class Section:
    """One dimension: a drawing, and the tables behind it."""

    name: str
    title: str
    chart: Chart | None
    lines: list[Line]
    about: list[str]


def rows_of(row: PublishedPeriod, dimension: Dimension) -> list[MirrorRow]:
    return [row_again(json) for json in row.tables[dimension.value]]


def quarter_context(row: PublishedPeriod) -> dict[str, Any]:
    network = next(each for each in rows_of(row, Dimension.SOURCE) if each.label is TOTAL)
    waiting = table_again(row.tables[WAITING])
    return {
        "is_hidden": network.asked is SUPPRESSED,
        "network": line_of(Dimension.SOURCE, network),
        "sections": [section_of(row, dimension) for dimension in ON_PAGE if dimension in row.tables],
        "reasons": [(told, network.columns[column]) for column, told in words.REASON_COLUMNS.items()],
        "waiting": waiting_lines(waiting),
        "bands": [words.WAITING_FOR[band] for band in waiting_columns(waiting)],
        "WAITING": WAITING,
        "unmet": unmet_of(row),
        "UNMET": UNMET,
    }


def section_of(row: PublishedPeriod, dimension: Dimension) -> Section:
    rows = rows_of(row, dimension)
    numbers = [(words.label_words(dimension, each.label), each.waits[Wait.VISIT].median) for each in rows]
    lines = [line_of(dimension, each) for each in rows]
    return Section(dimension.value, words.TITLES[dimension], chart_of(numbers), lines, words.ABOUT.get(dimension, []))


def line_of(dimension: Dimension, row: MirrorRow) -> Line:
    return Line(
        label=words.label_words(dimension, row.label),
        far=[(told, people(getattr(row, name), least_of(row, name))) for name, told in words.FAR.items()],
        waits=[(told, row.waits[wait].median, row.waits[wait].ninetieth) for wait, told in words.WAITS.items()],
    )


def least_of(row: MirrorRow, name: str) -> int:
    """How many there surely are, where a part is too small to be added: known of who was accepted and who arrived."""
    least: int = getattr(row, f"{name}_at_least", 0)
    return least


@dataclass(frozen=True)
class Unmet:
    """Searches that found nothing fitting: by need, with a drawing, and by state; the file has both together."""

    chart: Chart | None
    needs: list[tuple[str, Shown]]
    states: list[tuple[str, Shown]]


def unmet_of(row: PublishedPeriod) -> Unmet | None:
    """None: that quarter did not count them. A state stands here where a number of it may be shown."""
    if UNMET not in row.tables:
        return None
    table = table_again(row.tables[UNMET])
    states = [(state_words(each), table.at(each, TOTAL)) for each in (*table.rows, TOTAL)]
    needs = [(words.MISSED[Missed(each)], table.at(TOTAL, each)) for each in table.columns]
    return Unmet(chart_of(needs), needs, [line for line in states if line[1] is not SUPPRESSED])


def areas_of(row: PublishedPeriod) -> Section | None:
    """None: that year was published before areas were told apart."""
    return section_of(row, Dimension.RURAL) if Dimension.RURAL in row.tables else None


def state_words(row: str | None) -> str:
    return words.EVERY_STATE if row is TOTAL else STATES[row]


def waiting_columns(table: PublishedTable) -> list[str]:
    """Bands with few people stand together, and are not shown one by one."""
    return [band for band in words.WAITING_FOR if band in table.columns]


def waiting_lines(table: PublishedTable) -> list[tuple[str, list[Shown]]]:
    columns: list[str | None] = [*waiting_columns(table), TOTAL]
    return [
        (words.label_words(Dimension.NEED, row), [table.at(row, column) for column in columns])
        for row in (*table.rows, TOTAL)
    ]


@dataclass(frozen=True)
class Program:
    """One place in one year."""

    public_id: str
    name: str
    facts: ProgramFacts


def programs_of(row: PublishedPeriod) -> list[Program]:
    """By name: an order by a number would tell of those that are hidden."""
    rows = {each.label: each for each in rows_of(row, Dimension.PROGRAM) if each.label not in (TOTAL, OTHER)}
    names = names_of_programs([label for label in rows if label])
    programs = [Program(label, names[label], program_facts(each)) for label, each in rows.items() if label in names]
    return sorted(programs, key=lambda program: (program.name.casefold(), program.public_id))


def state_lines(row: PublishedPeriod) -> list[tuple[str, Shown]]:
    table = table_again(row.tables["requests"])
    return [(words.STATE_LINES[column], table.at(TOTAL, column)) for column in (TOTAL, *STATE_COLUMNS)]


def unmet_lines(quarter: PublishedPeriod | None) -> list[tuple[str, Shown]]:
    """For the State's report: the numbers of every state, as the mirror shows them, and not a number more."""
    if quarter is None or UNMET not in quarter.tables:
        return []
    table = table_again(quarter.tables[UNMET])
    return [(words.MISSED[Missed(each)], table.at(TOTAL, each)) for each in table.columns]
