"""What is true of a meeting, as it is said in one line of facts."""

from collections.abc import Iterable

from handrail.meetings.domain.traits import Trait
from handrail.web.translation import mark, translate

WORDS: dict[Trait, str] = {
    Trait.OPEN: mark("open to all"),
    Trait.CLOSED: mark("only for people in recovery"),
    Trait.NEWCOMERS: mark("newcomers"),
    Trait.WOMEN: mark("for women"),
    Trait.MEN: mark("for men"),
    Trait.LGBTQ: mark("LGBTQ+"),
    Trait.YOUNG: mark("young people"),
    Trait.SENIORS: mark("older people"),
    Trait.PEOPLE_OF_COLOR: mark("people of color"),
    Trait.NATIVE: mark("Native people"),
    Trait.PROFESSIONALS: mark("professionals"),
    Trait.WHEELCHAIR: mark("wheelchair"),
    Trait.ACCESSIBLE_RESTROOM: mark("accessible restroom"),
    Trait.SIGN_LANGUAGE: mark("sign language"),
    Trait.CHILDREN_WELCOME: mark("children welcome"),
    Trait.CHILDCARE: mark("childcare"),
    Trait.FRAGRANCE_FREE: mark("fragrance-free"),
    Trait.SMOKING: mark("smoking allowed"),
    Trait.NO_SMOKING: mark("no smoking"),
    Trait.OUTDOORS: mark("outdoors"),
    Trait.CANDLELIGHT: mark("candlelight"),
    Trait.RESTRICTED: mark("for some only: ask first"),
    Trait.SECULAR: mark("secular"),
    Trait.MEDITATION: mark("meditation"),
    Trait.LITERATURE: mark("reading together"),
    Trait.STEPS: mark("the steps"),
    Trait.TRADITIONS: mark("the traditions"),
    Trait.CONCEPTS: mark("the concepts"),
    Trait.SPEAKER: mark("a speaker"),
    Trait.DISCUSSION: mark("discussion"),
    Trait.BASIC_TEXT: mark("the Basic Text"),
    Trait.DUAL_DIAGNOSIS: mark("mental health too"),
    Trait.PROOF_OF_ATTENDANCE: mark("proof of attendance"),
    Trait.MEDICINE_WELCOME: mark("medicine welcome"),
}
ON_A_CARD = (
    Trait.OPEN, Trait.CLOSED, Trait.RESTRICTED, Trait.NEWCOMERS, Trait.WOMEN, Trait.MEN, Trait.LGBTQ, Trait.YOUNG,
    Trait.WHEELCHAIR, Trait.SIGN_LANGUAGE, Trait.CHILDREN_WELCOME, Trait.CHILDCARE,
)  # fmt: skip
"""What decides whether one can go. The rest stands on the meeting's own page; medicine is a tag."""


def traits_told(traits: Iterable[str], language: str, *, among: Iterable[Trait] = ON_A_CARD) -> list[str]:
    """In the order of `among`."""
    held = set(traits)
    return [translate(WORDS[trait], language) for trait in among if trait in held]
