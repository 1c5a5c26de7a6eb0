"""The import contracts bite, also for packages that do not exist yet: each is broken on purpose in a small tree."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = [
    "config",
    "pages",
    "interop",
    "planning",
    "detox",
    "recovery",
    "pathways",
    "referrals",
    "meetings",
    "learn",
    "community",
    "directory",
    "instruments",
    "accounts",
    "messaging",
    "privacy",
    "web",
    "kernel",
]
DOWNWARDS = "Packages import downwards only"
CLINICAL = "Clinical packages never import the community"
COMMUNITY = "The community never imports clinical packages"
FILES = "Files within a package import downwards only"
RULES = "Rules are plain Python: no storage, framework, network or randomness"
OUTBOUND = "Only handrail.kernel.fetch reaches other machines"


@pytest.fixture
def tree(tmp_path):
    """Every package, today's and tomorrow's, with nothing wrong in it."""
    for package in PACKAGES:
        write(tmp_path, f"handrail.{package}.models")
        write(tmp_path, f"handrail.{package}.domain.rules")
    write(tmp_path, "handrail.kernel.fetch", "import socket\nimport ssl\n")
    write(tmp_path, "handrail.config.management.commands.serve", "import socket\n")
    return tmp_path


def write(tree: Path, module: str, text: str = "") -> None:
    file = tree.joinpath(*module.split(".")).with_suffix(".py")
    file.parent.mkdir(parents=True, exist_ok=True)
    for folder in (file.parent, *file.parent.parents):
        if folder == tree:
            break
        (folder / "__init__.py").touch()
    file.write_text(text)


def broken_contracts(tree: Path, checkout: Path) -> set[str]:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--config", checkout / "pyproject.toml", "--no-cache"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "COLUMNS": "200"},
        capture_output=True,
        text=True,
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return {line.partition(" BROKEN")[0] for line in done.stdout.splitlines() if " BROKEN" in line}


def test_contracts_accept_a_tree_of_every_package(tree, checkout):
    broken = broken_contracts(tree, checkout)

    assert broken == set()


@pytest.mark.parametrize(
    ("module", "imports", "contract"),
    [
        ("handrail.kernel.models", "handrail.web.models", DOWNWARDS),
        ("handrail.referrals.models", "handrail.detox.models", DOWNWARDS),
        ("handrail.meetings.models", "handrail.learn.models", DOWNWARDS),
        ("handrail.surprise.models", "handrail.kernel.models", DOWNWARDS),
        ("handrail.community.models", "handrail.directory.models", None),
        ("handrail.pathways.models", "handrail.community.models", CLINICAL),
        ("handrail.detox.models", "handrail.community.models", CLINICAL),
        ("handrail.community.models", "handrail.referrals.models", COMMUNITY),
        ("handrail.community.models", "handrail.recovery.models", COMMUNITY),
        ("handrail.detox.models", "handrail.detox.queries", FILES),
        ("handrail.web.domain.rules", "handrail.web.models", FILES),
        ("handrail.detox.domain.rules", "django", RULES),
        ("handrail.detox.domain.rules", "secrets", RULES),
        ("handrail.referrals.models", "httpx", OUTBOUND),
        ("handrail.referrals.models", "socket", OUTBOUND),
        ("handrail.kernel.fetch", "smtplib", OUTBOUND),
    ],
)
def test_contract_breaks_when_a_module_imports_what_it_must_not(tree, checkout, module, imports, contract):
    write(tree, "handrail.detox.queries")
    text = "import socket\nimport ssl\n" if module == "handrail.kernel.fetch" else ""
    write(tree, module, f"{text}import {imports}\n")

    broken = broken_contracts(tree, checkout)

    assert (contract in broken) if contract else (broken == set())


def test_community_is_kept_apart_also_through_another_package(tree, checkout):
    write(tree, "handrail.pathways.models", "import handrail.meetings.models\n")
    write(tree, "handrail.meetings.models", "import handrail.community.models\n")

    broken = broken_contracts(tree, checkout)

    assert CLINICAL in broken


@pytest.mark.parametrize("line", ["import urllib.request", "from urllib.request import urlopen", "import http.client"])
def test_linter_refuses_another_way_out(tmp_path, checkout, line):
    ruff = Path(sys.executable).with_name("ruff")
    command = [ruff, "check", "--config", checkout / "pyproject.toml", "--output-format", "concise", "-"]

    done = subprocess.run(
        [*command, "--stdin-filename", checkout / "src/handrail/referrals/actions.py"],
        input=f"{line}\n",
        capture_output=True,
        text=True,
    )

    assert "TID251" in done.stdout
