"""What docs/asvs.md says: each requirement of OWASP ASVS 5.0.0, levels 1 and 2, and what answers it here."""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from virtualenv import CHECKOUT, clean_environment

TOLD = CHECKOUT / "docs" / "asvs.toml"
PAGE = CHECKOUT / "docs" / "asvs.md"
TESTS = CHECKOUT / "tests"
NAMES_AN_ISSUE = re.compile(r"\bissue \d+\b")

HEAD = """\
# OWASP ASVS 5.0.0, levels 1 and 2

Written by `script/asvs`, from the markers on the tests and from [asvs.toml](asvs.toml); a test fails where the two and
this page differ. The requirements are those of the
[Application Security Verification Standard](https://owasp.org/www-project-application-security-verification-standard/),
told here in a few words of our own. An answer is one of three:

- **met** by the tests that are named: they fail where the requirement is broken;
- **does not apply**, with the reason;
- **open**, with what is missing and the issue that closes it. What is met in part is open.
"""


class Answer(StrEnum):
    MET = "met"
    NOT_APPLICABLE = "does not apply"
    OPEN = "open"


class AnswersRefused(Exception):
    """The message may be shown to the developer: one line for each requirement without exactly one answer."""


@dataclass(frozen=True)
class Requirement:
    """One requirement and its answers; when all is well there is exactly one kind of answer."""

    number: str  # "V1.1.1"
    level: int
    words: str
    not_applicable: str = ""
    open: str = ""
    tests: tuple[str, ...] = ()

    @property
    def chapter(self) -> str:
        return self.number.partition(".")[0]

    @property
    def answers(self) -> list[Answer]:
        given = {Answer.MET: self.tests, Answer.NOT_APPLICABLE: self.not_applicable, Answer.OPEN: self.open}
        return [answer for answer, is_given in given.items() if is_given]


def told() -> list[Requirement]:
    """What docs/asvs.toml holds, in its order."""
    entries = tomllib.loads(TOLD.read_text())
    return [Requirement(number, **entry) for number, entry in entries.items() if number != "chapters"]


def chapters() -> dict[str, str]:
    names: dict[str, str] = tomllib.loads(TOLD.read_text())["chapters"]
    return names


def marked_files() -> list[Path]:
    return [file for file in sorted(TESTS.rglob("test_*.py")) if "mark.asvs(" in file.read_text()]


def marked_tests(python: Path | str) -> dict[str, list[str]]:
    """Asks pytest, and only about files that speak of the marker: collecting all of them takes many seconds."""
    command = [python, Path(__file__).with_name("asvs_markers.py"), *marked_files()]
    done = subprocess.run(command, cwd=CHECKOUT, env=clean_environment(), capture_output=True, text=True)
    if done.returncode != 0:
        raise AnswersRefused(f"The tests could not be collected.\n{done.stderr}")
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def answered(requirements: list[Requirement], marked: dict[str, list[str]]) -> list[Requirement]:
    """Each requirement with its tests, or a refusal that names every fault."""
    joined = [replace(one, tests=tuple(marked.get(one.number, ()))) for one in requirements]
    if found := list(faults(joined, marked)):
        raise AnswersRefused("\n".join(found))
    return joined


def faults(requirements: Iterable[Requirement], marked: Iterable[str]) -> Iterator[str]:
    known = {one.number: one for one in requirements}
    yield from (
        f"{number}: a test is marked with it, and there is no such requirement"
        for number in marked
        if number not in known
    )
    for one in known.values():
        if len(one.answers) != 1:
            yield f"{one.number}: {' and '.join(one.answers) or 'nothing answers it'}"
        if one.open and not NAMES_AN_ISSUE.search(one.open):
            yield f"{one.number}: it is open, and no issue is named that closes it"


def page(requirements: list[Requirement], names: dict[str, str]) -> str:
    sections = [HEAD, summary(requirements, names)]
    sections += [chapter(name, names[name], [one for one in requirements if one.chapter == name]) for name in names]
    return "\n".join(sections)


def summary(requirements: list[Requirement], names: dict[str, str]) -> str:
    of_each = [(name, counts(one for one in requirements if one.chapter == name)) for name in names]
    lines = [f"| [{name} {names[name]}](#{anchor(name, names[name])}) | {counted} |" for name, counted in of_each]
    head = [f"| chapter | {' | '.join(Answer)} |", "| --- | ---: | ---: | ---: |"]
    return "\n".join([*head, *lines, f"| **all {len(requirements)}** | {counts(requirements)} |", ""])


def counts(requirements: Iterable[Requirement]) -> str:
    given = [one.answers[0] for one in requirements]
    return " | ".join(str(given.count(answer)) for answer in Answer)


def summary_line(requirements: list[Requirement]) -> str:
    given = [one.answers[0] for one in requirements]
    return ", ".join(f"{given.count(answer)} {answer}" for answer in Answer)


def chapter(name: str, words: str, requirements: list[Requirement]) -> str:
    head = [f"## {name} {words}", "| requirement | level | what it asks | answer |", "| --- | --- | --- | --- |"]
    lines = [f"| {one.number} | {one.level} | {one.words} | {answer_of(one)} |" for one in requirements]
    return "\n".join([*head, *lines, ""])


def answer_of(one: Requirement) -> str:
    if one.tests:
        return "met: " + ", ".join(map(link, one.tests))
    reason = one.not_applicable or one.open
    return f"{one.answers[0]}: {reason}"


def link(test: str) -> str:
    file, _, name = test.partition("::")
    return f"[{name}](../{file})"


def anchor(name: str, words: str) -> str:
    """As GitHub and its like make one of a heading."""
    return re.sub(r"[^a-z0-9 -]", "", f"{name} {words}".lower()).replace(" ", "-")
