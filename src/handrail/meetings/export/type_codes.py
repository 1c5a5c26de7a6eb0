"""The type codes of the Meeting Guide specification, and which of them say what a meeting's record says.

Finders that read our list drop codes that they do not know, so a fellowship's own codes stand beside those of the
specification. Source: code4recovery/spec 1.1.9, data/types.json.
"""

from collections.abc import Iterator, Mapping

from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue
from handrail.meetings.export.published import PublishedMeeting
from handrail.meetings.reading.tsml_codes import codes_of

LANGUAGE_CODES = {
    "af": "AF", "am": "AM", "ar": "AR", "bg": "BG", "da": "DA", "de": "DE", "el": "EL", "en": "EN", "fa": "FA",
    "fi": "FI", "fr": "FR", "he": "HE", "hi": "HI", "hr": "HR", "hu": "HU", "is": "IS", "it": "ITA", "ja": "JA",
    "ka": "KA", "ko": "KOR", "lt": "LT", "ml": "ML", "mt": "MT", "ne": "NE", "nl": "NL", "no": "NO", "pl": "POL",
    "pt": "POR", "pa": "PUN", "ru": "RUS", "es": "S", "sk": "SK", "sl": "SL", "sv": "SV", "th": "TH", "tl": "TL",
    "tr": "TUR", "uk": "UK",
}  # fmt: skip

TRAIT_CODES: Mapping[Trait, str] = {
    Trait.OPEN: "O",
    Trait.CLOSED: "C",
    Trait.NEWCOMERS: "BE",
    Trait.WOMEN: "W",
    Trait.MEN: "M",
    Trait.LGBTQ: "LGBTQ",
    Trait.YOUNG: "Y",
    Trait.SENIORS: "SEN",
    Trait.PEOPLE_OF_COLOR: "POC",
    Trait.NATIVE: "NDG",
    Trait.PROFESSIONALS: "P",
    Trait.WHEELCHAIR: "X",
    Trait.ACCESSIBLE_RESTROOM: "XB",
    Trait.SIGN_LANGUAGE: "ASL",
    Trait.CHILDREN_WELCOME: "CF",
    Trait.CHILDCARE: "BA",
    Trait.FRAGRANCE_FREE: "FF",
    Trait.SMOKING: "SM",
    Trait.OUTDOORS: "OUT",
    Trait.CANDLELIGHT: "CAN",
    Trait.SECULAR: "A",
    Trait.MEDITATION: "MED",
    Trait.LITERATURE: "LIT",
    Trait.STEPS: "ST",
    Trait.TRADITIONS: "TR",
    Trait.SPEAKER: "SP",
    Trait.DISCUSSION: "D",
    Trait.DUAL_DIAGNOSIS: "DD",
    Trait.PROOF_OF_ATTENDANCE: "POA",
}
"""No code says no smoking, restricted access, concepts or the Basic Text, and none that medicine is welcome."""

ALSO = {
    **dict.fromkeys(("11",), Trait.MEDITATION),
    **dict.fromkeys(("12x12", "ABSI", "B", "DR", "GR", "LS"), Trait.LITERATURE),
    **dict.fromkeys(("BI", "G", "L", "NB", "T"), Trait.LGBTQ),
    **dict.fromkeys(("QSL", "RSL"), Trait.SIGN_LANGUAGE),
    "N": Trait.NATIVE,
}
"""Codes of the specification that say one of these things more closely."""

MEANS: Mapping[str, Trait] = {code: trait for trait, code in TRAIT_CODES.items()} | ALSO
SPEAKS = {code: language for language, code in LANGUAGE_CODES.items()}

WORLD_CODES = {
    "OPEN": "O", "CLOSED": "C", "BEG": "BE", "W": "W", "M": "M", "GL": "LGBTQ", "Y": "Y", "WCHR": "X", "CW": "CF",
    "SMOK": "SM", "CAN": "CAN", "MED": "MED", "LIT": "LIT", "STEP": "ST", "TRAD": "TR", "SPK": "SP", "DISC": "D",
    "TC": "TC",
}  # fmt: skip
MORE_CLOSELY = {
    Trait.LITERATURE: {"IP", "IW", "JFT", "LC", "SPAD"},
    Trait.STEPS: {"SWG"},
    Trait.DISCUSSION: {"TOP"},
}
"""World ids that say a trait for which there is a code, and mean less than it: the code would say too much."""

CLOSED_FOR_NOW = "TC"


def type_codes(meeting: PublishedMeeting) -> list[str]:
    """The feed's own codes first, each once, and never one that the specification reads as something else."""
    record, is_local = meeting.record, meeting.publisher.format == FeedFormat.BMLT
    own = [code for code in record.formats if means_the_same(code, record, is_local=is_local)]
    return list(dict.fromkeys([*own, *spec_codes(record, own)]))


def means_the_same(code: str, record: MeetingRecord, *, is_local: bool) -> bool:
    """A code that a Meeting Guide list writes and its fellowship does not define is the specification's own."""
    if code not in MEANS and code not in SPEAKS:
        return True
    if MEANS.get(code) in record.traits or SPEAKS.get(code) in record.languages:
        return True
    return not is_local and code not in codes_of(record.fellowship).by_code


def spec_codes(record: MeetingRecord, own: list[str]) -> Iterator[str]:
    yield from (WORLD_CODES[world] for world in record.world_ids if world in WORLD_CODES)
    told = {MEANS[code] for code in own if code in MEANS}
    told |= {trait for trait, worlds in MORE_CLOSELY.items() if not worlds.isdisjoint(record.world_ids)}
    for trait in sorted(record.traits - told):
        if trait in TRAIT_CODES:
            yield TRAIT_CODES[trait]
    yield from (LANGUAGE_CODES[language] for language in record.languages if language in LANGUAGE_CODES)
    if record.venue is Venue.SUSPENDED or (record.venue is Venue.ONLINE and not record.is_approximate):
        yield CLOSED_FOR_NOW  # its readers take a whole address for a door that is open
