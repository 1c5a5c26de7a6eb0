"""What is installed is pinned, hashed, and named for a reason in pyproject.toml."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FILES = ("runtime", "dev")


def blocks(checkout, name):
    """Each requirement with its hashes as one text."""
    text = (checkout / "requirements" / f"{name}.txt").read_text()
    joined = re.sub(r"\\\n\s+", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    return [line for line in joined.splitlines() if line.strip()]


def pins(checkout, name):
    found = [Requirement(block.split(" --hash")[0]) for block in blocks(checkout, name)]
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in found}


@pytest.mark.parametrize("name", FILES)
def test_requirements_are_exact_hashed_and_free_of_addresses(checkout, name):
    lines = blocks(checkout, name)

    unpinned = [line[:40] for line in lines if not re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==\S+ .*--hash=sha256:", line)]
    assert unpinned == []
    assert re.findall(r"://|--index|--extra-index|--find-links|--trusted", "\n".join(lines)) == []


@pytest.mark.parametrize(("name", "extras"), [("runtime", ["build"]), ("dev", ["build", "dev"])])
def test_requirements_hold_a_fitting_version_of_each_dependency(checkout, name, extras):
    project = tomllib.loads((checkout / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(one for extra in extras for one in project["optional-dependencies"][extra])]
    pinned = pins(checkout, name)

    unfit = [
        one.name
        for one in map(Requirement, wanted)
        if not one.specifier.contains(pinned.get(canonicalize_name(one.name), "0.0.0.dev0"))
    ]

    assert unfit == []


def test_requirements_of_both_files_agree(checkout):
    runtime, dev = pins(checkout, "runtime"), pins(checkout, "dev")

    different = {name: (version, dev.get(name)) for name, version in runtime.items() if dev.get(name) != version}

    assert different == {}
