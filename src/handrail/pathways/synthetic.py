"""Invented facilities with the codes that paths read, as often as the real directory lists them, and people's needs."""

import random
from collections.abc import Iterator

import numpy as np

from handrail.directory.domain.sources import FacilityKind
from handrail.directory.index.build import FacilityRow
from handrail.directory.index.synthetic import invented_points
from handrail.pathways.domain.need import Need

# Share of the 12,744 rows of the 2023 National Directory that list each code (data folder, PROVENANCE counts).
SHARES = {
    "SA": 0.98, "DT": 0.22, "OP": 0.82, "ORT": 0.76, "OIT": 0.45, "OMB": 0.41, "ODT": 0.15, "RES": 0.24, "RS": 0.16,
    "RL": 0.18, "RD": 0.09, "HID": 0.05, "HIT": 0.05, "OD": 0.11, "GH": 0.05, "MU": 0.12, "BU": 0.54, "OTP": 0.12,
    "BUM": 0.39, "MM": 0.11, "UB": 0.44, "MOA": 0.58, "NMOA": 0.05, "NOOP": 0.07, "AUDO": 0.005, "DUO": 0.005,
    "ODTX": 0.2, "ADTX": 0.18, "BDTX": 0.15, "MDET": 0.18, "AD": 0.23, "CHLD": 0.23, "FEM": 0.93, "MALE": 0.94,
    "MD": 0.74, "MC": 0.46, "PI": 0.75, "MI": 0.4, "VAMC": 0.012, "ITU": 0.12, "NP": 0.02, "SS": 0.38, "PA": 0.23,
    "FSA": 0.5, "SAMF": 0.25, "AH": 0.39, "PW": 0.33, "VET": 0.31, "GL": 0.33, "CO": 0.6, "TRMA": 0.52, "CJ": 0.44,
    "TWFA": 0.5, "TELE": 0.76, "TA": 0.49, "SE": 0.32, "SP": 0.22, "CCC": 0.05, "BC": 0.03, "NOE": 0.72, "ACC": 0.87,
    "PEER": 0.67, "CARF": 0.34, "JC": 0.24, "ICO": 0.96, "GCO": 0.93, "FCO": 0.8, "CBT": 0.88, "RELP": 0.91,
}  # fmt: skip
NAMES = 4_000
STATES = ("AA", "BB", "CC", "DD")


def path_rows(*, rows: int, seed: int = 30) -> Iterator[FacilityRow]:
    """The same rows for the same number and seed."""
    chance = np.random.default_rng(seed)
    codes, shares = np.array(list(SHARES)), np.array(list(SHARES.values()))
    names = chance.integers(0, NAMES, size=rows).tolist()
    for number, ((latitude, longitude), name) in enumerate(zip(invented_points(rows, chance), names, strict=True)):
        yield FacilityRow(
            pk=number + 1,
            public_id=f"{number * 2_654_435_761 % 2**32:08x}{number:07x}",
            kind=FacilityKind.SUBSTANCE_USE,
            name=f"Program {name}",
            program="",
            city="Town",
            state=STATES[number % len(STATES)],
            codes=" ".join(codes[chance.random(len(codes)) < shares]),
            latitude=latitude,
            longitude=longitude,
        )


def invented_needs(number: int, seed: int = 31) -> list[Need]:
    """What people ask for: mostly cover and a wish or two, sometimes medicine now, pregnancy, alcohol or age."""
    chance = random.Random(seed)  # noqa: S311  (a bench, not a secret)
    return [invented_need(chance) for _ in range(number)]


def invented_need(chance: random.Random) -> Need:
    wishes = ["veteran", "lgbtq", "co_occurring", "trauma", "twelve_step", "telehealth", "transport", "seniors"]
    asked = [("need", name) for name in chance.sample(wishes, chance.choice([0, 0, 1, 2]))]
    asked += chance.choice([[], [], [], [("need", "pregnant")], [("need", "alcohol")], [("language", "spanish")]])
    return Need.read(
        payment=chance.choice([[], ["medicaid"], ["medicaid"], ["private"], ["none"], ["medicare"]]),
        asked=asked,
        medicine=chance.choice([None, None, None, "methadone", "buprenorphine", "already_on_medication"]),
        age=chance.choice([None, None, 30, 17]),
    )
