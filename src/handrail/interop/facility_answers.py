"""What the API answers of facilities and codes, as our OpenAPI document states it. Never run for an answer."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, create_model

from handrail.directory.domain.code_groups import CodeGroup
from handrail.directory.domain.filters import GROUPS
from handrail.directory.domain.open_places import AgeBand, Level, Payer, Sex, State, Unit
from handrail.directory.domain.sources import FacilityKind, Precision
from handrail.interop.answers import Code, FacilityAsListed, FoundPlace, ListedFacility, Miles, Sentence, Stamp


class FacilityFound(ListedFacility):
    """One facility of a list."""

    distance_miles: Annotated[
        Miles | None, Field(description="Null: no place was named, or its own point is not known.")
    ]


Facets = create_model(
    "Facets",
    __doc__="For each option, how many facilities it would bring, what is chosen in the other groups standing.",
    **{
        group.name: (create_model(f"Facets_{group.name}", **dict.fromkeys(group.option_names, (int, ...))), ...)
        for group in GROUPS
    },
)


class FacilitiesAnswer(BaseModel):
    """One page of a list, nearest first."""

    place: FoundPlace | None
    total: Annotated[int, Field(ge=0, description="Of all pages.")]
    page: int
    page_size: int
    pages: Annotated[int, Field(ge=1)]
    facilities: list[FacilityFound]
    facets: Annotated[Facets | None, Field(description="Null where none were asked for.")]


class Phone(BaseModel):
    text: Annotated[str, Field(description="As listed.")]
    tel: Annotated[str | None, Field(description="A link that dials it.")]
    say: Annotated[str | None, Field(description="What to ask for when somebody answers.")]


class Coordinates(BaseModel):
    latitude: float
    longitude: float
    precision: Annotated[
        Literal[Precision.ADDRESS, Precision.ZIP],
        Field(description="`address`: the building. `zip`: only the middle of its ZIP area."),
    ]
    source: str
    text: Sentence | None


class Gone(BaseModel):
    since_year: Annotated[int, Field(description="The first directory that no longer lists it.")]
    text: Sentence


class FactLine(BaseModel):
    code: Code
    text: Sentence
    is_disputed: Annotated[bool, Field(description="Another code of the same listing says the opposite.")]


class FactGroup(BaseModel):
    """Facts of one kind, in the order people ask."""

    code: CodeGroup
    heading: str
    note: Sentence | None
    lines: list[FactLine]


class Remark(BaseModel):
    code: str
    text: Sentence


class Checked(BaseModel):
    """What people found who checked a fact; it stands beside the listing and never replaces it."""

    code: Annotated[str, Field(description="Which fact.")]
    text: Sentence
    href: Annotated[str | None, Field(description="A link that dials or opens it, where two people confirmed it.")]


class Heard(BaseModel):
    """What calls of the operators told, with the day."""

    code: Annotated[str, Field(description="Which question, and of what: `medicine:methadone`.")]
    text: Sentence
    strength: Annotated[Sentence, Field(description="How much it still weighs: answers fade.")]
    beside: Annotated[Sentence | None, Field(description="What the listing says, where it says otherwise.")]


class OpenPlaceTold(BaseModel):
    """Places open for one group. The names are those of HSDS `service_capacity`; it is never a promise."""

    level: Level
    sex: Sex
    age: AgeBand
    payer: Annotated[Payer, Field(description="Who may pay for these places. `any`: whoever pays.")]
    unit: Unit
    state: Annotated[State, Field(description="`unknown`: nothing was told lately. Call and ask.")]
    available: Annotated[int | None, Field(description="Null: unknown.")]
    maximum: Annotated[int | None, Field(description="Null: unknown, or not told.")]
    updated: Annotated[Stamp, Field(description="When it was told last.")]


class WholeFacility(FacilityAsListed):
    """A facility with everything that is known of it."""

    kind: FacilityKind
    street: str
    city: str
    state: str
    zip: str
    intake_phones: Annotated[
        list[Phone], Field(description="The lines to start treatment. Call the first of them before `phone`.")
    ]
    website: str | None
    coordinates: Coordinates | None
    gone: Annotated[Gone | None, Field(description="Null: the newest directory lists it.")]
    merged_into: Annotated[
        str | None, Field(description="The id under which the same place is listed now, as a person found.")
    ]
    closed_at: Annotated[Stamp | None, Field(description="When two people had found it closed.")]
    source_text: Sentence
    verified_text: Sentence
    added_codes: Annotated[list[Code], Field(description="Those of `codes` that only another source lists.")]
    added_year: Annotated[int | None, Field(description="The year of that other source.")]
    groups: list[FactGroup]
    ask: list[Remark]
    only_serves: list[Remark]
    checked: list[Checked]
    calls_made: Annotated[Sentence, Field(description="How often operators called, and when last.")]
    calls: list[Heard]
    visitors: Annotated[Sentence | None, Field(description="What visitors tapped. Null: nothing lately.")]
    doubt: Annotated[Sentence | None, Field(description="Said where the number may be wrong.")]
    open_places: Annotated[list[OpenPlaceTold], Field(description="Empty: nobody ever told. Call and ask.")]
    is_demonstration: Annotated[bool, Field(description="True: invented, like all demonstration data.")]


class CodeEntry(BaseModel):
    code: str
    group: CodeGroup
    en: Annotated[str, Field(description="Our plain words.")]
    es: Annotated[str, Field(description="The same in Spanish.")]
    official_name: Annotated[str | None, Field(description="As the loaded directory words it.")]
    definition: str | None
    category: str | None
    last_year: Annotated[int | None, Field(description="The newest loaded directory that explains it.")]


class CodeHeading(BaseModel):
    code: CodeGroup
    en: str
    es: str


class FilterOption(BaseModel):
    """A facility holds it that lists one of `codes` (any, where none is named) and none of `without`."""

    name: str
    en: str
    es: str
    codes: list[str]
    without: list[str]


class FilterGroup(BaseModel):
    name: str
    en: str
    es: str
    options: list[FilterOption]


class CodeBook(BaseModel):
    """Every service code, in the order of the official dictionary."""

    groups: list[CodeHeading]
    codes: list[CodeEntry]
    filters: Annotated[list[FilterGroup], Field(description="What `POST /api/facilities/search` can filter by.")]
