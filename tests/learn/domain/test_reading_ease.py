"""Syllables by rules of spelling, and the two published formulas over them."""

import pytest

from handrail.learn.domain.reading_ease import english_grade, english_syllables, spanish_ease, spanish_syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("you", 1), ("care", 1), ("people", 2), ("started", 2), ("stopped", 1), ("doses", 2), ("times", 1),
        ("matches", 2),
        ("going", 2), ("trying", 2), ("client", 2), ("patient", 2), ("diet", 2), ("fluid", 2), ("metabolism", 5),
        ("someone", 2), ("everything", 3), ("sometimes", 2), ("rarely", 2), ("heroin", 3), ("hours", 2), ("opioids", 3),
        ("don't", 1), ("don\u2019t", 1), ("nth", 1),
    ],
)  # fmt: skip
def test_english_syllables(word, count):
    assert english_syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("una", 2), ("día", 2), ("heroína", 4), ("adicción", 3), ("que", 1), ("quien", 1), ("guitarra", 3), ("agua", 2),
        ("ciudad", 2), ("muy", 1), ("y", 1), ("yo", 1), ("leer", 2), ("aún", 2), ("medicina", 4), ("prohibir", 3),
        ("vergüenza", 3), ("ayuda", 3), ("hoy", 1), ("cuida", 2),
    ],
)  # fmt: skip
def test_spanish_syllables(word, count):
    assert spanish_syllables(word) == count


def test_english_grade_is_the_formula_of_flesch_and_kincaid():
    grade = english_grade(["You can go now. People help.", "A heading"])

    assert grade == pytest.approx(0.39 * 8 / 3 + 11.8 * 10 / 8 - 15.59)


def test_spanish_ease_is_the_formula_of_szigriszt_pazos():
    ease = spanish_ease(["Hoy puede empezar. La gente ayuda."])

    assert ease == pytest.approx(206.835 - 62.3 * 12 / 6 - 3)


def test_numbers_alone_are_no_words():
    assert english_grade(["Call 911."]) == english_grade(["Call."])
    assert english_grade([]) == english_grade(["Go."])
