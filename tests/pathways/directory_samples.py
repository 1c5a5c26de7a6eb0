"""Random directories for tests of path matching: few codes, few places, so that ties and contradictions are common."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from handrail.directory.domain.open_places import (
    AgeBand,
    Group,
    Level,
    OpenPlace,
    Payer,
    SaidBy,
    Sex,
    State,
    state_together,
)
from handrail.directory.domain.partnerships import PartnerKind, Partners
from handrail.directory.index.build import FacilityRow, build_index
from handrail.directory.index.openness import Openness, with_openness
from handrail.kernel.geography import great_circle_miles
from handrail.pathways.columns import PathIndex
from handrail.pathways.domain.care_rules import Door
from handrail.pathways.domain.costs import Candidate
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.requirements import Kind
from handrail.pathways.domain.room import fitting
from handrail.pathways.domain.traits import traits_of

HOME = (41.85, -87.66)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
Pair = tuple[PartnerKind, int, int]  # people begin at the first, and go on at the second
Rooms = Mapping[int, Sequence[tuple[Group, int]]]
"""Facility: how many places each of its groups has. None counted: a call alone found it open."""
# fmt: off
CODES = [
    "SA", "NOOP", "AUDO", "DUO", "BU", "MU", "OTP", "MM", "BUM", "UB", "MOA", "NMOA", "OP", "ORT", "OIT",
    "RD", "HID", "OD", "DT", "ODTX", "RS", "RL", "ADTX", "BDTX", "AD", "CHLD", "FEM", "MALE", "MD", "NP",
    "SP", "CCC", "BC", "PW", "VET", "NOE", "ACC", "PEER", "CARF", "TWFA",
]
# fmt: on
OFTEN = ["SA", "OP", "ORT", "BU", "BUM", "MOA", "MD"]

facilities = st.lists(
    st.builds(
        lambda number, often, also, name, north, state, kind: (often + also, name, north, state, kind),
        st.integers(),
        st.lists(st.sampled_from(OFTEN), min_size=3, max_size=7, unique=True),
        st.lists(st.sampled_from(CODES), max_size=16, unique=True),
        st.sampled_from(["Alder", "Birch", "Cedar"]),
        st.sampled_from([0.0, 0.0, 0.1, 0.2, 0.9, 3.0]),
        st.sampled_from(["IL", "IL", "IN"]),
        st.sampled_from(["SA", "SA", "SA", "SA", "MH"]),
    ),
    max_size=14,
)

needs = st.builds(
    lambda payment, asked, medicine, age, substances: Need.read(
        payment=payment, asked=asked, medicine=medicine, age=age, substances=substances
    ),
    st.lists(st.sampled_from(["medicaid", "none"]), max_size=2),
    st.lists(
        st.sampled_from(
            [
                ("need", "pregnant"),
                ("need", "alcohol"),
                ("need", "man"),
                ("need", "woman"),
                ("need", "children"),
                ("need", "veteran"),
                ("need", "twelve_step"),
                ("need", "medical_illness"),
                ("need", "withdrawal_stay"),
                ("need", "residential"),
                ("need", "start_today"),
                ("language", "spanish"),
            ]
        ),
        max_size=4,
    ),
    st.sampled_from([None, None, "methadone", "buprenorphine", "already_on_medication"]),
    st.sampled_from([None, None, 16, 40]),
    st.sampled_from([(), (), ("benzos",)]),
)


def rows_of(sample) -> list[FacilityRow]:
    return [
        FacilityRow(
            pk=number,
            public_id=f"id{number * 7919 % 1000:04d}",
            kind=kind,
            name=name,
            program="",
            city="Town",
            state=state,
            codes=" ".join(dict.fromkeys(codes)),
            latitude=HOME[0] + north,
            longitude=HOME[1],
        )
        for number, (codes, name, north, state, kind) in enumerate(sample, start=1)
    ]


groups = st.builds(
    Group,
    st.sampled_from([Level.OUTPATIENT_MEDICINE, Level.WITHDRAWAL, Level.RESIDENTIAL, Level.INTENSIVE_OUTPATIENT]),
    st.sampled_from(Sex),
    st.sampled_from(AgeBand),
    st.sampled_from(Payer),
)
rooms = st.dictionaries(st.integers(1, 14), st.lists(st.tuples(groups, st.integers(0, 1)), max_size=3))


def openness_of(rooms: Rooms) -> Openness:
    """What the database would tell of these rooms: by places that were counted, or by a call alone."""
    end = NOON + timedelta(hours=1)
    room_until = {
        (pk, group): end for pk, counted in rooms.items() for group, available in dict(counted).items() if available
    }
    by_call = {pk for pk, counted in rooms.items() if not counted}
    return Openness(
        1,
        open_until=dict.fromkeys({pk for pk, _ in room_until} | by_call, end),
        heard_until={pk: end for pk, counted in rooms.items() if counted},
        room_until=room_until,
    )


def open_at(codes: frozenset[str], room: Sequence[tuple[Group, int]] | None, need: Need) -> set[str]:
    """Where one facility has room for this person, read group by group: the judge of `who_is_open.py`."""
    if room is None:
        return set()
    counted = [
        OpenPlace(group, State.OPEN if available else State.FULL, available, None, NOON, SaidBy.OPERATOR)
        for group, available in dict(room).items()
    ]
    sleeps = "withdrawal_in_bed" in traits_of(codes)
    legs = {"day": "day", "withdrawal": "withdrawal" if sleeps else "day", "residential": "residential"}
    asked = {place: ("start", where) for place, where in legs.items()} if need.is_for_opioids else {}
    asked |= {} if need.is_for_opioids else {door.value: ("care", door.value) for door in Door}
    found = {
        place
        for place, (role, where) in asked.items()
        if state_together(fitting(counted, need, role=role, place=where)) is State.OPEN
    }
    by_call = {place for place, (role, where) in asked.items() if (role, where) == ("start", "day")}
    return found if counted else by_call


partners = st.sets(st.tuples(st.sampled_from(PartnerKind), st.integers(1, 14), st.integers(1, 14)), max_size=20)
arrivals = st.dictionaries(st.integers(1, 14), st.floats(0.4, 1.8))
KIND_NAMED = {
    PartnerKind.AFTER_WITHDRAWAL: Kind.WITHDRAWAL_FIRST,
    PartnerKind.AFTER_STAY: Kind.RESIDENTIAL,
    PartnerKind.BESIDE_MEDICINE: Kind.MEDICINE_FIRST,
}


def path_index_of(
    rows: list[FacilityRow],
    rooms: Rooms | None = None,
    partners: Collection[Pair] = (),
    arrivals: Mapping[int, float] | None = None,
) -> PathIndex:
    known = {Partners(*pair, NOON.date()): NOON + timedelta(days=300) for pair in partners}
    openness = replace(openness_of(rooms or {}), partners_until=known)
    index = replace(build_index(revision=1, rows=rows), arrivals=arrivals or {})
    return PathIndex(with_openness(index, openness))


def candidates_of(
    rows: list[FacilityRow],
    *,
    need: Need,
    rooms: Rooms | None = None,
    miles: float | None = None,
    state: str = "IL",
    partners: Collection[Pair] = (),
    arrivals: Mapping[int, float] | None = None,
) -> list[Candidate]:
    """The same facilities as the readable reference sees them, judged code by code."""
    held = rooms or {}
    ranks = {public_id: rank for rank, public_id in enumerate(sorted(row.public_id for row in rows))}
    names = sorted({row.name for row in rows})
    found = []
    for row in rows:
        codes = frozenset(row.codes.split())
        traits = traits_of(codes, open_at=open_at(codes, held.get(row.pk), need))
        if row.kind == "MH":
            traits -= {"eligible"}
        distance = great_circle_miles(*HOME, row.latitude, row.longitude)
        if miles is None or distance <= miles:
            found.append(
                Candidate(
                    ranks[row.public_id],
                    distance,
                    traits,
                    names.index(row.name),
                    row.state == state,
                    (arrivals or {}).get(row.pk),
                    frozenset(
                        (KIND_NAMED[kind], ranks[other.public_id])
                        for kind, first, then in partners
                        for other in rows
                        if (first, then) == (row.pk, other.pk)
                    ),
                )
            )
    return found
