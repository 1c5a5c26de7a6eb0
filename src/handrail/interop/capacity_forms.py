"""What a program's system may send: rows in the names of HSDS 3.1 `service_capacity`, and for whom the places are."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from handrail.directory.domain.open_places import MOST, UNIT_OF, AgeBand, Group, Level, Numbers, Payer, Sex, Unit
from handrail.interop.forms import WHOLE, Strict

MOST_ROWS = 100
LONGEST_ID, LONGEST_DESCRIPTION = 64, 500
ONE_PLACE_ID = [{"required": ["service_id"]}, {"required": ["facility"]}]

Count = Annotated[int, Field(ge=0, le=MOST), WHOLE]
Plain = "^[^\u0000]*$"  # NUL: no database holds it
PlaceId = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ID, pattern=Plain)]

MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)")  # RFC 3339, section 5.6


def read_moment(value: object) -> datetime:
    """A text alone, with its zone: a bare number or a local time could be meant in several ways."""
    if not (isinstance(value, str) and MOMENT.fullmatch(value)):
        raise PydanticCustomError("not_a_moment", "Not a moment.")
    try:
        return datetime.fromisoformat(value.upper())
    except ValueError as error:
        raise PydanticCustomError("not_a_moment", "Not a moment.") from error


Moment = Annotated[datetime, BeforeValidator(read_moment), WithJsonSchema({"type": "string", "format": "date-time"})]


class CountedUnit(Strict):
    """What is counted."""

    name: Annotated[Literal[*(unit.value for unit in Unit)], Field(description="`bed` or `slot`.")]  # type: ignore[valid-type]


def one_place_id(schema: dict[str, Any]) -> None:
    schema["oneOf"] = ONE_PLACE_ID
    for name in ("service_id", "facility", "unit", "id"):
        schema["properties"][name].pop("default", None)


class Capacity(Strict):
    """How many places are open for one group of people. `level`, `sex`, `age` and `payer` say for whom."""

    model_config = {**Strict.model_config, "json_schema_extra": one_place_id}

    id: Annotated[
        str,
        StringConstraints(max_length=LONGEST_ID, pattern=Plain),
        Field(description="Your own id of the row. It comes back in the answer and is not kept."),
    ] = ""
    service_id: Annotated[PlaceId, Field(description="The id of the facility here, by its name in HSDS.")] = ""
    facility: Annotated[PlaceId, Field(description="The same, if you prefer our name for it.")] = ""
    level: Annotated[
        Literal[*(level.value for level in Level)],  # type: ignore[valid-type]
        Field(description="The level of care."),
    ]
    sex: Annotated[Literal[*(sex.value for sex in Sex)], Field(description="For whom.")] = "any"  # type: ignore[valid-type]
    age: Annotated[Literal[*(band.value for band in AgeBand)], Field(description="For whom.")] = "any"  # type: ignore[valid-type]
    payer: Annotated[
        Literal[*(payer.value for payer in Payer)],  # type: ignore[valid-type]
        Field(description="Who may pay for these places. Left out: whoever pays. Rows of other payers stay."),
    ] = "any"
    unit: Annotated[
        CountedUnit,
        Field(description="Left out: as the level is counted. Withdrawal, residential and homes count beds."),
    ] = None  # type: ignore[assignment]  # left out, and never null in a body
    available: Annotated[Count, Field(description="How many are open. 0: full.")]
    maximum: Annotated[Count | None, Field(description="The most there can be, if you say it.")] = None
    description: Annotated[
        str,
        StringConstraints(max_length=LONGEST_DESCRIPTION),
        Field(description="Read by nobody and not kept: a free text could tell of a person."),
    ] = ""
    updated: Annotated[
        Moment, Field(description="When this was true, with its zone: 2026-11-23T12:00:00Z. Never ahead of now.")
    ]

    @model_validator(mode="after")
    def names_one_place(self) -> Self:
        if bool(self.service_id) == bool(self.facility):
            raise PydanticCustomError("one_place_id", "Send service_id or facility, not both.")
        return self

    @model_validator(mode="after")
    def is_counted_as_its_level(self) -> Self:
        if self.unit is not None and self.unit.name != UNIT_OF[Level(self.level)]:
            raise PydanticCustomError("unit_of_level", "This level is counted in another unit.")
        return self

    @property
    def place_id(self) -> str:
        return self.service_id or self.facility

    @property
    def group(self) -> Group:
        return Group(Level(self.level), Sex(self.sex), AgeBand(self.age), Payer(self.payer))

    @property
    def numbers(self) -> Numbers:
        return Numbers(self.available, self.maximum)

    @property
    def told_at(self) -> datetime:
        return self.updated


class Capacities(Strict):
    """Several rows in one call: all of them are saved, or none."""

    capacities: Annotated[list[Capacity], Field(min_length=1, max_length=MOST_ROWS)]
