import json

from handrail.meetings.domain.storable import storable


def test_storable_leaves_out_what_no_database_takes_at_any_depth():
    row = {"a\0": ["b\0c", {"half \ud800": ("\udfff", float("inf"), float("nan"), 1.5)}], "whole": "é 🌱"}

    kept = storable(row)

    assert kept == {"a": ["bc", {"half ": ["", None, None, 1.5]}], "whole": "é 🌱"}
    assert json.dumps(kept, allow_nan=False, ensure_ascii=False).encode()
