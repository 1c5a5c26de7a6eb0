"""What a reading means for the meetings already held: worked out in memory, then written in one go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handrail.meetings.domain.records import FeedReading, FeedRefused, MeetingRecord, RefusedRow
from handrail.meetings.domain.shrinking import looks_cut_off
from handrail.meetings.importing.columns import columns_of, why_not_kept

TWICE = "another row above it has the same key"


@dataclass(frozen=True, slots=True)
class Held:
    """What is compared of a meeting in the database."""

    pk: int
    digest: str
    raw_digest: str
    is_gone: bool


@dataclass(slots=True)
class Rows:
    """A reading made ready for the database, without having looked at it."""

    columns: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused: list[RefusedRow] = field(default_factory=list)
    corrected: int = 0

    @property
    def count(self) -> int:
        return len(self.columns) + len(self.refused)


@dataclass(slots=True)
class Plan:
    """Each row of the feed is in exactly one of `new`, `changed`, `unchanged` and the refused ones.

    `rewritten` are unchanged ones whose row came written otherwise; `gone` are ids. `listed` counts what was held.
    """

    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    rewritten: list[dict[str, Any]] = field(default_factory=list)
    unchanged: int = 0
    gone: list[int] = field(default_factory=list)
    listed: int = 0

    @property
    def is_felt(self) -> bool:
        """Whether what is listed, or what it says, becomes another."""
        return bool(self.new or self.changed or self.gone)


def rows_of(reading: FeedReading) -> Rows:
    rows, numbers = Rows(refused=list(reading.refused)), set()
    for number, record in reading.records:
        columns = checked(number, record, rows)
        if columns is not None:
            rows.columns[record.key] = columns
            numbers.add(number)
    rows.refused.sort(key=lambda refused: refused.row)
    rows.corrected = len(numbers.intersection(each.row for each in reading.corrections))
    return rows


def checked(number: int, record: MeetingRecord, rows: Rows) -> dict[str, Any] | None:
    columns = columns_of(record)
    reason = TWICE if record.key in rows.columns else why_not_kept(columns)
    if reason:
        rows.refused.append(RefusedRow(number, record.key, reason))
        return None
    return columns


def make_plan(rows: Rows, held: Mapping[str, Held]) -> Plan:
    plan = Plan(listed=sum(not each.is_gone for each in held.values()))
    for key, columns in rows.columns.items():
        settle(columns, held.get(key), plan)
    named = rows.columns.keys() | keys_not_read(rows)
    plan.gone = [each.pk for key, each in held.items() if not each.is_gone and key not in named]
    return plan


def keys_not_read(rows: Rows) -> set[str]:
    """One whose row cannot be read is still there. One that its body withdrew is not: somebody would travel in vain."""
    return {refused.key for refused in rows.refused if not refused.is_withdrawn}


def settle(columns: dict[str, Any], held: Held | None, plan: Plan) -> None:
    if held is None:
        plan.new.append(columns)
    elif held.is_gone or held.digest != columns["digest"]:
        plan.changed.append(columns)
    else:
        plan.unchanged += 1
        if held.raw_digest != columns["raw_digest"]:
            plan.rewritten.append(columns)


def check_size(plan: Plan, rows: Rows) -> None:
    """A feed that is cut off, or whose keys are all others, retires nothing without a person's yes."""
    if plan.listed and not rows.count:
        raise FeedRefused(
            f"The feed is empty, and {plan.listed:,} meetings of this source are listed. If they all ended, use"
            " --allow-shrink."
        )
    if looks_cut_off(gone=len(plan.gone), listed=plan.listed):
        raise FeedRefused(
            f"The feed no longer lists {len(plan.gone):,} of the {plan.listed:,} meetings of this source: it looks cut"
            " off. If it is right, use --allow-shrink."
        )
