"""What a program may send: the words of `handrail find`, each field bounded. The same types become our OpenAPI."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, create_model, model_validator
from pydantic_core import PydanticCustomError

from handrail.directory.domain.filters import GROUPS, FilterGroup
from handrail.pathways.domain.need import LARGEST_RADIUS, MOST_PATHS, MOST_VALUES, SMALLEST_RADIUS
from handrail.pathways.domain.vocabulary import LANGUAGES, MEDICINES, NEEDS, PAYMENTS, SUBSTANCES

LONGEST_TEXT = 200
DEFAULT_RADIUS = 25
MOST_ON_A_PAGE, LAST_PAGE = 50, 1_000_000

Words = Literal["en", "es"]
Payment = Literal[*PAYMENTS]  # type: ignore[valid-type]
NeedName = Literal[*NEEDS, *(f"{name}!" for name in NEEDS)]  # type: ignore[valid-type]
SpokenLanguage = Literal["english", *LANGUAGES, *(f"{name}!" for name in ("english", *LANGUAGES))]  # type: ignore[valid-type]
Medicine = Literal[*MEDICINES]  # type: ignore[valid-type]
Substance = Literal[*SUBSTANCES]  # type: ignore[valid-type]

PlaceText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_TEXT, pattern="^[^\u0000]*$"),  # NUL: no database holds it
    Field(
        description="A ZIP code, or a town with its state, in US English or Spanish.", examples=["62701", "Gallup, NM"]
    ),
]


def whole(value: object) -> object:
    """34.0 is a whole number to JSON."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(whole)  # named last, after the limits, so that the document states those
ONE_PLACE = [{"required": ["near"]}, {"required": ["point"]}]


class Strict(BaseModel):
    """No field we do not know, and no number sent as a text."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Point(Strict):
    """A point on the map, in degrees (WGS 84)."""

    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class Somewhere(Strict):
    """Fields of every search. `near` and `point` are two ways to say the same."""

    near: PlaceText = ""
    point: Annotated[Point, Field(description="Instead of `near`: a point, such as a telephone tells its own.")] = None  # type: ignore[assignment]  # left out, and never null in a body
    words: Annotated[Words, Field(description="The language of the sentences in the answer.")] = "en"

    @model_validator(mode="after")
    def has_at_most_one_place(self) -> Self:
        if {"near", "point"} <= self.model_fields_set:
            raise PydanticCustomError("two_places", "Say near or point, not both.")
        return self


def one_place(schema: dict[str, Any]) -> None:
    """`near` or `point` as JSON Schema says it; a default would say that neither is needed."""
    schema["oneOf"] = ONE_PLACE
    without_default(schema)


def one_place_or_none(schema: dict[str, Any]) -> None:
    schema["not"] = {"required": ["near", "point"]}
    without_default(schema)


def without_default(schema: dict[str, Any]) -> None:
    """A place is sent or left out; null is neither."""
    for name in ("near", "point"):
        schema["properties"][name].pop("default", None)


class PathSearch(Somewhere):
    """A need at a place. Every list is in order of weight: what is named last is let go first, and said."""

    model_config = ConfigDict(json_schema_extra=one_place)

    payment: Annotated[
        list[Payment], Field(max_length=MOST_VALUES, description="How care may be paid for: any of these.")
    ] = []
    need: Annotated[
        list[NeedName],
        Field(
            max_length=MOST_VALUES,
            description="What matters, most important first. `NAME!` is never let go. "
            "`pregnant`, `alcohol`, `benzos`, `tolerance_low`, `man` and `woman` never are, with or without `!`.",
        ),
    ] = []
    language: Annotated[
        list[SpokenLanguage],
        Field(max_length=MOST_VALUES, description="Languages to be spoken there. Let go before any need, unless `!`."),
    ] = []
    medicine: Annotated[
        Medicine | None, Field(description="The medicine for opioid use that the person takes now.")
    ] = None
    age: Annotated[
        Annotated[int, Field(ge=0, le=120), WHOLE] | None, Field(description="Under 18 changes the search.")
    ] = None
    substance: Annotated[
        list[Substance], Field(max_length=MOST_VALUES, description="What the person says they use.")
    ] = []
    radius: Annotated[
        float,
        Field(
            ge=SMALLEST_RADIUS,
            le=LARGEST_RADIUS,
            allow_inf_nan=False,
            description="Miles of the first circle. Wider ones follow where nothing is found.",
        ),
    ] = DEFAULT_RADIUS
    limit: Annotated[int, Field(ge=1, le=MOST_PATHS, description="How many paths to answer with."), WHOLE] = 3

    @model_validator(mode="after")
    def has_a_place(self) -> Self:
        if not {"near", "point"} & self.model_fields_set:
            raise PydanticCustomError("no_place", "Say where: near or point.")
        return self

    @model_validator(mode="after")
    def asks_for_a_bearable_number_of_things(self) -> Self:
        if sum(map(len, (self.payment, self.need, self.language, self.substance))) > MOST_VALUES:
            raise PydanticCustomError("too_many", "Too much at once.")
        return self

    @property
    def asked(self) -> list[tuple[str, str]]:
        return [*(("need", name) for name in self.need), *(("language", name) for name in self.language)]


def options_of(group: FilterGroup) -> tuple[Any, Any]:
    """The field of one group of filters, as pydantic builds a model from it."""
    names = Literal[*group.option_names]
    any_of = Field(default_factory=list, max_length=MOST_VALUES, description="Any of these will do.")
    return list[names], any_of  # made anew for each search: a default would be copied


Filters = create_model(
    "Filters",
    __base__=Strict,
    __doc__="What is chosen in each group. A facility must meet every group in which something is chosen.",
    **{group.name: options_of(group) for group in GROUPS},
)


class FacilitySearch(Somewhere):
    """A place, or none for the whole directory, and filters."""

    model_config = ConfigDict(json_schema_extra=one_place_or_none)

    radius: Annotated[
        float,
        Field(
            ge=SMALLEST_RADIUS,
            le=LARGEST_RADIUS,
            allow_inf_nan=False,
            description="Miles around the place. Without a place it asks nothing.",
        ),
    ] = DEFAULT_RADIUS
    filters: Annotated[Filters, Field(default_factory=Filters)]  # a default object would be copied for each search
    page: Annotated[int, Field(ge=1, le=LAST_PAGE, description="Pages beyond the last are empty."), WHOLE] = 1
    page_size: Annotated[int, Field(ge=1, le=MOST_ON_A_PAGE), WHOLE] = 20
    facets: Annotated[bool, Field(description="Whether to count what each option would bring..")] = True

    @property
    def has_place(self) -> bool:
        return bool({"near", "point"} & self.model_fields_set)
