"""The words of a text as they are compared: without case, accents and apostrophes."""

import re

from handrail.kernel.text_folding import fold

WORD = re.compile(r"[^\W_]+")
OD_ED = re.compile(r"\bod['\u2019\u2018`\u00b4]d\b", re.IGNORECASE)  # without its apostrophe it would be "odd"
APOSTROPHES = str.maketrans("", "", "'\u2019\u2018`\u00b4")
Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """Also with a curly apostrophe "can't" is "cant"."""
    return tuple(WORD.findall(fold(OD_ED.sub("oded", text).translate(APOSTROPHES))))
