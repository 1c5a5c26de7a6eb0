"""Every write stands in an `actions.py` or in a package `actions/`, so that who looks for it finds it in one guess."""

import ast
from pathlib import Path

import pytest

ALWAYS = {"save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
WITHOUT_A_VALUE = {"update", "delete"}  # a dict and a set are updated by a value, rows by the names of their fields

# What is no act of anybody, or a store that the acts write through. Each with its reason.
ELSEWHERE = {
    "accounts/models/users.py": "Django's commands make sign-ins through the manager of the model",
    "directory/demonstration/hospital.py": "an invented nurse of an invented hospital, in one call of an action",
    "directory/demonstration/operator.py": "invented people who run a demonstration, in one call of an action",
    "directory/demonstration/programs.py": "invented people who work for an invented program, in one call of an action",
    "directory/importing/writing.py": "many thousand rows at a time, for the one action that imports",
    "directory/listed_numbers.py": "an index over numbers, kept in step by whoever writes facilities",
    "directory/shown.py": "counts without a person, written by a thread of their own, or lost",
    "kernel/installation.py": "what kind of data there is changes in the transaction of who loads them",
    "learn/editing/claim_views.py": "the editor's forms keep their row, and an action what follows from it",
    "learn/loading/trees.py": "the empty first page of each language, for the one action that loads content",
    "pages/invented_directory.py": "a made-up directory for measuring, in a database of its own",
    "privacy/audit/entries.py": "the record of acts itself: every action writes through it",
    "privacy/audit/sealing_batches.py": "the record of acts itself: its entries are sealed in batches",
    "privacy/data_keys.py": "the store of keys: the first sealed value of a person makes one",
}


def writes_in(source: str) -> list[int]:
    """The lines on which rows are written."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return sorted(call.lineno for call in calls if isinstance(call.func, ast.Attribute) and is_write(call, call.func))


def is_write(call: ast.Call, called: ast.Attribute) -> bool:
    return called.attr in ALWAYS or (called.attr in WITHOUT_A_VALUE and not call.args)


def is_for_writes(module: Path) -> bool:
    return module.name == "actions.py" or bool({"actions", "migrations"} & set(module.parts))


def test_writes_stand_in_actions_or_in_the_table_of_exceptions(checkout):
    package = checkout / "src/handrail"
    modules = [path.relative_to(package) for path in package.rglob("*.py")]

    found = {
        str(module)
        for module in modules
        if not is_for_writes(module) and writes_in((package / module).read_text(encoding="utf-8"))
    }

    assert found == set(ELSEWHERE)


@pytest.mark.parametrize(
    "source",
    [
        "row.save()",
        "row.save(update_fields=['state'])",
        "Message.objects.create(key=key)",
        "rows.filter(pk=1).update(state=1)",
        "rows.update(**values)",
        "rows.all().delete()",
        "sum(rows.delete()[0] for rows in past)",
        "Facility.objects.bulk_create(batch)",
        "Copy.objects.get_or_create(key=key)",
    ],
)
def test_write_is_found(source):
    assert writes_in(source) == [1]


@pytest.mark.parametrize("source", ["words.update(more)", "self.by_row.update(new)", "rows.filter(pk=1).first()"])
def test_what_writes_no_row_is_not_found(source):
    assert writes_in(source) == []
