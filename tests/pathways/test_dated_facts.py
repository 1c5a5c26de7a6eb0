from datetime import date

from handrail.pathways.dated_facts import check_dated_facts, facts_to_check


def test_nothing_is_due_while_all_dates_are_far():
    assert facts_to_check(on=date(2026, 11, 23)) == []


def test_a_rule_is_due_a_month_before_it_ends():
    assert facts_to_check(on=date(2026, 12, 2)) == ["bridges.toml: tele_buprenorphine"]


def test_what_is_due_is_information_and_stops_nothing():
    assert {message.level for message in check_dated_facts(None)} <= {20}
