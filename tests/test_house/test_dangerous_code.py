"""The linter refuses code that has opened other products, and every exception from it is known here."""

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        pytest.param(
            "S608", "rows = query(f\"SELECT * FROM facility WHERE name = '{name}'\")", marks=pytest.mark.asvs("V1.2.4")
        ),
        pytest.param("S602", "subprocess.run(command, shell=True)", marks=pytest.mark.asvs("V1.2.5")),
        pytest.param("S605", "os.system(command)", marks=pytest.mark.asvs("V1.2.5")),
        pytest.param("S307", "eval(text)", marks=pytest.mark.asvs("V1.3.2")),
        pytest.param("S102", "exec(text)", marks=pytest.mark.asvs("V1.3.2")),
        pytest.param("S301", "pickle.loads(content)", marks=pytest.mark.asvs("V1.5.2")),
        pytest.param("S302", "marshal.loads(content)", marks=pytest.mark.asvs("V1.5.2")),
        pytest.param("S314", "xml.etree.ElementTree.fromstring(text)", marks=pytest.mark.asvs("V1.5.1")),
        pytest.param("S704", "markupsafe.Markup(text)", marks=pytest.mark.asvs("V1.1.2")),
        pytest.param("S324", "hashlib.md5(content)", marks=pytest.mark.asvs("V11.4.1", "V11.4.3")),
        pytest.param("S324", "hashlib.sha1(content)", marks=pytest.mark.asvs("V11.4.1", "V11.4.3")),
        pytest.param(
            "S304",
            "cryptography.hazmat.primitives.ciphers.algorithms.ARC4(key)",
            marks=pytest.mark.asvs("V11.3.2"),
        ),
        pytest.param("S305", "cryptography.hazmat.primitives.ciphers.modes.ECB()", marks=pytest.mark.asvs("V11.3.1")),
        pytest.param("S311", "random.random()", marks=pytest.mark.asvs("V6.5.3")),
        pytest.param("S323", "ssl._create_unverified_context()", marks=pytest.mark.asvs("V12.3.2")),
    ],
)
def test_linter_refuses_dangerous_code(checkout, rule, lines):
    module = re.match(r"(?:rows = query|([\w.]+)\.\w+\(|\w+\()", lines).group(1)
    text = (f"import {module}\n\n" if module else "") + lines + "\n"

    found = rules_broken(checkout, text)

    assert rule in found


def test_linter_finds_nothing_in_harmless_code(checkout):
    assert rules_broken(checkout, "import json\n\njson.loads('1')\n") == set()


def rules_broken(checkout: Path, text: str) -> set[str]:
    ruff = Path(sys.executable).with_name("ruff")
    command = [ruff, "check", "--config", checkout / "pyproject.toml", "--select", "S", "--output-format", "concise"]
    file = checkout / "src/handrail/referrals/actions.py"
    done = subprocess.run([*command, "--stdin-filename", file, "-"], input=text, capture_output=True, text=True)
    return set(re.findall(r"\bS\d{3}\b", done.stdout))


def test_linter_is_asked_for_these_rules(checkout):
    text = (checkout / "pyproject.toml").read_text()

    chosen = re.search(r"^select = \[(.*)\]$", text, re.MULTILINE).group(1)

    assert '"S"' in chosen.split(", ")


# Each has its reason beside it in the code: question marks, names of our own, benches, invented data.
EXCEPTIONS = {
    "S311": 8,
    "S603": 2,
    "S608": 5,
    "S704": 5,
}


@pytest.mark.asvs("V1.2.4", "V1.2.5", "V1.3.2", "V1.5.2")
def test_every_exception_from_the_linter_is_known(checkout):
    source = checkout / "src" / "handrail"

    found = Counter(rule for file in source.rglob("*.py") for rule in re.findall(r"noqa: (S\d+)", file.read_text()))

    assert found == EXCEPTIONS


@pytest.mark.asvs("V1.2.9")
def test_regular_expressions_are_put_together_from_our_own_words_alone(checkout):
    source = checkout / "src" / "handrail"

    put_together = {
        file.name for file in source.rglob("*.py") for call in regular_expressions(file) if is_put_together(call)
    }

    # of constants that stand above it, or of a pattern of ours that found the word
    assert put_together == {"card_sheets.py", "avoided_words.py", "sentences.py", "ways_in.py"}


def regular_expressions(file: Path) -> list[ast.Call]:
    calls = [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "re"]


def is_put_together(call: ast.Call) -> bool:
    return not isinstance(call.args[0], ast.Constant)
