"""Which tests are marked for which requirement of the ASVS.

As a program: pytest collects the given files and runs nothing, and JSON is printed: {"V1.1.1": ["tests/a.py::b"]}.
"""

import contextlib
import io
import json
import sys
from pathlib import Path

import pytest


class MarkedTests:
    """A plugin that keeps the markers of all that was collected, whatever is chosen from it afterwards."""

    def __init__(self) -> None:
        self.files: set[Path] = set()
        self.marked: dict[str, set[str]] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            self.files.add(item.path)
            for marker in item.iter_markers("asvs"):
                for requirement in marker.args:
                    self.marked.setdefault(requirement, set()).add(item.nodeid.partition("[")[0])

    def found(self) -> dict[str, list[str]]:
        return {requirement: sorted(tests) for requirement, tests in sorted(self.marked.items())}


def main(files: list[str]) -> int:
    marked, said = MarkedTests(), io.StringIO()
    with contextlib.redirect_stdout(said):
        status = pytest.main(["--collect-only", "--quiet", "-p", "no:cacheprovider", *files], plugins=[marked])
    if status != pytest.ExitCode.OK:
        print(said.getvalue(), file=sys.stderr)
        return int(status)
    print(json.dumps(marked.found()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
