"""The table behind the helper: complete, and safe whatever is answered together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.pages import plain_questions
from handrail.pages.forms import Search
from handrail.pathways.domain.five_questions import DAILY_DANGER, MEANINGS, SAID_FIRST, SAID_FOR_OPIOIDS, wanted
from handrail.pathways.wording import words

OFFERED = [f"{name}:{value}" for name, listed in plain_questions.QUESTIONS.items() for value, _ in listed]
many = st.lists(st.sampled_from(OFFERED), max_size=20, unique=True)


def test_table_means_every_answer_of_the_page_and_no_other():
    assert set(MEANINGS) == set(OFFERED)


def test_every_answer_does_something_or_says_that_it_changes_nothing():
    silent = [
        answer
        for answer, each in MEANINGS.items()
        if each.changes_nothing
        == bool(each.matters or each.about or each.medicine or each.first or each.opens_other_door)
    ]

    assert silent == []


def test_every_answer_that_changes_something_is_explained():
    assert set(plain_questions.LOOKING_FOR) == {key for key, each in MEANINGS.items() if not each.changes_nothing}


def test_every_first_line_has_its_place_and_its_words():
    said = {code for each in MEANINGS.values() for code in each.first} | set(SAID_FOR_OPIOIDS.values())

    assert said == set(SAID_FIRST)
    assert said <= set(words()["first"])


@given(many)
def test_any_answers_together_are_a_search_that_is_understood(answers):
    found = wanted(answers)

    need = Search(place="60608", about=found.about, matters=found.matters, medicine=found.medicine).need()

    assert need.is_for_opioids == (found.about == "opioid")


@given(many)
def test_danger_of_withdrawal_is_always_said_first(answers):
    found = wanted(answers)

    if {"daily:alcohol", "daily:benzos", "daily:unsure", "what:alcohol"} & set(answers):
        assert found.first[: len(DAILY_DANGER)] == DAILY_DANGER
        assert "medicine_eases_withdrawal" not in found.first


def test_daily_alcohol_beside_heroin_asks_for_a_bed_on_a_path():
    found = wanted(["what:opioid", "daily:alcohol", "barrier:withdrawal"])

    need = Search(place="60608", about=found.about, matters=found.matters).need()

    assert (need.is_for_opioids, need.withdraws_from) == (True, ("alcohol",))


def test_fear_of_withdrawal_asks_for_no_stay():
    found = wanted(["what:opioid", "barrier:withdrawal"])

    assert (found.matters, found.first) == ((), ("medicine_eases_withdrawal",))


def test_not_ready_to_stop_opens_the_other_door_and_still_searches():
    found = wanted(["what:opioid", "barrier:not_now"])

    assert (found.opens_other_door, found.about) == (True, "opioid")


def test_pregnant_with_opioids_is_told_that_medicine_protects_and_with_others_what_never_to_stop_suddenly():
    opioids, cocaine = wanted(["what:opioid", "now:pregnant"]), wanted(["what:stimulants", "now:pregnant"])

    assert opioids.first == ("pregnant", "pregnant_emergency")
    assert cocaine.first == ("pregnant_other", "pregnant_emergency", "fentanyl_supply")


@pytest.mark.parametrize("answer", ["now:hospital", "now:jail", "now:detox"])
def test_search_carries_the_low_tolerance_on_to_the_paths(answer):
    found = wanted(["what:opioid", answer])

    need = Search(place="60608", about=found.about, matters=found.matters).need()

    assert (need.has_low_tolerance, found.first) == (True, ("tolerance",))
