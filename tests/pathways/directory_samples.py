"""Random directories for tests of path matching: few codes, few places, so that ties and contradictions are common."""

from hypothesis import strategies as st

from handrail.directory.index.build import FacilityRow, build_index
from handrail.kernel.geography import great_circle_miles
from handrail.pathways.columns import PathIndex
from handrail.pathways.domain.costs import Candidate
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.traits import traits_of

HOME = (41.85, -87.66)
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


def path_index_of(rows: list[FacilityRow]) -> PathIndex:
    return PathIndex(build_index(revision=1, rows=rows))


def candidates_of(rows: list[FacilityRow], *, miles: float | None = None, state: str = "IL") -> list[Candidate]:
    """The same facilities as the readable reference sees them, judged code by code."""
    ranks = {public_id: rank for rank, public_id in enumerate(sorted(row.public_id for row in rows))}
    names = sorted({row.name for row in rows})
    found = []
    for row in rows:
        traits = traits_of(frozenset(row.codes.split()))
        if row.kind == "MH":
            traits -= {"eligible"}
        distance = great_circle_miles(*HOME, row.latitude, row.longitude)
        if miles is None or distance <= miles:
            found.append(Candidate(ranks[row.public_id], distance, traits, names.index(row.name), row.state == state))
    return found
