"""Which pairs a person should look at, and the merges that stand."""

import threading
from dataclasses import dataclass

from django.db.models import Q

from handrail.directory.domain.duplicates import Pair, suggested_pairs
from handrail.directory.domain.identity import COMPARED, Identity, identity_of_texts
from handrail.directory.index.build import stored_revision
from handrail.directory.models import Facility, Merge, NotTheSame

COLUMNS = ("pk", *COMPARED)
SHOWN = ("name", "program", "address", "phone", "website", "source_year")
MOST_SHOWN = 20


@dataclass(frozen=True)
class Codes:
    """Service codes of two rows, in the order of the rows."""

    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    both: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """Two rows side by side, and why they look alike: `building` or `phone`. What is the same is told once."""

    first: Facility
    second: Facility
    why: str
    differences: tuple[tuple[str, str, str], ...]
    same: tuple[tuple[str, str], ...]
    codes: Codes


class PairMemo:
    """Comparing every row takes part of a second, so it is done once for each revision of the directory."""

    def __init__(self) -> None:
        self._revision: int | None = None
        self._pairs: list[Pair] = []
        self._comparing = threading.Lock()

    def __call__(self) -> list[Pair]:
        with self._comparing:
            revision = stored_revision()
            if revision != self._revision:
                rows = Facility.objects.listed().order_by("pk").values_list(*COLUMNS)
                self._pairs = suggested_pairs((pk, identity_of_texts(texts)) for pk, *texts in rows)
                self._revision = revision
            return self._pairs

    def forget(self) -> None:
        with self._comparing:
            self._revision = None


all_pairs = PairMemo()


def identity_of_row(facility: Facility) -> Identity:
    return identity_of_texts(getattr(facility, name) for name in COMPARED)


def is_suggested(one: Facility, other: Facility) -> bool:
    """By the rows as they stand now. All that one rule compares share a state or a ZIP code with the first."""
    around = Q(state=one.state) | Q(zip=one.zip)
    rows = Facility.objects.listed().filter(around).order_by("pk").values_list(*COLUMNS)
    pairs = suggested_pairs((pk, identity_of_texts(texts)) for pk, *texts in rows)
    return tuple(sorted((one.pk, other.pk))) in {(pair.first, pair.second) for pair in pairs}


def open_pairs() -> list[Pair]:
    """Those nobody has answered yet."""
    told = set(NotTheSame.objects.values_list("first", "second"))
    return [pair for pair in all_pairs() if (pair.first, pair.second) not in told]


def suggestions() -> tuple[int, list[Suggestion]]:
    """How many pairs wait, and the first of them with what differs."""
    pairs = open_pairs()
    shown = pairs[:MOST_SHOWN]
    rows = Facility.objects.in_bulk([pk for pair in shown for pk in (pair.first, pair.second)])
    whole = [pair for pair in shown if pair.first in rows and pair.second in rows]
    return len(pairs), [suggestion(rows[pair.first], rows[pair.second], pair.why) for pair in whole]


def suggestion(first: Facility, second: Facility, why: str) -> Suggestion:
    texts = [(name, str(getattr(first, name)), str(getattr(second, name))) for name in SHOWN]
    same = tuple((name, one) for name, one, other in texts if one == other)
    return Suggestion(
        first, second, why, tuple(row for row in texts if row[1] != row[2]), same, codes_of(first, second)
    )


def codes_of(first: Facility, second: Facility) -> Codes:
    mine, theirs = first.code_list, second.code_list
    return Codes(
        only_first=tuple(code for code in mine if code not in theirs),
        only_second=tuple(code for code in theirs if code not in mine),
        both=tuple(code for code in mine if code in theirs),
    )


def standing_merges() -> list[Merge]:
    """The newest merges, to undo."""
    standing = Merge.objects.filter(undone_at=None).select_related("kept", "merged", "by")
    return list(standing[:MOST_SHOWN])


def merges_to_look_at() -> list[Merge]:
    """The source dropped the row we kept, and goes on listing the one we merged: the place would be lost."""
    lost = Merge.objects.filter(undone_at=None, merged__gone_since_year=None).exclude(kept__gone_since_year=None)
    return list(lost.select_related("kept", "merged", "by")[:MOST_SHOWN])
