"""Alcohol, stimulants or another substance, over 300 real places and every need: always a place, no rule broken."""

import pytest

from handrail.pathways.care_surroundings import CareSurroundings
from handrail.pathways.domain.care_rules import Door
from handrail.pathways.domain.care_search import CareSearch
from handrail.pathways.domain.need import Need
from pathways.care_rules_again import broken_care_rules
from pathways.path_rules import is_covered
from pathways.real_directory import real_index, real_rows, sampled_places
from pathways.test_never_empty import SINGLE_NEEDS


@pytest.mark.slow
@pytest.mark.shared_data
@pytest.mark.parametrize("substance", ["alcohol", "stimulants", "other", "benzos"])
@pytest.mark.parametrize("named", SINGLE_NEEDS)
def test_every_single_need_finds_a_place_everywhere(named, substance, shared_data):
    need = Need.read(substances=[substance], **SINGLE_NEEDS[named])
    index, rows = real_index(shared_data), real_rows(shared_data)
    codes_of = {row.public_id: set(row.codes.split()) for row in rows}

    faults = []
    for place in sampled_places(shared_data):
        point = {"latitude": place.latitude, "longitude": place.longitude, "state": place.state}
        outcome = CareSearch(need, CareSurroundings(index, need, **point)).outcome()
        if not outcome.places:
            faults.append((place.label, "no place"))
        for found in outcome.places:
            codes = codes_of[index.index.public_ids[found.match.row]]
            is_bed = found.door is Door.WITHDRAWAL_BED
            faults += [(place.label, fault) for fault in broken_care_rules(need, codes, is_shown_as_bed=is_bed)]
            if found.easing.is_covered and not is_covered(need, codes):
                faults.append((place.label, "not covered, and not said"))
        beds = [found.door is Door.WITHDRAWAL_BED for found in outcome.places]
        if beds != sorted(beds, reverse=True):
            faults.append((place.label, "a bed stands after a place without one"))
        if need.withdraws_from and outcome.places and not beds[0]:
            faults.append((place.label, "no bed first"))
        if len({found.match.row for found in outcome.places}) != len(outcome.places) or len(beds) > need.limit:
            faults.append((place.label, "the same place twice, or too many"))

    assert faults == []
