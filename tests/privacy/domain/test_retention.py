"""How long each kind of record is kept: a table without gaps, each time with its reason (S33)."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.config.passes import PASSES
from handrail.privacy.domain.retention import RULES, SIX_YEARS, Retention, lasts


def test_every_kind_has_a_rule_with_its_reason():
    assert set(RULES) == set(Retention)
    assert [kind for kind, rule in RULES.items() if not (rule.after and rule.why)] == []


def test_whatever_has_a_time_is_removed_by_a_pass_that_runs():
    passes = {name for name, _ in PASSES}

    removed_by = {rule.removed_by for rule in RULES.values() if rule.lasts is not None}

    assert removed_by <= passes
    assert {rule.removed_by for rule in RULES.values()} - {""} <= passes


def test_six_years_are_never_a_day_short():
    signed = datetime(2024, 2, 29, 12, 0, tzinfo=UTC)

    assert signed + SIX_YEARS >= datetime(2030, 2, 28, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("kind", [kind for kind, rule in RULES.items() if rule.lasts is None])
def test_what_has_no_time_is_never_asked_for_one(kind):
    with pytest.raises(ValueError, match="no time"):
        lasts(kind)


def test_times_are_those_of_the_sources():
    told = {kind: rule.lasts for kind, rule in RULES.items() if rule.lasts is not None}

    assert told[Retention.SIGN_IN] == timedelta(hours=12)
    assert told[Retention.MESSAGE] == timedelta(days=90)
    assert {kind for kind, time in told.items() if time == SIX_YEARS} == {
        Retention.CONSENT,
        Retention.EMERGENCY,
        Retention.LEGAL_HOLD,
        Retention.REQUEST,
        Retention.NOTICE,
        Retention.MEMBERSHIP,
        Retention.CLAIM,
    }
