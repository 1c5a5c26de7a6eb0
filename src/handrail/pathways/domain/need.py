"""What a person asked for, in their order: the whole input of a search, and nothing that names them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handrail.pathways.domain.vocabulary import (
    CARES,
    LANGUAGES,
    MEDICINES,
    NEEDS,
    PAYMENTS,
    RULED_NEEDS,
    SUBSTANCES,
)

SMALLEST_RADIUS, LARGEST_RADIUS = 1, 3000
MOST_PATHS = 50
MOST_VALUES = 40


class NeedRefused(Exception):
    """The message may be shown to the person who asked; `code` and `params` let a page say it in Spanish."""

    def __init__(self, message: str, *, code: str, **params: object) -> None:
        super().__init__(message)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Wish:
    """One thing that matters. Dropped last-named first, unless it is hard."""

    name: str
    is_hard: bool = False


@dataclass(frozen=True)
class Need:
    """A search. `wishes` are in the order they were named; languages are wishes called `language:NAME`."""

    payment: tuple[str, ...] = ()
    wishes: tuple[Wish, ...] = ()
    ruled: frozenset[str] = frozenset()
    medicine: str | None = None
    age: int | None = None
    substances: tuple[str, ...] = ()
    radius: float = 25
    limit: int = 3

    @classmethod
    def read(
        cls,
        *,
        payment: Sequence[str] = (),
        asked: Sequence[tuple[str, str]] = (),
        medicine: str | None = None,
        age: int | None = None,
        substances: Sequence[str] = (),
        radius: float = 25,
        limit: int = 3,
    ) -> "Need":
        """Read the words of a form or a command line. `asked` holds ("need", NAME) and ("language", NAME) in order.

        Raises NeedRefused for an unknown word, too many words, or a number out of range.
        """
        check_amount(payment, asked, substances)
        check_words(payment, substances, medicine)
        check_number("age", age, 0, 120)
        check_number("radius", radius, SMALLEST_RADIUS, LARGEST_RADIUS)
        check_number("limit", limit, 1, MOST_PATHS)
        ruled, wishes = sort_asked(asked)
        ruled |= {name for name in substances if name in {"alcohol", "benzos"}}
        return cls(
            payment=tuple(dict.fromkeys(payment)),
            wishes=tuple(wishes),
            ruled=frozenset(ruled),
            medicine=medicine,
            age=age,
            substances=tuple(dict.fromkeys(substances)),
            radius=radius,
            limit=limit,
        )

    @property
    def is_minor(self) -> bool:
        return self.age is not None and self.age < 18

    @property
    def is_pregnant(self) -> bool:
        return "pregnant" in self.ruled

    @property
    def has_low_tolerance(self) -> bool:
        """Just out of jail, a hospital or detox: the weeks in which most die of an amount they once bore (R12)."""
        return "tolerance_low" in self.ruled

    @property
    def cares(self) -> tuple[str, ...]:
        """The kinds of care asked for, daily alcohol beside another substance among them. Nothing named: opioid."""
        named = [CARES[name] for name in self.substances] or ["opioid"]
        if "opioid" in named:
            return ("opioid",)
        return tuple(dict.fromkeys([*named, *(CARES[name] for name in self.withdraws_from)]))

    @property
    def is_for_opioids(self) -> bool:
        """Whether whole paths answer it. Every other substance gets a facility search with its safety rules."""
        return "opioid" in self.cares

    @property
    def withdraws_from(self) -> tuple[str, ...]:
        """Alcohol and benzodiazepines taken daily: their withdrawal can kill, so a bed comes first (evidence 3.5)."""
        return tuple(name for name in ("alcohol", "benzos") if name in self.ruled)


def sort_asked(asked: Sequence[tuple[str, str]]) -> tuple[set[str], list[Wish]]:
    """Needs that are rules, and wishes in their order. Pregnancy wishes its own group by itself, named last."""
    ruled: set[str] = set()
    wishes: dict[str, Wish] = {}
    for option, word in asked:
        name, is_hard = read_asked(option, word)
        if name in RULED_NEEDS:
            ruled |= {"alcohol", "benzos"} if name == "alcohol_or_benzos" else {name}
        elif name != "language:english":  # every program in the directory speaks it
            wishes[name] = Wish(name, is_hard or (name in wishes and wishes[name].is_hard))
    if "pregnant" in ruled:
        wishes.setdefault("pregnant_group", Wish("pregnant_group"))
    return ruled, list(wishes.values())


def read_asked(option: str, word: str) -> tuple[str, bool]:
    """The name of a need or `language:NAME`, and whether it is hard (`NAME!`)."""
    name, is_hard = word.removesuffix("!"), word.endswith("!")
    if option == "language":
        check_word("language", name, {"english", *LANGUAGES})
        return f"language:{name}", is_hard
    check_word("need", name, NEEDS)
    return name, is_hard


def check_words(payment: Sequence[str], substances: Sequence[str], medicine: str | None) -> None:
    for name in payment:
        check_word("payment", name, PAYMENTS)
    for name in substances:
        check_word("substance", name, SUBSTANCES)
    if medicine is not None:
        check_word("medicine", medicine, MEDICINES)


def check_amount(*lists: Sequence[object]) -> None:
    if sum(map(len, lists)) > MOST_VALUES:
        raise NeedRefused(
            f"That is too much at once. Name at most {MOST_VALUES} things.", code="too_many", most=MOST_VALUES
        )


def check_word(option: str, word: str, known: Collection[str]) -> None:
    if word not in known:
        shown = "".join(letter for letter in word[:40] if letter.isprintable())
        raise NeedRefused(
            f'We do not know the {option} "{shown}". Known words: {", ".join(known)}.',
            code="unknown_word",
            option=option,
            word=shown,
            known=", ".join(known),
        )


def check_number(option: str, number: float | None, least: int, most: int) -> None:
    if number is not None and not least <= number <= most:
        raise NeedRefused(
            f"The {option} must be from {least} to {most}.", code="out_of_range", option=option, least=least, most=most
        )
