"""Coined names: no real organization, street or domain carries them (a test compares them with the real directory)."""

from itertools import product

BEGINNINGS = (
    "Thistle", "Quill", "Marrow", "Kestrel", "Lantern", "Russet", "Pebble", "Vesper", "Yarrow", "Gossamer", "Dapple",
    "Umber", "Saffron", "Juniper", "Nettle", "Fallow", "Copper", "Bramble", "Larch", "Orrin", "Tamsin", "Wren",
)  # fmt: skip
ENDINGS = ("wick", "mere", "holt", "combe", "stead", "fold", "ferry", "hythe", "garth", "thorpe", "march", "loft")
STREET_KINDS = ("Street", "Avenue", "Lane", "Road", "Way", "Court")

# In an order that keeps alike names apart: neighbours in the list differ in both halves.
COINED = tuple(
    BEGINNINGS[(place + turn) % len(BEGINNINGS)] + ENDINGS[turn % len(ENDINGS)]
    for place, turn in product(range(len(BEGINNINGS)), range(len(ENDINGS)))
)


def street(number: int) -> str:
    """The number decides everything, so that the same data come out each time."""
    coined = COINED[(number * 7 + 3) % len(COINED)]
    return f"{100 + (number * 37) % 8900} {coined} {STREET_KINDS[number % len(STREET_KINDS)]}"


def website(name: str, city: str) -> str:
    slug = "-".join("".join(letter for letter in f"{name} {city}".lower() if letter.isalnum() or letter == " ").split())
    return f"https://{slug}.example/"
