"""One key for the many ways a town's name is written."""

import re

from handrail.kernel.text_folding import fold

SHORT = {
    "saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt", "north": "n", "south": "s", "east": "e", "west": "w",
    "heights": "hts", "junction": "jct", "springs": "spgs", "village": "vlg", "township": "twp",
}  # fmt: skip

WORD = re.compile(r"[^\W_]+")
DROPPED = dict.fromkeys(map(ord, ".'`\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER TURNED COMMA}"))


def words_of(text: str) -> list[str]:
    """'St. Mary's' becomes ['st', 'marys']; hyphens, commas and brackets part words."""
    return WORD.findall(fold(text).translate(DROPPED))


def town_key(words: list[str]) -> str:
    """Written together, so that 'De Kalb' is 'DeKalb' and 'Coeur d'Alene' is 'Coeur D Alene'."""
    return "".join(SHORT.get(word, word) for word in words)
