"""The tables of the health content in docs/ are in step with it."""

import content_tables


def test_tables_are_what_the_script_would_write():
    written = {file: file.read_text(encoding="utf-8") for file in content_tables.tables()}

    assert written == content_tables.tables(), "Run script/content_tables."


def test_a_line_of_a_claim_says_whether_it_is_confirmed():
    files = content_tables.read_content(content_tables.FOLDER)

    lines = list(content_tables.claim_lines(files))

    marked = {line.split("`")[1] for line in lines if "**not yet confirmed**" in line}
    assert marked == {claim["key"] for claim in files.claims if not claim["is_confirmed"]}
