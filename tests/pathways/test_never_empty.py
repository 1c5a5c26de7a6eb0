"""Over 300 real places and every single need: always a path, and never one that breaks a rule."""

import pytest

from handrail.pathways.domain.need import Need
from handrail.pathways.domain.relaxing import Relaxing
from handrail.pathways.domain.vocabulary import RULED_NEEDS, WISHES
from handrail.pathways.surroundings import DirectorySurroundings
from pathways.path_rules import broken_rules, is_covered, meets_wish
from pathways.real_directory import real_index, real_rows, sampled_places

SINGLE_NEEDS = {
    "nothing named": {},
    "age 16": {"age": 16},
    "spanish": {"asked": [("language", "spanish")]},
    "vietnamese": {"asked": [("language", "vietnamese")]},
    **{name: {"medicine": name} for name in ("methadone", "buprenorphine", "already_on_medication")},
    **{name: {"payment": [name]} for name in ("medicaid", "medicare", "private", "military", "va", "tribal", "none")},
    **{name: {"asked": [("need", name)]} for name in (*RULED_NEEDS, *WISHES)},
}


@pytest.mark.slow
@pytest.mark.shared_data
@pytest.mark.parametrize("named", SINGLE_NEEDS)
def test_every_single_need_finds_a_path_everywhere(named, shared_data):
    need = Need.read(**SINGLE_NEEDS[named])
    index, rows = real_index(shared_data), real_rows(shared_data)
    codes_of = {row.public_id: set(row.codes.split()) for row in rows}

    faults = []
    for place in sampled_places(shared_data):
        point = {"latitude": place.latitude, "longitude": place.longitude, "state": place.state}
        outcome = Relaxing(need, DirectorySurroundings(index, need, **point)).outcome()
        if not outcome.paths:
            faults.append((place.label, "no path"))
        for path in (*outcome.paths, *outcome.other_kinds):
            start, go_on = (codes_of[index.index.public_ids[row]] for row in (path.match.start, path.match.go_on))
            faults += [(place.label, fault) for fault in broken_rules(path.kind, need, start, go_on)]
            if path.is_covered and not (is_covered(need, start) and is_covered(need, go_on)):
                faults.append((place.label, "not covered, and not said"))
            for wish in path.kept:
                if path in outcome.paths and not meets_wish(wish, path.kind, start, go_on):
                    faults.append((place.label, f"kept {wish} is not met"))

    assert faults == []
