"""Whoever adds a fellowship is asked how it is treated, question by question: nothing decides in silence."""

import re
from collections import Counter

import pytest

from handrail.meetings.demonstration.evenings import ONLINE, ROOMS
from handrail.meetings.domain.fellowships import FOR_FAMILIES, NOT_KNOWN, NOT_TWELVE_STEP, TWELVE_STEP, Fellowship
from handrail.meetings.domain.neutral_texts import NAMED_BY_TEXT, NOT_NAMED_BY_TEXT, neutral_street
from handrail.meetings.domain.positions import STATED
from handrail.meetings.domain.ways import EVERY_WAY, NOT_COMPARED, WAYS, Kind
from handrail.meetings.finder.choices import KINDS
from handrail.meetings.wordings.fellowships import NAMES
from handrail.pathways.domain.belonging import FELLOWSHIPS, NOT_ON_PATHS, Rank

GUIDE = "docs/adding-a-fellowship.md"
IN_LISTS = frozenset(Fellowship)
DECISIONS = {
    "12-step, not 12-step, or not known": (TWELVE_STEP, NOT_TWELVE_STEP, NOT_KNOWN),
    "a name for people": (NAMES,),
    "a position on medicine": ([each.fellowship for each in STATED],),
    "named by text, or not": (NAMED_BY_TEXT, NOT_NAMED_BY_TEXT),
    "on paths, or not": (FELLOWSHIPS[Rank.ABOUT_DRUGS], FELLOWSHIPS[Rank.ABOUT_ALCOHOL], NOT_ON_PATHS),
    "compared with the others, or not": ([each for each in EVERY_WAY if each in IN_LISTS], NOT_COMPARED),
}


@pytest.mark.parametrize("question", DECISIONS)
def test_each_fellowship_is_decided_once(question):
    decided = Counter(fellowship for answer in DECISIONS[question] for fellowship in answer)

    undecided = sorted({each.value for each in Fellowship} - set(decided))
    twice = sorted(fellowship for fellowship, times in decided.items() if times > 1)
    assert (undecided, twice) == ([], []), f"Decide for each once: {question}. See {GUIDE}."


def test_who_belongs_on_paths_is_asked_about_medicine_too():
    welcome = FELLOWSHIPS[Rank.MEDICINE_WELCOME]

    assert welcome == FELLOWSHIPS[Rank.ABOUT_DRUGS] | FELLOWSHIPS[Rank.ABOUT_ALCOHOL]


def test_groups_for_families_are_for_nobody_who_looks_for_themselves():
    assert sorted(FOR_FAMILIES - NOT_NAMED_BY_TEXT) == []
    assert sorted(FOR_FAMILIES - NOT_ON_PATHS) == []


def test_kinds_of_the_comparison_are_those_of_the_finder():
    compared = {kind: {way for way in ways if way in IN_LISTS} for kind, ways in WAYS.items()}

    assert compared == {
        Kind.TWELVE_STEP: TWELVE_STEP - FOR_FAMILIES,
        Kind.OTHER: NOT_TWELVE_STEP - FOR_FAMILIES,
        Kind.FAMILIES: FOR_FAMILIES,
    }


@pytest.mark.parametrize("fellowship", Fellowship)
def test_no_text_names_a_fellowship_in_a_street(fellowship):
    assert neutral_street(f"7 {NAMES[fellowship]} Road".replace("(", "").replace(")", "")) == "", f"See {GUIDE}."


def test_finder_offers_each_fellowship_in_the_order_of_its_codes():
    codes = [each.value for each in Fellowship]

    assert [value for value, _ in KINDS if value in codes] == codes, f"See {GUIDE}."


def test_demonstration_has_a_meeting_of_each_fellowship_that_is_known():
    shown = {each.fellowship for each in (*ROOMS, *ONLINE)}

    assert shown == set(Fellowship) - NOT_KNOWN, f"See {GUIDE}."


def test_list_of_codes_for_operators_is_whole(checkout):
    page = (checkout / "docs" / "data-sources.md").read_text(encoding="utf-8")

    told = re.search(r"Codes of fellowships: ([^.]+)\.", page)
    assert re.findall(r"\b[A-Z]{2,}\b", told.group(1)) == [each.value for each in Fellowship], f"See {GUIDE}."


def test_guide_names_files_that_are_there(checkout):
    guide = (checkout / GUIDE).read_text(encoding="utf-8")

    named = re.findall(r"`((?:src|docs|tests)/[^`]+)`", guide)
    assert len(named) >= 10
    assert [path for path in named if not (checkout / path).exists()] == []
