"""What must be true of a page before readers see it."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from handrail.learn.domain.avoided_words import avoided_words, say_instead
from handrail.learn.domain.blocks import Block, Link, PageFacts, all_texts
from handrail.learn.domain.kinds import BlockKind, CardLevel
from handrail.learn.domain.reading_ease import HIGHEST_GRADE, LEAST_EASE, english_grade, spanish_ease
from handrail.learn.domain.sentences import MOST_ON_AVERAGE, average_words, long_sentences

STATES_FACTS = frozenset({BlockKind.TEXT, BlockKind.LIST, BlockKind.CARD, BlockKind.TABLE, BlockKind.CHANGE})
EMERGENCY_NUMBERS = frozenset({"tel:911", "tel:988"})


def claim_problems(
    page: PageFacts, *, sources_of: Mapping[str, Collection[str]], taken_back: Collection[str] = ()
) -> Iterator[str]:
    """No health fact without a claim, no claim without a source."""
    for number, block in enumerate(page.blocks, 1):
        if page.is_health and block.kind in STATES_FACTS and not block.claims and not block.is_opinion:
            yield f"Part {number} states health facts and names no claim."
        for claim in block.claims:
            if claim in taken_back:
                yield f"Part {number} rests on the claim {claim}, which was taken back."
            elif claim not in sources_of:
                yield f"Part {number} names the claim {claim}, which there is not."
            elif not sources_of[claim]:
                yield f"Part {number} rests on the claim {claim}, which has no source."


def part_problems(page: PageFacts) -> Iterator[str]:
    """The question and its answer name no claim; so a health page needs more than them."""
    if not page.blocks:
        yield "The page has no part yet: readers would have the question and one sentence."
    elif page.is_health and not any(block.claims and any(block.texts) for block in page.blocks):
        yield "A page on health needs at least one part that rests on a claim."


def word_problems(page: PageFacts, language: str) -> Iterator[str]:
    for word in avoided_words([*all_texts(page), page.description], language, allowed=page.allowed_words):
        yield f"“{word}” wounds. Say: {say_instead(word, language)}."


def link_problems(page: PageFacts, *, slugs: Collection[str]) -> Iterator[str]:
    """Links lead to pages that exist, to https or to a telephone; an emergency card, to 911 and 988 alone."""
    for number, block in enumerate(page.blocks, 1):
        for link in block.links:
            if link.page and link.page not in slugs:
                yield f"Part {number} leads to {missing_page(link)}."
            if link.address and not link.address.startswith(("https://", "tel:")):
                yield f"Part {number} leads to {link.address}, which is neither https nor a telephone."
            if block.level is CardLevel.EMERGENCY and not is_emergency_number(link):
                yield f"Part {number} is an emergency card, and leads away from it."
    for link in page.ways_on:
        if link.page not in slugs:
            yield f"A next step or related page leads to {missing_page(link)}."


def missing_page(link: Link) -> str:
    return f"the page {link.unread or f'{link.page}, which there is not'}"


def is_emergency_number(link: Link) -> bool:
    return link.address in EMERGENCY_NUMBERS


def reading_problems(page: PageFacts, language: str) -> Iterator[str]:
    """Judged by a test over the content files; it keeps no editor from saving a life with a long sentence."""
    texts = list(all_texts(page))
    for sentence in long_sentences(texts):
        yield f"This sentence is too long: “{sentence}”"
    if (average := average_words(texts)) > MOST_ON_AVERAGE:
        yield f"Its sentences have {average:.1f} words on average; {MOST_ON_AVERAGE} is the most."
    if language == "en" and (grade := english_grade(texts)) > HIGHEST_GRADE:
        yield f"It reads at grade {grade:.1f}; {HIGHEST_GRADE:.0f} is the highest."
    if language == "es" and (ease := spanish_ease(texts)) < LEAST_EASE:
        yield f"Its ease is {ease:.0f} on the INFLESZ scale; {LEAST_EASE:.0f} is the least."


def twin_problems(one: Sequence[Block], other: Sequence[Block]) -> Iterator[str]:
    """Both languages say the same, part by part, resting on the same claims."""
    if [block.kind for block in one] != [block.kind for block in other]:
        yield "The two languages do not have the same parts in the same order."
        return
    for number, (here, there) in enumerate(zip(one, other, strict=True), 1):
        if set(here.claims) != set(there.claims):
            yield f"Part {number} rests on other claims in the other language."


def publishing_problems(
    page: PageFacts,
    language: str,
    *,
    sources_of: Mapping[str, Collection[str]],
    slugs: Collection[str],
    taken_back: Collection[str] = (),
) -> list[str]:
    """Why readers may not see it yet; nothing where they may."""
    return [
        *part_problems(page),
        *claim_problems(page, sources_of=sources_of, taken_back=taken_back),
        *word_problems(page, language),
        *link_problems(page, slugs=slugs),
    ]
