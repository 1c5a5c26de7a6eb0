from handrail.accounts.domain.roles import Kind
from handrail.referrals.domain.referral_facts import SOURCE_OF
from referrals.referrals_of_a_quarter import after, answered, referral


def test_every_kind_of_organization_is_a_source():
    assert set(SOURCE_OF) == set(Kind)


def test_a_program_answers_for_its_own_waits():
    facts = answered(asked_there_at=after(3), answered_there_at=after(4), accepted_there_at=after(5))

    there = facts.seen_there()

    assert [there.after_asking(moment) for moment in (there.first_answer_at, there.accepted_at)] == [
        after(1) - after(0),
        after(2) - after(0),
    ]


def test_where_no_program_is_known_the_waits_stay_those_of_the_person():
    facts = referral(first_answer_at=after(2))

    assert facts.seen_there() == facts
