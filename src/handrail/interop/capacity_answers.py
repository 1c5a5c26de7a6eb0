"""What is answered to a program's system that told what is open. Never run for an answer."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from handrail.directory.domain.open_places import AgeBand, Change, Level, Payer, Sex
from handrail.interop.answers import Stamp
from handrail.interop.capacity_forms import CountedUnit


class CapacitySaved(BaseModel):
    """One row, as it is stored now."""

    id: Annotated[str | None, Field(description="Your own id of the row, if you sent one.")]
    service_id: Annotated[str, Field(description="The id of the facility here.")]
    level: Level
    sex: Sex
    age: AgeBand
    payer: Payer
    unit: CountedUnit
    available: int
    maximum: int | None
    updated: Annotated[Stamp, Field(description="When it was true. People read how long ago that is.")]
    change: Annotated[
        Literal[Change.SAID, Change.RENEWED],
        Field(description="`said`: a new number. `renewed`: the same as before, and true again."),
    ]


class CapacitiesAnswer(BaseModel):
    """Every row that was sent, in its order."""

    capacities: list[CapacitySaved]
