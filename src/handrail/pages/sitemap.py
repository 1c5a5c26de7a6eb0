"""The addresses of the public reading pages, in parts of at most 10,000 with their Spanish twins."""

from collections.abc import Callable, Iterable, Mapping

from django.urls import reverse
from django.utils.translation import override

from handrail.directory.browsing.queries import state_called, towns_of
from handrail.directory.browsing.towns import town_tables
from handrail.directory.index.live import current_index
from handrail.directory.places.states import STATES
from handrail.learn.models.articles import address_of
from handrail.learn.reading.queries import contents
from handrail.meetings.index.live import current_meetings
from handrail.meetings.queries import listed_public_ids

MOST_ADDRESSES = 10_000
PAGES_PER_PART = MOST_ADDRESSES // 2  # each stands there in two languages
READING = (
    "home",
    "browse",
    "facility_list",
    "help_me_choose",
    "not_ready",
    "meetings:find",
    "meetings:kinds",
    "crisis",
    "learn",
    "learn-claims",
    "ordering",
    "leaving",
    "offline",
    "professionals",
    "programmers",
    "notices",
)


def parts() -> list[str]:
    """The reading pages, one part for each state where something is listed, then all facilities and all meetings."""
    states = [f"state-{state.slug}" for state in town_tables().states if state.facilities]
    return [
        "pages",
        *states,
        *numbered("facilities", current_index().size),
        *numbered("meetings", current_meetings().size),
    ]


def numbered(kind: str, size: int) -> list[str]:
    return [f"{kind}-{number}" for number in range(1, -(-size // PAGES_PER_PART) + 1)]


def addresses(part: str) -> list[str] | None:
    """English paths of a part, at most 5,000; None for a part that there is not."""
    kind, _, name = part.partition("-")
    with override("en"):
        if part == "pages":
            states = [reverse("not_ready_in", args=[code.lower()]) for code in STATES]
            return [*(reverse(name) for name in READING), *states, *addresses_of_content()]
        if kind == "state":
            return addresses_of_state(name)
        start = start_of(name)
        if start is None or kind not in NUMBERED:
            return None
        return NUMBERED[kind](start) or None  # past the last there is no part


def addresses_of_content() -> list[str]:
    """Each page once: what is missing in one language is shown there in the other."""
    return [address_of(topic=page.topic, slug=page.slug, language="en") for page in contents().in_language("en")]


def addresses_of_state(slug: str) -> list[str] | None:
    state = state_called(slug=slug)
    if state is None or not state.facilities or slug != state.slug:
        return None
    towns = [reverse("browse_town", args=[slug, town.slug]) for town in towns_of(state=state.code)]
    return [reverse("browse_state", args=[slug]), *towns][:PAGES_PER_PART]


def start_of(number: str) -> int | None:
    is_number = number.isascii() and number.isdigit() and len(number) < 6 and int(number) >= 1
    return (int(number) - 1) * PAGES_PER_PART if is_number else None


def addresses_of_facilities(start: int) -> list[str]:
    return below(reverse("facility", args=["-"]), current_index().public_ids[start : start + PAGES_PER_PART])


def addresses_of_meetings(start: int) -> list[str]:
    return below(reverse("meetings:meeting", args=["-"]), listed_public_ids(start=start, most=PAGES_PER_PART))


def below(page: str, public_ids: Iterable[str]) -> list[str]:
    """`page` is that of a dash: to look up an address for each of thousands takes long."""
    return [f"{page.removesuffix('-/')}{public_id}/" for public_id in public_ids]


NUMBERED: Mapping[str, Callable[[int], list[str]]] = {
    "facilities": addresses_of_facilities,
    "meetings": addresses_of_meetings,
}
