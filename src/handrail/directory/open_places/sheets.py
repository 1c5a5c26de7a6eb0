"""The sheet of numbers as a page shows it: to operators at the desk, to a program, and to who opened a link."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handrail.directory.domain.open_places import (
    BY_A_PERSON,
    AgeBand,
    Group,
    Level,
    OpenPlacesRefused,
    Payer,
    SaidBy,
    Sex,
    levels_listed,
)
from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import OpenPlacesEvent
from handrail.directory.open_places.forms import SheetForm, Typed, field_name, words_of
from handrail.directory.open_places.queries import Sheet, events_of
from handrail.directory.open_places.words import (
    AGE_BANDS,
    GROUP_ORDER,
    PAYERS,
    SEXES,
    age_words,
    level_words,
    levels_told_at_desk,
    log_words,
    whom_words,
)
from handrail.directory.opening_hours_words import time_told
from handrail.web.formats import format_date, in_one_line
from handrail.web.time_zones import zone_within
from handrail.web.translation import translate


def sheet_context(
    held: Sheet,
    form: SheetForm,
    language: str,
    *,
    at: datetime,
    refusal: OpenPlacesRefused | None = None,
    refused: str = "",
    named: Collection[SaidBy] = BY_A_PERSON,
) -> dict[str, Any]:
    """`named`: whose sign-in names the reader may see in the log."""
    listed = set(levels_listed(held.facility.code_list)) | {group.level for group in held.numbers}
    listed |= {group.level for group, row in form.rows.items() if not row.is_empty}
    tables = [table(level, held, form, language) for level in Level]
    return {
        "facility": held.facility,
        "levels": levels_told_at_desk(held.places, held.numbers, at=at, language=language),
        "last": held.last,
        "last_age": age_words(held.last.at, at=at, language=language) if held.last else "",
        "last_by": log_words(held.last, language, named=named) if held.last else "",
        "form": form,
        "first": [each for each in tables if each.level in listed],
        "others": [each for each in tables if each.level not in listed],
        "sheet_refused": words_of(refusal, language) if refusal else refused,
        "events": [
            {
                "event": each,
                "level": level_words(Level(each.level), language),
                "whom": event_whom(each, language),
                "when": when_said(each, zone=zone_of_state(held.facility.state), language=language),
                "by": log_words(each, language, named=named),
            }
            for each in events_of(facility=held.facility)
        ],
    }


def when_said(event: OpenPlacesEvent, *, zone: str, language: str) -> str:
    """By the clock on the wall of the place."""
    local = event.at.astimezone(ZoneInfo(zone))
    time = in_one_line(time_told(local.hour * 60 + local.minute, language))
    return f"{format_date(local.date(), language)}, {time} ({zone_within(zone, language)})"


def event_whom(event: OpenPlacesEvent, language: str) -> str:
    return whom_words(event.group, language)


@dataclass(frozen=True)
class Row:
    """One line of the sheet: for whom, the two fields, and what is saved where that differs from what was typed."""

    label: str
    available_name: str
    maximum_name: str
    typed: Typed
    error: str
    saved: str
    kept: int


@dataclass(frozen=True)
class Adding:
    """What the lists of the empty line offer: value and words."""

    sexes: list[tuple[str, str]]
    ages: list[tuple[str, str]]
    payers: list[tuple[str, str]]


def adding(language: str) -> Adding:
    lists = (SEXES, AGE_BANDS, PAYERS)
    return Adding(*([(word.value, translate(words, language)) for word, words in each.items()] for each in lists))


@dataclass(frozen=True)
class Table:
    level: Level
    label: str
    rows: list[Row]
    by_age: list[Row]
    is_by_age_open: bool
    by_payer: list[Row]
    add: Adding


def table(level: Level, held: Sheet, form: SheetForm, language: str) -> Table:
    def rows(bands: list[AgeBand]) -> list[tuple[Group, Row]]:
        groups = [Group(level, sex, band) for band in bands for sex in Sex]
        return [(group, row_of(group, held, form, language)) for group in groups]

    by_age = rows([AgeBand.ADULTS, AgeBand.YOUNG_PEOPLE])
    told = {*form.rows, *held.numbers}
    paid = sorted((each for each in told if each.level is level and is_paid_by_one(each)), key=GROUP_ORDER.__getitem__)
    return Table(
        level=level,
        label=level_words(level, language),
        rows=[row for _, row in rows([AgeBand.ANY])],
        by_age=[row for _, row in by_age],
        is_by_age_open=any(not form.rows[group].is_empty or group in held.numbers for group, _ in by_age),
        by_payer=[row_of(group, held, form, language) for group in paid],
        add=adding(language),
    )


def is_paid_by_one(group: Group) -> bool:
    return group.payer is not Payer.ANY


def row_of(group: Group, held: Sheet, form: SheetForm, language: str) -> Row:
    typed, saved_numbers = form.rows.get(group, Typed()), held.numbers.get(group)
    now = SheetForm.of({group: saved_numbers} if saved_numbers else {}, seen=0).rows.get(group, Typed())
    is_other = (typed.available, typed.maximum) != (now.available, now.maximum)
    label = translate(SEXES[group.sex], language)
    if group.age_band is not AgeBand.ANY:
        label = f"{label}, {translate(AGE_BANDS[group.age_band], language).lower()}"
    if is_paid_by_one(group):
        label = f"{label}, {translate(PAYERS[group.payer], language)}"
    return Row(
        label=label,
        available_name=field_name("available", group),
        maximum_name=field_name("maximum", group),
        typed=typed,
        error=translate(typed.error, language, **typed.params) if typed.error else "",
        saved=f"{now.available}/{now.maximum}".strip("/") if is_other and saved_numbers else "",
        kept=held.kept.get(group, 0),
    )
