"""Says open places in the reader's language: how many, for whom, how long ago, by whom."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import product

from handrail.directory.domain.open_places import (
    BY_A_PERSON,
    UNIT_OF,
    AgeBand,
    Group,
    Level,
    Numbers,
    OpenPlace,
    Payer,
    SaidBy,
    Sex,
    State,
    Unit,
)
from handrail.directory.models import OpenPlacesEvent
from handrail.web.translation import mark, translate, translate_plural

LEVELS = {
    Level.WITHDRAWAL: mark("Withdrawal care"),
    Level.RESIDENTIAL: mark("Residential care"),
    Level.OUTPATIENT_MEDICINE: mark("Starting methadone or buprenorphine"),
    Level.INTENSIVE_OUTPATIENT: mark("Intensive outpatient care"),
    Level.RECOVERY_HOME: mark("Recovery home"),
}
COUNTED = {
    Unit.BED: (mark("%(count)s bed"), mark("%(count)s beds")),
    Unit.SLOT: (mark("%(count)s opening"), mark("%(count)s openings")),
}
FOR_WHOM = {
    (Sex.ANY, AgeBand.ANY): mark("for anyone"),
    (Sex.ANY, AgeBand.ADULTS): mark("for adults"),
    (Sex.ANY, AgeBand.YOUNG_PEOPLE): mark("for young people"),
    (Sex.WOMEN, AgeBand.ANY): mark("for women"),
    (Sex.WOMEN, AgeBand.ADULTS): mark("for adult women"),
    (Sex.WOMEN, AgeBand.YOUNG_PEOPLE): mark("for girls and young women"),
    (Sex.MEN, AgeBand.ANY): mark("for men"),
    (Sex.MEN, AgeBand.ADULTS): mark("for adult men"),
    (Sex.MEN, AgeBand.YOUNG_PEOPLE): mark("for boys and young men"),
}
PAID_BY = {
    Payer.MEDICAID: mark("%(whom)s with Medicaid"),
    Payer.MEDICARE: mark("%(whom)s with Medicare"),
    Payer.PRIVATE: mark("%(whom)s with private insurance"),
    Payer.MILITARY: mark("%(whom)s with military insurance or the VA"),
    Payer.TRIBAL: mark("%(whom)s with Indian Health Service or tribal care"),
    Payer.STATE_FUNDED: mark("%(whom)s, paid by the State"),
}
PAYERS = {
    Payer.MEDICAID: mark("Medicaid"),
    Payer.MEDICARE: mark("Medicare"),
    Payer.PRIVATE: mark("Private insurance"),
    Payer.MILITARY: mark("Military insurance or the VA"),
    Payer.TRIBAL: mark("Indian Health Service or tribal"),
    Payer.STATE_FUNDED: mark("The State, for people without insurance"),
}
SEXES = {Sex.ANY: mark("Anyone"), Sex.WOMEN: mark("Women"), Sex.MEN: mark("Men")}
AGE_BANDS = {
    AgeBand.ANY: mark("Any age"),
    AgeBand.ADULTS: mark("Adults"),
    AgeBand.YOUNG_PEOPLE: mark("Young people"),
}
BY = {
    SaidBy.OPERATOR: mark("by an operator of this directory"),
    SaidBy.PROGRAM: mark("by the program"),
    SaidBy.LINK: mark("by the program"),  # a reader need not know by which way
    SaidBy.API: mark("by a system of the program"),
}
LOGGED = {
    SaidBy.OPERATOR: mark("an operator"),
    SaidBy.PROGRAM: mark("the program"),
    SaidBy.LINK: mark("the program, by a link"),
    SaidBy.API: mark("a system of the program, by its key"),
}
UNKNOWN = mark("Unknown: call to ask")
OPEN = mark("%(places)s %(whom)s, updated %(age)s %(by)s")
OPEN_SHORT = mark("%(places)s %(whom)s, %(age)s")
FULL = mark("Full %(whom)s when last asked, %(age)s")
FULL_FOR_ALL = mark("Full when last asked, %(age)s")
FULL_SAID = mark("Full %(whom)s, updated %(age)s %(by)s")
FULL_SAID_FOR_ALL = mark("Full, updated %(age)s %(by)s")
WAS_OPEN = mark("Unknown now. Said last: %(places)s %(whom)s, %(age)s")
WAS_FULL = mark("Unknown now. Said last: full %(whom)s, %(age)s")
NOT_MANY = mark("Open now, call to ask how many")

JUST_NOW = mark("just now")
AGES = (
    (timedelta(days=1), mark("%(count)s day ago"), mark("%(count)s days ago")),
    (timedelta(hours=1), mark("%(count)s hour ago"), mark("%(count)s hours ago")),
    (timedelta(minutes=1), mark("%(count)s minute ago"), mark("%(count)s minutes ago")),
)

GROUP_ORDER = {Group(*parts): number for number, parts in enumerate(product(Level, Sex, AgeBand, Payer))}


def age_words(updated_at: datetime, *, at: datetime, language: str) -> str:
    """How long ago, rounded down. A clock a few seconds ahead says "just now"."""
    passed = at - updated_at
    for unit, one, many in AGES:
        if passed >= unit:
            return translate_plural(one, many, passed // unit, language)
    return translate(JUST_NOW, language)


def level_words(level: Level, language: str) -> str:
    return translate(LEVELS[level], language)


def whom_words(group: Group, language: str) -> str:
    whom = translate(FOR_WHOM[group.sex, group.age_band], language)
    return whom if group.payer is Payer.ANY else translate(PAID_BY[group.payer], language, whom=whom)


def places_words(level: Level, count: int, language: str) -> str:
    return translate_plural(*COUNTED[UNIT_OF[level]], count, language)


def place_words(place: OpenPlace, *, at: datetime, language: str) -> str:
    """The whole sentence of one group, as the facility page shows it under the name of the level."""
    if place.state is State.UNKNOWN:
        return translate(UNKNOWN, language)
    age, whom = age_words(place.updated_at, at=at, language=language), whom_words(place.group, language)
    by = translate(BY[place.said_by], language)
    if place.state is State.FULL:
        return translate(full_words(place), language, age=age, whom=whom, by=by)
    places = places_words(place.group.level, place.available or 0, language)
    return translate(OPEN, language, places=places, whom=whom, age=age, by=by)


def full_words(place: OpenPlace) -> str:
    """An operator asked; a program says it by itself."""
    is_for_all = place.group == Group(place.group.level)
    if place.said_by is SaidBy.OPERATOR:
        return FULL_FOR_ALL if is_for_all else FULL
    return FULL_SAID_FOR_ALL if is_for_all else FULL_SAID


def log_words(event: OpenPlacesEvent, language: str, *, named: Collection[SaidBy] = BY_A_PERSON) -> str:
    """Who said it, for those who may read the log. `named`: of whom they may read the sign-in name."""
    if event.by and event.source in named:
        return str(event.by.get_username())
    return translate(LOGGED[SaidBy(event.source)], language)


def short_words(places: Sequence[OpenPlace], *, at: datetime, language: str) -> str:
    """One line for a card: the open groups, else that it was full, else that nothing is known."""
    is_open = [place for place in places if place.state is State.OPEN]
    full = [place for place in places if place.state is State.FULL]
    if is_open:
        ordered = sorted(is_open, key=lambda place: GROUP_ORDER[place.group])
        return "; ".join(open_line(place, at=at, language=language) for place in ordered)
    if full:
        newest = max(place.updated_at for place in full)
        return translate(FULL_FOR_ALL, language, age=age_words(newest, at=at, language=language))
    return translate(UNKNOWN, language)


def open_line(place: OpenPlace, *, at: datetime, language: str) -> str:
    return translate(
        OPEN_SHORT,
        language,
        places=places_words(place.group.level, place.available or 0, language),
        whom=whom_words(place.group, language),
        age=age_words(place.updated_at, at=at, language=language),
    )


def by_level(places: Iterable[OpenPlace]) -> dict[Level, list[OpenPlace]]:
    """In the order of Level; a level of which nothing was ever said is left out."""
    held: dict[Level, list[OpenPlace]] = {}
    for place in sorted(places, key=lambda place: GROUP_ORDER[place.group]):
        held.setdefault(place.group.level, []).append(place)
    return held


def levels_told_at_desk(
    places: Iterable[OpenPlace], numbers: Mapping[Group, Numbers], *, at: datetime, language: str
) -> list[tuple[str, list[tuple[str, str]]]]:
    """As `levels_told`, for who may say "still true": of what is unknown to everybody also what would be true still."""
    told = []
    for level, held in by_level(places).items():
        lines = [(each.state.value, desk_words(each, numbers, at=at, language=language)) for each in held]
        told.append((level_words(level, language), list(dict.fromkeys(lines))))
    return told


def desk_words(place: OpenPlace, numbers: Mapping[Group, Numbers], *, at: datetime, language: str) -> str:
    said = numbers.get(place.group)
    if place.state is not State.UNKNOWN or said is None:
        return place_words(place, at=at, language=language)
    age, whom = age_words(place.updated_at, at=at, language=language), whom_words(place.group, language)
    if not said.available:
        return translate(WAS_FULL, language, age=age, whom=whom)
    return translate(
        WAS_OPEN, language, places=places_words(place.group.level, said.available, language), whom=whom, age=age
    )


def levels_told(places: Iterable[OpenPlace], *, at: datetime, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """For a page: the words of each level, and below it (state, sentence) of each group; unknown is said once."""
    told = []
    for level, held in by_level(places).items():
        lines = [(place.state.value, place_words(place, at=at, language=language)) for place in held]
        told.append((level_words(level, language), list(dict.fromkeys(lines))))
    return told
