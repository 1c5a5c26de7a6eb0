"""The real 2023 directory as rows of the index, and a sample of ZIP codes, two thirds of them rural."""

import csv
import gzip
import random
from functools import cache
from pathlib import Path

import zipcodes

from handrail.directory.index.build import FacilityRow
from handrail.directory.places.place import Place
from handrail.directory.places.resolving import resolve_place
from handrail.kernel.geography import great_circle_miles
from handrail.pathways.columns import PathIndex
from handrail.pathways.domain.costs import Candidate
from handrail.pathways.domain.traits import traits_of
from pathways.directory_samples import path_index_of

NOT_SAMPLED = {"AE", "AP", "AA", "VI", "GU", "MP", "AS", "FM", "PW", "MH"}


@cache
def real_rows(shared_data: Path) -> tuple[FacilityRow, ...]:
    file = shared_data / "samhsa" / "derived_su_2023_with_coordinates.csv.gz"
    with gzip.open(file, "rt", encoding="utf-8") as handle:
        return tuple(
            FacilityRow(
                pk=number,
                public_id=f"row{number:06d}",
                kind="SA",
                name=row["name1"],
                program=row["name2"],
                city=row["city"],
                state=row["state"],
                codes=row["service_codes"],
                latitude=float(row["latitude"]) if row["latitude"] else None,
                longitude=float(row["longitude"]) if row["longitude"] else None,
            )
            for number, row in enumerate(csv.DictReader(handle), start=1)
        )


@cache
def real_index(shared_data: Path) -> PathIndex:
    return path_index_of(list(real_rows(shared_data)))


@cache
def sampled_places(shared_data: Path, count: int = 300) -> tuple[Place, ...]:
    """ZIP codes of the states, DC and PR from one seed: a third with many facilities near, the rest with few."""
    index = real_index(shared_data).index
    chosen = random.Random(20231123)
    zips = [
        entry["zip_code"]
        for entry in zipcodes.list_all()
        if entry["state"] not in NOT_SAMPLED and float(entry["lat"]) != 0 and entry["active"]
    ]
    chosen.shuffle(zips)
    rural: list[Place] = []
    urban: list[Place] = []
    for zip_code in zips:
        place = resolve_place(zip_code)
        near = len(index.near(place.latitude, place.longitude, 25)[0])
        (rural if near < 10 else urban).append(place)
        if len(rural) >= count * 2 // 3 and len(urban) >= count // 3:
            break
    return (*rural[: count * 2 // 3], *urban[: count // 3])


def candidates_in(index: PathIndex, rows: list[FacilityRow], place: Place) -> list[Candidate]:
    """Facilities as the readable reference sees them, judged code by code."""
    position = {public_id: at for at, public_id in enumerate(index.index.public_ids)}
    return [
        Candidate(
            rank=int(index.index.id_rank[position[row.public_id]]),
            miles=great_circle_miles(place.latitude, place.longitude, row.latitude, row.longitude),
            traits=traits_of(frozenset(row.codes.split())),
            organization=int(index.index.name_group[position[row.public_id]]),
            is_in_state=row.state == place.state,
        )
        for row in rows
    ]
