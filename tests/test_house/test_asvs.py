"""docs/asvs.md tells the truth: each requirement has one kind of answer, and the tests it names are marked with it."""

import csv
import sys
from collections import Counter
from subprocess import CompletedProcess

import pytest

import asvs
from asvs import AnswersRefused, Requirement

READER, WRITER = "tests/a.py::test_reader", "tests/b.py::test_writer"


@pytest.fixture(scope="module")
def marked(pytestconfig):
    """A run of all tests has collected them already; a run of this file asks for them."""
    collected = pytestconfig.pluginmanager.get_plugin("asvs_markers")
    return collected.found() if collected.files >= set(asvs.marked_files()) else asvs.marked_tests(sys.executable)


def requirement(**answers):
    return Requirement("V1.1.1", 2, "Something is so", **answers)


def test_each_requirement_has_exactly_one_kind_of_answer(marked):
    joined = asvs.answered(asvs.told(), marked)

    assert Counter(one.level for one in joined) == {1: 70, 2: 183}
    assert {len(one.answers) for one in joined} == {1}


def test_page_is_what_the_script_would_write(marked):
    written = asvs.page(asvs.answered(asvs.told(), marked), asvs.chapters())

    assert asvs.PAGE.read_text() == written, "Run script/asvs."


def test_numbers_and_levels_are_those_of_the_standard(shared_data):
    file = shared_data / "asvs" / "asvs-5.0.0-en.csv"
    if not file.exists():
        pytest.skip("the standard is not beside this checkout (../shared/data/asvs)")

    with file.open(encoding="utf-8-sig", newline="") as handle:
        rows = [(row["req_id"], int(row["L"])) for row in csv.DictReader(handle) if row["L"] in "12"]

    assert [(one.number, one.level) for one in asvs.told()] == rows


@pytest.mark.parametrize(
    ("answers", "marked", "said"),
    [
        ({}, {}, ["V1.1.1: nothing answers it"]),
        ({"open": "issue 4"}, {"V1.1.1": [READER]}, ["V1.1.1: met and open"]),
        ({"not_applicable": "x", "open": "issue 4"}, {}, ["V1.1.1: does not apply and open"]),
        ({"open": "later"}, {}, ["V1.1.1: it is open, and no issue is named that closes it"]),
        (
            {"open": "issue 4"},
            {"V9.9.9": [READER]},
            ["V9.9.9: a test is marked with it, and there is no such requirement"],
        ),
        ({"open": "issue 4"}, {}, []),
        ({}, {"V1.1.1": [READER, WRITER]}, []),
    ],
)
def test_other_than_one_answer_is_told(answers, marked, said):
    given = [requirement(**answers)]

    try:
        asvs.answered(given, marked)
        found = []
    except AnswersRefused as refusal:
        found = str(refusal).splitlines()

    assert found == said


def test_page_links_each_test_and_counts_by_chapter():
    met = requirement(tests=(READER, WRITER))
    other = Requirement("V1.1.2", 1, "Another is so", open="Issue 4.")

    written = asvs.page([met, other], {"V1": "Text, and more"})

    lines = written.splitlines()
    assert "| [V1 Text, and more](#v1-text-and-more) | 1 | 0 | 1 |" in lines
    assert "| V1.1.1 | 2 | Something is so | met: [test_reader](../tests/a.py), [test_writer](../tests/b.py) |" in lines
    assert "| V1.1.2 | 1 | Another is so | open: Issue 4. |" in lines


def test_tests_that_cannot_be_collected_are_told(monkeypatch):
    monkeypatch.setattr(
        asvs.subprocess, "run", lambda command, **_: CompletedProcess(command, 2, "", "no such fixture")
    )

    with pytest.raises(AnswersRefused, match=r"could not be collected\.\nno such fixture"):
        asvs.marked_tests(sys.executable)
