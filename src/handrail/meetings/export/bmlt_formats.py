"""The formats of all feeds as one BMLT server has them: one number for one meaning, whichever feed it comes from.

Keys are local to a server, so one key may stand here for several formats; the shared number tells them apart. It is
made of the key and the meaning alone, so that it is the same in every feed and after every import.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.conf.locale import LANG_INFO

from handrail.kernel.text_folding import fold
from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue
from handrail.meetings.export.published import PublishedMeeting, Publisher
from handrail.meetings.reading.bmlt_formats import RESERVED

ENGLISH = "en"
LANGUAGE = "LANG"  # says only "a language", so the number alone tells which
ID_BYTES = 5  # a whole number in every language that reads JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One row of GetFormats. `type` is the server's word for the kind of format."""

    key: str
    name: str
    world_id: str = ""
    description: str = ""
    type: str = "FC1"
    language: str = ENGLISH
    id: str = ""

    @property
    def own_id(self) -> str:
        return self.id or id_of(self.key, self.world_id, self.name)


def id_of(key: str, world_id: str, name: str) -> str:
    meaning = world_id or fold(name)
    return str(int.from_bytes(sha256(f"{key}\n{meaning}".encode()).digest()[:ID_BYTES]))


BY_TRAIT: Mapping[str, Format] = {
    Trait.OPEN: Format(key="O", name="Open", world_id="OPEN", type="O"),
    Trait.CLOSED: Format(key="C", name="Closed", world_id="CLOSED", type="O"),
    Trait.NEWCOMERS: Format(key="B", name="Beginners", world_id="BEG", type="FC3"),
    Trait.WOMEN: Format(key="W", name="Women", world_id="W", type="FC3"),
    Trait.MEN: Format(key="M", name="Men", world_id="M", type="FC3"),
    Trait.LGBTQ: Format(key="GL", name="Gay/Lesbian/Transgender", world_id="GL", type="FC3"),
    Trait.YOUNG: Format(key="Y", name="Young People", world_id="Y", type="FC3"),
    Trait.SENIORS: Format(key="SEN", name="Seniors", type="FC3"),
    Trait.PEOPLE_OF_COLOR: Format(key="POC", name="People of Color", type="FC3"),
    Trait.NATIVE: Format(key="NDG", name="Indigenous", type="FC3"),
    Trait.PROFESSIONALS: Format(key="P", name="Professionals", type="FC3"),
    Trait.WHEELCHAIR: Format(key="WC", name="Wheelchair", world_id="WCHR", type="FC2"),
    Trait.ACCESSIBLE_RESTROOM: Format(key="XB", name="Wheelchair-Accessible Bathroom", type="FC2"),
    Trait.SIGN_LANGUAGE: Format(key="ASL", name="American Sign Language", type="FC3"),
    Trait.CHILDREN_WELCOME: Format(key="CW", name="Children Welcome", world_id="CW", type="FC3"),
    Trait.CHILDCARE: Format(key="BA", name="Childcare", type="FC2"),
    Trait.FRAGRANCE_FREE: Format(key="FF", name="Fragrance Free", type="FC2"),
    Trait.SMOKING: Format(key="SM", name="Smoking", world_id="SMOK", type="FC2"),
    Trait.NO_SMOKING: Format(key="NS", name="No Smoking", world_id="NS", type="FC2"),
    Trait.OUTDOORS: Format(key="OUT", name="Outdoors", type="FC2"),
    Trait.CANDLELIGHT: Format(key="CL", name="Candlelight", world_id="CAN", type="FC2"),
    Trait.RESTRICTED: Format(key="RA", name="Restricted Attendance", world_id="RA", type="FC3"),
    Trait.SECULAR: Format(key="AG", name="Agnostic"),
    Trait.MEDITATION: Format(key="ME", name="Meditation", world_id="MED"),
    Trait.LITERATURE: Format(key="Li", name="Literature Study", world_id="LIT"),
    Trait.STEPS: Format(key="St", name="Step", world_id="STEP"),
    Trait.TRADITIONS: Format(key="Tr", name="Tradition", world_id="TRAD"),
    Trait.CONCEPTS: Format(key="CPT", name="12 Concepts", world_id="CPT"),
    Trait.SPEAKER: Format(key="Sp", name="Speaker", world_id="SPK"),
    Trait.DISCUSSION: Format(key="D", name="Discussion", world_id="DISC"),
    Trait.BASIC_TEXT: Format(key="BT", name="Basic Text", world_id="BT"),
    Trait.DUAL_DIAGNOSIS: Format(key="DD", name="Dual Diagnosis", type="FC3"),
    Trait.PROOF_OF_ATTENDANCE: Format(key="POA", name="Proof of Attendance", type="FC3"),
    Trait.MEDICINE_WELCOME: Format(key="MOUD", name="Medicine Welcome", type="FC3"),
}
BY_VENUE: Mapping[str, Format] = {
    Venue.ONLINE: Format(key="VM", name="Virtual Meeting", world_id="VM", type="FC2"),
    Venue.HYBRID: Format(key="HY", name="Hybrid Meeting", world_id="HYBR", type="FC2"),
    Venue.SUSPENDED: Format(key="TC", name="Temporarily Closed Facility", world_id="TC", type="FC2"),
}
COMMON = (*BY_TRAIT.values(), *BY_VENUE.values())
CODES_OF_TRAITS = {"BE", "SP", "ST", "TR", "X", "CF", "LGBTQ", "A", "CAN", "MED", "LIT", "SPK", "STEP", "TRAD", "BEG",
                   "DISC", "SMOK", "ONL", *(each.key for each in COMMON)}  # fmt: skip
"""Codes of Meeting Guide lists that the formats above say already."""


class FormatBook:
    """The formats of all feeds, found by the feed and its key."""

    def __init__(self, publishers: Iterable[Publisher], *, used: Iterable[tuple[Publisher, str]] = ()) -> None:
        """`used` are keys that meetings have, also where no server explains them."""
        self.rows: dict[str, dict[str, Format]] = {}
        self.by_key: dict[tuple[int, str], list[tuple[str, str]]] = {}
        for publisher in publishers:
            for told in grouped(publisher.formats):
                self.add(publisher, told)
        for publisher, key in used:
            if publisher.format == FeedFormat.BMLT and (publisher.id, key) not in self.by_key:
                self.add(publisher, [{"key_string": key, "name_string": key, "world_id": RESERVED.get(key, "")}])
            elif publisher.format == FeedFormat.TSML and key not in CODES_OF_TRAITS:
                own = Format(key=key, name=key)
                self.rows.setdefault(own.own_id, {ENGLISH: own})

    def add(self, publisher: Publisher, told: list[Mapping[str, Any]]) -> None:
        first = next((row for row in told if row.get("lang") == ENGLISH), told[0])
        own_id = id_of(first["key_string"], world_of(first), first.get("name_string", ""))
        languages = self.rows.setdefault(own_id, {})
        for row in told:
            languages.setdefault(row.get("lang") or ENGLISH, format_of(row, own_id))
            keys = self.by_key.setdefault((publisher.id, row["key_string"]), [])
            if (row.get("id", ""), own_id) not in keys:
                keys.append((row.get("id", ""), own_id))

    def formats_of(self, meeting: PublishedMeeting) -> list[Format]:
        """Each with the key that the meeting's own feed writes."""
        if meeting.publisher.format == FeedFormat.BMLT:
            ids = frozenset(str(meeting.record.raw.get("format_shared_id_list", "")).replace(" ", "").split(","))
            return [self.written(meeting.publisher, key, ids) for key in meeting.record.formats]
        return list(meant_by(meeting))

    def written(self, publisher: Publisher, key: str, ids: frozenset[str]) -> Format:
        known = self.by_key.get((publisher.id, key), [])
        own_id = next((own for original, own in known if original in ids), known[0][1] if known else "")
        if own_id:
            return self.told(own_id, ENGLISH, key)
        return Format(key=key, name=key, world_id=RESERVED.get(key, ""))

    def told(self, own_id: str, language: str, key: str = "") -> Format:
        languages = self.rows[own_id]
        row = languages.get(language) or languages.get(ENGLISH) or next(iter(languages.values()))
        return row if not key or row.key == key else Format(key=key, name=row.name, world_id=row.world_id, id=own_id)

    def all_in(self, languages: Iterable[str]) -> Iterator[Format]:
        """Every format of every feed and those that all share, in these languages where it has them, else in one."""
        yield from (each for each in COMMON if each.own_id not in self.rows)
        for own_id, rows in self.rows.items():
            spoken = [rows[language] for language in languages if language in rows]
            yield from spoken or [self.told(own_id, ENGLISH)]

    def world_id(self, own_id: str) -> str:
        if own_id in self.rows:
            return self.told(own_id, ENGLISH).world_id
        return next((each.world_id for each in COMMON if each.own_id == own_id), "")

    def meaning(self, own_id: str, world_id: str = "") -> str:
        """What a number stands for, whichever feed it comes from."""
        world_id = world_id or self.world_id(own_id)
        return world_id if world_id not in ("", LANGUAGE) else own_id

    @cached_property
    def keys_meaning(self) -> Mapping[str, list[tuple[int, str]]]:
        """By what they stand for, the feeds and keys of BMLT servers."""
        found: dict[str, list[tuple[int, str]]] = {}
        for feed_and_key, numbers in self.by_key.items():
            for meaning in {self.meaning(own_id) for _, own_id in numbers}:
                found.setdefault(meaning, []).append(feed_and_key)
        return found


def grouped(rows: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """One format in all its languages. One without a number stands alone."""
    groups: dict[object, list[Mapping[str, Any]]] = {}
    for place, row in enumerate(rows):
        if row.get("key_string"):
            groups.setdefault((row.get("root_server_uri"), row["id"]) if row.get("id") else place, []).append(row)
    return list(groups.values())


def world_of(row: Mapping[str, Any]) -> str:
    return row.get("world_id") or RESERVED.get(row["key_string"], "")


def format_of(row: Mapping[str, Any], own_id: str) -> Format:
    return Format(
        key=row["key_string"],
        name=row.get("name_string", ""),
        world_id=row.get("world_id", ""),
        description=row.get("description_string", ""),
        type=row.get("format_type_enum", ""),
        language=row.get("lang") or ENGLISH,
        id=own_id,
    )


def meant_by(meeting: PublishedMeeting) -> Iterator[Format]:
    """Of a meeting that came from no BMLT server: what is true of it, in the words of one."""
    record = meeting.record
    return formats_said(traits=record.traits, venue=record.venue, languages=record.languages, codes=record.formats)


def formats_said(
    *, traits: Collection[str], venue: str, languages: Iterable[str], codes: Iterable[str]
) -> Iterator[Format]:
    """Open or closed first."""
    yield from (form for trait, form in BY_TRAIT.items() if trait in traits)
    if venue in BY_VENUE:
        yield BY_VENUE[venue]
    yield from map(of_language, languages)
    yield from (Format(key=code, name=code) for code in codes if code not in CODES_OF_TRAITS)


def of_language(code: str) -> Format:
    name = LANG_INFO[code]["name"] if code in LANG_INFO else code
    return Format(key=code, name=name, world_id=LANGUAGE, type=LANGUAGE)


def row_of(form: Format, *, root: str) -> dict[str, str]:
    return {
        "key_string": form.key,
        "name_string": form.name,
        "description_string": form.description,
        "lang": form.language,
        "id": form.own_id,
        "world_id": form.world_id,
        "format_type_enum": form.type,
        "root_server_uri": root,
    }
