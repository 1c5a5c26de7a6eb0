from datetime import date, timedelta

import pytest

from handrail.directory.local_help.dated_states import (
    configured,
    facts_due,
    national_facts,
    state_help,
    state_of_slug,
)
from handrail.directory.places.states import STATES
from handrail.pathways.dated_facts import facts_to_check

TODAY = date(2026, 11, 26)


def test_every_fact_is_dated_sourced_and_said_in_both_languages():
    content = configured()

    lacking = [
        entry["code"]
        for entry in (*content["national"], *content["state"])
        if not (entry["source"] and entry["checked"] < entry["recheck"] and entry["en"] != entry["es"])
        or type(entry["confirmed"]) is not bool
    ]

    assert lacking == []


def test_state_without_a_fact_of_its_own_says_that_it_was_not_checked():
    told = state_help(state="WY", language="en", on=TODAY)

    assert (told.is_checked, told.own, told.as_of) == (False, (), configured()["as_of"])
    assert [fact.code for fact in told.national][:1] == ["naloxone_over_the_counter"]


def test_only_states_that_were_read_about_have_facts_of_their_own():
    checked = [state for state in STATES if state_help(state=state, language="en", on=TODAY).is_checked]

    assert checked == ["PA"]


def test_rules_of_the_states_are_not_claimed_for_freely_associated_states():
    told = [state_help(state=state, language="en", on=TODAY).national for state in ("FM", "MH", "PW")]

    assert [fact.code for facts in told for fact in facts if fact.about == "naloxone"] == []


@pytest.mark.parametrize(
    ("slug", "state"), [("nm", "NM"), ("vi", "VI"), ("NM", None), ("new-mexico", None), ("", None)]
)
def test_state_is_named_in_an_address_by_its_two_letters(slug, state):
    assert state_of_slug(slug) == state


def test_fact_past_its_day_is_shown_as_old():
    later = national_facts(language="es", on=date(2030, 1, 1))

    assert {fact.is_old for fact in later} == {True}
    assert {fact.is_old for fact in national_facts(language="es", on=TODAY)} == {False}


def test_operator_is_warned_a_month_before_a_fact_is_due():
    assert facts_due(on=TODAY, notice=timedelta(days=30)) == []
    assert "local_help_states.toml: xylazine" in facts_to_check(on=date(2027, 1, 25))


def test_no_dose_is_ever_said():
    texts = [entry[language] for entry in configured()["national"] for language in ("en", "es")]

    assert [text for text in texts if " mg" in text or "milli" in text] == []


def test_sources_that_say_something_say_it_in_the_language_of_the_page():
    english, spanish = (national_facts(language=language, on=date(2026, 11, 26)) for language in ("en", "es"))

    told = {one.code: (one.source, two.source) for one, two in zip(english, spanish, strict=True)}
    assert told["naloxone_free"] == (
        "Handrail's review of publications",
        "Revisión de publicaciones hecha por Handrail",
    )
    assert told["xylazine"] == ("CDC", "CDC")


def test_state_is_called_as_its_readers_call_it():
    names = [state_help(state="MP", language=each, on=date(2026, 11, 26)).name for each in ("en", "es")]

    assert names == ["Northern Mariana Islands", "Islas Marianas del Norte"]
