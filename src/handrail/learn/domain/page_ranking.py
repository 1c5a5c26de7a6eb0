"""Which health pages answer what somebody typed, and which of them comes first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from handrail.directory.domain.edit_distance import allowed_edits, distance_within
from handrail.learn.domain.folded_words import Words

# Said often and telling nothing of what a page is about. Without accents, as all words here.
SAYING_LITTLE = """
    a about all am an and any are as at be been but by can could did do does for from get getting go going had has have
    he her here him his how i if im in is it its just know like look looking may me much my near need of off on one or
    our out please she should so some someone something take takes tell than that the their them then there they this
    to too up us very want wants was we were what when where which who why will with would you your
    al algo alguien algun aqui cerca como con cual cuando cuanto de del desde donde el ella ellos en es esa ese eso esta
    este esto estoy ha hay he la las le les lo los mas me mi mis muy necesito no nos o para pero por porque puede puedo
    que quien quiere quiero se ser si sin sobre son soy su sus tengo tiene tu un una uno unos y ya yo
"""
FILLERS = frozenset(SAYING_LITTLE.split())
ENDINGS = ("iendo", "ando", "ing", "ed", "es", "as", "os", "s", "e", "o", "a")
SHORTEST_STEM = 3
QUESTION, ANSWER, HEADINGS, BODY = 8, 4, 2, 1  # how much a word says that stands there; product choice
MOST_SHOWN = 5


@dataclass(frozen=True)
class Weighted:
    """A page as it is searched: for each stem the best place where it stands."""

    weights: Mapping[str, int]
    order: int  # in the overview


def weighted(order: int, fields: Mapping[int, Collection[str]]) -> Weighted:
    """`fields`: for each weight the words that stand there."""
    found: dict[str, int] = {}
    for weight in sorted(fields):
        found.update(dict.fromkeys(map(stem, fields[weight]), weight))
    return Weighted(found, order)


def stem(word: str) -> str:
    """What several forms of a word share: "pays", "paying" and "pay"; "recetas" and "receta"."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def telling(words: Sequence[str]) -> Words:
    """The words to search for, each once. Where all say little, all of them."""
    return tuple(dict.fromkeys(word for word in words if word not in FILLERS)) or tuple(dict.fromkeys(words))


def nearest(word: str, known: Collection[str]) -> str:
    """The known word that is meant by a misspelt one, or else the word itself. The first letter is seldom wrong."""
    most = allowed_edits(word)
    if not most:
        return word
    like = ((distance_within(word, one, most), one) for one in known if one[0] == word[0])
    return min(((away, one) for away, one in like if away is not None), default=(0, word))[1]


def rank(page: Weighted, stems: Collection[str]) -> tuple[int, int] | None:
    """Smaller is better: what its words say together, then the order of the overview. None: not about it.

    A page is about it where all words stand, or half of them of which one is in its question or answer: some words of
    a long page stand there by chance.
    """
    weights = [page.weights[one] for one in stems if one in page.weights]
    if not weights:
        return None
    is_about = len(weights) == len(stems) or (2 * len(weights) >= len(stems) and max(weights) >= ANSWER)
    return (-sum(weights), page.order) if is_about else None
