"""Lines that let somebody into a meeting: links, and numbers and words to type. For feeds that do not share them.

A line goes whole. What is left around a link or a number still says what it was for, and one that is not known yet
would stay. So some harmless lines go too: that costs a reader a sentence, and the other mistake costs a meeting its
peace.
"""

import re
from functools import lru_cache

from handrail.meetings.domain.meeting_hosts import MEETING_HOSTS

TYPED = (
    r"pass\W?wor[dt]|pass\W?codes?|\bpa?ss?wd\b|\bpwd?\b|\bpass ?[:=#]"
    r"|contrase(?:ñ|n)a|\bsenha\b|\bkennwort\b|mot de passe"
)
NUMBERED = r"\bids?\b|\bpins?\b|codes?\b|c(?:ó|o)digo|\bclave\b"
A_STATE = r"(?<!, )"  # "Ketchum, ID 83340" is in Idaho
LONG_NUMBER = r"\d(?:[\s.-]?\d){8,}"
WAYS_IN = (
    r"https?:",
    r"\bwww\.",
    rf"(?:{'|'.join(map(re.escape, MEETING_HOSTS))})\b",
    r"[\w-]\.[a-z]{2,24}(?::\d{1,5})?/\S",
    TYPED,
    rf"{A_STATE}(?:{NUMBERED}).{{0,30}}\d",
    rf"(?:\bid\b|\b(?:zoom|skype|teams|dial\W?in|one tap)\b).{{0,30}}(?!\d{{5}}-\d{{4}}\b){LONG_NUMBER}",
    r"\bpass\b(?: is)?\W{1,4}\S*\d",  # "This Too Shall Pass" is a name, "Boulder Hill Pass" a street
    r",,\d",
)
WAY_IN = re.compile("|".join(WAYS_IN), re.IGNORECASE)
ANNOUNCED = re.compile(rf"(?:{TYPED}|{A_STATE}(?:{NUMBERED}))(?: is)?\W*$", re.IGNORECASE)
"""The word ends its line: what is to be typed stands on the next."""

TO_JOIN = re.compile(rf"(?:{'|'.join(map(re.escape, MEETING_HOSTS))})\b|{TYPED}|/j/\d", re.IGNORECASE)
MOST_REMEMBERED = 4_096  # towns, states and houses stand in many rows


@lru_cache(maxsize=MOST_REMEMBERED)
def without_ways_in(text: str) -> str:
    kept, is_awaited = [], False
    for line in text.splitlines():
        if line.strip() and (is_awaited or WAY_IN.search(line) or ANNOUNCED.search(line)):
            is_awaited = ANNOUNCED.search(line) is not None
        elif not (is_awaited and not line.strip()):
            kept.append(line)
    return "\n".join(kept).strip() if kept else ""


def leads_in(link: str) -> bool:
    """A meeting's website may be told, but not where it is the way in."""
    return TO_JOIN.search(link) is not None
