"""What gives way and in which order, on small directories that are drawn for each rule, and on random ones."""

from hypothesis import given, settings

from handrail.directory.index.build import FacilityRow
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.relaxing import Relaxing, circles
from handrail.pathways.surroundings import DirectorySurroundings
from pathways.directory_samples import HOME, facilities, needs, path_index_of, rows_of
from pathways.path_rules import broken_rules, is_covered, meets_wish

CLINIC = "SA OP ORT BU BUM FEM MALE ADLT"
METHADONE = "SA OP ORT MU MM OTP FEM MALE ADLT"
MILES_PER_DEGREE = 69.093


def place(number: int, miles: float, codes: str, state: str = "IL") -> FacilityRow:
    north = HOME[0] + miles / MILES_PER_DEGREE
    return FacilityRow(number, f"id{number:04d}", "SA", f"Clinic {number}", "", "Town", state, codes, north, HOME[1])


def outcome_of(rows: list[FacilityRow], need: Need):
    index = path_index_of(rows)
    surroundings = DirectorySurroundings(index, need, latitude=HOME[0], longitude=HOME[1], state="IL")
    return Relaxing(need, surroundings).outcome(), index.index.public_ids


def starts(outcome, ids) -> list[str]:
    return [ids[path.match.start] for path in outcome.paths]


def test_circles_grow_from_the_persons_own_radius_to_the_nation():
    assert circles(25) == (25, 50, 100, 150, 250, 500, None)
    assert circles(120) == (120, 150, 250, 500, None)


def test_far_keeps_every_wish_when_the_first_circle_has_it():
    rows = [place(1, 5, f"{CLINIC} VET"), place(2, 2, CLINIC)]

    outcome, ids = outcome_of(rows, Need.read(asked=[("need", "veteran")]))

    assert (starts(outcome, ids), outcome.dropped_wishes, outcome.is_wider) == (["id0001"], (), False)


def test_near_drops_the_last_named_wish_and_far_stands_beside():
    rows = [place(1, 5, f"{CLINIC} VET"), place(2, 80, f"{CLINIC} VET SP")]

    outcome, ids = outcome_of(rows, Need.read(asked=[("need", "veteran"), ("language", "spanish")]))

    assert starts(outcome, ids) == ["id0001", "id0002"]
    assert outcome.dropped_wishes == ("language:spanish",)
    assert (outcome.near.miles, outcome.far.miles, outcome.last.miles) == (25, 100, 100)


def test_near_never_drops_a_hard_wish():
    rows = [place(1, 5, CLINIC), place(2, 80, f"{CLINIC} SP")]

    outcome, ids = outcome_of(rows, Need.read(asked=[("language", "spanish!")]))

    assert (starts(outcome, ids), outcome.dropped_wishes, outcome.near.miles) == (["id0002"], (), 100)


def test_a_hard_wish_that_nobody_meets_finds_nothing_and_says_so():
    outcome, _ids = outcome_of([place(1, 5, CLINIC)], Need.read(asked=[("language", "yupik!")]))

    assert (outcome.paths, outcome.is_wider) == ((), True)


def test_cover_is_kept_and_the_nearest_without_it_stands_beside_when_it_is_far():
    rows = [place(1, 5, CLINIC), place(2, 140, f"{CLINIC} MD")]

    outcome, ids = outcome_of(rows, Need.read(payment=["medicaid"]))

    assert (starts(outcome, ids), outcome.lets_cover_go) == (["id0002", "id0001"], True)
    assert [path.is_covered for path in outcome.paths] == [True, False]


def test_cover_within_a_hundred_miles_stands_alone():
    rows = [place(1, 5, CLINIC), place(2, 90, f"{CLINIC} MD")]

    outcome, ids = outcome_of(rows, Need.read(payment=["medicaid"]))

    assert (starts(outcome, ids), outcome.lets_cover_go) == (["id0002"], False)


def test_cover_may_be_only_fifty_miles_away_with_daily_alcohol():
    unit = "SA DT ODTX ADTX MDET RD OP ORT BU BUM FEM MALE"
    rows = [place(1, 5, unit), place(2, 70, f"{unit} MD")]

    outcome, ids = outcome_of(rows, Need.read(payment=["medicaid"], asked=[("need", "alcohol")]))

    assert (starts(outcome, ids), outcome.lets_cover_go) == (["id0002", "id0001"], True)


def test_no_covered_path_anywhere_shows_the_uncovered_ones_marked():
    outcome, ids = outcome_of([place(1, 5, CLINIC)], Need.read(payment=["va"]))

    assert (starts(outcome, ids), outcome.lets_cover_go) == (["id0001"], True)
    assert outcome.paths[0].is_covered is False


def test_cover_is_judged_by_distance_whatever_the_radius():
    rows = [place(1, 40, CLINIC), place(2, 140, f"{CLINIC} MD")]

    outcome, ids = outcome_of(rows, Need.read(payment=["medicaid"], radius=250))

    assert (starts(outcome, ids), outcome.lets_cover_go) == (["id0002", "id0001"], True)


def test_an_uncovered_path_that_is_no_nearer_does_not_stand_beside():
    rows = [place(1, 145, CLINIC), place(2, 140, f"{CLINIC} MD")]

    outcome, ids = outcome_of(rows, Need.read(payment=["medicaid"]))

    assert (starts(outcome, ids), outcome.lets_cover_go) == (["id0002"], False)


def test_what_stands_beside_is_never_replaced_by_a_farther_clinic():
    rows = [place(1, 5, CLINIC), place(2, 6, CLINIC), place(3, 80, f"{CLINIC} CCC"), place(4, 95, f"{METHADONE} CCC")]

    outcome, ids = outcome_of(rows, Need.read(asked=[("need", "children")]))

    assert starts(outcome, ids) == ["id0001", "id0002", "id0003"]


def test_room_that_near_leaves_goes_to_paths_with_every_wish():
    rows = [place(1, 5, CLINIC), place(2, 80, f"{CLINIC} SP"), place(3, 90, f"{CLINIC} SP")]

    outcome, ids = outcome_of(rows, Need.read(asked=[("language", "spanish")]))

    assert starts(outcome, ids) == ["id0001", "id0002", "id0003"]


def test_both_ways_near_outrank_a_second_path_beside():
    rows = [
        place(1, 140, f"{CLINIC} MD"),
        place(2, 148, f"{METHADONE} MD"),
        place(3, 5, CLINIC),
        place(4, 240, f"{CLINIC} MD SP"),
    ]

    outcome, ids = outcome_of(rows, Need.read(payment=["medicaid"], asked=[("language", "spanish")]))

    assert starts(outcome, ids) == ["id0001", "id0002", "id0003"]
    assert (outcome.far, outcome.has_more_beside) == (None, True)


def test_a_limit_of_one_says_that_more_stands_beside():
    rows = [place(1, 5, CLINIC), place(2, 140, f"{CLINIC} MD")]

    outcome, ids = outcome_of(rows, Need.read(payment=["medicaid"], limit=1))

    assert (starts(outcome, ids), outcome.has_more_beside, outcome.lets_cover_go) == (["id0002"], True, False)


def test_pregnancy_sets_a_withdrawal_stay_aside_even_when_it_is_hard():
    rows = [place(1, 2, CLINIC), place(2, 4, f"{CLINIC} DT ODTX RD")]

    for asked in ("withdrawal_stay", "withdrawal_stay!"):
        outcome, _ids = outcome_of(rows, Need.read(asked=[("need", "pregnant"), ("need", asked)]))

        assert {path.kind for path in (*outcome.paths, *outcome.other_kinds)} == {"medicine_first"}
        assert "withdrawal_stay" in outcome.dropped_wishes


def test_start_today_costs_no_other_wish_while_nobody_is_known_open():
    rows = [place(1, 5, f"{CLINIC} SP"), place(2, 2, CLINIC)]

    outcome, ids = outcome_of(rows, Need.read(asked=[("need", "start_today"), ("language", "spanish")]))

    assert (starts(outcome, ids), outcome.dropped_wishes) == (["id0001"], ("start_today",))


def test_a_wished_residential_place_is_kept_with_daily_alcohol():
    unit = "SA DT ODTX ADTX MDET RD OP ORT BU BUM FEM MALE"
    rows = [place(1, 2, unit), place(2, 4, f"{unit} RL")]

    outcome, ids = outcome_of(rows, Need.read(asked=[("need", "alcohol"), ("need", "residential!")]))

    assert [(ids[path.match.start], path.kind) for path in outcome.paths] == [("id0002", "residential")]


def test_one_door_is_shown_once_when_two_kinds_are_wished():
    unit = f"{CLINIC} DT ODTX RD RL"

    outcome, ids = outcome_of(
        [place(1, 2, unit)], Need.read(asked=[("need", "withdrawal_stay"), ("need", "residential")])
    )

    assert starts(outcome, ids) == ["id0001"]


def test_what_the_uncovered_path_lets_go_is_said_too():
    rows = [place(1, 5, CLINIC), place(2, 140, f"{CLINIC} MD VET")]

    outcome, ids = outcome_of(rows, Need.read(payment=["medicaid"], asked=[("need", "veteran")]))

    assert (starts(outcome, ids), outcome.dropped_wishes) == (["id0002", "id0001"], ("veteran",))


def test_both_ways_to_start_medicine_stand_among_the_first_three():
    rows = [place(number, number, CLINIC) for number in range(1, 6)] + [place(9, 12, METHADONE)]

    outcome, ids = outcome_of(rows, Need.read())

    assert starts(outcome, ids) == ["id0001", "id0002", "id0009"]


def test_both_ways_keep_the_displaced_path_next_when_more_are_asked_for():
    rows = [place(number, number, CLINIC) for number in range(1, 6)] + [place(9, 12, METHADONE)]

    outcome, ids = outcome_of(rows, Need.read(limit=6))

    assert starts(outcome, ids) == ["id0001", "id0002", "id0009", "id0003", "id0004", "id0005"]


def test_medicaid_in_state_stands_before_a_nearer_place_across_the_line():
    rows = [place(1, 2, f"{CLINIC} MD", state="IN"), place(2, 24, f"{CLINIC} MD")]

    outcome, ids = outcome_of(rows, Need.read(payment=["medicaid"]))

    assert starts(outcome, ids) == ["id0002", "id0001"]


def test_other_kinds_stand_apart_unless_wished():
    unit = f"{CLINIC} DT ODTX RD"
    rows = [place(1, 2, CLINIC), place(2, 4, unit)]

    plain, _ = outcome_of(rows, Need.read())
    wished, _ = outcome_of(rows, Need.read(asked=[("need", "withdrawal_stay")]))

    assert ({path.kind for path in plain.paths}, {path.kind for path in plain.other_kinds}) == (
        {"medicine_first"},
        {"withdrawal_first"},
    )
    assert ({path.kind for path in wished.paths}, {path.kind for path in wished.other_kinds}) == (
        {"withdrawal_first"},
        {"medicine_first"},
    )


@given(sample=facilities, need=needs)
@settings(max_examples=300, deadline=None)
def test_outcome_never_breaks_a_rule_and_says_all_it_lets_go(sample, need):
    rows = rows_of(sample)
    codes = {row.public_id: set(row.codes.split()) for row in rows}

    outcome, ids = outcome_of(rows, need)

    for path in (*outcome.paths, *outcome.other_kinds):
        start, go_on = codes[ids[path.match.start]], codes[ids[path.match.go_on]]
        assert broken_rules(path.kind, need, start, go_on) == []
        assert (is_covered(need, start) and is_covered(need, go_on)) or (not path.is_covered and outcome.lets_cover_go)
    for path in outcome.paths:
        start, go_on = codes[ids[path.match.start]], codes[ids[path.match.go_on]]
        unmet = {wish.name for wish in need.wishes if not meets_wish(wish.name, path.kind, start, go_on)}
        either = unmet & CHOICES_OF_KIND if set(path.kept) >= CHOICES_OF_KIND else set()
        assert unmet - either <= set(outcome.dropped_wishes)
    assert len(outcome.paths) <= need.limit
    assert len(outcome.other_kinds) <= 3
    against_the_table = {"withdrawal_stay"} if need.is_pregnant else set()
    assert set(outcome.dropped_wishes) - against_the_table <= {wish.name for wish in need.wishes if not wish.is_hard}


CHOICES_OF_KIND = {"withdrawal_stay", "residential"}  # asking for both means either


@given(sample=facilities, need=needs)
@settings(max_examples=200, deadline=None)
def test_outcome_is_empty_only_where_no_pair_fits_even_without_cover_and_wishes(sample, need):
    rows = [row for row in rows_of(sample) if row.kind == "SA"]

    outcome, _ids = outcome_of(rows_of(sample), need)

    if not outcome.paths:
        kind = "withdrawal_first" if need.withdraws_from else "medicine_first"
        assert not any(
            not broken_rules(kind, need, set(start.codes.split()), set(go_on.codes.split()))
            and outpatient(go_on)
            and (outpatient(start) or kind != "medicine_first")
            for start in rows
            for go_on in rows
        )


def outpatient(row: FacilityRow) -> bool:
    return bool(set(row.codes.split()) & {"OP", "ORT", "OIT", "OMB", "ODT"})
