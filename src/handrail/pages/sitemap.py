"""The addresses of the public reading pages, in parts of at most 10,000 with their Spanish twins."""

from django.urls import reverse
from django.utils.translation import override

from handrail.directory.browsing.queries import state_called, towns_of
from handrail.directory.browsing.towns import town_tables
from handrail.directory.index.live import current_index
from handrail.directory.places.states import STATES
from handrail.learn.models.articles import address_of
from handrail.learn.reading.queries import contents

MOST_ADDRESSES = 10_000
PAGES_PER_PART = MOST_ADDRESSES // 2  # each stands there in two languages
READING = (
    "home",
    "browse",
    "facility_list",
    "help_me_choose",
    "not_ready",
    "meetings:find",
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
    """The reading pages, one part for each state where something is listed, then all facilities."""
    states = [f"state-{state.slug}" for state in town_tables().states if state.facilities]
    facilities = -(-current_index().size // PAGES_PER_PART)
    return ["pages", *states, *(f"facilities-{number}" for number in range(1, facilities + 1))]


def addresses(part: str) -> list[str] | None:
    """English paths of a part, at most 5,000; None for a part that there is not."""
    kind, _, name = part.partition("-")
    with override("en"):
        if part == "pages":
            states = [reverse("not_ready_in", args=[code.lower()]) for code in STATES]
            return [*(reverse(name) for name in READING), *states, *addresses_of_content()]
        if kind == "state":
            return addresses_of_state(name)
        return addresses_of_facilities(name) if kind == "facilities" else None


def addresses_of_content() -> list[str]:
    """Each page once: what is missing in one language is shown there in the other."""
    return [address_of(topic=page.topic, slug=page.slug, language="en") for page in contents().in_language("en")]


def addresses_of_state(slug: str) -> list[str] | None:
    state = state_called(slug=slug)
    if state is None or not state.facilities or slug != state.slug:
        return None
    towns = [reverse("browse_town", args=[slug, town.slug]) for town in towns_of(state=state.code)]
    return [reverse("browse_state", args=[slug]), *towns][:PAGES_PER_PART]


def addresses_of_facilities(number: str) -> list[str] | None:
    index = current_index()
    if not (number.isascii() and number.isdigit() and len(number) < 6 and int(number) >= 1):
        return None
    start = (int(number) - 1) * PAGES_PER_PART
    page = reverse("facility", args=["-"]).removesuffix("-/")
    return [f"{page}{public_id}/" for public_id in index.public_ids[start : start + PAGES_PER_PART]] or None
