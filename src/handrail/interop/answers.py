"""What the API answers, as our OpenAPI document states it. Proven against real answers by tests, never run for one."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from handrail.directory.domain.sources import Source
from handrail.pathways.domain.requirements import Kind

Code = Annotated[str, Field(description="A service code, such as BU. `GET /api/codes` says what each means.")]
Miles = Annotated[float, Field(ge=0, description="Miles in a straight line, to a hundredth.")]
Stamp = Annotated[
    str,
    Field(description="A moment, as in 2026-11-23T12:00:00+00:00.", json_schema_extra={"format": "date-time"}),
]
Day = Annotated[str, Field(description="A day, as in 2026-11-23.", json_schema_extra={"format": "date"})]
Sentence = Annotated[str, Field(description="A sentence in the language asked for, to be shown as it stands.")]


class Query(BaseModel):
    """The search as it was understood."""

    payment: list[str]
    need: Annotated[list[str], Field(description="Needs that are never let go.")]
    wishes: Annotated[list[str], Field(description="In order; `NAME!` is never let go. Languages are `language:NAME`.")]
    medicine: str | None
    age: int | None
    substance: list[str]
    radius: float
    limit: int


class FoundPlace(BaseModel):
    """The point that distances are measured from."""

    label: Annotated[str, Field(description="Sent as `near`, it means this place again.")]
    latitude: float
    longitude: float
    precision: Literal["zip", "po_box", "city", "point"]


class Said(BaseModel):
    """One sentence, and the stable code behind it."""

    code: str
    text: Sentence
    leg: Annotated[Literal["start", "continue", "belong"] | None, Field(description="Left out: about the whole.")] = (
        None
    )


class Let(BaseModel):
    """One thing that was let go to find a path."""

    what: Annotated[str, Field(description="`children`, `language:spanish`, `payment:medicaid`, `radius:100`.")]
    text: Sentence


class FacilityAsListed(BaseModel):
    """A facility as its source lists it, with the year of that source."""

    id: str
    name: str
    program: Annotated[str, Field(description="The part of the facility that does it, or empty.")]
    phone: Annotated[str, Field(description="The main number as listed, perhaps with an extension, or empty.")]
    address: str
    codes: list[Code]
    source: Source
    source_year: int
    last_verified: Annotated[
        Stamp | None, Field(description="When a person last checked it; null: never since it was loaded.")
    ]


class ListedFacility(FacilityAsListed):
    """A facility as answers to searches hold it."""

    intake_phones: Annotated[
        list[str], Field(description="The lines to start treatment, as listed. Call the first of them before `phone`.")
    ]


class Availability(BaseModel):
    """Open places. `unknown` means: call and ask."""

    state: str
    available: int | None
    updated: Stamp | None


class FacilityLeg(BaseModel):
    """A part of a path at a facility."""

    role: Literal["start", "continue"]
    facility: ListedFacility
    distance_miles: Miles
    strands: Annotated[list[str], Field(description="Kinds of help there: individual, group, family, and more.")]
    availability: Availability


class MeetingHeld(BaseModel):
    """A meeting near the place or online that begins soon. Moments are on its own clock."""

    id: Annotated[str, Field(description="As in `/meetings/ID.ics` and the lists of meetings.")]
    name: str
    fellowship: str
    starts: Stamp
    ends: Stamp
    time_zone: str
    venue: Literal["in_person", "online", "hybrid"]
    place: Annotated[str, Field(description="The room, or empty where it is held online alone.")]
    distance_miles: Annotated[Miles | None, Field(description="Null: join it online.")]
    medicine_welcome: Annotated[
        bool, Field(description="It is known that people on medicine are welcome. False: it is not known.")
    ]
    source: Annotated[str, Field(description="Who publishes the list it stands on.")]


class BelongLeg(BaseModel):
    """What holds afterwards."""

    role: Literal["belong"]
    offers: list[Code]
    text: Sentence
    meetings: Annotated[
        list[MeetingHeld],
        Field(description="At most three, those where medicine is welcome first; the same on each path of an answer."),
    ]


class Naloxone(BaseModel):
    text: Sentence


class PathFound(BaseModel):
    """One whole path. The paths of an answer stand best first, by the published order."""

    kind: Kind
    way: Annotated[str, Field(description="How medicine starts: methadone, buprenorphine, todays_prescriber.")]
    title: Sentence
    cost: Annotated[float, Field(description="The points of the published order; the lowest stands first.")]
    reasons: list[Said]
    warnings: Annotated[list[Said], Field(description="Show them beside the path: some are about danger to life.")]
    ask: Annotated[list[Said], Field(description="What to ask on the telephone.")]
    naloxone: Naloxone
    legs: list[FacilityLeg | BelongLeg]


class Bridge(BaseModel):
    """A way to start today that is not in the directory, such as an emergency department."""

    code: str
    text: Sentence
    source: str
    checked: Day
    expires: Day


class Counts(BaseModel):
    in_radius: int
    matching: int


class FacilityNear(BaseModel):
    """A facility for somebody who came for another substance than opioids."""

    facility: ListedFacility
    distance_miles: Miles | None
    reasons: list[Said]
    warnings: list[Said]


class PathsAnswer(BaseModel):
    """Whole paths near a place, each explained."""

    query: Query
    place: FoundPlace
    first: Annotated[list[Said], Field(description="What must be said before any path: dangers first.")]
    paths: list[PathFound]
    other_kinds: list[PathFound]
    facilities: Annotated[list[FacilityNear], Field(description="For other substances than opioids, instead of paths.")]
    bridges: list[Bridge]
    relaxed: list[Let]
    counts: Counts


class FieldError(BaseModel):
    """What is wrong with one field."""

    field: Annotated[str, Field(description="The field of the body, or the parameter.")]
    pointer: Annotated[str, Field(description="A JSON pointer into the body: `#/need/1`.")]
    code: str
    detail: Sentence


class Problem(BaseModel):
    """An error (RFC 9457). `type` leads to the row of the page /api/ that explains it."""

    type: str
    title: Sentence
    status: int
    detail: Sentence
    errors: Annotated[list[FieldError], Field(description="Which fields, where it is about some.")] = []
    choices: Annotated[list[FoundPlace], Field(description="With 409: send the label of one as `near`.")] = []
