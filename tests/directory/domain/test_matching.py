"""Whatever the order of rows, the same places are found again."""

import time

from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.identity import identity_of
from handrail.directory.domain.matching import Candidate, match
from handrail.directory.domain.sources import FacilityKind

CODES = ["SA", "OP", "BU", "MU", "RES", "DT"]


def candidate(reference, name, program="", street="1 Main Street", zip5="62701", phone="217-555-0100", codes=("SA",)):
    facts = (name, program, street, zip5, phone)
    identity = identity_of(
        kind=FacilityKind.SUBSTANCE_USE,
        name=name,
        program=program,
        street1=street,
        street2="",
        city="Springfield",
        state="IL",
        zip5=zip5,
        phone=phone,
    )
    return Candidate(reference, identity, frozenset(codes), facts)


said = st.tuples(
    st.sampled_from(["Harbor", "Harbor Inc", "Lighthouse"]),
    st.sampled_from(["", "East", "West"]),
    st.sampled_from(["1 Main Street", "1 Main St", "2 Oak Avenue", ""]),
    st.sampled_from(["62701", "62702"]),
    st.sampled_from(["", "217-555-0100", "217-555-0101"]),
    st.frozensets(st.sampled_from(CODES), max_size=4),
)
places = st.lists(said, max_size=12, unique=True)


def candidates(places_said, order=None):
    numbered = [candidate(number, *facts) for number, facts in enumerate(places_said)]
    return [numbered[number] for number in order] if order else numbered


@given(places)
def test_match_finds_each_row_of_the_same_file_again(listed):
    matching = match(candidates(listed), candidates(listed))

    assert matching.pairs == {number: number for number in range(len(listed))}
    assert matching.unclear == {}


@given(places, st.data())
def test_match_finds_all_of_a_part_of_the_file(listed, data):
    part = data.draw(st.lists(st.sampled_from(listed), unique=True)) if listed else []

    matching = match(candidates(part), candidates(listed))

    assert {part[row]: listed[place] for row, place in matching.pairs.items()} == {facts: facts for facts in part}


@given(places, places, st.randoms())
def test_match_does_not_depend_on_the_order_of_rows_or_facilities(rows, listed, random):
    row_order, listed_order = list(range(len(rows))), list(range(len(listed)))
    random.shuffle(row_order)
    random.shuffle(listed_order)

    straight = match(candidates(rows), candidates(listed))
    shuffled = match(candidates(rows, row_order), candidates(listed, listed_order))

    assert shuffled.pairs == straight.pairs
    assert shuffled.unclear == straight.unclear


@given(places, places)
def test_match_is_one_to_one_and_puts_no_row_in_two_places(rows, listed):
    matching = match(candidates(rows), candidates(listed))

    assert len(set(matching.pairs.values())) == len(matching.pairs)
    assert not set(matching.pairs) & set(matching.unclear)


def test_match_refuses_to_choose_between_two_that_fit_equally():
    matching = match([candidate(1, "Harbor", "Both")], [candidate(7, "Harbor", "East"), candidate(8, "Harbor", "West")])

    assert matching.unclear == {1: (7, 8)}


def test_match_does_not_join_two_programs_behind_one_call_center():
    old = candidate(1, "Harbor", "Inpatient", "1 Main Street", codes=["RES", "DT"])
    new = candidate(2, "Harbor", "Outpatient", "9 Elm Street", codes=["SA", "OP"])

    assert match([new], [old]).pairs == {}


def test_match_of_thousands_of_rows_alike_stays_quick():
    alike = [candidate(number, "Harbor", codes=[f"C{number}"]) for number in range(4_000)]
    others = [candidate(number, "Harbor", codes=[f"D{number}"]) for number in range(4_000)]
    started = time.process_time()

    matching = match(alike, others)

    assert len(matching.unclear) == 4_000
    assert time.process_time() - started < 10
