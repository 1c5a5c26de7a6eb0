"""What the scripts say about a run is true, and setting up is repeated only when something changed."""

import ast
import os
import re
import shutil
import subprocess
import sys

import pytest

import chromium
import crouton
import lynx
import postgres
import virtualenv
from handrail.directory.demonstration.actions import SIGN_INS
from steps import Steps

TRUE, FALSE = [sys.executable, "-c", ""], [sys.executable, "-c", "raise SystemExit(3)"]


def test_steps_end_with_what_failed():
    steps = Steps()

    steps.run("First", TRUE)
    steps.run("Second", FALSE)

    assert (steps.has_failed(), steps.has_skipped()) == (True, False)
    assert [outcome for _, outcome, _ in steps.results] == ["passed", "FAILED (status 3)"]
    assert steps.summary("script/test").endswith("script/test: FAILED")


def test_steps_never_call_a_skipped_part_passed():
    steps = Steps()

    steps.run("First", TRUE)
    steps.skip("Second", "no browser")

    assert (steps.has_failed(), steps.has_skipped()) == (False, True)
    assert steps.summary("script/test").endswith("script/test: passed, but not everything ran")


def test_steps_hand_their_environment_to_the_program():
    steps = Steps()

    steps.run("Named", [sys.executable, "-c", "import os; raise SystemExit(os.environ['GIVEN'] != 'x')"], GIVEN="x")

    assert steps.has_failed() is False


def test_environment_leaves_out_other_python_packages(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")

    environment = virtualenv.clean_environment(GIVEN="x")

    assert ("PYTHONPATH" in environment, environment["GIVEN"]) == (False, "x")


def test_stamp_changes_with_the_pins(tmp_path, monkeypatch, checkout):
    shutil.copytree(checkout / "requirements", tmp_path / "requirements")
    shutil.copy(checkout / "pyproject.toml", tmp_path)
    monkeypatch.setattr(virtualenv, "CHECKOUT", tmp_path)
    before = virtualenv.stamp("runtime")

    with (tmp_path / "requirements" / "runtime.txt").open("a") as file:
        file.write("# changed\n")

    assert virtualenv.stamp("runtime") != before


def test_lynx_that_is_named_is_the_one_used(monkeypatch):
    monkeypatch.setenv("TEST_LYNX", "/somewhere/lynx")

    found = lynx.find()

    assert found == "/somewhere/lynx"


def test_lynx_is_not_installed_where_that_is_not_ours_to_do(monkeypatch):
    monkeypatch.delenv("TEST_LYNX", raising=False)
    monkeypatch.setattr(lynx.shutil, "which", lambda name: None)
    monkeypatch.setattr(lynx.debian, "may_install", lambda: False)

    found = lynx.find()

    assert found is None


def test_chromium_that_is_named_is_the_one_used(monkeypatch):
    monkeypatch.setenv("TEST_CHROMIUM", "/somewhere/chromium")

    found = chromium.find()

    assert found == "/somewhere/chromium"


def test_postgres_that_is_named_is_the_one_used(monkeypatch):
    monkeypatch.setenv("TEST_POSTGRES_URL", "postgresql://tests@db.example/postgres")

    with postgres.running() as url:
        pass

    assert url == "postgresql://tests@db.example/postgres"


@pytest.mark.slow
def test_postgres_of_this_run_answers_and_is_gone_afterwards():
    if not (programs := postgres.newest_programs()):
        pytest.skip("no PostgreSQL programs on this machine")

    with postgres.own_server(programs) as url:
        answered = postgres.serves(url)

    assert (answered, postgres.serves(url)) == (True, False)


def test_continuous_integration_lets_nothing_be_skipped(checkout):
    text = (checkout / ".ci" / "run").read_text()

    assert text.rstrip().endswith("exec script/test --whole")


@pytest.mark.parametrize(
    "script",
    [*(f"script/{name}" for name in ("start", "test", "soak", "asvs", "pin", "sbom", "keep_rows")), ".ci/run"],
)
def test_scripts_can_be_run(checkout, script):
    assert os.access(checkout / script, os.X_OK)


@pytest.mark.parametrize("script", ["start", "test", "soak", "asvs", "sbom", "keep_rows"])
def test_script_explains_itself(checkout, script):
    done = subprocess.run([checkout / "script" / script, "--help"], capture_output=True, text=True)

    assert (done.returncode, done.stdout.startswith("usage:")) == (0, True)


def test_start_knows_where_each_demonstration_sign_in_goes(checkout):
    told = re.search(r"^DOORS = (\{.*\})$", (checkout / "script/start").read_text(), re.MULTILINE)

    assert told is not None
    assert set(SIGN_INS.values()) == set(ast.literal_eval(told[1]))


def test_crouton_that_is_named_is_the_one_used(monkeypatch, tmp_path):
    monkeypatch.setenv("TEST_CROUTON", "/somewhere/crouton")

    found = crouton.find(tmp_path)

    assert found == "/somewhere/crouton"


def test_crouton_is_not_fetched_where_there_is_no_npm(monkeypatch, tmp_path):
    monkeypatch.delenv("TEST_CROUTON", raising=False)
    monkeypatch.setattr(crouton.shutil, "which", lambda name: None)

    found = crouton.find(tmp_path / "tools")

    assert found is None
    assert not (tmp_path / "tools").exists()
