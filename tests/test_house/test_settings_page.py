"""docs/settings.md tells of every variable that the product or its scripts read, and of no other."""

import re

VARIABLE = re.compile(r"[\"'$]((?:HANDRAIL|TEST)_[A-Z_]+|DATABASE_URL)\b")  # as a program names one that it reads


def test_settings_page_lists_every_variable_and_no_other(checkout):
    files = [path for folder in ("src", "script", ".ci") for path in (checkout / folder).rglob("*") if path.is_file()]
    code = [path for path in files if path.suffix in {".py", ""} and "__pycache__" not in path.parts]
    read = {name for path in code for name in VARIABLE.findall(path.read_text())}

    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", (checkout / "docs" / "settings.md").read_text(), re.MULTILINE))

    assert listed == read
