from handrail.privacy.domain.linked_tables import shared_columns
from handrail.referrals.domain.mirror import counts_of, mirror_of
from handrail.referrals.domain.mirror_columns import COLUMNS
from handrail.referrals.domain.mirror_dimensions import Dimension
from handrail.referrals.domain.program_facts import People, ProgramFacts, program_facts
from handrail.referrals.domain.referral_facts import Ending
from referrals.referrals_of_a_quarter import SETTLED, YEAR, answered, arrived, many, referral


def facts_of(facts, program="north"):
    counts = counts_of({"all": list(facts)})
    shared = shared_columns({column: counts["all", column] for column in COLUMNS})
    rows = mirror_of(
        facts, dimension=Dimension.PROGRAM, rows=["north", "south"], period=YEAR, shared=shared, today=SETTLED
    )
    return program_facts(next(row for row in rows if row.label == program))


def elsewhere(make, count, **facts):
    return many(count, make, program_id="south", **facts)


def a_year_of(program, *, hours):
    return [
        *many(30, arrived, hours=hours, dose=hours + 6, program_id=program),
        *many(20, answered, ending=Ending.NO_SHOW, program_id=program),
        *many(20, referral, program_id=program),
        *many(12, referral, ending=Ending.UNANSWERED, program_id=program),
    ]


def test_program_with_enough_people_has_five_facts():
    network = [*a_year_of("north", hours=24), *a_year_of("south", hours=48), *a_year_of("west", hours=72)]

    facts = facts_of(network)

    assert facts == ProgramFacts(
        answered_within=2,
        said_yes_to=People(50, is_exact=False),  # nobody is known to be lost, and that is not told
        asked=82,
        arrived=People(30, is_exact=False),
        first_visit_after=24,
        first_dose_after=30,
    )


def test_a_fact_that_is_too_small_is_missing_and_the_others_stay():
    small = [*many(4, arrived, dose=9, program_id="south"), *a_year_of("south", hours=48)[30:]]

    facts = facts_of([*a_year_of("north", hours=24), *small, *a_year_of("west", hours=72)], program="south")

    assert (facts.asked, facts.arrived, facts.first_visit_after, facts.first_dose_after) == (56, None, None, None)


def test_program_with_few_people_has_none():
    facts = facts_of([*many(10, arrived, dose=30), *elsewhere(arrived, 60, dose=40)])

    assert facts == ProgramFacts(None, None, None, None, None, None)


def test_a_program_that_is_alone_in_the_network_has_none():
    facts = facts_of([*many(30, arrived, dose=30), *many(30, referral)])

    assert (facts.asked, facts.said_yes_to) == (None, None)
