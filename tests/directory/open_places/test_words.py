"""How open places are said, in both languages, always with their age."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from handrail.directory.domain.open_places import AgeBand, Group, Level, Numbers, Payer, SaidBy, Sex, Unit, known_at
from handrail.directory.open_places import words

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def place(available, *, level=Level.WITHDRAWAL, sex=Sex.ANY, age_band=AgeBand.ANY, minutes=40, by=SaidBy.OPERATOR):
    return known_at(
        Group(level, sex, age_band),
        Numbers(available),
        updated_at=NOON - timedelta(minutes=minutes),
        said_by=by,
        at=NOON,
        shelf_life=timedelta(hours=24),
    )


@pytest.mark.parametrize(
    ("minutes", "english", "spanish"),
    [
        (-2, "just now", "ahora mismo"),
        (0.9, "just now", "ahora mismo"),
        (1, "1 minute ago", "hace 1 minuto"),
        (59.9, "59 minutes ago", "hace 59 minutos"),
        (60, "1 hour ago", "hace 1 hora"),
        (60 * 23.9, "23 hours ago", "hace 23 horas"),
        (60 * 24, "1 day ago", "hace 1 día"),
        (60 * 24 * 400, "400 days ago", "hace 400 días"),
    ],
)
def test_age_in_words(minutes, english, spanish):
    updated_at = NOON - timedelta(minutes=minutes)

    assert words.age_words(updated_at, at=NOON, language="en") == english
    assert words.age_words(updated_at, at=NOON, language="es") == spanish


@pytest.mark.parametrize(
    ("known", "english", "spanish"),
    [
        (
            place(2, sex=Sex.WOMEN),
            "2 beds for women, updated 40 minutes ago by an operator of this directory",
            "2 camas para mujeres, actualizado hace 40 minutos por un operador de este directorio",
        ),
        (
            place(1, level=Level.OUTPATIENT_MEDICINE),
            "1 opening for anyone, updated 40 minutes ago by an operator of this directory",
            "1 lugar para cualquier persona, actualizado hace 40 minutos por un operador de este directorio",
        ),
        (
            place(0, minutes=180),
            "Full when last asked, 3 hours ago",
            "Lleno la última vez que preguntamos, hace 3 horas",
        ),
        (
            place(0, sex=Sex.MEN, minutes=180),
            "Full for men when last asked, 3 hours ago",
            "Lleno para hombres la última vez que preguntamos, hace 3 horas",
        ),
        (
            place(2, by=SaidBy.PROGRAM),
            "2 beds for anyone, updated 40 minutes ago by the program",
            "2 camas para cualquier persona, actualizado hace 40 minutos por el programa",
        ),
        (
            place(2, by=SaidBy.LINK),
            "2 beds for anyone, updated 40 minutes ago by the program",
            "2 camas para cualquier persona, actualizado hace 40 minutos por el programa",
        ),
        (
            place(0, by=SaidBy.API),
            "Full, updated 40 minutes ago by a system of the program",
            "Lleno, actualizado hace 40 minutos por un sistema del programa",
        ),
        (
            place(0, sex=Sex.WOMEN, by=SaidBy.PROGRAM),
            "Full for women, updated 40 minutes ago by the program",
            "Lleno para mujeres, actualizado hace 40 minutos por el programa",
        ),
        (place(2, minutes=1440), "Unknown: call to ask", "No se sabe: llame para preguntar"),
    ],
)
def test_one_group_in_words(known, english, spanish):
    assert words.place_words(known, at=NOON, language="en") == english
    assert words.place_words(known, at=NOON, language="es") == spanish


@pytest.mark.parametrize(
    ("places", "line"),
    [
        ([], "Unknown: call to ask"),
        ([place(2, minutes=1440)], "Unknown: call to ask"),
        ([place(0), place(0, sex=Sex.MEN, minutes=5)], "Full when last asked, 5 minutes ago"),
        (
            [place(1, sex=Sex.MEN), place(0), place(2, sex=Sex.WOMEN, minutes=5)],
            "2 beds for women, 5 minutes ago; 1 bed for men, 40 minutes ago",
        ),
    ],
)
def test_one_line_for_a_card(places, line):
    assert words.short_words(places, at=NOON, language="en") == line


def test_every_group_level_and_unit_has_words():
    assert set(words.FOR_WHOM) == set(product(Sex, AgeBand))
    assert set(words.PAID_BY) == set(words.PAYERS) == set(Payer) - {Payer.ANY}
    assert set(words.LEVELS) == set(Level)
    assert set(words.COUNTED) == set(Unit)
    assert set(words.BY) == set(SaidBy) == set(words.LOGGED)


def test_levels_come_in_order_and_unknown_is_said_once():
    places = [
        place(1, level=Level.RESIDENTIAL, sex=Sex.MEN, minutes=1441),
        place(1, level=Level.RESIDENTIAL, sex=Sex.WOMEN, minutes=1440),
        place(0),
    ]

    told = words.levels_told(places, at=NOON, language="en")

    assert told == [
        ("Withdrawal care", [("full", "Full when last asked, 40 minutes ago")]),
        ("Residential care", [("unknown", "Unknown: call to ask")]),
    ]


def test_places_of_one_payer_say_so_also_when_they_are_full():
    medicaid = Group(Level.WITHDRAWAL, Sex.WOMEN, payer=Payer.MEDICAID)
    known = {"updated_at": NOON, "said_by": SaidBy.PROGRAM, "at": NOON, "shelf_life": timedelta(hours=24)}
    room, full = (known_at(medicaid, Numbers(count), **known) for count in (2, 0))

    told = [words.place_words(each, at=NOON, language="en") for each in (room, full)]

    assert told == [
        "2 beds for women with Medicaid, updated just now by the program",
        "Full for women with Medicaid, updated just now by the program",
    ]
