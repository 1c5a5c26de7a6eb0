import pytest

from handrail.directory.domain.numbers_to_call import Line, numbers_to_call

MAIN, INTAKE, OTHER, NEW = "217-555-0100", "217-555-0111", "217-555-0122", "217-555-0133"


@pytest.mark.parametrize(
    ("listed", "checked", "order"),
    [
        ({}, {}, []),
        ({"main": MAIN}, {}, [(MAIN, "main", False)]),
        ({"intake": [INTAKE]}, {}, [(INTAKE, "intake", False)]),
        ({"main": MAIN, "intake": [INTAKE]}, {}, [(INTAKE, "intake", False), (MAIN, "main", False)]),
        (
            {"main": MAIN, "intake": [INTAKE, OTHER]},
            {},
            [(INTAKE, "intake", False), (OTHER, "intake", False), (MAIN, "main", False)],
        ),
        (
            {"main": MAIN, "intake": [INTAKE]},
            {Line.MAIN: NEW},
            [(NEW, "main", True), (INTAKE, "intake", False), (MAIN, "main", False)],
        ),
        (
            {"main": MAIN, "intake": [INTAKE]},
            {Line.MAIN: NEW, Line.INTAKE: OTHER},
            [(OTHER, "intake", True), (NEW, "main", True), (INTAKE, "intake", False), (MAIN, "main", False)],
        ),
        ({"main": MAIN}, {Line.MAIN: "1 (217) 555-0100"}, [("1 (217) 555-0100", "main", True)]),
        ({"main": MAIN, "intake": [MAIN]}, {}, [(MAIN, "intake", False)]),
        (
            {"main": MAIN, "intake": [f"{MAIN} x4"]},
            {},
            [(f"{MAIN} x4", "intake", False), (MAIN, "main", False)],
        ),
        ({"main": MAIN, "intake": ["(999) 999-9999", ""]}, {}, [(MAIN, "main", False)]),
        ({"main": MAIN, "intake": ["ask us"]}, {}, [(MAIN, "main", False), ("ask us", "intake", False)]),
    ],
    ids=[
        "none",
        "main",
        "intake",
        "intake before main",
        "intake lines as listed",
        "checked main before all listed",
        "checked intake before checked main",
        "checked and listed alike",
        "one number for both",
        "another extension is another desk",
        "placeholders are none",
        "what cannot be dialed comes last",
    ],
)
def test_numbers_stand_in_the_order_to_call(listed, checked, order):
    found = numbers_to_call(**{"main": "", "intake": [], **listed}, checked=checked)

    assert [(each.number.shown, each.line, each.is_checked) for each in found] == order
