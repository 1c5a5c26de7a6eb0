"""A function is split by meaning before it is longer than a screen."""

import ast

MOST_LINES = 40


def test_no_function_is_longer_than_a_screen(checkout):
    files = [path for path in (checkout / "src/handrail").rglob("*.py") if "migrations" not in path.parts]
    files += (checkout / "script/lib/pictures").rglob("*.py")

    too_long = [
        f"{path.name}: {node.name}"
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= MOST_LINES
    ]

    assert too_long == []
