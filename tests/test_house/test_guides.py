"""What a newcomer reads first names every package there is."""

import re

import pytest


@pytest.fixture
def packages(checkout):
    folders = (each for each in (checkout / "src" / "handrail").iterdir() if (each / "__init__.py").exists())
    return {each.name for each in folders}


def test_readme_has_a_row_for_each_package(checkout, packages):
    page = (checkout / "README.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| \[`(\w+)`\]\(src/handrail/\1\)", page, re.MULTILINE)) == packages


def test_contributing_names_each_package_in_the_stack(checkout, packages):
    page = (checkout / "CONTRIBUTING.md").read_text(encoding="utf-8")

    stack = next(line for line in page.splitlines() if line.startswith("config > "))
    assert set(re.findall(r"\w+", stack)) == packages
