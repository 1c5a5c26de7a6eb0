import pytest

from handrail.directory.opening_hours_words import hours_told


@pytest.mark.parametrize(
    ("kept", "english"),
    [
        (
            "mon-fri 08:00-16:30; sat 09:00-12:00",
            ("Monday to Friday: 8:00 am to 4:30 pm", "Saturday: 9:00 am to noon", "Closed: Sunday"),
        ),
        (
            "mon 05:30-10:00,13:00-00:00",
            (
                "Monday: 5:30 am to 10:00 am and 1:00 pm to midnight",
                "Closed: Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday",
            ),
        ),
        ("mon-sun 00:00-00:00", ("Monday to Sunday: day and night",)),
        ("vary", ("Hours vary: call first.",)),
    ],
)
def test_hours_are_told_by_days_that_go_together(kept, english):
    assert hours_told(kept, "en") == english


def test_hours_are_told_in_spanish():
    told = hours_told("mon-fri 08:00-16:30; sat 09:00-12:00", "es")

    assert told == ("Lunes a viernes: 8:00 a. m. a 4:30 p. m.", "Sábado: 9:00 a. m. a mediodía", "Cerrado: domingo")
