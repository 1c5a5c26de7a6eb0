"""What the format keys of a meeting mean. Keys are local to a server; the world id behind one is common to all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handrail.kernel.text_folding import fold
from handrail.meetings.domain.traits import Trait
from handrail.meetings.reading.bmlt_languages import languages_of

LANGUAGE = "LANG"
VIRTUAL, HYBRID, CLOSED_FOR_NOW = "VM", "HY", "TC"
RESERVED = {VIRTUAL: "VM", HYBRID: "HYBR", CLOSED_FOR_NOW: "TC"}
"""These keys mean the same on every server, also where its formats are not told."""

WORLD_IDS_BY_NAME = {"temporarily closed": "TC", "online meeting": "VM"}
"""By the English name, folded, of formats that lack the world id they mean: who reads them would go in vain."""

TRAITS = {
    "OPEN": Trait.OPEN,
    "CLOSED": Trait.CLOSED,
    "BEG": Trait.NEWCOMERS,
    "W": Trait.WOMEN,
    "M": Trait.MEN,
    "GL": Trait.LGBTQ,
    "Y": Trait.YOUNG,
    "WCHR": Trait.WHEELCHAIR,
    "CW": Trait.CHILDREN_WELCOME,
    "NS": Trait.NO_SMOKING,
    "SMOK": Trait.SMOKING,
    "CAN": Trait.CANDLELIGHT,
    "RA": Trait.RESTRICTED,
    "MED": Trait.MEDITATION,
    "BT": Trait.BASIC_TEXT,
    "IP": Trait.LITERATURE,
    "IW": Trait.LITERATURE,
    "JFT": Trait.LITERATURE,
    "LC": Trait.LITERATURE,
    "LIT": Trait.LITERATURE,
    "SPAD": Trait.LITERATURE,
    "STEP": Trait.STEPS,
    "SWG": Trait.STEPS,
    "TRAD": Trait.TRADITIONS,
    "CPT": Trait.CONCEPTS,
    "SPK": Trait.SPEAKER,
    "DISC": Trait.DISCUSSION,
    "TOP": Trait.DISCUSSION,
}
"""By world id. CH, NC, QA and VAR say what no filter asks, and are kept among the formats."""

TRAITS_BY_NAME = {
    "asl": Trait.SIGN_LANGUAGE,
    "american sign language": Trait.SIGN_LANGUAGE,
    "sign language": Trait.SIGN_LANGUAGE,
    "agnostic": Trait.SECULAR,
    "outdoors": Trait.OUTDOORS,
    "outdoor meeting": Trait.OUTDOORS,
    "childcare": Trait.CHILDCARE,
    "child care": Trait.CHILDCARE,
    "fragrance free": Trait.FRAGRANCE_FREE,
}
"""By the English name, folded, of formats that have no world id anywhere."""


@dataclass(frozen=True, slots=True)
class MeantByKeys:
    """What a row's keys say together."""

    world_ids: tuple[str, ...]
    traits: frozenset[Trait]
    languages: tuple[str, ...]


class KnownFormats:
    """The formats of a server, or of several, as `read_formats` gives them."""

    def __init__(self, formats: Sequence[Mapping[str, Any]]) -> None:
        self.by_key: dict[str, list[Mapping[str, Any]]] = {}
        for each in formats:
            self.by_key.setdefault(each["key_string"], []).append(each)

    def meant_by(self, keys: Sequence[str], *, ids: frozenset[str], server: str) -> MeantByKeys:
        found = [(key, self.written(key, ids=ids, server=server)) for key in keys]
        told = {key: world_id_of(key, candidates) for key, candidates in found}
        languages = (code for key, candidates in found for code in spoken(key, candidates))
        return MeantByKeys(
            world_ids=tuple(dict.fromkeys(filter(None, told.values()))),
            traits=frozenset(trait for key, candidates in found if (trait := trait_of(told[key], candidates))),
            languages=tuple(dict.fromkeys(languages)),
        )

    def written(self, key: str, *, ids: frozenset[str], server: str) -> list[Mapping[str, Any]]:
        """One key can stand for several formats: in another language, or on another server of an aggregator."""
        candidates = self.by_key.get(key, [])
        candidates = [each for each in candidates if each["root_server_uri"] == server] or candidates
        return [each for each in candidates if each["id"] in ids] or candidates


def world_id_of(key: str, candidates: Iterable[Mapping[str, Any]]) -> str:
    told = (each["world_id"] or WORLD_IDS_BY_NAME.get(fold(each["name_string"]), "") for each in candidates)
    return next(filter(None, told), RESERVED.get(key, ""))


def trait_of(world_id: str, candidates: Iterable[Mapping[str, Any]]) -> Trait | None:
    if world_id:
        return TRAITS.get(world_id)
    return next(filter(None, (TRAITS_BY_NAME.get(fold(each["name_string"])) for each in candidates)), None)


def spoken(key: str, candidates: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """German servers say LANG only in the type of some formats."""
    if not any(LANGUAGE in (each["world_id"], each["format_type_enum"]) for each in candidates):
        return ()
    return languages_of(key=key, names=[each["name_string"] for each in candidates])
