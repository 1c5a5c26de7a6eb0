"""What people text to find a meeting, and what each text is answered: first whether they want it by text, then where.

The place is in the text that asks or agrees, and in none of our rows: so who agrees names it again.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

LONGEST = 160  # signs of one text; what is longer is no question of this kind, and is not read
WAITS = timedelta(minutes=10)  # for how long a question stands; product choice: a pocket telephone, slow thumbs
MOST_A_DAY = 12  # texts to one number: three or four evenings of asking, and no bill that hurts


class Said(StrEnum):
    """What a text is, whatever place it names."""

    ASKS = "asks"
    AGREES = "agrees"
    PLACE = "place"  # a ZIP code and nothing else
    OTHER = "other"


class Step(StrEnum):
    """How far a number has come. Nothing is kept of one that has come nowhere."""

    ASKED = "asked"
    AGREED = "agreed"


class Reply(StrEnum):
    """What is texted back, by a code. Its words stand in `by_text/words.toml`."""

    QUESTION = "question"
    WHICH_PLACE = "which_place"
    UNKNOWN_PLACE = "unknown_place"
    PLACES = "places"
    HELP = "help"


@dataclass(frozen=True, repr=False)
class ReadText:
    """One text as we understand it. Without a repr: it names a place."""

    said: Said
    zip_code: str = ""
    language: str = "en"


WORDS: dict[str, tuple[Said, str]] = {
    "meeting": (Said.ASKS, "en"),
    "meetings": (Said.ASKS, "en"),
    "reunion": (Said.ASKS, "es"),
    "reuniones": (Said.ASKS, "es"),
    "junta": (Said.ASKS, "es"),
    "juntas": (Said.ASKS, "es"),
    "yes": (Said.AGREES, "en"),
    "y": (Said.AGREES, "en"),
    "si": (Said.AGREES, "es"),
}
TEXT = re.compile(r"(?P<word>[a-z]*)(?: (?:near|in|en|cerca de))? ?(?P<zip>[0-9]{5})?(?: [0-9]{4})?", re.ASCII)
NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def read_text(text: str) -> ReadText:
    """The whole text must be it: who writes a sentence to us is not asked about meetings for a word in it."""
    if len(text) > LONGEST:
        return ReadText(Said.OTHER)
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    found = TEXT.fullmatch(NOT_A_WORD.sub(" ", plain).strip())
    if found is None or not (found["word"] or found["zip"]):
        return ReadText(Said.OTHER)
    zip_code = found["zip"] or ""
    if not found["word"]:
        return ReadText(Said.PLACE, zip_code)
    said, language = WORDS.get(found["word"], (Said.OTHER, "en"))
    return ReadText(said, zip_code, language)


# Whether somebody may be told where and when. A ZIP code alone is no yes to a question that asks for one.
MAY_BE_TOLD: dict[tuple[Step | None, Said], bool] = {
    (None, Said.ASKS): False,
    (None, Said.PLACE): False,
    (None, Said.AGREES): False,
    (Step.ASKED, Said.ASKS): False,
    (Step.ASKED, Said.PLACE): False,
    (Step.ASKED, Said.AGREES): True,
    (Step.AGREED, Said.ASKS): True,
    (Step.AGREED, Said.PLACE): True,
    (Step.AGREED, Said.AGREES): True,
}


def reply_to(step: Step | None, read: ReadText, *, is_place_known: bool) -> Reply:
    if read.said is Said.OTHER:
        return Reply.HELP
    if not MAY_BE_TOLD[step, read.said]:
        return Reply.HELP if read.said is Said.AGREES and not read.zip_code else Reply.QUESTION
    if not read.zip_code:
        return Reply.WHICH_PLACE
    return Reply.PLACES if is_place_known else Reply.UNKNOWN_PLACE


# Where a number stands after what it was told. HELP changes nothing.
STEP_AFTER: dict[Reply, Step | None] = {
    Reply.QUESTION: Step.ASKED,
    Reply.WHICH_PLACE: Step.AGREED,
    Reply.UNKNOWN_PLACE: Step.AGREED,
    Reply.PLACES: None,
}
